"""On every saved rule file: extract again what it concerns, and show what changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from pipeline.rules import RuleError, Rules
from pipeline.workbench.again import Difference
from pipeline.workbench.checkup import check_rules, explosive
from pipeline.workbench.diff import Change, compare_articles, lines, summary
from pipeline.workbench.session import Session

SHOWN = 40
"""Changed rows that are printed one by one; the summary counts all."""

KEPT = "the last good rules stay in force"


def watch(session: Session, saves: Iterable[object], load: Callable[[], Rules]) -> Iterator[str]:
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
        yield from _taken(session, rules, began)


def _taken(session: Session, rules: Rules, began: float) -> Iterator[str]:
    """The changes, and whether the examples of the changed rules hold."""
    difference = Difference(session.rules, rules)
    changed = [now for _, now in difference.pairs if now]
    bad = [problem for pattern in changed for problem in explosive(pattern)]
    if bad:
        yield from map(str, bad)
        yield KEPT
        return
    if difference.anywhere:
        yield "words, tables or sections changed: all articles, those with the words first"
    yield from _changes(session, rules, began)
    if changed:
        yield from map(str, check_rules(rules, [pattern.id for pattern in changed]))


def _changes(session: Session, rules: Rules, began: float) -> Iterator[str]:
    changes: list[Change] = []
    again = 0
    shown = 0.0
    for before, after in session.update(rules):
        again += 1
        fresh = compare_articles(before, after)
        if fresh:
            for change in fresh[: max(0, SHOWN - len(changes))]:
                yield from lines(change)
            changes += fresh
            shown = time.perf_counter() - began
    yield from summary(changes)
    took = time.perf_counter() - began
    last = f", the last found after {shown:.2f} s" if changes else ""
    yield (
        f"{len(changes)} rows changed{last}; "
        f"{again} of {len(session.traces)} articles extracted again in {took:.2f} s"
    )
