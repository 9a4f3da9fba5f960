"""Counts how names end, for `languages/ru/ends.tsv`.

    python tools/learn_ru_ends.py NAMES.tsv...

Each file is a list of parallel names with a header: the columns ``name_a``, ``name_b`` and their languages ``lang_a``, ``lang_b``. Every
different Russian word in them counts once, and once more if pymorphy3's dictionary holds it as a name; so does every name of that
dictionary. A name that declines as an adjective counts apart. The result depends on nothing else.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pymorphy3 import MorphAnalyzer

from atau.languages.ru.declension import declension_of
from atau.languages.ru.dictionary import paradigms

TARGET = Path(__file__).parent.parent / "src/atau/languages/ru/ends.tsv"
LONGEST, LEAST = 5, 3
NAMES = ("given", "surname", "place")
WORD = re.compile("[а-яё]{2,}")
HEADER = """\
# How often names end in what, among names in the nominative as they are written in Russian.
#
# What      one end a line, sorted from the last letter; ё is written е, and * stands after an end of names that decline as adjectives do
# Fields    end <tab> number of different names with that end
# Source    counted by tools/learn_ru_ends.py over {names:,} names: given names, surnames and places of all nations from public lists of
#           parallel names, Wikidata's among them (they are not in this repository), and those of pymorphy3's dictionary (OpenCorpora, CC
#           BY-SA); ends of one to five letters that three names have
# Use       of two nominatives that a form may come from, the one whose end is commoner is likelier: Канагав or Канагава
"""


def listed(path: str) -> Iterator[str]:
    """The Russian words of a list of parallel names."""
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            for side in "ab":
                if row[f"lang_{side}"] == "ru":
                    yield from WORD.findall(row[f"name_{side}"].lower())


def known() -> Iterator[str]:
    """The names in the dictionary as they are cited: the nominative, of the singular unless there is none (Чебоксары).

    Without women's surnames: each stands beside a man's.
    """
    for word, tag, _, _, _ in MorphAnalyzer().dictionary.iter_known_words():
        cited = "nomn" in tag and ("sing" in tag or "Pltm" in tag or "ms-f" in tag)
        if cited and ("Name" in tag or "Geox" in tag or ("Surn" in tag and "femn" not in tag)):
            yield word


def adjectival(word: str) -> bool:
    """Whether a name declines as adjectives do: as the dictionary says, else by its end."""
    for paradigm in paradigms(word):
        if paradigm.role in NAMES:
            return any(form.endswith(("ого", "его")) or (form.endswith("ой") and word.endswith("ая")) for form in paradigm.cases[1])
    return any(declension_of(word, gender, ("adjective",)) is not None for gender in "mfnp")


def counted(names: Iterable[str]) -> Counter[str]:
    ends: Counter[str] = Counter()
    for name in names:
        mark = "*" if adjectival(name) else ""
        plain = name.replace("ё", "е")
        ends.update(plain[-length:] + mark for length in range(1, min(LONGEST, len(plain)) + 1))
    return ends


def main(paths: list[str]) -> None:
    names = [*sorted({word for path in paths for word in listed(path)}), *sorted(set(known()))]
    rows = sorted((end[::-1].lstrip("*"), end, count) for end, count in counted(names).items() if count >= LEAST)
    lines = [f"{end}\t{count}\n" for _, end, count in rows]
    TARGET.write_text(HEADER.format(names=len(names)) + "".join(lines), encoding="utf-8")
    print(f"{len(names):,} names, {len(lines):,} ends")


if __name__ == "__main__":
    main(sys.argv[1:])
