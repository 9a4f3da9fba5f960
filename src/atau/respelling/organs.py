"""An organ of state named beside its state: MFA of Kazakhstan, Kazakhstan's Senate, узбекский МИД, 哈外交部."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources

from ..languages import states_of
from ..languages.zh import state_of
from ..text import HAN, class_of

_BEHIND = re.compile(r"(.+?) of (?:the )?(.+)")
_LONGEST = 5


@cache
def _short() -> dict[str, str]:
    short: dict[str, str] = tomllib.loads(resources.files(__package__).joinpath("organs.toml").read_text(encoding="utf-8"))["short"]
    return short


def organs(folded: str) -> Iterator[tuple[str, str]]:
    """(Name of an organ, name of the state that it may be of) for a folded name in which they stand side by side, the likeliest first.

    >>> next(organs("mfa of kazakhstan")), next(organs("uzbek senate")), next(organs("哈外交部"))
    (('ministry of foreign affairs', 'kazakhstan'), ('senate', 'uzbekistan'), ('外交部', 'kazakhstan'))
    """
    for organ, state in _beside(folded):
        if organ in _short():
            yield _short()[organ], state
        yield organ, state


def _beside(folded: str) -> Iterator[tuple[str, str]]:
    if folded and class_of(folded[0]) == HAN:
        keys = state_of(folded[:1], 0)
        yield from ((folded[1:], key.replace("-", " ")) for key in keys if len(keys) == 1)
        return
    if (behind := _BEHIND.fullmatch(folded)) is not None:
        yield behind[1], behind[2]
    words = folded.split(" ")
    for at in range(1, min(len(words), _LONGEST)):
        first, rest = " ".join(words[:at]), " ".join(words[at:])
        yield from ((rest, key.replace("-", " ")) for key in states_of(first))
        yield rest, first.removesuffix("'s")
    for at in range(max(1, len(words) - _LONGEST), len(words)) if words[0] in _short() else ():
        yield " ".join(words[:at]), " ".join(words[at:])
