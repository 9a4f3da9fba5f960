"""The index file: a trie, then named sections, then a directory, all in one file that is opened by mapping it.

The trie of keys comes first, because `marisa_trie` maps a file from its start; what follows it it does not read. The last bytes are the
footer: where the directory is, its checksum, and the mark of the format. Each section has a checksum of its own, verified when the
section is first used (the trie's when the file is opened): a damaged file is refused before a byte of the damage is believed. A section
is a column of numbers or plain bytes; the directory says of which type its items are.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import tempfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import IndexFileError

if TYPE_CHECKING:
    from array import array

    from numpy.typing import NDArray

    Buffer = bytes | array[Any] | memoryview[Any] | NDArray[Any]

MARK = b"ATAUINDX"
FORMAT = 5
_FOOTER = struct.Struct("<QQII8s")  # directory offset, directory length, its CRC-32, format version, mark
_ALIGN = 64
#: The type codes that mean the same number of bytes on every platform, for those that do not.
_PORTABLE = {"l": "q", "L": "Q"} if struct.calcsize("l") == 8 else {"l": "i", "L": "I"}


def write(path: str | Path, trie: bytes, sections: Mapping[str, Buffer], meta: Mapping[str, Any]) -> None:
    """Write an index file beside its place and move it there whole. Sections are bytes, or arrays that keep their type."""
    path = Path(path)
    directory: dict[str, Any] = {"meta": dict(meta), "sections": {}}
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(trie)
            directory["sections"]["trie"] = [0, len(trie), zlib.crc32(trie), "B"]
            for name, data in sections.items():
                column = memoryview(data)  # type: ignore[arg-type]  # arrays say that they are buffers from Python 3.12 on
                file.write(b"\0" * (-file.tell() % _ALIGN))
                kind = _PORTABLE.get(column.format, column.format)
                directory["sections"][name] = [file.tell(), column.nbytes, zlib.crc32(column), kind]
                file.write(column)
            listing = json.dumps(directory, ensure_ascii=False, sort_keys=True).encode()
            at = file.tell()
            file.write(listing)
            file.write(_FOOTER.pack(at, len(listing), zlib.crc32(listing), FORMAT, MARK))
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


class Container:
    """An index file opened by mapping. Raises `IndexFileError` with a sentence for a damaged or foreign one."""

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path)
        try:
            with open(self.path, "rb") as file:
                self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except ValueError:
            raise IndexFileError(f"{self.path} is empty: build it again with `atau lexicon build`") from None
        except OSError as error:
            raise IndexFileError(f"{self.path} cannot be opened as an index: {error.strerror}") from error
        directory = _directory(self.path, self._map)
        self.meta: dict[str, Any] = directory["meta"]
        self._sections: dict[str, tuple[int, int, int, str]] = directory["sections"]
        self._verified: set[str] = set()
        self._view = memoryview(self._map)
        self._verify("trie")

    def section(self, name: str) -> memoryview[Any]:
        """The column or the bytes of a section, its checksum verified the first time."""
        self._verify(name)
        at, length, _, kind = self._sections[name]
        return self._view[at : at + length].cast(kind)  # type: ignore[call-overload, no-any-return]

    def _verify(self, name: str) -> None:
        if name in self._verified:
            return
        if name not in self._sections:
            raise IndexFileError(f"{self.path} has no section {name!r}: it is not a whole index; build it again with `atau lexicon build`")
        at, length, checksum, _ = self._sections[name]
        if zlib.crc32(self._view[at : at + length]) != checksum:
            raise IndexFileError(f"{self.path} is damaged (section {name!r}): build it again with `atau lexicon build`")
        self._verified.add(name)


def _directory(path: Path, data: mmap.mmap) -> dict[str, Any]:
    if len(data) < _FOOTER.size or data[-8:] != MARK:
        raise IndexFileError(f"{path} is not an index of atau, or was cut short: build it again with `atau lexicon build`")
    at, length, checksum, version, _ = _FOOTER.unpack(data[-_FOOTER.size :])
    if version != FORMAT:
        raise IndexFileError(
            f"{path} has index format {version}, this atau reads format {FORMAT}: build it again with `atau lexicon build`"
        )
    listing = data[at : at + length]
    if at + length + _FOOTER.size != len(data) or zlib.crc32(listing) != checksum:
        raise IndexFileError(f"{path} is damaged (directory): build it again with `atau lexicon build`")
    directory: dict[str, Any] = json.loads(listing)
    return directory
