"""Polars: ``pl.col("name").atau``, a namespace of expressions that importing this module registers; eager, lazy and streaming."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import polars as pl
import pyarrow as pa

from . import arrow


@pl.api.register_expr_namespace("atau")
class Atau:
    """What the names or texts of a column mean. Each method takes the options of the function of the same name in `arrow`."""

    def __init__(self, expr: pl.Expr) -> None:
        self._expr = expr

    def resolve(self, **options: Any) -> pl.Expr:
        """A struct of id, kind, score, how and name; null where a name is nobody's."""
        return self._map(arrow.resolve, arrow.MATCH, options)

    def annotate(self, **options: Any) -> pl.Expr:
        """The list of the mentions in each text, as structs."""
        return self._map(arrow.annotate, pa.list_(arrow.MENTION), options)

    def normalise(self, **options: Any) -> pl.Expr:
        """Each text with its mentions replaced by their canonical names."""
        return self._map(arrow.normalise, pa.string(), options)

    def _map(self, verb: Callable[..., pa.Array], kind: pa.DataType, options: dict[str, Any]) -> pl.Expr:
        dtype = pl.Series(pa.array([], kind)).dtype
        return self._expr.map_batches(partial(_applied, verb, options), return_dtype=dtype, is_elementwise=True)


def _applied(verb: Callable[..., pa.Array], options: dict[str, Any], series: pl.Series) -> pl.Series:
    return pl.Series(series.name, verb(series, **options))
