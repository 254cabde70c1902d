"""Institutions without an ending: firms in a list, and what a head in brackets leads."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from pipeline.match.lexicon import Entry, Found, institutions_of, region_surfaces
from pipeline.match.organisations import grammar_of, is_coined
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_LISTED = regex.compile(
    r"(?:업체|기업|회사|상점|점포|가게|식당|음식점|카페|병원|약국)(?:는|은|로는|으로는|인|\()"
    r" ?(?:[가-힣]{2,10} 소재 |[가-힣]{2,10}에 있는 )?(?P<list>[^.\n]{4,120}?)"
    r"(?: ?등|이다|이며|\)|다\.)"
)
_FIRMS_AFTER = regex.compile(
    r" 등 (?:[가-힣]{2,4} )?\d{1,3}개 ?(?:기업|업체|회사|사|상점|점포|음식점|식당)"
    r"(?=[가-힣]{0,2}(?:[\s,.]|$))"
)
_FIRMS_BEFORE = regex.compile(
    r"(?r)(?P<list>[가-힣A-Za-z0-9&()㈜]{2,15}(?:, ?[가-힣A-Za-z0-9&()㈜]{2,15}){1,8})"
)
_FIRM = regex.compile(
    r"(?:^|(?<=[,·▲△]))(?: ?[가-힣]{2,8}(?:업체|기업|전문점))? ?(?P<name>[^,·▲△ ][^,·▲△]{0,14})"
)


def match_firms(page: Page, rules: Rules) -> Iterator[Found]:
    """참여 업체는 가람치킨, 솔빛: names in a list that is said to be one of firms.

    More than half of them must be words that no dictionary has: a list of goods is none of firms.
    """
    grammar, regions = grammar_of(rules), region_surfaces(rules)
    for listing in _listings(page.masked):
        firms = _members(listing)
        if sum(is_coined(name, page.tokenize) for name in firms.values()) * 2 <= len(firms):
            continue
        for start, name in firms.items():
            if name not in regions and not grammar.is_generic(name):
                entry = Entry(name, "company")
                yield Found(start, start + len(name), entry, "institution.listed")


def _listings(text: str) -> Iterator[regex.Match[str]]:
    """Lists behind 업체는, and before 등 5개 기업."""
    yield from _LISTED.finditer(text)
    for counted in _FIRMS_AFTER.finditer(text):
        listing = _FIRMS_BEFORE.match(text, 0, counted.start())
        if listing:
            yield listing


def _members(listing: regex.Match[str]) -> dict[int, str]:
    """Names of a list by their offsets; none if one of them is a phrase."""
    at = listing.start("list")
    firms = {
        at + item.start("name"): item["name"].rstrip() for item in _FIRM.finditer(listing["list"])
    }
    phrases = any(" " in name for name in firms.values())
    return {} if phrases or len(firms) < 2 else firms


@lru_cache(maxsize=4)
def _bracketed(rules: Rules) -> regex.Pattern[str]:
    titles = rules.words["head_titles"]
    heads = alternation(word for word in titles.rows if len(word) > 1)
    return regex.compile(
        rf"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣A-Za-z0-9&]{{3,20}})['’”]?"
        rf"\((?:{heads} [가-힣]{{2,4}}|[가-힣]{{2,4}} {heads})[),]"
    )


def match_led(page: Page, rules: Rules) -> Iterator[Found]:
    """물빛교회(대표 김다온): what a head in brackets follows is an institution."""
    for led in _bracketed(rules).finditer(page.masked):
        name = led["name"]
        known = name in institutions_of(rules).entries or name in region_surfaces(rules)
        if known or grammar_of(rules).is_generic(name):
            continue
        ending = grammar_of(rules).ending_of(name)
        if ending or is_coined(name, page.tokenize):
            entry = Entry(name, ending.kind if ending else "other")
            start, end = led.span("name")
            yield Found(start, end, entry, "institution.headed")
