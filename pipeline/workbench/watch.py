"""On every saved rule file: extract again what it concerns, and show what changed."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from pipeline.rules import RuleError, Rules
from pipeline.workbench.again import Difference
from pipeline.workbench.checkup import check_rules, explosive
from pipeline.workbench.crew import SHOWN, Crew
from pipeline.workbench.diff import Tally, summary

KEPT = "the last good rules stay in force"


def watch(crew: Crew, saves: Iterable[object], load: Callable[[], Rules]) -> Iterator[str]:
    """Lines to print: after each of `saves`, the changed rows, their summary and the time taken.

    A mistake in the rules is told, and the last good rules stay in force.
    """
    for _ in saves:
        began = time.perf_counter()
        try:
            rules = load()
        except RuleError as error:
            yield from (str(problem) for problem in error.problems)
            yield KEPT
            continue
        yield from _taken(crew, rules, began)


def _taken(crew: Crew, rules: Rules, began: float) -> Iterator[str]:
    """The changes, and whether the examples of the changed rules hold."""
    difference = Difference(crew.rules, rules)
    bad = [told for _, now in difference.own if now for told in explosive(now)]
    if bad:
        yield from map(str, bad)
        yield KEPT
        return
    if difference.anywhere:
        yield "tables or built-in matchers changed: all articles"
    yield from _changes(crew, rules, began)
    changed = [now.id for _, now in difference.pairs if now]
    if changed:
        yield from map(str, check_rules(rules, changed))


def _changes(crew: Crew, rules: Rules, began: float) -> Iterator[str]:
    counts: Tally = Counter()
    again = shown = 0
    last = began
    for news in crew.update(rules):
        again += news.again
        for row in news.rows[: SHOWN - shown]:
            yield from row
            shown += 1
        if news.tally:
            counts += news.tally
            last = time.perf_counter()
    yield from summary(counts)
    took = time.perf_counter() - began
    found = f", the last found after {last - began:.2f} s" if counts else ""
    yield (
        f"{counts.total()} rows changed{found}; "
        f"{again} of {crew.size} articles extracted again in {took:.2f} s"
    )
