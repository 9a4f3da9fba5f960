"""Files cut into blocks: each is read once, in order, and is large enough to be worth a process and small enough to be kept.

Where the blocks end depends on the input alone, so that a run that was broken off can go on where another one would have been.
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import IO, Any

from ..errors import nearest
from .inputs import KINDS, BrokenFileError, ending, unpacked
from .records import Document, Fields, Problem, Record, from_objects, from_row

#: Bytes of text from which on a block is large enough, and documents.
BLOCK = 2 << 20
DOCUMENTS = 8192

#: How Arrow calls the types of columns that may hold texts.
_TEXTS = ("string", "large_string", "null")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of JSON, still as bytes."""

    path: str
    first: int
    data: bytes

    def records(self, fields: Fields) -> Iterator[Record]:
        text = self.data.decode("utf-8-sig" if self.first == 1 else "utf-8", "replace")
        return from_objects(self.path, text.split("\n"), fields, self.first)


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of Parquet, as Arrow sends them."""

    path: str
    first: int
    data: bytes

    def records(self, fields: Fields) -> Iterator[Record]:
        from pyarrow import ipc

        rows = ipc.open_stream(self.data).read_all().to_pylist()
        return (from_row(number, row, fields) for number, row in enumerate(rows, self.first))


@dataclass(frozen=True, slots=True)
class Records:
    """Documents that had to be taken apart to find where they end, and problems among them."""

    path: str
    found: list[Record]

    def records(self, fields: Fields) -> Iterator[Record]:
        return iter(self.found)


Block = Lines | Batch | Records


@dataclass(slots=True)
class Reader:
    """The blocks of files. ``read`` counts the bytes of the files read so far, as they lie on the disk.

    With ``apart`` no block holds documents of two files.
    """

    paths: Sequence[str]
    fields: Fields
    apart: bool = False
    read: int = 0
    _before: int = field(default=0, init=False)

    def blocks(self) -> Iterator[Block]:
        """The blocks in order; short plain texts share one."""
        texts: list[Record] = []
        for path in self.paths:
            if ending(path) in KINDS:
                yield from _texts(texts)
                yield from self._of_file(path)
            else:
                texts += self._text(path)
                if self.apart or len(texts) == DOCUMENTS or sum(len(one.text) for one in texts if isinstance(one, Document)) >= BLOCK:
                    yield from _texts(texts)
            self._before += _size(path)
            self.read = self._before
        yield from _texts(texts)

    def _of_file(self, path: str) -> Iterator[Block]:
        try:
            with open(path, "rb") as raw:
                for block in _parquet(path, raw, self.fields) if ending(path) == ".parquet" else self._unpacked(path, raw):
                    self.read = self._before + _place(raw)
                    yield block
        except BrokenFileError as broken:
            yield Records(path, [Problem(str(broken))])
        except OSError as error:
            yield Records(path, [Problem(f"{path}: {error.strerror or error}")])

    def _unpacked(self, path: str, raw: IO[bytes]) -> Iterator[Block]:
        with unpacked(path, raw) as file:
            if KINDS[ending(path)] == "jsonl":
                yield from _jsonl(path, file)
            else:
                text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
                yield from _rows(path, csv_records(path, text, self.fields, "\t" if ending(path) == ".tsv" else ","))

    def _text(self, path: str) -> list[Record]:
        """A plain text, whole."""
        try:
            with open(path, "rb") as raw, unpacked(path, raw) as file:
                text = file.read().decode("utf-8-sig", "replace")
        except BrokenFileError as broken:
            return [Problem(str(broken))]
        except OSError as error:
            return [Problem(f"{path}: {error.strerror or error}")]
        return [Document(path, text, False, os.path.basename(path), os.path.basename(os.path.dirname(os.path.abspath(path))))]


def _texts(texts: list[Record]) -> Iterator[Block]:
    if texts:
        yield Records(getattr(texts[0], "id", ""), texts.copy())
        texts.clear()


def _size(path: str) -> int:
    with suppress(OSError):
        return os.path.getsize(path)
    return 0


def _place(raw: IO[bytes]) -> int:
    return raw.tell() if raw.seekable() else 0


def _jsonl(path: str, file: io.BufferedReader) -> Iterator[Block]:
    """Lines as bytes, cut at the end of one. What comes before a break in a packed file is kept."""
    first, kept = 1, b""
    for chunk in _chunks(file):
        whole, end, rest = chunk.rpartition(b"\n")
        if end:
            data = kept + whole + end
            yield Lines(path, first, data)
            first, kept = first + data.count(b"\n"), rest
        else:
            kept += chunk
    if kept:
        yield Lines(path, first, kept)


def _chunks(file: io.BufferedReader) -> Iterator[bytes]:
    """Equal pieces, and before an error what was read up to it."""
    pieces: list[bytes] = []
    size = 0
    try:
        while piece := file.read1(1 << 18):
            pieces.append(piece)
            size += len(piece)
            if size >= BLOCK:
                yield b"".join(pieces)
                pieces, size = [], 0
    except Exception:
        yield b"".join(pieces)
        raise
    yield b"".join(pieces)


def csv_records(path: str, lines: Iterable[str], fields: Fields, delimiter: str) -> Iterator[Record]:
    """The documents in a table of CSV or TSV, whose first line names the columns."""
    csv.field_size_limit(1 << 30)
    rows = csv.DictReader(lines, delimiter=delimiter)
    try:
        if problem := _missing(path, fields.text, rows.fieldnames or ()):
            yield problem
            return
        for number, row in enumerate(rows, 1):
            yield from_row(number, row, fields)
    except csv.Error as error:
        yield Problem(f"{path}:{rows.line_num}: not CSV: {error}")


def _rows(path: str, found: Iterable[Record]) -> Iterator[Block]:
    """Documents by the block, and before an error those read up to it."""
    block: list[Record] = []
    size = 0
    try:
        for record in found:
            block.append(record)
            size += len(record.text) if isinstance(record, Document) else 0
            if size >= BLOCK or len(block) == DOCUMENTS:
                yield Records(path, block)
                block, size = [], 0
    except Exception:
        yield Records(path, block)
        raise
    if block:
        yield Records(path, block)


def _parquet(path: str, raw: IO[bytes], fields: Fields) -> Iterator[Block]:
    try:
        import pyarrow.parquet as parquet
        from pyarrow import ArrowException
    except ImportError as error:
        raise BrokenFileError(f"{path}: reading Parquet needs pyarrow: pip install 'atau[parquet]'") from error
    try:
        with closing(parquet.ParquetFile(raw)) as file:
            yield from _batches(path, file, fields)
    except (ArrowException, OSError, UnicodeError) as error:
        raise BrokenFileError(f"{path}: not readable as Parquet: {error}") from error


def _batches(path: str, file: Any, fields: Fields) -> Iterator[Block]:
    schema = file.schema_arrow
    if problem := _missing(path, fields.text, schema.names) or _not_text(path, fields.text, str(schema.field(fields.text).type)):
        yield Records(path, [problem])
        return
    first, size = 1, file.metadata.num_rows and sum(file.metadata.row_group(at).total_byte_size for at in range(file.num_row_groups))
    rows = max(1, min(DOCUMENTS, BLOCK * file.metadata.num_rows // max(1, size)))
    for batch in file.iter_batches(batch_size=rows, columns=fields.of(schema.names)):
        yield Batch(path, first, _sent(batch))
        first += len(batch)


def _sent(batch: Any) -> bytes:
    import pyarrow

    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, batch.schema) as stream:
        stream.write_batch(batch)
    return bytes(sink.getvalue().to_pybytes())


def _not_text(path: str, column: str, kind: str) -> Problem | None:
    text = kind.removeprefix("dictionary<values=").startswith(_TEXTS)
    return None if text else Problem(f"{path}: the column {column!r} holds {kind}, not text")


def _missing(path: str, column: str, names: Sequence[str]) -> Problem | None:
    if column in names:
        return None
    return Problem(f"{path}: no column {column!r} (--column names another); it has {', '.join(names)}{nearest(column, names)}")
