"""The library's front door: load the rules once, call them on texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline import tokens
from pipeline.flow import extract, extract_abreast
from pipeline.model import Article, Document
from pipeline.read import read_published
from pipeline.rules import Rules, load_rules


class Extractor:
    """Rules ready to run; call it on a text or on a Document."""

    def __init__(self, rules: Rules) -> None:
        self.rules = rules

    def __call__(
        self,
        text: str | Document,
        *,
        published: str = "",
        title: str = "",
        publisher: str = "",
        doc_id: str = "text",
    ) -> Article:
        """Extract from one article. `published` is an ISO date or datetime, empty if unknown.

        Raises ValueError if `published` is no date.
        """
        published = read_published(published) if published else ""
        if isinstance(text, str):
            text = Document(
                doc_id=doc_id, text=text, title=title, publisher=publisher, published=published
            )
        return extract(text, self.rules)

    def pipe(self, documents: Iterable[Document]) -> Iterator[Article | Exception]:
        """Extract from many documents, in their order and in two thirds of the time.

        A document that breaks anything gives its exception; the others are not affected.
        """
        return extract_abreast(documents, self.rules)


def load(*rules: str | Path) -> Extractor:
    """An extractor with the shipped rules and the given folders laid over them.

    Raises RuleError with every problem of every rule file.
    """
    return Extractor(load_rules(*map(Path, rules)))


def warm(rules: Rules) -> None:
    """Load Kiwi, and build now what the stages build from the rules when they first need it.

    Processes that are forked afterwards share all of it.
    """
    tokens.load()
    extract(Document(doc_id="", text="시흥시는 3일 회원 300여 명이 참여했다고 밝혔다."), rules)
