"""From a table that passed the schema to an `Entity`, with the names as they were written kept beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..model import LANGUAGES, Entity, Name, Office
from .dates import iso
from .files import TableFile

_FAMILY = re.compile(r"([^/]*)/([^/]+)/([^/]*)")


@dataclass(frozen=True, slots=True)
class Stated:
    """A name as written, slashes and all, with the field where it stands."""

    field: str
    raw: str
    name: Name


@dataclass(frozen=True, slots=True)
class Entry:
    """An entity with the file it came from, so that what is found wrong with it can be traced to a line."""

    file: TableFile
    key: str
    entity: Entity
    stated: tuple[Stated, ...]


def to_entry(file: TableFile, key: str) -> Entry:
    """The entry of a table that passed the schema and was not retired."""
    table = file.tables[key]
    if file.imported:
        table = {**table, "source": [file.imported]}
    stated = tuple(_stated(file.sort, table))
    return Entry(file, key, _entity(file.sort, key, table, tuple(form.name for form in stated)), stated)


def split_family(raw: str) -> tuple[str, tuple[int, int] | None]:
    """The name without its slashes, and the span of the family name in it.

    >>> split_family("Kassym-Jomart /Tokayev/")
    ('Kassym-Jomart Tokayev', (14, 21))
    >>> split_family("Abai")
    ('Abai', None)
    """
    found = _FAMILY.fullmatch(raw)
    if found is None:
        return raw, None
    return "".join(found.groups()), (found.end(1), found.end(1) + len(found[2]))


def _entity(kind: str, key: str, table: dict[str, Any], names: tuple[Name, ...]) -> Entity:
    return Entity(
        id=f"{kind}/{key}",
        kind=kind,
        names=names,
        type=table.get("type"),
        sex=table.get("sex"),
        born=_date(table.get("born")),
        died=_date(table.get("died")),
        country=_id("place", table.get("country")),
        part_of=_id(kind, table.get("part_of")),
        office=tuple(Office(item["of"], _date(item.get("from")), _date(item.get("to"))) for item in table.get("office", ())),
        same_as={catalogue: str(number) for catalogue, number in table.get("same_as", {}).items()},
        source=tuple(table.get("source", ())),
    )


def _date(value: Any) -> str | None:
    return None if value is None else iso(value)


def _id(kind: str, key: str | None) -> str | None:
    return None if key is None else f"{kind}/{key}"


def _stated(kind: str, table: dict[str, Any]) -> Iterator[Stated]:
    """The names in the order of statuses. A form under ``weak`` marks its like in the other lists; alone, it is one more ``also``."""
    rows = [row for status in ("canonical", "also", "weak", "short", "former", "misspelt") for row in _written(status, table)]
    weak = {(row.lang, row.text) for row in rows if row.status == "weak"}
    strong = {(row.lang, row.text) for row in rows if row.status != "weak"}
    source = tuple(table.get("source", ()))
    for row in rows:
        form = (row.lang, row.text)
        if row.status == "weak" and form in strong:
            continue
        text, family = split_family(row.raw) if kind == "person" else (row.raw, None)
        status = "also" if row.status == "weak" else row.status
        yield Stated(row.field, row.raw, Name(text, row.lang, status, family, row.since, row.until, form in weak, source))


@dataclass(frozen=True, slots=True)
class _Row:
    """A form as written, before it is known whether it is weak."""

    status: str
    field: str
    lang: str
    raw: str
    since: str | None = None
    until: str | None = None

    @property
    def text(self) -> str:
        return self.raw.replace("/", "")


def _written(status: str, table: dict[str, Any]) -> Iterator[_Row]:
    if status == "canonical":
        yield from (_Row(status, lang, lang, table[lang]) for lang in LANGUAGES if lang in table)
    elif status == "former":
        for item in table.get("former", ()):
            since, until = _date(item.get("from")), _date(item.get("to"))
            yield from (_Row(status, status, lang, item[lang], since, until) for lang in LANGUAGES if lang in item)
    elif status in table:
        forms = table[status]
        yield from (_Row(status, f"{status}.{lang}", lang, raw) for lang in LANGUAGES if lang in forms for raw in forms[lang])
