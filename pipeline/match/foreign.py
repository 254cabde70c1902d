"""Foreign names in Hangul before or behind a title: 앙겔라 메르켈 총리, 미국 배우 톰 행크스.

Syllables that Korean words rarely have mark the words; morphemes must call them proper nouns;
countries and cities end a name. Titles that companies have as well (대표, 회장) do not count: their
bearer may be the company.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from pipeline.match.edges import Endings
from pipeline.rules.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.page import Page

_LEFT = regex.compile(r"(?r)(?<![가-힣A-Za-z0-9])(?P<word>[가-힣]{1,7}(?:-[가-힣]{1,7})?|[A-Z]\.)")
_NAME_TAGS = frozenset({"NNP", "SL", "SF", "SO"})
_LONGEST = 4
"""Words of a foreign name."""


@dataclass(frozen=True, eq=False)
class Foreign:
    """Syllables of transliterated names, and places that look like them."""

    syllables: frozenset[str]
    places: frozenset[str]
    bodies: Endings
    """Endings of organisations (병원, 터미널)."""
    stops: Endings
    """Endings of words that end a phrase (풀기 위해)."""
    asides: regex.Pattern[str]
    """What stands behind a foreigner's name: (프랑스), (46), (安倍晋三)."""

    def looks(self, word: str) -> bool:
        """Whether a word has a syllable of transliteration and is no known place."""
        if self.syllables.isdisjoint(word) and not word.endswith("."):
            return False
        return not (word in self.places or self.bodies.close(word))

    def before(
        self,
        page: Page,
        end: int,
        *,
        sure: bool = False,
        short: bool = False,
        script: bool = False,
    ) -> tuple[int, int] | None:
        """The name that ends at an offset.

        Where the context is `sure` (씨), morphemes are not asked; `short` then admits words of two
        syllables without a telling one. Before Chinese characters (`script`) the last word may be
        shaped like a Korean one.
        """
        text = page.masked
        edge = end
        starts: list[int] = []
        initial = False
        while len(starts) < _LONGEST:
            found = _LEFT.match(text, 0, edge)
            goes_on = found and (
                (script and not starts and len(found["word"]) < 5)
                or (initial and found["word"] not in self.places)
                or self._goes_on(found["word"], first=not starts, short=short or not sure)
                or (sure and len(found["word"]) == 1)
            )
            if not found or not goes_on:
                break
            if script and len(starts) == 2:
                break
            initial = found["word"].endswith(".")
            starts.append(found.start("word"))
            edge = starts[-1] - 1
            if edge < 1 or text[edge] != " ":
                break
        starts = self._whole_singles(text, starts, end)
        for start in reversed(starts):
            if self.looks(text[start:end].replace(" ", "")) and (
                end - start > 1 if sure else _proper(page, start, end)
            ):
                return start, end
        return None

    def _whole_singles(self, text: str, starts: list[int], end: int) -> list[int]:
        """응우옌 티 란: words of one syllable belong to a name of three words, else they end it."""
        single = [a - b == 2 for a, b in pairwise([end + 1, *starts])]
        if True not in single:
            return starts
        first = text[starts[-1] : end].partition(" ")[0]
        if len(starts) > 2 and not single[-1] and self.looks(first):
            return starts[-1:]
        return starts[: single.index(True)]

    def _goes_on(self, word: str, *, first: bool, short: bool) -> bool:
        """Whether a word may belong to the name; short ones only if morphemes will be asked."""
        if len(word) > 2 and self.stops.close(word):
            return False
        admitted = short and not first and len(word) == 2 and not self.stops.close(word)
        if word in self.places:
            return False
        return self.looks(word) or admitted

    def aside(self, page: Page) -> Iterator[tuple[int, int]]:
        """Names of two words or more before a country, an age or Chinese characters in brackets."""
        for found in self.asides.finditer(page.masked):
            script = len(found[0]) > _LONGEST
            span = self.before(page, found.start(), sure=True, short=True, script=script)
            if span and " " in page.masked[slice(*span)]:
                yield span

    def after(self, page: Page, at: int) -> tuple[int, int] | None:
        """The name that begins at an offset: proper nouns with nothing but blanks between."""
        text = page.masked
        end = at
        for m in page.morphemes(at):
            if m.start < at:
                continue
            if m.tag not in _NAME_TAGS or text[end : m.start].strip(" ") or m.end - at > 30:
                break
            end = m.end
        words = text[at:end].split(" ")
        if end == at or not all(map(self.looks, words[:1])) or any(w in self.places for w in words):
            return None
        return at, end


def _proper(page: Page, start: int, end: int) -> bool:
    """Whether every word of a span is one proper noun to the morphemes."""
    inside = [m for m in page.morphemes(start) if start <= m.start and m.end <= end]
    proper = all(m.tag in _NAME_TAGS for m in inside)
    return bool(inside) and inside[-1].end == end and proper


def build_foreign(
    syllables: Iterable[str],
    places: Iterable[str],
    bodies: Iterable[str],
    stops: Iterable[str],
    countries: Iterable[str],
) -> Foreign:
    """Compile the marks of foreign names."""
    return Foreign(
        syllables=frozenset(syllables),
        places=frozenset(places),
        bodies=Endings(bodies),
        stops=Endings(stops),
        asides=regex.compile(
            rf"(?<=[가-힣])\((?:{alternation(countries)}[),]|\d\d[)세]|[\u4e00-\u9fff]{{2,6}}[).·])"
        ),
    )
