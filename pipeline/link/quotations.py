"""Who said each quoted stretch.

A quotation is speech if 고, 라며, 면서 … or a verb of saying follows it. Its speaker is the person
that the words before it make their subject; a further quotation in the same paragraph without a
subject of its own keeps the speaker (“…”라며 “…”고 덧붙였다).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.model import Entity, Relation
from pipeline.page import Page
from pipeline.quotes import Quote
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_PHRASE = 6
_STOP = re.compile(r"[가-힣][.?!] ")
_LINE_STOP = re.compile(r"[가-힣]\. |\n")
_STATEMENT = re.compile(r"[다요까자라죠네어지][.?!…]?\Z")
_SAID = re.compile(r"[\"“”’']?\s?(?:(?:이?라)?(?:고|며|면서)|(?:이)?라는|는)(?:[\s,.]|도 |는 |$)")
_TITLE = r"(?: ?\([^()\n]{1,30}\))?(?:\s?[가-힣A-Za-z0-9·]{1,20}){0,4}?"
_SUBJECT_TAIL = re.compile(_TITLE + r"(?:은|는|이|가|도|께서는)(?=[\s,“\"])")
_OTHER_SUBJECT = re.compile(r"[가-힣]{1,}(?:은|는|이|가|도)(?=[\s,])")
_CARRIED = re.compile(
    r"^[\s.,]*(?:[가-힣]{1,4}했다\.)?\s*(?:그는|그녀는|그러면서(?:도)?|이어서?|또한?|아울러|특히|다만|끝으로|한편|며|고|라며|이라며|면서도?)?,?\s*$"
)
_PRONOUN = re.compile(r"(?:^|[\s.])(?:그|그녀)(?:는|가)[^“\"]{0,30}\Z")
_CONNECTIVE = re.compile(r"(?:그러면서|이어|덧붙여|아울러|또|또한)[^“\".]{0,20}\Z")


@dataclass(frozen=True, slots=True)
class _Said:
    """A quotation with its speaker's id, empty while nobody is named."""

    quote: Quote
    speaker: str


def find_quotations(entities: Sequence[Entity], page: Page, rules: Rules) -> Iterator[Relation]:
    """A row for each quoted stretch whose speaker is a named person."""
    persons = [e for e in entities if e.label == "person" and e.entity_id]
    if not persons:
        return
    text = page.masked
    for said in _speakers(page, persons, rules):
        if said.speaker:
            yield Relation(
                doc_id=page.doc_id,
                type="quote",
                subject_id=said.speaker,
                start=said.quote.start,
                end=said.quote.end,
                text=text[said.quote.start : said.quote.end],
                rule="relation.quote",
            )


@lru_cache(maxsize=4)
def _saying(rules: Rules) -> re.Pattern[str]:
    verbs = alternation(rules.words["speech_verbs"].rows)
    return re.compile(rf"[^“\"\n]{{0,40}}?{verbs}")


@lru_cache(maxsize=4)
def _slogan(rules: Rules) -> re.Pattern[str]:
    said = [w for w in rules.words["program_not"].where("role", "after") if len(w) > 1]
    themes = alternation(w for w in said if w in ("슬로건", "구호", "주제", "문구", "표어", "제목"))
    return re.compile(rf".(?:을|를|이라는|라는)\s?{themes}", re.DOTALL)


def _speakers(page: Page, persons: Sequence[Entity], rules: Rules) -> Iterator[_Said]:
    text = page.masked
    speaker, before = "", 0
    for quote in _outermost(page.quotes):
        paragraph = text.rfind("\n", 0, quote.start) + 1
        start = max(paragraph, before)
        lead = text[start : quote.start - 1]
        new_paragraph = start == paragraph
        speaker = _speaker(lead, start, persons, speaker, new_paragraph=new_paragraph)
        named = speaker or _named_after(text, quote, persons, rules)
        before = quote.end + 1
        if _is_speech(text, quote, rules):
            speaker = named
            yield _Said(quote, named)


def _outermost(quotes: Sequence[Quote]) -> Iterator[Quote]:
    end = 0
    for quote in quotes:
        if quote.mark == '"' and quote.start >= end:
            yield quote
            end = quote.end


def _is_speech(text: str, quote: Quote, rules: Rules) -> bool:
    if _slogan(rules).match(text, quote.end):
        return False
    if _SAID.match(text, quote.end + 1) is None:
        return False
    whole = _STATEMENT.search(text, quote.start, quote.end) is not None
    return whole or quote.end - quote.start > _PHRASE or _says(text, quote, rules)


def _says(text: str, quote: Quote, rules: Rules) -> bool:
    return _saying(rules).match(text, quote.end + 1) is not None


def _speaker(
    lead: str, at: int, persons: Sequence[Entity], last: str, *, new_paragraph: bool
) -> str:
    """The person whom the words before a quotation make their subject."""
    stop = _last_stop(lead)
    sentence = lead[stop:]
    own = _subject(lead, at, persons, stop)
    if own:
        return own
    if _PRONOUN.search(sentence) or _CONNECTIVE.search(sentence):
        return _subject(lead, at, persons, 0) or last
    if _OTHER_SUBJECT.search(sentence + " "):
        return ""
    earlier = _subject(lead, at, persons, 0)
    return earlier or ("" if new_paragraph and not _CARRIED.match(sentence) else last)


def _subject(lead: str, at: int, persons: Sequence[Entity], start: int) -> str:
    """The last person after `start` whom a particle makes a subject."""
    for person in reversed(persons):
        inside = at + start <= person.start and person.end <= at + len(lead)
        if inside and _SUBJECT_TAIL.match(lead + " ", person.end - at):
            return person.entity_id
    return ""


def _last_stop(lead: str) -> int:
    stops = [m.end() for m in _STOP.finditer(lead)]
    return stops[-1] if stops else 0


def _named_after(text: str, quote: Quote, persons: Sequence[Entity], rules: Rules) -> str:
    """“…”고 누구 시장은 말했다: a speaker between the quotation and the verb of saying."""
    said = _saying(rules).match(text, quote.end + 1)
    if not said:
        return ""
    stop = _LINE_STOP.search(text, quote.end, said.end())
    end = stop.start() if stop else said.end()
    for person in persons:
        if quote.end < person.start < end and _SUBJECT_TAIL.match(text, person.end):
            return person.entity_id
    return ""
