"""When a figure holds.

In: a line of items and a figure's position. Out: EDTF, empty where the text gives no time. The
nearest date before the figure counts, if it is in the figure's clause: not a baseline (전년보다),
not the date of a relative clause (2021년 출범한), not the day on which somebody said it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from pipeline.context.items import NAMES, Item
from pipeline.context.line import Line
from pipeline.context.phrases import Phrase, is_nominative, is_topic
from pipeline.context.predicate import predicate
from pipeline.model import Date

_SEQUEL = frozenset({"어", "아", "어서", "아서", "여", "으로", "고서", "면"})
"""Connectives that keep two verbs in one event (열어 처리했다)."""

_NOT_BETWEEN = frozenset({"FACT", "DATE", "EC", "EF", "ETM", "JKO", "JKS", "JX", "JKB", "SP"})
"""What does not stand between a date and the figure or parenthesis that it belongs to."""
_NOW = "현재"
_HOLDS = frozenset({_NOW, "기준"})
"""After a date: it is when the figures hold, whatever they are compared with after it."""
_OPENING = frozenset('“"')
_BARE_DAY = regex.compile(r"(?:\d{1,2}월 )?\d{1,2}일|오늘|이날|어제")


def period(line: Line, at: int, modality: str, phrase: Phrase | None = None) -> str:
    """The EDTF value of the time that a figure holds at."""
    before = bool(line.dates) and line.dates[0] < at
    found = _before(line, at, modality, phrase) if before or _says_now(line) else ""
    if not found and modality == "plan" and line.dates:
        return _until(line, at)
    return found


def _says_now(line: Line) -> bool:
    return line.page.masked.find(_NOW, line.sentence.start, line.sentence.end) >= 0


def _before(line: Line, at: int, modality: str, phrase: Phrase | None) -> str:
    """The date in the figure's parenthesis, right before that, or before in the clause."""
    opened = line.openings[at]
    for index in range(at - 1, opened, -1) if opened > 0 else ():
        inside = _date(line, index)
        if inside and not _is_baseline(line, index, at):
            return inside.value
    if opened > 0 and (direct := _date(line, opened - 1)):
        return direct.value
    return _in_clause(line, at, modality, phrase)


def _date(line: Line, at: int) -> Date | None:
    date = line.date_at(at)
    return date if date is not None and date.value else None


def _in_clause(line: Line, figure: int, modality: str, phrase: Phrase | None) -> str:
    at = line.openings[figure]
    at = at if at > 0 else figure
    cumulative = at == figure and line.quantities[figure].statistic == "cumulative"
    depth = 0
    for index in range(at - 1, -1, -1):
        item = line.items[index]
        depth += (item.form == ")") - (item.form == "(")
        if depth > 0:
            continue
        if item.tag in ("EC", "EF") and _ends_clause(line, index, at):
            return ""
        if item.form in _OPENING or (cumulative and item.tag == "FACT"):
            return ""
        if item.form == _NOW and item.tag != "DATE" and line.page.published:
            return _as_of(line, index) or line.page.published[:10]
        date = _date(line, index) if item.tag == "DATE" else None
        if date and not (
            _is_baseline(line, index, figure)
            or _of_relative_clause(line, index, at, phrase)
            or _passed_over(line, index, date, modality)
        ):
            return _joined(line, index, date)
    return ""


def _as_of(line: Line, now: int) -> str:
    """ "4월 말 현재": the date that stands right before 현재."""
    date = _date(line, now - 1) if now > 0 else None
    return date.value if date and line.items[now].start - date.end <= 1 else ""


def _ends_clause(line: Line, index: int, at: int) -> bool:
    """An ending that begins another event, unless 이 중 takes up the figure before."""
    item = line.items[index]
    if item.tag == "EF":
        return True
    if item.form in _SEQUEL:
        return False
    after = line.text(item.end, line.items[at].start)
    resumed = item.end + len(after) - len(after.lstrip(" ,"))
    return line.cue_at("anaphor", resumed) is None


def _passed_over(line: Line, index: int, date: Date, modality: str) -> bool:
    if _of_saying(line, index):
        return True
    today = line.page.published[:10]
    return modality == "plan" and bool(today) and _day(date) <= today[: len(_day(date))]


def _is_baseline(line: Line, index: int, at: int) -> bool:
    """ "전년보다", "2020년(131곳)보다", "작년 131곳보다": what the figure is compared with.

    For the figure of the baseline itself ("작년 131곳") the date is its own.
    """
    if not line.cues("baseline"):
        return False
    if line.cue_at("baseline", line.items[index].end):
        return True
    depth = 0
    for after in range(index + 1, len(line.items)):
        item = line.items[after]
        depth += (item.form == "(") - (item.form == ")")
        if depth <= 0 and item.tag == "DATE":
            return False  # "올해 전년 대비": the nearer one is compared with
        if depth <= 0 and line.cue_at("baseline", item.end):
            valued = item.tag == "FACT" or item.form == ")"
            return not index < at <= after and (valued or _changes(line, after, at))
        if depth <= 0 and (item.tag in _NOT_BETWEEN or item.form in _HOLDS):
            return False
    return False


def _changes(line: Line, first: int, at: int) -> bool:
    """ "지난해 예산 대비 1억 원이 늘어": against a noun only what changes, not a share of it."""
    return any(predicate(line, figure) for figure in line.facts if first < figure <= at)


def _day(date: Date) -> str:
    """The last day of a date for comparing, or a day far off where it is open."""
    return date.end_date or (
        date.value if date.value[:4].isdigit() and "/" not in date.value else "9999"
    )


def _of_relative_clause(line: Line, index: int, at: int, phrase: Phrase | None) -> bool:
    """ "2018년 3월 개관한": a verb in adnominal form right after the date.

    Of those counted it tells when: "올해 상담을 받은 청년은 80명", "지난해 전입한 80명".
    """
    following = line.items[index + 1 : index + 5]
    for offset, item in enumerate(following):
        if item.tag == "ETM":
            if _heads_clause(line, index + offset + 2, at, phrase):
                return False
            return offset > 0 and not any(i.tag == "FACT" for i in following[:offset])
        if item.tag not in ("NNG", "XSV", "VV", "EP", "JKB", "JKO", "MAG"):
            return False
    return False


def _heads_clause(line: Line, first: int, at: int, phrase: Phrase | None) -> bool:
    """Whether what a clause describes, from a position on, is just what the figure counts."""
    if line.items[at].tag != "FACT" or line.quantities[at].measure not in ("headcount", "count"):
        return False
    while first < at and line.items[first].tag == "REGION":
        first += 1
    if first == at:
        return True
    if phrase is None or phrase.first != first or phrase.last >= at:
        return False
    after = line.items[phrase.last + 1]
    told = phrase.last + 1 == at or is_topic(after) or is_nominative(after)
    return told and _is_one_word(line.items, phrase)


def _is_one_word(items: Sequence[Item], phrase: Phrase) -> bool:
    whole = items[phrase.first : phrase.last + 1]
    touching = all(left.end == right.start for left, right in pairwise(whole))
    return touching and not any(item.tag in NAMES for item in whole)


def _of_saying(line: Line, index: int) -> bool:
    """ "시는 28일 … 밝혔다": the day of the statement, not of what it tells."""
    item = line.items[index]
    if index > 0 and not is_topic(line.items[index - 1]):
        return False
    if not _BARE_DAY.fullmatch(item.form):
        return False
    if index == 0:  # "12일 시 자료에 따르면"
        return any(cue.start > item.end for cue in line.cues("source"))
    return bool(line.cues("reported"))


def _joined(line: Line, index: int, date: Date) -> str:
    """ "지난해 4월과 올해 2월": two dates joined by 과 are a stretch from one to the other."""
    if (index >= 2 and line.items[index - 1].tag == "JC") or (
        index >= 2 and line.items[index - 1].form in ("과", "와")
    ):
        earlier = _date(line, index - 2)
        if earlier and "/" not in earlier.value + date.value:
            return f"{earlier.value}/{date.value}"
    return date.value


def _until(line: Line, at: int) -> str:
    """ "빈 점포 17곳을 2027년까지 고치고": a term after the figure, in its clause."""
    for index in range(at + 1, len(line.items)):
        item = line.items[index]
        if item.tag in ("EC", "EF", "FACT"):
            return ""
        date = _date(line, index)
        if date and date.mod == "until":
            return date.value
    return ""
