"""Where the article begins and ends on its page, and what each line of it is.

The decision procedure: rules name what they know; running text that no rule names is the body.
Above its first paragraph a line is title, subtitle or page furniture; between the first paragraph
and the last everything is kept (a lost paragraph costs more than a kept menu); below the last
paragraph everything is furniture, unless it continues a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.sections.lines import Line, is_item, is_prose, states
from pipeline.sections.signs import Sign, Signs

LONGEST_SIGN = 260
LONGEST_HEADING = 45
LONGEST_CAPTION = 200
FEWEST_BODY_CHARS = 120


@dataclass(slots=True)
class Reading:
    """What was seen on the lines of one page. Built by `read_signs`, then only read."""

    lines: Sequence[Line]
    whole: list[Sign | None] = field(default_factory=list)
    starts: dict[int, Sign] = field(default_factory=dict)
    ends: dict[int, Sign] = field(default_factory=dict)
    prose: list[bool] = field(default_factory=list)
    first: int = 0
    last: int = -1
    stop: int = 0

    def inner(self, index: int) -> tuple[int, int]:
        """The range of a line without the signs at its beginning and end."""
        line = self.lines[index]
        start = self.starts[index].end if index in self.starts else line.start
        end = self.ends[index].start if index in self.ends else line.end
        return start, max(start, end)


def read_signs(text: str, lines: Sequence[Line], signs: Signs) -> Reading:
    """Read every line once, from above; what counts as a sign depends on whether the body began."""
    reading = Reading(lines)
    begun = False
    index = 0
    while index < len(lines):
        sign = _whole_line(text, lines[index], signs, begun)
        if sign is None:
            _read_edges(text, index, reading, signs)
            start, end = reading.inner(index)
            reading.whole.append(None)
            reading.prose.append(is_prose(text[start:end].strip()))
            begun = begun or reading.prose[-1]
            index += 1
        while sign is not None and index < len(lines) and lines[index].start < sign.end:
            reading.whole.append(sign)
            reading.prose.append(False)
            index += 1
    _bound(reading)
    return reading


def _whole_line(text: str, line: Line, signs: Signs, begun: bool) -> Sign | None:
    if line.end - line.start > LONGEST_SIGN:
        # A lead image's address may be longer than any sentence about it.
        return signs.head.match(text, line.start) if line.text.startswith("![") else None
    sign = (signs.later if begun else signs.head).match(text, line.start)
    if sign is None:
        ending = signs.later_ending if begun else signs.head_ending
        sign = ending.match(text, line.start, line.end)
    return None if sign and sign.section == "boilerplate" and states(line.text) else sign


def _read_edges(text: str, index: int, reading: Reading, signs: Signs) -> None:
    line = reading.lines[index]
    start = signs.start.match(text, line.start, line.end)
    if start:
        reading.starts[index] = start
    begin = start.end if start else line.start
    end = signs.onward.search(text, begin, line.end) or signs.end.match(text, begin, line.end)
    if end:
        reading.ends[index] = end


def _bound(reading: Reading) -> None:
    """Set the first and last paragraph of the body and the line where the article stops."""
    count = len(reading.lines)
    _unmark_captions(reading)
    if not any(reading.prose):
        _without_prose(reading)
    reading.first = next((i for i in range(count) if reading.prose[i]), count)
    reading.stop = _stop(reading)
    paragraphs = [i for i in range(reading.first, reading.stop) if reading.prose[i]]
    reading.last = paragraphs[-1] if paragraphs else -1
    _extend_list(reading)


def _without_prose(reading: Reading) -> None:
    """A text of notes or of a bare phrase: what no rule names below the date line is the body."""
    dated = [i for i, sign in enumerate(reading.whole) if sign and sign.section in ("dateline", "title")]
    for i in range(max(dated, default=-1) + 1, len(reading.lines)):
        reading.prose[i] = reading.whole[i] is None


def _unmark_captions(reading: Reading) -> None:
    """A picture's text is often printed twice, or behind a lone ▲: it begins no body."""
    for i in range(len(reading.lines)):
        if reading.prose[i] and _is_lone_triangle(reading, i):
            reading.prose[i] = False
    for i in range(1, len(reading.lines)):
        above, below = reading.lines[i - 1].text, reading.lines[i].text
        if reading.prose[i] and len(below) <= LONGEST_CAPTION and repeats(above, below):
            reading.prose[i] = reading.prose[i - 1] = False


def repeats(above: str, below: str) -> bool:
    """Whether one line holds the other, but for a short prefix or suffix."""
    short, long = sorted((above, below), key=len)
    return len(short) >= 12 and len(long) - len(short) <= 30 and short in long


def _stop(reading: Reading) -> int:
    """Index of the first line that no longer belongs to the article."""
    for index in range(reading.first, len(reading.lines)):
        sign = reading.whole[index] or reading.ends.get(index)
        then = sign.says("then") if sign else ""
        if then == "end" and _enough(reading, index):
            return index + (index in reading.ends)
        if then == "pause" and _enough(reading, index) and not _resumes(reading, index):
            return index + (index in reading.ends)
    return len(reading.lines)


def _enough(reading: Reading, index: int) -> bool:
    """Whether what was read so far can be the whole article.

    A summary box or a caption above the article ends with its own credit; then much more follows.
    """
    before = _length(reading, reading.first, index + 1)
    if before >= FEWEST_BODY_CHARS:
        return True
    after = 0
    for i in range(index + 1, len(reading.lines)):
        sign = reading.whole[i]
        if sign and sign.says("then"):
            break
        after += _length(reading, i, i + 1)
    return after < 3 * before


def _length(reading: Reading, start: int, stop: int) -> int:
    inner = (reading.inner(i) for i in range(start, stop) if reading.prose[i])
    return sum(end - begin for begin, end in inner)


def _resumes(reading: Reading, index: int) -> bool:
    """Whether running text follows that a reporter's line with an address closes."""
    text = False
    for i in range(index + 1, len(reading.lines)):
        text = text or reading.prose[i]
        sign = reading.whole[i] or reading.ends.get(i)
        if sign and sign.says("then") == "end":
            return text and sign.section == "byline"
    return False


def _extend_list(reading: Reading) -> None:
    """Items right below the last paragraph continue it."""
    if reading.last < 0:
        return
    for i in range(reading.last + 1, reading.stop):
        if reading.whole[i] or not is_item(reading.lines[i].text):
            return
        reading.last = i


def body_kind(reading: Reading, index: int) -> str:
    """`body`, `heading` or `caption` for a line inside the article that no rule named."""
    line = reading.lines[index]
    if reading.prose[index]:
        return "body"
    if _is_repeated(reading, index) or _is_lone_triangle(reading, index):
        return "caption"
    return "heading" if _is_heading(reading, index, line) else "body"


def _is_repeated(reading: Reading, index: int) -> bool:
    near = (i for i in (index - 1, index + 1) if 0 <= i < len(reading.lines))
    text = reading.lines[index].text
    return len(text) >= 20 and any(repeats(text, reading.lines[i].text) for i in near)


def _is_lone_triangle(reading: Reading, index: int) -> bool:
    """A line behind ▲ that is no item of a list: its neighbours are paragraphs."""
    text = reading.lines[index].text
    mark = text[0]
    if mark not in "▲▼◀▶" or len(text) > LONGEST_CAPTION:
        return False
    if index and reading.lines[index - 1].text.endswith(":"):
        return False
    near = (i for i in (index - 1, index + 1) if 0 <= i < len(reading.lines))
    return all(reading.lines[i].text[0] != mark for i in near)


def _is_heading(reading: Reading, index: int, line: Line) -> bool:
    """A short line without a verb's full stop, alone between paragraphs."""
    if len(line.text) > LONGEST_HEADING or index + 1 > reading.last:
        return False
    if line.text[-1] in ".:,;" or not any("가" <= c <= "힣" for c in line.text):
        return False
    below = next((i for i in range(index + 1, reading.last + 1) if reading.whole[i] is None), -1)
    above = next((i for i in range(index - 1, -1, -1) if reading.whole[i] is None), -1)
    return below >= 0 and reading.prose[below] and above >= 0 and reading.prose[above]
