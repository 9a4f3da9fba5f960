"""Names found in running text: MB of UTF-8 a second on one core, everything included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import atau

from .material import documents, forms, size_in_megabytes
from .measure import Figure, peer, seconds, tell


def run() -> None:
    texts, few = documents(4), documents(0.2)
    figures = [
        _speed("annotate_many, news of 3 kB each", texts, lambda: list(atau.annotate_many(texts))),
        _speed("annotate, called for each of them", texts, lambda: [atau.annotate(text) for text in texts]),
        _speed("annotate, all as one text", texts, lambda: atau.annotate("\n".join(texts))),
        *_spacy(few),
        *_flashtext(few),
    ]
    tell(f"annotate: mixed news in four languages, {len(forms()):,} forms", figures)
    print("  neither peer inflects, resolves a namesake or minds where a Chinese word ends")


def _speed(who: str, texts: list[str], action: Callable[[], Any]) -> Figure:
    return Figure(who, size_in_megabytes(texts) / seconds(action), "MB/s")


def _spacy(texts: list[str]) -> list[Figure]:
    if (spacy := peer("spacy")) is None:
        return []
    language = spacy.blank("xx")
    matcher = peer("spacy.matcher").PhraseMatcher(language.vocab, attr="LOWER")  # type: ignore[union-attr]
    matcher.add("name", [language.make_doc(text) for text in {form.text for form in forms()}])
    return [_speed("spaCy PhraseMatcher, blank xx", texts, lambda: [matcher(language.make_doc(text)) for text in texts])]


def _flashtext(texts: list[str]) -> list[Figure]:
    if (flashtext := peer("flashtext")) is None:
        return []
    processor = flashtext.KeywordProcessor()
    for form in forms():
        processor.add_keyword(form.text)
    return [_speed("flashtext", texts, lambda: [processor.extract_keywords(text, span_info=True) for text in texts])]
