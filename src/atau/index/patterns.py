"""What the scanner looks for: every key, and every Kazakh stem as it stands before a vowel, as hashed arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..languages import kk
from ..model import Form
from ..text import CYRILLIC, HAN, LATIN, class_of, fold
from .hashing import U64, build_table, hashes_of, rest

if TYPE_CHECKING:
    from .container import Buffer

#: Prefixes by which patterns are found: the longest of these that is not longer than the pattern.
PREFIXES = (1, 2, 3, 6)
#: In a script without capitals an abbreviation shorter than this is taken for one only where a suffix is joined to it by a hyphen.
LEGIBLE = 4
FILTER_BITS = 20

SUFFIXED, HYPHENED, NEVER_BARE, FIRST_UPPER, UNIQUE, FAMILY, WEAK_ONLY, HANZI, SINGLE = (1 << n for n in range(9))


#: The parts of a person's name that another person may share.
_SURNAMES = {"family", "given-patronymic"}


class Kind(NamedTuple):
    """What is true of a pattern: the classes of its stem, its flags, how many capitals it needs, its first script; or columns of that."""

    stem_class: Any
    flags: Any
    upper: Any
    script: Any


class Pattern(NamedTuple):
    text: str
    key: int
    kind: Kind


def sections(texts: list[str], forms: list[list[Form]], owners: list[int]) -> dict[str, Buffer]:
    """The patterns of all keys as sections of an index file. Pattern n is key n; those that stand before vowels have the numbers after.

    ``texts[k]`` is a key, ``forms[k]`` are its forms, those that are not weak first, ``owners[k]`` is how many entities own those.
    """
    patterns = [_pattern(text, number, forms[number], owners[number]) for number, text in enumerate(texts)]
    known = set(texts)
    for pattern in patterns[: len(texts)]:
        for changed in _before_vowels(pattern, forms[pattern.key]):
            if changed.text not in known:
                known.add(changed.text)
                patterns.append(changed)
    sought = [n for n, p in enumerate(patterns) if n >= len(texts) or any(form.part != "apposed" for form in forms[n])]
    return {**_columns(patterns, sought, len(texts)), **_prefixes([patterns[n] for n in sought]), **_chains()}


def _pattern(text: str, number: int, forms: list[Form], owners: int) -> Pattern:
    kazakh = [form for form in forms if form.lang.startswith("kk")]
    flags = SUFFIXED if kazakh else 0
    inflected = kazakh or (forms[:1] if forms[0].lang == "en" else [])
    if any(kk.hyphenated(_cyrillic(form)) for form in inflected):
        flags |= HYPHENED
    if owners == 1 and not forms[0].weak:
        flags |= UNIQUE
    if {form.part for form in forms} <= _SURNAMES:
        flags |= FAMILY
    if all(form.weak for form in forms):
        flags |= WEAK_ONLY
    if not text.isascii() and HAN in map(class_of, text):
        flags |= HANZI
    if len(text) < LEGIBLE and {form.lang for form in forms} == {"kk-Arab"}:
        flags = flags & ~SUFFIXED | NEVER_BARE
    script = class_of(text[0])
    if script in (LATIN, CYRILLIC) and text.isalpha():
        flags |= SINGLE
    needs = [_capitals(form.text) for form in forms]
    flags |= FIRST_UPPER if all(first for first, _ in needs) else 0
    stems = 0
    for form in inflected if flags & (SUFFIXED | HYPHENED) else []:
        stems |= kk.stem_class(_cyrillic(form))
    return Pattern(text, number, Kind(stems, flags, min(min(upper for _, upper in needs), 255), script))


def _cyrillic(form: Form) -> str:
    """The stem in the script in which the classes of stems are declared."""
    return form.name.text if form.lang in ("kk-Latn", "kk-Arab") and form.name.lang == "kk" else form.text


def _capitals(text: str) -> tuple[bool, int]:
    """Whether the first letter must be a capital, and how many capitals the form must have, to be taken for this name.

    An abbreviation keeps all its capitals; a name of several words may lose that of its first, if another is left; in Russian and Kazakh,
    where only the first word of an institution has a capital by rule, a name of three words or more may keep but one.
    """
    upper = sum(map(str.isupper, text))
    if upper > 1 and text.isupper():
        return True, upper
    if upper > 1 and text.count(" ") > 1 and class_of(text[0]) == CYRILLIC:
        return False, 1
    if upper > 1 and " " in text:
        return False, upper - 1 if upper < 4 else upper // 2
    return text[:1].isupper(), min(upper, 1)


def _before_vowels(pattern: Pattern, forms: list[Form]) -> list[Pattern]:
    """The pattern as it stands before suffixes that begin with a vowel, where that differs."""
    changed = {fold(stem): kk.stem_class(stem) for form in forms if form.lang == "kk" and (stem := kk.voiced(form.text)) is not None}
    kind = pattern.kind._replace(flags=(pattern.kind.flags | NEVER_BARE) & ~HYPHENED)
    return [Pattern(text, pattern.key, kind._replace(stem_class=stems)) for text, stems in changed.items()]


def _columns(patterns: list[Pattern], sought: list[int], keyed: int) -> dict[str, Buffer]:
    """The table of the patterns to be found, the keys of those numbered after the keys, and the kind of each."""
    hashes = hashes_of([patterns[n].text for n in sought])
    table, order = build_table(hashes)
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(p.kind for p in patterns))}
    narrow = np.uint16 if len(kinds) < 1 << 16 else np.uint32
    return {
        **table.sections("scan"),
        "scan_rest": rest(hashes)[order],
        "scan_pattern": np.array(sought, np.uint32)[order],
        "scan_changed": np.array([p.key for p in patterns[keyed:]], np.uint32),
        "scan_kind": np.array([kinds[p.kind] for p in patterns], narrow),
        "kind_class": np.array([kind.stem_class for kind in kinds], np.uint32),
        "kind_flags": np.array([kind.flags for kind in kinds], np.uint16),
        "kind_upper": np.array([kind.upper for kind in kinds], np.uint8),
        "kind_script": np.array([kind.script for kind in kinds], np.uint8),
    }  # fmt: skip


def _prefixes(patterns: list[Pattern]) -> dict[str, Buffer]:
    """For each prefix the lengths of the patterns that begin with it, and whether suffixes may follow; and a coarse filter."""
    lengths: dict[tuple[str, int], dict[int, bool]] = {}
    for p in patterns:
        length = len(p.text)
        cut = _CUTS[length] if length < len(_CUTS) else PREFIXES[-1]
        at = lengths.setdefault((p.text[:cut], cut), {})
        at[length] = at.get(length, False) or bool(p.kind.flags & SUFFIXED)
    cuts = np.array([cut for _, cut in lengths], np.uint64)
    hashes = hashes_of([prefix for prefix, _ in lengths]) + cuts
    table, order = build_table(hashes)
    found = [*lengths.values()]
    ordered = [found[n] for n in order.tolist()]
    rows = [length << 1 | suffixed for at in ordered for length, suffixed in sorted(at.items())]
    return {
        **table.sections("prefix"),
        "prefix_first": np.cumsum([0, *map(len, ordered)]).astype(np.uint32),
        "prefix_length": np.array(rows, np.uint16),
        "prefix_filter": _filter(cuts, hashes),
    }  # fmt: skip


#: The longest prefix for each length of pattern.
_CUTS = [max((k for k in PREFIXES if k <= length), default=0) for length in range(PREFIXES[-1])]


def _filter(cuts: U64, hashes: U64) -> NDArray[np.uint8]:
    """One bit a length of prefix, at the place of the prefix's hash."""
    bits = np.zeros(1 << FILTER_BITS, np.uint8)
    places = (hashes >> np.uint64(64 - FILTER_BITS)).astype(np.int64)
    np.bitwise_or.at(bits, places, np.left_shift(1, np.searchsorted(PREFIXES, cuts)).astype(np.uint8))
    return bits


def _chains() -> dict[str, Buffer]:
    """The legal chains of Kazakh suffixes in each script → the classes of stems that may bear them."""
    classes: dict[str, int] = {}
    for script in ("Cyrl", "Latn", "Arab"):
        for chain, bits in kk.chains(script).items():
            folded = fold(chain)
            classes[folded] = classes.get(folded, 0) | bits
    table, order = build_table(hashes_of(list(classes)))
    return {**table.sections("chain"), "chain_class": np.array(list(classes.values()), np.uint32)[order]}
