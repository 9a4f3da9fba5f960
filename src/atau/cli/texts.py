"""The commands about running text."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import reduce
from typing import Any

import click

from ..model import language
from .corpus import Run, run, tell
from .documents import blocks_of
from .engine import index_option, on_terminal
from .inputs import files_in
from .records import Document, Fields
from .streams import echo
from .summary import Summary
from .work import Work, count
from .writers import page

FORMATS = ("jsonl", "text", "html", "csv", "table")


def _files(ctx: click.Context, param: click.Parameter, paths: tuple[str, ...]) -> list[str]:
    return files_in(paths)


files_argument = click.argument("files", nargs=-1, metavar="[FILE...]", callback=_files)
column_option = click.option("--column", metavar="NAME", help="The column or key that has the text.  [default: text]")
jobs_option = click.option("--jobs", "-j", metavar="N", type=click.IntRange(1), default=1, help="Work in N processes.  [default: 1]")
_RUN = (
    jobs_option,
    click.option("--out", "-o", metavar="FILE|DIR", help="Write there: in place when whole; in a folder one file for each file."),
    click.option("--resume", is_flag=True, help="Go on where the same command with --out was broken off."),
    click.option("--summary", metavar="FILE", help="Write what was found in all as JSON: counts, the commonest, what is unknown."),
)


def run_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a run over a corpus."""
    return reduce(lambda made, option: option(made), reversed(_RUN), command)


@click.command()
@files_argument
@click.option("--format", "form", type=click.Choice(FORMATS), help="How to print.  [default: table on a terminal, else jsonl]")
@click.option("--to", "to", metavar="LANG", help="Give canonical names in this language: en, zh, zh-Hant, ru, kk, kk-Latn, kk-Arab.")
@click.option("--joined", is_flag=True, help="Find the states that Chinese joins by one character each: 中 and 哈 in 中哈关系.")
@column_option
@run_options
@index_option
def annotate(
    files: list[str], form: str | None, to: str | None, joined: bool, column: str | None, index: str | None, **options: Any
) -> None:
    """Find every mention of a known person, place, institution and term in texts.

    \b
    atau annotate article.txt                          a table of who and what is named
    atau annotate article.txt --format html > a.html   the text in colours, in one file
    atau annotate news.jsonl --format jsonl > found.jsonl
    atau annotate archive/ 'more/*.csv.gz' --jobs 4 --out found.jsonl --resume
    atau annotate news.csv --column body --to zh --format csv
    tail -f feed.txt | atau annotate --format text

    FILE is plain text, JSONL with "id" and "text", CSV, TSV or Parquet, by its ending, also packed as .gz, .bz2 or .zst; a folder, or a
    pattern. - or nothing is standard input: JSONL, or CSV if you give --column, or text, of which a pipe is taken line by line, each
    line a document, and a file (<) as one. What can't be read is told with file and line, and the rest goes on.

    With jsonl there is one object a document: {"id", "mentions": [{"start", "end", "text", "lang", "lemma", "id", "kind", "score",
    "how"}]}, and "name" where --to is given. Offsets count characters.
    """
    how = _checked(Run(**options), files)
    chosen = form or ("table" if on_terminal() and how.out is None else "jsonl")
    work = Work(index, Fields(column or "text"), chosen, None if to is None else language(to), joined, how.told())
    if chosen in ("html", "table"):
        _whole(files, work, column is not None, how)
    else:
        run(files, work, column is not None, how)


@click.command()
@files_argument
@click.option("--to", "to", metavar="LANG", required=True, help="The language of the canonical names: en, zh, zh-Hant, ru, kk …")
@column_option
@run_options
@index_option
def normalise(files: list[str], to: str, column: str | None, index: str | None, **options: Any) -> None:
    """Print texts with each mention replaced by its canonical name.

    \b
    atau normalise article.txt --to en
    echo "Переговоры с Токаевым" | atau normalise --to zh
    atau normalise archive/ --to en --jobs 4 --out english/

    Input is as for 'atau annotate'. Plain text comes out as plain text; JSONL, CSV, TSV and Parquet as JSONL with "id" and "text".
    """
    how = _checked(Run(**options), files)
    run(files, Work(index, Fields(column or "text"), "normalised", language(to), counted=how.told()), column is not None, how)


def _checked(how: Run, files: Sequence[str]) -> Run:
    if how.resume and how.out is None:
        raise click.UsageError("--resume goes on with a file: give --out.")
    if how.out is not None and (not files or "-" in files):
        raise click.UsageError("--out is for files: standard input goes to standard output, and > puts it into a file.")
    if how.out is not None and any(_lies_in(file, how.out) for file in files):
        raise click.UsageError(f"--out {how.out} is one of the files to be read, or holds one.")
    return how


def _lies_in(file: str, out: str) -> bool:
    return os.path.commonpath([os.path.abspath(file), os.path.abspath(out)]) == os.path.abspath(out)


def _whole(files: Sequence[str], work: Work, table: bool, how: Run) -> None:
    """A page or a table, made of all documents at once."""
    if how.out is not None or how.jobs > 1:
        raise click.UsageError(f"{work.form} is made of all documents at once: --out, --resume and --jobs are for jsonl, csv and text.")
    summary = Summary()
    found = _annotated(files, work, table, summary)
    if work.form == "html":
        echo("".join(page(found, work.to)), nl=False)
    else:
        from .tables import print_entities, tally

        print_entities(tally(found, work.to or "en"))
    tell(summary, how)


def _annotated(files: Sequence[str], work: Work, table: bool, summary: Summary) -> Iterator[tuple[Document, list[Any]]]:
    for block in blocks_of(files, table, work.fields):
        problems: list[str] = []
        for document, mentions in work.annotated(block, problems):
            if work.counted:
                count(document, mentions, summary, work.titles)
            yield document, mentions
        for problem in problems:
            click.echo(f"atau: {problem}", err=True)
        summary.problems += len(problems)
