"""From a Kazakh word or phrase as found to the nominatives that it may come from."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from ..forms import BaseForm
from .grammar import BACK, BITS, FRONT, chains, features
from .stems import hyphenated, stem_class

_FRAME = re.compile(r"(?s)(.*?)([^\W_][^\s]*?)([\W_]*)$")
#: Words that lean on the one before: also, only, the question, surely, and what about.
_PARTICLE = re.compile(r"(?<=\w)\s+(?:да|де|та|те|ма|ме|ба|бе|па|пе|ғана|қана|ғой|қой|ше)$")
_LONGEST = 24
#: The classes of possessed stems: some chains only they take, -на, -нда, -нан, -н.
_THEIRS = BITS[BACK, "theirs"] | BITS[FRONT, "theirs"]

#: How likely the readings of a word are: only their order is meant. A possessed stem with its case goes before the same letters cut
#: elsewhere (ұйымы-нда, not ұйымын-да); a stem possessed by the 3rd person keeps that, one by the 1st does not (Қазақстанымыздың).
_KNOWN, _OURS, _POSSESSED, _CASE, _NOMINATIVE, _RARE = 0.9, 0.8, 0.75, 0.7, 0.5, 0.3


@dataclass(frozen=True, slots=True)
class Endings:
    """The word lists of ``endings.toml``."""

    nominatives: frozenset[str]
    nominative_ends: tuple[str, ...]
    possessed: frozenset[str]
    possessed_ends: tuple[str, ...]


def base_forms(found: str, *, kind: str | None = None) -> list[BaseForm]:
    """The nominatives that a found word or phrase may come from, best first; only its last word is inflected.

    Case, attributive and copula are taken off; number and possession belong to the name (Біріккен Ұлттар Ұйымы) and are taken
    off only in the less likely readings.

    >>> [base.text for base in base_forms("Тоқаевтың")]
    ['Тоқаев', 'Тоқаевтың', 'Тоқаевты']
    >>> base_forms("Шанхай ынтымақтастық ұйымының")[0].text, base_forms("NATO-ға")[0].text, base_forms("Қазақстан")[0].text
    ('Шанхай ынтымақтастық ұйымы', 'NATO', 'Қазақстан')
    """
    text = _PARTICLE.sub("", found) if " " in found else found
    frame = _FRAME.match(text)
    if frame is None:
        return [BaseForm(found, "Case=Nom", _NOMINATIVE)] if found.strip() else []
    before, word, after = frame.groups()
    best: dict[str, BaseForm] = {}
    for stem, said, score in _readings(before, word):
        form = BaseForm(before + stem + after, said, score)
        if form.text not in best or best[form.text].score < score:
            best[form.text] = form
    return sorted(best.values(), key=lambda form: -form.score)


def _readings(before: str, word: str) -> Iterator[tuple[str, str, float]]:
    """Each way to read the word: (stem, features, score)."""
    lower = word.casefold()
    known = lower in _endings().nominatives or lower.endswith(_endings().nominative_ends)
    yield word, "Case=Nom", _KNOWN if known else _NOMINATIVE
    phrase = bool(before.strip()) and word == lower
    for place in range(max(2, len(word) - _LONGEST), len(word)):
        chain = lower[place:]
        if chain in chains() and not (chain[0] == "-" or lower[place - 1] == "-") and chains()[chain] & stem_class(word[:place]):
            yield word[:place], features(chain), _score(lower[:place], chain, phrase)
    yield from _joined(word, lower)


def _joined(word: str, lower: str) -> Iterator[tuple[str, str, float]]:
    """Suffixes after a hyphen, where nothing else can follow one: ШЫҰ-ның."""
    stem, hyphen, _ = word.rpartition("-")
    chain = lower[len(stem) + 1 :]
    if hyphen and chain in chains() and hyphenated(stem) and chains()[chain] & stem_class(stem):
        yield stem, features(chain), _KNOWN


def _score(stem: str, chain: str, phrase: bool) -> float:
    said = features(chain)
    if "[psor]=Plur|Person[psor]=1|Case" in said:
        return _OURS
    if not said.startswith("Case=") or said.startswith(("Case=Equ", "Case=Sim")):
        return _RARE - 0.01 * len(chain)
    if not chains()[chain] & ~_THEIRS:
        return _POSSESSED if phrase or stem in _endings().possessed or stem.endswith(_endings().possessed_ends) else _RARE
    return _CASE


@cache
def _endings() -> Endings:
    table = tomllib.loads(files(__package__).joinpath("endings.toml").read_text(encoding="utf-8"))
    nominative, possessed = table["nominative"], table["possessed"]
    heads = possessed["words"]
    ends = [head for head in heads if len(head) > 5]
    return Endings(
        nominatives=frozenset([*nominative["words"], *heads]),
        nominative_ends=(*nominative["endings"], *ends),
        possessed=frozenset(heads),
        possessed_ends=(*possessed["endings"], *ends),
    )
