"""States abbreviated to one character each and joined, as in 中哈; see ``states.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ...text import fold, traditional

#: More states than this are not joined in one word.
_MOST = 6
_SIDE = "方"


@dataclass(frozen=True, slots=True)
class States:
    """The lists of ``states.toml``, and the expression that finds runs of their characters."""

    places: dict[str, list[str]]
    company: dict[str, str]
    sure: frozenset[str]
    never: frozenset[str]
    follows: tuple[str, ...]
    run: re.Pattern[str]


@cache
def _states() -> States:
    table = tomllib.loads(files(__package__).joinpath("states.toml").read_text(encoding="utf-8"))
    characters = "".join(table["places"])
    run = re.compile(f"[{characters}{traditional(characters)}]+(?={_SIDE})|[{characters}{traditional(characters)}]{{2,}}")
    sure, never = frozenset(table["sure"]), frozenset(table["never"])
    return States(table["places"], table["company"], sure, never, tuple(table["follows"]), run)


def state_runs(text: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Where in a stretch of text states may be joined, the longest runs first, pieces of longer words among them: where a run begins and
    ends, and where the word does.

    >>> list(state_runs("推动中哈关系", 0, 6)), list(state_runs("哈方表示", 0, 4)), list(state_runs("传统美德", 0, 4))
    ([(2, 4, 4)], [(0, 1, 2)], [])
    """
    for match in _states().run.finditer(text, start, end):
        first, last = match.span()
        for length in range(min(last - first, _MOST), 0, -1):
            for at in range(first, last - length + 1):
                if _may_be_states(text, at, at + length):
                    yield at, at + length, at + length + text.startswith(_SIDE, at + length)


def _may_be_states(text: str, start: int, end: int) -> bool:
    states, run = _states(), fold(text[start:end])
    side = text.startswith(_SIDE, end)
    if run + (_SIDE if side else "") in states.never or run in states.never or (len(run) == 1 and not side):
        return False
    return len(set(run)) == len(run) and (side or not states.sure.isdisjoint(run) or fold(text[end : end + 2]).startswith(states.follows))


def state_of(run: str, at: int) -> list[str]:
    """The keys of the places that a character of a run may stand for, the likeliest first; only one where its company decides, none for one
    that is no state's.

    >>> state_of("中吉乌", 2), state_of("俄乌", 1), state_of("中巴", 1)
    (['uzbekistan'], ['ukraine'], ['pakistan', 'brazil', 'palestine'])
    """
    states, folded = _states(), fold(run)
    keys = states.places.get(folded[at], [])
    beside = set(folded[:at] + folded[at + 1 :])
    meant = [key for key in keys if not beside.isdisjoint(states.company.get(key, ""))]
    return meant if len(meant) == 1 else keys
