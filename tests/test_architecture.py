"""The folders read like the flow: imports run one way, modules and functions stay small, the face shows what was promised."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import atau
from atau import errors

SOURCE = Path(__file__).parent.parent / "src" / "atau"
MODULES = sorted(SOURCE.rglob("*.py"))

#: Nothing imports what stands below it. ``atau`` is the face itself, which only what uses it from outside may import.
ORDER = (
    "errors", "pool", "model", "text", "transliteration", "languages", "sound", "lexicon", "expand", "index", "build", "context", "joined",
    "linking", "coordinated", "patronymics", "document", "columns", "respelling", "ear", "resolver", "matching", "clustering", "annotator",
    "atau", "integrations", "cli", "__main__",
)  # fmt: skip

#: Steps back up the flow, each an import inside a method. A name that the lexicon does not state is made when it is asked for
#: (`Entity.named`); the object that users hold resolves names and hands texts on, and numpy is paid for when a text comes.
EXCEPTIONS = {("model", "expand"), ("resolver", "annotator")}

VERBS = {
    "resolve", "candidates", "annotate", "normalise", "resolve_many", "annotate_many", "base_form", "similarity", "similarities", "same",
    "transliterate", "transliterations", "guess_original", "systems", "entity", "match", "cluster",
}  # fmt: skip
VALUES = {"Resolver", "Match", "Mention", "Entity", "Name", "Office", "Form", "System", "Pair", "Group"}
ERRORS = {name for name in vars(errors) if name.endswith("Error")}


def family(dotted: str) -> str:
    """The part of the flow that a module belongs to: ``atau.text.folding`` is of ``text``."""
    return [*dotted.split("."), "atau"][1]


def dotted(path: Path) -> str:
    return ".".join(("atau", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


def imported(path: Path) -> Iterator[str]:
    """The modules of atau that a module imports, wherever in it the import stands."""
    package = ["atau", *path.relative_to(SOURCE).parent.parts]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.split(".")[0] == "atau")
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) + 1 - node.level] if node.level else []
            source = ".".join([*base, *([node.module] if node.module else [])])
            if source.split(".")[0] == "atau":
                yield from (f"{source}.{alias.name}" if source == "atau" else source for alias in node.names)


def test_the_flow_names_every_part() -> None:
    assert {family(dotted(path)) for path in MODULES} <= set(ORDER)


@pytest.mark.parametrize("path", [path for path in MODULES if path != SOURCE / "__init__.py"], ids=dotted)
def test_imports_run_one_way(path: Path) -> None:
    own = family(dotted(path))
    parts = {name if name in ORDER else "atau" for name in map(family, imported(path))}
    assert [part for part in parts if ORDER.index(part) > ORDER.index(own) and (own, part) not in EXCEPTIONS] == []


@pytest.mark.parametrize("path", MODULES, ids=dotted)
def test_modules_and_functions_stay_small(path: Path) -> None:
    text = path.read_text("utf-8")
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    assert len(text.splitlines()) <= 450
    assert [node.name for node in functions if (node.end_lineno or 0) - node.lineno >= 50] == []


def test_the_face_shows_what_was_promised_and_nothing_else() -> None:
    assert set(atau.__all__) == VERBS | VALUES | ERRORS
    assert [name for name in atau.__all__ if not hasattr(atau, name)] == []
