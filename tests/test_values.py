"""What the values promise: names in each language, hashing, pickling, dates, tags, lemmas."""

from __future__ import annotations

import pickle
from datetime import date

import pytest

import atau
from atau.build import shipped
from atau.index import Index
from atau.languages import kk
from atau.model import LANGUAGES


def test_every_stated_canonical_name_is_given_back() -> None:
    index = Index(shipped())
    entities = (index.entity(number) for number in range(len(index.ids)))
    wrong = [
        (entity.id, name.lang, entity.name(name.lang))
        for entity in entities
        for name in entity.names
        if name.status == "canonical" and entity.name(name.lang) != name.text
    ]
    assert wrong == []


def test_every_entity_has_a_name_in_every_language() -> None:
    index = Index(shipped())
    assert all(index.entity(number).name(lang) for number in range(len(index.ids)) for lang in LANGUAGES)


def test_a_made_name_says_so() -> None:
    kazakhstan = atau.entity("place/kazakhstan")
    assert (kazakhstan.named("zh-Hant").derived, kazakhstan.named("zh").derived) == (True, False)
    assert kazakhstan.name("kk-Latn") == "Qazaqstan"


def test_matches_and_mentions_hash_and_pickle() -> None:
    match, mention = atau.resolve("Tokaev"), atau.annotate("Тоқаевтың сөзі")[0]
    assert match is not None
    assert {match, pickle.loads(pickle.dumps(match))} == {match}
    assert pickle.loads(pickle.dumps(mention)) == mention
    assert mention.id == match.id


@pytest.mark.parametrize("at", ["2025-06-17", "2025-06", "2025", 2025, date(2025, 6, 17)])
def test_dates(at: object) -> None:
    match = atau.resolve("Бердымухамедову", at=at)  # type: ignore[arg-type]
    assert match is not None
    assert match.id == "person/serdar-berdimuhamedow"


@pytest.mark.parametrize("at", ["17 June 2025", "tomorrow", "", 3.5])
def test_what_is_no_date_is_named(at: object) -> None:
    with pytest.raises(atau.AtauError, match="at must be a date such as"):
        atau.annotate("x", at=at)  # type: ignore[arg-type]


@pytest.mark.parametrize("limit", [0, -1, True])
def test_limits(limit: int) -> None:
    with pytest.raises(atau.AtauError, match="limit must be 1 or more"):
        atau.candidates("Tokaev", limit=limit)


def test_the_kind_is_asked_of_every_step() -> None:
    """A place of the same name does not hide the person whose case form it also is."""
    match = atau.resolve("Брежневом", kind="person")
    assert match is not None
    assert match.id == "person/leonid-brezhnev"


def test_lemma_of_a_stem_that_changes_before_a_vowel() -> None:
    assert kk.voiced("Бәйтерек") == "Бәйтерег"
    (mention,) = atau.annotate("Бәйтерегіміз биік.")
    assert (mention.text, mention.lemma) == ("Бәйтерегіміз", "Бәйтерек")


@pytest.mark.parametrize("name", ["Wang Wei", "王伟", "张伟", "Liu Wei", "Canada Dry", "Li Kang"])
def test_short_names_are_not_told_by_ear(name: str) -> None:
    match = atau.resolve(name)
    assert match is None or match.how != "sound"


@pytest.mark.parametrize(("one", "other", "low", "high"), [
    ("Бердымухамедов", "Бердымухамедов", 1.0, 1.0), ("SCO", "ШОС", 0.9, 1.0), ("Ли", "Ли", 1.0, 1.0), ("Россия", "Китай", 0.0, 0.1), ("", "", 0.0, 0.0),
])  # fmt: skip
def test_same(one: str, other: str, low: float, high: float) -> None:
    assert low <= atau.same(one, other) <= high


def test_none_has_no_mentions() -> None:
    assert [len(mentions) for mentions in atau.annotate_many([None, "Астана", ""])] == [0, 1, 0]


@pytest.mark.parametrize("text", ["a" * 20_000, "A" * 20_000 + " я", "abcde " * 8_000, "a" + "\u0315\u0300" * 20_000, "yesterday Bob Putin came, " * 4_000])
def test_long_input_takes_no_long_time(text: str) -> None:
    """Each of these once took seconds a call by a quadratic step; all of them together now take less than one did."""
    atau.resolve(text)
    atau.annotate(text)
    atau.base_form(text)
