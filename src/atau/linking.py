"""Who is meant by a form that several may have, or that is a word besides: its owners in the index, and what the text says for each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .context import HONORIFIC, Roles, may_be, prior, serving, titled, year_of
from .errors import UnknownEntityError
from .index import Index
from .index.codes import ORGAN, ORGANS, STATE
from .index.numbers import placed
from .index.patterns import FAMILY, NEVER_BARE, UNIQUE, WEAK_ONLY, Kind
from .index.scan import Found
from .languages import states_of
from .model import Entity, Form, Match
from .text import CYRILLIC, HAN, LATIN, class_of

#: A choice between namesakes is made when one has at least this share of the likelihood.
_DECIDED = 0.75
#: The score of a short or shared form that the text backs, and the reason.
_BACKED, _IN_FULL = 0.97, "named in full in the same text"
#: How much likelier who is named in full is meant than who is not: by another name, and by a surname, whatever office others hold.
_NAMED, _SURNAMED = 60.0, 1000.0
#: A word of address makes a short surname somebody's if it is so rare that the lexicon knows no more bearers (Си мырза).
_FEW = 3
#: The state whose institutions a text in Kazakh means unless it names another.
_HOME = "place/kazakhstan"
#: The flags by which a pattern is told to name one entity beyond doubt: `UNIQUE` and none of the others.
UNSURE = UNIQUE | FAMILY | WEAK_ONLY
#: What may stand before a word without a space.
_QUOTATION = "«“„\"'(—–-"
#: Links are remembered up to so many.
_REMEMBERED, _FEWER = 1 << 18, 1 << 16

#: IDs of the places around a place that stands before a name.
Around = tuple[str | None, ...]
#: A match, the language of the form, and the lemma unless that is the stem as written.
Linked = tuple[Match, str, str | None]
#: Somebody who may be meant: an entity by its number, its postings, and the form that fits the language of the text.
Owner = tuple[int, list[int], Form]


class Asked(NamedTuple):
    """A mention to be linked in context, with what there is beside it: what is equal is linked alike."""

    pattern: int
    roles: Roles
    around: Around
    suffixed: bool
    short: bool
    marks: int
    state: int
    sex: str | None = None

    @property
    def beside(self) -> bool:
        """Whether anything beside the mention speaks for somebody."""
        return bool(self.roles or self.around or self.marks or self.state >= 0)


#: How a name of one word that is also a common word is marked as a name: in quotation marks, by a capital within a sentence, by one in
#: English beside words without (Russian honours common words so: Победа), or as a word in Latin letters among others.
#: As a place: by a case that people are not in, or in a list with places; as an organ: by its letters where a Kazakh sentence begins.
QUOTED, CAPITAL, APART, FOREIGN, PLACED, FIRST = range(1, 7)
#: The types of institutions that have common words for names.
_BRANDS = frozenset(["company", "media", "bank"])
#: The types of places and terms that stand in quotation marks; institutions all may.
_IN_QUOTES = frozenset(["facility", "field", "initiative", "programme", "project"])


class Traits(NamedTuple):
    """Whether a pattern has one owner and without reserve; whether any has it with reserve; whether any is an organ of state."""

    plain: bool
    reserved: bool
    organ: bool


class Links:
    """What the patterns of an index may be linked to."""

    def __init__(self, index: Index, keys: NDArray[np.uint32], kinds: Kind) -> None:
        self.index, self._key = index, keys
        #: For each pattern its entity where that is the only one, whether it is beyond doubt, its flags, and the script in which it begins.
        first = placed(*(np.asarray(index.container.section(name)) for name in ("first", "first_past")))
        self.owners = np.asarray(index.columns["entity"])[first[keys]]
        self.owner = memoryview(self.owners)  # type: ignore[arg-type]
        self.certain = (kinds.flags & UNSURE) == UNIQUE
        self.flags, self.script = memoryview(kinds.flags), memoryview(kinds.script)
        #: Of each entity whether it is a state or an organ of one, and the number of its country.
        self.nature = memoryview(index.container.section("nature"))
        self.country: list[int] = index.container.section("country").tolist()
        self.number = lru_cache(maxsize=_FEWER)(self._number)
        self.home = self.number(_HOME)
        self.direct = lru_cache(maxsize=_REMEMBERED)(self._direct)
        self.postings = lru_cache(maxsize=_FEWER)(self._postings)
        self.fitting = lru_cache(maxsize=_FEWER)(self._fitting)
        self.state_called = lru_cache(maxsize=_FEWER)(self._state_called)
        self.others = lru_cache(maxsize=_FEWER)(self._others)
        self.traits = lru_cache(maxsize=_FEWER)(self._traits)
        self.prior = lru_cache(maxsize=_FEWER)(self._prior)
        self.serving = lru_cache(maxsize=_FEWER)(self._serving)

    def _number(self, entity_id: str) -> int:
        """The number of an entity, -1 where the index does not hold it."""
        try:
            return self.index.number(entity_id)
        except UnknownEntityError:
            return -1

    def _postings(self, pattern: int) -> list[tuple[int, list[int]]]:
        """The entities (by number) that own a pattern, each with its postings, the surest first."""
        owners: dict[int, list[int]] = {}
        for posting in self.index.of_key(int(self._key[pattern])):
            owners.setdefault(self.index.owner(posting), []).append(posting)
        return list(owners.items())

    def _state_called(self, word: str) -> int:
        """The state (by number) of an adjective, -1 if it is none: Uzbek, узбекского, өзбекстандық."""
        for key in states_of(word.lstrip(_QUOTATION)):
            pattern = self.index.key(key) if class_of(key[0]) == CYRILLIC else None
            owner = self.number(f"place/{key}") if pattern is None else self.owner[pattern]
            if owner >= 0 and self.nature[owner] == STATE and (pattern is None or self.certain[pattern]):
                return owner
        return -1

    def may_be(self, owner: int, sex: str) -> bool:
        """Whether an entity may be somebody of this sex."""
        return may_be(self.index.entity(owner), sex)

    def _others(self, pattern: int) -> frozenset[int]:
        """The owners of a pattern but the first."""
        return frozenset(owner for owner, _ in self.postings(pattern)[1:])

    def _fitting(self, pattern: int, lang: str) -> list[Owner]:
        """The owners of a pattern, each with the form that fits the language."""
        return [(owner, postings, self.form(postings, lang)) for owner, postings in self.postings(pattern)]

    def _traits(self, pattern: int, lang: str) -> Traits:
        """What is true of the owners of a pattern, read in a language."""
        owners = self.fitting(pattern, lang)
        reserved = any(form.weak for *_, form in owners)
        organ = any(self.nature[owner] == ORGAN for owner, *_ in owners)
        return Traits(len(owners) == 1 and not reserved and not self.flags[pattern] & FAMILY, reserved, organ)

    def _prior(self, owner: int, posting: int, at: str | None) -> float:
        return prior(self.index.entity(owner), self.index.form(posting), at, self.index)

    def _serving(self, owner: int, at: str | None) -> frozenset[str]:
        return serving(self.index.entity(owner), at, self.index)

    def _direct(self, pattern: int, lang: str, suffixed: bool, backed: bool = False) -> Linked:
        """The link of a pattern that one entity owns; surer where the text names the entity in full."""
        _, postings = self.postings(pattern)[0]
        match, lang, lemma = self.link(pattern, postings, lang, suffixed)
        if backed:
            match = replace(match, score=_BACKED, reasons=(*match.reasons, _IN_FULL))
        return match, lang, lemma

    def form(self, postings: list[int], lang: str) -> Form:
        """The form that fits the language, the surest of those; or the surest of all."""
        forms = [self.index.form(posting) for posting in postings]
        return next((form for form in forms if form.lang.startswith(lang)), forms[0])

    def link(self, pattern: int, postings: list[int], lang: str, suffixed: bool) -> Linked:
        """The link of a pattern to the entity of these postings, by the form that fits the language."""
        form = self.form(postings, "kk" if suffixed else lang)
        how = "inflected" if suffixed else form.how
        steps = ("Kazakh suffixes taken off",) if suffixed else ()
        match = Match(self.index.entity(self.index.owner(postings[0])), form.weight, how, form, reasons=steps)
        as_written = form.how != "inflected" and not self.flags[pattern] & NEVER_BARE
        return match, form.lang, None if as_written else form.nominative


class Evidence:
    """What one text says for and against those who may be meant in it, and the choices made so far."""

    def __init__(self, links: Links, text: str, langs: tuple[str, ...], at: str | None, found: Found) -> None:
        self.links, self.langs, self._text, self._at, self._patterns, self._starts = links, langs, text, at, found.pattern, found.start
        self._linked: dict[Asked, Linked | None] = {}

    def linked(self, asked: Asked) -> Linked | None:
        """The choice for a mention; ``None`` where nothing speaks for any."""
        linked = self._linked.get(asked)
        if linked is None and asked not in self._linked:
            linked = self._linked[asked] = self._chosen(asked)
        return linked

    @cached_property
    def at(self) -> str | None:
        """The date of the text: the one given, or the year that it names most."""
        return self._at or year_of(self._text)

    @cached_property
    def sure(self) -> Counter[int]:
        """The entities (by number) that the text names beyond doubt, and how often."""
        patterns = self._patterns
        return Counter(self.links.owners[patterns[self.links.certain[patterns]]].tolist())

    @cached_property
    def first(self) -> dict[int, int]:
        """Where the text first names each of those entities."""
        certain = np.flatnonzero(self.links.certain[self._patterns])[::-1]
        return dict(zip(self.links.owners[self._patterns[certain]].tolist(), self._starts[certain].tolist(), strict=True))

    @cached_property
    def countries(self) -> Counter[int]:
        """How often the text names a country or what belongs to it; Kazakh text has Kazakhstan in mind without saying so."""
        found = self.sure.copy()
        for number, count in self.sure.items():
            found[self.links.country[number]] += count
        if "kk" in (self.langs[CYRILLIC], self.langs[LATIN][:2]):
            found[self.links.home] += 1
        return found

    @cached_property
    def roles(self) -> Counter[str]:
        """The roles in which the people of the text serve: in a list of presidents the next one is a president."""
        patterns = self._patterns
        flags = np.asarray(self.links.flags)[patterns]
        people = set(self.links.owners[patterns[(flags & (UNIQUE | WEAK_ONLY)) == UNIQUE]].tolist())
        return Counter(role for number in people for role in self.links.serving(number, self.at))

    def _chosen(self, asked: Asked) -> Linked | None:
        """The likeliest owner of a pattern in this text; marked ambiguous where others are nearly as likely."""
        lang = "kk" if asked.suffixed else self.langs[self.links.script[asked.pattern]]
        owners = self.links.fitting(asked.pattern, lang)
        few = len(owners) <= _FEW
        scored = sorted((judged for owner in owners if (judged := self._judged(*owner, asked, few)).likelihood), reverse=True)
        if not scored:
            return None
        best, total = scored[0], sum(one.likelihood for one in scored)
        ambiguous = best.likelihood < _DECIDED * total
        if ambiguous and best.weak:
            return None
        match, spoken, lemma = self.links.link(asked.pattern, best.postings, lang, asked.suffixed)
        score = round((_BACKED if best.backed else match.score) * best.likelihood / total, 4)
        match = Match(match.entity, score, match.how, match.form, ambiguous, (*match.reasons, *best.reasons))
        return match, spoken, lemma

    def _judged(self, owner: int, postings: list[int], form: Form, asked: Asked, few: bool) -> Judged:
        """How likely an entity is meant here, and why; not at all by a weak form that nothing backs, nor as another state's organ."""
        weak, country = asked.short or form.weak, self.links.country[owner]
        organ = asked.state >= 0 and self.links.nature[owner] == ORGAN
        silent = weak and not (asked.beside or owner in self.sure or (owner if country < 0 else country) in self.countries)
        if silent or (organ and country != asked.state) or (asked.sex is not None and not self.links.may_be(owner, asked.sex)):
            return Judged(0.0, False, weak, (), postings)
        likelihood, backed, reasons = self._likelihood(owner, postings[0], form, asked, few)
        if organ:
            likelihood, backed = likelihood * _NAMED, True
            reasons = (*reasons, f"its state stands beside it ({self.links.index.ids[asked.state]})")
        return Judged(likelihood if backed or not weak else 0.0, backed, weak, reasons, postings)

    def _likelihood(self, owner: int, posting: int, form: Form, asked: Asked, few: bool) -> tuple[float, bool, tuple[str, ...]]:
        """How likely an entity is meant here, whether the text backs it, and why."""
        index, country = self.links.index, self.links.country[owner]
        country = owner if country < 0 else country  # what lies in a country speaks for it too
        entity = index.entity(owner)
        likelihood, backed, reasons = self.links.prior(owner, posting, self.at), _is_branded(entity, asked), []
        if owner in self.sure:
            surname = entity.kind == "person" and (form.part != "whole" or " " not in form.text)
            likelihood, backed = likelihood * (_SURNAMED if surname else _NAMED), True
            reasons.append(_IN_FULL)
        if asked.roles:
            fit = titled(entity, asked.roles, self.at, index)
            likelihood, backed = likelihood * fit, backed or fit > 2
            reasons.append(f"the title beside it ({', '.join(asked.roles)}) {'fits' if fit > 1 else 'does not fit'} the offices held")
        if entity.id in asked.around:
            likelihood, backed = likelihood * _NAMED, True
            reasons.append("the place named just before lies in it")
        if country in self.countries:
            likelihood *= 1 + 2 * min(self.countries[country], 6)
            backed = backed or _is_backed(entity, form, asked, few)
            reasons.append(f"its country is named in the text ({index.ids[country]})")
        alike = max(map(self.roles.__getitem__, self.links.serving(owner, self.at)), default=0)
        if alike > 1:
            likelihood *= alike
            reasons.append("serves in the same role as others in the text")
        if self.at is not None and entity.kind == "person":
            reasons.append(f"the text is of {self.at}")
        return likelihood, backed, tuple(reasons)


class Judged(NamedTuple):
    """How likely an entity is meant, whether the text backs it, whether the form asks for that, why, and the entity's postings."""

    likelihood: float
    backed: bool
    weak: bool
    reasons: tuple[str, ...]
    postings: list[int]


def _is_branded(entity: Entity, asked: Asked) -> bool:
    """Whether a common word that is a brand is written as no common word is."""
    return asked.marks in (APART, FOREIGN) and entity.kind == "institution" and entity.type in _BRANDS


def _is_backed(entity: Entity, form: Form, asked: Asked, few: bool) -> bool:
    """Whether a weak form is meant where the country of its entity is named: by what the form says, or how it is written."""
    if entity.kind == "person":
        return few and asked.roles == HONORIFIC
    if _is_specific(form.text):
        return True
    if asked.marks == QUOTED:
        return entity.kind == "institution" or entity.type in _IN_QUOTES
    if asked.marks == PLACED and entity.kind == "place":
        return True
    if asked.marks == FIRST:
        return entity.type in ORGANS
    named = entity.type in ORGANS or form.text.isupper() or form.text.endswith("банк")  # Нацбанк
    return asked.marks in (CAPITAL, APART, PLACED) and entity.kind == "institution" and named


def _is_specific(name: str) -> bool:
    """Whether a weak form says enough for the country to tell whose it is: Ministry of Energy, 科技部; not Khabar."""
    return " " in name or (class_of(name[0]) == HAN and len(name) > 2)
