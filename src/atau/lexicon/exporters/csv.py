"""A table of forms, one a row, with the columns that ``atau lexicon import table`` reads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from ...model import Entity
from ..toml import slashed

TITLE = "CSV of forms"

COLUMNS = ("id", "kind", "lang", "form", "status", "weak", "from", "to")


def write(entities: Iterable[Entity]) -> Iterator[str]:
    """A line of column names, then a line a form; the family names of people stand between slashes."""
    yield _line(COLUMNS)
    for entity in entities:
        for name in entity.names:
            weak = "1" if name.weak else ""
            yield _line((entity.id, entity.kind, name.lang, slashed(name), name.status, weak, name.since or "", name.until or ""))


def _line(row: Iterable[str]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerow(row)
    return text.getvalue()
