"""What can go wrong, in few and named kinds. Every message says what was expected and the nearest known thing."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class AtauError(Exception):
    """Any error of this library that is not a plain ``TypeError``."""


class UnknownLanguageError(AtauError, ValueError):
    """A language tag that the library does not serve."""


class UnknownKindError(AtauError, ValueError):
    """A kind other than person, place, institution, term."""


class UnknownSystemError(AtauError, ValueError):
    """A transliteration system that does not exist."""


class NotReversibleError(AtauError, ValueError):
    """A transliteration system that cannot be run backwards."""


class UnknownEntityError(AtauError, KeyError):
    """An entity ID that the lexicon does not hold."""

    def __str__(self) -> str:
        return str(self.args[0]) if self.args else ""


class LexiconError(AtauError, ValueError):
    """A lexicon that cannot be built from; its message lists every problem, not the first."""


class IndexFileError(AtauError, ValueError):
    """An index file that is damaged, foreign, or of another version."""


def nearest(wanted: str, known: Iterable[str], limit: int = 3) -> str:
    """A clause that names the known words most like the one asked for, or an empty string.

    >>> nearest("persn", ["person", "place"])
    '; did you mean person?'
    >>> nearest("xyzzy", ["person", "place"])
    ''
    """
    close = get_close_matches(wanted, list(known), n=limit, cutoff=0.5)
    return f"; did you mean {' or '.join(close)}?" if close else ""
