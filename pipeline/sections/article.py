"""Where the article begins and ends on its page, and what each line of it is.

The decision procedure: rules name what they know; running text that no rule names is the body.
Above its first paragraph a line is title, subtitle or page furniture; between the first paragraph
and the last everything is kept (a lost paragraph costs more than a kept menu); below the last
paragraph everything is furniture, unless it continues a list.
"""

from __future__ import annotations

import regex

from pipeline.sections.lines import Line, is_caption_like, is_cut_off, is_item
from pipeline.sections.reading import (
    LONGEST_CAPTION,
    Reading,
    is_lone_triangle,
    is_repeated,
    repeats,
)

LONGEST_HEADING = 45
FEWEST_NOTES = 3
_LABELLED = regex.compile(r"\[[가-힣A-Za-z ·]{2,14}\] ?\S+(?: \S+)+(?<=[^\n]{8,120})(?<!\.)")
LIST_BULLETS = "○ㅇ●◦-·*※①②③④⑤"


def bound(reading: Reading) -> None:
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
    """A text of notes or of a bare phrase: what no rule names below the date line is the body.

    So is what stands below a first line that begins with a label: [이번 주 행사] 강원·영동.
    """
    dated = [
        i for i, sign in enumerate(reading.whole) if sign and sign.section in ("dateline", "title")
    ]
    labelled = len(reading.lines) >= FEWEST_NOTES and _LABELLED.fullmatch(reading.lines[0].text)
    top = 0 if labelled and 0 not in reading.starts else -1
    for i in range(max(dated, default=top) + 1, len(reading.lines)):
        reading.prose[i] = reading.whole[i] is None


def _unmark_captions(reading: Reading) -> None:
    """A picture's text is often printed twice, or behind a lone ▲, or
    alone above the paragraph that begins with the reporter's name: it begins no body."""
    for i in range(len(reading.lines)):
        if reading.prose[i] and is_lone_triangle(reading, i):
            reading.prose[i] = False
    headed = next((i for i, s in reading.starts.items() if s.group("byline")), 0)
    if sum(reading.prose[:headed]) <= 2:
        reading.prose[:headed] = [False] * headed
    for i in range(1, len(reading.lines)):
        above, below = reading.lines[i - 1].text, reading.lines[i].text
        if reading.prose[i] and len(below) <= LONGEST_CAPTION and repeats(above, below):
            reading.prose[i] = reading.prose[i - 1] = False


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
    if is_repeated(reading, index) or is_lone_triangle(reading, index):
        return "caption"
    if is_caption_like(line.text) and not is_item(line.text):
        return "caption"
    return "heading" if _is_heading(reading, index, line) else "body"


def is_between(reading: Reading, index: int) -> bool:
    """Whether a line stands between the article and its copy further down."""
    if reading.again is None or index <= reading.again:
        return False
    return not any(reading.prose[reading.again + 1 : index + 1])


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
    return reading.whole[index] is None and not is_lone_triangle(reading, index)
