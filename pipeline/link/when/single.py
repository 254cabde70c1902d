"""One calendar date, each of its parts printed or referred to."""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates import Calendar, Partial, month_part
from pipeline.link.when.anchor import Anchor, Fields, Resolved
from pipeline.link.when.referred import ref_day, ref_month, ref_year
from pipeline.link.when.yearless import bare_day, weekday_near, yearless_month, yearless_part

_CALENDARS: dict[str, Calendar] = {
    "school": "school",
    "semester1": "semester1",
    "semester2": "semester2",
}


def single(fields: Fields, anchor: Anchor) -> Resolved:
    """Resolve a date with year, month, day, part of the year or weekday."""
    if "ref_day" in fields:
        return ref_day(fields["ref_day"], anchor)
    if "ref_month" in fields:
        return nth_week(fields, ref_month(fields, anchor))
    printed = printed_part(fields)
    if "year" in fields:
        return nth_week(fields, Resolved(printed, "explicit"))
    if "ref_year" in fields:
        return nth_week(fields, ref_year(fields, printed, anchor))
    return _yearless(fields, printed, anchor)


def _yearless(fields: Fields, printed: Partial, anchor: Anchor) -> Resolved:
    if printed.sub is not None or printed.calendar != "civil":
        return yearless_part(fields, printed, anchor)
    if printed.month is not None:
        return nth_week(fields, yearless_month(fields, printed, anchor))
    if printed.day is not None:
        return bare_day(fields, printed.day, anchor)
    return weekday_near(fields, anchor) if "weekday" in fields else Resolved()


def printed_part(fields: Fields) -> Partial:
    """What is printed in digits; raises ImpossibleDateError where no calendar has it."""
    return Partial(
        year=int(fields["year"]) if "year" in fields else None,
        month=int(fields["month"]) if "month" in fields else None,
        day=int(fields["day"]) if "day" in fields else None,
        sub=int(fields["sub"]) if "sub" in fields else None,
        calendar=_CALENDARS.get(fields.get("calendar", ""), "civil"),
    )


def nth_week(fields: Fields, resolved: Resolved) -> Resolved:
    """ "9월 첫째 주" is a week of its month."""
    if "nth" not in fields or not isinstance(resolved.moment, Partial):
        return resolved
    month = resolved.moment
    if month.year is None or month.month is None:
        return replace(resolved, moment=None, note="week of an unknown month")
    return replace(resolved, moment=month_part(month.year, month.month, int(fields["nth"])))
