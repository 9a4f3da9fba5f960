"""Learn how the names of a language are spelt in Latin letters, whatever the system, for guessing what a spelling stands for.

    python tools/make_spellings.py ru PAIRS.tsv > src/atau/transliteration/systems/ru/spellings.tsv

PAIRS.tsv has a head and the columns lang_a, name_a, lang_b, name_b: names as they stand in two languages, of which English paired with the
language is used; so are the people and places of ``lexicon/``. Names of the language itself are added as the systems of ``systems/`` write
them (for Russian those of pymorphy3's dictionary, else those of the pairs), so that every system is known and none more than the others.

Each pair is cut into units, a few Latin letters and the letters they stand for (sh:ш, ts:ц, h: for a silent one), by the likeliest
alignment, first under what the systems say, then under what was counted (Viterbi training); what fits badly, a translation rather than
a spelling, is left out. What is kept is how often a unit follows
one or two others, as far as that differs from what the fewer would let expect. No name is kept.
"""

from __future__ import annotations

import csv
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import cycle, islice, pairwise
from pathlib import Path

from make_letter_habits import russian_names

from atau.lexicon import read
from atau.transliteration import systems, transliterate
from atau.transliteration.engine import edges
from atau.transliteration.original import DISCOUNT, END, NEVER, START, lowered
from atau.transliteration.rules import rules
from atau.transliteration.system import language_document

LEXICON = Path(__file__).parent.parent / "lexicon"

#: How many Latin letters stand for how many others, and what such a unit costs before any was counted.
SHAPES = {(1, 1): 6.0, (1, 0): 6.0, (2, 1): 9.0, (1, 2): 9.0, (3, 1): 12.0, (2, 2): 14.0, (4, 1): 16.0}

#: What a unit of each shape costs over the rarest one counted, where it was not counted itself.
STRANGER = {(1, 1): 0.0, (1, 0): 0.0, (2, 1): 2.0, (1, 2): 2.0, (3, 1): 4.0, (2, 2): 6.0, (4, 1): 6.0}

#: A unit seen in fewer pairs is a mistake of the alignment; a pair weighs as much as so many names written by systems.
SEEN, WEIGHT = 3, 3

#: So is one that is a smaller share of what its Latin letters stand for (the a of Nazarbayeva beside Назарбаев), and a pair whose units
#: cost more on average (a natural logarithm) is no spelling of one name. Russian has names of all the world: what is rare is seldom wrong.
SHARE, LOOSE = {"ru": 0.001, "kk": 0.004}, {"ru": 5.5, "kk": 4.5}

#: By so many systems each name is written, taking turns; for where there are few names, more of them.
TURNS = {"ru": 1, "kk": 4}

#: A succession of units is kept where what it says of all its occurrences is worth as much (a natural logarithm times WEIGHT).
WORTH = 6.0

ROUNDS = 4

Unit = tuple[str, str]
Pairs = Counter[tuple[str, str]]


def found_pairs(path: Path, lang: str, letters: set[str]) -> Iterator[tuple[str, str]]:
    """The words of the names that have as many in both languages."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if (row["lang_a"], row["lang_b"]) == ("en", lang):
                latin, own = words(row["name_a"]), words(row["name_b"])
                if len(latin) == len(own):
                    yield from ((a, b) for a, b in zip(latin, own, strict=True) if set(b) <= letters and not set(a) & letters)


def lexicon_pairs(lang: str, letters: set[str]) -> Iterator[tuple[str, str]]:
    """The words of the people's and places' names in the lexicon: every English form with the canonical one, if that has as many."""
    for entity in read([LEXICON]).entities:
        names = [(name.lang, words(name.text.replace("/", ""))) for name in entity.names if entity.kind in ("person", "place")]
        own = next((name for tag, name in names if tag in (lang, f"{lang}-Cyrl")), [])
        for latin in (name for tag, name in names if tag == "en" and len(name) == len(own)):
            yield from ((a, b) for a, b in zip(latin, own, strict=True) if set(b) <= letters and not set(a) & letters)


def own_names(path: Path, lang: str, letters: set[str]) -> list[str]:
    """Words of the language to write by its systems."""
    if lang == "ru":
        return sorted({word for name in russian_names() for word in words(name) if set(word) <= letters})
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    names = [row[f"name_{side}"] for row in rows for side in "ab" if row[f"lang_{side}"] == lang]
    return sorted({word for name in names for word in words(name) if set(word) <= letters})


def words(name: str) -> list[str]:
    """The words of a name as `guess_original` would read them."""
    return lowered(name).replace("-", " ").split()


def latin_systems(lang: str) -> list[str]:
    return [system.id for system in systems(lang) if (system.script, system.target) == ("Cyrl", "Latn")]


def written_pairs(names: list[str], lang: str) -> Iterator[tuple[str, str]]:
    """The names as the systems write them, taking turns."""
    turns = cycle(latin_systems(lang))
    for name in names:
        yield from ((lowered(transliterate(name, system)), name) for system in islice(turns, TURNS[lang]))


def declared(lang: str) -> dict[Unit, float]:
    """What the systems say stands for what: as cheap as can be."""
    tables = [edges(rules(system)) for system in latin_systems(lang)]
    return {(lowered(latin), own): 1.0 for table in tables for latin, sources in table.items() for own in sources}


def aligned(latin: str, own: str, cost: Mapping[Unit, float], others: Mapping[tuple[int, int], float]) -> list[Unit]:
    """The cheapest cut of a pair into units; none where there is no way."""
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for at in ((i, j) for i in range(len(latin) + 1) for j in range(len(own) + 1)):
        if at in best:
            for shape in SHAPES:
                to = at[0] + shape[0], at[1] + shape[1]
                if to[0] <= len(latin) and to[1] <= len(own):
                    total = best[at][0] + cost.get((latin[at[0]:to[0]], own[at[1]:to[1]]), others[shape])
                    if to not in best or total < best[to][0]:
                        best[to] = total, at
    ends = [(len(latin), len(own))] if (len(latin), len(own)) in best else []
    while ends and ends[-1] != (0, 0):
        ends.append(best[ends[-1]][1])
    return [(latin[a[0]:b[0]], own[a[1]:b[1]]) for a, b in pairwise(reversed(ends))]


def cut(pairs: Pairs, lang: str) -> list[tuple[list[Unit], int]]:
    """Every pair as units, with its weight."""
    cost, others = declared(lang), SHAPES
    for _ in range(ROUNDS):
        sequences = [(units, weight) for (latin, own), weight in pairs.items() if (units := aligned(latin, own, cost, others))]
        counts = Counter[Unit]()
        for units, weight in sequences:
            counts.update(dict.fromkeys(units, weight) if len(set(units)) == len(units) else Counter(units * weight))
        cost = {unit: -math.log(count / counts.total()) for unit, count in counts.items()}
        others = {shape: math.log(3 * counts.total()) + more for shape, more in STRANGER.items()}
    of = Counter[str]()
    for (latin, _), count in counts.items():
        of[latin] += count
    usual = {unit for unit, count in counts.items() if count >= SEEN * WEIGHT and count >= SHARE[lang] * of[unit[0]]}
    return [
        (units, weight) for units, weight in sequences
        if usual.issuperset(units) and sum(cost[unit] for unit in units) <= LOOSE[lang] * len(units)
    ]


def followers(sequences: Iterable[tuple[list[Unit], int]]) -> dict[str, Counter[str]]:
    """What follows nothing in particular, one unit, two units; keys are units separated by a space."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for units, weight in sequences:
        spelt = [START, *(":".join(unit) for unit in units), END]
        for at in range(1, len(spelt)):
            for order in range(min(at, 2) + 1):
                found[" ".join(spelt[at - order:at])][spelt[at]] += weight
    return found


def shorter(history: str) -> str:
    return history.partition(" ")[2]


class Kept:
    """The successions worth keeping, fewer units first, since what more of them say is measured against what fewer say."""

    def __init__(self, found: Mapping[str, Counter[str]]) -> None:
        self.counts: dict[str, tuple[int, dict[str, int]]] = {}
        for history in sorted(found, key=lambda history: (len(history.split()), history)):
            self._add(history, found[history])

    def _add(self, history: str, after: Counter[str]) -> None:
        total, expected = after.total(), {unit: self.chance(shorter(history), unit) if history else NEVER for unit in after}
        spare = sum(min(count, DISCOUNT) for count in after.values())
        kept = {
            unit: count for unit, count in sorted(after.items())
            if not history or abs(count * math.log((max(count - DISCOUNT, 0) + spare * expected[unit]) / total / expected[unit])) > WORTH
        }
        if kept:
            self.counts[history] = total, kept

    def chance(self, history: str, unit: str) -> float:
        if history not in self.counts:
            return self.chance(shorter(history), unit)
        total, kept = self.counts[history]
        spare = total - sum(max(count - DISCOUNT, 0) for count in kept.values())
        return (max(kept.get(unit, 0) - DISCOUNT, 0) + spare * (self.chance(shorter(history), unit) if history else NEVER)) / total


def main(lang: str, path: str) -> None:
    """Print the table."""
    letters = set(language_document(lang)["alphabet"])
    found, names = {*found_pairs(Path(path), lang, letters), *lexicon_pairs(lang, letters)}, own_names(Path(path), lang, letters)
    pairs: Pairs = Counter(dict.fromkeys(found, WEIGHT))
    pairs.update(written_pairs(names, lang))
    kept = Kept(followers(cut(pairs, lang)))
    print("# Which Latin letters stand for which others after which, learned by tools/make_spellings.py from the lexicon and public lists")
    print(f"# of names (Wikidata, gazetteers), {len(found)} pairs of words, and {len(names)} words written by the systems of this folder.")
    print("# None, one or two units before (^ = a word's start) TAB how often they came TAB what came next, how often ... ($ = its end).")
    for history, (total, after) in sorted(kept.counts.items()):
        print(history, total, " ".join(f"{unit} {count}" for unit, count in after.items()), sep="\t")


if __name__ == "__main__":
    main(*sys.argv[1:])
