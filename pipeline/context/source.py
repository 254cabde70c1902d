"""Who is cited for a figure.

In: the citations of the page (rules/context/sources.yaml) with the institution or region before
them. Out: an id for every figure in reach: to the end of the paragraph, unless another source or a
speaker takes over. A citation that names nobody known ends the one before it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.context.cues import find_cues
from pipeline.model import Entity, Linked, Sentence
from pipeline.page import Page
from pipeline.rules import Pattern

_OWN = "own"
_ONLY_NAMED = frozenset({"sentence", "named"})
"""Reaches of citations that end no other where they name nobody; `named` goes to the paragraph's
end like the others."""
_GAP = 30
"""Characters that may lie between the cited name and the words of citation."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Characters within which a source holds."""

    start: int
    end: int
    entity_id: str
    surveyed: str = ""
    """The region whose own figures are cited: "김포시 자료에 따르면", not "김포시에 따르면"."""


class Sources:
    """The citations of a page, to be asked for any offset."""

    def __init__(self, linked: Linked, page: Page, patterns: Sequence[Pattern]) -> None:
        found = [*_citations(linked, page, patterns), *_speakers(linked, page)]
        self._reaches = sorted(found, key=lambda r: (r.start, r.entity_id, r.surveyed))
        self._starts = [r.start for r in self._reaches]

    def at(self, offset: int) -> str:
        """The source that holds at an offset, empty if none does."""
        reach = self._reach(offset)
        return reach.entity_id if reach else ""

    def surveyed(self, offset: int) -> str:
        """The region whose material is cited at an offset: its figures are about itself."""
        reach = self._reach(offset)
        return reach.surveyed if reach else ""

    def _reach(self, offset: int) -> Reach | None:
        index = bisect_right(self._starts, offset) - 1
        return self._reaches[index] if index >= 0 and offset < self._reaches[index].end else None


def _citations(linked: Linked, page: Page, patterns: Sequence[Pattern]) -> list[Reach]:
    reaches = []
    whole = Sentence(0, len(page.text), "")
    for cue in find_cues(page, patterns, whole):
        sentence = page.sentence(cue.start)
        cited = _cited(linked.entities, page, cue.start, cue.end, sentence.start, sentence.end)
        wide = cue.reach != "sentence"
        end = _paragraph_end(page.text, sentence.end) if wide else sentence.end
        own = cited.startswith("region:") and cue.value == _OWN
        if cited or cue.reach not in _ONLY_NAMED:
            reaches.append(Reach(sentence.start, end, cited, cited if own else ""))
    return reaches


def _cited(
    entities: Sequence[Entity], page: Page, start: int, end: int, first: int, last: int
) -> str:
    """The institution, else the region, nearest before the citation in the same phrase."""
    bracket = page.text[start] in "(※*["
    low, high = (end, min(end + _GAP, last)) if bracket else (max(first, start - _GAP), start)
    near = [e for e in entities if low <= e.start and e.end <= high and _citable(e)]
    if not bracket and not near:
        near = [e for e in entities if first == e.start and e.end <= start and _citable(e)][:1]
    chosen = near[:1] if bracket else near[-1:]
    return chosen[0].entity_id if chosen else ""


def _citable(entity: Entity) -> bool:
    return entity.label in ("institution", "region") and bool(entity.entity_id)


def _paragraph_end(text: str, offset: int) -> int:
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _speakers(linked: Linked, page: Page) -> list[Reach]:
    """From a speaker's sentence on, nobody else is cited."""
    reaches = []
    for relation in linked.relations:
        if relation.type == "quote":
            sentence = page.sentence(relation.start)
            end = _paragraph_end(page.text, relation.end)
            reaches.append(Reach(sentence.start, end, ""))
    return reaches
