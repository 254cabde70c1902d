"""Institutions: tables, a grammar of endings, company marks, quotes, and what the article defines.

In: a page. Out: institution candidates whose reading carries the name that they stand for. Drops:
nothing; overlaps are settled later. A name found surely once is a mention wherever it stands.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import regex

from pipeline.match.branches import branches_of, with_branch
from pipeline.match.firms import match_firms, match_led, match_marked
from pipeline.match.halls import match_halls, match_offices
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
    r"['’”\"」』]?\s?\(이하\s?['‘“\"「]?(?P<short>[가-힣A-Za-z0-9 ]{1,15}?)['’”\"」]?"
    r"(?:이?라 ?[한칭]\w*|로 칭함)?\)"
)
_ADNOMINAL = regex.compile(r"\S*(?:하는|가는|되는|있는|없는|꾸는|드는|만드는|한) ")
_CAMPUS = "캠퍼스"
_MIN_SHORT = 4
_HALLS = ("시청", "군청", "구청", "도청")
_OF_HALL = regex.compile(r"[가-힣]+[시군구도](?=청 )")
_PUBLIC = regex.compile(r"(?<=^[가-힣]{2,4})[시군구도]립(?=[가-힣]{2})")


def match_institutions(page: Page, rules: Rules) -> Iterator[Candidate]:
    """Every institution of the page."""
    text = page.masked
    grammar = grammar_of(rules)
    found = [
        *institutions_of(rules).find(text, "institution.table"),
        *grammar.find(text, page.tokenize),
        *match_marked(page, rules),
        *_quoted(text, grammar, rules),
        *_headed(page, rules),
        *match_led(page, rules),
        *match_firms(page, rules),
    ]
    again = [*_again(text, found, rules), *match_offices(text, found, rules)]
    branches = branches_of(rules)
    whole = [with_branch(text, item, branches) for item in [*again, *found]]
    priorities = _priorities(rules)
    whole = [item for item in whole if not _abbreviates(text, item, whole)]
    chosen = longest_per_place([*whole, *match_halls(text, rules)])
    for item in chosen:
        yield Candidate(
            start=item.start,
            end=item.end,
            label="institution",
            rule=item.rule,
            priority=priorities.get(item.rule, 0),
            reading=Name(canonical=item.entry.name, kind=item.entry.kind, nominal=item.nominal),
        )


def _abbreviates(text: str, item: Found, others: Sequence[Found]) -> bool:
    """Whether it is only the abbreviation in brackets behind its name: 한국토지주택공사(LH)."""
    at, end = item.start - 1, item.end
    if (
        text[at : at + 1] != "("
        or text[end : end + 1] != ")"
        or not text[item.start : end].isascii()
    ):
        return False
    return any(other.end == at and other.entry.name == item.entry.name for other in others)


@lru_cache(maxsize=4)
def _priorities(rules: Rules) -> Mapping[str, int]:
    return {rule.id: rule.priority for rule in rules.matcher("institutions")}


def _quoted(text: str, grammar: Grammar, rules: Rules) -> Iterator[Found]:
    """A quoted name with an institution's ending, whole: '… 직업교육 체험센터'."""
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
def _heads(rules: Rules) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """A head's title as a sentence's topic, and a sentence that begins with a name before it."""
    titles = rules.words["head_titles"]
    words = [word for word in titles.rows if titles.get(word, "kind")]
    named, last = alternation(words), "".join({word[-1] for word in words})
    return (
        regex.compile(rf"[{last}](?:은|는|이|가|도) (?<= {named}..)"),
        regex.compile(
            rf"{_LEADER} (?P<name>[가-힣A-Za-z0-9]{{3,12}})"
            rf" (?P<title>{named})(?:은|는|이|가|도) "
        ),
    )


def _headed(page: Page, rules: Rules) -> Iterator[Found]:
    """한여울 책과나루 대표는: at a sentence's beginning, what stands between a name and a title."""
    text = page.masked
    topic, beginning = _heads(rules)
    sentences = dict.fromkeys(page.sentence(title.start()) for title in topic.finditer(text))
    for sentence in sentences:
        head = beginning.match(text, sentence.start, sentence.end)
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
    offices = (f for f in found if f.entry.kind == "education_office" and f not in sure)
    for item in offices:
        for short in _without_region(text[item.start : item.end], rules):
            aliases[short].append(item)
    for item in found:
        defined = _DEFINED.match(text, item.end)
        if defined:
            aliases[defined["short"]] = [item]
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
    public = _PUBLIC.search(name)
    if public and name[: public.start()] in regions:
        yield name[public.start() :]
        return
    if hall and name[: hall.end()] in regions:
        yield name[hall.end() - 1 :]
        return
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
        if ends.stands(text, at, end) and not _is_head(text, alias, end):
            yield Found(at, end, target.entry, "institution.again")
        at = text.find(alias, end)


def _is_head(text: str, name: str, end: int) -> bool:
    """Whether a hall's name is the beginning of its head's title, whose region counts: 남구청장."""
    return name.endswith(_HALLS) and text.startswith("장", end)
