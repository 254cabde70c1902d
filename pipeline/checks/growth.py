"""Changes: what a printed growth says of the values before and after."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import regex

from pipeline.checks.rows import row
from pipeline.checks.tolerance import (
    CONSISTENT,
    INCONSISTENT,
    Interval,
    exact,
    grain,
    interval,
    shown,
)
from pipeline.model import Check, Fact

_PER_YEAR = regex.compile(r"연평균|매년|해마다|연간|씩|(?<![가-힣])연 ?\d")


@dataclass(frozen=True, slots=True)
class Computed:
    """What two values give: the kind of arithmetic, the values it may be, how it is shown."""

    kind: str
    span: Interval
    value: Decimal
    sign: str


def growth(facts: Sequence[Fact]) -> Iterator[Check]:
    """ "122 -> 173 is +41.8%": the change that an article states against its own values."""
    for fact in facts:
        printed = fact.value is not None and fact.change_delta is not None
        if not printed or fact.change_delta != abs(fact.value or Decimal(0)):
            continue
        pair = _pair(fact, facts)
        if pair:
            yield from _judged(fact, *pair)


def increments(facts: Sequence[Fact]) -> Iterator[Check]:
    """ "610억 원(5.2%) 늘어난 1조 2,300억 원": a change printed as an amount and as a rate.

    Only agreement is told: the rate may be taken of another base than the one that the text gives.
    """
    for rate in facts:
        if rate.unit != "percent" or rate.change_delta != rate.value or not rate.change_to:
            continue
        told = (rate.sentence, rate.change_to, rate.change_direction)
        amounts = [
            f
            for f in facts
            if f.unit == f.change_unit != "percent"
            and f.value == f.change_delta
            and (f.sentence, f.change_to, f.change_direction) == told
        ]
        if len(amounts) == 1:
            yield from _of_base(rate, amounts[0], rate.change_to)


def _of_base(rate: Fact, amount: Fact, now: Decimal) -> Iterator[Check]:
    size = amount.value or Decimal(0)
    base = now - size if rate.change_direction == "up" else now + size
    if base <= 0:
        return
    share = size / base * 100
    slack = grain(rate.text) / 2
    if Interval(share, share).near(interval(rate), slack):
        said = f"{shown(size)} / {shown(base)} = {shown(share)}%, stated {rate.text}"
        yield row("growth", (amount, rate), rate.text, f"{shown(share)}%", CONSISTENT, said)


def _pair(rate: Fact, facts: Sequence[Fact]) -> tuple[Fact, Fact] | None:
    """The figures before and after the change, if both are printed once: the one before in the
    sentence, the one after there or, with the very same change, in another."""
    here = [f for f in facts if f.sentence == rate.sentence and f is not rate]
    old = [f for f in here if f.value == rate.change_from]
    new = [f for f in here if _is_new(f, rate)] or [f for f in facts if _is_new(f, rate)]
    if len(old) != 1 or len(new) != 1 or old[0] is new[0] or not old[0].value:
        return None
    alike = (old[0].measure, old[0].unit) == (new[0].measure, new[0].unit)
    return (old[0], new[0]) if alike else None


def _is_new(fact: Fact, rate: Fact) -> bool:
    told = (fact.value, fact.change_from, fact.change_delta, fact.change_unit)
    return told == (rate.change_to, rate.change_from, rate.change_delta, rate.change_unit)


def _judged(rate: Fact, old: Fact, new: Fact) -> Iterator[Check]:
    stated = interval(rate)
    if rate.change_direction == "down" and rate.unit != "times":
        stated = Interval(-stated.high, -stated.low)
    slack = grain(rate.text) / 2
    ways = list(_computed(rate, old, new))
    for way in ways:
        if way.span.near(stated, slack):
            yield _told(rate, old, new, way, CONSISTENT)
            return
    rises = (new.value or Decimal(0)) > (old.value or Decimal(0))
    if rises != (rate.change_direction == "up"):
        return  # one of the two figures is something else
    # With two readings (66% after 60% is +10% or +6 points) or a yearly rate nothing is sure.
    sure = len(ways) == 1 and all(map(exact, (rate, old, new)))
    if sure and not _PER_YEAR.search(rate.sentence) and not ways[0].span.near(stated, 2 * slack):
        yield _told(rate, old, new, ways[0], INCONSISTENT)


def _computed(rate: Fact, old: Fact, new: Fact) -> Iterator[Computed]:
    """The ways in which the two values may give the stated change."""
    before, after = interval(old), interval(new)
    first, last = old.value or Decimal(0), new.value or Decimal(0)
    if before.low > 0 and rate.unit == "percent":
        low, high = after.low / before.high * 100 - 100, after.high / before.low * 100 - 100
        yield Computed("growth", Interval(low, high), last / first * 100 - 100, "%")
    if before.low > 0 and rate.unit == "times":
        span = Interval(after.low / before.high, after.high / before.low)
        yield Computed("growth", span, last / first, "x")
    points = rate.unit == "percentage_point" and old.unit == "percent"
    if points or rate.unit == old.unit:
        span = Interval(after.low - before.high, after.high - before.low)
        yield Computed("difference", span, last - first, "")


def _told(rate: Fact, old: Fact, new: Fact, way: Computed, verdict: str) -> Check:
    values = f"{shown(old.value or Decimal(0))} -> {shown(new.value or Decimal(0))}"
    result = f"{shown(way.value)}{way.sign}"
    said = f"{values} is {result}, stated {rate.text} {rate.change_direction}"
    return row(way.kind, (old, new, rate), rate.text, result, verdict, said)
