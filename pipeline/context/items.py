"""A sentence as a line of items: mentions, particles and the morphemes between them.

In: a sentence's morphemes and the mentions inside it. Out: items in order, none overlapping, each
a mention (FACT, DATE, REGION, PERSON, INSTITUTION, PROGRAM) or a morpheme with Kiwi's tag.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter

import regex

from pipeline.model import Candidate, Date, Entity, Morpheme, Sentence
from pipeline.page import Page

Mention = Candidate | Entity | Date
Item = Morpheme
"""A morpheme, or a mention in the place of its morphemes, with its label for a tag."""

NOUNS = frozenset({"NNG", "NNP", "SL", "SH", "SN", "XPN", "XSN", "XR", "NR"})
NAMES = frozenset({"REGION", "PERSON", "INSTITUTION", "PROGRAM"})
NOMINAL = NOUNS | NAMES
"""Tags of what can stand inside a noun phrase."""
MENTIONS = NAMES | {"FACT", "DATE"}
_START = attrgetter("start")
_PLACE = itemgetter(2, 3)
"""Start and end of an item, by which items are ordered."""
_QUOTES = frozenset("'‘’\"“”「」『』<>《》")
_AFTER_FACT = regex.compile(
    r"(?P<JKB>까지|에서|으로|에게|보다|에|로|와|과)(?:만|도|는|의)?"
    r"|(?P<JKO>을|를)|(?P<JKS>이(?!었|던|며|다|고|지|상|하|내|라)|가(?!량|까))|(?P<JX>은|는|도|만)|(?P<JKG>의)"
)


def read_items(
    page: Page, sentence: Sentence, mentions: Iterable[Mention]
) -> tuple[tuple[Item, ...], dict[int, Mention]]:
    """The items of one sentence, and the mentions among them by position.

    Quotation marks around a mention are left out.
    """
    inside = [m for m in mentions if sentence.start <= m.start < sentence.end]
    kept = _apart(inside)
    spans = _spans(kept, page.text)
    items = _free(page.morphemes(sentence.start), spans) + spans
    items.sort(key=_PLACE)
    of_span = {(m.start, m.end): m for m in kept}
    placed = {
        at: of_span[start, end]
        for at, (_, tag, start, end, _) in enumerate(items)
        if tag in MENTIONS
    }
    return tuple(items), placed


def _from_outside(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end


def _apart(mentions: list[Mention]) -> list[Mention]:
    """Mentions in order without those that begin inside another; a figure always stays."""
    mentions = sorted(mentions, key=_START)
    if all(left.end <= right.start for left, right in pairwise(mentions)):
        return mentions
    mentions.sort(key=_from_outside)
    figures = [mention for mention in mentions if isinstance(mention, Candidate)]
    kept: list[Mention] = []
    end = -1
    for mention in mentions:
        if not isinstance(mention, Candidate):
            hidden = any(f.start < mention.end and mention.start < f.end for f in figures)
            if hidden or mention.start < end:
                continue
        kept.append(mention)
        end = max(end, mention.end)
    return kept


def _spans(mentions: Iterable[Mention], text: str) -> list[Item]:
    """The items of mentions, and the particles of figures by their characters.

    Kiwi reads "61.5%는" as a verb.
    """
    spans: list[Item] = []
    for mention in mentions:
        if not isinstance(mention, Candidate):
            tag = "DATE" if isinstance(mention, Date) else mention.label.upper()
            spans.append(Item(mention.text, tag, mention.start, mention.end))
            continue
        spans.append(Item("", "FACT", mention.start, mention.end))
        if found := _AFTER_FACT.match(text, mention.end):
            tag = str(found.lastgroup)
            spans.append(Item(found[tag], tag, *found.span(tag)))
    return spans


def _free(morphemes: Iterable[Morpheme], spans: Sequence[Item]) -> list[Item]:
    """The morphemes that touch no span; quotation marks are dropped where a name touches them."""
    edges = {edge for span in spans if span.tag in NAMES for edge in (span.start, span.end)}
    covered: set[int] = set()
    for span in spans:
        covered.update(range(span.start, span.end))
    free: list[Item] = []
    for morpheme in morphemes:
        form, tag, start, end, _ = morpheme
        if start in covered or (end - 1 in covered and start < end):
            continue
        if form in _QUOTES and (start in edges or end in edges):
            continue
        # VV-R, VA-I: a verb and how it is conjugated
        free.append(Item(form, tag.partition("-")[0], start, end) if "-" in tag else morpheme)
    return free
