"""Count which letters follow which in a language's names, for reading its transliterations backwards.

    python tools/make_letter_habits.py ru > src/atau/transliteration/systems/ru/habits.tsv
    python tools/make_letter_habits.py kk NAMES.txt... > src/atau/transliteration/systems/kk/habits.tsv

Russian is counted over the first names, surnames, patronymics and places in pymorphy3's dictionary (OpenCorpora); any other language over
lists of names, one a line, that the caller has. Only the costs are kept: minus the natural logarithm of the share of a letter after
the one or two before it, and for two letters of the class HARMONY that follow each other in a word (others between them or not) how
much rarer (above 0) or commoner (below) that is than chance. The class holds letters that agree: vowels, in Kazakh к г қ ғ too.
"""

from __future__ import annotations

import math
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from atau.transliteration.habits import forerunners
from atau.transliteration.system import language_document

#: Three letters that were seen together less often say nothing.
SEEN = 4

#: Of fewer words than these, triples say what words there are rather than what the language does: with them Kazakh is read back worse.
MANY = 50_000

_NAMES = ("Name", "Surn", "Patr", "Geox")


def russian_names() -> Iterator[str]:
    """Every name in pymorphy3's dictionary as it is cited: the nominative, of the singular unless there is none (Чебоксары)."""
    import pymorphy3

    for word, tag, _, _, _ in pymorphy3.MorphAnalyzer().dictionary.iter_known_words():
        if "nomn" in tag and ("sing" in tag or "Pltm" in tag) and any(mark in tag for mark in _NAMES):
            yield word


def listed_names(paths: Iterable[str]) -> Iterator[str]:
    """Every line of some files, lower case."""
    for path in paths:
        yield from Path(path).read_text(encoding="utf-8").lower().splitlines()


def words_of(names: Iterable[str], alphabet: str) -> set[str]:
    """The words of the names that the alphabet can write."""
    pattern = re.compile(f"[{alphabet}]+")
    return {word for name in names for word in re.split(r"[\s\-]+", name) if pattern.fullmatch(word)}


def pair_costs(words: Iterable[str]) -> dict[str, float]:
    """The cost of each pair of neighbours, the edges of the word among them."""
    pairs = Counter(f"^{word}$"[at:at + 2] for word in words for at in range(len(word) + 1))
    before = _firsts(pairs)
    return {pair: -math.log(count / before[pair[0]]) for pair, count in pairs.items()}


def triple_costs(words: set[str], pairs: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """The cost of the last of three letters after the other two, smoothed by its cost after the middle one; seldom ones are left out,
    and all of them where there are few words."""
    triples = Counter(f"^{word}$"[at:at + 3] for word in words for at in range(len(word)))
    before = _firsts(triples)
    for triple, count in triples.items():
        if count >= SEEN and len(words) >= MANY:
            expected = math.exp(-pairs[triple[1:]])
            yield triple, -math.log((count + SEEN * expected) / (before[triple[:2]] + SEEN))


def _firsts(counts: Mapping[str, int]) -> Counter[str]:
    """How often what precedes the last letter was counted."""
    firsts = Counter[str]()
    for letters, count in counts.items():
        firsts[letters[:-1]] += count
    return firsts


def harmony_costs(words: Iterable[str], agreeing: str, vowels: str) -> Iterator[tuple[str, float]]:
    """The cost of each pair of letters that agree, as against chance."""
    pairs = Counter(
        (before, char) for word in words for at, char in enumerate(word) if char in agreeing
        for before in forerunners(word[:at], agreeing, vowels)
    )
    total = sum(pairs.values())
    first, second = Counter[str](), Counter[str]()
    for (a, b), count in pairs.items():
        first[a] += count
        second[b] += count
    for a in first:
        for b in second:
            yield f"{a}~{b}", -math.log((pairs[a, b] + 0.5) * total / (first[a] * second[b]))


def main(lang: str, *paths: str) -> None:
    """Print the table."""
    language = language_document(lang)
    classes = language["classes"]
    words = words_of(listed_names(paths) if paths else russian_names(), language["alphabet"])
    pairs = pair_costs(words)
    origin = "public gazetteers, lists of names and annotated corpora" if paths else "the OpenCorpora dictionary (pymorphy3)"
    print(f"# Which letters follow which, counted by tools/make_letter_habits.py over {len(words)} names in {origin}.")
    print("# Two or three letters (^ and $ are a word's edges; ~ joins two that agree, any others between) TAB cost: see the tool.")
    for pair, cost in sorted([*pairs.items(), *triple_costs(words, pairs), *harmony_costs(words, classes["HARMONY"], classes["VOWEL"])]):
        print(f"{pair}\t{cost:.2f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
