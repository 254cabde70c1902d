"""Institutions: tables, a grammar of endings, company marks, quotes, and what the article defines.

In: a page. Out: institution candidates whose reading carries the name that they stand for. Drops:
nothing; overlaps are settled later. A name found surely once is a mention wherever it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import regex

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
from pipeline.match.organisations import Grammar, grammar_of
from pipeline.match.programme_words import words_of
from pipeline.model import Candidate, Name
from pipeline.page import Page
from pipeline.quotes import Quote, find_quotes
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_DEFINED = regex.compile(
    r"['’”\"」』]?\s?\(이하\s?['‘“\"「]?(?P<short>[가-힣A-Za-z0-9 ]{1,15}?)['’”\"」]?(?:이?라 ?[한칭]\w*|로 칭함)?\)"
)
_HALL = regex.compile(r"(?<![가-힣A-Za-z0-9])(?P<hall>시청|군청|구청|도청|시의회|군의회|구의회|도의회)(?!자|률|각|료|역|권)")
_SCHOOLS = (("고등학교", "고교"), ("고등학교", "고"), ("여자고등학교", "여고"), ("중학교", "중"),
            ("여자중학교", "여중"), ("초등학교", "초"), ("초등학교", "초교"), ("대학교", "대"))
_ADNOMINAL = regex.compile(r"\S*(?:하는|가는|되는|있는|없는|꾸는|드는|만드는|한) ")
_BUREAUS = (
    "복지|교육|안전|경제|문화|관광|체육|환경|도시|주택|건설|교통|행정|자치|기획|예산|세무|회계|정보|통신|민원|보건"
    "|위생|농업|축산|산림|공원|녹지|일자리|청년|여성|가족|아동|노인|장애인|학습|홍보|감사|총무|인사|재난|재무|징수"
    "|토지|지적|건축|상하수도|청소|자원순환|전략|투자|기업|활력|정책"
)
_ENDS_WORD = r"(?=[(),.‘'“\"]|은|는|이|가|을|를|와|과|의|에|장|도|\s|$)"
_BRANCHES = tuple(
    (regex.compile(parent), regex.compile(rf" {branch}{_ENDS_WORD}"))
    for parent, branch in (
        (r".(?:지법|고법|법원)$", r"(?:[가-힣]{2}지원|(?:형사|민사|행정|가사|영장|전원)[가-힣]*?\s?\d*(?:부|단독|합의체)|\d+부)"),
        (r".(?:지검|고검|대검)$", r"(?:[가-힣]{2}지청|[가-힣]{2,6}\d*부)"),
        (r"국회$", r"[가-힣]{2,14}(?:위원회|특위|위)"),
        (r"[시군구도]청$", rf"(?:[가-힣]{{0,5}}(?:{_BUREAUS})(?:과|국)|[가-힣]{{2,7}}담당관)"),
        (r"(?:대학교|대)$", r"(?:총학생회|[가-힣]{2,10}(?:학과|학부|대학원|대학|연구소|병원))"),
        (r"(?:경찰서)$", r"[가-힣]{2,4}(?:지구대|파출소)"),
        (r".", r"[가-힣]{1,6}(?:지점|지사|지부|지회|출장소|분원|지역본부)"),
    )
)
"""Branches that belong to the name before them: 한국농어촌공사 무진장지사, 수원지법 평택지원."""
_CAMPUS = "캠퍼스"
_MIN_SHORT = 4
_LONGEST_QUOTE = 45


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
    ]
    again = _again(text, found, rules)
    whole = [_with_branch(text, item) for item in [*again, *found]]
    priorities = {rule.id: rule.priority for rule in rules.matcher("institutions")}
    chosen = longest_per_place([*whole, *_halls(text, ends_of(rules))])
    longer = [*chosen, *(q for q in find_quotes(text) if q.end - q.start <= _LONGEST_QUOTE)]
    for item in chosen:
        yield Candidate(
            start=item.start,
            end=item.end,
            label="institution",
            rule=item.rule,
            priority=0 if _inside(item, longer) else priorities.get(item.rule, 0),
            reading=Name(canonical=item.entry.name, kind=item.entry.kind, nominal=item.nominal),
        )


def _inside(item: Found, longer: Sequence[Found | Quote]) -> bool:
    """Whether a name may be part of a longer one, so that length must decide."""
    return any(
        o.start <= item.start and item.end <= o.end and o.end - o.start > item.end - item.start
        for o in longer
    )


def _with_branch(text: str, item: Found) -> Found:
    """A branch named behind its institution belongs to the name."""
    if item.nominal:
        return item
    for parent, branch in _BRANCHES:
        found = branch.match(text, item.end)
        if found and parent.search(text[item.start : item.end]):
            name = item.entry.name + found[0]
            return replace(item, end=found.end(), entry=replace(item.entry, name=name))
    return item


@lru_cache(maxsize=4)
def _company(rules: Rules) -> regex.Pattern[str]:
    rows = rules.words["company_markers"].rows
    before = alternation(rows)
    after = alternation(mark for mark, row in rows.items() if row["side"] == "both")
    name = r"[가-힣A-Za-z0-9&]{2,15}"
    return regex.compile(
        rf"(?<![가-힣A-Za-z0-9]){before}\s?{name}|{name}{after}(?![가-힣A-Za-z0-9]{{2}})"
        rf"|{name} 주식회사(?! [가-힣])"
    )


def _marked(text: str, rules: Rules) -> Iterator[Found]:
    """(주)솔빛, 솔빛 주식회사: a legal form names a company."""
    ends = ends_of(rules)
    for mark in _company(rules).finditer(text):
        end = _without_particle(text, mark.start(), mark.end(), ends)
        yield Found(mark.start(), end, Entry(text[mark.start() : end], "company"), "institution.mark")


_PARTICLE = regex.compile(r"(?:은|는|이|가|을|를|의|와|과|에|에서|로|으로|도|에게|에는)$")


def _without_particle(text: str, start: int, end: int, ends: Ends) -> int:
    name = text[start:end]
    if not ends.edges.closes(text, end):
        return end
    particle = _PARTICLE.search(name)
    return end - len(particle[0]) if particle and len(name) - len(particle[0]) > 4 else end


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
    """찾아가는 …학교, 특화산업 거점 캠퍼스, ‘달빛 공방’ 사업: named like a place, run like a programme."""
    name = text[quote.start : quote.end]
    if _ADNOMINAL.match(name) or name == ending or words_of(rules).says_programme(text, quote):
        return True
    regional = begins_with_region(name, region_surfaces(rules))
    return name.endswith(_CAMPUS) and not regional


_HEADED = regex.compile(
    r"(?:(?<=\n)|(?<=[.?!”\"] )|^)(?:[가-힣]{1,3}[^은는을를에의와과도\s]|[가-힣]{2,5} [가-힣]{1,4}) (?P<name>[가-힣A-Za-z0-9]{3,12})"
    r" (?P<title>대표이사|대표|회장|이사장|사무국장|원장|관장|소장|교장|운영자|점장)(?:은|는|이|가|도) "
)
_HEADS = {"회장": "association", "이사장": "association", "사무국장": "association", "교장": "school"}


def _headed(page: Page, rules: Rules) -> Iterator[Found]:
    """한여울 책과나루 대표는: at a sentence's beginning, what stands between a name and a title."""
    words = rules.words
    for head in _HEADED.finditer(page.masked):
        name = head["name"]
        if name in words["modifiers_not"] or name in region_surfaces(rules):
            continue
        tags = [m.tag for m in page.tokenize(name)]
        if set(tags) & {"JKS", "JX", "JKO", "JKG", "EC", "ETM"}:
            continue
        kind = _HEADS.get(head["title"], "company" if "대표" in head["title"] else "facility")
        yield Found(*head.span("name"), Entry(name, kind), "institution.headed")


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
    for full, short in _SCHOOLS:
        if name.endswith(full) and len(name) - len(full) >= 2:
            yield name.removesuffix(full) + short
    regions = region_surfaces(rules)
    for length in range(min(8, len(name) - _MIN_SHORT), 1, -1):
        if name[:length] in regions:
            rest = name[length:].lstrip()
            if len(rest) >= _MIN_SHORT and not grammar_of(rules).is_generic(rest):
                yield rest
            return


def _mentions(text: str, alias: str, target: Found, ends: Ends) -> Iterator[Found]:
    at = text.find(alias)
    while at >= 0:
        end = at + len(alias)
        if ends.stands(text, at, end):
            yield Found(at, end, target.entry, "institution.again")
        at = text.find(alias, end)


def _halls(text: str, ends: Ends) -> Iterator[Found]:
    """시청 alone: the hall of the article's own government, its id given by linking."""
    for hall in _HALL.finditer(text):
        if ends.edges.closes(text, hall.end()):
            kind = "council" if hall[0].endswith("의회") else "local_government"
            yield Found(hall.start(), hall.end(), Entry("", kind), "institution.hall", nominal=True)
