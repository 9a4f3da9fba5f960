"""Keys that name other tables: each must lead somewhere, once, and not in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ..errors import nearest
from ..model import KINDS
from .files import SORTS, TableFile
from .values import Problem

#: Sort of table → key → the file that holds it.
Known = Mapping[str, Mapping[str, TableFile]]

#: Sort of table → its fields that hold keys → the sort of what they name.
_FIELDS: Mapping[str, Mapping[str, str]] = {
    **{kind: {"country": "place", "source": "source", "moved_to": kind, "part_of": kind} for kind in KINDS},
    "office": {"role": "title", "country": "place", "institution": "institution"},
}


def known_tables(files: Sequence[TableFile]) -> Known:
    """Every table by sort and key, whatever else is wrong with it; the first of its name where there are two."""
    known: dict[str, dict[str, TableFile]] = {sort: {} for sort in SORTS}
    for file in files:
        for key in file.tables:
            known[file.sort].setdefault(key, file)
    return known


def check_references(file: TableFile, known: Known) -> Iterator[Problem]:
    """Keys of tables that do not exist or are retired, and a table whose key is taken."""
    for key, table in file.tables.items():
        first = known[file.sort][key]
        if first is not file:
            yield file.problem(key, f"{file.sort} {key!r} stands already in {first.path}:{first.line(key)}")
        if file.sort == "agreed" and (message := _fault(*_split_id(key), known, "entities")):
            yield file.problem(key, message)
        for field, sort, target in _targets(file.sort, table if isinstance(table, dict) else {}):
            if message := _fault(sort, target, known, field):
                yield file.problem(key, f"{field}: {message}", field, target)


def _targets(sort: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(field, sort of what it names, key) for every reference of a table; badly typed ones are the schema's affair."""
    for field, target_sort in _FIELDS.get(sort, {}).items():
        value = table.get(field)
        for key in value if isinstance(value, list) else [value]:
            if isinstance(key, str):
                yield field, target_sort, key
    held = table.get("office")
    for item in held if isinstance(held, list) else []:
        if isinstance(item, dict) and isinstance(item.get("of"), str):
            yield "office", "office", item["of"]
    if sort == "collision" and isinstance(table.get("entities"), list):
        yield from (("entities", *_split_id(entity)) for entity in table["entities"] if isinstance(entity, str))


def _split_id(entity: str) -> tuple[str, str]:
    kind, _, key = entity.partition("/")
    return kind, key


def _fault(sort: str, key: str, known: Known, field: str) -> str | None:
    if sort not in known or (field == "entities" and sort not in KINDS):
        return f"expected an ID such as 'person/{key or sort}', found {f'{sort}/{key}' if key else sort!r}"
    if sort == "source" and not known["source"]:
        return None  # a lone file of names, read without the lexicon's list of sources
    if key not in known[sort]:
        return f"no {sort} {key!r}{nearest(key, known[sort])}"
    new = retired(known, sort, key)
    return f"{sort} {key!r} is retired: write {new!r}" if new and field != "moved_to" else None


def retired(known: Known, sort: str, key: str) -> str | None:
    """The key that a table's ``moved_to`` names, or ``None`` for a table in force."""
    table = known[sort][key].tables[key]
    new = table.get("moved_to") if isinstance(table, dict) else None
    return new if isinstance(new, str) else None


def check_circles(known: Known) -> Iterator[Problem]:
    """Retired entries that lead back to themselves, and parts that contain themselves."""
    for kind in KINDS:
        for field in ("moved_to", "part_of"):
            for key, file in known[kind].items():
                if _circular(known[kind], field, key):
                    yield file.problem(key, f"{field} leads back to {key!r}", field)


def _circular(tables: Mapping[str, TableFile], field: str, start: str) -> bool:
    seen: set[str] = set()
    key: object = start
    while isinstance(key, str) and key in tables and key not in seen:
        seen.add(key)
        table = tables[key].tables[key]
        key = table.get(field) if isinstance(table, dict) else None
    return key == start


def moves(known: Known) -> dict[str, str]:
    """Retired ID → the ID in force, over as many steps as it takes."""
    found: dict[str, str] = {}
    for kind in KINDS:
        for key in known[kind]:
            new = key
            while (step := retired(known, kind, new)) is not None:
                new = step
            if new != key:
                found[f"{kind}/{key}"] = f"{kind}/{new}"
    return found
