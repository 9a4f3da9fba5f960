"""A name worded otherwise: turned round after a comma, with the place that it lies in, with another class word, in other letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..model import Entity
from ..text import HAN, key, scripts
from .classes import Change, Class, additions, changes, parted
from .exonyms import abroad
from .fathers import fatherless, is_child
from .letters import modern, read_abroad, romanisations, unframed
from .marks import respellings
from .organs import organs


class Wording(NamedTuple):
    """A name to look up instead, how sure it is to be the same, what was done, and what an entity found by it must be."""

    text: str
    sure: float
    step: str
    of: Class | None = None
    countries: frozenset[str] = frozenset()
    within: str = ""
    father: str = ""
    body: bool = False
    only: str = ""

    def allows(self, entity: Entity) -> bool:
        """Whether an entity is of the class, in the countries and of the father that the wording asks for, or a body; the place an index
        must ask."""
        if (self.body and entity.kind != "institution") or self.only not in ("", entity.id):
            return False
        placed = (self.of is None or self.of.bears(entity)) and (not self.countries or entity.country in self.countries)
        return placed and (not self.father or is_child(entity, self.father))


#: Moldova, Republic of; Иран (Исламская Республика).
_AROUND = re.compile(r"([^,()]+)(?:, | \()([^,()]+)\)?")
#: Қазақстанның … : the owner first.
_OWNER = re.compile(r"(.+?)[нтд][ыі]ң (.+)")
#: What is longer is no name with more to it than a legal form.
_LONGEST = 200
_BRACKETS, _ARTICLE = re.compile(r" ?\([^()]*\) ?"), re.compile(r"^(?:the|an?) ")
#: Words for "and" that names of places are joined by: Босния және Герцеговина, 圣皮埃尔与密克隆.
_AND = {
    words: re.compile(f"({'|'.join(words)})")
    for words in ((" және ", " мен ", " пен ", " бен "), (" and ", " & "), ("和", "与", "及", "暨", "·", "-"))
}
_INITIALS, _APART = re.compile(r"(?<=\b\w\.)(?=\w)"), re.compile(r"(?<=\b\w\.) (?=\w)")
_JOINED = re.compile(r"(?<!\S)([^\W\d_]{1,2})-([^\W\d_]{1,2})\.?(?!\S)")
_PACKED, _DOTTED = re.compile(r"(?<=\b\w\.) (?=\w\.)"), re.compile(r"(?<=\b\w)\.(?=\w\b|$| )")


def wordings(folded: str, place: bool) -> Iterator[Wording]:
    """Ways to word a folded name otherwise, the surest first. With ``place`` it is known to name a place, and may lack its class word.

    >>> {wording.text: wording.step for wording in wordings("komi, respublika", place=False)}["respublika komi"]
    "'komi, respublika' turned round"
    """
    turned = [Wording(folded, 1.0, ""), *_turned(folded)] if len(folded) <= _LONGEST else []
    for wording in turned:
        if wording.text != folded:
            yield wording
        yield from (_changed(wording, change) for change in changes(wording.text))
    if turned:
        yield from (Wording(organ, 0.93, f"{organ!r} of {state!r}", within=state, body=True) for organ, state in organs(folded))
    if place:
        for wording in turned:
            yield from (_changed(wording, change, 0.85) for change in additions(wording.text))
    yield from (found for wording in turned for found in _romanised(wording, place))
    if (foreign := abroad(folded)) is not None:
        yield Wording(foreign.replace("-", " "), 0.9, f"{folded!r} is {foreign!r} in another language", only=f"place/{foreign}")
    for text, system, countries in read_abroad(folded):
        yield Wording(key(text), 0.9, f"read as {text!r} by {system}", countries=countries)


def _changed(wording: Wording, change: Change, sure: float = 0.88) -> Wording:
    text, each, step = change
    return wording._replace(text=text, sure=wording.sure * sure, step=f"{wording.step}; {step}".removeprefix("; "), of=each)


def _turned(folded: str) -> Iterator[Wording]:
    """The name in other letters or another order, without marks, brackets and article, and without the place that it lies in."""
    yield from (Wording(text, 0.95, f"written {text!r}", body=body) for text, body in respellings(folded))
    if (turned := _AROUND.fullmatch(folded)) is not None:
        yield Wording(f"{_ARTICLE.sub('', turned[2])} {turned[1]}", 0.93, f"{folded!r} turned round")
    plain = [
        ("in the letters of today", modern(folded)),
        ("initials apart", _INITIALS.sub(" ", folded)),
        ("initials together", _APART.sub("", folded)),
        ("initials without hyphen", _JOINED.sub(r"\1.\2.", folded)),
        ("initials packed", _PACKED.sub("", folded)),
        ("without dots", _DOTTED.sub("", _PACKED.sub("", folded))),
    ]
    plain += [("without brackets", _BRACKETS.sub(" ", folded).strip()), ("without article", _ARTICLE.sub("", folded))]
    yield from (Wording(text, 0.93, f"{folded!r} {how}") for how, text in plain if text not in ("", folded))
    yield from (Wording(name, 0.9, f"{name!r} in {place!r}", within=place) for name, place in _placed(folded))
    for name in unframed(folded):
        texts = (name, _BRACKETS.sub(" ", name).strip())
        yield from (Wording(text, 0.93, f"the legal form of {folded!r} set aside", body=True) for text in texts)
    yield from (Wording(name, 0.93, f"without the father's name {father!r}", father=father) for name, father in fatherless(folded))
    yield from (Wording(text, 0.93, f"joined by another word than in {folded!r}") for text in _conjoined(folded))


def _conjoined(folded: str) -> Iterator[str]:
    """A name with the other words of its language for "and"."""
    for words in _AND:
        found = _AND[words].split(folded)
        if len(found) > 2:
            yield from ("".join([*found[:1], *(other if n % 2 == 0 else piece for n, piece in enumerate(found[1:]))]) for other in words)


def _placed(folded: str) -> Iterator[tuple[str, str]]:
    """(Name, name of the place that it may lie in), as addresses and catalogues put them together."""
    if (beside := _AROUND.fullmatch(folded)) is not None:
        yield from ((beside[1], beside[2]), (beside[2], beside[1]))
    elif HAN in scripts(folded):
        yield from ((folded[at:], folded[:at]) for at in range(2, len(folded) - 1))
    elif (owned := _OWNER.fullmatch(folded)) is not None:
        yield owned[2], owned[1]
    elif " of " in folded:
        yield from ((folded[: at.start()], _ARTICLE.sub("", folded[at.end() :])) for at in re.finditer(" of ", folded))
    else:
        words = folded.split(" ")
        yield from ((" ".join(words[:at]), " ".join(words[at:])) for at in range(1, len(words)))


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
