"""Whether each table holds what ``schema.toml`` says it may."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from ..errors import nearest
from ..model import KINDS, LANGUAGES
from .dates import EXPECTED, is_date
from .files import TableFile
from .values import Problem

#: A dotted field and what is wrong with it.
Fault = tuple[str, str]

_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@cache
def _schema() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files(__package__) / "schema.toml").read_text(encoding="utf-8"))


@cache
def _shapes(sort: str) -> dict[str, str]:
    """Key → shape for one sort of table."""
    own = _schema()[sort]
    return {**_schema()["every"], **own} if sort in KINDS else own


def check_schema(file: TableFile) -> Iterator[Problem]:
    """Unknown keys, values of a wrong type or shape, keys badly spelt, and what is missing."""
    for key, table in file.tables.items():
        for field, message in _table_faults(file.sort, key, table):
            yield file.problem(key, message, field)


def check_order(file: TableFile) -> Iterator[Problem]:
    """Tables that do not stand in the order of their keys: there a diff is hard to read, but nothing is wrong."""
    last = ""
    for key in file.tables:
        if key < last:
            yield file.problem(key, f"tables are sorted by key: it belongs before [{last}]", severity="warning")
        last = max(last, key)


def _table_faults(sort: str, key: str, table: object) -> Iterator[Fault]:
    if not isinstance(table, dict):
        yield "", f"expected a table [{key}], found {_seen(table)}"
        return
    if sort not in ("collision", "agreed") and not _KEY.fullmatch(key):
        yield "", f"a key is lower-case ASCII letters, digits and single hyphens, not {key!r}"
    yield from _missing(sort, table)
    shapes = _shapes(sort)
    for field, value in table.items():
        if field in shapes:
            yield from ((f"{field}{sub}", message) for sub, message in _FAULTS[shapes[field]](value, sort))
        else:
            yield field, f"unknown key {field!r} for a {sort}{nearest(field, shapes)}"


def _missing(sort: str, table: dict[str, Any]) -> Iterator[Fault]:
    for field in _schema()["required"].get(sort, ()):
        if field not in table:
            yield "", f"a {sort} needs {field!r}"
    if sort in KINDS:
        yield from _missing_name(table)
    if sort == "office" and not {"country", "institution"} & table.keys():
        yield "", "an office needs a 'country' or an 'institution'"


def _missing_name(table: dict[str, Any]) -> Iterator[Fault]:
    if "moved_to" in table:
        if len(table) > 1:
            yield "moved_to", "a retired entry keeps the single line 'moved_to'"
    elif not any(lang in table for lang in LANGUAGES):
        yield "", f"no name in any language: expected one of {', '.join(LANGUAGES)}"


def _seen(value: object) -> str:
    """A value as a message shows it.

    >>> _seen(["a"]), _seen("a"), _seen(True)
    ("the list ['a']", "the string 'a'", 'the value True')
    """
    word = {str: "string", list: "list", dict: "table", int: "number"}.get(type(value), "value")
    return f"the {word} {value!r}"


def _text(value: object, sort: str) -> Iterator[Fault]:
    if not isinstance(value, str) or not value.strip():
        yield "", f"expected a string that is not empty, found {_seen(value)}"


def _words(value: object, sort: str) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield "", f"expected a list of strings, found {_seen(value)}"
        return
    for item in value:
        yield from _text(item, sort)


def _forms(value: object, sort: str) -> Iterator[Fault]:
    return _by_language(value, sort, "lists by language (also.en = […])", _words)


def _by_language(value: object, sort: str, expected: str, check: Callable[[object, str], Iterator[Fault]]) -> Iterator[Fault]:
    if not isinstance(value, dict):
        yield "", f"expected {expected}, found {_seen(value)}"
        return
    for lang, item in value.items():
        yield from ((f".{lang}", message) for message in _language(lang))
        yield from ((f".{lang}", message) for _, message in check(item, sort))


def _language(lang: object) -> Iterator[str]:
    if lang not in LANGUAGES:
        yield f"unknown language {lang!r}: expected one of {', '.join(LANGUAGES)}{nearest(str(lang), LANGUAGES)}"


def _languages(value: object, sort: str) -> Iterator[Fault]:
    faults = list(_words(value, sort))
    yield from faults
    if not faults and isinstance(value, list):
        yield from (("", message) for lang in value for message in _language(lang))


def _former(value: object, sort: str) -> Iterator[Fault]:
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict) or not isinstance(value, list):
            yield "", f'expected a list of tables [{{ ru = "…", from = 1998, to = 2019 }}], found {_seen(item)}'
        else:
            yield from (("", message) for message in _former_item(item, sort))


def _former_item(item: dict[str, Any], sort: str) -> Iterator[str]:
    names = {field: name for field, name in item.items() if field not in ("from", "to")}
    if not names:
        yield "a former name needs a name in some language"
    for lang, name in names.items():
        yield from _language(lang)
        yield from (message for _, message in _text(name, sort))
    yield from _span(item)


def _span(item: dict[str, Any]) -> Iterator[str]:
    for field in ("from", "to"):
        if field in item and not is_date(item[field]):
            yield f"{field!r}: expected {EXPECTED}, found {_seen(item[field])}"


def _offices(value: object, sort: str) -> Iterator[Fault]:
    for item in value if isinstance(value, list) else [value]:
        if not isinstance(item, dict) or not isinstance(value, list):
            yield "", f'expected a list of tables [{{ of = "president-of-…", from = 2019 }}], found {_seen(item)}'
        else:
            yield from (("", message) for message in _office_item(item))


def _office_item(item: dict[str, Any]) -> Iterator[str]:
    if not isinstance(item.get("of"), str):
        yield "an office held needs 'of', the key of an office"
    for field in item.keys() - {"of", "from", "to"}:
        yield f"unknown key {field!r} in an office held{nearest(field, ('of', 'from', 'to'))}"
    yield from _span(item)


def _date(value: object, sort: str) -> Iterator[Fault]:
    if not is_date(value):
        yield "", f"expected {EXPECTED}, found {_seen(value)}"


def _sex(value: object, sort: str) -> Iterator[Fault]:
    if value != "f":
        yield "", f'expected "f" (it is left out for men), found {_seen(value)}'


def _type(value: object, sort: str) -> Iterator[Fault]:
    types = _schema()["types"][sort]
    if value not in types:
        yield "", f"unknown type {value!r} of a {sort}: expected one of {', '.join(types)}{nearest(str(value), types)}"


def _numbers(value: object, sort: str) -> Iterator[Fault]:
    catalogues = _schema()["catalogues"]
    for name, number in value.items() if isinstance(value, dict) else ():
        if name not in catalogues:
            yield f".{name}", f"unknown catalogue {name!r}: expected one of {', '.join(catalogues)}{nearest(name, catalogues)}"
        elif isinstance(number, bool) or not re.fullmatch(catalogues[name], str(number)):
            yield f".{name}", f"{name}: expected {catalogues[name]}, found {_seen(number)}"
    if not isinstance(value, dict):
        yield "", f'expected same_as.wikidata = "Q…" or the like, found {_seen(value)}'


def _reasons(value: object, sort: str) -> Iterator[Fault]:
    return _by_language(value, sort, 'reasons by language (icu.ru = "…")', _text)


def is_number(catalogue: str, number: str) -> bool:
    """Whether a number may be one of a catalogue of `same_as`.

    >>> is_number("wikidata", "Q42"), is_number("wikidata", "42"), is_number("isbn", "1")
    (True, False, False)
    """
    pattern = _schema()["catalogues"].get(catalogue)
    return pattern is not None and re.fullmatch(pattern, number) is not None


_FAULTS: dict[str, Callable[[object, str], Iterator[Fault]]] = {
    "form": _text, "forms": _forms, "words": _words, "former": _former, "languages": _languages, "key": _text, "keys": _words,
    "date": _date, "sex": _sex, "offices": _offices, "type": _type, "numbers": _numbers, "text": _text,
    "reasons": _reasons,
}
