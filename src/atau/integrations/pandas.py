"""pandas: ``series.atau``, an accessor that importing this module registers."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pyarrow as pa

from ..resolver import shared
from . import arrow


@pd.api.extensions.register_series_accessor("atau")
class Atau:
    """What the names or texts of a series mean; the result has the index of the series."""

    def __init__(self, series: pd.Series) -> None:
        self._series = series

    def resolve(self, **options: Any) -> pd.DataFrame:
        """A frame with the columns id, kind, score, how and name, missing where a name is nobody's. Options: see `arrow.resolve`."""
        found = pa.Table.from_struct_array(arrow.resolve(self._series, **options)).to_pandas()
        return found.set_axis(self._series.index)

    def annotate(self, resolver: Any = None, **options: Any) -> pd.Series:
        """The list of `Mention` of each text. Options are those of `atau.annotate`."""
        found = [*(resolver or shared()).annotate_many(self._series, **options)]
        return pd.Series(found, self._series.index, object, self._series.name)

    def normalise(self, **options: Any) -> pd.Series:
        """Each text with its mentions replaced by their canonical names. Options: see `arrow.normalise`."""
        written = arrow.normalise(self._series, **options).to_pandas()
        return written.set_axis(self._series.index).rename(self._series.name)
