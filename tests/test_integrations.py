"""Each host gives what the library gives, by its own conventions. A host that is not installed is skipped, and says so."""

from __future__ import annotations

import importlib
import os
import pickle
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import atau

ROOT = Path(__file__).parent.parent
INSTALL = "pip install 'atau[integrations]'"
NAMES = ["Токаевым", None, "SCO", "Тоқаевтың", "托卡葉夫", "Бердымухамедов", "nobody at all", "", "SCO", "Astana", "Токаевым"] * 30
TEXTS = ["Токаев прибыл в Астану.", None, "Тоқаевтың сөзі", "托卡耶夫抵达北京。", "", "President Tokayev’s visit to the SCO", "🙂🙂 Си Цзиньпин в Пекине"]
MINE = 'kind = "person"\n[anna-smith]\nen = "Anna /Smith/"\nru = "Анна /Смит/"\nsex = "f"\n'


def told(match: atau.Match | None, to: str) -> dict[str, Any] | None:
    return match and {"id": match.id, "kind": match.kind, "score": match.score, "how": match.how, "name": match.entity.name(to)}


def mentioned(mention: atau.Mention) -> dict[str, Any]:
    return {name: getattr(mention, name) for name in ("start", "end", "text", "lang", "lemma", "id", "kind", "score")} | {"how": mention.match.how}


def host(name: str, needed: str | None = None) -> Any:
    """The adapter for a host, which must be installed."""
    pytest.importorskip("pyarrow", reason=INSTALL)
    pytest.importorskip(needed or name, reason=INSTALL)
    return importlib.import_module(f"atau.integrations.{name}")


@pytest.fixture(scope="module")
def spark(pytestconfig: pytest.Config) -> Any:
    """A real Spark of two workers' threads, on this machine."""
    host("spark", "pyspark")
    if shutil.which("java") is None and "JAVA_HOME" not in os.environ:
        pytest.skip("Spark needs Java 17")
    sql = importlib.import_module("pyspark.sql")
    return sql.SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", 2).getOrCreate()


def by_arrow(column: list[Any], verb: str, **options: Any) -> list[Any]:
    adapter, pa = host("arrow", "pyarrow"), importlib.import_module("pyarrow")
    batch = pa.record_batch({"column": pa.array(column, pa.string()), "row": range(len(column))})
    added = adapter.add(batch, "column", getattr(adapter, verb), into="made", **options)
    assert added.schema.names == ["column", "row", "made"]
    return added.column("made").to_pylist()  # type: ignore[no-any-return]


def by_pandas(column: list[Any], verb: str, **options: Any) -> list[Any]:
    host("pandas")
    pd = importlib.import_module("pandas")
    series = pd.Series(column, index=range(7, 7 + len(column)), name="column")
    made = getattr(series.atau, verb)(**options)
    assert made.index.equals(series.index)
    if verb == "annotate":
        return [[mentioned(mention) for mention in mentions] for mentions in made]
    if verb == "normalise":
        return [None if pd.isna(text) else text for text in made]
    return [None if pd.isna(row["id"]) else row for row in made.to_dict("records")]


def by_polars(column: list[Any], verb: str, **options: Any) -> list[Any]:
    host("polars")
    pl = importlib.import_module("polars")
    frame = pl.DataFrame({"column": column}, schema={"column": pl.String})
    made = frame.select(getattr(pl.col("column").atau, verb)(**options))["column"]
    lazy = frame.lazy().select(getattr(pl.col("column").atau, verb)(**options))
    assert lazy.collect_schema()["column"] == made.dtype
    assert lazy.collect(engine="streaming")["column"].equals(made)
    return made.to_list()  # type: ignore[no-any-return]


def by_duckdb(column: list[Any], verb: str, **options: Any) -> list[Any]:
    adapter, duckdb, pa = host("duckdb"), importlib.import_module("duckdb"), importlib.import_module("pyarrow")
    connection = duckdb.connect()
    adapter.register(connection, **options)
    connection.register("t", pa.table({"name": pa.array(column, pa.string()), "row": range(len(column))}))
    return [row[0] for row in connection.sql(f"SELECT atau_{verb}(name) FROM t ORDER BY row").fetchall()]


def by_datasets(column: list[Any], verb: str, **options: Any) -> list[Any]:
    adapter, datasets = host("datasets"), importlib.import_module("datasets")
    data = datasets.Dataset.from_dict({"column": column}, features=datasets.Features({"column": datasets.Value("string")}))
    made = data.map(getattr(adapter, verb.title())("column", **options), batched=True)
    arrow = data.with_format("arrow").map(getattr(adapter, verb.title())("column", **options), batched=True, batch_size=50)
    assert arrow.with_format(None)["atau"][:] == made["atau"][:]
    return made["atau"][:]  # type: ignore[no-any-return]


HOSTS: list[Callable[..., list[Any]]] = [by_arrow, by_pandas, by_polars, by_duckdb, by_datasets]


@pytest.mark.parametrize("ask", HOSTS)
@pytest.mark.parametrize("options", [{}, {"to": "kk"}], ids=str)
def test_names(ask: Callable[..., list[Any]], options: dict[str, Any]) -> None:
    expected = [None if name is None else told(atau.resolve(name), options.get("to", "en")) for name in NAMES]
    assert ask(NAMES, "resolve", **options) == expected


@pytest.mark.parametrize("ask", HOSTS)
def test_texts(ask: Callable[..., list[Any]]) -> None:
    assert ask(TEXTS, "annotate") == [[mentioned(mention) for mention in atau.annotate(text or "")] for text in TEXTS]
    assert ask(TEXTS, "normalise") == [None if text is None else atau.normalise(text) for text in TEXTS]


@pytest.mark.parametrize("ask", HOSTS)
def test_columns_of_nothing(ask: Callable[..., list[Any]]) -> None:
    if ask is not by_datasets:  # `map` asks nothing of an empty dataset
        assert ask([], "resolve") == ask([], "annotate") == []
    assert ask([None, None], "resolve") == [None, None]
    assert ask([None, None], "annotate") == [[], []]


@pytest.mark.parametrize("ask", HOSTS)
def test_a_lexicon_of_ones_own(ask: Callable[..., list[Any]], mine: atau.Resolver) -> None:
    assert ask(["Анны Смит", "Токаев"], "resolve", resolver=mine) == [told(mine.resolve("Анны Смит"), "en"), None]


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> atau.Resolver:
    folder = tmp_path_factory.mktemp("lexicon")
    (folder / "people.toml").write_text(MINE, encoding="utf-8")
    atau.Resolver.build([folder / "people.toml"]).save(folder / "mine.atau")
    return atau.Resolver.open(folder / "mine.atau")


def test_spark(spark: Any, mine: atau.Resolver) -> None:
    """Names, texts, and an index of one's own that the workers get from the driver, over more batches than one."""
    adapter = host("spark", "pyspark")
    frame = spark.createDataFrame([*enumerate(NAMES)], "row int, name string").repartition(3)
    made = adapter.resolve(frame, "name", to="ru").orderBy("row").collect()
    assert [row.atau and row.atau.asDict() for row in made] == [None if name is None else told(atau.resolve(name), "ru") for name in NAMES]
    texts = spark.createDataFrame([*enumerate(TEXTS)], "row int, text string")
    made = adapter.normalise(adapter.annotate(texts, "text", into="found"), "text").orderBy("row").collect()
    assert [[mention.asDict() for mention in row.found] for row in made] == [[*map(mentioned, atau.annotate(text or ""))] for text in TEXTS]
    assert [row.atau for row in made] == [None if text is None else atau.normalise(text) for text in TEXTS]
    own = adapter.resolve(frame.limit(1).selectExpr("'Анны Смит' AS name"), "name", resolver=mine).collect()
    assert [row.atau.id for row in own] == ["person/anna-smith"]


def test_pandas_columns_of_other_kinds() -> None:
    pd, column = host("pandas") and importlib.import_module("pandas"), ["SCO", None, "SCO"]
    for dtype in ("category", "string", object):
        assert [*pd.Series(column, dtype=dtype).atau.resolve()["kind"].fillna("")] == ["institution", "", "institution"]
    with pytest.warns(UserWarning, match="row 1 is int"):
        assert [*pd.Series(["SCO", 7, float("nan")], dtype=object).atau.resolve()["kind"].fillna("")] == ["institution", "", ""]
    assert pd.Series([float("nan")] * 2).atau.resolve()["id"].isna().all()
    with pytest.raises(TypeError, match="names must be text"):
        pd.Series([1, 2]).atau.resolve()


def test_duckdb_mapping() -> None:
    adapter, duckdb = host("duckdb"), importlib.import_module("duckdb")
    connection = duckdb.connect()
    connection.sql("CREATE TABLE t AS SELECT * FROM (VALUES ('SCO', 1), ('ШОС', 2), (NULL, 3), ('SCO', 4)) AS t(name, row)")
    found = adapter.mapping(connection.sql("SELECT name FROM t"))
    assert found.num_rows == 3
    rows = connection.sql("SELECT row, found.atau.id FROM t LEFT JOIN found USING (name) ORDER BY row").fetchall()
    assert rows == [(1, "institution/sco"), (2, "institution/sco"), (3, None), (4, "institution/sco")]


def test_datasets_fingerprint() -> None:
    """The same in another process, and another one with other options or another lexicon."""
    adapter = host("datasets")
    program = (
        "from datasets.fingerprint import Hasher; import atau.integrations.datasets as adapter\n"
        "print(*(Hasher.hash(f) for f in (adapter.Resolve('name'), adapter.Resolve('name', to='ru'), adapter.Annotate('name'))))"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    there = [subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True).stdout for _ in "12"]
    assert there[0] == there[1]
    assert len(set(there[0].split())) == 3
    assert importlib.import_module("datasets.fingerprint").Hasher.hash(adapter.Resolve("name")) == there[0].split()[0]


SPACY = [
    ("xx", "Тоқаевтың сөзі мен SCO", ["Тоқаевтың", "SCO"]), ("xx", "托卡耶夫抵达北京。", []), ("zh", "托卡耶夫抵达北京。", ["托卡耶夫", "北京"]),
    ("ru", "Встреча с Токаевым в Астане", ["Токаевым", "Астане"]), ("en", "Tokayev's visit to Astana", ["Tokayev", "Astana"]),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "aligned"), SPACY, ids=lambda value: value if isinstance(value, str) else "")
def test_spacy(lang: str, text: str, aligned: list[str]) -> None:
    host("spacy")
    spacy = importlib.import_module("spacy")
    nlp = spacy.blank(lang)
    nlp.add_pipe("atau")
    doc, mentions = nlp(text), atau.annotate(text, lang if lang != "xx" else None)
    spans = doc.spans["atau"]
    assert [(span.label_, span.kb_id_) for span in spans] == [(mention.kind, mention.id) for mention in mentions]
    assert [(told["start"], told["end"], told["lemma"]) for told in spans.attrs["mentions"]] == [(m.start, m.end, m.lemma) for m in mentions]
    assert all(span.start_char <= m.start and span.end_char >= m.end for span, m in zip(spans, mentions, strict=True))
    assert [entity.text for entity in doc.ents] == aligned
    assert {entity.kb_id_ for entity in doc.ents} <= {mention.id for mention in mentions}
    (other,) = nlp.pipe([text])
    again = spacy.tokens.Doc(nlp.vocab).from_bytes(other.to_bytes())
    assert again.to_json() == doc.to_json()
    assert again.spans["atau"].attrs == spans.attrs


def test_spacy_keeps_the_entities_that_are_there() -> None:
    host("spacy")
    spacy = importlib.import_module("spacy")
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "EVENT", "pattern": "the Astana forum"}])
    nlp.add_pipe("atau", config={"key": "names"})
    doc = nlp("Tokayev opened the Astana forum")
    assert [(entity.text, entity.label_) for entity in doc.ents] == [("Tokayev", "person"), ("the Astana forum", "EVENT")]
    assert [span.text for span in doc.spans["names"]] == ["Tokayev", "Astana"]


def test_a_spacy_pipeline_is_saved_and_loaded(tmp_path: Path, mine: atau.Resolver) -> None:
    host("spacy")
    spacy = importlib.import_module("spacy")
    nlp = spacy.blank("xx")
    nlp.add_pipe("atau", config={"index": str(mine.index.path)})
    nlp.to_disk(tmp_path / "pipeline")
    for loaded in (spacy.load(tmp_path / "pipeline"), pickle.loads(pickle.dumps(nlp))):
        assert [entity.kb_id_ for entity in loaded("Письмо Анны Смит").ents] == ["person/anna-smith"]


def test_spacy_finds_the_pipe_without_an_import(tmp_path: Path) -> None:
    """By the entry point of pyproject.toml, written here as an installer writes it."""
    host("spacy")
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    folder = tmp_path / "atau-0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text("Metadata-Version: 2.1\nName: atau\nVersion: 0\n", encoding="utf-8")
    lines = [f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in points.items()) for group, points in groups.items()]
    (folder / "entry_points.txt").write_text("".join(lines), encoding="utf-8")
    program = "import spacy; nlp = spacy.blank('xx'); nlp.add_pipe('atau'); print(nlp('Astana').ents[0].kb_id_)"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT / "src")])}
    said = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True).stdout
    assert said == "place/astana\n"


def test_patterns_for_an_entity_ruler(mine: atau.Resolver) -> None:
    adapter, spacy = host("spacy"), importlib.import_module("spacy")
    nlp = spacy.blank("ru")
    nlp.add_pipe("entity_ruler").add_patterns([*adapter.patterns(mine)])
    (entity,) = nlp("Письмо Анны Смит").ents
    assert (entity.text, entity.label_, entity.ent_id_) == ("Анны Смит", "person", "person/anna-smith")


@pytest.mark.parametrize("adapter", sorted(path.stem for path in (ROOT / "src/atau/integrations").glob("[a-z]*.py")))
def test_nothing_is_imported_before_it_is_asked_for(adapter: str) -> None:
    extra = {"arrow": "parquet"}.get(adapter, adapter)
    assert extra in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    library = {"arrow": "pyarrow", "spark": "pyspark"}.get(adapter, adapter)
    program = f"import sys, atau, atau.integrations; atau.resolve('Tokaev'); print({library!r} in sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    assert subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True).stdout == "False\n"
