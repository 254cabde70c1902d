"""How KLUE-NER marks what SPEC.md marks otherwise; used by the scorer only.

In: a traced document. Out: the spans that its rows stand for. `predicted` follows KLUE's practice,
`literal` takes the rows as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import regex

from pipeline.flow import Trace
from pipeline.klue_times import time_marks

PLACES = "LC+OG"
"""KLUE labels 용인시 LC or OG by its use in the sentence, so both are scored as one class."""
_ENTITY_LABELS = {"person": "PS", "region": PLACES, "institution": PLACES}


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
    spans += _in_characters(spans, text)
    spans += _labels_with_numbers(made, spans)
    return list(_joined(_conventional(spans, text), text))


_CHARACTERS = regex.compile(r"\((?P<name>\p{Han}{2,6})(?=[).·\-\d])")


def _in_characters(found: Iterable[Span], text: str) -> Iterator[Span]:
    """A name's Chinese characters, in brackets behind it, are a mention of their own to KLUE."""
    for span in found:
        characters = _CHARACTERS.match(text, span.end) if span.label == "PS" else None
        if characters:
            start, end = characters.span("name")
            yield Span(start, end, "PS", span.rule)


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
