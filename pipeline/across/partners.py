"""Rosters of one programme against each other: who came before whom, and how many there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.across.rosters import Member, Roster
from pipeline.model import Check

Found = tuple[tuple[str, ...], Check]
"""What the disagreement is about, and its row."""


def differing_partners(rosters: Sequence[Roster]) -> Iterator[Check]:
    """One row for every disagreement between two rosters of one programme."""
    seen: set[tuple[str, ...]] = set()
    for one, other in combinations(rosters, 2):
        if one.program == other.program:
            for key, row in _disagreements(one, other):
                if key not in seen:
                    seen.add(key)
                    yield row


def _disagreements(one: Roster, other: Roster) -> Iterator[Found]:
    if one.besides or other.besides:
        yield from _counted(one, other)
        return
    if one.doc_id == other.doc_id:
        return
    first, second = sorted((one, other), key=lambda r: (r.published or "9999", r.doc_id))
    for newcomer in filter(None, dict.fromkeys((first.newcomer, second.newcomer))):
        lefts, rights = first.before(newcomer), second.before(newcomer)
        if lefts is None or rights is None or {m[0] for m in lefts} == {m[0] for m in rights}:
            continue
        yield _key(first, second, newcomer), _row(first, second, newcomer, (lefts, rights))


def _key(one: Roster, other: Roster, what: str) -> tuple[str, ...]:
    return (*sorted((one.doc_id, other.doc_id)), one.program, what)


def _row(
    first: Roster, second: Roster, newcomer: str, told: tuple[Sequence[Member], Sequence[Member]]
) -> Check:
    stated, computed = (_listed(members) for members in told)
    only = sorted({m[0] for m in told[0]} ^ {m[0] for m in told[1]})
    counted = f"{stated} ({len(told[0])}) vs {computed} ({len(told[1])})"
    return Check(
        doc_id=first.doc_id,
        check="cross_document",
        fact_ids=f"{first.fact.fact_id}|{second.fact.fact_id}",
        stated=stated,
        computed=computed,
        verdict="inconsistent",
        explanation=f"{first.program}: before {newcomer} came {counted}; "
        f"not in both: {', '.join(only)}",
        other_doc_id=second.doc_id,
    )


def _listed(members: Sequence[Member]) -> str:
    return ", ".join(name for _, name in members)


def _counted(one: Roster, other: Roster) -> Iterator[Found]:
    """ "영월군 외에도 4개" against the members that are listed besides 영월군."""
    claim, roster = (one, other) if one.besides else (other, one)
    if roster.besides or not roster.members:
        return
    others = [m for m in roster.members if m[0] != claim.newcomer]
    comparable = claim.published[:10] == roster.published[:10] and claim.newcomer != roster.newcomer
    if len(others) == claim.besides or not comparable:
        return
    row = Check(
        doc_id=claim.doc_id,
        check="cross_document",
        fact_ids=f"{claim.fact.fact_id}|{roster.fact.fact_id}",
        stated=claim.fact.text,
        computed=str(len(others)),
        verdict="inconsistent",
        explanation=f"{claim.program}: {claim.besides} besides {claim.newcomer} vs "
        f"{len(others)} listed ({_listed(others)})",
        other_doc_id=roster.doc_id,
    )
    yield _key(claim, roster, f"besides {claim.newcomer}"), row
