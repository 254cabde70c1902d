"""Who runs a programme, where an institution stands, who heads what: relations read off the words
between two neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from pipeline.link.actors import Actor, Scene, is_actor, subject_of
from pipeline.model import Entity, Relation, Sentence
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_OPEN = r"[‘'“\"「『《<]?"
_CLOSE = r"[’'”\"」』》>]?"
_NOUN = r"[가-힣A-Za-z]*[^은는을를이가에로할한될된끌의\s]"
_BESIDE = re.compile(
    rf"(?:의(?: {_NOUN}){{0,4}}| 올해| 주관| 주최| 대표| 자체| 공식| 운영)?"
    rf"(?:인| 브랜드| 플랫폼인?| 정책| 서비스| (?:특화|역점|대표|핵심)사업인?)? {_OPEN}"
)
_OWNER = frozenset({"ministry", "local_government", "education_office"})
"""Institutions whose 의 says that they run what follows; 연구원의 names an author as well."""
_OWN = re.compile(
    rf"(?<![가-힣])(?P<owner>[가-힣]{{1,6}}) (?:특화|역점|대표|핵심|자체)사업인 {_OPEN}$"
)
_RUNNER = re.compile(
    r"[’'”\"]?(?:을|를) (?:운영|추진|시행|주관|주최|개최)(?:하는|하고 있는|한| 중인) (?:[가-힣]+ )?"
)
_AGREED = re.compile(r"['’\"”]?(?: ?업무)? ?협약|-")
"""What follows is the name of an agreement, or of an event that a hyphen joins."""
_RUNS_BEFORE = re.compile(
    r"(?:이|가) (?:운영|추진|시행|주관|주최|개발|마련|개최)\S{1,3} "
    rf"(?:[가-힣A-Za-z·-]+ ){{0,5}}{_OPEN}"
)
_HEAD_ACTS = re.compile(r"[^,.\n“\"]{0,20}?(?:은|는|이|가) ")
_CLAUSE = re.compile(r"[가-힣](?:은|는|이|가) ")
_LOCATED = re.compile(
    r"(?:\s?소재(?:의|한)?|에 (?:있는|위치한|들어선|자리한|소재한|문을 연))"
    rf" (?:두 곳의 |[가-힣]+ )?{_OPEN}"
)
_ADDRESS = re.compile(r"[^()\n]{0,20}?[가-힣](?:로|길|동|읍|면|리|가)\s?[\d-]{0,9}[^()\n]{0,15}\)")
_STANDS_IN = re.compile(r"(?:은|는|이|가) \Z")
_STANDS = re.compile(r"에 (?:있|위치|들어서|들어선|자리|문을)")


def find_operations(
    entities: Sequence[Entity], scenes: Sequence[Scene], page: Page, rules: Rules
) -> Iterator[Relation]:
    """Rows of `operates`: an actor beside a programme, or as subject of a verb of running."""
    if not any(e.label == "program" for e in entities):
        return
    text = page.masked
    topic: Entity | None = None
    for scene in scenes:
        sentence, inside, here = scene.sentence, scene.inside, scene.actors
        for program in (e for e in inside if e.label == "program" and not _is_medium(e, rules)):
            own = _owner(text, program, entities, topic)
            operators, start = (
                ([own.entity_id], program.start)
                if own
                else _operators(text, program, here, inside, topic, sentence, rules)
            )
            for operator in operators:
                yield _operates(operator, program, start, page)
        # The government that the text is about; an institution's own programmes name it again.
        topic = subject_of(here, "region") or topic


def _is_medium(program: Entity, rules: Rules) -> bool:
    """유튜브 and its like: those who use them do not run them."""
    return bool(rules.words["well_known_programs"].get(program.name, "medium"))


def _operates(operator: str, program: Entity, start: int, page: Page) -> Relation:
    return Relation(
        doc_id=page.doc_id,
        type="operates",
        subject_id=operator,
        object_id=program.entity_id,
        start=start,
        end=program.end,
        text=page.masked[start : program.end],
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
    if _AGREED.match(text, program.end) or text[program.start - 1] == "-":
        return [], 0
    before = [a for a in here if a.entity.end <= program.start]
    beside = _beside(text, program, before)
    if beside:
        return [beside.entity_id], beside.start
    behind = next((a.entity for a in here if a.entity.start > program.end), None)
    if behind and _RUNNER.fullmatch(text, program.end, behind.start):
        return [behind.entity_id], program.start
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


def _beside(text: str, program: Entity, before: Sequence[Actor]) -> Entity | None:
    """The actor whose name, 의 or verb stands directly before the programme."""
    if not before:
        return None
    nearest = before[-1].entity
    between = text[nearest.end : program.start]
    if between.startswith("의") and nearest.label == "institution" and nearest.kind not in _OWNER:
        return None
    near = _BESIDE.fullmatch(between) or _RUNS_BEFORE.fullmatch(between)
    return nearest if near else None


def _owner(
    text: str, program: Entity, entities: Sequence[Entity], topic: Entity | None
) -> Entity | None:
    """시 특화사업인 …: the short word before it stands for one that the article names."""
    own = _OWN.search(text, max(0, program.start - 20), program.start)
    if not own:
        return None
    if own["owner"] in ("시", "군", "구", "도"):
        return topic
    named = [e for e in entities if e.label == "institution" and e.name.endswith(own["owner"])]
    return named[0] if len({e.entity_id for e in named}) == 1 else None


@lru_cache(maxsize=4)
def _runs(rules: Rules) -> re.Pattern[str]:
    verbs = alternation(rules.words["operating_verbs"].where("runs", "1"))
    heads = alternation(rules.words["program_endings"].where("head", "1"))
    between = r"(?:[^\s.‘“\"'’”]*[^\s.‘“\"'’”한된할될] ){0,4}?"
    return re.compile(
        rf"{_CLOSE}(?: ?{heads})?(?: ?(?:참가자|참여자|대상자|수강생|교육생))?"
        rf"(?:(?:을|를|도) {between}| ){verbs}"
        r"(?!체계|계획|단|위원|본부|방안|협의|기관|업체|주체|사업자)"
    )


_PLACED = frozenset({("region", "institution"), ("institution", "region")})


def find_locations(entities: Sequence[Entity], page: Page) -> Iterator[Relation]:
    """Rows of `located_in`: 안산시 소재 학교, 학교는 안산에 있다."""
    text = page.masked
    for first, second in pairwise(entities):
        pair = _located(text, first, second)
        if pair:
            institution, region = pair
            yield Relation(
                doc_id=page.doc_id,
                type="located_in",
                subject_id=institution.entity_id,
                object_id=region.entity_id,
                start=first.start,
                end=second.end,
                text=text[first.start : second.end],
                rule="relation.located_in",
            )


def _located(text: str, first: Entity, second: Entity) -> tuple[Entity, Entity] | None:
    labels = (first.label, second.label)
    if labels not in _PLACED or not (first.entity_id and second.entity_id):
        return None
    between = text[first.end : second.start]
    if "\n" in between:
        return None
    if labels[0] == "region":
        standing = _LOCATED.fullmatch(between) and is_actor(text, first)
        return (second, first) if standing else None
    if between in ("(", " ("):
        return (first, second) if _ADDRESS.match(text, second.end) else None
    if _STANDS_IN.search(between):
        return (first, second) if _STANDS.match(text, second.end) else None
    return None


@lru_cache(maxsize=4)
def _titles(rules: Rules) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A head's title behind an institution (학교 교장), and between it and the person."""
    titles = alternation(rules.words["head_titles"].rows)
    return re.compile(rf" ?{titles}(?![가-힣]{{2}})"), re.compile(rf" ?\(?{titles} ")


_OF_REGION = re.compile(
    r" ?(?:[가-힣]+ )?[가-힣]*?(?:특별|광역|특례|특별자치)?(?:시장|군수|구청장|도지사|지사)"
)
_ROLES = frozenset({"mayor", "governor", "county_head", "district_head"})
_NOT_NOW = re.compile(r"(?:^|[\s(·,])(?:전|전임|前) \Z")
_WAS = re.compile(r" (?:전|전임|前) ")
_NOT_YET = re.compile(r"[^.\n]{0,12}?(?:당선인|당선자|후보|예비후보|권한대행)")


def find_heads(entities: Sequence[Entity], page: Page, rules: Rules) -> Iterator[Relation]:
    """Rows of `head_of` and `heads`, the fullest mention of each pair first."""
    text = page.masked
    for index, person in enumerate(entities):
        if person.label != "person" or not person.entity_id:
            continue
        if _NOT_NOW.search(text, max(0, person.start - 3), person.start):
            continue
        if person.role in _ROLES and person.region_id:
            relation = _head_of(page, person, entities, index)
            if not _of_branch(text, entities, index) and _holds(text, person, relation):
                yield relation
        elif person.role not in _ROLES:
            yield from _heads(page, person, entities, index, rules)
            yield from _superintendent(page, person, entities[:index])


def _holds(text: str, person: Entity, relation: Relation) -> bool:
    """Whether the office is held now: no 전 시장, no candidate, nobody who only acts."""
    start = relation.start
    was = _WAS.search(relation.text) or _NOT_NOW.search(text, max(0, start - 4), start)
    return not was and not _NOT_YET.match(text, person.end)


def _of_branch(text: str, entities: Sequence[Entity], index: int) -> bool:
    """한국농어촌공사 가람지사 김다온: 지사 is a branch there, no governor."""
    before = entities[index - 1] if index else None
    beside = before is not None and text[before.end : entities[index].start] == " "
    return beside and before is not None and before.label == "institution"


def _head_of(page: Page, person: Entity, entities: Sequence[Entity], index: int) -> Relation:
    text = page.masked
    start, end = person.start, person.end
    title = _OF_REGION.match(text, person.end)
    if title:
        end = title.end()
    elif index and entities[index - 1].label == "region":
        start = entities[index - 1].start
    return Relation(
        doc_id=page.doc_id,
        type="head_of",
        subject_id=person.entity_id,
        object_id=person.region_id,
        start=start,
        end=end,
        text=text[start:end],
        rule="relation.head_of",
    )


def _heads(
    page: Page, person: Entity, entities: Sequence[Entity], index: int, rules: Rules
) -> Iterator[Relation]:
    text = page.masked
    behind, between_them = _titles(rules)
    for other in entities[index + 1 : index + 3]:
        if other.label != "institution" or not other.entity_id:
            continue
        if text[person.end : other.start] == " ":
            title = behind.match(text, other.end)
            if title:
                yield _headed(page, person, other, person.start, title.end())
            return
    before = entities[index - 1] if index else None
    if before and before.label == "institution" and before.entity_id:
        end = _behind_institution(text, before, person, behind, between_them)
        if end:
            yield _headed(page, person, before, before.start, end)


def _behind_institution(
    text: str,
    before: Entity,
    person: Entity,
    behind: re.Pattern[str],
    between_them: re.Pattern[str],
) -> int:
    """The end of 가람대(총장 김다온), 가람대 김다온 총장, 가람대의 김다온 총장; 0 for others."""
    between = text[before.end : person.start]
    if between_them.fullmatch(between):
        return person.end
    title = behind.match(text, person.end) if between in (" ", "(", "의 ") else None
    return title.end() if title and title[0].startswith(" ") else 0


def _superintendent(page: Page, person: Entity, before: Sequence[Entity]) -> Iterator[Relation]:
    """신경호 교육감: head of the education office that the article named last."""
    if person.role != "superintendent":
        return
    for other in reversed(before):
        if other.kind == "education_office" and other.name.endswith("교육청"):
            yield _headed(page, person, other, person.start, person.end)
            return


def _headed(page: Page, person: Entity, other: Entity, start: int, end: int) -> Relation:
    return Relation(
        doc_id=page.doc_id,
        type="heads",
        subject_id=person.entity_id,
        object_id=other.entity_id,
        start=start,
        end=end,
        text=page.masked[start:end],
        rule="relation.heads",
    )
