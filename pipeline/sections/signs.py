"""Signs: what the section rules see on a line.

The rules of one kind are compiled into one alternation, so that a line is read once however many
rules there are. `set` of a rule says:

- `section`: the kind of section;
- `scope`: `line` (default: the pattern covers whole lines), `ending` (a whole line, known by how it
  ends), `start` and `end` (only the match, at the beginning or end of a line), `from` (from the
  match to the end of its line);
- `zone`: `head` (only above the first paragraph), `after` (only below its beginning), `margins`
  (above the first or below the last paragraph);
- `then`: `end` (the article ends here), `pause` (it ends here unless a reporter's line with an
  address follows further down), `list` (the lines down to the next paragraph belong to it);
- `date`: what a printed date is: `entered`, `released`, `plain` or `modified`.

Named groups `date`, `time`, `publisher`, `byline`, `title`, `url` are read as metadata; the group
`span` narrows the section, the rest of the line then is boilerplate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.rules import Pattern, Rules

_BEFORE = r"[ •●▪*|>#·-]{0,8}"
_AFTER = r"[ |]*(?=\n|\Z)"


@dataclass(frozen=True, slots=True)
class Sign:
    """A rule's match on a line."""

    rule: Pattern
    found: regex.Match[str]

    @property
    def start(self) -> int:
        """First code point of the match."""
        return int(self.found.start())

    @property
    def end(self) -> int:
        """One past its last code point."""
        return int(self.found.end())

    @property
    def section(self) -> str:
        """The kind of section that the rule sets."""
        return self.rule.features["section"]

    def says(self, key: str) -> str:
        """What the rule sets beside the section; empty if nothing."""
        return self.rule.features.get(key, "")

    def group(self, name: str) -> str:
        """The text of a named group; empty if the pattern has none or it did not take part."""
        return (self.found[name] or "") if name in self.found.re.groupindex else ""

    def span(self, name: str) -> tuple[int, int] | None:
        """Where a named group matched, if it did."""
        if name not in self.found.re.groupindex or self.found.start(name) < 0:
            return None
        start, end = self.found.span(name)
        return start, end


@dataclass(frozen=True, slots=True)
class Reader:
    """Rules of one kind as one expression; the first rule in the file wins."""

    expression: regex.Pattern[str] | None
    rules: Mapping[int, Pattern]

    def match(self, text: str, start: int, end: int | None = None) -> Sign | None:
        """The sign at `start` (or, of a reversed expression, the one that ends at `end`)."""
        if self.expression is None:
            return None
        found = self.expression.match(text, start, len(text) if end is None else end)
        return self._sign(found) if found else None

    def search(self, text: str, start: int, end: int) -> Sign | None:
        """The first sign in text[start:end]."""
        if self.expression is None:
            return None
        found = self.expression.search(text, start, end)
        return self._sign(found) if found else None

    def _sign(self, found: regex.Match[str]) -> Sign:
        """The rule is the one whose empty group took part (`lastgroup` fails on shared names)."""
        groups = found.groups()
        at = groups.index("")
        while at not in self.rules:
            at = groups.index("", at + 1)
        return Sign(self.rules[at], found)


@dataclass(frozen=True, slots=True)
class Signs:
    """All section rules, sorted by where they are asked."""

    head: Reader
    later: Reader
    head_ending: Reader
    later_ending: Reader
    start: Reader
    end: Reader
    onward: Reader
    dates: Reader
    decisions: Mapping[str, Pattern]

    def decision(self, name: str) -> str:
        """The id of the rule that stands for a decision of the procedure; empty if switched off."""
        rule = self.decisions.get(name)
        return rule.id if rule else ""


@lru_cache(maxsize=8)
def signs_of(rules: Rules) -> Signs:
    """The section rules, compiled once."""
    patterns = [p for p in rules.labelled("section") if p.regex is not None]
    whole = [p for p in patterns if _says(p, "scope", "line") == "line"]
    ending = [p for p in patterns if _says(p, "scope") == "ending"]
    return Signs(
        head=_whole_lines(_zone(whole, "head")),
        later=_whole_lines(_zone(whole, "after")),
        head_ending=_reversed(_zone(ending, "head")),
        later_ending=_reversed(_zone(ending, "after")),
        start=_reader([p for p in patterns if _says(p, "scope") == "start"]),
        end=_reversed([p for p in patterns if _says(p, "scope") == "end"]),
        onward=_reader([p for p in patterns if _says(p, "scope") == "from"]),
        dates=_whole_lines([p for p in whole if _says(p, "date") == "entered"]),
        decisions={p.rule.matcher: p for p in rules.labelled("section") if p.rule.matcher},
    )


def _says(pattern: Pattern, key: str, default: str = "") -> str:
    return pattern.features.get(key, default)


def _zone(patterns: Sequence[Pattern], zone: str) -> list[Pattern]:
    return [p for p in patterns if _says(p, "zone", zone) in (zone, "margins")]


def _whole_lines(patterns: Sequence[Pattern]) -> Reader:
    return _reader(patterns, _BEFORE, _AFTER)


def _reversed(patterns: Sequence[Pattern]) -> Reader:
    """Read from the end of the line backwards: a credit in brackets costs nothing elsewhere."""
    return _reader(patterns, "(?r)", "[ |]*")


def _reader(patterns: Sequence[Pattern], before: str = "", after: str = "") -> Reader:
    """One alternation; an empty group beside each rule tells which one matched."""
    if not patterns:
        return Reader(None, {})
    backwards = before == "(?r)"
    ways = []
    for index, pattern in enumerate(patterns):
        body = f"(?:{pattern.regex.pattern})" if pattern.regex else ""
        mark = f"(?P<_{index}>)"
        ways.append(mark + body if backwards else body + mark)
    expression = f"{before}(?:{'|'.join(ways)}){after}"
    compiled = regex.compile(expression, regex.VERSION1)
    places = {compiled.groupindex[f"_{i}"] - 1: pattern for i, pattern in enumerate(patterns)}
    return Reader(compiled, places)
