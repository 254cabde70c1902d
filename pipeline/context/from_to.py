"""From what to what: "3개에서 10개로", "32명이던 참여자가 48명으로".

In: the figures of a line with their periods. Out: for each new value the change that led to it;
its direction comes from the two values.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pipeline.context.line import Line
from pipeline.context.measured import Change, alike, direction_of, tags_between, value_of


def from_to(line: Line, periods: Mapping[int, str]) -> Iterator[tuple[int, Change]]:
    """Each figure with the nearest one of its kind before it."""
    for index in range(1, len(line.facts)):
        right = line.facts[index]
        left = next((at for at in line.facts[index - 1 :: -1] if alike(line, at, right)), -1)
        if left >= 0 and _leads_to(line, left, right):
            change = _between(line, left, right, periods.get(left, ""))
            if change:
                yield right, change


def _leads_to(line: Line, left: int, right: int) -> bool:
    between = tags_between(line, left, right)
    if line.case(left)[0] == "에서":
        same = line.case(left)[1] == line.case(right)[1]
        return same and _is_goal(line, right) and not between & {"EF", "ETM"}
    if line.cue_at("former", line.items[left].end):
        return _is_goal(line, right) and not between & {"EF", "EC"}
    begun = any(item.form == "시작" for item in line.items[left + 1 : left + 4])
    if begun and line.case(left)[0] not in ("을", "를"):  # "340m를 시작으로" opens a list
        return "EF" not in between
    reshaped = "JKO" in between and not between & {"EC", "EF"}
    return reshaped and _changes_into(line, right)


def _is_goal(line: Line, at: int) -> bool:
    form = line.case(at)[0]
    if form and form != "까지":
        return form in ("로", "으로")
    return direction_of(line, at + 1, at + 8) != ""


def _changes_into(line: Line, at: int) -> bool:
    """ "1000㎡ 이상의 캠퍼스로 확장": 로 and a verb of change before the clause ends."""
    for index in range(at + 1, min(at + 12, len(line.items))):
        item = line.items[index]
        if item.tag in ("EC", "EF", "FACT"):
            return False
        if item.form in ("로", "으로"):
            return direction_of(line, index, index + 5) != ""
    return False


def _between(line: Line, left: int, right: int, baseline: str) -> Change | None:
    before, after = value_of(line, left), value_of(line, right)
    if before is None or after is None or before == after:
        return None
    return Change(before, after, None, "", "up" if after > before else "down", baseline)
