"""The page: one article's normalised text with its sections, and morphemes on demand.

Stages read it; none changes it. `masked` is what rules see: the text with every character of a
silent section (boilerplate, dateline, byline) replaced by a line break, at the same offsets.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from pipeline.model import SILENT_SECTIONS, Morpheme, Section, Sentence
from pipeline.numerals import blot_figures
from pipeline.quotes import Quote, find_quotes
from pipeline.sentences import split_sentences


class Tokenizer(Protocol):
    """Morphemes of a text that begins at an offset of the page."""

    def __call__(self, text: str, start: int = 0) -> tuple[Morpheme, ...]:
        """The morphemes, at offsets of the page."""
        ...


def _nothing(text: str, start: int = 0) -> tuple[Morpheme, ...]:
    return ()


@dataclass(frozen=True)
class Page:
    """An article's text as the stages see it."""

    text: str
    sections: tuple[Section, ...]
    published: str = ""
    doc_id: str = ""
    tokenize: Tokenizer = field(default=_nothing, repr=False)
    _morphemes: dict[int, tuple[Morpheme, ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def masked(self) -> str:
        """The text with silent sections blanked; also where two sections meet inside a line."""
        pieces: list[str] = []
        at = 0
        for section in self.sections:
            pieces.append(self.text[at : section.start])
            silent = section.section in SILENT_SECTIONS
            length = section.end - section.start
            pieces.append("\n" * length if silent else self.text[section.start : section.end])
            at = section.end
        pieces.append(self.text[at:])
        return "".join(pieces)

    @cached_property
    def blotted(self) -> str:
        """`masked` with every figure as a placeholder, for patterns that use the part {figure}."""
        return blot_figures(self.masked)

    @cached_property
    def quotes(self) -> tuple[Quote, ...]:
        """What stands between quotation marks."""
        return find_quotes(self.masked)

    @cached_property
    def extent(self) -> tuple[int, int]:
        """From the first to the last character that speaks; rules need not look beyond."""
        speaking = [s for s in self.sections if s.section not in SILENT_SECTIONS]
        return (speaking[0].start, speaking[-1].end) if speaking else (0, 0)

    def seen_by(self, blotted: bool) -> str:
        """The text that a pattern runs over."""
        return self.blotted if blotted else self.masked

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of all sections that speak, in order."""
        return tuple(
            Sentence(start, end, section.section)
            for section in self.sections
            if section.section not in SILENT_SECTIONS
            for start, end in split_sentences(self.text, section.start, section.end)
        )

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def sentence_index(self, offset: int) -> int:
        """Index of the sentence that holds `offset`, -1 if none does."""
        index = bisect_right(self._sentence_starts, offset) - 1
        return index if index >= 0 and offset < self.sentences[index].end else -1

    def sentence(self, offset: int) -> Sentence:
        """The sentence that holds `offset`; an empty one outside all sentences."""
        index = bisect_right(self._sentence_starts, offset) - 1
        if index >= 0:
            found = self.sentences[index]
            if offset < found.end:
                return found
        return Sentence(offset, offset, "")

    def morphemes(self, offset: int) -> tuple[Morpheme, ...]:
        """The morphemes of the sentence that holds `offset`, at offsets of the page.

        Tokenised at the first call for the sentence and kept.
        """
        index = self.sentence_index(offset)
        if index < 0:
            return ()
        if index not in self._morphemes:
            sentence = self.sentences[index]
            text = self.text[sentence.start : sentence.end]
            self._morphemes[index] = self.tokenize(text, sentence.start)
        return self._morphemes[index]

    def known_forms(self) -> set[str]:
        """The forms of all morphemes that were asked for so far."""
        return {m.form for found in self._morphemes.values() for m in found}
