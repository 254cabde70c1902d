"""The same agreement with different dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.across.reprints import published_first
from pipeline.model import Article, Check, Relation

_NEAR = 10
"""Characters of an EDTF day: two dates are compared as far as the coarser one goes."""


def agreement_dates(articles: Sequence[Article]) -> Iterator[Check]:
    """One row for every pair of articles that date one agreement differently."""
    told: dict[frozenset[str], list[tuple[Article, Relation]]] = defaultdict(list)
    for article in articles:
        for relation in article.relations:
            if relation.type == "agreement" and relation.date and "X" not in relation.date:
                told[frozenset((relation.subject_id, relation.object_id))].append((article, relation))
    for claims in told.values():
        for one, other in combinations(claims, 2):
            if one[0] is not other[0] and not _agree(one[1].date, other[1].date):
                yield _row(one, other)


def _agree(one: str, other: str) -> bool:
    """Whether two dates may be the same day, or are so far apart that they are two agreements."""
    size = min(len(one), len(other), _NEAR)
    return one[:size] == other[:size] or one[:7] != other[:7]


def _row(one: tuple[Article, Relation], other: tuple[Article, Relation]) -> Check:
    first, second = published_first([one[0], other[0]])
    dates = {one[0].document.doc_id: one[1].date, other[0].document.doc_id: other[1].date}
    stated, computed = dates[first.document.doc_id], dates[second.document.doc_id]
    parties = " and ".join(sorted((one[1].subject_id, one[1].object_id)))
    return Check(
        doc_id=first.document.doc_id,
        check="cross_document",
        stated=stated,
        computed=computed,
        verdict="inconsistent",
        explanation=f"agreement of {parties}: {stated} vs {computed}",
        other_doc_id=second.document.doc_id,
    )
