"""Edges of names: what may stand right before a name and right after it."""

from __future__ import annotations

import functools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from pipeline.rules.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.rules import Rules

HANGUL = regex.compile(r"[가-힣]*")
_MOST = 3
"""Particles that may follow one another (에서|까지|는)."""
_LIQUID = 8
"""Index of the final consonant ㄹ among the 28 of a Hangul syllable; 로 follows it, not 으로."""
_AFTER_CONSONANT = ("은", "이", "을", "과", "으로", "아")
_AFTER_VOWEL = ("는", "가", "를", "와", "로", "여", "라", "란", "랑", "나", "며")


def _is_letter(char: str) -> bool:
    """Whether a character belongs to a word: Hangul, or an ASCII letter or digit."""
    return char.isalnum() and ("가" <= char <= "힣" or char.isascii())


@dataclass(frozen=True, slots=True)
class Edges:
    """Tests of a position in a text; particles come from rules/words/josa.csv."""

    particles: regex.Pattern[str]
    by_first: Mapping[str, tuple[str, ...]]
    """Particles by their first syllable, the shortest first."""

    def opens(self, text: str, at: int) -> bool:
        """Whether a word may begin at an offset."""
        return at == 0 or not _is_letter(text[at - 1])

    def closes(self, text: str, at: int) -> bool:
        """Whether a word ends at an offset: nothing or only particles follow it."""
        if at >= len(text):
            return True
        if text[at] in self.by_first:
            return self._only_particles(text, at, _MOST)
        return not _is_letter(text[at])

    def _only_particles(self, text: str, at: int, most: int) -> bool:
        """Whether nothing but so many particles stand between an offset and the word's end.

        The question is asked for every name that might be one; by the first syllable nearly all
        are answered at once, where an alternation of all particles tries one after the other.
        """
        for particle in self.by_first.get(text[at], ()):
            if text.startswith(particle, at):
                end = at + len(particle)
                if end >= len(text) or not _is_letter(text[end]):
                    return True
                if most > 1 and self._only_particles(text, end, most - 1):
                    return True
        return False

    def tail(self, text: str, at: int) -> str:
        """The syllables that follow without a blank."""
        found = HANGUL.match(text, at)
        return found.group() if found else ""


class Beginnings:
    """Words that may stand at an offset, of which only those with the syllable there are tried."""

    def __init__(self, words: Iterable[str]) -> None:
        by_first: defaultdict[str, list[str]] = defaultdict(list)
        for word in words:
            by_first[word[0]].append(word)
        self._by_first = {first: tuple(same) for first, same in by_first.items()}

    def stand(self, text: str, at: int) -> bool:
        """Whether one of them stands at an offset.

        >>> Beginnings(["사업", "행사"]).stand("달빛 사업을", 3)
        True
        """
        same = self._by_first.get(text[at : at + 1])
        return same is not None and text.startswith(same, at)


class Endings:
    """Endings of words, of which only those with a word's last syllable are tried."""

    def __init__(self, endings: Iterable[str]) -> None:
        by_last: defaultdict[str, list[str]] = defaultdict(list)
        for ending in sorted(endings, key=len, reverse=True):
            by_last[ending[-1]].append(ending)
        self._by_last = {last: tuple(same) for last, same in by_last.items()}

    def close(self, word: str) -> bool:
        """Whether a word ends in one of them.

        >>> Endings(["병원", "터미널"]).close("가람병원")
        True
        """
        return self.end_at(word, len(word))

    def end_at(self, text: str, end: int) -> bool:
        """Whether one of them ends at an offset of a text."""
        same = self._by_last.get(text[end - 1 : end])
        return same is not None and text.endswith(same, 0, end)

    def longest(self, word: str) -> str:
        """The longest of them with which a word closes, empty if none does.

        >>> Endings(["센터", "문화센터"]).longest("가람청소년문화센터")
        '문화센터'
        """
        for ending in self._by_last.get(word[-1:], ()):
            if word.endswith(ending):
                return ending
        return ""


@functools.lru_cache(maxsize=8)
def edges_of(rules: Rules) -> Edges:
    """The edges by the particles of a rule set."""
    josa = rules.words["josa"].where()
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for particle in sorted(josa, key=len):
        by_first[particle[0]].append(particle)
    chain = rf"(?:{alternation(josa)}){{0,{_MOST}}}(?![가-힣A-Za-z0-9])"
    return Edges(
        regex.compile(chain, regex.VERSION1),
        {first: tuple(words) for first, words in by_first.items()},
    )


def final_consonant(syllable: str) -> int:
    """Index of a Hangul syllable's final consonant, 0 for none, -1 for another character.

    >>> final_consonant("산"), final_consonant("포"), final_consonant("A")
    (4, 0, -1)
    """
    code = ord(syllable) - 0xAC00
    return code % 28 if 0 <= code < 11172 else -1


def agrees(name: str, tail: str) -> bool:
    """Whether a particle has the form that it takes after a name (안산은, 김포는).

    >>> agrees("안산", "은"), agrees("안산", "는"), agrees("서울", "로")
    (True, False, True)
    """
    final = final_consonant(name[-1])
    if final > 0 and tail.startswith(_AFTER_VOWEL):
        return final == _LIQUID and tail.startswith("로")
    return not (final == 0 and tail.startswith(_AFTER_CONSONANT))
