"""Explains what stands at a place of an article: morphemes, rules, values, overlaps, links."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.examples import number
from pipeline.flow import Trace
from pipeline.model import Candidate, Date, Entity, Fact, Loss, Name, Quantity, Sentence, Timex
from pipeline.rules import Rules


def explain(made: Trace, rules: Rules, start: int, end: int) -> Iterator[str]:
    """Lines that explain every sentence that touches [start, end) and every candidate in the range.

    Offsets count in the normalised text (equal to the source's unless that was decomposed).
    """
    sentences = [s for s in made.page.sentences if s.start < end and start < s.end]
    if not sentences:
        yield _silence(made, start)
    for sentence in sentences:
        yield f"sentence {sentence.start}-{sentence.end} [{sentence.section}]"
        yield "  " + made.page.text[sentence.start : sentence.end]
        yield "  " + _morphemes(made, sentence)
        yield from _standing(made, rules, max(start, sentence.start), min(end, sentence.end))
        yield from _fallen(made, rules, max(start, sentence.start), min(end, sentence.end))


def _silence(made: Trace, start: int) -> str:
    for section in made.page.sections:
        if section.start <= start < section.end:
            by = f" by rule {section.rule}" if section.rule else ""
            return f"offset {start} lies in a {section.section} section{by}: it yields no mentions"
    length = len(made.page.text)
    if start >= length:
        return f"offset {start} lies behind the text, which has {length} characters"
    return f"offset {start} lies between two sections"


def _morphemes(made: Trace, sentence: Sentence) -> str:
    return " ".join(f"{m.form}/{m.tag}" for m in made.page.morphemes(sentence.start))


def _standing(made: Trace, rules: Rules, start: int, end: int) -> Iterator[str]:
    for candidate in made.kept:
        if candidate.start < end and start < candidate.end:
            yield f"+ {_head(made, candidate, rules)}"
            yield from (f"    {line}" for line in _read(made, candidate))
            yield from (f"    {line}" for line in _row(made, candidate))


def _fallen(made: Trace, rules: Rules, start: int, end: int) -> Iterator[str]:
    for loss in made.losses:
        candidate = loss.candidate
        if candidate.start < end and start < candidate.end:
            yield f"- {_head(made, candidate, rules)}"
            yield f"    lost: {_reason(loss)}"


def _reason(loss: Loss) -> str:
    return loss.reason + (f", beaten by {loss.beaten_by}" if loss.beaten_by else "")


def _head(made: Trace, candidate: Candidate, rules: Rules) -> str:
    surface = made.page.text[candidate.start : candidate.end]
    rule = next((p for p in rules.patterns if p.id == candidate.rule), None)
    where = f" ({rule.file}:{rule.line})" if rule else ""
    place = f"{candidate.start}-{candidate.end}"
    return f"{place} {surface!r} {candidate.label} by {candidate.rule}{where}"


def _read(made: Trace, candidate: Candidate) -> Iterator[str]:
    """What the parts of the match printed, and what the value stage read."""
    if candidate.groups:
        parts = (f"{n}={made.page.text[a:b]!r}" for n, (a, b) in candidate.groups.items())
        yield "parts: " + ", ".join(parts)
    if candidate.features:
        yield "rule sets: " + ", ".join(f"{k}={v}" for k, v in candidate.features.items())
    reading = candidate.reading
    if isinstance(reading, Quantity):
        value = number(reading.number.value, reading.number.maximum) if reading.number else "-"
        said = f"{value} {reading.unit} {reading.qualifier} {reading.statistic}".rstrip()
        yield f"value: {said} ({reading.measure})"
    elif isinstance(reading, Timex):
        fields = ", ".join(f"{k}={v}" for k, v in reading.fields.items())
        yield f"time: {reading.type} {fields} {reading.mod}".rstrip()
    elif isinstance(reading, Name):
        yield f"name: {reading.canonical or '?'}, may be {' | '.join(reading.ids) or 'undecided'}"


def _row(made: Trace, candidate: Candidate) -> Iterator[str]:
    """How the mention was resolved, read from its row."""
    rows: tuple[Entity | Date | Fact, ...] = (
        *made.linked.entities,
        *made.linked.dates,
        *made.facts,
    )
    for row in rows:
        if (row.start, row.end, row.rule) == (candidate.start, candidate.end, candidate.rule):
            yield from _resolved(row)


def _resolved(row: Entity | Date | Fact) -> Iterator[str]:
    if isinstance(row, Entity):
        yield f"link: {row.entity_id or 'undecided'}; {row.basis or 'no basis given'}"
        if row.candidates:
            yield f"      remaining: {row.candidates}"
    elif isinstance(row, Date):
        span = f" ({row.start_date} to {row.end_date})" if row.start_date else ""
        note = f"; {row.note}" if row.note else ""
        yield f"resolved: {row.value or '-'}{span}, {row.basis}{note}"
    else:
        told = {
            "indicator": row.indicator,
            "subject": row.subject_id,
            "source": row.source_id,
            "period": row.period,
            "modality": row.modality,
        }
        yield "means: " + ", ".join(f"{k}={v}" for k, v in told.items() if v)
