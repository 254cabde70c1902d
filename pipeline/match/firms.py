"""Institutions without a telling ending: beside a legal form, or led by a head."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import regex

from pipeline.match.edges import edges_of
from pipeline.match.lexicon import Entry, Found, institutions_of, region_surfaces
from pipeline.match.organisations import grammar_of, is_coined
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.rules.words import alternation


@lru_cache(maxsize=4)
def _bracketed(rules: Rules) -> regex.Pattern[str]:
    titles = rules.words["head_titles"]
    heads = alternation(word for word in titles.rows if len(word) > 1)
    return regex.compile(
        rf"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣A-Za-z0-9&]{{3,20}})['’”]?"
        rf"\((?:{heads} [가-힣]{{2,4}}|[가-힣]{{2,4}} {heads})[),]"
    )


def match_led(page: Page, rules: Rules) -> Iterator[Found]:
    """물빛교회(대표 김다온): what a head in brackets follows is an institution.

    Where that only says of what kind it is, the word before it is its name (고객신뢰 위원회).
    """
    for led in _bracketed(rules).finditer(page.masked):
        start, end = led.span("name")
        if grammar_of(rules).is_generic(led["name"]):
            word = _WORD_BEFORE.match(page.masked, 0, start)
            if word is None or word["word"] in rules.words["modifiers_not"]:
                continue
            start = word.start("word")
        name = page.masked[start:end]
        if name in institutions_of(rules).entries or name in region_surfaces(rules):
            continue
        ending = grammar_of(rules).ending_of(name)
        if ending or is_coined(name, page.tokenize):
            entry = Entry(name, ending.kind if ending else "other")
            yield Found(start, end, entry, "institution.headed")


_WORD_BEFORE = regex.compile(
    r"(?r)(?<![가-힣A-Za-z0-9·])"
    r"(?P<word>[가-힣A-Za-z][가-힣A-Za-z0-9]{1,9}"
    r"(?<![은는을를이가에의로와과도고며서한된할인해게])) "
)
_MARKED_AFTER = regex.compile(r" ?([가-힣A-Za-z0-9&]{2,15})")
_MARKED_BEFORE = regex.compile(r"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z0-9&]{2,15}\Z")
_PARTICLE = regex.compile(r"(?:은|는|이|가|을|를|의|와|과|에|에서|로|으로|도|에게|에는)\Z")
_MARK = "institution.mark"
_SIGNS = ("(", "㈜")
"""Marks that stand behind a name as well as before it; words only stand before it."""
_NO_FIRM = ("인", "년도", "이후", "당시")
"""What stands before a mark and is no name: 업체인㈜."""
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
        closes = mark[0].startswith(_SIGNS) and edges_of(rules).closes(text, mark.end())
        if before and closes and not before[0].endswith(_NO_FIRM):
            start, end = before.start(), mark.end()
        elif after and not before:
            start, end = mark.start(), _name_end(page, after, rules)
            if markers.get(mark[0], "coined") and _is_common(text[after.start(1) : end], page):
                continue
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
