"""Settle stage: the one place where overlaps are decided.

In: candidates that were read. Out: those that stand, in order. Drops: every loser, with the reason
and the rule that beat it. Names are settled among themselves first, then figures: a figure inside
a name, or on a stretch that a veto rule covers, is none. Priority wins before length, and length
before position.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.model import Candidate, Loss

NAMES = frozenset({"region", "person", "institution", "program"})
FIGURES = frozenset({"date", "fact"})
_TIE = {"institution": 0, "person": 1, "program": 2, "region": 3, "date": 0, "fact": 1}

Claims = dict[int, Candidate]
"""Character offset -> the candidate that holds it."""


def settle(candidates: Iterable[Candidate]) -> tuple[list[Candidate], list[Loss]]:
    """The candidates that stand, ordered by position, and the losses."""
    ordered = sorted(candidates, key=_rank)
    losses: list[Loss] = []
    vetoes: Claims = {}
    for veto in (c for c in ordered if c.label == "veto"):
        _claim(veto, vetoes)
    names: Claims = {}
    kept = _contest((c for c in ordered if c.label in NAMES), names, {}, losses)
    figures = (c for c in ordered if c.label in FIGURES)
    kept += _contest(figures, {}, {"inside a name": names, "no figure": vetoes}, losses)
    return sorted(kept, key=lambda c: (c.start, c.end, _TIE[c.label])), losses


def _rank(candidate: Candidate) -> tuple[int, int, int, int, str]:
    return (
        -candidate.priority,
        candidate.start - candidate.end,
        candidate.start,
        _TIE.get(candidate.label, 0),
        candidate.rule,
    )


def _contest(
    candidates: Iterable[Candidate],
    held: Claims,
    barred: dict[str, Claims],
    losses: list[Loss],
) -> list[Candidate]:
    kept: list[Candidate] = []
    claimed = {**barred, "overlap": held}
    for candidate in candidates:
        loss = _beaten(candidate, claimed)
        if loss:
            losses.append(loss)
        else:
            _claim(candidate, held)
            kept.append(candidate)
    return kept


def _beaten(candidate: Candidate, barred: dict[str, Claims]) -> Loss | None:
    span = range(candidate.start, candidate.end)
    for reason, claims in barred.items():
        if claims.keys().isdisjoint(span):
            continue
        for offset in span:
            if offset in claims and not _outranks(candidate, claims[offset]):
                winner = claims[offset]
                same = (winner.start, winner.end) == (candidate.start, candidate.end)
                said = "same span" if same and reason == "overlap" else reason
                return Loss(candidate, said, winner.rule)
    return None


def _outranks(candidate: Candidate, winner: Candidate) -> bool:
    """A date may be surer than a veto: 민선 8기 is no quantity, but a term of office (SPEC §4)."""
    dated = winner.label == "veto" and candidate.label == "date"
    return dated and candidate.priority > winner.priority


def _claim(candidate: Candidate, claims: Claims) -> None:
    for offset in range(candidate.start, candidate.end):
        claims.setdefault(offset, candidate)
