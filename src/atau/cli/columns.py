"""Columns of names in tables of CSV, TSV or Parquet: resolved, with what was found in columns beside them."""

from __future__ import annotations

import csv
import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

import click

from ..errors import nearest
from .engine import Failure
from .inputs import BrokenFileError, ending, unpacked

ADDED = ("id", "name", "kind", "score", "how")

#: Rows resolved at once.
_ROWS = 1 << 15


@dataclass(frozen=True, slots=True)
class Column:
    """A column of names, whom to ask, and the options to ask with."""

    name: str
    asked: Any
    options: dict[str, Any]

    def added(self, names: Sequence[str]) -> list[str]:
        """The names of the columns to be added to those that there are. Raises `Failure` where they can't be."""
        if self.name not in names:
            raise Failure(f"no column {self.name!r}; it has {', '.join(names)}{nearest(self.name, names)}")
        added = [f"{self.name}_{what}" for what in ADDED]
        if taken := sorted(set(added) & set(names)):
            raise Failure(f"there is a column {taken[0]!r} already")
        return added

    def cells(self, names: Iterable[str | None]) -> list[tuple[Any, ...]]:
        """What is added to each row."""
        return [
            (None,) * len(ADDED) if match is None else (match.id, match.entity.name(), match.kind, round(match.score, 4), match.how)
            for match in self.asked.resolve_many(names, **self.options)
        ]


def add_columns(column: Column, path: str, out: Path | None) -> int:
    """Write the table at a path with columns added; what went wrong in it is told and counted."""
    kind = ending(path)
    if kind not in (".csv", ".tsv", ".parquet"):
        raise Failure(f"{path}: --column is for CSV, TSV and Parquet")
    if kind == ".parquet" and out is None:
        raise Failure(f"{path}: Parquet goes into a file: give --out")
    if out is not None and out.resolve() == Path(path).resolve():
        raise Failure(f"{path}: give --out another name than that of the table itself")
    try:
        counted = _parquet(column, path, out) if kind == ".parquet" and out else _csv(column, path, out, "\t" if kind == ".tsv" else ",")
    except (Failure, BrokenFileError) as error:
        message = str(error)
        click.echo(f"atau: {message if message.startswith(path) else f'{path}: {message}'}", err=True)
        return 1
    click.echo(f"{path}: {counted.rows:,} rows, {counted.found:,} resolved", err=True)
    return counted.problems


@dataclass(slots=True)
class Counted:
    """Rows of a table, those of which the name was found, and those that are not as the head says."""

    rows: int = 0
    found: int = 0
    problems: int = 0

    def take(self, cells: Sequence[tuple[Any, ...]]) -> None:
        self.rows += len(cells)
        self.found += sum(cell[0] is not None for cell in cells)


@contextmanager
def _beside(out: Path) -> Iterator[Path]:
    """A path to write to, whose file takes its place when all went well."""
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(out.name + ".part")
    try:
        yield part
        os.replace(part, out)
    finally:
        part.unlink(missing_ok=True)


def _csv(column: Column, path: str, out: Path | None, delimiter: str) -> Counted:
    csv.field_size_limit(1 << 30)
    with open(path, "rb") as raw, unpacked(path, raw) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        if out is None:
            return _copied(column, path, text, sys.stdout, delimiter)
        with _beside(out) as part, open(part, "w", encoding="utf-8", errors="backslashreplace", newline="") as target:
            return _copied(column, path, text, target, delimiter)


def _copied(column: Column, path: str, text: TextIO, target: TextIO, delimiter: str) -> Counted:
    """The rows of CSV with cells added after those that the head names."""
    rows = csv.reader(text, delimiter=delimiter)
    write = csv.writer(target, delimiter=delimiter, lineterminator="\n").writerow
    counted = Counted()
    try:
        head = next(rows, [])
        write([*head, *column.added(head)])
        at, wide = head.index(column.name), len(head)
        while some := [_row(row, wide, f"{path}:{rows.line_num}", counted) for row in islice(rows, _ROWS) if row]:
            cells = column.cells([row[at] or None for row in some])
            counted.take(cells)
            for row, added in zip(some, cells, strict=True):
                write([*row[:wide], *added, *row[wide:]])
    except csv.Error as error:
        raise BrokenFileError(f"{path}:{rows.line_num}: not CSV: {error}") from error
    return counted


def _row(row: list[str], wide: int, place: str, counted: Counted) -> list[str]:
    if len(row) > wide:
        counted.problems += 1
        click.echo(f"atau: {place}: {len(row)} cells where the head has {wide}; those beyond stand at the end", err=True)
    return row + [""] * (wide - len(row))


def _parquet(column: Column, path: str, out: Path) -> Counted:
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise Failure(f"{path}: reading Parquet needs pyarrow: pip install 'atau[parquet]'") from error
    try:
        with pyarrow.parquet.ParquetFile(path) as table, _beside(out) as part:
            return _batches(column, table, part, pyarrow)
    except (pyarrow.ArrowException, OSError, UnicodeError) as error:
        raise BrokenFileError(f"{path}: not readable as Parquet: {error}") from error


def _batches(column: Column, table: Any, part: Path, arrow: Any) -> Counted:
    schema = table.schema_arrow
    added = column.added(schema.names)
    kinds = [arrow.float64() if what == "score" else arrow.string() for what in ADDED]
    if not str(schema.field(column.name).type).removeprefix("dictionary<values=").startswith(("string", "large_string", "null")):
        raise Failure(f"the column {column.name!r} holds {schema.field(column.name).type}, not text")
    for name, kind in zip(added, kinds, strict=True):
        schema = schema.append(arrow.field(name, kind))
    counted = Counted()
    with arrow.parquet.ParquetWriter(part, schema) as writer:
        for batch in table.iter_batches(batch_size=_ROWS):
            cells = column.cells(batch.column(column.name))
            counted.take(cells)
            columns = [arrow.array(list(values), kind) for values, kind in zip(zip(*cells, strict=True), kinds, strict=True)]
            writer.write_batch(arrow.record_batch([*batch.columns, *columns], schema=schema))
    return counted
