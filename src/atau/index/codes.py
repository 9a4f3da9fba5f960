"""Small numbers for small vocabularies, and the columns of an index."""

from __future__ import annotations

HOWS = ("exact", "inflected", "respelled", "sound")
PARTS = ("whole", "family", "given-patronymic", "given-part", "initials", "apposed")

#: What linking asks of the nature of an entity: a state, or an organ of one under a name that other states give to theirs too.
STATE, ORGAN = 1, 2
STATES = frozenset(["country", "territory", "historical"])
ORGANS = frozenset(["ministry", "agency", "state", "parliament", "court"])

#: What a name is unless its row says otherwise: the fields of `Name` but its sources; a text and a language every row has.
NAME = (None, None, "canonical", None, None, None, False)

#: The tables of ``titles.toml`` that list words which say the sex, and how entities state it.
SEXES = {"man": "m", "woman": "f"}

#: Flags of manners.
WEAK = 1

#: Every so many places are kept whole, the others as their distance from the last of those.
STRIDE = 16

#: The columns of the postings: the entity, which of its names, the number of the text, that of the nominative (from one, among the
#: nominatives that are not the text itself; most are, and have 0), and that of the manner.
POSTING = ("entity", "name", "text", "nominative", "manner")
#: The columns of the manners, each kept once: all else that is to be said of a form.
#: As values: language, how, part, whether weak, steps, weight.
Manner = tuple[str, str, str, bool, tuple[str, ...], float]
MANNER = ("lang", "how", "part", "flags", "steps", "weight")
