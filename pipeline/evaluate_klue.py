"""Scores the extraction against KLUE-NER sentences: exact spans of QT, DT, TI, PS, LC and OG.

In: JSONL of `{"id", "text", "spans": [[start, end, label], …]}`. Out: a table on standard output.
KLUE annotates by conventions of its own. Where they contradict SPEC.md the extraction follows
SPEC.md, and `klue_marks` maps what it found: one extractor, two ways of counting. `--literal`
counts without any of that: a fact is QT, a TIME is TI, any other date is DT, as they stand.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluate import below
from pipeline.flow import trace
from pipeline.klue_marks import PLACES, Span, literal, predicted
from pipeline.klue_times import Mark, loosened
from pipeline.model import Document, Layout, Section
from pipeline.rules import Rules, load_rules

_GOLD_LABELS = {"LC": PLACES, "OG": PLACES}


@dataclass(slots=True)
class Tally:
    """Found rightly, found wrongly, missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Share of what was to find that was found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.wrong + self.missed)


@dataclass(frozen=True, slots=True)
class Difference:
    """A span on which KLUE and the extraction do not agree."""

    kind: str
    label: str
    rule: str
    text: str
    start: int
    end: int


def compare(
    text: str,
    gold: Iterable[Mark],
    found: Iterable[Span],
    tallies: dict[str, Tally],
    *,
    exactly: bool = False,
) -> Iterator[Difference]:
    """Count one sentence into the tallies; yield what differs."""
    wanted = {(s, e, _GOLD_LABELS.get(label, label)) for s, e, label in gold}
    if exactly:
        got = {(span.start, span.end, span.label): span.rule for span in found}
    else:
        got = dict(_chosen(span, text, wanted) for span in found)
    for mark in sorted(wanted | set(got)):
        tally = tallies[mark[2]]
        if mark in wanted and mark in got:
            tally.right += 1
            continue
        kind = "missed" if mark in wanted else "wrong"
        setattr(tally, kind, getattr(tally, kind) + 1)
        yield Difference(kind, mark[2], got.get(mark, ""), text, mark[0], mark[1])


def _chosen(span: Span, text: str, wanted: set[Mark]) -> tuple[Mark, str]:
    """The span, or what KLUE has of it where its practice wavers (`klue_times`)."""
    mark = (span.start, span.end, span.label)
    if span.label in ("DT", "TI") and mark not in wanted:
        mark = next((other for other in loosened(mark, text) if other in wanted), mark)
    return mark, span.rule


def evaluate(
    path: Path, rules: Rules, *, as_is: bool = False
) -> tuple[dict[str, Tally], list[Difference]]:
    """Score every sentence of the file, `as_is` without conventions. Sentences have no date."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    differences: list[Difference] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = record["text"]
            layout = Layout((Section(0, len(text), "body"),))
            made = trace(Document(doc_id=record["id"], text=text), rules, layout=layout)
            gold = [(s, e, label) for s, e, label in record["spans"]]
            found = literal(made) if as_is else predicted(made)
            differences += compare(text, gold, found, tallies, exactly=as_is)
    return dict(tallies), differences


def table(tallies: dict[str, Tally]) -> str:
    """The scores as aligned text."""
    rows = [
        f"{'label':8}{'precision':>10}{'recall':>8}{'F1':>8}{'right':>7}{'wrong':>7}{'missed':>8}"
    ]
    for label, t in sorted(tallies.items()):
        rows.append(
            f"{label:8}{t.precision:10.3f}{t.recall:8.3f}{t.f1:8.3f}"
            f"{t.right:7}{t.wrong:7}{t.missed:8}"
        )
    return "\n".join(rows)


def listing(differences: Iterable[Difference], label: str) -> str:
    """The differences of one label, by kind and surface, each with some of its sentence."""
    lines = []
    for d in sorted(
        (d for d in differences if label in (d.label, "all")),
        key=lambda d: (d.label, d.kind, d.rule, d.text[d.start : d.end]),
    ):
        left, right = d.text[max(0, d.start - 12) : d.start], d.text[d.end : d.end + 10]
        surface = d.text[d.start : d.end]
        lines.append(f"{d.label} {d.kind:6} {d.rule:22} {left}[{surface}]{right}")
    return "\n".join(lines)


def by_rule(differences: Iterable[Difference], label: str) -> str:
    """How many spans each rule found that KLUE does not have."""
    counts = Counter(d.rule for d in differences if d.kind == "wrong" and label in (d.label, "all"))
    return "\n".join(f"{count:5} {rule}" for rule, count in counts.most_common())


def main(arguments: list[str] | None = None) -> int:
    """Print the scores of one file; `--list QT` adds every difference of a label.

    Returns 1 if a label's F1 is below its floor.
    """
    parser = argparse.ArgumentParser(prog="python -m pipeline.evaluate_klue", description=__doc__)
    parser.add_argument("path", type=Path, help="KLUE-NER sentences as JSONL")
    parser.add_argument("--rules", type=Path, action="append", default=[], help="overlay folder")
    parser.add_argument("--floors", type=Path, help="JSON of the lowest F1 of each label that pass")
    parser.add_argument("--list", default="", metavar="LABEL", help="list differences (or `all`)")
    parser.add_argument("--literal", action="store_true", help="no conventions: rows as they stand")
    options = parser.parse_args(arguments)
    missing = [path for path in (options.path, options.floors) if path and not path.exists()]
    if missing:
        sys.stderr.write(f"no such file: {missing[0]}\n")
        return 1
    tallies, differences = evaluate(options.path, load_rules(*options.rules), as_is=options.literal)
    sys.stdout.write(table(tallies) + "\n")
    if options.list:
        sys.stdout.write("\n" + listing(differences, options.list) + "\n")
        sys.stdout.write(
            "\nfound beyond KLUE, by rule:\n" + by_rule(differences, options.list) + "\n"
        )
    return _judge(tallies, options.floors)


def _judge(tallies: dict[str, Tally], floors: Path | None) -> int:
    """Exit code: an F1 below its floor fails, and so does a label that was never scored."""
    scores = {label: round(tally.f1, 4) for label, tally in tallies.items()}
    fallen = below(scores, json.loads(floors.read_bytes())) if floors else []
    for line in fallen:
        sys.stderr.write(f"FAILED {line}\n")
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
