"""What a time expression may be resolved against, and what resolving it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pipeline.dates import Interval, Moment, Partial, Several

Fields = Mapping[str, str]
"""The fields of a Timex, as value.timex writes them."""


class Anchor(NamedTuple):
    """What an expression may be resolved against: the publication date, and what was named before.

    `last` is the date named last, `told` the last that is no baseline ("지난해와 비교해"),
    `sentence` the last one of the same sentence, `shared` one that this one continues ("9월 3일과
    5일"); `day` is the whole day named last nearby (`day_printed` with its year); `period` the
    month, year or stretch named last; `programmes` the stretches of days so far, the last one
    first ("6월 1일부터 23일까지 … 2일에는").
    """

    published: date | None = None
    last: Moment | None = None
    told: Moment | None = None
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


def end_of(moment: Moment) -> Partial | None:
    """The last date that a moment names."""
    if isinstance(moment, Interval):
        return moment.end or moment.start
    return moment.dates[-1] if isinstance(moment, Several) else moment
