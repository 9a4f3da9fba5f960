"""Names by sound: how well true pairs are told from false ones and how fast, against rapidfuzz over unidecode and nomenklatura's logic-v2.

Pairs are those of files given (``python -m benchmarks.sound PAIRS.tsv…``, columns label name_a name_b), else of the lexicon: names of one
entity in two languages, and each beside the name that follows it in the order of the alphabet.
"""

from __future__ import annotations

import csv
import random
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import rapidfuzz

import atau

from .material import entities
from .measure import Figure, peer, per_second, seconds, tell

#: Pairs of a table that are scored, chosen at random, always the same: logic-v2 takes a millisecond for each.
PAIRS = 1500
#: Names asked for, and names among which their counterparts are sought.
ASKED, AMONG = 10_000, 100_000


class Labelled(NamedTuple):
    """Two names, and whether they are one."""

    one: str
    other: str
    true: bool


Scorer = Callable[[str, str], float]


def run(paths: list[str] | None = None) -> None:
    given = {Path(path).name: _read(path) for path in paths or []}
    tables = given or {f"lexicon, en–{lang}": _of_lexicon(lang) for lang in ("ru", "zh", "kk")}
    for title, pairs in tables.items():
        _quality(title, random.Random(0).sample(pairs, min(len(pairs), PAIRS)))
    _match()


def _read(path: str) -> list[Labelled]:
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [Labelled(row["name_a"], row["name_b"], row["label"] == "1") for row in rows]


def _of_lexicon(lang: str) -> list[Labelled]:
    """The people: what else has a name is often translated."""
    both = sorted((names[lang], names["en"]) for names in _people() if {lang, "en"} <= names.keys())
    pairs: list[Labelled] = []
    for (name, english), (after, _) in zip(both, [*both[1:], both[0]], strict=True):
        pairs += Labelled(english, name, True), Labelled(english, after, False)
    return pairs


def _people() -> list[dict[str, str]]:
    people = (entity for entity in entities() if entity.kind == "person")
    return [{name.lang: name.text for name in person.names if name.status == "canonical"} for person in people]


def _quality(title: str, pairs: list[Labelled]) -> None:
    scorers = {"atau.similarity": atau.similarity, "rapidfuzz WRatio over unidecode": _ratio(), "nomenklatura logic-v2": _logic()}
    shown: list[Figure] = []
    for who, scorer in scorers.items():
        if scorer is not None:
            scored = [(scorer(pair.one, pair.other), pair.true) for pair in pairs]
            shown += [Figure(f"{who}: AUC", _auc(scored), "AUC"), Figure(f"{who}: recall at 95 % precision", _recall(scored), "recall")]
            shown.append(Figure(f"{who}: speed", per_second(lambda pair, scorer=scorer: scorer(pair.other, pair.one), pairs), "pairs/s"))
    tell(f"{title}: {len(pairs):,} pairs, {sum(pair.true for pair in pairs):,} true", shown)


def _ratio() -> Scorer | None:
    unidecode = peer("unidecode")
    if unidecode is None:
        return None
    return lambda one, other: rapidfuzz.fuzz.WRatio(unidecode.unidecode(one).lower(), unidecode.unidecode(other).lower())


@cache
def _logic() -> Scorer | None:
    """Two entities that have nothing but a name: people, since that is what it compares best."""
    if (matching := peer("nomenklatura.matching")) is None:
        return None
    from followthemoney import model

    algorithm = matching.get_algorithm("logic-v2")
    config = algorithm.default_config()

    def entity(name: str, side: str) -> object:
        """It keeps what it made of an entity under its ID, so that no two names may have the same."""
        return model.get_proxy({"id": side + name, "schema": "Person", "properties": {"name": [name]}})

    return lambda one, other: float(algorithm.compare(entity(one, "a "), entity(other, "b "), config).score)


def _auc(scored: list[tuple[float, bool]]) -> float:
    """How often a true pair stands above a false one; of equals half."""
    above, false = 0.0, 0
    by_score: dict[float, list[int]] = {}
    for score, true in scored:
        by_score.setdefault(score, [0, 0])[true] += 1
    for score in sorted(by_score):
        wrong, right = by_score[score]
        above += right * (false + wrong / 2)
        false += wrong
    return above / max(false * (len(scored) - false), 1)


def _recall(scored: list[tuple[float, bool]], precision: float = 0.95) -> float:
    """The share of true pairs above the lowest score from which on so many are true."""
    ordered = sorted(scored, key=lambda pair: (-pair[0], pair[1]))
    best = found = 0
    for count, (_, true) in enumerate(ordered, 1):
        found += true
        best = found if found >= precision * count else best
    return best / max(sum(true for _, true in scored), 1)


def _match() -> None:
    """Columns of people put together from given and family names of the lexicon, all of whom are in both, in another language."""
    dice = random.Random(0)
    named = [(names["en"].split(), names["ru"].split()) for names in _people() if {"en", "ru"} <= names.keys()]
    both = [(english, russian) for english, russian in named if len(english) == 2 <= len(russian)]
    made = [(dice.choice(both), dice.choice(both)) for _ in range(AMONG)]
    english = [f"{one[0][0]} {two[0][-1]}" for one, two in made]
    russian = [f"{one[1][0]} {two[1][-1]}" for one, two in made]
    began = seconds(lambda: list(atau.match(english[:ASKED], russian)), runs=1)
    tell(f"match, {ASKED:,} English names among {AMONG:,} Russian", [Figure("match, index of sounds included", began, "s", "less")])


if __name__ == "__main__":
    run(sys.argv[1:])
