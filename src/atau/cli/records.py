"""What lines and rows say: documents, or a word about what is wrong with one of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Fields:
    """The names of the columns, or keys of objects, that hold what is wanted of a record."""

    text: str = "text"
    id: str = "id"
    date: str = "date"
    source: str = "source"

    def of(self, names: Iterable[str]) -> list[str]:
        """Those that a table has."""
        present = set(names)
        return [name for name in dict.fromkeys((self.id, self.text, self.date, self.source)) if name in present]


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its ID: the file's path, the input's own ``id``, or the number of the line or row.

    ``row`` tells a record of JSONL or a table from plain text. ``date`` is as the input has it, ``source`` where it is from.
    """

    id: Any
    text: str
    row: bool = False
    date: Any = None
    source: Any = None


@dataclass(frozen=True, slots=True)
class Problem:
    """A record or a file that can't be read, told with its place; the rest goes on."""

    message: str


Record = Document | Problem


def from_objects(path: str, lines: Iterable[str], fields: Fields, first: int = 1) -> Iterator[Record]:
    """The documents in lines of JSON."""
    for number, line in enumerate(lines, first):
        if line and not line.isspace():
            yield _from_object(f"{path}:{number}", number, line, fields)


def _from_object(place: str, number: int, line: str, fields: Fields) -> Record:
    try:
        row = json.loads(line)
    except RecursionError:
        return Problem(f"{place}: nested too deep to be read")
    except ValueError as error:
        return Problem(f"{place}: not JSON: {error}")
    if not isinstance(row, dict) or not isinstance(row.get(fields.text), str):
        return Problem(f'{place}: expected an object with a string "{fields.text}", found {line.strip()[:60]!r}')
    return Document(row.get(fields.id, number), row[fields.text], True, row.get(fields.date), row.get(fields.source))


def from_row(number: int, row: Mapping[str, Any], fields: Fields) -> Document:
    """The document in a row of a table; an empty cell is an empty text."""
    found = row.get(fields.id)
    return Document(number if found in (None, "") else found, row[fields.text] or "", True, row.get(fields.date), row.get(fields.source))
