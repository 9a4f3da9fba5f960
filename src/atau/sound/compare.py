"""Two names compared part by part: which part answers to which, and what is missing or contradicted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise, permutations

from .align import log_odds
from .calibration import commonness, logit, probability, weights
from .costs import costs
from .names import Part, is_patronymic, parts, sex
from .symbols import SCRIPTS

_ORDER = tuple(SCRIPTS.values())
#: The logit of two parts that are the same to the last symbol, and the most that any part is worth beside the weakest.
SAME, MOST = 16.0, 4.0
#: An initial that agrees says something; one that does not says much.
INITIAL_AGREES, INITIAL_DIFFERS = 1.0, -4.0
#: What each part that agrees adds to the weakest one, and what is left of a surname whose owner is of the other sex.
SUPPORT, OTHER_SEX = 0.25, -0.4
#: What a part costs that only one name has: a father's name, another part, and all the parts but one.
NO_PATRONYMIC, NO_PART, ONLY_ONE = -0.2, -0.8, -1.6
#: Names with other numbers are other names. Nothing in common.
OTHER_NUMBER, UNLIKE = -6.0, -9.0
#: The longest Chinese name in characters, and what it costs that the letters beside it have more syllables or fewer.
CHINESE_NAME, OTHER_SYLLABLES = 4, -3.0
_VOWELS = re.compile("[aeiouüаеёиоуыэюя]+")
#: Parts beyond so many are left out: no name has more that tell.
MOST_PARTS = 5


def similarity(a: str, b: str) -> float:
    """How alike two names sound: the calibrated probability that they are spellings of one name."""
    value = names_logit(a, b)
    return 0.0 if value <= UNLIKE else probability(value)


@lru_cache(maxsize=65536)
def names_logit(a: str, b: str) -> float:
    """The logit of two names being one; `UNLIKE` or less where one cannot be read."""
    one, other = parts(a), parts(b)
    if not one.parts or not other.parts:
        return UNLIKE
    if one.numbers != other.numbers and one.numbers and other.numbers:
        return OTHER_NUMBER
    missing = NO_PART if one.numbers != other.numbers else 0.0
    return missing + compared(one.parts[:MOST_PARTS], other.parts[:MOST_PARTS])


def compared(one: Sequence[Part], other: Sequence[Part]) -> float:
    """The logit of the best way to set the parts of two names side by side."""
    if len(one) == len(other) == 1:
        return part_logit(one[0], other[0])
    if len(one) > len(other):
        one, other = other, one
    best = max(_paired(*way) for way in ways(one, other))
    apart = chinese(one) and letters_in_parts(other) and syllables(other) != len(one[0].symbols)
    return best + (OTHER_SYLLABLES if apart else 0.0)


def ways(one: Sequence[Part], other: Sequence[Part]) -> Iterator[tuple[Sequence[Part], Sequence[Part]]]:
    """The shorter name and the longer one as they may be set side by side.

    A Chinese name beside letters goes by surname and given name, so that the less alike of them tells.
    """
    if chinese(one) and letters_in_parts(other):
        yield from ((halves, joined(other, cuts)) for halves in surname_apart(one[0]) for cuts in in_two(len(other)))
    else:
        yield from ((one, longer) for longer in arrangements(one, other))


def chinese(name: Sequence[Part]) -> bool:
    """Whether a name may be a Chinese person's in Han characters: one run of them, short, yet of a surname and a given name."""
    return len(name) == 1 and name[0].script == "han" and 1 < len(name[0].symbols) <= CHINESE_NAME


def letters_in_parts(name: Sequence[Part]) -> bool:
    """Whether a name is in letters, in more than one part."""
    return len(name) > 1 and name[0].script != "han"


def surname_apart(name: Part) -> Iterator[Sequence[Part]]:
    """A Chinese name cut behind a surname of one character, and of two where a given name is left.

    >>> [[part.symbols for part in cut] for cut in surname_apart(Part("han", "欧阳修"))]
    [['欧', '阳修'], ['欧阳', '修']]
    """
    for length in range(1, min(3, len(name.symbols))):
        yield [Part(name.script, name.symbols[:length]), Part(name.script, name.symbols[length:])]


def in_two(count: int) -> Iterator[tuple[int, ...]]:
    """The cuts of so many parts into two groups of neighbours."""
    return ((at,) for at in range(1, count))


def syllables(name: Sequence[Part]) -> int:
    """How many syllables the letters of a name in parts have: a Chinese name has one for each character.

    >>> from .names import parts
    >>> syllables(parts("Xi Jinping").parts), syllables(parts("Ли Кэцян").parts)
    (3, 3)
    """
    return sum(len(_VOWELS.findall(part.symbols)) for part in name)


def arrangements(one: Sequence[Part], other: Sequence[Part]) -> Iterator[Sequence[Part]]:
    """The longer name as it is and with neighbours joined: Jin Ping, Jinping; 习近平 beside all of Xi Jinping, and of Jinping Xi."""
    yield from (joined(other, cuts) for cuts in cut(len(one), len(other)))
    if len(one) == 1 < len(other) and one[0].script == "han":
        yield joined(turned(other), ())


def cut(least: int, count: int) -> Iterator[tuple[int, ...]]:
    """Where so many parts may be cut into at least so many groups of neighbours, uncut ones first."""
    for size in range(count, least - 1, -1):
        yield from combinations(range(1, count), size - 1)


def joined(whole: Sequence[Part], cuts: Sequence[int]) -> Sequence[Part]:
    """The parts with those between two cuts as one."""
    edges = [0, *cuts, len(whole)]
    groups = [whole[start:end] for start, end in pairwise(edges)]
    return [group[0] if len(group) == 1 else Part(group[0].script, _together(group)) for group in groups]


def _together(group: Sequence[Part]) -> str:
    """Parts as one word; an initial is never part of one."""
    return "" if any(part.initial for part in group) else "".join(part.symbols for part in group)


def turned(whole: Sequence[Part]) -> Sequence[Part]:
    """The family name, which comes last, first."""
    return [whole[-1], *whole[:-1]]


def _paired(one: Sequence[Part], other: Sequence[Part]) -> float:
    """The best pairing of all parts of the shorter name with parts of the longer."""
    logits = [[part_logit(part, answer) for answer in other] for part in one]
    costs_of = [spare(part) for part in other]
    best = UNLIKE
    for chosen in permutations(range(len(other)), len(one)):
        left = sum(costs_of) - sum(costs_of[at] for at in chosen)
        best = max(best, worth([logits[row][at] for row, at in enumerate(chosen)], left))
    return best + (ONLY_ONE if len(one) == 1 < len(other) else 0.0)


def worth(logits: Sequence[float], left: float) -> float:
    """Parts that answer to each other, less what those cost that are left over: with some left no pairing is quite sure."""
    together = combined(logits)
    return (min(together, MOST) if left else together) + left


def spare(part: Part) -> float:
    """What it costs that only one of the names has this part."""
    return NO_PATRONYMIC if is_patronymic(part) else NO_PART


def ordered(one: str, other: str) -> tuple[str, str]:
    """Two scripts as the tables of costs name them."""
    return (one, other) if _ORDER.index(one) <= _ORDER.index(other) else (other, one)


def combined(logits: Sequence[float]) -> float:
    """Parts together: as sure as the weakest, and a little surer for each other that agrees."""
    weakest = min(logits)
    return weakest + SUPPORT * (sum(min(max(value, -MOST), MOST) for value in logits) - min(max(weakest, -MOST), MOST))


@lru_cache(maxsize=262144)
def part_logit(one: Part, other: Part) -> float:
    """The logit of two parts being one."""
    if one.initial or other.initial:
        return initials_logit(one, other)
    if one == other:
        return SAME
    first, second = (one, other) if (one.script, other.script) == ordered(one.script, other.script) else (other, one)
    odds = log_odds(costs(first.script, second.script), first.symbols, second.symbols)
    common = commonness(one.script, one.symbols) + commonness(other.script, other.symbols)
    value: float = logit(weights(first.script, second.script), odds, common, len(first.symbols) + len(second.symbols))
    return min(value, OTHER_SEX) if sex(one) and sex(other) and sex(one) != sex(other) else min(value, SAME)


def initials_logit(one: Part, other: Part) -> float:
    """The logit of two parts of which one is an initial."""
    short, long = (one, other) if len(one.symbols) <= len(other.symbols) else (other, one)
    if short.script == long.script:
        return INITIAL_AGREES if long.symbols.startswith(short.symbols) else INITIAL_DIFFERS
    heads = [Part(long.script, long.symbols[:length]) for length in (1, 2, 3) if length <= len(long.symbols)]
    likely = max(part_logit(Part(short.script, short.symbols), head) for head in heads)
    return INITIAL_AGREES if likely > 0 else INITIAL_DIFFERS
