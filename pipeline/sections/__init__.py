"""Sections stage: what is body, caption, title, and what is the page around the article.

In: the normalised text. Out: the sections in order, and the metadata that they print. Drops:
nothing; every non-blank character belongs to a section. Rules (rules/sections.yaml) name what they
know by its letters; `article` and `head` decide the rest by position. No morphemes are needed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

import regex

from pipeline.model import SILENT_SECTIONS, Layout, Section
from pipeline.rules import Rules
from pipeline.sections import metadata
from pipeline.sections.article import body_kind, in_interrupting_list, is_between
from pipeline.sections.head import head_kinds, title_text
from pipeline.sections.lines import is_prose, is_wrapped, split_lines
from pipeline.sections.metadata import url_date
from pipeline.sections.reading import Reading
from pipeline.sections.scan import read_signs
from pipeline.sections.signs import Sign, Signs, signs_of

LONGEST_NOTICE = 200
_OWNED = regex.compile(r"저작권자|[ⓒ©]|opyright|COPYRIGHT", regex.VERSION1)

__all__ = ["find_sections", "url_date"]


def find_sections(text: str, rules: Rules) -> Layout:
    """The layout of a page."""
    signs = signs_of(rules)
    reading = read_signs(text, split_lines(text), signs)
    kinds = head_kinds(text, reading)
    sections, wraps = _unwrapped(text, reading, tuple(_sections(text, reading, kinds, signs)))
    title = next((i for i, kind in sorted(kinds.items()) if kind == "title"), -1)
    seen = _seen(reading)
    lead = next((s for s in seen if s.group("url")), None)
    published, basis = metadata.published(seen, lead.group("url") if lead else "")
    return Layout(
        sections=sections,
        title=title_text(reading, title) if title >= 0 else "",
        publisher=metadata.first(seen, "publisher") or _owner(text, reading, signs),
        byline=metadata.byline(seen),
        published=published,
        published_basis=basis,
        wraps=wraps,
    )


def _unwrapped(
    text: str, reading: Reading, sections: tuple[Section, ...]
) -> tuple[tuple[Section, ...], tuple[int, ...]]:
    """The sections with the lines of a broken sentence as one, and the line breaks inside."""
    pairs = enumerate(pairwise(reading.lines)) if reading.broken else ()
    gaps = {
        (line.end, below.start)
        for index, (line, below) in pairs
        if is_wrapped(reading.lines, index, reading.broken)
    }
    if not gaps:
        return sections, ()
    found: list[Section] = []
    wraps: list[int] = []
    for section in sections:
        above = found[-1] if found else section
        if above.section == section.section == "body" and (above.end, section.start) in gaps:
            found[-1] = replace(above, end=section.end)
            wraps.append(text.index("\n", above.end))
        else:
            found.append(section)
    return tuple(found), tuple(wraps)


def _stop(reading: Reading) -> int:
    return len(reading.lines) if reading.stop is None else reading.stop


def _seen(reading: Reading) -> list[Sign]:
    """The signs that speak of this article, from above: not those among teasers below it.

    Who took a picture comes last: the article's own reporter may be printed below.
    """
    seen: list[Sign] = []
    pictures: list[Sign] = []
    stop = _stop(reading)
    for index, sign in enumerate(reading.whole):
        if sign is None and index not in reading.starts and index not in reading.ends:
            if index >= stop:
                break
            continue
        covered = reading.sign(index)
        around = (reading.starts.get(index), covered, *reading.ends.get(index, ()))
        here = [s for s in around if s]
        if covered and covered.section == "caption" and index in reading.starts:
            pictures.append(here.pop(0))
        seen.extend(s for s in here if not seen or s is not seen[-1])
    return seen + pictures


def _owner(text: str, reading: Reading, signs: Signs) -> str:
    """Who holds the copyright of the page, printed anywhere below the article."""
    below = reading.lines[_stop(reading) :]
    if not below or _OWNED.search(text, below[0].start) is None:
        return ""
    for index, line in enumerate(below, _stop(reading)):
        if len(line.text) < LONGEST_NOTICE and _OWNED.search(line.text):
            sign = signs.later.match(text, reading.marks[index], line.core, len(text))
            if sign and sign.group("publisher"):
                return sign.group("publisher")
    return ""


def _sections(
    text: str, reading: Reading, kinds: Mapping[int, str], signs: Signs
) -> Iterator[Section]:
    stop = _stop(reading)
    for index in range(len(reading.lines)):
        sign = reading.sign(index)
        if sign is None and index >= stop:
            tail = reading.lines[index].start, reading.lines[-1].end
            yield Section(*tail, "boilerplate", signs.decision("tail"))
            return
        if sign:
            yield from _signed(text, reading, index, sign, kinds)
        else:
            yield from _unsigned(text, reading, index, kinds, signs)


def _signed(
    text: str, reading: Reading, index: int, sign: Sign, kinds: Mapping[int, str]
) -> Iterator[Section]:
    line = reading.lines[index]
    kind = sign.section
    if index >= _stop(reading) and kind not in SILENT_SECTIONS:
        kind = "boilerplate"
    if kind == "title" and kinds.get(index) != "title":
        kind = "boilerplate"
    span = sign.span("span")
    head = reading.starts.get(index)
    if head is None and span is None:
        yield Section(line.start, line.end, kind, sign.rule.id)
        return
    start, end = span or (line.start, line.end)
    if head:
        yield from _piece(text, line.start, head.end, head.section, head.rule.id)
        start = max(start, head.end)
    elif start <= line.core:
        start = line.start  # a bullet of the page goes with its line
    else:
        yield from _piece(text, line.start, start, "boilerplate", sign.rule.id)
    yield from _piece(text, start, end, kind, sign.rule.id)
    yield from _piece(text, end, line.end, "boilerplate", sign.rule.id)


def _unsigned(
    text: str, reading: Reading, index: int, kinds: Mapping[int, str], signs: Signs
) -> Iterator[Section]:
    line = reading.lines[index]
    start, end = reading.inner(index)
    kind, decision = _decide(reading, index, kinds)
    if (start, end) == (line.start, line.end):
        yield Section(start, end, kind, signs.decision(decision))
        return
    edge = reading.starts.get(index)
    if edge:
        yield from _piece(text, line.start, start, edge.section, edge.rule.id)
    yield from _piece(text, start, end, kind, signs.decision(decision))
    edges = reading.ends.get(index, ())
    for edge, stop in zip(edges, [*(e.start for e in edges[1:]), line.end], strict=False):
        yield from _piece(text, edge.start, stop, edge.section, edge.rule.id)


def _decide(reading: Reading, index: int, kinds: Mapping[int, str]) -> tuple[str, str]:
    """The kind of a line that no rule named, and the name of the decision."""
    if index >= _stop(reading):
        return "boilerplate", "tail"
    if index in kinds:
        return kinds[index], kinds[index]
    if index > reading.last:
        return "boilerplate", "tail"
    if in_interrupting_list(reading, index) or is_between(reading, index):
        return "boilerplate", "tail"
    kind = body_kind(reading, index)
    if index < reading.first and kind != "caption":
        if is_prose(reading.lines[index].text):
            return "caption", "caption"
        return "boilerplate", "head"
    return kind, kind


def _piece(text: str, start: int, end: int, kind: str, rule: str) -> Iterator[Section]:
    """The range without blanks around it, if anything is left."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end -= len(piece) - len(piece.rstrip())
    if start < end:
        yield Section(start, end, kind, rule)
