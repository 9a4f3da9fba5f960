"""Folding: lengths, offsets, what is one and what is not."""

from __future__ import annotations

import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from atau.index.scan import _offsets
from atau.text import fold, folding, hidden, key, simplify, table, traditional, visible
from atau.text.folding import INVISIBLE, one_script

#: Characters that matter to folding, and any others.
LETTERS = st.text(st.one_of(st.sampled_from("Tто́ЁёқҚӘəƏ习習後后里裡’‘—–·•，Ａ\u200b\u00ad\u0301\u0306 \n\tءٴ\u202e\ud800"), st.characters()), max_size=40)

ALIKE = [
    ("case", "ТОҚАЕВ", "тоқаев"), ("io", "Алёна", "Алена"), ("full width", "ＳＣＯ", "SCO"), ("Traditional", "習近平", "习近平"),
    ("apostrophes", "Xi’an", "Xi'an"), ("dashes", "中国—中亚", "中国-中亚"), ("dots", "卡瑟姆•托卡耶夫", "卡瑟姆·托卡耶夫"), ("quotes", "«Газпром»", "\"Газпром\""),
    ("no-break space", "Xi\u00a0Jinping", "Xi Jinping"), ("line end", "Xi\nJinping", "Xi Jinping"), ("Latin diacritics", "Ūlttyq Erdoğan Łódź", "Ulttyq Erdogan Lodz"),
    ("decomposed", "Казахста\u0301н", "Казахстан"), ("decomposed short i", "Алтаи\u0306", "Алтай"), ("zero width", "Xi\u200b Jinping", "Xi Jinping"),
    ("soft hyphen", "Казах\u00adстан", "Казахстан"), ("bidi", "\u202bتوقايەۆ\u202c", "توقايەۆ"), ("hamza", "ٴۇرىمجى", "ءۇرىمجى"),
    ("Latin schwa in a Cyrillic word", "\u018fлем", "Әлем"), ("Latin i in a Cyrillic word", "Нұрт\u0069леу", "Нұртілеу"), ("Latin h in a Cyrillic word", "ба\u0068адүр", "баһадүр"),
]  # fmt: skip

DIFFERENT = [("short i is a letter", "Алтаи", "Алтай"), ("Kazakh letters", "Тоқаев", "Токаев"), ("i and yery", "Сыр", "Сір"), ("whole words of two scripts", "\u0421\u0421", "\u0043\u0043")]


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in ALIKE], ids=[case[0] for case in ALIKE])
def test_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [case[1:] for case in DIFFERENT], ids=[case[0] for case in DIFFERENT])
def test_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@example("\u2fa7")  # a radical that stands for a Traditional character
@given(LETTERS)
def test_fold_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(LETTERS)
def test_fold_keeps_the_length_of_text_without_hidden_characters(text: str) -> None:
    if not INVISIBLE.search(text):
        assert len(fold(text)) == len(text)


@given(LETTERS)
def test_visible_spans_cover_the_text_in_order(text: str) -> None:
    spans = list(hidden(text))
    starts, ends = _offsets(len(text), spans)
    assert all(0 <= start < end <= len(text) for start, end, _ in spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert len(visible(text)) == len(starts) == len(ends)
    plain = set(range(len(text))).difference(*(range(start, end) for start, end, _ in spans))
    assert all(seen == text[start] for seen, start in zip(visible(text), starts, strict=True) if start in plain)


@given(LETTERS)
def test_key_has_no_spaces_to_spare(text: str) -> None:
    assert "  " not in key(text)
    assert key(text) == key(text).strip(" ") == key(f"  {text} ")


@given(st.text(st.sampled_from("习近平托卡叶夫发后里干国中"), max_size=10))
def test_traditional_comes_back(text: str) -> None:
    assert simplify(traditional(text)) == text


@given(st.text(st.sampled_from("TtoтоаaсcеeқҚ\u0259ә"), min_size=1, max_size=8))
def test_one_script_changes_no_lengths(word: str) -> None:
    assert len(one_script(word)) == len(word)


def test_tables_are_fresh() -> None:
    pytest.importorskip("icu", reason="needs the icu extra")
    script = Path(__file__).parent.parent / "tools" / "make_fold.py"
    done = subprocess.run([sys.executable, str(script), "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_what_is_folded_by_case_alone_folds_as_the_table_says() -> None:
    cased = [chr(code) for code in range(0x600) if folding._CASED.fullmatch(chr(code))]
    assert [char for char in cased if char.lower() != char.translate(table())] == []
    assert len(cased) > 300
