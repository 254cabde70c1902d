"""Whom or what a figure is about.

In: a line of items, a figure's position and the phrase that names what it measures. Out: the id of
a region, institution or programme, empty where none fits. Tried in order: a name in the figure's
own phrase, in its relative clause, the topic of the sentence, the topic carried over in the
paragraph, and last what the whole article is about.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.context.items import NOMINAL
from pipeline.context.line import Line
from pipeline.context.measured import tags_between
from pipeline.context.phrases import Phrase, is_nominative, is_topic
from pipeline.model import Entity, Linked

_UNDERTAKINGS = frozenset({"INSTITUTION", "PROGRAM"})
_ABOUT = _UNDERTAKINGS | {"REGION"}
_LINKS = frozenset({"어", "아", "여"})
"""Connectives between two verbs of one clause: 들여 지은."""
_CLAUSE_ENDS = frozenset({"EC", "EF", "ETM"})
_PASSED = NOMINAL | {"JKG", "DATE", "MM", "MAG"}
"""Tags that may stand between a name and a phrase that belongs to it."""
_BARRIERS = frozenset({"등", "전국", "및"})
_PLACE = frozenset({"에", "에서", "에는", "에선"})
_COUNTRY = "전국"
_ETC = "등"
_ALL = frozenset({"모두", "총", "전체", "을", "포함", "하", "ᆫ"})
"""What may stand between a list and its total: 등을 포함한 72개, 등 모두 21명."""
_HEADLINES = frozenset({"title", "subtitle"})
_THEME = 4
_SHARE = 0.4
"""Weight (mentions, a headline counts as three) from which on a name is the article's theme: at
least so many, and so large a share of the mentions of the article's region."""
_BACKERS = frozenset({"ministry", "media", "council"})
"""Kinds that pay for, report on or debate what others do."""
_TOWNS = ("읍", "면", "동")
"""Its towns do not speak for the region itself."""


def find_theme(linked: Linked, named: Iterable[Entity]) -> str:
    """The id of the programme or institution that the article keeps naming, else its region's.

    `named`: the programmes and institutions whose ids are known.
    """
    weights: dict[str, int] = {}
    for entity in named:
        if entity.kind not in _BACKERS:
            weight = 3 if entity.section in _HEADLINES else 1
            weights[entity.entity_id] = weights.get(entity.entity_id, 0) + weight
    best = max(weights, key=weights.__getitem__, default="")
    if not best or weights[best] < _THEME:
        return linked.region_id
    at_home = sum(
        entity.entity_id == linked.region_id and not entity.text.endswith(_TOWNS)
        for entity in linked.entities
    )
    return best if weights[best] >= _SHARE * at_home else linked.region_id


def own_subject(line: Line, at: int, phrase: Phrase | None) -> str:
    """The name in the figure's own phrase or relative clause."""
    if not line.names:
        return ""
    opened = line.openings[at]
    if opened > 0 and (found := _adjoining(line, opened)):
        return found  # "대전 전체(37곳)"
    if phrase and phrase.last < at and leads_between(line, line.items[phrase.last].end, at):
        phrase = None  # "구리시 인구는 18만 명, 남양주시는 73만 명"
    left = min(phrase.first, at) if phrase else at
    if local := _counterpart(line, left):
        return local
    if left == at and (found := _adjoining(line, at) or _in_relative_clause(line, at)):
        return found
    return (
        (_last_about(line, phrase.first, phrase.last, _UNDERTAKINGS) if phrase else "")
        or _adjoining(line, left)
        or _adjoining(line, at)
        or _in_relative_clause(line, left)
    )


def _counterpart(line: Line, left: int) -> str:
    """ "영월군과 손을 잡고 관내 어르신 120명": the region named last is whose young people."""
    if left < 1 or line.items[left - 1].form not in ("지역", "관내", "현지"):
        return ""
    for index in range(left - 2, 0, -1):
        if line.items[index].tag == "REGION":
            return about(line, index)
    return ""


def object_subject(line: Line, at: int) -> str:
    """ "‘배움동맹’을 꾸려 180곳까지": the name that the sentence does something with."""
    for index in reversed(line.names):
        item = line.items[index]
        if index + 2 > at or item.tag not in ("PROGRAM", "INSTITUTION"):
            continue
        if line.items[index + 1].tag == "JKO":
            return about(line, index)
    return ""


def leads_between(line: Line, start: int, at: int) -> bool:
    """Whether another topic begins between an offset and a figure."""
    for index in line.names:
        if index >= at:
            return False
        if line.items[index].start >= start and _leads(line, index, clause=True):
            return True
    return False


def background(line: Line, at: int) -> bool:
    """ "전국 229개 지자체": a figure of the country, not of anybody in the article."""
    start = line.items[at].start
    left = line.text(max(0, start - 7), start)
    if _COUNTRY not in left:
        return False
    return left.rstrip(" (").removesuffix("평균").rstrip().endswith(_COUNTRY)


def parts_of(line: Line, at: int) -> frozenset[str]:
    """ "안산시 12명, 김포시 9명 등 모두 21명": the ids that a total at a position is the sum of.

    Empty where the figure is no total; it is about none of them alone unless all are one.
    """
    if len(line.names) < 2:
        return frozenset()
    index = at - 1
    while index > 0 and line.items[index].form in _ALL:
        index -= 1
    etc = line.items[index].form == _ETC
    index -= etc
    if index < 1 or not (line.items[index].tag == "FACT" or line.items[index].form == ")"):
        return frozenset()
    if not etc and (line.items[index].form != ")" or line.quantities[at].measure != "count"):
        return frozenset()
    names = (i for i in line.names if i < index and line.items[i].tag in _ABOUT)
    owners = [i for i in names if _has_figure(line, i)]
    listed = len(owners) > 1 and owners[-1] >= index - 3
    return frozenset(about(line, i) for i in owners if listed)


def _has_figure(line: Line, name: int) -> bool:
    """Whether a figure follows a name directly or in parentheses."""
    following = line.items[name + 1 : name + 3]
    if following and following[0].form == "(":
        following = following[1:]
    return bool(following) and following[0].tag == "FACT"


def topic_subject(line: Line, at: int) -> str:
    """The name that is the topic or subject of the figure's sentence."""
    seen, clause = at, True
    for index in reversed(line.names):
        if index + 1 >= at:
            continue
        clause = clause and tags_between(line, index, seen).isdisjoint(_CLAUSE_ENDS)
        seen = index
        if _leads(line, index, clause):
            return about(line, index)
    return ""


def participants_subject(line: Line, at: int, phrase: Phrase | None) -> str:
    """ "14개 기관이 참석해": takers-part are counted for the programme that they take part in."""
    if phrase is None or not line.listed("participants", line.items[phrase.last].form):
        return ""
    earlier = [i for i in line.names if i < at and line.items[i].tag == "PROGRAM"]
    if any(_leads(line, index, clause=True) for index in earlier):
        return ""  # it is the subject of the sentence anyway
    rest = [i for i in line.names if i > phrase.last and line.items[i].tag == "PROGRAM"]
    programs = rest[:1] or earlier[-1:]
    return about(line, programs[0]) if programs else ""


def _last_about(line: Line, first: int, last: int, tags: frozenset[str]) -> str:
    """The id of the last name with one of the tags among some items."""
    for index in range(last, first - 1, -1):
        if line.items[index].tag in tags:
            return about(line, index)
    return ""


def _adjoining(line: Line, at: int) -> str:
    """A name directly before the phrase, or joined to it by 의 or 지역: "안산 고등학교"."""
    if not line.names or line.names[0] >= at:
        return ""
    for index in range(at - 1, -1, -1):
        item = line.items[index]
        if item.tag in _ABOUT:
            return about(line, index)
        passed = item.tag in _PASSED or line.kinds.get(item.form) in ("stop", "light")
        if not passed or item.form in _BARRIERS:
            return ""
    return ""


def _in_relative_clause(line: Line, first: int) -> str:
    """ "포항에 들어선 세 곳", "배움나루를 마친 수강생": the name inside the clause before."""
    if first < 1 or line.items[first - 1].tag != "ETM":
        return ""
    for index in range(first - 2, -1, -1):
        item = line.items[index]
        if item.tag in ("EC", "EF", "FACT") or is_topic(item):
            return ""
        if item.tag in _ABOUT and line.items[index + 1].tag.startswith("J"):
            return about(line, index)  # but not "안산자료를 포함한"
    return ""


def clause_head(line: Line, at: int) -> str:
    """ "만족도 95%를 자랑하는 한빛도서관": the name that the figure's clause describes."""
    if not line.names or line.names[-1] < at:
        return ""
    for index in range(at + 1, len(line.items) - 1):
        item = line.items[index]
        if item.tag in ("EF", "FACT", "JX", "SP") or (item.tag == "EC" and item.form not in _LINKS):
            return ""
        if item.tag == "ETM":
            end = index + 1
            while end < len(line.items) and line.items[end].tag in NOMINAL:
                end += 1
            return _last_about(line, index + 1, end - 1, _ABOUT)
    return ""


def common_topic(line: Line, at: int, named: Sequence[Entity]) -> str:
    """ "도서관은 장서 12만 권을": the last name before that ends with the noun of the topic."""
    if not named:
        return ""
    for index in range(at - 1, 0, -1):
        noun = line.items[index - 1]
        if noun.tag != "NNG" or len(noun.form) < 2:
            continue
        particle = line.items[index]
        marked = is_topic(particle) or is_nominative(particle) or particle.form == "에"
        if not marked or particle.start != noun.end:
            continue
        for entity in reversed(named):
            if entity.end <= noun.start and entity.name.endswith(noun.form):
                return entity.entity_id
    return ""


def _leads(line: Line, index: int, clause: bool) -> bool:
    """Whether a name is followed by a particle that makes it the topic, subject or place."""
    at = _past_epithet(line, index)
    after = line.items[at] if at < len(line.items) else None
    if after is None or after.start - line.items[at - 1].end > 1:
        return False
    following = line.items[at + 1] if at + 1 < len(line.items) else None
    if is_topic(after):
        return True
    if after.tag == "JKB" and following is not None and is_topic(following):
        return following.start == after.end  # "사업으로는", "캠퍼스에서는", "센터에는"
    if is_nominative(after):
        return clause
    return clause and line.items[index].tag == "REGION" and after.form in _PLACE


def _past_epithet(line: Line, index: int) -> int:
    """Position after a name, its brackets and what it is called: "'푸른꿈'(2024년) 사업"."""
    at, items = index + 1, line.items
    if at < len(items) and items[at].form == "(":
        inside = (i for i in range(at, len(items)) if items[i].form == ")")
        at = next(inside, len(items)) + 1
    elif at < len(items) and items[at].form in (")", "'", "’", "”", '"'):
        at += 1
    if items[index].tag == "PROGRAM" and at < len(items):
        at += line.listed("undertakings", items[at].form)
    return at


def about(line: Line, at: int) -> str:
    """The id that a figure can be about: for a head of government, the region."""
    entity = line.mentions.get(at)
    if not isinstance(entity, Entity):
        return ""
    return entity.region_id if entity.label == "person" else entity.entity_id
