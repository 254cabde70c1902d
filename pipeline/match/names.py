"""Korean personal names: which syllables look like one, by surname and given-name syllables.

A shape is no proof. `Names.shape` says how likely the characters are a name; titles, 씨, ages and
morphemes around it decide (persons.py).
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from pipeline.match.edges import Edges, edges_of
from pipeline.rules.words import alternation

if TYPE_CHECKING:
    from pipeline.rules import Rules

_BEGINS = r"(?<![가-힣A-Za-z0-9])"
SURNAME_WEIGHT: Mapping[str, int] = {"common": 2, "mid": 1, "double": 2, "rare": 0}


@dataclass(frozen=True, eq=False)
class Names:
    """Surnames and given-name syllables with their weights, from rules/words."""

    surnames: Mapping[str, int]
    first: Mapping[str, int]
    last: Mapping[str, int]
    stop: frozenset[str]
    suffixes: frozenset[str]
    """Last syllables that also end common nouns (정치학, 주거비): characters do not suffice."""
    not_bare: frozenset[str]
    """Last syllables of places and things that morphemes take for names as well (동, 각, 사)."""
    also_words: frozenset[str]
    """Surnames that are determiners too (이 시장, 한 의원)."""
    edges: Edges
    initials: frozenset[str]
    """First syllables of surnames."""
    likely: re.Pattern[str]
    """Three syllables whose characters all suit a name, where a word begins.

    `regex` goes through a set of syllables one by one, `re` looks them up.
    """
    maybe: regex.Pattern[str]
    """Two to four such syllables before a parenthesis."""

    def shape(self, word: str) -> int:
        """How much a word looks like a full name: 0 for not at all, up to 6.

        Three syllables (four with a surname of two) have the surname's weight and those of the
        given name's two syllables; a given name of one syllable counts half.
        """
        if not 1 < len(word) < 5 or word[0] not in self.initials or word in self.stop:
            return 0
        if len(word) == 3 and word[:2] not in self.surnames:  # by far the most
            weight = self.surnames.get(word[0])
            first, last = self.first.get(word[1], 0), self.last.get(word[2], 0)
            return 0 if weight is None or not (first and last) else weight + first + last
        return max(self._score(word[:1], word[1:]), self._score(word[:2], word[2:]))

    def _score(self, surname: str, given: str) -> int:
        if surname not in self.surnames or len(given) not in (1, 2):
            return 0
        first, last = self.first.get(given[0], 0), self.last.get(given[-1], 0)
        weight = self.surnames[surname]
        if len(given) == 1:
            return min(2, weight + max(first, last) - 1) if max(first, last) else 0
        return weight + first + last if first and last else 0

    def is_given(self, word: str) -> bool:
        """Whether two syllables look like a given name (가온)."""
        return bool(self.first.get(word[0]) and self.last.get(word[-1]))

    def at(self, text: str, at: int) -> Iterator[int]:
        """Ends of the name-shaped words that begin at an offset, the longest first."""
        for length in (4, 3, 2):
            word = text[at : at + length]
            if len(word) == length and self.shape(word) > 0:
                yield at + length


@functools.lru_cache(maxsize=8)
def names_of(rules: Rules) -> Names:
    """Compile the names of a rule set."""
    surnames = {
        word: SURNAME_WEIGHT.get(row.get("frequency", ""), 0)
        for word, row in rules.words["surnames"].rows.items()
    }
    syllables = rules.words["given_syllables"].rows
    single = "".join(word for word in surnames if len(word) == 1)
    double = alternation(word for word in surnames if len(word) == 2)
    first = "".join(word for word, row in syllables.items() if row["first"] != "0")
    last = "".join(word for word, row in syllables.items() if row["last"] != "0")
    josa = alternation(rules.words["josa"].where())
    ends = rf"(?:{josa}){{0,2}}(?![가-힣A-Za-z0-9])"
    return Names(
        surnames=surnames,
        first={word: int(row["first"]) for word, row in syllables.items()},
        last={word: int(row["last"]) for word, row in syllables.items()},
        stop=frozenset(rules.words["not_names"].where()),
        suffixes=frozenset(rules.words["given_syllables"].where("suffix", "1")),
        not_bare=frozenset(rules.words["given_syllables"].where("not_bare", "1")),
        also_words=frozenset(rules.words["surnames"].where("also_word", "1")),
        edges=edges_of(rules),
        initials=frozenset(word[0] for word in surnames),
        likely=re.compile(f"[{single}](?<![가-힣A-Za-z0-9].)[{first}][{last}](?={ends})"),
        maybe=regex.compile(f"(?r){_BEGINS}(?P<name>(?:{double}|[{single}])[{first}]?[{last}]) ?"),
    )
