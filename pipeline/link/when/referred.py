"""Dates that a word gives by its distance from another: 작년, 지난달 28일, 이날, 이듬해."""

from __future__ import annotations

from dataclasses import replace

from pipeline.dates import Calendar, Partial, add_months
from pipeline.link.when.anchor import Anchor, Fields, Resolved, end_of


def offset_of(reference: str) -> tuple[int, str]:
    """The distance and what it is counted from: "-1 published".

    >>> offset_of("-1 published")
    (-1, 'published')
    """
    offset, anchor = reference.split()
    return int(offset), anchor


def ref_year(fields: Fields, printed: Partial, anchor: Anchor) -> Resolved:
    """작년, 올해 by the publication date; 같은 해, 이듬해, 전년 by the date named before."""
    offset, kind = offset_of(fields["ref_year"])
    if kind == "published":
        if anchor.published is None:
            return Resolved(printed)
        return Resolved(printed.with_year(anchor.published.year + offset), "relative")
    last = _named(offset, anchor)
    if last is not None:
        calendar = printed.calendar if printed.calendar != "civil" else _kept(last, printed)
        year = None if last.year is None else last.year + offset
        found = replace(printed, year=year, calendar=calendar)
        return Resolved(found, "unresolved" if year is None else "context")
    if anchor.published is not None and offset < 0:
        return Resolved(printed.with_year(anchor.published.year + offset), "relative")
    return Resolved(printed)


def _named(offset: int, anchor: Anchor) -> Partial | None:
    """The date that 같은 해, 이듬해 and 전년 count from; 전년 is not the year before a baseline."""
    named = anchor.told if offset < 0 else anchor.last
    return end_of(named) if named else None


def _kept(last: Partial, printed: Partial) -> Calendar:
    """전년 after a 학년도 is the school year before."""
    whole_year = printed.month is None and printed.sub is None and last.month is None
    return last.calendar if whole_year and last.calendar == "school" else "civil"


def ref_month(fields: Fields, anchor: Anchor) -> Resolved:
    """지난달, 다음 달 5일 by the publication date; 같은 달, 전월 by the date named last."""
    offset, kind = offset_of(fields["ref_month"])
    day = int(fields["day"]) if "day" in fields else None
    base: Partial | None = None
    basis = "context"
    if kind == "published":
        base = Partial.of(anchor.published) if anchor.published else None
        basis = "relative"
    else:
        base = _named(offset, anchor)
    if base is None and kind == "context" and offset < 0 and anchor.published is not None:
        base, basis = Partial.of(anchor.published), "relative"
    if base is None or base.month is None:
        return Resolved(value="XXXX-XX" if day is None else f"XXXX-XX-{day:02d}")
    year, month = add_months(base.year, base.month, offset)
    return Resolved(Partial(year, month, day), "unresolved" if year is None else basis)


def ref_day(reference: str, anchor: Anchor) -> Resolved:
    """오늘 is the publication date; 이날 and 전날 go by the day named last, else by publication.

    SPEC §4 counts 이날 among the relative ones, unless that day was printed with its year.
    """
    offset, kind = offset_of(reference)
    published = Partial.of(anchor.published) if anchor.published else None
    base, basis = published, "relative"
    if kind == "context" or (kind == "event" and anchor.day is not None):
        base = anchor.day
        basis = "context" if kind == "context" or anchor.day_printed else "relative"
    if base is None:
        return (
            Resolved(value="XXXX-XX-XX")
            if kind != "context"
            else Resolved(note="no day named before")
        )
    if base.whole_day is None:
        moved = _moved(base, offset)
        return Resolved(moved) if moved else Resolved(value="XXXX-XX-XX")
    return Resolved(base.shift(days=offset), basis)


def _moved(base: Partial, offset: int) -> Partial | None:
    """A day of an unknown month or year some days on, as far as every month has it.

    >>> _moved(Partial(day=6), 1).edtf(), _moved(Partial(month=2, day=28), 1)
    ('XXXX-XX-07', None)
    """
    if offset == 0:
        return base
    day = (base.day or 0) + offset
    return replace(base, day=day) if 1 <= day <= 28 else None
