"""A change in a sentence of its own: "이용자는 1,850명이다. 이는 작년보다 610명 늘어난 것이다".

In: a line, its changes without a new value, and the facts told before. Out: the fact of the
sentence before that is the new value. Nothing, unless the sentence has no topic of its own and the
figures leave no other choice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from pipeline.context.line import Line
from pipeline.context.measured import Change
from pipeline.context.phrases import is_nominative, is_topic
from pipeline.model import Fact

_THIS = frozenset({"이", "이것", "그", "수치", "규모", "금액", "기록"})
"""What may be the topic of such a sentence: 이는, 이 수치는."""
_ROUNDED = Decimal("0.5")
"""Percent by which a printed rate may differ from the one that the two values give."""


def new_value(line: Line, changed: Mapping[int, Change], told: Sequence[Fact]) -> Fact | None:
    """The fact before whose value the sentence's change has led to."""
    opened = {at: change for at, change in changed.items() if change.end is None and change.delta}
    if not opened or len(opened) < len(changed) or not _continues(line, min(opened)):
        return None
    change = next(iter(opened.values()))
    base = next((at for at in line.facts if at not in opened), None)
    kind = line.quantities[base] if base is not None else None
    if change.start is None or kind is None:
        return None
    near = [
        f for f in _sentence_before(line, told) if (f.measure, f.unit) == (kind.measure, kind.unit)
    ]
    fitting = [f for f in near if f.value is not None and all(_fits(c, f) for c in opened.values())]
    return fitting[0] if len(fitting) == 1 else None


def _continues(line: Line, first: int) -> bool:
    """Whether nothing before the change is a topic or subject but what stands for the figure."""
    return all(
        line.items[at - 1].form in _THIS or line.items[at - 1].tag == "FACT"
        for at in range(1, first)
        if is_topic(line.items[at]) or is_nominative(line.items[at])
    )


def _sentence_before(line: Line, told: Sequence[Fact]) -> list[Fact]:
    index = line.page.sentence_index(line.sentence.start)
    if index < 1:
        return []
    before = line.page.sentences[index - 1]
    if "\n" in line.page.text[before.end : line.sentence.start]:
        return []
    return [fact for fact in told if before.start <= fact.start < before.end]


def _fits(change: Change, fact: Fact) -> bool:
    """Whether the change, added to its base, gives the fact's value."""
    base, size, value = change.start, change.delta, fact.value
    if base is None or size is None or value is None or not base:
        return False
    signed = size if change.direction == "up" else -size
    if change.unit == fact.unit:
        return base + signed == value
    if change.unit == "percent":
        return abs((value / base - 1) * 100 - signed) <= _ROUNDED
    return change.unit == "times" and abs(value / base - size) <= _ROUNDED
