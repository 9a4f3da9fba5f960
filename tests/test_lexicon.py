"""The lexicon's files: what is read from good ones, and that all that is wrong with broken ones is found, at its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from atau import lexicon
from atau.errors import LexiconError
from atau.lexicon.files import load
from atau.lexicon.writing import is_simplified, is_traditional
from atau.model import Name

CASES = Path(__file__).parent / "cases" / "lexicon"
GOOD, BROKEN, ALONE = CASES / "good", CASES / "broken", CASES / "alone"

Mark = tuple[str, int, str, str]


def marks(folder: Path) -> list[Mark]:
    """(file, line, severity, part of the message) for every ← in the comments of a folder."""
    return [
        (str(path), number, severity, message.strip())
        for path in sorted(folder.rglob("*.toml"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        for severity, message in re.findall(r"← (error|warning): ([^←]+)", line)
    ]


def noise(problem: lexicon.Problem) -> bool:
    return problem.message.startswith("no name in") and "warning" in problem.severity and Path(problem.file).name != "languages.toml"


def test_broken_lexicon_has_each_marked_problem_and_no_other() -> None:
    expected = marks(BROKEN)
    unexpected = []
    for problem in lexicon.check([BROKEN]):
        found = next((m for m in expected if m[:3] == (problem.file, problem.line, problem.severity) and m[3] in problem.message), None)
        if found is not None:
            expected.remove(found)
        elif not noise(problem):
            unexpected.append(str(problem))
    assert (unexpected, expected) == ([], [])


def test_read_lists_every_error() -> None:
    with pytest.raises(LexiconError) as caught:
        lexicon.read([BROKEN])
    errors = [problem for problem in lexicon.check([BROKEN]) if problem.severity == "error"]
    assert str(caught.value).count("\n") == len(errors) > 30
    assert all(str(problem) in str(caught.value) for problem in errors)


def test_good_lexicon_has_no_problem() -> None:
    assert [str(problem) for problem in lexicon.check([GOOD])] == []


def test_entities_are_sorted_and_complete() -> None:
    read = lexicon.read([GOOD])
    ids = [entity.id for entity in read.entities]
    assert ids == sorted(ids)
    tokayev = next(entity for entity in read.entities if entity.id == "person/kassym-jomart-tokayev")
    assert (tokayev.kind, tokayev.born, tokayev.country, tokayev.source) == ("person", "1953-05-17", "place/kazakhstan", ("akorda",))
    assert [(office.of, office.since, office.until) for office in tokayev.office] == [("president-of-kazakhstan", "2019-03-20", None)]
    assert [(name.status, name.lang) for name in tokayev.names[:6]] == [
        ("canonical", "en"), ("canonical", "zh"), ("canonical", "ru"), ("canonical", "kk"), ("also", "en"), ("misspelt", "ru"),
    ]  # fmt: skip


def test_family_name_is_a_span() -> None:
    names = {name.text: name for entity in lexicon.read([GOOD]).entities for name in entity.names if name.family}
    families = {text: text[slice(*name.family)] for text, name in names.items() if name.family}
    assert families["Касым-Жомарт Кемелевич Токаев"] == "Токаев"
    assert families["卡瑟姆若马尔特·托卡耶夫"] == "托卡耶夫"
    assert not any("/" in text for text in names)


def test_weak_marks_a_stated_form_or_stands_alone() -> None:
    weak = [name for entity in lexicon.read([GOOD]).entities for name in entity.names if name.weak]
    assert [(name.text, name.status) for name in weak] == [("Абай Кунанбаев", "also"), ("Токайев", "misspelt")]


def test_former_names_carry_years() -> None:
    astana = next(entity for entity in lexicon.read([GOOD]).entities if entity.id == "place/astana")
    former = [name for name in astana.names if name.status == "former" and name.lang == "ru"]
    assert former == [
        Name("Нур-Султан", "ru", "former", since="2019", until="2022"),
        Name("Астана", "ru", "former", since="1998-05", until="2019"),
    ]
    assert astana.same_as == {"geonames": "1526273"}


def test_offices_titles_sources_collisions_moves() -> None:
    read = lexicon.read([GOOD])
    assert read.offices["president-of-kazakhstan"] == lexicon.OfficeKind("president-of-kazakhstan", "president", "place/kazakhstan")
    assert read.titles["president"]["kk"] == ("президент", "президенті")
    assert read.sources["akorda"].address == "https://www.akorda.kz/"
    assert read.collisions[0].entities == ("term/samruk-forum", "term/samruk-forum-of-youth")
    assert read.moved == {"person/old-key": "person/abai", "person/older-key": "person/abai"}


def test_a_file_by_itself_names_its_kind() -> None:
    assert [entity.id for entity in lexicon.read([ALONE / "my-names.toml"]).entities] == ["person/anna"]
    assert "what kind is it?" in str(lexicon.check([ALONE / "unplaced.toml"])[0])
    assert "did you mean person" in str(lexicon.check([ALONE / "unknown-kind.toml"])[0])


def test_a_file_of_a_folder_is_known_by_its_place() -> None:
    assert {entity.kind for entity in lexicon.read([GOOD / "places" / "kazakhstan.toml"]).entities} == {"place"}


def test_files_given_twice_are_read_once() -> None:
    assert len(load([GOOD, GOOD / "titles.toml"])[0]) == len(load([GOOD])[0])


def test_a_path_may_be_given_by_itself() -> None:
    assert lexicon.check(str(GOOD)) == []


@pytest.mark.parametrize(("name", "content", "message"), [
    ("missing.toml", None, "cannot be read: No such file"),
    ("latin1.toml", b'kind = "place"\n[x]\nen = "\xe9"\n', "not UTF-8: byte 25 is 0xe9"),
    ("open.toml", b'kind = "place"\n[x]\nen = """', "not TOML"),
])  # fmt: skip
def test_what_cannot_be_read_is_a_problem(tmp_path: Path, name: str, content: bytes | None, message: str) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (problem,) = lexicon.check([tmp_path / name])
    assert message in str(problem)


def test_byte_order_mark_and_crlf_are_read(tmp_path: Path) -> None:
    (tmp_path / "windows.toml").write_bytes('kind = "term"\r\n[x]\r\nen = "X"\r\n'.encode("utf-8-sig"))
    assert len(lexicon.read([tmp_path / "windows.toml"]).entities) == 1


def test_stats_count() -> None:
    stats = lexicon.stats(lexicon.read([GOOD]))
    assert stats.kinds == {"person": 3, "place": 2, "institution": 2, "term": 2}
    assert stats.types["place"] == {"capital": 1, "country": 1}
    assert stats.statuses["former"] == 5
    assert stats.languages == 4.0
    assert stats.coverage["person"] == {"en": 1.0, "zh": 1.0, "ru": 1.0, "kk": 1.0}


def test_stats_of_nothing() -> None:
    assert lexicon.stats(lexicon.Lexicon((), {}, {}, (), {}, {})).languages == 0.0


def test_show_gives_facts_and_names() -> None:
    shown = lexicon.show(next(entity for entity in lexicon.read([GOOD]).entities if entity.id == "person/kassym-jomart-tokayev"))
    assert "office     president-of-kazakhstan, 2019-03-20–" in shown
    assert "Касым-Жомарт Кемелевич /Токаев/" in shown


def test_characters_of_one_writing_agree_with_icu() -> None:
    """What the check calls Traditional-only ICU changes to Simplified, and the other way round."""
    icu = pytest.importorskip("icu")
    simpler = icu.Transliterator.createInstance("Traditional-Simplified").transliterate
    fuller = icu.Transliterator.createInstance("Simplified-Traditional").transliterate
    letters = [chr(code) for code in range(0x4E00, 0x9FA6)]
    assert [c for c in letters if is_traditional(c) and simpler(c) == c] == []
    assert [c for c in letters if is_simplified(c) and fuller(c) == c] == []
    assert [c for c in "國會習後這" if not is_traditional(c)] == ["後"]  # 後 has a place in GB 2312
    assert [c for c in "国会习这后" if not is_simplified(c)] == ["后"]
