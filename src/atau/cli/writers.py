"""The ways to print what was found in texts.

Each takes documents with their mentions as they come, and the language of canonical names or ``None`` for none, and gives text piece by
piece.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import click

from .engine import COLOURS, on_terminal
from .records import Document

Found = Iterable[tuple[Document, Sequence[Any]]]

FIELDS = ("start", "end", "text", "lang", "lemma", "id", "kind", "score", "how")

#: What makes JSON: one for all lines.
_json = json.JSONEncoder(ensure_ascii=False).encode


def mention_row(mention: Any, to: str | None) -> dict[str, Any]:
    """A mention as programs read it."""
    match = mention.match
    row = {
        "start": mention.start, "end": mention.end, "text": mention.text, "lang": mention.lang, "lemma": mention.lemma,
        "id": match.id, "kind": match.kind, "score": round(match.score, 4), "how": match.how,
    }  # fmt: skip
    return row if to is None else {**row, "name": match.entity.name(to)}


def jsonl(found: Found, to: str | None) -> Iterator[str]:
    """One object a document."""
    known: dict[tuple[Any, ...], str] = {}
    for document, mentions in found:
        rows = ", ".join([_json_mention(mention, to, known) for mention in mentions])
        yield f'{{"id": {_json(_plain(document.id))}, "mentions": [{rows}]}}\n'


def _json_mention(mention: Any, to: str | None, known: dict[tuple[Any, ...], str]) -> str:
    """`mention_row` as JSON; all but the offsets is the same wherever the same name means the same, and is written once a block."""
    match = mention.match
    key = (mention.text, mention.lang, mention.lemma, match.entity.id, match.score, match.how)
    if (rest := known.get(key)) is None:
        row = mention_row(mention, to)
        del row["start"], row["end"]
        rest = known[key] = _json(row)[1:]
    return f'{{"start": {mention.start}, "end": {mention.end}, {rest}'


def _plain(value: Any) -> Any:
    """An ID as JSON can hold it: Parquet has dates and decimal numbers too."""
    return value if value is None or isinstance(value, str | int | float | bool | list | dict) else str(value)


def table(found: Found, to: str | None) -> Iterator[str]:
    """One line of CSV a mention, after the ID of its document."""
    for document, mentions in found:
        lines = io.StringIO()
        csv.writer(lines, lineterminator="\n").writerows((document.id, *mention_row(mention, to).values()) for mention in mentions)
        yield lines.getvalue()


def head(form: str, to: str | None) -> str:
    """What stands before the first document."""
    return ",".join(("document", *FIELDS, *(("name",) if to else ()))) + "\n" if form == "csv" else ""


def text(found: Found, to: str | None) -> Iterator[str]:
    """The text itself, each mention in brackets with its ID, or with its canonical name where a language is given."""
    for document, mentions in found:
        marked = "".join(_marked(mention, text, to) if mention else text for text, mention in pieces(document.text, mentions))
        yield marked if marked.endswith("\n") else marked + "\n"


def _marked(mention: Any, text: str, to: str | None) -> str:
    meaning = mention.match.entity.name(to) if to else mention.id
    marked = f"[{text}|{meaning}]"
    return click.style(marked, fg=COLOURS[mention.kind]) if on_terminal() else marked


def normalised(found: Found, to: str | None) -> Iterator[str]:
    """The text with each mention that is not ambiguous replaced by its canonical name; a record as an object of JSON."""
    for document, mentions in found:
        sure = [mention for mention in mentions if not mention.match.ambiguous]
        text = "".join(mention.match.entity.name(to) if mention else text for text, mention in pieces(document.text, sure))
        yield _json({"id": _plain(document.id), "text": text}) + "\n" if document.row else text


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


def page(found: Found, to: str | None) -> Iterator[str]:
    """One page that needs nothing else."""
    from .page import page as whole

    yield whole(found, to or "en") + "\n"


#: Format → what makes it of any number of documents, block by block.
WRITERS: dict[str, Callable[[Found, str | None], Iterator[str]]] = {"jsonl": jsonl, "text": text, "csv": table, "normalised": normalised}
