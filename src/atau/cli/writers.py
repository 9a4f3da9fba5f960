"""The ways to print what was found in texts.

Each takes documents with their mentions as they come, and the language of canonical names, or ``None`` for none.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

from .documents import Document
from .engine import COLOURS, on_terminal
from .streams import echo

Found = Iterable[tuple[Document, Sequence[Any]]]

FIELDS = ("start", "end", "text", "lang", "lemma", "id", "kind", "score", "how")


def mention_row(mention: Any, to: str | None) -> dict[str, Any]:
    """A mention as programs read it."""
    row = {
        "start": mention.start, "end": mention.end, "text": mention.text, "lang": mention.lang, "lemma": mention.lemma,
        "id": mention.id, "kind": mention.kind, "score": round(mention.score, 4), "how": mention.match.how,
    }  # fmt: skip
    return row if to is None else {**row, "name": mention.match.entity.name(to)}


def write_json(row: Mapping[str, Any]) -> None:
    """One line of JSON, flushed: whoever reads it may be waiting."""
    echo(json.dumps(row, ensure_ascii=False))


def write_jsonl(found: Found, to: str | None) -> None:
    """One object a document."""
    for document, mentions in found:
        write_json({"id": document.id, "mentions": [mention_row(mention, to) for mention in mentions]})


def write_csv(found: Found, to: str | None) -> None:
    """One line a mention, after the ID of its document."""
    out = sys.stdout
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(("document", *FIELDS, *(("name",) if to else ())))
    for document, mentions in found:
        rows.writerows((document.id, *mention_row(mention, to).values()) for mention in mentions)
        out.flush()


def write_text(found: Found, to: str | None) -> None:
    """The text itself, each mention in brackets with its ID, or with its canonical name where a language is given."""
    for document, mentions in found:
        text = "".join(_marked(mention, text, to) if mention else text for text, mention in pieces(document.text, mentions))
        echo(text, nl=not text.endswith("\n"))


def _marked(mention: Any, text: str, to: str | None) -> str:
    meaning = mention.match.entity.name(to) if to else mention.id
    marked = f"[{text}|{meaning}]"
    return click.style(marked, fg=COLOURS[mention.kind]) if on_terminal() else marked


def pieces(text: str, mentions: Iterable[Any]) -> Iterable[tuple[str, Any]]:
    """The text cut at its mentions: each piece with its mention, or with ``None`` where it is none."""
    at = 0
    for mention in mentions:
        if mention.start > at:
            yield text[at : mention.start], None
        yield text[mention.start : mention.end], mention
        at = mention.end
    if at < len(text):
        yield text[at:], None


def write_html(found: Found, to: str | None) -> None:
    """One page that needs nothing else."""
    from .page import page

    echo(page(found, to or "en"))


def write_table(found: Found, to: str | None) -> None:
    """One line an entity: how often it was named, and how it was spelt."""
    from .tables import print_entities, tally

    print_entities(tally(found, to or "en"))


WRITERS: dict[str, Callable[[Found, str | None], None]] = {
    "jsonl": write_jsonl, "text": write_text, "html": write_html, "csv": write_csv, "table": write_table,
}  # fmt: skip
