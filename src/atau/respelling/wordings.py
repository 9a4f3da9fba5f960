"""A name worded otherwise: turned round after a comma, with the place that it lies in, with another class word, in other letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Entity
from ..text import HAN, scripts
from .classes import Change, Class, additions, changes, parted
from .letters import of_old_fonts, romanisations
from .marks import respellings


class Wording(NamedTuple):
    """A name to look up instead, how sure it is to be the same, what was done, and what an entity found by it must be."""

    text: str
    sure: float
    step: str
    of: Class | None = None
    countries: frozenset[str] = frozenset()
    within: str = ""

    def allows(self, entity: Entity) -> bool:
        """Whether an entity is of the class and in the countries that the wording asks for; where it lies, an index must say."""
        return (self.of is None or self.of.bears(entity)) and (not self.countries or entity.country in self.countries)


_BRACKETS, _ARTICLE = re.compile(r" ?\([^()]*\) ?"), re.compile(r"^(?:the|an?) ")
_INITIALS = re.compile(r"(?<=\b\w\.)(?=\w)")


def wordings(folded: str, place: bool) -> Iterator[Wording]:
    """Ways to word a folded name otherwise, the surest first. With ``place`` it is known to name a place, and may lack its class word.

    >>> {wording.text: wording.step for wording in wordings("komi, respublika", place=False)}["respublika komi"]
    "'komi, respublika' turned round"
    """
    turned = [Wording(folded, 1.0, ""), *_turned(folded)]
    for wording in turned:
        if wording.text != folded:
            yield wording
        yield from (_changed(wording, change) for change in changes(wording.text))
    if place:
        for wording in turned:
            yield from (_changed(wording, change, 0.85) for change in additions(wording.text))
    yield from (found for wording in turned for found in _romanised(wording, place))


def _changed(wording: Wording, change: Change, sure: float = 0.88) -> Wording:
    text, each, step = change
    return wording._replace(text=text, sure=wording.sure * sure, step=f"{wording.step}; {step}".removeprefix("; "), of=each)


def _turned(folded: str) -> Iterator[Wording]:
    """The name in other letters or another order, without marks, brackets and article, and without the place that it lies in."""
    yield from (Wording(text, 0.95, f"written {text!r}") for text in respellings(folded))
    plain = [("in the letters of today", of_old_fonts(folded)), ("initials apart", _INITIALS.sub(" ", folded))]
    plain += [("without brackets", _BRACKETS.sub(" ", folded).strip()), ("without article", _ARTICLE.sub("", folded))]
    yield from (Wording(text, 0.93, f"{folded!r} {how}") for how, text in plain if text not in ("", folded))
    first, comma, second = folded.partition(", ")
    if comma and "," not in second:
        yield Wording(f"{second} {first}", 0.93, f"{folded!r} turned round")
    yield from (Wording(name, 0.9, f"{name!r} in {place!r}", within=place) for name, place in _placed(folded))


def _placed(folded: str) -> Iterator[tuple[str, str]]:
    """(Name, name of the place that it may lie in), as addresses and catalogues put them together."""
    first, comma, second = folded.partition(", ")
    if comma:
        yield from ((first, second), (second, first))
    elif HAN in scripts(folded):
        yield from ((folded[at:], folded[:at]) for at in range(2, len(folded) - 1))
    elif " of " in folded:
        name, _, place = folded.rpartition(" of ")
        yield name, _ARTICLE.sub("", place)


def _romanised(wording: Wording, place: bool) -> Iterator[Wording]:
    """A place's name by other romanisations: where it is known to be one, or says so."""
    kinds = [*parted(wording.text)]
    if not (place or kinds):
        return
    for name, countries in romanisations(wording.text):
        spelt = wording._replace(text=name, sure=wording.sure * 0.9, step=f"romanised {name!r}", countries=countries)
        yield spelt
        yield from (_changed(spelt, change) for change in changes(name, few=True))
        if place and not kinds:
            yield from (_changed(spelt, change) for change in additions(name))
