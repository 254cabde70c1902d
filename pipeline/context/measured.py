"""A change as columns, and what both of its readers ask of a line (`change`, `from_to`)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipeline.context.line import Line

_SUPERLATIVE = frozenset({"가장", "제일"})
"""가장 많았다 ranks; nothing has grown."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change as columns: SPEC §3's comparison."""

    start: Decimal | None = None
    end: Decimal | None = None
    delta: Decimal | None = None
    unit: str = ""
    direction: str = ""
    baseline: str = ""


def value_of(line: Line, at: int) -> Decimal | None:
    """The value of a figure that is no range."""
    number = line.quantities[at].number
    return number.value if number and number.maximum is None else None


def alike(line: Line, left: int, right: int) -> bool:
    """Whether two figures are of one kind, so that one may become the other."""
    one, other = line.quantities[left], line.quantities[right]
    return (one.measure, one.unit) == (other.measure, other.unit)


def tags_between(line: Line, left: int, right: int) -> set[str]:
    """The tags of the items between two positions."""
    return {item.tag for item in line.items[left + 1 : right]}


def direction_of(line: Line, first: int, last: int) -> str:
    """The direction of the first word of change among the items, none if it is denied."""
    words = line.directions
    ranked = False
    for item in line.items[first:last]:
        if item.tag in ("FACT", "EC", "EF") and item.form != "게":
            return ""
        if ranked and item.tag == "VA" and item.form in words:
            return ""
        ranked = item.form in _SUPERLATIVE
        if item.tag in ("VV", "VA", "NNG") and item.form in words:
            denied = any(0 <= cue.start - item.end < 8 for cue in line.cues("denied"))
            return "" if denied else words[item.form]
    return ""
