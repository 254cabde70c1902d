"""Programmes between quotation marks or in brackets: 사업 ‘가나’, 유튜브 채널(가나, 다라 등).

Quotation marks also hold speech, slogans and stressed words; the ending, the words around and the
particle after the mark tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.match.lexicon import Entry, Found, begins_with_region, institutions_of
from pipeline.match.organisations import grammar_of
from pipeline.match.programme_words import ProgrammeWords, words_of
from pipeline.quotes import Quote, find_quotes
from pipeline.rules import Rules

_QUANTITY = regex.compile(
    r"\d[\d,.]*(?:[만억천백]+)? ?(?:[가-힣]{1,3} ?(?:이상|이내|이하|미만|초과|까지)"
    r"|(?:[만억천백]*원|명|일|주|개월|년|시간|분|초|건|회|개|곳|%|㎡|㎞|m|km|t))"
)
"""A mere quantity, stressed: ‘90일 이내’."""
_LONGEST = 45
_LONGEST_IN_DOUBLE = 20
_SENTENCE = regex.compile(
    r"[.?!…](?:\s|\Z)|(?:[다요까자라죠네]|니다|[으]?며|면서|해서|하고|위해|통해|[을를은는이가]|[가-힣]에서)\Z"
)
_SPEECH = regex.compile(r"['’\"”]?\s?(?:이?라[고며는면]|이?란\s|고\s|며\s|면서|는\s)")
_ADNOMINAL_HEAD = regex.compile(r"[가-힣]+(?:하는|되는|있는|없는|가는|한|된|할) ")
_PREDICATE = regex.compile(r"['’\"”](?:이?다|이었다|였다|입니다)")
_GOVERNED = regex.compile(r"['’](?:은|는|을|를|의|과|와|도|에서|에서는|에는)(?: |\Z)")
_WORD_PART = regex.compile(r"['’\"”](?:하|되|적|성|화|형|이냐)")
_SHORTEST_BY_ENDING = 4
_LIST_GAP = regex.compile(r",? ?(?:와|과|및|·)? ?")
_LISTING = regex.compile(r"(?:채널|브랜드|앱|누리집)\(([^()\n]{2,60}?)(?: 등)?\)")
_ITEM = regex.compile(r"[^,·]+")
_NAMED_BEFORE = regex.compile(r"(?r)(?:이름은|명칭은|이름의|명칭의|이름인)\s?[‘']")


def match_quoted(text: str, words: ProgrammeWords, rules: Rules) -> Iterator[Found]:
    """Quoted names, and what stands beside one in a list of quotes."""
    quotes = [q for q in find_quotes(text) if _could_be_name(text, q, words, rules)]
    named = [_is_named(text, q, words) for q in quotes]
    for index, quote in enumerate(quotes):
        if named[index] or _in_list_with(text, quotes, named, index):
            name = text[quote.start : quote.end]
            yield Found(quote.start, quote.end, Entry(name, ""), "program.quoted")


def _could_be_name(text: str, quote: Quote, words: ProgrammeWords, rules: Rules) -> bool:
    """Whether what is quoted is short, no sentence, no slogan, no institution."""
    name = text[quote.start : quote.end]
    longest = _LONGEST_IN_DOUBLE if quote.mark == '"' else _LONGEST
    if not 1 < len(name) <= longest or name != name.strip() or name in words.stressed:
        return False
    if words.is_topic(text, quote) or _QUANTITY.fullmatch(name):
        return False
    if _SENTENCE.search(name) and not words.followed_by_head(text, quote):
        return False
    if _SPEECH.match(text, quote.end) or _WORD_PART.match(text, quote.end):
        return False
    if not _is_institution(name, rules):
        return True
    return words.says_programme(text, quote) and not begins_with_region(name, words.regions)


def _is_institution(name: str, rules: Rules) -> bool:
    grammar = grammar_of(rules)
    if grammar.is_generic(name) or name in words_of(rules).regions:
        return True
    if name in institutions_of(rules).entries:
        return True
    ending = grammar.ending_of(name)
    return bool(ending) and not words_of(rules).ending(name) and not _ADNOMINAL_HEAD.match(name)


def _is_named(text: str, quote: Quote, words: ProgrammeWords) -> bool:
    """Whether something says that the quoted words are a name and not just stressed."""
    name = text[quote.start : quote.end]
    if name.endswith(("협약", "협약식")):
        return False
    if words.says_programme(text, quote):
        return True
    ending = words.ending(name)
    if ending and (words.kinds[ending] != "no" or " " in name or len(name) > _SHORTEST_BY_ENDING):
        return True
    if _NAMED_BEFORE.match(text, 0, quote.start):
        return True
    if quote.mark == '"' or _PREDICATE.match(text, quote.end):
        return len(name) > 2 and words.is_run(text, quote)
    if len(name) > 2 and words.is_run(text, quote):
        return True
    return " " in name and _GOVERNED.match(text, quote.end) is not None


def _in_list_with(text: str, quotes: Sequence[Quote], named: Sequence[bool], index: int) -> bool:
    """‘가’, ‘나’: what stands beside a name in a list of quotes is one, too."""
    for near, (left, right) in ((index - 1, (index - 1, index)), (index + 1, (index, index + 1))):
        if 0 <= near < len(quotes) and named[near]:
            between = text[quotes[left].end + 1 : quotes[right].start - 1]
            if _LIST_GAP.fullmatch(between):
                return True
    return False


def match_listed(text: str, words: ProgrammeWords) -> Iterator[Found]:
    """Channels and brands named in brackets: 유튜브 채널(가나아카데미, 다라 등)."""
    for head in _LISTING.finditer(text):
        at = head.start(1)
        for item in _ITEM.finditer(head[1]):
            name = item[0].strip()
            if "," in head[1] and 1 < len(name) <= 15:
                start = at + item.start() + item[0].index(name)
                yield Found(start, start + len(name), Entry(name, ""), "program.listed")
