"""Wikidata: the JSON dump, one entity a line, plain or compressed (https://www.mediawiki.org/wiki/Wikibase/DataModel/JSON)."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

from ...text import LATIN, scripts
from .lines import each, lines
from .names import Written, entity, tag
from .values import Asked, Item, Skipped

TITLE = "Wikidata, JSON dump"
INPUT = "latest-all.json, plain, .bz2, .gz or .zst"

_FEMALE = "Q6581072"
_TIME = re.compile(r"([+-])0*(\d{4,})-(\d\d)-(\d\d)T")
#: Wikidata's property → the catalogue of `same_as`: GeoNames, ISO 3166-1, ISO 3166-2.
_CATALOGUES = {"P1566": "geonames", "P297": "iso3166", "P300": "iso3166"}
#: The label without a language code of its own that is nearest to Simplified comes first.
_ORDER = ("en", "zh-hans", "zh-cn", "zh-sg", "zh-my", "zh", "zh-hant", "zh-tw", "zh-hk", "zh-mo", "ru", "kk-cyrl", "kk-kz", "kk")


@cache
def _classes() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(resources.files(__package__).joinpath("wikidata.toml").read_text(encoding="utf-8"))


def read(paths: Sequence[Path], asked: Asked, start: int = 0) -> Iterator[Item]:
    """The items of a dump that are of a class asked for, or of one that ``wikidata.toml`` knows."""
    found = (line.rstrip(b",") for line in lines(paths) if len(line) > 2)
    return each(found, start, partial(_item, asked))


def _item(asked: Asked, line: bytes) -> Item:
    try:
        data = json.loads(line)
        return _read(data, asked) if data["type"] == "item" else Skipped("not an item", str(data.get("id")))
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        return Skipped("not an entity of Wikibase", f"{error!r}: {line[:60]!r}")


def _read(data: Mapping[str, Any], asked: Asked) -> Item:
    claims = data.get("claims") or {}
    classes = [value["id"] for value in _values(claims, "P31") if isinstance(value, dict) and "id" in value]
    of = next((known for name in classes if (known := _wanted(name, asked)) is not None), None)
    if of is None:
        return Skipped("of no class asked for", f"{data['id']} ({', '.join(classes) or 'no class'})")
    return entity(data["id"].lower(), of["kind"], _names(data), asked, type=of.get("type"), **_facts(data["id"], claims, of["kind"]))


def _wanted(name: str, asked: Asked) -> Mapping[str, str] | None:
    """Kind and type of a class, if it is one to be taken."""
    if asked.classes and name not in asked.classes:
        return None
    return _classes().get(name) or ({"kind": asked.kind} if asked.kind and name in asked.classes else None)


def _values(claims: Mapping[str, Any], of: str) -> Iterator[Any]:
    """The values of a property, those of preferred rank first, deprecated ones left out."""
    held = [claim for claim in claims.get(of, ()) if claim.get("rank") != "deprecated"]
    for claim in sorted(held, key=lambda claim: claim.get("rank") != "preferred"):
        snak = claim.get("mainsnak", {})
        if snak.get("snaktype") == "value":
            yield snak["datavalue"]["value"]


def _names(data: Mapping[str, Any]) -> Iterator[Written]:
    labels, aliases = data.get("labels") or {}, data.get("aliases") or {}
    for code in sorted(labels, key=lambda code: (_ORDER.index(code) if code in _ORDER else len(_ORDER), code)):
        yield Written(labels[code]["value"], code, "canonical")
    if "en" not in labels and "mul" in labels and scripts(labels["mul"]["value"]) == {LATIN}:
        yield Written(labels["mul"]["value"], "en", "canonical")
    for code in sorted(aliases):
        for alias in aliases[code]:
            if code == "mul" and scripts(alias["value"]) == {LATIN}:
                yield Written(alias["value"], "en")
            elif tag(code):
                yield Written(alias["value"], code)


def _facts(number: str, claims: Mapping[str, Any], kind: str) -> dict[str, Any]:
    same_as = {"wikidata": number}
    for of, catalogue in _CATALOGUES.items() if kind == "place" else ():
        value = next(_values(claims, of), None)
        if isinstance(value, str):
            same_as.setdefault(catalogue, value)
    if kind != "person":
        return {"same_as": same_as}
    sex = "f" if any(value.get("id") == _FEMALE for value in _values(claims, "P21")) else None
    return {"same_as": same_as, "sex": sex, "born": _date(claims, "P569"), "died": _date(claims, "P570")}


def _date(claims: Mapping[str, Any], of: str) -> str | None:
    """A date as exact as it is known: to the day (precision 11), the month (10) or the year (9); vaguer ones are none."""
    value: dict[str, Any] = next(_values(claims, of), {"time": "", "precision": 0})
    found = _TIME.match(value["time"])
    if found is None or len(found[2]) > 4:
        return None
    sign, *parts = found.groups()
    known = {11: 3, 10: 2, 9: 1}.get(value["precision"], 0)
    return "-".join(parts[:known]) or None if sign == "+" else f"-{parts[0]}" if known else None
