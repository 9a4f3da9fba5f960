"""From files and standard input to documents, one after the other, however many there are."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from ..errors import nearest
from .engine import Failure

#: Characters after which a line that does not end is cut, so that memory stays bounded.
LONGEST_LINE = 1 << 20

#: Bytes of input from which on a person wants to see how far it has come.
LONG_INPUT = 1 << 20


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its ID: the file's path, the input's own ``id``, or the number of the line or row.

    ``row`` tells a record of JSONL or a table from plain text.
    """

    id: Any
    text: str
    row: bool = False


Opener = Callable[[str], IO[bytes]]


def documents(paths: Sequence[str], column: str | None, opener: Opener) -> Iterator[Document]:
    """The documents in files: JSONL, CSV, TSV or Parquet by the file's ending, else plain text; ``-`` or none is standard input."""
    for path in paths or ("-",):
        if path == "-":
            yield from _standard_input(column)
        elif path.lower().endswith(".parquet"):
            yield from _parquet(path, column or "text")
        else:
            with opener(path) as file, _text_stream(file) as stream:
                yield from _file(path, stream, column)


def _text_stream(file: IO[bytes]) -> io.TextIOWrapper:
    """UTF-8 with or without a byte order mark; line ends as they are, since offsets count them."""
    return io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")


def _file(path: str, stream: io.TextIOWrapper, column: str | None) -> Iterator[Document]:
    ending = Path(path).suffix.lower()
    if ending in (".jsonl", ".ndjson"):
        yield from _jsonl(path, enumerate(stream, 1))
    elif ending in (".csv", ".tsv"):
        yield from _csv(path, stream, column or "text", "\t" if ending == ".tsv" else ",")
    else:
        yield Document(path, stream.read())


def _standard_input(column: str | None) -> Iterator[Document]:
    """CSV where a column is named, JSONL where the first line is an object, else text: a file as one document, a pipe line by line.

    A pipe may never end, so each of its lines is a document, done when it has come.
    """
    stream = _text_stream(sys.stdin.buffer)
    try:
        yield from _csv("-", stream, column, ",") if column is not None else _text_or_jsonl(stream)
    finally:
        stream.detach()  # closing standard input is not ours to do


def _text_or_jsonl(stream: io.TextIOWrapper) -> Iterator[Document]:
    first = stream.readline(LONGEST_LINE)
    if first.lstrip().startswith("{") and _is_document(first):
        yield from _jsonl("-", enumerate(_lines(first, stream), 1))
    elif _is_regular(stream):
        yield Document("-", first + stream.read())
    else:
        yield from (Document(number, line) for number, line in enumerate(_lines(first, stream), 1))


def _lines(first: str, stream: io.TextIOWrapper) -> Iterator[str]:
    line = first
    while line:
        yield line
        line = stream.readline(LONGEST_LINE)


def _is_document(line: str) -> bool:
    try:
        return "text" in json.loads(line)
    except ValueError:
        return False


def _is_regular(stream: io.TextIOWrapper) -> bool:
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except OSError:
        return False


def _jsonl(path: str, lines: Iterator[tuple[int, str]]) -> Iterator[Document]:
    for number, line in lines:
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise Failure(f"{path}:{number}: not JSON: {error}") from error
        if not isinstance(row, dict) or not isinstance(row.get("text"), str):
            raise Failure(f'{path}:{number}: expected an object with a string "text", found {line.strip()[:60]!r}')
        yield Document(row.get("id", number), row["text"], row=True)


def _csv(path: str, stream: io.TextIOWrapper, column: str, delimiter: str) -> Iterator[Document]:
    csv.field_size_limit(1 << 30)
    rows = csv.DictReader(stream, delimiter=delimiter)
    _check_column(path, column, rows.fieldnames or ())
    for number, row in enumerate(rows, 1):
        yield Document(row.get("id") or number, row[column] or "", row=True)


def _parquet(path: str, column: str) -> Iterator[Document]:
    try:
        import pyarrow.parquet as parquet
    except ImportError as error:
        raise Failure(f"{path}: reading Parquet needs pyarrow: pip install 'atau[parquet]'") from error
    with parquet.ParquetFile(path) as file:
        names = file.schema_arrow.names
        _check_column(path, column, names)
        wanted = [name for name in dict.fromkeys(("id", column)) if name in names]
        number = 0
        for batch in file.iter_batches(batch_size=4096, columns=wanted):
            for row in batch.to_pylist():
                number += 1
                yield Document(row.get("id", number), row[column] or "", row=True)


def _check_column(path: str, column: str, names: Sequence[str]) -> None:
    if column not in names:
        raise Failure(f"{path}: no column {column!r} (--column names another); it has {', '.join(names)}{nearest(column, names)}")


@contextmanager
def progress(paths: Sequence[str], wanted: bool) -> Iterator[Opener]:
    """A way to open files: one that shows on standard error how far they have been read, if that is wanted and they are long."""
    size = sum(os.path.getsize(path) for path in paths if path != "-")
    if not wanted or size < LONG_INPUT or not sys.stderr.isatty():
        yield io.FileIO
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield lambda path: bar.open(path, "rb", description=Path(path).name)
