"""Learn how Chinese characters stand for pieces of foreign names, and how such names are spelt, for reading Chinese transcriptions back.

    python tools/make_han_names.py LANG han PAIRS.tsv > src/atau/transliteration/foreign/LANG-han.tsv
    python tools/make_han_names.py LANG letters PAIRS.tsv > src/atau/transliteration/foreign/LANG-letters.tsv

PAIRS.tsv has a pair of names a line: language, name, language, name. (Ours are single names of people and places from
NETransliteration-COLING2018, which took them from Wikidata, from public lists of names and from gazetteers; 3–5 % are no true pairs.)
``han`` aligns each character with none to six letters, by expectation maximisation over the pairs, and over what our own table writes
for Russian names of pymorphy3's dictionary. ``letters`` counts the letters of all names in the language. Only costs are kept, no name:
minus the natural logarithm of a probability, for ``han`` the mean of the piece's given the character and of the character's given the
piece.
"""

from __future__ import annotations

import math
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from atau.text import simplify
from atau.transliteration import transliterate

Pair = tuple[str, str]
Joint = dict[Pair, float]

WORD = {"ru": re.compile("[а-яё]+"), "en": re.compile("[a-z']+")}
HAN = re.compile("[一-鿿]+")

#: A character stands for no more letters than this.
WIDE = 6

#: Times that the alignment is made better.
ROUNDS = 5

#: A piece that was aligned with a character fewer times than this is taken for an accident.
SEEN = {"ru": 0.8, "en": 1.5}

#: Names of the dictionary that the table writes for us.
WRITTEN = 20_000

#: Letters looked at together, and what a longer group must tell over a shorter one (times seen × change of its cost) to be kept.
ORDER, TELLING = 4, 3.0


def rows(path: str) -> Iterator[list[str]]:
    """The fields of each line, names in lower case."""
    for line in Path(path).read_text(encoding="utf-8").lower().splitlines():
        yield line.split("\t")


def parts(name: str) -> list[str]:
    """The parts of a name in any script."""
    return re.split(r"[\s\-·‧・]+", name)


def pairs(path: str, lang: str) -> Iterator[Pair]:
    """The parts of names in the language and in simplified characters that can be aligned."""
    for first, name, second, han, *_ in rows(path):
        theirs, ours = parts(name), parts(simplify(han))
        if (first, second) == (lang, "zh") and len(theirs) == len(ours):
            yield from ((word, chars) for word, chars in zip(theirs, ours, strict=True) if alignable(word, chars, lang))


def alignable(word: str, chars: str, lang: str) -> bool:
    """Whether each character can have some letters."""
    return bool(WORD[lang].fullmatch(word) and HAN.fullmatch(chars)) and len(chars) <= len(word) <= WIDE * len(chars)


def dictionary() -> Iterator[str]:
    """Russian names as they are cited: first names, surnames, patronymics, places."""
    import pymorphy3

    for word, tag, *_ in pymorphy3.MorphAnalyzer().dictionary.iter_known_words():
        if "nomn" in tag and ("sing" in tag or "Pltm" in tag) and any(mark in tag for mark in ("Name", "Surn", "Patr", "Geox")):
            yield word


def written() -> Iterator[Pair]:
    """Names of the dictionary as the Xinhua table writes them: what it says of rare syllables."""
    names = sorted({name for name in dictionary() if WORD["ru"].fullmatch(name)})
    for name in random.Random(1).sample(names, WRITTEN):
        han = transliterate(name, "ru-Hans-xinhua")
        if alignable(name, han, "ru"):
            yield name, han


def chance(joint: Joint | None, word: str, chars: str, char: str, piece: str) -> float:
    """The probability of a piece and a character together: at first the nearer to an equal share, the likelier."""
    if joint is None:
        return 0.4 ** abs(len(piece) - len(word) / len(chars)) if piece else 0.0
    return joint.get((char, piece), 1e-7 * 0.3 ** len(piece))


def forward(joint: Joint | None, word: str, chars: str) -> tuple[list[list[float]], dict[tuple[int, int, int], float]]:
    """The probability of each beginning, and of each step: character, where its piece starts, where it ends."""
    reached = [[0.0] * (len(word) + 1) for _ in range(len(chars) + 1)]
    reached[0][0] = 1.0
    steps: dict[tuple[int, int, int], float] = {}
    for at, char in enumerate(chars):
        for start in (place for place, mass in enumerate(reached[at]) if mass):
            for end in range(start, min(start + WIDE, len(word)) + 1):
                steps[at, start, end] = likely = chance(joint, word, chars, char, word[start:end])
                reached[at + 1][end] += reached[at][start] * likely
    return reached, steps


def expected(joint: Joint | None, word: str, chars: str) -> Iterator[tuple[Pair, float]]:
    """How often each piece is expected to stand under each character."""
    reached, steps = forward(joint, word, chars)
    total = reached[-1][-1]
    left = defaultdict(float, {(len(chars), len(word)): 1.0})
    for (at, start, end), likely in reversed(steps.items()):
        rest = left[at + 1, end]
        left[at, start] += likely * rest
        share = reached[at][start] * likely * rest / total if total else 0.0
        if share > 1e-4:
            yield (chars[at], word[start:end]), share


def aligned(known: list[Pair]) -> Joint:
    """The expected counts of pieces under characters."""
    joint: Joint | None = None
    counts: Joint = {}
    for _ in range(ROUNDS):
        counts = defaultdict(float)
        for word, chars in known:
            for pair, share in expected(joint, word, chars):
                counts[pair] += share
        total = sum(counts.values())
        joint = {pair: count / total for pair, count in counts.items()}
    return dict(counts)


def han_costs(counts: Joint, seen: float) -> Iterator[tuple[str, str, float]]:
    """Character, piece, and cost."""
    kept = {pair: count for pair, count in counts.items() if count >= seen}
    chars, pieces = Counter[str](), Counter[str]()
    for (char, piece), count in kept.items():
        chars[char] += count  # type: ignore[assignment]
        pieces[piece] += count  # type: ignore[assignment]
    for (char, piece), count in kept.items():
        yield char, piece, -(math.log(count / chars[char]) + math.log(count / pieces[piece])) / 2


def names(path: str, lang: str) -> set[str]:
    """Every part of a name in the language."""
    told = ((own, name) for first, one, second, other, *_ in rows(path) for own, name in ((first, one), (second, other)))
    return {part for own, name in told if own == lang for part in parts(name) if WORD[lang].fullmatch(part)}


def groups(words: Iterable[str]) -> Counter[str]:
    """How often letters stand together, up to ORDER of them; ^ and $ are a word's edges."""
    counts = Counter[str]()
    for word in words:
        text = f"^{word}$"
        for end in range(2, len(text) + 1):
            counts.update(text[max(0, start):end] for start in range(end - ORDER, end) if start >= 0)
    return counts


def letter_costs(counts: Counter[str]) -> Iterator[tuple[str, str, float]]:
    """What stands before, letter, and cost: shares smoothed by those after one letter less (Witten and Bell)."""
    totals, kinds = Counter[str](), Counter[str]()
    for group, count in counts.items():
        totals[group[:-1]] += count
        kinds[group[:-1]] += 1
    chances: dict[str, float] = {}
    for group in sorted(counts, key=len):
        before = group[:-1]
        unseen = kinds[before] / (totals[before] + kinds[before])
        shorter = chances[group[1:]] if before else 1 / kinds[""]
        chances[group] = counts[group] / (totals[before] + kinds[before]) + unseen * shorter
        telling = counts[group] * abs(math.log(chances[group] / (unseen * shorter)))
        if len(group) < 3 or (counts[group] > 1 and telling >= TELLING):
            yield before, group[-1], -math.log(chances[group])
    yield from ((before, "*", -math.log(kinds[before] / (totals[before] + kinds[before]))) for before in totals)


def table(costs: Iterable[tuple[str, str, float]]) -> Iterator[str]:
    """A line a key, cheapest first."""
    lines: dict[str, list[tuple[float, str]]] = {}
    for key, piece, cost in costs:
        lines.setdefault(key, []).append((cost, piece))
    for key, cells in sorted(lines.items()):
        if any(piece != "*" for _, piece in cells):
            yield key + "\t" + " ".join(f"{piece}:{cost:.1f}" for cost, piece in sorted(cells))


def main(lang: str, what: str, path: str) -> None:
    """Print a table."""
    if what == "han":
        known = [*pairs(path, lang), *(written() if lang == "ru" else ())]
        print(f"# What Chinese characters stand for in names, learnt by tools/make_han_names.py from {len(known)} pairs, {lang} and zh.")
        print("# Character TAB letters:cost, likeliest first; nothing before the colon is no letter. The tool says what the costs are.")
        print(*table(han_costs(aligned(known), SEEN[lang])), sep="\n")
    else:
        words = names(path, lang)
        print(f"# Which letters follow which in names, counted by tools/make_han_names.py over {len(words)} parts of names, {lang}.")
        print("# What stands before (^ is a word's start) TAB letter:cost; $ is its end, * any other, over what it costs with less before.")
        print(*table(letter_costs(groups(words))), sep="\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
