"""Guessing what a spelling stands for when nobody says by which system it was made: Zhaparov, Japarov, Schaparow are Жапаров.

A word is cut into units, Latin letters and what they stand for (``sh:ш``), as names and systems use them after each other; how often
is in a language's ``spellings.tsv``, and how likely the outcome is in the language in its ``habits.tsv``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from heapq import nsmallest

from ..errors import UnknownLanguageError
from .backward import LONGEST, Spelling, cased_like, combined
from .foreign_han import INTO, from_han
from .habits import Habits, habits
from .system import folder
from .writing import DOUBLE, SINGLE, composed

#: The edges of a word among the units.
START, END = "^", "$"

#: What is taken from every count and given to what was not counted.
DISCOUNT = 1.0

#: How much the habits of the language weigh beside the units, which know it too: the best of a few tried on names not learned from.
HABIT = 0.2

#: How many ways to read a word are followed at a time: five times as many find no more.
_BEAM = 12

#: What a unit costs that was never counted at all.
NEVER = 1e-7

_HAN = re.compile("[〇㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U0003fffd]")
_LATIN = "[A-Za-zÀ-ÖØ-öø-ʯḀ-ỿ\u0300-\u036f]"
_WORD = re.compile(f"{_LATIN}+(?:[{re.escape(SINGLE + DOUBLE)}]+{_LATIN}+|[ʹʺʼ])*")
_MARKS = str.maketrans(dict.fromkeys(SINGLE, "'") | dict.fromkeys(DOUBLE, '"'))


@dataclass(frozen=True, slots=True)
class _After:
    """What came after some units: how often anything did, how much of that was not any unit in particular, and each unit."""

    total: int
    spare: float
    counts: Mapping[str, int]


class Speller:
    """How the names of a language are spelt in Latin letters. Immutable but for what it remembers, safe to share between threads."""

    def __init__(self, after: Mapping[str, _After], language: Habits) -> None:
        self._after = after
        self._language = language
        self._costs: dict[tuple[str, str], float] = {}
        self._units: dict[str, list[tuple[str, str]]] = {}
        for unit in after[""].counts:
            latin, colon, own = unit.partition(":")
            if colon:
                self._units.setdefault(latin, []).append((unit, own))
        self._widest = max(map(len, self._units))

    def spellings(self, word: str, limit: int) -> list[Spelling]:
        """What a word may stand for, likeliest first, with what it costs to think so; the word itself where it can't be read."""
        if len(word) > LONGEST:
            stretches = (word[at:at + LONGEST] for at in range(0, len(word), LONGEST))
            return [(0.0, "".join(self.spellings(stretch, 1)[0][1] for stretch in stretches))]
        found = self._search("".join(map(self._known, lowered(word))))
        return nsmallest(limit, ((cost, cased_like(word, spelling)) for spelling, cost in found.items())) or [(0.0, word)]

    def _known(self, char: str) -> str:
        """A letter that names were seen with, else without its marks."""
        return char if char in self._units else "".join(base for base in unicodedata.normalize("NFD", char) if base in self._units) or char

    def _search(self, word: str) -> dict[str, float]:
        """Spellings of the whole word with their costs, all ways to come to the same one taken together."""
        columns: list[dict[tuple[str, str], float]] = [{} for _ in range(len(word) + 1)]
        columns[0]["", START] = 0.0
        for start in range(len(word)):
            states = nsmallest(_BEAM, columns[start].items(), key=lambda state: state[1])
            for end in range(start + 1, min(start + self._widest, len(word)) + 1):
                for unit, own in self._units.get(word[start:end], ()):
                    self._extend(columns[end], states, unit, own)
        chances: dict[str, float] = {}
        for (spelling, history), cost in columns[-1].items():
            cost += self._cost(history, END) + HABIT * self._language.ended(spelling)
            chances[spelling] = chances.get(spelling, 0.0) + math.exp(-cost)
        return {spelling: -math.log(chance) for spelling, chance in chances.items() if spelling and chance}

    def _extend(self, column: dict[tuple[str, str], float], states: list[tuple[tuple[str, str], float]], unit: str, own: str) -> None:
        """Every way so far with one unit more."""
        for (so_far, history), cost in states:
            habit, spelling = self._language.extended(so_far, own)
            total = cost + self._cost(history, unit) + HABIT * habit
            state = spelling, f"{history.rpartition(' ')[2]} {unit}"
            if total < column.get(state, math.inf):
                column[state] = total

    def _cost(self, history: str, unit: str) -> float:
        known = self._costs.get((history, unit))
        if known is None:
            known = self._costs[history, unit] = -math.log(self._chance(history, unit))
        return known

    def _chance(self, history: str, unit: str) -> float:
        """How likely a unit is after two others: as counted, and what was not counted as likely as after the last one alone."""
        after = self._after.get(history)
        fewer = history.partition(" ")[2]
        if after is None:
            return self._chance(fewer, unit)
        expected = self._chance(fewer, unit) if history else NEVER
        return (max(after.counts.get(unit, 0) - DISCOUNT, 0.0) + after.spare * expected) / after.total


def lowered(text: str) -> str:
    """A text as spellings were counted: small letters, one apostrophe for all."""
    return composed(composed(text).lower()).translate(_MARKS)


@cache
def speller(lang: str) -> Speller:
    """The spellings of a language, from its ``spellings.tsv``."""
    after = {}
    for line in (folder() / lang / "spellings.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            history, total, units = line.split("\t")
            cells = units.split(" ")
            counts = dict(zip(cells[::2], map(int, cells[1::2]), strict=True))
            after[history] = _After(int(total), int(total) - sum(max(count - DISCOUNT, 0.0) for count in counts.values()), counts)
    return Speller(after, habits(lang))


@cache
def spelt_languages() -> tuple[str, ...]:
    """The languages whose spellings are known."""
    return tuple(sorted(lang.name for lang in folder().iterdir() if (lang / "spellings.tsv").is_file()))


def guess_original(text: str, to: str = "ru", limit: int = 10) -> list[str]:
    """What a name stands for in Russian (``to="ru"``) or Kazakh (``"kk"``) when its system is not known, likeliest first.

    >>> guess_original("Zhaparov", to="ru")[0], guess_original("Japarov", to="ru", limit=2)
    ('Жапаров', ['Джапаров', 'Жапаров'])
    >>> guess_original("Toqaev", to="kk")[0]
    'Тоқаев'

    A foreign name in Chinese characters (扎帕罗夫) is read, into ``"en"`` too; [] where it cannot be. What is written in other
    letters passes unchanged. It is a guess by letters alone: whom a name means, `atau.resolve` says. Raises `UnknownLanguageError`
    for another language (the characters of a Chinese name can't be told from its letters), `TypeError` and `ValueError` for
    arguments of a wrong type or size.
    """
    han = isinstance(text, str) and _HAN.search(text) is not None
    _check(text, to, limit, INTO if han else spelt_languages())
    if han:
        return from_han(text, to, limit)
    return combined(_parts(composed(text)), speller(to).spellings, limit)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """The words in Latin letters and what is between them."""
    end = 0
    for match in _WORD.finditer(text):
        yield text[end:match.start()], False
        yield match[0], True
        end = match.end()
    yield text[end:], False


def _check(text: str, to: str, limit: int, known: tuple[str, ...]) -> None:
    for value, name, kind in ((text, "text", str), (to, "to", str), (limit, "limit", int)):
        if not isinstance(value, kind):
            raise TypeError(f"{name} must be {'an int' if kind is int else 'a str'}, not {type(value).__name__}")
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    if to not in known:
        hint = "; Chinese characters can't be told from letters, atau.candidates finds the names that are known" if to[:2] == "zh" else ""
        raise UnknownLanguageError(f"no original can be guessed in {to!r}: expected one of {', '.join(known)}{hint}")
