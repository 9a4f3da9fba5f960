"""Every transliteration system is held to the same rules, whoever wrote it; a new file is tested the moment it exists."""

from __future__ import annotations

import runpy
import tomllib
import unicodedata
from importlib.util import find_spec
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atau import NotReversibleError, UnknownLanguageError, UnknownSystemError
from atau.text import simplify
from atau.transliteration import System, han_readings, systems, transliterate, transliterations
from atau.transliteration.pinyin import parsed, syllables
from atau.transliteration.rules import rules
from atau.transliteration.system import document, language_document

ROOT = Path(__file__).parent.parent
READINGS = ROOT / "src" / "atau" / "transliteration" / "readings"

ALL = systems()
BY_LETTER = [system for system in ALL if "syllables" not in document(system.id)]
EXACT = [system for system in ALL if system.reversible == "exact"]
LIKELIEST = [system for system in BY_LETTER if system.reversible == "likeliest"]
NAMES = tomllib.loads((READINGS / "names.toml").read_text("utf-8"))

READ_AGAIN = {"zh-Latn-tongyong", "zh-Latn-wadegiles", "zh-Latn-yale"}

PEOPLE = {
    "en": ["Cameron", "Clinton", "Washington", "Blinken", "Peterson", "Milton", "Hilary", "Rubio", "Vance", "Sanders", "Merkel", "Holland"],
    "ru": ["Юлия", "Щеглова", "Ельцин", "Достоевский", "Солженицын", "Чуйков", "Васильева", "Ильинский", "Сергей", "Аксёнов", "Подъячев", "Хрущёв"],
    "kk": ["Тоқаев", "Назарбаев", "Нұрсұлтан", "Әбілқайыр", "Өскенбай", "Үмбетәлі", "Ғабдолла", "Шыңғыс", "Іле", "Бөкейхан", "Жәңгір", "Айтматов"],
    "ky": ["Жапаров", "Айтматов", "Чыңгыз", "Жээнбеков", "Өмүрбек", "Бишкек", "Нарын", "Көл", "Бакиев", "Токтогул", "Юсуф", "Чүй"],
    "tg": ["Раҳмон", "Рӯдакӣ", "Фирдавсӣ", "Айнӣ", "Ҷомӣ", "Хуҷанд", "Душанбе", "Ғафуров", "Юсуф", "Қоҳир", "Саъдӣ", "Эмомалӣ"],
    "tk": ["Бердимухамедов", "Ныязов", "Магтымгулы", "Ашгабат", "Дашогуз", "Мәммет", "Җемал", "Гөзел", "Оразов", "Огулсапар", "Гараев", "Ениш"],
    "uz": ["Мирзиёев", "Каримов", "Ўткир", "Ғулом", "Чўлпон", "Қодирий", "Навоий", "Исҳоқ", "Санъат", "Юлдуз", "Яҳё", "Елена"],
}

each = pytest.mark.parametrize("system", ALL, ids=lambda system: system.id)
each_by_letter = pytest.mark.parametrize("system", BY_LETTER, ids=lambda system: system.id)
with_icu = pytest.mark.skipif(find_spec("icu") is None, reason="PyICU is not installed")


def source_letters(system: System) -> str:
    """The letters that a system reads: an alphabet, or some hundreds of characters."""
    alphabet = language_document(system.lang)["alphabet"]
    return alphabet or "".join(line.split("\t")[1][0] for line in (READINGS / "han.tsv").read_text("utf-8").splitlines()[3:])


def words(system: System) -> st.SearchStrategy[str]:
    """Short texts in the letters of a system's language: small, in capitals, with a capital, or anyhow."""
    word = st.text(source_letters(system), min_size=1, max_size=8)
    case = st.sampled_from([str.lower, str.upper, str.capitalize, str.swapcase])
    return st.lists(st.builds(lambda way, text: way(text), case, word), min_size=1, max_size=3).map(" ".join)


def written_letters(system: System) -> set[str]:
    own = document(system.id).get("capitals", {})
    return {*system.alphabet, *"".join(own.get(char, char.upper()) for char in system.alphabet), *own.values(), " "}


def script(char: str) -> str:
    return unicodedata.name(char, "").split()[0] if char.isalpha() and unicodedata.category(char) != "Lm" else ""


@each
def test_says_what_it_is(system: System) -> None:
    assert "" not in (system.title, system.authority, system.source)
    assert system.status in {"current", "in use", "draft", "superseded"}
    assert system.year is None or 1800 < system.year < 2100
    assert unicodedata.is_normalized("NFC", system.alphabet)


@each
def test_writes_its_samples(system: System) -> None:
    assert system.samples, "a system shows at least one pair that somebody else printed"
    assert all(sample.origin for sample in system.samples)
    assert [transliterate(sample.source, system.id) for sample in system.samples] == [sample.target for sample in system.samples]


@each_by_letter
def test_knows_every_letter(system: System) -> None:
    assert set(source_letters(system)) - set(rules(system.id).letters) == set()


@each
@given(data=st.data())
def test_writes_its_alphabet_in_one_script(system: System, data: st.DataObject) -> None:
    text = data.draw(words(system))
    written = transliterate(text, system.id)
    assert set(written) - written_letters(system) == set()
    assert [word for word in written.split() if len({script(char) for char in word} - {""}) > 1] == []
    assert unicodedata.is_normalized("NFC", written)
    assert transliterate(unicodedata.normalize("NFD", text), system.id) == written


@pytest.mark.parametrize("system", [system for system in ALL if system.id not in READ_AGAIN], ids=lambda system: system.id)
@given(data=st.data())
def test_leaves_alone_what_it_wrote(system: System, data: st.DataObject) -> None:
    """Not so the older romanisations of Chinese, which read pinyin: a ta of their own would be pinyin again."""
    written = transliterate(data.draw(words(system)), system.id)
    assert transliterate(written, system.id) == written


@pytest.mark.parametrize("system", EXACT, ids=lambda system: system.id)
@given(data=st.data())
def test_brings_back_every_word_where_promised(system: System, data: st.DataObject) -> None:
    text = data.draw(words(system))
    assert transliterate(transliterate(text, system.id), system.id, reverse=True).lower() == text.lower()


@pytest.mark.parametrize("system", LIKELIEST, ids=lambda system: system.id)
@pytest.mark.parametrize("number", range(12))
def test_reads_back_what_it_would_write_so(system: System, number: int) -> None:
    """Another spelling perhaps, but one that the system writes alike."""
    written = transliterate(PEOPLE[system.lang][number], system.id)
    assert transliterate(transliterate(written, system.id, reverse=True), system.id) == written


@pytest.mark.parametrize("system", LIKELIEST, ids=lambda system: system.id)
def test_finds_its_samples_again(system: System) -> None:
    for sample in system.samples:
        read = transliterations(sample.target, system.id, reverse=True, limit=10)
        assert sample.source.lower() in map(str.lower, read), f"{sample.target} was read {read}"


@each
@pytest.mark.parametrize("junk", ["", " ", "\0", "\ud800", "😀", "a\u0301\u0301", "ь" * 500, "Ё\u200bж", "ﬁ", "①", "'’\"”", "\u202eабв", "İı"], ids=ascii)
def test_survives_junk(system: System, junk: str) -> None:
    assert isinstance(transliterate(junk, system.id), str)
    if system.reversible != "no":
        assert isinstance(transliterate(junk, system.id, reverse=True), str)


CASES = [
    # What is taken care of            System                Found            Written
    ("capitals of several letters",    "ru-Latn-bgn",        "ЩУКИН Щукин",   "SHCHUKIN Shchukin"),
    ("one capital among others",       "ru-Latn-bgn",        "Я ЮГ Юг",       "Ya YUG Yug"),
    ("dotted and dotless capitals",    "kk-Latn-2021",       "Иса ІЛЕ Іле",   "İsa ILE Ile"),
    ("Latin i in a Cyrillic word",     "kk-Latn-2021",       "Iле көшесi",    "Ile köşesı"),
    ("a Latin word is no lookalike",   "ru-Latn-bgn",        "IT-центр",      "IT-tsentr"),
    ("decomposed letters",             "ru-Latn-bgn",        "Бии\u0306ск",   "Biysk"),
    ("a stress mark is kept",          "ru-Latn-wikipedia",  "Ми\u0301нск",   "Mínsk"),
    ("a hamza for a front word",       "kk-Arab",            "Әнет Үрімжі",   "انەت ءۇرىمجى"),
    ("glide after a vowel",            "kk-Arab",            "Тоқаев",        "توقايەۆ"),
    ("parts of a name are words",      "kk-Arab",            "Нұр-Сұлтан",    "نۇر-سۇلتان"),
    ("apostrophe before a vowel",      "zh-Latn-pinyin",     "西安 长安",     "Xi'an Chang'an"),
    ("ъ keeps н from a vowel",         "zh-Cyrl-palladius",  "长安 Chanan",   "Чанъань Чанань"),
    ("pinyin with tone marks",         "zh-Cyrl-palladius",  "Xí Jìnpíng",    "Си Цзиньпин"),
    ("Han is read in Russian",         "zh-Cyrl-palladius",  "重庆 蚌埠",     "Чунцин Бэнбу"),
    ("a surname opens a short run",    "zh-Latn-pinyin",     "曾庆红 單田芳 解晓东 区松柏", "Zengqinghong Shantianfang Xiexiaodong Ousongbai"),
    ("unless a word opens it",         "zh-Latn-pinyin",     "曾经 单位 解放军 區長", "Cengjing Danwei Jiefangjun Quzhang"),
    ("not in a long run",              "zh-Latn-pinyin",     "单独二孩政策",  "Dandu'erhaizhengce"),
    ("a surname that was cut off",     "zh-Cyrl-palladius",  "曾 庆红, 单 雄信", "Цзэн Цинхун, Шань Сюнсинь"),
    ("a surname of two characters",    "zh-Latn-pinyin",     "尉迟恭 万俟卨 令狐冲", "Yuchigong Moqixie Linghuchong"),
    ("places as places",               "zh-Latn-pinyin",     "六安 长治 朝阳 闵行 穆棱 圩塘", "Lu'an Changzhi Chaoyang Minhang Muling Xutang"),
    ("English is no pinyin",           "zh-Cyrl-palladius",  "the shrimp",    "the shrimp"),
    ("tones on the right vowel",       "zh-Latn-pinyin-tone", "lüe4 gui4 ou3", "lüè guì ǒu"),
    ("aspiration",                     "zh-Latn-wadegiles",  "Beijing tang",  "Pei-ching t'ang"),
    ("the neutral tone",               "zh-Bopo",            "ma1ma5 的",     "ㄇㄚ ㄇㄚ˙ ㄉㄜ˙"),
    ("pinyin without tones is left",   "zh-Bopo",            "Xi'an Xī'ān",   "Xi'an ㄒㄧ ㄢ"),
    ("x takes in what follows",        "zh-Latn-yale",       "西 下 雪",      "Syi Sya Sywe"),
    ("contracted finals in full",      "zh-Latn-tongyong",   "刘 桂 文 凤",   "Liou Guei Wun Fong"),
    ("Kazakh has a name of its own",   "zh-Cyrl-kk",         "新疆 烏魯木齊", "Шыңжаң Үрімжі"),
    ("only where that stands alone",   "zh-Cyrl-kk",         "新疆大学",      "Синьцзяндасюэ"),
    ("apostrophes are part of letters", "kk-Latn-2017",      "Шығыс ШЫҒЫС",   "Sʼygʼys SʼYGʼYS"),
    ("capitals with a combining mark", "kk-Latn-iso9",       "Ұлы Әбіш",      "U̇ly A̋bìš"),
    ("ts between vowels alone",        "uz-Latn-1995",       "цирк милиция акция", "sirk militsiya aksiya"),
    ("ъ after ў says nothing more",    "uz-Latn-1995",       "мўъжиза",       "moʻjiza"),
    ("с and ҳ are no ш",               "uz-Latn-1995",       "Исҳоқ",         "Isʼhoq"),
    ("е at the start of a syllable",   "tk-Latn-1999",       "Ениш Гараев",   "Ýeniş Garaýew"),
]  # fmt: skip


@pytest.mark.parametrize(("system_id", "found", "written"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_writes(system_id: str, found: str, written: str) -> None:
    assert transliterate(found, system_id) == written


READ_BACK = [
    ("ru-Latn-bgn", "Tokayev", "Токаев"), ("ru-Latn-icao", "Aleksei", "Алексей"), ("ru-Latn-wikipedia", "DOSTOYEVSKY", "ДОСТОЕВСКИЙ"),
    ("kk-Latn-2021", "Toqaev", "Тоқаев"), ("kk-Latn-bgn", "Qazaqstan", "Қазақстан"), ("kk-Cyrl-ru", "Нурсултан", "Нұрсұлтан"),
    ("kk-Arab", "توقايەۆ", "тоқаев"), ("kk-Arab", "ٴۇرىمجى", "үрімжі"), ("kk-Arab", "قازاقستان", "қазақстан"),
    ("zh-Cyrl-palladius", "Цзиньпин", "Jinping"), ("zh-Cyrl-palladius", "Чанъань", "Chang'an"),
    ("zh-Cyrl-kk", "Шыңжаң", "Xinjiang"), ("zh-Cyrl-kk", "Си Цзиньпин", "Xi Jinping"), ("zh-Bopo", "ㄒㄧˊ ㄐㄧㄣˋ", "xí jìn"),
    ("zh-Latn-yale", "Maudzedung", "Maozedong"), ("zh-Latn-tongyong", "Cijin", "Qijin"),
    ("kk-Latn-2017", "Sʼygʼys", "Шығыс"), ("kk-Latn-2017", "S'yg'ys", "Шығыс"), ("kk-Latn-iso9", "A̋bìš", "Әбіш"),
    ("uz-Latn-1995", "Oʻzbekiston", "Ўзбекистон"), ("uz-Latn-1995", "O'zbekiston", "Ўзбекистон"), ("uz-Latn-1995", "G’ofur", "Ғофур"),
    ("uz-Latn-1995", "san'at", "санъат"), ("uz-Latn-1995", "Mirziyoyev", "Мирзиёев"), ("uz-Latn-bgn", "Ŭzbek", "Ўзбек"),
    ("tk-Latn-1999", "Berdimuhamedow", "Бердимухамедов"), ("tk-Latn-1999", "Garaýew", "Гараев"), ("tg-Latn-bgn", "Rŭdakí", "Рӯдакӣ"),
    ("uz-Latn-alaloc", "Qodiriĭ", "Қодирий"), ("ky-Latn-alaloc", "Ȯmu̇rbek", "Өмүрбек"), ("tg-Latn-alaloc", "Raḣmon", "Раҳмон"), ("tk-Latn-alaloc", "Jemal", "Җемал"),
    ("kk-Latn-2018", "tushshy", "тұщы"),
]  # fmt: skip


@pytest.mark.parametrize(("system_id", "written", "read"), READ_BACK)
def test_reads_back(system_id: str, written: str, read: str) -> None:
    assert transliterate(written, system_id, reverse=True) == read


def test_refuses_with_a_reason() -> None:
    for call in (lambda: transliterate(1, "ru-Latn-bgn"), lambda: transliterate("x", 1), lambda: transliterations("x", "ru-Latn-bgn", limit="1")):
        with pytest.raises(TypeError, match="must be"):
            call()
    with pytest.raises(UnknownSystemError, match="ru-Latn-bgn"):
        transliterate("x", "ru-Latn-bng")
    with pytest.raises(UnknownLanguageError, match="ru"):
        systems("fr")
    with pytest.raises(ValueError, match="at least 1"):
        transliterations("x", "ru-Latn-bgn", limit=0)
    with pytest.raises(NotReversibleError, match="zh-Latn-pinyin"):
        transliterate("Xi'an", "zh-Latn-pinyin", reverse=True)


@pytest.mark.parametrize("table", ["surnames", "words"])
def test_exceptions_are_simplified_and_whole(table: str) -> None:
    for name, reading in NAMES[table].items():
        assert simplify(name) == name
        assert len(reading.split()) == len(name)
        assert [part for part in reading.split() if parsed(part).plain not in syllables()] == []


def test_exceptions_are_exceptions() -> None:
    """An entry that says what the characters say anyway is noise."""
    single = {char: reading for line in (READINGS / "han.tsv").read_text("utf-8").splitlines()[3:] for reading, chars in [line.split("\t")] for char in chars}
    usual = {**single, **NAMES["usual"]}
    assert [char for char, reading in NAMES["usual"].items() if single.get(char) == reading] == []
    for table in ("surnames", "words"):
        assert [name for name, reading in NAMES[table].items() if [usual.get(char) for char in name] == reading.split()] == []


def test_surnames_are_read_so_only_in_names() -> None:
    assert han_readings("曾庆红", surname=True)[0] == "zēng"
    assert han_readings("曾庆红")[0] == "céng"
    assert set(NAMES["alone"]) - NAMES["surnames"].keys() == set()
    assert han_readings("尉遲恭", surname=True) == ["yù", "chí", "gōng"]
    assert han_readings("單于") == ["chán", "yú"]
    assert han_readings("A1习") == ["A", "1", "xí"]


# ICU is the authority for single characters; what it and others write otherwise: test_transliteration_others.py.


@with_icu
def test_readings_are_fresh() -> None:
    import icu

    shipped = (READINGS / "han.tsv").read_text("utf-8").splitlines()
    if f"ICU {icu.ICU_VERSION}'s" not in shipped[0]:
        pytest.skip(f"han.tsv was not made with ICU {icu.ICU_VERSION}")
    made = runpy.run_path(str(ROOT / "tools" / "make_han_readings.py"))["lines"]()
    assert "\n".join(made).splitlines() == shipped


@pytest.mark.skipif(find_spec("jieba") is None, reason="jieba is not installed")
def test_surname_words_are_fresh() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "make_surname_words.py"))["lines"]()
    assert "\n".join(made) == (READINGS / "surname-words.tsv").read_text("utf-8").rstrip("\n")


@each
def test_is_in_the_manual(system: System) -> None:
    row = f"| `{system.id}` | {system.title} | {system.status} | {system.reversible} |"
    assert row in (ROOT / "docs" / "transliteration.md").read_text("utf-8").splitlines()


@pytest.mark.parametrize("lang", ["kk", "ky", "ru", "tg", "tk", "uz"])
def test_letters_are_in_the_manual(lang: str) -> None:
    tables = {system.id.removeprefix(f"{lang}-Latn-"): rules(system.id).letters for system in systems(lang) if system.target == "Latn"}
    differing = [letter for letter in language_document(lang)["alphabet"] if len({table[letter] for table in tables.values()}) > 1]
    rows = [[f"`{name}`", *(table[letter].replace("`", "\\`") or "–" for letter in differing)] for name, table in tables.items()]
    manual = (ROOT / "docs" / "transliteration.md").read_text("utf-8").splitlines()
    assert [row for row in [["", *differing], *rows] if f"| {' | '.join(row)} |".replace("|  |", "| |") not in manual] == []
