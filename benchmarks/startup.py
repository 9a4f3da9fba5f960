"""What a program pays for its first name: a new process, the import, the index opened, one name resolved."""

from __future__ import annotations

from .measure import Figure, new_process, peer, tell

PROGRAMS = {
    "import atau, first resolve": "import atau; assert atau.resolve('Tokaev')",
    "import atau, first annotate": "import atau; assert atau.annotate('Токаев прилетел в Пекин.')",
    "import atau alone": "import atau",
    "import numpy alone": "import numpy",
}
SPACY = {
    "import spacy, blank xx, empty PhraseMatcher": "import spacy, spacy.matcher; spacy.matcher.PhraseMatcher(spacy.blank('xx').vocab)",
}


def run() -> None:
    measured = {who: new_process(code) for who, code in (PROGRAMS | (SPACY if peer("spacy") else {})).items()}
    tell("start in a new process: time", [Figure(who, took, "s", "less") for who, (took, _) in measured.items()])
    tell("start in a new process: peak memory", [Figure(who, peak, "MB", "less") for who, (_, peak) in measured.items()])
