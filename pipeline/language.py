"""Kiwi inside spaCy: a Doc of any Korean text, and of an extracted article.

Kiwi's morphemes can overlap and be empty (다쳤 = 다치 + 었); spaCy's tokens partition the text.
Morphemes that share characters become one token; its tag joins theirs ("VV+EP"). The Doc's text is
always the source, so its character offsets are those of the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans, registry
from spacy.vocab import Vocab

from pipeline import tokens
from pipeline.api import load
from pipeline.model import Article, Morpheme

SPANS = "sasil"
"""Key of `doc.spans` that holds every mention."""

Unit = tuple[int, int, str]
"""Start, end and joined tags of a token."""


@registry.tokenizers("sasil.kiwi.v1")  # type: ignore[untyped-decorator]
def create_tokenizer() -> Any:
    """The factory that a spaCy config names: `tokenizer = {"@tokenizers": "sasil.kiwi.v1"}`."""
    return lambda nlp: KiwiTokenizer(nlp.vocab)


class KiwiTokenizer:
    """A spaCy tokenizer: str -> Doc."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc whose text is `text` and whose `tag_`s are Kiwi's, joined where merged."""
        words: list[str] = []
        spaces: list[bool] = []
        tags: list[str] = []
        for start, end, tag in _partition(text, tokens.tokenize(text)):
            if tag == " " and words and not spaces[-1] and end - start == 1:
                spaces[-1] = True
                continue
            words.append(text[start:end])
            spaces.append(False)
            tags.append("SP" if tag in " \n" else tag)
        return Doc(self.vocab, words=words, spaces=spaces, tags=tags)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to store: the model belongs to kiwipiepy."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> KiwiTokenizer:
        """Nothing to restore."""
        return self

    def to_disk(self, _: Any, **__: Any) -> None:
        """Nothing to store."""

    def from_disk(self, _: Any, **__: Any) -> KiwiTokenizer:
        """Nothing to restore."""
        return self


def _partition(text: str, morphemes: Iterable[Morpheme]) -> Iterator[Unit]:
    """Non-overlapping units that cover the text: single blanks, other gaps, merged morphemes."""
    at = 0
    for start, end, tag in _merged(morphemes):
        yield from _gap(text, at, start)
        yield start, end, tag
        at = end
    yield from _gap(text, at, len(text))


def _gap(text: str, start: int, end: int) -> Iterator[Unit]:
    """A gap between morphemes: its first blank alone, so that it can be spaCy's `whitespace_`."""
    if start < end and text[start] == " ":
        yield start, start + 1, " "
        start += 1
    if start < end:
        yield start, end, "\n"


def _merged(morphemes: Iterable[Morpheme]) -> Iterator[Unit]:
    """Morphemes that share characters as one unit; an empty one joins the unit that it touches."""
    unit: Unit | None = None
    for m in morphemes:
        if unit is None:
            unit = (m.start, m.end, m.tag)
        elif m.start < unit[1] or m.start == m.end == unit[1]:
            unit = (unit[0], max(unit[1], m.end), f"{unit[2]}+{m.tag}")
        else:
            yield from _solid(unit)
            unit = (m.start, m.end, m.tag)
    if unit is not None:
        yield from _solid(unit)


def _solid(unit: Unit) -> Iterator[Unit]:
    if unit[0] < unit[1]:
        yield unit


@Language.factory("sasil", default_config={"published": "", "rules": []})
def create_component(nlp: Language, name: str, published: str, rules: list[str]) -> Any:
    """A pipe that extracts from the Doc's text and adds `doc.spans["sasil"]` and `doc.ents`."""
    extractor = load(*rules)

    def component(doc: Doc) -> Doc:
        return annotate(doc, extractor(doc.text, published=published))

    return component


def blank(published: str = "", *rules: str) -> Language:
    """A spaCy pipeline of Kiwi tokens and this package's mentions.

    >>> doc = blank("2025-07-28")("안산시는 3일 40명을 뽑았다.")
    >>> [(ent.text, ent.label_) for ent in doc.ents]
    [('안산시', 'region')]
    """
    config = {"nlp": {"tokenizer": {"@tokenizers": "sasil.kiwi.v1"}}}
    nlp = spacy.blank("ko", config=config)
    nlp.add_pipe("sasil", config={"published": published, "rules": list(rules)})
    return nlp


def to_doc(article: Article, vocab: Vocab | None = None) -> Doc:
    """The article as a spaCy Doc, for displaCy, a Matcher on top, or training data."""
    doc = KiwiTokenizer(vocab or spacy.blank("xx").vocab)(article.document.text)
    return annotate(doc, article)


def annotate(doc: Doc, article: Article) -> Doc:
    """Add the article's mentions: all in `doc.spans["sasil"]`, entities also in `doc.ents`.

    A mention that begins or ends inside a token is widened to the token in spans; its exact
    offsets stay in the article, which is kept in `doc.user_data["sasil"]`.
    """
    entities = [_span(doc, e.start, e.end, e.label, e.entity_id) for e in article.entities]
    figures = [_span(doc, f.start, f.end, f.measure, f.fact_id) for f in article.facts]
    dates = [_span(doc, d.start, d.end, d.type, d.value) for d in article.dates]
    doc.spans[SPANS] = [span for span in (*entities, *figures, *dates) if span is not None]
    doc.ents = filter_spans([span for span in entities if span is not None])
    doc.user_data[SPANS] = article
    return doc


def _span(doc: Doc, start: int, end: int, label: str, span_id: str) -> Span | None:
    return doc.char_span(start, end, label=label, span_id=span_id, alignment_mode="expand")
