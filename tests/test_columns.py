"""Columns: one result a row, the same as row by row, whatever holds them; what is missing passes, what is bad is named."""

from __future__ import annotations

import math
import pickle
import warnings
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import count, islice
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import atau
from atau.build import shipped
from atau.index import Index
from atau.index.lookup import Lookup
from atau.resolver import shared
from atau.text import key

try:
    import pyarrow
except ImportError:  # Arrow arrays are not tested then
    pyarrow = None

INDEX = Index(shipped())
KEYS = list(islice(INDEX.keys(), 0, None, 97))
SPELT: list[Callable[[str], str]] = [
    str, str.upper, str.title, lambda name: f" {name}", lambda name: name.replace(" ", "  "), lambda name: f"{name}\u200b", lambda name: name.replace("а", "a"),
    lambda name: f"{name} ", lambda name: name[:-1], lambda name: f"{name}x", lambda name: name.replace(" ", "\u00a0"), lambda name: name * 40,
]  # fmt: skip
NAMES = [spell(name) for name in KEYS[::10] for spell in SPELT]
OPTIONS: list[dict[str, Any]] = [{}, {"kind": "person"}, {"kind": "place"}, {"lang": "kk"}, {"at": "2010"}, {"kind": "person", "lang": "ru", "at": "2025-06-17"}]
#: Few names many times, so that a column has repeats; and some that are nobody's.
CELLS = ["Токаевым", "Tokaev", "SCO", "Бердымухамедов", "托卡葉夫", "", " ", "ШОС", None]
COLUMN = [CELLS[at * 7 % len(CELLS)] for at in range(1_000)]
SINGLY = [None if name is None else atau.resolve(name) for name in COLUMN]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_a_column_is_answered_as_each_name_of_it(options: dict[str, Any]) -> None:
    """The column is asked first, of a resolver that knows no answer yet; `candidates`, which shares none of its short cuts, is the oracle."""
    names = NAMES if not options else NAMES[::5]
    fresh = atau.Resolver.open(shipped())
    many = list(fresh.resolve_many(names, **options))
    for name, match in zip(names, many, strict=True):
        best = next(iter(fresh.candidates(name, limit=1, **options)), None)
        expected = best if best is not None and best.score >= 0.45 and not best.ambiguous else None
        assert match == expected == fresh.resolve(name, **options), name
        assert match is None or match.why() == expected.why()  # type: ignore[union-attr]


@given(st.lists(st.one_of(st.sampled_from(NAMES), st.text(max_size=12)), max_size=40))
def test_the_hash_of_a_column_finds_what_the_trie_finds(names: list[str]) -> None:
    numbers = LOOKUP.numbers(names)
    trie = [INDEX.key(key(name)) for name in names]
    assert [(name, number) for name, number, found in zip(names, numbers, trie, strict=True) if number not in (-1, found)] == []


LOOKUP = Lookup(INDEX, 512)


def test_the_hash_finds_nearly_every_key() -> None:
    """Half a percent or less is looked up singly: forms that no text is searched for."""
    numbers = LOOKUP.numbers(KEYS)
    assert sum(number == INDEX.key(name) for name, number in zip(KEYS, numbers, strict=True)) >= 0.995 * len(KEYS)


def holders() -> Iterator[tuple[str, Callable[[list[Any]], Iterable[Any]]]]:
    yield from [("list", list), ("tuple", tuple), ("iterator", iter), ("generator", lambda names: (name for name in names))]
    yield "numpy", lambda names: np.array(names, dtype=object)
    if pyarrow is None:
        return
    yield from [("arrow", pyarrow.array), ("arrow dictionary", lambda names: pyarrow.array(names).dictionary_encode())]
    yield from [("arrow large", lambda names: pyarrow.array(names, pyarrow.large_string())), ("arrow view", lambda names: pyarrow.array(names, pyarrow.string_view()))]
    yield "arrow chunks", lambda names: pyarrow.chunked_array([names[:7], names[7:7], names[7:]], pyarrow.string())
    yield "arrow slice", lambda names: pyarrow.array(["Astana", *names, "Astana"]).slice(1, len(names))


@pytest.mark.parametrize("hold", [pytest.param(hold, id=name) for name, hold in holders()])
def test_whatever_holds_the_column(hold: Callable[[list[Any]], Iterable[Any]]) -> None:
    assert list(atau.resolve_many(hold(COLUMN))) == SINGLY
    texts = [None if name is None else f"{name}, Астана" for name in COLUMN[:50]]
    assert list(atau.annotate_many(hold(texts))) == [[] if text is None else atau.annotate(text) for text in texts]


@pytest.mark.parametrize("hold", [pytest.param(hold, id=name) for name, hold in holders()])
def test_columns_of_nothing(hold: Callable[[list[Any]], Iterable[Any]]) -> None:
    assert list(atau.resolve_many(hold([None, None]))) == [None, None]
    assert list(atau.resolve_many(islice(hold(["Astana"]), 0))) == []


def test_what_is_missing_passes_without_a_word() -> None:
    column = ["Astana", None, math.nan, np.float32("nan"), np.datetime64("NaT"), Decimal("NaN"), "Astana"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert [match is not None for match in atau.resolve_many(column)] == [True, *[False] * 5, True]
        assert [len(mentions) for mentions in atau.annotate_many(column)] == [1, *[0] * 5, 1]


@pytest.mark.parametrize("bad", [3, 0.5, b"Astana", ["Astana"], {"a": 1}, np.array(["Astana", "x"]), object(), True], ids=lambda bad: type(bad).__name__)
def test_a_bad_row_is_named_and_stops_nothing(bad: object) -> None:
    for verb in (atau.resolve_many, atau.annotate_many):
        with pytest.warns(UserWarning, match=f"row 2 is {type(bad).__name__}$"):
            found = list(verb(["Astana", None, bad, "Astana"]))  # type: ignore[list-item]
        assert [bool(result) for result in found] == [True, False, False, True]


def test_many_bad_rows_are_counted() -> None:
    with pytest.warns(UserWarning, match=r"^names must be strings, .*: row 1 is int, row 2 is int, .*, row 5 is int and 26 more$"):
        assert list(atau.resolve_many(["Astana"] + [1] * 31))[1:] == [None] * 31  # type: ignore[list-item]


@pytest.mark.parametrize("column", [5, None, b"Astana", "Astana", *([pyarrow.array([1, 2]), pyarrow.array([["a"]])] if pyarrow else [])], ids=str)
def test_what_is_no_column_of_text_is_refused_at_once(column: Any) -> None:
    with pytest.raises(TypeError, match=r"^names must be"):
        atau.resolve_many(column)
    with pytest.raises(TypeError, match=r"^texts must be"):
        atau.annotate_many(column)


@pytest.mark.parametrize(("option", "error"), [({"kind": "persn"}, atau.UnknownKindError), ({"lang": "kz"}, atau.UnknownLanguageError), ({"at": "now"}, atau.AtauError)])
def test_wrong_options_are_refused_at_once(option: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        atau.resolve_many(["Astana"], **option)


def test_an_endless_iterator_is_answered_as_it_comes() -> None:
    asked: list[int] = []
    found = atau.resolve_many(asked.append(number) or "Astana" for number in count())  # type: ignore[func-returns-value]
    assert next(found) is not None
    assert asked == [0]
    assert len(list(islice(found, 99))) == 99
    assert len(asked) < 200


def test_a_resolver_is_opened_once_a_process() -> None:
    data = pickle.dumps(shared())
    assert len(data) < 200
    assert pickle.loads(data) is pickle.loads(data) is shared()
    assert pickle.dumps(atau.Resolver.open(shipped())) == data


def test_a_resolver_that_is_another_is_refused() -> None:
    with pytest.raises(atau.IndexFileError, match="give every process the same"):
        shared(None, "another")


def test_a_changed_file_is_opened_anew_and_has_another_version(tmp_path: Any) -> None:
    source, path = tmp_path / "mine.toml", str(tmp_path / "mine.atau")
    row = 'kind = "person"\n[anna-smith]\nen = "Anna /Smith/"\nsex = "f"\n'
    versions = []
    for text in (row, row.replace("Anna", "Anne")):
        source.write_text(text, encoding="utf-8")
        atau.Resolver.build([source]).save(path)
        resolver = shared(path)
        versions.append(resolver.version)
        assert shared(path) is resolver
    assert len({*versions, shared().version}) == 3
    assert shared(path).resolve("Anne Smith") is not None
