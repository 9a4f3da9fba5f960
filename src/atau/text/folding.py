"""Folding: what counts as the same letters. One character becomes one character, so offsets stay true.

The table is data (``fold.tsv``, ``han.tsv``): case, ё, full width, Latin diacritics, quotes, hyphens, dots, apostrophes, spaces,
Traditional → Simplified. Text that holds combining marks, invisible characters or runs of
spaces takes the slow road (`hidden`), with an offset map.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources

from .scripts import CYRILLIC, LATIN, class_of

#: Latin letters that pass for Cyrillic ones, as people type them in Cyrillic words, by case where the eye tells case apart:
#: a c e o p x y, i for і, schwa U+0259/U+018F for ә/Ә, barred o for ө, h for һ but H for Н, and the capitals B K M T.
LATIN_LOOKALIKES = str.maketrans("aceopxyihəɵjsACEOPXYIƏHBKMTƟJS", "асеорхуіһәөјѕасеорхуіәнвкмтөјѕ")
CYRILLIC_LOOKALIKES = str.maketrans("асеорхуіһАСЕОРХУІНВКМТ", "aceopxyihaceopxyihbkmt")

#: Marks that compose with the letter before them, or fall away (stress in Russian): combining diacritics, Arabic madda and hamza.
_MARKS = "\u0300-\u036f\u0653-\u0655"
#: What the eye does not see: soft hyphen, joiners, zero-width spaces, bidi controls, variation selectors, byte order mark; and marks.
INVISIBLE = re.compile(
    f"[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff{_MARKS}]"
)
#: White space of several characters within a paragraph: it reads as one space (Windows line ends, indented or justified text).
_GAP = "[^\\S\\n]{2,}\\n?[^\\S\\n]*|[^\\S\\n]\\n[^\\S\\n]*|\\n[^\\S\\n]+"
#: A character with at most so many marks is composed; more are no writing, and composing them takes time quadratic in their number.
_HIDDEN = re.compile(f"[{_MARKS}]{{1,32}}|{INVISIBLE.pattern}|{_GAP}")
_LATIN_LETTER, _CYRILLIC_LETTER = re.compile("[A-Za-z\u00c0-\u024f\u0250-\u02af]"), re.compile("[\u0400-\u052f]")
_WORD = re.compile("[A-Za-z\u00c0-\u024f\u0250-\u02af\u0400-\u052f]+")


def rows(name: str) -> list[list[str]]:
    """The cells of a table beside this module, comments left out."""
    text = resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("# ")]


def _unescaped(cell: str) -> str:
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), cell)


@cache
def table() -> dict[int, int]:
    """Code point → code point, for ``str.translate``; only what changes."""
    cells = ([_unescaped(cell) for cell in row] for row in rows("fold.tsv"))
    folds = {ord(source): ord(target) for target, sources in cells for source in sources}
    simple = _simple()
    return {**simple, **{source: simple.get(target, target) for source, target in folds.items()}}


@cache
def _simple() -> dict[int, int]:
    found = {ord(s): ord(simple) for simple, *others in rows("han.tsv") for s in "".join(others)}
    heads = set(found.values())  # 苧 is Simplified for one character and Traditional for another: it stays
    return {source: simple for source, simple in found.items() if source not in heads}


@cache
def _traditional() -> dict[int, int]:
    return {ord(row[0]): ord(row[1]) for row in rows("han.tsv")}


def simplify(text: str) -> str:
    """Simplified characters for Traditional ones, one for one.

    >>> simplify("習近平 托卡葉夫")
    '习近平 托卡叶夫'
    """
    return text.translate(_simple())


def traditional(text: str) -> str:
    """Traditional characters for Simplified ones, each by its usual counterpart: the likeliest, not always the right one.

    >>> traditional("习近平")
    '習近平'
    """
    return text.translate(_traditional())


def hidden(text: str) -> Iterator[tuple[int, int, str]]:
    """The spans of a text that are seen otherwise than written, and what is seen there: composed letters, nothing, one space for a gap.

    >>> list(hidden("Ta\\u0301sh\\u200b  x"))
    [(1, 3, 'á'), (5, 6, ''), (6, 8, ' ')]
    """
    last = 0
    for match in _HIDDEN.finditer(text):
        start, end = match.span()
        if start > last and unicodedata.combining(text[start]):
            start -= 1
        piece = text[start:end]
        yield start, end, " " if piece.isspace() else INVISIBLE.sub("", unicodedata.normalize("NFC", piece))
        last = end


def visible(text: str, spans: Iterable[tuple[int, int, str]] | None = None) -> str:
    """The text composed, without invisible characters and with single spaces: what `hidden` (its ``spans``, if known) leaves of it.

    >>> visible("Xi\\u200b  Ta\\u0301sh")
    'Xi Tásh'
    """
    pieces: list[str] = []
    at = 0
    for start, end, seen in hidden(text) if spans is None else spans:
        pieces += text[at:start], seen
        at = end
    return "".join([*pieces, text[at:]])


def one_script(word: str) -> str:
    """A word of Latin and Cyrillic letters, in lower case, with the lookalikes of the fewer put into the script of the more.

    >>> one_script("\\u018fлем") == "әлем", one_script("Ast\\u0430na") == "astana"
    (True, True)
    """
    kinds = [class_of(char) for char in word]
    cyrillic = word.translate(LATIN_LOOKALIKES)
    latin = word.translate(CYRILLIC_LOOKALIKES)
    fits_cyrillic = all(class_of(c) == CYRILLIC for c in cyrillic)
    fits_latin = all(class_of(c) == LATIN for c in latin)
    if fits_cyrillic and (not fits_latin or kinds.count(CYRILLIC) >= kinds.count(LATIN)):
        return cyrillic.lower()
    return latin.lower() if fits_latin else word


def unmix(text: str) -> str:
    """The text with every word of two scripts put into one where its lookalikes allow; nothing moves."""
    if _LATIN_LETTER.search(text) is None or _CYRILLIC_LETTER.search(text) is None:
        return text
    return _WORD.sub(lambda match: _unmixed(match[0]), text)


def _unmixed(word: str) -> str:
    return one_script(word) if _LATIN_LETTER.search(word) and _CYRILLIC_LETTER.search(word) else word


def fold(text: str) -> str:
    """The text as it is compared: the same length, unless characters had to be composed or were invisible.

    >>> fold("Тоқаев’s — ШОС，習近平"), fold("Ｔoqaev")
    ("тоқаев's - шос,习近平", 'toqaev')
    >>> fold(fold("Ёлка")) == fold("Ёлка") == "елка"
    True
    """
    if text.isascii():
        return text.lower() if text.isprintable() and "`" not in text else text.lower().translate(_ASCII_SPACES)
    if _CASED.fullmatch(text):
        return text.lower()
    return unmix(visible(text) if INVISIBLE.search(text) else text).translate(table())


#: Cyrillic text without ё, and without white space other than the space: folding it is putting it into lower case.
_CASED = re.compile(r"[ -@\[-_{-~\u0402-\u044f\u0452-\u0481\u048a-\u052f]+")
_ASCII_SPACES = str.maketrans("\t\n\v\f\r`", "     '")
_SPACES = re.compile(" {2,}")


def key(name: str) -> str:
    """The key under which a name is looked up: folded, without spaces around it or runs of them within.

    >>> key("  ТОКАЕВ  Касым-Жомарт ")
    'токаев касым-жомарт'
    """
    folded = fold(name).strip(" ")
    return _SPACES.sub(" ", folded) if "  " in folded else folded
