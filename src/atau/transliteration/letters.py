"""How likely a spelling is as a name in a language: which letter follows which three."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: What a letter costs that was never counted at all.
NEVER = 12.0

#: How many letters are looked back at.
BACK = 3


@dataclass(frozen=True, slots=True)
class Letters:
    """Costs (minus the logarithm of the probability) of a letter by the letters before it; "*" is what it costs to look back one less."""

    costs: Mapping[str, Mapping[str, float]]

    def extended(self, so_far: str, piece: str) -> tuple[float, str]:
        """What it costs to go on with a piece, and the spelling with it."""
        cost = 0.0
        for char in piece:
            cost += self._after(so_far, char)
            so_far += char
        return cost, so_far

    def ended(self, spelling: str) -> float:
        """What it costs that the word ends there."""
        return self._after(spelling, "$")

    def _after(self, so_far: str, char: str) -> float:
        before = ("^" + so_far)[-BACK:]
        cost = 0.0
        while (row := self.costs.get(before)) is None or char not in row:
            if not before:
                return cost + NEVER
            cost += row["*"] if row else 0.0
            before = before[1:]
        return cost + row[char]


def read_costs(lang: str, name: str) -> dict[str, dict[str, float]]:
    """A table of the folder ``foreign``: key, TAB, then what may follow it, each with its cost, separated by spaces."""
    table = {}
    for line in (files(__package__) / "foreign" / f"{lang}-{name}.tsv").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            key, _, row = line.partition("\t")
            table[key] = {piece: float(cost) for piece, _, cost in (cell.rpartition(":") for cell in row.split())}
    return table


@cache
def letters(lang: str) -> Letters:
    """The letters of names in a language that has a ``foreign/LANG-letters.tsv``."""
    return Letters(read_costs(lang, "letters"))
