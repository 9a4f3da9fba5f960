"""A name → its matches: exact, then by its base form, then by sound. And the object that holds an index open."""

from __future__ import annotations

import re
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import build, languages, sound
from .context import dated, holds, prior
from .errors import AtauError
from .index import Index
from .model import Entity, Match, Mention, check_kind, language
from .text import HAN, class_of, key

if TYPE_CHECKING:
    from .annotator import Annotator

#: A best match is given by `resolve` from this score on.
GOOD_ENOUGH = 0.45
#: With a runner-up of more than this share of the best's likelihood a choice is a toss-up.
_TOSS_UP = 0.5
#: Names that sound less alike than this are not offered; see `_heard`.
_AUDIBLE = 0.88
#: A name of fewer sounds is too short to tell by ear; parts as short as `_SHORT_PART` must be the same to the last sound.
_AUDIBLE_LENGTH, _SHORT_PART = 6, 4
#: Longer than any name: not looked up, and not kept.
_LONGEST_NAME = 512
_CONFUSED_LANGUAGE = 0.9
#: Two names that the lexicon knows, of different entities, may still be one that it knows twice.
_KNOWN_APART = 0.02
#: A name that is also a common word counts so much by itself: less if it is not even the entity's first name.
_WEAK = {True: 0.6, False: 0.4}
#: The nominative of a name that is also a common word must be so likely, beside the likeliest, for the lexicon to choose it.
_NOT_FAR = 0.3


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
        path = build.temporary(paths)
        resolver = cls(Index(path))
        weakref.finalize(resolver, build.discard, path)
        return resolver

    def save(self, path: str | Path) -> None:
        """Write the index to a file, for `open`. A file that others have open stays theirs: the new one takes its place whole."""
        build.copy(self.index.path, path)

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
        if isinstance(limit, bool) or _checked(limit, "limit", int) < 1:
            raise AtauError(f"limit must be 1 or more, not {limit}")
        kind = None if kind is None else check_kind(_checked(kind, "kind"))
        lang = None if lang is None else language(lang)
        if len(name) > _LONGEST_NAME:
            return []
        return list(self._cached(name, kind, lang, dated(at))[:limit])

    def _candidates(self, name: str, kind: str | None, lang: str | None, at: str | None) -> tuple[Match, ...]:
        folded = key(name)
        if not folded:
            return ()
        for step in (self._exact(folded, lang), self._qualified(folded, lang), self._by_base_form(name, lang, kind), self._heard(name)):
            found = [match for match in step if kind in (None, match.kind)]
            if found:
                return tuple(_ranked(found, at, self.index))
        return ()

    def _exact(self, folded: str, lang: str | None) -> Iterator[Match]:
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
        yield from found.values()

    def _qualified(self, folded: str, lang: str | None) -> Iterator[Match]:
        """A name with a qualifier in brackets, as catalogues write it: Turkistan (city), Wang Yi (politician)."""
        qualified = _QUALIFIER.fullmatch(folded)
        if qualified is None:
            return
        step = f"the qualifier {qualified[2]!r} set aside"
        found = [replace(match, score=match.score * 0.98, reasons=(step,)) for match in self._exact(qualified[1], lang)]
        words = set(qualified[2].split())
        meant = [match for match in found if words & {match.kind, match.entity.type, *re.split("[/-]", match.id)}]
        yield from [replace(match, score=match.form.weight * 0.98) for match in meant] or found

    def base_form(self, text: str, lang: str | None = None) -> str:
        """The likeliest nominative of a name or phrase as found; the text itself where there is nothing to change.

        Of the nominatives that the language allows, one of which the lexicon knows the text to be a form comes first. Raises
        `UnknownLanguageError` for a language that the library does not serve.
        """
        module = languages.module(lang or languages.written_in(_checked(text, "text")))
        forms: list[languages.BaseForm] = module.base_forms(text)
        if not forms:
            return text
        return (self._known(text, forms, module.CODE) or forms[0]).text if len(forms) > 1 else forms[0].text

    def _known(self, text: str, forms: list[languages.BaseForm], lang: str) -> languages.BaseForm | None:
        """The likeliest nominative that the lexicon knows; a family named in the plural (Назарбаевых) stays a plural."""
        known = [(key(name), manner) for name, manner in self.index.nominatives(key(text), lang)]
        surely = {name for name, (*_, weak, _, _) in known if not weak}
        families = {name for name, (_, _, part, *_) in known if part == "family"}
        names = {name for name, _ in known}
        for form in forms if known else ():
            name = key(form.text)
            likely = name in surely or (name in names and form.score > _NOT_FAR * forms[0].score)
            if likely and not (name in families and "Plur" in form.features):
                return form
        return None

    def _by_base_form(self, name: str, lang: str | None, kind: str | None) -> Iterator[Match]:
        """The entities found under a nominative that the name may come from."""
        module = languages.module(lang or languages.written_in(name))
        for base in module.base_forms(name):
            found = [match for match in self._exact(key(base.text), lang) if kind in (None, match.kind)] if base.text != name else []
            if found:
                step = f"{base.text!r} is the base form of {name!r}" + (f" ({base.features})" if base.features else "")
                yield from (replace(match, how="inflected", score=match.score * 0.97, reasons=(step,)) for match in found)
                return

    def _heard(self, name: str) -> Iterator[Match]:
        """The entities with a name that sounds like this one."""
        from rapidfuzz import fuzz, process

        heard = sound.sound(name)
        if len(heard) < _AUDIBLE_LENGTH or (class_of(name[0]) == HAN and len(name) <= _SHORT_PART):
            return
        near = process.extract(heard, self._sounds, scorer=fuzz.ratio, limit=8, score_cutoff=75)
        found: dict[int, Match] = {}
        for _, _, at in near:
            owner, name_at = self._sound_columns[0][at], self._sound_columns[1][at]
            stated = self.index.entity(owner).names[name_at]
            alike = sound.similarity(name, stated.text)
            best = found[owner].score if owner in found else 0.0
            if alike >= _AUDIBLE and alike > best and _short_parts(heard) == _short_parts(sound.sound(stated.text)):
                form = self.index.form_of(owner, name_at)
                found[owner] = Match(
                    self.index.entity(owner), alike * 0.9, "sound", form, reasons=(f"sounds like {stated.text!r} ({alike:.2f})",)
                )
        yield from found.values()

    @cached_property
    def _sounds(self) -> list[str]:
        strings = self.index.string_table("sounds")
        return [strings[number] for number in range(len(strings))]

    @cached_property
    def _sound_columns(self) -> tuple[memoryview, memoryview]:
        section = self.index.container.section
        return section("sound_entity"), section("sound_name")

    @cached_property
    def _annotator(self) -> Annotator:
        from .annotator import Annotator  # below this module in the flow, and it needs numpy: paid for when a text comes

        return Annotator(self.index)

    def annotate(self, text: str, lang: str | None = None, *, at: str | None = None, joined: bool = False) -> list[Mention]:
        """The mentions in a text, sorted and disjoint; offsets into the text as given. ``at`` is the date of the text.

        With ``joined`` also the states that Chinese joins by one character each: 中 and 哈 in 中哈关系.
        """
        found = self._annotator.annotate(_checked(text, "text"), None if lang is None else language(lang), dated(at))
        return self._annotator.joined(text, found) if joined else found

    def annotate_many(
        self, texts: Iterable[str | None], lang: str | None = None, *, at: str | None = None, joined: bool = False
    ) -> Iterator[list[Mention]]:
        """The mentions of each text, in order; none for ``None``. ``at`` is the date of all of them, ``joined`` as for `annotate`."""
        if isinstance(texts, str):
            raise TypeError("texts must be an iterable of strings, not one string: use annotate")
        checked = ("" if text is None else _checked(text, "text") for text in _plain(texts))
        return self._annotator.annotate_many(checked, None if lang is None else language(lang), dated(at), joined)

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
        if key(_checked(a, "a")) == key(_checked(b, "b")):
            return float(any(map(str.isalnum, a)))
        ours, theirs = ({m.id: m.score for m in self.candidates(name, limit=50) if m.how != "sound"} for name in (a, b))
        if not ours or not theirs:
            return sound.similarity(a, b) * 0.9
        return max((min(ours[shared], theirs[shared]) for shared in ours.keys() & theirs.keys()), default=_KNOWN_APART)


def _short_parts(heard: str) -> set[str]:
    """The parts of a name that are too short to be told from others but by all their sounds: Wang and Wei, Wang and Yi."""
    return {part for part in heard.split() if len(part) <= _SHORT_PART}


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
