"""Standard input as documents that are answered as they come."""

from __future__ import annotations

import json
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from .blocks import Block, Reader, Records, csv_records
from .records import Document, Fields, Record, from_objects
from .streams import Lines

#: Documents handed to the library at once, and the characters from which on they are enough.
BATCH = 256
BATCH_CHARACTERS = 1 << 20


def blocks_of(paths: Sequence[str], table: bool, fields: Fields) -> Iterator[Block]:
    """The blocks of files, and of standard input where a path is ``-`` or there is none; ``table`` says that this is CSV."""
    for path in paths or ("-",):
        if path == "-":
            yield from (Records("-", batch) for batch in batches(_standard_input(table, fields)))
        else:
            yield from Reader((path,), fields).blocks()


def _standard_input(table: bool, fields: Fields) -> Iterator[Record | None]:
    """CSV where a column is named, JSONL where the first line is an object, else text: a file as one document, a pipe line by line.

    A pipe may never end, so each of its lines is a document, done when it has come; ``None`` says that the next may be long in
    coming: those before it should not wait for it.
    """
    lines = Lines(cut=not table)
    for record in csv_records("-", lines, fields, ",") if table else _text_or_jsonl(lines, fields):
        yield record
        if not lines.waiting:
            yield None


def _text_or_jsonl(lines: Lines, fields: Fields) -> Iterator[Record]:
    first = next(lines, "")
    every = chain([first] if first else [], lines)
    if first.lstrip().startswith("{") and _is_document(first):
        yield from from_objects("-", every, fields)
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


def batches(found: Iterable[Record | None]) -> Iterator[list[Record]]:
    """Records by the batch, which is done where it is large enough or the next one may be long in coming."""
    batch: list[Record] = []
    size = 0
    for record in found:
        if record is not None:
            batch.append(record)
            size += len(record.text) if isinstance(record, Document) else 0
        if batch and (record is None or len(batch) == BATCH or size >= BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
