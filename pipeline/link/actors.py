"""Who acts in a sentence: regions and institutions with the part that their particle gives them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.model import Entity, Sentence
from pipeline.page import Page

_BRACKET = r"(?: ?\([^()\n]{1,30}\))?"
_TITLED = re.compile(
    r"(?:특별|광역|특례|특별자치)?[시군구도]?(?:시장|군수|구청장|도지사|지사|교육감|시민|군민|구민|도민)"
)
_SUBJECT = re.compile(
    _BRACKET
    + r"(?:(?:,| 등) (?:관내|지역|도내|시내|군내|인근) [가-힣]{2,8})?(?:은|는|이|가)(?:[\s,]|$)"
)
"""도교육청과 홍성군, 관내 대학들은: with those who are not named."""
_HEADLINE = re.compile(_BRACKET + r", ")
"""서울시, 3일 협약: what opens a line before a comma is its subject."""
_JOINED = re.compile(r"(?:와|과)[의도는]?(?=[\s,])")
_WITH = re.compile(_BRACKET + r"(?:(?:와|과)[의도는]?|하고|간|측과)(?=[\s,‘'“\"]|$)")
_WITH_OTHERS = re.compile(
    _BRACKET + r" ?등(?: [^\s,]+){0,4}?(?<=[가-힣])(?:과|와)[의도는]?(?=[\s,‘'“\"])"
)
_NEXT = re.compile(_BRACKET + r"(?:, ?|·|-| |및 | 및 |부터 )(?:[△▲] ?)?|" + _BRACKET + r" ?[△▲] ?")

_LISTED = re.compile(
    _BRACKET + r"(?:, ?|·|-| 및 |[와과] ?)(?:[△▲] ?)?(?:[가-힣]{2,8}(?:업체|기업) )?"
)
_AFTER_ACTOR = frozenset(" (은는이가와과하간측,·-및부등△▲")
"""With what each of these begins; most names are followed by something else."""


class Actor(NamedTuple):
    """An entity that can act, and its part: subject, with (a partner), list, or other."""

    entity: Entity
    part: str

    @property
    def id(self) -> str:
        """The entity's id."""
        return self.entity.entity_id


class Scene(NamedTuple):
    """A sentence with its entities and those among them that can act."""

    sentence: Sentence
    inside: Sequence[Entity]
    actors: Sequence[Actor]


def scenes_of(entities: Sequence[Entity], page: Page) -> list[Scene]:
    """Every sentence with its entities, which come in the order of the text; read once for all
    relations.
    """
    found: list[Scene] = []
    after = 0
    for sentence in page.sentences:
        first = after
        while after < len(entities) and entities[after].start < sentence.end:
            after += 1
        inside = [e for e in entities[first:after] if e.start >= sentence.start]
        here = actors(page.masked, sentence, inside) if inside else []
        found.append(Scene(sentence, inside, here))
    return found


def actors(text: str, sentence: Sentence, entities: Sequence[Entity]) -> list[Actor]:
    """The actors among a sentence's entities; members of a list take the part of its last one."""
    inside = [e for e in entities if is_actor(text, e)]
    if not inside:
        return []
    joined = {
        e.start - 1
        for e in entities
        if e.label == "program" and text[e.start - 1] == " " and _JOINED.match(text, e.end)
    }
    found: list[Actor] = []
    for entity in reversed(inside):
        after = found[-1] if found else None
        part = "with" if entity.end in joined else _part(text, entity, after)
        if part == "other" and entity.start == sentence.start and _HEADLINE.match(text, entity.end):
            part = "subject"
        found.append(Actor(entity, part))
    return found[::-1]


def is_actor(text: str, entity: Entity) -> bool:
    """Whether an entity is a region or institution that can act: not the 안산 of 안산시장."""
    if entity.label not in ("region", "institution") or not entity.entity_id:
        return False
    if entity.label == "region":
        return not _TITLED.match(text, entity.end)
    return not (entity.kind == "local_government" and entity.text.endswith("청"))


def subject_of(here: Sequence[Actor], label: str = "") -> Entity | None:
    """The first subject among the actors of a sentence, or the first of a label."""
    for actor in here:
        if actor.part == "subject" and (not label or actor.entity.label == label):
            return actor.entity
    return None


def chains(text: str, here: Sequence[Actor]) -> list[list[Actor]]:
    """Actors grouped into lists: 강릉의료원, 강릉아산병원, 가톨릭관동대학교."""
    found: list[list[Actor]] = []
    for actor in here:
        last = found[-1][-1].entity if found else None
        gap = _LISTED.match(text, last.end) if last else None
        if gap and gap.end() == actor.entity.start:
            found[-1].append(actor)
        else:
            found.append([actor])
    return found


def _part(text: str, entity: Entity, after: Actor | None) -> str:
    if text[entity.end : entity.end + 1] not in _AFTER_ACTOR:
        return "other"
    if _WITH.match(text, entity.end):
        return "with"
    if _SUBJECT.match(text, entity.end):
        return "subject"
    if after:
        gap = _NEXT.match(text, entity.end)
        if gap and gap.end() == after.entity.start:
            return after.part if after.part != "other" else "list"
    return "with" if _WITH_OTHERS.match(text, entity.end) else "other"
