"""Hugging Face datasets: functions for ``dataset.map(…, batched=True)``, whose fingerprint is the lexicon's.

Equal functions of equal lexicons and rules have equal fingerprints in every process, so ``map`` finds what it made before; with another
lexicon it makes it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pyarrow as pa

from ..resolver import Resolver, shared
from . import arrow


class _Added:
    """A function from a batch to the same with a column more; tables for a dataset in Arrow format, lists for any other."""

    verb: Callable[..., pa.Array]

    def __init__(self, column: str, *, into: str = "atau", resolver: Resolver | None = None, **options: Any) -> None:
        self._column, self._into = column, into
        self._options = {"resolver": resolver or shared(), **options}

    def __call__(self, batch: Any) -> Any:
        verb = type(self).verb
        if isinstance(batch, pa.Table):
            return arrow.add(batch, self._column, verb, into=self._into, **self._options)
        found: Mapping[str, list[Any]] = {self._into: verb(batch[self._column], **self._options).to_pylist()}
        return found


class Resolve(_Added):
    """Adds a struct: what `arrow.resolve` tells of the names in a column."""

    verb = staticmethod(arrow.resolve)


class Annotate(_Added):
    """Adds the list of the mentions in the texts of a column."""

    verb = staticmethod(arrow.annotate)


class Normalise(_Added):
    """Adds the texts of a column with canonical names in place of their mentions."""

    verb = staticmethod(arrow.normalise)
