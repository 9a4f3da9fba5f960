"""Counterparts in another column, groups of names that are one, and the index of sounds beneath both."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import atau
from atau.matching import sure
from atau.sound.blocking import Blocks, build
from atau.sound.features import point

#: One name a row, in scripts apart: none is in the lexicon.
COUNTERPARTS = [
    ("Leszek Dobrowolski", "Лешек Добровольский"),
    ("Gerhard Steinbrück", "格哈德·施泰因布吕克"),
    ("Yerbolat Sarsenov", "Ерболат Сәрсенов"),
    ("Ольга Верещагина", "Olga Vereshchagina"),
    ("Chen Guangbiao", "陈光标"),
    ("OOO Ромашка 2", "Romashka 2 LLC"),
    ("П. Кондратенко", "Petro Kondratenko"),
]
#: Names that none of these is, though they are near.
STRANGERS = ["Лешек Домбровский", "Ерболат Сейтқали", "Olga Voronina", "陈光明", "Romashka 1 LLC", "Smith", "№ 7", "", "Токаев"]


@pytest.mark.parametrize(("name", "counterpart"), COUNTERPARTS)
def test_match_finds_the_counterpart_among_others(name: str, counterpart: str) -> None:
    others = [*STRANGERS, *(other for _, other in COUNTERPARTS)]
    (pair,) = atau.match([name], others)
    assert pair is not None
    assert (pair.name, pair.other, pair.position, pair.how) == (name, counterpart, others.index(counterpart), "sound")
    assert 0.72 <= pair.score <= 1


@pytest.mark.parametrize("name", ["Dmitri Zakharenko", "Gerhard Schröder-Köpf", "Romashka 3", "№", "", "王小明"])
def test_match_gives_nothing_for_a_stranger(name: str) -> None:
    assert list(atau.match([name], [other for _, other in COUNTERPARTS])) == [None]


def test_match_asks_the_lexicon_first_and_keeps_apart_what_it_keeps_apart() -> None:
    pairs = list(atau.match(["SCO", "Казахстан", "Georgia Meloni"], ["上海合作组织", "Kazakhstan", "Казань"]))
    assert [pair and (pair.other, pair.how) for pair in pairs] == [("上海合作组织", "lexicon"), ("Kazakhstan", "lexicon"), None]


def test_match_of_two_that_are_as_likely_gives_neither() -> None:
    assert list(atau.match(["Кондратенко"], ["Petro Kondratenko", "Anna Kondratenko"])) == [None]


@pytest.mark.parametrize(("names", "others"), [("Tokayev", ["a"]), (["a"], "Tokayev"), ([1], ["a"]), (["a"], [None])])
def test_match_names_the_argument_of_a_wrong_type(names: object, others: object) -> None:
    with pytest.raises(TypeError, match=r"^(names|others) must"):
        list(atau.match(names, others))  # type: ignore[arg-type]


def test_cluster_does_not_chain_what_contradicts() -> None:
    groups = atau.cluster(["Кондратенко", "Petro Kondratenko", "Анна Кондратенко", "Петро Кондратенко", "Kondratenko A."])
    assert [group.names for group in groups] == [
        ("Кондратенко",),
        ("Petro Kondratenko", "Петро Кондратенко"),
        ("Анна Кондратенко", "Kondratenko A."),
    ]


def test_cluster_says_by_what_a_name_is_in_its_group() -> None:
    (group,) = atau.cluster(["SCO", "ШОС", "Шанхайская организация сотрудничества", "SCO"])
    assert group.positions == (0, 1, 2, 3)
    assert {pair.how for pair in group.pairs} == {"lexicon"}


@given(st.randoms(use_true_random=False))
def test_cluster_does_not_depend_on_the_order(shuffled: random.Random) -> None:
    names = [*(name for pair in COUNTERPARTS[:4] for name in pair), *STRANGERS]
    turned = names.copy()
    shuffled.shuffle(turned)
    assert {frozenset(group.names) for group in atau.cluster(turned)} == {frozenset(group.names) for group in atau.cluster(names)}


@given(st.lists(st.text(max_size=12), max_size=8))
def test_cluster_puts_every_name_into_one_group(names: list[str]) -> None:
    assert sorted(position for group in atau.cluster(names) for position in group.positions) == list(range(len(names)))


def test_candidates_of_a_column_in_cells_are_those_of_a_walk_over_all() -> None:
    """The oracle is the plain product of all points: nine in ten of its first ten are found by looking into a few cells."""
    rng = random.Random(0)
    syllables = [a + b for a in "bdgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "ov")]
    names = sorted({"".join(rng.choices(syllables, k=3)) for _ in range(30_000)})
    blocks = Blocks(build(names))
    points = np.stack([point("latin", name) for name in names])
    shared = 0
    for name in rng.sample(names, 40):
        nearest = np.argsort(-(points @ point("latin", name)), kind="stable")[:10]
        shared += len({*nearest.tolist()} & {*blocks.candidates(name, 20).tolist()})
    assert shared >= 360


def test_candidates_come_first_for_the_name_itself_in_any_order_of_its_parts() -> None:
    names = [name for pair in COUNTERPARTS for name in pair]
    blocks = Blocks(build(names))
    for position, name in enumerate(names):
        assert position in blocks.candidates(name, 2).tolist(), name
    assert blocks.candidates("Vereshchagina Olga", 2).tolist()[0] in (6, 7)
    assert blocks.candidates("№", 5).tolist() == Blocks(build([])).candidates("Ольга", 5).tolist() == []


@pytest.mark.parametrize(("logits", "low", "high"), [([9.0], 0.99, 1.0), ([9.0, 9.0], 0.6, 0.72), ([3.0, -3.0], 0.9, 0.96), ([-2.0], 0.0, 0.2)])
def test_runners_up_take_from_the_sureness_of_the_best(logits: list[float], low: float, high: float) -> None:
    assert low <= sure(logits) <= high
