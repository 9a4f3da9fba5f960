"""Hashes of every piece of a text at once, and tables to look them up in: numpy arrays that can be mapped.

The hash of ``text[i:j]`` is a polynomial in an odd base modulo 2⁶⁴. With the running sum of ``code · baseᵖ`` any piece's hash is one
subtraction and one multiplication by an inverse power, so a million pieces cost a few array operations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from .container import Buffer

U64 = NDArray[np.uint64]

_BASE = 0x9E3779B97F4A7C15 | 1
_INVERSE = pow(_BASE, -1, 1 << 64)
_MIX = np.uint64(0xD6E8FEB86659FD93)
#: Codes are counted from one, so that a NUL at the end changes the hash.
_ONE = np.uint32(1)

#: How many characters of text the hashes are taken over at a time.
BLOCK = 1 << 16
_LONGEST = BLOCK + 4096


def _powers(base: int) -> U64:
    powers = np.full(_LONGEST + 1, base, np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


@cache
def powers() -> tuple[U64, U64]:
    """The powers of the base and of its inverse."""
    return _powers(_BASE), _powers(_INVERSE)


def sums(codes: NDArray[np.uint32]) -> U64:
    """Running sums of a block of folded code points; one longer than the block."""
    out = np.empty(len(codes) + 1, np.uint64)
    out[0] = 0
    np.cumsum((codes + _ONE) * powers()[0][: len(codes)], out=out[1:])
    return out


def pieces(running: U64, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> U64:
    """The hashes of pieces of a block, from its running sums."""
    return (running.take(ends) - running.take(starts)) * powers()[1].take(starts)


def beginnings(running: U64, starts: NDArray[np.int64], lengths: Iterable[int]) -> Iterator[U64]:
    """For each length the hashes of the pieces of that length that begin at some places and fit in the block; places in order."""
    before, scale = running.take(starts), powers()[1].take(starts)
    for length in lengths:
        fits = np.searchsorted(starts, len(running) - length)
        yield (running[length:].take(starts[:fits]) - before[:fits]) * scale[:fits]


class Hashed(NamedTuple):
    """Many strings as one: running sums in which each string begins with the first power, where each begins, lengths, code points."""

    running: U64
    starts: NDArray[np.int64]
    lengths: NDArray[np.int64]
    codes: NDArray[np.uint32]


def hashed(texts: list[str]) -> Hashed:
    """The running sums of many strings: the hash of a piece that begins where its string does is one subtraction."""
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    starts = np.cumsum(lengths) - lengths
    within = np.arange(len(codes)) - np.repeat(starts, lengths)
    terms = (codes + _ONE) * powers()[0][np.minimum(within, _LONGEST)]
    running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)])
    return Hashed(running, starts, lengths, codes)


def hashes_of(texts: list[str]) -> U64:
    """The hashes of many strings."""
    running, starts, lengths, _ = hashed(texts)
    out: U64 = running[starts + lengths] - running[starts]
    return out


def rest(hashes: U64) -> NDArray[np.uint16]:
    """Of the 32 bits of hashes that a table does not keep the last: the first say in which of its buckets a hash is.

    Compared as well, they make a place found the very hash that was sought, in a table of as many buckets as they have values.
    """
    return ((hashes * _MIX) >> np.uint64(32)).astype(np.uint16)


class Table(NamedTuple):
    """Distinct hashes in buckets, two buckets for each: where each bucket begins, and 32 bits of each hash in the order of buckets.

    Where a bucket begins is kept as how far that is from where it would if all were filled alike: half the bytes.
    """

    buckets: NDArray[np.int16 | np.int32]
    checks: NDArray[np.uint32]

    def sections(self, name: str) -> dict[str, Buffer]:
        return {f"{name}_buckets": self.buckets, f"{name}_checks": self.checks}


def _places(hashes: U64, buckets: int) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The bucket of each hash, and the 32 other bits that are kept there to tell it from others."""
    mixed = hashes * _MIX
    return (((mixed >> np.uint64(32)) * np.uint64(buckets)) >> np.uint64(32)).astype(np.int64), mixed.astype(np.uint32)


def build_table(hashes: U64) -> tuple[Table, NDArray[np.int64]]:
    """A table of hashes, and which of them stands at each place: columns that go with it are kept in that order."""
    count = 2 * max(1, len(hashes))
    buckets, checks = _places(hashes, count)
    order = np.argsort(buckets, kind="stable")
    off = np.append(0, np.cumsum(np.bincount(buckets, minlength=count))) - _evenly(np.arange(count + 1))
    return Table(off.astype(np.int16 if np.abs(off).max() < 1 << 15 else np.int32), checks[order]), order


def _evenly(bucket: NDArray[np.int64]) -> NDArray[np.int64]:
    """Where a bucket would begin if every second one had a hash."""
    return bucket >> 1


def find(table: Table, hashes: U64) -> NDArray[np.int64]:
    """The place of each hash in a table, or -1."""
    bucket, check = _places(hashes, len(table.buckets) - 1)
    begin = _evenly(bucket) + table.buckets.take(bucket)
    bucket += 1
    end = _evenly(bucket) + table.buckets.take(bucket)
    found = np.full(len(hashes), -1, np.int64)
    todo = np.flatnonzero(begin < end)
    place, end, check = begin.take(todo), end.take(todo), check.take(todo)
    while len(todo):
        hit = table.checks.take(place) == check
        found[todo[hit]] = place[hit]
        place += 1
        left = np.flatnonzero((place < end) & ~hit)
        todo, place, end, check = todo.take(left), place.take(left), end.take(left), check.take(left)
    return found
