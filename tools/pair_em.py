"""Joint pieces of two spellings of one name, learned by expectation and maximisation: numpy, all pairs of the same two lengths at a time.

A pair of strings is cut into pieces side by side, each of a few symbols against a few; what is learned is the share of each joint piece.
Method: the many-to-many aligner of Jiampojamarn, Kondrak and Sherif (2007), with absolute discounting so that rare long pieces die out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Symbols = Sequence[str]
Joint = dict[tuple[str, str], float]
#: A symbol of one side fits in so many bits, a piece of at most four in `_PIECE`; one Han character takes twice as many.
_SYMBOL, _PIECE = 8, 32


class Alphabet:
    """Symbols to numbers and back."""

    def __init__(self, wide: bool) -> None:
        self.numbers: dict[str, int] = {}
        self.names: list[str] = [""]
        self.bits = 2 * _SYMBOL if wide else _SYMBOL

    def codes(self, symbols: Symbols) -> list[int]:
        for symbol in symbols:
            if symbol not in self.numbers:
                self.numbers[symbol] = len(self.names)
                self.names.append(symbol)
        return [self.numbers[symbol] for symbol in symbols]

    def piece(self, code: int) -> str:
        symbols = ""
        while code:
            symbols = self.names[code & ((1 << self.bits) - 1)] + symbols
            code >>= self.bits
        return symbols


@dataclass(slots=True)
class Group:
    """The pairs of two given lengths: where each of their possible joint pieces ends and how large it is, and which it is in each pair."""

    lengths: tuple[int, int]
    pairs: NDArray[np.int64]
    steps: list[tuple[int, int, int, int]]
    pieces: NDArray[np.int64]


def _pieces(codes: NDArray[np.int64], bits: int) -> dict[tuple[int, int], NDArray[np.int64]]:
    count, length = codes.shape
    found = {(at, 0): np.zeros(count, np.int64) for at in range(length + 1)}
    for size in range(1, 5):
        for at in range(size, length + 1):
            found[at, size] = (found[at - 1, size - 1] << bits) | codes[:, at - 1]
    return found


class Material:
    """Pairs, ready to be aligned by steps of the sizes given."""

    def __init__(
        self, pairs: Sequence[tuple[Symbols, Symbols]], steps: Sequence[tuple[int, int]], wide: tuple[bool, bool] = (False, False)
    ) -> None:
        self.one, self.other = Alphabet(wide[0]), Alphabet(wide[1])
        by_length: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number, (one, other) in enumerate(pairs):
            by_length[len(one), len(other)].append(number)
        self.groups = [self._group(pairs, numbers, lengths, steps) for lengths, numbers in sorted(by_length.items())]
        self.joint = np.unique(np.concatenate([np.unique(group.pieces) for group in self.groups]))
        for group in self.groups:
            group.pieces = np.searchsorted(self.joint, group.pieces).astype(np.int32)
        self.names = [(self.one.piece(code >> _PIECE), self.other.piece(code & ((1 << _PIECE) - 1))) for code in self.joint.tolist()]

    def _group(
        self, pairs: Sequence[tuple[Symbols, Symbols]], numbers: list[int], lengths: tuple[int, int], steps: Sequence[tuple[int, int]]
    ) -> Group:
        ones = _pieces(np.array([self.one.codes(pairs[n][0]) for n in numbers], np.int64), self.one.bits)
        others = _pieces(np.array([self.other.codes(pairs[n][1]) for n in numbers], np.int64), self.other.bits)
        places = [
            (i, j, width, height)
            for i in range(lengths[0] + 1)
            for j in range(lengths[1] + 1)
            for width, height in steps
            if width <= i and height <= j
        ]
        joint = np.stack([(ones[i, width] << _PIECE) | others[j, height] for i, j, width, height in places])
        return Group(lengths, np.array(numbers), places, joint)

    def expected(self, shares: NDArray[np.float64]) -> tuple[NDArray[np.float64], float]:
        """How often each joint piece is expected over all pairs, and the mean log-likelihood of a pair."""
        counts = np.zeros(len(self.joint))
        total = seen = 0.0
        for group in self.groups:
            forward, weights = _forward(group, shares)
            whole = forward[group.lengths]
            possible = whole > 0
            total += float(np.log(whole[possible]).sum())
            seen += len(group.pairs)
            posterior = _backward(group, forward, weights) * np.where(possible, 1 / np.where(possible, whole, 1), 0)
            counts += np.bincount(group.pieces.ravel(), posterior.ravel(), minlength=len(counts))
        return counts, total / seen


def _forward(group: Group, shares: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    weights = shares[group.pieces]
    sums = np.zeros((group.lengths[0] + 1, group.lengths[1] + 1, len(group.pairs)))
    sums[0, 0] = 1
    for row, (i, j, width, height) in enumerate(group.steps):
        sums[i, j] += sums[i - width, j - height] * weights[row]
    return sums, weights


def _backward(group: Group, forward: NDArray[np.float64], weights: NDArray[np.float64]) -> NDArray[np.float64]:
    sums = np.zeros_like(forward)
    sums[group.lengths] = 1
    posterior = np.empty_like(weights)
    for row in range(len(group.steps) - 1, -1, -1):
        i, j, width, height = group.steps[row]
        rest = sums[i, j] * weights[row]
        sums[i - width, j - height] += rest
        posterior[row] = forward[i - width, j - height] * rest
    return posterior


def learn(
    material: Material,
    rounds: int = 9,
    discount: float = 0.35,
    start: Callable[[str, str], float] | None = None,
    smooth: Callable[[NDArray[np.float64]], NDArray[np.float64]] | None = None,
) -> Joint:
    """The expected count of each joint piece. ``smooth`` changes the counts before the next round; ``start`` gives first shares."""
    shares = np.array([start(*name) if start else 1.0 for name in material.names]) + 1e-9
    shares /= shares.sum()
    counts = shares
    for turn in range(rounds):
        counts, likelihood = material.expected(shares)
        if turn >= 2:
            counts = np.maximum(counts - discount, 0)
        shares = counts if smooth is None else smooth(counts)
        shares = shares / shares.sum()
    print(
        f"  {len(material.joint):,} joint pieces, {int((counts > 0).sum()):,} left, log-likelihood of a pair {likelihood:.2f}", flush=True
    )
    return {name: count for name, count in zip(material.names, counts.tolist(), strict=True) if count > 0}
