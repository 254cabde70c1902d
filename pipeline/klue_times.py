"""How KLUE-NER marks times where it differs from SPEC.md §4; used by the scorer only.

- A length in hours, minutes or seconds is a time (TI); SPEC.md calls it a DURATION.
- "3일부터 5일까지" is two spans without their particles; SPEC.md has one expression.
- 지난 and 오는 before a date, 전 and 뒤 after it, 간, 동안 and 째 after a length stand now in the
  span, now outside (지난 and 오는: 92 against 42 in one half of the news sentences): both count.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.model import Date

Mark = tuple[int, int, str]

_CLOCK_UNIT = regex.compile(
    r".*[\d한두세네몇수여] ?(?:시간|분|초)(?: ?여)?(?: ?(?:전|후|뒤|간|동안))?"
)
_ENDS = regex.compile(r"(?P<first>.+?)(?:부터|에서) (?P<last>.+)까지")
_LOOSE = (
    regex.compile(r"(?:지난|오는) ?(?P<keep>\d.*)"),
    regex.compile(r"(?P<keep>.*\d.*?|.*[달루틀흘])(?<!오) ?(?:전|후|뒤)"),
    regex.compile(r"(?P<keep>.*[년월일주달]) ?간"),
    regex.compile(r"(?P<keep>.*?) ?(?:동안|째)"),
)


def time_marks(row: Date) -> Iterator[Mark]:
    """The spans that KLUE would have for a row of the dates table."""
    length = row.type == "DURATION" or (row.type == "DATE" and not row.value)
    label = "TI" if row.type == "TIME" or (length and _CLOCK_UNIT.fullmatch(row.text)) else "DT"
    ends = _ENDS.fullmatch(row.text)
    if not ends:
        yield row.start, row.end, label
        return
    for start, end in (ends.span("first"), ends.span("last")):
        yield row.start + start, row.start + end, label


def loosened(mark: Mark, text: str) -> Iterator[Mark]:
    """The same mark without the words that KLUE leaves in or out."""
    start, end, label = mark
    for pattern in _LOOSE:
        found = pattern.fullmatch(text, start, end)
        if found:
            yield (*found.span("keep"), label)
