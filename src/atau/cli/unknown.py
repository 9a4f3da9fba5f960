"""Capitalised words that no mention covers: what a lexicon may lack. Latin and Cyrillic script alone; Chinese has no capitals."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import Any

from ..context import folded

#: The capitals of Latin and Cyrillic: U+0041 to U+024F and U+0400 to U+052F.
_CAPITALS = "".join(chr(code) for code in (*range(0x41, 0x250), *range(0x400, 0x530)) if chr(code).isupper())
_WORD = rf"[{_CAPITALS}][^\W_]*(?:[-'’][^\W_]+)*"
_RUN = re.compile(rf"(?<![\w'’-]){_WORD}(?: {_WORD})*")
#: What stands before the first word of a sentence, line, quotation or item of a list.
_STARTS = frozenset(".!?…:;\n\r\t«»“”„\"'‘’(—–-•*|>")
#: More words than this in a row are a headline.
_LONGEST = 5

#: English capitalises these, and they name nobody.
_COMMON = {
    "I", "Mr", "Mrs", "Ms", "Dr", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
    "Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec",
}  # fmt: skip


def unknown(text: str, mentions: Sequence[Any], titles: Container[str] = ()) -> Iterator[str]:
    """The runs of capitalised words outside mentions, without titles and the first word of a sentence, which is always capitalised.

    >>> list(unknown("The new Ruritania Bank opened in Strelsau. Rudolf was there, and Prince Michael.", [], {"prince"}))
    ['Ruritania Bank', 'Strelsau', 'Michael']
    """
    at = 0
    for mention in mentions:
        yield from _between(text, at, mention.start, titles)
        at = mention.end
    yield from _between(text, at, len(text), titles)


def _between(text: str, start: int, end: int, titles: Container[str]) -> Iterator[str]:
    for found in _RUN.finditer(text, start, end):
        words = _without_titles(found[0].split(" ")[_begins_sentence(text, found.start()) :], titles)
        if 0 < len(words) <= _LONGEST and not (len(words) == 1 and len(words[0]) == 1):
            yield " ".join(words)


def _without_titles(words: list[str], titles: Container[str]) -> list[str]:
    """The words without titles, and words that name nobody, before and after them: Chinese Foreign Minister, Prince Michael."""
    while words and (count := _titled(words, titles, 0)):
        words = words[count:]
    while words and (count := _titled(words, titles, len(words))):
        words = words[:-count]
    return words


def _titled(words: list[str], titles: Container[str], at: int) -> int:
    """How many of the first words are a title, or of those that end there."""
    parts = (words[max(0, at - count) : at or count] for count in (3, 2, 1))
    return next((len(part) for part in parts if (len(part) == 1 and part[0] in _COMMON) or folded(" ".join(part)) in titles), 0)


def _begins_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 3) : start].rstrip(" \u00a0")
    return (not before and start <= 3) or before[-1:] in _STARTS
