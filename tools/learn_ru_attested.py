"""Finds the names behind the words of Russian text, for `languages/ru/attested.tsv`.

    pip install wordfreq natasha
    python tools/learn_ru_attested.py

Two lists say how often each written word is met: wordfreq's of Russian, and the vocabulary of Navec's news vectors, which comes with
natasha. A word may be a form of several names (бенфики of Бенфика or of Бенфики); of all names, those are sought that explain all words
best: «бенфика», «бенфику» and «бенфикой» are met, «бенфик» is not. This is done by expectation and maximisation: a word's weight, the
square root of how often it is met, is shared among its names by how much weight they have so far and how often a name stands in that case;
what a name comes to by this is its new weight. Names begin with what their ends make likely, and lose a little in each round, so that few
remain.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from importlib.resources import files
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
import wordfreq
from navec import Navec

from atau.languages.ru.attested import START
from atau.languages.ru.cells import Cells, in_all_cases
from atau.languages.ru.declension import undecline
from atau.languages.ru.dictionary import Entry, entries
from atau.languages.ru.ends import by_ends
from atau.languages.ru.writing import VOWELS

TARGET = Path(__file__).parent.parent / "src/atau/languages/ru/attested.tsv"
NEWS = "data/emb/navec_news_v1_1B_250K_300d_100q.tar"  # counted in a thousand million words, so wordfreq's shares are as well
WORD = re.compile(r"(?!.*(.)\1\1)[а-яё]{2,24}")  # and no аааа
NAMES = ("given", "surname", "place")
ROUNDS, LOSS = 40, 0.5
LEAST, SCALE = 2.0, 3.0  # the weight that a name must come to, and as how many names of the same end one of weight 1 counts
FIXED = 0.5  # how often a name that is not inflected is met as it is: less than always, or each word would be one
#: How likely a word is to be of each class of types before it is looked at, the commonest 1.
CLASSES = {"adjective": 0.3, "woman": 0.5, "neuter": 0.2, "neuter_adjective": 0.1, "fixed_a": 0.1, "listed": 3.0}
PLURAL = 0.03
HEADER = """\
# Names that pymorphy3's dictionary mostly lacks, found behind the words of Russian text, and how well each explains them.
#
# What      the names that start with the same three letters are on one line, without them; ё is written е, and * stands after a name that
#           declines as adjectives do
# Fields    start <tab> rest of a name <tab> weight <tab> rest of the next name …; a weight of 1 says as much as one more name of that end
# Source    tools/learn_ru_attested.py, over the word counts of wordfreq {version} (Russian; data CC BY-SA 4.0) and of the vocabulary of
#           Navec's vectors of news texts (natasha {natasha}, MIT)
# Use       of two nominatives that a form may come from, the one that is met in text itself, or with more of its forms, is likelier
"""


class Candidate(NamedTuple):
    """A name that a word may be a form of: how often it is met in that form, and how likely such a name is."""

    name: str
    share: float
    prior: float


def counts() -> Mapping[str, float]:
    """How often each word is met in a thousand million, without the dots of its ё."""
    found: Counter[str] = Counter()
    for word, share in wordfreq.get_frequency_dict("ru", "best").items():
        found[word.replace("ё", "е")] += share * 1e9  # type: ignore[assignment]
    vocabulary = Navec.load(str(files("natasha") / NEWS)).vocab
    for word, count in zip(vocabulary.words, vocabulary.counts, strict=False):
        found[word.replace("ё", "е")] += int(count)
    return {word: count for word, count in sorted(found.items()) if WORD.fullmatch(word)}


def candidates(word: str) -> Iterator[Candidate]:
    """The names that a word may be a form of; none for a word that the dictionary holds as one that declines, and not as a name."""
    known = entries(word)
    named = [entry for entry in known if entry.role in NAMES]
    if named or all(entry.role == "other" for entry in known):
        readings = [*_by_rule(word), *map(_listed, named)]
        likely = by_ends([name for name, _, _ in readings]) if readings else {}
        yield from (Candidate(name, share, prior * likely[name]) for name, share, prior in readings)


def _by_rule(word: str) -> Iterator[tuple[str, float, float]]:
    merged: dict[tuple[str, str], Cells] = defaultdict(int)
    for ending, stem in undecline(word):
        if not VOWELS.isdisjoint(stem + ending.counted):
            merged[stem + ending.counted, ending.of] |= ending.cells
    yield from ((name, in_all_cases([(1.0, cells)])[0], _prior(of)) for (name, of), cells in merged.items())
    if word[-1] in VOWELS:
        yield word, FIXED, _prior("fixed_a" if word[-1] in "аяы" else "fixed")


def _listed(entry: Entry) -> tuple[str, float, float]:
    return entry.nominative.replace("ё", "е"), in_all_cases([(1.0, entry.cells)])[0], _prior("plural" if entry.gender == "p" else "listed")


def _prior(of: str) -> float:
    return PLURAL if of.startswith("plural") else CLASSES.get(of, 1.0)


def best(found: Iterable[Candidate]) -> Iterator[Candidate]:
    """Each name once, by the reading that is likeliest."""
    for _, same in groupby(sorted(found), key=lambda candidate: candidate.name):
        yield max(same, key=lambda candidate: candidate.share * candidate.prior)


def explained(words: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """The names that explain the words, and the weight of each."""
    numbers: dict[str, int] = {}
    rows, columns, shares, priors, met = array("I"), array("I"), array("d"), array("d"), array("d")
    for word, count in words.items():
        for candidate in best(candidates(word)):
            rows.append(len(met))
            columns.append(numbers.setdefault(candidate.name, len(numbers)))
            shares.append(candidate.share)
            priors.append(candidate.prior)
        met.append((count / 10) ** 0.5)
    row, column, share = np.array(rows), np.array(columns), np.array(shares)
    weight = np.array(met)[row]
    prior = np.zeros(len(numbers))
    np.maximum.at(prior, column, np.array(priors))
    names = prior.copy()
    for step in range(ROUNDS):
        parts = names[column] * share
        given = np.bincount(column, parts / np.bincount(row, parts)[row] * weight, len(numbers))
        names = np.maximum(given - LOSS * min(1.0, step / (ROUNDS / 2)), 0) + prior
    yield from zip(numbers, (names - prior).tolist(), strict=True)


def main() -> None:
    lines: dict[str, list[str]] = defaultdict(list)
    kept = 0
    for name, weight in sorted(explained(counts())):
        if weight >= LEAST:
            lines[name[:START]] += [name[START:], str(round(SCALE * weight))]
            kept += 1
    header = HEADER.format(version=version("wordfreq"), natasha=version("natasha"))
    TARGET.write_text(header + "".join("\t".join([start, *rest]) + "\n" for start, rest in lines.items()), encoding="utf-8")
    print(f"{kept:,} names")


if __name__ == "__main__":
    main()
