"""Resolves time expressions against the publication date and the dates named before them.

In: settled candidates with a Timex. Out: a date row for each, in the order of the text. Drops:
nothing; what cannot be resolved keeps X or an empty value, and a note why.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, TypeGuard

from pipeline.dates import ImpossibleDateError, Interval, Moment, Partial
from pipeline.link.clock import read_clock
from pipeline.link.rows import row_start
from pipeline.link.when import Anchor, Resolved, end_of, resolve
from pipeline.model import Candidate, Date, Timex
from pipeline.page import Page

NEARBY = 3
"""Sentences after a day in which 이날 may mean it."""
_CONNECTED = re.compile(r" ?(?:과|와|및|,|·|/|그리고|에 이어|이어) ?(?:각각 )?")
_COMPARED = re.compile(
    r"(?:\([^()\n]{1,30}\))?"
    r"(?: ?[가-힣]{1,8}(?<![은는이가을를에의서로고며도])){0,2}?"
    r"(?: ?[0-9][0-9.,조억만천백]*(?: ?[조억만천]?[가-힣]{1,3}|%p?)?(?:\([^()\n]{1,30}\))?)?"
    r" ?(?:보다(?![가-힣])|대비(?![가-힣])|(?:에|와|과)? ?(?:비해|비하면|견줘|견주면|비교))"
)
"""What makes a date the baseline of a comparison: 지난해와 비교해, 올해 4976억 원보다."""


class Named(NamedTuple):
    """A date that the text has named: where, and which."""

    start: int
    end: int
    sentence: int
    moment: Moment
    basis: str
    mod: str = ""


@dataclass
class _Timeline:
    """What has been named so far; private to one article."""

    page: Page
    published: date | None
    last: Named | None = None
    told: Named | None = None
    """The date named last that is no baseline: 전년 is the year before it."""
    days: list[Named] = field(default_factory=list)
    period: Moment | None = None
    programmes: tuple[Interval, ...] = ()

    def anchor(self, start: int) -> Anchor:
        """What an expression at `start` may refer to."""
        last = self.last
        if last is None:
            return Anchor(self.published)
        sentence = self.page.sentence_index(start)
        near = self._day_near(sentence)
        return Anchor(
            published=self.published,
            last=last.moment,
            told=self.told.moment if self.told else None,
            day=end_of(near.moment) if near else None,
            day_printed=near is not None and near.basis in ("explicit", "unresolved"),
            shared=last.moment if _CONNECTED.fullmatch(self.page.text, last.end, start) else None,
            sentence=last.moment if last.sentence == sentence else None,
            period=self.period,
            programmes=self.programmes,
        )

    def _day_near(self, sentence: int) -> Named | None:
        """The day that 이날 may mean: the last one nearby; a deadline only where no other is."""
        deadline: Named | None = None
        for named in reversed(self.days):
            if sentence - named.sentence > NEARBY:
                break
            if named.mod != "until":
                return named
            deadline = deadline or named
        return deadline

    def remember(self, candidate: Candidate, resolved: Resolved, mod: str) -> None:
        """Later expressions may refer to this date."""
        moment = resolved.moment
        if moment is None:
            return
        at = self.page.sentence_index(candidate.start)
        self.last = Named(candidate.start, candidate.end, at, moment, resolved.basis, mod)
        if _is_day(moment):
            self.days.append(self.last)
        if _COMPARED.match(self.page.text, candidate.end):
            return
        self.told = self.last
        if _is_period(moment):
            self.period = moment
        if _is_programme(moment):
            self.programmes = (moment, *self.programmes)


def resolve_dates(candidates: Iterable[Candidate], page: Page) -> tuple[Date, ...]:
    """A row for every date candidate, in the order of the text."""
    timeline = _Timeline(page, _day_of(page.published))
    return tuple(_rows(candidates, timeline, page))


def _rows(candidates: Iterable[Candidate], timeline: _Timeline, page: Page) -> Iterator[Date]:
    for candidate in candidates:
        timex = candidate.reading
        if not isinstance(timex, Timex):
            continue
        if timex.type in ("DURATION", "SET"):
            value = timex.fields.get("value", "")
            lasting = Resolved(basis="explicit" if value else "unresolved", value=value)
            yield _dated(candidate, timex, page, lasting)
            continue
        resolved = _resolved(candidate, timex, timeline)
        if timex.type == "DATE" and not _looks_back(timex):
            timeline.remember(candidate, resolved, timex.mod)
        yield _dated(candidate, timex, page, resolved)


def _dated(candidate: Candidate, timex: Timex, page: Page, resolved: Resolved) -> Date:
    bounds = resolved.moment.bounds() if resolved.moment else None
    start_date, end_date = map(str, bounds) if bounds else ("", "")
    return Date(
        **row_start(candidate, page),
        type=timex.type,
        mod=timex.mod,
        value=resolved.edtf,
        basis=resolved.basis,
        note=resolved.note,
        start_date=start_date,
        end_date=end_date,
    )


def _resolved(candidate: Candidate, timex: Timex, timeline: _Timeline) -> Resolved:
    try:
        if timex.type == "TIME":
            return _time(timex)
        return resolve(timex.fields, timeline.anchor(candidate.start))
    except ImpossibleDateError as error:
        return Resolved(note=f"impossible: {error}")


# -- times of day --


def _time(timex: Timex) -> Resolved:
    """A clock time, with its day only where both are one expression ("2025-02-25 14:09")."""
    clocks = read_clock(timex.fields)
    if not clocks:
        return Resolved(note="before or after noon?" if "hour" in timex.fields else "")
    day = None
    if "year" in timex.fields:
        year, month, number = (int(timex.fields[key]) for key in ("year", "month", "day"))
        day = Partial(year, month, number)
    prefix = day.edtf() if day else ""
    value = "/".join(prefix + clock.iso() for clock in clocks)
    return Resolved(day, "explicit", value)


def _is_day(moment: Moment) -> bool:
    end = end_of(moment)
    return end is not None and end.day is not None


def _is_period(moment: Moment) -> bool:
    return not isinstance(moment, Partial) or moment.day is None


def _is_programme(moment: Moment) -> TypeGuard[Interval]:
    return isinstance(moment, Interval) and _is_day(moment)


def _looks_back(timex: Timex) -> bool:
    """전년 and 전월 are baselines of a comparison; what follows is not about them."""
    reference = timex.fields.get("ref_year") or timex.fields.get("ref_month", "")
    return "same" in timex.fields or (reference.startswith("-") and reference.endswith("context"))


def _day_of(published: str) -> date | None:
    return date.fromisoformat(published[:10]) if published else None
