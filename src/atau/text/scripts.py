"""Which script a character belongs to, as far as names need to know."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy

OTHER, LATIN, CYRILLIC, ARABIC, HAN, DIGIT, LETTER = range(7)

#: First and last code point of the ranges that matter, from the Unicode block table. Later rows win.
RANGES = (
    (LETTER, 0x0100, 0x2FFF), (LETTER, 0x3040, 0x33FF), (LETTER, 0xA000, 0xD7FF), (LETTER, 0xFB00, 0xFDFF),
    (LATIN, 0x0041, 0x005A), (LATIN, 0x0061, 0x007A), (LATIN, 0x00AA, 0x00AA), (LATIN, 0x00BA, 0x00BA), (LATIN, 0x00C0, 0x024F),
    (OTHER, 0x00D7, 0x00D7), (OTHER, 0x00F7, 0x00F7), (LATIN, 0x0250, 0x02AF), (OTHER, 0x02B0, 0x036F), (LATIN, 0x1E00, 0x1EFF),
    (LATIN, 0xFF21, 0xFF3A), (LATIN, 0xFF41, 0xFF5A),
    (CYRILLIC, 0x0400, 0x052F), (OTHER, 0x0482, 0x0489), (CYRILLIC, 0x1C80, 0x1C8F), (CYRILLIC, 0x2DE0, 0x2DFF), (CYRILLIC, 0xA640, 0xA69F),
    (OTHER, 0x2000, 0x2BFF), (OTHER, 0x2E00, 0x2E7F),
    (ARABIC, 0x0600, 0x06FF), (OTHER, 0x060C, 0x060D), (OTHER, 0x061B, 0x061F), (OTHER, 0x066A, 0x066D), (OTHER, 0x06D4, 0x06D4),
    (ARABIC, 0x0750, 0x077F), (ARABIC, 0x08A0, 0x08FF), (ARABIC, 0xFB50, 0xFDFF), (ARABIC, 0xFE70, 0xFEFC),
    (HAN, 0x2E80, 0x2FDF), (HAN, 0x3005, 0x3007), (HAN, 0x3400, 0x4DBF), (HAN, 0x4E00, 0x9FFF), (HAN, 0xF900, 0xFAFF),
    (HAN, 0x20000, 0x3FFFF), (OTHER, 0x3000, 0x3004), (OTHER, 0x3008, 0x303F),
    (DIGIT, 0x0030, 0x0039), (DIGIT, 0x0660, 0x0669), (DIGIT, 0x06F0, 0x06F9), (DIGIT, 0xFF10, 0xFF19),
)  # fmt: skip


@cache
def class_of(char: str) -> int:
    """The class of one character.

    >>> class_of("Қ") == CYRILLIC, class_of("习") == HAN, class_of("ә") == CYRILLIC, class_of("ə") == LATIN, class_of("-") == OTHER
    (True, True, True, True, True)
    """
    code = ord(char)
    return next((kind for kind, first, last in reversed(RANGES) if first <= code <= last), OTHER)


def classes() -> numpy.ndarray:
    """The classes of all code points, as bytes."""
    import numpy

    table = numpy.zeros(0x110000, numpy.uint8)
    for kind, first, last in RANGES:
        table[first : last + 1] = kind
    return table


def scripts(text: str) -> set[int]:
    """The scripts of the letters in a text.

    >>> scripts("Си Jinping 2025") == {CYRILLIC, LATIN}
    True
    """
    return {c for char in set(text) if (c := class_of(char)) in (LATIN, CYRILLIC, ARABIC, HAN, LETTER)}
