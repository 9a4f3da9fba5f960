"""Regions and districts in a list that share one class word: Абайского и Жарминского районов, Атырау мен Қостанай облыстарының."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .linking import Asked, Evidence
from .model import Mention
from .text import fold

#: Russian class words in the plural → the singular in the same case, which agrees with each adjective of the list.
_RUSSIAN = {
    "областей": "области", "областям": "области", "областями": "областью", "областях": "области",
    "районы": "район", "районов": "района", "районам": "району", "районами": "районом", "районах": "районе",
}  # fmt: skip
_KAZAKH = {"облыстар": "облысы", "аудандар": "ауданы"}
_ADJECTIVE = r"[А-ЯЁ][\w-]*[сц]к(?:ий|ая|ого|ой|ому|ую|им|ом)"
_NAME = r"[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+(?: [А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+)?"
_LISTS = {
    **dict.fromkeys(_RUSSIAN, re.compile(rf"{_ADJECTIVE}(?:(?:, | и | или ){_ADJECTIVE})* $")),
    **dict.fromkeys(_KAZAKH, re.compile(rf"{_NAME}(?:(?:, | мен | пен | бен | және ){_NAME})+ $")),
}
_SINGULAR = _RUSSIAN | _KAZAKH
_WORD = re.compile(rf"(?:{'|'.join(_RUSSIAN)})(?!\w)|{'|'.join(_KAZAKH)}")
#: Most texts have none of these words; their stems say so at once.
_STEMS = ("област", "район", *_KAZAKH)
_PARTS = re.compile(r", | и | или | мен | пен | бен | және ")
#: No list is looked for further back than this.
_REACH = 400


class Listed(NamedTuple):
    """Where one of a list stands, and its name with the class word in the singular."""

    start: int
    end: int
    name: str


def lists(text: str) -> Iterator[Listed]:
    """The regions and districts of such lists, in order.

    >>> [one.name for one in lists("из Абайского, Аягозского и Жарминского районов")]
    ['Абайского района', 'Аягозского района', 'Жарминского района']
    >>> [one.name for one in lists("Атырау мен Батыс Қазақстан облыстарының әкімдері")]
    ['Атырау облысы', 'Батыс Қазақстан облысы']
    >>> [one.name for one in lists("с Абайским и Жарминским районами")]
    ['Абайским районом', 'Жарминским районом']
    """
    for word in _WORD.finditer(text) if any(stem in text for stem in _STEMS) else ():
        first = max(0, word.start() - _REACH)
        if (found := _LISTS[word[0]].search(text[first : word.start()])) is not None:
            yield from _of_list(text, first + found.start(), word.start() - 1, _SINGULAR[word[0]])


def _of_list(text: str, start: int, end: int, singular: str) -> Iterator[Listed]:
    for sign in _PARTS.finditer(text, start, end):
        yield Listed(start, sign.start(), f"{text[start : sign.start()]} {singular}")
        start = sign.end()
    yield Listed(start, end, f"{text[start:end]} {singular}")


def with_lists(text: str, mentions: list[Mention], evidence: Evidence) -> list[Mention]:
    """The mentions of a text, with the regions and districts of such lists."""
    listed = [mention for one in lists(text) if (mention := _linked(text, one, evidence)) is not None]
    if not listed:
        return mentions
    apart = [m for m in mentions if not any(m.start < other.end and other.start < m.end for other in listed)]
    return sorted(apart + listed)


def _linked(text: str, one: Listed, evidence: Evidence) -> Mention | None:
    """One of a list, where its name with the class word is in the lexicon."""
    number = evidence.links.index.key(fold(one.name))
    linked = None if number is None else evidence.linked(Asked(number, (), (), False, False, 0, -1))
    if linked is None or linked[0].entity.kind != "place":
        return None
    match, lang, lemma = linked
    return Mention(one.start, one.end, text[one.start : one.end], lang, (lemma or one.name).rpartition(" ")[0], match)
