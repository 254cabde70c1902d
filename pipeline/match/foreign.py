"""Foreign names in Hangul before or behind a title: 앙겔라 메르켈 총리, 미국 배우 톰 행크스.

Syllables that Korean words rarely have mark the words; morphemes must call them proper nouns; countries
and cities end a name. Titles that companies have as well (대표, 회장) do not count: their
bearer may be the company.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from pipeline.page import Page

_LEFT = regex.compile(r"(?r)(?<![가-힣A-Za-z0-9])(?P<word>[가-힣]{1,7}(?:-[가-힣]{1,7})?|[A-Z]\.)\s$")
_NAME_TAGS = frozenset({"NNP", "SL", "SF", "SO", "SP"})
_LONGEST = 4
"""Words of a foreign name."""


@dataclass(frozen=True, eq=False)
class Foreign:
    """Syllables of transliterated names, and places that look like them."""

    syllables: frozenset[str]
    places: frozenset[str]
    bodies: tuple[str, ...]
    """Endings of organisations (병원, 터미널)."""

    def looks(self, word: str) -> bool:
        """Whether a word has a syllable of transliteration and is no known place."""
        return not (word in self.places or word.endswith(self.bodies)) and (
            word.endswith(".") or any(syllable in self.syllables for syllable in word)
        )

    def before(self, page: Page, at: int) -> tuple[int, int] | None:
        """The name that ends right before an offset (which follows a blank)."""
        text = page.masked
        start, edge, words = at - 1, at, 0
        end = start
        while words < _LONGEST:
            found = _LEFT.match(text, 0, edge)
            if not found or not self._goes_on(found["word"], words):
                break
            start = edge = found.start("word")
            words += 1
        if not words or not self.looks(text[start:end].replace(" ", "")):
            return None
        return (start, end) if _proper(page, start, end) else None

    def _goes_on(self, word: str, words: int) -> bool:
        return self.looks(word) or (words > 0 and len(word) <= 2 and word not in self.places)


def _proper(page: Page, start: int, end: int) -> bool:
    """Whether every word of a span is one proper noun to the morphemes."""
    inside = [m for m in page.morphemes(start) if start <= m.start and m.end <= end]
    proper = all(m.tag in _NAME_TAGS for m in inside)
    return bool(inside) and inside[-1].end == end and proper
