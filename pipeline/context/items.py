"""A sentence as a line of items: mentions, particles and the morphemes between them.

In: a sentence's morphemes and the mentions inside it. Out: items in order, none overlapping, each
a mention (FACT, DATE, REGION, PERSON, INSTITUTION, PROGRAM) or a morpheme with Kiwi's tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

import regex

from pipeline.model import Candidate, Date, Entity, Morpheme, Sentence
from pipeline.page import Page

Mention = Candidate | Entity | Date

NOUNS = frozenset({"NNG", "NNP", "SL", "SH", "SN", "XPN", "XSN", "XR", "NR"})
NAMES = frozenset({"REGION", "PERSON", "INSTITUTION", "PROGRAM"})
_START = itemgetter(0, 1)
_QUOTES = frozenset("'‘’\"“”「」『』<>《》")
_AFTER_FACT = regex.compile(
    r"(?P<JKB>까지|에서|으로|에게|보다|에|로|와|과)(?:만|도|는|의)?"
    r"|(?P<JKO>을|를)|(?P<JKS>이(?!었|던|며|다|고|지|상|하|내|라)|가(?!량|까))|(?P<JX>은|는|도|만)|(?P<JKG>의)"
)


class Item(NamedTuple):
    """One mention or morpheme at its offsets in the page; a tuple because there are many."""

    start: int
    end: int
    tag: str
    form: str
    ref: Mention | None = None

    @property
    def nominal(self) -> bool:
        """Whether it can stand inside a noun phrase."""
        return self.tag in NOUNS or self.tag in NAMES


def read_items(page: Page, sentence: Sentence, mentions: Sequence[Mention]) -> tuple[Item, ...]:
    """The items of one sentence; quotation marks around a mention are left out."""
    spans = sorted(_inside(sentence, mentions), key=_from_outside)
    spans = list(_particles(_apart(spans), page.text))
    free = _free(page.morphemes(sentence.start), spans)
    return tuple(sorted([*free, *spans], key=_START))


def _from_outside(span: Item) -> tuple[int, int]:
    return span.start, -span.end


def _inside(sentence: Sentence, mentions: Iterable[Mention]) -> Iterator[Item]:
    for mention in mentions:
        if sentence.start <= mention.start < sentence.end:
            form = "" if isinstance(mention, Candidate) else mention.text
            yield Item(mention.start, mention.end, _tag(mention), form, mention)


def _tag(mention: Mention) -> str:
    if isinstance(mention, Candidate):
        return "FACT"
    return "DATE" if isinstance(mention, Date) else mention.label.upper()


def _apart(spans: Sequence[Item]) -> Iterator[Item]:
    """Spans without those that begin inside another; a figure always stays."""
    figures = [span for span in spans if span.tag == "FACT"]
    end = -1
    for span in spans:
        if span.tag != "FACT":
            hidden = any(f.start < span.end and span.start < f.end for f in figures)
            if hidden or span.start < end:
                continue
        yield span
        end = max(end, span.end)


def _particles(spans: Iterable[Item], text: str) -> Iterator[Item]:
    """A figure's particle by its characters: Kiwi reads "61.5%는" as a verb."""
    for span in spans:
        yield span
        if span.tag == "FACT" and (found := _AFTER_FACT.match(text, span.end)):
            tag = str(found.lastgroup)
            yield Item(found.start(tag), found.end(tag), tag, found[tag])


def _free(morphemes: Iterable[Morpheme], spans: Sequence[Item]) -> Iterator[Item]:
    """The morphemes that touch no span; quotation marks are dropped where a name touches them."""
    edges = {edge for span in spans if span.tag in NAMES for edge in (span.start, span.end)}
    covered: set[int] = set()
    for span in spans:
        covered.update(range(span.start, span.end))
    for m in morphemes:
        start, end = m.start, m.end
        if start in covered or (end - 1 in covered and start < end):
            continue
        form, tag = m.form, m.tag
        if form in _QUOTES and (start in edges or end in edges):
            continue
        yield Item(start, end, tag.partition("-")[0] if "-" in tag else tag, form)
