"""Agreements: who signed one with whom, and when.

The subject of the sentence agrees with those whom 와 or 과 joins to it, also in a list and with
the list's own dates. Heads stand for their governments where nobody else is named; a subject that
is not printed again is that of the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, pairwise

import regex

from pipeline.link.actors import Actor, Scene, chains, subject_of
from pipeline.model import Date, Entity, Relation, Sentence
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.rules.words import alternation, alternatives

_CONCLUDED = re.compile(
    r"(?:식)?['’”\"]?(?:\((?:MOU|MOA)\))?(?:을|를|도|에)? ?(?:\S+ ){0,2}?"
    r"(?:맺|체결|서명|진행|손잡|추진하기로|바탕|열|가졌|갖고)|['’”\"]?(?:식)?\s?(?:체결|$|\n|…)"
    r"|(?:식)?['’”\"]?(?:\((?:MOU|MOA)\))?[이가] (?:\S+ ){0,2}?체결(?:됐|되었|된)"
)
_AND = re.compile(r"(?:\([^()\n]{1,20}\))?(?:[와과] | ?[-–·] ?)")
_OF_BOTH = re.compile(
    r"(?:\([^()\n]{1,20}\))?(?:의| ?간의?) ['‘“\"]?(?:(?:[가-힣·]+ )?[가-힣·]+[을를] 위한 )?"
    r"(?:[^\s,.]+(?<![은는이가을를에서고며려해]) ){0,3}[가-힣·]*"
)
"""From the second partner to the agreement of both: 나주시와 여수시의 관광 협약."""
_PURPOSE = "을 위한 "
"""원주시는 가람건설과 산업단지의 조성을 위한 협약을 맺었다: with the firm alone."""
_HAVING = re.compile(r"(?:을|를)? ?(?:맺은|체결한|맺고 있는|진행한|서명한) (?:[가-힣]+ ){0,2}")
_PARTNERS = re.compile(
    r"(?:협약|참여|참가|참석)[가-힣 ]{0,8}"
    r"(?:기관|기업|업체|대학|학교|단체|지자체|곳|회사|조합)(?:은|는|으로는|에는)"
    r"|협약(?:식)?(?:에는|에) |협약 대상(?:은|으로는)"
)
_COUNTED = re.compile(
    r"(?:\d{1,2}개|[두세네] ?개?|[다여]섯|일곱|여덟|아홉|열) ?[가-힣]{0,6} ?"
    r"(?:기관|기업|업체|대학|학교|병원|단체|지자체|시군|시·군|자치구|조합|은행|회사)"
)
_MADE = regex.compile(r"(?r)(?:맺은|체결한|맺었던) (?:[가-힣]+ )?['‘“\"]?")
_MOTION = re.compile(
    r"(?:\([^()\n]{1,12}\))? ?(?:협정 ?|협약 ?)?(?:체결|변경|갱신)?(?:에 대한)? ?"
    r"(?:동의안|체결안|안건)"
)
"""What a council is to consent to is not signed yet."""
_DATED = re.compile(r"\s?\((?P<date>[^()]{3,15})\)")


@lru_cache(maxsize=4)
def _nouns(rules: Rules) -> regex.Pattern[str]:
    words = rules.words["agreement_words"].where("strength", "noun")
    return regex.compile(rf"(?<!단체|임금|파리|기후|국제){alternation(words)}")


@lru_cache(maxsize=4)
def _bare_nouns(rules: Rules) -> re.Pattern[str]:
    """The same without what must not stand before them: where they might be, sooner found."""
    return re.compile(alternatives(rules.words["agreement_words"].where("strength", "noun")))


@dataclass(frozen=True, slots=True)
class _Pair:
    subject: Entity
    partner: Entity


def find_agreements(
    scenes: Sequence[Scene], dates: Sequence[Date], page: Page, rules: Rules
) -> Iterator[Relation]:
    """A row for each pair of partners and sentence that tells of their agreement."""
    text = page.masked
    telling = {page.sentence(noun.start()).start for noun in _bare_nouns(rules).finditer(text)}
    if not telling:
        return
    topic: Entity | None = None
    told: tuple[Entity, regex.Match[str], Sentence] | None = None
    for scene in scenes:
        sentence, inside, here = scene.sentence, scene.inside, scene.actors
        subject = subject_of(here) or topic
        noun = _noun(text, sentence, rules) if sentence.start in telling else None
        pairs: list[_Pair] = []
        if noun:
            heads = [e for e in inside if e.label == "person" and e.region_id]
            both = list(_each_other(_both(text, here, noun)))
            pairs = both or list(_pairs(text, here, heads, topic, noun))
            yield from (_row(pair, noun, sentence, dates, page) for pair in pairs)
        if told and not pairs and _lists_partners(text, sentence, told[2]):
            yield from _listed(page, here, told, dates)
        elif noun:
            told = (subject, noun, sentence) if subject else None
        elif here:
            told = None
        topic = subject


def _lists_partners(text: str, sentence: Sentence, before: Sentence) -> bool:
    """Whether a sentence names those of whom the one before it told only how many they are."""
    counted = _COUNTED.search(text, before.start, before.end) is not None
    return counted or _PARTNERS.search(text, sentence.start, sentence.end) is not None


def _listed(
    page: Page,
    here: Sequence[Actor],
    told: tuple[Entity, regex.Match[str], Sentence],
    dates: Sequence[Date],
) -> Iterator[Relation]:
    """이번 협약에 참여한 기관은 가, 나, 다이다: partners of the agreement told just before."""
    subject, noun, sentence = told
    for chain in chains(page.masked, here):
        for actor in chain if len(chain) > 2 else ():
            if actor.id != subject.entity_id:
                row = _row(_Pair(subject, actor.entity), noun, sentence, dates, page)
                yield replace(
                    row, start=actor.entity.start, end=actor.entity.end, text=actor.entity.text
                )


def _noun(text: str, sentence: Sentence, rules: Rules) -> regex.Match[str] | None:
    for noun in _nouns(rules).finditer(text, sentence.start, sentence.end):
        if _MOTION.match(text, noun.end()):
            continue
        made = _MADE.match(text, sentence.start, noun.start())
        if made or _CONCLUDED.match(text, noun.end(), sentence.end):
            return noun
    return None


def _pairs(
    text: str,
    here: Sequence[Actor],
    heads: Sequence[Entity],
    topic: Entity | None,
    noun: regex.Match[str],
) -> Iterator[_Pair]:
    before = [a for a in here if a.entity.start < noun.start()]
    subjects = [a.entity for a in before if a.part == "subject"]
    partners = [a.entity for a in before if a.part == "with"]
    joint = [p for p in partners if subjects and p.start < subjects[-1].start]
    if (joint and joint == partners) or (not partners and len(subjects) > 1):
        yield from _each_other([*partners, *subjects])
        return
    if partners and not subjects:
        # 도지사와 군수가 참여한 가운데 가람식품과: heads where nothing else is named
        topics = _behind(text, here, noun) or ([topic] if topic else [])
        subjects = topics[:1]
        yield from (
            _Pair(h, p) for h in heads for p in partners if not topics and _key(p) != _key(h)
        )
    if subjects and not partners:
        partners = list(heads)
    if not subjects and not partners and len(heads) > 1:
        subjects, partners = list(heads[:1]), list(heads[1:])
    yield from (_Pair(s, p) for s in subjects[:1] for p in partners if _key(p) != _key(s))


def _both(text: str, here: Sequence[Actor], noun: regex.Match[str]) -> list[Entity]:
    """나주시와 여수시의 협약, 강릉시-부안군 간 협약: the two whose agreement it is."""
    for first, second in pairwise(actor.entity for actor in reversed(here)):
        if not _OF_BOTH.fullmatch(text, first.end, noun.start()):
            continue
        aimed = text.startswith("의", first.end) and _PURPOSE in text[first.end : noun.start()]
        led = any(a.part == "subject" and a.entity.start < second.start for a in here)
        joined = _AND.fullmatch(text, second.end, first.start)
        return [second, first] if joined and not (aimed and led and first.label != "region") else []
    return []


def _each_other(members: Sequence[Entity]) -> Iterator[_Pair]:
    """가와 나, 다는: every two of them."""
    for first, second in combinations(members, 2):
        if _key(first) != _key(second):
            yield _Pair(first, second)


def _behind(text: str, here: Sequence[Actor], noun: regex.Match[str]) -> list[Entity]:
    """강릉시와 협약을 맺은 가람대학교: the partner that a clause describes."""
    for actor in here:
        if actor.entity.start > noun.end():
            described = _HAVING.fullmatch(text, noun.end(), actor.entity.start)
            return [actor.entity] if described else []
    return []


def _key(entity: Entity) -> str:
    """The id of a partner; a head stands for the government."""
    return entity.region_id if entity.label == "person" else entity.entity_id


def _row(
    pair: _Pair, noun: regex.Match[str], sentence: Sentence, dates: Sequence[Date], page: Page
) -> Relation:
    text = page.masked
    start = min(pair.subject.start, pair.partner.start)
    if start < sentence.start:
        start = pair.partner.start
    return Relation(
        doc_id=page.doc_id,
        type="agreement",
        subject_id=_key(pair.subject),
        object_id=_key(pair.partner),
        date=_date(pair.partner, sentence, dates, text),
        start=start,
        end=noun.end(),
        text=text[start : noun.end()],
        rule="relation.agreement",
    )


def _date(partner: Entity, sentence: Sentence, dates: Sequence[Date], text: str) -> str:
    """The date in brackets behind the partner, else the first date of the sentence."""
    bracket = _DATED.match(text, partner.end)
    inside = [
        d
        for d in dates
        if d.type in ("DATE", "TIME")
        and "부터 " not in text[d.end : partner.start]
        and sentence.start <= d.start < sentence.end
        and d.mod not in ("from", "until")
    ]
    own = [d for d in inside if bracket and bracket.start() <= d.start < bracket.end()]
    inside = own or inside
    return inside[0].value.partition("T")[0] if inside else ""
