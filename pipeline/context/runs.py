"""Lists of figures of one kind: "보건소 3곳, 도서관 2곳, 수영장 1곳".

In: a line of items. Out: the positions of the figures of every list, in order. Between two of them
stand a joint and the noun whose the next one is; after 각각 the joint is enough.
"""

from __future__ import annotations

from itertools import pairwise

from pipeline.context.items import NOMINAL, Item
from pipeline.context.line import Line
from pipeline.context.phrases import is_nominative, is_topic

_EACH = "각각"
_AND = frozenset({"와", "과"})
_NAMING = NOMINAL | {"NNB", "SP", "SO", "SW", "JC"}
_WITHIN = frozenset({"에서", "에"})


def runs(line: Line) -> list[tuple[int, ...]]:
    """The lists of at least two figures outside of parentheses."""
    found: list[list[int]] = []
    outer = [at for at in line.facts if line.openings[at] < 0]
    for left, right in pairwise(outer):
        if not _joined(line, left, right):
            continue
        if found and found[-1][-1] == left:
            found[-1].append(right)
        else:
            found.append([left, right])
    return [tuple(run) for run in found]


def before_each(line: Line, run: tuple[int, ...]) -> bool:
    """Whether 각각 stands right before a list: "각각 12명, 5명"."""
    return run[0] > 0 and line.items[run[0] - 1].form == _EACH


def after_each(line: Line, run: tuple[int, ...]) -> bool:
    """Whether 각각 stands right after a list: "12명, 5명 각각 늘었다"."""
    index = past_brackets(line, run[-1] + 1)
    return index < len(line.items) and line.items[index].form == _EACH


def past_brackets(line: Line, first: int) -> int:
    """The position after a parenthesis that opens at one."""
    if first >= len(line.items) or line.items[first].form != "(":
        return first
    return next((i for i in range(first, len(line.items)) if line.items[i].form == ")"), first) + 1


def _joined(line: Line, left: int, right: int) -> bool:
    one, other = line.quantities[left], line.quantities[right]
    if (one.measure, one.unit) != (other.measure, other.unit) or one.measure in ("rank", "age"):
        return False
    joint = past_brackets(line, left + 1)
    if joint >= right or not (line.items[joint].form == "," or line.items[joint].form in _AND):
        return False
    between = range(joint + 1, right)
    names = [line.items[i] for i in between if line.openings[i] < 0 and _is_word(line.items[i])]
    if not names:
        return any(item.form == _EACH for item in line.items[:left])
    marked = is_topic(names[-1]) or is_nominative(names[-1]) or names[-1].form in _WITHIN
    names = names[:-1] if marked else names
    return bool(names) and all(map(_names, names))


def _is_word(item: Item) -> bool:
    return item.form not in ("(", ")")


def _names(item: Item) -> bool:
    return item.tag in _NAMING or item.form in ("및", "등")
