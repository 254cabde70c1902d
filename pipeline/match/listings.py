"""Institutions in lists that say what their members are: 가람고, 나래고 등 5개 학교."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from pipeline.match.lexicon import Entry, Found, region_surfaces
from pipeline.match.organisations import grammar_of, is_coined
from pipeline.page import Page
from pipeline.rules import Rules

_LISTED = regex.compile(
    r"(?:업체|기업|회사|상점|점포|가게|식당|음식점|카페|병원|약국)(?:는|은|로는|으로는|인|\()"
    r" ?(?:[가-힣]{2,10} 소재 |[가-힣]{2,10}에 있는 )?(?P<list>[^.\n]{4,120}?)"
    r"(?: ?등|이다|이며|\)|다\.)"
)
_FIRMS_AFTER = regex.compile(
    r" 등 (?:[가-힣]{2,4} )?(?P<count>\d{1,3})개 ?(?:기업|업체|회사|사|상점|점포|음식점|식당)"
    r"(?=[가-힣]{0,2}(?:[\s,.]|$))"
)
_FIRMS_BEFORE = regex.compile(
    r"(?r)(?P<list>[가-힣A-Za-z0-9&()㈜]{2,15}(?:(?:, ?|[와과] )[가-힣A-Za-z0-9&()㈜]{2,15}){1,9})"
)
_FIRM = regex.compile(
    r"(?:^|(?<=[,·▲△]))(?: ?[가-힣]{2,8}(?:업체|기업|전문점))? ?(?P<name>[^,·▲△ ][^,·▲△]{0,14})"
)
_NO_SCHOOL = regex.compile(r"[신보광창재최참경제]고|[가-힣]*사고|초중|중고")
"""교통사고, 신고: what only ends like a school; 거창고 and 대신고 are schools."""
_JOINED_FIRM = regex.compile(r"(?:^|(?<=,)|(?<=[와과] )) ?(?P<name>[^, ]+?)(?=[와과] |,|$)")

_SCHOOLS_AFTER = regex.compile(
    r",?(?: 등)?(?: 모두| 총)? (?:\d{1,3}개 ?|[두세네] |다섯 |여섯 |일곱 |여덟 |아홉 |열 )"
    r"(?:학교|고교|고등학교|중학교|초등학교)"
)
_SCHOOLS_BEFORE = regex.compile(
    r"(?r)(?<![가-힣A-Za-z0-9])"
    r"(?P<list>[가-힣]{1,9}[초중고](?:(?:, ?| ?· ?|[와과] )[가-힣]{1,9}[초중고])+)"
)
_SCHOOL = regex.compile(
    r"[가-힣]{2,10}(?<=[초중고])(?![가-힣])|[가-힣]{2,10}(?<=[초중고])(?=[와과] )"
)


def match_schools(page: Page, rules: Rules) -> Iterator[Found]:
    """가람고, 나래고 등 5개 학교: short names of schools in a list that says what they are."""
    for counted in _SCHOOLS_AFTER.finditer(page.masked):
        listing = _SCHOOLS_BEFORE.match(page.masked, 0, counted.start())
        if listing is None:
            continue
        members = _SCHOOL.finditer(page.masked, listing.start("list"), listing.end("list"))
        schools = [school for school in members if not _NO_SCHOOL.fullmatch(school[0])]
        for school in schools if len(schools) > 1 else ():
            if not grammar_of(rules).is_generic(school[0]):
                entry = Entry(school[0], "school")
                yield Found(school.start(), school.end(), entry, "institution.listed")


def match_firms(page: Page, rules: Rules) -> Iterator[Found]:
    """참여 업체는 가람치킨, 솔빛: names in a list that is said to be one of firms.

    More than half of them must be words that no dictionary has, one if the list has as many
    members as it says: a list of goods is none of firms.
    """
    grammar, regions = grammar_of(rules), region_surfaces(rules)
    countries = rules.words["countries"]
    for firms, count in _listings(page.masked):
        names = [name for name in firms.values() if name not in countries]
        coined = sum(is_coined(name, page.tokenize) for name in names)
        if coined * 2 <= len(firms) and not (coined and len(firms) == count):
            continue
        for start, name in firms.items():
            if name not in regions and not grammar.is_generic(name):
                entry = Entry(name, "company")
                yield Found(start, start + len(name), entry, "institution.listed")


def _listings(text: str) -> Iterator[tuple[dict[int, str], int]]:
    """Lists behind 업체는, and before 등 5개 기업, with the number said of them, 0 for none."""
    for listing in _LISTED.finditer(text):
        yield _members(listing, _FIRM), 0
    for counted in _FIRMS_AFTER.finditer(text):
        listing = _FIRMS_BEFORE.match(text, 0, counted.start())
        if listing:
            firms, count = _members(listing, _JOINED_FIRM), int(counted["count"])
            last = list(firms.items())[-count:]  # 도와 가람, 나래 등 2개사
            yield dict(last), count


def _members(listing: regex.Match[str], member: regex.Pattern[str]) -> dict[int, str]:
    """Names of a list by their offsets; none if one of them is a phrase."""
    at = listing.start("list")
    firms = {
        at + item.start("name"): item["name"].rstrip() for item in member.finditer(listing["list"])
    }
    phrases = any(" " in name for name in firms.values())
    return {} if phrases or len(firms) < 2 else firms
