"""Context stage: what each figure means.

In: settled fact candidates with the article's entities, dates and relations. Out: fact rows with
indicator, subject, source, period, modality and change. Drops: nothing; what the text does not say
stays empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.context.cues import cue_patterns
from pipeline.context.items import Mention
from pipeline.context.line import Line, read_line
from pipeline.context.rows import Story
from pipeline.model import Candidate, Fact, Linked, Quantity, Sentence
from pipeline.page import Page
from pipeline.rules import Rules


def describe(
    candidates: Sequence[Candidate], linked: Linked, page: Page, rules: Rules
) -> tuple[Fact, ...]:
    """A row for every fact candidate, in the order of the text."""
    figures = [c for c in candidates if isinstance(c.reading, Quantity)]
    story = Story(linked, page, rules)
    facts: list[Fact] = []
    for line in _lines(figures, linked, page, rules):
        story.tell(line, facts)
    return story.retold(facts)


def _lines(
    figures: Sequence[Candidate], linked: Linked, page: Page, rules: Rules
) -> Iterator[Line]:
    """A line of items for every sentence that has a figure."""
    by_sentence: dict[int, list[Mention]] = {}
    for figure in figures:
        by_sentence.setdefault(page.sentence_index(figure.start), []).append(figure)
    others: list[Mention] = [*linked.dates, *linked.entities]
    for mention in others:
        index = page.sentence_index(mention.start)
        if index in by_sentence:
            by_sentence[index].append(mention)
    mentioned = {
        _sentence(page, at, by_sentence[at]): by_sentence[at] for at in sorted(by_sentence)
    }
    patterns = cue_patterns(page, list(mentioned), rules)
    for sentence, mentions in mentioned.items():
        yield read_line(page, sentence, mentions, patterns[sentence], rules)


def _sentence(page: Page, index: int, mentions: Sequence[Mention]) -> Sentence:
    if index >= 0:
        return page.sentences[index]
    # Outside of all sentences: a row all the same.
    return Sentence(mentions[0].start, max(mention.end for mention in mentions), "")
