"""Other implementations as judges: where they write a system as we do, and where they don't, with the reason."""

from __future__ import annotations

import random
import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atau import transliteration
from atau.transliteration import han_readings, transliterate
from atau.transliteration.pinyin import Syllable, marked, split, syllables
from atau.transliteration.system import language_document

CASES = Path(__file__).parent / "cases"
ORACLES: list[dict[str, Any]] = tomllib.loads((CASES / "transliteration-oracles.toml").read_text("utf-8"))["oracle"]
MODULES = {"PyICU": "icu", "iuliia": "iuliia"}
WORDS = 400


@cache
def writer(other: str, name: str) -> Callable[[str], str]:
    """A system of another implementation; skips where that is not installed."""
    if find_spec(MODULES[other]) is None:
        pytest.skip(f"{other} is not installed")
    if other == "PyICU":
        import icu

        return icu.Transliterator.createInstance(name).transliterate
    import iuliia

    return getattr(iuliia, name.upper()).translate


def words(lang: str) -> Iterator[str]:
    """Words of random letters of a language, every other one with a capital; the same at every run."""
    alphabet, chance = language_document(lang)["alphabet"], random.Random(lang)
    for number in range(WORDS):
        word = "".join(chance.choice(alphabet) for _ in range(chance.randint(2, 8)))
        yield word.capitalize() if number % 2 else word


def rewritten(text: str, rewrites: list[list[str]]) -> str:
    text = unicodedata.normalize("NFC", text)
    for pattern, replacement in rewrites:
        text = re.sub(pattern, replacement, text)
    return text


@pytest.mark.parametrize("oracle", ORACLES, ids=lambda oracle: f"{oracle['system']} {oracle['other']} {oracle['name']}")
def test_words_of_random_letters(oracle: dict[str, Any]) -> None:
    write, unread = writer(oracle["other"], oracle["name"]), oracle.get("unread", r"(?!)")
    compared = [word for word in words(oracle["system"][:2]) if not re.search(unread, word.lower())]
    theirs = {word: rewritten(write(word), oracle.get("rewrites", [])) for word in compared}
    assert {word: transliterate(word, oracle["system"]) for word in compared} == theirs
    assert len(compared) >= oracle["compared"] * WORDS
    assert oracle["reason"]


DIFFERENCES: list[dict[str, str]] = tomllib.loads((CASES / "transliteration-differences.toml").read_text("utf-8"))["difference"]
SURNAMES: list[dict[str, str]] = tomllib.loads((CASES / "transliteration-differences.toml").read_text("utf-8"))["surname"]
MANUAL = Path(__file__).parent.parent / "docs" / "transliteration.md"


def known(system: str, name: str) -> set[str]:
    """What is known to be written otherwise by a system of another implementation."""
    return {row["input"] for row in DIFFERENCES if (row["system"], row["name"]) == (system, name)}


@pytest.mark.parametrize("row", DIFFERENCES, ids=lambda row: f"{row['system']} {row['input']} {row['other']} {row['name']}")
def test_a_difference_is_one_still(row: dict[str, str]) -> None:
    assert transliterate(row["input"], row["system"]) == row["ours"] != row["theirs"]
    assert row["reason"]
    assert row["source"]
    if row["other"] in MODULES:
        assert writer(row["other"], row["name"])(row["input"]) == row["theirs"]


@pytest.mark.parametrize("row", DIFFERENCES, ids=lambda row: f"{row['system']} {row['input']} {row['other']} {row['name']}")
def test_a_difference_is_in_the_manual(row: dict[str, str]) -> None:
    cells = [f"`{row['system']}`", *(row[field] for field in ("input", "ours", "theirs")), f"{row['other']}, {row['name']}", f"{row['reason']} ({row['source']})"]
    assert f"| {' | '.join(cells)} |" in MANUAL.read_text("utf-8").splitlines()


def test_surnames_are_read_as_icu_reads_them() -> None:
    """ICU has one reading a surname too; those that it doesn't know are listed, with the reading that it gives instead."""
    read, listed = writer("PyICU", "Han-Latin/Names"), {row["char"]: row for row in SURNAMES}
    surnames = tomllib.loads((Path(transliteration.__file__).parent / "readings" / "names.toml").read_text("utf-8"))["surnames"]
    ours = {surname: " ".join(han_readings(surname, surname=True)) for surname in surnames}
    assert {surname for surname in ours if ours[surname] != read(surname)} == set(listed)
    assert {surname: (ours[surname], read(surname)) for surname in listed} == {char: (row["ours"], row["theirs"]) for char, row in listed.items()}


@pytest.mark.parametrize(("system", "name", "tone"), [("zh-Cyrl-palladius", "zh_Latn_PINYIN-ru", 0), ("zh-Bopo", "Latin-Bopomofo", 2)])
def test_every_syllable_is_written_as_icu_writes_it(system: str, name: str, tone: int) -> None:
    write = writer("PyICU", name)
    compared = {marked(Syllable(plain, tone)) for plain in syllables()} - known(system, name)
    assert {text: transliterate(text, system) for text in compared} == {text: write(text) for text in compared}
    assert len(compared) > 400


@given(st.lists(st.sampled_from(sorted(syllables())), min_size=2, max_size=3))
def test_joined_syllables_are_written_as_icu_writes_them(parts: list[str]) -> None:
    """But for the ъ, which ICU leaves out; apostrophes tell it where a syllable begins."""
    write, left_out = writer("PyICU", "zh_Latn_PINYIN-ru"), known("zh-Cyrl-palladius", "zh_Latn_PINYIN-ru")
    word = "".join(parts[:1] + [f"'{part}" if part[0] in "aoeê" else part for part in parts[1:]])
    if not left_out & {*parts} and [syllable.plain for syllable in split(word) or ()] == parts:
        assert transliterate(word, "zh-Cyrl-palladius").replace("ъ", "") == write(word)


def test_uzbek_names_of_countries_go_both_ways() -> None:
    """CLDR has them in both alphabets, written by people. Where they chose other words (Шимолий Кипр) or mended one alone, nothing can agree."""
    writer("PyICU", "uz_Cyrl-uz_Latn")
    import icu

    pairs: dict[str, str] = {}
    for country in icu.Locale.getISOCountries():
        cyrillic, latin = (icu.Locale(f"und_{country}").getDisplayCountry(icu.Locale(tag)) for tag in ("uz_Cyrl", "uz_Latn"))
        one, two = re.findall(r"\w[\w’‘]*", cyrillic), re.findall(r"\w[\w’‘]*", latin.replace("‘", "ʻ").replace("’", "ʼ"))
        pairs |= dict(zip(one, two, strict=True)) if len(one) == len(two) else {}
    written = [cyrillic for cyrillic, latin in pairs.items() if transliterate(cyrillic, "uz-Latn-1995") == latin]
    read = [latin for cyrillic, latin in pairs.items() if transliterate(latin, "uz-Latn-1995", reverse=True) == cyrillic]
    assert len(pairs) > 200
    assert len(written) > 0.94 * len(pairs)
    assert len(read) > 0.9 * len(pairs)
