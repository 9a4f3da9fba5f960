"""What the scanner looks for: every key, and every Kazakh stem as it stands before a vowel, as hashed arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ..languages import kk
from ..model import Form
from ..text import CYRILLIC, HAN, LATIN, class_of, fold
from .hashing import build_table, hashes_of

#: Prefixes by which patterns are found: the longest of these that is not longer than the pattern.
PREFIXES = (1, 2, 3, 6)
FILTER_BITS = 20

SUFFIXED, HYPHENED, NEVER_BARE, FIRST_UPPER, UNIQUE, FAMILY, WEAK_ONLY, HANZI, SINGLE = (1 << n for n in range(9))


@dataclass(frozen=True, slots=True)
class Pattern:
    text: str
    key: int
    stem_class: int
    flags: int
    upper: int


def sections(texts: list[str], forms: list[list[Form]], owners: list[int]) -> dict[str, bytes]:
    """The patterns of all keys as sections of an index file.

    ``texts[k]`` is a key, ``forms[k]`` are its forms, those that are not weak first, ``owners[k]`` is how many entities own those.
    """
    found: dict[str, Pattern] = {}
    for number, text in enumerate(texts):
        if any(form.part != "apposed" for form in forms[number]):
            found[text] = _pattern(text, number, forms[number], owners[number])
    for pattern in list(found.values()):
        for changed in _before_vowels(pattern, forms[pattern.key]):
            found.setdefault(changed.text, changed)
    patterns = list(found.values())
    return {**_columns(patterns), **_prefixes(patterns), **_chains()}


def _pattern(text: str, number: int, forms: list[Form], owners: int) -> Pattern:
    kazakh = [form for form in forms if form.lang.startswith("kk")]
    flags = SUFFIXED if kazakh else 0
    if (kazakh or forms[0].lang == "en") and any(kk.hyphenated(_cyrillic(form)) for form in kazakh or forms[:1]):
        flags |= HYPHENED
    if owners == 1 and not forms[0].weak:
        flags |= UNIQUE
    if all(form.part in ("family", "given-patronymic") for form in forms):
        flags |= FAMILY
    if all(form.weak for form in forms):
        flags |= WEAK_ONLY
    if any(class_of(char) == HAN for char in text):
        flags |= HANZI
    if text.isalpha() and class_of(text[0]) in (LATIN, CYRILLIC):
        flags |= SINGLE
    needs = [_capitals(form.text) for form in forms]
    flags |= FIRST_UPPER if all(first for first, _ in needs) else 0
    stems = 0
    for form in kazakh or (forms[:1] if flags & HYPHENED else []):
        stems |= kk.stem_class(_cyrillic(form))
    return Pattern(text, number, stems, flags, min(upper for _, upper in needs))


def _cyrillic(form: Form) -> str:
    """The stem in the script in which the classes of stems are declared."""
    return form.name.text if form.lang in ("kk-Latn", "kk-Arab") and form.name.lang == "kk" else form.text


def _capitals(text: str) -> tuple[bool, int]:
    """Whether the first letter must be a capital, and how many capitals the form must have, to be taken for this name.

    An abbreviation keeps all its capitals; a name of several words may lose that of its first, if another is left.
    """
    upper = sum(char.isupper() for char in text)
    first = text[:1].isupper()
    letters = sum(char.isalpha() and char.lower() != char.upper() for char in text)
    if upper == letters and letters > 1:
        return True, upper
    if " " in text and upper > 1:
        return False, upper - 1 if upper < 4 else upper // 2
    return first, min(upper, 1)


def _before_vowels(pattern: Pattern, forms: list[Form]) -> list[Pattern]:
    """The pattern as it stands before suffixes that begin with a vowel, where that differs."""
    changed = {fold(stem): kk.stem_class(stem) for form in forms if form.lang == "kk" and (stem := kk.voiced(form.text)) is not None}
    flags = (pattern.flags | NEVER_BARE) & ~HYPHENED
    return [Pattern(text, pattern.key, stems, flags, pattern.upper) for text, stems in changed.items()]


def _columns(patterns: list[Pattern]) -> dict[str, bytes]:
    keys, values = build_table(hashes_of([p.text for p in patterns]))
    return {
        "scan_keys": keys.tobytes(), "scan_values": values.tobytes(),
        "scan_key": np.array([p.key for p in patterns], np.uint32).tobytes(),
        "scan_class": np.array([p.stem_class for p in patterns], np.uint64).tobytes(),
        "scan_flags": np.array([p.flags for p in patterns], np.uint16).tobytes(),
        "scan_script": np.array([class_of(p.text[0]) for p in patterns], np.uint8).tobytes(),
        "scan_upper": np.array([min(p.upper, 255) for p in patterns], np.uint8).tobytes(),
    }  # fmt: skip


def _prefixes(patterns: list[Pattern]) -> dict[str, bytes]:
    """For each prefix the lengths of the patterns that begin with it, and whether suffixes may follow; and a coarse filter."""
    lengths: dict[str, dict[int, bool]] = {}
    for p in patterns:
        cut = max(k for k in PREFIXES if k <= len(p.text))
        at = lengths.setdefault(f"{cut}{p.text[:cut]}", {})
        at[len(p.text)] = at.get(len(p.text), False) or bool(p.flags & SUFFIXED)
    prefixes = list(lengths)
    hashes = hashes_of([prefix[1:] for prefix in prefixes]) + np.array([int(prefix[0]) for prefix in prefixes], np.uint64)
    keys, values = build_table(hashes)
    rows = [(length, suffixed) for found in lengths.values() for length, suffixed in sorted(found.items())]
    firsts = np.cumsum([0, *(len(found) for found in lengths.values())])
    return {
        "prefix_keys": keys.tobytes(), "prefix_values": values.tobytes(), "prefix_first": firsts.astype(np.uint32).tobytes(),
        "prefix_length": np.array([length for length, _ in rows], np.uint16).tobytes(),
        "prefix_suffixed": np.array([suffixed for _, suffixed in rows], np.bool_).tobytes(),
        "prefix_filter": _filter(prefixes, hashes).tobytes(),
    }  # fmt: skip


def _filter(prefixes: list[str], hashes: np.typing.NDArray[np.uint64]) -> np.typing.NDArray[np.uint8]:
    """One bit a length of prefix, at the place of the prefix's hash."""
    bits = np.zeros(1 << FILTER_BITS, np.uint8)
    places = (hashes >> np.uint64(64 - FILTER_BITS)).astype(np.int64)
    marks = np.array([1 << PREFIXES.index(int(prefix[0])) for prefix in prefixes], np.uint8)
    np.bitwise_or.at(bits, places, marks)
    return bits


def _chains() -> dict[str, bytes]:
    """The legal chains of Kazakh suffixes in each script → the classes of stems that may bear them."""
    classes: dict[str, int] = {}
    for script in ("Cyrl", "Latn", "Arab"):
        for chain, bits in kk.chains(script).items():
            folded = fold(chain)
            classes[folded] = classes.get(folded, 0) | bits
    keys, values = build_table(hashes_of(list(classes)))
    return {
        "chain_keys": keys.tobytes(),
        "chain_values": values.tobytes(),
        "chain_class": np.array(list(classes.values()), np.uint64).tobytes(),
    }
