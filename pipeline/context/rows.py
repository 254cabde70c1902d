"""Fact rows, sentence by sentence, with what is carried over from the sentences before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import regex

from pipeline.context.change import changes, negated_bound
from pipeline.context.indicator import indicators, said
from pipeline.context.line import Line
from pipeline.context.measured import Change
from pipeline.context.modality import modalities
from pipeline.context.period import period
from pipeline.context.phrases import Phrase
from pipeline.context.respective import respective
from pipeline.context.sequel import new_value
from pipeline.context.source import Sources
from pipeline.context.subject import (
    about,
    background,
    clause_head,
    common_topic,
    find_theme,
    leads_between,
    object_subject,
    own_subject,
    participants_subject,
    parts_of,
    topic_subject,
)
from pipeline.context.table import Cell, find_cell
from pipeline.context.topics import averaged
from pipeline.model import Candidate, Entity, Fact, Linked, Sentence, changed
from pipeline.page import Page
from pipeline.rules import Pattern

_HEADLINES = frozenset({"title", "subtitle"})
_LAST_WORDS = 16
"""Characters after a name within which its sentence ends on it."""
_TOPIC_AFTER = regex.compile(r"['’\"”]?(?:\([^()]*\))?(?:은|는|도|이|가)(?![가-힣])")


class Story:
    """Tells the sentences of one article in order."""

    def __init__(self, linked: Linked, page: Page, citations: Sequence[Pattern]) -> None:
        self._page = page
        self._linked = linked
        self._sources = Sources(linked, page, citations)
        self._has_tables = "|" in page.masked
        self._quotes = [r for r in linked.relations if r.type == "quote"]
        self._named = [
            e for e in linked.entities if e.label in ("program", "institution") and e.entity_id
        ]
        self._theme = find_theme(linked, self._named)

    def tell(self, line: Line, told: list[Fact]) -> None:
        """Add the rows of one sentence to those of the sentences before."""
        owners = respective(line)
        named = indicators(line, owners)
        modes = modalities(line)
        periods: dict[int, str] = {}
        first = len(told)
        means = averaged(line, named)
        for at, phrase in named.items():
            row = self._row(line, at, phrase, modes[at], told, owners.get(at))
            if at in means:
                row = changed(row, {"statistic": "mean"})
            periods[at] = row.period
            told.append(row)
        found = changes(line, periods)
        new = new_value(line, found, told[:first]) if found else None
        if new:
            found = {at: replace(change, end=new.value) for at, change in found.items()}
            told[told.index(new)] = _with(new, next(iter(found.values())))
        for index, at in enumerate(named if found else (), first):
            if at in found:
                row = _with(told[index], found[at])
                told[index] = changed(row, {"period": row.period or new.period}) if new else row

    def retold(self, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """Headlines leave unsaid what the body tells of the same figure."""
        if all(fact.section not in _HEADLINES for fact in facts):
            return tuple(facts)
        body: dict[tuple[object, ...], Fact] = {}
        for fact in facts:
            if fact.section not in _HEADLINES:
                body.setdefault((fact.value, fact.unit, fact.measure), fact)
        return tuple(self._retold(fact, body) for fact in facts)

    def _retold(self, fact: Fact, body: Mapping[tuple[object, ...], Fact]) -> Fact:
        """The modality of the same figure, and its subject where the line names nobody."""
        same = body.get((fact.value, fact.unit, fact.measure))
        if fact.section not in _HEADLINES or same is None:
            return fact
        line = self._page.sentence(fact.start)
        named = fact.subject_id.startswith("program:") or any(
            line.start <= e.start < line.end for e in self._linked.entities
        )
        return replace(
            fact,
            modality=same.modality if fact.modality == "actual" else fact.modality,
            subject_id=fact.subject_id if named else same.subject_id or fact.subject_id,
        )

    def _row(
        self,
        line: Line,
        at: int,
        phrase: Phrase | None,
        modality: str,
        before: Sequence[Fact],
        owner: int | None,
    ) -> Fact:
        candidate = line.mentions[at]
        quantity = line.quantities[at]
        if not isinstance(candidate, Candidate):
            raise TypeError("a figure without its candidate")
        enclosing = self._enclosing(line, at, before)
        of_nobody = background(line, at)
        cell = find_cell(line.page, candidate.start) if self._has_tables else None
        if cell:
            indicator, dated = cell.label, self._head_date(cell)
        else:
            indicator = said(line, at, phrase) or self._carried_indicator(line, at, before)
            dated = (
                enclosing.period if enclosing else self._period(line, at, modality, phrase, before)
            )
        return Fact(
            doc_id=line.page.doc_id,
            fact_id=f"{line.page.doc_id}#{len(before) + 1}",
            start=candidate.start,
            end=candidate.end,
            text=line.text(candidate.start, candidate.end),
            section=line.sentence.section,
            sentence=line.printed,
            rule=candidate.rule,
            measure=quantity.measure,
            value=quantity.number.value if quantity.number else None,
            value_max=quantity.number.maximum if quantity.number else None,
            unit=quantity.unit,
            qualifier=negated_bound(line, at, quantity.qualifier),
            statistic=quantity.statistic,
            indicator=indicator,
            subject_id=enclosing.subject_id
            if enclosing
            else ("" if of_nobody else self._subject(line, at, phrase, before, owner)),
            source_id="" if of_nobody else self._sources.at(candidate.start),
            period=dated,
            modality=enclosing.modality if enclosing else modality,
        )

    # -- what comes from elsewhere in the article --------------------------------------------------

    def _enclosing(self, line: Line, at: int, before: Sequence[Fact]) -> Fact | None:
        """The figure that this one stands in parentheses behind: "2640명(46.4%)"."""
        opened = line.openings[at]
        if opened < 1 or line.items[opened - 1].tag != "FACT":
            return None
        end = line.items[opened - 1].end
        return next((fact for fact in reversed(before) if fact.end == end), None)

    def _same_paragraph(self, line: Line, fact: Fact) -> bool:
        return line.page.text.find("\n", fact.end, line.sentence.start) < 0

    def _takes_up(self, line: Line) -> bool:
        """Whether the sentence begins by taking up the figure before (이 중, 이 가운데)."""
        return line.cue_at("anaphor", line.sentence.start) is not None

    def _carried_indicator(self, line: Line, at: int, before: Sequence[Fact]) -> str:
        quantity = line.quantities[at]
        if quantity.measure in ("rank", "age"):
            return ""
        nearest = ""
        for fact in reversed(before):
            if not self._same_paragraph(line, fact):
                break
            if fact.indicator and (quantity.measure == "rate" or fact.unit == quantity.unit):
                return fact.indicator
            nearest = nearest or fact.indicator
        return nearest if self._takes_up(line) else ""

    def _subject(
        self,
        line: Line,
        at: int,
        phrase: Phrase | None,
        before: Sequence[Fact],
        owner: int | None,
    ) -> str:
        if parts := parts_of(line, at):
            one = next(iter(parts)) if len(parts) == 1 else ""
            return one or topic_subject(line, at) or self._theme
        return (
            (about(line, owner) if owner is not None else "")
            or own_subject(line, at, phrase)
            or participants_subject(line, at, phrase)
            or self._chained_subject(line, at, before)
            or self._quoted_subject(line, at)
            or topic_subject(line, at)
            or clause_head(line, at)
            or common_topic(line, at, self._named)
            or object_subject(line, at)
            or self._sources.surveyed(line.items[at].start)
            or self._distant_subject(line, at, phrase, before)
        )

    def _distant_subject(
        self, line: Line, at: int, phrase: Phrase | None, before: Sequence[Fact]
    ) -> str:
        """From outside the sentence; an ordinal that orders nothing ("왼쪽 세 번째") has none."""
        if phrase is None and line.quantities[at].measure == "rank":
            return ""
        carried = self._carried_subject(line, before)
        if line.quantities[at].measure == "rate" and self._just_counted(line, before):
            return carried
        if carried.startswith("region:") and not self._takes_up(line):
            return self._theme or carried
        return carried or self._theme

    def _just_counted(self, line: Line, before: Sequence[Fact]) -> bool:
        """Whether people were counted last, in this paragraph: of whom else would a rate tell?"""
        last = before[-1] if before else None
        return last is not None and last.measure == "headcount" and self._same_paragraph(line, last)

    def _quoted_subject(self, line: Line, at: int) -> str:
        """Inside a quotation: a programme that it names, else the speaker's region."""
        if not self._quotes:
            return ""
        start = line.items[at].start
        quote = next((r for r in self._quotes if r.start <= start < r.end), None)
        if quote is None:
            return ""
        inside = [e for e in self._linked.entities if quote.start <= e.start < quote.end]
        for label in ("program", "region"):
            for entity in inside:
                if entity.label == label and entity.entity_id:
                    return entity.entity_id
        name, _, code = quote.subject_id.partition("@")
        return f"region:{code}" if name and code else ""

    def _head_date(self, cell: Cell) -> str:
        """The time that the head of a table's column names."""
        for date in self._linked.dates:
            if cell.head_start <= date.start and date.end <= cell.head_end:
                return date.value if date.type == "DATE" else ""
        return ""

    def _chained_subject(self, line: Line, at: int, before: Sequence[Fact]) -> str:
        """The subject of the figure of the same kind before it in the sentence."""
        measure = line.quantities[at].measure
        for fact in reversed(before):
            if fact.start < line.sentence.start:
                return ""
            if fact.measure == measure or measure == "rate":
                return "" if leads_between(line, fact.end, at) else fact.subject_id
        return ""

    def _carried_subject(self, line: Line, before: Sequence[Fact]) -> str:
        """What the sentence before was about, or its figures, in the same paragraph."""
        index = line.page.sentence_index(line.sentence.start)
        previous = line.page.sentences[index - 1] if index > 0 else line.sentence
        if index > 0 and "\n" not in line.text(previous.end, line.sentence.start):
            led = self._led(previous)
            if led:
                return led
        carried = before[-1] if before and self._same_paragraph(line, before[-1]) else None
        return carried.subject_id if carried else ""

    def _led(self, sentence: Sentence) -> str:
        """The last name that a sentence has as its topic, or a programme that it ends on."""
        start, end = sentence.start, sentence.end
        for entity in reversed(self._linked.entities):
            if entity.start < start or entity.end > end or not entity.entity_id:
                continue
            if self._is_led(entity, end):
                return entity.entity_id
        return ""

    def _is_led(self, entity: Entity, end: int) -> bool:
        """Whether a sentence has a name as its topic, or ends on a programme ("…을 조성한다")."""
        if entity.kind == "ministry" and self._sources.at(entity.start) == entity.entity_id:
            return False  # it counts, it is not counted
        if entity.label == "program" and end - entity.end <= _LAST_WORDS:
            return True
        led = bool(_TOPIC_AFTER.match(self._page.text, entity.end, end))
        return led and entity.label in ("program", "institution")

    def _period(
        self, line: Line, at: int, modality: str, phrase: Phrase | None, before: Sequence[Fact]
    ) -> str:
        found = period(line, at, modality, phrase)
        if found or not before:
            return found
        summed = line.quantities[at].statistic in ("total", "mean") and not line.dates
        if not summed and not self._takes_up(line):
            return ""
        return before[-1].period if self._same_paragraph(line, before[-1]) else ""


def _with(row: Fact, change: Change) -> Fact:
    return changed(
        row,
        {
            "change_from": change.start,
            "change_to": change.end,
            "change_delta": change.delta,
            "change_unit": change.unit,
            "change_direction": change.direction,
            "change_baseline": change.baseline,
        },
    )
