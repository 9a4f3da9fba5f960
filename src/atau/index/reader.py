"""An index opened for reading: names in, postings out. No numpy here: one name is looked up without it."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import marisa_trie

from ..errors import IndexFileError, UnknownEntityError, nearest
from ..model import LANGUAGES, Entity, Form, Name, Office
from .codes import COLUMNS, HOWS, PARTS, WEAK
from .container import Container


class Strings:
    """Numbered strings of an index, decoded one by one as they are asked for."""

    def __init__(self, container: Container, name: str) -> None:
        self._data = container.section(name)
        self._ends = container.section(f"{name}_ends").cast("I")

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, number: int) -> str:
        return str(self._data[self._ends[number] : self._ends[number + 1]], "utf-8", "surrogatepass")


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

    @cached_property
    def _first(self) -> memoryview:
        return self.container.section("first").cast("I")

    @cached_property
    def columns(self) -> dict[str, memoryview[Any]]:
        """The columns of the postings."""
        return {name: self.container.section(f"p_{name}").cast(code) for name, code in COLUMNS.items()}

    @cached_property
    def strings(self) -> Strings:
        return Strings(self.container, "strings")

    @cached_property
    def ids(self) -> Strings:
        return Strings(self.container, "ids")

    @cached_property
    def _entities(self) -> Strings:
        return Strings(self.container, "entities")

    @cached_property
    def context(self) -> dict[str, Any]:
        """Offices, the roles of titles, given names, and moved IDs."""
        data: dict[str, Any] = json.loads(bytes(self.container.section("context")))
        return data

    def postings(self, key: str) -> range:
        """The numbers of the postings of a folded name, surest first; empty if the index does not hold it."""
        try:
            number = self._trie.get(key)
        except UnicodeEncodeError:  # a lone surrogate, which no name has
            return range(0)
        return range(0) if number is None else self.of_key(number)

    def of_key(self, number: int) -> range:
        """The numbers of the postings of a key by its number."""
        return range(self._first[number], self._first[number + 1])

    def keys(self) -> Iterator[str]:
        """Every folded name of the index."""
        return (self._trie.restore_key(number) for number in range(len(self._first) - 1))

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

    def string_table(self, name: str) -> Strings:
        """Another table of strings of the file."""
        return Strings(self.container, name)

    def form_of(self, number: int, name: int) -> Form:
        """A stated name of an entity as a form."""
        stated = self.entity(number).names[name]
        return Form(stated.text, stated.lang, stated, nominative=stated.text)

    def _entity(self, number: int) -> Entity:
        data = json.loads(self._entities[number])
        names = tuple(
            Name(**{**name, "family": _span(name.get("family")), "source": tuple(name.get("source", ()))}) for name in data["names"]
        )
        office = tuple(Office(**held) for held in data.get("office", ()))
        return Entity(**{**data, "names": names, "office": office, "source": tuple(data.get("source", ()))})

    def _form(self, posting: int) -> Form:
        column = {name: values[posting] for name, values in self.columns.items()}
        name = self.entity(column["entity"]).names[column["name"]]
        steps = self.strings[column["steps"]]
        return Form(
            self.strings[column["text"]], LANGUAGES[column["lang"]], name, HOWS[column["how"]], self.strings[column["nominative"]],
            round(column["weight"], 4), bool(column["flags"] & WEAK), PARTS[column["part"]], tuple(steps.split("\n")) if steps else (),
        )  # fmt: skip


def _span(value: list[int] | None) -> tuple[int, int] | None:
    return (value[0], value[1]) if value else None
