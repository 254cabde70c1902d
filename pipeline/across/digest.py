"""What of an article is compared with others: small enough to travel between processes.

In: an article. Out: its sketch, what it claims, agrees and lists. Drops: everything else, so that a
batch of thousands of articles can be compared without holding them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import regex

from pipeline.across.reprints import sketch
from pipeline.across.rosters import Roster, read_rosters
from pipeline.model import SILENT_SECTIONS, Article, Fact, Relation

Key = tuple[str, ...]
_CORRECTS = regex.compile(r"바로잡습니다|바로잡는다|정정합니다|정정보도|\[정정\]|정정한다")


@dataclass(frozen=True, slots=True)
class Digest:
    """One article, as far as other articles may contradict it."""

    doc_id: str
    published: str
    corrects: bool
    sketch: frozenset[int]
    claims: Mapping[Key, Fact]
    agreements: tuple[Relation, ...]
    rosters: tuple[Roster, ...]

    @property
    def order(self) -> tuple[str, str]:
        """By day of publication, unknown days last."""
        return self.published or "9999", self.doc_id


def digest(article: Article) -> Digest:
    """What may be compared of an article."""
    body = _body(article)
    dated = (r for r in article.relations if r.type == "agreement" and r.date)
    return Digest(
        doc_id=article.document.doc_id,
        published=article.document.published,
        corrects=_CORRECTS.search(body) is not None,
        sketch=sketch(body),
        claims=_claims(article),
        agreements=tuple(r for r in dated if "X" not in r.date),
        rosters=tuple(read_rosters(article)),
    )


def _body(article: Article) -> str:
    pieces = [
        article.document.text[s.start : s.end]
        for s in article.sections
        if s.section not in SILENT_SECTIONS
    ]
    return " ".join(pieces) or article.document.text


def _claims(article: Article) -> dict[Key, Fact]:
    """What an article claims once and clearly; a key with two values is a list, not a claim."""
    found: dict[Key, list[Fact]] = defaultdict(list)
    for fact in article.facts:
        key = _key(fact)
        if key:
            found[key].append(fact)
    return {key: facts[0] for key, facts in found.items() if len({f.value for f in facts}) == 1}


def _key(fact: Fact) -> Key | None:
    delta = fact.change_delta is not None and fact.value == fact.change_delta
    known = fact.subject_id and fact.indicator and fact.period and "X" not in fact.period
    if not known or delta or fact.value is None or fact.measure in ("rank", "age"):
        return None
    name = fact.indicator.replace(" ", "")
    kind = (fact.measure, fact.unit, fact.statistic, fact.modality)
    return (fact.subject_id, name, fact.period, *kind)
