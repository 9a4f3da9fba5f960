"""The scanner against a slow and obvious one, and what may never happen to offsets."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atau.index.hashing import _BASE, _MIX, BLOCK, build_table, find, hashes_of, pieces, sums
from atau.index.scan import Scanner, _offsets
from atau.languages import kk
from atau.resolver import Resolver
from atau.text import HAN, OTHER, class_of, fold, hidden
from atau.text.folding import visible

LEXICON = """
kind = "place"

[astana]
en = "Astana"
kk = "Астана"
ru = "Астана"
zh = "阿斯塔纳"
short.en = ["US", "AST"]
short.kk = ["АҚШ"]

[khujand]
en = "Khu'jand"
ru = "Худжанд"
kk = "Қожақ"
zh = "胡占"
also.en = ["Khujand on the River"]
"""


@pytest.fixture(scope="module")
def scanner(tmp_path_factory: pytest.TempPathFactory) -> Scanner:
    path = tmp_path_factory.mktemp("lexicon") / "places.toml"
    path.write_text(LEXICON, encoding="utf-8")
    return Scanner(Resolver.build([path]).index)


WORDS = ["Astana", "astana", "ASTANA", "Астана", "Астанада", "Астанаға", "Астанамен", "Астанайт", "Қожақ", "қожақ", "Қожағы", "Қожағымен", "US", "us", "US$", "АҚШ", "АҚШ-тың",
         "AST-тың", "阿斯塔纳", "阿斯塔納", "胡占", "Khu’jand", "Khu'jand's", "Khujand on the River", "River", "Худжандом", "Худжандов", "x", "Ас\u0301тана", "Аста\u00adна", "Acтана", "1", "在"]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*WORDS, " ", " ", " ", "-", "'", "’", ".", "\n", "，", "\u200b"]), max_size=14).map("".join)


def brute_force(scanner: Scanner, text: str) -> set[tuple[int, int, int]]:
    """Every match (start, end, key), character by character: begin where a word does, end where a word does or in a legal chain."""
    seen = visible(text)
    starts, ends = ([*column.tolist(), 0] for column in _offsets(len(text), list(hidden(text))))
    folded = fold(seen)
    patterns = {text: number for number, text in enumerate(scanner.index.keys())}
    found = set()
    for start in range(len(folded)):
        if not bound(folded, start):
            continue
        for stem, key in stems(scanner, patterns, folded, start):
            for end in tails(scanner, folded, stem, key):
                if cased(scanner, key, seen, start, stem):
                    found.add((starts[start], ends[end - 1], int(scanner.keys()[key])))
    return found


def stems(scanner: Scanner, patterns: dict[str, int], folded: str, start: int) -> list[tuple[int, int]]:
    """(end, number of the pattern) of every pattern at a place."""
    voiced = {fold(v) for text in patterns if (v := kk.voiced(text))}
    out = []
    for end in range(start + 1, len(folded) + 1):
        piece = folded[start:end]
        if piece in patterns or piece in voiced:
            at = scanner.pattern(piece)
            if at >= 0:
                out.append((end, at))
    return out


def is_word(char: str) -> bool:
    return class_of(char) not in (OTHER, HAN)


def bound(folded: str, at: int) -> bool:
    """Whether a word may begin or end here."""
    if at in (0, len(folded)):
        return True
    before, after = folded[at - 1], folded[at]
    if after == "$":
        return not is_word(before)
    for quote in (at, at - 1):
        if folded[quote] == "'" and 0 < quote < len(folded) - 1 and is_word(folded[quote - 1]) and is_word(folded[quote + 1]):
            possessive = folded[quote + 1] == "s" and (quote + 2 == len(folded) or not is_word(folded[quote + 2]))
            if not possessive:
                return False
    return not (is_word(before) and is_word(after))


def tails(scanner: Scanner, folded: str, stem: int, pattern: int) -> list[int]:
    from atau.index.patterns import HYPHENED, NEVER_BARE, SUFFIXED

    flags, out = int(scanner.kinds().flags[pattern]), []
    if bound(folded, stem) and not flags & NEVER_BARE:
        out.append(stem)
    if not bound(folded, stem) and flags & SUFFIXED and legal(scanner, folded, stem, pattern):
        out.append(word_end(folded, stem))
    if bound(folded, stem) and flags & HYPHENED and folded[stem : stem + 1] == "-" and legal(scanner, folded, stem + 1, pattern):
        out.append(word_end(folded, stem + 1))
    return out


def word_end(folded: str, at: int) -> int:
    return next(end for end in range(min(at + 1, len(folded)), len(folded) + 1) if bound(folded, end))


def legal(scanner: Scanner, folded: str, at: int, pattern: int) -> bool:
    if at >= len(folded):
        return False
    chain = folded[at : word_end(folded, at)]
    return bool(kk.chains().get(chain, 0) & int(scanner.kinds().stem_class[pattern]))


def cased(scanner: Scanner, pattern: int, seen: str, start: int, stem: int) -> bool:
    from atau.index.patterns import FIRST_UPPER

    upper = sum(char.isupper() for char in seen[start:stem])
    return upper >= int(scanner.kinds().upper[pattern]) and (seen[start].isupper() or not int(scanner.kinds().flags[pattern]) & FIRST_UPPER)


@given(TEXTS)
def test_scan_is_brute_force(scanner: Scanner, text: str) -> None:
    found = scanner.scan(text)
    assert set(zip(found.start.tolist(), found.end.tolist(), scanner.keys()[found.pattern].tolist(), strict=True)) == brute_force(
        scanner, text
    )


@given(TEXTS, st.integers(BLOCK - 30, BLOCK + 5))
def test_blocks_do_not_show(scanner: Scanner, text: str, place: int) -> None:
    """What is found does not depend on where a block ends."""
    near, far = scanner.scan(" " * 3 + text), scanner.scan(" " * place + text)
    shift = place - 3
    assert sorted(zip((near.start + shift).tolist(), near.end.tolist(), strict=True)) == sorted(
        zip(far.start.tolist(), (far.end - shift).tolist(), strict=True)
    )


@given(st.lists(st.text(max_size=12), max_size=60, unique=True))
def test_table_finds_what_it_holds_and_nothing_else(texts: list[str]) -> None:
    hashes = hashes_of(texts)
    table, order = build_table(hashes)
    assert order[find(table, hashes)].tolist() == list(range(len(texts)))
    others = hashes_of([text + "\uffff" for text in texts])
    assert (find(table, others) < 0).all()


def test_a_table_of_which_one_bucket_holds_all() -> None:
    hashes = np.arange(40_000, dtype=np.uint64) * np.uint64(pow(int(_MIX), -1, 1 << 64))
    table, order = build_table(hashes)
    assert table.buckets.dtype == np.int32
    assert order[find(table, hashes[::1000])].tolist() == list(range(0, 40_000, 1000))


def hash_of(text: str) -> int:
    """The hash of one string, in plain integers."""
    return sum((ord(char) + 1) * pow(_BASE, at, 1 << 64) for at, char in enumerate(text)) % (1 << 64)


@given(st.text(max_size=50), st.data())
def test_hash_of_a_piece(text: str, data: st.DataObject) -> None:
    end = data.draw(st.integers(0, len(text)))
    start = data.draw(st.integers(0, end))
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    assert int(pieces(sums(codes), np.array([start]), np.array([end]))[0]) == hash_of(text[start:end])
