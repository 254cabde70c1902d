"""Whether a figure is a result, a plan or an estimate.

In: the sentence's cues (rules/context/modality.yaml) and the figure's place. Out: actual, plan or
estimate. The first cue after the figure decides; a sentence that ends in the present tense of a
verb of intent (확대한다, 모집한다) is a plan where it names a day to come or a target.
"""

from __future__ import annotations

import regex

from pipeline.context.line import Line
from pipeline.model import Date

_PRESENT = regex.compile(
    r"(?P<stem>[가-힣]+?)(?:한다|하는|할)(?=[.,\s”\"]|고|며|는|$)|(?P<verb>[가-힣]+다)(?=[.\s]|$)|(?P<last>[가-힣]+)$"
)
_TARGET = regex.compile(r"(?:까지|(?<=[0-9가-힣])로|으로)")


def modalities(line: Line) -> dict[int, str]:
    """The modality of every figure of the line, by position."""
    return {at: _modality(line, at) for at in line.facts}


def _modality(line: Line, at: int) -> str:
    if _is_starting_point(line, at) or _is_of_done(line, at):
        return "actual"
    end = line.items[at].end
    limit = _before_quote(line, end)
    for cue in line.cues("modality"):
        if end <= cue.start < limit:
            return cue.value
    return _present(line, at, limit)


def _before_quote(line: Line, end: int) -> int:
    """Where a quotation begins after the figure: what is said in it is about something else."""
    opening = line.page.text.find("“", end, line.sentence.end)
    return opening if opening >= 0 else line.sentence.end


def _is_starting_point(line: Line, at: int) -> bool:
    """ "4개에서 12개로", "327㎡ 규모의 쉼터를 800㎡로": what there is before the change."""
    if at == line.facts[-1]:
        return False
    if line.case(at)[0] == "에서":
        return any(item.tag == "FACT" for item in line.items[at + 1 : at + 8])
    objects = False
    for item in line.items[at + 1 :]:
        if item.tag in ("EC", "EF"):
            return False
        if item.tag == "FACT" and objects:
            return True
        objects = objects or item.tag == "JKO"
    return False


def _is_of_done(line: Line, at: int) -> bool:
    """ "선정된 48곳에 지원할 예정": what is planned for them does not make them planned."""
    form = line.items[at - 1]
    if at < 2 or form.tag != "ETM" or form.form not in ("ᆫ", "은"):
        return False
    deed = line.items[max(0, at - 3) : at - 1]
    return any(line.listed("done_deeds", item.form) for item in deed)


def _present(line: Line, at: int, limit: int) -> str:
    """A present tense: a plan if the verb means to do, and a coming time or a target says when.

    With a day to come before the figure any verb tells of the future: "다음 달부터 600명이 쓴다".
    """
    if (_to_come(line) or _is_target(line, at)) and _intends(line, at, limit):
        return "plan"
    return "plan" if _starts_later(line, at) and _is_told_now(line, at, limit) else "actual"


def _starts_later(line: Line, at: int) -> bool:
    """Whether a date before the figure in its sentence begins after the article's day."""
    today = line.page.published[:10]
    if not today:
        return False
    for index in line.dates:
        date = line.date_at(index) if index < at else None
        if date is not None and date.start_date > today:
            return True
    return False


def _is_told_now(line: Line, at: int, limit: int) -> bool:
    """Whether the sentence ends in the present tense: 참여한다, 받는다, 이용하게 된다."""
    following = line.items[at + 1 :]
    return any(
        item.tag == "EF" and item.form in ("ᆫ다", "는다", "ᆸ니다", "습니다") and item.start < limit
        for item in following
    ) and not any(item.tag == "EP" for item in following)


def _intends(line: Line, at: int, limit: int) -> bool:
    rest = line.text(line.items[at].end, limit)
    words = [found["stem"] or found["verb"] or found["last"] for found in _PRESENT.finditer(rest)]
    return any(line.listed("intent_verbs", word) for word in words)


def _to_come(line: Line) -> bool:
    """Whether the sentence names a time after the article's day (or until when)."""
    today = line.page.published[:10]
    for at in line.dates:
        date = line.date_at(at)
        if date is None:
            continue
        if date.mod == "until" or _up_to(line, at) or _is_after(date, today):
            return True
    return False


def _is_after(date: Date, today: str) -> bool:
    if not today:
        return False
    return date.start_date > today or (date.value[:4].isdigit() and date.value[:7] > today[:7])


def _up_to(line: Line, at: int) -> bool:
    """ "올 연말까지", whose `mod` says that it is an end."""
    particle = line.particles.get(at)
    return particle is not None and particle.form == "까지"


def _is_target(line: Line, at: int) -> bool:
    """ "2만 명까지", "12개로": a figure that something is to reach."""
    return bool(_TARGET.match(line.page.text, line.items[at].end, line.sentence.end))
