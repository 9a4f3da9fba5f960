"""What is checked of every entity: years in order, languages present, forms stated once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from .dates import before
from .entries import Entry
from .values import Problem

#: The languages in which every entity should have a name.
CORE = ("en", "zh", "ru", "kk")


def check_facts(entry: Entry) -> Iterator[Problem]:
    """Years in the wrong order, missing languages, forms written twice, a missing type."""
    return chain(_years(entry), _languages(entry), _twice(entry), _type(entry))


def _years(entry: Entry) -> Iterator[Problem]:
    spans = [("former", form.name.since, form.name.until) for form in entry.stated if form.field == "former"]
    spans += [("office", office.since, office.until) for office in entry.entity.office]
    for field, since, until in dict.fromkeys(spans):
        if since and until and before(until, since):
            yield entry.file.problem(entry.key, f"{field}: to {until} is before from {since}", field, until)


def _languages(entry: Entry) -> Iterator[Problem]:
    stated = {form.name.lang for form in entry.stated if form.name.status == "canonical"}
    if missing := [lang for lang in CORE if lang not in stated]:
        yield entry.file.problem(entry.key, f"no name in {', '.join(missing)}", severity="warning")


def _twice(entry: Entry) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for form in entry.stated:
        name = (form.name.lang, form.name.text)
        if name in seen and form.field != "former":
            yield entry.file.problem(entry.key, f"{form.field}: {form.raw!r} stands here twice", form.field, form.raw, "warning")
        seen.add(name)


def _type(entry: Entry) -> Iterator[Problem]:
    if entry.entity.kind != "person" and entry.entity.type is None:
        yield entry.file.problem(entry.key, f"no type: what is this {entry.entity.kind}?", severity="warning")
