"""Write ``src/atau/text/fold.tsv`` and ``src/atau/text/han.tsv`` from ICU and the Unicode database.

    python tools/make_fold.py [--check]

``--check`` writes nothing and exits 1 if a committed file is not what this script would write. Needs the ``icu`` extra.
The tables are committed so that keys depend neither on ICU nor on the Unicode version of the interpreter.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

import icu

#: Characters of this version of Unicode and older: any interpreter that atau runs on knows them.
UNICODE = [14, 0]
HERE = Path(__file__).resolve().parent.parent / "src" / "atau" / "text"

# What decomposition does not give: one character for one, by what the eye or the keyboard makes of it.
BY_HAND = {
    "'": "’‘ʼʻʹ′‛`´＇ʾʿ",
    '"': "“”„‟«»‹›「」『』《》〈〉〝〞＂″ʺ",
    "-": "‐‑‒–—―−﹘﹣－⁃",
    "·": "•・‧∙⋅･．᛫",
    " ": "\t\n\v\f\r\x85\u2028\u2029",
    "i": "ıİ",
    "o": "øØ",
    "d": "đĐðÐ",
    "l": "łŁ",
    "s": "ßẞſ",
    "a": "əƏæÆ",
    "e": "œŒ",
    "t": "þÞŧŦ",
    "h": "ħĦ",
    "е": "ёЁѐЀ",
    "ء": "ٴ",  # high hamza and hamza: the two ways of writing the Kazakh word-level hamza
    "ك": "ک",  # Persian keheh typed for Arabic kaf
    "ي": "ی",  # Persian yeh typed for Arabic yeh
    "ە": "ۀ",
    "叙": "敍",  # the form of 敘 that Hong Kong prints
}

FOLD_HEAD = """\
# Folding: every character on the right counts as the one on the left when names are compared. One to one, so offsets stay true.
# Made by tools/make_fold.py from the Unicode database (case, full width, Latin diacritics) and a table by hand (quotes, hyphens, dots,
# apostrophes, spaces). й is not folded: its breve makes a letter of its own. target <tab> sources; white space as \\uXXXX.
"""
HAN_HEAD = """\
# Han characters whose Traditional and Simplified forms differ, by ICU's transforms. Made by tools/make_fold.py.
# simplified <tab> traditional (the one that a lone Simplified character becomes first) <tab> further characters that simplify to it.
"""


def decomposed(char: str) -> str:
    """The lower-case base letter of a Latin or compatibility character, or the character itself."""
    plain = unicodedata.normalize("NFKD", char)
    latin = [c for c in plain if not unicodedata.combining(c)]
    if len(latin) == 1 and (latin[0].isascii() or not unicodedata.combining(plain[-1])):
        char = latin[0]
    lower = char.lower()
    return lower if len(lower) == 1 else char


def fold_table() -> dict[str, str]:
    """source → target, without the characters that stay as they are."""
    table = {}
    for code in [*range(0x20, 0xD800), *range(0xE000, 0x20000)]:
        char = chr(code)
        if [int(part) for part in icu.Char.charAge(char).split(".")] > UNICODE:
            continue
        target = decomposed(char)
        if unicodedata.category(char)[0] in "LNZPS" and target != char and (target != " " or char.isspace()):
            table[char] = target
    for target, sources in BY_HAND.items():
        table.update(dict.fromkeys(sources, target))
    return settle(table)


def settle(table: dict[str, str]) -> dict[str, str]:
    """The table with every chain followed to its end, so that folding twice changes nothing."""
    for source, target in table.items():
        while target in table:
            target = table[target]
        table[source] = target
    return {source: target for source, target in table.items() if source != target}


def han_tables() -> dict[str, list[str]]:
    """simplified → traditional characters, the usual one first."""
    simplify = icu.Transliterator.createInstance("Traditional-Simplified").transliterate
    complicate = icu.Transliterator.createInstance("Simplified-Traditional").transliterate
    groups = defaultdict(list)
    for code in [*range(0x3400, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x2FA20)]:
        char = unicodedata.normalize("NFC", chr(code))
        simple = simplify(char)
        if len(simple) == 1 and simple != char:
            groups[simple].append(char)
    for simple, sources in groups.items():
        usual = complicate(simple)
        if len(usual) == 1:
            groups[simple] = [usual, *(c for c in dict.fromkeys(sources) if c != usual)]
    return groups


def written(char: str) -> str:
    return f"\\u{ord(char):04x}" if char.isspace() else char


def fold_text() -> str:
    groups = defaultdict(list)
    for source, target in fold_table().items():
        groups[target].append(source)
    lines = (f"{written(t)}\t{''.join(map(written, sorted(set(s))))}" for t, s in sorted(groups.items()))
    return FOLD_HEAD + "\n".join(lines) + "\n"


def han_text() -> str:
    lines = (f"{simple}\t{t[0]}\t{''.join(t[1:])}".rstrip() for simple, t in sorted(han_tables().items()))
    return HAN_HEAD + "\n".join(lines) + "\n"


def main() -> int:
    stale = 0
    for name, text in (("fold.tsv", fold_text()), ("han.tsv", han_text())):
        path = HERE / name
        if "--check" in sys.argv:
            if path.read_text(encoding="utf-8") != text:
                print(f"{name} is not what tools/make_fold.py writes: run it and commit the result", file=sys.stderr)
                stale = 1
        else:
            path.write_text(text, encoding="utf-8")
    return stale


if __name__ == "__main__":
    sys.exit(main())
