"""The fast engine against a slow one that does what the format says, letter by letter; and what must hold however a text is cut."""

from __future__ import annotations

import pickle
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atau.transliteration import System, systems, transliterate
from atau.transliteration.engine import reader, writer
from atau.transliteration.rules import END, START, Context, Rules, rules
from atau.transliteration.system import document, language_document
from atau.transliteration.writing import STRESS, capitals, composed, title, upper

ALL = systems()
BY_LETTER = [system for system in ALL if not {"syllables", "then"} & document(system.id).keys()]
EXACT = [system for system in ALL if system.reversible == "exact"]
HAN = "西安长重庆六曾习近平新疆单于哈萨克斯坦欧阳儿女绿四十"
SEPARATORS = ["", " ", "-", " - ", ".", "\n", " X1 "]

each = pytest.mark.parametrize("system", ALL, ids=lambda system: system.id)


def texts(system: System) -> st.SearchStrategy[str]:
    """Words in the letters of a language, every letter in either case, with what may stand between words."""
    letters = language_document(system.lang)["alphabet"]
    letter = st.sampled_from(letters + letters.upper() if letters else HAN)
    word = st.one_of(st.text(letter, min_size=1, max_size=9), st.builds(str.capitalize, st.text(letter, min_size=1, max_size=9)))
    return st.lists(st.tuples(word, st.sampled_from(SEPARATORS)), max_size=4).map(lambda parts: "".join(map("".join, parts)))


# A slow engine


def obvious(ruled: Rules, text: str) -> str:
    """The text by the rules: at each letter the longest group that may be written there, by the first of its contexts that holds."""
    table = capitals(dict(ruled.capitals))
    text = prefixed(ruled, text)
    if ruled.target == "Hans":
        text = "".join(char for char in text if char not in STRESS)
    written, at = "", 0
    while at < len(text):
        size, out = longest(ruled, text, at)
        found = text[at:at + size]
        if found[0].isupper() and out is not None:
            out = upper(out, table) if among_capitals(text, at, size) else title(out, table)
        written += found if out is None else out
        at += size
    return composed(written)


def longest(ruled: Rules, text: str, at: int) -> tuple[int, str | None]:
    contexts = [*ruled.contexts, *(Context(of, to) for of, to in ruled.letters.items())]
    fitting = [context for context in contexts if text[at:at + len(context.of)].lower() == context.of and holds(context, text, at)]
    best = max(fitting, key=lambda context: len(context.of), default=None)
    return (1, None) if best is None else (len(best.of), best.to)


def holds(context: Context, text: str, at: int) -> bool:
    before, behind = text[:at].lower(), text[at + len(context.of):].lower()
    after = [not before[-1:].isalpha() if one == START else before.endswith(one) for one in context.after]
    ahead = [not behind[:1].isalpha() if one == END else behind.startswith(one) for one in context.before]
    return any(after or [True]) and any(ahead or [True])


def among_capitals(text: str, at: int, size: int) -> bool:
    """By the rest of the group, else by the letter after it, else by the one before."""
    neighbours = [char for char in text[at + 1:at + size] if char.lower() != char.upper()]
    following, before = text[at + size:at + size + 1], text[:at][-1:]
    return all(map(str.isupper, neighbours)) if neighbours else following.isupper() if following.isalpha() else before.isupper()


def prefixed(ruled: Rules, text: str) -> str:
    for rule in ruled.words:
        for word in sorted(set(re.findall(f"[{ruled.source + ruled.source.upper()}]+", text)), key=len, reverse=True):
            if set(word.lower()) & set(rule.has) and not set(word.lower()) & set(rule.lacks):
                text = re.sub(f"(?<![{ruled.source + ruled.source.upper()}]){word}(?![{ruled.source + ruled.source.upper()}])", rule.prefix + word, text)
    return text


@pytest.mark.parametrize("system", BY_LETTER, ids=lambda system: system.id)
@given(data=st.data())
def test_writes_what_the_rules_say(system: System, data: st.DataObject) -> None:
    text = data.draw(texts(system))
    assert transliterate(text, system.id) == obvious(rules(system.id), text)


@pytest.mark.parametrize("system_id", ["zh-Bopo", "zh-Cyrl-palladius", "zh-Latn-tongyong", "zh-Latn-wadegiles", "zh-Latn-yale"])
@given(text=st.text(HAN, min_size=1, max_size=6))
def test_characters_are_written_like_their_readings(system_id: str, text: str) -> None:
    """Two ways through the engine: Han by its table, and pinyin read as such. Wade–Giles writes the tone of pinyin that has one."""
    pinyin = transliterate(text, "zh-Latn-pinyin-tone" if system_id == "zh-Bopo" else "zh-Latn-pinyin")
    assert transliterate(text, system_id).lower() == transliterate(pinyin, system_id).lower()


# However a text comes


@each
@given(data=st.data())
def test_lines_are_written_alike_alone_and_together(system: System, data: st.DataObject) -> None:
    text = data.draw(texts(system))
    assert transliterate(text, system.id) == "\n".join(transliterate(line, system.id) for line in text.split("\n"))


@each
def test_a_long_text_is_its_lines(system: System) -> None:
    text = f"{system.example}\n{system.example.upper()}, {system.example}\n"
    assert transliterate(text * 500, system.id) == transliterate(text, system.id) * 500


@each
def test_can_be_pickled_and_shared(system: System) -> None:
    written = transliterate(system.example, system.id)
    copy = pickle.loads(pickle.dumps(writer(system.id)))
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(copy.write, [system.example] * 40)) == {written}
    if system.reversible != "no":
        assert pickle.loads(pickle.dumps(reader(system.id))).best(written) == reader(system.id).best(written)


@pytest.mark.parametrize("system", EXACT, ids=lambda system: system.id)
@given(data=st.data())
def test_brings_back_the_case_of_every_letter_too(system: System, data: st.DataObject) -> None:
    """But for ъ and ь, whose marks have no capital."""
    text = data.draw(texts(system)).replace("X", "")
    back = transliterate(transliterate(text, system.id), system.id, reverse=True)
    assert back == text.replace("Ъ", "ъ").replace("Ь", "ь")
