"""Turns the fields of one time expression into a moment, given what it may refer to.

In: fields as value.timex writes them, and an Anchor: the publication date and the dates named
before. Out: a Resolved, whose basis says what decided. What the anchor does not give stays X.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from pipeline.dates import (
    Calendar,
    Direction,
    Interval,
    Moment,
    Partial,
    Several,
    add_months,
    century,
    elected_term,
    month_part,
    nearest_day,
    nearest_month_day,
    nearest_weekday,
    week_of,
    weekend_of,
)
from pipeline.feasts import Feast, feast_moment

Fields = Mapping[str, str]
HALF_A_YEAR = 182
LONGEST_PROGRAMME = 62
"""Days; in a longer stretch a bare day would stand for several."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What an expression may be resolved against.

    `last` is the date named last, `day` the whole day named last nearby (`day_printed` with its year), `shared` a date that
    this one continues ("9월 3일과 5일"), `sentence` the date named last in the same sentence,
    `period` the month, year or stretch named last, `programmes` the stretches of days named so
    far, the last one first ("6월 1일부터 23일까지 … 2일에는").
    """

    published: date | None = None
    last: Moment | None = None
    day: Partial | None = None
    day_printed: bool = False
    shared: Moment | None = None
    sentence: Moment | None = None
    period: Moment | None = None
    programmes: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolved:
    """A value with its basis; `moment` is None where the value is no calendar date."""

    moment: Moment | None = None
    basis: str = "unresolved"
    value: str = ""
    note: str = ""

    @property
    def edtf(self) -> str:
        """The value as written in the table."""
        return self.value or (self.moment.edtf() if self.moment else "")


def resolve(fields: Fields, anchor: Anchor) -> Resolved:
    """Resolve one expression.

    Raises ImpossibleDateError where the calendar has no such date.
    """
    for key, resolver in _FORMS.items():
        if key in fields:
            return resolver(fields, anchor)
    form = fields.get("form", "")
    if form == "range":
        return _range(fields, anchor)
    if form == "list":
        return _list(fields, anchor)
    if "sub_to" in fields:
        first, last = (
            _single({**fields, "sub": fields[key]}, anchor) for key in ("sub", "sub_to")
        )
        return _pair(first, last)
    return _single(fields, anchor)


def end_of(moment: Moment) -> Partial | None:
    """The last date that a moment names."""
    if isinstance(moment, Interval):
        return moment.end or moment.start
    return moment.dates[-1] if isinstance(moment, Several) else moment


# -- one calendar date --------------------------------------------------------------------------------


def _single(fields: Fields, anchor: Anchor) -> Resolved:
    """A date with year, month, day, part of the year or weekday, each printed or referred to."""
    if "ref_day" in fields:
        return _ref_day(fields["ref_day"], anchor)
    if "ref_month" in fields:
        return _nth_week(fields, _ref_month(fields, anchor))
    printed = _printed(fields)
    if "year" in fields:
        return _nth_week(fields, Resolved(printed, "explicit"))
    if "ref_year" in fields:
        return _nth_week(fields, _ref_year(fields, printed, anchor))
    if printed.sub is not None or printed.calendar != "civil":
        return _yearless_part(fields, printed, anchor)
    if printed.month is not None:
        return _nth_week(fields, _yearless_month(fields, printed, anchor))
    if printed.day is not None:
        return _bare_day(fields, printed.day, anchor)
    if "weekday" in fields:
        return _weekday(fields, anchor)
    return Resolved()


def _printed(fields: Fields) -> Partial:
    """What is printed in digits; raises where no calendar has it."""
    return Partial(
        *(int(fields[key]) if key in fields else None for key in ("year", "month", "day", "sub")),
        calendar=_calendar(fields),
    )


def _calendar(fields: Fields) -> Calendar:
    names: dict[str, Calendar] = {
        "school": "school", "semester1": "semester1", "semester2": "semester2",
    }  # fmt: skip
    return names.get(fields.get("calendar", ""), "civil")


def _offset(reference: str) -> tuple[int, str]:
    offset, anchor = reference.split()
    return int(offset), anchor


def _ref_year(fields: Fields, printed: Partial, anchor: Anchor) -> Resolved:
    offset, kind = _offset(fields["ref_year"])
    if kind == "published":
        if anchor.published is None:
            return Resolved(printed)
        return Resolved(printed.with_year(anchor.published.year + offset), "relative")
    last = end_of(anchor.last) if anchor.last else None
    if last is not None:
        calendar = printed.calendar if printed.calendar != "civil" else _kept(last, printed)
        year = None if last.year is None else last.year + offset
        found = replace(printed, year=year, calendar=calendar)
        return Resolved(found, "unresolved" if year is None else "context")
    if anchor.published is not None and offset < 0:
        return Resolved(printed.with_year(anchor.published.year + offset), "relative")
    return Resolved(printed)


def _kept(last: Partial, printed: Partial) -> Calendar:
    """전년 after a 학년도 is the school year before."""
    whole_year = printed.month is None and printed.sub is None and last.month is None
    return last.calendar if whole_year and last.calendar == "school" else "civil"


def _ref_month(fields: Fields, anchor: Anchor) -> Resolved:
    offset, kind = _offset(fields["ref_month"])
    day = int(fields["day"]) if "day" in fields else None
    base: Partial | None = None
    basis = "context"
    if kind == "published":
        base = Partial.of(anchor.published) if anchor.published else None
        basis = "relative"
    elif anchor.last:
        base = end_of(anchor.last)
    if base is None and kind == "context" and offset < 0 and anchor.published is not None:
        base, basis = Partial.of(anchor.published), "relative"
    if base is None or base.month is None:
        return Resolved(value="XXXX-XX" if day is None else f"XXXX-XX-{day:02d}")
    year, month = add_months(base.year, base.month, offset)
    return Resolved(Partial(year, month, day), "unresolved" if year is None else basis)


def _ref_day(reference: str, anchor: Anchor) -> Resolved:
    """오늘 is the publication date; 이날 and 전날 go by the day named last, else by publication.

    SPEC §4 counts 이날 among the relative ones, unless that day was printed with its year.
    """
    offset, kind = _offset(reference)
    published = Partial.of(anchor.published) if anchor.published else None
    base, basis = published, "relative"
    if kind == "context" or (kind == "event" and anchor.day is not None):
        base = anchor.day
        basis = "context" if kind == "context" or anchor.day_printed else "relative"
    if base is None:
        return Resolved(value="XXXX-XX-XX") if kind != "context" else Resolved(note="no day named before")
    if base.whole_day is None:
        return Resolved(base) if offset == 0 else Resolved(value="XXXX-XX-XX")
    return Resolved(base.shift(days=offset), basis)


# -- dates without a year ------------------------------------------------------------------------------


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


def _yearless_month(fields: Fields, printed: Partial, anchor: Anchor) -> Resolved:
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


def _nearest(published: date, month: int, day: int | None, direction: Direction) -> Partial:
    """오는 9월 said in September is this one; 지난 9월 is not."""
    inclusive = direction == "future" and day is None
    return nearest_month_day(published, month, day, "on_or_future" if inclusive else direction)


def _yearless_part(fields: Fields, printed: Partial, anchor: Anchor) -> Resolved:
    """Halves, quarters, semesters: of the year that the text is about, else of this year.

    A bare season is no particular one ("여름 휴가"); 지난겨울 is.
    """
    continued = _continued(printed, anchor, fields.get("cue", ""))
    if continued is not None and "toward" not in fields:
        return Resolved(continued, "context")
    if anchor.published is None or (fields.get("season") and "toward" not in fields):
        return Resolved(printed)
    return Resolved(_this_year(fields, printed, anchor.published), "relative")


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


def _bare_day(fields: Fields, day: int, anchor: Anchor) -> Resolved:
    printed = Partial(day=day)
    if anchor.shared and "toward" not in fields:
        before = end_of(anchor.shared)
        if before is not None and before.month is not None and before.day is not None:
            if before.day < day:
                return Resolved(replace(before, day=day), "context" if before.year else "unresolved")
    if anchor.published is None:
        return Resolved(printed)
    direction = _direction(fields)
    programme = _on_programme(day, fields, anchor)
    if programme:
        return Resolved(Partial.of(programme), "context")
    start, basis = anchor.published, "relative"
    told = anchor.day.whole_day if anchor.day else None
    if told and told > start and direction == "on_or_future" and told.day < day:
        start, basis = told, "context"
    return Resolved(Partial.of(nearest_day(start, day, direction)), basis)


def _on_programme(day: int, fields: Fields, anchor: Anchor) -> date | None:
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


def _direction(fields: Fields) -> Direction:
    """지난 and 오는 decide; then the verb; reporting looks back."""
    toward = fields.get("toward", "")
    if toward in ("past", "future"):
        return "past" if toward == "past" else "future"
    return "on_or_future" if fields.get("cue") == "future" else "on_or_past"


def _weekday(fields: Fields, anchor: Anchor) -> Resolved:
    if anchor.published is None:
        return Resolved(note="weekday without a date")
    weekday = int(fields["weekday"])
    if fields.get("toward") == "this":
        monday = anchor.published - timedelta(days=anchor.published.weekday())
        return Resolved(Partial.of(monday + timedelta(days=weekday)), "relative")
    found = nearest_weekday(anchor.published, weekday, _direction(fields))
    return Resolved(Partial.of(found), "relative")


def _nth_week(fields: Fields, resolved: Resolved) -> Resolved:
    """ "9월 첫째 주" is a week of its month."""
    if "nth" not in fields or not isinstance(resolved.moment, Partial):
        return resolved
    month = resolved.moment
    if month.year is None or month.month is None:
        return replace(resolved, moment=None, note="week of an unknown month")
    return replace(resolved, moment=month_part(month.year, month.month, int(fields["nth"])))


# -- ranges and lists -----------------------------------------------------------------------------------


def _range(fields: Fields, anchor: Anchor) -> Resolved:
    """Both ends; the second takes over what it does not print, into the next month or year."""
    first_fields = {k: v for k, v in fields.items() if not k.endswith("2")}
    last_fields = {k[:-1]: v for k, v in fields.items() if k.endswith("2")}
    if "calendar" in fields:
        last_fields["calendar"] = fields["calendar"]
    bare = first_fields.keys() & last_fields.keys() == {"day"}
    if bare and _announced(first_fields, anchor) and not _on_programme(int(first_fields["day"]), fields, anchor):
        return _days_ahead(first_fields, last_fields, anchor)
    first = _single(first_fields, anchor)
    if not isinstance(first.moment, Partial):
        return first
    if last_fields.keys() & {"ref_year", "ref_month"}:
        return _pair(first, _single({"cue": fields.get("cue", ""), **last_fields}, anchor))
    last = _completed(_printed(last_fields), first.moment)
    return _pair(first, replace(first, moment=last))


def _announced(first: Fields, anchor: Anchor) -> bool:
    plain = not first.keys() & {"month", "ref_month", "year", "ref_year", "toward"}
    return plain and first.get("cue") == "future" and anchor.published is not None


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


def _pair(first: Resolved, last: Resolved) -> Resolved:
    if not isinstance(first.moment, Partial) or not isinstance(last.moment, Partial):
        return first
    return replace(first, moment=Interval(first.moment, last.moment))


def _list(fields: Fields, anchor: Anchor) -> Resolved:
    """Several days, months or years; a gapless run is an interval."""
    unit = next(key for key in ("days", "months", "years") if key in fields)
    numbers = [int(number) for number in fields[unit].split(",")]
    key = unit[:-1]
    base = {k: v for k, v in fields.items() if k not in (unit, "form")}
    resolved = [_single({**base, key: str(number)}, anchor) for number in numbers[:1]]
    first = resolved[0].moment
    if not isinstance(first, Partial):
        return resolved[0]
    dates = tuple(Partial(**_with(first, key, number)) for number in numbers)
    gapless = all(b - a == 1 for a, b in zip(numbers, numbers[1:], strict=False))
    moment: Moment = Interval(dates[0], dates[-1]) if gapless else Several(dates)
    return replace(resolved[0], moment=moment)


def _with(first: Partial, key: str, number: int) -> dict[str, int | None]:
    return {"year": first.year, "month": first.month, "day": first.day, key: number}


# -- other forms ------------------------------------------------------------------------------------------


def _week(fields: Fields, anchor: Anchor) -> Resolved:
    if anchor.published is None:
        return Resolved(note="week of an unknown date")
    weekend = "ref_weekend" in fields
    offset, _ = _offset(fields["ref_weekend" if weekend else "ref_week"])
    if weekend:
        return Resolved(weekend_of(anchor.published, offset), "relative")
    week = week_of(anchor.published, offset)
    if "weekday" in fields and week.start and week.start.whole_day:
        day = week.start.whole_day + timedelta(days=int(fields["weekday"]))
        return Resolved(Partial.of(day), "relative")
    return Resolved(week, "relative")


def _edge(fields: Fields, anchor: Anchor) -> Resolved:
    """연말, 연초, 연내: this year; 새해: the one that begins around the publication date."""
    offset = {"past": -1, "future": 1}.get(fields.get("toward", ""), 0)
    if anchor.published is None:
        return Resolved(Partial())
    if fields["edge"] == "new_year":
        if 2 < anchor.published.month < 11:
            return Resolved(Partial(), note="no new year near")
        offset = int(anchor.published.month >= 11)
    year = anchor.published.year + offset
    return Resolved(Partial(year, 1, 1) if "first_day" in fields else Partial(year), "relative")


def _feast(fields: Fields, anchor: Anchor) -> Resolved:
    month, day, lunar, law, around = fields["feast"].split("|")
    feast = Feast(int(month), int(day), lunar == "yes", law, int(around or 0))
    kind = fields.get("feast_kind", "day")
    year, basis = _feast_year(fields, feast, anchor)
    moment = feast_moment(feast, year, kind)
    if moment is None and year is not None:
        return Resolved(note=f"no such holiday in {year}")
    return Resolved(moment, basis if moment and year else "unresolved")


def _feast_year(fields: Fields, feast: Feast, anchor: Anchor) -> tuple[int | None, str]:
    """The printed or referred year, else the feast nearest to publication, as 지난 and 오는 say."""
    if "year" in fields:
        return int(fields["year"]), "explicit"
    if "ref_year" in fields:
        found = _ref_year(fields, Partial(), anchor)
        year = found.moment.year if isinstance(found.moment, Partial) else None
        return year, found.basis
    if anchor.published is None:
        return None, "unresolved"
    return _nearest_year(fields, feast, anchor.published), "relative"


def _nearest_year(fields: Fields, feast: Feast, published: date) -> int:
    years = range(published.year - 1, published.year + 2)
    days = {year: moment.whole_day for year in years
            if isinstance(moment := feast_moment(feast, year), Partial)}  # fmt: skip
    distance = {year: (day - published).days for year, day in days.items() if day}
    toward = fields.get("toward", "")
    if toward == "past":
        distance = {year: days for year, days in distance.items() if days < 0}
    elif toward == "future":
        distance = {year: days for year, days in distance.items() if days > 0}
    return min(distance, key=lambda year: abs(distance[year]), default=published.year)


def _shifted(fields: Fields, anchor: Anchor) -> Resolved:
    """ "3일 전", "2년 뒤": counted from publication; the precision is that of the unit."""
    if anchor.published is None or "X" in fields["amount"] or fields.get("event"):
        return Resolved(note="counted from an unnamed day")
    amount = int(Decimal(fields["amount"])) * int(fields["side"])
    unit = fields["unit"]
    today = Partial.of(anchor.published)
    if unit == "year":
        return Resolved(Partial(anchor.published.year + amount), "relative")
    if unit == "month":
        year, month = add_months(anchor.published.year, anchor.published.month, amount)
        return Resolved(Partial(year, month), "relative")
    return Resolved(today.shift(days=amount * (7 if unit == "week" else 1)), "relative")


def _same_period(fields: Fields, anchor: Anchor) -> Resolved:
    """전년 동월, 지난해 같은 기간: the period named last, a year or more earlier."""
    offset, _ = _offset(fields["ref_year"])
    last = anchor.period
    if last is None or isinstance(last, Several):
        return Resolved(note="no period named before")
    if isinstance(last, Interval):
        ends = [edge.shift(years=offset) if edge else None for edge in (last.start, last.end)]
        return Resolved(Interval(*ends), "context")
    return Resolved(last.shift(years=offset), "context" if last.year else "unresolved")


def _then(fields: Fields, anchor: Anchor) -> Resolved:
    if anchor.last is None:
        return Resolved(note="no date named before")
    known = anchor.last.bounds() is not None
    return Resolved(anchor.last, "context" if known else "unresolved")


def _decade(fields: Fields, anchor: Anchor) -> Resolved:
    return Resolved(Partial(int(fields["decade"]), years=10), "explicit")


def _century(fields: Fields, anchor: Anchor) -> Resolved:
    return Resolved(century(int(fields["century"])), "explicit")


def _term(fields: Fields, anchor: Anchor) -> Resolved:
    return Resolved(elected_term(int(fields["term"])), "explicit")


_FORMS: Mapping[str, Callable[[Fields, Anchor], Resolved]] = {
    "feast": _feast,
    "term": _term,
    "decade": _decade,
    "century": _century,
    "ref_weekend": _week,
    "ref_week": _week,
    "edge": _edge,
    "side": _shifted,
    "same": _same_period,
    "then": _then,
}
