"""A run over a corpus: blocks read, worked on and written in order, with what is told of it on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

import click

from ..pool import worked
from .blocks import Block, Reader
from .documents import blocks_of
from .inputs import ending
from .journal import Output
from .records import Fields
from .streams import echo
from .summary import Summary, lines
from .work import Work
from .writers import head

#: Bytes of input from which on a person wants to see how far it has come.
LONG_INPUT = 1 << 20

#: Format → the ending of a file made for a file of input.
_ENDINGS = {"jsonl": ".jsonl", "csv": ".csv", "text": ".txt"}


class _HasProblems(Protocol):
    @property
    def problems(self) -> Sequence[str]: ...


D = TypeVar("D", bound=_HasProblems)


@dataclass(frozen=True, slots=True)
class Run:
    """How a corpus is gone through, whatever is done with it."""

    jobs: int = 1
    out: str | None = None
    resume: bool = False
    summary: str | None = None

    def told(self) -> bool:
        """Whether somebody wants to know what was found in all."""
        return self.summary is not None or self.out is not None


def run(files: Sequence[str], work: Work, table: bool, how: Run) -> None:
    """Go through the files and write what comes of them. Exits with 2 where something could not be read."""
    summary = _to_files(files, work, how) if how.out is not None else _to_standard_output(files, work, table, how)
    tell(summary, how)


def tell(summary: Summary, how: Run) -> None:
    """The summary, and how it ended."""
    if how.told():
        click.echo("\n".join(lines(summary)), err=True)
    if how.summary is not None:
        Path(how.summary).write_text(json.dumps(summary.told(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if summary.problems:
        click.get_current_context().exit(2)


def _to_standard_output(files: Sequence[str], work: Work, table: bool, how: Run) -> Summary:
    summary = Summary()
    echo(head(work.form, work.to), nl=False)
    for done in read(files, work, work.fields, table, how):
        echo(done.output, nl=False)
        summary.add(done.summary)
    return summary


def read(files: Sequence[str], work: Callable[[Block], D], fields: Fields, table: bool, how: Run) -> Iterator[D]:
    """What comes of each block of files or of standard input; problems are told as they come."""
    if "-" in (files or ("-",)):
        results = worked(blocks_of(files, table, fields), work, how.jobs)
        yield from map(_told, results)
        return
    reader = Reader(files, fields)
    with progress(files, reader, wanted=not sys.stdout.isatty() or how.out is not None) as shown:
        yield from map(_told, worked(shown(reader.blocks()), work, how.jobs))


def _told(done: D) -> D:
    for problem in done.problems:
        click.echo(f"atau: {problem}", err=True)
    return done


def _to_files(files: Sequence[str], work: Work, how: Run) -> Summary:
    """Into one file, or into a folder with a file for each."""
    assert how.out is not None
    folder = os.path.isdir(how.out) or how.out.endswith(os.sep)
    targets = _targets(files, Path(how.out), work.form) if folder else {}
    output = Output(_journal(how.out, folder), _identity(files, work, how.out), head(work.form, work.to))
    output.journal.parent.mkdir(parents=True, exist_ok=True)
    output.begin(how.resume)
    reader = Reader(files, work.fields, apart=folder)
    try:
        with progress(files, reader, wanted=True) as shown:
            blocks, paths = _with_paths(islice(reader.blocks(), output.finished, None))
            for done in map(_told, worked(shown(blocks), work, how.jobs)):
                output.add(targets.get(paths.pop(0), Path(how.out)), done.output, done.summary)
        output.finish(None if folder else Path(how.out))
    finally:
        output.leave()
    return output.summary


def _with_paths(blocks: Iterator[Block]) -> tuple[Iterator[Block], list[str]]:
    """The blocks, and the paths of those that were taken so far."""
    paths: list[str] = []

    def noted() -> Iterator[Block]:
        for block in blocks:
            paths.append(block.path)
            yield block

    return noted(), paths


def _journal(out: str, folder: bool) -> Path:
    return Path(out) / ".atau.journal" if folder else Path(out + ".journal")


def _identity(files: Sequence[str], work: Work, out: str) -> dict[str, Any]:
    """What must be the same for a run to go on where another one ended."""
    from ..build import shipped
    from ..index import Index

    index = Index(work.index or shipped()).meta
    stamps = [[file, os.path.getsize(file), os.stat(file).st_mtime_ns] for file in files]
    return {"work": asdict(work), "out": out, "files": stamps, "index": index.get("digest")}


def _targets(files: Sequence[str], out: Path, form: str) -> dict[str, Path]:
    """For each file one of its name in the folder, below the folders that not all have in common."""
    base = os.path.commonpath([os.path.dirname(os.path.abspath(file)) for file in files])
    return {file: out / (os.path.relpath(os.path.abspath(file), base) + _suffix(file, form)) for file in files}


def _suffix(file: str, form: str) -> str:
    """What is added to the name: a file of its own for each, and none that is taken for the input."""
    if form == "normalised":
        return ".normalised" + (".jsonl" if ending(file) in (".jsonl", ".ndjson", ".csv", ".tsv", ".parquet") else ".txt")
    return _ENDINGS[form]


@contextmanager
def progress(files: Sequence[str], reader: Reader, wanted: bool) -> Iterator[Callable[[Iterator[Block]], Iterator[Block]]]:
    """What shows on standard error how far the blocks have come, how fast, and how long it will take: on a terminal, if it is long."""
    size = sum(os.path.getsize(path) for path in files)
    if not wanted or size < LONG_INPUT or not sys.stderr.isatty():
        yield lambda blocks: blocks
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=size)

        def shown(blocks: Iterator[Block]) -> Iterator[Block]:
            for block in blocks:
                bar.update(task, completed=reader.read, description=os.path.basename(block.path))
                yield block

        yield shown
