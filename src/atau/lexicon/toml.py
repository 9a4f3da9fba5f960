"""An entity written as the table of TOML that reads back as the same entity."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from ..model import Entity, Name

_DAY_OR_YEAR = re.compile(r"-?\d{4}(-\d{2}-\d{2})?")


def table(key: str, entity: Entity) -> str:
    """The lines of one entity, header first. Country and part-of stay out: they name entities that a list from elsewhere does not hold.

    >>> print(table("abai", Entity("person/abai", "person", (Name("Abai", "en"), Name("Абай", "kk")), born="1845")))
    [abai]
    en = "Abai"
    kk = "Абай"
    born = 1845
    """
    return "\n".join([f"[{key}]", *_names(entity), *_facts(entity)])


def _names(entity: Entity) -> Iterator[str]:
    for name in entity.names:
        if name.status == "canonical":
            yield f"{name.lang} = {quoted(slashed(name))}"
    for status in ("also", "short", "misspelt"):
        yield from _lists(status, [name for name in entity.names if name.status == status])
    if former := [name for name in entity.names if name.status == "former"]:
        yield f"former = [{', '.join(map(_former, former))}]"
    yield from _lists("weak", [name for name in entity.names if name.weak])


def _lists(status: str, names: list[Name]) -> Iterator[str]:
    for lang in dict.fromkeys(name.lang for name in names):
        forms = ", ".join(quoted(slashed(name)) for name in names if name.lang == lang)
        yield f"{status}.{lang} = [{forms}]"


def _former(name: Name) -> str:
    years = [f"{field} = {_date(value)}" for field, value in (("from", name.since), ("to", name.until)) if value]
    return f"{{ {', '.join([f'{name.lang} = {quoted(slashed(name))}', *years])} }}"


def _facts(entity: Entity) -> Iterator[str]:
    for field in ("type", "sex"):
        if value := getattr(entity, field):
            yield f"{field} = {quoted(value)}"
    for field in ("born", "died"):
        if value := getattr(entity, field):
            yield f"{field} = {_date(value)}"
    for catalogue, number in sorted(entity.same_as.items()):
        yield f"same_as.{catalogue} = {quoted(number)}"


def slashed(name: Name) -> str:
    """The name with its family name between slashes, where one is marked.

    >>> slashed(Name("Xi Jinping", "en", family=(0, 2)))
    '/Xi/ Jinping'
    """
    if name.family is None:
        return name.text
    start, end = name.family
    return f"{name.text[:start]}/{name.text[start:end]}/{name.text[end:]}"


def quoted(text: str) -> str:
    """A string of TOML: JSON writes it alike, the delete character aside."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _date(value: str) -> str:
    """A day or a year bare (a year as a number), a month in quotation marks."""
    if not _DAY_OR_YEAR.fullmatch(value):
        return quoted(value)
    return str(int(value)) if len(value.lstrip("-")) == 4 else value
