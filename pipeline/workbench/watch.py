"""On every saved rule file: extract again what it concerns, and show what changed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from pipeline.rules import RuleError, Rules
from pipeline.workbench.diff import Change, as_tables, compare, lines, summary
from pipeline.workbench.session import Session

SHOWN = 40
"""Changed rows that are printed one by one; the summary counts all."""


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
            yield "the last good rules stay in force"
            continue
        yield from _changes(session, rules, began)


def _changes(session: Session, rules: Rules, began: float) -> Iterator[str]:
    changes: list[Change] = []
    again = 0
    for before, after in session.update(rules):
        again += 1
        fresh = compare(as_tables([before]), as_tables([after]))
        for change in fresh[: max(0, SHOWN - len(changes))]:
            yield from lines(change)
        changes += fresh
    yield from summary(changes)
    took = time.perf_counter() - began
    rows = f"{len(changes)} rows changed"
    yield f"{rows}; {again} of {len(session.traces)} articles extracted again in {took:.2f} s"
