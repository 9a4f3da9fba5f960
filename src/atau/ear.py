"""A name → the entities with a name that sounds like it: those that the index of sounds brings up, compared one by one."""

from __future__ import annotations

from collections.abc import Iterator

from . import sound
from .index import Index
from .model import Match
from .sound.blocking import COLUMNS, Blocks
from .text import HAN, scripts

#: Names that sound less alike than this are not offered: in parts, and as one word, of which there are more that are somebody else's.
_AUDIBLE = (0.8, 0.92)
#: What is called otherwise in Chinese as a rule: a likeness across scripts is chance.
_TRANSLATED = ("institution", "term")
#: So many of the names that may sound like one are compared with it.
_LISTENED_TO = 10
#: A likeness counts for less than the same letters.
_BY_SOUND = 0.9


class Ear:
    """The stated names of one index by their sound."""

    def __init__(self, index: Index) -> None:
        self._index = index
        section = index.container.section
        self._blocks = Blocks({name: section(f"sound_{name}") for name in COLUMNS})
        self._owners, self._places = section("sound_entity"), section("sound_place")

    def heard(self, name: str) -> Iterator[Match]:
        """The entities with a name that sounds like this one, each by the name that does most."""
        single = len(sound.parts(name).parts) == 1
        found: dict[int, Match] = {}
        for at in self._blocks.candidates(name, _LISTENED_TO).tolist():
            owner, place = self._owners[at], self._places[at]
            entity = self._index.entity(owner)
            stated = entity.names[place]
            if entity.kind in _TRANSLATED and (HAN in scripts(name)) != (HAN in scripts(stated.text)):
                continue
            alike = sound.similarity(name, stated.text[slice(*stated.family)] if single and stated.family else stated.text)
            if alike >= _AUDIBLE[single] and (owner not in found or alike * _BY_SOUND > found[owner].score):
                reason = f"sounds like {stated.text!r} ({alike:.2f})"
                found[owner] = Match(entity, alike * _BY_SOUND, "sound", self._index.form_of(owner, place), reasons=(reason,))
        yield from found.values()
