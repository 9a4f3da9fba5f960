"""The files of pymorphy3's dictionary, OpenCorpora, read directly: ten times faster than through the general library in pure Python."""

from __future__ import annotations

import json
import struct
from array import array
from base64 import b64decode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from mmap import ACCESS_READ, mmap

#: A unit of the double array: bits 0–7 and 31 its label, 8 whether a value hangs on it, 9 and 10–30 where its children are.
_LABEL, _HAS_VALUE, _VALUE = 0x800000FF, 0x100, 0x7FFFFFFF
_BYTES = [bytes([label]) for label in range(256)]
_PAYLOAD = b"\x01"
_YE, _YO = "е".encode(), "ё".encode()


def _read(name: str) -> memoryview:
    """A file, mapped: of the large ones few pages are looked at."""
    with as_file(files("pymorphy3_dicts_ru").joinpath("data", name)) as path, path.open("rb") as file:
        return memoryview(mmap(file.fileno(), 0, access=ACCESS_READ))


class Graph:
    """A file of dawgdic: an array of units, and the guide that lists the children of each."""

    __slots__ = ("_guide", "_units")

    def __init__(self, name: str) -> None:
        data = _read(name)
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

    def children(self, at: int) -> int:
        """Where the children of a node are: nodes from which the same keys go on share it."""
        unit = self._units[at]
        return at ^ (unit >> 10) << ((unit & 0x200) >> 6)

    def keys(self, at: int) -> Iterator[bytes]:
        """Every key that goes on from a node, in any order."""
        units, guide = self._units, self._guide
        waiting = [(at, b"")]
        while waiting:
            node, key = waiting.pop()
            while True:
                unit = units[node]
                if unit & _HAS_VALUE:
                    yield key
                label = guide[2 * node]
                if not label:
                    break
                base = node ^ (unit >> 10) << ((unit & 0x200) >> 6)
                node = base ^ label
                further = guide[2 * node + 1]
                while further:
                    waiting.append((base ^ further, key + _BYTES[further]))
                    further = guide[2 * (base ^ further) + 1]
                key += _BYTES[label]


# Words


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
    return tuple(struct.unpack(">HH", b64decode(key)) for key in sorted(words().keys(at)))


def exact(word: str) -> tuple[tuple[int, int], ...]:
    """The places in paradigms of a word spelt exactly so."""
    at = words().follow(word.encode() + _PAYLOAD)
    return places(at) if at >= 0 else ()


def frequencies(word: str, tags: Iterable[str]) -> dict[str, float]:
    """With which of the tags a word was met in the corpus behind the dictionary, and how often, as a share."""
    graph = _frequencies()
    start = graph.follow(f"{word}:".encode())
    if start < 0:
        return {}
    nodes = {tag: graph.follow(tag.encode(), start) for tag in tags}
    return {tag: graph.value(at) / 1e6 for tag, at in nodes.items() if at >= 0}


# Paradigms

_CASES = frozenset(["nomn", "gent", "datv", "accs", "ablt", "loct", "voct", "gen1", "gen2", "acc2", "loc1", "loc2"])


@dataclass(frozen=True, slots=True, eq=False)
class Tag:
    """What a word is, in the grammemes of OpenCorpora; there is one object a tag, so that it is its own key."""

    text: str
    marks: frozenset[str]
    part: str
    case: str | None
    number: str | None
    gender: str | None
    animacy: str | None

    def __contains__(self, mark: str) -> bool:
        return mark in self.marks

    @classmethod
    def parse(cls, text: str) -> Tag:
        """The tag that is written so: NOUN,inan,femn sing,nomn."""
        part, *rest = text.replace(" ", ",").split(",")
        marks = frozenset([part, *rest])
        case, number, gender, animacy = (
            next(filter(marks.__contains__, those), None)
            for those in (_CASES, ("sing", "plur"), ("masc", "femn", "neut"), ("anim", "inan"))
        )
        return cls(text, marks, part, case, number, gender, animacy)


@lru_cache(maxsize=4096)
def cells(paradigm: int) -> list[tuple[str, Tag, str]]:
    """The cells of a paradigm: what each puts before the stem, what it is, and what it puts after."""
    return [cell(paradigm, index) for index in range(_paradigms()[1][paradigm])]


@lru_cache(maxsize=4096)
def nominatives(paradigm: int) -> list[tuple[str, Tag, str]]:
    """The cells of a paradigm that are nominatives."""
    numbers, sizes, starts = _paradigms()
    start, size = starts[paradigm], sizes[paradigm]
    tags = numbers[start + size : start + 2 * size]
    return [cell(paradigm, index) for index, tag in enumerate(tags) if tag in _nominative_tags()]


def cell(paradigm: int, index: int) -> tuple[str, Tag, str]:
    """One of the cells of a paradigm."""
    numbers, sizes, starts = _paradigms()
    size, at = sizes[paradigm], starts[paradigm] + index
    return _prefixes()[numbers[at + 2 * size]], _tag(numbers[at + size]), _suffixes()[numbers[at]]


@cache
def _paradigms() -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    """The numbers of all paradigms, how many cells each has, and where its numbers start: suffixes, tags, prefixes."""
    numbers = _read("paradigms.array").cast("H")
    sizes, starts, at = array("H"), array("I"), 1
    for _ in range(numbers[0]):
        length = numbers[at]
        sizes.append(length // 3)
        starts.append(at + 1)
        at += 1 + length
    return numbers, sizes, starts


@cache
def _tag(number: int) -> Tag:
    return Tag.parse(_tags()[number])


@cache
def _tags() -> list[str]:
    return list(json.loads(bytes(_read("gramtab-opencorpora-int.json"))))


@cache
def _nominative_tags() -> frozenset[int]:
    return frozenset([number for number, tag in enumerate(_tags()) if "nomn" in tag])


@cache
def _suffixes() -> list[str]:
    return list(json.loads(bytes(_read("suffixes.json"))))


@cache
def _prefixes() -> list[str]:
    options = dict(json.loads(bytes(_read("meta.json"))))["compile_options"]
    return list(dict(options)["paradigm_prefixes"])
