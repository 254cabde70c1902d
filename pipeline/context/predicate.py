"""The verb of change that a figure has: "41.8% 늘어난", "3배로 늘었다", "32명이 증가해".

In: a line of items and a figure's position. Out: the direction, empty where no such verb follows.
"""

from __future__ import annotations

from pipeline.context.line import Line
from pipeline.context.measured import direction_of, value_of
from pipeline.context.runs import past_brackets

_MERE = frozenset({"", "나", "이나"})
"""Particles that only stress the amount: "12%나 늘었다"."""


def predicate(line: Line, at: int) -> str:
    """The direction of the verb of change right after a figure: "41.8% 늘어난", "3배로 늘었다"."""
    quantity = line.quantities[at]
    if quantity.measure in ("rank", "age") or _is_part(line, at):
        return ""
    particle = line.particles.get(at)
    form = particle.form if particle else ""
    first = at + 2 if particle is not None else at + 1
    if quantity.unit == "times" and form in ("로", "으로", "가"):
        ends = first >= len(line.items)
        verbs = line.rules.words["measure_verbs"]
        bound = not ends and verbs.get(line.items[first].form, "kind") == "bound"
        grown = "up" if (value_of(line, at) or 0) > 1 else ""
        return grown if ends or (form == "가" and not bound) else _verb(line, first)
    part_of = at > 0 and line.items[at - 1].tag == "JKG"  # "인구의 30%가 줄었다"
    if form in ("이", "가") and not part_of:  # "32명이 증가해"
        return direction_of(line, first, first + 1)
    if form not in _MERE or (part_of and line.openings[at] >= 0):  # "(전체 30개의 40%)"
        return ""
    return _verb(line, _past_list(line, first))


def _is_part(line: Line, at: int) -> bool:
    """ "10개 시군 가운데 6개가 늘었다": six of them grew, they did not become more."""
    return at > 0 and line.items[at - 1].form in ("가운데", "중")


def _verb(line: Line, first: int) -> str:
    """The direction of a verb from a position on, past a parenthesis."""
    first = past_brackets(line, first)
    return direction_of(line, first, first + 4)


def _past_list(line: Line, first: int) -> int:
    """ "180명, 0.6% 늘었다": the same change in two units has one verb."""
    following = line.items[first : first + 2]
    twofold = len(following) == 2 and following[0].form == "," and following[1].tag == "FACT"
    return first + 2 if twofold and line.quantities[first + 1].measure == "rate" else first
