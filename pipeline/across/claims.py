"""The same subject, indicator and period with different values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from pipeline.across.digest import Digest, Key
from pipeline.checks.tolerance import exact, grain, interval, shown
from pipeline.model import Check, Fact


def differing_claims(digests: Sequence[Digest]) -> Iterator[Check]:
    """One row for every pair of articles and claim on which they differ; `digests` by day."""
    told: dict[Key, list[tuple[Digest, Fact]]] = defaultdict(list)
    for article in digests:
        for key, fact in article.claims.items():
            told[key].append((article, fact))
    for claims in told.values():
        for one, other in combinations(claims, 2):
            if not _agree(one[1], other[1]):
                yield _row(one, other)


def _agree(one: Fact, other: Fact) -> bool:
    """Whether two figures may be the same one, printed more or less exactly."""
    if not (exact(one) and exact(other)):
        return True
    size = max(grain(one.text), grain(other.text)) / 2
    rounded = size if size > 1 or one.measure == "rate" else Decimal(0)
    return interval(one).near(interval(other), rounded)


def _row(one: tuple[Digest, Fact], other: tuple[Digest, Fact]) -> Check:
    (earlier, first), (later, second) = one, other
    values = f"{shown(first.value or Decimal(0))} vs {shown(second.value or Decimal(0))}"
    said = f"{first.subject_id}, {first.indicator}, {first.period}: {values}"
    return Check(
        doc_id=earlier.doc_id,
        check="correction" if later.corrects else "cross_document",
        fact_ids=f"{first.fact_id}|{second.fact_id}",
        stated=first.text,
        computed=second.text,
        verdict="inconsistent",
        explanation=said + ("; the later article corrects" if later.corrects else ""),
        other_doc_id=later.doc_id,
    )
