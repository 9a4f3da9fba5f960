"""CLDR as ICU carries it (https://cldr.unicode.org/): names of countries and territories, of the cities that stand for time zones, of
languages and currencies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from ...errors import AtauError
from ...text import key
from ..facts import CORE
from ..values import Lexicon
from .values import Stated

#: Language → CLDR's locale.
_LOCALES = {"en": "en", "zh": "zh_Hans", "ru": "ru", "kk": "kk"}


def stated(lexicon: Lexicon) -> Iterator[Stated]:
    """CLDR's names of the entities with an ISO 3166-1 code, and of the cities, languages and currencies whose English name it shares."""
    icu = _icu()
    yield from _cities(lexicon, icu)
    for entity in lexicon.entities:
        if len(code := entity.same_as.get("iso3166", "")) == 2:
            yield from _names(entity.id, code, lambda code, locale: str(icu.Locale("", code).getDisplayCountry(icu.Locale(locale))))
    for type, codes, name in (("language", _languages(icu), _language), ("currency", _currencies(icu), _currency)):
        known = {key(name(code, "en")): code for code in codes}
        for entity in lexicon.entities:
            english = (key(one.text) for one in entity.names if one.lang == "en") if entity.type == type else iter(())
            if (code := next((known[text] for text in english if text in known), "")) != "":
                yield from _names(entity.id, code, name)


def _icu() -> Any:
    try:
        import icu
    except ImportError:
        raise AtauError("this needs PyICU: pip install 'atau[icu]'") from None
    return icu


def _names(entity: str, code: str, name: Callable[[str, str], str]) -> Iterator[Stated]:
    """The name in each language of which CLDR has one: what it lacks it answers with the code."""
    for lang in CORE:
        if (text := name(code, _LOCALES[lang])) != code:
            yield Stated(entity, lang, (text,))


def _cities(lexicon: Lexicon, icu: Any) -> Iterator[Stated]:
    """The cities by which CLDR names time zones, each by its English name and its country."""
    names = {lang: icu.TimeZoneNames.createInstance(icu.Locale(locale)) for lang, locale in _LOCALES.items()}
    shown = [(zone, [str(of.getExemplarLocationName(zone)) for of in names.values()]) for zone in icu.TimeZone.createEnumeration()]
    zones = {(key(texts[0]), icu.TimeZone.getRegion(zone)): texts for zone, texts in shown if not all(map(str.isascii, texts))}
    codes = {entity.id: entity.same_as.get("iso3166", "") for entity in lexicon.entities if entity.type in ("country", "territory")}
    for entity in lexicon.entities:
        if entity.type in ("capital", "city"):
            english = [key(name.text) for name in entity.names if name.lang == "en"]
            texts = next((zones[at] for text in english if (at := (text, codes.get(entity.country or "", ""))) in zones), [])
            yield from (Stated(entity.id, lang, (text,)) for lang, text in zip(names, texts, strict=False))


def _languages(icu: Any) -> list[str]:
    return [code for code in icu.Locale.getISOLanguages() if len(code) == 2]


def _language(code: str, locale: str) -> str:
    icu = _icu()
    return str(icu.Locale(code).getDisplayLanguage(icu.Locale(locale)))


def _currencies(icu: Any) -> list[str]:
    regions = (icu.Locale("", code) for code in icu.Locale.getISOCountries())
    return sorted({str(icu.NumberFormat.createCurrencyInstance(region).getCurrency()) for region in regions} - {"", "XXX"})


def _currency(code: str, locale: str) -> str:
    """The name of one unit; ICU shows it only beside a number."""
    icu = _icu()
    shown = icu.NumberFormatter.withLocale(icu.Locale(locale)).unit(icu.CurrencyUnit(code)).unitWidth(icu.UNumberUnitWidth.FULL_NAME)
    return str(shown.precision(icu.Precision.integer()).formatInt(1)).removeprefix("1").strip()
