"""The engine of systems that write letter by letter: one regular expression for what has conditions, one table for the rest.

A text is read in two passes. The first writes whatever depends on its neighbours (contexts, groups of letters, capitals that become
several letters) and looks at the text as given, so that no rule sees what another wrote; the second is ``str.translate``. Both are
linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from .rules import END, START, Context, Rules, WordRule
from .writing import STRESS, Lookalikes, capitals, composed, title, upper

_LETTER = r"[^\W\d_]"
_STRESSED = f"[{STRESS}]?"

#: Chinese characters bear no stress mark.
_UNSTRESSED = dict.fromkeys(map(ord, STRESS))


@dataclass(frozen=True, slots=True)
class _Written:
    """A group of letters as written in lower case, with one capital, and in capitals."""

    lower: str
    title: str
    upper: str


#: What is written for a group of letters where a condition holds; None is no condition.
_Choice = tuple[re.Pattern[str] | None, _Written]


class Table:
    """A compiled system. Immutable after construction, safe to share between threads, picklable."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._capitals = capitals(dict(rules.capitals))
        self._lookalikes = Lookalikes(rules.script, frozenset(rules.source) | frozenset("".join(rules.letters)))
        single = {key: out for key, out in rules.letters.items() if len(key) == 1}
        groups = [Context(key, out) for key, out in rules.letters.items() if len(key) > 1]
        self._contexts = sorted([*rules.contexts, *groups], key=lambda context: -len(context.of))
        self._choices = self._choices_of(single)
        self._plain = str.maketrans(self._cased(single))
        self._overlapping = self._overlaps(single)
        self._prefixes = [(_word_pattern(rule, rules.source), rule.prefix) for rule in rules.words]
        self._pattern = self._first_pass(single)

    def _written(self, out: str) -> _Written:
        return _Written(out, title(out, self._capitals), upper(out, self._capitals))

    def _cased(self, single: dict[str, str]) -> dict[str, str]:
        large = {key.upper(): self._written(out).title for key, out in single.items() if len(key.upper()) == 1}
        return large | single

    def _choices_of(self, single: dict[str, str]) -> dict[str, list[_Choice]]:
        """What may be written for each group of letters, in the order of the file, what has no conditions last."""
        choices: dict[str, list[_Choice]] = {}
        for context in self._contexts:
            choices.setdefault(context.of, []).append((_compiled(_conditions(context)), self._written(context.to)))
        for key, out in single.items():
            choices.setdefault(key, []).append((None, self._written(out)))
        return {key: found[:1] if len({out for _, out in found}) == 1 else found for key, found in choices.items()}

    def _first_pass(self, single: dict[str, str]) -> re.Pattern[str] | None:
        """The conditional rules, then the letters that can't wait for the second pass."""
        parts = [_tree(self._contexts)] if self._contexts else []
        late = single if self._overlapping else {}
        several = {key.upper() for key, out in single.items() if len(out) > 1 and len(key.upper()) == 1 and key.upper() != key}
        if rest := several | set(late) | {key.upper() for key in late if len(key.upper()) == 1}:
            parts.append(f"[{re.escape(''.join(sorted(rest)))}]")
        return re.compile("|".join(parts)) if parts else None

    def _overlaps(self, single: dict[str, str]) -> bool:
        """Whether the second pass would read again what the first wrote."""
        written = {char for context in self._contexts for out in [self._written(context.to)] for char in out.lower + out.upper}
        written |= {char for out in single.values() if len(out) > 1 for char in title(out, self._capitals) + upper(out, self._capitals)}
        return any(self._plain.get(ord(char), char) != char for char in written)

    def write(self, text: str) -> str:
        """The text in the target script."""
        text = self._lookalikes.undone(composed(text))
        if self.rules.target == "Hans":
            text = text.translate(_UNSTRESSED)
        for pattern, prefix in self._prefixes:
            text = pattern.sub(prefix, text)
        if self._pattern is not None:
            text = self._pattern.sub(self._write, text)
        return composed(text if self._overlapping else text.translate(self._plain))

    def _write(self, match: re.Match[str]) -> str:
        found = match[0]
        out = self._choice(found.lower(), match)
        if not found[0].isupper():
            return out.lower
        return out.upper if _in_capitals(match) else out.title

    def _choice(self, key: str, match: re.Match[str]) -> _Written:
        """The first of a group's outputs whose condition holds: one does, or the group would not have been found."""
        choices = self._choices[key]
        for condition, out in choices[:-1]:
            if condition is None or condition.match(match.string, match.end()):
                return out
        return choices[-1][1]


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


def _tree(contexts: Sequence[Context], depth: int = 0) -> str:
    """The letters of all groups as one pattern that branches letter by letter: longer groups first, equal ones in their order.

    What must stand before a group comes after it, as a look back: a pattern that begins with letters is sought fast.
    """
    ended = dict.fromkeys(_conditions(context) for context in contexts if len(context.of) == depth)
    longer: dict[str, list[Context]] = {}
    for context in contexts:
        if len(context.of) > depth:
            longer.setdefault(context.of[depth], []).append(context)
    branches = [_either_case(letter) + _tree(group, depth + 1) for letter, group in longer.items()] + list(ended)
    return "|".join(branches) if depth == 0 else f"(?:{'|'.join(branches)})" if branches != [""] else ""


def _conditions(context: Context) -> str:
    return _after(context.after, _either_case(context.of)) + _before(context.before)


@cache
def _compiled(conditions: str) -> re.Pattern[str] | None:
    return re.compile(conditions) if conditions else None


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
        letters = _one_of("".join(singles))
        choices += [f"(?<={letters}{key})", f"(?<={letters}[{STRESS}]{key})"]
    return f"(?:{'|'.join(choices)})" if choices else ""


def _before(conditions: Iterable[str]) -> str:
    choices, singles = [], ""
    for condition in conditions:
        if condition == END:
            choices.append(f"{_STRESSED}(?!{_LETTER})")
        elif len(condition) == 1:
            singles += condition
        else:
            choices.append(_STRESSED + _either_case(condition))
    if singles:
        choices.append(f"{_STRESSED}{_one_of(singles)}")
    return f"(?={'|'.join(choices)})" if choices else ""


def _one_of(letters: str) -> str:
    return f"[{re.escape(letters + letters.upper())}]"


def _word_pattern(rule: WordRule, source: str) -> re.Pattern[str]:
    """The start of a word of the source's letters that meets the rule."""
    word = f"[{source + source.upper()}]"
    return re.compile(f"(?<!{word})(?={word}*{_any(rule.has)})(?!{word}*{_any(rule.lacks)})(?={word})")


def _any(letters: str) -> str:
    return f"[{letters + letters.upper()}]"
