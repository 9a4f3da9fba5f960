"""How alike names sound: orders that must hold, whatever the scores are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import atau
from atau.sound import sound

#: One name, another spelling of it, and another name: the first two are more alike than either is to the third.
TRIPLES = [
    ("Mirziyoyev", "Мирзиёев", "Мишустин"), ("Mirziyoyev", "米尔济约耶夫", "米舒斯京"), ("Tokayev", "Тоқаев", "Токарев"), ("Japarov", "Zhaparov", "Sharapov"),
    ("توقايەۆ", "Токаев", "Путин"), ("习近平", "Xi Jinping", "Li Keqiang"), ("Khrushchev", "Хрущёв", "Хрунов"), ("Tschaikowski", "Чайковский", "Достоевский"),
]  # fmt: skip
NAMES = st.sampled_from([name for triple in TRIPLES for name in triple])


@pytest.mark.parametrize(("one", "same", "other"), TRIPLES, ids=[triple[0] for triple in TRIPLES])
def test_nearer(one: str, same: str, other: str) -> None:
    assert atau.similarity(one, same) > max(atau.similarity(one, other), atau.similarity(same, other))


@given(NAMES, NAMES)
def test_symmetric_and_bounded(one: str, other: str) -> None:
    assert atau.similarity(one, other) == pytest.approx(atau.similarity(other, one), abs=0.05)
    assert 0.0 <= atau.similarity(one, other) <= 1.0


@given(NAMES, st.lists(NAMES, max_size=5))
def test_one_against_many_is_one_by_one(one: str, others: list[str]) -> None:
    assert atau.similarities(one, others) == [atau.similarity(one, other) for other in others]


@pytest.mark.parametrize("name", ["", "  ", "😀", "…", "12"])
def test_what_cannot_be_read_is_like_nothing(name: str) -> None:
    assert atau.similarity(name, name) == 0.0


def test_other_scripts_are_heard_with_unidecode() -> None:
    pytest.importorskip("unidecode", reason="needs the unidecode extra")
    assert atau.similarity("საქართველო", "Sakartvelo") > 0.9
    assert sound("Ελλάδα")
