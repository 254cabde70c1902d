"""What names a region: its mentions, and offices that carry its name (동작구의회, 대구 동구청)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from pipeline.model import Candidate
from pipeline.page import Page
from pipeline.places import Places, Resolution
from pipeline.rules import Rules

LIST_GAP = re.compile(r"(?:\([^()\n]{1,20}\))?\s?[·,/△~-]\s?△?|[와과]\s|\s및\s")
WIDEST_GAP = 26
"""Characters that LIST_GAP can span."""

_REACH = 8
"""Characters before a name in which a word for a neighbour stands."""


class Named(NamedTuple):
    """A place of the text that names a region."""

    start: int
    end: int
    code: str
    title: bool = False
    """Whether it stands in a head's title (안산시장)."""
    office: bool = False
    """Whether it is an office's name, which may be no more than a landmark or a team."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Words that set another region beside the article's own: 이웃한 홍성군, 안산시와 비교하면."""

    before: tuple[str, ...]
    after: tuple[str, ...]

    def holds(self, text: str, start: int, end: int) -> bool:
        """Whether a name is that of a region beside the article's."""
        left = text[max(0, start - _REACH) : start].rstrip(" ")
        return text.startswith(self.after, end) or left.endswith(self.before)


@lru_cache(maxsize=8)
def neighbours_of(rules: Rules) -> Neighbours:
    """The words for neighbours of a rule set."""
    words = rules.words["neighbour_words"]
    before, after = (tuple(words.where("side", side)) for side in ("before", "after"))
    return Neighbours(before, after)


def all_named(
    mentions: Sequence[Candidate], found: Sequence[Resolution], offices: Sequence[Named]
) -> list[Named]:
    """Mentions and offices in the order of the text; a parent before its office is part of it."""
    inside = {item.start for item in offices}
    named = [
        Named(mention.start, mention.end, resolution.code, bool(mention.features.get("title")))
        for mention, resolution in zip(mentions, found, strict=True)
        if "unit" not in mention.features and mention.start not in inside
    ]
    return sorted([*named, *offices], key=attrgetter("start"))


def offices(
    candidates: Sequence[Candidate],
    mentions: Sequence[Candidate],
    resolve: Callable[[str, Sequence[str]], Resolution],
    page: Page,
    places: Places,
    rules: Rules,
) -> Iterator[Named]:
    """The offices of local government whose names tell their region."""
    ends = {mention.end: mention for mention in mentions}
    words = _office_words(rules)
    for office in candidates:
        if office.label != "institution":
            continue
        path = _path(page.text[office.start : office.end], places, words)
        parent = ends.get(office.start - 1)
        if path and parent and page.text[office.start - 1] == " ":
            path = [*parent.features.get("path", "").split("|"), *path]
        code = _code(path, resolve)
        if code:
            yield Named(parent.start if parent else office.start, office.end, code, office=True)


@lru_cache(maxsize=8)
def _office_words(rules: Rules) -> tuple[str, ...]:
    return tuple(rules.words["region_offices"].where())


def _path(name: str, places: Places, words: tuple[str, ...]) -> list[str]:
    """The surfaces with which the name of an office begins, the outermost first."""
    path: list[str] = []
    for word in name.split(" "):
        if word in places.by_surface:
            path.append(word)
            continue
        if word.startswith(words):
            return path
        for cut in range(len(word) - 1, 1, -1):
            if word[:cut] in places.by_surface and word.startswith(words, cut):
                return [*path, word[:cut]]
        return []
    return []


def _code(path: Sequence[str], resolve: Callable[[str, Sequence[str]], Resolution]) -> str:
    parents: list[str] = []
    for surface in path:
        result = resolve(surface, parents)
        parents = [result.code] if result.code else list(result.candidates)
    return parents[0] if len(parents) == 1 else ""
