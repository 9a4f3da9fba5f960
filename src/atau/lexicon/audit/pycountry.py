"""ISO 3166-1 and -2 and ISO 4217, as the package pycountry carries them (from Debian's iso-codes): English and romanised names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...errors import AtauError
from ...text import key
from ..values import Lexicon
from .values import Stated

_FIELDS = ("name", "common_name", "official_name")


def stated(lexicon: Lexicon) -> Iterator[Stated]:
    """ISO's names of what has an ISO 3166 code, and of the currencies that it names alike; a code that ISO lacks has the name "(none)"."""
    try:
        import pycountry
    except ImportError:
        raise AtauError("this needs the package pycountry: pip install 'atau[lists]'") from None
    currencies = {key(currency.name): currency.name for currency in pycountry.currencies}
    for entity in lexicon.entities:
        if code := entity.same_as.get("iso3166", ""):
            found = _record(pycountry, code)
            yield Stated(entity.id, "en", _names(found) if found is not None else (f"({code}: none)",))
        elif entity.type == "currency" and (named := [currencies[text] for text in _english(entity) if text in currencies]):
            yield Stated(entity.id, "en", tuple(named))


def _record(pycountry: Any, code: str) -> Any:
    return pycountry.countries.get(alpha_2=code) if len(code) == 2 else pycountry.subdivisions.get(code=code)


def _names(record: Any) -> tuple[str, ...]:
    return tuple(name for field in _FIELDS if (name := getattr(record, field, None)))


def _english(entity: Any) -> Iterator[str]:
    return (key(name.text) for name in entity.names if name.lang == "en")
