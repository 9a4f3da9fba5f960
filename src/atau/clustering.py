"""Names → groups of names that are one, by the lexicon and by sound: around the fullest name, and without any two that are clearly two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .matching import GOOD_ENOUGH, Column, Pair, contradict, sure
from .resolver import Resolver
from .sound.compare import SAME, names_logit
from .sound.names import parts
from .text import key

#: Two names of which the logit is below this contradict each other: they are likelier two than one.
_CONTRADICTED = 0.0


@dataclass(frozen=True, slots=True)
class Group:
    """Names that are one: the fullest, the positions of all in what was given, and each other one beside the fullest, with the reason."""

    name: str
    positions: tuple[int, ...]
    pairs: tuple[Pair, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names as they are written, the fullest first, each once."""
        return self.name, *(pair.name for pair in self.pairs)


def cluster(names: Iterable[str], resolver: Resolver) -> list[Group]:
    """The groups of names that are one, in the order in which they begin; a name that is alone is a group too."""
    if isinstance(names, str):
        raise TypeError("names must be an iterable of strings, not one string")
    places: dict[str, list[int]] = defaultdict(list)
    for position, name in enumerate(names):
        if not isinstance(name, str):
            raise TypeError(f"names must hold str, not {type(name).__name__}")
        places[name].append(position)
    fullest = sorted(places, key=_fullness)
    groups = _Groups(Column(fullest, resolver))
    for number in range(len(fullest)):
        groups.place(number)
    found = [_group(pairs, number, fullest, places) for number, pairs in groups.pairs.items()]
    return sorted(found, key=lambda group: group.positions[0])


def _fullness(name: str) -> tuple[int, int, str]:
    said = [part for part in parts(name).parts if not part.initial]
    return -len(said), -len(name), name


def _group(pairs: Sequence[Pair], number: int, fullest: Sequence[str], places: Mapping[str, Sequence[int]]) -> Group:
    name = fullest[number]
    positions = sorted(position for said in (name, *(pair.name for pair in pairs)) for position in places[said])
    return Group(name, tuple(positions), tuple(replace(pair, position=places[name][0]) for pair in pairs))


class _Groups:
    """The groups so far: the number of the fullest name → the other names. Names come in the order of their fullness."""

    def __init__(self, column: Column) -> None:
        self.pairs: dict[int, list[Pair]] = {}
        self._column = column
        self._numbers: dict[int, list[int]] = {}
        self._of: dict[int, int] = {}

    def place(self, number: int) -> None:
        """Put a name into the group that it surely belongs to, or into one of its own."""
        logits = dict(self._fitting(number))
        score = sure(logits.values())
        group = max(logits, key=lambda first: (logits[first], -first)) if score >= GOOD_ENOUGH else number
        if group == number:
            self.pairs[number], self._numbers[number] = [], []
        else:
            name, first = self._column.names[number], self._column.names[group]
            self.pairs[group].append(Pair(name, first, round(score, 4), group, self._how(number, group)))
        self._numbers[group].append(number)
        self._of[number] = group

    def _fitting(self, number: int) -> Iterator[tuple[int, float]]:
        """The groups that a name fits, with the logit that it belongs there: all members agree with it, and one says so most."""
        near = {self._of[at] for at in self._near(number) if at in self._of}
        for group in sorted(near):
            logits = [self._logit(number, member) for member in self._numbers[group]]
            if min(logits) >= _CONTRADICTED:
                yield group, max(logits)

    def _near(self, number: int) -> Iterator[int]:
        ours = self._column.known[number]
        yield from (at for _, at in self._column.of_one_entity(ours))
        yield from (at for _, at in self._column.heard(self._column.names[number], ours))

    def _logit(self, one: int, other: int) -> float:
        if self._how(one, other) != "sound":
            return SAME
        if contradict(self._column.known[one], self._column.known[other]):
            return -SAME
        return names_logit(self._column.names[one], self._column.names[other])

    def _how(self, one: int, other: int) -> str:
        """What says that two names are one."""
        names, ours, theirs = self._column.names, self._column.known[one], self._column.known[other]
        if key(names[one]) == key(names[other]) and any(map(str.isalnum, names[one])):
            return "written"
        shared = max((min(ours[owner], theirs[owner]) for owner in ours.keys() & theirs.keys()), default=0.0)
        return "lexicon" if shared >= GOOD_ENOUGH else "sound"
