"""Russian names in Chinese characters: the notes to the table, each with a name that shows it."""

from __future__ import annotations

import pytest

from atau.transliteration import transliterate, transliterations

SYSTEM = "ru-Hans-xinhua"

CASES = [
    # What is taken care of                 Found                 Written
    ("initials and finals",                 "Жапаров",            "扎帕罗夫"),
    ("н closes a syllable",                 "Бондаренко",         "邦达连科"),
    ("н opens the next before a vowel",     "Ненец",              "涅涅茨"),
    ("м before п is н",                     "Темпов",             "坚波夫"),
    ("double consonants are one",           "Филиппов",           "菲利波夫"),
    ("double vowels are one",               "Чаадаев",            "恰达耶夫"),
    ("е opens a word",                      "Егоров",             "叶戈罗夫"),
    ("в opens a word",                      "Власов",             "弗拉索夫"),
    ("р opens a word before a consonant",   "Ржиха",              "勒日哈"),
    ("ь is и",                              "Мельников",          "梅利尼科夫"),
    ("ь without a sound",                   "Фельдман",           "费尔德曼"),
    ("a German surname in -сон",        "Михельсон",          "米赫尔松"),
    ("one in -ель",                     "Врангель",           "弗兰格尔"),
    ("г for h in a Muslim name",        "Гаджиев",            "哈吉耶夫"),
    ("its stem that ends with н",       "Гасанов",            "哈桑诺夫"),
    ("a mountain in Kazakhstan",        "Кокшетау",           "科克舍套"),
    ("й after a vowel",                     "Чуйков",             "崔科夫"),
    ("г before к",                          "Мягков",             "米亚赫科夫"),
    ("a stem that ends with н",             "Антонов",            "安东诺夫"),
    ("no such stem",                        "Баранов",            "巴拉诺夫"),
    ("a patronymic keeps the name's н",     "Кононович",          "科农诺维奇"),
    ("a woman's patronymic",                "Пименовна",          "皮缅诺夫娜"),
    ("a woman's surname",                   "Захарова",           "扎哈罗娃"),
    ("a woman's surname in -ина",           "Набиуллина",         "纳比乌利娜"),
    ("-ский",                               "Вишневский",         "维什涅夫斯基"),
    ("-ская",                               "Вишневская",         "维什涅夫斯卡娅"),
    ("-цов",                                "Воронцов",           "沃龙佐夫"),
    ("a town in -город",                    "Белгород",           "别尔哥罗德"),
    ("a town in -град",                     "Павлоград",          "帕夫洛格勒"),
    ("a settled given name",                "Александр Ольга",    "亚历山大·奥尔加"),
    ("what is made of it",                  "Александрович",      "亚历山德罗维奇"),
    ("a settled place",                     "Москва",             "莫斯科"),
    ("a settled place of two parts",        "Санкт-Петербург",    "圣彼得堡"),
    ("capitals",                            "АНТОНОВ ПЁТР",       "安东诺夫·彼得"),
    ("a stress mark",                       "Ивано\u0301в",       "伊万诺夫"),
    ("between the parts of a name",         "Сергей Лавров",      "谢尔盖·拉夫罗夫"),
    ("a double surname",                    "Римский-Корсаков",   "里姆斯基-科尔萨科夫"),
    ("no space between letters is kept",    "Иван 3, Пётр I",     "伊万 3, 彼得 I"),
]  # fmt: skip


@pytest.mark.parametrize(("found", "written"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_writes(found: str, written: str) -> None:
    assert transliterate(found, SYSTEM) == written


@pytest.mark.parametrize(
    ("written", "name"), [("扎帕罗夫", "жапаров"), ("托卡耶夫", "токаев"), ("菲利波夫", "филиппов"), ("亚历山大", "александр"), ("莫斯科", "москва")]
)
def test_reads_back_among_the_first_five(written: str, name: str) -> None:
    assert name in transliterations(written, SYSTEM, reverse=True, limit=5)
