"""Which patterns may match in which sentence, from one pass over a text.

Each pattern needs certain strings (see `needs`); an automaton finds all of them at once, and a
pattern is run only where they stand together. Of 140 rules an article then sees a few.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import ahocorasick_rs

from pipeline.rules.load import Pattern
from pipeline.rules.needs import folded, needs


class Sieve:
    """The patterns of some labels, ready to be chosen from by what a sentence holds."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        run = [(pattern, needs(pattern.regex.pattern)) for pattern in patterns if pattern.regex]
        groups = list(dict.fromkeys(chain.from_iterable(needed for _, needed in run)))
        words = sorted(set(chain.from_iterable(groups)))
        place = {group: index for index, group in enumerate(groups)}
        self._patterns = [(pattern, [place[group] for group in needed]) for pattern, needed in run]
        holders: dict[str, list[int]] = {word: [] for word in words}
        for index, group in enumerate(groups):
            for word in group:
                holders[word].append(index)
        self._holders = [holders[word] for word in words]
        self._groups = len(groups)
        self._finder = ahocorasick_rs.AhoCorasick(words)

    def places(self, texts: Sequence[str], stops: Sequence[int]) -> list[tuple[Pattern, list[int]]]:
        """The patterns in their order, each with the indices of the sentences it may match in.

        `texts` are forms of one text at the same offsets, `stops` the ends of its sentences.
        """
        met = [0] * self._groups
        for text in texts:
            self._meet(met, folded(text), stops)
        everywhere = (1 << len(stops)) - 1
        found = []
        for pattern, groups in self._patterns:
            where = everywhere
            for group in groups:
                where &= met[group]
            if where:
                found.append((pattern, [i for i in range(len(stops)) if where >> i & 1]))
        return found

    def _meet(self, met: list[int], text: str, stops: Sequence[int]) -> None:
        """Add to each group, as bits, the sentences that one of its strings touches."""
        seen: dict[int, int] = {}
        index, bit, last = 0, 1, len(stops)
        for word, start, end in self._finder.find_matches_as_indexes(text, True):
            while index < last and start >= stops[index]:
                index, bit = index + 1, bit << 1
            while index and start < stops[index - 1]:  # they come in the order of their ends
                index, bit = index - 1, bit >> 1
            touched = bit if index == last or end <= stops[index] else bit | bit << 1
            seen[word] = seen.get(word, 0) | touched
        for word, where in seen.items():
            for group in self._holders[word]:
                met[group] |= where
