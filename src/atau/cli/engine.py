"""What the commands share: the resolver they ask, the options they all have, the colours of kinds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

#: Kind → colour, as click and rich both know it.
COLOURS = {"person": "cyan", "place": "green", "institution": "magenta", "term": "yellow"}


class Failure(click.ClickException):
    """What went wrong, as one line on standard error."""

    exit_code = 2

    def show(self, file: Any = None) -> None:
        click.echo(f"atau: {self.message}", file=file or sys.stderr)


index_option: Callable[[Any], Any] = click.option(
    "--index", "index", metavar="FILE", type=click.Path(exists=True, dir_okay=False),
    help="Ask an index made by 'atau lexicon build', not the one that comes with atau.",
)  # fmt: skip


def engine(index: str | None) -> Any:
    """The library's functions: those of the shipped lexicon, or the methods of a resolver opened from a file."""
    import atau

    return atau.Resolver.open(index) if index else atau


def on_terminal() -> bool:
    """Whether a person is looking at standard output."""
    return sys.stdout.isatty()
