"""Foreign names into Chinese characters and back, held against names that the lexicon has in both."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atau import UnknownLanguageError
from atau.transliteration import transliterate
from atau.transliteration.foreign_han import INTO, from_han
from atau.transliteration.letters import letters, read_costs
from atau.transliteration.rules import rules
from atau.transliteration.system import document

PEOPLE = Path(__file__).parent.parent / "lexicon" / "people"
INTO_HAN = ["en-Hans-xinhua", "kk-Hans-xinhua", "ru-Hans-xinhua"]
COUNTRIES = ["azerbaijan", "kazakhstan", "kyrgyzstan", "russia", "tajikistan", "turkmenistan", "uzbekistan"]
LETTERS = {"en": "a-z'", "kk": "а-яёәғқңөұүһі", "ru": "а-яё"}


@cache
def people(country: str) -> list[dict[str, object]]:
    """The people of a country as the lexicon has them."""
    return list(tomllib.loads((PEOPLE / f"{country}.toml").read_text("utf-8")).values())


def surnames(lang: str, countries: Iterable[str]) -> list[tuple[str, str]]:
    """The family names of people whom the lexicon names in a language and in Chinese: what stands between slashes."""
    both = [(str(person.get(lang)), str(person.get("zh"))) for country in countries for person in people(country)]
    found = [(re.search("/(.+)/", theirs), re.search("/(.+)/", han)) for theirs, han in both]
    return sorted({(theirs[1], han[1]) for theirs, han in found if theirs and han})


def share(good: Iterable[bool]) -> float:
    judged = list(good)
    assert len(judged) > 30
    return sum(judged) / len(judged)


READ = [
    # Found             Into  Among the first five
    ("扎帕罗夫",        "ru", "Жапаров"),
    ("托卡耶夫",        "ru", "Токаев"),
    ("托卡葉夫",        "ru", "Токаев"),
    ("米尔济约耶夫",    "ru", "Мирзиёев"),
    ("普京",            "ru", "Путин"),
    ("扎哈罗娃",        "ru", "Захарова"),
    ("维什涅夫斯基",    "ru", "Вишневский"),
    ("亚历山大",        "ru", "Александр"),
    ("莫斯科",          "ru", "Москва"),
    ("谢尔盖·拉夫罗夫", "ru", "Сергей Лавров"),
    ("托卡耶夫",        "kk", "Тоқаев"),
    ("纳扎尔巴耶夫",    "kk", "Назарбаев"),
    ("约翰逊",          "en", "Johnson"),
    ("布林肯",          "en", "Blinken"),
    ("唐纳德·特朗普",   "en", "Donald Trump"),
]  # fmt: skip


@pytest.mark.parametrize(("han", "to", "name"), READ)
def test_reads_back_among_the_first_five(han: str, to: str, name: str) -> None:
    assert name in from_han(han, to, 5)


UNREAD = ["", " ", "·", "Tokayev", "Токаев", "2019", "😀", "\ud800", "𠀀", "罗" * 61, "扎帕罗夫 " * 100_000]


@pytest.mark.parametrize("to", INTO)
@pytest.mark.parametrize("text", UNREAD, ids=lambda text: ascii(text[:8]))
def test_reads_nothing_in_what_is_no_name(text: str, to: str) -> None:
    assert from_han(text, to, 5) == []


def test_refuses_with_a_reason() -> None:
    with pytest.raises(UnknownLanguageError, match="expected one of en, kk, ru"):
        from_han("托卡耶夫", "uk")
    with pytest.raises(ValueError, match="at least 1"):
        from_han("托卡耶夫", "ru", 0)


@pytest.mark.parametrize("to", INTO)
@given(text=st.text(st.sampled_from("扎帕罗夫托卡耶尔娃斯基莉一的·- a1"), max_size=8), limit=st.integers(1, 7))
def test_reads_into_its_letters(to: str, text: str, limit: int) -> None:
    read = from_han(text, to, limit)
    assert len(read) == len(set(read)) <= limit
    assert all(re.fullmatch(f"[{LETTERS[to]} a1·-]*", name.lower()) for name in read), read


@pytest.mark.parametrize("country", ["kazakhstan", "kyrgyzstan", "russia"])
def test_reads_what_the_table_wrote(country: str) -> None:
    """Every third name of the lexicon, written by the table, is found again among ten: seven in eight."""
    names = sorted({word for person in people(country) for word in re.findall("[А-ЯЁ][а-яё]+", str(person.get("ru")))})[::3]
    assert share(name in from_han(transliterate(name, "ru-Hans-xinhua"), "ru", 10) for name in names) > 0.87


def test_reads_what_the_papers_wrote() -> None:
    assert share(name in from_han(han, "ru", 10) for name, han in surnames("ru", COUNTRIES)) > 0.87
    assert share(name in from_han(han, "kk", 10) for name, han in surnames("kk", ["kazakhstan"])) > 0.55


def test_writes_as_the_papers_do() -> None:
    assert share(transliterate(name, "ru-Hans-xinhua") == han for name, han in surnames("ru", COUNTRIES)) > 0.75
    assert share(transliterate(name, "kk-Hans-xinhua") == han for name, han in surnames("kk", ["kazakhstan"])) > 0.55


@pytest.mark.parametrize("system_id", ["en-Hans-xinhua", "ru-Hans-xinhua"])
def test_writes_common_characters(system_id: str) -> None:
    """Whatever a matrix or a context writes is in GB 2312, the set of simplified characters that Chinese norms of its time print with."""
    ruled = rules(system_id)
    written = {*ruled.letters.values(), *(context.to for context in ruled.contexts)} - {"·", ""}
    assert [text for text in written if not re.fullmatch("[一-鿿]+", text.encode("gb2312").decode("gb2312"))] == []


@pytest.mark.parametrize("system_id", INTO_HAN)
def test_leaves_no_letter(system_id: str) -> None:
    """However odd a name, it's written in characters from first to last."""
    for letter in "".join(rules(system_id).letters):
        assert re.fullmatch("[一-鿿]*", transliterate(f"а{letter}ма" if system_id[:2] != "en" else f"a{letter}ma", system_id))


KAZAKH = [
    # What is taken care of           Found             Written
    ("Kazakh letters",                "Әбіш Өтеғұлов",  "阿比什·奥捷古洛夫"),
    ("a compound name is one word",   "Қасым-Жомарт",   "卡瑟姆若马尔特"),
    ("у is a consonant after а",      "Сауранбаев",     "萨乌兰巴耶夫"),
    ("but not at the start",          "Әубәкіров",      "奥巴基罗夫"),
    ("a mountain ends the name",      "Көкшетау",       "科克舍套"),
    ("м keeps from the second word",  "Әшімбаев",       "阿希姆巴耶夫"),
    ("Russian has another name",      "Қазақстан",      "哈萨克斯坦"),
    ("a settled place",               "Қызылорда",      "克孜勒奥尔达"),
]  # fmt: skip


@pytest.mark.parametrize(("found", "written"), [case[1:] for case in KAZAKH], ids=[case[0] for case in KAZAKH])
def test_writes_kazakh(found: str, written: str) -> None:
    assert transliterate(found, "kk-Hans-xinhua") == written


ENGLISH = [
    # What is taken care of           Found             Written
    ("initials and finals",           "Rubio",          "鲁比奥"),
    ("n closes a syllable",           "Blinken",        "布林肯"),
    ("m before b is n",               "Lambert",        "兰伯特"),
    ("a final e is silent",           "Vance",          "万斯"),
    ("r after a vowel is not heard",  "Carter",         "卡特"),
    ("a final ey is i",               "Huxley",         "胡克斯利"),
    ("f opens a word",                "Franklin",       "弗兰克林"),
    ("-ton",                          "Milton",         "米尔顿"),
    ("-ia",                           "Olivia",         "奥利维亚"),
    ("a settled name",                "George Clinton", "乔治·克林顿"),
]  # fmt: skip


@pytest.mark.parametrize(("found", "written"), [case[1:] for case in ENGLISH], ids=[case[0] for case in ENGLISH])
def test_writes_english(found: str, written: str) -> None:
    assert transliterate(found, "en-Hans-xinhua") == written


def test_a_relay_names_a_system_that_reads_its_letters() -> None:
    onward = document("kk-Hans-xinhua")["then"]
    assert set("".join(rules("kk-Cyrl-ru").letters.values())) <= set(rules(onward).letters)


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_tables_are_what_they_say(lang: str) -> None:
    pieces = read_costs(lang, "han")
    assert [char for char in pieces if not re.fullmatch("[一-鿿]", char)] == []
    assert [piece for row in pieces.values() for piece in row if not re.fullmatch(f"[{LETTERS[lang]}]{{0,6}}", piece)] == []
    assert min(cost for row in [*pieces.values(), *letters(lang).costs.values()] for cost in row.values()) >= 0


def test_likelier_letters_cost_less() -> None:
    russian = letters("ru")
    assert russian.extended("ивано", "в")[0] < russian.extended("ивано", "х")[0] < russian.extended("ивано", "ъ")[0]
    assert russian.ended("иванов") < russian.ended("иваноб")
