"""Common Chinese words and how common they are: what tells a name from a piece of a longer word (中国 in 发展中国家, 李强 in 李强度过).

The words are jieba's dictionary, taken when the shipped index is built; an index built by a user takes the table of the shipped one.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..errors import LexiconError
from ..text import HAN, class_of, fold
from .hashing import U64, Table, build_table, find, hashes_of, pieces

if TYPE_CHECKING:
    from .container import Buffer

LONGEST = 5
_RAREST = 20
#: The log-probability of a name of the lexicon, as common as a word seen about two hundred times in sixty million.
NAME = math.log(200 / 60_000_000)
UNKNOWN = math.log(1 / 60_000_000)
#: Where words lie across an edge of a name: (which edge, how many characters before it, length).
_PLACES = np.array([(edge, before, length) for edge in (0, 1) for length in range(2, LONGEST + 1) for before in range(1, length)])
_CHARACTER = math.log(6_000 / 60_000_000)


def counted() -> dict[str, float]:
    """Words of up to five Han characters → natural logarithm of their probability."""
    try:
        import jieba
    except ImportError:
        raise LexiconError("building the index needs the Chinese word list of jieba: pip install jieba") from None
    counts: dict[str, int] = {}
    with jieba.get_dict_file() as file:
        for line in file:
            word, count, *_ = line.decode().split(" ")
            if len(word) <= LONGEST and (int(count) >= _RAREST or len(word) == 1) and {*map(class_of, word)} == {HAN}:
                word = fold(word)
                counts[word] = max(counts.get(word, 0), int(count), 1)
    total = math.log(sum(counts.values()))
    return {word: math.log(count) - total for word, count in counts.items()}


def sections() -> dict[str, Buffer]:
    """The table as sections of an index file."""
    words = counted()
    hashes = hashes_of(list(words))
    table, order = build_table(hashes)
    return {**table.sections("words"), "words_weight": np.fromiter(words.values(), np.float32, len(words))[order]}


class Words:
    """The table, mapped."""

    def __init__(self, table: Table, weights: NDArray[np.float32]) -> None:
        self._table, self._weights = table, np.append(weights, np.float32(-np.inf))
        self._cuts = lru_cache(maxsize=65536)(self._segments)
        self._weight = lru_cache(maxsize=65536)(self._weight_of)

    def weights(self, hashes: U64) -> NDArray[np.float32]:
        """The log-probabilities of the words with these hashes, minus infinity where there is none."""
        return self._weights[find(self._table, hashes)]

    def cut(self, codes: NDArray[np.uint32], running: U64, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which pieces of a block, read as names, cut words: the likeliest segmentation around them has no such piece.

        ``codes`` are folded and ``running`` are their running sums. A name is as common as `NAME`, or more if it is a commoner word.
        """
        suspect = self._suspect(running, starts, ends)
        for at in np.flatnonzero(suspect):
            first, last = max(0, int(starts[at]) - LONGEST + 1), min(len(codes), int(ends[at]) + LONGEST - 1)
            window = codes[first:last].tobytes().decode("utf-32-le", "replace")
            suspect[at] = self._cuts(window, int(starts[at]) - first, int(ends[at]) - first)
        return suspect

    def _suspect(self, running: U64, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Which pieces have a word across one of their edges that, with what is left, is likelier than the name with what is left."""
        number = np.repeat(np.arange(len(starts)), len(_PLACES))
        edge, before, length = (np.tile(column, len(starts)) for column in _PLACES.T)
        begin = np.where(edge == 0, starts[number], ends[number]) - before
        end = begin + length
        fits = (begin >= 0) & (end < len(running))
        number, begin, end = number[fits], begin[fits], end[fits]
        word = self.weights(pieces(running, begin, end))
        known = word > -np.inf
        number, begin, end, word = number[known], begin[known], end[known], word[known]
        start, stop = starts[number], ends[number]
        first, last = np.minimum(begin, start), np.maximum(end, stop)
        name = np.maximum(self.weights(pieces(running, start, stop)), np.float32(NAME))
        read = word + self._rest(running, first, begin) + self._rest(running, end, last)
        named = name + self._rest(running, first, start) + self._rest(running, stop, last)
        suspect = np.zeros(len(starts), bool)
        suspect[number[read > named]] = True
        return suspect

    def _rest(self, running: U64, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.float32]:
        """The log-probability of what is left beside a word: a word itself, or characters each as rare as a rare word."""
        single = np.float32(_CHARACTER) * (ends - starts).astype(np.float32)
        return np.where(starts == ends, np.float32(0), np.maximum(self.weights(pieces(running, starts, ends)), single))

    def _segments(self, window: str, start: int, end: int) -> bool:
        """Whether the likeliest segmentation of the window beats the likeliest one with the name in it."""
        named = self._best(window[:start]) + max(self._weight(window[start:end]), NAME) + self._best(window[end:])
        return self._best(window) > named

    def crossed(self, window: str, start: int, end: int) -> bool:
        """Whether in the likeliest segmentation of a folded window a word lies across an edge of a piece, whatever the piece is made of."""
        piece = max(self._best(window[start:end]), NAME)
        return self._best(window) > self._best(window[:start]) + piece + self._best(window[end:])

    def stands(self, window: str) -> bool:
        """Whether the first character of a folded window is a word by itself in the likeliest segmentation: 人 in 人很多, not in 人口."""
        return self._best(window) <= self._weight(window[0]) + self._best(window[1:]) + 1e-9

    def _best(self, window: str) -> float:
        """The log-probability of the likeliest segmentation."""
        best = [0.0] + [-math.inf] * len(window)
        for end in range(1, len(window) + 1):
            for start in range(max(0, end - LONGEST), end):
                weight = self._weight(window[start:end])
                best[end] = max(best[end], best[start] + (UNKNOWN if end - start == 1 and weight == -math.inf else weight))
        return best[-1]

    def _weight_of(self, word: str) -> float:
        return float(self.weights(hashes_of([word]))[0])
