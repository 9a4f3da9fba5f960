"""What the README says is run: its Python in every test run, its shell commands where ``ATAU_RUN_README`` is set."""

from __future__ import annotations

import doctest
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

#: A fenced block of the language; shell commands that are to be run stand under the comment ``<!-- run -->``.
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = re.compile(r"^<!-- run -->\n```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
#: What a page's examples import besides the library.
HOST = re.compile(r"^>>> (?:import|from) (duckdb|pandas|polars|pyarrow|pyspark|spacy|datasets)\b", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_examples(page: Path) -> None:
    examples = "\n".join(PYTHON.findall(page.read_text("utf-8")))
    for host in HOST.findall(examples):
        pytest.importorskip(host, reason="pip install 'atau[integrations]'")
    if "pyspark" in examples and shutil.which("java") is None:
        pytest.skip("Spark needs Java 17")
    test = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
    report: list[str] = []
    failed = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(test, out=report.append).failed
    assert not failed, "".join(report)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    assert [link for link in LINK.findall(page.read_text("utf-8")) if not (page.parent / link).exists()] == []


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The checkout as a fresh clone would have it."""
    folder = tmp_path_factory.mktemp("clone")
    files = "git ls-files -z --cached --others --exclude-standard"
    subprocess.run(f"{files} | tar -c --null -T - | tar -x -C '{folder}'", shell=True, check=True, cwd=ROOT)
    return folder


@pytest.mark.skipif("ATAU_RUN_README" not in os.environ, reason="sets up environments from a package index: set ATAU_RUN_README=1")
@pytest.mark.parametrize(
    ("command", "times"), zip(COMMANDS.findall((ROOT / "README.md").read_text("utf-8")), (2, 1), strict=True), ids=["main job", "tests"]
)
def test_shell_commands(command: str, times: int, copy: Path) -> None:
    """The first is run twice, the second then after it: what sets up an environment must not mind finding one."""
    unset = {"ATAU_RUN_README", "CI", "PYTHONPATH", "VIRTUAL_ENV"}
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    for _ in range(times):
        subprocess.run(["sh", "-e", "-c", command], cwd=copy, env=environment, stderr=subprocess.STDOUT, check=True)
