"""Standard input and files as UTF-8 text, and text to standard output as it is."""

from __future__ import annotations

import codecs
import io
import sys
from collections import deque
from collections.abc import Iterator
from typing import Any

import click

from .engine import Failure

#: Characters after which a line that does not end is cut, so that memory stays bounded.
LONGEST_LINE = 1 << 20

#: Bytes asked of a pipe at once: what a pipe holds on Linux.
_AT_ONCE = 1 << 16

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def echo(text: str | bytes, nl: bool = True) -> None:
    """Print and flush; in a pipe `click.echo` alone would take terminal escapes out of a user's text."""
    click.echo(text, nl=nl, color=True)


def buffered(path: str, file: Any) -> io.BufferedReader:
    """The file, if it does not say itself that it is UTF-16: read as UTF-8 that would be a text in which nothing is found."""
    reader = file if isinstance(file, io.BufferedReader) else io.BufferedReader(file)
    if reader.peek(2)[:2] in _UTF_16:
        raise Failure(f"{path}: this is UTF-16; expected UTF-8, as 'iconv -f UTF-16 -t UTF-8' makes it")
    return reader


class Lines(Iterator[str]):
    """The lines of standard input as they come, ends included; ``waiting`` counts those that have come and are not blank.

    Where ``cut`` is true a line that does not end is cut, lest an endless one fill the memory, unless it begins as an object of JSON.
    """

    def __init__(self, cut: bool) -> None:
        self.waiting = 0
        self._cut = cut
        self._file = buffered("standard input", sys.stdin.buffer)
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._come: deque[str] = deque()
        self._begun: list[str] = []

    def __next__(self) -> str:
        going = True
        while going and not self._come:
            going = self._read()
        if not self._come:
            raise StopIteration
        line = self._come.popleft()
        self.waiting -= not line.isspace()
        return line

    def _read(self) -> bool:
        """Take what has come, or wait for it; false at the end."""
        chunk = self._file.read1(_AT_ONCE)
        ended, end, begun = self._decoder.decode(chunk, final=not chunk).rpartition("\n")
        if end:
            self._take("".join((*self._begun, ended, end)))
            self._begun.clear()
        if begun:
            self._begun.append(begun)
        if not chunk or (self._cut and self._is_too_long()):
            self._take("".join(self._begun))
            self._begun.clear()
        return bool(chunk)

    def _take(self, text: str) -> None:
        lines = list(io.StringIO(text, newline=""))
        self._come.extend(lines)
        self.waiting += sum(not line.isspace() for line in lines)

    def _is_too_long(self) -> bool:
        return sum(map(len, self._begun)) > LONGEST_LINE and not self._begun[0].lstrip().startswith("{")


def lines_of(arguments: tuple[str, ...]) -> Iterator[str]:
    """The arguments, or where there are none the lines of standard input, as they arrive."""
    if arguments and arguments != ("-",):
        yield from arguments
    else:
        for line in Lines(cut=True):
            yield line.rstrip("\r\n")
