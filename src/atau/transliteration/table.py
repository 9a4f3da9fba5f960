"""The engine of systems that write letter by letter: one regular expression for what has conditions, one table for the rest.

A text is read in two passes. The first writes whatever depends on its neighbours (contexts, groups of letters, capitals that become
several letters) and looks at the text as given, so that no rule sees what another wrote; the second is ``str.translate``. Both are
linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .rules import END, START, Context, Rules, WordRule
from .writing import STRESS, Lookalikes, capitals, composed, title, upper

_LETTER = r"[^\W\d_]"
_STRESSED = f"[{STRESS}]?"


@dataclass(frozen=True, slots=True)
class _Written:
    """A group of letters as written in lower case, with one capital, and in capitals."""

    lower: str
    title: str
    upper: str


class Table:
    """A compiled system. Immutable after construction, safe to share between threads, picklable."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._capitals = capitals(dict(rules.capitals))
        self._lookalikes = Lookalikes(rules.script, frozenset(rules.source) | frozenset("".join(rules.letters)))
        single = {key: out for key, out in rules.letters.items() if len(key) == 1}
        groups = [Context(key, out) for key, out in rules.letters.items() if len(key) > 1]
        self._contexts = sorted([*rules.contexts, *groups], key=lambda context: -len(context.of))
        self._outputs = [self._written(context.to) for context in self._contexts]
        self._singles = {key: self._written(out) for key, out in single.items()}
        self._plain = str.maketrans(self._cased(single))
        self._overlapping = self._overlaps()
        self._prefixes = [(_word_pattern(rule, rules.source), rule.prefix) for rule in rules.words]
        self._pattern = self._first_pass(single)

    def _written(self, out: str) -> _Written:
        return _Written(out, title(out, self._capitals), upper(out, self._capitals))

    def _cased(self, single: dict[str, str]) -> dict[str, str]:
        large = {key.upper(): self._written(out).title for key, out in single.items() if len(key.upper()) == 1}
        return large | single

    def _first_pass(self, single: dict[str, str]) -> re.Pattern[str] | None:
        """The conditional rules in their order, then the letters that can't wait for the second pass."""
        parts = [f"({_pattern(context)})" for context in self._contexts]
        late = single if self._overlapping else {}
        several = {key.upper() for key, out in single.items() if len(out) > 1 and len(key.upper()) == 1 and key.upper() != key}
        if rest := several | set(late) | {key.upper() for key in late if len(key.upper()) == 1}:
            parts.append(f"[{re.escape(''.join(sorted(rest)))}]")
        return re.compile("|".join(parts)) if parts else None

    def _overlaps(self) -> bool:
        """Whether the second pass would read again what the first wrote."""
        written = {char for out in self._outputs for char in out.lower + out.upper}
        written |= {char for out in self._singles.values() if len(out.lower) > 1 for char in out.title + out.upper}
        return any(self._plain.get(ord(char), char) != char for char in written)

    def write(self, text: str) -> str:
        """The text in the target script."""
        text = self._lookalikes.undone(composed(text))
        for pattern, prefix in self._prefixes:
            text = pattern.sub(prefix, text)
        if self._pattern is not None:
            text = self._pattern.sub(self._write, text)
        return composed(text if self._overlapping else text.translate(self._plain))

    def _write(self, match: re.Match[str]) -> str:
        found = match[0]
        index = match.lastindex
        out = self._singles[found.lower()] if index is None else self._outputs[index - 1]
        if not found[0].isupper():
            return out.lower
        return out.upper if _in_capitals(match) else out.title


def _in_capitals(match: re.Match[str]) -> bool:
    """Whether a match that begins with a capital stands among capitals: the rest of it, else the next letter, else the one before."""
    rest = match[0][1:]
    if rest and rest.upper() != rest.lower():
        return rest.isupper()
    text, start, end = match.string, match.start(), match.end()
    following = text[end:end + 1]
    if following.isalpha():
        return following.isupper()
    return start > 0 and text[start - 1].isupper()


def _has_capital(char: str) -> bool:
    """Whether there is one other letter that is its capital."""
    return len(char.upper()) == 1 and char.upper() != char


def _either_case(letters: str) -> str:
    return "".join(f"[{re.escape(char + char.upper())}]" if _has_capital(char) else re.escape(char) for char in letters)


def _pattern(context: Context) -> str:
    """The letters first and what must stand before them after, as a look back: a pattern that begins with letters is sought fast."""
    key = _either_case(context.of)
    return key + _after(context.after, key) + _before(context.before)


def _after(conditions: Iterable[str], key: str) -> str:
    choices, singles = [], []
    for condition in conditions:
        if condition == START:
            choices.append(f"(?<!{_LETTER}{key})(?<![{STRESS}]{key})")
        elif len(condition) == 1:
            singles.append(condition)
        else:
            choices.append(f"(?<={_either_case(condition)}{key})")
    if singles:
        letters = f"[{re.escape(''.join(singles) + ''.join(singles).upper())}]"
        choices += [f"(?<={letters}{key})", f"(?<={letters}[{STRESS}]{key})"]
    return f"(?:{'|'.join(choices)})" if choices else ""


def _before(conditions: Iterable[str]) -> str:
    choices = [f"{_STRESSED}(?!{_LETTER})" if condition == END else _STRESSED + _either_case(condition) for condition in conditions]
    return f"(?={'|'.join(choices)})" if choices else ""


def _word_pattern(rule: WordRule, source: str) -> re.Pattern[str]:
    """The start of a word of the source's letters that meets the rule."""
    word = f"[{source + source.upper()}]"
    return re.compile(f"(?<!{word})(?={word}*{_any(rule.has)})(?!{word}*{_any(rule.lacks)})(?={word})")


def _any(letters: str) -> str:
    return f"[{letters + letters.upper()}]"
