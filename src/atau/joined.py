"""States joined in Chinese by one character each (中哈, 中吉乌, 哈方), as mentions of the states: only when asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from .errors import UnknownEntityError
from .index import Index
from .languages.zh import state_of, state_runs
from .model import Form, Match, Mention
from .text import fold

#: How far a word may reach to either side of a run.
_NEAR = 4
_ONE, _SEVERAL, _NAMED = 0.9, 0.6, 0.95

#: Whether a piece of a folded stretch of text is cut out of longer words.
Cuts = Callable[[str, int, int], bool]


def with_states(text: str, mentions: Sequence[Mention], index: Index, cuts: Cuts) -> list[Mention]:
    """The mentions of a text, and those of joined states where no name stands."""
    named: dict[str, int] = {}
    for mention in mentions:
        named[mention.id] = named.get(mention.id, 0) + 1
    found: list[Mention] = []
    last = 0
    for start, end in [*((m.start, m.end) for m in mentions), (len(text), len(text))]:
        for run in _runs(text, last, start, cuts):
            found += _states(text, *run, index, named)
        last = end
    return sorted([*mentions, *found], key=lambda mention: mention.start) if found else list(mentions)


def _runs(text: str, start: int, end: int, cuts: Cuts) -> Iterator[tuple[int, int]]:
    """The runs of a stretch that cut no word, the longest first, none over another."""
    taken: list[tuple[int, int]] = []
    for first, last, beyond in state_runs(text, start, end):
        if any(first < b and a < last for a, b in taken):
            continue
        left = max(0, first - _NEAR)
        window = fold(text[left : beyond + _NEAR])
        if not cuts(window, first - left, beyond - left):
            taken.append((first, last))
            yield first, last


def _states(text: str, start: int, end: int, index: Index, named: Mapping[str, int]) -> Iterator[Mention]:
    """A mention for each character of a run."""
    for at in range(start, end):
        ids = [f"place/{key}" for key in state_of(text[start:end], at - start)]
        match = _match(text[at], text[start:end], sorted(ids, key=lambda entity_id: -named.get(entity_id, 0)), index, named)
        if match is not None:
            yield Mention(at, at + 1, text[at], match.form.lang, text[at], match)


def _match(character: str, run: str, ids: list[str], index: Index, named: Mapping[str, int]) -> Match | None:
    """The likeliest state: the one that the text also names, or the commonest; ``None`` where the index does not hold it."""
    try:
        entity = index.entity(index.number(ids[0]))
    except UnknownEntityError:
        return None
    name = next((name for name in entity.names if name.lang == "zh"), entity.names[0])
    form = Form(character, "zh", name, nominative=character, steps=(f"one character for the state, in {run!r}",))
    if ids[0] in named:
        return Match(entity, _NAMED, "exact", form, reasons=("the text also names it",))
    return Match(entity, _SEVERAL if len(ids) > 1 else _ONE, "exact", form, ambiguous=len(ids) > 1)
