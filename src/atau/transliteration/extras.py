"""Systems that are other libraries' and come with an extra: any transform of ICU as ``icu:<its ID>``, and ``ascii``, Unidecode's.

They have no file, so `systems` doesn't list them and nothing is promised of what they write.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from ..errors import AtauError, NotReversibleError, UnknownSystemError, nearest

#: What begins the name of a transform of ICU, and the name of Unidecode's.
ICU, ASCII = "icu:", "ascii"

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def is_extra(system_id: str) -> bool:
    """Whether an ID is for one of these."""
    return system_id == ASCII or system_id.startswith(ICU)


@dataclass(frozen=True, slots=True)
class Icu:
    """One of ICU's transforms, or its inverse. Line by line: ICU gets slower with the square of a text's length."""

    id: str
    backwards: bool = False

    def write(self, text: str) -> str:
        """The text transformed; a lone surrogate, which ICU can't hold, as U+FFFD."""
        transform = _transform(self.id, self.backwards)
        return "".join(map(transform.transliterate, _LONE_SURROGATE.sub("\ufffd", text).splitlines(keepends=True)))

    def best(self, text: str) -> str:
        """What the transform gives."""
        return self.write(text)

    def several(self, text: str, limit: int) -> list[str]:
        """The same: ICU gives one answer."""
        return [self.write(text)]


@dataclass(frozen=True, slots=True)
class Ascii:
    """Any script in ASCII, by Unidecode: the last resort, and one way only."""

    def write(self, text: str) -> str:
        """The text in ASCII; what Unidecode doesn't know is left out."""
        try:
            from unidecode import unidecode
        except ImportError:
            raise AtauError("the system 'ascii' needs Unidecode: pip install 'atau[unidecode]'") from None
        return str(unidecode(_LONE_SURROGATE.sub("", text)))


def extra_writer(system_id: str) -> Icu | Ascii:
    """One of these by its ID."""
    return Ascii() if system_id == ASCII else _checked(Icu(system_id.removeprefix(ICU)))


def extra_reader(system_id: str) -> Icu:
    """ICU's inverse of a transform; `NotReversibleError` where it has none."""
    if system_id == ASCII:
        raise NotReversibleError("ascii can't be reversed: it keeps too little of what it reads")
    return _checked(Icu(system_id.removeprefix(ICU), backwards=True))


def _checked(transform: Icu) -> Icu:
    _transform(transform.id, transform.backwards)
    return transform


@cache
def _transform(icu_id: str, backwards: bool) -> Any:
    """ICU's own object, which locks itself where threads would meet in it."""
    try:
        import icu
    except ImportError:
        raise AtauError(f"the system {ICU + icu_id!r} needs PyICU: pip install 'atau[icu]'") from None
    try:
        transform = icu.Transliterator.createInstance(icu_id)
    except icu.ICUError:
        known = {known.lower(): known for known in icu.Transliterator.getAvailableIDs()}
        wrong = next((part.strip() for part in icu_id.split(";") if part.strip().lower() not in known), icu_id)
        raise UnknownSystemError(f"ICU has no transform {icu_id!r}{nearest(wrong, known.values())}") from None
    try:
        return transform.createInverse() if backwards else transform
    except icu.ICUError:
        raise NotReversibleError(f"{ICU}{icu_id} can't be reversed: ICU has no inverse of it") from None
