"""From files and standard input to documents, one after the other, however many there are."""

from __future__ import annotations

import csv
import io
import json
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, Any

from ..errors import nearest
from .engine import Failure
from .streams import Lines, text_stream

#: Bytes of input from which on a person wants to see how far it has come.
LONG_INPUT = 1 << 20

#: How Arrow calls the types of columns that may hold texts.
_TEXTS = ("string", "large_string", "null")


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its ID: the file's path, the input's own ``id``, or the number of the line or row.

    ``row`` tells a record of JSONL or a table from plain text.
    """

    id: Any
    text: str
    row: bool = False


Opener = Callable[[str], IO[bytes]]


def documents(paths: Sequence[str], column: str | None, opener: Opener) -> Iterator[Document | None]:
    """The documents in files: JSONL, CSV, TSV or Parquet by the file's ending, else plain text; ``-`` or none is standard input.

    ``None`` among them says that the next may be long in coming: those before it should not wait for it.
    """
    for path in paths or ("-",):
        if path == "-":
            yield from _standard_input(column)
        elif path.lower().endswith(".parquet"):
            yield from _parquet(path, column or "text")
        else:
            with opener(path) as file, text_stream(path, file) as stream:
                yield from _file(path, stream, column)


def _file(path: str, stream: io.TextIOWrapper, column: str | None) -> Iterator[Document]:
    ending = Path(path).suffix.lower()
    if ending in (".jsonl", ".ndjson"):
        yield from _jsonl(path, stream, column or "text")
    elif ending in (".csv", ".tsv"):
        yield from _csv(path, stream, column or "text", "\t" if ending == ".tsv" else ",")
    else:
        yield Document(path, stream.read())


def _standard_input(column: str | None) -> Iterator[Document | None]:
    """CSV where a column is named, JSONL where the first line is an object, else text: a file as one document, a pipe line by line.

    A pipe may never end, so each of its lines is a document, done when it has come.
    """
    lines = Lines(cut=column is None)
    for document in _csv("-", lines, column, ",") if column is not None else _text_or_jsonl(lines):
        yield document
        if not lines.waiting:
            yield None


def _text_or_jsonl(lines: Lines) -> Iterator[Document]:
    first = next(lines, "")
    every = chain([first] if first else [], lines)
    if first.lstrip().startswith("{") and _is_document(first):
        yield from _jsonl("-", every)
    elif _is_regular():
        yield Document("-", "".join(every))
    else:
        yield from (Document(number, line) for number, line in enumerate(every, 1))


def _is_document(line: str) -> bool:
    try:
        return "text" in json.loads(line)
    except RecursionError:
        return True
    except ValueError:
        return False


def _is_regular() -> bool:
    """Whether standard input is a file."""
    try:
        return stat.S_ISREG(os.fstat(sys.stdin.fileno()).st_mode)
    except OSError:
        return False


def _jsonl(path: str, lines: Iterable[str], column: str = "text") -> Iterator[Document]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except RecursionError as error:
            raise Failure(f"{path}:{number}: nested too deep to be read") from error
        except ValueError as error:
            raise Failure(f"{path}:{number}: not JSON: {error}") from error
        if not isinstance(row, dict) or not isinstance(row.get(column), str):
            raise Failure(f'{path}:{number}: expected an object with a string "{column}", found {line.strip()[:60]!r}')
        yield Document(row.get("id", number), row[column], row=True)


def _csv(path: str, lines: Iterable[str], column: str, delimiter: str) -> Iterator[Document]:
    csv.field_size_limit(1 << 30)
    rows = csv.DictReader(lines, delimiter=delimiter)
    _check_column(path, column, rows.fieldnames or ())
    for number, row in enumerate(rows, 1):
        yield Document(row.get("id") or number, row[column] or "", row=True)


def _parquet(path: str, column: str) -> Iterator[Document]:
    try:
        import pyarrow.parquet as parquet
        from pyarrow import ArrowException
    except ImportError as error:
        raise Failure(f"{path}: reading Parquet needs pyarrow: pip install 'atau[parquet]'") from error
    try:
        with parquet.ParquetFile(path) as file:
            for number, row in enumerate(_parquet_rows(path, file, column), 1):
                yield Document(row.get("id", number), row[column] or "", row=True)
    except (ArrowException, OSError, UnicodeError) as error:
        raise Failure(f"{path}: not readable as Parquet: {error}") from error


def _parquet_rows(path: str, file: Any, column: str) -> Iterator[dict[str, Any]]:
    schema = file.schema_arrow
    _check_column(path, column, schema.names)
    kind = str(schema.field(column).type)
    if not kind.removeprefix("dictionary<values=").startswith(_TEXTS):
        raise Failure(f"{path}: the column {column!r} holds {kind}, not text")
    wanted = [name for name in dict.fromkeys(("id", column)) if name in schema.names]
    for batch in file.iter_batches(batch_size=4096, columns=wanted):
        yield from batch.to_pylist()


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
