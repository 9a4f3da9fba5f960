"""A person's name with a father's name that the index has no form with: set aside if it is the one that is stated of the person."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..expand.people import patronymics
from ..languages import KINDS, patronymic_ends
from ..model import Entity
from ..sound import similarity

#: In the letters that their romanisations and transcriptions fold to, and as they are misspelt.
_FATHER = re.compile(
    f"(?:[oea]vi(?:c|ch|tch|tsch|c'|cz)|'evic|ich|avna|i[cn]h?na|oglu|ивич|ивна|гызы|{'|'.join(patronymic_ends(*KINDS))})$"
)
_FATHER_HAN = re.compile("·([^·]{2,}(?:维奇|夫娜|尼奇|米奇|尼奇娜|里奇|里伊奇))(?=·)")
#: Two spellings of one father's name sound at least so alike.
_ALIKE = 0.8


def fatherless(folded: str) -> Iterator[tuple[str, str]]:
    """A folded name of three parts or more without the father's name in it, and that.

    >>> [*fatherless("artyom vladimirovich zhoga")], [*fatherless("slobodan milosevic")]
    ([('artyom zhoga', 'vladimirovich')], [])
    >>> [*fatherless("弗拉基米尔·弗拉基米罗维奇·马雅可夫斯基")]
    [('弗拉基米尔·马雅可夫斯基', '弗拉基米罗维奇')]
    """
    if (found := _FATHER_HAN.search(folded)) is not None:
        yield folded[: found.start()] + folded[found.end() :], found[1]
    words = folded.split(" ")
    for at in range(1, len(words)) if len(words) > 2 else ():
        if _FATHER.search(words[at]):
            yield " ".join(words[:at] + words[at + 1 :]), words[at]


def is_child(entity: Entity, father: str) -> bool:
    """Whether the father's name that is stated of a person sounds like the one found."""
    stated = patronymics(entity) if entity.kind == "person" else set()
    return any(similarity(father, name) >= _ALIKE for name in stated)
