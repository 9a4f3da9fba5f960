"""One name against many: `compare.similarity` for a whole list at once, in numpy arrays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from itertools import permutations

import numpy as np
from numpy.typing import NDArray

from .calibration import commonness, logit, weights
from .compare import (
    MOST,
    MOST_PARTS,
    NO_PART,
    ONLY_ONE,
    OTHER_NUMBER,
    OTHER_SEX,
    OTHER_SYLLABLES,
    SAME,
    SUPPORT,
    UNLIKE,
    chinese,
    cut,
    in_two,
    initials_logit,
    joined,
    letters_in_parts,
    ordered,
    spare,
    surname_apart,
    syllables,
    turned,
)  # fmt: skip
from .names import Part, parts, sex
from .pools import Pool

Floats = NDArray[np.float64]
Numbers = NDArray[np.intp]
_SEX = {"m": 1, "f": -1, "": 0}


class Names:
    """A list of names, made ready: their parts, each once, and which of them each name has."""

    def __init__(self, names: Sequence[str]) -> None:
        self._parsed = [parts(name) for name in names]
        self._by_count: dict[int, list[int]] = defaultdict(list)
        for number, name in enumerate(self._parsed):
            self._by_count[min(len(name.parts), MOST_PARTS)].append(number)
        self._numbered = [at for at, name in enumerate(self._parsed) if name.numbers]
        self._distinct = _Distinct()
        self._counted: dict[int, Numbers] = {}
        self._arranged: dict[tuple[int, tuple[int, ...] | None, bool], Numbers] = {}

    def logits(self, name: str) -> Floats:
        """The logit of the name with each of the list; see `compare.names_logit`."""
        asked = parts(name)
        found = np.full(len(self._parsed), UNLIKE)
        if asked.parts:
            for count, numbers in self._by_count.items():
                if count:
                    found[numbers] = self._compared(asked.parts[:MOST_PARTS], count)
            self._by_number(found, asked.numbers)
        return found

    def _by_number(self, found: Floats, numbers: tuple[str, ...]) -> None:
        for at in range(len(self._parsed)) if numbers else self._numbered:
            name = self._parsed[at]
            if name.numbers != numbers and name.parts:
                found[at] = OTHER_NUMBER if name.numbers and numbers else found[at] + NO_PART

    def _compared(self, asked: Sequence[Part], count: int) -> Floats:
        if len(asked) == count == 1:
            numbers = self._indices(count, ())[:, 0]
            return self._distinct.logits(asked[0])[numbers]
        arrangements = list(self._arrangements(asked, count))
        ways = [self._paired(query, indices, swapped) for query, indices, swapped in arrangements]
        if count == 1 < len(asked):
            ways.append(self._turned(asked))
        return self._by_surname(asked, count, np.max(ways, axis=0))

    def _turned(self, asked: Sequence[Part]) -> Floats:
        """Names of one part in Han characters beside the query with its family name first."""
        numbers = self._indices(1, ())
        logits = self._paired(joined(turned(asked), ()), numbers, swapped=True)
        return np.where(self._distinct.in_han()[numbers[:, 0]], logits, UNLIKE)

    def _by_surname(self, asked: Sequence[Part], count: int, found: Floats) -> Floats:
        """What was found, but for a Chinese name beside letters in parts, which `compare` takes by surname and given name."""
        if letters_in_parts(asked) and count == 1:
            lengths = self._distinct.chinese_lengths()[self._indices(1, ())[:, 0]]
            if lengths.any():
                logits = self._beside_letters(asked) + np.where(lengths != syllables(asked), OTHER_SYLLABLES, 0.0)
                return np.where(lengths > 0, logits, found)
        if chinese(asked) and count > 1:
            halves = [self._paired(cut, self._indices(count, cuts), False) for cut in surname_apart(asked[0]) for cuts in in_two(count)]
            logits = np.max(halves, axis=0) + np.where(self._syllables(count) != len(asked[0].symbols), OTHER_SYLLABLES, 0.0)
            return np.where(self._distinct.in_han()[self._indices(count, tuple(range(1, count)))[:, 0]], found, logits)
        return found

    def _beside_letters(self, asked: Sequence[Part]) -> Floats:
        """Each Chinese name of the list, cut behind its surname, beside the query; anything for what is no Chinese name."""
        found = [self._paired(joined(asked, two), halves, True) for halves in self._halves for two in in_two(len(asked))]
        best: Floats = np.maximum.reduce(found)
        return best

    @cached_property
    def _halves(self) -> list[Numbers]:
        """The two parts of each name of one part, cut behind the first character, and behind the second where that may be."""
        single = [self._parsed[number].parts[0] for number in self._by_count[1]]
        cuts = [list(surname_apart(name)) if chinese((name,)) else [(name, name)] for name in single]
        chosen = ([cut[min(at, len(cut) - 1)] for cut in cuts] for at in range(2))
        return [np.array([[self._distinct.number(half) for half in halves] for halves in names], np.intp) for names in chosen]

    def _syllables(self, count: int) -> Numbers:
        if count not in self._counted:
            self._counted[count] = np.array([syllables(self._parsed[number].parts[:count]) for number in self._by_count[count]])
        return self._counted[count]

    def _arrangements(self, asked: Sequence[Part], count: int) -> Iterator[tuple[Sequence[Part], Numbers, bool]]:
        """As `compare.arrangements`: the query, the parts of the names, and whether the query is the longer one."""
        whole = tuple(range(1, count))
        if len(asked) <= count:
            yield from ((asked, self._indices(count, cuts), False) for cuts in cut(len(asked), count))
            if len(asked) == 1 < count and asked[0].script == "han":
                yield asked, self._indices(count, (), turn=True), False
        else:
            yield from ((joined(asked, cuts), self._indices(count, whole), True) for cuts in cut(count, len(asked)))

    def _indices(self, count: int, cuts: tuple[int, ...], turn: bool = False) -> Numbers:
        """For the names of so many parts, which distinct parts they have, cut so."""
        if (count, cuts, turn) not in self._arranged:
            chosen = (self._parsed[number].parts[:count] for number in self._by_count[count])
            rows = [[self._distinct.number(part) for part in joined(turned(name) if turn else name, cuts)] for name in chosen]
            self._arranged[count, cuts, turn] = np.array(rows, np.intp)
        return self._arranged[count, cuts, turn]

    def _paired(self, asked: Sequence[Part], indices: Numbers, swapped: bool) -> Floats:
        """As `compare.paired`, over all names of one shape."""
        logits = np.stack([self._distinct.logits(part)[indices] for part in asked])
        if swapped:
            logits = logits.transpose(2, 1, 0)
            costs: Floats = np.broadcast_to([spare(part) for part in asked], (len(indices), len(asked)))
        else:
            costs = self._distinct.spare()[indices]
        short, _, long = logits.shape
        best = np.full(len(indices), UNLIKE)
        for chosen in permutations(range(long), short):
            left = costs.sum(axis=1) - costs[:, list(chosen)].sum(axis=1)
            together = _combined([logits[row, :, at] for row, at in enumerate(chosen)])
            best = np.maximum(best, (np.minimum(together, MOST) if short < long else together) + left)
        worth: Floats = best + (ONLY_ONE if short == 1 < long else 0.0)
        return worth


def _combined(logits: Sequence[Floats]) -> Floats:
    weakest = np.minimum.reduce(logits)
    clipped = sum((np.clip(value, -MOST, MOST) for value in logits), np.zeros(len(weakest)))
    together: Floats = weakest + SUPPORT * (clipped - np.clip(weakest, -MOST, MOST))
    return together


class _Distinct:
    """Parts, each once, numbered; compared a script at a time."""

    def __init__(self) -> None:
        self._numbers: dict[Part, int] = {}
        self._ready = 0
        self._cached = lru_cache(maxsize=256)(self._logits)

    def number(self, part: Part) -> int:
        if part not in self._numbers:
            self._numbers[part] = len(self._numbers)
        return self._numbers[part]

    def _prepare(self) -> None:
        """Pools of the parts there are; anew when there are more."""
        if self._ready == len(self._numbers):
            return
        self._parts = list(self._numbers)
        self._ready = len(self._parts)
        self._cached.cache_clear()
        self._scripts = {
            script: np.array([at for at, part in enumerate(self._parts) if part.script == script])
            for script in {p.script for p in self._parts}
        }
        self._pools = {script: Pool(script, [self._parts[at].symbols for at in numbers]) for script, numbers in self._scripts.items()}
        self._initials = [at for at, part in enumerate(self._parts) if part.initial]
        self._sexes = np.array([_SEX[sex(part)] for part in self._parts])
        self._lengths = np.array([len(part.symbols) for part in self._parts])
        self._common = np.array([commonness(part.script, part.symbols) for part in self._parts])
        self._spare = np.array([spare(part) for part in self._parts])
        self._han = np.array([part.script == "han" for part in self._parts])
        self._chinese = np.array([len(part.symbols) if chinese((part,)) else 0 for part in self._parts])

    def spare(self) -> Floats:
        self._prepare()
        return self._spare

    def in_han(self) -> NDArray[np.bool_]:
        self._prepare()
        return self._han

    def chinese_lengths(self) -> Numbers:
        self._prepare()
        return self._chinese

    def logits(self, asked: Part) -> Floats:
        """As `compare.part_logit`, for every part."""
        self._prepare()
        return self._cached(asked)

    def _logits(self, asked: Part) -> Floats:
        if asked.initial:
            return np.array([initials_logit(asked, part) for part in self._parts])
        found = np.empty(len(self._parts))
        for script, numbers in self._scripts.items():
            odds = self._pools[script].log_odds(asked.script, asked.symbols)
            common = self._common[numbers] + commonness(asked.script, asked.symbols)
            lengths = np.maximum(self._lengths[numbers] + len(asked.symbols), 1)
            found[numbers] = np.minimum(logit(weights(*ordered(asked.script, script)), odds, common, lengths), SAME)
        found = np.where(self._sexes * _SEX[sex(asked)] < 0, np.minimum(found, OTHER_SEX), found)
        for at in self._initials:
            found[at] = initials_logit(asked, self._parts[at])
        if asked in self._numbers:
            found[self._numbers[asked]] = SAME
        return found


@lru_cache(maxsize=4)
def prepared(names: tuple[str, ...]) -> Names:
    """The list, made ready once for as long as the same one is asked again."""
    return Names(names)


def similarities(name: str, names: tuple[str, ...]) -> list[float]:
    """The similarity of a name with each of many."""
    logits = prepared(names).logits(name)
    found: list[float] = np.where(logits <= UNLIKE, 0.0, 1 / (1 + np.exp(-logits))).tolist()
    return found
