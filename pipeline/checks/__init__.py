"""Checks stage: whether the article's figures agree with each other (SPEC §6).

In: fact and date rows. Out: a row for every piece of arithmetic that the text itself allows, with
the arithmetic spelled out. Drops: nothing; where the text does not allow it, there is no row. A
check that cries wolf will be switched off: a mismatch is reported only where the words leave no
other reading and no figure is hedged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pipeline.checks.arithmetic import shares, sums
from pipeline.checks.growth import growth, increments
from pipeline.checks.lists import announced, counts, ordinals
from pipeline.checks.skeleton import Match, matches
from pipeline.checks.tables import table_sums
from pipeline.checks.times import ages, durations, orders
from pipeline.model import Check, Fact, Linked, changed
from pipeline.page import Page
from pipeline.rules import Rules


def check(facts: tuple[Fact, ...], linked: Linked, page: Page, rules: Rules) -> tuple[Check, ...]:
    """Arithmetic inside one article."""
    done: dict[tuple[str, str, str], Check] = {}
    for row in _rows(facts, linked, page, rules):
        done.setdefault((row.check, row.fact_ids, row.stated), row)
    return tuple(changed(row, {"doc_id": page.doc_id}) for row in done.values())


def _rows(facts: tuple[Fact, ...], linked: Linked, page: Page, rules: Rules) -> Iterator[Check]:
    by_kind: dict[str, Callable[[Match], Iterator[Check]]] = {
        "share": shares,
        "sum": sums,
        "ordinal": lambda match: ordinals(match, linked, page),
        "count": lambda match: counts(match, linked, page),
    }
    for match in matches(facts, page, rules):
        yield from by_kind[match.pattern.features["value"]](match)
    yield from growth(facts)
    yield from increments(facts)
    yield from table_sums(facts, page)
    yield from announced(facts, page)
    yield from orders(linked, page)
    yield from durations(linked, page)
    yield from ages(facts, page)
