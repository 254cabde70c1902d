"""Dates of other kinds: weeks, feasts, year ends, terms of office, "3일 전", 전년 같은 기간."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from decimal import Decimal

from pipeline.dates import (
    Interval,
    Moment,
    Partial,
    Several,
    add_months,
    century,
    elected_term,
    week_of,
    weekend_of,
)
from pipeline.feasts import Feast, feast_moment
from pipeline.link.when.anchor import Anchor, Fields, Resolved
from pipeline.link.when.referred import offset_of, ref_year


def week(fields: Fields, anchor: Anchor) -> Resolved:
    """지난주, 다음 주 금요일, 이번 주말: counted in weeks from the publication date."""
    if anchor.published is None:
        return Resolved(note="week of an unknown date")
    weekend = "ref_weekend" in fields
    offset, _ = offset_of(fields["ref_weekend" if weekend else "ref_week"])
    if weekend:
        return Resolved(weekend_of(anchor.published, offset), "relative")
    whole = week_of(anchor.published, offset)
    if "weekday" in fields and whole.start and whole.start.whole_day:
        day = whole.start.whole_day + timedelta(days=int(fields["weekday"]))
        return Resolved(Partial.of(day), "relative")
    return Resolved(whole, "relative")


def edge(fields: Fields, anchor: Anchor) -> Resolved:
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


def feast(fields: Fields, anchor: Anchor) -> Resolved:
    """추석 연휴, 어린이날, 광복절 대체휴일: by the calendar of its year."""
    month, day, lunar, law, around = fields["feast"].split("|")
    named = Feast(int(month), int(day), lunar == "yes", law, int(around or 0))
    kind = fields.get("feast_kind", "day")
    year, basis = _feast_year(fields, named, anchor)
    moment = feast_moment(named, year, kind)
    if moment is None and year is not None:
        return Resolved(note=f"no such holiday in {year}")
    return Resolved(moment, basis if moment and year else "unresolved")


def _feast_year(fields: Fields, feast: Feast, anchor: Anchor) -> tuple[int | None, str]:
    """The printed or referred year, else the feast nearest to publication, as 지난 and 오는 say."""
    if "year" in fields:
        return int(fields["year"]), "explicit"
    if "ref_year" in fields:
        found = ref_year(fields, Partial(), anchor)
        year = found.moment.year if isinstance(found.moment, Partial) else None
        return year, found.basis
    if anchor.published is None:
        return None, "unresolved"
    told = _bare_year(anchor.sentence)
    if told and "toward" not in fields:
        return told, "context"
    return _nearest_year(fields, feast, anchor.published), "relative"


def _bare_year(moment: Moment | None) -> int | None:
    """The year that the sentence has named: "내년 축제는 추석 다음 날부터"."""
    year = moment.year if isinstance(moment, Partial) else None
    return year if year is not None and moment == Partial(year) else None


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


def counted(fields: Fields, anchor: Anchor) -> Resolved:
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


def same_period(fields: Fields, anchor: Anchor) -> Resolved:
    """전년 동월, 지난해 같은 기간: the period named last, a year or more earlier."""
    offset, _ = offset_of(fields["ref_year"])
    last = anchor.period
    if last is None or isinstance(last, Several):
        return Resolved(note="no period named before")
    if isinstance(last, Interval):
        ends = [edge.shift(years=offset) if edge else None for edge in (last.start, last.end)]
        return Resolved(Interval(*ends), "context")
    return Resolved(last.shift(years=offset), "context" if last.year else "unresolved")


def then(fields: Fields, anchor: Anchor) -> Resolved:
    """당시, 같은 기간: the date named last."""
    if anchor.last is None:
        return Resolved(note="no date named before")
    known = anchor.last.bounds() is not None
    return Resolved(anchor.last, "context" if known else "unresolved")


def decade(fields: Fields, _anchor: Anchor) -> Resolved:
    """1990년대."""
    return Resolved(Partial(int(fields["decade"]), years=10), "explicit")


def century_of(fields: Fields, _anchor: Anchor) -> Resolved:
    """21세기."""
    return Resolved(century(int(fields["century"])), "explicit")


def term(fields: Fields, _anchor: Anchor) -> Resolved:
    """민선 8기, a term of office."""
    return Resolved(elected_term(int(fields["term"])), "explicit")


FORMS: Mapping[str, Callable[[Fields, Anchor], Resolved]] = {
    "feast": feast,
    "term": term,
    "decade": decade,
    "century": century_of,
    "ref_weekend": week,
    "ref_week": week,
    "edge": edge,
    "side": counted,
    "same": same_period,
    "then": then,
}
"""The field that marks each kind, and what resolves it."""
