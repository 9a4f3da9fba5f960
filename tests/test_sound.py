"""How alike names sound: cases, orders that must hold whatever the scores are, and each fast way against a slow obvious one."""

from __future__ import annotations

import math
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import atau
from atau.sound import alignment
from atau.sound.align import FLOOR, UNHEARD, log_odds
from atau.sound.calibration import weights
from atau.sound.costs import Costs, costs
from atau.sound.symbols import SCRIPTS, symbols

CASES = tomllib.loads((Path(__file__).parent / "cases" / "sound.toml").read_text("utf-8"))
PAIRS = {kind: [(*pair, case["shows"]) for case in CASES[kind] for pair in case["pairs"]] for kind in ("alike", "apart")}
TRIPLES = [tuple(triple) for case in CASES["nearer"] for triple in case["triples"]]
NAMES = st.sampled_from(sorted({name for pairs in PAIRS.values() for *pair, _ in pairs for name in pair}))
SCRIPT_PAIRS = [(one, other) for at, one in enumerate(SCRIPTS.values()) for other in list(SCRIPTS.values())[at:]]
TOKENS = {
    "latin": st.text("abcdefghijklmnopqrstuvwxyzç", min_size=1, max_size=7),
    "cyrillic": st.text("абвгдежзийклмнопрстуфхцчшщъыьэюяқұ", min_size=1, max_size=7),
    "han": st.text("托卡耶夫扎帕罗习近平尔斯懷", min_size=1, max_size=4),
}


@pytest.mark.parametrize(("one", "other", "shows"), PAIRS["alike"], ids=[" ".join(pair[:2]) for pair in PAIRS["alike"]])
def test_alike(one: str, other: str, shows: str) -> None:
    assert atau.similarity(one, other) >= 0.7, shows


@pytest.mark.parametrize(("one", "other", "shows"), PAIRS["apart"], ids=[" ".join(pair[:2]) for pair in PAIRS["apart"]])
def test_apart(one: str, other: str, shows: str) -> None:
    assert atau.similarity(one, other) < 0.5, shows


@pytest.mark.parametrize(("one", "same", "other"), TRIPLES, ids=[triple[0] for triple in TRIPLES])
def test_nearer(one: str, same: str, other: str) -> None:
    assert atau.similarity(one, same) > max(atau.similarity(one, other), atau.similarity(same, other))


@given(NAMES, NAMES)
def test_symmetric_and_bounded(one: str, other: str) -> None:
    assert atau.similarity(one, other) == pytest.approx(atau.similarity(other, one), abs=1e-6)
    assert 0.0 <= atau.similarity(one, other) <= 1.0


@given(st.one_of(NAMES, st.text(max_size=30)), st.lists(st.one_of(NAMES, st.text(max_size=30)), max_size=6))
def test_one_against_many_is_one_by_one(one: str, others: list[str]) -> None:
    assert atau.similarities(one, others) == pytest.approx([atau.similarity(one, other) for other in others], abs=1e-6)


def slow_sum(table: Costs, letters: str, other: str) -> float:
    """The odds over all alignments, by the definition: every way to end with a piece of each, after every way to get there."""
    if not letters and not other:
        return 1.0
    total = 0.0
    for height in range(min(table.tallest, len(other)) + 1):
        for width in range(min(4, len(letters)) + 1):
            if height + width:
                piece, against = letters[len(letters) - width :], other[len(other) - height :]
                odds = table.row(against, {piece: ()}.keys()).get(piece, 0.0) or (UNHEARD if height + width == 1 else 0.0)
                if odds:
                    total += odds * slow_sum(table, letters[: len(letters) - width], other[: len(other) - height])
    return total


@pytest.mark.parametrize("scripts", SCRIPT_PAIRS, ids="-".join)
@given(data=st.data())
def test_sums_over_all_alignments(scripts: tuple[str, str], data: st.DataObject) -> None:
    one, other = (data.draw(TOKENS[script])[:4] for script in scripts)
    assert log_odds(costs(*scripts), one, other) == pytest.approx(max(math.log(slow_sum(costs(*scripts), one, other)), FLOOR), abs=1e-9)


@pytest.mark.parametrize("scripts", SCRIPT_PAIRS, ids="-".join)
@given(data=st.data())
def test_the_best_alignment_spells_both_names(scripts: tuple[str, str], data: st.DataObject) -> None:
    one, other = (data.draw(TOKENS[script]) for script in scripts)
    for pair in alignment(one, other).pairs:
        if pair.steps:
            assert "".join(step.one for step in pair.steps) == pair.one
            assert "".join(step.other for step in pair.steps) == pair.other


@pytest.mark.parametrize("scripts", SCRIPT_PAIRS, ids="-".join)
def test_more_odds_are_never_worse(scripts: tuple[str, str]) -> None:
    _, total, each, *_ = weights(*scripts)
    assert total + each / 10 > 0


@given(st.text(max_size=40))
def test_survives_any_text(text: str) -> None:
    assert 0.0 <= atau.similarity(text, "Tokayev") <= 1.0
    assert str(alignment(text, "Токаев"))
    assert symbols(text)[0] in ("", *SCRIPTS.values())


@pytest.mark.parametrize("name", ["", "  ", "😀", "…", "12"])
def test_what_cannot_be_read_is_like_nothing(name: str) -> None:
    assert atau.similarity(name, name) == 0.0
    assert atau.similarities(name, [name, "Tokayev"]) == [0.0, 0.0]


@pytest.mark.parametrize(
    "call", [lambda: atau.similarity(1, "x"), lambda: atau.similarities("x", [None]), lambda: atau.similarities(2, [])]
)  # type: ignore[arg-type, list-item]
def test_a_wrong_type_is_named(call: object) -> None:
    with pytest.raises(TypeError, match="must be str"):
        call()  # type: ignore[operator]


def test_other_scripts_are_heard_with_unidecode() -> None:
    pytest.importorskip("unidecode", reason="needs the unidecode extra")
    assert atau.similarity("საქართველო", "Sakartvelo") > 0.9
    assert symbols("Ελλάδα")[1]
