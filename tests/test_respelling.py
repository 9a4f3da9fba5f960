"""Names worded otherwise than the index holds them: what each way finds, and what it must not."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import atau
from atau.respelling import wordings
from atau.respelling.classes import classes, parted
from atau.text import HAN, key, scripts

CASES = Path(__file__).parent / "cases" / "respelled.toml"
EXONYMS = Path(atau.__file__).parent / "respelling" / "exonyms.tsv"
FIRM = ("exact", "inflected", "respelled")


def found() -> Iterator[tuple[str, str, str | None]]:
    """(ID, name, kind asked for) of the cases."""
    for case in tomllib.loads(CASES.read_text("utf-8"))["case"]:
        for kind in ("person", "place", "institution"):
            yield from ((f"{kind}/{name}", form, case.get("kind")) for name, forms in case.get(kind, {}).items() for form in forms)


def refused() -> Iterator[tuple[str, str | None]]:
    """(name, kind asked for) of those that must lead nowhere."""
    for case in tomllib.loads(CASES.read_text("utf-8"))["case"]:
        yield from ((form, None) for form in case.get("none", ()))
        yield from ((form, kind) for kind, forms in case.get("none_of_kind", {}).items() for form in forms)


@pytest.mark.parametrize(("wanted", "name", "kind"), [*found()])
def test_another_wording_leads_to_the_entity(wanted: str, name: str, kind: str | None) -> None:
    match = atau.resolve(name, kind=kind)
    assert match is not None
    assert (match.id, match.how) == (wanted, "respelled")
    assert len(match.why()) > 1


@pytest.mark.parametrize(("name", "kind"), [*refused()])
def test_what_is_another_thing_is_not_found(name: str, kind: str | None) -> None:
    assert [(match.id, match.reasons) for match in atau.candidates(name, kind=kind) if match.how in FIRM] == []


def exonyms() -> list[tuple[str, str]]:
    """(Key of a place, name) of the rows of ``exonyms.tsv``."""
    rows = (line.split("\t") for line in EXONYMS.read_text("utf-8").splitlines() if not line.startswith("#"))
    return [(place, name) for place, names in rows for name in names.split("|")]


def test_names_in_other_languages_lead_to_their_places() -> None:
    assert [name for place, name in exonyms() if (match := atau.resolve(name)) is None or match.id != f"place/{place}"] == []


def test_names_in_other_languages_are_those_of_cldr() -> None:
    """All but a few, which another version of ICU spells otherwise."""
    icu = pytest.importorskip("icu")
    known = set()
    for locale in map(icu.Locale, ("de", "es", "fr", "it", "nl", "pl", "pt", "tr")):
        zones = icu.TimeZoneNames.createInstance(locale)
        known.update(zones.getExemplarLocationName(zone) for zone in icu.TimeZone.createEnumeration())
        known.update(icu.Locale("", code).getDisplayCountry(locale) for code in icu.Locale.getISOCountries())
    names = [name for _, name in exonyms()]
    assert len([name for name in names if name not in known]) < 0.05 * len(names)


#: Countries of which the lexicon holds every first-level region.
COVERED = {
    "AF": "afghanistan", "AZ": "azerbaijan", "BY": "belarus", "CN": "china", "IN": "india", "IR": "iran", "KG": "kyrgyzstan", "KZ": "kazakhstan",
    "MN": "mongolia", "PK": "pakistan", "RU": "russia", "TJ": "tajikistan", "TM": "turkmenistan", "TR": "turkey", "UZ": "uzbekistan",
}  # fmt: skip


@pytest.mark.parametrize("code", COVERED)
def test_names_of_iso_3166_2_lead_into_their_country(code: str) -> None:
    """ISO's own spelling of each region, in the languages and the romanisations of the country: another hand's list."""
    pycountry = pytest.importorskip("pycountry")
    names = [region.name for region in pycountry.subdivisions.get(country_code=code)]
    matches = [[match for match in atau.candidates(name, kind="place") if match.how in FIRM] for name in names]
    missing = [name for name, match in zip(names, matches, strict=True) if not match or match[0].entity.country != f"place/{COVERED[code]}"]
    assert len(missing) <= max(1, len(names) // 7), missing


@given(st.text(max_size=60), st.booleans())
def test_every_wording_costs_score_and_says_why(name: str, place: bool) -> None:
    folded = key(name)
    for wording in wordings(folded, place):
        assert 0 < wording.sure < 1
        assert wording.text
        assert wording.step


@pytest.mark.parametrize("bare", ["almaty", "алматы", "阿拉木图"])
def test_a_class_word_put_on_comes_off_again(bare: str) -> None:
    words = {word for each in classes() for word in each.words if scripts(word) == scripts(bare)}
    joined = {word: f"{bare}{word}" if HAN in scripts(word) else f"{bare} {word}" for word in words}
    assert [word for word, name in joined.items() if bare not in [rest for rest, _ in parted(name)]] == []
