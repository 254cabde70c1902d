"""Runs the rule files' patterns over the page.

In: the page and the rules. Out: a candidate for every match of every pattern. Drops: nothing; a
match whose morphemes break a condition is a loss with that reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from pipeline.model import Candidate, Loss, Morpheme, Sentence
from pipeline.page import Page
from pipeline.rules import Pattern, Rules
from pipeline.rules.schema import MATCHED, Condition
from pipeline.rules.sieve import Sieve
from pipeline.steps import Steps

TIME_LIMIT = 2.0
"""Seconds that one rule may take on one article; only a pattern that backtracks needs more."""
TIMED_OUT = "time limit"
_BEYOND = 16
"""Characters behind a sentence that a pattern may look at: what follows decides many rules."""


def match_patterns(page: Page, rules: Rules) -> Steps[list[Candidate | Loss]]:
    """Every match of every pattern whose label is matched, in the order of the rules.

    One pattern at a step: together their expressions are larger than any cache.
    """
    places: dict[str, list[Sentence]] = {}
    for blotted in (False, True):
        text = page.seen_by(blotted)
        yield
        found_in = _sieve(rules, blotted).places(text, page.sentences)
        places |= {pattern.id: sentences for pattern, sentences in found_in}
        yield
    found: list[Candidate | Loss] = []
    for pattern in rules.labelled(*MATCHED):
        if pattern.id in places:
            found += proposals(pattern, page, places[pattern.id])
        yield
    return found


@lru_cache(maxsize=8)
def _sieve(rules: Rules, blotted: bool) -> Sieve:
    """Of the patterns that see the text, or of those that see it blotted."""
    return Sieve([p for p in rules.labelled(*MATCHED) if p.blotted == blotted])


def proposals(
    pattern: Pattern, page: Page, sentences: Sequence[Sentence] | None = None
) -> Iterator[Candidate | Loss]:
    """Every match of one pattern in the sentences, in all of them by default."""
    try:
        for found in occurrences(pattern, page, sentences):
            candidate = _candidate(pattern, found)
            broken = _broken(pattern, candidate, page)
            yield Loss(candidate, f"condition: {broken}") if broken else candidate
    except TimeoutError:
        nothing = Candidate(0, 0, pattern.label, pattern.id)
        yield Loss(nothing, f"{TIMED_OUT}: gave up after {TIME_LIMIT:g} s on this article")


def occurrences(
    pattern: Pattern, page: Page, sentences: Sequence[Sentence] | None = None
) -> Iterator[regex.Match[str]]:
    """Matches from left to right without overlap, each within a sentence.

    A rule with a built-in matcher has none. Raises TimeoutError past TIME_LIMIT.
    """
    if pattern.regex is None:
        return
    text = page.seen_by(pattern.blotted)
    last = page.extent[1]
    for sentence in page.sentences if sentences is None else sentences:
        end = min(sentence.end + _BEYOND, last)
        for found in pattern.regex.finditer(text, sentence.start, end, timeout=TIME_LIMIT):
            if found.end() <= sentence.end:
                yield found


def _candidate(pattern: Pattern, found: regex.Match[str]) -> Candidate:
    spans = found.regs
    groups = {name: spans[i] for name, i in found.re.groupindex.items() if spans[i][0] >= 0}
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
