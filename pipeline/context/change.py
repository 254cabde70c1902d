"""By how much a figure changed, which way, from what to what.

In: the figures of a line with their periods. Out: for the new value and for the rate of change a
Change. Direction comes from the verb, for "A에서 B로" from the two values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from pipeline.context.baseline import base_of, serves
from pipeline.context.change_lists import listed_changes
from pipeline.context.from_to import from_to
from pipeline.context.line import Line
from pipeline.context.measured import Change, alike, direction_of, tags_between, value_of
from pipeline.context.phrases import is_topic
from pipeline.context.predicate import predicate
from pipeline.context.respective import values_before
from pipeline.context.runs import past_brackets

_GROWS = frozenset({"늘", "늘어나", "줄", "줄어들", "증가", "감소", "증액", "감액", "급증", "급감"})
"""Verbs that tell a change without saying against what."""
_AND_SO = frozenset({"어", "아", "여"})
_ARROWS = {
    "△": "down",
    "▼": "down",
    "▽": "down",
    "↓": "down",
    "▲": "up",
    "↑": "up",
    "+": "up",
    "-": "down",
}


def changes(line: Line, periods: Mapping[int, str]) -> dict[int, Change]:
    """The change of every figure that has one, by position."""
    if not _may_tell(line):
        return dict(from_to(line, periods))
    found = {**dict(listed_changes(line, periods)), **dict(from_to(line, periods))}
    for at in line.facts:
        if at not in found and _is_loss(line, at):
            size, unit = abs(value_of(line, at) or Decimal(0)), line.quantities[at].unit
            found[at] = Change(None, None, size, unit, "down", base_of(line, at, periods)[1])
        found.update(_delta(line, at, periods, found))
    return found


def _may_tell(line: Line) -> bool:
    """Whether there is a verb of change, a parenthesis that may hold a sign, or a multiple."""
    if line.tells_change or "(" in line.printed:
        return True
    return any(quantity.unit == "times" for quantity in line.quantities.values())


# -- D 늘어난 B, B로 D 늘었다, B(△D) ---------------------------------------------------


def _delta(
    line: Line, at: int, periods: Mapping[int, str], known: Mapping[int, Change]
) -> Iterator[tuple[int, Change]]:
    size = value_of(line, at)
    if size is None or at in known:
        return
    outer = known.get(line.openings[at] - 1)
    if outer and outer.delta:  # "312명(6.4%) 증가": the same change in another unit
        yield at, replace(outer, delta=abs(size), unit=line.quantities[at].unit)
        return
    direction = _printed_sign(line, at) or predicate(line, at)
    if not direction:
        return
    base, baseline = base_of(line, at, periods)
    target = _target(line, at, base)
    if base < 0 and not baseline and target not in known and _needs_base(line, at):
        return
    change = _measured(line, at, base, target)
    change = replace(change, delta=abs(size), direction=direction, baseline=baseline)
    if target in known:  # "4개에서 12개로 8개 늘었다"
        before = known[target]
        change = replace(change, start=before.start, end=before.end, baseline=before.baseline)
    yield at, change
    if target >= 0 and not (target in known and known[target].delta):
        yield target, change


def _is_loss(line: Line, at: int) -> bool:
    """ "경남(-1799명), 울산(-1699명)의 인구는 줄었다": signed, in brackets behind a place."""
    opened = line.openings[at]
    if opened < 1 or line.items[opened - 1].tag != "REGION":
        return False
    start = line.items[at].start
    if line.text(start, start + 1) != "-" or value_of(line, at) is None:
        return False
    words = line.directions
    told = (i.form for i in line.items[at:] if i.tag in ("VV", "NNG") and i.form in words)
    return words.get(next(told, "")) == "down"


def _measured(line: Line, at: int, base: int, target: int) -> Change:
    """The values before and after, as far as both are printed and of one kind."""
    if base >= 0 and target >= 0 and not alike(line, base, target):
        base = -1
    return Change(
        start=value_of(line, base) if base >= 0 else None,
        end=value_of(line, target) if target >= 0 else None,
        unit=line.quantities[at].unit,
    )


def _printed_sign(line: Line, at: int) -> str:
    """ "(△2.4%)", "(+1.5%)", "(전년 대비 2.4%↑)": the sign that stands beside a rate."""
    item = line.items[at]
    if line.openings[at] < 0 or line.quantities[at].measure != "rate" or _in_sum(line, at):
        return ""
    first, before = line.text(item.start, item.start + 1), line.text(item.start - 1, item.start)
    after = line.text(item.end, item.end + 2).strip()[:1]
    for mark in (first, before, after):
        if mark in _ARROWS and (mark != "-" or first == "-"):
            return _ARROWS[mark]
    return ""


def _in_sum(line: Line, at: int) -> bool:
    """ "(국비 50% + 시비 20% = 70%)": the signs add up, they tell of no change."""
    inside = (i for i, opened in enumerate(line.openings) if opened == line.openings[at])
    return any(line.items[i].form in ("+", "=") and line.items[i - 1].tag == "FACT" for i in inside)


def _needs_base(line: Line, at: int) -> bool:
    """Amounts change only against something, unless the verb says so: "5명 늘어"."""
    if line.quantities[at].measure == "rate":
        return False
    first = past_brackets(line, at + 1 + (line.particles.get(at) is not None))
    first += first < len(line.items) and line.items[first].tag == "JKS"
    following = line.items[first : first + 1]
    return not any(item.form in _GROWS for item in following)


def _target(line: Line, at: int, base: int) -> int:
    """The new value: after the verb ("늘어난 173명"), before it ("173명으로 41.8% 늘었다")."""
    for paired in values_before(line, at):
        return paired
    for index in range(at + 1, min(at + 8, len(line.items))):
        if line.items[index].tag in ("EC", "EF"):
            break
        if line.items[index].tag == "FACT" and line.openings[index] == line.openings[at]:
            grown = "ETM" in tags_between(line, at, index) and not _is_delta_kind(line, index)
            if grown and not _is_added(line, index):
                return index
            break
    return _value_before(line, at, base)


def _is_added(line: Line, at: int) -> bool:
    """ "5% 늘어난 20억 원이 증액됐다": the amount is the growth, not the new value."""
    particle = line.particles.get(at)
    marked = particle is not None and particle.tag in ("JKS", "JKO")
    return marked and direction_of(line, at + 2, at + 3) != ""


def _is_delta_kind(line: Line, at: int) -> bool:
    return line.quantities[at].unit in ("times", "percentage_point")


def _value_before(line: Line, at: int, base: int) -> int:
    opened = line.openings[at]
    closed = line.items[at + 1 : at + 2]
    if opened > 0 and closed and closed[0].form == ")" and not _printed_sign(line, at):
        return -1  # "587명(7.3%)이 줄었다": both are the change
    if (
        opened > 0
        and line.items[opened - 1].tag == "FACT"
        and line.quantities[opened - 1].measure != "rate"
    ):
        return opened - 1
    for index in range(at - 1, -1, -1):
        item = line.items[index]
        if item.tag == "EC" and serves(line, index):
            continue
        if item.tag == "EC" and item.form in _AND_SO:
            return _of_clause_before(line, index, at, base)
        if item.tag in ("EF", "EC") or is_topic(item):
            return -1
        particle = line.particles.get(index) if index in line.quantities else None
        if (
            particle is not None
            and particle.form in ("로", "으로")
            and not _is_delta_kind(line, index)
        ):
            return index
    return -1


def _of_clause_before(line: Line, end: int, at: int, base: int) -> int:
    """ "900명이 찾아 전년(800명)보다 12.5% 늘었다": the only figure of the clause before."""
    between = line.items[end + 1 : at]
    blocked = ("JKS", "JKO", "EC", "ETM")
    for index, item in enumerate(between, end + 1):
        if is_topic(item) or (item.tag in blocked and not serves(line, index)):
            return -1
    start = end
    while (
        start > 0
        and line.items[start - 1].tag not in ("EC", "EF")
        and not is_topic(line.items[start - 1])
    ):
        start -= 1
    figures = [index for index in line.facts if start <= index < end]
    if len(figures) != 1 or line.quantities[figures[0]].measure in ("rate", "rank", "age"):
        return -1
    return figures[0] if base < 0 or alike(line, figures[0], base) else -1


def negated_bound(line: Line, at: int, qualifier: str) -> str:
    """The qualifier after 넘지 못했다 and 못 미쳤다, which turn the bound around."""
    cue = line.cue_at("bound", line.items[at].end)
    return cue.value if cue else qualifier
