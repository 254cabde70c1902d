"""Across articles: where they claim different things of the same (SPEC §6).

In: the articles of a batch, or their digests. Out: one row per disagreement, with both sources.
Drops: reprints of one release count once (the earliest stands for all). Nothing says who is right;
where the later article says that it corrects, the row is a `correction`.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.across.agreements import agreement_dates
from pipeline.across.claims import differing_claims
from pipeline.across.digest import Digest, digest
from pipeline.across.partners import differing_partners
from pipeline.across.reprints import originals
from pipeline.model import Article, Check

__all__ = ["Digest", "across", "compare", "digest"]


def across(articles: Iterable[Article]) -> tuple[Check, ...]:
    """Disagreements between articles, in the order of their ids."""
    return compare(map(digest, articles))


def compare(digests: Iterable[Digest]) -> tuple[Check, ...]:
    """The same from digests, which a batch keeps instead of the articles."""
    ordered = sorted(digests, key=lambda d: d.order)
    kept = [ordered[index] for index in originals([d.sketch for d in ordered])]
    rows = [
        *differing_claims(kept),
        *agreement_dates(kept),
        *differing_partners([roster for article in kept for roster in article.rosters]),
    ]
    return tuple(sorted(rows, key=lambda r: (r.doc_id, r.other_doc_id, r.check, r.fact_ids)))
