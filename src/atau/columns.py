"""Columns of text: any iterable or Arrow array in, one result a row out, in order, each distinct text answered once.

What is missing (``None``, NaN, ``pandas.NA``) passes through. A row that is no text has no result and does not stop the rest: a warning
names it by its number, counted from 0.
"""

from __future__ import annotations

import sys
import warnings
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import pyarrow

T = TypeVar("T")

#: Rows are taken so many at a time, a slice of an Arrow array so many, documents so many; texts and answers are remembered up to so many.
_ROWS, _SLICE, _DOCUMENTS, _REMEMBERED = 1 << 16, 1 << 20, 1 << 8, 1 << 18
#: So many bad rows are named in a warning; the others are counted.
_NAMED = 5


def answered(values: Iterable[Any], argument: str, answer: Callable[[list[str]], list[T]], missing: T) -> Iterator[T]:
    """The answer for each row, ``missing`` for those without a text; ``answer`` is asked for distinct texts, many at a time.

    Raises `TypeError` for what is no column: a single text, something that cannot be iterated, an Arrow array of numbers.
    """
    column = arrow(values, argument)
    if column is None:
        return _of_rows(chunks(values, argument), argument, answer, missing)
    return _of_arrow(column, answer, missing)


def _of_rows(rows: Iterator[list[Any]], argument: str, answer: Callable[[list[str]], list[T]], missing: T) -> Iterator[T]:
    known: dict[str | None, T] = {None: missing}
    first = 0
    for chunk in rows:
        given = texts(chunk, first, argument)
        if len(known) > _REMEMBERED:
            known = {None: missing}
        unknown: set[Any] = set(given).difference(known)  # texts alone: None is known
        new: list[Any] = given if len(unknown) == len(given) else [*unknown]  # in the order in which they lie in memory
        known.update(zip(new, answer(new), strict=True))
        yield from map(known.__getitem__, given)
        first += len(chunk)


def _of_arrow(column: pyarrow.ChunkedArray, answer: Callable[[list[str]], list[T]], missing: T) -> Iterator[T]:
    for at in range(0, len(column), _SLICE):
        distinct, rows = encoded(column.slice(at, _SLICE))
        results = [*answer(distinct), missing]
        yield from map(results.__getitem__, rows.fill_null(len(distinct)).to_numpy(zero_copy_only=False).tolist())


def each(values: Iterable[Any], argument: str) -> Iterator[str | None]:
    """The texts of a column one by one, ``None`` for each that is missing or bad."""
    column = arrow(values, argument)
    rows = chunks(values, argument, _DOCUMENTS) if column is None else _slices(column)
    return _each(rows, argument)


def _each(rows: Iterator[list[Any]], argument: str) -> Iterator[str | None]:
    first = 0
    for chunk in rows:
        yield from texts(chunk, first, argument)
        first += len(chunk)


def _slices(column: pyarrow.ChunkedArray) -> Iterator[list[Any]]:
    return (column.slice(at, _DOCUMENTS).to_pylist() for at in range(0, len(column), _DOCUMENTS))


def encoded(column: pyarrow.ChunkedArray) -> tuple[list[str], pyarrow.Array]:
    """The distinct texts of an Arrow column, and for each row which of them it has."""
    import pyarrow

    if pyarrow.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    whole = column.cast(pyarrow.large_string()).combine_chunks()
    pair = whole.dictionary_encode()
    distinct: list[str] = pair.dictionary.to_numpy(zero_copy_only=False).tolist()
    return distinct, pair.indices


def arrow(values: Any, argument: str) -> pyarrow.ChunkedArray | None:
    """What can be read as an Arrow column of text as one; ``None`` for any other iterable, or a column of several types."""
    if not (hasattr(values, "__arrow_c_array__") or hasattr(values, "__arrow_c_stream__")) or isinstance(values, Iterator):
        return None
    try:
        import pyarrow

        column = pyarrow.chunked_array(values)
    except (ImportError, TypeError, ValueError):  # no pyarrow; objects of several types: read row by row
        return None
    if column.null_count == len(column):
        return pyarrow.chunked_array([pyarrow.nulls(len(column))])
    kind = column.type.value_type if pyarrow.types.is_dictionary(column.type) else column.type
    if kind not in (pyarrow.string(), pyarrow.large_string(), pyarrow.string_view(), pyarrow.null()):
        raise TypeError(f"{argument} must be text, not a column of {column.type}")
    return column


def chunks(values: Iterable[Any], argument: str, most: int = _ROWS) -> Iterator[list[Any]]:
    """The rows of an iterable; few at a time at first, so that what arrives slowly is answered early."""
    if isinstance(values, (str, bytes)) or not isinstance(values, Iterable):
        raise TypeError(f"{argument} must be an iterable of strings, not one {type(values).__name__}")
    if "numpy" in sys.modules and isinstance(values, sys.modules["numpy"].ndarray):
        values = values.tolist()
    return _growing(iter(values), most if isinstance(values, (list, tuple)) else 1, most)


def _growing(rows: Iterator[Any], size: int, most: int) -> Iterator[list[Any]]:
    while chunk := list(islice(rows, size)):
        yield chunk
        size = min(2 * size, most)


def texts(rows: list[Any], first: int, argument: str) -> list[str | None]:
    """The rows, ``None`` for those that are missing or bad; a warning names the bad ones. ``first`` is the number of the first row."""
    if set(map(type, rows)) <= {str, type(None)}:
        return rows
    bad = [(at, row) for at, row in enumerate(rows, first) if not isinstance(row, str) and not _missing(row)]
    if bad:
        named = ", ".join(f"row {at} is {type(row).__name__}" for at, row in bad[:_NAMED])
        more = f" and {len(bad) - _NAMED} more" if len(bad) > _NAMED else ""
        warnings.warn(f"{argument} must be strings, others have no result: {named}{more}", stacklevel=2)
    return [str(row) if isinstance(row, str) else None for row in rows]


def _missing(value: Any) -> bool:
    """Whether a value stands for none: ``None``, a NaN of any kind, the NA and NaT of pandas.

    >>> list(map(_missing, [None, float("nan"), "", 0, [None]]))
    [True, True, False, False, False]
    """
    if value is None or type(value).__name__ == "NAType":  # NA does not say whether it equals itself
        return True
    try:
        return bool(value != value)
    except (TypeError, ValueError):  # arrays do not say it in one word
        return False
