"""The counts of an evaluation, and how they are told: table, findings, JSON, floors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Finding:
    """A miss, a false hit, a wrong span or a wrong value, with the mention concerned."""

    kind: str
    label: str
    doc_id: str
    mention: Mapping[str, Any]
    detail: str = ""

    def __str__(self) -> str:
        at = f"{self.doc_id}:{self.mention.get('start')}-{self.mention.get('end')}"
        rule = self.mention.get("rule")
        tail = [self.detail, f"[{rule}]" if rule else ""]
        text = str(self.mention.get("text", ""))
        shown = text if len(text) <= 60 else text[:57] + "…"
        return "  ".join([f"{self.kind:<11} {self.label:<11} {at} {shown!r}", *filter(None, tail)])


@dataclass(slots=True)
class Tally:
    """Counts of one label."""

    gold: int = 0
    found: int = 0
    exact: int = 0
    overlapping: int = 0
    columns: dict[str, list[int]] = field(default_factory=dict)

    def column(self, name: str, right: bool) -> None:
        """Count one comparison of a column."""
        counts = self.columns.setdefault(name, [0, 0])
        counts[0] += right
        counts[1] += 1

    @property
    def precision(self) -> float:
        """Share of found mentions whose span is gold's."""
        return self.exact / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of gold mentions found with their span."""
        return self.exact / self.gold if self.gold else 1.0

    @property
    def exact_f1(self) -> float:
        """F1 of equal spans; 1 where there is nothing to find and nothing was found."""
        return _f1(self.exact, self.gold, self.found)

    @property
    def overlap_f1(self) -> float:
        """F1 of spans that share a character, paired one to one."""
        return _f1(self.overlapping, self.gold, self.found)

    def accuracy(self, column: str) -> float:
        """Share of paired mentions whose column agrees."""
        right, of = self.columns.get(column, (0, 0))
        return right / of if of else 1.0


def _f1(right: int, gold: int, found: int) -> float:
    return 2 * right / (gold + found) if gold + found else 1.0


def below(scores: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """What fell below its floor; a floor for something never scored has fallen too.

    `boilerplate.mentions` is a ceiling.

    >>> below({"facts.exact": 0.98, "facts.period": 0.8}, {"facts.period": 0.9})
    ['facts.period is 0.8, floor 0.9']
    """
    fallen = []
    for name, floor in floors.items():
        score = scores.get(name)
        ceiling = name == "boilerplate.mentions"
        if score is None or (score > floor if ceiling else score < floor):
            fallen.append(f"{name} is {score}, {'at most' if ceiling else 'floor'} {floor}")
    return fallen


@dataclass(slots=True)
class Report:
    """Everything that one evaluation counted."""

    articles: int = 0
    without_gold: int = 0
    from_boilerplate: int = 0
    unused_gold: list[str] = field(default_factory=list)
    labels: dict[str, Tally] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def label(self, name: str) -> Tally:
        """The tally of a label, begun where it is new."""
        return self.labels.setdefault(name, Tally())

    def scores(self) -> dict[str, float]:
        """Every score by a dotted name: `facts.exact`, `facts.value`, `facts.indicator` …"""
        scores: dict[str, float] = {"boilerplate.mentions": float(self.from_boilerplate)}
        for name, tally in self.labels.items():
            if tally.gold or tally.found:
                scores[f"{name}.exact"] = round(tally.exact_f1, 4)
                scores[f"{name}.overlap"] = round(tally.overlap_f1, 4)
            for column in tally.columns:
                scores[f"{name}.{column}"] = round(tally.accuracy(column), 4)
        return scores

    def below(self, floors: Mapping[str, float]) -> list[str]:
        """What fell below its floor, by the names that `scores` gives."""
        return below(self.scores(), floors)

    def table(self) -> str:
        """The scores for people."""
        lines = [
            f"{self.articles} articles with gold, {self.without_gold} without",
            f"{'':<22}{'gold':>6}{'found':>7}{'P':>8}{'R':>8}{'F1':>8}{'overlap':>9}",
        ]
        for name, t in self.labels.items():
            if t.gold or t.found:
                lines.append(
                    f"{name:<22}{t.gold:>6}{t.found:>7}{t.precision:>8.3f}{t.recall:>8.3f}"
                    f"{t.exact_f1:>8.3f}{t.overlap_f1:>9.3f}"
                )
        lines.append("columns of paired mentions")
        for name, t in self.labels.items():
            for column, (right, of) in t.columns.items():
                lines.append(f"{name + '.' + column:<34}{t.accuracy(column):>8.3f}  {right}/{of}")
        lines.append(f"mentions from boilerplate: {self.from_boilerplate}")
        lines += [f"gold without its article: {name}" for name in self.unused_gold]
        return "\n".join(lines)

    def listing(self) -> str:
        """Every miss, false hit, wrong span and wrong value, one to a line."""
        ordered = sorted(
            self.findings,
            key=lambda f: (f.label, f.kind, f.doc_id, f.mention.get("start", 0)),
        )
        return "\n".join(map(str, ordered))
