"""The command that counts what a corpus names, and the table it makes."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from ..model import language
from .chronicle import UNDATED, Chronicle, Counting
from .corpus import Run, read, tell
from .engine import Failure, engine, index_option
from .records import Fields
from .streams import echo
from .texts import column_option, files_argument, jobs_option

COLUMNS = ("id", "kind", "name")


@click.command()
@files_argument
@click.option("--by", type=click.Choice(("month", "year", "source")), default="month", show_default=True, help="What to count by.")
@click.option("--date", metavar="FIELD", default="date", show_default=True, help="The column or key that has the date.")
@click.option("--source", metavar="FIELD", default="source", show_default=True, help="The column or key that says where a text is from.")
@click.option("--out", "-o", metavar="FILE", help="Where the table goes: CSV, or Parquet.  [default: standard output]")
@click.option("--html", metavar="FILE", help="Write a page: ranks, spellings, a chart, who stands with whom, what is unknown.")
@click.option("--to", "to", metavar="LANG", default="en", show_default=True, help="The language of the canonical names.")
@click.option("--summary", metavar="FILE", help="Write what was found in all as JSON.")
@column_option
@jobs_option
@index_option
def count(
    files: list[str], by: str, date: str, source: str, out: str | None, html: str | None, to: str, summary: str | None,
    column: str | None, jobs: int, index: str | None,
) -> None:  # fmt: skip
    """Count how often each person, place, institution and term is named, by month, year or source.

    \b
    atau count archive/ --by month > counts.csv
    atau count news.parquet --column body --date published --by year --out counts.parquet
    atau count news.jsonl --jobs 4 --html report.html --out counts.csv

    The table has a line for each entity and period: id, kind, name, period, mentions, documents. Input is as for 'atau annotate'; a
    plain text takes its date from its file's name (2025-06-17.txt) and its source from its folder's. What has no date that can be read
    is counted as undated. The page also lists the ambiguous, and words with a capital that no mention covers: what your lexicon lacks.
    """
    lang = language(to)
    write = _writer(out)
    chronicle = Chronicle()
    how = Run(jobs=jobs, out=out or html, summary=summary)
    fields = Fields(column or "text", date=date, source=source)
    for done in read(files, Counting(index, fields, by), fields, column is not None, how):
        chronicle.add(done.chronicle)
    asked = engine(index)
    if out is not None or html is None:
        write(list(_table(chronicle, asked, lang)), by)
    if html is not None:
        from .counted import page

        _put(html, page(chronicle, asked, by, lang, files).encode("utf-8"))
    tell(chronicle.summary, how)


def _table(chronicle: Chronicle, asked: Any, lang: str) -> Iterator[tuple[Any, ...]]:
    """A row for each entity and period, the most often named entity first, its periods in order."""
    rank = {entity: at for at, (entity, _) in enumerate(chronicle.ranked())}
    names = {entity: asked.entity(entity).name(lang) for entity in rank}
    for entity, when in sorted(chronicle.mentions, key=lambda at: (rank[at[0]], at[1] == UNDATED, at[1])):
        counted = chronicle.mentions[entity, when], chronicle.documents[entity, when]
        yield (entity, entity.partition("/")[0], names[entity], when, *counted)


def _writer(out: str | None) -> Callable[[list[tuple[Any, ...]], str], None]:
    """What writes the table where it is to go; refused before the work if it can't."""
    if out is None:
        return lambda rows, by: echo(_csv(rows, by), nl=False)
    if not out.lower().endswith(".parquet"):
        return lambda rows, by: _put(out, _csv(rows, by).encode("utf-8"))
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise Failure(f"{out}: writing Parquet needs pyarrow: pip install 'atau[parquet]'") from error

    def write(rows: list[tuple[Any, ...]], by: str) -> None:
        columns = {name: [row[at] for row in rows] for at, name in enumerate(_head(by))}
        sink = pyarrow.BufferOutputStream()
        pyarrow.parquet.write_table(pyarrow.table(columns), sink)
        _put(out, sink.getvalue().to_pybytes())

    return write


def _head(by: str) -> tuple[str, ...]:
    return (*COLUMNS, by, "mentions", "documents")


def _csv(rows: list[tuple[Any, ...]], by: str) -> str:
    lines = io.StringIO()
    csv.writer(lines, lineterminator="\n").writerows([_head(by), *rows])
    return lines.getvalue()


def _put(path: str, content: bytes) -> None:
    """The file, in its place when whole."""
    part = Path(path + ".part")
    part.write_bytes(content)
    os.replace(part, path)
