"""The index of sounds: of many names, those worth comparing with one, without walking them all.

`build` makes columns that can be kept in a file and mapped; `Blocks` answers from them. Every distinct token of the names is a point
(`features.point`, in bytes), the points are sorted into cells around centres, and a query looks only into the cells nearest to its own
tokens. Each point leads to the names that have it. Names of a few syllables are there as one token too, in both orders, since 习近平
answers to all of Xi Jinping.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .compare import CHINESE_NAME, MOST_PARTS, joined, syllables, turned
from .features import Floats, dimensions, point, points
from .names import Part, parts

Numbers = NDArray[np.intp]
#: The names of the columns, each an array of one type: points in bytes, cell by cell; where each cell begins; the cells' centres; where
#: the names of each point begin; those names, by position; how many parts each name has.
COLUMNS = ("points", "cells", "centres", "begins", "names", "parts")
#: A cell holds so many points, more where there are many: cells and the points in the cells looked into should cost alike.
_CELL, _CELLS_LOOKED_INTO, _FEW = 250, 24, 24_000
#: Rounds and points by which centres are found, and points worked on, and tokens made into points, at once.
_ROUNDS, _SAMPLE, _AT_ONCE, _TOKENS = 4, 40, 16384, 1024
_SCALE = 127
#: Names looked at for a token, for each candidate asked for: of a common token there are more, which its other tokens must tell apart.
_REACH = 100
#: What a part too many or too few takes off the sum of the likenesses of parts.
_OTHER_COUNT = 0.1


def build(names: Iterable[str]) -> dict[str, NDArray[Any]]:
    """The columns of an index of names: see `COLUMNS`. Names are read once, in order; what is kept of each is its distinct tokens."""
    numbers: dict[Part, int] = {}
    owners, tokens, counts = array("I"), array("I"), array("B")
    for position, name in enumerate(names):
        said = _said(name)
        counts.append(len(said))
        for token in dict.fromkeys((*said, *_whole(said))):
            owners.append(position)
            tokens.append(numbers.setdefault(token, len(numbers)))
    points = _points(list(numbers))
    del numbers
    centres, cell = _cells(points)
    order = np.argsort(cell, kind="stable")
    place = np.empty(len(order), np.uint32)
    place[order] = np.arange(len(order), dtype=np.uint32)
    at = place[np.frombuffer(tokens, np.uint32)] if tokens else np.zeros(0, np.uint32)
    by_point = np.argsort(at, kind="stable")
    return {
        "points": points[order],
        "cells": _begins(cell, len(centres)),
        "centres": centres,
        "begins": _begins(at, len(points)),
        "names": np.array(owners, np.uint32)[by_point],
        "parts": np.array(counts, np.uint8),
    }


def _said(name: str) -> Sequence[Part]:
    """The parts of a name that can be heard."""
    return [part for part in parts(name).parts[:MOST_PARTS] if not part.initial]


def _whole(said: Sequence[Part]) -> Iterator[Part]:
    """A name of a few syllables as one token, in both orders."""
    if len(said) > 1 and len({part.script for part in said}) == 1 and said[0].script != "han" and syllables(said) <= CHINESE_NAME:
        yield joined(said, ())[0]
        yield joined(turned(said), ())[0]


def _points(tokens: Sequence[Part]) -> NDArray[np.int8]:
    found = np.zeros((len(tokens), dimensions()), np.int8)
    for at in range(0, len(tokens), _TOKENS):
        block = tokens[at : at + _TOKENS]
        found[at : at + len(block)] = np.rint(points((token.script, token.symbols) for token in block) * _SCALE)
    return found


def _begins(numbers: NDArray[Any], count: int) -> NDArray[np.uint32]:
    """Where the items of each number begin once they are sorted by it, and behind the last where all end."""
    return np.concatenate(([0], np.cumsum(np.bincount(numbers, minlength=count)))).astype(np.uint32)


def _cells(points: NDArray[np.int8]) -> tuple[Floats, Numbers]:
    """Centres, and for each point the number of the nearest."""
    if len(points) <= _FEW:
        return np.zeros((1, dimensions()), np.float32), np.zeros(len(points), np.intp)
    count = max(len(points) // _CELL, 1) if len(points) < _CELL * 1000 else int(2 * len(points) ** 0.5)
    rng = np.random.default_rng(0)
    sample = points[np.sort(rng.choice(len(points), min(len(points), count * _SAMPLE), replace=False))].astype(np.float32)
    centres = _unit(sample[:: max(len(sample) // count, 1)][:count])
    for _ in range(_ROUNDS):
        near = _nearest(sample, centres)
        sums = np.zeros_like(centres)
        np.add.at(sums, near, sample)
        centres = np.where(np.bincount(near, minlength=len(centres))[:, None] > 0, _unit(sums), centres)
    return centres, _nearest(points, centres)


def _unit(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: Floats = (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)
    return unit


def _nearest(points: NDArray[Any], centres: Floats) -> Numbers:
    blocks = range(0, len(points), _AT_ONCE)
    return np.concatenate([np.argmax(points[at : at + _AT_ONCE].astype(np.float32) @ centres.T, axis=1) for at in blocks])


class Blocks:
    """An index of names opened: columns of `build`, or of a file they were kept in (two of them are tables: ``points`` and ``centres``)."""

    def __init__(self, columns: Mapping[str, Any]) -> None:
        arrays = {name: np.asarray(columns[name]) for name in COLUMNS}
        self._points = arrays["points"].reshape(-1, dimensions())
        self._centres = arrays["centres"].reshape(-1, dimensions())
        self._cells, self._begins, self._names, self._parts = (arrays[name] for name in ("cells", "begins", "names", "parts"))

    def candidates(self, name: str, limit: int = 100) -> Numbers:
        """The positions of the names likeliest to be this one, at most so many, the likeliest first; none where nothing can be heard."""
        said = _said(name)
        if not said or not len(self._points):
            return np.zeros(0, np.intp)
        each = _summed([self._reached(part, limit) for part in said])
        whole = [self._reached(part, limit) for part in _whole(said)]
        names, sums = _best([each, *((owners, sims * len(said)) for owners, sims in whole)])
        sums = sums - _OTHER_COUNT * np.abs(self._parts[names].astype(np.float32) - len(said))
        chosen = np.argpartition(-sums, limit - 1)[:limit] if len(sums) > limit else np.arange(len(sums))
        found: Numbers = names[chosen[np.lexsort((names[chosen], -sums[chosen]))]].astype(np.intp)
        return found

    def _reached(self, part: Part, limit: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """Names with a token like this part, each once, and how like it is."""
        sought = point(part.script, part.symbols)
        near, sims = self._near(sought, limit)
        counts = self._begins[near + 1].astype(np.intp) - self._begins[near]
        kept = np.searchsorted(np.cumsum(counts), limit * _REACH) + 1
        near, sims, counts = near[:kept], sims[:kept], counts[:kept]
        starts = np.repeat(self._begins[near].astype(np.intp) - np.cumsum(counts) + counts, counts)
        owners = self._names[starts + np.arange(len(starts))]
        return _best([(owners, np.repeat(sims, counts))])

    def _near(self, sought: Floats, limit: int) -> tuple[NDArray[Any], NDArray[Any]]:
        """The points nearest to one, the nearest first."""
        cells = np.zeros(1, np.intp)
        if len(self._centres) > 1:
            cells = np.argpartition(-(self._centres @ sought), _CELLS_LOOKED_INTO)[:_CELLS_LOOKED_INTO]
        spans = [(int(self._cells[cell]), int(self._cells[cell + 1])) for cell in np.sort(cells)]
        sims = np.concatenate([self._points[start:end].astype(np.float32) @ sought for start, end in spans]) / np.float32(_SCALE)
        numbers = np.concatenate([np.arange(start, end) for start, end in spans])
        chosen = np.argpartition(-sims, limit - 1)[:limit] if len(sims) > limit else np.arange(len(sims))
        chosen = chosen[np.lexsort((numbers[chosen], -sims[chosen]))]
        return numbers[chosen], sims[chosen]


def _best(found: Sequence[tuple[NDArray[Any], NDArray[Any]]]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Each name once, with its greatest likeness."""
    owners, sims = (np.concatenate(columns) for columns in zip(*found, strict=True))
    order = np.lexsort((-sims, owners))
    owners, sims = owners[order], sims[order]
    first = np.flatnonzero(np.diff(owners, prepend=-1)) if len(owners) else np.zeros(0, np.intp)
    return owners[first], sims[first]


def _summed(found: Sequence[tuple[NDArray[Any], NDArray[Any]]]) -> tuple[NDArray[Any], NDArray[Any]]:
    """Each name once, with the sum of its likenesses."""
    if len(found) == 1:
        return found[0]
    owners, sims = (np.concatenate(columns) for columns in zip(*found, strict=True))
    names, places = np.unique(owners, return_inverse=True)
    sums: Floats = np.bincount(places, sims).astype(np.float32)
    return names, sums
