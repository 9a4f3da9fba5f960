"""A token as a point: spellings of one name in any script lie close together, so that candidates are found without comparing with each.

A token is taken as the set of its pieces; each piece has a learned place (``features.tsv``), and the token lies in the direction of their
sum. The places are those that bring the two sides of known pairs together most (canonical correlation): ``tools/learn_features.py``.
"""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib import resources
from itertools import chain, pairwise, repeat

import numpy as np
from numpy.typing import NDArray

from .symbols import halves, syllable

Floats = NDArray[np.float32]
#: The longest piece of letters, and the lengths from which on a token is only long.
LONGEST, LONG, LONG_IN_HAN = 4, 14, 7


def pieces(script: str, symbols: str) -> tuple[str, ...]:
    """The pieces of a token: letters in runs, at its ends and by its halves; characters, their readings, their neighbours; its length.

    Each comes once, and always in one order, so that sums over them come out the same.

    >>> sorted(pieces("latin", "li"))[:6], "^习" in pieces("han", "习近平"), "x" in pieces("han", "习近平")
    (['#2', '$', '<l', '>i', '^', '^l'], True, False)
    """
    return tuple(dict.fromkeys(_of_characters(symbols) if script == "han" else _of_letters(symbols)))


def _of_letters(symbols: str) -> Iterator[str]:
    edged, middle = f"^{symbols}$", (len(symbols) + 1) // 2
    return chain(
        [edged[at : at + width] for width in range(1, LONGEST + 1) for at in range(len(edged) - width + 1)],
        ["<" + letter for letter in symbols[:middle]],
        [">" + letter for letter in symbols[middle:]],
        [f"#{min(len(symbols), LONG)}"],
    )


def _of_characters(symbols: str) -> Iterator[str]:
    readings = [syllable(char) for char in symbols]
    for at, char in enumerate(symbols):
        yield from _of_character(char, "^" if at == 0 else "$" if at == len(symbols) - 1 else "-")
    edged = ["^", *readings, "$"]
    yield from (f"{one}+{after}" for one, after in pairwise(edged))
    for one, after in pairwise(map(halves, readings)):
        yield from (one[1] + after[0], one[0] + after[0])
    yield f"#{min(len(symbols), LONG_IN_HAN)}"


@cache
def _of_character(char: str, place: str) -> tuple[str, ...]:
    reading = syllable(char)
    return tuple(mark + piece for piece in (char, reading, *halves(reading)) for mark in ("", place))


@cache
def _places() -> tuple[Mapping[str, Mapping[str, int]], Floats]:
    """Script → piece → its row; and the rows, the last all 0."""
    lines = resources.files(__package__).joinpath("features.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("# ")]
    places = np.frombuffer(b"".join(b64decode(row[2]) for row in rows), np.int8).astype(np.float32)
    numbers: dict[str, dict[str, int]] = {}
    for at, (script, piece, _) in enumerate(rows):
        numbers.setdefault(script, {})[piece] = at
    return numbers, np.pad(places.reshape(len(rows), -1), ((0, 1), (0, 0)))


def dimensions() -> int:
    """How many numbers a point has."""
    return int(_places()[1].shape[1])


@lru_cache(maxsize=65536)
def point(script: str, symbols: str) -> Floats:
    """The direction of a token, of length 1; all 0 where none of its pieces has a place.

    >>> float(point("latin", "tokayev") @ point("han", "托卡耶夫")) > float(point("latin", "tokayev") @ point("han", "卡扎耶夫")) > 0
    True
    """
    directed: Floats = points([(script, symbols)])[0]
    return directed


def points(tokens: Iterable[tuple[str, str]]) -> Floats:
    """The directions of some tokens, each given as script and symbols."""
    numbers, places = _places()
    none = len(places) - 1
    rows: list[int] = []
    begins: list[int] = []
    for script, symbols in tokens:
        begins.append(len(rows))
        placed = map(numbers.get(script, {}).get, pieces(script, symbols), repeat(none))
        rows += {none, *placed}  # in any order: sums of whole numbers are exact
    summed = np.add.reduceat(places[rows], begins, axis=0)
    lengths = np.sqrt(np.square(summed, dtype=np.float64).sum(axis=1, keepdims=True))
    directions: Floats = summed / np.maximum(lengths, 1e-9).astype(np.float32)
    return directions
