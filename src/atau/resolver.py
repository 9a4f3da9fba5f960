"""A name → its matches: exact, then by its base form, then by sound. And the object that holds an index open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import build, languages, sound
from .context import holds, prior
from .index import Index
from .model import Entity, Match, Mention, check_kind, language
from .text import key

if TYPE_CHECKING:
    from .annotator import Annotator

#: A best match is given by `resolve` from this score on.
GOOD_ENOUGH = 0.45
#: With a runner-up of more than this share of the best's likelihood a choice is a toss-up.
_TOSS_UP = 0.5
#: Names that sound less alike than this are not offered; see `_heard`.
_AUDIBLE = 0.86
_CONFUSED_LANGUAGE = 0.9
#: A name that is also a common word counts so much by itself: less if it is not even the entity's first name.
_WEAK = {True: 0.6, False: 0.4}


_QUALIFIER = re.compile(r"(.+?) \(([^()]+)\)")


def _checked(value: object, name: str, kind: type = str) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be {kind.__name__}, not {type(value).__name__}")
    return value


class Resolver:
    """Names resolved against one lexicon. Opening costs a mapping; every section of the index is read when first needed."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._cached = lru_cache(maxsize=65536)(self._candidates)

    @classmethod
    def open(cls, path: str | Path) -> Resolver:
        """A resolver of an index file. Raises `IndexFileError` for a damaged or foreign one."""
        return cls(Index(path))

    @classmethod
    def build(cls, paths: Iterable[str | Path]) -> Resolver:
        """A resolver of lexicon folders and files, compiled now. Raises `LexiconError` that lists every problem."""
        return cls(Index(build.temporary(paths)))

    def save(self, path: str | Path) -> None:
        """Write the index to a file, for `open`."""
        Path(path).write_bytes(self.index.path.read_bytes())

    def __reduce__(self) -> tuple[Any, ...]:
        return Resolver.open, (str(self.index.path),)

    def entity(self, entity_id: str) -> Entity:
        """The entity with an ID; `UnknownEntityError` names the nearest."""
        return self.index.entity(self.index.number(_checked(entity_id, "entity_id")))

    def resolve(self, name: str, *, kind: str | None = None, lang: str | None = None, at: str | None = None) -> Match | None:
        """The entity meant by a name, or ``None`` if none is likely enough or two are as likely."""
        matches = self.candidates(name, kind=kind, lang=lang, at=at, limit=1)
        return matches[0] if matches and matches[0].score >= GOOD_ENOUGH and not matches[0].ambiguous else None

    def candidates(
        self, name: str, *, kind: str | None = None, lang: str | None = None, at: str | None = None, limit: int = 5
    ) -> list[Match]:
        """The entities that a name may mean, best first; ``[]`` if none.

        ``kind`` keeps one kind; ``lang`` says in which language the name is written; ``at`` (an ISO date, or a year) is when it was said.
        """
        _checked(name, "name")
        kind = None if kind is None else check_kind(_checked(kind, "kind"))
        lang = None if lang is None else language(_checked(lang, "lang"))
        at = None if at is None else str(at)
        return list(self._cached(name, kind, lang, at)[: _checked(limit, "limit", int)])

    def _candidates(self, name: str, kind: str | None, lang: str | None, at: str | None) -> tuple[Match, ...]:
        folded = key(name)
        if not folded:
            return ()
        found = self._exact(folded, lang) or self._qualified(folded, lang) or self._by_base_form(name, lang) or self._heard(name)
        if kind is not None:
            found = [match for match in found if match.kind == kind]
        return tuple(_ranked(found, at, self.index))

    def _exact(self, folded: str, lang: str | None) -> list[Match]:
        """The entities of which the index holds this very form, each by its surest posting."""
        index = self.index
        found: dict[int, Match] = {}
        for posting in index.postings(folded):
            form = index.form(posting)
            score = form.weight * (_WEAK[form.status == "canonical"] if form.weak else 1.0)
            if lang is not None and not form.lang.startswith(lang.partition("-")[0]):
                score *= _CONFUSED_LANGUAGE
            owner = index.owner(posting)
            if owner not in found or found[owner].score < score:
                found[owner] = Match(index.entity(owner), score, form.how, form)
        return list(found.values())

    def _qualified(self, folded: str, lang: str | None) -> list[Match]:
        """A name with a qualifier in brackets, as catalogues write it: Turkistan (city), Wang Yi (politician)."""
        qualified = _QUALIFIER.fullmatch(folded)
        if qualified is None:
            return []
        step = f"the qualifier {qualified[2]!r} set aside"
        found = [replace(match, score=match.score * 0.98, reasons=(step,)) for match in self._exact(qualified[1], lang)]
        words = set(qualified[2].split())
        meant = [match for match in found if words & {match.kind, match.entity.type, *re.split("[/-]", match.id)}]
        return [replace(match, score=match.form.weight * 0.98) for match in meant] or found

    def _by_base_form(self, name: str, lang: str | None) -> list[Match]:
        """The entities found under a nominative that the name may come from."""
        module = languages.module(lang or languages.written_in(name))
        for base in module.base_forms(name):
            if base.text != name and (found := self._exact(key(base.text), lang)):
                step = f"{base.text!r} is the base form of {name!r}" + (f" ({base.features})" if base.features else "")
                return [replace(match, how="inflected", score=match.score * 0.97, reasons=(step,)) for match in found]
        return []

    def _heard(self, name: str) -> list[Match]:
        """The entities with a name that sounds like this one."""
        from rapidfuzz import process

        heard = sound.sound(name)
        if len(heard) < 5:
            return []
        near = process.extract(heard, self._sounds, limit=8, score_cutoff=70)
        found: dict[int, Match] = {}
        for _, _, at in near:
            owner, name_at = self._sound_columns[0][at], self._sound_columns[1][at]
            stated = self.index.entity(owner).names[name_at]
            alike = sound.similarity(name, stated.text)
            if alike >= _AUDIBLE and (owner not in found or found[owner].score < alike):
                form = self.index.form_of(owner, name_at)
                found[owner] = Match(
                    self.index.entity(owner), alike * 0.9, "sound", form, reasons=(f"sounds like {stated.text!r} ({alike:.2f})",)
                )
        return list(found.values())

    @cached_property
    def _sounds(self) -> list[str]:
        strings = self.index.string_table("sounds")
        return [strings[number] for number in range(len(strings))]

    @cached_property
    def _sound_columns(self) -> tuple[memoryview, memoryview]:
        section = self.index.container.section
        return section("sound_entity").cast("I"), section("sound_name").cast("H")

    @cached_property
    def _annotator(self) -> Annotator:
        from .annotator import Annotator  # below this module in the flow, and it needs numpy: paid for when a text comes

        return Annotator(self.index)

    def annotate(self, text: str, lang: str | None = None, *, at: str | None = None) -> list[Mention]:
        """The mentions in a text, sorted and disjoint; offsets into the text as given. ``at`` is the date of the text."""
        return self._annotator.annotate(_checked(text, "text"), None if lang is None else language(lang), at)

    def annotate_many(self, texts: Iterable[str], lang: str | None = None) -> Iterator[list[Mention]]:
        """The mentions of each text, in order."""
        if isinstance(texts, str):
            raise TypeError("texts must be an iterable of strings, not one string: use annotate")
        return self._annotator.annotate_many((_checked(text, "text") for text in _plain(texts)), None if lang is None else language(lang))

    def normalise(self, text: str, to: str = "en", *, lang: str | None = None) -> str:
        """The text with each mention that is not ambiguous replaced by the canonical name of its entity in a language."""
        to = language(_checked(to, "to"))
        pieces: list[str] = []
        last = 0
        for mention in self.annotate(text, lang):
            if not mention.match.ambiguous:
                pieces += text[last : mention.start], mention.match.entity.name(to)
                last = mention.end
        return "".join([*pieces, text[last:]])

    def resolve_many(
        self, names: Iterable[str | None], *, kind: str | None = None, lang: str | None = None, at: str | None = None
    ) -> Iterator[Match | None]:
        """The match of each name, in order; ``None`` for ``None``."""
        if isinstance(names, str):
            raise TypeError("names must be an iterable of strings, not one string: use resolve")
        return (None if name is None else self.resolve(name, kind=kind, lang=lang, at=at) for name in _plain(names))

    def same(self, a: str, b: str) -> float:
        """Whether two names mean one entity, 0.0 … 1.0: by the lexicon where it knows both, else by their sound."""
        _checked(a, "a"), _checked(b, "b")
        ours, theirs = ({m.id: m.score for m in self.candidates(name) if m.how != "sound"} for name in (a, b))
        if not ours or not theirs:
            return sound.similarity(a, b) * 0.9
        shared = max((min(ours[key], theirs[key]) for key in ours.keys() & theirs.keys()), default=0.0)
        return shared if shared else 0.02


def _plain(values: Iterable[Any]) -> Iterable[Any]:
    """The values of an Arrow array as Python's own; any other iterable as it is."""
    return values.to_pylist() if hasattr(values, "to_pylist") else values


def _ranked(found: list[Match], at: str | None, index: Index) -> list[Match]:
    """Matches with their scores shared out among namesakes, best first."""
    if len(found) < 2 and at is None:
        return found
    likelihoods = [match.score * prior(match.entity, match.form, at, index) for match in found]
    total = sum(likelihoods)
    toss_up = len(found) > 1 and sorted(likelihoods)[-2] > _TOSS_UP * max(likelihoods)
    ranked = [
        replace(match, score=round(match.score * likelihood / total, 4), ambiguous=toss_up, reasons=(*match.reasons, *_dated(match, at)))
        for match, likelihood in zip(found, likelihoods, strict=True)
    ]
    return sorted(ranked, key=lambda match: (-match.score, match.id))


def _dated(match: Match, at: str | None) -> tuple[str, ...]:
    """The offices held at the date, as a reason."""
    if at is None:
        return ()
    held = [office.of for office in match.entity.office if holds(office.since, office.until, at)]
    return tuple(f"{office} at {at}" for office, _ in groupby(held))
