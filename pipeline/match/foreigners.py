"""Foreign names in running text: a known given name with what follows it, and single words.

In: the page. Out: spans. A given name (rules/words/foreign_given.csv) opens a name: the words
behind it belong to it as long as no dictionary word, place or title comes (스콧 퍼거슨). A word
alone is a person only where it acts as one: to it something is given, or its sentence tells what
persons do (rules/words/person_cues.csv).
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

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

_OPENING = regex.compile(r"(?<![가-힣A-Za-z0-9])[가-힣]{1,6}(?=[ -][가-힣A-Z])")
_NEXT = regex.compile(r"[ -](?:[A-Z]\.? )?(?P<word>[가-힣]+)")
_ALONE = regex.compile(
    r"(?<![가-힣A-Za-z0-9])(?P<word>[가-힣]{2,7}?)"
    r"(?P<particle>[은는이가을를의도]|[와과]의?|에게[는서]?|에겐|께서|측|씨[는가의와도를]?"
    r"|에(?= 대[한해]))"
    r"(?![가-힣])"
)
_TO_PERSONS = ("에게", "에겐", "께서", "씨")
_LONGEST = 4
_KOREAN_SHAPE = 5
"""Words that look more Korean than this do not follow a foreign given name."""
_SPLINTERED = 5
"""The longest word that may still be a name where morphemes only see splinters (실-바)."""


@dataclass(frozen=True, eq=False)
class Foreigners:
    """What tells a foreign name in running text."""

    foreign: Foreign
    names: Names
    given: Mapping[str, bool]
    """Given names, and whether they are words, places or brands too."""
    links: frozenset[str]
    """Small words inside foreign names (샤를 드 골)."""
    cues: regex.Pattern[str]
    """What only persons do, have or are (득점했다, 아내, 생일)."""

    def chains(self, page: Page) -> dict[int, int]:
        """Starts of the names that a given name opens, by their ends."""
        text = page.masked
        chains: dict[int, int] = {}
        beyond = 0
        for opening in _OPENING.finditer(text):
            start, end = opening.span()
            if start < beyond or opening[0] not in self.given:
                continue
            last = self._chain(page, start, end)
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

    def alone(self, page: Page) -> Iterator[tuple[int, int]]:
        """Single words that act as persons."""
        text = page.masked
        for found in _ALONE.finditer(text):
            word = found["word"]
            if not self._telling(word) or self._no_person(word):
                continue
            if not agrees(word, found["particle"]):
                continue
            start, end = found.span("word")
            if not (found["particle"].startswith(_TO_PERSONS) or self._acts(page, start)):
                continue
            inside = _inside(page, start, end)
            proper = _proper(inside, end) or _swollen(inside, found.end())
            if proper and not _goes_before(page, start):
                yield start, end

    def _telling(self, word: str) -> bool:
        """Whether a word is a given name or has a syllable of transliteration."""
        return word in self.given or not self.foreign.syllables.isdisjoint(word)

    def _no_person(self, word: str) -> bool:
        body = word.endswith(self.foreign.bodies) and word not in self.given
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
    given = rules.words["foreign_given"]
    return Foreigners(
        foreign=foreign,
        names=names,
        given={w: bool(row["also_word"]) for w, row in given.rows.items() if not row["link"]},
        links=frozenset(given.where("link", "1")),
        cues=regex.compile(alternation(rules.words["person_cues"].where())),
    )
