"""Learned odds: how much likelier two pieces of writing stand side by side in two spellings of one name than by chance.

One table a pair of scripts (``costs/*.tsv``), learned by ``tools/learn_sound.py``; a table can be replaced without touching code. Above 1
the pieces belong together, below they do not. Letters are aligned in pieces of up to four against up to two; a Han character is aligned
whole, and what was seen too seldom with the character itself is told from the initial and the final of its reading.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence
from functools import cache, cached_property
from importlib import resources

from .symbols import halves, syllable

#: How nothing is written in the tables, and the cell that says how often a character was seen.
NOTHING, SEEN = "_", "#"
#: The share, among all letters, of one that no name held.
_RARE = 1e-4
#: So many sightings does the reading of a character count for, beside those of the character itself.
READING_COUNTS = 5.0
#: Odds of two initials, or two finals, that no pair held side by side.
_UNLIKE = 0.02


Table = Mapping[str, Mapping[str, float]]
_EMPTY: Mapping[str, float] = {}


@cache
def table(name: str) -> Table:
    """A table by its file's name: piece → piece of the other script → odds."""
    lines = resources.files(__package__).joinpath("costs", f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return dict(_row(line) for line in lines if line and not line.startswith("# "))


def _row(line: str) -> tuple[str, dict[str, float]]:
    piece, _, cells = line.partition("\t")
    pairs = (cell.rpartition(":") for cell in cells.split())
    return _piece(piece), {_piece(other): float(value) for other, _, value in pairs}


def _piece(written: str) -> str:
    return "" if written == NOTHING else written


class Costs:
    """Letters against letters. A row holds the odds of one piece of the second script with pieces of the first."""

    #: The longest piece that has a row.
    tallest = 3

    def __init__(self, rows: Table) -> None:
        self._rows = rows

    def row(self, piece: str, among: Collection[str]) -> Mapping[str, float]:
        """The odds of a piece with others. They may be more or fewer than those asked for: fewer have odds of nothing."""
        return self._rows.get(piece, _EMPTY)

    def column(self, piece: str, others: Sequence[str]) -> list[float]:
        """The odds of one piece of the first script with many of the second."""
        return [self.row(other, (piece,)).get(piece, 0.0) for other in others]

    @cached_property
    def pieces(self) -> frozenset[str]:
        """The pieces of the second script that have a row."""
        return frozenset(self._rows)

    @cached_property
    def against(self) -> frozenset[str]:
        """The pieces of the first script that stand in rows."""
        return frozenset(piece for row in self._rows.values() for piece in row if piece != SEEN)


class HanCosts(Costs):
    """Han characters against letters: shares of the pieces beside a character, or beside the halves of its reading, made odds.

    In the table, ``=`` holds the share of each letter in names, by which a piece comes by chance; ``_`` the odds of a letter beside no
    character.
    """

    tallest = 1

    def __init__(self, rows: Table) -> None:
        super().__init__(rows)
        self._chances = _Chances(rows.get("=", _EMPTY))
        self._readings: dict[str, _Reading] = {}
        self._chars: dict[str, tuple[float, Mapping[str, float], _Reading]] = {}

    def row(self, piece: str, among: Collection[str]) -> Mapping[str, float]:
        if not piece:
            return self._rows.get("", _EMPTY)
        doubt, own, reading = self._char(piece)
        return {letters: doubt * reading[letters] + own.get(letters, 0.0) for letters in self.against.intersection(among)}

    def column(self, piece: str, others: Sequence[str]) -> list[float]:
        if piece not in self.against:
            return [0.0] * len(others)
        unwritten = self._rows.get("", _EMPTY).get(piece, 0.0)
        made = (self._char(other) if other else None for other in others)
        return [char[0] * char[2][piece] + char[1].get(piece, 0.0) if char else unwritten for char in made]

    def _char(self, char: str) -> tuple[float, Mapping[str, float], _Reading]:
        """How much of a character's odds is left to its reading, its own odds by that share, and its reading's."""
        if char not in self._chars:
            own = dict(self._rows.get(char, _EMPTY))
            seen = own.pop(SEEN, 0.0)
            trust = seen / (READING_COUNTS + seen)
            odds = {letters: trust * share / self._chances[letters] for letters, share in own.items()}
            read = syllable(char)
            self._readings.setdefault(read, _Reading(self._rows, read, self._chances))
            self._chars[char] = 1 - trust, odds, self._readings[read]
        return self._chars[char]


class _Chances(dict[str, float]):
    """How often letters come together by chance: as the product of their shares among all letters."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        super().__init__()
        self._shares = shares

    def __missing__(self, letters: str) -> float:
        self[letters] = chance = math.prod(self._shares.get(letter, _RARE) for letter in letters)
        return chance


class _Reading(dict[str, float]):
    """The odds of a syllable with letters, worked out when first asked for: its initial and its final take their shares of them."""

    def __init__(self, rows: Table, reading: str, chances: Mapping[str, float]) -> None:
        super().__init__()
        self._initial, self._final = (rows.get(half, _EMPTY) for half in halves(reading))
        self._chances = chances

    def __missing__(self, letters: str) -> float:
        first, rest = self._initial, self._final
        share = 0.0
        for cut in range(len(letters) + 1):
            if letters[:cut] in first and letters[cut:] in rest:
                share += first[letters[:cut]] * rest[letters[cut:]]
        self[letters] = odds = share / self._chances[letters]
        return odds


class SameHanCosts(Costs):
    """Han characters against Han characters: the same one, or one that sounds like it.

    In the table, ``=`` holds the odds of a character beside itself (=), beside another that sounds the same (~), and beside none (-).
    """

    tallest = 1

    def row(self, piece: str, among: Collection[str]) -> Mapping[str, float]:
        chars = [char for char in among if len(char) < 2]
        return {char: self._alike(piece, char) for char in chars} if piece else dict.fromkeys(chars, self._rows["="]["-"])

    @cache  # noqa: B019 - one object lives as long as the module
    def _alike(self, one: str, other: str) -> float:
        kinds = self._rows["="]
        if one == other or not other:
            return kinds["=" if other else "-"]
        odds = kinds["~"]
        for half, beside in zip(halves(syllable(one)), halves(syllable(other)), strict=True):
            odds *= self._rows.get(half, _EMPTY).get(beside, _UNLIKE)
        return odds


@cache
def costs(letters: str, other: str) -> Costs:
    """The costs between two scripts, in the order latin, cyrillic, han; the rows are the second's."""
    rows = table(f"{letters}-{other}")
    if other != "han":
        return Costs(rows)
    return SameHanCosts(rows) if letters == "han" else HanCosts(rows)
