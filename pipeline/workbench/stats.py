"""Hits, wins, losses and time of every rule over a set of articles."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.flow import Trace
from pipeline.match.patterns import occurrences
from pipeline.page import Page
from pipeline.rules import Rules

SUDDEN = 2.0
"""A rule that wins this many times as often as before (and 5 more) stands out."""


@dataclass(frozen=True, slots=True)
class RuleStats:
    """What one rule did: `share` is its part of the time that all patterns took."""

    rule: str
    hits: int
    wins: int
    share: float
    reasons: Mapping[str, int]

    @property
    def losses(self) -> int:
        """Matches that did not stand."""
        return self.hits - self.wins


def rule_stats(traces: Iterable[Trace], rules: Rules) -> list[RuleStats]:
    """One entry per rule, in the order of the rule files."""
    hits: Counter[str] = Counter()
    wins: Counter[str] = Counter()
    reasons: dict[str, Counter[str]] = {}
    spent: Counter[str] = Counter()
    for made in traces:
        losers = Counter(loss.candidate.rule for loss in made.losses)
        for rule, number in losers.items():
            hits[rule] += number
        for candidate in made.kept:
            hits[candidate.rule] += 1
            wins[candidate.rule] += 1
        _count_silent_labels(made, hits, wins)
        _count_cues(made.page, rules, hits, wins)
        for loss in made.losses:
            told = loss.reason.split(":")[0]
            reasons.setdefault(loss.candidate.rule, Counter())[told] += 1
        _clock(made.page, rules, spent)
    total = sum(spent.values()) or 1
    return [
        RuleStats(p.id, hits[p.id], wins[p.id], spent[p.id] / total, reasons.get(p.id, Counter()))
        for p in rules.patterns
    ]


def _count_silent_labels(made: Trace, hits: Counter[str], wins: Counter[str]) -> None:
    """Sections, relations and vetoes win without being settled."""
    silent = [s.rule for s in made.page.sections] + [r.rule for r in made.linked.relations]
    silent += [c.rule for c in made.candidates if c.label == "veto"]
    for rule in silent:
        hits[rule] += 1
        wins[rule] += 1


def _count_cues(page: Page, rules: Rules, hits: Counter[str], wins: Counter[str]) -> None:
    """Cues of the context and checks stages are words, not rows: every match counts."""
    for pattern in rules.labelled("context"):
        found = sum(1 for _ in occurrences(pattern, page))
        hits[pattern.id] += found
        wins[pattern.id] += found


def _clock(page: Page, rules: Rules, spent: Counter[str]) -> None:
    """Add the nanoseconds that each pattern takes on a page; a report, never an input."""
    for pattern in rules.patterns:
        began = time.perf_counter_ns()
        for _ in occurrences(pattern, page):
            pass
        spent[pattern.id] += time.perf_counter_ns() - began


def table(stats: Iterable[RuleStats], before: Mapping[str, int] | None = None) -> Iterator[str]:
    """The stats as lines, with a remark on rules that are dead or suddenly fire more.

    `before` holds the wins of an earlier run, by rule.
    """
    yield f"{'rule':36} {'hits':>6} {'wins':>6} {'lost':>6} {'time':>6}  remark"
    for s in stats:
        remark = _remark(s, before)
        yield f"{s.rule:36} {s.hits:6} {s.wins:6} {s.losses:6} {s.share:6.1%}  {remark}".rstrip()


def _remark(stats: RuleStats, before: Mapping[str, int] | None) -> str:
    if stats.hits == 0:
        return "dead: never matched"
    if stats.wins == 0:
        most = max(stats.reasons, key=lambda r: stats.reasons[r], default="")
        return f"never wins ({most})"
    if before is None:
        return ""
    was = before.get(stats.rule, 0)
    if stats.wins >= max(SUDDEN * was, was + 5):
        return f"suddenly more: {was} -> {stats.wins}"
    return f"suddenly fewer: {was} -> {stats.wins}" if was >= max(2 * stats.wins, 5) else ""
