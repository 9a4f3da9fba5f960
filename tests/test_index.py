"""The index file: what it holds comes back, and a damaged or foreign one is refused with a sentence."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import atau
from atau.build import shipped
from atau.expand import expand
from atau.index import Index, compile, container, numbers, rows
from atau.index.codes import STRIDE
from atau.lexicon import read
from atau.model import Entity, Name
from atau.text import CYRILLIC, class_of, key

ROOT = Path(__file__).parent.parent

LEXICON = """
kind = "person"

[anna-smith]
en = "Anna /Smith/"
ru = "Анна /Смит/"
sex = "f"
"""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lexicon") / "people.toml"
    path.write_text(LEXICON, encoding="utf-8")
    return path


@pytest.fixture
def index_file(source: Path, tmp_path: Path) -> Path:
    atau.Resolver.build([source]).save(tmp_path / "mine.atau")
    return tmp_path / "mine.atau"


def test_saved_and_opened(index_file: Path) -> None:
    resolver = atau.Resolver.open(index_file)
    match = resolver.resolve("Анне Смит")
    assert match is not None
    assert (match.id, match.how, match.form.nominative) == ("person/anna-smith", "inflected", "Анна Смит")
    assert [mention.text for mention in resolver.annotate("Письмо Анны Смит.")] == ["Анны Смит"]


def test_several_processes_write_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "_BATCH", 3)
    people = "".join(f'[p{n}]\nen = "Anna /Smith-{n}/"\nru = "Анна /Смит-{n}/"\nkk = "Анна /Смитбек-{n}/"\n' for n in range(10))
    (tmp_path / "people.toml").write_text(f'kind = "person"\n\n{people}', encoding="utf-8")
    files = [tmp_path / f"{jobs}.atau" for jobs in (1, 2)]
    for jobs, file in enumerate(files, 1):
        atau.Resolver.build([tmp_path / "people.toml"], jobs=jobs).save(file)
    assert files[0].read_bytes() == files[1].read_bytes()


def test_a_resolver_pickles(index_file: Path) -> None:
    resolver = pickle.loads(pickle.dumps(atau.Resolver.open(index_file)))
    assert resolver.entity("person/anna-smith").name("ru") == "Анна Смит"


@pytest.mark.parametrize("size", [0, 10, 1000])
def test_cut_short(index_file: Path, size: int) -> None:
    index_file.write_bytes(index_file.read_bytes()[:size])
    with pytest.raises(atau.IndexFileError, match="atau lexicon build"):
        atau.Resolver.open(index_file)


def test_foreign(tmp_path: Path) -> None:
    path = tmp_path / "foreign.atau"
    path.write_bytes(b"PK\x03\x04" + bytes(5000))
    with pytest.raises(atau.IndexFileError, match="not an index of atau"):
        atau.Resolver.open(path)


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(atau.IndexFileError, match="cannot be opened"):
        atau.Resolver.open(tmp_path / "nothing.atau")


@pytest.mark.parametrize("version", [container.FORMAT - 1, 99], ids=["the one before", "one to come"])
def test_another_format(index_file: Path, version: int) -> None:
    data = bytearray(index_file.read_bytes())
    data[-12:-8] = version.to_bytes(4, "little")
    index_file.write_bytes(data)
    with pytest.raises(atau.IndexFileError, match=f"index format {version}, this atau reads format {container.FORMAT}: build it again"):
        atau.Resolver.open(index_file)


def test_damage_is_never_believed(index_file: Path) -> None:
    """A byte changed anywhere leaves every answer as it was, or is refused."""
    whole = index_file.read_bytes()
    chance = random.Random(7)
    refused = 0
    for _ in range(40):
        data = bytearray(whole)
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
        index_file.write_bytes(data)
        try:
            resolver = atau.Resolver.open(index_file)
            match = resolver.resolve("Анной Смит")
            assert match is not None
            assert match.id == "person/anna-smith"
            assert [mention.id for mention in resolver.annotate("Анну Смит ждут")] == ["person/anna-smith"]
        except atau.IndexFileError:
            refused += 1
    assert refused > 20


def test_broken_lexicon_lists_every_error(tmp_path: Path) -> None:
    path = tmp_path / "people.toml"
    path.write_text('kind = "person"\n\n[a]\nnaem = "x"\n\n[b]\nen = 3\n', encoding="utf-8")
    with pytest.raises(atau.LexiconError) as caught:
        atau.Resolver.build([path])
    assert "naem" in str(caught.value)
    assert ":7:" in str(caught.value)


def test_entities_come_back_as_the_lexicon_states_them() -> None:
    index = Index(shipped())
    stated = read([ROOT / "lexicon"]).entities
    assert [entity for number, entity in enumerate(stated) if index.entity(number) != entity] == []
    assert len(index.ids) == len(stated)


def test_a_name_keeps_sources_of_its_own() -> None:
    entity = Entity("term/x", "term", (Name("X", "en", source=("a",)), Name("Y", "ru"), Name("Z", "kk", source=("b",))), source=("b",))
    assert [compile._row(name, entity.source)[2:] for name in entity.names] == [
        ["canonical", None, None, None, False, ("a",)], ["canonical", None, None, None, False, ()], [],
    ]  # fmt: skip


@given(st.lists(st.integers(0, 1 << 17), max_size=60))
@example([0, 255, 256, 65536])
def test_places_come_back(steps: list[int]) -> None:
    places = np.cumsum([0, *steps])
    held = numbers.begins("x", places)
    whole, past = np.asarray(held["x"]), np.asarray(held["x_past"])
    assert numbers.placed(whole, past).tolist() == places.tolist()
    assert [int(whole[n // STRIDE]) + int(past[n]) for n in range(len(places))] == places.tolist()


@given(st.lists(st.integers(0, 70_000)))
def test_numbers_by_appearance(values: list[int]) -> None:
    distinct, which = numbers.by_appearance(np.array(values, np.int64))
    assert distinct.tolist() == list(dict.fromkeys(values))
    assert distinct[which].tolist() == values


def _capitals(text: str, nominative: str) -> tuple[bool, int]:
    """What `rows` says of the capitals of one form, letter by letter."""
    upper = sum(map(str.isupper, text))
    if upper > 1 and rows._ABBREVIATED.fullmatch(nominative):
        return text[:1].isupper(), min(upper, 255)
    if upper > 1 and text.isupper():
        return True, min(upper, 255)
    if upper > 1 and text.count(" ") > 1 and class_of(text[0]) == CYRILLIC:
        return False, 1
    if upper > 1 and " " in text:
        return False, min(upper - 1 if upper < 4 else upper // 2, 255)
    return text[:1].isupper(), min(upper, 1)


@given(st.lists(st.text(st.sampled_from("AbЯқҚшǅⅧ习ش .-1\0") | st.characters(), max_size=12), min_size=1))
@example(["A" * 300, "", "МИД РФ", "Ministry of Trade", "Министерство Торговли Китая", "МИДом", "МИД", "КазНУ"])
def test_capitals_of_many_forms_at_once(texts: list[str]) -> None:
    forms = [*zip(range(len(texts)), reversed(range(len(texts))), strict=True)]
    seen = rows._columns([(0, 0, 0, text, nominative, 0, False, 0) for text, nominative in forms], texts)
    found = zip(np.frombuffer(seen["first_upper"], bool).tolist(), np.frombuffer(seen["upper"], np.uint8).tolist(), strict=True)
    assert [*found] == [_capitals(texts[text], texts[nominative]) for text, nominative in forms]


def test_every_form_leads_back() -> None:
    """Every form that is expanded for an entity is held by the index as that entity's, with its language and nominative."""
    index = Index(shipped())
    missing = []
    chance = random.Random(3)
    for number in chance.sample(range(len(index.ids)), 300):
        entity = index.entity(number)
        for form in expand(entity):
            folded = key(form.text)
            held = {(index.owner(posting), index.form(posting)[:2], index.form(posting).nominative) for posting in index.postings(folded)}
            if folded and (number, form[:2], form.nominative) not in held:
                missing.append((entity.id, form.text))
    assert missing == []


def test_every_stated_name_resolves() -> None:
    """A stated name resolves to its entity, or the entity is among the candidates of an ambiguous or weak form."""
    index = Index(shipped())
    lost = []
    for number in range(len(index.ids)):
        entity = index.entity(number)
        for name in entity.names:
            found = atau.candidates(name.text, limit=50)
            if entity.id not in [match.id for match in found]:
                lost.append((entity.id, name.text))
    assert lost == []
