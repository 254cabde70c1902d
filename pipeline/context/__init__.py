"""Context stage: what each figure means.

In: settled fact candidates with the article's entities, dates and relations. Out: fact rows with
indicator, subject, source, period, modality and change. Drops: nothing; what the text does not say
stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.context.cues import cue_patterns
from pipeline.context.items import Mention
from pipeline.context.line import read_line
from pipeline.context.rows import Story
from pipeline.model import Candidate, Fact, Linked, Quantity, Sentence
from pipeline.page import Page
from pipeline.rules import Rules


def describe(
    candidates: Sequence[Candidate], linked: Linked, page: Page, rules: Rules
) -> tuple[Fact, ...]:
    """A row for every fact candidate, in the order of the text."""
    figures = [c for c in candidates if isinstance(c.reading, Quantity)]
    if not figures:
        return ()
    sentences = _sentences(figures, linked, page)
    whole = Sentence(0, len(page.text), "")
    anywhere, *patterns = cue_patterns(page, [whole, *(s for s, _ in sentences)], rules)
    story = Story(linked, page, anywhere.get("source", ()))
    facts: list[Fact] = []
    for (sentence, mentions), known in zip(sentences, patterns, strict=True):
        story.tell(read_line(page, sentence, mentions, known, rules), facts)
    return story.retold(facts)


def _sentences(
    figures: Sequence[Candidate], linked: Linked, page: Page
) -> list[tuple[Sentence, list[Mention]]]:
    """Every sentence that has a figure, with all that is mentioned in it, in order."""
    by_sentence: dict[int, list[Mention]] = {}
    for figure in figures:
        by_sentence.setdefault(page.sentence_index(figure.start), []).append(figure)
    others: list[Mention] = [*linked.dates, *linked.entities]
    for mention in others:
        index = page.sentence_index(mention.start)
        if index in by_sentence:
            by_sentence[index].append(mention)
    return [(_sentence(page, at, found), found) for at, found in sorted(by_sentence.items())]


def _sentence(page: Page, index: int, mentions: Sequence[Mention]) -> Sentence:
    if index >= 0:
        return page.sentences[index]
    # Outside of all sentences: a row all the same.
    starts, ends = [m.start for m in mentions], [m.end for m in mentions]
    return Sentence(min(starts), max(ends), "")
