"""One pass over the lines of a page, from above: which signs stand on them, where it ends."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.sections.article import bound
from pipeline.sections.lines import Line, broken_lines, is_prose, is_timed, reports, states
from pipeline.sections.reading import Reading
from pipeline.sections.signs import Sign, Signs
from pipeline.sections.stops import stops

LONGEST_SIGN = 260
SHORTEST_OPENING = 20
BRACKETS = "[(<【"


def read_signs(text: str, lines: Sequence[Line], signs: Signs) -> Reading:
    """Read the lines once, from above; what counts as a sign depends on whether the body began.

    Below the article's end only the block of signs right there is read (a date, a copyright line).
    """
    reading = Reading(lines, signs.marks(text, lines), broken_lines(lines))
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
            reading.stop = stops(text, reading, index)
        elif begun and sign is None:
            break
    unread = len(lines) - len(reading.whole)
    reading.whole += [None] * unread
    reading.prose += [False] * unread
    bound(reading)
    return reading


def _is_paragraph(text: str, reading: Reading, index: int) -> bool:
    """Whether the line is running text, alone or with the lines that it was broken over."""
    if index in reading.broken:
        return True
    if index not in reading.starts and index not in reading.ends:
        return is_prose(reading.lines[index].text)
    start, end = reading.inner(index)
    return _begins_body(reading, index) or is_prose(text[start:end].strip())


def _begins_body(reading: Reading, index: int) -> bool:
    """Whether a reporter's name stands before enough text on the line: the body begins there."""
    start, end = reading.inner(index)
    return (
        index in reading.starts
        and bool(reading.starts[index].group("byline"))
        and end - start > SHORTEST_OPENING
    )


def _cover(text: str, reading: Reading, sign: Sign, signs: Signs) -> None:
    """Give all lines that a sign covers to it; a reporter's name before a caption is split off."""
    lines = reading.lines
    index = len(reading.whole)
    line = lines[index]
    if sign.section == "caption" and line.text[0] in BRACKETS:
        head = signs.start.match(text, reading.marks[index], line.start, line.end)
        if head and head.section == "byline" and head.end < line.end:
            reading.starts[index] = head
    while len(reading.whole) < len(lines) and lines[len(reading.whole)].start < sign.end:
        reading.whole.append(sign)
        reading.prose.append(False)


def _whole_line(text: str, reading: Reading, index: int, signs: Signs, begun: bool) -> Sign | None:
    """The sign that covers the line; a sentence in the plain style can only be a caption."""
    line = reading.lines[index]
    if line.end - line.start > LONGEST_SIGN and not line.text.startswith("!["):
        return None
    if states(line.text):
        sign = signs.captions.match(text, reading.marks[index], line.start, len(text))
    else:
        reader = signs.later if begun else signs.head
        sign = reader.match(text, reading.marks[index], line.core, len(text))
    return sign or _ending(text, line, reading.marks[index], signs)


def _ending(text: str, line: Line, marks: int, signs: Signs) -> Sign | None:
    """The sign at the line's end, unless it would take a paragraph before it away."""
    sign = signs.ending.match(text, marks, line.start, line.end)
    if sign is None or is_timed(line.text):
        return None
    before = text[line.start : sign.start].strip()
    if sign.section == "boilerplate":
        keeps = is_prose(before)
    else:
        keeps = reports(before) or ("자료" in sign.found[0] and states(before))
    return None if keeps else sign


def _read_edges(text: str, index: int, reading: Reading, signs: Signs) -> None:
    line, marks = reading.lines[index], reading.marks[index]
    start = signs.start.match(text, marks, line.start, line.end)
    if start:
        reading.starts[index] = start
    begin = start.end if start else line.start
    onward = signs.onward.search(text, marks, begin, line.end)
    stop = onward.start if onward else line.end
    end = signs.end.match(text, marks, begin, stop) or _credit(text, marks, begin, stop, signs)
    if end or onward:
        reading.ends[index] = tuple(sign for sign in (end, onward) if sign)


def _credit(text: str, marks: int, begin: int, stop: int, signs: Signs) -> Sign | None:
    """The credit in brackets at the end of a paragraph that is no caption."""
    if text[stop - 1] not in ")]>" or is_timed(text[begin:stop]):
        return None
    sign = signs.ending.match(text, marks, begin, stop)
    return sign if sign and sign.section == "caption" and sign.start > begin else None
