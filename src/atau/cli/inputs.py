"""Which files a command reads, and how each is opened: compressed or not, by its ending."""

from __future__ import annotations

import bz2
import gzip
import io
import os
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from glob import glob, has_magic
from pathlib import Path
from typing import IO, Any

import click

from .engine import Failure
from .streams import buffered

#: Ending → how its records are separated; any other file is one text.
KINDS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet"}

#: What is read in a folder: a folder holds other things too.
_IN_FOLDERS = (*KINDS, ".txt")
_PACKED = (".gz", ".bz2", ".zst")

#: Bytes asked of a packed file at once.
_PIECE = 1 << 16

#: What a file that is not whole or not what its ending says raises while it is read.
BROKEN = (OSError, EOFError, zlib.error)


class BrokenFileError(Exception):
    """A file that can't be read on: the rest of the corpus can."""


def ending(path: str) -> str:
    """The ending of a file's name without that of its compression."""
    name = Path(path.lower())
    return Path(name.stem).suffix if name.suffix in _PACKED else name.suffix


def files_in(paths: Sequence[str]) -> list[str]:
    """The files meant: themselves, those in folders and below in the order of their names, those that fit a pattern; each once.

    A folder gives JSONL, CSV, TSV, Parquet and ``.txt``, compressed or not, and nothing that is hidden. ``-`` stays.
    """
    return list(dict.fromkeys(file for path in paths for file in _meant(path)))


def _meant(path: str) -> list[str]:
    if path == "-" or os.path.isfile(path):
        return [path]
    if os.path.isdir(path):
        found = _in_folder(path)
    elif has_magic(path):
        found = [file for file in sorted(glob(path, recursive=True)) if os.path.isfile(file)]
    elif os.path.exists(path):  # a named pipe, /dev/stdin
        return [path]
    else:
        raise click.BadParameter(f"{path!r} does not exist.")
    if not found:
        lacks = f"holds no file to read: expected one of {', '.join(_IN_FOLDERS)}" if os.path.isdir(path) else "fits no file."
        raise click.BadParameter(f"{path!r} {lacks}")
    return found


def _in_folder(path: str) -> list[str]:
    every = (os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names)
    return sorted(file for file in every if ending(file) in _IN_FOLDERS and not _hidden(os.path.relpath(file, path)))


def _hidden(path: str) -> bool:
    return any(part.startswith(".") for part in Path(path).parts)


def outputs(files: Sequence[str], out: str | None) -> list[tuple[str, Path | None]]:
    """Each file with where its output goes: to standard output, to one file, or into a folder under its own name."""
    if out is None or not (os.path.isdir(out) or out.endswith(os.sep)):
        if len(files) != 1:
            raise click.UsageError("several files need --out and a folder.")
        return [(files[0], None if out is None else Path(out))]
    targets = [Path(out) / Path(file).name.removesuffix(_compression(file)) for file in files]
    if len(set(targets)) < len(files):
        raise click.UsageError("two files would go to one: give their folders one by one.")
    return list(zip(files, targets, strict=True))


def _compression(path: str) -> str:
    suffix = Path(path).suffix
    return suffix if suffix.lower() in _PACKED else ""


@contextmanager
def unpacked(path: str, raw: IO[bytes]) -> Iterator[io.BufferedReader]:
    """The bytes of a file, unpacked where its ending says that it is packed. Raises `BrokenFileError` for what can't be read."""
    try:
        with _unpacking(path, raw) as stream:
            yield buffered(path, stream)
    except Failure as failure:
        raise BrokenFileError(failure.message) from failure
    except BROKEN as error:
        raise BrokenFileError(f"{path}: broken or cut short: {error}") from error


def _unpacking(path: str, raw: IO[bytes]) -> Any:
    packed = Path(path.lower()).suffix
    if packed == ".gz":
        return _Pieces(iter(partial(gzip.GzipFile(fileobj=raw).read1, _PIECE), b""))
    if packed == ".bz2":
        return _Pieces(iter(partial(bz2.BZ2File(raw).read1, _PIECE), b""))
    return _Pieces(_zstandard(path, raw)) if packed == ".zst" else raw


def _zstandard(path: str, raw: IO[bytes]) -> Iterator[bytes]:
    """The content of frames, one after the other. The library's own stream takes one that is cut short for whole."""
    try:
        import zstandard
    except ImportError as error:
        raise Failure(f"{path}: reading .zst needs zstandard: pip install 'atau[zstd]'") from error
    frame, rest = None, b""
    try:
        while chunk := rest or raw.read(_PIECE):
            frame = frame or zstandard.ZstdDecompressor().decompressobj()
            yield frame.decompress(chunk)
            frame, rest = (None, frame.unused_data) if frame.eof else (frame, b"")
    except zstandard.ZstdError as error:
        raise OSError(str(error)) from error
    if frame is not None:
        raise EOFError("it ends before the last frame does")


class _Pieces(io.RawIOBase):
    """A file made of pieces, each given out before the next is asked for: an error does not take with it what was read before."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._piece = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while not self._piece and (piece := next(self._pieces, None)) is not None:
            self._piece = memoryview(piece)
        size = min(len(buffer), len(self._piece))
        buffer[:size] = self._piece[:size]
        self._piece = self._piece[size:]
        return size
