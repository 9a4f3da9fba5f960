"""The command line, asked through a small fake library: what is tested is what it reads, what it prints, and how it ends."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

import atau
from atau.cli import cli, documents, tables, texts
from atau.cli.records import Document
from atau.cli.streams import LONGEST_LINE
from atau.clustering import Group
from atau.errors import UnknownLanguageError
from atau.matching import Pair
from atau.model import Entity, Name

LEXICONS = Path(__file__).parent / "cases" / "lexicon"

TOKAYEV = Entity("person/kassym-jomart-tokayev", "person", (Name("Kassym-Jomart Tokayev", "en"), Name("托卡耶夫", "zh")))
ASTANA = Entity("place/astana", "place", (Name("Astana", "en"), Name("阿斯塔纳", "zh")))
KNOWN = {"Токаев": TOKAYEV, "Токаевым": TOKAYEV, "Tokayev": TOKAYEV, "Астана": ASTANA, "<Astana>": ASTANA, "توقايەۆ": TOKAYEV}


def named(entity: Entity) -> Any:
    """The entity with names that need no transliteration."""
    names = {name.lang: name.text for name in entity.names}
    return SimpleNamespace(id=entity.id, kind=entity.kind, name=lambda lang="en": names[lang])


def match(form: str, score: float = 0.98765) -> Any:
    entity = named(KNOWN[form])
    return SimpleNamespace(
        id=entity.id, kind=entity.kind, entity=entity, score=score, how="exact", ambiguous=score < 0.5,
        why=lambda: ["known by «name»", "alone"],
    )  # fmt: skip


def candidates(name: str, **options: Any) -> list[Any]:
    if options.get("lang") == "fr":
        raise UnknownLanguageError("unknown language 'fr'")
    return [match(name), match("Астана", 0.2)][: options.get("limit", 5)] if name in KNOWN else []


def mention(start: int, form: str) -> Any:
    found = match(form)
    return SimpleNamespace(
        start=start, end=start + len(form), text=form, lang="ru", lemma="Токаев",
        match=found, id=found.id, kind=found.kind, score=found.score,
    )  # fmt: skip


def annotate(text: str) -> list[Any]:
    forms = "|".join(sorted(KNOWN, key=len, reverse=True))
    return [mention(found.start(), found[0]) for found in re.finditer(forms, text)]


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    """The functions of the library that the commands call."""
    functions = {
        "candidates": candidates,
        "annotate_many": lambda texts, joined=False: [annotate(text) for text in texts],
        "normalise": lambda text, to: text.replace("Токаевым", KNOWN["Токаевым"].names[0 if to == "en" else 1].text),
        "base_form": lambda name, lang: f"{name}|{lang}",
        "same": lambda a, b: 1.0 if a == b else 0.25,
        "transliterate": lambda text, system: f"{system}:{text}",
        "transliterations": lambda text, system, reverse, limit: [f"{system}:{text[::-1] if reverse else text}", "other"][:limit],
        "systems": lambda lang=None: (SimpleNamespace(id="kk-Latn-x", title="X", authority="A", year=2021, reversible="exact", example="ж"),),
        "entity": lambda entity: {TOKAYEV.id: TOKAYEV}[entity],
    }
    for name, function in functions.items():
        monkeypatch.setattr(atau, name, function, raising=False)


def run(*arguments: str, stdin: str | bytes | None = None, colour: bool = False) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=stdin, color=colour, catch_exceptions=False)


def objects(result: Result) -> list[Any]:
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_resolve_json_is_the_contract() -> None:
    (found,) = objects(run("resolve", "Токаевым", "--json", "--limit", "1"))
    assert found == {
        "query": "Токаевым",
        "matches": [{"id": TOKAYEV.id, "kind": "person", "score": 0.9877, "how": "exact", "name": "Kassym-Jomart Tokayev"}],
    }


def test_resolve_reads_standard_input_and_says_by_its_exit_code_whether_all_were_found() -> None:
    found = run("resolve", "--json", stdin="Tokayev\nNobody\n")
    assert [(row["query"], len(row["matches"])) for row in objects(found)] == [("Tokayev", 2), ("Nobody", 0)]
    assert found.exit_code == 1
    assert run("resolve", "Tokayev").exit_code == 0


def test_resolve_in_a_pipe_prints_lines_of_cells() -> None:
    assert run("resolve", "Tokayev", "--limit", "1").stdout == f"Tokayev\t{TOKAYEV.id}\tKassym-Jomart Tokayev\t0.988\texact\n"


def test_an_error_of_the_library_is_one_line_and_exit_2() -> None:
    result = run("resolve", "Tokayev", "--lang", "fr")
    assert (result.exit_code, result.stderr, result.stdout) == (2, "atau: unknown language 'fr'\n", "")


def test_annotate_jsonl_is_the_contract(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Встреча с Токаевым.\r\nАстана", encoding="utf-8", newline="")
    (found,) = objects(run("annotate", str(path)))
    assert found["id"] == str(path)
    assert found["mentions"][0] == {
        "start": 10, "end": 18, "text": "Токаевым", "lang": "ru", "lemma": "Токаев", "id": "person/kassym-jomart-tokayev",
        "kind": "person", "score": 0.9877, "how": "exact",
    }  # fmt: skip
    assert (found["mentions"][1]["start"], found["mentions"][1]["end"]) == (21, 27), "the line end counts as two"


def test_joined_is_handed_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(atau, "annotate_many", lambda texts, joined=False: (asked.append(joined), [[] for _ in texts])[1])
    path = tmp_path / "a.txt"
    path.write_text("中哈", encoding="utf-8")
    run("annotate", str(path))
    run("annotate", "--joined", str(path))
    assert asked == [False, True]


def test_annotate_to_a_language_adds_names() -> None:
    (found,) = objects(run("annotate", "--to", "zh-Hans", stdin="Токаев"))
    assert found["mentions"][0]["name"] == "托卡耶夫"


def test_annotate_takes_a_pipe_line_by_line() -> None:
    found = objects(run("annotate", "-", stdin="Токаев\n\nАстана, Токаев\n"))
    assert [(row["id"], len(row["mentions"])) for row in found] == [(1, 1), (2, 0), (3, 2)]


@pytest.mark.parametrize(("name", "content"), [
    ("a.jsonl", '{"id": "x", "text": "Токаев"}\n\n{"text": "Астана"}\n'),
    ("a.csv", '\ufeffid,text\nx,Токаев\n,"Астана"\n'),
    ("a.tsv", "id\ttext\nx\tТокаев\n\tАстана\n"),
])  # fmt: skip
def test_annotate_reads_records(tmp_path: Path, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    found = objects(run("annotate", str(tmp_path / name)))
    assert [row["mentions"][0]["text"] for row in found] == ["Токаев", "Астана"]
    assert found[0]["id"] == "x"


def test_annotate_reads_jsonl_and_csv_from_standard_input() -> None:
    assert objects(run("annotate", stdin='{"id": 7, "text": "Токаев"}\n'))[0]["id"] == 7
    assert objects(run("annotate", "--column", "body", stdin="body\nТокаев\n"))[0]["mentions"][0]["end"] == 6
    assert objects(run("annotate", stdin='{"no": "document"} Токаев\n'))[0]["id"] == 1


def test_annotate_reads_parquet(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    parquet.write_table(arrow.table({"id": [5, 6], "body": ["Токаев", None]}), tmp_path / "a.parquet")
    found = objects(run("annotate", str(tmp_path / "a.parquet"), "--column", "body"))
    assert [(row["id"], len(row["mentions"])) for row in found] == [(5, 1), (6, 0)]


def test_parquet_without_pyarrow_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    (tmp_path / "a.parquet").touch()
    result = run("annotate", str(tmp_path / "a.parquet"))
    assert result.exit_code == 2
    assert "atau[parquet]" in result.stderr


@pytest.mark.parametrize(("name", "content", "message"), [
    ("a.jsonl", '{"text": "Токаев"}\n{"text": 1}\n', ':2: expected an object with a string "text"'),
    ("a.jsonl", "Токаев\n", ":1: not JSON"),
    ("a.csv", "id,txt\n1,x\n", "no column 'text' (--column names another); it has id, txt; did you mean txt?"),
])  # fmt: skip
def test_bad_records_are_told_with_their_place(tmp_path: Path, name: str, content: str, message: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    result = run("annotate", str(tmp_path / name))
    assert result.exit_code == 2
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(("name", "content", "message"), [
    ("deep.jsonl", b'{"text": ' + b"[" * 100_000, "deep.jsonl:1: nested too deep to be read"),
    ("torn.parquet", b"PAR1 and no more", "torn.parquet: not readable as Parquet: "),
    ("wide.txt", "Токаев".encode("utf-16"), "wide.txt: this is UTF-16; expected UTF-8"),
    ("wide.jsonl", b"\xfe\xff" + "{}".encode("utf-16-be"), "wide.jsonl: this is UTF-16; expected UTF-8"),
])  # fmt: skip
def test_bad_files_are_told_in_one_line(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    (tmp_path / name).write_bytes(content)
    result = run("annotate", str(tmp_path / name))
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert message in result.stderr


def test_bad_standard_input_is_told_in_one_line() -> None:
    for command in (("annotate",), ("resolve",), ("base-form", "--lang", "ru")):
        wide = run(*command, stdin="Токаев".encode("utf-16"))
        assert (wide.exit_code, wide.stderr.count("\n"), "atau: standard input: this is UTF-16" in wide.stderr) == (2, 1, True)
    assert run("annotate", stdin='{"text": ' + "[" * 100_000).stderr == "atau: -:1: nested too deep to be read\n"
    pairs = run("same", "--pairs", "-", stdin="Токаев\tТокаев\n".encode("cp1251"))
    assert (pairs.exit_code, pairs.stderr.startswith("atau: the input is not UTF-8"), pairs.stderr.count("\n")) == (2, True, 1)


def test_a_column_of_parquet_that_is_no_text_is_refused(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table({"text": [5]}), tmp_path / "a.parquet")
    result = run("annotate", str(tmp_path / "a.parquet"))
    assert (result.exit_code, "holds int64, not text" in result.stderr) == (2, True)


def test_errors_of_the_system_are_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*names: str) -> float:
        raise OSError(28, "No space left on device", "x.atau")

    monkeypatch.setattr(atau, "same", full)
    assert run("same", "a", "b").stderr == "atau: x.atau: No space left on device\n"


@pytest.mark.parametrize("before", ["", '{"text": "Астана"}\n'])
def test_a_long_line_of_jsonl_is_read_whole(before: str) -> None:
    long = json.dumps({"id": "long", "text": "a" * (LONGEST_LINE + 100_000) + " Токаев"})
    found = objects(run("annotate", stdin=before + long + "\n" + '{"text": "Астана"}\n'))
    assert [row["id"] for row in found][-2:] == ["long", 2 + len(before[:1])]
    assert found[-2]["mentions"][0]["start"] == LONGEST_LINE + 100_001


def test_a_long_line_of_text_is_cut_and_one_of_csv_is_not() -> None:
    long = "words " * (LONGEST_LINE // 2) + "\nАстана\n"
    text, table = objects(run("annotate", stdin=long)), objects(run("annotate", "--column", "text", stdin="text\n" + long))
    assert len(text) > len(table) == 2
    assert text[-1]["mentions"][0]["text"] == table[-1]["mentions"][0]["text"] == "Астана"


def test_line_ends_and_marks_of_standard_input_are_kept_or_dropped_as_in_files() -> None:
    text = b"\xef\xbb\xbfa\r\nb\rc\n\nd"
    assert run("normalise", "--to", "en", stdin=text).stdout_bytes == text[3:]
    assert len(objects(run("annotate", stdin=text))) == 5


def test_escapes_in_a_text_come_out_as_they_went_in() -> None:
    red = "\x1b[31mred\x1b[0m"
    assert run("normalise", "--to", "en", stdin=red).stdout == red
    assert run("annotate", "--format", "text", stdin=f"{red} Токаев\n").stdout == f"{red} [Токаев|person/kassym-jomart-tokayev]\n"
    assert run("transliterate", "x", red).stdout == f"x:{red}\n"


def test_a_batch_is_bounded_by_documents_and_by_characters() -> None:
    short, long = Document(1, "a"), Document(2, "a" * documents.BATCH_CHARACTERS)
    assert [len(batch) for batch in documents.batches([short] * (documents.BATCH + 1))] == [documents.BATCH, 1]
    assert [len(batch) for batch in documents.batches([long, short, long, short, None, None, short])] == [1, 2, 1, 1]


def test_lines_that_have_come_together_are_one_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(atau, "annotate_many", lambda texts, joined=False: (sizes.append(len(texts)), [[] for _ in texts])[1])
    run("annotate", stdin="a\n" * 10)
    run("annotate", stdin='{"text": "a"}\n' * 10 + "\n\n")
    run("annotate", "--column", "text", stdin="text\n" + "a\n" * 10)
    assert sizes == [10, 10, 10]


def test_text_marks_mentions() -> None:
    assert run("annotate", "--format", "text", stdin="С Токаевым\nвсё").stdout == "С [Токаевым|person/kassym-jomart-tokayev]\nвсё\n"
    assert run("annotate", "--format", "text", "--to", "en", stdin="С Токаевым").stdout == "С [Токаевым|Kassym-Jomart Tokayev]\n"


def test_csv_has_a_line_a_mention() -> None:
    rows = list(csv.DictReader(io.StringIO(run("annotate", "--format", "csv", "--to", "zh", stdin="Токаев, Астана").stdout)))
    assert [(row["document"], row["id"], row["name"]) for row in rows] == [("1", TOKAYEV.id, "托卡耶夫"), ("1", ASTANA.id, "阿斯塔纳")]


class Page(HTMLParser):
    """The text of a page, its marks, and whatever would fetch something."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self.tips, self.fetched, self.directions = "", [], [], []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.fetched += [tag] if tag in ("script", "link", "img", "iframe") or "src" in given or "href" in given else []
        self.tips += [given["title"]] if "title" in given else []
        self.directions += [given["dir"]] if "dir" in given else []

    def handle_data(self, data: str) -> None:
        self.text += data


def test_html_is_one_page_with_all_text_escaped() -> None:
    result = run("annotate", "--format", "html", stdin='<script>alert("x")</script> $title <Astana> & توقايەۆ\x00')
    page = Page(result.stdout)
    assert page.fetched == []
    assert '<script>alert("x")</script> $title <Astana> & توقايەۆ\ufffd' in page.text
    assert page.tips[0] == "Astana\nplace/astana\nexact, 0.99\nknown by «name»\nalone"
    assert page.directions == ["auto"]
    assert "url(" not in result.stdout
    assert "@import" not in result.stdout


def test_html_of_nothing_is_a_page() -> None:
    assert "0 mentions of 0 entities in 0 documents" in run("annotate", "--format", "html", stdin="").stdout


def test_table_counts_entities_and_spellings() -> None:
    shown = run("annotate", "--format", "table", stdin="Токаев, Токаев, Токаевым\nАстана\n").stdout
    assert "Токаев ×2 · Токаевым" in " ".join(shown.split()) or "Токаев ×2" in shown
    assert "4 mentions of 2 entities in 2 documents" in shown


@pytest.mark.parametrize("width", [60, 80, 160])
def test_a_table_breaks_no_id(monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    monkeypatch.setattr("atau.cli.names.on_terminal", lambda: True)
    for shown in (run("annotate", "--format", "table", stdin="Токаев, Токаев").stdout, run("resolve", "Токаев").stdout):
        assert TOKAYEV.id in shown
        assert max(map(len, shown.splitlines())) <= width


def test_on_a_terminal_tables_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atau.cli.names.on_terminal", lambda: True)
    monkeypatch.setattr(texts, "on_terminal", lambda: True)
    shown = run("resolve", "Tokayev", "Nobody").stdout
    assert "ambiguous" in shown
    assert "█" in shown
    assert "Nobody: nothing known is named so" in shown
    assert "kk-Latn-x" in run("systems").stdout
    assert "1 mention of 1 entity in 1 document" in run("annotate", stdin="Токаев").stdout


def test_markup_in_a_text_is_shown_as_it_is() -> None:
    row = tables.Row("person/x", "person", "[bold]X[/]")
    row.spellings["[/red]"] += 1
    tables.print_entities(tables.Tally({"person/x": row}, 1, 1))


def test_normalise_keeps_the_text_around() -> None:
    assert run("normalise", "--to", "en", stdin="С Токаевым\r\nи всё").stdout_bytes.decode() == "С Kassym-Jomart Tokayev\r\nи всё"
    assert objects(run("normalise", "--to", "zh", stdin='{"id": 1, "text": "С Токаевым"}\n')) == [{"id": 1, "text": "С 托卡耶夫"}]


def test_normalise_names_unknown_languages() -> None:
    result = run("normalise", "--to", "kz", stdin="x")
    assert result.exit_code == 2
    assert "unknown language 'kz'" in result.stderr


def test_base_form_transliterate_systems() -> None:
    assert run("base-form", "--lang", "ru", "Токаевым", "ШОС").stdout == "Токаевым|ru\nШОС|ru\n"
    assert run("transliterate", "kk-Latn-x", "--reverse", stdin="abc\n").stdout == "kk-Latn-x:cba\n"
    assert run("transliterate", "kk-Latn-x", "--limit", "2", "a", "b").stdout == "kk-Latn-x:a\tother\nkk-Latn-x:b\tother\n"
    assert objects(run("transliterate", "x", "--json", "a", "--limit", "2")) == [{"text": "a", "written": ["x:a", "other"]}]
    assert run("systems", "--lang", "kk").stdout == "kk-Latn-x\tX\tA\t2021\texact\tж\tkk-Latn-x:ж\n"


def test_same_shows_a_person_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atau.cli.names.on_terminal", lambda: True)
    by_ear = run("same", "Smith", "Смит").stdout
    assert by_ear.startswith("0.250\ns     mi    th\nс     ми    т\n")
    half_known = run("same", "Токаев", "Smith").stdout
    assert TOKAYEV.id in half_known
    assert "together" in half_known
    known = run("same", "Токаев", "Токаевым").stdout
    assert TOKAYEV.id in known
    assert "together" not in known


def test_same_compares_two_names_or_a_table(tmp_path: Path) -> None:
    assert run("same", "SCO", "ШОС").stdout == "0.250\n"
    table = tmp_path / "pairs.tsv"
    table.write_text("label\tname_a\tname_b\n1\tx\tx\n", encoding="utf-8")
    assert run("same", "--pairs", str(table)).stdout == "label\tname_a\tname_b\tsame\n1\tx\tx\t1.000\n"
    assert run("same", "--pairs", "-", stdin="x\ty\n").stdout == "x\ty\t0.250\n"
    assert run("same", "x").exit_code == 2
    assert "line 1 of the pairs" in run("same", "--pairs", "-", stdin="x\n").stderr


def test_lexicon_check_ends_with_1_where_there_is_an_error() -> None:
    good, broken = run("lexicon", "check", str(LEXICONS / "good")), run("lexicon", "check", str(LEXICONS / "broken"))
    assert (good.exit_code, good.stdout, good.stderr) == (0, "", "0 errors, 0 warnings\n")
    assert broken.exit_code == 1
    assert "twice.toml:1: [bank] institution 'bank' stands already in" in broken.stdout


def test_lexicon_stats_and_show(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "entities\t9\n" in run("lexicon", "stats", str(LEXICONS / "good")).stdout
    assert run("lexicon", "show", TOKAYEV.id).stdout.startswith(f"{TOKAYEV.id}\n  canonical  en       Kassym-Jomart Tokayev")
    monkeypatch.setattr("atau.cli.lexicons.on_terminal", lambda: True)
    assert "each with a name in 4.00 of 4 languages" in " ".join(run("lexicon", "stats", str(LEXICONS / "good")).stdout.split())


def test_an_index_of_ones_own_is_built_and_asked(tmp_path: Path) -> None:
    index = str(tmp_path / "mine.atau")
    built = run("lexicon", "build", str(LEXICONS / "good"), "--output", index)
    assert (built.exit_code, built.stdout) == (0, "")
    (found,) = objects(run("resolve", "--index", index, "--json", "Токаевым"))
    assert found["matches"][0]["id"] == TOKAYEV.id
    (annotated,) = objects(run("annotate", "--index", index, "--to", "en", stdin="Тоқаевтың сөзі"))
    assert [(m["text"], m["lemma"], m["how"], m["name"]) for m in annotated["mentions"]] == [
        ("Тоқаевтың", "Тоқаев", "inflected", "Kassym-Jomart Tokayev"),
    ]  # fmt: skip


def test_a_broken_lexicon_is_not_built(tmp_path: Path) -> None:
    result = run("lexicon", "build", str(LEXICONS / "broken"), "--output", str(tmp_path / "broken.atau"))
    assert result.exit_code == 2
    assert "no place 'gone'" in result.stderr
    assert not (tmp_path / "broken.atau").exists()


def test_an_index_without_a_folder_to_lie_in_is_refused_before_the_work(tmp_path: Path) -> None:
    result = run("lexicon", "build", str(LEXICONS / "broken"), "--output", str(tmp_path / "none" / "x.atau"))
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "there is no folder" in result.stderr


def test_what_is_no_index_is_refused() -> None:
    result = run("resolve", "--index", str(LEXICONS / "README.md"), "Tokaev")
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)


@pytest.mark.parametrize("command", [
    [], ["resolve"], ["annotate"], ["normalise"], ["count"], ["base-form"], ["same"], ["transliterate"], ["systems"], ["lexicon"],
    ["lexicon", "build"], ["lexicon", "check"], ["lexicon", "show"], ["lexicon", "stats"],
])  # fmt: skip
def test_help_teaches_by_example(command: list[str]) -> None:
    shown = run(*command, "--help").stdout
    assert f"  atau {' '.join(command)}".rstrip() in shown


#: The command in a process of its own, with a library that finds nothing.
PROCESS = [sys.executable, "-c", "import atau; atau.annotate_many = lambda texts, joined=False: [[] for _ in texts]; from atau.cli import main; main()"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(atau.__file__).parents[1])}


def test_a_pipe_is_answered_line_by_line() -> None:
    with subprocess.Popen([*PROCESS, "annotate"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=ENVIRONMENT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for number in (1, 2):
            process.stdin.write("Токаев\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline()) == {"id": number, "mentions": []}


def test_a_redirected_file_is_one_document(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a\nb\n", encoding="utf-8")
    with (tmp_path / "a.txt").open("rb") as file:
        result = subprocess.run([*PROCESS, "annotate"], stdin=file, capture_output=True, check=True, env=ENVIRONMENT)
    assert result.stdout == b'{"id": "-", "mentions": []}\n'


def test_a_reader_that_leaves_is_no_traceback() -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*PROCESS, "annotate"], **pipes, env=ENVIRONMENT) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(b"a\n" * 10_000)
            process.stdin.close()
        assert process.stderr.read() == b""


def test_what_utf_8_cannot_hold_is_no_traceback() -> None:
    text = [*PROCESS, "annotate", "--format", "text"]
    result = subprocess.run(text, input=b'{"text": "a\\ud800b"}\n\xff\xfe', capture_output=True, check=False, env=ENVIRONMENT)
    assert result.stdout == b"a\\ud800b\n"
    assert b"Traceback" not in result.stderr


def test_names_from_a_file_in_a_terminal_of_another_encoding() -> None:
    environment = {**ENVIRONMENT, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    text = [*PROCESS, "annotate", "--format", "text"]
    result = subprocess.run(text, input="Тоқаев".encode(), capture_output=True, check=True, env=environment)
    assert result.stdout.decode() == "Тоқаев\n"


def column(tmp_path: Path, name: str, text: str) -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


@pytest.fixture
def counterparts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Names are matched, and grouped, by their first letter."""

    def match(names: list[str], others: list[str]) -> Iterable[Any]:
        for name in names:
            found = [Pair(name, other, 0.98765, position, "sound") for position, other in enumerate(others) if other[:1] == name[:1]]
            yield found[0] if found else None

    def cluster(names: list[str]) -> list[Any]:
        return [Group(names[0], tuple(range(len(names))), tuple(match(names[1:], names[:1])))]

    monkeypatch.setattr(atau, "match", match)
    monkeypatch.setattr(atau, "cluster", cluster)


@pytest.mark.usefixtures("counterparts")
@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("right.csv", "id,name\n1,Bob\n2,Ann\n"), ("right.tsv", "id\tname\n1\tBob\n2\tAnn\n"), ("right.txt", "Bob\n\nAnn\n"),
        ("right.jsonl", '{"name": "Bob"}\n{"name": "Ann"}\n'),
    ],
)  # fmt: skip
def test_match_reads_tables_and_lines_and_writes_a_row_a_name(tmp_path: Path, file: str, text: str) -> None:
    left, right = column(tmp_path, "left.csv", "name\nAnna\nZoë\n"), column(tmp_path, file, text)
    found = run("match", left, right)
    assert found.stdout == "name,other,score,row,how\nAnna,Ann,0.98765,2,sound\nZoë,,,,\n"
    assert found.exit_code == 1
    assert objects(run("match", left, right, "--json")) == [
        {"name": "Anna", "other": "Ann", "score": 0.98765, "row": 2, "how": "sound"}, {"name": "Zoë"},
    ]  # fmt: skip


@pytest.mark.usefixtures("counterparts")
def test_match_names_the_column_that_is_not_there(tmp_path: Path) -> None:
    left, right = column(tmp_path, "left.csv", "name\nAnna\n"), column(tmp_path, "right.csv", "naam\nAnn\n")
    refused = run("match", left, right)
    assert refused.exit_code == 2
    assert refused.stderr.startswith(f"atau: {right}: no column 'name'")
    assert run("match", left, right, "--right-on", "naam").exit_code == 0


@pytest.mark.usefixtures("counterparts")
def test_cluster_writes_a_line_a_name_or_an_object_a_group() -> None:
    assert run("cluster", stdin="Ann\nAnna\n").stdout == "1\tAnn\tAnn\t\t\n1\tAnna\tAnn\t0.988\tsound\n"
    (group,) = objects(run("cluster", "--json", stdin="Ann\nAnna\n"))
    assert group == {"name": "Ann", "rows": [1, 2], "others": [{"name": "Anna", "score": 0.98765, "how": "sound"}]}


#: Two entries of which one has a name in Chinese that is another name.
HEARD = """[honolulu]
en = "Honolulu"
ru = "Гонолулу"
zh = "檀香山"
type = "city"
{marked}
[kaskelen]
en = "Kaskelen"
ru = "Каскелен"
zh = "卡斯克连"
type = "city"
"""


@pytest.mark.parametrize(("marked", "langs"), [("", ["zh"]), ('translated = ["zh"]', [])])
def test_audit_names_what_does_not_sound_alike_unless_it_is_marked(tmp_path: Path, marked: str, langs: list[str]) -> None:
    path = column(tmp_path, "places.toml", 'kind = "place"\n' + HEARD.format(marked=marked))
    found = run("lexicon", "audit", path, "--json")
    assert [row["lang"] for row in objects(found)] == langs
    assert found.exit_code == (1 if langs else 0)
    assert all(row["entity"] == "place/honolulu" and row["line"] == 5 and row["sisters"]["ru"] == "Гонолулу" for row in objects(found))
