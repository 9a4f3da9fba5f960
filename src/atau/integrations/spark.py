"""Spark: a frame with a struct column more, by ``mapInArrow``; and how an index of your own reaches the workers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyspark import SparkFiles
from pyspark.sql import DataFrame
from pyspark.sql.pandas.types import from_arrow_type
from pyspark.sql.types import StructField, StructType

from .. import build
from ..resolver import Resolver, shared
from . import arrow


def resolve(frame: DataFrame, column: str, *, resolver: Resolver | None = None, **options: Any) -> DataFrame:
    """The frame with a column of structs, ``atau`` unless ``into`` says otherwise: what `arrow.resolve` tells of the names in a column."""
    return _added(frame, arrow.MATCH, resolver, {"column": column, "verb": arrow.resolve, **options})


def annotate(frame: DataFrame, column: str, *, resolver: Resolver | None = None, **options: Any) -> DataFrame:
    """The frame with a column of lists of structs: the mentions in the texts of a column."""
    return _added(frame, pa.list_(arrow.MENTION), resolver, {"column": column, "verb": arrow.annotate, **options})


def normalise(frame: DataFrame, column: str, *, resolver: Resolver | None = None, **options: Any) -> DataFrame:
    """The frame with a column of texts in which canonical names stand for the mentions."""
    return _added(frame, pa.string(), resolver, {"column": column, "verb": arrow.normalise, **options})


def _added(frame: DataFrame, kind: pa.DataType, resolver: Resolver | None, options: dict[str, Any]) -> DataFrame:
    schema = StructType([*frame.schema.fields, StructField(options.setdefault("into", "atau"), from_arrow_type(kind))])
    name, version = _sent(frame, resolver or shared())
    return frame.mapInArrow(partial(_batches, options, name, version), schema)


def _sent(frame: DataFrame, resolver: Resolver) -> tuple[str | None, str]:
    """The name under which the workers find the index, none for that of their own installation; and the version that it must have."""
    path = Path(resolver.index.path)
    if path == build.SHIPPED:
        return None, resolver.version
    frame.sparkSession.sparkContext.addFile(str(path))
    return path.name, resolver.version


def _batches(options: dict[str, Any], name: str | None, version: str, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What a worker does; it opens the index once."""
    resolver = shared(None if name is None else SparkFiles.get(name), version)
    return (arrow.add(batch, resolver=resolver, **options) for batch in batches)
