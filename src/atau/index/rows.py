"""One row a form: written to disk as forms are expanded, read back as columns of numbers. So millions of forms need no room as objects."""

from __future__ import annotations

import marshal
import re
import tempfile
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from ..expand import expand, folded
from ..languages import kk
from ..model import Entity, Form
from ..text import CYRILLIC, class_of, fold
from .codes import Manner

#: Entities whose rows are written, or read back, at once.
_BATCH = 500


class Row(NamedTuple):
    """A form as it is written out: where it belongs, what it is, and what the scanner must know of it."""

    key: str
    entity: int
    name: int
    text: str
    nominative: str
    manner: int
    first_upper: bool
    upper: int
    hyphened: bool
    stem: int
    before_vowels: tuple[str, int] | None


class Rows:
    """The rows of all entities, in the order of entities and of their forms; and every manner, numbered as first met."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.manners: dict[Manner, int] = {}
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  # closed by `close`
        numbered = iter(enumerate(entities))
        while batch := list(islice(numbered, _BATCH)):
            blob = marshal.dumps([tuple(row) for number, entity in batch for row in self._of(number, entity)])
            self._file.write(len(blob).to_bytes(8, "little") + blob)

    def _of(self, number: int, entity: Entity) -> Iterator[Row]:
        places = {id(name): at for at, name in enumerate(entity.names)}
        for form in expand(entity):
            if key := folded(form.text):
                yield Row(key, number, places[id(form.name)], form.text, form.nominative, self._manner(form), *_seen(form))

    def _manner(self, form: Form) -> int:
        manner: Manner = form.lang, form.how, form.part, form.weak, form.steps, form.weight
        return self.manners.setdefault(manner, len(self.manners))

    def batches(self) -> Iterator[list[Row]]:
        """The rows as they were written, many at a time (plain tuples, in the order of `Row`'s fields)."""
        self._file.seek(0)
        while length := self._file.read(8):
            yield marshal.loads(self._file.read(int.from_bytes(length, "little")))

    def close(self) -> None:
        self._file.close()


def _seen(form: Form) -> tuple[bool, int, bool, int, tuple[str, int] | None]:
    """Capitals of a form, and what suffixes it may bear: only Kazakh and English ones are ever asked for that."""
    first, upper = _capitals(form.text, form.nominative)
    if form.lang != "en" and not form.lang.startswith("kk"):
        return first, min(upper, 255), False, 0, None
    stem = form.name.text if form.lang in ("kk-Latn", "kk-Arab") and form.name.lang == "kk" else form.text
    changed = kk.voiced(form.text) if form.lang == "kk" else None
    before_vowels = None if changed is None else (fold(changed), kk.stem_class(changed))
    return first, min(upper, 255), kk.hyphenated(stem), kk.stem_class(stem), before_vowels


#: An abbreviation of one word, whole or in part: МИД, КазНУ, БелТА, but not КазМунайГаз, which is also printed Казмунайгаз.
_ABBREVIATED = re.compile(r"\w*[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]{2}\w*")


def _capitals(text: str, nominative: str) -> tuple[bool, int]:
    """Whether the first letter must be a capital, and how many capitals the form must have, to be taken for this name.

    An abbreviation keeps all its capitals, before a case ending too (ОПЕКа, not «Опека»); a name of several words may lose that of its
    first, if another is left; in Russian and Kazakh, where only the first word of an institution has a capital by rule, a name of three
    words or more may keep but one.
    """
    upper = sum(map(str.isupper, text))
    if upper > 1 and _ABBREVIATED.fullmatch(nominative):
        return text[:1].isupper(), upper
    if upper > 1 and text.isupper():
        return True, upper
    if upper > 1 and text.count(" ") > 1 and class_of(text[0]) == CYRILLIC:
        return False, 1
    if upper > 1 and " " in text:
        return False, upper - 1 if upper < 4 else upper // 2
    return text[:1].isupper(), min(upper, 1)


Numbers = NDArray[np.uint32]


class Columns(NamedTuple):
    """The rows in the order of their keys' numbers, within a key those that are not weak first, then the surest.

    ``first`` is where the rows of each key begin; ``before_vowels`` has the place of a row, the folded stem and its class.
    """

    first: NDArray[np.int64]
    entity: Numbers
    name: Numbers
    text: Numbers
    nominative: Numbers
    manner: Numbers
    first_upper: NDArray[np.bool_]
    upper: Numbers
    hyphened: NDArray[np.bool_]
    stem: Numbers
    before_vowels: list[tuple[int, str, int]]


def columns(rows: Rows, keys: marisa_trie.Trie, texts: marisa_trie.Trie) -> Columns:
    """The rows as columns, the strings as their numbers in two tries."""
    read = [array("I") for _ in range(10)]
    changed: list[tuple[int, str, int]] = []
    for batch in rows.batches():
        begun = len(read[0])
        parts: list[tuple[Any, ...]] = list(zip(*batch, strict=True)) or [()] * len(Row._fields)
        numbered = (map(keys.__getitem__, parts[0]), *parts[1:3], *(map(texts.__getitem__, part) for part in parts[3:5]), *parts[5:10])
        for numbers, values in zip(read, numbered, strict=True):
            numbers.extend(values)
        changed += [(begun + at, *stem) for at, stem in enumerate(parts[10]) if stem is not None]
    return _ordered([np.frombuffer(numbers, np.uint32) for numbers in read], changed, list(rows.manners), len(keys))


def _ordered(read: list[Numbers], changed: list[tuple[int, str, int]], manners: list[Manner], keys: int) -> Columns:
    key, manner = read[0], read[5]
    weak = np.array([weak for *_, weak, _, _ in manners], bool)[manner]
    weight = np.array([weight for *_, weight in manners])[manner]
    order = np.lexsort((-weight, weak, key))
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    first = np.searchsorted(key[order], np.arange(keys + 1))
    entity, name, text, nominative, of, first_upper, upper, hyphened, stem = (column[order] for column in read[1:])
    before_vowels = sorted((int(place[row]), folded_stem, bits) for row, folded_stem, bits in changed)
    return Columns(
        first, entity, name, text, nominative, of, first_upper.astype(bool), upper, hyphened.astype(bool), stem, before_vowels
    )  # fmt: skip


def by_appearance(values: NDArray[Any]) -> tuple[NDArray[Any], Numbers]:
    """The distinct values in the order in which they first appear, and of each value its number in that order."""
    distinct, first, which = np.unique(values, return_index=True, return_inverse=True)
    order = np.argsort(first)
    number = np.empty(len(order), np.uint32)
    number[order] = np.arange(len(order))
    return distinct[order], number[which]


def narrow(values: NDArray[Any]) -> NDArray[Any]:
    """Numbers in the narrowest type that holds them."""
    most = int(values.max(initial=0))
    return values.astype(np.uint8 if most < 1 << 8 else np.uint16 if most < 1 << 16 else np.uint32)
