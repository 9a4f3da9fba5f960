"""Output that is put in its place when it is whole, and a journal beside it from which a run that was broken off goes on."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from .engine import Failure
from .summary import Summary


@dataclass(slots=True)
class Output:
    """One file, or one for each file of input in a folder, written block by block under names that end in ``.part``.

    The journal has a line that says what the run is made of, then one for each block that is written: where to, how far, the counts.
    A line is written when the block lies on the disk; what was written after the last one is cut off when the run goes on.
    """

    journal: Path
    run: dict[str, Any]
    head: str = ""
    finished: int = 0
    summary: Summary = field(default_factory=Summary)
    _target: Path | None = None
    _part: IO[bytes] | None = None
    _log: IO[bytes] | None = None

    def begin(self, resume: bool) -> None:
        """Start anew or, where a journal of the same run is there and it is wished, go on. Raises `Failure` where it is another's."""
        if not resume or not self._taken_up():
            self._log = open(self.journal, "wb")  # noqa: SIM115 (closed in `leave`)
            self._write({"run": self.run})

    def _taken_up(self) -> bool:
        """Go on after the last whole line of the journal, if it has one."""
        lines = _WholeLines(self.journal)
        last: dict[str, Any] = {}
        for number, line in enumerate(lines):
            if number == 0 and line != {"run": json.loads(json.dumps(self.run))}:
                raise Failure(f"{self.journal}: made by another run (files, options or index differ): run without --resume, or remove it")
            if number > 0:
                self._again(line)
                last = line
        if not lines.size:
            return False
        self._log = open(self.journal, "r+b")  # noqa: SIM115
        self._log.truncate(lines.size)
        self._log.seek(lines.size)
        if last:
            self._reopen(Path(last["target"]), last["size"])
        return True

    def _again(self, line: dict[str, Any]) -> None:
        """Take a finished block over, and move what was whole before the run ended."""
        target = Path(line["target"])
        if self._target is not None and target != self._target:
            _move(self._target)
        self._target = target
        self.finished += 1
        self.summary.add(Summary.of_plain(line["counts"]))

    def _reopen(self, target: Path, size: int) -> None:
        """The last file, cut after its last finished block; or nothing where it was moved already, being whole."""
        part = _part(target)
        if not part.exists() and target.exists() and target.stat().st_size == size:
            return
        if not part.exists() or part.stat().st_size < size:
            raise Failure(f"{part}: not what the journal says: run without --resume")
        self._part = open(part, "r+b")  # noqa: SIM115
        self._part.truncate(size)
        self._part.seek(size)

    def add(self, target: Path, output: bytes, counts: Summary) -> None:
        """Write what came of the next block."""
        if target != self._target:
            self._close_part()
            self._open_part(target)
        assert self._part is not None
        self._part.write(output)
        self._part.flush()
        os.fsync(self._part.fileno())
        self._write({"target": str(target), "size": self._part.tell(), "counts": counts.plain()})
        self.finished += 1
        self.summary.add(counts)

    def _open_part(self, target: Path) -> None:
        target.parent.mkdir(parents=True, exist_ok=True)
        self._part = open(_part(target), "wb")  # noqa: SIM115
        self._part.write(self.head.encode())
        self._target = target

    def _close_part(self) -> None:
        if self._part is not None and self._target is not None:
            self._part.close()
            _move(self._target)
            self._part = None

    def _write(self, line: dict[str, Any]) -> None:
        assert self._log is not None
        self._log.write(json.dumps(line, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
        self._log.flush()

    def finish(self, only: Path | None) -> None:
        """Everything is written: the last file goes to its place, and the journal. ``only`` is a single file, there even if empty."""
        if only is not None and self._target is None:
            self._open_part(only)
        self._close_part()
        self.leave()
        self.journal.unlink()

    def leave(self) -> None:
        """Close what is open; what was written stays, to go on from."""
        for file in (self._part, self._log):
            if file is not None:
                file.close()


def _part(target: Path) -> Path:
    return target.with_name(target.name + ".part")


def _move(target: Path) -> None:
    with suppress(FileNotFoundError):  # it was moved before the run ended
        os.replace(_part(target), target)


@dataclass(slots=True)
class _WholeLines:
    """The lines of a journal without a last one that was not written to its end; ``size`` is where they end."""

    journal: Path
    size: int = 0

    def __iter__(self) -> Iterator[Any]:
        if not self.journal.exists():
            return
        with open(self.journal, "rb") as file:
            for line in file:
                if line.endswith(b"\n"):
                    self.size += len(line)
                    yield self._read(line)

    def _read(self, line: bytes) -> Any:
        try:
            return json.loads(line)
        except ValueError as error:
            raise Failure(f"{self.journal}: no journal of atau: remove it, or run without --resume") from error
