"""The same letters written otherwise, as catalogues and other papers do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..sound.names import words

#: Apostrophes, for soft signs and letters that other papers leave out, and quotation marks.
_MARKS = re.compile("['\"’‘ʼʻ`´«»“”„]")


def respellings(folded: str) -> Iterator[tuple[str, bool]]:
    """Other ways to write a folded name that leave its letters as they are: marks, hyphens, a legal form, the Chinese word for city.

    Each with whether a legal form was set aside: what is called so is a body.

    >>> [*respellings("cholpon ata")], [*respellings("simferopol'")], [*respellings("ао астана")][:1]
    ([('cholpon-ata', False), ('cholponata', False)], [('simferopol', False)], [('астана', True)])
    """
    plain = _MARKS.sub("", folded)
    kept = [word for word in plain.split() if word.strip(".,") not in words()["legal_forms"]]
    bare = " ".join(kept) if kept else plain
    ways = (plain, bare, bare.replace("-", " "), bare.replace(" ", "-"), bare.replace("-", "").replace(" ", ""))
    towns = (bare[:-1],) if len(bare) > 2 and bare.endswith("市") else ()
    yield from ((way, bare != plain and way != plain) for way in dict.fromkeys((*ways, *towns)) if way and way != folded)
