"""Regions and districts in a list that share one class word: Абайского и Жарминского районов, the Abai and Jetisu regions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .linking import Asked, Evidence, Linked
from .model import Mention
from .text import fold

#: Russian class words in the plural → the singular in the same case, which agrees with each adjective of the list.
_RUSSIAN = {
    "областей": "области", "областям": "области", "областями": "областью", "областях": "области",
    "районы": "район", "районов": "района", "районам": "району", "районами": "районом", "районах": "районе",
}  # fmt: skip
#: The class words that begin a list of names without a case of their own (в областях Абай и Жетісу).
_AHEAD = {word: singular for word, singular in _RUSSIAN.items() if word.startswith("област")}
_ENGLISH = {"regions": "region", "oblasts": "oblast", "districts": "district", "provinces": "province"}
#: Kazakh class words without their suffixes, in three scripts; those in Latin as each of the usual alphabets has them.
_KAZAKH = {
    "облыстар": "облысы", "аудандар": "ауданы", "қалалар": "қаласы", "көлдер": "көлі", "өзендер": "өзені",
    "وبلىستار": "وبلىسى", "اۋداندار": "اۋدانى",
    "oblystar": "oblysy", "oblıstar": "oblısı", "aýdandar": "aýdany", "audandar": "audany",
}  # fmt: skip
_ADJECTIVE = r"[А-ЯЁ][\w-]*[сц]к(?:ий|ая|ого|ой|ому|ую|им|ом)"
_CAPITAL, _WORD = r"(?:(?![\d_])[^\Wа-яёa-z])", r"[\w'’-]+"
_NAME = rf"{_CAPITAL}{_WORD}(?: (?!وبلىس|اۋدان){_CAPITAL}{_WORD})?"
_JOIN = r"(?:(?:, (?:and )?| и | или )(?:во? |из |со? )?|، | and | or | (?:мен|пен|бен|және|men|pen|ben|jáne|jäne|مەن|پەن|بەن|جانە) )"
_PARTS = re.compile(_JOIN)
_LISTS = {
    **dict.fromkeys(_RUSSIAN, re.compile(rf"{_ADJECTIVE}(?:{_JOIN}{_ADJECTIVE})* $")),
    **dict.fromkeys((*_KAZAKH, *_ENGLISH), re.compile(rf"{_NAME}(?:{_JOIN}{_NAME})+ $")),
}
_LIST_AHEAD = re.compile(rf" ({_CAPITAL}{_WORD}(?:{_JOIN}{_CAPITAL}{_WORD})+)")
#: Most texts have none of these words; their stems say so at once.
_BY_STEM = {
    stem: [(word, singular) for word, singular in (_RUSSIAN | _ENGLISH | _KAZAKH).items() if word.startswith(stem)]
    for stem in ("област", "район", *_ENGLISH, *_KAZAKH)
}  # fmt: skip
#: No list is looked for further back than this.
_REACH = 400


class Listed(NamedTuple):
    """Where one of a list stands, and its name with the class word in the singular."""

    start: int
    end: int
    name: str


def lists(text: str) -> Iterator[Listed]:
    """The regions and districts of such lists, those of one list in order.

    >>> [one.name for one in lists("the Abai and West Kazakhstan regions, в областях Абай и Жетісу")]
    ['Abai region', 'West Kazakhstan region', 'области Абай', 'области Жетісу']
    >>> [one.name for one in lists("из Абайского, Аягозского и Жарминского районов")]
    ['Абайского района', 'Аягозского района', 'Жарминского района']
    >>> [one.name for one in lists("Атырау мен Батыс Қазақстан облыстарының әкімдері")]
    ['Атырау облысы', 'Батыс Қазақстан облысы']
    >>> [one.name for one in lists("с Абайским и Жарминским районами")]
    ['Абайским районом', 'Жарминским районом']
    """
    words = [pair for stem, its in _BY_STEM.items() if stem in text for pair in its]
    for word, singular in words:
        for first, _ in _whole(text, word):
            begin = max(0, first - _REACH)
            if (found := _LISTS[word].search(text[begin:first])) is not None:
                yield from _of_list(text, begin + found.start(), first - 1, "{} " + singular)
    for word, singular in _AHEAD.items() if "област" in text else ():
        for _, end in _whole(text, word):
            if (found := _LIST_AHEAD.match(text, end, end + _REACH)) is not None:
                yield from _of_list(text, found.start(1), found.end(1), singular + " {}")


def _whole(text: str, word: str) -> Iterator[tuple[int, int]]:
    """Where a class word begins and ends: with suffixes in Kazakh alone, as областям is no областями."""
    at = text.find(word)
    while at >= 0:
        end = at + len(word)
        if word in _KAZAKH or not text[end : end + 1].isalpha():
            yield at, end
        at = text.find(word, end)


def _of_list(text: str, start: int, end: int, pattern: str) -> Iterator[Listed]:
    for sign in _PARTS.finditer(text, start, end):
        yield Listed(start, sign.start(), pattern.format(text[start : sign.start()]))
        start = sign.end()
    yield Listed(start, end, pattern.format(text[start:end]))


def with_lists(text: str, mentions: list[Mention], evidence: Evidence) -> list[Mention]:
    """The mentions of a text, with the regions and districts of such lists."""
    listed = {one.start: mention for one in lists(text) if (mention := _mention(text, one, evidence)) is not None}.values()
    if not listed:
        return mentions
    apart = [m for m in mentions if not any(m.start < other.end and other.start < m.end for other in listed)]
    return sorted([*apart, *listed], key=lambda mention: mention.start)


def _mention(text: str, one: Listed, evidence: Evidence) -> Mention | None:
    """One of a list, where its name with the class word is in the lexicon; of two words the second, where the first begins the sentence."""
    linked, written = _linked(one, evidence), text[one.start : one.end]
    if linked is not None:
        match, lang, lemma = linked
        pieces = (lemma or one.name).rpartition(" ") if one.name.startswith(written) else (lemma or one.name).partition(" ")[::-1]
        return Mention(one.start, one.end, written, lang, pieces[0], match)
    first, space, rest = written.partition(" ")
    if not space:
        return None
    return _mention(text, Listed(one.start + len(first) + 1, one.end, one.name.replace(written, rest)), evidence)


def _linked(one: Listed, evidence: Evidence) -> Linked | None:
    """The place that has the name of one of a list with the class word."""
    number = evidence.links.index.key(fold(one.name))
    linked = None if number is None else evidence.linked(Asked(number, (), (), False, False, 0, -1))
    return linked if linked is not None and linked[0].entity.kind == "place" else None
