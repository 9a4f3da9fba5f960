"""Rows brought together by a key in a file of their own on disk, so that a source of any order and size fits into memory."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any


def grouped(rows: Iterable[tuple[str, Any]]) -> Iterator[tuple[str, list[Any]]]:
    """The rows of each key, keys sorted, rows of a key in the order in which they came.

    >>> list(grouped([("b", 1), ("a", [2]), ("b", 3)]))
    [('a', [[2]]), ('b', [1, 3])]
    """
    shelf = sqlite3.connect("")  # an empty name is a temporary file, gone when closed
    try:
        shelf.execute("CREATE TABLE kept (key TEXT, row TEXT)")
        shelf.executemany("INSERT INTO kept VALUES (?, ?)", ((key, json.dumps(row)) for key, row in rows))
        for key, found in groupby(shelf.execute("SELECT key, row FROM kept ORDER BY key, rowid"), key=lambda pair: str(pair[0])):
            yield key, [json.loads(row) for _, row in found]
    finally:
        shelf.close()
