"""What was seen on the lines of one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.sections.lines import Line
from pipeline.sections.signs import Sign

LONGEST_CAPTION = 200


@dataclass(slots=True)
class Reading:
    """What was seen on the lines of one page. Built by `read_signs`, then only read."""

    lines: Sequence[Line]
    marks: Sequence[int]
    broken: frozenset[int] = frozenset()
    whole: list[Sign | None] = field(default_factory=list)
    starts: dict[int, Sign] = field(default_factory=dict)
    ends: dict[int, tuple[Sign, ...]] = field(default_factory=dict)
    prose: list[bool] = field(default_factory=list)
    first: int = 0
    last: int = -1
    stop: int | None = None
    again: int | None = None

    def sign(self, index: int) -> Sign | None:
        """The sign that covers a line; a rule of the margins does not hold between paragraphs."""
        sign = self.whole[index]
        if sign and sign.says("zone") == "margins" and self.first < index < self.last:
            return None
        return sign

    def inner(self, index: int) -> tuple[int, int]:
        """The range of a line without the signs at its beginning and end."""
        line = self.lines[index]
        start = self.starts[index].end if index in self.starts else line.start
        end = self.ends[index][0].start if index in self.ends else line.end
        return start, max(start, end)


def repeats(above: str, below: str) -> bool:
    """Whether one line holds the other, but for a short prefix or suffix."""
    short, long = (above, below) if len(above) < len(below) else (below, above)
    return len(short) >= 12 and len(long) - len(short) <= 30 and short in long


def is_repeated(reading: Reading, index: int) -> bool:
    """Whether the line is printed twice in a row, as pages do with the text of a picture."""
    near = [reading.lines[i].text for i in (index - 1, index + 1) if 0 <= i < len(reading.lines)]
    text = reading.lines[index].text
    if len(text) >= 20 and any(repeats(text, other) for other in near):
        return True
    return text in near and any("가" <= c <= "힣" for c in text)


def is_lone_triangle(reading: Reading, index: int) -> bool:
    """A line behind ▲ that is no item of a list: its neighbours are paragraphs."""
    text = reading.lines[index].text
    mark = text[0]
    if mark not in "▲▼◀▶" or len(text) > LONGEST_CAPTION:
        return False
    if index and reading.lines[index - 1].text.endswith(":"):
        return False
    near = (i for i in (index - 1, index + 1) if 0 <= i < len(reading.lines))
    return all(reading.lines[i].text[0] != mark for i in near)
