"""The command line on corpora: every kind of input and every way in which one is broken; runs that are killed and go on; counts."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

import atau
from atau import pool
from atau.cli import blocks, cli, summary
from atau.cli.periods import filled, period
from atau.cli.records import Document, Fields
from atau.cli.unknown import unknown

LEXICON = Path(__file__).parent / "cases" / "lexicon" / "good"
TOKAYEV = "person/kassym-jomart-tokayev"
ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}

Write = Callable[[Path, list[tuple[str, str]]], None]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> str:
    """An index of the small lexicon of the tests, which opens in no time."""
    path = tmp_path_factory.mktemp("index") / "small.atau"
    atau.Resolver.build([LEXICON]).save(path)
    return str(path)


@pytest.fixture
def run(index: str) -> Callable[..., Result]:
    def run(*arguments: object, stdin: str | None = None) -> Result:
        return CliRunner().invoke(cli, [*map(str, arguments), "--index", index], input=stdin, catch_exceptions=False)

    return run


def objects(text: str) -> list[Any]:
    return [json.loads(line) for line in text.splitlines()]


# ------------------------------------------------------------------ every kind of input

ROWS = [("a", "Токаев в Астане"), ("b", 'He said "Astana",\nthen left'), ("c", ""), ("d", "Тоқаевтың сөзі")]


def _jsonl(path: Path, rows: list[tuple[str, str]]) -> None:
    _bytes(path, "".join(json.dumps({"id": one, "text": text}) + "\n" for one, text in rows).encode())


def _table(path: Path, rows: list[tuple[str, str]]) -> None:
    lines = io.StringIO(newline="")
    csv.writer(lines, delimiter="\t" if ".tsv" in path.name else ",").writerows([("id", "text"), *rows])
    _bytes(path, lines.getvalue().encode("utf-8-sig"))


def _parquet(path: Path, rows: list[tuple[str, str]]) -> None:
    arrow = pytest.importorskip("pyarrow")
    ids, texts = zip(*rows, strict=True)
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table({"id": ids, "text": texts}), path, row_group_size=2)


def _bytes(path: Path, content: bytes) -> None:
    if path.suffix == ".zst":
        content = pytest.importorskip("zstandard").compress(content)
    packed = {".gz": gzip.compress, ".bz2": bz2.compress}.get(path.suffix, bytes)(content)
    path.write_bytes(packed)


INPUTS: list[tuple[str, Write]] = [
    ("x.jsonl", _jsonl), ("x.ndjson", _jsonl), ("x.jsonl.gz", _jsonl), ("x.jsonl.bz2", _jsonl), ("x.jsonl.zst", _jsonl),
    ("x.csv", _table), ("x.tsv", _table), ("x.csv.gz", _table), ("x.tsv.zst", _table), ("x.parquet", _parquet),
]  # fmt: skip


@pytest.mark.parametrize(("name", "write"), INPUTS, ids=[name for name, _ in INPUTS])
def test_every_kind_of_records_says_the_same(tmp_path: Path, run: Callable[..., Result], index: str, name: str, write: Write) -> None:
    write(tmp_path / name, ROWS)
    result = run("annotate", tmp_path / name)
    assert result.exit_code == 0
    expected = atau.Resolver.open(index).annotate_many([text for _, text in ROWS])
    found = [(row["id"], [(m["start"], m["end"], m["id"]) for m in row["mentions"]]) for row in objects(result.stdout)]
    assert found == [(one, [(m.start, m.end, m.id) for m in mentions]) for (one, _), mentions in zip(ROWS, expected, strict=True)]
    assert found[0][1]


@pytest.mark.parametrize("name", ["x.txt", "x.md", "x.txt.gz", "x.txt.bz2", "x.txt.zst"])
def test_a_plain_text_is_one_document(tmp_path: Path, run: Callable[..., Result], name: str) -> None:
    _bytes(tmp_path / name, "\ufeffАстана\r\nТокаев".encode())
    (found,) = objects(run("annotate", tmp_path / name).stdout)
    assert (found["id"], [m["start"] for m in found["mentions"]]) == (str(tmp_path / name), [0, 8])
    assert run("normalise", tmp_path / name, "--to", "en").stdout_bytes.decode() == "Astana\r\nKassym-Jomart Tokayev"


def test_folders_and_patterns(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("b.txt", "a.txt", "deep/c.txt.gz", ".git/d.txt", ".hidden.txt", "picture.png"):
        _bytes(tmp_path / name, "Астана".encode())
    names = [Path(row["id"]).name for row in objects(run("annotate", tmp_path).stdout)]
    assert names == ["a.txt", "b.txt", "c.txt.gz"]
    assert len(objects(run("annotate", tmp_path / "*.txt", tmp_path / "a.txt", tmp_path / "**" / "*.gz").stdout)) == 3


def test_jsonl_has_a_text_under_another_key(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "x.jsonl").write_text('{"body": "Астана"}\n', encoding="utf-8")
    assert objects(run("annotate", tmp_path / "x.jsonl", "--column", "body").stdout)[0]["mentions"][0]["id"] == "place/astana"


@pytest.mark.parametrize("command", [("annotate",), ("annotate", "--format", "csv"), ("annotate", "--format", "text"), ("normalise", "--to", "en")])
def test_a_file_says_what_standard_output_says(tmp_path: Path, run: Callable[..., Result], command: tuple[str, ...]) -> None:
    _jsonl(tmp_path / "x.jsonl", ROWS)
    _table(tmp_path / "y.csv", ROWS)
    printed = run(*command, tmp_path / "x.jsonl", tmp_path / "y.csv").stdout
    assert run(*command, tmp_path / "x.jsonl", tmp_path / "y.csv", "--out", tmp_path / "out").exit_code == 0
    assert (tmp_path / "out").read_text("utf-8") == printed
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "x.jsonl", "y.csv"]


def test_a_folder_gets_a_file_for_each(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name in ("in/a.txt", "in/b.txt", "in/deep/a.txt"):
        (tmp_path / name).write_text(f"Астана {name}", encoding="utf-8")
    _jsonl(tmp_path / "in" / "x.jsonl", ROWS)
    assert run("normalise", tmp_path / "in", "--to", "en", "--out", f"{tmp_path}/out/").exit_code == 0
    written = {str(path.relative_to(tmp_path / "out")): path.read_text("utf-8") for path in (tmp_path / "out").rglob("*") if path.is_file()}
    assert written.keys() == {"a.txt.normalised.txt", "b.txt.normalised.txt", "deep/a.txt.normalised.txt", "x.jsonl.normalised.jsonl"}
    assert written["deep/a.txt.normalised.txt"] == "Astana in/deep/a.txt"


def test_standard_input_still_streams_with_a_summary(tmp_path: Path, run: Callable[..., Result]) -> None:
    result = run("annotate", "--summary", tmp_path / "s.json", stdin="Астана\nТокаев и Rudolf Zenda\n")
    assert len(objects(result.stdout)) == 2
    told = json.loads((tmp_path / "s.json").read_text("utf-8"))
    assert (told["documents"], told["mentions"], told["unknown"]["commonest"]) == (2, 2, {"Rudolf Zenda": 1})


# ------------------------------------------------------------------ every error: told with its place, and the rest goes on

BROKEN: list[tuple[str, bytes, str, int]] = [
    ("x.jsonl", b'{"text": "a"}\nnonsense\n\n{"text": "b"}\n', "x.jsonl:2: not JSON: ", 2),
    ("x.jsonl", b'{"text": "a"}\n{"text": null}\n[1]\n', "x.jsonl:3: expected an object", 1),
    ("x.jsonl", b'{"text": "a"}\n{"text": "cut', "x.jsonl:2: not JSON: ", 1),
    ("x.jsonl.gz", b"no gzip at all", "x.jsonl.gz: broken or cut short: Not a gzipped file", 0),
    ("x.jsonl.bz2", b"no bzip2", "x.jsonl.bz2: broken or cut short: ", 0),
    ("x.txt.gz", gzip.compress(b"abc")[:-4], "x.txt.gz: broken or cut short: ", 0),
    ("x.csv", b"id,txt\n1,x\n", "x.csv: no column 'text' (--column names another); it has id, txt; did you mean txt?", 0),
    ("x.csv", b"", "x.csv: no column 'text'", 0),
    ("x.csv", "text\nа\n".encode("utf-16"), "x.csv: this is UTF-16; expected UTF-8", 0),
    ("x.parquet", b"PAR1 and no more", "x.parquet: not readable as Parquet: ", 0),
]


@pytest.mark.parametrize(("name", "content", "message", "kept"), BROKEN)
def test_what_is_broken_is_told_and_the_rest_goes_on(
    tmp_path: Path, run: Callable[..., Result], name: str, content: bytes, message: str, kept: int
) -> None:
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    (tmp_path / name).write_bytes(content)
    _jsonl(tmp_path / "after.jsonl", ROWS)
    result = run("annotate", tmp_path / name, tmp_path / "after.jsonl")
    assert result.exit_code == 2
    assert message in result.stderr
    assert [row["id"] for row in objects(result.stdout)][kept:] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(("name", "write"), [("x.jsonl.gz", _jsonl), ("x.csv.gz", _table), ("x.jsonl.bz2", _jsonl), ("x.jsonl.zst", _jsonl)])
def test_of_a_packed_file_that_is_cut_short_all_is_read_that_is_there(tmp_path: Path, run: Callable[..., Result], name: str, write: Write) -> None:
    write(tmp_path / name, [(str(at), random.Random(at).randbytes(200).hex()) for at in range(9000)])
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])
    result = run("annotate", tmp_path / name)
    read = objects(result.stdout)
    assert (result.exit_code, f"{name}: broken or cut short: " in result.stderr) == (2, True)
    assert 3000 < len(read) < 6000
    assert [row["id"] for row in read] == [str(at) for at in range(len(read))]


def test_a_broken_zst_is_told(tmp_path: Path, run: Callable[..., Result]) -> None:
    pytest.importorskip("zstandard")
    (tmp_path / "x.jsonl.zst").write_bytes(b"no Zstandard")
    result = run("annotate", tmp_path / "x.jsonl.zst")
    assert (result.exit_code, "x.jsonl.zst: broken or cut short: " in result.stderr) == (2, True)


def test_zst_without_its_library_names_the_extra(tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zstandard", None)
    (tmp_path / "x.jsonl.zst").touch()
    assert "atau[zstd]" in run("annotate", tmp_path / "x.jsonl.zst").stderr


@pytest.mark.parametrize(("arguments", "message"), [
    (("annotate", "{}/none.txt"), "none.txt' does not exist"),
    (("annotate", "{}/none*.txt"), "none*.txt' fits no file"),
    (("annotate", "{}/empty"), "holds no file to read"),
    (("annotate", "{}/x.txt", "--resume"), "--resume goes on with a file: give --out"),
    (("annotate", "--out", "{}/o"), "--out is for files"),
    (("annotate", "{}/x.txt", "--out", "{}/x.txt"), "is one of the files to be read"),
    (("annotate", "{}/x.txt", "--out", "{}"), "is one of the files to be read, or holds one"),
    (("annotate", "{}/x.txt", "--format", "html", "--jobs", "2"), "made of all documents at once"),
    (("annotate", "{}/x.txt", "--jobs", "0"), "--jobs"),
    (("count", "{}/x.txt", "--by", "day"), "--by"),
    (("resolve", "--column", "name"), "--column needs a file"),
    (("resolve", "--column", "name", "{}/x.txt"), "--column is for CSV, TSV and Parquet"),
    (("resolve", "--out", "{}/o", "Tokayev"), "--out goes with --column"),
])  # fmt: skip
def test_wrong_use_is_refused_before_the_work(
    tmp_path: Path, run: Callable[..., Result], arguments: tuple[str, ...], message: str
) -> None:
    (tmp_path / "x.txt").write_text("Астана", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    result = run(*(argument.format(tmp_path) for argument in arguments))
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in " ".join(re.sub(r"[│╭╮╰╯─]", "", result.stderr).split()) or message in result.stderr
    assert (tmp_path / "x.txt").read_text("utf-8") == "Астана"


# ------------------------------------------------------------------ blocks, processes

TEXTS = st.lists(st.text(st.characters(exclude_characters="\r", exclude_categories=("Cs",)), max_size=30), max_size=30)


@given(TEXTS, st.integers(1, 200))
def test_blocks_hold_every_record_once_wherever_they_are_cut(tmp_path_factory: pytest.TempPathFactory, texts: list[str], size: int) -> None:
    folder = tmp_path_factory.mktemp("blocks", numbered=True)
    rows = [(str(number), text) for number, text in enumerate(texts)]
    _jsonl(folder / "x.jsonl", rows)
    _table(folder / "x.csv", rows)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks, "BLOCK", size)
        for name in ("x.jsonl", "x.csv"):
            found = [one for block in blocks.Reader((str(folder / name),), Fields()).blocks() for one in block.records(Fields())]
            assert [(one.id, one.text) for one in found if isinstance(one, Document)] == rows
            assert len(found) == len(rows)


def _slow(number: int) -> int:
    time.sleep(random.random() / 100)
    return number * number


def _fails(number: int) -> int:
    if number == 3:
        raise ValueError("three")
    return number


def test_processes_give_back_in_order_and_hand_errors_on() -> None:
    assert list(pool.worked(range(50), _slow, 3)) == [number * number for number in range(50)]
    with pytest.raises(ValueError, match="three"):
        list(pool.worked(range(9), _fails, 2))


def test_processes_say_what_one_says(tmp_path: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "BLOCK", 500)
    _jsonl(tmp_path / "x.jsonl", ROWS * 50)
    _table(tmp_path / "y.csv", ROWS * 50)
    files = tmp_path / "x.jsonl", tmp_path / "y.csv"
    assert run("annotate", *files, "--jobs", "2").stdout == run("annotate", *files).stdout
    assert run("count", *files, "--jobs", "2").stdout == run("count", *files).stdout


# ------------------------------------------------------------------ killed, and gone on with


def _killed(command: list[str], seconds: float) -> int:
    """The exit code of a command that is killed after so long, if it still runs then."""
    with subprocess.Popen(command, env=ENVIRONMENT, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:
        try:
            return process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            return process.wait()


#: The command with blocks so small that there are hundreds.
PROGRAM = "import atau.cli.blocks as blocks\nblocks.BLOCK = 3000\nif __name__ == '__main__':\n    from atau.cli import main\n    main()\n"


@pytest.mark.parametrize("out", ["out.jsonl", "out/"])
def test_killed_ten_times_and_resumed_is_as_if_undisturbed(tmp_path: Path, index: str, out: str) -> None:
    dice = random.Random()
    for name in ("x.jsonl", "y.csv", "z.jsonl.gz"):
        (_table if ".csv" in name else _jsonl)(tmp_path / name, [(f"{name}{at}", f"{text} {at}") for at, (_, text) in enumerate(ROWS * 400)])
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "program.py"), "annotate", *(str(tmp_path / name) for name in ("x.jsonl", "y.csv", "z.jsonl.gz"))]
    command += ["--index", index, "--summary", str(tmp_path / "summary.json"), "--out"]
    began = time.monotonic()
    assert subprocess.run([*command, f"{tmp_path}/whole-{out}"], env=ENVIRONMENT, check=False, capture_output=True).returncode == 0
    took, told = time.monotonic() - began, (tmp_path / "summary.json").read_bytes()
    target = f"{tmp_path}/killed-{out}"
    codes = [_killed([*command, target, "--resume", *(["--jobs", "2"] if kill == 9 else [])], took * dice.uniform(0.3, 1.0)) for kill in range(10)]
    assert -9 in codes
    assert _killed([*command, target, "--resume"], 120) == 0
    assert _contents(Path(target)) == _contents(tmp_path / f"whole-{out}")
    assert (tmp_path / "summary.json").read_bytes() == told
    assert not [path for path in tmp_path.rglob("*") if path.suffix in (".part", ".journal") or path.name == ".atau.journal"]


def _contents(path: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in ([path] if path.is_file() else path.rglob("*.jsonl"))} if path.is_dir() else {"": path.read_bytes()}


def test_a_run_is_not_gone_on_with_by_another(tmp_path: Path, run: Callable[..., Result]) -> None:
    _jsonl(tmp_path / "x.jsonl", ROWS)
    (tmp_path / "o.journal").write_text('{"run": {"work": "another"}}\n', encoding="utf-8")
    refused = run("annotate", tmp_path / "x.jsonl", "--out", tmp_path / "o", "--resume")
    assert (refused.exit_code, "made by another run" in refused.stderr) == (2, True)
    (tmp_path / "o.journal").write_text("nonsense\n", encoding="utf-8")
    assert "no journal of atau" in run("annotate", tmp_path / "x.jsonl", "--out", tmp_path / "o", "--resume").stderr
    assert run("annotate", tmp_path / "x.jsonl", "--out", tmp_path / "o").exit_code == 0


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_does_not_grow_with_the_file(tmp_path: Path, index: str) -> None:
    peaks = []
    for times in (5, 50):
        path = tmp_path / f"{times}.jsonl"
        _jsonl(path, [(str(at), ROWS[at % 4][1] * 20) for at in range(1000 * times)])
        code = f"""
import re, sys
from atau.cli import cli
cli(["annotate", {str(path)!r}, "--index", {index!r}, "--out", {str(path) + ".out"!r}], standalone_mode=False)
print(re.search("VmHWM:\\\\s+(\\\\d+)", open("/proc/self/status").read())[1])
"""
        peaks.append(int(subprocess.run([sys.executable, "-c", code], env=ENVIRONMENT, check=True, capture_output=True).stdout) / 1024)
    assert peaks[1] - peaks[0] < 40, f"{peaks} MB for 2 and 20 MB of text"


# ------------------------------------------------------------------ resolve --column

NAMES = [("1", "Токаевым"), ("2", ""), ("3", "Nobody Knows"), ("4", "Astana")]
FOUND = [TOKAYEV, None, None, "place/astana"]


@pytest.mark.parametrize("name", ["x.csv", "x.tsv", "x.csv.gz"])
def test_resolve_adds_columns_to_csv(tmp_path: Path, run: Callable[..., Result], name: str) -> None:
    _table(tmp_path / name, NAMES)
    result = run("resolve", "--column", "text", tmp_path / name)
    rows = list(csv.DictReader(io.StringIO(result.stdout), delimiter="\t" if ".tsv" in name else ","))
    assert (result.exit_code, [(row["id"], row["text"]) for row in rows]) == (0, NAMES)
    assert [row["text_id"] or None for row in rows] == FOUND
    assert (rows[0]["text_name"], rows[0]["text_kind"], rows[0]["text_how"]) == ("Kassym-Jomart Tokayev", "person", "inflected")
    assert "4 rows, 2 resolved" in result.stderr
    assert run("resolve", "--column", "text", tmp_path / name, "--out", f"{tmp_path}/out/").exit_code == 0
    assert (tmp_path / "out" / name.removesuffix(".gz")).read_text("utf-8") == result.stdout


def test_resolve_adds_columns_to_parquet(tmp_path: Path, run: Callable[..., Result]) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    before = arrow.table({"n": [1, 2, 3, 4], "text": ["Токаевым", None, "Nobody Knows", "Astana"]})
    parquet.write_table(before, tmp_path / "x.parquet", row_group_size=3)
    assert run("resolve", "--column", "text", tmp_path / "x.parquet", "--out", tmp_path / "y.parquet").exit_code == 0
    after = parquet.read_table(tmp_path / "y.parquet")
    assert after.select(["n", "text"]).equals(before)
    assert after.column("text_id").to_pylist() == FOUND
    assert run("resolve", "--column", "text", tmp_path / "x.parquet").exit_code == 2


@pytest.mark.parametrize(("content", "message"), [
    ("id,nme\n1,x\n", "x.csv: no column 'name'; it has id, nme; did you mean nme?"),
    ("name,name_id\nx,1\n", "x.csv: there is a column 'name_id' already"),
    ("", "x.csv: no column 'name'"),
    ("name,n\nAstana,1,2,3\n", "x.csv:2: 4 cells where the head has 2"),
])  # fmt: skip
def test_tables_that_do_not_fit_are_told(tmp_path: Path, run: Callable[..., Result], content: str, message: str) -> None:
    (tmp_path / "x.csv").write_text(content, encoding="utf-8")
    result = run("resolve", "--column", "name", tmp_path / "x.csv")
    assert (result.exit_code, message in result.stderr) == (2, True)


# ------------------------------------------------------------------ count

NEWS = [
    {"id": 1, "date": "2024-01-05", "source": "A", "text": "Токаев в Астане. Сегодня Астана и Rudolf Zenda."},
    {"id": 2, "date": "05.03.2024", "source": "B", "text": "Тоқаевтың сөзі"},
    {"id": 3, "date": None, "source": "A", "text": "Tokayev with <Zenda> & Rudolf Zenda"},
]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in NEWS), encoding="utf-8")
    return path


def table(result: Result, by: str) -> list[tuple[str, str, str, str]]:
    rows = csv.DictReader(io.StringIO(result.stdout))
    return [(row["id"].partition("/")[2][:6], row[by], row["mentions"], row["documents"]) for row in rows]


def test_count_by_time_and_source(news: Path, run: Callable[..., Result]) -> None:
    person, place = TOKAYEV.partition("/")[2][:6], "astana"
    assert table(run("count", news), "month") == [
        (person, "2024-01", "1", "1"), (person, "2024-03", "1", "1"), (person, "undated", "1", "1"), (place, "2024-01", "2", "1"),
    ]  # fmt: skip
    assert table(run("count", news, "--by", "year"), "year")[:1] == [(person, "2024", "2", "2")]
    assert table(run("count", news, "--by", "source"), "source")[:2] == [(person, "A", "2", "2"), (person, "B", "1", "1")]
    assert table(run("count", news, "--date", "source"), "month")[0][1] == "undated"


def test_count_is_the_same_from_every_input(tmp_path: Path, run: Callable[..., Result], news: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    with (tmp_path / "n.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, NEWS[0])
        rows.writeheader()
        rows.writerows(NEWS)
    parquet.write_table(arrow.Table.from_pylist(NEWS), tmp_path / "n.parquet")
    expected = run("count", news).stdout
    assert [run("count", tmp_path / name).stdout for name in ("n.csv", "n.parquet")] == [expected] * 2
    assert run("count", news, "--out", tmp_path / "c.parquet").exit_code == 0
    assert parquet.read_table(tmp_path / "c.parquet").to_pylist()[0]["month"] == "2024-01"
    assert expected == run("count", stdin=news.read_text("utf-8")).stdout


def test_a_plain_text_has_its_date_in_its_name(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "akorda").mkdir()
    (tmp_path / "akorda" / "2025-06-17.txt").write_text("Астана", encoding="utf-8")
    assert table(run("count", tmp_path), "month") == [("astana", "2025-06", "1", "1")]
    assert table(run("count", tmp_path, "--by", "source"), "source") == [("astana", "akorda", "1", "1")]


class Page(HTMLParser):
    """The text of a page, the tags that stand open at its end, and whatever would fetch something."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.text, self.open, self.fetched = "", [], []
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open += [] if tag in ("meta", "input", "rect", "path", "line") else [tag]
        self.fetched += [tag] if tag in ("script", "link", "img", "iframe") or {"src", "href"} & set(dict(attrs)) else []

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("by", ["month", "year", "source"])
def test_the_page_needs_nothing_else_and_escapes_what_it_shows(tmp_path: Path, run: Callable[..., Result], news: Path, by: str) -> None:
    assert run("count", news, "--by", by, "--html", tmp_path / "p.html").exit_code == 0
    source = (tmp_path / "p.html").read_text("utf-8")
    page = Page(source)
    assert (page.fetched, page.open) == ([], [])
    assert not re.search(r"url\(|@import|https?:", source)
    assert "Kassym-Jomart Tokayev" in page.text
    assert "Rudolf Zenda 2" in " ".join(page.text.split())


def test_the_page_of_nothing_is_a_page(tmp_path: Path, run: Callable[..., Result]) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "nobody"}\n', encoding="utf-8")
    assert run("count", tmp_path / "x.jsonl", "--html", tmp_path / "p.html").exit_code == 0
    assert Page((tmp_path / "p.html").read_text("utf-8")).open == []


DATES = [
    ("2025-06-17", "2025-06", "2025"), ("2025-6-7", "2025-06", "2025"), ("2025/06/17 10:00", "2025-06", "2025"), ("2025.06", "2025-06", "2025"),
    ("20250617", "2025-06", "2025"), ("20250617T1200Z", "2025-06", "2025"), ("17.06.2025", "2025-06", "2025"), ("2025年6月17日", "2025-06", "2025"),
    ("2025", None, "2025"), (2025, None, "2025"), ("06/17/2025", None, "2025"), ("2025-13-01", None, "2025"), ("", None, None), (None, None, None),
    ("tomorrow", None, None), (1750118400, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("date", "month", "year"), DATES)
def test_dates(date: Any, month: str | None, year: str | None) -> None:
    assert (period(date, "month"), period(date, "year")) == (month, year)


@given(st.dates(min_value=__import__("datetime").date(1900, 1, 1), max_value=__import__("datetime").date(2099, 12, 31)))
def test_every_iso_date_is_read(date: Any) -> None:
    assert period(date, "month") == date.isoformat()[:7]
    assert period(date.strftime("%d.%m.%Y"), "month") == date.isoformat()[:7]


def test_periods_are_filled_up() -> None:
    assert filled(["2023", "2021"]) == ["2021", "2022", "2023"]
    assert filled([]) == []
    assert filled(["1001-01", "2024-12"]) == ["1001-01", "2024-12"]


UNKNOWN = [
    ("The king met Rudolf Zenda in Strelsau.", ["Rudolf Zenda", "Strelsau"]),
    ("Rudolf came. Michael went! «Флавия пришла»", []),
    ("По словам Петра Нехлюдова, Нью-Васюки растут", ["Петра Нехлюдова", "Нью-Васюки"]),
    ("He said that I left on Monday, 5 May", []),
    ("with Prime Minister Zenda", ["Zenda"]),
    ("the Ruritanian Prime Minister met Monday Zenda, a PRIME MINISTER", ["Ruritanian", "Zenda"]),
    ("- Item\n• Other\n1. Third", []),
    ("中国 и Страна", ["Страна"]),
    ("eBay and iPhone", []),
    ("all these Are Words Of A Long Headline", []),
    ("a plan B", []),
]


@pytest.mark.parametrize(("text", "expected"), UNKNOWN)
def test_unknown_capitalised_words(text: str, expected: list[str]) -> None:
    assert list(unknown(text, [], {"prime minister"})) == expected


def test_only_what_no_mention_covers_is_unknown() -> None:
    text = "the visit of Tokayev to Strelsau"
    (mention,) = atau.annotate(text)
    assert list(unknown(text, [mention])) == ["Strelsau"]


def test_too_many_different_words_are_forgotten_by_rarity(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(summary, "KEPT", 10)
    total = summary.Summary()
    for start in range(0, 50, 10):
        total.add(summary.Summary(unknown=Counter({"often": 5} | {str(at): 1 for at in range(start, start + 10)})))
    assert total.unknown["often"] == 25
    assert len(total.unknown) <= 10


# ------------------------------------------------------------------ the page of the documentation

ROOT = Path(__file__).parent.parent
DOCS = (ROOT / "docs" / "corpora.md").read_text("utf-8")


def test_the_commands_of_the_documentation_run(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    (news,) = re.findall(r"^```json\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL)
    (tmp_path / "news.jsonl").write_text(news, encoding="utf-8")
    commands = "".join(re.findall(r"^```sh\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL))
    script = f'atau() {{ {shlex.quote(sys.executable)} -m atau "$@"; }}\n{commands}'
    result = subprocess.run(["sh", "-e", "-c", script], cwd=tmp_path, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    assert len(objects((tmp_path / "found.jsonl").read_text("utf-8"))) == 3 + len(list((ROOT / "examples").glob("*.txt")))
    assert json.loads((tmp_path / "summary.json").read_text("utf-8"))["problems"] == 0
    resolved = csv.DictReader(io.StringIO((tmp_path / "resolved.csv").read_text("utf-8")))
    assert [row["name_id"] for row in resolved] == [TOKAYEV, TOKAYEV, ""]
    assert len(list((tmp_path / "english").iterdir())) == len(list((ROOT / "examples").glob("*.txt")))
    assert "Rudolf Zenda" in (tmp_path / "report.html").read_text("utf-8")
