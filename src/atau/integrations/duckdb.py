"""DuckDB: functions for SQL, and a table of a column's distinct names to join with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import pyarrow as pa

from . import arrow

_MATCH = "STRUCT(id VARCHAR, kind VARCHAR, score DOUBLE, how VARCHAR, name VARCHAR)"
_MENTION = (
    'STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR, lang VARCHAR, lemma VARCHAR, id VARCHAR, kind VARCHAR, score DOUBLE, how VARCHAR)'
)
_FUNCTIONS: dict[str, tuple[Callable[..., pa.Array], str]] = {
    "atau_resolve": (arrow.resolve, _MATCH),
    "atau_annotate": (arrow.annotate, f"{_MENTION}[]"),
    "atau_normalise": (arrow.normalise, "VARCHAR"),
}


def register(connection: duckdb.DuckDBPyConnection, **options: Any) -> None:
    """Make ``atau_resolve(name)``, ``atau_annotate(text)`` and ``atau_normalise(text)`` known to a connection.

    ``options`` are what all three take: ``resolver`` and ``lang``.
    """
    for name, (verb, result) in _FUNCTIONS.items():
        connection.create_function(name, _of_one(verb, options), ["VARCHAR"], result, type="arrow", null_handling="special")


def _of_one(verb: Callable[..., pa.Array], options: dict[str, Any]) -> Callable[[Any], pa.Array]:
    """The function with its options settled: DuckDB counts the parameters."""
    return lambda column: verb(column, **options)


def mapping(names: duckdb.DuckDBPyRelation, **options: Any) -> pa.Table:
    """The distinct values of a relation's only column and, in a column ``atau``, what `arrow.resolve` tells of each: to join with."""
    table = names.distinct().to_arrow_table()
    return arrow.add(table, table.column_names[0], **options)
