"""The cases of ``tests/cases``: names that resolve or don't, texts and their mentions."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import atau

CASES = Path(__file__).parent / "cases"


def cases(file: str) -> list[dict[str, Any]]:
    return tomllib.loads((CASES / file).read_text(encoding="utf-8"))["case"]


NAMES = [(case, name) for case in cases("resolve.toml") for name in case["names"]]


@pytest.mark.parametrize(("case", "name"), NAMES, ids=[f"{name!r}" for _, name in NAMES])
def test_name(case: dict[str, Any], name: str) -> None:
    match = atau.resolve(name)
    if case.get("none"):
        assert match is None, match.why() if match else ""
    else:
        assert match is not None
        assert match.id == case["id"]
        assert match.why()


FORMS = [row.split(" | ") for row in tomllib.loads((CASES / "base-form.toml").read_text(encoding="utf-8"))["found"]]


@pytest.mark.parametrize(("found", "nominative"), FORMS)
def test_base_form(found: str, nominative: str) -> None:
    assert atau.base_form(found, "ru") == nominative


def written(mention: atau.Mention) -> str:
    return f"{mention.text} ~" if mention.match.ambiguous else f"{mention.text} = {mention.id}"


def texts() -> list[Any]:
    """The cases of texts, those that are known to fail marked so."""
    return [
        pytest.param(case, id=case["shows"], marks=[pytest.mark.xfail(strict=True, reason=case["fails"])] if "fails" in case else [])
        for case in cases("annotate.toml")
    ]


@pytest.mark.parametrize("case", texts())
def test_text(case: dict[str, Any]) -> None:
    mentions = atau.annotate(case["text"], at=case.get("at"), joined=case.get("joined", False))
    assert [written(mention) for mention in mentions] == case["found"]
    assert all(case["text"][m.start : m.end] == m.text for m in mentions)


@pytest.mark.parametrize("case", [case for case in cases("annotate.toml") if "at" not in case], ids=lambda case: case["shows"])
def test_joined_states_only_add(case: dict[str, Any]) -> None:
    """What is found without them is found with them, and still nothing lies over anything else."""
    plain, joined = atau.annotate(case["text"]), atau.annotate(case["text"], joined=True)
    assert [mention for mention in joined if mention in plain] == plain
    assert all(a.end <= b.start for a, b in pairwise(joined))
    assert [joined] == list(atau.annotate_many([case["text"]], joined=True))


@pytest.mark.parametrize("case", [case for case in cases("annotate.toml") if not {"at", "fails", "joined"} & set(case)], ids=lambda case: case["shows"])
def test_text_among_others(case: dict[str, Any]) -> None:
    """One text finds the same among others as alone."""
    before, found, after = atau.annotate_many(["Казахстан, 中国", case["text"], ""])
    assert [written(mention) for mention in found] == case["found"]
    assert len(before) == 2
    assert after == []
