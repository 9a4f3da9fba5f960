"""One row a form: written to disk as forms are expanded, read back as columns of numbers. So millions of forms need no room as objects."""

from __future__ import annotations

import marshal
import re
import tempfile
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from ..expand import keyed
from ..languages import kk
from ..model import Entity, Form
from ..pool import without_collection, worked
from ..text import CYRILLIC, class_of, fold
from .codes import Manner

Numbers = NDArray[np.uint32]
Stems = list[tuple[int, str, int]]

#: Entities whose rows are made, written, or read back, at once.
_BATCH = 500
#: What is said of each form and of its text, and the numbers that hold it.
_OF_FORM = {
    "key": np.uint32, "entity": np.uint32, "name": np.uint16, "text": np.uint32, "nominative": np.uint32, "manner": np.uint32,
    "hyphened": np.bool_, "stem": np.uint32,
}  # fmt: skip
_OF_TEXT = {"first_upper": np.bool_, "upper": np.uint8}
_TYPES: dict[str, Any] = {**_OF_FORM, **_OF_TEXT}


class Batch(NamedTuple):
    """The rows of some entities: of how many forms, in what manners, and what is written of them (by `marshal`).

    ``keys`` and ``texts`` are lists of strings, each once; ``rows`` has the columns, in which keys, texts and manners are numbers in their
    lists, and the stems that change before vowels: the number of a row, the folded stem and its class.
    """

    forms: int
    manners: list[Manner]
    keys: bytes
    texts: bytes
    rows: bytes


@without_collection()
def batch(numbered: tuple[int, list[Entity]]) -> Batch:
    """The rows of some entities, the first of which has this number, in the order of entities and of their forms."""
    keys: dict[str, int] = {}
    texts: dict[str, int] = {}
    manners: dict[Manner, int] = {}
    rows: list[tuple[int, ...]] = []
    before_vowels: Stems = []
    for number, entity in enumerate(numbered[1], numbered[0]):
        places = {id(name): at for at, name in enumerate(entity.names)}
        for key, form in keyed(entity):
            text, lang, name, how, nominative, weight, weak, part, steps = form
            at = texts.setdefault(text, len(texts))
            cited = at if nominative == text else texts.setdefault(nominative, len(texts))
            manner = manners.setdefault((lang, how, part, weak, steps, weight), len(manners))
            rows.append((keys.setdefault(key, len(keys)), number, places[id(name)], at, cited, manner, *_suffixes(form)))
            if lang == "kk" and (changed := kk.voiced(text)) is not None:
                before_vowels.append((len(rows) - 1, fold(changed), kk.stem_class(changed)))
    written = (marshal.dumps(part) for part in (list(keys), list(texts), (_columns(rows, list(texts)), before_vowels)))
    return Batch(len(rows), list(manners), *written)


def _columns(rows: list[tuple[int, ...]], texts: list[str]) -> dict[str, bytes]:
    if not rows:
        return {}
    columns: dict[str, NDArray[Any]] = {
        name: np.array(column, kind) for (name, kind), column in zip(_OF_FORM.items(), zip(*rows, strict=True), strict=True)
    }
    seen = _capitals(texts)
    text = columns["text"]
    kept = seen.abbreviation[columns["nominative"]] & (seen.capitals[text] > 1)
    columns["first_upper"] = np.where(kept, seen.first[text], seen.first_upper[text])
    columns["upper"] = np.where(kept, seen.capitals[text], seen.upper[text])
    return {name: column.tobytes() for name, column in columns.items()}


def _suffixes(form: Form) -> tuple[bool, int]:
    """Whether a hyphen may join suffixes to a form, and the class of its stem: only Kazakh and English ones are ever asked for that."""
    if form.lang in ("ru", "zh", "zh-Hant"):
        return False, 0
    stated, longer = form.name.text, form.text.count(" ") > form.name.text.count(" ")  # by a class word, which is the one that inflects
    stem = stated if form.lang in ("kk-Latn", "kk-Arab") and form.name.lang == "kk" and not longer else form.text
    return kk.hyphenated(stem), kk.stem_class(stem)


#: An abbreviation of one word, whole or in part: МИД, КазНУ, БелТА, but not КазМунайГаз, which is also printed Казмунайгаз.
_ABBREVIATED = re.compile(r"\w*[A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]{2}\w*")
_UPPER, _OTHER_CASE, _SPACE, _CYRILLIC = 1, 2, 4, 8


class Capitals(NamedTuple):
    """Of texts: whether the first letter is a capital, how many there are, whether the first must be one and how many there must be to be
    taken for this name, and whether it is an abbreviation, whose case forms keep its capitals."""

    first: NDArray[np.bool_]
    capitals: NDArray[np.uint8]
    first_upper: NDArray[np.bool_]
    upper: NDArray[np.uint8]
    abbreviation: NDArray[np.bool_]


def _capitals(texts: list[str]) -> Capitals:
    """What capitals say of texts.

    An abbreviation keeps all its capitals, before a case ending too (ОПЕКа, not «Опека»); a name of several words may lose that of its
    first, if another is left; in Russian and Kazakh, where only the first word of an institution has a capital by rule, a name of three
    words or more may keep but one.
    """
    joined = "\0".join([*texts, ""])
    kinds = np.zeros(0x110000, np.uint8)
    for char in set(joined):
        case = _UPPER if char.isupper() else _OTHER_CASE if char.islower() or char.istitle() else 0
        kinds[ord(char)] = case | (_SPACE if char == " " else 0) | (_CYRILLIC if class_of(char) == CYRILLIC else 0)
    seen = kinds[np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)]
    ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1)
    starts = np.append(0, ends[:-1])
    upper, other, spaces = (np.add.reduceat((seen & kind) != 0, starts, dtype=np.int64) for kind in (_UPPER, _OTHER_CASE, _SPACE))
    several, first = upper > 1, seen[starts]
    ways = [several & (other == 0), several & (spaces > 1) & ((first & _CYRILLIC) != 0), several & (spaces > 0)]
    needed = np.select(ways, [upper, 1, np.where(upper < 4, upper - 1, upper // 2)], np.minimum(upper, 1))
    capital = (first & _UPPER) != 0
    abbreviation = np.zeros(len(texts), bool)
    for at in np.flatnonzero(several & (spaces == 0)).tolist():
        abbreviation[at] = _ABBREVIATED.fullmatch(texts[at]) is not None
    return Capitals(
        capital,
        np.minimum(upper, 255).astype(np.uint8),
        np.select(ways, [True, False, False], capital),
        np.minimum(needed, 255).astype(np.uint8),
        abbreviation,
    )


class Rows:
    """The rows of all entities, on disk; and every manner, numbered as first met."""

    def __init__(self, entities: Iterable[Entity], jobs: int = 1) -> None:
        self.manners: dict[Manner, int] = {}
        self.count = 0
        self._manner_of: list[Numbers] = []
        self._files = {part: tempfile.TemporaryFile() for part in ("keys", "texts", "rows")}  # noqa: SIM115  # closed by `close`
        for made in worked(_batches(entities), batch, jobs):
            self._manner_of.append(np.array([self.manners.setdefault(manner, len(self.manners)) for manner in made.manners], np.uint32))
            self.count += made.forms
            for part, file in self._files.items():
                blob = getattr(made, part)
                file.write(len(blob).to_bytes(8, "little") + blob)

    def _read(self, part: str) -> Iterator[Any]:
        """What was written of each batch."""
        file = self._files[part]
        file.seek(0)
        while length := file.read(8):
            yield marshal.loads(file.read(int.from_bytes(length, "little")))

    def strings(self, part: str) -> Iterator[str]:
        """The keys or the texts of the rows, each once a batch."""
        return (string for strings in self._read(part) for string in strings)

    def columns(self, keys: marisa_trie.Trie, texts: marisa_trie.Trie) -> Columns:
        """The rows as columns, the strings as their numbers in two tries."""
        columns = {name: np.empty(self.count, kind) for name, kind in _TYPES.items()}
        before_vowels: Stems = []
        begun = 0
        written = zip(self._read("keys"), self._read("texts"), self._manner_of, self._read("rows"), strict=True)
        for its_keys, its_texts, manner, (its_columns, stems) in written:
            key, text = _numbers(keys, its_keys), _numbers(texts, its_texts)
            numbers = {"key": key, "text": text, "nominative": text, "manner": manner}
            for name, data in its_columns.items():
                column = np.frombuffer(data, _TYPES[name])
                columns[name][begun : begun + len(column)] = numbers[name][column] if name in numbers else column
            before_vowels += [(begun + row, stem, bits) for row, stem, bits in stems]
            begun += len(its_columns.get("upper", b""))
        return _ordered(columns, before_vowels, list(self.manners), len(keys))

    def close(self) -> None:
        for file in self._files.values():
            file.close()


def _batches(entities: Iterable[Entity]) -> Iterator[tuple[int, list[Entity]]]:
    left = iter(entities)
    first = 0
    while some := list(islice(left, _BATCH)):
        yield first, some
        first += len(some)


def _numbers(trie: marisa_trie.Trie, strings: list[str]) -> Numbers:
    return np.fromiter(map(trie.__getitem__, strings), np.uint32, len(strings))


class Columns(NamedTuple):
    """The rows in the order of their keys' numbers, within a key those that are not weak first, then the surest.

    ``first`` is where the rows of each key begin; ``before_vowels`` has the place of a row, the folded stem and its class.
    """

    first: NDArray[np.int64]
    entity: Numbers
    name: NDArray[np.uint16]
    text: Numbers
    nominative: Numbers
    manner: Numbers
    hyphened: NDArray[np.bool_]
    stem: Numbers
    first_upper: NDArray[np.bool_]
    upper: NDArray[np.uint8]
    before_vowels: Stems


def _ordered(columns: dict[str, NDArray[Any]], before_vowels: Stems, manners: list[Manner], keys: int) -> Columns:
    """The columns in order; each is let go of when it is, so that the columns are never held twice."""
    sureness = [(weak, -weight) for *_, weak, _, weight in manners]
    rank = {sure: at for at, sure in enumerate(sorted(set(sureness)))}
    key = columns.pop("key")
    first = np.append(0, np.cumsum(np.bincount(key, minlength=keys)))
    within = np.array([rank[sure] for sure in sureness], np.uint64)[columns["manner"]]
    order = np.argsort(key.astype(np.uint64) << np.uint64(32) | within, kind="stable")
    place = np.empty(len(order), np.uint32)
    place[order] = np.arange(len(order), dtype=np.uint32)
    changed = sorted((int(place[row]), stem, bits) for row, stem, bits in before_vowels)
    return Columns(first, **{name: columns.pop(name)[order] for name in list(columns)}, before_vowels=changed)
