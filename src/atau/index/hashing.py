"""Hashes of every piece of a text at once, and tables to look them up in: numpy arrays that can be mapped.

The hash of ``text[i:j]`` is a polynomial in an odd base modulo 2⁶⁴. With the running sum of ``code · baseᵖ`` any piece's hash is one
subtraction and one multiplication by an inverse power, so a million pieces cost a few array operations.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

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
    return (running[ends] - running[starts]) * powers()[1][starts]


def hashes_of(texts: list[str]) -> U64:
    """The hashes of many strings."""
    if not texts:
        return np.zeros(0, np.uint64)
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    within = np.arange(len(codes)) - np.repeat(starts, lengths)
    terms = (codes + _ONE) * powers()[0][np.minimum(within, _LONGEST)]
    running = np.concatenate([np.zeros(1, np.uint64), np.cumsum(terms, dtype=np.uint64)])
    out: U64 = running[ends] - running[starts]
    return out


def _places(hashes: U64, bits: int) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
    """The place of each hash in a table of 2ᵇⁱᵗˢ, and the 32 other bits that are kept there to tell it from others."""
    mixed = hashes * _MIX
    return (mixed >> np.uint64(64 - bits)).astype(np.int64), mixed.astype(np.uint32)


def build_table(hashes: U64) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """An open-addressing table of distinct hashes: (checks, index + 1 or 0), a power of two in size and at most half full."""
    bits = max(4, int(np.ceil(np.log2(max(1, len(hashes)) * 2))))
    checks, values = np.zeros(1 << bits, np.uint32), np.zeros(1 << bits, np.uint32)
    todo = np.arange(len(hashes))
    at, check = _places(hashes, bits)
    while len(todo):
        free = values[at[todo]] == 0
        place, first = np.unique(at[todo[free]], return_index=True)
        placed = todo[free][first]
        checks[place], values[place] = check[placed], placed + 1
        todo = np.setdiff1d(todo, placed, assume_unique=True)
        at[todo] = (at[todo] + 1) & ((1 << bits) - 1)
    return checks, values


def find(checks: NDArray[np.uint32], values: NDArray[np.uint32], hashes: U64) -> NDArray[np.int64]:
    """The index of each hash in a table made by `build_table`, or -1."""
    mask = len(checks) - 1
    at, check = _places(hashes, int(mask).bit_length())
    held = values[at].astype(np.int64)
    found = np.where((checks[at] == check) & (held > 0), held - 1, -1)
    todo = np.flatnonzero((found < 0) & (held > 0))
    while len(todo):
        at[todo] = (at[todo] + 1) & mask
        held = values[at[todo]].astype(np.int64)
        hit = (checks[at[todo]] == check[todo]) & (held > 0)
        found[todo[hit]] = held[hit] - 1
        todo = todo[(held > 0) & ~hit]
    return found
