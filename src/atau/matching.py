"""Two columns of names → the counterpart of each name of the first in the second: by the lexicon, else by sound among candidates."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from .resolver import Resolver
from .sound.calibration import probability
from .sound.compare import UNLIKE, names_logit
from .sound.names import parts
from .text import key

if TYPE_CHECKING:
    from .sound.blocking import Blocks

#: A counterpart is given from this score on. Where half of the names asked for, single words that the model had not seen, are absent from
#: a column of 10,000, four in five of those given are then right in Chinese and in Russian, more in Kazakh; a toss-up of two is below it.
GOOD_ENOUGH = 0.72
#: Names compared with one. Among 10,000 the counterpart of an English name is one of so many for 98 % in Russian and 89 % in Chinese;
#: three times as many bring 4 % more there, of which the comparison finds few. A name of two parts or more says more: half, or a third.
_COMPARED = 30
#: Entities of one name that are looked at.
_NAMESAKES = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """A name and its counterpart: how sure it is that they are one (``score``, 0…1, the runners-up considered), and where that stands.

    ``position`` is that of the counterpart in its column. ``how`` is ``written`` (the same but for case and accents), ``lexicon`` (both are
    forms of one entity) or ``sound``.
    """

    name: str
    other: str
    score: float
    position: int
    how: str


def match(names: Iterable[str], others: Iterable[str], resolver: Resolver) -> Iterator[Pair | None]:
    """The best counterpart of each name, in order; ``None`` where none is sure enough."""
    if isinstance(names, str) or isinstance(others, str):
        raise TypeError(f"{'names' if isinstance(names, str) else 'others'} must be an iterable of strings, not one string")
    column = Column([_text(other, "others") for other in others], resolver)
    best = lru_cache(maxsize=65536)(column.best)
    return (best(_text(name, "names")) for name in names)


def known(resolver: Resolver, name: str) -> Mapping[str, float]:
    """The entities of which a name, as it is written, is a form, and how sure each is; by ID."""
    if not resolver.index.postings(key(name)):
        return {}
    return {match.id: match.score for match in resolver.candidates(name, limit=_NAMESAKES)}


def sure(logits: Iterable[float]) -> float:
    """How sure the greatest of some logits is the one meant: its probability, less the more its runners-up come near.

    >>> round(sure([3.0]), 2), round(sure([3.0, 3.0]), 2), sure([])
    (0.95, 0.67, 0.0)
    """
    found = sorted(logits, reverse=True)
    if not found or found[0] <= UNLIKE:
        return 0.0
    return probability(found[0]) / math.sqrt(sum(math.exp(2 * (logit - found[0])) for logit in found))


class Column:
    """Names among which counterparts are sought."""

    def __init__(self, names: Sequence[str], resolver: Resolver) -> None:
        self.names = names
        self.known = [known(resolver, name) for name in names]
        self._resolver = resolver
        self._written: dict[str, int] = {}
        self._forms: dict[str, list[int]] = {}
        for position, name in enumerate(names):
            self._written.setdefault(key(name), position)
            for owner in self.known[position]:
                self._forms.setdefault(owner, []).append(position)

    def best(self, name: str) -> Pair | None:
        """The counterpart of a name, if one is sure enough."""
        position = self._written.get(key(name))
        if position is not None and any(map(str.isalnum, name)):
            return self._pair(name, position, 1.0, "written")
        ours = known(self._resolver, name)
        score, position = max(self.of_one_entity(ours), key=_first_of_best, default=(0.0, 0))
        if score >= GOOD_ENOUGH:
            return self._pair(name, position, score, "lexicon")
        logits = {key(self.names[at]): (logit, at) for logit, at in self.heard(name, ours)}
        score = sure(logit for logit, _ in logits.values())
        return self._pair(name, max(logits.values(), key=_first_of_best)[1], score, "sound") if score >= GOOD_ENOUGH else None

    def _pair(self, name: str, position: int, score: float, how: str) -> Pair:
        return Pair(name, self.names[position], round(score, 4), position, how)

    def of_one_entity(self, ours: Mapping[str, float]) -> Iterator[tuple[float, int]]:
        """The names that have an entity in common with one, and how sure that is."""
        for owner, score in ours.items():
            yield from ((min(score, self.known[position][owner]), position) for position in self._forms.get(owner, ()))

    def heard(self, name: str, ours: Mapping[str, float]) -> Iterator[tuple[float, int]]:
        """The names that sound likest, with their logits, the last first; those are left out that are known to be of other entities."""
        said = len(parts(name).parts)
        for position in sorted(self._blocks.candidates(name, _COMPARED // max(min(said, 3), 1)).tolist(), reverse=True):
            if not contradict(ours, self.known[position]):
                yield names_logit(name, self.names[position]), position

    @cached_property
    def _blocks(self) -> Blocks:
        from .sound.blocking import Blocks, build  # needs numpy: paid for when the lexicon does not know all

        return Blocks(build(self.names))


def contradict(ours: Mapping[str, float], theirs: Mapping[str, float]) -> bool:
    """Whether the lexicon knows two names, and no entity that has both."""
    return bool(ours and theirs) and ours.keys().isdisjoint(theirs)


def _first_of_best(found: tuple[float, int]) -> tuple[float, int]:
    return found[0], -found[1]


def _text(value: str, name: str) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{name} must hold str, not {type(value).__name__}")
    return value
