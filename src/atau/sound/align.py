"""Two tokens aligned: the odds that they are spellings of one name, summed over all alignments, and the best alignment, to be looked at."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from .costs import Costs

#: Odds are not taken below this: by then no more is to be learned from them.
FLOOR = math.log(1e-30)
#: A symbol that no pair of names had to leave out costs this.
UNHEARD = 6e-3
#: The longest piece of letters.
LONGEST = 4


@lru_cache(maxsize=65536)
def _pieces(letters: str) -> Mapping[str, tuple[int, ...]]:
    """The pieces of a token, and where each begins."""
    found: dict[str, tuple[int, ...]] = {"": ()}
    for width in range(1, LONGEST + 1):
        for start in range(len(letters) - width + 1):
            piece = letters[start : start + width]
            found[piece] = (*found.get(piece, ()), start)
    return found


def log_odds(costs: Costs, letters: str, other: str) -> float:
    """The logarithm of the odds, over all alignments, that the two are one name rather than two by chance."""
    pieces = _pieces(letters)
    keys = pieces.keys()
    inserted = costs.row("", keys)
    insert = [inserted.get(letter, 0.0) or UNHEARD for letter in letters]
    columns = [_inserted([1.0] + [0.0] * len(letters), insert)]
    for at in range(1, len(other) + 1):
        column = [0.0] * (len(letters) + 1)
        for height in range(1, min(costs.tallest, at) + 1):
            row = costs.row(other[at - height : at], keys)
            if not row:
                continue
            odds_of, before = row.get, columns[at - height]
            for piece, starts in pieces.items():  # in one order, so that the sum comes out the same
                if odds := odds_of(piece):
                    for start in starts:
                        column[start + len(piece)] += before[start] * odds
        unheard = costs.row(other[at - 1], keys).get("", 0.0) or UNHEARD
        column = [sum_ + odds * unheard for sum_, odds in zip(column, columns[at - 1], strict=True)]
        columns.append(_inserted(column, insert))
    total = columns[-1][-1]
    return max(math.log(total), FLOOR) if total > 0 else FLOOR


def _inserted(column: list[float], insert: list[float]) -> list[float]:
    for at, odds in enumerate(insert):
        column[at + 1] += column[at] * odds
    return column


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of one name beside a piece of the other, and what it says: the logarithm of its odds, above 0 for, below against."""

    one: str
    other: str
    weight: float


def best_alignment(costs: Costs, letters: str, other: str) -> tuple[Step, ...]:
    """The likeliest single alignment, from left to right."""
    keys = _pieces(letters).keys()
    best: dict[tuple[int, int], tuple[float, tuple[Step, ...]]] = {(0, 0): (0.0, ())}
    for at in range(len(other) + 1):
        for across in range(len(letters) + 1):
            for height in range(min(costs.tallest, at) + 1):
                row = costs.row(other[at - height : at], keys)
                for width in range(min(LONGEST, across) + 1):
                    piece = letters[across - width : across]
                    odds = row.get(piece, 0.0) or (UNHEARD if height + width == 1 else 0.0)
                    if odds > 0 and height + width:
                        weight, steps = best.get((across - width, at - height), (FLOOR * 9, ()))
                        step = Step(piece, other[at - height : at], math.log(odds))
                        if weight + step.weight > best.get((across, at), (FLOOR * 9, ()))[0]:
                            best[across, at] = weight + step.weight, (*steps, step)
    return best.get((len(letters), len(other)), (0.0, ()))[1]
