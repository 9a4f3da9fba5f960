"""spaCy: the pipe ``atau``, whose names are spans linked to IDs; and the forms of the lexicon as patterns of an ``EntityRuler``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans

from ..model import LANGUAGES, Mention
from ..resolver import Resolver, shared


@Language.factory("atau", assigns=["doc.spans", "doc.ents"], default_config={"index": None, "lang": None, "key": "atau"})
def pipe(nlp: Language, name: str, index: str | None, lang: str | None, key: str) -> Atau:
    """The pipe: ``index`` is the file of a lexicon of your own, ``lang`` the language of the texts, ``key`` where its spans go."""
    return Atau(shared(index), lang or (nlp.lang if nlp.lang in LANGUAGES else None), key)


class Atau:
    """Finds names by their characters, however the text was cut into tokens.

    All go to ``doc.spans[key]``, each widened to the tokens that it touches; ``.attrs["mentions"]`` of these has, in the same order, their
    true offsets and what else is told of them. Those that begin and end with tokens also become entities, where there is none yet.
    """

    def __init__(self, resolver: Resolver, lang: str | None, key: str) -> None:
        self._resolver, self._lang, self._key = resolver, lang, key

    def __call__(self, doc: Doc) -> Doc:
        return self._marked(doc, self._resolver.annotate(doc.text, self._lang))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 128) -> Iterator[Doc]:
        """Documents one after another, short ones searched together."""
        docs, asked = tee(stream)
        found = self._resolver.annotate_many((doc.text for doc in asked), self._lang)
        return map(self._marked, docs, found)

    def _marked(self, doc: Doc, mentions: list[Mention]) -> Doc:
        doc.spans[self._key] = [_span(doc, mention, "expand") for mention in mentions]
        doc.spans[self._key].attrs["mentions"] = [_told(mention) for mention in mentions]
        aligned = [span for mention in mentions if (span := _span(doc, mention, "strict")) is not None]
        doc.ents = filter_spans([*doc.ents, *aligned])
        return doc


def _span(doc: Doc, mention: Mention, alignment: str) -> Any:
    entity = mention.match.entity
    return doc.char_span(mention.start, mention.end, label=entity.kind, kb_id=entity.id, alignment_mode=alignment)


def _told(mention: Mention) -> dict[str, Any]:
    match = mention.match
    return {
        **{name: getattr(mention, name) for name in ("start", "end", "lang", "lemma", "id", "kind", "score")}, "how": match.how,
        "ambiguous": match.ambiguous,
    }  # fmt: skip


def patterns(resolver: Resolver | None = None) -> Iterator[dict[str, str]]:
    """Every form of the lexicon that is not weak, as a pattern for spaCy's ``EntityRuler``: the names without context and suffixes."""
    index = (resolver or shared()).index
    for posting in range(len(index.columns["entity"])):
        form = index.form(posting)
        if not form.weak:
            entity = index.entity(index.owner(posting))
            yield {"label": entity.kind, "pattern": form.text, "id": entity.id}
