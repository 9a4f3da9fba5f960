"""The commands about single names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from ..model import KINDS
from .engine import Failure, engine, index_option, on_terminal
from .inputs import files_in, outputs
from .streams import echo, lines_of


@click.command(epilog="Exit codes: 0 every name was found; 1 some name was not; 2 wrong use or an error.")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--kind", metavar="K", help=f"Only entities of this kind: {', '.join(KINDS)}.")
@click.option("--lang", metavar="L", help="The language of the names, where you know it: en, zh, ru, kk …")
@click.option("--at", metavar="DATE", help="When the names were written: a date may settle father or son.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a name.")
@click.option("--limit", metavar="N", type=click.IntRange(1), default=5, show_default=True, help="At most so many candidates a name.")
@click.option("--column", metavar="NAME", help="Each NAME is a file of CSV, TSV or Parquet: resolve this column of it, and add columns.")
@click.option("--out", "-o", metavar="FILE|DIR", help="With --column: write there, in place when whole.  [default: CSV on standard output]")
@index_option
def resolve(names: tuple[str, ...], as_json: bool, index: str | None, column: str | None, out: str | None, **options: Any) -> None:
    """Say whom or what each NAME means, best candidate first. Without a NAME, standard input has one a line.

    \b
    atau resolve Tokaev Токаевым 托卡耶夫
    atau resolve "Wang Yi" --kind person --limit 3
    atau resolve Бердымухамедову --at 2025-06-17
    atau resolve --json < names.txt > found.jsonl
    atau resolve --column name people.parquet --out resolved.parquet

    With --column a table gets the columns NAME_id, NAME_name, NAME_kind, NAME_score and NAME_how, empty where a name is unknown or
    ambiguous. On a terminal you see a table with the reasons; in a pipe, lines of: name, ID, canonical name, score, how.
    """
    asked = engine(index)
    given = {option: value for option, value in options.items() if value is not None}
    if column is not None:
        _resolve_column(names, column, out, asked, given)
        return
    if out is not None:
        raise click.UsageError("--out goes with --column.")
    missed = False
    for name in lines_of(names):
        matches = asked.candidates(name, **given)
        missed = missed or not matches
        _print_matches(name, matches, as_json)
    click.get_current_context().exit(1 if missed else 0)


def _resolve_column(files: tuple[str, ...], column: str, out: str | None, asked: Any, given: dict[str, Any]) -> None:
    from .columns import Column, add_columns

    del given["limit"]
    if not files:
        raise click.UsageError("--column needs a file of CSV, TSV or Parquet.")
    if sum([add_columns(Column(column, asked, given), file, target) for file, target in outputs(files_in(files), out)]):
        click.get_current_context().exit(2)


def _print_matches(name: str, matches: list[Any], as_json: bool) -> None:
    if as_json:
        echo(json.dumps({"query": name, "matches": [_match_row(match) for match in matches]}, ensure_ascii=False))
    elif on_terminal():
        from .tables import print_matches

        print_matches(name, matches)
    else:
        for row in map(_match_row, matches):
            echo("\t".join((name, row["id"], row["name"], f"{row['score']:.3f}", row["how"])))
        if not matches:
            echo(name)


def _match_row(match: Any) -> dict[str, Any]:
    return {"id": match.id, "kind": match.kind, "score": round(match.score, 4), "how": match.how, "name": match.entity.name()}


@click.command("base-form")
@click.argument("names", nargs=-1, metavar="[NAME...]")
@click.option("--lang", metavar="L", required=True, help="The language of the names: ru, kk …")
def base_form(names: tuple[str, ...], lang: str) -> None:
    """Put each NAME into its nominative. It need not be in the lexicon. Without a NAME, standard input has one a line.

    \b
    atau base-form --lang ru "Шанхайской организации сотрудничества"
    atau base-form --lang kk Тоқаевтың Астанадағы
    """
    import atau

    for name in lines_of(names):
        echo(atau.base_form(name, lang=lang))


@click.command()
@click.argument("names", nargs=-1, metavar="[A B]")
@click.option("--pairs", metavar="FILE.tsv", type=click.File("r", encoding="utf-8-sig"), help="A table of pairs; - is standard input.")
@index_option
def same(names: tuple[str, ...], pairs: Any, index: str | None) -> None:
    """Say how sure it is that A and B name one entity: 0 to 1, by the lexicon first, then by sound.

    \b
    atau same SCO ШОС
    atau same --pairs pairs.tsv > scored.tsv

    A table of pairs gets a column more. Its names are the columns name_a and name_b of the first line or, where that has no such
    words, the first two of every line. On a terminal you see below the score whom the lexicon knows by either name or, if it does not
    know both, how they sound side by side.
    """
    asked = engine(index)
    if pairs is not None and not names:
        for line in _scored(pairs, asked):
            echo(line)
    elif len(names) == 2 and pairs is None:
        echo(f"{asked.same(*names):.3f}")
        if on_terminal():
            _print_compared(*names, asked)
    else:
        raise click.UsageError("give two names, or --pairs and a file.")


def _print_compared(one: str, other: str, asked: Any) -> None:
    """Why two names score as they do, for a person to see."""
    from ..sound import alignment
    from .tables import print_matches

    known = {name: [match for match in asked.candidates(name) if match.how != "sound"] for name in (one, other)}
    for name, matches in known.items():
        if matches:
            print_matches(name, matches)
    if not all(known.values()):
        echo(str(alignment(one, other)))


def _scored(pairs: Iterator[str], asked: Any) -> Iterator[str]:
    """The lines of a table with the score added to each."""
    first, second = 0, 1
    for number, line in enumerate(pairs, 1):
        cells = line.rstrip("\r\n").split("\t")
        if number == 1 and {"name_a", "name_b"} <= set(cells):
            first, second = cells.index("name_a"), cells.index("name_b")
            yield "\t".join([*cells, "same"])
        elif len(cells) <= max(first, second):
            raise Failure(f"line {number} of the pairs: expected names in columns {first + 1} and {second + 1}, found {line!r}")
        else:
            yield "\t".join([*cells, f"{asked.same(cells[first], cells[second]):.3f}"])


@click.command()
@click.argument("system")
@click.argument("text", nargs=-1, metavar="[TEXT...]")
@click.option("--reverse", is_flag=True, help="Run the system backwards; where that loses something, the likeliest is printed.")
@click.option("--limit", metavar="N", type=click.IntRange(1), default=1, help="With --reverse: the N likeliest, tabs between them.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a text.")
def transliterate(system: str, text: tuple[str, ...], reverse: bool, limit: int, as_json: bool) -> None:
    """Write TEXT by a transliteration SYSTEM. Without a TEXT, standard input is written line by line.

    \b
    atau transliterate kk-Latn-2021 "Қасым-Жомарт Тоқаев"
    atau transliterate kk-Latn-2021 --reverse Toqaev
    atau transliterate ru-Latn-icao --reverse --limit 5 Aleksei
    atau transliterate ru-Latn-bgn < names.txt

    'atau systems' lists the systems. Any transform of ICU is a system too, as in icu:Any-Latin, and so is ascii: see the extras icu and
    unidecode.
    """
    import atau

    for line in lines_of(text):
        found = atau.transliterations(line, system, reverse=reverse, limit=limit)
        echo(json.dumps({"text": line, "written": found}, ensure_ascii=False) if as_json else "\t".join(found))


@click.command()
@click.option("--lang", metavar="L", help="Only systems that write this language: en, zh, ru, kk …")
def systems(lang: str | None) -> None:
    """List the transliteration systems.

    \b
    atau systems
    atau systems --lang kk

    On a terminal you see a table; in a pipe, lines of: name, title, authority, year, whether it can be reversed, a name, how it is
    written.
    """
    import atau

    found = [(system, atau.transliterate(system.example, system.id)) for system in atau.systems(lang=lang)]
    if on_terminal():
        from .tables import print_systems

        print_systems(found)
    else:
        for system, written in found:
            year = str(system.year or "")
            echo("\t".join((system.id, system.title, system.authority, year, system.reversible, system.example, written)))
