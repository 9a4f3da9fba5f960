"""The engine of systems that write letter by letter: one regular expression for what has conditions, one table for the rest.

A text is read in two passes. The first writes whatever depends on its neighbours (contexts, groups of letters, capitals that become
several letters) and looks at the text as given, so that no rule sees what another wrote; the second is ``str.translate``. Both are
linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .patterns import Patterns, has_capital
from .rules import Context, Rules
from .writing import STRESS, Lookalikes, capitals, composed, title, upper

#: Scripts without capitals, and without stress marks: what is written in them is read without either.
_PLAIN_SCRIPTS = {"Hans"}


@dataclass(frozen=True, slots=True)
class _Written:
    """A group of letters as written in lower case, with one capital, and in capitals."""

    lower: str
    title: str
    upper: str


#: What is written for a group of letters where a condition holds; None is no condition.
_Choice = tuple[re.Pattern[str] | None, _Written]

#: What is written where one of some conditions holds, and else.
_Choices = tuple[tuple[tuple[re.Pattern[str], _Written], ...], _Written]


class Table:
    """A compiled system. Immutable after construction, safe to share between threads, picklable."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules
        self._patterns = Patterns(cased=rules.target not in _PLAIN_SCRIPTS)
        self._levelled = {} if self._patterns.cased else _levelled(rules.source)
        self._capitals = capitals(dict(rules.capitals))
        self._lookalikes = Lookalikes(rules.script, frozenset(rules.source) | frozenset("".join(rules.letters)))
        single = {key: out for key, out in rules.letters.items() if len(key) == 1}
        groups = [Context(key, out) for key, out in rules.letters.items() if len(key) > 1]
        self._contexts = sorted([*rules.contexts, *groups], key=lambda context: -len(context.of))
        self._choices = self._choices_of(single)
        self._plain = str.maketrans(self._cased(single))
        self._overlapping = self._overlaps(single)
        self._prefixes = [(self._patterns.word(rule, rules.source), rule.prefix) for rule in rules.words]
        self._pattern = self._first_pass(single)

    def _written(self, out: str) -> _Written:
        return _Written(out, title(out, self._capitals), upper(out, self._capitals))

    def _cased(self, single: dict[str, str]) -> dict[str, str]:
        large = {key.upper(): self._written(out).title for key, out in single.items() if len(key.upper()) == 1}
        return large | single

    def _choices_of(self, single: dict[str, str]) -> dict[str, _Choices]:
        """What may be written for each group of letters, in the order of the file, what has no conditions last."""
        choices: dict[str, list[_Choice]] = {}
        for context in self._contexts:
            choices.setdefault(context.of, []).append((self._condition(context), self._written(context.to)))
        for key, out in single.items():
            choices.setdefault(key, []).append((None, self._written(out)))
        return {key: _last_apart(found) for key, found in choices.items()}

    def _condition(self, context: Context) -> re.Pattern[str] | None:
        conditions = self._patterns.conditions(context)
        return re.compile(conditions) if conditions else None

    def _first_pass(self, single: dict[str, str]) -> re.Pattern[str] | None:
        """The conditional rules, then the letters that can't wait for the second pass."""
        parts = [self._patterns.tree(self._contexts)] if self._contexts else []
        late = single if self._overlapping else {}
        several = {key.upper() for key, out in single.items() if len(out) > 1 and has_capital(key)} if self._patterns.cased else set()
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
        if self._levelled:
            text = text.translate(self._levelled)
        for pattern, prefix in self._prefixes:
            text = pattern.sub(prefix, text)
        if self._pattern is not None:
            text = self._pattern.sub(self._write, text)
        return composed(text if self._overlapping else text.translate(self._plain))

    def _write(self, match: re.Match[str]) -> str:
        """The first of a group's outputs whose condition holds: one does, or the group would not have been found."""
        found = match[0]
        choices, out = self._choices[found.lower()]
        for condition, other in choices:
            if condition.match(match.string, match.end()):
                out = other
                break
        if not found[0].isupper():
            return out.lower
        return out.upper if _in_capitals(match) else out.title


def _last_apart(choices: list[_Choice]) -> _Choices:
    """The choices up to the first that is sure; none but that one where all come to the same."""
    sure = next((at for at, (condition, _) in enumerate(choices) if condition is None), len(choices) - 1)
    last = choices[sure][1]
    before = tuple((condition, out) for condition, out in choices[:sure] if condition is not None)
    return (() if all(out == last for _, out in before) else before), last


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


def _levelled(source: str) -> dict[int, str | None]:
    """Capitals to small letters, stress marks to nothing."""
    return str.maketrans({char.upper(): char for char in source if has_capital(char)} | dict.fromkeys(STRESS))
