"""What a spelling stands for whose system nobody names, and the systems that come with extras."""

from __future__ import annotations

import pickle
import sys
from importlib.util import find_spec

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atau import AtauError, NotReversibleError, UnknownLanguageError, UnknownSystemError, guess_original, transliterate, transliterations
from atau.text import HAN, scripts
from atau.transliteration import systems
from atau.transliteration.extras import _transform
from atau.transliteration.original import speller

with_icu = pytest.mark.skipif(find_spec("icu") is None, reason="PyICU is not installed")
with_unidecode = pytest.mark.skipif(find_spec("unidecode") is None, reason="Unidecode is not installed")

GUESSES = [
    # How it was spelt       Found                     In   Among the first  The name
    ("English press",        "Zhaparov",               "ru", 1, "Жапаров"),
    ("Turkmen and Kyrgyz j", "Japarov",                "ru", 2, "Жапаров"),
    ("German press",         "Schaparow",              "ru", 5, "Жапаров"),
    ("French press",         "Chtchoukine",            "ru", 1, "Щукин"),
    ("BGN",                  "Yel’tsin",               "ru", 1, "Ельцин"),
    ("scientific",           "Ščukin",                 "ru", 1, "Щукин"),
    ("-sky",                 "Dostoyevsky",            "ru", 1, "Достоевский"),
    ("English names",        "William Smith",          "ru", 3, "Уильям Смит"),
    ("capitals",             "TOKAYEV",                "ru", 1, "ТОКАЕВ"),
    ("parts and a hyphen",   "Saltykov-Shchedrin",     "ru", 3, "Салтыков-Щедрин"),
    ("Latin of 2021",        "Toqaev",                 "kk", 1, "Тоқаев"),
    ("passport",             "Kassym-Jomart Tokayev",  "kk", 3, "Қасым-Жомарт Тоқаев"),
    ("no ұ, ү, қ or ғ",      "Nursultan",              "kk", 2, "Нұрсұлтан"),
    ("QazAqparat",           "Äbilqayır",              "kk", 3, "Әбілқайыр"),
    ("not Latin",            "Жапаров",               "ru", 1, "Жапаров"),
    ("Chinese characters",   "扎帕罗夫",               "ru", 5, "Жапаров"),
]  # fmt: skip


@pytest.mark.parametrize(("found", "to", "first", "name"), [case[1:] for case in GUESSES], ids=[case[0] for case in GUESSES])
def test_guesses(found: str, to: str, first: int, name: str) -> None:
    assert name in guess_original(found, to=to)[:first]


@pytest.mark.parametrize("system", [system for system in systems() if (system.lang, system.target) in {("ru", "Latn"), ("kk", "Latn")}], ids=lambda system: system.id)
def test_no_system_is_strange(system: object) -> None:
    """What any system writes is read: the first guess is in Cyrillic throughout, and the name is mostly among ten."""
    names = {"ru": ["Иванов", "Щербаков", "Татьяна", "Хабаровск", "Андрей"], "kk": ["Назарбаев", "Асқар", "Шымкент", "Жамбыл", "Ерлан"]}[system.lang]  # type: ignore[attr-defined]
    guesses = [guess_original(transliterate(name, system.id), to=system.lang) for name in names]  # type: ignore[attr-defined]
    assert [found[0] for found in guesses if not all("Ѐ" <= char <= "ӿ" for char in found[0])] == []
    assert sum(name in found for name, found in zip(names, guesses, strict=True)) >= 3


@given(st.text(max_size=40), st.sampled_from(["ru", "kk"]), st.integers(1, 5))
def test_guesses_are_ranked_and_different(text: str, to: str, limit: int) -> None:
    found = guess_original(text, to=to, limit=limit)
    assert len(found) == len(set(found)) <= limit
    assert found or HAN in scripts(text)
    assert guess_original(text, to=to, limit=limit + 3)[:1] == found[:1]


@pytest.mark.parametrize("junk", ["", " ", "\0", "\ud800", "😀", "a" * 5000, "q̃" * 90, "'’", "ﬁ", "İı", "x\u0301" * 60], ids=ascii)
def test_survives_junk(junk: str) -> None:
    assert all(isinstance(found, str) for found in guess_original(junk))


def test_refuses_with_a_reason() -> None:
    with pytest.raises(UnknownLanguageError, match=r"kk, ru.*candidates"):
        guess_original("Xi Jinping", to="zh")
    with pytest.raises(UnknownLanguageError, match="kk, ru"):
        guess_original("Tokayev", to="en")
    with pytest.raises(TypeError, match="text must be a str"):
        guess_original(1)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="limit must be an int"):
        guess_original("x", limit="1")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="at least 1"):
        guess_original("x", limit=0)


def test_what_guesses_can_be_pickled() -> None:
    assert pickle.loads(pickle.dumps(speller("kk"))).spellings("toqaev", 1)[0][1] == "тоқаев"


# Systems of other libraries


@with_icu
def test_any_transform_of_icu_is_a_system() -> None:
    assert transliterate("Тоқаев Θεός", "icu:Greek-Latin/UNGEGN; Latin-ASCII") == "Тоқаев Theos"
    assert transliterate("Θεός", "icu:Any-Latin; Latin-ASCII") == "Theos"
    assert transliterate("ქართული", "icu:Latin-Georgian", reverse=True) == "kartuli"
    assert transliterations("Θεός\nΘεός", "icu:Greek-Latin") == ["Theós\nTheós"]
    assert transliterate("a\ud800\0b", "icu:Any-Latin") == "a\ufffd\0b"


@with_icu
def test_icu_refuses_with_a_reason() -> None:
    with pytest.raises(UnknownSystemError, match="Greek-Latin"):
        transliterate("x", "icu:Greek-Latinn")
    with pytest.raises(UnknownSystemError, match="Latin-ASCII"):
        transliterate("x", "icu:Any-Latin; Latin-ASCI")
    with pytest.raises(NotReversibleError, match="no inverse"):
        transliterate("x", "icu:Burmese-Latin", reverse=True)


@with_unidecode
def test_ascii_is_the_last_resort() -> None:
    assert transliterate("Θεός, ქართული \ud800", "ascii") == "Theos, k`art`uli "
    with pytest.raises(NotReversibleError, match="ascii"):
        transliterate("Theos", "ascii", reverse=True)


@pytest.mark.parametrize(
    ("module", "system_id", "repair"),
    [("icu", "icu:Any-Latin", r"pip install 'atau\[icu\]'"), ("unidecode", "ascii", r"pip install 'atau\[unidecode\]'")],
)
def test_a_missing_library_is_named_with_its_extra(monkeypatch: pytest.MonkeyPatch, module: str, system_id: str, repair: str) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    _transform.cache_clear()
    with pytest.raises(AtauError, match=repair):
        transliterate("x", system_id)
