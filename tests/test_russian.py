"""Russian: names of every type as data, pymorphy3 as the oracle of declension, and every form led back to its name."""

from __future__ import annotations

import random
import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atau import lexicon
from atau.languages import ru
from atau.languages.forms import Inflected
from atau.model import Name

HERE = Path(__file__).parent
CASES = tomllib.loads((HERE / "cases/languages-ru.toml").read_text(encoding="utf-8"))
TAGS = ("nomn", "gent", "datv", "accs", "ablt", "loct")


def rows(name: str, cells: int) -> list[list[str]]:
    """The rows of a table; what is left of a row after so many cells is one cell."""
    return [[cell.strip() for cell in row.split("|", cells - 1)] for row in CASES[name]]


def inflected(name: str, kind: str, sex: str, family: str) -> tuple[Inflected, ...]:
    span = (name.index(family), name.index(family) + len(family)) if family else None
    return ru.inflect(name, kind=kind, sex=sex or None, family=span)


def forms(name: str, kind: str, sex: str, family: str) -> list[str]:
    return [form.text for form in inflected(name, kind, sex, family)]


def nominatives(found: str) -> set[str]:
    return {base.text for base in ru.base_forms(found)}


@pytest.mark.parametrize("row", rows("forms", 5), ids=lambda row: row[0])
def test_forms_lead_there_and_back(row: list[str]) -> None:
    *name, expected = row
    found = inflected(*name)
    cited = {name[0]} | {form.text for form in found if form.features.startswith("Case=Nom") and "Plur" in form.features}
    assert set(expected.split(", ")) <= {form.text for form in found}
    assert [form.text for form in found if cited.isdisjoint(nominatives(form.text))] == []


@pytest.mark.parametrize("row", rows("fixed", 4), ids=lambda row: row[0])
def test_names_without_other_forms(row: list[str]) -> None:
    assert forms(*row) == []


@pytest.mark.parametrize("row", rows("never", 5), ids=lambda row: row[0])
def test_forms_that_never_come(row: list[str]) -> None:
    *name, wrong = row
    assert set(wrong.split(", ")).isdisjoint(forms(*name))


@pytest.mark.parametrize(("one", "other"), rows("apart", 2))
def test_names_that_only_begin_alike_share_no_form(one: str, other: str) -> None:
    ours = {form for sex in "mf" for form in forms(one, "person", sex, one.split()[0])} | {one}
    assert other not in ours
    assert one not in nominatives(other)


@pytest.mark.parametrize(("found", "nominative"), rows("best", 2))
def test_the_likeliest_nominative(found: str, nominative: str) -> None:
    assert ru.base_forms(found)[0].text == nominative


@pytest.mark.parametrize(("found", "nominative", "features"), rows("features", 3))
def test_features_are_those_of_the_found_form(found: str, nominative: str, features: str) -> None:
    base = ru.base_forms(found)[0]
    assert (base.text, base.features) == (nominative, features)


# The oracle


def pymorphy3_forms(name: str, of: str) -> set[str]:
    """The forms of the number and sex of a name, without the instrumental in -ою and what the dictionary calls distorted."""
    pymorphy3 = pytest.importorskip("pymorphy3")
    mark = {"place": "Geox", "m": "masc", "f": "femn"}[of]
    parse = next(p for p in pymorphy3.MorphAnalyzer().parse(name.lower()) if p.tag.case == "nomn" and mark in p.tag)
    alike = [form for form in parse.lexeme if (form.tag.number, form.tag.gender) == (parse.tag.number, parse.tag.gender)]
    return {form.word.replace("ё", "е") for form in alike if form.tag.case in TAGS and "V-" not in str(form.tag) and "Dist" not in form.tag}


@pytest.mark.parametrize(("name", "of"), rows("declined", 2))
def test_names_decline_as_pymorphy3_says(name: str, of: str) -> None:
    kind, sex = ("place", None) if of == "place" else ("person", of)
    ours = {
        form.text.lower().replace("ё", "е") for form in ru.inflect(name, kind=kind, sex=sex) if of == "place" or "Sing" in form.features
    }
    assert pymorphy3_forms(name, of) <= ours | {name.lower()}


# There and back


def stated() -> list[tuple[Name, str, str | None]]:
    entities = lexicon.read([HERE.parent / "lexicon"]).entities
    names = [
        (name, entity.kind, entity.sex) for entity in entities for name in entity.names if name.lang == "ru" and name.status != "misspelt"
    ]
    return random.Random(4).sample(names, 400)


def test_the_forms_of_the_lexicon_lead_back() -> None:
    """All but one in a hundred: a foreign name may have an end that no Russian name has."""
    found = [
        (form.text, name.text in nominatives(form.text))
        for name, kind, sex in stated()
        for form in ru.inflect(name.text, kind=kind, sex=sex, family=name.family if kind == "person" else None)
        if kind != "person" or "Sing" in form.features
    ]
    lost = [text for text, leads_back in found if not leads_back]
    assert len(lost) <= len(found) / 100, lost


STEMS = st.text(alphabet="бвгдзклмнпрст", min_size=1, max_size=2)
SURNAMES = st.builds(
    lambda a, v, b, end: (a + v + b + end).capitalize(), STEMS, st.sampled_from("аеиоу"), STEMS, st.sampled_from(["ов", "ев", "ин", "ский"])
)


@settings(max_examples=300, deadline=None)
@given(given_name=st.sampled_from(["Иван", "Нурлан", "Игорь", "Илья", "Алексей", "Юрий"]), surname=SURNAMES)
def test_the_forms_of_any_mans_name_lead_back(given_name: str, surname: str) -> None:
    name = f"{given_name} {surname}"
    for form in ru.inflect(name, kind="person", family=(len(given_name) + 1, len(name))):
        assert name in nominatives(form.text), form


@settings(max_examples=300, deadline=None)
@given(surname=SURNAMES)
def test_the_forms_of_any_surname_lead_back(surname: str) -> None:
    for form in ru.inflect(surname, kind="person", family=(0, len(surname))):
        assert surname in nominatives(form.text), form


def test_the_cities_of_cldr_stay_as_they_are() -> None:
    """A city that CLDR names (in the nominative) is mostly taken for one; nobody here chose them. By ends alone it was .92."""
    icu = pytest.importorskip("icu", reason="needs the icu extra")
    of_zone = icu.TimeZoneNames.createInstance(icu.Locale("ru")).getExemplarLocationName
    named = {str(of_zone(zone) or "") for zone in icu.TimeZone.createEnumeration()}
    cities = [name for name in sorted(named) if re.fullmatch("[А-ЯЁ][а-яё]+(?:[ -][А-ЯЁ][а-яё]+)*", name)]
    kept = [name for name in cities if ru.base_forms(name)[0].text == name]
    assert len(cities) > 300
    assert len(kept) > 0.94 * len(cities), set(cities) - set(kept)
