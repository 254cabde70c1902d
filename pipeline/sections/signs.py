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
  address follows further down), `again` (it ends here unless its date line follows at once: the
  page prints it again), `list` (the lines down to the next paragraph belong to it);
- `needs`: words separated by `|`, one of which the line must hold (saves time);
- `date`: what a printed date is: `entered`, `released`, `plain` or `modified`.

Named groups `date`, `time`, `publisher`, `byline`, `title`, `url` are read as metadata; the group
`span` narrows the section, the rest of the line then is boilerplate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_

import ahocorasick_rs
import regex

from pipeline.rules import Pattern, Rules
from pipeline.rules.load import compiled
from pipeline.sections.lines import Line

_LINE_END = r"[ |]*(?=\n|\Z)"
ANY = 1  # the bit that every line and every rule without `needs` has
ANY_WORD = "뷁뷁"
_BACKWARDS = "(?r)"  # a credit in brackets costs nothing where a line ends otherwise


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
    """Rules that are asked at the same place, as few expressions.

    Rules that share `needs` form a group, which is skipped where a line has none of its words.
    `plain` are the groups without `needs`, `needed` is what any of the others needs.
    Groups stand in the order of their first rule, those without `needs` last; within a group
    the first rule wins.
    """

    groups: tuple[Group, ...]
    plain: tuple[Group, ...]
    needed: int
    forward: bool = True

    def match(self, text: str, marks: int, start: int, end: int) -> Sign | None:
        """The sign that begins at `start` (of reversed rules: that ends at `end`)."""
        key = text[start : start + 2] if self.forward else text[end - 2 : end]
        for group in self.groups if marks & self.needed else self.plain:
            if not marks & group.needs or not _may_match(group.expression, key):
                continue
            found = group.expression.match(text, start, end)
            if found:
                return group.sign(found)
        return None

    def search(self, text: str, marks: int, start: int, end: int) -> Sign | None:
        """The first sign in text[start:end]."""
        for group in self.groups if marks & self.needed else self.plain:
            if marks & group.needs:
                found = group.expression.search(text, start, end)
                if found:
                    return group.sign(found)
        return None


@lru_cache(maxsize=1 << 14)
def _may_match(expression: regex.Pattern[str], key: str) -> bool:
    """Whether a match may begin with two letters (of reversed rules: end with them).

    Most lines of a page need no closer look.
    """
    return expression.match(key, partial=True) is not None


@dataclass(frozen=True, slots=True)
class Group:
    """Rules as one alternation, and the words of which a line must hold one, as bits."""

    needs: int
    expression: regex.Pattern[str]
    rules: Mapping[int, Pattern]

    def sign(self, found: regex.Match[str]) -> Sign:
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
    captions: Reader
    ending: Reader
    start: Reader
    end: Reader
    onward: Reader
    decisions: Mapping[str, Pattern]
    words: Words

    def marks(self, text: str, lines: Sequence[Line]) -> list[int]:
        """For each line, which of the needed words it holds: one pass over the page for all."""
        marks = [ANY] * len(lines)
        if not lines:
            return marks
        at, stop = 0, lines[0].end
        for word, start, _ in self.words.finder.find_matches_as_indexes(text, overlapping=True):
            while start >= stop:
                at += 1
                stop = lines[at].end
            marks[at] |= self.words.bits[word]
        return marks

    def decision(self, name: str) -> str:
        """The id of the rule that stands for a decision of the procedure; empty if switched off."""
        rule = self.decisions.get(name)
        return rule.id if rule else ""


@lru_cache(maxsize=8)
def signs_of(rules: Rules) -> Signs:
    """The section rules, compiled once."""
    patterns = [p for p in rules.labelled("section") if p.regex is not None]
    by_scope = {
        scope: [p for p in patterns if _says(p, "scope", "line") == scope]
        for scope in ("line", "ending", "start", "end", "from")
    }
    lines = by_scope["line"]
    words = _words(patterns)
    return Signs(
        head=_reader([p for p in lines if _says(p, "zone") != "after"], words, after=_LINE_END),
        later=_reader([p for p in lines if _says(p, "zone") != "head"], words, after=_LINE_END),
        captions=_reader(
            [p for p in lines if p.features["section"] == "caption"], words, after=_LINE_END
        ),
        ending=_reader(by_scope["ending"], words, before=_BACKWARDS, after="[ |]*"),
        start=_reader(by_scope["start"], words),
        end=_reader(by_scope["end"], words, before=_BACKWARDS, after="[ |]*"),
        onward=_reader(by_scope["from"], words),
        words=words,
        decisions={p.rule.matcher: p for p in rules.labelled("section") if p.rule.matcher},
    )


def _says(pattern: Pattern, key: str, default: str = "") -> str:
    return pattern.features.get(key, default)


@dataclass(frozen=True, slots=True)
class Words:
    """All words that rules need, and the bit of each."""

    finder: ahocorasick_rs.AhoCorasick
    bits: tuple[int, ...]
    by_word: Mapping[str, int]


def _words(patterns: Sequence[Pattern]) -> Words:
    needs = {w for p in patterns for w in _says(p, "needs").split("|") if w}
    by_word = {word: ANY << i for i, word in enumerate(sorted(needs), 1)}
    finder = ahocorasick_rs.AhoCorasick(list(by_word))
    return Words(finder, tuple(by_word.values()), by_word)


def _reader(patterns: Sequence[Pattern], words: Words, before: str = "", after: str = "") -> Reader:
    grouped: dict[tuple[bool, bool, str], list[Pattern]] = {}
    for pattern in patterns:
        needs = _says(pattern, "needs")
        grouped.setdefault((not needs, not needs and _is_open(pattern), needs), []).append(pattern)
    special_first = sorted(grouped.items(), key=lambda item: item[0][:2])
    groups = tuple(_group(_bits(key[2], words), ps, before, after) for key, ps in special_first)
    plain = tuple(group for group in groups if group.needs == ANY)
    needed = reduce(or_, (group.needs for group in groups if group.needs != ANY), 0)
    return Reader(groups, plain, needed, forward=not before)


def _is_open(pattern: Pattern) -> bool:
    """Whether a match may begin with any word; such rules are kept apart from the others."""
    return pattern.regex is not None and _may_match(pattern.regex, ANY_WORD)


def _bits(needs: str, words: Words) -> int:
    return sum({words.by_word[word] for word in needs.split("|")}) if needs else ANY


def _group(needs: int, patterns: Sequence[Pattern], before: str, after: str) -> Group:
    """One alternation; an empty group beside each rule tells which one matched."""
    ways = []
    for index, pattern in enumerate(patterns):
        body = f"(?:{pattern.regex.pattern})" if pattern.regex else ""
        mark = f"(?P<_{index}>)"
        ways.append(mark + body if before else body + mark)
    any_of_them = compiled(f"{before}(?:{'|'.join(ways)}){after}")
    places = {any_of_them.groupindex[f"_{i}"] - 1: pattern for i, pattern in enumerate(patterns)}
    return Group(needs, any_of_them, places)
