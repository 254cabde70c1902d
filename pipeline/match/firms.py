"""Institutions without an ending: beside a legal form, in a list of firms, led by a head."""

from __future__ import annotations

import re
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


_MARKED_AFTER = regex.compile(r" ?([가-힣A-Za-z0-9&]{2,15})")
_MARKED_BEFORE = regex.compile(r"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z0-9&]{2,15}\Z")
_PARTICLE = regex.compile(r"(?:은|는|이|가|을|를|의|와|과|에|에서|로|으로|도|에게|에는)\Z")
_MARK = "institution.mark"
_COPULA = regex.compile(r"(?:이며|이고|이자|이다|인데)\Z")


@lru_cache(maxsize=4)
def _marks(rules: Rules) -> re.Pattern[str]:
    return re.compile(alternation(rules.words["company_markers"].rows))


def match_marked(page: Page, rules: Rules) -> Iterator[Found]:
    """(주)솔빛, 솔빛(주): a legal form names what stands beside it, and says of what kind it is."""
    text, markers = page.masked, rules.words["company_markers"]
    for mark in _marks(rules).finditer(text):
        after = _MARKED_AFTER.match(text, mark.end())
        before = _MARKED_BEFORE.search(text, max(0, mark.start() - 16), mark.start())
        if after and not before:
            start, end = mark.start(), _name_end(page, after, rules)
            if markers.get(mark[0], "coined") and _is_common(text[after.start(1) : end], page):
                continue
        elif before and mark[0].startswith("(") and not after:
            start, end = before.start(), mark.end()
        else:
            continue
        yield Found(start, end, Entry(text[start:end], _kind(text, end, mark[0], rules)), _MARK)


def _kind(text: str, end: int, mark: str, rules: Rules) -> str:
    """What the legal form says; where it says nothing (학교법인), what the name's ending does."""
    kind = rules.words["company_markers"].get(mark, "kind", "company")
    ending = grammar_of(rules).ending_of(text[max(0, end - 16) : end]) if kind == "other" else None
    return ending.kind if ending else kind


def _name_end(page: Page, named: regex.Match[str], rules: Rules) -> int:
    """Where the name ends: before a particle, and before a copula that surely is one."""
    start, end, name = int(named.start(1)), int(named.end(1)), str(named[1])
    copula = _COPULA.search(name)
    if copula and copula.start() > 1:
        rest = name[: copula.start()]
        sure = copula[0] == "이다" or grammar_of(rules).ending_of(rest) is not None
        if sure or any(m.tag == "VCP" and m.start == len(rest) for m in page.tokenize(name)):
            end = start + len(rest)
        return end
    particle = _PARTICLE.search(name)
    return end - len(particle[0]) if particle and particle.start() > 1 else end


def _is_common(name: str, page: Page) -> bool:
    """Whether a word is of common nouns only: 사회적기업 육성."""
    found = page.tokenize(name)
    return all(m.known and m.tag in ("NNG", "NNB", "XSN", "XPN") for m in found)
