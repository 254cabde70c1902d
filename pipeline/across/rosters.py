"""Who joined a programme, in which order and how many, as one article prints it.

A roster comes from "A·B에 이어 C가 세 번째" (those before C, and C's place), from "A, B, C 등 3개
지자체" (the members), or from "C 외에도 4개 지자체" (how many besides C).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.model import Article, Entity, Fact
from pipeline.normalise import normalise

_JOINT = regex.compile(r"[\s,·△▲]*(?:와|과|및)?[\s,·△▲]*(?:\([^()]*\))?[\s,·△▲]*")
_FOLLOWS = regex.compile(r"(?:에 )?이어 ?(?P<between>[^.“\"\n]{0,20})$")
_AND_OTHERS = regex.compile(r" ?등 (?:총 |모두 )?$")
_BESIDES = regex.compile(r" ?(?:외에도|외에|이외에도|말고도) (?:모두 |총 )?$")
_BODIES = ("지자체", "지방자치단체", "자치단체", "시·군", "자치구", "시군")

Member = tuple[str, str]
"""Entity id and the name as printed."""


@dataclass(frozen=True, slots=True)
class Roster:
    """Who an article says takes part in a programme."""

    doc_id: str
    published: str
    fact: Fact
    program: str
    members: tuple[Member, ...] = ()
    newcomer: str = ""
    place: int = 0
    besides: int = 0

    def before(self, entity_id: str) -> tuple[Member, ...] | None:
        """The members named before one, None if the roster does not say."""
        if self.newcomer == entity_id:
            return self.members if len(self.members) == self.place - 1 else None
        ids = [member[0] for member in self.members]
        if entity_id not in ids or ids.index(entity_id) == 0:
            return None
        return self.members[: ids.index(entity_id)]


def read_rosters(article: Article) -> Iterator[Roster]:
    """The rosters of an article, in the order of its figures."""
    text = ""
    for fact in article.facts:
        countable = fact.measure in ("rank", "count") and fact.value is not None
        if not countable or fact.qualifier != "exact":
            continue
        text = text or normalise(article.document.text).text
        yield from _read(article, fact, text)


def _read(article: Article, fact: Fact, text: str) -> Iterator[Roster]:
    bodies = text[fact.end : fact.end + 8].strip().startswith(_BODIES)
    if fact.measure == "count" and not bodies:
        return
    read = _by_place if fact.measure == "rank" else _by_count
    for roster in read(article, fact, text):
        if roster.program:
            yield roster


def _by_place(article: Article, fact: Fact, text: str) -> Iterator[Roster]:
    """ "강릉시와 영월군에 이어 태안군이 세 번째"."""
    found = _FOLLOWS.search(text, max(0, fact.start - 30), fact.start)
    if not found or fact.value is None:
        return
    members = _names_before(article, text, found.start())
    between = [
        e for e in _regions(article) if found.end("between") - len(found["between"]) <= e.start
    ]
    newcomer = next((e.entity_id for e in between if e.end <= fact.start), "")
    if members:
        place = int(fact.value)
        yield Roster(*_told(article, fact), members, newcomer, place)


def _by_count(article: Article, fact: Fact, text: str) -> Iterator[Roster]:
    """ "△강릉 △영월 △태안 등 3개 지자체", "영월군 외에도 4개 지자체"."""
    lead = text[max(0, fact.start - 12) : fact.start]
    count = int(fact.value or 0)
    if found := _AND_OTHERS.search(lead):
        members = _names_before(article, text, fact.start - len(found[0]))
        if len(members) == count:
            yield Roster(*_told(article, fact), members)
    elif found := _BESIDES.search(lead):
        besides = _names_before(article, text, fact.start - len(found[0]))
        if besides:
            yield Roster(*_told(article, fact), newcomer=besides[-1][0], besides=count)


def _regions(article: Article) -> list[Entity]:
    return sorted(
        (e for e in article.entities if e.label == "region" and e.entity_id and not e.nominal),
        key=lambda e: e.start,
    )


def _names_before(article: Article, text: str, edge: int) -> tuple[Member, ...]:
    """The regions listed right before an offset, each once, in order."""
    names: list[Entity] = []
    for entity in reversed([e for e in _regions(article) if e.end <= edge]):
        if not _JOINT.fullmatch(text[entity.end : edge]):
            break
        names.insert(0, entity)
        edge = entity.start
    return tuple({e.entity_id: e.text for e in names}.items())


def _program(article: Article, fact: Fact) -> str:
    """The programme of the figure's sentence, else the one that the article names most."""
    programs = [e for e in article.entities if e.label == "program" and e.entity_id]
    counted = Counter(e.entity_id for e in programs)
    here = [e.entity_id for e in programs if e.sentence and e.sentence == fact.sentence]
    pool = here or list(counted)
    return max(pool, key=lambda i: (counted[i], i), default="")


def _told(article: Article, fact: Fact) -> tuple[str, str, Fact, str]:
    document = article.document
    return document.doc_id, document.published, fact, _program(article, fact)
