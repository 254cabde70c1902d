"""Which patterns may match in which sentence, from one pass over a text.

Each pattern needs certain strings (see `needs`); an automaton finds all of them at once, and a
pattern is run only where they stand together. Of 140 rules a sentence then sees a few.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain

import ahocorasick_rs

from pipeline.model import Sentence
from pipeline.rules.load import Pattern
from pipeline.rules.needs import LONGEST_LOOK, folded, needs


class Sieve:
    """Some patterns, ready to be chosen from by what a sentence holds."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        run = [(pattern, needs(pattern.regex.pattern)) for pattern in patterns if pattern.regex]
        groups = list(dict.fromkeys(chain.from_iterable(needed for _, needed in run)))
        place = {group: index for index, group in enumerate(groups)}
        words = sorted((word, place[group]) for group in groups for word in group)
        self._patterns = [(pattern, [place[group] for group in needed]) for pattern, needed in run]
        self._groups = len(groups)
        self._group_of = [group for _, group in words]
        self._finder = ahocorasick_rs.AhoCorasick([word for word, _ in words])

    def places(
        self, text: str, sentences: Sequence[Sentence]
    ) -> list[tuple[Pattern, list[Sentence]]]:
        """The patterns in their order, each with the sentences that it may match in."""
        met = self._met(folded(text), sentences)
        everywhere = (1 << len(sentences)) - 1
        found = []
        for pattern, groups in self._patterns:
            where = everywhere
            for group in groups:
                where &= met[group]
                if not where:
                    break
            else:
                found.append((pattern, [sentences[index] for index in _places(where)]))
        return found

    def _met(self, text: str, sentences: Sequence[Sentence]) -> list[int]:
        """For each group, as bits, the sentences that one of its strings stands in or reaches into.

        What a pattern looks at begins or ends where its match does, or inside of it.
        """
        met = [0] * self._groups
        found = self._finder.find_matches_as_indexes(text, True)
        ends = [end for _, _, end in found]  # in order: the automaton reads the text once
        for index, sentence in enumerate(sentences):
            bit, last = 1 << index, sentence.end
            until = bisect_right(ends, last + LONGEST_LOOK)
            for word, start, _ in found[bisect_left(ends, sentence.start) : until]:
                if start <= last:
                    met[self._group_of[word]] |= bit
        return met


def _places(bits: int) -> Iterator[int]:
    """The places of the bits that are set, the lowest first."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
