"""From a lexicon to an index file."""

from __future__ import annotations

import json
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import marisa_trie
import numpy as np

from ..expand.people import parts
from ..languages import given_names, ru
from ..lexicon import Lexicon
from ..model import LANGUAGES, Entity, Name
from ..sound.blocking import build as build_blocks
from ..text import key
from ..transliteration import transliterate
from . import container, patterns
from .codes import HOWS, MANNER, NAME, ORGAN, ORGANS, PARTS, POSTING, SEXES, STATE, STATES, WEAK, Manner
from .numbers import begins, by_appearance, narrow
from .rows import Columns, Rows

if TYPE_CHECKING:
    from .container import Buffer


def blob(name: str, data: Iterable[bytes]) -> dict[str, Buffer]:
    """Pieces as one run of bytes and the offsets of their ends."""
    pieces = list(data)
    return {name: b"".join(pieces), f"{name}_ends": narrow(np.array([0, *accumulate(map(len, pieces))]))}


def build(lexicon: Lexicon, path: str | Path, words: Mapping[str, Buffer], meta: Mapping[str, Any], jobs: int) -> None:
    """Write the index of a lexicon. ``words`` are the sections of the Chinese word table; forms are expanded in so many processes."""
    rows = Rows(lexicon.entities, jobs)
    try:
        trie = marisa_trie.Trie(rows.strings("keys"))
        texts = marisa_trie.Trie(rows.strings("texts"))
        ordered = rows.columns(trie, texts)
    finally:
        rows.close()
    sections = {
        **_postings(ordered, texts, list(rows.manners)),
        **_entities(lexicon),
        **_context(lexicon),
        **_sounds(lexicon.entities),
        **patterns.sections(trie, ordered, list(rows.manners), np.array([entity.kind == "person" for entity in lexicon.entities], bool)),
        **words,
    }
    counts = {"entities": len(lexicon.entities), "keys": len(trie), "forms": len(ordered.entity)}
    container.write(path, trie.tobytes(), sections, {**meta, **counts})


def _postings(ordered: Columns, texts: marisa_trie.Trie, manners: list[Manner]) -> dict[str, Buffer]:
    used, number = by_appearance(ordered.manner)
    apart = ordered.nominative != ordered.text
    nominatives, which = by_appearance(ordered.nominative[apart])
    nominative = np.zeros(len(apart), np.uint32)
    nominative[apart] = which + 1
    numbered = ordered._replace(manner=number, nominative=nominative)
    return {
        **begins("first", ordered.first),
        "nominatives": narrow(nominatives),
        "texts": texts.tobytes(),
        **{f"p_{name}": narrow(getattr(numbered, name)) for name in POSTING},
        **_manners([manners[n] for n in used.tolist()]),
    }


def _manners(manners: list[Manner]) -> dict[str, Buffer]:
    steps: dict[tuple[str, ...], int] = {}
    rows = [
        (LANGUAGES.index(lang), HOWS.index(how), PARTS.index(part), WEAK if weak else 0, steps.setdefault(said, len(steps)))
        for lang, how, part, weak, said, _ in manners
    ]
    return {
        **{f"m_{name}": narrow(np.array([row[n] for row in rows])) for n, name in enumerate(MANNER[:-1])},
        "m_weight": array("f", (weight for *_, weight in manners)),
        **blob("steps", ("\n".join(said).encode() for said in steps)),
    }


def _entities(lexicon: Lexicon) -> dict[str, Buffer]:
    """The entities in the order of their IDs, each packed by itself, and what linking asks of all of them."""
    ids = [entity.id for entity in lexicon.entities]
    number = {entity_id: at for at, entity_id in enumerate(ids)}
    countries = array("i", [number.get(entity.country or "", -1) for entity in lexicon.entities])
    stated = [json.dumps(_stated(entity), ensure_ascii=False, separators=(",", ":")).encode() for entity in lexicon.entities]
    usual = b"".join(stated[:: len(stated) // _SAMPLE + 1])[-(1 << 15) :]
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS, zdict=usual)
    packed = [_packed(entity, packer.copy()) for entity in stated]
    return {
        **blob("ids", map(str.encode, ids)),
        **blob("entities", packed),
        "entities_usual": usual,
        "country": countries,
        "nature": array("B", map(_nature, lexicon.entities)),
    }


#: Of so many entities at least the words make the dictionary with which all are packed: 32 kB, as far back as `zlib` looks.
_SAMPLE = 100


def _packed(data: bytes, packer: zlib._Compress) -> bytes:
    return packer.compress(data) + packer.flush()


def _stated(entity: Entity) -> dict[str, Any]:
    """An entity as JSON writes it, without what its ID says and the fields that hold their defaults."""
    held = {field.name: _spare(getattr(entity, field.name)) for field in fields(entity)[2:]}
    held["names"] = [_row(name, entity.source) for name in entity.names]
    return {name: part for name, part in held.items() if part not in (None, [], {})}


def _row(name: Name, source: tuple[str, ...]) -> list[Any]:
    """The fields of a name without the defaults at the end: of its sources those of its entity."""
    row = [name.text, name.lang, name.status, name.family, name.since, name.until, name.weak, name.source]
    defaults = (*NAME, source)
    while row[-1] == defaults[len(row) - 1]:
        row.pop()
    return row


def _nature(entity: Entity) -> int:
    if entity.kind == "place":
        return STATE if entity.type in STATES else 0
    return ORGAN if entity.kind == "institution" and entity.type in ORGANS and entity.country else 0


def _spare(value: Any) -> Any:
    """A value as JSON writes it, without the fields that hold their defaults."""
    if isinstance(value, tuple):
        return [_spare(item) for item in value]
    if not is_dataclass(value):
        return dict(value) if isinstance(value, Mapping) else value
    held = {field.name: getattr(value, field.name) for field in fields(value)}
    return {name: part for name, part in held.items() if part is not None}


def _context(lexicon: Lexicon) -> dict[str, Buffer]:
    """Offices, titles, the sex that some say, given names, words of address that follow a name, and moved IDs, as one JSON object."""
    sexes = {role: lexicon.titles.get(table, {}) for table, role in SEXES.items()}
    data = {
        "offices": {office.key: [office.role, office.country, office.institution] for office in lexicon.offices.values()},
        "titles": _titles({role: words for role, words in lexicon.titles.items() if role not in SEXES}),
        "sexes": {word: sex for word, (sex, *_) in _titles(sexes).items()},
        "given": sorted(_given_names(lexicon.entities).union(map(key, given_names()))),
        "after": sorted(_spellings(lexicon.titles.get("honorific", {}).get("kk", ()), "kk")),
        "moved": dict(lexicon.moved),
    }
    return {"context": json.dumps(data, ensure_ascii=False).encode()}


def _titles(titles: Mapping[str, Mapping[str, tuple[str, ...]]]) -> dict[str, list[str]]:
    """Folded title → the roles that it may announce, the case forms of Russian titles included."""
    roles: dict[str, list[str]] = {}
    for role, langs in titles.items():
        for lang, words in langs.items():
            for word in words:
                for spelt in _spellings([word], lang):
                    if role not in roles.setdefault(spelt, []):
                        roles[spelt].append(role)
    return roles


def _spellings(words: Iterable[str], lang: str) -> Iterator[str]:
    """Words folded, Russian ones in their case forms, Kazakh ones in the other two scripts too."""
    for word in words:
        yield key(word)
        if lang == "ru":
            yield from (key(form.text) for form in ru.inflect(word))
        if lang == "kk":
            yield from (key(transliterate(word, system)) for system in ("kk-Latn-2021", "kk-Arab"))


def _given_names(entities: Iterable[Entity]) -> set[str]:
    """The given names that people of the lexicon bear, folded."""
    found: set[str] = set()
    for entity in entities:
        for name in entity.names if entity.kind == "person" else ():
            p = parts(name)
            if p is not None and not name.lang.startswith("zh"):
                found.update(key(piece) for piece in p.given.replace("-", " ").split() if len(piece) > 2)
    return found


def _sounds(entities: Iterable[Entity]) -> dict[str, Buffer]:
    """The index of sounds over the stated names, each spelling once, and whose they are."""
    owners, places = array("I"), array("H")

    def heard() -> Iterator[str]:
        for number, entity in enumerate(entities):
            spelt: set[str] = set()
            for at, name in enumerate(entity.names):
                if name.status in ("canonical", "also", "former") and not name.weak and (spelling := key(name.text)) not in spelt:
                    spelt.add(spelling)
                    owners.append(number)
                    places.append(at)
                    yield name.text

    columns = {f"sound_{name}": values for name, values in build_blocks(heard()).items()}
    said = {"sound_names": columns["sound_names"], "sound_entity": np.array(owners), "sound_place": np.array(places)}
    return {**columns, **{name: narrow(values) for name, values in said.items()}}
