"""The same subject, indicator and period with different values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

import regex

from pipeline.across.reprints import published_first
from pipeline.checks.tolerance import exact, grain, interval, shown
from pipeline.model import Article, Check, Fact

Key = tuple[str, ...]
CORRECTS = regex.compile(r"바로잡습니다|바로잡는다|정정합니다|정정보도|\[정정\]|정정한다")


def differing_claims(articles: Sequence[Article]) -> Iterator[Check]:
    """One row for every pair of articles and claim on which they differ."""
    claims: dict[Key, dict[str, Fact]] = defaultdict(dict)
    by_id = {article.document.doc_id: article for article in articles}
    for article in articles:
        for key, fact in _claims(article).items():
            claims[key][article.document.doc_id] = fact
    for told in claims.values():
        for first, second in combinations(sorted(told), 2):
            pair = published_first([by_id[first], by_id[second]])
            yield from _compared(pair, told)


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
    return (
        fact.subject_id, name, fact.period, fact.measure, fact.unit, fact.statistic, fact.modality,
    )


def _compared(pair: Sequence[Article], told: dict[str, Fact]) -> Iterator[Check]:
    earlier, later = pair
    one, other = told[earlier.document.doc_id], told[later.document.doc_id]
    slack = max(grain(one.text), grain(other.text)) / 2
    rounded = slack if slack > 1 or one.measure == "rate" else slack * 0
    if interval(one).near(interval(other), rounded) or not (exact(one) and exact(other)):
        return
    corrects = CORRECTS.search(later.document.text) is not None
    values = f"{shown(one.value or 0 * rounded)} vs {shown(other.value or 0 * rounded)}"
    said = f"{one.subject_id}, {one.indicator}, {one.period}: {values}"
    yield Check(
        doc_id=earlier.document.doc_id,
        check="correction" if corrects else "cross_document",
        fact_ids=f"{one.fact_id}|{other.fact_id}",
        stated=one.text,
        computed=other.text,
        verdict="inconsistent",
        explanation=said + ("; the later article corrects" if corrects else ""),
        other_doc_id=later.document.doc_id,
    )
