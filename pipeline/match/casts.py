"""Casts: names listed as performers, which are persons even where a county is called the same.

송가람, 강진, 나루이 등 초청가수들 · 가수 진주, 나루이가.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from pipeline.rules.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.match.person_lexicon import Found
    from pipeline.rules import Rules

_CLOSED = regex.compile(
    r"(?r)(?<![가-힣A-Za-z0-9])(?:(?P<name>[가-힣]{2,4})(?:\([^()\n]{1,20}\))?(?:, ?|·)){1,9}"
    r"(?P<name>[가-힣]{2,4})(?:\([^()\n]{1,20}\))? 등(?:의)? (?:초청|초대|인기|유명)? ?"
)
_OPENED = regex.compile(
    r" (?:(?P<name>[가-힣]{2,4})(?:\([^()\n]{1,20}\))?(?:, ?|·)){1,9}"
    r"(?P<name>[가-힣]{2,4}?)(?=[이가은는](?![가-힣])| 등[ 이])"
)
_FULL, _LEAST = 3, 3
"""Syllables of a full name, and the shape that it must have."""


@lru_cache(maxsize=4)
def _performers(rules: Rules) -> re.Pattern[str]:
    words = alternation(rules.words["performers"].where())
    return re.compile(words + r"(?=(?:들|[은는이가을를와과의도]|에게)*(?![가-힣]))")


def cast_of(text: str, rules: Rules) -> frozenset[tuple[int, int]]:
    """The spans of names that stand in a list of performers."""
    return frozenset(_listed(text, rules))


def _listed(text: str, rules: Rules) -> Iterator[tuple[int, int]]:
    for word in _performers(rules).finditer(text):
        closed = _CLOSED.match(text, 0, word.start())
        opened = _OPENED.match(text, word.end())
        for cast in (closed, opened):
            if cast:
                yield from cast.spans("name")


def performers(found: Found, cast: frozenset[tuple[int, int]]) -> None:
    """Those of a cast who are called like a region, or have the shape of a full name.

    The lists around them find the others; a band is none of both.
    """
    for start, end in sorted(cast):
        word = found.page.masked[start:end]
        shape = found.names.shape(word)
        full = end - start == _FULL and shape >= _LEAST and found.is_name(start, end, sure=True)
        if full or (shape and word in found.lexicon.places):
            found.add("listed", start, end)
