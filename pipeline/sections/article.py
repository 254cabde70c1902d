"""Where the article begins and ends on its page, and what each line of it is.

The decision procedure: rules name what they know; running text that no rule names is the body.
Above its first paragraph a line is title, subtitle or page furniture; between the first paragraph
and the last everything is kept (a lost paragraph costs more than a kept menu); below the last
paragraph everything is furniture, unless it continues a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import regex

from pipeline.sections.lines import (
    Line,
    broken_lines,
    is_caption_like,
    is_cut_off,
    is_item,
    is_prose,
    reports,
    states,
)
from pipeline.sections.related import goes_on
from pipeline.sections.signs import Sign, Signs

LONGEST_SIGN = 260
LONGEST_HEADING = 45
LONGEST_CAPTION = 200
FEWEST_BODY_CHARS = 120
EDGE = 80
BRACKETS = "[(<【"
SHORTEST_OPENING = 20
LIST_BULLETS = "○ㅇ●◦-·*※①②③④⑤"
MOST_BETWEEN = 12
_ENTERED = regex.compile(r"(?:기사 ?)?(?:입력|등록|승인)\s?:?\s?(?:19|20)\d\d", regex.VERSION1)
_REPORTER = regex.compile(r"다[.”\"]\s{1,4}[^\n]{0,20}기자[^\n]{0,6}@")


@dataclass(slots=True)
class Reading:
    """What was seen on the lines of one page. Built by `read_signs`, then only read."""

    lines: Sequence[Line]
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


def read_signs(text: str, lines: Sequence[Line], signs: Signs) -> Reading:
    """Read the lines once, from above; what counts as a sign depends on whether the body began.

    Below the article's end only the block of signs right there is read (a date, a copyright line).
    """
    reading = Reading(lines, broken_lines(lines))
    begun = False
    while len(reading.whole) < len(lines):
        index = len(reading.whole)
        sign = _whole_line(text, reading, index, signs, begun)
        if sign is None:
            _read_edges(text, index, reading, signs)
            reading.whole.append(None)
            reading.prose.append(_is_paragraph(text, reading, index))
            begun = begun or reading.prose[-1]
        else:
            _cover(text, reading, sign, signs)
        if begun and reading.stop is None:
            reading.stop = _stops(text, reading, index)
        elif begun and sign is None:
            break
    unread = len(lines) - len(reading.whole)
    reading.whole += [None] * unread
    reading.prose += [False] * unread
    _bound(reading)
    return reading


def _is_paragraph(text: str, reading: Reading, index: int) -> bool:
    """Whether the line is running text, alone or with the lines that it was broken over."""
    start, end = reading.inner(index)
    if index in reading.broken or _begins_body(reading, index):
        return True
    return is_prose(text[start:end].strip())


def _begins_body(reading: Reading, index: int) -> bool:
    """Whether a reporter's name stands before enough text on the line: the body begins there."""
    start, end = reading.inner(index)
    return (
        index in reading.starts and bool(reading.starts[index].group("byline")) and end - start > 20
    )


def _cover(text: str, reading: Reading, sign: Sign, signs: Signs) -> None:
    """Give all lines that a sign covers to it; a reporter's name before a caption is split off."""
    lines = reading.lines
    line = lines[len(reading.whole)]
    if sign.section == "caption" and line.text[0] in BRACKETS:
        head = signs.start.match(text, line.text[:EDGE], line.start, line.end)
        if head and head.section == "byline" and head.end < line.end:
            reading.starts[len(reading.whole)] = head
    while len(reading.whole) < len(lines) and lines[len(reading.whole)].start < sign.end:
        reading.whole.append(sign)
        reading.prose.append(False)


def _whole_line(
    text: str, reading: Reading, index: int, signs: Signs, begun: bool
) -> Sign | None:
    """The sign that covers the line; a sentence in the plain style can only be a caption."""
    line = reading.lines[index]
    if line.end - line.start > LONGEST_SIGN and not line.text.startswith("!["):
        return None
    if states(line.text):
        sign = signs.captions.match(text, line.text, line.start, len(text))
    else:
        reader = signs.later if begun else signs.head
        sign = reader.match(text, line.text, line.core, len(text))
    return sign or _ending(text, line, signs)


def _ending(text: str, line: Line, signs: Signs) -> Sign | None:
    """The sign at the line's end, unless it would take a paragraph before it away."""
    sign = signs.ending.match(text, line.text, line.start, line.end)
    if sign is None:
        return None
    before = text[line.start : sign.start].strip()
    if sign.section == "boilerplate":
        keeps = is_prose(before)
    else:
        keeps = reports(before) or ("자료" in sign.found[0] and states(before))
    return None if keeps else sign


def _read_edges(text: str, index: int, reading: Reading, signs: Signs) -> None:
    line = reading.lines[index]
    start = signs.start.match(text, line.text[:EDGE], line.start, line.end)
    if start:
        reading.starts[index] = start
    begin = start.end if start else line.start
    onward = signs.onward.search(text, line.text, begin, line.end)
    stop = onward.start if onward else line.end
    tail = text[max(begin, stop - EDGE) : stop]
    end = signs.end.match(text, tail, begin, stop) or _credit(text, tail, begin, stop, signs)
    if end or onward:
        reading.ends[index] = tuple(sign for sign in (end, onward) if sign)


def _credit(text: str, tail: str, begin: int, stop: int, signs: Signs) -> Sign | None:
    """The credit in brackets at the end of a paragraph that is no caption."""
    if tail[-1:] not in ")]>":
        return None
    sign = signs.ending.match(text, tail, begin, stop)
    return sign if sign and sign.section == "caption" and sign.start > begin else None


def _bound(reading: Reading) -> None:
    """Set the first and last paragraph of the body."""
    _unmark_captions(reading)
    if not any(reading.prose):
        _without_prose(reading)
    count = len(reading.lines)
    reading.first = next((i for i in range(count) if reading.prose[i]), len(reading.lines))
    stop = count if reading.stop is None else reading.stop
    paragraphs = [i for i in range(reading.first, stop) if reading.prose[i]]
    reading.last = paragraphs[-1] if paragraphs else -1
    _extend_list(reading, stop)


def _without_prose(reading: Reading) -> None:
    """A text of notes or of a bare phrase: what no rule names below the date line is the body."""
    dated = [
        i for i, sign in enumerate(reading.whole) if sign and sign.section in ("dateline", "title")
    ]
    for i in range(max(dated, default=-1) + 1, len(reading.lines)):
        reading.prose[i] = reading.whole[i] is None


def _unmark_captions(reading: Reading) -> None:
    """A picture's text is often printed twice, or behind a lone ▲, or
    alone above the paragraph that begins with the reporter's name: it begins no body."""
    for i in range(len(reading.lines)):
        if reading.prose[i] and _is_lone_triangle(reading, i):
            reading.prose[i] = False
    headed = next((i for i, s in reading.starts.items() if s.group("byline")), 0)
    if sum(reading.prose[:headed]) <= 2:
        reading.prose[:headed] = [False] * headed
    for i in range(1, len(reading.lines)):
        above, below = reading.lines[i - 1].text, reading.lines[i].text
        if reading.prose[i] and len(below) <= LONGEST_CAPTION and repeats(above, below):
            reading.prose[i] = reading.prose[i - 1] = False


def repeats(above: str, below: str) -> bool:
    """Whether one line holds the other, but for a short prefix or suffix."""
    short, long = sorted((above, below), key=len)
    return len(short) >= 12 and len(long) - len(short) <= 30 and short in long


def _stops(text: str, reading: Reading, index: int) -> int | None:
    """Index of the first line that no longer belongs to the article, if line `index` shows it."""
    above = reading.whole[index - 1] if index else None
    if above and above.section == "caption":
        return None  # the credit of a picture
    if index in reading.ends and _is_repeated(reading, index):
        return None  # a picture's text with its photographer
    signs = reading.ends.get(index) or (reading.whole[index],)
    then = next((sign.says("then") for sign in reversed(signs) if sign), "")
    if not then or not _enough(reading, index):
        return None
    if then == "again" and _starts_again(text, reading.lines, index):
        reading.again = index
        return None
    if then == "pause" and (
        _resumes(text, reading.lines[index].end) or goes_on(text, reading.lines, index, signs[-1])
    ):
        return None
    return index + (index in reading.ends)


def _enough(reading: Reading, index: int) -> bool:
    """Whether what was read so far can be the whole article.

    A summary or a caption above the article ends with its own credit; then much more follows.
    """
    before = _length(reading, 0, index + 1)
    if before >= FEWEST_BODY_CHARS:
        return True
    after = 0
    for line in reading.lines[index + 1 :]:
        if is_prose(line.text):
            after += len(line.text)
        elif after:
            break
    return after < 3 * before


def _length(reading: Reading, start: int, stop: int) -> int:
    inner = (reading.inner(i) for i in range(start, stop) if reading.prose[i])
    return sum(end - begin for begin, end in inner)


def _resumes(text: str, position: int) -> bool:
    """Whether paragraphs follow that a reporter's line with an address closes."""
    return _REPORTER.search(text, position) is not None


def is_between(reading: Reading, index: int) -> bool:
    """Whether a line stands between the article and its copy further down."""
    if reading.again is None or index <= reading.again:
        return False
    return not any(reading.prose[reading.again + 1 : index + 1])


def _starts_again(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether the article's date line stands a few lines below: the page prints it again."""
    below = lines[index + 1 : index + 1 + MOST_BETWEEN]
    return any(_ENTERED.match(text, line.core) for line in below)


def _extend_list(reading: Reading, stop: int) -> None:
    """Items right below the last paragraph continue it; so does a sentence that the page cuts."""
    if reading.last < 0:
        return
    for i in range(reading.last + 1, stop):
        text = reading.lines[i].text
        ends_page = i == len(reading.lines) - 1
        if reading.whole[i] or not (is_item(text) or (ends_page and is_cut_off(text))):
            return
        reading.last = i


def body_kind(reading: Reading, index: int) -> str:
    """`body`, `heading` or `caption` for a line inside the article that no rule named."""
    line = reading.lines[index]
    if reading.prose[index]:
        return "body"
    if _is_repeated(reading, index) or _is_lone_triangle(reading, index):
        return "caption"
    if is_caption_like(line.text) and not is_item(line.text):
        return "caption"
    return "heading" if _is_heading(reading, index, line) else "body"


def _is_repeated(reading: Reading, index: int) -> bool:
    near = [reading.lines[i].text for i in (index - 1, index + 1) if 0 <= i < len(reading.lines)]
    text = reading.lines[index].text
    if len(text) >= 20 and any(repeats(text, other) for other in near):
        return True
    return text in near and any("가" <= c <= "힣" for c in text)


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
    if line.text[0] in LIST_BULLETS or line.text[0].isdigit() or "|" in line.text:
        return False
    below = next((i for i in range(index + 1, reading.last + 1) if reading.whole[i] is None), -1)
    above = next((i for i in range(index - 1, -1, -1) if _is_text(reading, i)), -1)
    if below < 0 or above < 0:
        return False
    return (reading.prose[below] or _is_other_item(reading, below, line)) and (
        reading.prose[above] or is_item(reading.lines[above].text)
    )


def _is_other_item(reading: Reading, index: int, line: Line) -> bool:
    below = reading.lines[index].text
    return below[0] != line.text[0] and is_item(below)


def in_interrupting_list(reading: Reading, index: int) -> bool:
    """Whether the line belongs to a list of other articles that interrupts this one."""
    for i in range(index, reading.first, -1):
        sign = reading.whole[i]
        if sign:
            return sign.section == "boilerplate" and sign.says("then") == "pause"
        if reading.prose[i]:
            return False
    return False


def _is_text(reading: Reading, index: int) -> bool:
    return reading.whole[index] is None and not _is_lone_triangle(reading, index)
