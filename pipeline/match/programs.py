"""Programmes: quoted names, names by their endings, known ones, and their later short forms.

In: a page. Out: programme candidates whose reading carries the name that they stand for. Drops:
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import regex

from pipeline.match.coinages import match_coinages
from pipeline.match.lexicon import (
    Entry,
    Found,
    longest_per_place,
    programs_of,
)
from pipeline.match.organisations import is_coined
from pipeline.match.programme_words import ProgrammeWords, words_of
from pipeline.match.programs_again import match_again
from pipeline.match.quoted_programs import match_listed, match_quoted
from pipeline.model import Candidate, Name
from pipeline.page import Page
from pipeline.rules import Rules

_STAGE = regex.compile(r" ?(?:시범지역|선도지역|관리지역|시범도시|시범사업)(?![가-힣]{3})")
_TOKENS_BEFORE = regex.compile(r"(?r)(?:[가-힣A-Za-z0-9&'-]+ ){0,4}[가-힣A-Za-z0-9&'-]*")
_STEM = regex.compile(r"(?r)(?<![가-힣A-Za-z0-9])[가-힣]{2,6}")
_COUNTED = regex.compile(r"제 ?\d+ ?[회차기] |(?<![\d가-힣.,])\d{1,3}회 ")
_TYPE_OF = regex.compile(r"(?<![가-힣])([가-힣]{2,3})형 ")
_STOPS = regex.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|와|과|로|으로|도|및|등|한|된|할|하는|되는|있는|고|며|서|까지|부터"
    r"|대한|위한|통한) "
)


@lru_cache(maxsize=4)
def _priorities(rules: Rules) -> Mapping[str, int]:
    return {rule.id: rule.priority for rule in rules.matcher("programs")}


def match_programs(page: Page, rules: Rules) -> Iterator[Candidate]:
    """Every programme of the page."""
    text = page.masked
    words = words_of(rules)
    found = [*match_quoted(text, words, rules), *match_listed(text, words)]
    found += [_with_tail(text, known) for known in programs_of(rules).find(text, "program.table")]
    found += [*_bare(page, words), *match_coinages(page, rules)]
    priorities = _priorities(rules)
    for item in longest_per_place([*match_again(text, found, words, page.tokenize), *found]):
        yield Candidate(
            start=item.start,
            end=item.end,
            label="program",
            rule=item.rule,
            priority=priorities.get(item.rule, 0),
            reading=Name(canonical=item.entry.name),
        )


def _with_tail(text: str, known: Found) -> Found:
    """교육발전특구 시범지역: what a known programme makes of a place belongs to its name."""
    tail = _STAGE.match(text, known.end)
    if not tail:
        return known
    end = tail.end()
    return replace(known, end=end, entry=Entry(known.entry.name + tail[0]))


def _bare(page: Page, words: ProgrammeWords) -> Iterator[Found]:
    """Unquoted names: 제3회 보람국화축제, 안산형 시민안전보험, 강진 하맥축제."""
    text = page.masked
    for at, end, ending in words.bare(text):
        if not words.ends.edges.closes(text, end):
            continue
        before = _TOKENS_BEFORE.match(text, max(0, at - 45), at)
        start = _bare_start(text, before.start() if before else at, at, ending, words)
        if start < 0 and words.kinds[ending] == "event":
            start = _coined_event(page, at)
        if start >= 0 and len(text[start:at].strip()) >= 2:
            yield Found(start, end, Entry(text[start:end]), "program.ending")


def _coined_event(page: Page, at: int) -> int:
    """Where 차성문화제 begins: an event's ending glued to a word of no dictionary; else -1."""
    stem = _STEM.match(page.masked, max(0, at - 8), at)
    return stem.start() if stem and is_coined(stem[0], page.tokenize) else -1


def _bare_start(text: str, begin: int, at: int, ending: str, words: ProgrammeWords) -> int:
    """Where an unquoted name begins; -1 if nothing shows that it is one."""
    for stop in _STOPS.finditer(text, begin, at):
        if not _TYPE_OF.match(text, stop.start() - 2):
            begin = stop.end()
    counted = [m.start() for m in _COUNTED.finditer(text, begin, at)]
    typed = [m.start() for m in _TYPE_OF.finditer(text, begin, at) if m[1] in words.regions]
    for starts in (counted, typed):
        if starts:
            return int(starts[-1])
    return _by_region(text, begin, at, ending, words)


def _by_region(text: str, begin: int, at: int, ending: str, words: ProgrammeWords) -> int:
    """Where a name that a region opens begins: 강진노을축제, 강진 노을축제, 서울시 (희망일자리)."""
    chunk = max(text.rfind(" ", begin, at) + 1, begin)
    stem = text[chunk:at]
    if ending in words.coined:
        return chunk if stem in words.regions else -1
    glued = len(stem) > 2 or words.kinds[ending] == "event" or ending in words.money
    if glued and stem[:2] in words.regions:
        return chunk
    left = text[begin:chunk].split(" ")[-2:-1]
    if not stem or not left or left[0] not in words.regions:
        return -1
    if words.kinds[ending] == "event" and len(left[0]) == 2:
        return chunk - len(left[0]) - 1
    return chunk if words.kinds[ending] == "regional" and stem not in words.common else -1
