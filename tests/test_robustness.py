"""Junk of two hundred kinds crashes nothing, and wrong arguments are named."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import atau

PIECES = ["", " ", "\n", "\t", "\0", "\x1b[31m", "\ud800", "\udfff", "\ufeff", "\u200b", "\u202e", "\u2066", "\u00ad", "\u0301", "\u0301\u0301", "é", "e\u0301", "\ufffd",
          "😀", "👩‍👩‍👧", "🇰🇿", "ﷺ", "ß", "İ", "ı", "ﬁ", "Å", "Ǆ", "²", "①", "Ⅷ", "㎏", "한국", "ひらがな", "カタカナ", "ελληνικά", "עברית", "ไทย", "हिन्दी", "ქართული", "አማርኛ",
          "-", "—", "'", "’", "\"", "«", "»", "·", ".", "/", "\\", "(", ")", "[", "{", "<b>", "&amp;", "%s", "{0}", "$1", "--", "0", "1e309", "NaN", "None", "null", "2025",
          "Xi", "Си", "习", "Ә", "Ə", "Ё", "ё", "И\u0306", "A" * 3000, "习" * 3000, "а-" * 1000, "('" * 500, "\u0301" * 500, "Токаев" * 300]  # fmt: skip
JUNK = [*PIECES, *(f"{piece} Tokayev {piece}" for piece in PIECES), *(f"{piece}Токаев{piece}Астана" for piece in PIECES)]
VERBS: list[Callable[[str], Any]] = [
    atau.resolve, atau.candidates, atau.annotate, atau.normalise, atau.base_form, lambda text: atau.similarity(text, "Токаев"),
    lambda text: atau.similarities(text, ["Токаев", text]), lambda text: atau.same(text, "习近平"), lambda text: list(atau.annotate_many([text, text])),
    lambda text: list(atau.resolve_many([text, None])),
]  # fmt: skip


def test_there_are_two_hundred_kinds_of_junk() -> None:
    assert len(set(JUNK)) >= 200


@pytest.mark.parametrize("junk", JUNK, ids=lambda junk: ascii(junk[:20]))
def test_junk(junk: str) -> None:
    for verb in VERBS:
        verb(junk)


@given(st.text(max_size=60))
def test_any_text(text: str) -> None:
    mentions = atau.annotate(text)
    assert [m.start for m in mentions] == sorted(m.start for m in mentions)
    assert all(first.end <= second.start for first, second in pairwise(mentions))
    assert all(text[m.start : m.end] == m.text for m in mentions)
    assert all(0.0 <= m.score <= 1.0 for m in mentions)


@given(st.lists(st.sampled_from([*PIECES[:70], "Tokayev ", "Токаевтың ", "托卡耶夫", "Шанхай ынтымақтастық ұйымына ", " "]), max_size=8).map("".join))
def test_composed_and_decomposed_text_name_the_same(text: str) -> None:
    one, other = (atau.annotate(unicodedata.normalize(form, text)) for form in ("NFC", "NFD"))
    assert [m.id for m in one] == [m.id for m in other]


def test_ten_megabytes_on_one_line() -> None:
    text = "Токаев прибыл в Астану, 习近平 too; " * 280_000
    mentions = atau.annotate(text)
    assert len(mentions) == 3 * 280_000
    assert text[mentions[-1].start : mentions[-1].end] == "习近平"


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: atau.resolve(3), "name"), (lambda: atau.candidates(None), "name"), (lambda: atau.annotate(b"x"), "text"),
        (lambda: atau.annotate_many("one text"), "texts"), (lambda: atau.resolve_many("one name"), "names"), (lambda: atau.entity(1), "entity_id"),
        (lambda: atau.normalise("x", to=1), "to"), (lambda: atau.candidates("x", limit="2"), "limit"), (lambda: atau.similarity(1, "x"), "a"),
        (lambda: atau.base_form(1), "text"), (lambda: atau.same("x", None), "b"), (lambda: atau.transliterate(1, "ru-Latn-bgn"), "text"),
    ],
)  # fmt: skip
def test_a_wrong_type_is_named(call: Callable[[], Any], named: str) -> None:
    with pytest.raises(TypeError, match=f"^{named} "):
        call()


@pytest.mark.parametrize(
    ("call", "error", "hint"),
    [
        (lambda: atau.resolve("x", kind="persn"), atau.UnknownKindError, "person"), (lambda: atau.resolve("x", lang="kz"), atau.UnknownLanguageError, "kk"),
        (lambda: atau.entity("place/kazakstan"), atau.UnknownEntityError, "place/kazakhstan"),
        (lambda: atau.transliterate("x", "ru-Latn-bng"), atau.UnknownSystemError, "ru-Latn-bgn"), (lambda: atau.normalise("x", to="rus"), atau.UnknownLanguageError, "ru"),
    ],
)  # fmt: skip
def test_an_unknown_word_names_the_nearest(call: Callable[[], Any], error: type[atau.AtauError], hint: str) -> None:
    with pytest.raises(error, match=hint):
        call()
