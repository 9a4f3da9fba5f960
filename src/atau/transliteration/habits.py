"""The spelling habits of a language: which letters follow which, and which agree within a word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from .system import folder, language_document

#: What a letter costs that never follows the one before it.
NEVER = 9.0

#: What three letters cost over the last two of them where the three were not counted: they are rarer than chance would have it.
SELDOM = 1.5


@dataclass(frozen=True, slots=True)
class Habits:
    """Costs (minus the logarithm of the probability) of a letter after one or two others, and after the last that it must agree with."""

    pairs: Mapping[str, float]
    triples: Mapping[str, float]
    harmony: Mapping[str, float]
    agreeing: str
    vowels: str

    def extended(self, so_far: str, piece: str) -> tuple[float, str]:
        """What it costs to go on with a piece, and the spelling with it."""
        cost = 0.0
        for char in piece:
            cost += self._after(so_far, char)
            if char in self.agreeing:
                cost += sum(self.harmony.get(before + char, 0.0) for before in forerunners(so_far, self.agreeing, self.vowels))
            so_far += char
        return cost, so_far

    def ended(self, spelling: str) -> float:
        """What it costs that the word ends there."""
        return self._after(spelling, "$")

    def _after(self, so_far: str, char: str) -> float:
        """What a letter costs after the two before it or, where the three were seldom seen together, after the one before it."""
        two = ("^" + so_far)[-2:]
        known = self.triples.get(two + char)
        return self.pairs.get(two[-1] + char, NEVER) + SELDOM if known is None else known


def forerunners(spelling: str, agreeing: str, vowels: str) -> tuple[str, ...]:
    """The last letter that agrees with others and, where that is a consonant, the last vowel that does.

    >>> forerunners("тоқ", "аеоқ", "аео")
    ('қ', 'о')
    """
    found: tuple[str, ...] = ()
    for char in reversed(spelling[-6:]):
        if char in vowels and char in agreeing:
            return (*found, char)
        if char in agreeing and not found:
            found = (char,)
    return found


@cache
def habits(lang: str) -> Habits:
    """The habits of a language from its ``habits.tsv``: two or three letters ("^" and "$" are the word's edges) or, with "~" between
    them, two that agree, and the cost. A language without the file is read back by the fewest letters."""
    pairs: dict[str, float] = {}
    triples: dict[str, float] = {}
    harmony: dict[str, float] = {}
    file = folder() / lang / "habits.tsv"
    for line in file.read_text(encoding="utf-8").splitlines() if file.is_file() else ():
        if not line.startswith("#"):
            letters, cost = line.split("\t")
            kind = harmony if "~" in letters else pairs if len(letters) == 2 else triples
            kind[letters.replace("~", "")] = float(cost)
    classes = language_document(lang)["classes"]
    return Habits(pairs, triples, harmony, classes["HARMONY"], classes["VOWEL"])
