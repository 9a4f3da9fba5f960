"""The word graphs of pymorphy3's dictionary, read ten times faster than the general library in pure Python reads them."""

from __future__ import annotations

import struct
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

#: A unit of the double array: bits 0–7 and 31 its label, 8 whether a value hangs on it, 9 and 10–30 where its children are.
_LABEL, _HAS_VALUE, _VALUE = 0x800000FF, 0x100, 0x7FFFFFFF
_PAYLOAD = b"\x01"
_YE, _YO = "е".encode(), "ё".encode()


class Graph:
    """A file of dawgdic: an array of units, and the guide that lists the children of each."""

    __slots__ = ("_guide", "_units")

    def __init__(self, name: str) -> None:
        data = memoryview(files("pymorphy3_dicts_ru").joinpath("data", name).read_bytes())
        (size,) = struct.unpack_from("<I", data)
        self._units: Sequence[int] = data[4 : 4 + 4 * size].cast("I")
        self._guide: Sequence[int] = data[8 + 4 * size :]

    def follow(self, key: bytes, at: int = 0) -> int:
        """The node that the key leads to from a node; -1 if there is none."""
        units = self._units
        for label in key:
            unit = units[at]
            at ^= (unit >> 10) << ((unit & 0x200) >> 6) ^ label
            if units[at] & _LABEL != label:
                return -1
        return at

    def value(self, at: int) -> int:
        """The number that hangs on a node; 0 if there is none."""
        unit = self._units[at]
        return self._units[at ^ (unit >> 10) << ((unit & 0x200) >> 6)] & _VALUE if unit & _HAS_VALUE else 0

    def keys(self, at: int) -> Iterator[bytes]:
        """Every key that goes on from a node."""
        if self._units[at] & _HAS_VALUE:
            yield b""
        label = self._guide[2 * at]
        while label:
            first = bytes([label])
            child = self.follow(first, at)
            yield from (first + rest for rest in self.keys(child))
            label = self._guide[2 * child + 1]


@cache
def words() -> Graph:
    """The words, each with its places in paradigms."""
    return Graph("words.dawg")


@cache
def _frequencies() -> Graph:
    return Graph("p_t_given_w.intdawg")


def spellings(word: str) -> list[tuple[str, int]]:
    """The words of the dictionary that are spelt so, where е may stand for ё, each with the node of its places.

    >>> [spelling for spelling, _ in spellings("королев")]
    ['королев', 'королёв']
    """
    graph = words()
    first, *rest = word.split("е")
    found = [(first, graph.follow(first.encode()))]
    for piece in rest:
        end = piece.encode()
        found = [
            (f"{before}{letter}{piece}", graph.follow(coded + end, at))
            for before, at in found
            if at >= 0
            for letter, coded in (("е", _YE), ("ё", _YO))
        ]
    ends = [(spelling, graph.follow(_PAYLOAD, at)) for spelling, at in found if at >= 0]
    return [(spelling, at) for spelling, at in ends if at >= 0]


@lru_cache(maxsize=65536)
def places(at: int) -> tuple[tuple[int, int], ...]:
    """The places in paradigms of a node of `spellings`: numbers of paradigms and cells."""
    return tuple(struct.unpack(">HH", b64decode(key)) for key in words().keys(at))  # type: ignore[misc]


def frequencies(word: str, tags: Iterable[str]) -> dict[str, float]:
    """With which of the tags a word was met in the corpus behind the dictionary, and how often, as a share."""
    graph = _frequencies()
    start = graph.follow(f"{word}:".encode())
    if start < 0:
        return {}
    nodes = {tag: graph.follow(tag.encode(), start) for tag in tags}
    return {tag: graph.value(at) / 1e6 for tag, at in nodes.items() if at >= 0}
