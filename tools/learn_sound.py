"""Learn how names are respelt across scripts: the tables ``costs/*.tsv`` and ``model.toml`` of `atau.sound`.

    python tools/learn_sound.py PAIRS.tsv [VARIANTS.tsv]        columns lang_a name_a lang_b name_b; VARIANTS: name_a name_b, Latin

Deterministic, about three minutes on one core. Besides the pairs given it learns from what follows of them: two names that share a third
one as their counterpart, romanisations of Cyrillic names by this library's own systems, and the readings of Han characters. One pair in
twenty, chosen by a hash of its text, is kept out of the tables and calibrates the scores.
"""

from __future__ import annotations

import csv
import math
import sys
import unicodedata
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import calibrate_sound
from pair_em import Joint, Material, learn

HERE = Path(__file__).resolve().parent.parent / "src" / "atau" / "sound"
#: A letter with a mark is kept as written if it is in so many names; a rarer one is folded.
OFTEN = 60
LONGEST = 14
#: A piece that stands beside an initial or a final more seldom than so is not kept.
FAINT = 3e-5
Pair = tuple[str, str]
Pairs = dict[tuple[str, str], list[Pair]]

_LETTERS = ((1, 1), (2, 1), (1, 2), (2, 2), (3, 1), (1, 0), (0, 1))
_STEPS = {
    ("latin", "cyrillic"): (*_LETTERS, (3, 2), (4, 1)),
    ("latin", "latin"): (*_LETTERS, (1, 3)),
    ("cyrillic", "cyrillic"): (*_LETTERS, (1, 3)),
}
_WHOLE = ((1, 1), (2, 1), (3, 1), (4, 1), (1, 0), (0, 1))
_HALVES = ((1, 1), (2, 1), (3, 1), (0, 1), (1, 0))

#: Systems by which names in Cyrillic are romanised here, besides what the pairs hold.
_RUSSIAN = ("ru-Latn-bgn", "ru-Latn-icao", "ru-Latn-de-press", "ru-Latn-fr-press", "ru-Latn-iso9", "ru-Latn-gost7034", "ru-Latn-wikipedia")
_KAZAKH = ("kk-Latn-2021", "kk-Latn-2018", "kk-Latn-bgn", "kk-Latn-passport", "kk-Latn-qazaqparat")


def rows(path: str) -> list[dict[str, str]]:
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def kept_letters(names: Iterable[str]) -> str:
    """The letters that are common enough to be kept as they are written."""
    seen = Counter(char for name in names for char in unicodedata.normalize("NFC", name.lower()))
    return "".join(sorted(c for c, count in seen.items() if count >= OFTEN and (c.isascii() or "\u00df" <= c <= "\u052f") and c.isalpha()))


def oriented(one: str, other: str) -> tuple[tuple[str, str], Pair] | None:
    """Two tokens in the order of their scripts; nothing if one cannot be read or is too long to be one."""
    from atau.sound.symbols import SCRIPTS, symbols

    order = list(SCRIPTS.values())
    (script, name), (theirs, counterpart) = sorted((symbols(one), symbols(other)), key=lambda read: order.index(read[0]) if read[0] else 9)
    if not script or not theirs or not name or not counterpart or max(len(name), len(counterpart)) > LONGEST:
        return None
    return (script, theirs), (name, counterpart)


def gathered(found: Iterable[tuple[str, str]]) -> Pairs:
    pairs: Pairs = defaultdict(list)
    for one, other in found:
        placed = oriented(one, other)
        if placed is not None:
            pairs[placed[0]].append(placed[1])
    return pairs


def held_out(row: dict[str, str]) -> bool:
    return zlib.crc32(min(row["name_a"], row["name_b"]).encode()) % 20 == 0


def pivoted(table: Sequence[dict[str, str]]) -> Iterator[Pair]:
    """Names that have the same counterpart: пётр and 彼得 by peter, two Chinese forms of an English one, two English of a Russian."""
    for hub, end in (("name_a", "name_b"), ("name_b", "name_a")):
        of: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in table:
            of[row[f"lang_{hub[-1]}"], row[hub].lower()].add(row[end])
        for (lang, _), ends in sorted(of.items()):
            if len(ends) <= 12 and (hub == "name_a" or lang == "ru"):
                yield from ((one, other) for one in sorted(ends) for other in sorted(ends) if one < other)


def romanised(table: Sequence[dict[str, str]]) -> Iterator[Pair]:
    """Cyrillic names of the table as systems write them: beside the original, and two romanisations beside each other."""
    import atau

    for number, row in enumerate(table):
        for side, there in (("a", "b"), ("b", "a")):
            if row[f"lang_{side}"] not in ("ru", "kk"):
                continue
            systems = _RUSSIAN if row[f"lang_{side}"] == "ru" else _KAZAKH
            name = row[f"name_{side}"]
            one, other = (atau.transliterate(name, systems[(number + step) % len(systems)]) for step in (0, 1 + number % 3))
            if row[f"lang_{there}"] == "zh":
                yield one, row[f"name_{there}"]
            elif row[f"lang_{side}"] == "kk" or name.lower().endswith(
                ("ов", "ев", "ин", "ова", "ева", "ина", "ский", "ская", "ич", "енко")
            ):
                yield from ((one, name), (other, name), (one, other))
            if row[f"lang_{side}"] == "kk":
                yield name, atau.transliterate(name, "kk-Cyrl-ru")


def couples(table: Iterable[dict[str, str]]) -> Iterator[Pair]:
    return ((row["name_a"], row["name_b"]) for row in table)


def readings() -> Iterator[Pair]:
    """Each Simplified character that has a reading, as Chinese names are romanised and written in Russian; pinyin beside Wade–Giles."""
    import atau
    from atau.sound.symbols import syllable
    from atau.text import simplify

    for code in range(0x4E00, 0x9FA6):
        char = chr(code)
        if syllable(char).isascii() and simplify(char) == char:
            written = [atau.transliterate(char, system) for system in ("zh-Latn-pinyin", "zh-Latn-wadegiles", "zh-Cyrl-palladius")]
            yield from ((name, char) for name in written)
            if code % 10 == 0:
                yield written[0], written[1]


def letter_odds(joint: Joint, one: Counter[str], other: Counter[str]) -> dict[str, dict[str, float]]:
    """Counts of joint pieces as odds against chance: the letters of both coming as often as they do. Rows by the second piece."""
    total = sum(joint.values())
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (piece, against), count in joint.items():
        found[against][piece] = count / total / (chance(piece, one) * chance(against, other))
    return found


def chance(piece: str, letters: Counter[str]) -> float:
    total = sum(letters.values())
    return math.prod(letters[letter] / total for letter in piece)


def written(name: str, table: dict[str, dict[str, float]], about: str) -> None:
    """A table, rows by how often they are used in the alphabet's order, cells from the likeliest down."""
    lines = [f"# {line}" for line in about.strip().splitlines()]
    for piece in sorted(table):
        cells = sorted(table[piece].items(), key=lambda cell: (cell[0] != "#", -cell[1], cell[0]))
        lines.append(f"{piece or '_'}\t" + " ".join(f"{other or '_'}:{odds:.3g}" for other, odds in cells))
    (HERE / "costs" / f"{name}.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")


_ABOUT = """Odds that a piece of a name in {other} stands for a piece in {one}, against chance: above 1 they belong together. _ is nothing.
A row: the {other} piece, a tab, then {one} piece:odds, the likeliest first.
Learned by tools/learn_sound.py from {count:,} pairs of names (see model.toml); to be replaced by it, not edited."""

_HAN = """Shares of the pieces of a name in {one} that a Han character stands for. _ is nothing: an unwritten piece, and, as a row, odds of
letters that no character stands for. A row: the character, a tab, #:how often it was seen, then {one} piece:share, the likeliest first.
Rows that begin with < and > are the initials and the finals of readings; row = holds the share of each letter in names.
Learned by tools/learn_sound.py from {count:,} pairs of names (see model.toml); to be replaced by it, not edited."""


_NEIGHBOURS = """Odds that a letter follows another in names in {script}, against chance; ^ and $ are the edges of a name. A row: a letter,
a tab, then letter after it:odds. Counted by tools/learn_sound.py over {count:,} names; to be replaced by it, not edited."""


def learn_neighbours(script: str, names: Sequence[str]) -> None:
    """Which letters follow which, smoothed by their own frequency."""
    pairs = Counter(pair for name in names for pair in zip(f"^{name}", f"{name}$", strict=True))
    before, after = Counter[str](), Counter[str]()
    for (one, other), count in pairs.items():
        before[one] += count
        after[other] += count
    total = after.total()
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), count in pairs.items():
        share = after[other] / total
        table[one][other] = (count + 5 * share) / (before[one] + 5) / share
    written(script, table, _NEIGHBOURS.format(script=script, count=len(names)))


def learn_letters(scripts: tuple[str, str], pairs: list[Pair]) -> None:
    if scripts[0] == scripts[1]:
        pairs = [*pairs, *((other, one) for one, other in pairs), *((name, name) for name in dict.fromkeys(one for one, _ in pairs))]
    joint = learn(Material(pairs, _STEPS[scripts]))
    one, other = (Counter(char for pair in pairs for char in pair[side]) for side in (0, 1))
    odds = letter_odds(joint, one, other)
    if scripts[0] == scripts[1]:
        odds = symmetric(odds)
    written("-".join(scripts), odds, _ABOUT.format(one=scripts[0], other=scripts[1], count=len(pairs)))


def symmetric(odds: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Between two spellings of one script neither comes first."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for piece, row in odds.items():
        for against, value in row.items():
            mean = (value + odds.get(against, {}).get(piece, value)) / 2
            found[piece][against] = found[against][piece] = mean
    return found


def halved(name: str) -> list[str]:
    from atau.sound.symbols import halves, syllable

    return [half for char in name for half in halves(syllable(char))]


def learn_han(scripts: tuple[str, str], pairs: list[Pair]) -> None:
    """Characters whole, and the initials and finals of their readings for what was seen too seldom."""
    fine = learn(Material([(one, halved(other)) for one, other in pairs], _HALVES), rounds=11, discount=0.3)
    letters = Counter(char for one, _ in pairs for char in one)
    shares = conditional(fine)
    material = Material(pairs, _WHOLE, (False, True))
    from atau.sound.costs import READING_COUNTS
    from atau.sound.symbols import halves, syllable

    read = [shared(shares, piece, halves(syllable(char))) if char else 0.0 for piece, char in material.names]
    joint = learn(material, discount=0.3, start=lambda piece, char: shared(shares, piece, halves(syllable(char))) if char else 0.0,
                  smooth=smoothing(material, read, READING_COUNTS))  # fmt: skip
    table = {half: dict(row) for half, row in shares.items() if half}
    table["="] = {letter: count / letters.total() for letter, count in letters.items()}
    seen: Counter[str] = Counter()
    for (_, char), count in joint.items():
        seen[char] += count
    for (piece, char), count in joint.items():
        if char:
            table.setdefault(char, {"#": round(seen[char], 1)})[piece] = count / seen[char]
        else:
            table.setdefault("", {})[piece] = count / sum(joint.values()) / chance(piece, letters)
    about = _HAN.format(one=scripts[0], count=len(pairs))
    written("-".join(scripts), {piece: row for piece, row in table.items() if row.get("#", 9) >= 1}, about)


def conditional(joint: Joint) -> dict[str, dict[str, float]]:
    """The share of each first piece beside a second one."""
    totals: Counter[str] = Counter()
    for (_, against), count in joint.items():
        totals[against] += count
    shares: dict[str, dict[str, float]] = defaultdict(dict)
    for (piece, against), count in joint.items():
        if count / totals[against] > FAINT:
            shares[against][piece] = count / totals[against]
    return shares


def shared(shares: dict[str, dict[str, float]], piece: str, reading: tuple[str, str]) -> float:
    """The share of a piece beside a syllable, cut in every way between its initial and its final."""
    first, rest = (shares.get(half, {}) for half in reading)
    return sum(first.get(piece[:cut], 0.0) * rest.get(piece[cut:], 0.0) for cut in range(len(piece) + 1))


def smoothing(material: Material, read: list[float], weight: float):  # type: ignore[no-untyped-def]  # numpy in, numpy out
    import numpy as np

    against = np.array([material.other.numbers.get(char, 0) for _, char in material.names])
    prior = np.array(read)

    def smooth(counts):  # type: ignore[no-untyped-def]
        totals = np.bincount(against, counts)[against]
        return np.where(against > 0, (counts + weight * prior) / (totals + weight) * totals, counts)

    return smooth


def learn_same_han(pairs: list[Pair]) -> None:
    """Chinese forms of one foreign name beside each other: the initials and finals that stand for each other, and characters that stay."""
    halvings = [(halved(one), halved(other)) for one, other in pairs]
    halvings += [(other, one) for one, other in halvings]
    joint = learn(Material(halvings, ((1, 1), (1, 0), (0, 1))), discount=0.3)
    one = Counter(half for pair in halvings for half in pair[0])
    total = sum(joint.values())
    table: dict[str, dict[str, float]] = defaultdict(dict)
    for (first, second), count in joint.items():
        if first and second and (first[0] == second[0]):
            table[second][first] = count / total * sum(one.values()) ** 2 / (one[first] * one[second]) / 2
    kept = sum(sum(char in other for char in name) for name, other in pairs) / sum(len(name) for name, _ in pairs)
    chars = Counter(char for pair in pairs for name in pair for char in name)
    same = kept / sum((count / chars.total()) ** 2 for count in chars.values())
    gone = sum(count for (first, second), count in joint.items() if not first or not second) / total / 2
    table["="] = {"=": same, "~": 1 - kept, "-": gone}
    about = (
        _ABOUT.format(one="han", other="han", count=len(pairs))
        + "\nRow =: a character beside itself (=), beside another (~), beside nothing (-)."
    )
    written("han-han", table, about)


def main(arguments: Sequence[str]) -> None:
    table = rows(arguments[0])
    letters = kept_letters(name for row in table for name in (row["name_a"], row["name_b"]))
    calibrate_sound.write(HERE / "model.toml", letters, {}, "")
    learnt, kept = [row for row in table if not held_out(row)], [row for row in table if held_out(row)]
    variants = [row for path in arguments[1:] for row in rows(path) if " " not in row["name_a"] + row["name_b"]]
    found = [*couples(learnt), *pivoted(learnt), *romanised(learnt), *readings(), *couples(row for row in variants if not held_out(row))]
    pairs = gathered(found)
    for scripts, some in sorted(pairs.items()):
        print(f"{'-'.join(scripts)}: {len(some):,} pairs", flush=True)
        if scripts == ("han", "han"):
            learn_same_han(some)
        elif "han" in scripts:
            learn_han(scripts, some)
        else:
            learn_letters(scripts, some)
    for script in ("latin", "cyrillic"):
        learn_neighbours(
            script,
            sorted(
                {name for scripts, some in pairs.items() for pair in some for name, of in zip(pair, scripts, strict=True) if of == script}
            ),
        )
    calibrate(table, variants, kept, letters)


def calibrate(table: Sequence[dict[str, str]], variants: Sequence[dict[str, str]], kept: Sequence[dict[str, str]], letters: str) -> None:
    """Across scripts by the pairs kept out; within one, where those are few, by all that follow of the table."""
    across = gathered(couples(kept))
    within = gathered(
        [*pivoted(table), *couples(variants), *couples(row for row in table if row["lang_a"] == "kk" and row["lang_b"] == "ru")]
    )
    pairs = {scripts: (within if scripts[0] == scripts[1] else across)[scripts] for scripts in {*across, *within}}
    names: dict[str, set[str]] = defaultdict(set)
    for scripts, some in gathered(couples(table)).items():
        for side, script in enumerate(scripts):
            names[script].update(pair[side] for pair in some)
    about = f"From {len(table):,} pairs of names and {len(variants):,} of two Latin spellings; {len(kept):,} kept out for the calibration."
    calibrate_sound.calibrated(HERE / "model.toml", letters, pairs, {script: sorted(some) for script, some in names.items()}, about)


if __name__ == "__main__":
    main(sys.argv[1:])
