"""Columns of names: rows a second by the primitive, and by the hosts that stand on it; Spark against two plain processes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import atau

from .material import ROOT, forms
from .measure import Figure, peer, seconds, tell

ROWS, DISTINCT = 1_000_000, 50_000


@cache
def spellings() -> list[str]:
    """Different names that one look-up settles: the exact and inflected forms, as they are and in capitals."""
    known = sorted({form.text for form in forms() if form.how != "respelled" and not form.weak})
    spelt = [*dict.fromkeys([*known, *map(str.upper, known), *map(str.lower, known)])]
    random.Random(0).shuffle(spelt)
    return spelt


def run() -> None:
    distinct = spellings()
    column = random.Random(0).choices(distinct[:DISTINCT], k=ROWS)
    atau.resolve("Tokaev")  # opens the index
    first = seconds(lambda: list(atau.resolve_many(distinct)), runs=1)
    tell(f"resolve_many: {len(distinct):,} names, all distinct", [
        Figure("asked for the first time", len(distinct) / first, "rows/s"),
        _rate("asked again, list", distinct, lambda: list(atau.resolve_many(distinct))),
    ])  # fmt: skip
    tell(f"resolve_many: {ROWS:,} rows with {DISTINCT:,} distinct names", [*_primitive(column), *_hosts(column)])
    _spark(column)


def _rate(who: str, rows: list[str], action: Callable[[], Any]) -> Figure:
    return Figure(who, len(rows) / seconds(action), "rows/s")


def _primitive(column: list[str]) -> list[Figure]:
    figures = [_rate("resolve_many, list", column, lambda: list(atau.resolve_many(column)))]
    if (pa := peer("pyarrow")) is not None:
        array = pa.array(column)
        adapter = _adapter("arrow")
        figures += [
            _rate("resolve_many, Arrow array", column, lambda: list(atau.resolve_many(array))),
            _rate("Arrow, struct column", column, lambda: adapter.resolve(array)),
        ]
    return figures


def _hosts(column: list[str]) -> list[Figure]:
    figures = []
    if (pd := peer("pandas")) is not None:
        _adapter("pandas")
        series = pd.Series(column)
        figures.append(_rate("pandas, series.atau.resolve()", column, lambda: series.atau.resolve()))
    if (pl := peer("polars")) is not None:
        _adapter("polars")
        frame = pl.DataFrame({"name": column})
        figures += [
            _rate("Polars, expression", column, lambda: frame.select(pl.col("name").atau.resolve())),
            _rate("Polars, streaming", column, lambda: frame.lazy().select(pl.col("name").atau.resolve()).collect(engine="streaming")),
        ]
    return [*figures, *_duckdb(column)]


def _duckdb(column: list[str]) -> list[Figure]:
    if (duckdb := peer("duckdb")) is None or (pa := peer("pyarrow")) is None:
        return []
    adapter, connection = _adapter("duckdb"), duckdb.connect()
    connection.register("given", pa.table({"name": column}))
    connection.sql("CREATE TABLE t AS SELECT * FROM given")
    adapter.register(connection)

    def joined() -> None:
        connection.register("found", adapter.mapping(connection.sql("SELECT name FROM t")))
        connection.sql("SELECT name, atau FROM t JOIN found USING (name)").to_arrow_table()

    return [
        _rate("DuckDB, mapping table joined", column, joined),
        _rate("DuckDB, function", column, lambda: connection.sql("SELECT atau_resolve(name) FROM t").to_arrow_table()),
    ]


def _adapter(name: str) -> Any:
    from importlib import import_module

    return import_module(f"atau.integrations.{name}")
