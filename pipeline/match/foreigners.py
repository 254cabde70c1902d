"""Foreign names in running text: a known given name with what follows it, and single words.

In: the page. Out: spans. A given name (rules/words/foreign_given.csv) opens a name: the words
behind it belong to it as long as no dictionary word, place or title comes (스콧 퍼거슨). A word
alone is a person only where it acts as one: to it something is given, or its sentence tells what
persons do (rules/words/person_cues.csv).
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import ahocorasick_rs
import regex

from pipeline.match.edges import agrees
from pipeline.rules.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.match.foreign import Foreign
    from pipeline.match.names import Names
    from pipeline.model import Morpheme
    from pipeline.page import Page
    from pipeline.rules import Rules

_NEXT = regex.compile(r"[ -](?:[A-Z]\.? )?(?P<word>[가-힣]+)")
_ALONE = regex.compile(
    r"(?P<word>[가-힣]{2,7}?)"
    r"(?P<particle>[은는이가을를의도]|[와과]의?|에게[는서]?|에겐|께서|측|씨[는가의와도를]?"
    r"|에(?= 대[한해]))"
    r"(?![가-힣])"
)
_WORD_START = regex.compile(r"(?r)(?<![가-힣A-Za-z0-9])[가-힣]+")
_HANGUL = regex.compile(r"[가-힣]+")
_JOINTS = (" ", "-")
_NOT_FIRST = frozenset("와과은는을를의에면해된던며")
"""Last syllables of words that end a phrase rather than begin a name (위해, 따르면)."""
_TO_PERSONS = ("에게", "에겐", "께서", "씨")
_LONGEST = 4
_KOREAN_SHAPE = 5
"""Words that look more Korean than this do not follow a foreign given name."""
_SPLINTERED = 5
"""The longest word that may still be a name where morphemes only see splinters (실-바)."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What of a page may belong to foreign names."""

    openings: list[tuple[int, int]]
    """Given names before a blank or a hyphen."""
    words: list[tuple[int, int]]
    """Words that begin with a given name or hold a syllable of transliteration."""


@dataclass(frozen=True, eq=False)
class Foreigners:
    """What tells a foreign name in running text."""

    foreign: Foreign
    names: Names
    given: Mapping[str, bool]
    """Given names, and whether they are words, places or brands too."""
    links: frozenset[str]
    """Small words inside foreign names (샤를 드 골)."""
    automaton: ahocorasick_rs.AhoCorasick
    """The given names, then the syllables of transliteration."""
    cues: re.Pattern[str]
    """What only persons do, have or are (득점했다, 아내, 생일)."""

    def marks(self, page: Page) -> Marks:
        """Where given names and syllables of transliteration stand, in one pass."""
        text = page.masked
        openings: list[tuple[int, int]] = []
        words: list[tuple[int, int]] = []
        beyond = 0
        for index, start, end in self.automaton.find_matches_as_indexes(text, overlapping=True):
            if index < len(self.given):
                if not self.names.edges.opens(text, start):
                    continue
                if text[end : end + 1] in _JOINTS:
                    openings.append((start, end))
            begin = _WORD_START.match(text, 0, end) if start >= beyond else None
            if begin:
                beyond = _HANGUL.match(text, start).end()
                words.append((begin.start(), beyond))
        return Marks(openings, words)

    def chains(self, page: Page, marks: Marks) -> dict[int, int]:
        """Starts of the names that a given name opens, by their ends."""
        chains: dict[int, int] = {}
        beyond = 0
        for start, end in marks.openings:
            last = self._chain(page, start, end) if start >= beyond else end
            if last > end:
                chains[last] = start
                beyond = last
        return chains

    def _chain(self, page: Page, start: int, end: int) -> int:
        """Where the name that a given name opens ends; its own end if nothing belongs to it."""
        text = page.masked
        doubtful = self.given[text[start:end]]
        if doubtful and not _proper(_inside(page, start, end), end):
            return end
        for _ in range(_LONGEST):
            found = _NEXT.match(text, end)
            if not found:
                break
            at, until = found.span("word")
            stop = _noun_end(page, at, until)
            if text[at:stop] in self.links and stop == until:
                link = _NEXT.match(text, until)
                if not link or not self.foreign.looks(link["word"]):
                    break
                end = until
                continue
            if not self._belongs(page, at, stop, followed=stop < until, doubtful=doubtful):
                break
            end = stop
            if stop < until:
                break
        return end

    def _belongs(self, page: Page, start: int, end: int, *, followed: bool, doubtful: bool) -> bool:
        """Whether a word may stand behind a given name."""
        word = page.masked[start:end]
        if not word or self._no_person(word):
            return False
        inside = _inside(page, start, end)
        if len(word) == 1:
            telling = followed and word in self.names.surnames
            return not doubtful and (telling or (self.foreign.looks(word) and _proper(inside, end)))
        proper = _proper(inside, end)
        if not proper and (len(inside) == 1 or len(word) > _SPLINTERED):
            return False
        if word in self.given or self.foreign.looks(word):
            return proper or not doubtful
        splinters = followed and not doubtful and all(m.end - m.start == 1 for m in inside)
        return (proper or splinters) and self.names.shape(word) < _KOREAN_SHAPE

    def running(self, page: Page, marks: Marks) -> Iterator[tuple[int, int]]:
        """Names of two words or more in running text, each word with a telling syllable."""
        text = page.masked
        for (start, end), (following, _) in pairwise(marks.words):
            if following != end + 1 or not text[end].isspace() or text[end - 1] in _NOT_FIRST:
                continue
            looks = self.foreign.looks(text[start:end])
            span = self.foreign.after(page, start) if looks else None
            if span and self._whole(text, span):
                yield span

    def _whole(self, text: str, span: tuple[int, int]) -> bool:
        words = text[slice(*span)].split(" ")
        return len(words) > 1 and all(map(self.foreign.looks, words))

    def alone(self, page: Page, marks: Marks) -> Iterator[tuple[int, int]]:
        """Single words that act as persons."""
        for begin, _ in marks.words:
            found = _ALONE.match(page.masked, begin)
            if not found or not self._acting(page, found):
                continue
            start, end = found.span("word")
            inside = _inside(page, start, end)
            proper = _proper(inside, end) or _swollen(inside, found.end())
            if proper and not _goes_before(page, start):
                yield start, end

    def _acting(self, page: Page, found: regex.Match[str]) -> bool:
        """Whether a word may be a person who acts, before its morphemes are asked for."""
        word, particle = found["word"], found["particle"]
        telling = word in self.given or not self.foreign.syllables.isdisjoint(word)
        if not telling or self._no_person(word) or not agrees(word, particle):
            return False
        return particle.startswith(_TO_PERSONS) or self._acts(page, found.start())

    def _no_person(self, word: str) -> bool:
        body = self.foreign.bodies.close(word) and word not in self.given
        return body or word in self.foreign.places

    def _acts(self, page: Page, start: int) -> bool:
        """Whether the sentence tells what persons do; cheaper than its morphemes."""
        sentence = page.sentence(start)
        return self.cues.search(page.masked, sentence.start, sentence.end) is not None


def _inside(page: Page, start: int, end: int) -> list[Morpheme]:
    return [m for m in page.morphemes(start) if start <= m.start < end and m.end > m.start]


def _proper(inside: list[Morpheme], end: int) -> bool:
    """Whether a word is one proper noun, or one noun that no dictionary has."""
    if len(inside) != 1 or inside[0].end != end:
        return False
    return inside[0].tag == "NNP" or (inside[0].tag == "NNG" and not inside[0].known)


def _swollen(inside: list[Morpheme], end: int) -> bool:
    """Whether a word that no dictionary has swallowed its particle (리센코가)."""
    return len(inside) == 1 and not inside[0].known and inside[0].end == end


def _goes_before(page: Page, start: int) -> bool:
    """Whether a proper noun stands right before, so that the word is a part of a longer name."""
    if start < 2 or page.masked[start - 1] not in " -":
        return False
    before = [m for m in page.morphemes(start) if m.end == start - 1 and m.end > m.start]
    return any(m.tag in ("NNP", "SL") or not m.known for m in before)


def _noun_end(page: Page, start: int, end: int) -> int:
    """Where the nouns that begin a word end, before particles."""
    stop = start
    for m in _inside(page, start, end):
        if m.start != stop or m.tag[0] not in "NX" or m.tag in ("NNB", "XSV", "XSA"):
            break
        if m.form == "들":
            break
        stop = m.end
    return min(stop, end)


@functools.lru_cache(maxsize=8)
def foreigners_of(rules: Rules, foreign: Foreign, names: Names) -> Foreigners:
    """Compile the given names and cues of a rule set."""
    rows = rules.words["foreign_given"].rows
    given = {word: bool(row["also_word"]) for word, row in rows.items() if not row["link"]}
    return Foreigners(
        foreign=foreign,
        names=names,
        given=given,
        links=frozenset(word for word, row in rows.items() if row["link"]),
        automaton=ahocorasick_rs.AhoCorasick((*given, *sorted(foreign.syllables))),
        cues=re.compile(alternation(rules.words["person_cues"].where())),
    )
