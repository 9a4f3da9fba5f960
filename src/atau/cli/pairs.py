"""The commands about many names: the counterparts in another column, and groups of names that are one."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from .documents import blocks_of
from .engine import Failure, index_option, on_terminal
from .records import Document, Fields
from .streams import echo, lines_of

#: Names from which on a person wants to see how far it has come.
_LONG = 2000
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")


@click.command(epilog="Exit codes: 0 every name has a counterpart; 1 some name has none; 2 wrong use or an error.")
@click.argument("left", type=click.Path(exists=True, dir_okay=False))
@click.argument("right", type=click.Path(exists=True, dir_okay=False))
@click.option("--on", metavar="COLUMN", default="name", show_default=True, help="The column of the names, in both tables.")
@click.option("--right-on", metavar="COLUMN", help="The column in RIGHT, where it has another name there.")
@_JSON
@index_option
def match(left: str, right: str, on: str, right_on: str | None, as_json: bool, index: str | None) -> None:
    """Find for each name in the table LEFT its counterpart in RIGHT: by the lexicon, else by sound.

    \b
    atau match ours.csv theirs.parquet --on name > pairs.csv
    atau match names.txt persons.jsonl --json

    Tables are CSV, TSV, JSONL or Parquet; any other file has a name a line. The CSV that comes out has a row for each name of LEFT: name,
    other, score, row of the counterpart in RIGHT (from 1), how; all but the name are empty where nothing is sure enough.
    """
    names, others = _names(left, on), _names(right, right_on or on)
    found = list(_watched(_counterparts(names, others, index), len(names), "matching"))
    if not as_json:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(("name", "other", "score", "row", "how"))
        writer.writerows(map(_cells, names, found))
    else:
        for name, pair in zip(names, found, strict=True):
            row = {} if pair is None else {"other": pair.other, "score": pair.score, "row": pair.position + 1, "how": pair.how}
            echo(json.dumps({"name": name, **row}, ensure_ascii=False))
    click.get_current_context().exit(0 if all(pair is not None for pair in found) else 1)


def _cells(name: str, pair: Any) -> Sequence[Any]:
    return (name, pair.other, pair.score, pair.position + 1, pair.how) if pair is not None else (name, "", "", "", "")


def _counterparts(names: list[str], others: list[str], index: str | None) -> Iterable[Any]:
    import atau

    if index is None:
        return atau.match(names, others)
    from ..matching import match

    return match(names, others, atau.Resolver.open(index))


@click.command()
@click.argument("path", default="-", metavar="[FILE]", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--on", metavar="COLUMN", default="name", show_default=True, help="The column of the names, where FILE is a table.")
@_JSON
@index_option
def cluster(path: str, on: str, as_json: bool, index: str | None) -> None:
    """Put the names in FILE into groups of names that are one. Without a FILE, standard input has a name a line.

    \b
    atau cluster names.txt
    atau cluster persons.csv --on name --json > groups.jsonl

    On a terminal you see the groups of more than one name; in a pipe, a line for each name: number of the group, name, the fullest name
    of the group, score, how.
    """
    found = _groups(list(lines_of(())) if path == "-" else _names(path, on), index)
    if as_json:
        for group in found:
            echo(json.dumps(_object(group), ensure_ascii=False))
    elif on_terminal():
        from .tables import print_groups

        print_groups(found)
    else:
        for number, group in enumerate(found, 1):
            echo(f"{number}\t{group.name}\t{group.name}\t\t")
            for pair in group.pairs:
                echo(f"{number}\t{pair.name}\t{group.name}\t{pair.score:.3f}\t{pair.how}")


def _groups(names: list[str], index: str | None) -> Any:
    import atau

    if index is None:
        return atau.cluster(names)
    from ..clustering import cluster

    return cluster(names, atau.Resolver.open(index))


def _object(group: Any) -> dict[str, Any]:
    others = [{"name": pair.name, "score": pair.score, "how": pair.how} for pair in group.pairs]
    return {"name": group.name, "rows": [position + 1 for position in group.positions], "others": others}


def _names(path: str, column: str) -> list[str]:
    """The names in a file: a column of a table, or the lines of a text. Raises `Failure` for a row that has none."""
    found: list[Document] = []
    fields = Fields(text=column)
    for block in blocks_of((path,), False, fields):
        for record in block.records(fields):
            if not isinstance(record, Document):
                raise Failure(record.message)
            found.append(record)
    if any(not document.row for document in found):
        return [line for document in found for line in document.text.splitlines() if line.strip()]
    return [document.text for document in found]


def _watched(found: Iterable[Any], count: int, title: str) -> Iterator[Any]:
    """The results as they come; where they are many, a person sees on standard error how far it has come."""
    if count < _LONG or not sys.stderr.isatty():
        yield from found
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(found, title, total=count, console=Console(stderr=True), transient=True)
