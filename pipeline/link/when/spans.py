"""Dates with two ends or several members: 4~6일, 9월 3일부터 10월 5일까지, 3·6·9월."""

from __future__ import annotations

import itertools
from dataclasses import replace

from pipeline.dates import Interval, Moment, Partial, Several, add_months, nearest_day
from pipeline.link.when.anchor import Anchor, Fields, Resolved
from pipeline.link.when.single import printed_part, single
from pipeline.link.when.yearless import on_programme, told_ahead


def stretch(fields: Fields, anchor: Anchor) -> Resolved:
    """Both ends; the second takes over what it does not print, into the next month or year."""
    first_fields = {k: v for k, v in fields.items() if not k.endswith("2")}
    last_fields = {k[:-1]: v for k, v in fields.items() if k.endswith("2")}
    if "calendar" in fields:
        last_fields["calendar"] = fields["calendar"]
    bare = first_fields.keys() & last_fields.keys() == {"day"}
    if bare and _announced(first_fields, anchor):
        return _days_ahead(first_fields, last_fields, anchor)
    first = single(first_fields, anchor)
    if not isinstance(first.moment, Partial):
        return first
    if last_fields.keys() & {"ref_year", "ref_month"}:
        return pair(first, single({"cue": fields.get("cue", ""), **last_fields}, anchor))
    last = _completed(printed_part(last_fields), first.moment)
    return pair(first, replace(first, moment=last))


def _announced(first: Fields, anchor: Anchor) -> bool:
    plain = not first.keys() & {"month", "ref_month", "year", "ref_year", "toward"}
    if not plain or first.get("cue") != "future" or anchor.published is None:
        return False
    if told_ahead(int(first["day"]), anchor):
        return False
    return on_programme(int(first["day"]), first, anchor) is None


def _days_ahead(first: Fields, last: Fields, anchor: Anchor) -> Resolved:
    """Announced days that may have begun: the end is ahead, the start lies before it."""
    if anchor.published is None:
        return Resolved()
    end = nearest_day(anchor.published, int(last["day"]), "on_or_future")
    start = nearest_day(end, int(first["day"]), "on_or_past")
    return Resolved(Interval.of_days(start, end), "relative")


def _completed(last: Partial, first: Partial) -> Partial:
    """The end of a range with the year and month of its start, or those that follow."""
    month, year = last.month, last.year
    if last.day is not None and month is None and first.month is not None:
        later = (first.day or 0) > last.day
        moved_year, month = add_months(first.year, first.month, int(later))
        return Partial(moved_year, month, last.day)
    if year is None and first.year is not None:
        whole = replace(last, year=first.year)
        ends, starts = whole.bounds(), first.bounds()
        wraps = bool(ends and starts and ends[1] < starts[0])
        return replace(last, year=first.year + int(wraps))
    return last


def pair(first: Resolved, last: Resolved) -> Resolved:
    """One expression of two ends; only the first where the second is no single date."""
    if not isinstance(first.moment, Partial) or not isinstance(last.moment, Partial):
        return first
    return replace(first, moment=Interval(first.moment, last.moment))


def several(fields: Fields, anchor: Anchor) -> Resolved:
    """Several days, months or years; a gapless run is an interval."""
    unit = next(key for key in ("days", "months", "years") if key in fields)
    numbers = [int(number) for number in fields[unit].split(",")]
    key = unit[:-1]
    base = {k: v for k, v in fields.items() if k not in (unit, "form")}
    resolved = single({**base, key: str(numbers[0])}, anchor)
    first = resolved.moment
    if not isinstance(first, Partial):
        return resolved
    dates = tuple(_member(first, key, number) for number in numbers)
    gapless = all(b - a == 1 for a, b in itertools.pairwise(numbers))
    moment: Moment = Interval(dates[0], dates[-1]) if gapless else Several(dates)
    return replace(resolved, moment=moment)


def _member(first: Partial, key: str, number: int) -> Partial:
    """The first date of a list with another day, month or year."""
    if key == "day":
        return Partial(first.year, first.month, number)
    return Partial(first.year, number) if key == "month" else Partial(number)
