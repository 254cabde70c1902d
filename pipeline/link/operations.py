"""Who runs a programme, where an institution stands, who heads what: relations read off the words
between two neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from pipeline.link.actors import Actor, actors, by_sentence, is_actor
from pipeline.model import Entity, Relation, Sentence
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_OPEN = r"[‘'“\"「『《<]?"
_CLOSE = r"[’'”\"」』》>]?"
_NOUN = r"[가-힣A-Za-z]*[^은는을를이가에로할한될된끌의\s]"
_BESIDE = regex.compile(
    rf"(?:의(?: {_NOUN}){{0,4}}| 주관| 주최| 대표| 자체| 공식| 운영)?"
    rf"(?:인| 브랜드| 플랫폼인?| 정책| 서비스)? {_OPEN}"
)
_RUNS_BEFORE = regex.compile(
    r"(?:이|가) (?:운영|추진|시행|주관|주최|개발|마련|개최)\S{1,3} "
    rf"(?:[가-힣A-Za-z·-]+ ){{0,5}}{_OPEN}"
)
_HEAD_ACTS = regex.compile(r"[^,.\n“\"]{0,20}?(?:은|는|이|가) ")
_CLAUSE = regex.compile(r"[가-힣](?:은|는|이|가) ")
_LOCATED = regex.compile(
    r"(?:\s?소재(?:의|한)?|에 (?:있는|위치한|들어선|자리한|소재한|문을 연))"
    rf" (?:두 곳의 |[가-힣]+ )?{_OPEN}"
)
_STANDS_IN = regex.compile(r"(?:은|는|이|가) $")
_STANDS = regex.compile(r"에 (?:있|위치|들어서|들어선|자리|문을)")


def find_operations(entities: Sequence[Entity], page: Page, rules: Rules) -> Iterator[Relation]:
    """Rows of `operates`: an actor beside a programme, or as subject of a verb of running."""
    text = page.masked
    topic: Entity | None = None
    grouped = by_sentence(entities, page)
    for sentence in page.sentences:
        inside = grouped.get(sentence.start, [])
        here = actors(text, sentence, inside)
        for program in (e for e in inside if e.label == "program" and not _is_medium(e, rules)):
            operators, start = _operators(text, program, here, inside, topic, sentence, rules)
            for operator in operators:
                yield _operates(operator, program, start, text)
        topic = _topic(here) or topic


def _is_medium(program: Entity, rules: Rules) -> bool:
    """유튜브 and its like: those who use them do not run them."""
    return bool(rules.words["well_known_programs"].get(program.name, "medium"))


def _topic(here: Sequence[Actor]) -> Entity | None:
    """The government that a sentence is about; an institution's own programmes name it again."""
    return next(
        (a.entity for a in here if a.part == "subject" and a.entity.label == "region"), None
    )


def _operates(operator: str, program: Entity, start: int, text: str) -> Relation:
    return Relation(
        type="operates",
        subject_id=operator,
        object_id=program.entity_id,
        start=start,
        end=program.end,
        text=text[start : program.end],
        rule="relation.operates",
    )


def _operators(
    text: str,
    program: Entity,
    here: Sequence[Actor],
    inside: Sequence[Entity],
    topic: Entity | None,
    sentence: Sentence,
    rules: Rules,
) -> tuple[list[str], int]:
    """Ids of those who run a programme by this sentence, and where the evidence begins."""
    before = [a for a in here if a.entity.end <= program.start]
    if before:
        nearest = before[-1].entity
        between = text[nearest.end : program.start]
        if _BESIDE.fullmatch(between) or _RUNS_BEFORE.fullmatch(between):
            return [nearest.entity_id], nearest.start
    if not _runs(rules).match(text, program.end, sentence.end):
        return [], 0
    subjects = [a.entity for a in before if a.part == "subject"]
    if subjects:
        return [subjects[-1].entity_id], subjects[-1].start
    heads = [e for e in inside if e.label == "person" and e.region_id and e.end < program.start]
    if heads and _HEAD_ACTS.match(text, heads[-1].end):
        return [h.region_id for h in heads], heads[0].start
    clause = _CLAUSE.search(text, sentence.start, max(sentence.start, program.start - 1))
    return ([topic.entity_id], program.start) if topic and not clause else ([], 0)


@lru_cache(maxsize=4)
def _runs(rules: Rules) -> regex.Pattern[str]:
    verbs = alternation(rules.words["operating_verbs"].where("runs", "1"))
    heads = alternation(rules.words["program_endings"].where("head", "1"))
    between = r"(?:[^\s.‘“\"'’”]*[^\s.‘“\"'’”한된할될] ){0,4}?"
    return regex.compile(
        rf"{_CLOSE}(?: ?{heads})?(?: ?(?:참가자|참여자|대상자|수강생|교육생))?"
        rf"(?:(?:을|를|도) {between}| ){verbs}"
    )


def find_locations(entities: Sequence[Entity], page: Page) -> Iterator[Relation]:
    """Rows of `located_in`: 안산시 소재 학교, 학교는 안산에 있다."""
    text = page.masked
    for first, second in pairwise(entities):
        pair = _located(text, first, second)
        if pair:
            institution, region = pair
            yield Relation(
                type="located_in",
                subject_id=institution.entity_id,
                object_id=region.entity_id,
                start=first.start,
                end=second.end,
                text=text[first.start : second.end],
                rule="relation.located_in",
            )


def _located(text: str, first: Entity, second: Entity) -> tuple[Entity, Entity] | None:
    if not (first.entity_id and second.entity_id) or "\n" in text[first.end : second.start]:
        return None
    between = text[first.end : second.start]
    labels = (first.label, second.label)
    if labels == ("region", "institution") and is_actor(text, first):
        return (second, first) if _LOCATED.fullmatch(between) else None
    if labels == ("institution", "region") and _STANDS_IN.search(between):
        return (first, second) if _STANDS.match(text, second.end) else None
    return None


@lru_cache(maxsize=4)
def _titles(rules: Rules) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A head's title behind an institution (학교 교장), and between it and the person."""
    titles = alternation(rules.words["head_titles"].rows)
    return regex.compile(rf" ?{titles}(?![가-힣]{{2}})"), regex.compile(rf" ?\(?{titles} ")


_OF_REGION = regex.compile(
    r" ?(?:[가-힣]+ )?[가-힣]*?(?:특별|광역|특례|특별자치)?(?:시장|군수|구청장|도지사|지사)"
)
_ROLES = frozenset({"mayor", "governor", "county_head", "district_head"})
_NOT_NOW = regex.compile(r"(?:^|[\s(])전 $")
_NOT_YET = regex.compile(r"[^.\n]{0,12}?(?:당선인|당선자|후보|예비후보|권한대행)")


def find_heads(entities: Sequence[Entity], page: Page, rules: Rules) -> Iterator[Relation]:
    """Rows of `head_of` and `heads`, the fullest mention of each pair first."""
    text = page.masked
    for index, person in enumerate(entities):
        if person.label != "person" or not person.entity_id:
            continue
        if _NOT_NOW.search(text, max(0, person.start - 3), person.start):
            continue
        if person.role in _ROLES and person.region_id:
            if not _NOT_YET.match(text, person.end) and not _of_branch(text, entities, index):
                yield _head_of(text, person, entities, index)
        elif person.role not in _ROLES:
            yield from _heads(text, person, entities, index, rules)
            yield from _superintendent(text, person, entities[:index])


def _of_branch(text: str, entities: Sequence[Entity], index: int) -> bool:
    """한국농어촌공사 가람지사 김다온: 지사 is a branch there, no governor."""
    before = entities[index - 1] if index else None
    beside = before is not None and text[before.end : entities[index].start] == " "
    return beside and before is not None and before.label == "institution"


def _head_of(text: str, person: Entity, entities: Sequence[Entity], index: int) -> Relation:
    start, end = person.start, person.end
    title = _OF_REGION.match(text, person.end)
    if title:
        end = title.end()
    elif index and entities[index - 1].label == "region":
        start = entities[index - 1].start
    return Relation(
        type="head_of",
        subject_id=person.entity_id,
        object_id=person.region_id,
        start=start,
        end=end,
        text=text[start:end],
        rule="relation.head_of",
    )


def _heads(
    text: str, person: Entity, entities: Sequence[Entity], index: int, rules: Rules
) -> Iterator[Relation]:
    behind, between_them = _titles(rules)
    for other in entities[index + 1 : index + 3]:
        if other.label != "institution" or not other.entity_id:
            continue
        if text[person.end : other.start] == " ":
            title = behind.match(text, other.end)
            if title:
                yield _headed(text, person, other, person.start, title.end())
            return
    for other in entities[max(0, index - 1) : index]:
        between = text[other.end : person.start]
        if other.label == "institution" and other.entity_id and between_them.fullmatch(between):
            yield _headed(text, person, other, other.start, person.end)


def _superintendent(text: str, person: Entity, before: Sequence[Entity]) -> Iterator[Relation]:
    """신경호 교육감: head of the education office that the article named last."""
    if person.role != "superintendent":
        return
    for other in reversed(before):
        if other.kind == "education_office" and other.name.endswith("교육청"):
            yield _headed(text, person, other, person.start, person.end)
            return


def _headed(text: str, person: Entity, other: Entity, start: int, end: int) -> Relation:
    return Relation(
        type="heads",
        subject_id=person.entity_id,
        object_id=other.entity_id,
        start=start,
        end=end,
        text=text[start:end],
        rule="relation.heads",
    )
