"""The language modules: cases as data, what must hold of every module, and what must hold of the Kazakh grammar."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import atau
from atau import languages
from atau.errors import UnknownLanguageError, UnknownSystemError
from atau.languages import kk, patronymic_ends
from atau.transliteration import transliterate

CASES = Path(__file__).parent / "cases"
JUNK = ["", " ", "😀", "\ud800", "\0", "-", "«»", "'s", "’", "а", "ы", "-ның", "x" * 10_000, "Е́лена", "тоқаев\u200bтың", "ОАО «", "١٢٣"]


def table(name: str) -> dict:
    return tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))


def split(rows: list[str]) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in rows]


def inflected(name: str, kind: str, sex: str, family: str) -> list[str]:
    span = (name.index(family), name.index(family) + len(family)) if family else None
    return [form.text for form in languages.module("ru").inflect(name, kind=kind, sex="f" if sex == "f" else None, family=span)]


FORMS = table("languages-forms")["ru"]
BASES = [(lang, *row) for lang, rows in table("languages-base").items() for row in split(rows)]
WORDS = table("languages-kk-words")


# Every module


@pytest.mark.parametrize("code", languages.codes())
def test_a_module_has_the_interface(code: str) -> None:
    module = languages.module(code)
    assert code == module.CODE
    assert isinstance(module.inflect("Astana", kind="place"), tuple)
    assert module.base_forms("Astana")[0].text == "Astana"


@pytest.mark.parametrize("code", languages.codes())
@pytest.mark.parametrize("junk", JUNK)
def test_junk_crashes_nothing(code: str, junk: str) -> None:
    module = languages.module(code)
    module.inflect(junk)
    forms = module.base_forms(junk)
    assert bool(forms) == bool(junk.strip())


@pytest.mark.parametrize("code", languages.codes())
@given(text=st.text(max_size=40))
def test_any_text_has_a_base_form(code: str, text: str) -> None:
    forms = languages.module(code).base_forms(text)
    assert [form.score for form in forms] == sorted((form.score for form in forms), reverse=True)
    assert bool(forms) == bool(text.strip())
    assert len({form.text for form in forms}) == len(forms)


@pytest.mark.parametrize("code", languages.codes())
@given(text=st.text(alphabet="абвгнтыіА -«»’s'әұНow", max_size=30))
def test_the_input_itself_is_among_its_base_forms(code: str, text: str) -> None:
    forms = languages.module(code).base_forms(text)
    assert not forms or text.removesuffix(" да") in {form.text for form in forms} or code == "kk"


@pytest.mark.parametrize(("lang", "found", "nominative"), BASES)
def test_base_form(lang: str, found: str, nominative: str) -> None:
    assert atau.base_form(found, lang) == nominative


def test_the_language_is_told_by_the_letters() -> None:
    assert atau.base_form("Тоқаевтың") == "Тоқаев"
    assert atau.base_form("Токаевым") == "Токаев"
    assert atau.base_form("Kazakhstan's") == "Kazakhstan"
    with pytest.raises(UnknownLanguageError, match="kk"):
        atau.base_form("Astana", "kz")


# Russian


@pytest.mark.parametrize("row", split(FORMS["forms"]), ids=lambda row: row[0])
def test_inflected_forms(row: list[str]) -> None:
    name, kind, sex, family, forms = row
    assert set(forms.split(", ")) <= set(inflected(name, kind, sex, family))


@pytest.mark.parametrize("row", split(FORMS["fixed"]), ids=lambda row: row[0])
def test_names_that_are_not_inflected(row: list[str]) -> None:
    assert inflected(*row) == []


@pytest.mark.parametrize("row", split(FORMS["never"]), ids=lambda row: row[0])
def test_forms_that_never_come(row: list[str]) -> None:
    *name, forms = row
    assert set(forms.split(", ")).isdisjoint(inflected(*name))


@pytest.mark.parametrize("row", split(FORMS["forms"]), ids=lambda row: row[0])
def test_every_form_leads_back_to_its_name(row: list[str]) -> None:
    name, kind, sex, family, _ = row
    for form in inflected(name, kind, sex, family):
        assert name in {base.text for base in languages.module("ru").base_forms(form)}, form


NOUNS = ["министерство", "организация", "парламент", "республика", "университет", "церковь", "армия", "музей", "площадь"]
CASE_TAGS = {"nomn", "gent", "datv", "accs", "ablt", "loct"}


@pytest.mark.parametrize("noun", NOUNS)
def test_common_nouns_agree_with_pymorphy3(noun: str) -> None:
    pymorphy3 = pytest.importorskip("pymorphy3")
    parse = next(p for p in pymorphy3.MorphAnalyzer().parse(noun) if "NOUN" in p.tag and "nomn" in p.tag)
    forms = [form for form in parse.lexeme if form.tag.number == "sing" and form.tag.case in CASE_TAGS and "V-" not in str(form.tag)]
    assert {form.text for form in languages.module("ru").inflect(noun)} | {noun} == {form.word for form in forms}


# Kazakh


def legal(stem: str, rest: str) -> bool:
    if rest.startswith("-") and rest not in kk.chains() and kk.hyphenated(stem):
        rest = rest[1:]
    return bool(kk.chains().get(rest, 0) & kk.stem_class(stem))


@pytest.mark.parametrize(("stem", "rest"), split(WORDS["legal"]))
def test_legal_words(stem: str, rest: str) -> None:
    assert legal(stem, rest)


@pytest.mark.parametrize(("stem", "rest"), split(WORDS["illegal"]))
def test_illegal_words(stem: str, rest: str) -> None:
    assert not legal(stem, rest)


@pytest.mark.parametrize("row", WORDS["chains"])
def test_what_a_chain_says_grows_with_it(row: str) -> None:
    stem, parts, said = (cell.strip() for cell in row.split("|", 2))
    chain, features = "", []
    for part, feature in zip(parts.split(" + "), said.split(" + "), strict=True):
        chain, features = chain + part, [*features, feature]
        assert legal(stem, chain)
        assert kk.features(chain) == "|".join(features)


@pytest.mark.parametrize(("stem", "voiced"), split(WORDS["voiced"]))
def test_stems_before_a_vowel(stem: str, voiced: str) -> None:
    assert kk.voiced(stem) == (voiced or None)


@pytest.mark.parametrize(
    ("script", "chain", "cyrillic"), [("Latn", "tyñ", "тың"), ("Latn", "dağylardyñ", "дағылардың"), ("Latn", "daǵylardyń", "дағылардың")]
)
def test_chains_in_another_script(script: str, chain: str, cyrillic: str) -> None:
    assert kk.chains(script)[chain] == kk.chains()[cyrillic]


def test_a_script_that_nobody_writes_kazakh_in() -> None:
    with pytest.raises(UnknownSystemError, match="Hang"):
        kk.chains("Hang")


def test_the_number_of_chains_is_bounded() -> None:
    assert 5_000 < len(kk.chains()) < 30_000
    assert max(map(len, kk.chains())) < 30


def test_harmony_is_never_mixed_in_a_chain() -> None:
    """Back and front vowels meet only where a suffix has no harmony: -мен, -нікі, and what a hyphen joins (-ақ)."""
    for chain in kk.chains():
        native = chain.partition("-")[0]
        for neutral in ("нікі", "дікі", "тікі"):
            native = native.partition(neutral)[0]
        native = native.removesuffix("мен").removesuffix("бен").removesuffix("пен")
        assert not (set("аы") & set(native) and set("еі") & set(native)), chain


SCRIPTS = [("kk-Latn-2021", "Latn"), ("kk-Latn-qazaqparat", "Latn"), ("kk-Arab", "Arab")]


@pytest.mark.parametrize(("system", "script"), SCRIPTS)
def test_every_chain_is_legal_after_the_same_stems_in_another_script(system: str, script: str) -> None:
    written = kk.chains(script)
    for chain, classes in kk.chains().items():
        joined = transliterate(chain, system).casefold().replace("\u0621", "")  # the sign of front vowels begins words, not suffixes
        assert written[joined] & classes == classes, chain


@pytest.mark.parametrize("stem", ["Астана", "Қазақстан", "Ресей", "Тоқаев", "Бішкек"])
def test_forms_in_three_scripts_are_found_alike(stem: str) -> None:
    chains = [chain for chain, classes in kk.chains().items() if classes & kk.stem_class(stem) and "-" not in chain]
    for chain in sorted(chains)[::400]:
        text = f"{stem}{chain} қалай"
        found = {system: atau.annotate(text if system is None else transliterate(text, system), lang) for system, lang in WRITTEN}
        assert {tuple(mention.id for mention in mentions) for mentions in found.values()} == {(found[None][0].id,)}, (text, found)


WRITTEN = [(None, "kk"), ("kk-Latn-2021", "kk-Latn"), ("kk-Arab", "kk-Arab")]
STEMS = ["Астана", "Қазақстан", "Ресей", "Тоқаев", "Бішкек", "Қытай", "Орал", "Қырғыз", "Түркия", "ұйымы", "кеңесі", "Еуразия"]


@pytest.mark.parametrize("stem", STEMS)
def test_every_generated_form_is_taken_apart_again(stem: str) -> None:
    chains = [chain for chain, classes in kk.chains().items() if classes & kk.stem_class(stem) and kk.features(chain)]
    for chain in chains[::7]:
        assert stem in {base.text for base in kk.base_forms(stem + chain)} or "-" in chain, chain


@given(stem=st.text(alphabet="абгқкнмртсзйуиіыеоөұүжш", min_size=2, max_size=8))
def test_every_stem_has_one_class_at_least(stem: str) -> None:
    assert kk.stem_class(stem) > 0


@pytest.mark.parametrize(("gender", "sex"), [("masc", "m"), ("femn", "f")])
def test_the_patronymics_of_the_dictionary_end_so(gender: str, sex: str) -> None:
    """Of those in и- that OpenCorpora has and does not mark as colloquial; nobody here chose them."""
    dictionary = pytest.importorskip("pymorphy3").MorphAnalyzer().dictionary
    tags = (
        (word, tag)
        for word, tag, *_ in dictionary.iter_known_words("и")
        if tag.gender == gender and {"Patr", "nomn", "sing"} <= set(tag.grammemes)
    )
    found = {word for word, tag in tags if "Infr" not in tag}
    ends = patronymic_ends("russian", "short", sexes=sex)
    assert len(found) > 20
    assert sum(word.endswith(ends) for word in found) > 0.97 * len(found), [word for word in found if not word.endswith(ends)]
