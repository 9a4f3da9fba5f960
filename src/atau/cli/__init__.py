"""The command line. Each command imports what it needs when it runs, so that ``atau --help`` is quick."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import Any

import click

from ..errors import AtauError
from .counts import count
from .engine import Failure
from .lexicons import lexicon
from .lists import audit, export, import_
from .names import base_form, resolve, same, systems, transliterate
from .pairs import cluster, match
from .texts import annotate, normalise

EXIT_CODES = "Exit codes: 0 done; 1 the answer is no (see the command's help); 2 wrong use or an error, told in one line."


class Commands(click.Group):
    """The group of all commands, which turns errors of the library, of files and of their encoding into `Failure`."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # whoever read has read enough: click ends without a word
        except UnicodeDecodeError as error:
            raise Failure(f"the input is not UTF-8 ({error.reason}): convert it first, as with iconv") from error
        except OSError as error:
            raise Failure(f"{error.filename}: {error.strerror}" if error.filename else str(error)) from error
        except AtauError as error:
            raise Failure(str(error)) from error


@click.group(cls=Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="atau")
def cli() -> None:
    """Names in English, Chinese, Russian and Kazakh, in any spelling or case form, to one ID and one canonical name.

    \b
    atau resolve Токаевым                      whom does this name mean?
    atau annotate article.txt                  who and what is named in a text?
    atau normalise article.txt --to en         the text with canonical names
    atau count archive/ --html report.html     how often, when, and beside whom
    """


for command in (resolve, annotate, normalise, count, base_form, same, match, cluster, transliterate, systems, lexicon):
    cli.add_command(command)
for command in (import_, export, audit):
    lexicon.add_command(command)


def main() -> None:
    """The command ``atau``. Text is UTF-8 whatever the locale says, and what UTF-8 can't hold is written as an escape."""
    for stream, errors in ((sys.stdin, "replace"), (sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=errors)
    cli(prog_name="atau")
