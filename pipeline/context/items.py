"""A sentence as a line of items: mentions, particles and the morphemes between them.

In: a sentence's morphemes and the mentions inside it. Out: items in order, none overlapping, each
a mention (FACT, DATE, REGION, PERSON, INSTITUTION, PROGRAM) or a morpheme with Kiwi's tag.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from operator import attrgetter

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
_START = attrgetter("start")
_QUOTES = frozenset("'‘’\"“”「」『』<>《》")
_AFTER_FACT = regex.compile(
    r"(?P<JKB>까지|에서|으로|에게|보다|에|로|와|과)(?:만|도|는|의)?"
    r"|(?P<JKO>을|를)|(?P<JKS>이(?!었|던|며|다|고|지|상|하|내|라)|가(?!량|까))|(?P<JX>은|는|도|만)|(?P<JKG>의)"
)


def read_items(
    page: Page, sentence: Sentence, mentions: Iterable[Mention]
) -> tuple[tuple[Item, ...], dict[int, Mention]]:
    """The items of one sentence, and the mentions among them by position.

    Quotation marks around a name are left out.
    """
    morphemes = [_plain(m) if "-" in m.tag else m for m in page.morphemes(sentence.start)]
    starts = [m.start for m in morphemes]
    items: list[Item] = []
    placed: dict[int, Mention] = {}
    at = 0
    for mention in _apart(mentions):
        found = _with_particle(mention, page.text)
        quoted = found[0].tag in NAMES
        first = bisect_left(starts, mention.start, at)
        items += _free(morphemes[at:first], mention.start, found[-1].end, quoted)
        placed[len(items)] = mention
        items += found
        at = bisect_left(starts, found[-1].end, first)
        if quoted and at < len(starts) and starts[at] == mention.end:
            at += morphemes[at].form in _QUOTES
    items += morphemes[at:]
    return tuple(items), placed


def _plain(morpheme: Morpheme) -> Item:
    """Without how it is conjugated: VV-R is VV."""
    return morpheme._replace(tag=morpheme.tag.partition("-")[0])


def _with_particle(mention: Mention, text: str) -> list[Item]:
    """The item of a mention, and a figure's particle by its characters.

    Kiwi reads "61.5%는" as a verb.
    """
    if not isinstance(mention, Candidate):
        tag = "DATE" if isinstance(mention, Date) else mention.label.upper()
        return [Item(mention.text, tag, mention.start, mention.end)]
    figure = Item("", "FACT", mention.start, mention.end)
    particle = _AFTER_FACT.match(text, mention.end)
    if not particle:
        return [figure]
    tag = str(particle.lastgroup)
    return [figure, Item(particle[tag], tag, *particle.span(tag))]


def _free(before: list[Item], start: int, end: int, quoted: bool) -> list[Item]:
    """The items before a span without those that reach into it or open the quotation of a name."""
    while before and start < before[-1].end <= end:
        before.pop()
    if quoted and before and before[-1].end == start and before[-1].form in _QUOTES:
        before.pop()
    return before


def _from_outside(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end


def _apart(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions in order without those that begin inside another; a figure always stays."""
    ordered = sorted(mentions, key=_START)
    if all(left.end <= right.start for left, right in pairwise(ordered)):
        return ordered
    ordered.sort(key=_from_outside)
    figures = [mention for mention in ordered if isinstance(mention, Candidate)]
    kept: list[Mention] = []
    end = -1
    for mention in ordered:
        if not isinstance(mention, Candidate):
            hidden = any(f.start < mention.end and mention.start < f.end for f in figures)
            if hidden or mention.start < end:
                continue
        kept.append(mention)
        end = max(end, mention.end)
    return kept
