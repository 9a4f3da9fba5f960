"""The lexicon examined by ear: forms that do not sound like the same entity's forms in other languages, and that no entry calls translated.

Such a form is a translation, which its entry should mark (``translated``), or a mistake. People and places are heard: what institutions and
terms are called is translated as a rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from ..model import Name
from ..sound.compare import similarity
from ..text import HAN, class_of
from .entries import Entry, to_entry
from .facts import CORE
from .files import load
from .reading import read

HEARD = ("person", "place")
#: What ``agreed.toml`` calls this examination, where a form is right though it sounds otherwise.
EAR = "ear"
#: Forms less like than this to each sister are told: below it most are translations or wrong, above it most are the same name, heard badly.
FAR = 0.05
#: A word, or an end of Chinese names, that so many places have in common is no name: район, County, 山.
_COMMON = 4
_LONGEST_END = 4
#: A word of a place's name that is longer may be all that is the same in its sisters.
_SHORT = 3
#: The adjectives that Russian makes of a name, with a suffix (Африканский of Африка) and without (Османский of Осман).
_ADJECTIVES = (re.compile("(?<=..)(?:ов|ев|ин|ан)ск(?:ий|ая|ое|ие)$"), re.compile("(?<=..)ск(?:ий|ая|ое|ие)$"))
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Unheard:
    """A form that sounds like none of its sisters: where it stands, what they are, and the greatest likeness."""

    file: str
    line: int
    entity: str
    lang: str
    form: str
    sisters: Mapping[str, str]
    score: float


def unheard(paths: Iterable[str | Path]) -> list[Unheard]:
    """The forms that sound far from their sisters, the farthest first. Raises `LexiconError` for a lexicon with errors."""
    paths = list(paths)
    agreed = {(entity, lang) for entity, by_source in read(paths).agreed.items() for lang in by_source.get(EAR, ())}
    files = [file for file in load(paths)[0] if file.sort in HEARD]
    entries = [to_entry(file, key) for file in files for key, table in file.tables.items() if "moved_to" not in table]
    common = _common_words([name.text for entry in entries if entry.entity.kind == "place" for name in _names(entry).values()])
    found = [finding for entry in entries for finding in _far(entry, common)]
    unmarked = [finding for finding in found if (finding.entity, finding.lang) not in agreed]
    return sorted(unmarked, key=lambda finding: (finding.score, finding.file, finding.line))


def _names(entry: Entry) -> dict[str, Name]:
    """The canonical names that should sound alike."""
    marked = entry.file.tables[entry.key].get("translated", ())
    return {name.lang: name for name in entry.entity.names if name.status == "canonical" and name.lang in CORE and name.lang not in marked}


def _common_words(forms: Sequence[str]) -> dict[str, int]:
    """The words, and ends of Chinese names, that say what a place is, and how many have them: none is called by them alone."""
    counted = Counter(word for form in forms for word in {*_words(form), *_ends(form)})
    alone = {form.lower() for form in forms}
    return {word: count for word, count in counted.items() if count >= _COMMON and word not in alone}


def _words(form: str) -> list[str]:
    return _WORD.findall(form.lower())


def _ends(form: str) -> list[str]:
    """The last characters of a Chinese name."""
    return [form[-length:] for length in range(1, min(_LONGEST_END, len(form) - 1) + 1)] if class_of(form[-1]) == HAN else []


def _bare(form: str, common: Mapping[str, int]) -> set[str]:
    """A place's name as it is, without what says what it is, and as that which Russian made an adjective of."""
    words = [word for word in _words(form) if word not in common] or _rarest(_words(form), common)
    cut = {form[: -len(end)] for end in _ends(form) if end in common}
    bare = {" ".join(words), *(word for word in words if len(word) > _SHORT)} - {""}
    return {form, *cut, *bare, *(adjective.sub("", word) for word in bare for adjective in _ADJECTIVES)}


def _rarest(words: Sequence[str], common: Mapping[str, int]) -> list[str]:
    """The name among words that many have: Issyk has given its name to a lake, a river, a district and a town."""
    return sorted(words, key=lambda word: common[word])[:1]


def _parts(name: Name, other: Name) -> set[str]:
    """A person's name as it is, and word by word beside one that is a surname or a given name alone."""
    alone = len(_words(other.text)) == 1 and other.family in (None, (0, len(other.text)))
    return {name.text, *(_WORD.findall(name.text) if alone else ())}


def _far(entry: Entry, common: Mapping[str, int]) -> Iterator[Unheard]:
    """The names of an entity that are far from all others; where none is near another, all but the first."""
    names = _names(entry)
    person = entry.entity.kind == "person"

    def alike(one: Name, other: Name) -> float:
        if person:
            return _alike(_parts(one, other), _parts(other, one))
        return _alike(_bare(one.text, common), _bare(other.text, common))

    near = {lang: max((alike(name, names[other]) for other in names if other != lang), default=1.0) for lang, name in names.items()}
    far = [lang for lang in names if near[lang] < FAR]
    for lang in far[1:] if len(far) == len(names) else far:
        sisters = {other: name.text for other, name in names.items() if other != lang}
        line = entry.file.line(entry.key, lang)
        yield Unheard(str(entry.file.path), line, entry.entity.id, lang, names[lang].text, sisters, round(near[lang], 4))


def _alike(ours: Iterable[str], theirs: Iterable[str]) -> float:
    return max(similarity(one, other) for one, other in product(ours, theirs))
