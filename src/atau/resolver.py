"""A name → its matches: exact, then by its base form, then by sound. And the object that holds an index open."""

from __future__ import annotations

import os
import re
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property, lru_cache, partial
from itertools import groupby, product, tee
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import build, columns, languages, sound
from .context import Titles, dated, holds, may_be, places_around, prior
from .errors import AtauError, IndexFileError
from .index import Index
from .model import Entity, Match, Mention, check_kind, language, match_of
from .pool import without_collection
from .respelling import Wording, is_class_word, is_registered, unframed, wordings
from .text import key

if TYPE_CHECKING:
    from .annotator import Annotator
    from .ear import Ear
    from .index.lookup import Lookup
    from .languages.forms import BaseForm

#: A best match is given by `resolve` from this score on.
GOOD_ENOUGH = 0.45
#: With a runner-up of more than this share of the best's likelihood a choice is a toss-up.
_TOSS_UP = 0.5
#: What is longer than any name is not looked up.
_LONGEST_NAME = 512
_CONFUSED_LANGUAGE = 0.9
#: Two names that the lexicon knows, of different entities, may still be one that it knows twice.
_KNOWN_APART = 0.02
#: What a likeness counts for when a name had to be put into its base form for it, or replaced by another name of its entity.
_DERIVED = 0.97
#: A name that is also a common word counts so much by itself: less if it is not even the entity's first name.
_WEAK = {True: 0.6, False: 0.4}
#: The nominative of a name that is also a common word must be so likely, beside the likeliest, for the lexicon to choose it.
_NOT_FAR = 0.3


#: The answers for so many keys are remembered. A column of fewer names is not worth the arrays, and what importing them costs.
_REMEMBERED, _COLUMN = 1 << 18, 64
#: The answer where no entity of a key is of the kind that is asked for: the other steps may find one.
_ELSEWHERE: Any = object()

_QUALIFIER = re.compile(r"(.+?) \(([^()]+)\)")


def _checked(value: object, name: str, kind: type = str) -> Any:
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be {kind.__name__}, not {type(value).__name__}")
    return value


class _Answers(dict[int, "Match | None"]):
    """The answer for each key of an index under some options, found when it is first asked for."""

    def __init__(self, find: Callable[[int], Match | None]) -> None:
        self._find = find

    def __missing__(self, number: int) -> Match | None:
        if len(self) >= _REMEMBERED:
            self.clear()
        answer = self[number] = self._find(number)
        return answer


class Resolver:
    """Names resolved against one lexicon. Opening costs a mapping; every section of the index is read when first needed."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._cached = lru_cache(maxsize=65536)(self._candidates)
        self._answers = lru_cache(maxsize=64)(self._answers_under)
        self._plain = self._answers(None, None, None)

    @classmethod
    def open(cls, path: str | Path) -> Resolver:
        """A resolver of an index file. Raises `IndexFileError` for a damaged or foreign one."""
        return cls(Index(path))

    @classmethod
    def build(cls, paths: Iterable[str | Path], *, jobs: int = 1) -> Resolver:
        """A resolver of lexicon folders and files, compiled now; with ``jobs`` forms are expanded in so many processes (a script that asks
        for that does it under ``if __name__ == "__main__"``). Raises `LexiconError` that lists every problem."""
        path = build.temporary(paths, jobs)
        resolver = cls(Index(path))
        weakref.finalize(resolver, build.discard, path)
        return resolver

    def save(self, path: str | Path) -> None:
        """Write the index to a file, for `open`. A file that others have open stays theirs: the new one takes its place whole."""
        build.copy(self.index.path, path)

    def __reduce__(self) -> tuple[Any, ...]:
        """The path, and what is expected to be found there: each process maps the file once, and the system shares its pages."""
        return shared, (None if self.index.path == build.SHIPPED else str(self.index.path), self.version)

    @property
    def version(self) -> str:
        """A hash of the lexicon and the rules: with the same one the same name gets the same answer, so results may be kept under it."""
        return build.version(self.index.meta["digest"])

    def entity(self, entity_id: str) -> Entity:
        """The entity with an ID; `UnknownEntityError` names the nearest."""
        return self.index.entity(self.index.number(_checked(entity_id, "entity_id")))

    def resolve(self, name: str, *, kind: str | None = None, lang: str | None = None, at: str | None = None) -> Match | None:
        """The entity meant by a name, or ``None`` if none is likely enough or two are as likely."""
        answers = self._plain if kind is None and lang is None and at is None else self._answers(*_options(kind, lang, at))
        if len(_checked(name, "name")) > _LONGEST_NAME:
            return None
        number = self.index.key(key(name))
        answer = _ELSEWHERE if number is None else answers[number]
        return _best(self._cached(name, *_options(kind, lang, at))) if answer is _ELSEWHERE else answer

    def _answers_under(self, kind: str | None, lang: str | None, at: str | None) -> _Answers:
        return _Answers(partial(self._answer, kind=kind, lang=lang, at=at))

    def _answer(self, number: int, kind: str | None, lang: str | None, at: str | None) -> Match | None:
        """The answer for a name by the number of its key, which is negative where that is not known."""
        if number < 0:
            return _ELSEWHERE  # type: ignore[no-any-return]
        postings = self.index.of_key(number)
        if kind is None and lang is None and at is None and (sure := self._undisputed(postings)) is not None:
            return sure if sure.score >= GOOD_ENOUGH else None
        found = [match for match in self._owned(postings, lang) if kind in (None, match.kind)]
        return _best(_ranked(found, at, self.index)) if found else _ELSEWHERE

    def _undisputed(self, postings: range) -> Match | None:
        """The match of postings that all are one entity's, none of them weak: what `_owned` and `_ranked` come to then."""
        index, first = self.index, postings[0]
        owners, manners = self._columns
        owner = owners[first]
        _, how, _, weak, _, weight = index.manner(manners[first])
        if weak or (len(postings) > 1 and any(owners[other] != owner or index.manner(manners[other])[3] for other in postings[1:])):
            return None
        return match_of(index, (owner, first), weight, how)

    @cached_property
    def _columns(self) -> tuple[memoryview, memoryview]:
        return self.index.columns["entity"], self.index.columns["manner"]

    def candidates(
        self, name: str, *, kind: str | None = None, lang: str | None = None, at: str | None = None, limit: int = 5
    ) -> list[Match]:
        """The entities that a name may mean, best first; ``[]`` if none.

        ``kind`` keeps one kind; ``lang`` says in which language the name is written; ``at`` (an ISO date, or a year) is when it was said.
        """
        _checked(name, "name")
        if isinstance(limit, bool) or _checked(limit, "limit", int) < 1:
            raise AtauError(f"limit must be 1 or more, not {limit}")
        options = _options(kind, lang, at)
        return [] if len(name) > _LONGEST_NAME else list(self._cached(name, *options)[:limit])

    def _candidates(self, name: str, kind: str | None, lang: str | None, at: str | None) -> tuple[Match, ...]:
        folded = key(name.rstrip("¹²³"))  # by which CLDR tells apart names that are the same
        if not folded:
            return ()
        steps = (self._exact(folded, lang), self._qualified(folded, lang), self._reworded(folded, lang, kind))
        for step in (*steps, self._by_base_form(name, lang, kind), self._titled(name, lang, at), self._heard(name)):
            found = [match for match in step if kind in (None, match.kind)]
            if found:
                return tuple(_ranked(found, at, self.index))
        return ()

    def _exact(self, folded: str, lang: str | None) -> Iterator[Match]:
        """The entities of which the index holds this very form, each by its surest posting."""
        return self._owned(self.index.postings(folded), lang)

    def _owned(self, postings: range, lang: str | None) -> Iterator[Match]:
        index = self.index
        found: dict[int, Match] = {}
        for posting in postings:
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
        others = [] if is_class_word(qualified[2]) else found
        yield from [replace(match, score=match.form.weight * 0.98) for match in meant] or others

    def _reworded(self, folded: str, lang: str | None, kind: str | None) -> Iterator[Match]:
        """The entities found under another way to write the name: Cholpon Ata, «Bereke Bank» АҚ, 塔拉兹市, Komi, Respublika."""
        for wording in wordings(folded, kind == "place"):
            named = (match for match in self._exact(wording.text, lang) if kind in (None, match.kind))
            found = [match for match in named if self._allows(wording, match.entity)]
            if found:
                for match in found:  # a class word, or where it lies, tells a place from those that share its name
                    score = wording.sure * (match.form.weight if wording.of or wording.within else match.score)
                    yield replace(match, how="respelled", score=score, reasons=(wording.step,))
                return

    def _allows(self, wording: Wording, entity: Entity) -> bool:
        """Whether an entity is what a wording asks for, and lies where it says."""
        around = {*places_around(entity, self.index)} if wording.within else set()
        return wording.allows(entity) and (not wording.within or not around.isdisjoint(m.id for m in self._exact(wording.within, None)))

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
        if not known:
            return None
        surely = {name for name, (*_, weak, _, _) in known if not weak}
        families = {name for name, (_, _, part, *_) in known if part == "family"}
        names = {name for name, _ in known}
        for form in forms:
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

    def _titled(self, name: str, lang: str | None, at: str | None) -> Iterator[Match]:
        """The person who is named with a title."""
        mention = self._annotator.titled(name, lang, at) if self._titles.are_in(name) else None
        if mention is not None:
            reasons = (*mention.match.reasons, f"{mention.text!r} has a title beside it")
            yield replace(mention.match, how="respelled", score=mention.score * 0.95, reasons=reasons)

    def _heard(self, name: str) -> Iterator[Match]:
        """The entities with a name that sounds like this one; with a legal form bodies, none if the rest is a place."""
        from .patronymics import allows  # needs numpy, as the ear does

        folded = key(name)
        if sound.audible(name) and not any(match.kind == "place" for bare in unframed(folded) for match in self._exact(bare, None)):
            body = is_registered(folded)
            sex = self._titles.sex_in(name)
            heard = (match for match in self._ear.heard(name) if not body or match.kind == "institution")
            yield from (m for m in heard if may_be(m.entity, sex) and (m.kind != "person" or allows(name, m.entity)))

    @cached_property
    def _titles(self) -> Titles:
        return Titles.of(self.index)

    @cached_property
    def _ear(self) -> Ear:
        from .ear import Ear  # numpy is paid for when a name is in no other way known

        return Ear(self.index)

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
        """The mentions of each text of a column (any iterable, or an Arrow array), in order; none for a missing one.

        ``at`` is the date of all of them, ``joined`` as for `annotate`. Missing and bad rows are treated as in `resolve_many`.
        """
        given = (text or "" for text in columns.each(texts, "texts"))
        return self._annotator.annotate_many(given, None if lang is None else language(lang), dated(at), joined)

    def normalise(self, text: str, to: str = "en", *, lang: str | None = None) -> str:
        """The text with each mention that is not ambiguous replaced by the canonical name of its entity in a language."""
        to = language(_checked(to, "to"))
        return _rewritten(text, self.annotate(text, lang), to)

    def normalise_many(self, texts: Iterable[str | None], to: str = "en", *, lang: str | None = None) -> Iterator[str | None]:
        """Each text of a column as `normalise` writes it, ``None`` for a missing one. Bad rows are treated as in `resolve_many`."""
        to = language(_checked(to, "to"))
        given, asked = tee(columns.each(texts, "texts"))
        found = self.annotate_many((text or "" for text in asked), lang)
        return (None if text is None else _rewritten(text, mentions, to) for text, mentions in zip(given, found, strict=True))

    def resolve_many(
        self, names: Iterable[str | None], *, kind: str | None = None, lang: str | None = None, at: str | None = None
    ) -> Iterator[Match | None]:
        """The match of each name of a column (any iterable, or an Arrow array), in order; ``None`` where `resolve` says so.

        Each distinct name is resolved once; an iterable is read in chunks. What is missing (``None``, NaN) passes through. A row that is no
        text has no result and does not stop the rest: a warning names it by its number, counted from 0.
        """
        options = _options(kind, lang, at)
        return columns.answered(names, "names", lambda distinct: self._answered(distinct, *options), None)

    def _answered(self, names: list[str], kind: str | None, lang: str | None, at: str | None) -> list[Match | None]:
        """The answers for distinct names: by one look at all of them, singly for those that it does not settle."""
        answers = self._answers(kind, lang, at)
        numbers = self._lookup.numbers(names) if len(names) >= _COLUMN else [-1] * len(names)
        if lang is None and at is None:
            self._learn(answers, [number for number in {*numbers} if number >= 0 and number not in answers], kind)
        found = [*map(answers.__getitem__, numbers)]
        for row in [row for row, answer in enumerate(found) if answer is _ELSEWHERE]:
            found[row] = self.resolve(names[row], kind=kind, lang=lang, at=at)
        return found

    def _learn(self, answers: _Answers, numbers: list[int], kind: str | None) -> None:
        """The answers for those of some keys that no two entities share, all at once: what `_answer` would find for each."""
        index = self.index
        if len(answers) + len(numbers) > _REMEMBERED:
            answers.clear()
        with without_collection():
            for number, posting, owner, manner in self._lookup.undisputed(numbers) if numbers else ():
                _, how, _, _, _, weight = index.manner(manner)
                if kind is None or kind == index.entity(owner).kind:
                    answers[number] = match_of(index, (owner, posting), weight, how) if weight >= GOOD_ENOUGH else None

    @cached_property
    def _lookup(self) -> Lookup:
        from .index.lookup import Lookup  # numpy is paid for when a column comes

        return Lookup(self.index, _LONGEST_NAME)

    def same(self, a: str, b: str) -> float:
        """Whether two names mean one entity, 0.0 … 1.0: by the lexicon where it knows both, else by sound, in their base forms too."""
        if key(_checked(a, "a")) == key(_checked(b, "b")):
            return float(any(map(str.isalnum, a)))
        ours, theirs = ({m.id: m for m in self.candidates(name, limit=50) if m.how != "sound"} for name in (a, b))
        if ours and theirs:
            shared = ours.keys() & theirs.keys()
            return max((min(ours[known].score, theirs[known].score) for known in shared), default=_KNOWN_APART)
        spelt = ({name, *(base.text for base in _base_forms(name)), *_names_of(known)} for name, known in ((a, ours), (b, theirs)))
        return max(sound.similarity(one, other) * (1.0 if (one, other) == (a, b) else _DERIVED) for one, other in product(*spelt))


def _base_forms(name: str) -> list[BaseForm]:
    """The likeliest nominatives of a name."""
    return list(languages.module(languages.written_in(name)).base_forms(name)[:2])


def _names_of(known: dict[str, Match]) -> Iterator[str]:
    """The other stated names of the entity that a name surely means."""
    if len(known) == 1:
        (match,) = known.values()
        yield from (name.text for name in match.entity.names)


def _rewritten(text: str, mentions: Iterable[Mention], to: str) -> str:
    """The text with the canonical names of its mentions in their places."""
    pieces: list[str] = []
    last = 0
    for mention in mentions:
        if not mention.match.ambiguous:
            pieces += text[last : mention.start], mention.match.entity.name(to)
            last = mention.end
    return "".join([*pieces, text[last:]])


def _options(kind: str | None, lang: str | None, at: str | None) -> tuple[str | None, str | None, str | None]:
    """The options of a look-up as they are compared. Raises what names the one that is wrong."""
    return None if kind is None else check_kind(_checked(kind, "kind")), None if lang is None else language(lang), dated(at)


def _best(matches: Sequence[Match]) -> Match | None:
    """The first of ranked matches, if it is good enough and not a toss-up."""
    return matches[0] if matches and matches[0].score >= GOOD_ENOUGH and not matches[0].ambiguous else None


def _ranked(found: list[Match], at: str | None, index: Index) -> list[Match]:
    """Matches with their scores shared out among namesakes, best first."""
    if len(found) < 2 and at is None:
        return found
    likelihoods = [match.score * prior(match.entity, match.form, at, index) for match in found]
    total = sum(likelihoods)
    toss_up = len(found) > 1 and sorted(likelihoods)[-2] > _TOSS_UP * max(likelihoods)
    ranked = [
        Match(
            match.entity, round(match.score * likelihood / total, 4), match.how, match.form, toss_up, (*match.reasons, *_dated(match, at))
        )
        for match, likelihood in zip(found, likelihoods, strict=True)
    ]
    return sorted(ranked, key=lambda match: (-match.score, match.id))


def _dated(match: Match, at: str | None) -> tuple[str, ...]:
    """The offices held at the date, as a reason."""
    if at is None:
        return ()
    held = [office.of for office in match.entity.office if holds(office.since, office.until, at)]
    return tuple(f"{office} at {at}" for office, _ in groupby(held))


_shipped = cache(build.shipped)


def shared(path: str | None = None, version: str | None = None) -> Resolver:
    """The resolver of an index file, the shipped one without a path: opened once a process, again only when the file has changed.

    Raises `IndexFileError` where another version is expected than the file holds.
    """
    path = str(_shipped()) if path is None else path
    try:
        stat = os.stat(path)
    except OSError as error:
        raise IndexFileError(f"{path} cannot be opened as an index: {error.strerror}") from error
    resolver = _opened(path, stat.st_mtime_ns, stat.st_size)
    if version not in (None, resolver.version):
        raise IndexFileError(f"{path} has version {resolver.version} here, not {version}: give every process the same atau and index")
    return resolver


@lru_cache(maxsize=16)
def _opened(path: str, changed: int, size: int) -> Resolver:
    return Resolver.open(path)
