"""Dates against each other: the order of a range, a duration and an age against their years."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal

import regex

from pipeline.checks.rows import row
from pipeline.checks.tolerance import CONSISTENT, INCONSISTENT, exact
from pipeline.model import Check, Date, Fact, Linked
from pipeline.page import Page

_YEARS = regex.compile(r"\d{4}")
_DURATION = regex.compile(r"P(?P<count>\d+)(?P<unit>[YM])")
_ADJACENT = regex.compile(r",? ?\(?(?:까지 ?)?(?:총 |모두 |앞으로 )?")
_BORN = regex.compile(r"(?P<year>(?:19|20)\d{2})년생[^\d.\n]{0,6}\Z")


def orders(linked: Linked, page: Page) -> Iterator[Check]:
    """A range whose two ends are printed with their years: the first must not be the later."""
    for date in linked.dates:
        if date.type != "DATE" or "/" not in date.value:
            continue
        first, _, last = date.value.partition("/")
        if not last or len(_YEARS.findall(date.text)) < 2:
            continue
        if not (_plain(first) and _plain(last)) or len(first) != len(last):
            continue
        verdict = CONSISTENT if first <= last else INCONSISTENT
        relation = "is not after" if verdict == CONSISTENT else "is after"
        yield row(
            "date_order", (), date.text, f"{first}/{last}", verdict, f"{first} {relation} {last}"
        )


def _plain(value: str) -> bool:
    return regex.fullmatch(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?", value) is not None


def durations(linked: Linked, page: Page) -> Iterator[Check]:
    """ "2023년 3월부터 2025년 2월까지 2년간": the duration right after a range."""
    if all(date.type != "DURATION" for date in linked.dates):
        return
    dates = sorted(linked.dates, key=lambda d: d.start)
    for span, length in itertools.pairwise(dates):
        between = page.text[span.end : length.start]
        if length.type == "DURATION" and not length.mod and _ADJACENT.fullmatch(between):
            yield from _lasting(span, length)


def _lasting(span: Date, length: Date) -> Iterator[Check]:
    first, _, last = span.value.partition("/")
    found = _DURATION.fullmatch(length.value)
    if not last or not found or not (_plain(first) and _plain(last)) or len(first) != len(last):
        return
    if len(first) == 10 or len(_YEARS.findall(span.text)) < 2:
        return
    months = _months(last) - _months(first)
    per = 12 if found["unit"] == "Y" else 1
    step = 12 if len(first) == 4 else 1
    stated = int(found["count"]) * per
    spans = (months, months + step)  # without and with the last year or month
    verdict = CONSISTENT if stated in spans else ""
    if not verdict and not spans[0] - per < stated < spans[1] + per:
        verdict = INCONSISTENT
    if verdict:
        computed = f"P{(months + step) // per}{found['unit']}"
        range_ = f"{first} to {last} is {months} to {months + step} months"
        said = f"{range_}, stated {length.text} ({stated})"
        yield row("duration", (), length.text, computed, verdict, said)


def _months(value: str) -> int:
    return int(value[:4]) * 12 + (int(value[5:7]) - 1 if len(value) > 4 else 0)


def ages(facts: Sequence[Fact], page: Page) -> Iterator[Check]:
    """ "1990년생(35세)": an age against the year of birth and of publication."""
    if not page.published[:4].isdigit():
        return
    for fact in facts:
        if fact.measure != "age" or fact.value is None or not exact(fact) or "대" in fact.text:
            continue
        born = _BORN.search(page.text[max(0, fact.start - 20) : fact.start])
        if not born:
            continue
        reached = int(page.published[:4]) - int(born["year"])
        difference = Decimal(reached) - fact.value
        verdict = CONSISTENT if difference in (-1, 0, 1) else INCONSISTENT
        said = f"{page.published[:4]} - {born['year']} = {reached}, stated {fact.text}"
        yield row("age", (fact,), fact.text, str(reached), verdict, said)
