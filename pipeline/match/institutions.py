"""Institutions: tables, a grammar of endings, company marks, quotes, and what the article defines.

In: a page. Out: institution candidates whose reading carries the name that they stand for. Drops:
nothing; overlaps are settled later. A name found surely once is a mention wherever it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import regex

from pipeline.match.firms import match_firms, match_led
from pipeline.match.lexicon import (
    Ends,
    Entry,
    Found,
    begins_with_region,
    ends_of,
    institutions_of,
    longest_per_place,
    region_surfaces,
)
from pipeline.match.organisations import HALL_FACILITY, Grammar, grammar_of
from pipeline.match.programme_words import words_of
from pipeline.model import Candidate, Name
from pipeline.page import Page
from pipeline.quotes import Quote, find_quotes
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_DEFINED = regex.compile(
    r"['’”\"」』]?\s?\(이하\s?['‘“\"「]?(?P<short>[가-힣A-Za-z0-9 ]{1,15}?)['’”\"」]?"
    r"(?:이?라 ?[한칭]\w*|로 칭함)?\)"
)
_HALL = regex.compile(
    r"(?<![가-힣A-Za-z0-9])(?<![가-힣][/])(?:(?P<office>[읍면]사무소)"
    r"|(?P<hall>[시군구도](?:청|의회)))(?![/·](?:시|군|구|도|읍|면|동|주민|행정)[^ ]*청?)"
)
"""A list of halls (시청/구청/주민센터, 시청·구청) means any of them."""
_HALL_BEFORE = regex.compile(r"[시군구도]청?[/·]$")
_OFFICE = regex.compile(r"(?<![가-힣A-Za-z0-9/])[시도]?교육청(?![/·](?:대학|학교|지자체))")
_ADNOMINAL = regex.compile(r"\S*(?:하는|가는|되는|있는|없는|꾸는|드는|만드는|한) ")
_ENDS_WORD = r"(?=[(),.‘'“\"]|은|는|이|가|을|를|와|과|의|에|장|도|\s|$)"
_BRANCHES = (
    (r".(?:지법|고법|법원)$", r"[가-힣]{2}지원"),
    (
        r".(?:지법|고법|법원)$",
        r"(?:(?:형사|민사|행정|가사|영장|전원)[가-힣]*?\s?\d*(?:부|단독|합의체)|\d+부)",
    ),
    (r".(?:지검|고검|대검)$", r"(?:[가-힣]{2}지청|[가-힣]{2,6}\d*부)"),
    (r"국회$", r"[가-힣]{2,14}(?:위원회|특위|위)"),
    (r"[시군구도]청$", r"(?:[가-힣]{0,5}BUREAU(?:과|국)|[가-힣]{2,7}담당관)"),
    (r"(?:대학교|대)$", r"(?:총학생회|[가-힣]{2,10}(?:학과|학부|대학원|대학|연구소|병원))"),
    (r"경찰서$", r"[가-힣]{2,4}(?:지구대|파출소)"),
    (r"(?:부|처|청)$", r"[가-힣]{2,4}지청"),
    (
        r"(?:부|처|[가-힣]청)$",
        r"[가-힣]{2,4}지방[가-힣]{2,8}청(?: [가-힣]{2,4}(?:[가-힣]{2,6}사무소|지청))?",
    ),
    (
        r"(?:관리청|고용노동청|지방산림청|환경청)$",
        r"[가-힣]{2,4}(?:지청|[가-힣]{2,6}사무소|[가-힣]{2,4}관리소)",
    ),
    (r".", r"[가-힣]{1,6}(?:지점|지사|지부|지회|출장소|분원|지역본부)"),
)
"""Branches that belong to the name before them: 한국농어촌공사 무진장지사, 수원지법 평택지원."""
_CAMPUS = "캠퍼스"
_MIN_SHORT = 4
_OF_HALL = regex.compile(r"[가-힣]+[시군구도](?=청 )")
_SINGLE = frozenset(
    {"평생학습관", "평생교육원", "농업기술센터", "청소년수련관", "문화예술회관", "시설관리공단"}
)
"""Institutions of which a place has one: named once with their region, they stand alone later."""


def match_institutions(page: Page, rules: Rules) -> Iterator[Candidate]:
    """Every institution of the page."""
    text = page.masked
    grammar = grammar_of(rules)
    found = [
        *institutions_of(rules).find(text, "institution.table"),
        *grammar.find(text, page.tokenize),
        *_marked(text, rules),
        *_quoted(text, grammar, rules),
        *_headed(page, rules),
        *match_led(page, rules),
        *match_firms(page, rules),
    ]
    again = [*_again(text, found, rules), *_offices(text, found, rules)]
    branches = _branches(rules)
    whole = [_with_branch(text, item, branches) for item in [*again, *found]]
    priorities = _priorities(rules)
    chosen = longest_per_place([*whole, *_halls(text, rules)])
    for item in chosen:
        yield Candidate(
            start=item.start,
            end=item.end,
            label="institution",
            rule=item.rule,
            priority=priorities.get(item.rule, 0),
            reading=Name(canonical=item.entry.name, kind=item.entry.kind, nominal=item.nominal),
        )


@lru_cache(maxsize=4)
def _priorities(rules: Rules) -> Mapping[str, int]:
    return {rule.id: rule.priority for rule in rules.matcher("institutions")}


Branches = tuple[tuple[regex.Pattern[str], regex.Pattern[str]], ...]


@lru_cache(maxsize=4)
def _branches(rules: Rules) -> Branches:
    bureau = alternation(rules.words["bureaus"].rows)
    return tuple(
        (regex.compile(parent), regex.compile(f" {branch.replace('BUREAU', bureau)}{_ENDS_WORD}"))
        for parent, branch in _BRANCHES
    )


def _with_branch(text: str, item: Found, branches: Branches) -> Found:
    """A branch named behind its institution belongs to the name."""
    if item.nominal or text[item.end : item.end + 1] != " ":
        return item
    surface = text[item.start : item.end]
    for parent, branch in branches:
        found = branch.match(text, item.end)
        if found and parent.search(surface):
            name = item.entry.name + found[0]
            kind = "hospital" if name.endswith("병원") else item.entry.kind
            return replace(item, end=found.end(), entry=Entry(name, kind))
    return item


@lru_cache(maxsize=4)
def _marks(rules: Rules) -> regex.Pattern[str]:
    return regex.compile(alternation(rules.words["company_markers"].rows))


_MARKED_AFTER = regex.compile(r"\s?([가-힣A-Za-z0-9&]{2,15})")
_MARKED_BEFORE = regex.compile(r"(?<![가-힣A-Za-z0-9])[가-힣A-Za-z0-9&]{2,15}$")
_PARTICLE = regex.compile(r"(?:은|는|이|가|을|를|의|와|과|에|에서|로|으로|도|에게|에는)$")


def _marked(text: str, rules: Rules) -> Iterator[Found]:
    """(주)솔빛, 솔빛(주): a legal form names the company beside it."""
    for mark in _marks(rules).finditer(text):
        after = _MARKED_AFTER.match(text, mark.end())
        before = _MARKED_BEFORE.search(text, max(0, mark.start() - 16), mark.start())
        if after and not before:
            start, end = mark.start(), _without_particle(text, *after.span(1))
        elif before and mark[0].startswith("(") and not after:
            start, end = before.start(), mark.end()
        else:
            continue
        yield Found(start, end, Entry(text[start:end], "company"), "institution.mark")


def _without_particle(text: str, start: int, end: int) -> int:
    name = text[start:end]
    particle = _PARTICLE.search(name)
    return end - len(particle[0]) if particle and len(name) - len(particle[0]) > 1 else end


def _quoted(text: str, grammar: Grammar, rules: Rules) -> Iterator[Found]:
    """A quoted name with an institution's ending, whole: '… 혁신지구 지원센터'."""
    for quote in find_quotes(text):
        name = text[quote.start : quote.end]
        ending = grammar.ending_of(name) if quote.mark != '"' or len(name) <= 20 else None
        if not ending or ending.kind == "company" or grammar.is_generic(name):
            continue
        if name[0].isdigit() or name.split(" ")[-1] in rules.words["not_institutions"]:
            continue
        if _is_programme(text, quote, ending.word, rules) or len(name) > 60:
            continue
        kind = "public_institution" if name.endswith("사관학교") else ending.kind
        yield Found(quote.start, quote.end, Entry(name, kind), "institution.quoted")


def _is_programme(text: str, quote: Quote, ending: str, rules: Rules) -> bool:
    """찾아가는 …학교, 거점 캠퍼스, ‘달빛 공방’ 사업: named like a place, run like a programme."""
    name = text[quote.start : quote.end]
    if _ADNOMINAL.match(name) or name == ending or words_of(rules).says_programme(text, quote):
        return True
    regional = begins_with_region(name, region_surfaces(rules))
    return name.endswith(_CAMPUS) and not regional


_LEADER = r"(?:[가-힣]{1,3}[^은는을를에의와과도\s]|[가-힣]{2,5} [가-힣]{1,4})"
_NO_NAME = frozenset({"JKS", "JX", "JKO", "JKG", "EC", "ETM"})


@lru_cache(maxsize=4)
def _heads(rules: Rules) -> regex.Pattern[str]:
    titles = rules.words["head_titles"]
    named = alternation(word for word in titles.rows if titles.get(word, "kind"))
    return regex.compile(
        rf"{_LEADER} (?P<name>[가-힣A-Za-z0-9]{{3,12}})"
        rf" (?P<title>{named})(?:은|는|이|가|도) "
    )


def _headed(page: Page, rules: Rules) -> Iterator[Found]:
    """한여울 책과나루 대표는: at a sentence's beginning, what stands between a name and a title."""
    text = page.masked
    for sentence in page.sentences:
        head = _heads(rules).match(text, sentence.start, sentence.end)
        name = head["name"] if head else ""
        if not head or name in rules.words["modifiers_not"] or name in region_surfaces(rules):
            continue
        if not _NO_NAME & {m.tag for m in page.tokenize(name)}:
            kind = rules.words["head_titles"].get(head["title"], "kind")
            start, end = head.span("name")
            yield Found(start, end, Entry(name, kind), "institution.headed")


def _again(text: str, found: Sequence[Found], rules: Rules) -> Iterator[Found]:
    """Later mentions of names that the article gives: whole, shortened, or defined as short."""
    ends = ends_of(rules)
    there = {(f.start, f.end, f.entry.name) for f in found}
    for alias, targets in _aliases(text, found, rules).items():
        if len({t.entry.name for t in targets}) > 1:
            continue
        for mention in _mentions(text, alias, targets[0], ends):
            if (mention.start, mention.end, mention.entry.name) not in there:
                yield mention


def _aliases(text: str, found: Sequence[Found], rules: Rules) -> dict[str, list[Found]]:
    aliases: defaultdict[str, list[Found]] = defaultdict(list)
    sure = [f for f in found if f.rule != "institution.table"]
    for item in sure:
        for short in _shortened(item.entry.name, rules):
            aliases[short].append(item)
    for item in sure:
        aliases.setdefault(item.entry.name, [item])
    for item in found:
        defined = _DEFINED.match(text, item.end)
        if defined:
            aliases[defined["short"]].insert(0, item)
            aliases[defined["short"]][1:] = []
    return aliases


def _shortened(name: str, rules: Rules) -> Iterator[str]:
    for short, row in rules.words["short_endings"].rows.items():
        full = row["full"]
        if name.endswith(full) and len(name) - len(full) >= 2:
            yield name.removesuffix(full) + short
    yield from _without_region(name, rules)


def _without_region(name: str, rules: Rules) -> Iterator[str]:
    """평생학습관 for 중구 평생학습관, 시청 작은도서관 for 대구시청 작은도서관."""
    hall = _OF_HALL.match(name)
    regions = region_surfaces(rules)
    if hall and name[: hall.end()] in regions:
        yield name[hall.end() - 1 :]
        return
    for length in range(min(8, len(name) - _MIN_SHORT), 1, -1):
        if name[:length] in regions:
            rest = name[length:].lstrip()
            common = grammar_of(rules).is_generic(rest) and rest not in _SINGLE
            if len(rest) >= _MIN_SHORT and not common:
                yield rest
            return


def _mentions(text: str, alias: str, target: Found, ends: Ends) -> Iterator[Found]:
    at = text.find(alias)
    while at >= 0:
        end = at + len(alias)
        if ends.stands(text, at, end):
            yield Found(at, end, target.entry, "institution.again")
        at = text.find(alias, end)


def _offices(text: str, found: Sequence[Found], rules: Rules) -> Iterator[Found]:
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
    return regex.compile(rf"{before}(?:을|를|의)? $"), regex.compile(alternation(after))


def _halls(text: str, rules: Rules) -> Iterator[Found]:
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
