"""What the scanner looks for: every key, and every Kazakh stem as it stands before a vowel, as hashed arrays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, NamedTuple

import marisa_trie
import numpy as np
from numpy.typing import NDArray

from ..languages import kk
from ..model import LANGUAGES
from ..text import CYRILLIC, HAN, LATIN, class_of, fold
from .codes import Manner
from .hashing import U64, build_table, hashed, hashes_of, rest
from .numbers import begins, by_appearance, narrow
from .rows import Columns

if TYPE_CHECKING:
    from .container import Buffer

#: Prefixes by which patterns are found: the longest of these that is not longer than the pattern.
PREFIXES = (1, 2, 3, 6)
#: In a script without capitals an abbreviation shorter than this is taken for one only where a suffix is joined to it by a hyphen.
LEGIBLE = 4
FILTER_BITS = 20

SUFFIXED, HYPHENED, NEVER_BARE, FIRST_UPPER, UNIQUE, FAMILY = (1 << n for n in range(6))
WEAK_ONLY, HANZI, SINGLE, SHARED, ADJECTIVE, TURNED = (1 << n for n in range(6, 12))


#: The parts of a person's name that another person may share.
_SURNAMES = {"family", "given-patronymic"}


class Kind(NamedTuple):
    """What is true of a pattern: the classes of its stem, its flags, how many capitals it needs, its first script; or columns of that."""

    stem_class: Any
    flags: Any
    upper: Any
    script: Any


class Sought(NamedTuple):
    """Of each pattern that is looked for, all that a form in another's clothes would not find: its hash and length, the hash of the
    prefix by which it is found, and whether suffixes may follow."""

    number: NDArray[np.uint32]
    hash: U64
    length: NDArray[np.uint32]
    prefix: U64
    suffixed: NDArray[np.bool_]


def sections(keys: marisa_trie.Trie, rows: Columns, manners: list[Manner], people: NDArray[np.bool_]) -> dict[str, Buffer]:
    """The patterns of all keys as sections of an index file. Pattern n is key n; those that stand before vowels have the numbers after.

    ``people`` says of each entity whether it is a person.
    """
    changed, owners, bits = _before_vowels(keys, rows)
    text = _texts(chain(map(keys.restore_key, range(len(keys))), changed))
    kinds = _kinds(Texts._make(column[: len(keys)] for column in text), rows, manners, people)
    every = Kind(*(np.concatenate([column, column[owners]]) for column in kinds))
    new = slice(len(keys), None)
    every.stem_class[new] = bits
    every.flags[new] = (every.flags[new] | NEVER_BARE) & ~np.uint16(HYPHENED)
    alone = np.array([part == "apposed" for _, _, part, *_ in manners], bool)[rows.manner]
    wanted = np.append(~np.logical_and.reduceat(alone, rows.first[:-1]), np.ones(len(changed), bool)) if len(keys) else np.zeros(0, bool)
    numbers = np.flatnonzero(wanted).astype(np.uint32)
    sought = Sought(numbers, text.hash[numbers], text.length[numbers], text.prefix[numbers], (every.flags[numbers] & SUFFIXED) != 0)
    del text, kinds
    return {**_columns(sought, owners, every), **_prefixes(sought), **_chains()}


def _kinds(text: Texts, rows: Columns, manners: list[Manner], people: NDArray[np.bool_]) -> Kind:
    """What is true of each key, by what is true of its forms."""
    begins = rows.first[:-1]
    lang = np.array([LANGUAGES.index(lang) for lang, *_ in manners], np.uint8)[rows.manner]
    weak = np.array([weak for *_, weak, _, _ in manners], bool)[rows.manner]
    surname = np.array([part in _SURNAMES for _, _, part, *_ in manners], bool)[rows.manner]
    kazakh = np.isin(lang, _KAZAKH)
    has_kazakh = _any(kazakh, begins)
    inflected = kazakh.copy()
    inflected[begins] |= (lang[begins] == _ENGLISH) & ~has_kazakh
    own = rows.entity == np.repeat(rows.entity[begins], np.diff(rows.first))
    alike = surname | (people[rows.entity] & np.repeat(text.single, np.diff(rows.first)))
    of_family = _any(surname, begins)
    illegible = (text.length < LEGIBLE) & ~text.unsayable & ~_any(lang != _ARABIC, begins)
    flags = _flagged({
        SUFFIXED: has_kazakh & ~illegible,
        NEVER_BARE: illegible,
        HYPHENED: _any(inflected & rows.hyphened, begins),
        UNIQUE: ~_any(~weak & ~own, begins) & ~_any(weak & own, begins),
        FAMILY: of_family & ~_any(~alike, begins),
        SHARED: of_family & _any(~own, begins),
        ADJECTIVE: text.adjective,
        WEAK_ONLY: ~_any(~weak, begins),
        HANZI: text.han,
        TURNED: text.comma & people[rows.entity[begins]],
        SINGLE: text.single,
        FIRST_UPPER: ~_any(~rows.first_upper, begins),
    })  # fmt: skip
    stems = np.bitwise_or.reduceat(rows.stem * inflected, begins) if len(begins) else rows.stem
    stems[flags & (SUFFIXED | HYPHENED) == 0] = 0
    upper = np.minimum.reduceat(rows.upper, begins) if len(begins) else rows.upper
    return Kind(stems, flags, upper, text.script)


def _flagged(true: dict[int, NDArray[np.bool_]]) -> NDArray[np.uint16]:
    """The flags of each key in one number."""
    flags = np.zeros(len(true[SUFFIXED]), np.uint16)
    for flag, its in true.items():
        flags[its] |= flag
    return flags


_KAZAKH = [n for n, lang in enumerate(LANGUAGES) if lang.startswith("kk")]
_ENGLISH, _ARABIC = LANGUAGES.index("en"), LANGUAGES.index("kk-Arab")


def _any(values: NDArray[np.bool_], begins: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Whether the value is true of any row of a key, for each key."""
    return np.logical_or.reduceat(values, begins) if len(begins) else np.zeros(0, bool)


class Texts(NamedTuple):
    """What is seen of folded texts: lengths, hashes, those of the prefixes by which they are found; the script of the first letter,
    whether it is one word of an alphabet, whether it has Han, whether it has a comma, whether it ends as a Russian adjective of a place
    does in the prepositional (Минском: of Минск, or of минский), and whether it is an abbreviation in Arabic script that can be no Kazakh
    word."""

    length: NDArray[np.uint32]
    hash: U64
    prefix: U64
    script: NDArray[np.uint8]
    single: NDArray[np.bool_]
    han: NDArray[np.bool_]
    comma: NDArray[np.bool_]
    adjective: NDArray[np.bool_]
    unsayable: NDArray[np.bool_]


#: A Kazakh word of three letters or fewer in Arabic script: no two vowels and no two consonants together but a sonorant before another.
_V, _C, _SONORANT = "اەوۇىيۋ", "[^اەوۇىء]", "[رلينڭمۋس]"
_SAYABLE = re.compile(f"ء?(?:{_C}?[{_V}]{_C}?|[{_V}]{_C}[{_V}]|[{_V}]{_SONORANT}{_C}|.)")


def _texts(texts: Iterable[str]) -> Texts:
    left = iter(texts)
    blocks = [_seen(block) for block in iter(lambda: list(islice(left, _AT_ONCE)), [])]
    return Texts(*map(np.concatenate, zip(*blocks, strict=True))) if blocks else _seen([])


#: So many texts are held at a time.
_AT_ONCE = 1 << 16


def _seen(texts: list[str]) -> Texts:
    running, starts, lengths, codes = hashed(texts)
    kinds, letters = np.zeros(0x110000, np.uint8), np.zeros(0x110000, bool)
    for code in np.flatnonzero(np.bincount(codes)).tolist():
        kinds[code], letters[code] = class_of(chr(code)), chr(code).isalpha()
    script = kinds[codes[starts]]
    cuts = _cuts(lengths)
    return Texts(
        lengths.astype(np.uint32),
        running[starts + lengths] - running[starts],
        running[starts + cuts] - running[starts] + cuts,
        script,
        np.isin(script, (LATIN, CYRILLIC)) & ~_any(~letters[codes], starts),
        _any(kinds[codes] == HAN, starts),
        _any(codes == ord(","), starts),
        np.fromiter((text.endswith(("ском", "цком")) for text in texts), bool, len(texts)),
        np.fromiter((len(text) < LEGIBLE and _SAYABLE.fullmatch(text) is None for text in texts), bool, len(texts)),
    )


#: The longest prefix for each length of pattern.
_CUTS = np.array([max((k for k in PREFIXES if k <= length), default=0) for length in range(PREFIXES[-1] + 1)], np.uint8)


def _cuts(lengths: NDArray[Any]) -> NDArray[np.uint8]:
    """How long the prefixes are by which patterns of these lengths are found."""
    cuts: NDArray[np.uint8] = _CUTS[np.minimum(lengths, PREFIXES[-1])]
    return cuts


def _before_vowels(keys: marisa_trie.Trie, rows: Columns) -> tuple[list[str], NDArray[np.int64], NDArray[np.uint32]]:
    """Kazakh stems as they stand before suffixes that begin with a vowel, where that is no key: text, key, and class of the stem."""
    of = np.searchsorted(rows.first, [place for place, _, _ in rows.before_vowels], "right") - 1
    classes: dict[tuple[int, str], int] = {}
    for key, (_, text, bits) in zip(of.tolist(), rows.before_vowels, strict=True):
        classes[key, text] = bits
    changed: dict[str, tuple[int, int]] = {}
    for (key, text), bits in classes.items():
        if text not in keys:
            changed.setdefault(text, (key, bits))
    owners = np.array([key for key, _ in changed.values()], np.int64)
    return list(changed), owners, np.array([bits for _, bits in changed.values()], np.uint32)


def _columns(sought: Sought, changed: NDArray[np.int64], every: Kind) -> dict[str, Buffer]:
    """The table of the patterns to be found, the keys of those numbered after the keys, and the kind of each."""
    table, order = build_table(sought.hash)
    packed = every.stem_class.astype(np.uint64) << np.uint64(32) | every.flags.astype(np.uint64) << np.uint64(16)
    packed |= every.upper.astype(np.uint64) << np.uint64(8) | every.script
    kinds, which = by_appearance(packed)
    return {
        **table.sections("scan"),
        "scan_rest": rest(sought.hash)[order],
        "scan_pattern": sought.number[order],
        "scan_changed": changed.astype(np.uint32),
        "scan_kind": narrow(which),
        "kind_class": (kinds >> np.uint64(32)).astype(np.uint32),
        "kind_flags": (kinds >> np.uint64(16)).astype(np.uint16),
        "kind_upper": (kinds >> np.uint64(8)).astype(np.uint8),
        "kind_script": kinds.astype(np.uint8),
    }  # fmt: skip


def _prefixes(sought: Sought) -> dict[str, Buffer]:
    """For each prefix the lengths of the patterns that begin with it, and whether suffixes may follow; and a coarse filter."""
    hashes, which = by_appearance(sought.prefix)
    cuts = np.zeros(len(hashes), np.uint8)
    cuts[which] = _cuts(sought.length)
    table, order = build_table(hashes)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    rows = np.sort(place[which] << 32 | sought.length.astype(np.int64) << 1 | sought.suffixed)
    last = np.append(rows[1:] >> 1 != rows[:-1] >> 1, True)[: len(rows)]
    rows = rows[last]  # of a length with and without suffixes the row that allows them
    return {
        **table.sections("prefix"),
        **begins("prefix_first", np.searchsorted(rows >> 32, np.arange(len(hashes) + 1))),
        "prefix_length": rows.astype(np.uint16),
        "prefix_filter": _filter(cuts, hashes),
    }  # fmt: skip


def _filter(cuts: NDArray[np.uint8], hashes: U64) -> NDArray[np.uint8]:
    """One bit a length of prefix, at the place of the prefix's hash."""
    bits = np.zeros(1 << FILTER_BITS, np.uint8)
    places = (hashes >> np.uint64(64 - FILTER_BITS)).astype(np.int64)
    np.bitwise_or.at(bits, places, np.left_shift(1, np.searchsorted(PREFIXES, cuts)).astype(np.uint8))
    return bits


def _chains() -> dict[str, Buffer]:
    """The legal chains of Kazakh suffixes in each script → the classes of stems that may bear them."""
    classes: dict[str, int] = {}
    for script in ("Cyrl", "Latn", "Arab"):
        chains = kk.chains(script)
        for folded, bits in zip(fold(" ".join(chains)).split(" "), chains.values(), strict=True):
            classes[folded] = classes.get(folded, 0) | bits
    table, order = build_table(hashes_of(list(classes)))
    kinds, which = by_appearance(np.array(list(classes.values()), np.uint32)[order])
    return {**table.sections("chain"), "chain_kind": narrow(which), "chain_class": kinds}
