"""Figures told in the order of those named before: "수출과 수입은 각각 12.5%, 8.1% 늘었다".

In: a line of items. Out: for every figure of such a list the position of the name or noun that
it belongs to. There must be as many names as figures; else nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.context.beside import left_of
from pipeline.context.items import NAMES, NOMINAL, Item
from pipeline.context.line import Line
from pipeline.context.phrases import is_nominative, is_topic, phrase_before
from pipeline.context.runs import before_each, runs

_EACH = "각각"
_JOINTS = frozenset({"와", "과", ",", "·", "및", "이", "그리고"})


def respective(line: Line) -> Mapping[int, int]:
    """Position of what each figure tells of, by the figure's position."""
    if _EACH not in line.printed:
        return {}
    each = next((at for at, item in enumerate(line.items) if item.form == _EACH), -1)
    if each < 0:
        return {}
    after = list(_run(line, each, 1))
    before = list(_run(line, each, -1))[::-1]
    named = list(_named(line, min([*before, each])))[::-1]
    found_runs = (run for run in (after, before) if len(run) == len(named) > 1)
    found = {figure: name for run in found_runs for figure, name in zip(run, named, strict=True)}
    for figure, value in _values(line).items():
        owner = left_of(line, value)
        if owner > 0 and (is_topic(line.items[owner]) or is_nominative(line.items[owner])):
            owner -= 1
        if owner >= 0 and line.items[owner].tag in NOMINAL:
            found[figure] = owner
    return found


def values_before(line: Line, at: int) -> tuple[int, ...]:
    """For a figure behind 각각 the one before it that stands at the same place, if there is one."""
    each = next((i for i in range(at) if line.items[i].form == _EACH), -1)
    if each < 0:
        return ()
    told = _values(line)
    if at in told:
        return (told[at],)
    after, before = list(_run(line, each, 1)), list(_run(line, each, -1))[::-1]
    paired = at in after and len(after) == len(before)
    return (before[after.index(at)],) if paired else (-1,)


def _values(line: Line) -> dict[int, int]:
    """ "남자는 120명, 여자는 80명으로 각각 12명, 5명 늘었다": which value each change belongs to.

    The list behind 각각 and the last one before it must be equally long and of one unit.
    """
    found = runs(line)
    for index, run in enumerate(found):
        if index == 0 or not before_each(line, run):
            continue
        values = found[index - 1]
        alike = line.quantities[values[0]].unit == line.quantities[run[0]].unit
        if alike and len(values) == len(run):
            return dict(zip(run, values, strict=True))
    return {}


def _run(line: Line, each: int, step: int) -> Iterator[int]:
    """The figures on one side of 각각 with nothing but joints and particles between them."""
    at = each + step
    while 0 <= at < len(line.items):
        item = line.items[at]
        if item.tag == "FACT":
            yield at
        elif not (item.form in _JOINTS or item.tag == "JKB"):
            return
        at += step


def _named(line: Line, end: int) -> Iterator[int]:
    """The last items of the names joined before a particle of topic or subject, from the right."""
    at = end - 1
    while at > 0 and not _marks(line.items[at]):
        if line.items[at].tag in ("EC", "EF", "ETM", "FACT"):
            return
        at -= 1
    at -= 1
    words = line.kinds
    while at >= 0 and line.items[at].tag in NOMINAL:
        yield at
        phrase = phrase_before(line.items, at, words)
        first = at if line.items[at].tag in NAMES or phrase is None else phrase.first
        if first < 2 or line.items[first - 1].form not in _JOINTS:
            return
        at = first - 2


def _marks(item: Item) -> bool:
    return is_topic(item) or is_nominative(item)
