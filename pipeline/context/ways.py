"""The ways in which a sentence names what a figure measures, each by its place to the figure.

In: a line of items and a figure's position. Out: the phrase that a way finds, None
if it finds none. Which ways are tried, and in what order, is told in `indicator`.
"""

from __future__ import annotations

from pipeline.context.beside import bare, before_etc, headed, left_of
from pipeline.context.items import NAMES, NOMINAL
from pipeline.context.line import Line
from pipeline.context.listed import of_group, outside_brackets
from pipeline.context.phrases import Phrase, only_names, phrase_after, phrase_before
from pipeline.context.topics import topic_before

_ONLY = "만"
"""선도학교만 3곳: of these there are three."""
_PREDICATES = frozenset({"VV", "VA", "XSV", "XSA", "VCP", "VCN"})
_FUNDS = ("비", "금", "료", "예산")
"""Endings of what is paid: "사업비로 3억 원"."""
_AMOUNT = frozenset(
    {
        "이상",
        "이하",
        "미만",
        "초과",
        "안팎",
        "가량",
        "정도",
        "규모",
        "수준",
        "이내",
        "내외",
        "씩",
        "상당",
    }
)


def verb_after(line: Line, at: int) -> int:
    """Position of the first predicate after a figure, -1 if another figure comes before it."""
    for index in range(at + 1, len(line.items)):
        if line.items[index].tag in _PREDICATES:
            return index
        if line.items[index].tag == "FACT":
            return -1
    return -1


def bare_before(line: Line, at: int) -> Phrase | None:
    """ "청소년 500명", "사업비: 12억 원": the nouns directly before the figure."""
    last = left_of(line, at)
    last -= last > 0 and line.items[last].form == _ONLY
    if last < 0 or not bare(line, last):
        return None
    phrase = phrase_before(line.items, last, line.kinds)
    return None if phrase is None or _no_measure(line, at, phrase) else phrase


def compared(line: Line, at: int) -> Phrase | None:
    """ "방문객 지난해보다 두 배", in headlines: the noun before the time of comparison."""
    index = at - 1
    while index > 0 and line.compares(index):
        index -= 1
    if index in (0, at - 1) or line.items[index].tag != "DATE" or not bare(line, index - 1):
        return None
    phrase = headed(line, index - 1)
    return None if phrase is None or only_names(line.items, phrase) else phrase


def _no_measure(line: Line, at: int, phrase: Phrase) -> bool:
    """A group or a country, or, before people, a name or an undertaking: "축제 41만 명 관람"."""
    if of_group(line, at, phrase):
        people = line.quantities[at].measure in ("headcount", "count")
        return not people or bool(outside_brackets(line, at) or topic_before(line, at))
    before = line.items[phrase.first - 1]
    if phrase.first > 0 and before.tag == "FACT":  # "3개 팀 80명"
        return before.end + 1 >= line.items[phrase.first].start
    if line.quantities[at].measure != "headcount" or line.particles.get(at) is not None:
        return False
    names = only_names(line.items, phrase)
    undertaking = line.listed("undertakings", line.items[phrase.last].form)
    return (names or undertaking) and noun_next(line, at) is not None


def noun_after(line: Line, at: int) -> Phrase | None:
    """ "25개 캠퍼스", "네 가지 축": the noun that the counter counts."""
    if line.particles.get(at) is not None:
        return None
    phrase = phrase_after(line.items, at + 1, line.kinds)
    occurred = phrase is not None and line.listed("measure_verbs", line.items[phrase.last].form)
    return None if occurred else phrase  # "화재는 38건 발생해"


def noun_next(line: Line, at: int) -> Phrase | None:
    """ "1,830명 전입", "80명 전문인력 양성" in a headline: the noun after, but no change."""
    phrase = noun_after(line, at)
    if phrase is None or line.listed("change_words", line.items[phrase.last].form):
        return None
    first = _last_word(line, phrase)
    deed = line.text(line.items[first].start, line.items[phrase.last].end)
    if first > phrase.first and line.listed("intent_verbs", deed):
        return Phrase(phrase.first, first - 1)
    return phrase


def _last_word(line: Line, phrase: Phrase) -> int:
    """Where the last printed word of a phrase begins."""
    first = phrase.last
    while first > phrase.first and line.items[first - 1].end == line.items[first].start:
        first -= 1
    return first


def genitive_after(line: Line, at: int) -> Phrase | None:
    """ "세 곳의 수영장", "1만 명의 청년"."""
    particle = line.particles.get(at)
    if particle is None or particle.tag != "JKG":
        return None
    return phrase_after(line.items, at + 2, line.kinds)


def adnominal_after(line: Line, at: int) -> Phrase | None:
    """ "327㎡ 규모의 온실", "5만 명 넘는 관객", "2회였던 참여 횟수"."""
    index = at + 1
    while index < len(line.items) and line.items[index].form in _AMOUNT:
        index += 1
    if index >= len(line.items):
        return None
    if index > at + 1 and line.items[index].tag == "JKG":
        index += 1
    elif index > at + 1 and line.items[index].tag in NOMINAL:
        if line.listed("change_words", line.items[index].form):
            return None  # "두 배 이상 증가"
    elif (end := _adnominal_end(line, index)) > 0:
        index = end
    else:
        return None
    return phrase_after(line.items, index, line.kinds)


def _adnominal_end(line: Line, index: int) -> int:
    """Position after "넘는", "이던", "에 달하는"; 0 where no such verb follows."""
    if line.items[index].tag in ("JKB", "JKO"):
        index += 1
    stem = line.items[index] if index < len(line.items) else None
    if stem is None or not (stem.tag == "VCP" or line.listed("measure_verbs", stem.form)):
        return 0
    for end in range(index + 1, min(index + 4, len(line.items))):
        if line.items[end].tag == "ETM":
            return end + 1
    return 0


def item_before(line: Line, at: int) -> Phrase | None:
    """ "하천 정비에 12억 원을", "사업비로 3억 원을", "시범 운영에 900명이 다녀갔다"."""
    last = left_of(line, at)
    if last >= 1 and line.items[last].tag == "JX":
        last -= 1
    if last < 1 or line.items[last].tag != "JKB":
        return None
    form, end = line.items[last].form, before_etc(line, last - 1, at)
    if end < 0 or not bare(line, end):
        return None
    noun = line.items[end]
    spent_as = form in ("로", "으로") and noun.form.endswith(_FUNDS)
    if noun.tag in NAMES or not (form == "에" or spent_as):
        return None
    phrase = headed(line, end)
    counted = phrase is not None and phrase.first > 0 and line.items[phrase.first - 1].tag == "FACT"
    return None if counted else phrase


def object_before(line: Line, at: int) -> Phrase | None:
    """ "정류장을 2029년까지 14개로 확대", "책을 매주 100권 댄다": the object of the verb."""
    particle = line.particles.get(at)
    if particle is not None and particle.form not in ("로", "으로", "까지", "에서"):
        return None
    for index in range(at - 1, 0, -1):
        item = line.items[index]
        if item.tag in ("EC", "EF", "ETM"):
            return None
        if item.tag == "JKO":
            return headed(line, index - 1)
    return None


def object_after(line: Line, at: int) -> Phrase | None:
    """ "180곳까지 배움터를 확대", "두 차례에 걸쳐 설명회를 개최"."""
    for index in range(at + 1, len(line.items)):
        item = line.items[index]
        if item.tag in ("EF", "FACT") or (item.tag == "EC" and index > at + 4):
            return None
        if item.tag == "JKO" and index > at + 1:
            return headed(line, index - 1)
    return None


def verbal_noun(line: Line, at: int) -> Phrase | None:
    """ "300명이 신청하고", "35명을 선발해", "445명이 치료를 받도록"."""
    verb = verb_after(line, at)
    if verb < 0 or line.compares(verb):
        return None
    noun = line.items[verb - 1]
    if line.items[verb].tag in ("XSV", "XSA") and noun.tag == "NNG":
        states = line.listed("measure_verbs", noun.form) or line.listed("change_words", noun.form)
        return None if states else Phrase(verb - 1, verb - 1)
    if noun.tag == "JKO" and verb - 2 > at and line.listed("light_verbs", line.items[verb].form):
        return headed(line, verb - 2)
    return None


def verbal_noun_next(line: Line, at: int) -> Phrase | None:
    """ "80~90% 취업시키는": the verb right after a rate, unless it only says up or down."""
    following = line.items[at + 1 : at + 3]
    if len(following) < 2 or following[1].tag != "XSV":
        return None
    changes = line.listed("change_words", following[0].form)
    return None if changes else verbal_noun(line, at)


def role_after(line: Line, at: int) -> Phrase | None:
    """ "24곳을 배움터로 지정했다": what the counted things are made."""
    verb = verb_after(line, at)
    particle = line.particles.get(at)
    if particle is None or particle.tag != "JKO" or verb < at + 5:
        return None
    role, made = line.items[verb - 2], line.items[verb - 1]
    fits = role.form in ("로", "으로") and line.listed("naming_verbs", made.form)
    return headed(line, verb - 3) if fits else None


def genitive_before(line: Line, at: int) -> Phrase | None:
    """ "응답자의 61.5%": those of whom the rate tells."""
    last = left_of(line, at)
    if last < 1 or line.items[last].tag != "JKG":
        return None
    return headed(line, last - 1)


def unit_itself(line: Line, at: int) -> str:
    """ "1캠퍼스씩": a counter that is itself the thing counted."""
    quantity = line.quantities[at]
    ordinary = len(quantity.unit) < 3 or line.listed("counters_bare", quantity.unit)
    return "" if quantity.measure != "count" or ordinary else quantity.unit


def group_before(line: Line, at: int) -> Phrase | None:
    """ "베트남 214명" where nothing else says what is counted."""
    last = left_of(line, at)
    if line.quantities[at].measure != "headcount" or last < 0 or not bare(line, last):
        return None
    return headed(line, last)
