"""Scores the extraction against KLUE-NER sentences: exact spans of QT, DT, TI, PS, LC and OG.

In: JSONL of `{"id", "text", "spans": [[start, end, label], …]}`. Out: a table on standard output.
KLUE annotates by conventions of its own. Where they contradict SPEC.md the extraction follows
SPEC.md, and `CONVENTIONS` maps what it found: one extractor, two ways of counting. `--literal`
counts without any of that: a fact is QT, a TIME is TI, any other date is DT, as they stand.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import regex

from pipeline.evaluate import below
from pipeline.flow import Trace, trace
from pipeline.klue_times import loosened, time_marks
from pipeline.model import Document, Layout, Section
from pipeline.rules import Rules, load_rules

PLACES = "LC+OG"
"""KLUE labels 용인시 LC or OG by its use in the sentence, so both are scored as one class."""
_ENTITY_LABELS = {"person": "PS", "region": PLACES, "institution": PLACES}
_GOLD_LABELS = {"LC": PLACES, "OG": PLACES}

Mark = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Span:
    """A found span with what its convention needs to know."""

    start: int
    end: int
    label: str
    rule: str


@dataclass(frozen=True, slots=True)
class Convention:
    """How KLUE marks something that SPEC.md marks otherwise: a new span, or none."""

    name: str
    apply: Callable[[Span, str], Span | None]


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


def _cut(pattern: str, rule: str = "") -> Callable[[Span, str], Span | None]:
    """A convention that leaves a part of the surface outside the span."""
    expression = regex.compile(pattern)

    def apply(span: Span, text: str) -> Span | None:
        found = expression.fullmatch(text, span.start, span.end)
        if not found or not span.rule.startswith(rule):
            return span
        start, end = found.span("keep")
        return Span(start, end, span.label, span.rule)

    return apply


def _skip(*rules: str) -> Callable[[Span, str], Span | None]:
    """A convention that does not count what these rules found."""
    return lambda span, text: None if span.rule in rules else span


def _skip_surface(pattern: str) -> Callable[[Span, str], Span | None]:
    """A convention that does not count quantities that look like this."""
    expression = regex.compile(pattern)

    def apply(span: Span, text: str) -> Span | None:
        skipped = span.label == "QT" and expression.fullmatch(text, span.start, span.end)
        return None if skipped else span

    return apply


CONVENTIONS: tuple[Convention, ...] = (
    Convention("%포인트: only the number and %", _cut(r"(?P<keep>.*%) ?포인트")),
    Convention("만 19세: without 만", _cut(r"만 ?(?P<keep>.+)", "age.")),
    Convention("첫 alone is no quantity", _skip("rank.first")),
    Convention("절반, 갑절 are no quantities", _skip("rate.half", "rate.fold")),
    Convention("수십 명, 수백 건 are no quantities", _skip_surface(r"[수몇][십백천만억].*")),
    Convention("몇 명 is no quantity", _skip("headcount.vague", "count.vague")),
)


def literal(made: Trace) -> list[Span]:
    """The rows as they stand, by KLUE's labels alone."""
    spans = [Span(d.start, d.end, "TI" if d.type == "TIME" else "DT", d.rule)
             for d in made.linked.dates]  # fmt: skip
    spans += [Span(f.start, f.end, "QT", f.rule) for f in made.facts]
    return spans + list(_names(made))


def _names(made: Trace) -> Iterator[Span]:
    for entity in made.linked.entities:
        label = _ENTITY_LABELS.get(entity.label)
        if label and not entity.nominal:
            yield Span(entity.start, entity.end, label, entity.rule)


def predicted(made: Trace) -> list[Span]:
    """The spans that the extraction stands for, by KLUE's labels and conventions.

    Beside facts, dates and entities: labels with numbers that SPEC.md calls no quantity but KLUE
    marks (`like: number` in the veto rules), and figures that lost because they stand in a name.
    """
    text = made.page.text
    rows = (replace(d, text=text[d.start : d.end]) for d in made.linked.dates)
    spans = [Span(*mark, row.rule) for row in rows for mark in time_marks(row)]
    spans += [Span(f.start, f.end, "QT", f.rule) for f in made.facts]
    spans += _names(made)
    spans += _labels_with_numbers(made, spans)
    return list(_joined(_conventional(spans, text), text))


def _labels_with_numbers(made: Trace, found: list[Span]) -> Iterator[Span]:
    held = {
        offset
        for span in found
        if span.label in ("QT", "DT", "TI")
        for offset in range(span.start, span.end)
    }
    traps = [c for c in made.candidates if c.label == "veto"]
    marks = [c for c in traps if c.features.get("like") == "number"]
    plain = [c for c in traps if c.features.get("like") != "number"]
    marks += [
        loss.candidate
        for loss in made.losses
        if loss.reason == "inside a name"
        and loss.candidate.label == "fact"
        and not any(trap.overlaps(loss.candidate) for trap in plain)
    ]
    for mark in sorted(marks, key=lambda c: (c.start - c.end, c.start, c.rule)):
        reach = range(mark.start, mark.end)
        if not held.intersection(reach):
            held.update(reach)
            yield Span(mark.start, mark.end, "QT", mark.rule)


def _conventional(spans: Iterable[Span], text: str) -> Iterator[Span]:
    for span in spans:
        kept: Span | None = span
        for convention in CONVENTIONS:
            kept = convention.apply(kept, text) if kept else None
        if kept:
            yield kept


_ONE_SPAN = regex.compile(r"\d+(?:타수 \d+안타|언더파 \d+타|오버파 \d+타|막 \d+장|승 \d+패)")
"""Two quantities that KLUE marks as one."""


def _joined(spans: Iterable[Span], text: str) -> Iterator[Span]:
    pairs = {m.start(): m.end() for m in _ONE_SPAN.finditer(text)}
    for span in spans:
        if span.label != "QT":
            yield span
        elif span.start in pairs:
            yield Span(span.start, pairs[span.start], span.label, span.rule)
        elif span.end not in pairs.values():
            yield span


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
