"""Who joined a programme, in which order and how many: rosters that articles print.

A roster comes from "A·B에 이어 C가 세 번째" (those before C, and C's place), from "A, B, C 등 3개
지자체" (the members), or from "C 외에도 5개 지자체" (how many besides C). Rosters of one programme are
compared: who stands before a member, at which place, and how many there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import regex

from pipeline.across.reprints import published_first
from pipeline.model import Article, Check, Entity, Fact
from pipeline.normalise import normalise

_JOINT = regex.compile(r"[\s,·△▲]*(?:와|과|및)?[\s,·△▲]*(?:\([^()]*\))?[\s,·△▲]*")
_FOLLOWS = regex.compile(r"(?:에 )?이어 ?(?P<between>[^.“\"\n]{0,20})$")
_AND_OTHERS = regex.compile(r" ?등 (?:총 |모두 )?$")
_BESIDES = regex.compile(r" ?(?:외에도|외에|이외에도|말고도) (?:모두 |총 )?$")
_BODIES = ("지자체", "지방자치단체", "자치단체", "시·군", "자치구", "시군")


@dataclass(frozen=True, slots=True)
class Roster:
    """Who an article says takes part in a programme."""

    article: Article
    fact: Fact
    program: str
    members: tuple[Entity, ...] = ()
    newcomer: str = ""
    place: int = 0
    besides: int = 0

    def before(self, entity_id: str) -> tuple[Entity, ...] | None:
        """The members named before one, None if the roster does not say."""
        if self.newcomer == entity_id:
            return self.members if len(self.members) == self.place - 1 else None
        ids = [member.entity_id for member in self.members]
        if entity_id not in ids or ids.index(entity_id) == 0:
            return None
        return self.members[: ids.index(entity_id)]


def differing_partners(articles: Sequence[Article]) -> Iterator[Check]:
    """One row for every disagreement between two rosters of one programme."""
    rosters = [roster for article in articles for roster in _rosters(article)]
    seen: set[tuple[str, ...]] = set()
    for one, other in combinations(rosters, 2):
        if one.program != other.program:
            continue
        for key, row in _disagreements(one, other):
            if key not in seen:
                seen.add(key)
                yield row


# -- reading ------------------------------------------------------------------------------------


def _rosters(article: Article) -> Iterator[Roster]:
    text = normalise(article.document.text).text
    for fact in article.facts:
        if fact.value is None or fact.qualifier != "exact":
            continue
        program = _program(article, fact)
        if not program:
            continue
        if fact.measure == "rank":
            yield from _by_place(article, fact, program, text)
        elif fact.measure == "count" and _counts_bodies(text, fact):
            yield from _by_count(article, fact, program, text)


def _counts_bodies(text: str, fact: Fact) -> bool:
    return text[fact.end : fact.end + 8].strip().startswith(_BODIES)


def _by_place(article: Article, fact: Fact, program: str, text: str) -> Iterator[Roster]:
    """"충북과 홍천군에 이어 김포시가 세 번째"."""
    found = _FOLLOWS.search(text, max(0, fact.start - 30), fact.start)
    if not found or fact.value is None:
        return
    members = _names_before(article, text, found.start())
    between = [e for e in _regions(article) if found.end("between") - len(found["between"]) <= e.start]
    newcomer = next((e.entity_id for e in between if e.end <= fact.start), "")
    if members:
        place = int(fact.value)
        yield Roster(article, fact, program, members, newcomer, place)


def _by_count(article: Article, fact: Fact, program: str, text: str) -> Iterator[Roster]:
    """"△충북 △평창 △김포 등 3개 지자체", "태백시 외에도 5개 지자체"."""
    lead = text[max(0, fact.start - 12) : fact.start]
    count = int(fact.value or 0)
    if found := _AND_OTHERS.search(lead):
        members = _names_before(article, text, fact.start - len(found[0]))
        if len(members) == count:
            yield Roster(article, fact, program, members)
    elif found := _BESIDES.search(lead):
        besides = _names_before(article, text, fact.start - len(found[0]))
        if besides:
            yield Roster(article, fact, program, newcomer=besides[-1].entity_id, besides=count)


def _regions(article: Article) -> list[Entity]:
    return sorted(
        (e for e in article.entities if e.label == "region" and e.entity_id and not e.nominal),
        key=lambda e: e.start,
    )


def _names_before(article: Article, text: str, edge: int) -> tuple[Entity, ...]:
    """The regions listed right before an offset, each once, in order."""
    names: list[Entity] = []
    for entity in reversed([e for e in _regions(article) if e.end <= edge]):
        if not _JOINT.fullmatch(text[entity.end : edge]):
            break
        names.insert(0, entity)
        edge = entity.start
    return tuple({e.entity_id: e for e in names}.values())


def _program(article: Article, fact: Fact) -> str:
    """The programme of the figure's sentence, else the one that the article names most."""
    programs = [e for e in article.entities if e.label == "program" and e.entity_id]
    counted = Counter(e.entity_id for e in programs)
    here = [e.entity_id for e in programs if e.sentence and e.sentence == fact.sentence]
    pool = here or list(counted)
    return max(pool, key=lambda i: (counted[i], i), default="")


# -- comparing ----------------------------------------------------------------------------------


def _disagreements(one: Roster, other: Roster) -> Iterator[tuple[tuple[str, ...], Check]]:
    if one.besides or other.besides:
        yield from _counted(one, other)
        return
    if one.article is other.article:
        return
    for newcomer in dict.fromkeys((one.newcomer, other.newcomer)):
        if not newcomer:
            continue
        mine, yours = one.before(newcomer), other.before(newcomer)
        if mine is None or yours is None:
            continue
        if {e.entity_id for e in mine} != {e.entity_id for e in yours}:
            yield _key(one, other, newcomer), _row(one, other, newcomer, mine, yours)


def _key(one: Roster, other: Roster, what: str) -> tuple[str, ...]:
    ids = sorted((one.article.document.doc_id, other.article.document.doc_id))
    return (*ids, one.program, what)


def _row(
    one: Roster, other: Roster, newcomer: str, mine: Sequence[Entity], yours: Sequence[Entity]
) -> Check:
    told = {one.article.document.doc_id: (one, mine), other.article.document.doc_id: (other, yours)}
    first, second = published_first([one.article, other.article])
    (left, lefts), (right, rights) = told[first.document.doc_id], told[second.document.doc_id]
    stated, computed = _listed(lefts), _listed(rights)
    only = sorted({e.entity_id for e in lefts} ^ {e.entity_id for e in rights})
    said = f"{one.program}: before {newcomer} came {stated} ({len(lefts)}) vs {computed} ({len(rights)})"
    return Check(
        doc_id=first.document.doc_id,
        check="cross_document",
        fact_ids=f"{left.fact.fact_id}|{right.fact.fact_id}",
        stated=stated,
        computed=computed,
        verdict="inconsistent",
        explanation=f"{said}; not in both: {', '.join(only)}",
        other_doc_id=second.document.doc_id,
    )


def _listed(members: Sequence[Entity]) -> str:
    return ", ".join(member.text for member in members)


def _counted(one: Roster, other: Roster) -> Iterator[tuple[tuple[str, ...], Check]]:
    """"태백시 외에도 5개" against the members that are listed besides 태백시."""
    claim, roster = (one, other) if one.besides else (other, one)
    if roster.besides or not roster.members:
        return
    others = [e for e in roster.members if e.entity_id != claim.newcomer]
    same_day = claim.article.document.published[:10] == roster.article.document.published[:10]
    if len(others) == claim.besides or not same_day or claim.newcomer == roster.newcomer != "":
        return
    said = (
        f"{claim.program}: {claim.besides} besides {claim.newcomer} vs "
        f"{len(others)} listed ({_listed(others)})"
    )
    row = Check(
        doc_id=claim.article.document.doc_id,
        check="cross_document",
        fact_ids=f"{claim.fact.fact_id}|{roster.fact.fact_id}",
        stated=claim.fact.text,
        computed=str(len(others)),
        verdict="inconsistent",
        explanation=said,
        other_doc_id=roster.article.document.doc_id,
    )
    yield _key(claim, roster, f"besides {claim.newcomer}"), row
