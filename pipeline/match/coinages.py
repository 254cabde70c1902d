"""Programmes without quotation marks that the words beside them name.

특화사업인 부강지키미, 책이음·책나래 서비스, 고용노동부 지역일자리사업 공모: a word that says what
kind of thing it is stands before or behind the name. Words that the dictionary has are no names,
unless an ending makes them one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from pipeline.match.lexicon import Entry, Found, institutions_of
from pipeline.match.organisations import is_coined
from pipeline.match.programme_words import ProgrammeWords, words_of
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_NAME = r"[가-힣A-Za-z0-9][가-힣A-Za-z0-9·&-]{1,17}"
_ITEM = r"[가-힣A-Za-z0-9]{2,10}(?:\([^()\n]{1,20}\))?"
_SERVICE = regex.compile("서비스")
_SERVICES = regex.compile(
    rf"(?r)(?<![가-힣A-Za-z0-9])(?P<list>{_ITEM}(?:[,·] ?{_ITEM}){{1,7}})(?: 등)?(?: \S{{2,4}})? ?"
)
_ONE = regex.compile(r"(?P<name>[가-힣A-Za-z0-9]{2,10})(?:\([^()\n]{1,20}\))?")
_CALLED_FOR = (
    r"(?: (?:공모|일환|대상지|참여자|참가자)|(?:에|으로) (?:\S{2,3} )?(?:선정|응모|공모|신청|참여)"
    r"| (?:최종 |신규 )?선정|의 (?:일환|하나))"
)
_PROJECT = regex.compile(rf"(?:사업|프로젝트|패키지)(?={_CALLED_FOR})")
_PROJECT_NAME = regex.compile(
    r"(?r)(?<![가-힣A-Za-z0-9·])(?P<before>(?:[가-힣A-Za-z0-9·]{2,14} ){0,3})"
    r"(?P<word>[가-힣A-Za-z0-9·]{2,20})"
)
_PHRASE_END = regex.compile(r"[은는이가을를의에서와과로도및등한된할여해게히며고면]\Z|^\d")
_SHORTEST = 6
"""Fewer syllables are no name of a project: 공모사업, 관련 사업."""


@lru_cache(maxsize=4)
def _introduced(rules: Rules) -> regex.Pattern[str]:
    heads = alternation(rules.words["program_endings"].where("head", "1"))
    return regex.compile(rf"(?<={heads})인 (?P<name>{_NAME})")


def match_coinages(page: Page, rules: Rules) -> Iterator[Found]:
    """Names that 사업인, 서비스 or 공모 show to be a programme's."""
    words = words_of(rules)
    yield from _after_heads(page, words, rules)
    yield from _in_lists(page)
    yield from _projects(page, words, rules)


def _after_heads(page: Page, words: ProgrammeWords, rules: Rules) -> Iterator[Found]:
    """특화사업인 부강지키미의: a coined word behind 사업인, without its particle."""
    text = page.masked
    for head in _introduced(rules).finditer(text):
        start = head.start("name")
        ends = range(start + 2, head.end("name") + 1)
        end = next((e for e in ends if words.ends.edges.closes(text, e)), -1)
        name = text[start:end] if end > 0 else ""
        if name and name not in words.regions and _is_name(name, page, words):
            yield Found(start, end, Entry(name), "program.called")


def _is_name(name: str, page: Page, words: ProgrammeWords) -> bool:
    """Whether a word is coined, or closes like a programme behind more than a syllable."""
    ending = words.ending(name)
    return len(name) - len(ending) > 1 and (bool(ending) or is_coined(name, page.tokenize))


def _in_lists(page: Page) -> Iterator[Found]:
    """책이음, 책나래, 책바다 서비스: most of the list must be coined."""
    for service in _SERVICE.finditer(page.masked):
        listing = _SERVICES.match(page.masked, 0, service.start())
        if not listing:
            continue
        at = listing.start("list")
        items = [(at + m.start("name"), m["name"]) for m in _ONE.finditer(listing["list"])]
        if 2 * sum(is_coined(name, page.tokenize) for _, name in items) > len(items):
            for start, name in items:
                yield Found(start, start + len(name), Entry(name), "program.called")


def _projects(page: Page, words: ProgrammeWords, rules: Rules) -> Iterator[Found]:
    """고용노동부 지역일자리사업 공모, 생활SOC복합화 공모사업에 선정: a project applied for."""
    for called in _PROJECT.finditer(page.masked):
        project = _PROJECT_NAME.match(page.masked, 0, called.end())
        if not project:
            continue
        start = project.start("word")
        common = project["word"] in words.kinds or project["word"] in words.common
        for word in reversed(project["before"].split()) if common else ():
            if _PHRASE_END.search(word) or word in words.common or _stands_before(word, rules):
                break
            start -= len(word) + 1
        name = page.masked[start : project.end()]
        if len(name.replace(" ", "")) >= _SHORTEST and name not in words.common:
            yield Found(start, project.end(), Entry(name), "program.called")


def _stands_before(word: str, rules: Rules) -> bool:
    """Whether a word is a region, an institution, or one that begins no name (이번, 올해)."""
    known = word in words_of(rules).regions or word in institutions_of(rules).entries
    return known or word in rules.words["modifiers_not"]
