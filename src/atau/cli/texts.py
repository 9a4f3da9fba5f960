"""The commands about running text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from ..model import language
from .documents import Document, documents, progress
from .engine import engine, index_option, on_terminal
from .streams import echo
from .writers import WRITERS, write_json

#: Documents handed to the library at once, and the characters from which on they are enough.
BATCH = 256
BATCH_CHARACTERS = 1 << 20

_file_arguments = click.argument("files", nargs=-1, metavar="[FILE...]", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
_column_option = click.option("--column", metavar="NAME", help="The column of CSV, TSV or Parquet that has the text.  [default: text]")


@click.command()
@_file_arguments
@click.option("--format", "form", type=click.Choice(list(WRITERS)), help="How to print.  [default: table on a terminal, else jsonl]")
@click.option("--to", "to", metavar="LANG", help="Give canonical names in this language: en, zh, zh-Hant, ru, kk, kk-Latn, kk-Arab.")
@click.option("--joined", is_flag=True, help="Find the states that Chinese joins by one character each: 中 and 哈 in 中哈关系.")
@_column_option
@index_option
def annotate(files: tuple[str, ...], form: str | None, to: str | None, joined: bool, column: str | None, index: str | None) -> None:
    """Find every mention of a known person, place, institution and term in texts.

    \b
    atau annotate article.txt                          a table of who and what is named
    atau annotate article.txt --format html > a.html   the text in colours, in one file
    atau annotate news.jsonl --format jsonl > found.jsonl
    atau annotate news.csv --column body --to zh --format csv
    tail -f feed.txt | atau annotate --format text

    FILE is plain text, JSONL with "id" and "text", CSV, TSV or Parquet, by its ending. - or nothing is standard input: JSONL, or CSV
    if you give --column, or text, of which a pipe is taken line by line, each line a document, and a file (<) as one.

    With jsonl there is one object a document: {"id", "mentions": [{"start", "end", "text", "lang", "lemma", "id", "kind", "score",
    "how"}]}, and "name" where --to is given. Offsets count characters.
    """
    lang = None if to is None else language(to)
    chosen = form or ("table" if on_terminal() else "jsonl")
    with progress(files, wanted=not on_terminal() or chosen == "table") as opener:
        found = _annotated(documents(files, column, opener), engine(index), joined)
        WRITERS[chosen](found, lang)


@click.command()
@_file_arguments
@click.option("--to", "to", metavar="LANG", required=True, help="The language of the canonical names: en, zh, zh-Hant, ru, kk …")
@_column_option
@index_option
def normalise(files: tuple[str, ...], to: str, column: str | None, index: str | None) -> None:
    """Print texts with each mention replaced by its canonical name.

    \b
    atau normalise article.txt --to en
    echo "Переговоры с Токаевым" | atau normalise --to zh

    Input is as for 'atau annotate'. Plain text comes out as plain text; JSONL, CSV, TSV and Parquet as JSONL with "id" and "text".
    """
    lang = language(to)
    asked = engine(index)
    with progress(files, wanted=not on_terminal()) as opener:
        for document in filter(None, documents(files, column, opener)):
            text = asked.normalise(document.text, to=lang)
            if document.row:
                write_json({"id": document.id, "text": text})
            else:
                echo(text, nl=False)


def _annotated(found: Iterable[Document | None], asked: Any, joined: bool) -> Iterator[tuple[Document, list[Any]]]:
    """Each document with its mentions, in order."""
    for batch in batches(found):
        yield from zip(batch, asked.annotate_many([document.text for document in batch], joined=joined), strict=True)


def batches(found: Iterable[Document | None]) -> Iterator[list[Document]]:
    """Documents by the batch, which is done where it is large enough or the next document may be long in coming."""
    batch: list[Document] = []
    size = 0
    for document in found:
        if document is not None:
            batch.append(document)
            size += len(document.text)
        if batch and (document is None or len(batch) == BATCH or size >= BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
