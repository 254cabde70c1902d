"""The lists of programme words compiled: what says that a name is a programme's."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import ahocorasick_rs
import regex

from pipeline.match.edges import Beginnings, Endings
from pipeline.match.lexicon import Ends, ends_of, region_surfaces
from pipeline.quotes import Quote
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_OPENERS = "‘'“\"「『《<"
_OPEN = f"[{_OPENERS}]"
_TAIL = regex.compile(r"(?: 20\d\d)?(?:\([A-Za-z0-9 -]+\))?")
_CLOSERS = "'’\"”」』》>"
_CLOSE = f"[{_CLOSERS}]"
_TOPICAL = ("인", "은", "는")


class ProgrammeWords:
    """Endings, words before and after a name, and words that are no names."""

    def __init__(self, rules: Rules) -> None:
        endings = rules.words["program_endings"]
        self.kinds = {word: row["bare"] for word, row in endings.rows.items()}
        self._endings = Endings(word for word in self.kinds if len(word) > 1)
        self.money = frozenset(endings.where("bare", "money"))
        self.coined = frozenset(endings.where("bare", "coined"))
        heads = endings.where("head", "1")
        self._heads_before = Endings(heads)
        self._heads_after = Beginnings([*heads, *rules.words["program_signs"].rows])
        verbs = alternation(rules.words["operating_verbs"].rows)
        self._verb_after = regex.compile(
            rf"{_CLOSE}(?:(?:을|를|도|은|는|이|가|에|의|로|으로)\s(?:\S+\s){{0,5}}?|\s){verbs}"
        )
        words = rules.words["program_not"]
        self.common = frozenset(words.where("role", "stem"))
        self.stressed = frozenset(words.where("role", "whole"))
        self._topic_before = regex.compile(
            rf"(?r){alternation(words.where('role', 'before'))}\s?{_OPEN}"
        )
        slogan = alternation(words.where("role", "after"))
        said = alternation([*words.where("role", "after"), *words.where("role", "said")])
        self._slogan_after = regex.compile(
            rf"{_CLOSE}?(?:(?:을|를)\s?{slogan}|(?:이라는|라는)\s?{said})"
        )
        self.ends: Ends = ends_of(rules)
        self.regions = region_surfaces(rules)
        self._bare = [word for word, kind in self.kinds.items() if kind != "no"]
        self._automaton = ahocorasick_rs.AhoCorasick(self._bare)

    def bare(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Endings that make a name without quotes: start, end of the name, ending."""
        longest: dict[int, tuple[int, str]] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if end not in longest or start < longest[end][0]:
                longest[end] = (start, self._bare[index])
        for end, (start, word) in sorted(longest.items()):
            tail = _TAIL.match(text, end)
            yield start, tail.end() if tail else end, word

    def ending(self, name: str) -> str:
        """The programme ending with which a name closes, empty if none does."""
        found = self._endings.longest(name)
        return self._endings.longest(name[1:]) if found == name else found

    def says_programme(self, text: str, quote: Quote) -> bool:
        """Whether the word beside a quoted name says what it is: 사업 ‘가나’, ‘가나’ 사업."""
        return self._follows_head(text, quote) or self.followed_by_head(text, quote)

    def _follows_head(self, text: str, quote: Quote) -> bool:
        """Whether a word such as 사업 stands before the opening mark, or with 인 between."""
        mark = quote.start - 1
        if mark < 0 or text[mark] not in _OPENERS:
            return False
        end = mark - 1 if text[mark - 1 : mark].isspace() else mark
        heads = self._heads_before
        topical = text.endswith(_TOPICAL, 0, end)
        return heads.end_at(text, end) or (topical and heads.end_at(text, end - 1))

    def followed_by_head(self, text: str, quote: Quote) -> bool:
        """Whether a word such as 사업 follows the closing mark."""
        mark = quote.end
        if text[mark] not in _CLOSERS:
            return False
        at = mark + 2 if text[mark + 1 : mark + 2].isspace() else mark + 1
        return self._heads_after.stand(text, at)

    def is_run(self, text: str, quote: Quote) -> bool:
        """Whether a verb such as 운영하다 governs the quoted name."""
        return self._verb_after.match(text, quote.end) is not None

    def is_topic(self, text: str, quote: Quote) -> bool:
        """Whether what is quoted is a theme or slogan: 주제는 ‘가나’, ‘가나’라는 구호."""
        before = self._topic_before.match(text, 0, quote.start)
        return before is not None or self._slogan_after.match(text, quote.end) is not None


@lru_cache(maxsize=4)
def words_of(rules: Rules) -> ProgrammeWords:
    """The lists of a set of rules, compiled once."""
    return ProgrammeWords(rules)
