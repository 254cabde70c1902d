"""Runs the rule files' patterns over the page.

In: the page and the rules. Out: a candidate for every match of every pattern. Drops: nothing; a
match whose morphemes break a condition is a loss with that reason.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.model import Candidate, Loss, Morpheme
from pipeline.page import Page
from pipeline.rules import Pattern, Rules
from pipeline.rules.schema import MATCHED, Condition

TIME_LIMIT = 2.0
"""Seconds that one rule may take on one article; only a pattern that backtracks needs more."""
TIMED_OUT = "time limit"


def match_patterns(page: Page, rules: Rules) -> Iterator[Candidate | Loss]:
    """Every match of every pattern whose label is matched, in the order of the rules."""
    for pattern in rules.labelled(*MATCHED):
        yield from proposals(pattern, page)


def proposals(pattern: Pattern, page: Page) -> Iterator[Candidate | Loss]:
    """Every match of one pattern."""
    try:
        for found in occurrences(pattern, page):
            candidate = _candidate(pattern, found)
            broken = _broken(pattern, candidate, page)
            yield Loss(candidate, f"condition: {broken}") if broken else candidate
    except TimeoutError:
        nothing = Candidate(0, 0, pattern.label, pattern.id)
        yield Loss(nothing, f"{TIMED_OUT}: gave up after {TIME_LIMIT:g} s on this article")


def occurrences(pattern: Pattern, page: Page) -> Iterator[regex.Match[str]]:
    """Matches from left to right without overlap; a rule with a built-in matcher has none.

    Raises TimeoutError past TIME_LIMIT.
    """
    if pattern.regex is not None:
        text = page.seen_by(pattern.blotted)
        yield from pattern.regex.finditer(text, *page.extent, timeout=TIME_LIMIT)


def _candidate(pattern: Pattern, found: regex.Match[str]) -> Candidate:
    groups = {name: found.span(name) for name in found.groupdict() if found.start(name) >= 0}
    start, end = groups.get("span", found.span())
    return Candidate(
        start=start,
        end=end,
        label=pattern.label,
        rule=pattern.id,
        priority=pattern.priority,
        groups=groups,
        features=pattern.features,
    )


def _broken(pattern: Pattern, candidate: Candidate, page: Page) -> str:
    """What the first broken condition saw; empty if all hold."""
    for condition in pattern.rule.when:
        start, end = candidate.groups.get(condition.group, (candidate.start, candidate.end))
        seen = _violation(condition, start, end, page.morphemes(start))
        if seen:
            return seen
    return ""


def _violation(condition: Condition, start: int, end: int, morphemes: tuple[Morpheme, ...]) -> str:
    first = next((m for m in morphemes if m.start <= start < m.end), None)
    tag = first.tag if first else ""
    if condition.tags and tag not in condition.tags:
        wanted = "/".join(condition.tags)
        return f"{condition.group} begins with {tag or 'no morpheme'}, not {wanted}"
    if condition.not_tags and tag in condition.not_tags:
        return f"{condition.group} begins with {tag}"
    if condition.starts and not (first and first.start == start):
        return f"{condition.group} does not begin a morpheme"
    if condition.ends and not any(m.end == end for m in morphemes):
        return f"{condition.group} does not end a morpheme"
    return ""
