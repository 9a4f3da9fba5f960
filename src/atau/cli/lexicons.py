"""The commands about the lexicon's own files."""

from __future__ import annotations

import os
import time
from typing import Any

import click

from .engine import Failure, engine, index_option, on_terminal
from .texts import jobs_option


def _some(ctx: click.Context, param: click.Parameter, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The paths given, or the folder ``lexicon`` of the working directory: that of a checkout."""
    if paths or os.path.isdir("lexicon"):
        return paths or ("lexicon",)
    raise click.UsageError("name a lexicon folder or file: there is no folder 'lexicon' here", ctx)


lexicon_paths = click.argument("paths", nargs=-1, metavar="[PATH...]", type=click.Path(exists=True), callback=_some)


@click.group()
def lexicon() -> None:
    """Build, check, show and count lexicons: folders of TOML, or single files; import, export and compare them.

    \b
    atau lexicon check lexicon/
    atau lexicon build lexicon/ my-names.toml --output mine.atau
    atau resolve --index mine.atau Tokaev
    """


def _in_a_folder(ctx: click.Context, param: click.Parameter, output: str) -> str:
    """The file to be written, refused before the work where its folder can't take it."""
    folder = os.path.dirname(output) or "."
    if not os.path.isdir(folder):
        raise Failure(f"{output}: there is no folder {folder!r}")
    if not os.access(folder, os.W_OK):
        raise Failure(f"{output}: the folder {folder!r} is not yours to write to")
    return output


_output = click.option(
    "--output", "-o", required=True, metavar="FILE", type=click.Path(dir_okay=False, writable=True), callback=_in_a_folder,
    help="Where the index goes.",
)  # fmt: skip


@lexicon.command()
@lexicon_paths
@_output
@jobs_option
def build(paths: tuple[str, ...], output: str, jobs: int) -> None:
    """Compile lexicons into one index file, to be used with --index.

    \b
    atau lexicon build lexicon/ --output mine.atau
    atau lexicon build lexicon/ my-names.toml -o mine.atau
    atau lexicon build people/ -o people.atau --jobs 4

    A lexicon with an error is not built: every error is told.
    """
    import atau

    began = time.perf_counter()
    atau.Resolver.build(list(paths), jobs=jobs).save(output)
    seconds = time.perf_counter() - began
    click.echo(f"{output}: {os.path.getsize(output) / 1e6:.1f} MB in {seconds:.1f} s", err=True)


@lexicon.command(epilog="Exit codes: 0 no error, though there may be warnings; 1 at least one error; 2 wrong use.")
@lexicon_paths
def check(paths: tuple[str, ...]) -> None:
    """Say what is wrong or doubtful in lexicons, one problem a line: file, line, key, what was expected.

    \b
    atau lexicon check                        the folder lexicon of a checkout
    atau lexicon check my-names.toml
    """
    from ..lexicon import check as problems_of

    problems = problems_of(paths)
    for problem in problems:
        click.secho(str(problem), fg="red" if problem.severity == "error" else "yellow")
    errors = sum(problem.severity == "error" for problem in problems)
    click.echo(f"{errors} errors, {len(problems) - errors} warnings", err=True)
    click.get_current_context().exit(1 if errors else 0)


@lexicon.command()
@click.argument("ids", nargs=-1, required=True, metavar="ID...")
@index_option
def show(ids: tuple[str, ...], index: str | None) -> None:
    """Show all that is known of entities.

    \b
    atau lexicon show person/kassym-jomart-tokayev
    atau lexicon show place/astana institution/sco
    """
    from ..lexicon import show as shown

    asked = engine(index)
    click.echo("\n\n".join(shown(asked.entity(entity)) for entity in ids))


@lexicon.command()
@lexicon_paths
def stats(paths: tuple[str, ...]) -> None:
    """Count entities by kind and type, names by status, and the share of entities with a name in each language.

    \b
    atau lexicon stats lexicon/
    """
    from ..lexicon import read
    from ..lexicon import stats as counted

    _print_stats(counted(read(paths)))


def _print_stats(numbers: Any) -> None:
    if on_terminal():
        from .tables import print_stats

        print_stats(numbers)
        return
    for kind, count in numbers.kinds.items():
        shares = " ".join(f"{lang}={share:.3f}" for lang, share in numbers.coverage.get(kind, {}).items())
        click.echo(f"{kind}\t{count}\t{shares}")
    for status, count in numbers.statuses.items():
        click.echo(f"{status}\t{count}")
    click.echo(f"entities\t{numbers.entities}\nnames\t{numbers.names}\nlanguages\t{numbers.languages:.3f}")
