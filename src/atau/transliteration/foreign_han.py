"""Foreign names in Chinese characters, back into their own letters: 扎帕罗夫 → Жапаров.

Each character stands for some letters, learnt from pairs of names and from the Xinhua table (``foreign/LANG-han.tsv``); a beam search keeps
the spellings that look most like names of the language (``foreign/LANG-letters.tsv``). Kazakh is read by way of Russian, as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from heapq import nsmallest

from ..errors import UnknownLanguageError, nearest
from ..text import simplify
from .backward import Backward, Spelling
from .engine import reader, writer
from .letters import letters, read_costs
from .rules import END, START, rules

#: The languages that names are read in.
INTO = ("en", "kk", "ru")

#: How many spellings of a name are followed at a time.
BEAM = 60

#: What the look of a spelling weighs against what the characters stand for; more, and every foreigner gets a native name.
LOOK = 0.6

#: What it costs that the table would write a spelling otherwise: Chinese papers don't always follow it.
ASTRAY = 1.0

#: How many Russian spellings a Kazakh one is sought behind, and how many Kazakh ones behind each.
FORERUNNERS = 10

#: A longer text is no name.
LONGEST = 60

_WORD = re.compile(r"[㐀-䶿一-鿿]+")
_POINTS = re.compile(r"\s*[·‧・•]\s*")


def from_han(text: str, to: str, limit: int = 10) -> list[str]:
    """What a name in Chinese transcription may be in Russian, Kazakh or English (``to``), likeliest first.

    >>> "Жапаров" in from_han("扎帕罗夫", "ru", 5)
    True

    Parts are read one by one, the points between them become spaces; what is no Chinese character stays. [] where a part can't be read.
    Raises `UnknownLanguageError` for another language, `ValueError` for a limit below 1.
    """
    if to not in INTO:
        raise UnknownLanguageError(f"no names can be read from Chinese into {to!r}: expected one of {', '.join(INTO)}{nearest(to, INTO)}")
    if limit < 1:
        raise ValueError(f"limit must be at least 1, not {limit}")
    plain = _POINTS.sub(" ", simplify(text))
    if len(plain) > LONGEST or _WORD.search(plain) is None:
        return []
    readings: list[Spelling] = [(0.0, "")]
    end = 0
    for match in _WORD.finditer(plain):
        longer = _joined(readings, plain[end:match.start()], _spellings(match[0], to)[:limit])
        readings = nsmallest(limit, longer)
        end = match.end()
    return [before + plain[end:] for _, before in readings]


def _joined(readings: list[Spelling], between: str, words: list[Spelling]) -> Iterator[Spelling]:
    """Each reading so far with each spelling of the next part."""
    return ((cost + more, before + between + word.title()) for cost, before in readings for more, word in words)


@cache
def _pieces(lang: str) -> Mapping[str, Mapping[str, float]]:
    return read_costs(lang, "han")


@cache
def _settled(system_id: str) -> Mapping[str, str]:
    """The names that a table writes as a whole, by how it writes them; where it writes two alike, the first."""
    whole = [context for context in rules(system_id).contexts if (context.after, context.before) == ((START,), (END,))]
    return {context.to: context.of for context in reversed(whole)}


def _spellings(han: str, to: str) -> list[Spelling]:
    """Spellings of one part of a name, lower case, cheapest first."""
    if to == "kk":
        return _kazakh(han)
    return _checked(han, _searched(han, to), f"{to}-Hans-xinhua")


def _searched(han: str, lang: str) -> list[Spelling]:
    """A beam search from left to right, character by character."""
    look = letters(lang)
    beam = {"": 0.0}
    for char in han:
        longer: dict[str, float] = {}
        for piece, price in _pieces(lang).get(char, {}).items():
            for so_far, cost in beam.items():
                more, spelling = look.extended(so_far, piece)
                longer[spelling] = min(longer.get(spelling, float("inf")), cost + price + LOOK * more)
        beam = dict(nsmallest(BEAM, longer.items(), key=lambda item: item[1]))
    return sorted((cost + LOOK * look.ended(spelling), spelling) for spelling, cost in beam.items() if spelling)


def _checked(han: str, found: list[Spelling], system_id: str) -> list[Spelling]:
    """The spellings, those first that the table would write so; before all of them the settled name that it writes so."""
    write = writer(system_id).write
    ranked = sorted((cost + ASTRAY * (write(spelling) != han), spelling) for cost, spelling in found)
    known = _settled(system_id).get(han)
    return ranked if known is None else [(0.0, known), *(item for item in ranked if item[1] != known)]


def _kazakh(han: str) -> list[Spelling]:
    """Kazakh spellings of the likeliest Russian ones."""
    back = reader("kk-Cyrl-ru")
    assert isinstance(back, Backward)
    found: dict[str, float] = {}
    for cost, russian in _spellings(han, "ru")[:FORERUNNERS]:
        ways = back.spellings(russian, FORERUNNERS)
        for more, word in ways:
            found[word] = min(found.get(word, float("inf")), cost + LOOK * (more - ways[0][0]))
    return sorted((cost, word) for word, cost in found.items())
