"""Stretches of a text that are no words of it: addresses of pages, of mail, of files, and names of accounts."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: What betrays an address, after the characters that it begins with, for which a text is searched first at the speed of memory: a scheme,
#: a path after a domain, a folder from the root or from home, a drive; mail or an account; a host that says so.
_MARKS = {
    "/": re.compile(
        r"/(?:(?<=:/)/|(?<=[a-z0-9]\.[a-z]{2}/)(?=[\w?#])|(?<=[a-z0-9]\.[a-z]{3}/)(?=[\w?#])"
        r"|(?<![^\s\"'(«]/)[\w.-]+/(?=\w)|(?<=~/)|(?<=\b[A-Za-z]:/)(?=\w))"
    ),
    "\\": re.compile(r"\\(?<=\b[A-Za-z]:\\)(?=\w)"),
    "@": re.compile(r"@(?=\w)"),
    "www.": re.compile(r"www\.(?<![a-z0-9]www\.)"),
}
_BEFORE = re.compile(r"[A-Za-z0-9._%+:~-]*")
_AFTER = re.compile(r"[^\s<>\"«»“”、。，；：！？（）《》]*")
#: What is at the end of a sentence rather than of an address.
_CLOSING = ".,;:!?)]}'…"


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Where a text has addresses, in no order. The words of a hashtag are words.

    >>> text = "(https://akorda.kz/Astana) Putin@kremlin.ru, @Tokayev: #Tokayev, U.S./China, akorda.kz/Tokayev, C:\\\\Putin, /home/Putin/x"
    >>> [text[start:end] for start, end in sorted(addresses(text))]
    ['https://akorda.kz/Astana', 'Putin@kremlin.ru', '@Tokayev', 'akorda.kz/Tokayev', 'C:\\\\Putin', '/home/Putin/x']
    """
    for sign, mark in _MARKS.items():
        end = 0
        for found in mark.finditer(text) if sign in text else ():
            if found.start() >= end:
                start = found.start() - len(_BEFORE.match(text[max(0, found.start() - _LONGEST) : found.start()][::-1])[0])  # type: ignore[index]
                end = _AFTER.match(text, found.end()).end()  # type: ignore[union-attr]
                yield start, found.end() + len(text[found.end() : end].rstrip(_CLOSING))


#: Of what stands before a mark so much is looked at.
_LONGEST = 64
