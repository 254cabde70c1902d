"""The same agreement with different dates."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.across.digest import Digest
from pipeline.model import Check, Relation

Told = tuple[Digest, Relation]


def agreement_dates(digests: Sequence[Digest]) -> Iterator[Check]:
    """One row for every pair of articles that date one agreement differently; `digests` by day."""
    told: dict[frozenset[str], list[Told]] = defaultdict(list)
    for article in digests:
        for relation in article.agreements:
            told[frozenset((relation.subject_id, relation.object_id))].append((article, relation))
    for claims in told.values():
        for one, other in combinations(claims, 2):
            if one[0] is not other[0] and not _agree(one[1].date, other[1].date):
                yield _row(one, other)


def _agree(one: str, other: str) -> bool:
    """Whether two dates may be one day, or lie in other months: then they are two agreements."""
    size = min(len(one), len(other), len("2025-07-28"))
    return one[:size] == other[:size] or one[:7] != other[:7]


def _row(one: Told, other: Told) -> Check:
    parties = " and ".join(sorted((one[1].subject_id, one[1].object_id)))
    return Check(
        doc_id=one[0].doc_id,
        check="cross_document",
        stated=one[1].date,
        computed=other[1].date,
        verdict="inconsistent",
        explanation=f"agreement of {parties}: {one[1].date} vs {other[1].date}",
        other_doc_id=other[0].doc_id,
    )
