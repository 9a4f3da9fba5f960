"""Why two names are as alike as they are: their parts side by side, and in each the pieces that agree and those that cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import permutations

from .align import Step, best_alignment
from .compare import MOST_PARTS, names_logit, ordered, part_logit, similarity, spare, ways, worth
from .costs import costs
from .names import Part, parts
from .symbols import width


@dataclass(frozen=True, slots=True)
class PartPair:
    """Two parts that answer to each other, how sure that is (a logit: above 0 for, below against), and their pieces."""

    one: str
    other: str
    logit: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The best way to set two names side by side. ``left`` are the parts that only one of them has, each with what it costs."""

    score: float
    pairs: tuple[PartPair, ...]
    left: tuple[tuple[str, float], ...]

    def __str__(self) -> str:
        """Two rows of pieces a pair of parts, and below them what each piece says: the logarithm of its odds.

        >>> print(alignment("Jin", "Цзинь"))
        j     i     n
        цз    и     нь
        +5.6  +0.8  +3.2  → +1.0, together 0.73
        """
        blocks = [_block(pair) for pair in self.pairs]
        missing = [f"{text}: only in one of them, {cost:+.1f}" for text, cost in self.left]
        return "\n".join([*blocks, *missing]) + f", together {self.score:.2f}"


def _block(pair: PartPair) -> str:
    columns = [(step.one or "-", step.other or "-", f"{step.weight:+.1f}") for step in pair.steps] or [(pair.one, pair.other, "")]
    widths = [max(map(width, column)) + 2 for column in columns]
    rows = [
        "".join(cell + " " * (size - width(cell)) for cell, size in zip(row, widths, strict=True)).rstrip()
        for row in zip(*columns, strict=True)
    ]
    return "\n".join([*rows[:2], f"{rows[2]}  → {pair.logit:+.1f}"])


def alignment(a: str, b: str) -> Alignment:
    """What `similarity` saw in two names; prints as rows that can be read.

    >>> alignment("Kassym-Jomart Tokayev", "Тоқаев").left
    (('kassymjomart', -0.8),)
    """
    one, other = parts(a).parts[:MOST_PARTS], parts(b).parts[:MOST_PARTS]
    if not one or not other or names_logit(a, b) < -50:
        return Alignment(similarity(a, b), (), ())
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    found = max((_best(*way) for way in ways(short, long)), key=lambda way: way[0])
    pairs = tuple(_pair(*(pair if short is one else pair[::-1])) for pair in found[1])
    return Alignment(similarity(a, b), pairs, tuple((part.symbols, spare(part)) for part in found[2]))


def _best(short: Sequence[Part], long: Sequence[Part]) -> tuple[float, list[tuple[Part, Part]], list[Part]]:
    """The best pairing of two names in parts: its worth, the pairs, the parts left over."""
    pairings = []
    for chosen in permutations(range(len(long)), len(short)):
        left = [part for at, part in enumerate(long) if at not in chosen]
        pairs = [(part, long[at]) for part, at in zip(short, chosen, strict=True)]
        pairings.append((worth([part_logit(*pair) for pair in pairs], sum(map(spare, left))), pairs, left))
    return max(pairings, key=lambda way: way[0])


def _pair(one: Part, other: Part) -> PartPair:
    straight = (one.script, other.script) == ordered(one.script, other.script)
    first, second = (one, other) if straight else (other, one)
    steps = best_alignment(costs(first.script, second.script), first.symbols, second.symbols)
    turned = tuple(step if straight else Step(step.other, step.one, step.weight) for step in steps)
    return PartPair(one.symbols, other.symbols, part_logit(one, other), turned)
