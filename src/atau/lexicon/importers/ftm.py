"""FollowTheMoney, as OpenSanctions publishes it: entities.ftm.json or targets.nested.json, one entity a line
(https://www.opensanctions.org/docs/entities/)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from .lines import each, lines
from .names import Written, entity, first, guessed
from .values import Asked, Item, Skipped

TITLE = "FollowTheMoney, OpenSanctions"
INPUT = "entities.ftm.json or targets.nested.json, plain or compressed"

_KINDS = {"Person": "person", "Company": "institution", "Organization": "institution", "PublicBody": "institution"}
_STATUSES = {"name": "canonical", "alias": "also", "weakAlias": "also", "previousName": "former", "abbreviation": "short"}


def read(paths: Sequence[Path], asked: Asked, start: int = 0) -> Iterator[Item]:
    """People and organisations; ``classes`` are schemata. The format has no languages: a name's letters tell, or it is left out."""
    return each((line for line in lines(paths) if line.strip()), start, partial(_entity, asked))


def _entity(asked: Asked, line: bytes) -> Item:
    try:
        return _read(json.loads(line), asked)
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        return Skipped("not an entity of FollowTheMoney", f"{error!r}: {line[:60]!r}")


def _read(data: Mapping[str, Any], asked: Asked) -> Item:
    schema, key, properties = str(data["schema"]), str(data["id"]), data["properties"]
    if schema not in _KINDS or (asked.classes and schema not in asked.classes):
        return Skipped(f"of the schema {schema}", key)
    same_as = {"wikidata": first(properties, "wikidataId")}
    facts = _life(properties) if schema == "Person" else {}
    return entity(key, _KINDS[schema], _names(data), asked, same_as=same_as, **facts)


def _life(properties: Mapping[str, Any]) -> dict[str, Any]:
    sex = "f" if first(properties, "gender") == "female" else None
    return {"sex": sex, "born": first(properties, "birthDate"), "died": first(properties, "deathDate")}


def _names(data: Mapping[str, Any]) -> Iterator[Written]:
    """The caption first: of the names it is the one preferred."""
    properties = data["properties"]
    families = properties.get("lastName", []) if data["schema"] == "Person" else []
    rows = [("name", str(data["caption"]))] if "caption" in data else []
    rows += [(field, str(text)) for field in _STATUSES for text in properties.get(field, ())]
    for field, text in rows:
        family = next((name for name in families if text.endswith(name) or text.startswith(name)), "")
        yield Written(text, guessed(text) or "und", _STATUSES[field], family, weak=field == "weakAlias")
