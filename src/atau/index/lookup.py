"""A column of names looked up at once: folded, hashed and found as arrays.

What one look at the arrays cannot settle is left to be looked up by itself: a name with invisible characters, with letters of two scripts
in one word, with spaces around it or runs of them within. A place found is compared in more bits of the hash than the scanner has.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..text import CYRILLIC, LATIN
from .codes import WEAK
from .hashing import BLOCK, U64, Table, find, pieces, rest, sums
from .numbers import placed
from .reader import Index
from .scan import CLASS, CODE, HIDDEN, SPACE, packed

Ints = NDArray[np.int64]


class Lookup:
    """The keys of an index as a hash table: that of the scanner, whose first patterns are the keys."""

    def __init__(self, index: Index, longest: int) -> None:
        def array(name: str) -> NDArray[Any]:
            return np.asarray(index.container.section(name))

        self._longest = longest
        self._first, self._owner, self._manner = placed(array("first"), array("first_past")), array("p_entity"), array("p_manner")
        keys, counts = self._first[:-1], np.diff(self._first)
        weak = (array("m_flags") & WEAK).astype(bool)[self._manner]
        other = self._owner != np.repeat(self._owner[keys], counts)
        self._undisputed = np.bincount(np.repeat(np.arange(len(keys)), counts), weak | other, len(keys)) == 0
        self._table, self._rest = Table(array("scan_buckets"), array("scan_checks")), array("scan_rest")
        self._pattern = array("scan_pattern").astype(np.int64)
        self._pattern[self._pattern >= len(array("scan_kind")) - len(array("scan_changed"))] = -1  # a stem before a vowel is no key

    def undisputed(self, numbers: list[int]) -> Iterator[tuple[int, int, int, int]]:
        """Of the keys with these numbers those whose postings all are one entity's, none weak: key, posting, entity and manner.

        The posting is the surest one: the first.
        """
        wanted = np.array(numbers, np.int64)
        wanted = wanted[self._undisputed[wanted]]
        postings = self._first[wanted]
        columns = wanted, postings, self._owner[postings], self._manner[postings]
        return zip(*(column.tolist() for column in columns), strict=True)

    def numbers(self, names: list[str]) -> list[int]:
        """The number of the key of each name; -1 where that has to be looked up singly, or does not exist."""
        lengths = np.fromiter(map(len, names), np.int64, len(names))
        if len(names) and lengths.max() > self._longest:
            names = [name if len(name) <= self._longest else "" for name in names]
            lengths[lengths > self._longest] = 0
        ends = np.cumsum(lengths)
        numbers = np.full(len(names), -1, np.int64)
        for first, last in _blocks(ends):
            codes = np.frombuffer("".join(names[first:last]).encode("utf-32-le", "surrogatepass"), np.uint32)
            end = ends[first:last] - (ends[first] - lengths[first])
            numbers[first:last] = self._block(codes, end - lengths[first:last], end)
        found: list[int] = numbers.tolist()
        return found

    def _block(self, codes: NDArray[np.uint32], starts: Ints, ends: Ints) -> Ints:
        letters = packed()[codes]
        folded = letters & np.uint32(CODE)
        numbers = self._of_hashes(pieces(sums(folded), starts, ends))
        numbers[np.searchsorted(ends, _odd(letters, folded == SPACE, starts, ends), "right")] = -1
        numbers[starts == ends] = -1
        return numbers

    def _of_hashes(self, hashes: U64) -> Ints:
        places = find(self._table, hashes)
        return np.where((places >= 0) & (self._rest[places] == rest(hashes)), self._pattern[places], -1)


def _blocks(ends: Ints) -> Iterator[tuple[int, int]]:
    """The first and last rows of blocks of about so many characters as hashes are taken over at a time."""
    first, before = 0, 0
    while first < len(ends):
        last = max(first + 1, int(np.searchsorted(ends, before + BLOCK, "right")))
        yield first, last
        first, before = last, int(ends[last - 1])


def _odd(letters: NDArray[np.uint32], spaces: NDArray[np.bool_], starts: Ints, ends: Ints) -> Ints:
    """The places of characters for which a name must be folded by itself."""
    kinds = (letters >> np.uint32(CLASS)) & np.uint32(7)
    latin, cyrillic = kinds == LATIN, kinds == CYRILLIC
    pairs = (latin[1:] & cyrillic[:-1]) | (latin[:-1] & cyrillic[1:]) | (spaces[1:] & spaces[:-1])
    odd = (letters & np.uint32(HIDDEN)) != 0
    inner = ends[(ends > 0) & (ends < len(letters))]
    pairs[inner - 1] = False  # the end of one name and the beginning of the next
    odd[:-1] |= pairs
    filled = starts < ends
    edges = np.concatenate([starts[filled], ends[filled] - 1])
    odd[edges] |= spaces[edges]
    return np.flatnonzero(odd)
