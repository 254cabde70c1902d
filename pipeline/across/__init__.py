"""Across articles: where they claim different things of the same (SPEC §6).

In: the articles of a batch. Out: one row per disagreement, with both sources. Drops: reprints of one
release count once (the earliest stands for all). Nothing says who is right; where the later article
says that it corrects, the row is a `correction`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.across.agreements import agreement_dates
from pipeline.across.claims import differing_claims
from pipeline.across.partners import differing_partners
from pipeline.across.reprints import originals
from pipeline.model import Article, Check

__all__ = ["across", "originals"]


def across(articles: Iterable[Article]) -> tuple[Check, ...]:
    """Disagreements between articles, in the order of their ids."""
    distinct: Sequence[Article] = originals(articles)
    rows = [
        *differing_claims(distinct),
        *agreement_dates(distinct),
        *differing_partners(distinct),
    ]
    return tuple(sorted(rows, key=lambda r: (r.doc_id, r.other_doc_id, r.check, r.fact_ids)))
