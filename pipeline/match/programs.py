"""Programmes: quoted names, names by their endings, known ones, and their later short forms.

In: a page. Out: programme candidates whose reading carries the name that they stand for. Drops:
nothing. Quotation marks also hold speech, slogans and stressed words; the ending, the words around
and the particle after the mark tell them apart.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import regex

from pipeline.match.coinages import match_coinages
from pipeline.match.lexicon import (
    Entry,
    Found,
    begins_with_region,
    institutions_of,
    longest_per_place,
    programs_of,
)
from pipeline.match.organisations import grammar_of, is_coined
from pipeline.match.programme_words import ProgrammeWords, words_of
from pipeline.model import Candidate, Name
from pipeline.page import Page, Tokenizer
from pipeline.quotes import Quote, find_quotes
from pipeline.rules import Rules

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
_HANGUL = regex.compile(r"[가-힣]+")
_LATIN_TAIL = regex.compile(r" [A-Z][A-Za-z]{1,9}(?![A-Za-z0-9])")
_NAMED_BEFORE = regex.compile(r"(?r)(?:이름은|명칭은|이름의|명칭의|이름인)\s?[‘']")


@lru_cache(maxsize=4)
def _priorities(rules: Rules) -> Mapping[str, int]:
    return {rule.id: rule.priority for rule in rules.matcher("programs")}


def match_programs(page: Page, rules: Rules) -> Iterator[Candidate]:
    """Every programme of the page."""
    text = page.masked
    words = words_of(rules)
    found = [*_quoted(text, words, rules), *_listed(text, words)]
    found += [_with_tail(text, known) for known in programs_of(rules).find(text, "program.table")]
    found += [*_bare(page, words), *match_coinages(page, rules)]
    priorities = _priorities(rules)
    for item in longest_per_place([*_again(text, found, words, page.tokenize), *found]):
        yield Candidate(
            start=item.start,
            end=item.end,
            label="program",
            rule=item.rule,
            priority=priorities.get(item.rule, 0),
            reading=Name(canonical=item.entry.name),
        )


_STAGE = regex.compile(r" ?(?:시범지역|선도지역|관리지역|시범도시|시범사업)(?![가-힣]{3})")


def _with_tail(text: str, known: Found) -> Found:
    """교육발전특구 시범지역: what a known programme makes of a place belongs to its name."""
    tail = _STAGE.match(text, known.end)
    if not tail:
        return known
    end = tail.end()
    return replace(known, end=end, entry=Entry(known.entry.name + tail[0]))


# -- quoted ---------------------------------------------------------------------------------------


def _quoted(text: str, words: ProgrammeWords, rules: Rules) -> Iterator[Found]:
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
    if words.is_topic(text, quote):
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


def _listed(text: str, words: ProgrammeWords) -> Iterator[Found]:
    """Channels and brands named in brackets: 유튜브 채널(가나아카데미, 다라 등)."""
    for head in _LISTING.finditer(text):
        at = head.start(1)
        for item in _ITEM.finditer(head[1]):
            name = item[0].strip()
            if "," in head[1] and 1 < len(name) <= 15:
                start = at + item.start() + item[0].index(name)
                yield Found(start, start + len(name), Entry(name, ""), "program.listed")


# -- bare -----------------------------------------------------------------------------------------

_TOKENS_BEFORE = regex.compile(r"(?r)(?:[가-힣A-Za-z0-9&'-]+ ){0,4}[가-힣A-Za-z0-9&'-]*")
_STEM = regex.compile(r"(?r)(?<![가-힣A-Za-z0-9])[가-힣]{2,6}")
_COUNTED = regex.compile(r"제 ?\d+ ?[회차기] |(?<![\d가-힣.,])\d{1,3}회 ")
_TYPE_OF = regex.compile(r"(?<![가-힣])([가-힣]{2,3})형 ")
_STOPS = regex.compile(
    r"(?:은|는|이|가|을|를|의|에|에서|와|과|로|으로|도|및|등|한|된|할|하는|되는|있는|고|며|서|까지|부터"
    r"|대한|위한|통한) "
)


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


# -- later mentions -------------------------------------------------------------------------------

_VERSION = regex.compile(r"(?P<stem>.+?) (?P<version>\d\.\d)\b")
_BRACKET = regex.compile(
    r"(?P<before>[^()]*?)(?P<token>[^\s()-]+)\((?P<inside>[^()]+)\)(?P<after>.*)"
)


def _again(
    text: str, found: Sequence[Found], words: ProgrammeWords, tokenize: Tokenizer
) -> Iterator[Found]:
    """Later mentions, whole or shortened; a Latin tail makes another one: 서울런 AI."""
    there = {(f.start, f.end, f.entry.name) for f in found}
    names = {f.entry.name: f.entry for f in found}
    owners: dict[str, Entry] = {}
    for name, entry in names.items():
        for alias in (*_variants(name, words), *_last_word(name, text, words, tokenize)):
            owners.setdefault(alias, owners.get(name, entry))
    for alias, entry in {**names, **owners}.items():
        for mention in _mentions(text, alias, entry, words):
            if (mention.start, mention.end, mention.entry.name) not in there:
                yield mention


def _variants(name: str, words: ProgrammeWords) -> Iterator[str]:
    """Short forms and other spellings under which a name may come again."""
    version = _VERSION.match(name)
    ending = words.ending(name)
    if version and ending:
        yield version[0]
        yield f"{version['version']} {ending}"
    bracket = _BRACKET.fullmatch(name)
    if bracket:
        before, token, inside, after = bracket.group("before", "token", "inside", "after")
        yield f"{before}{token}{after}"
        yield f"{before}{inside}{after}"
        if not after:
            yield from (token, inside)
    for length in range(2, 6):
        if name[:length] in words.regions:
            unit = "" if name[length - 1] in "시군구도" else "시군구도"
            yield from (name[:length] + u + name[length:] for u in unit)


def _last_word(name: str, text: str, words: ProgrammeWords, tokenize: Tokenizer) -> Iterator[str]:
    """배움길 for ‘물소리 배움길’: the last word, if it was coined and first stands in the name."""
    *before, last = name.split(" ")
    if not before or len(last) < 2 or last in words.kinds or not _HANGUL.fullmatch(last):
        return
    alone = text.count(last) > text.count(name) * name.count(last)
    if alone and text.find(last) >= text.find(name) and len(tokenize(last)) > 1:
        yield last


def _mentions(text: str, alias: str, entry: Entry, words: ProgrammeWords) -> Iterator[Found]:
    at = text.find(alias)
    while at >= 0:
        end = at + len(alias)
        if _stands(text, at, end, words):
            yield Found(at, end, entry, "program.again")
            tail = _LATIN_TAIL.match(text, end)
            if tail and words.ends.particle(text, tail.end()):
                yield Found(at, tail.end(), Entry(text[at : tail.end()]), "program.again")
        at = text.find(alias, end)


def _stands(text: str, start: int, end: int, words: ProgrammeWords) -> bool:
    if not words.ends.edges.opens(text, start) or not words.ends.edges.closes(text, end):
        return False
    return end - start > 1 or bool(words.ends.particle(text, end))
