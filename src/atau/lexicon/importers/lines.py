"""Files of any compression as streams of bytes, and their lines as records."""

from __future__ import annotations

import bz2
import gzip
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from ...errors import AtauError
from .values import Item


def opened(path: Path) -> IO[bytes]:
    """A file as its plain bytes, whatever the compression that its name tells: .bz2, .gz or .zst."""
    if path.suffix == ".bz2":
        return cast("IO[bytes]", bz2.open(path))
    if path.suffix == ".gz":
        return cast("IO[bytes]", gzip.open(path))
    return _zst(path) if path.suffix == ".zst" else path.open("rb")


def _zst(path: Path) -> IO[bytes]:
    try:
        import zstandard
    except ImportError:
        raise AtauError(f"{path}: reading .zst needs the package zstandard: pip install 'atau[zstd]'") from None
    return io.BufferedReader(zstandard.open(path, "rb"))


def lines(paths: Sequence[Path]) -> Iterator[bytes]:
    """The lines of all files, without their ends."""
    for path in paths:
        with opened(path) as file:
            for line in file:
                yield line.rstrip(b"\r\n")


def each(records: Iterable[Any], start: int, read: Callable[[Any], Item]) -> Iterator[Item]:
    """What is read from each record but the first ``start``, which are not even parsed."""
    return map(read, islice(records, start, None))
