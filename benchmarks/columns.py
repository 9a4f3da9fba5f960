"""Columns of names: rows a second by the primitive, and by the hosts that stand on it; Spark against two plain processes."""

from __future__ import annotations

import os
import random
import sys
import tempfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import atau

from .material import documents, forms, size_in_megabytes
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
    _spark(documents(20))


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
    duckdb, pa = peer("duckdb"), peer("pyarrow")
    if duckdb is None or pa is None:
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


def _spark(texts: list[str]) -> None:
    """Mentions of a Parquet file: Spark on two threads against two processes that take half of the row groups each; both once warm."""
    pa, parquet = peer("pyarrow"), peer("pyarrow.parquet")
    if pa is None or parquet is None or peer("pyspark") is None:
        return
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "texts.parquet")
        parquet.write_table(pa.table({"text": texts}), path, row_group_size=len(texts) // 16)
        size = size_in_megabytes(texts)
        with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
            plain = seconds(lambda: list(pool.map(_half, [(path, 0), (path, 1)])))
        spark = seconds(_in_spark(path))
    tell("annotate over Parquet, two cores", [
        Figure("two plain processes, Arrow", size / plain, "MB/s"),
        Figure("Spark local[2], mapInArrow", size / spark, "MB/s"),
    ])  # fmt: skip


def _half(task: tuple[str, int]) -> int:
    """The mentions in every other row group of a file."""
    from pyarrow import parquet

    file, adapter = parquet.ParquetFile(task[0]), _adapter("arrow")
    groups = [file.read_row_group(number) for number in range(task[1], file.num_row_groups, 2)]
    return sum(adapter.add(group, "text", adapter.annotate).num_rows for group in groups)


def _in_spark(path: str) -> Callable[[], None]:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.log.level", "ERROR").getOrCreate()
    frame = session.read.parquet(path).repartition(2).cache()
    return lambda: _adapter("spark").annotate(frame, "text").write.format("noop").mode("overwrite").save()


def _adapter(name: str) -> Any:
    return import_module(f"atau.integrations.{name}")
