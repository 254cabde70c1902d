"""Changes that share one verb: "작년보다 보건소 3곳, 도서관 2곳 줄었다".

In: a line of items with the periods of its figures. Out: the change of every figure of such a list.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

from pipeline.context.baseline import base_of
from pipeline.context.line import Line
from pipeline.context.measured import Change, value_of
from pipeline.context.predicate import predicate
from pipeline.context.respective import values_before
from pipeline.context.runs import after_each, before_each, runs

_SURE = 2
"""A list longer than this needs no other sign that its verb holds for all of it."""


def listed_changes(line: Line, periods: Mapping[int, str]) -> Iterator[tuple[int, Change]]:
    """ "작년보다 남자 3명, 여자 5명 늘었다": the verb after the last figure holds for all.

    Two figures need a baseline or 각각, for the first may be something else: "회원 20명, 신입 5명".
    """
    for run in runs(line) if len(line.facts) > 1 else ():
        direction = predicate(line, run[-1])
        base, baseline = base_of(line, run[0], periods) if direction else (-1, "")
        each = before_each(line, run)
        sure = each or after_each(line, run) or base >= 0 or baseline or len(run) > _SURE
        if not direction or not sure:
            continue
        olds = _old_values(line, base, len(run)) if each else ()
        for place, at in enumerate(run):
            change = Change(None, None, None, line.quantities[at].unit, direction, baseline)
            if olds:
                change = replace(change, start=value_of(line, olds[place]))
            yield from _told(line, at, change, values_before(line, at) if each else ())


def _told(
    line: Line, at: int, change: Change, targets: tuple[int, ...]
) -> Iterator[tuple[int, Change]]:
    """The change of one figure of the list, and of the value that it has led to."""
    size = value_of(line, at)
    if size is None:
        return
    change = replace(change, delta=abs(size))
    for target in targets:
        if target >= 0:
            change = replace(change, end=value_of(line, target))
            yield target, change
    yield at, change


def _old_values(line: Line, base: int, count: int) -> tuple[int, ...]:
    """ "작년 17톤, 3억 원보다 각각 34%, 27% 늘었다": as many values as changes, up to the base."""
    last = line.facts.index(base) + 1 if base >= 0 else 0
    olds = line.facts[max(0, last - count) : last]
    listed = all(
        right == left + 2 and line.items[left + 1].form == "," for left, right in pairwise(olds)
    )
    return olds if listed and len(olds) == count else ()
