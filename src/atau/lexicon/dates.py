"""Dates as the lexicon writes them: a day, ``"YYYY-MM"``, or a year."""

from __future__ import annotations

import re
from datetime import date, datetime

EXPECTED = 'a date (2019-03-20), "2019-03" or a year (2019)'

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def is_date(value: object) -> bool:
    """Whether the value that TOML gave is one of the three ways to write a date.

    >>> is_date(2019), is_date("2019-03"), is_date("March 2019"), is_date(True)
    (True, True, False, False)
    """
    if isinstance(value, str):
        return _MONTH.fullmatch(value) is not None
    if isinstance(value, bool | datetime):
        return False
    return isinstance(value, date) or (isinstance(value, int) and -9999 <= value <= 9999)


def as_stated(text: str) -> str | None:
    """A date as a foreign list writes it, if the lexicon can write it too: a day, a month or a year that there is.

    >>> as_stated("1961-05-17"), as_stated("1961-05"), as_stated("-0551"), as_stated("1961-02-30"), as_stated("c. 1961")
    ('1961-05-17', '1961-05', '-0551', None, None)
    """
    if re.fullmatch(r"-?\d{4}", text, re.ASCII) or _MONTH.fullmatch(text):
        return text
    try:
        return date.fromisoformat(text).isoformat() if len(text) == 10 else None
    except ValueError:
        return None


def iso(value: date | int | str) -> str:
    """The date as a string; a year before 1000 is filled to four digits, one before our era has a minus sign.

    >>> iso(date(2019, 3, 20)), iso("2019-03"), iso(870), iso(-551)
    ('2019-03-20', '2019-03', '0870', '-0551')
    """
    if isinstance(value, int):
        return f"{'-' if value < 0 else ''}{abs(value):04d}"
    return str(value)


def before(first: str, second: str) -> bool:
    """Whether the first date is surely before the second: what is not stated is not compared.

    >>> before("2018", "2019-03"), before("2019", "2019-03"), before("-0551", "-0479")
    (True, False, True)
    """
    for a, b in zip(_parts(first), _parts(second), strict=False):
        if a != b:
            return a < b
    return False


def _parts(text: str) -> tuple[int, ...]:
    sign = -1 if text.startswith("-") else 1
    year, *rest = text.lstrip("-").split("-")
    return (sign * int(year), *map(int, rest))
