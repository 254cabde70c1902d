"""Which patterns may match in which sentence, from one pass over a text.

Each pattern needs certain strings (see `needs`); an automaton finds all of them at once, and a
pattern is run only where they stand together. Of 140 rules a sentence then sees a few.
"""

from __future__ import annotations

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
        words = sorted(set(chain.from_iterable(groups)))
        place = {group: index for index, group in enumerate(groups)}
        holders: dict[str, list[int]] = {word: [] for word in words}
        for index, group in enumerate(groups):
            for word in group:
                holders[word].append(index)
        self._patterns = [(pattern, [place[group] for group in needed]) for pattern, needed in run]
        self._holders = [holders[word] for word in words]
        self._groups = len(groups)
        self._finder = ahocorasick_rs.AhoCorasick(words)

    def places(
        self, text: str, sentences: Sequence[Sentence]
    ) -> list[tuple[Pattern, list[Sentence]]]:
        """The patterns in their order, each with the sentences that it may match in."""
        return [
            (pattern, [sentence for i, sentence in enumerate(sentences) if where >> i & 1])
            for pattern, where in self._matching(text, sentences)
        ]

    def chosen(self, text: str, sentences: Sequence[Sentence]) -> list[list[Pattern]]:
        """For each sentence the patterns that may match in it, in their order."""
        found: list[list[Pattern]] = [[] for _ in sentences]
        for pattern, where in self._matching(text, sentences):
            for index, patterns in enumerate(found):
                if where >> index & 1:
                    patterns.append(pattern)
        return found

    def _matching(self, text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[Pattern, int]]:
        """The patterns that may match, each with the sentences that it may match in as bits."""
        met = self._met(folded(text), sentences)
        everywhere = (1 << len(sentences)) - 1
        for pattern, groups in self._patterns:
            where = everywhere
            for group in groups:
                where &= met[group]
            if where:
                yield pattern, where

    def _met(self, text: str, sentences: Sequence[Sentence]) -> list[int]:
        """For each group, as bits, the sentences that hold one of its strings."""
        met = [0] * self._groups
        for index, sentence in enumerate(sentences):
            begin = max(0, sentence.start - LONGEST_LOOK)
            seen = text[begin : sentence.end + LONGEST_LOOK]
            found = self._finder.find_matches_as_indexes(seen, True)
            for word in {place for place, _, _ in found}:
                for group in self._holders[word]:
                    met[group] |= 1 << index
        return met
