"""An index opened for reading: names in, postings out. No numpy here: one name is looked up without it."""

from __future__ import annotations

import json
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import marisa_trie

from ..errors import IndexFileError, UnknownEntityError, nearest
from ..model import LANGUAGES, Entity, Form, Name, Office
from .codes import HOWS, MANNER, NAME, PARTS, POSTING, STRIDE, WEAK, Manner
from .container import Container


class Pieces:
    """Numbered pieces of bytes of an index."""

    def __init__(self, container: Container, name: str) -> None:
        self._data = container.section(name)
        self._ends = container.section(f"{name}_ends")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def piece(self, number: int) -> memoryview[int]:
        return self._data[self._ends[number] : self._ends[number + 1]]


class Strings(Pieces):
    """Numbered strings of an index, decoded one by one as they are asked for."""

    def __getitem__(self, number: int) -> str:
        return str(self.piece(number), "utf-8")


class Index:
    """An index file, mapped. Sections are read when they are first needed.

    Raises `IndexFileError` for a file that is damaged, foreign, or of another version.
    """

    def __init__(self, path: str | Path) -> None:
        self.container = Container(path)
        self.path = self.container.path
        self.meta = self.container.meta
        self._trie = marisa_trie.Trie()
        try:
            self._trie.mmap(str(self.path))
        except Exception as error:
            raise IndexFileError(f"{self.path} is damaged (trie): build it again with `atau lexicon build`") from error
        self.entity = lru_cache(maxsize=65536)(self._entity)
        self.form = lru_cache(maxsize=65536)(self._form)
        self.manner = lru_cache(maxsize=65536)(self._manner)

    @cached_property
    def _first(self) -> tuple[memoryview[int], memoryview[int]]:
        return self.container.section("first"), self.container.section("first_past")

    @cached_property
    def columns(self) -> dict[str, memoryview[Any]]:
        """The columns of the postings."""
        return {name: self.container.section(f"p_{name}") for name in POSTING}

    @cached_property
    def _manners(self) -> dict[str, memoryview[Any]]:
        return {name: self.container.section(f"m_{name}") for name in MANNER}

    @cached_property
    def _steps(self) -> Strings:
        return Strings(self.container, "steps")

    @cached_property
    def _texts(self) -> marisa_trie.Trie:
        """The texts of the postings: a trie too, since it holds them in a fifth of the space."""
        return marisa_trie.Trie().frombytes(bytes(self.container.section("texts")))

    @cached_property
    def _nominatives(self) -> memoryview[int]:
        """The numbers of the texts that are nominatives of others."""
        return self.container.section("nominatives")

    def _nominative(self, posting: int) -> str:
        number = self.columns["nominative"][posting]
        return str(self._texts.restore_key(self._nominatives[number - 1] if number else self.columns["text"][posting]))

    @cached_property
    def ids(self) -> Strings:
        return Strings(self.container, "ids")

    @cached_property
    def _entities(self) -> Pieces:
        return Pieces(self.container, "entities")

    @cached_property
    def _usual(self) -> bytes:
        """The dictionary with which entities are packed."""
        return bytes(self.container.section("entities_usual"))

    @cached_property
    def context(self) -> dict[str, Any]:
        """Offices, the roles of titles, the sex that some say, given names, words of address that follow a name, and moved IDs."""
        data: dict[str, Any] = json.loads(bytes(self.container.section("context")))
        return data

    def postings(self, key: str) -> range:
        """The numbers of the postings of a folded name, surest first; empty if the index does not hold it."""
        number = self.key(key)
        return range(0) if number is None else self.of_key(number)

    def key(self, key: str) -> int | None:
        """The number of a folded name, ``None`` if the index does not hold it."""
        try:
            number: int | None = self._trie.get(key)
        except UnicodeEncodeError:  # a lone surrogate, which no name has
            return None
        return number

    def of_key(self, number: int) -> range:
        """The numbers of the postings of a key by its number."""
        whole, past = self._first
        following = number + 1
        return range(whole[number // STRIDE] + past[number], whole[following // STRIDE] + past[following])

    def nominatives(self, key: str, lang: str) -> Iterator[tuple[str, Manner]]:
        """The nominatives, in one language, of the forms with this folded name, surest first, each with how the form came about."""
        for posting in self.postings(key):
            manner = self.manner(self.columns["manner"][posting])
            if manner[0].startswith(lang):
                yield self._nominative(posting), manner

    def keys(self) -> Iterator[str]:
        """Every folded name of the index."""
        return (self._trie.restore_key(number) for number in range(len(self._trie)))

    def owner(self, posting: int) -> int:
        """The number of the entity that a posting belongs to."""
        return int(self.columns["entity"][posting])

    def number(self, entity_id: str) -> int:
        """The number of an entity by its ID (a moved ID leads to the one in force); `UnknownEntityError` names the nearest."""
        entity_id = self.context["moved"].get(entity_id, entity_id)
        at = bisect_left(self.ids, entity_id)
        if at < len(self.ids) and self.ids[at] == entity_id:
            return at
        near = nearest(entity_id, [self.ids[n] for n in range(len(self.ids))]) if len(self.ids) < 100_000 else ""
        raise UnknownEntityError(f"no entity {entity_id!r} in this lexicon{near}")

    def form_of(self, number: int, name: int) -> Form:
        """A stated name of an entity as a form."""
        stated = self.entity(number).names[name]
        return Form(stated.text, stated.lang, stated, nominative=stated.text)

    def _entity(self, number: int) -> Entity:
        entity_id = self.ids[number]
        data = json.loads(zlib.decompressobj(-zlib.MAX_WBITS, self._usual).decompress(self._entities.piece(number)))
        source = tuple(data.pop("source", ()))
        names = tuple(_name(row, source) for row in data.pop("names"))
        office = tuple(Office(**held) for held in data.pop("office", ()))
        return Entity(entity_id, entity_id.partition("/")[0], names, **data, office=office, source=source)

    def _form(self, posting: int) -> Form:
        entity, name, text, nominative, manner = (self.columns[name][posting] for name in POSTING)
        lang, how, part, weak, steps, weight = self.manner(manner)
        written = self._texts.restore_key(text)
        said = self._nominative(posting) if nominative else written
        return Form(written, lang, self.entity(entity).names[name], how, said, weight, weak, part, steps)

    def _manner(self, number: int) -> Manner:
        lang, how, part, flags, steps, weight = (self._manners[name][number] for name in MANNER)
        said = self._steps[steps]
        return LANGUAGES[lang], HOWS[how], PARTS[part], bool(flags & WEAK), tuple(said.split("\n")) if said else (), round(weight, 4)


def _name(row: list[Any], of_entity: tuple[str, ...]) -> Name:
    """A name from its fields; what is not said of its sources is that of its entity."""
    text, lang, status, family, since, until, weak, source = (*row, *NAME[len(row) :], of_entity)[:8]
    return Name(text, lang, status, tuple(family) if family else None, since, until, weak, tuple(source))
