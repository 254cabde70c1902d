"""Halls and offices that stand without their region: 시청, 도교육청, 면사무소.

Only the page's other names tell whose they are. A list of halls means any of them, and 시청 is also
the watching of a broadcast.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import regex

from pipeline.match.lexicon import Entry, Found, ends_of
from pipeline.match.organisations import HALL_FACILITY
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_HALL = regex.compile(
    r"(?<![가-힣A-Za-z0-9])(?<![가-힣][/])(?:(?P<office>[읍면]사무소)"
    r"|(?P<hall>[시군구도](?:청|의회)))(?![/·](?:시|군|구|도|읍|면|동|주민|행정)[^ ]*청?)"
)
"""A list of halls (시청/구청/주민센터, 시청·구청) means any of them."""
_HALL_BEFORE = regex.compile(r"[시군구도]청?[/·]\Z")
_OFFICE = regex.compile(r"(?<![가-힣A-Za-z0-9/])[시도]?교육청(?![/·](?:대학|학교|지자체))")


def match_offices(text: str, found: Sequence[Found], rules: Rules) -> Iterator[Found]:
    """교육청, 도교육청: the one education office that the article names."""
    named = {f.entry.name: f for f in found if f.entry.name.endswith("교육청")}
    if len(named) == 1:
        (office,) = named.values()
        for short in _OFFICE.finditer(text):
            if ends_of(rules).stands(text, *short.span()):
                bare = len(short[0]) == len("교육청")
                at, end = short.span()
                yield Found(at, end, office.entry, "institution.again", nominal=bare)


@lru_cache(maxsize=4)
def _watching(rules: Rules) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """What stands before and behind 시청 where it means to watch: 영상 시청, 시청률."""
    words = rules.words["watching_words"]
    before, after = alternation(words.where("side", "before")), words.where("side", "after")
    return regex.compile(rf"{before}(?:을|를|의)? \Z"), regex.compile(alternation(after))


def match_halls(text: str, rules: Rules) -> Iterator[Found]:
    """시청 alone: the hall of the article's own government, its id given by linking.

    With what stands in it (시청 작은도서관) it is that facility.
    """
    before, after = _watching(rules)
    ends = ends_of(rules)
    for hall in _HALL.finditer(text):
        at, end = hall.span()
        if after.match(text, end) or not ends.edges.closes(text, end):
            continue
        if before.search(text, max(0, at - 6), at) or _HALL_BEFORE.search(text, max(0, at - 3), at):
            continue
        facility = HALL_FACILITY.match(text, end) if hall["hall"] else None
        if facility and ends.stands(text, at, facility.end()):
            name = text[at : facility.end()]
            yield Found(at, facility.end(), Entry(name, "facility"), "institution.office")
            continue
        yield Found(at, end, Entry("", _kind_of_hall(hall[0])), "institution.hall", nominal=True)


def _kind_of_hall(name: str) -> str:
    if name.endswith("교육청"):
        return "education_office"
    return "council" if name.endswith("의회") else "local_government"
