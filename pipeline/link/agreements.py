"""Agreements: who signed one with whom, and when.

The subject of the sentence agrees with those whom 와 or 과 joins to it, also in a list and with
the list's own dates. Heads stand for their governments where nobody else is named; a subject that
is not printed again is that of the sentence before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline.link.actors import Actor, actors, by_sentence
from pipeline.model import Date, Entity, Relation, Sentence
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_CONCLUDED = regex.compile(
    r"(?:식)?['’”\"]?(?:\((?:MOU|MOA)\))?(?:을|를|도|에)? ?(?:\S+ ){0,2}?"
    r"(?:맺|체결|서명|진행|손잡|추진하기로|바탕|열)|['’”\"]?(?:식)?\s?(?:체결|$|\n|…)"
)
_DATED = regex.compile(r"\s?\((?P<date>[^()]{3,15})\)")


@lru_cache(maxsize=4)
def _nouns(rules: Rules) -> regex.Pattern[str]:
    words = rules.words["agreement_words"]
    return regex.compile(
        rf"(?<!단체|임금|파리|기후|국제){alternation(words.where('strength', 'noun'))}"
    )


@dataclass(frozen=True, slots=True)
class _Pair:
    subject: Entity
    partner: Entity


def find_agreements(
    entities: Sequence[Entity], dates: Sequence[Date], page: Page, rules: Rules
) -> Iterator[Relation]:
    """A row for each pair of partners and sentence that tells of their agreement."""
    text = page.masked
    topic: Entity | None = None
    grouped = by_sentence(entities, page)
    for sentence in page.sentences:
        inside = grouped.get(sentence.start, [])
        here = actors(text, sentence, inside)
        noun = _noun(text, sentence, rules)
        if noun:
            heads = [e for e in inside if e.label == "person" and e.region_id]
            for pair in _pairs(text, here, heads, topic, noun.start()):
                yield _row(pair, noun, sentence, dates, text)
        topic = next((a.entity for a in here if a.part == "subject"), topic)


def _noun(text: str, sentence: Sentence, rules: Rules) -> regex.Match[str] | None:
    for noun in _nouns(rules).finditer(text, sentence.start, sentence.end):
        if _CONCLUDED.match(text, noun.end(), sentence.end):
            return noun
    return None


def _pairs(
    text: str, here: Sequence[Actor], heads: Sequence[Entity], topic: Entity | None, at: int
) -> Iterator[_Pair]:
    before = [a for a in here if a.entity.start < at]
    subjects = [a.entity for a in before if a.part == "subject"]
    partners = [a.entity for a in before if a.part == "with"]
    joint = [p for p in partners if subjects and p.start < subjects[-1].start]
    if joint and joint == partners:
        subjects, partners = partners, subjects
    if not subjects and partners and topic:
        subjects = [topic]
    if subjects and not partners:
        partners = list(heads)
    if not subjects and not partners and len(heads) > 1:
        subjects, partners = list(heads[:1]), list(heads[1:])
    for subject in subjects[:1]:
        for partner in partners:
            if _key(partner) != _key(subject):
                yield _Pair(subject, partner)


def _key(entity: Entity) -> str:
    """The id of a partner; a head stands for the government."""
    return entity.region_id if entity.label == "person" else entity.entity_id


def _row(
    pair: _Pair, noun: regex.Match[str], sentence: Sentence, dates: Sequence[Date], text: str
) -> Relation:
    start = min(pair.subject.start, pair.partner.start)
    if start < sentence.start:
        start = pair.partner.start
    return Relation(
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
        and sentence.start <= d.start < sentence.end
        and d.mod not in ("from", "until")
    ]
    own = [d for d in inside if bracket and bracket.start() <= d.start < bracket.end()]
    inside = own or inside
    return inside[0].value.partition("T")[0] if inside else ""
