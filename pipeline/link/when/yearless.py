"""Dates whose year or month is not printed: 9월 3일, 하반기, 4일, 수요일.

The publication date decides, with 지난 and 오는, with the verb that reports or announces, and with
the dates named before.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pipeline.dates import (
    Direction,
    Partial,
    nearest_day,
    nearest_month_day,
    nearest_weekday,
)
from pipeline.link.when.anchor import Anchor, Fields, Resolved, end_of

HALF_A_YEAR = 182
LONGEST_PROGRAMME = 62
"""Days; in a longer stretch a bare day would stand for several."""


def yearless_month(fields: Fields, printed: Partial, anchor: Anchor) -> Resolved:
    """9월, 9월 3일: in the year that the text is about, else in the publication year."""
    continued = _continued(printed, anchor, fields.get("cue", ""))
    if continued is not None and "toward" not in fields:
        return Resolved(continued, "context")
    if anchor.published is None or printed.month is None:
        return Resolved(printed)
    direction = _direction(fields)
    if "toward" in fields and direction in ("past", "future"):
        found = _nearest(anchor.published, printed.month, printed.day, direction)
        return Resolved(found, "relative")
    found = _this_year(fields, printed, anchor.published)
    if found.year is None:
        return Resolved(printed, note=f"{anchor.published.year} has no such day")
    return Resolved(found, "relative")


def yearless_part(fields: Fields, printed: Partial, anchor: Anchor) -> Resolved:
    """Halves, quarters, semesters: of the year that the text is about, else of this year.

    A bare season is no particular one ("여름 휴가"); 지난겨울 is.
    """
    continued = _continued(printed, anchor, fields.get("cue", ""))
    if continued is not None and "toward" not in fields:
        return Resolved(continued, "context")
    if anchor.published is None or (fields.get("season") and "toward" not in fields):
        return Resolved(printed)
    return Resolved(_this_year(fields, printed, anchor.published), "relative")


def _continued(printed: Partial, anchor: Anchor, cue: str) -> Partial | None:
    """The date with what the one before it lends: "2024년 12월과 2025년 2월, 4월".

    Within a sentence, a past year goes on ("2021년 3월 시작해 9월에 마쳤다") unless the verb
    announces; a coming year alone does not ("2027년까지 … 9월 3일 시작한다").
    """
    if anchor.shared:
        before = end_of(anchor.shared)
        if before is not None and before.year is not None and _as_fine(before):
            return _after(printed, before)
    before = anchor.sentence if isinstance(anchor.sentence, Partial) else None
    if before is None or before.year is None or before.years > 1 or cue == "future":
        return None
    now = anchor.published.year if anchor.published else before.year + 1
    told = before.year < now or (before.year > now and _as_fine(before))
    return _after(printed, before) if told else None


def _as_fine(before: Partial) -> bool:
    """A bare year lends itself to "2024년, 9월" no more than to any later date."""
    return before.month is not None or before.sub is not None or before.calendar != "civil"


def _after(printed: Partial, before: Partial) -> Partial | None:
    """The printed month, day or part in the year of `before`, if it does not go back in time."""
    if printed.month is None and printed.sub is None and printed.calendar == "civil":
        if before.month is None or printed.day is None or (before.day or 0) >= printed.day:
            return None
        return replace(printed, year=before.year, month=before.month)
    found = printed.with_year(before.year)
    mine, theirs = found.bounds(), before.bounds()
    return found if mine and theirs and mine[0] >= theirs[0] else None


def _nearest(published: date, month: int, day: int | None, direction: Direction) -> Partial:
    """오는 9월 said in September is this one; 지난 9월 is not."""
    inclusive = direction == "future" and day is None
    return nearest_month_day(published, month, day, "on_or_future" if inclusive else direction)


def _this_year(fields: Fields, printed: Partial, published: date) -> Partial:
    """The publication year, but the one before for what is reported as past and lies more than
    half a year ahead, and the next for what is announced and lies more than half a year back."""
    here = printed.with_year(published.year) if _exists(printed, published.year) else None
    bounds = here.bounds() if here else None
    if bounds is None:
        return printed
    if "toward" in fields:
        return printed.with_year(published.year + _strictly(fields, bounds, published))
    cue = fields.get("cue", "")
    if cue == "past" and (bounds[0] - published).days > HALF_A_YEAR:
        return printed.with_year(published.year - 1)
    if cue == "future" and (published - bounds[1]).days > HALF_A_YEAR:
        return printed.with_year(published.year + 1)
    return printed.with_year(published.year)


def _strictly(fields: Fields, bounds: tuple[date, date], published: date) -> int:
    """지난 1분기 is over, 오는 하반기 has not begun."""
    if fields["toward"] == "past":
        return 0 if bounds[1] < published else -1
    if fields["toward"] == "future":
        return 0 if bounds[0] > published else 1
    return 0


def _exists(printed: Partial, year: int) -> bool:
    return not (printed.month == 2 and printed.day == 29) or (
        year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    )


def bare_day(fields: Fields, day: int, anchor: Anchor) -> Resolved:
    """4일 (SPEC §4): nearest before or on publication, or as 지난, 오는 and the verb say.

    A day that continues another date, or lies in announced days, takes its month from there.
    """
    continued = _next_day(day, anchor) if "toward" not in fields else None
    if continued:
        return Resolved(continued, "context" if continued.year else "unresolved")
    if anchor.published is None:
        return Resolved(Partial(day=day))
    programme = on_programme(day, fields, anchor)
    if programme:
        return Resolved(Partial.of(programme), "context")
    direction = _direction(fields)
    told = told_ahead(day, anchor)
    if told and direction == "on_or_future":
        return Resolved(Partial.of(nearest_day(told, day, direction)), "context")
    return Resolved(Partial.of(nearest_day(anchor.published, day, direction)), "relative")


def told_ahead(day: int, anchor: Anchor) -> date | None:
    """The coming day named nearby, if a later day of the month may follow on it."""
    told = anchor.day.whole_day if anchor.day else None
    ahead = told is not None and anchor.published is not None and told > anchor.published
    return told if told and ahead and told.day < day else None


def _next_day(day: int, anchor: Anchor) -> Partial | None:
    """A later day of the month whose day was named right before it."""
    before = end_of(anchor.shared) if anchor.shared else None
    if before is None or before.month is None or before.day is None or before.day >= day:
        return None
    return replace(before, day=day)


def on_programme(day: int, fields: Fields, anchor: Anchor) -> date | None:
    """A bare day inside announced days, unless the verb reports or the day is today's."""
    today = anchor.published
    if not today or day == today.day or fields.get("cue") == "past" or "toward" in fields:
        return None
    for programme in anchor.programmes:
        bounds = programme.bounds()
        if bounds and bounds[1] >= today and (bounds[1] - bounds[0]).days <= LONGEST_PROGRAMME:
            days = (bounds[0] + timedelta(n) for n in range((bounds[1] - bounds[0]).days + 1))
            found = next((each for each in days if each.day == day), None)
            if found:
                return found
    return None


def weekday_near(fields: Fields, anchor: Anchor) -> Resolved:
    """수요일: the nearest one in the direction that the text looks."""
    if anchor.published is None:
        return Resolved(note="weekday without a date")
    weekday = int(fields["weekday"])
    if fields.get("toward") == "this":
        monday = anchor.published - timedelta(days=anchor.published.weekday())
        return Resolved(Partial.of(monday + timedelta(days=weekday)), "relative")
    found = nearest_weekday(anchor.published, weekday, _direction(fields))
    return Resolved(Partial.of(found), "relative")


def _direction(fields: Fields) -> Direction:
    """지난 and 오는 decide; then the verb; reporting looks back."""
    toward = fields.get("toward", "")
    if toward in ("past", "future"):
        return "past" if toward == "past" else "future"
    return "on_or_future" if fields.get("cue") == "future" else "on_or_past"
