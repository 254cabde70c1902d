"""What a change is measured against: "전년(122명)보다", "작년 17톤에 비해".

In: a line of items, a figure's position and the periods of the figures. Out: the position of the
value before, -1 for none, and its time as EDTF.
"""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.context.line import Line
from pipeline.model import Date


def base_of(line: Line, at: int, periods: Mapping[int, str]) -> tuple[int, str]:
    """The figure and the time that the change is measured against: "전년(122명)보다"."""
    if not line.cues("baseline"):
        return -1, ""
    for index in range(at - 1, max(-1, at - 12), -1):
        item = line.items[index]
        if item.tag == "EF" or (item.tag == "EC" and not serves(line, index)):
            break
        if not line.cue_at("baseline", item.end):
            continue
        figure = index - 1 if item.form == ")" else index
        figure = figure if figure >= 0 and line.items[figure].tag == "FACT" else -1
        first = line.openings[figure] if item.form == ")" and figure >= 0 else index + 1
        first = first if figure != index else index
        date = line.date_at(first - 1 if first > 0 else index)
        value = _when(line, date) if date else _date_before(line, first)
        return figure, value or (periods.get(figure, "") if figure >= 0 else "")
    return -1, ""


def serves(line: Line, at: int) -> bool:
    """Whether a connective ends no clause: "조성에 따라", "작년에 비해"."""
    return line.compares(at) or line.like_particle(at)


def _when(line: Line, date: Date) -> str:
    """The value of a baseline; of "지난해 같은 기간", whose days are not known, the year."""
    year = line.page.published[:4]
    last_year = date.text.startswith(("지난해", "작년", "전년"))
    return date.value or (str(int(year) - 1) if last_year and year.isdigit() else "")


def _date_before(line: Line, at: int) -> str:
    """ "지난해 가을 맛보기 행사(41명)보다": a date within the words before the parenthesis."""
    for index in range(at - 1, max(-1, at - 9), -1):
        if date := line.date_at(index):
            return date.value
        item = line.items[index]
        if item.tag.startswith("J") or item.tag in ("EC", "EF", "ETM"):
            break
    return ""
