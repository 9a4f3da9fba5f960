"""Dates as archives write them → the month or year that a document is counted under."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

#: Year first, then the month (2025-06-17, 2025/6, 20250617, 2025年6月); or day, month, year with dots (17.06.2025). With slashes and the
#: year last nobody knows which of the others is the month: only the year is read.
_YEAR_FIRST = re.compile(r"(?<!\d)(1\d{3}|20\d{2})(?:[-/.年]\s?(\d{1,2})(?!\d)|(\d{2})(?:\d{2})?(?!\d)|(?!\d))")
_YEAR_LAST = re.compile(r"(?<!\d)\d{1,2}\.(\d{1,2})\.(1\d{3}|20\d{2})(?!\d)")

#: Longer stretches are not filled up with the months in which there is nothing: one date is wrong.
_LONGEST = 1200


def period(date: Any, by: str) -> str | None:
    """The month or year of a date; ``None`` where it has none that can be read.

    >>> period("2025-06-17T08:00:00Z", "month"), period("17.06.2025", "month"), period("06/17/2025", "year"), period("06/17/2025", "month")
    ('2025-06', '2025-06', '2025', None)
    """
    year, month = _year_and_month("" if date is None else str(date))
    if year is None or by == "year":
        return year
    return f"{year}-{month:02}" if month is not None and 1 <= month <= 12 else None


def _year_and_month(text: str) -> tuple[str | None, int | None]:
    if found := _YEAR_LAST.search(text):
        return found[2], int(found[1])
    if found := _YEAR_FIRST.search(text):
        month = found[2] or found[3]
        return found[1], int(month) if month else None
    return None, None


def filled(periods: Iterable[str]) -> list[str]:
    """The periods in order with those between them.

    >>> filled(["2024-11", "2025-02"])
    ['2024-11', '2024-12', '2025-01', '2025-02']
    """
    known = sorted(periods)
    if not known:
        return []
    first, last = _number(known[0]), _number(known[-1])
    return [_named(number, known[0]) for number in range(first, last + 1)] if last - first < _LONGEST else known


def _number(period: str) -> int:
    year, _, month = period.partition("-")
    return int(year) * 12 + int(month) - 1 if month else int(year)


def _named(number: int, like: str) -> str:
    return f"{number // 12}-{number % 12 + 1:02}" if "-" in like else str(number)
