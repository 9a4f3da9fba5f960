"""DuckDB: functions for SQL, and a table of a column's distinct names to join with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import pyarrow as pa

from ..resolver import Resolver
from . import arrow

_MATCH = "STRUCT(id VARCHAR, kind VARCHAR, score DOUBLE, how VARCHAR, name VARCHAR)"
_MENTION = (
    'STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR, lang VARCHAR, lemma VARCHAR, id VARCHAR, kind VARCHAR, score DOUBLE, how VARCHAR)'
)

def register(connection: duckdb.DuckDBPyConnection, *, to: str = "en", resolver: Resolver | None = None) -> None:
    """Make ``atau_resolve(name)``, ``atau_annotate(text)`` and ``atau_normalise(text)`` known to a connection.

    Names come in the language ``to``. DuckDB asks for two thousand rows at a time: for many rows with few names `mapping` is faster.
    """

    def create(name: str, function: Callable[[pa.ChunkedArray], pa.Array], result: str) -> None:
        connection.create_function(name, function, ["VARCHAR"], result, type="arrow", null_handling="special")

    create("atau_resolve", lambda names: arrow.resolve(names, to=to, resolver=resolver), _MATCH)
    create("atau_annotate", lambda texts: arrow.annotate(texts, resolver=resolver), f"{_MENTION}[]")
    create("atau_normalise", lambda texts: arrow.normalise(texts, to=to, resolver=resolver), "VARCHAR")


def mapping(names: duckdb.DuckDBPyRelation, **options: Any) -> pa.Table:
    """The distinct values of a relation's only column and, in a column ``atau``, what `arrow.resolve` tells of each: to join with."""
    table = names.distinct().to_arrow_table()
    return arrow.add(table, table.column_names[0], **options)
