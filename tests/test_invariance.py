"""The same article in other clothes: line ends, composition, blanks and marks without width."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import Article, load
from pipeline.model import Document
from pipeline.read import read

NLP = load()
SEEDS = [d for d in read([Path(__file__).parent.parent / "seeds"]) if isinstance(d, Document)]

CLOTHES: dict[str, Callable[[str], str]] = {
    "Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "decomposed Hangul": lambda text: unicodedata.normalize("NFD", text),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
    "zero-width spaces inside words": lambda text: text.replace("원", "원\u200b"),
}


def plain(text: str) -> str:
    """The text in its own clothes again."""
    return unicodedata.normalize("NFC", text).translate({0x200B: None, 0xA0: " ", 13: None})


def rows(article: Article) -> list[tuple[object, ...]]:
    """What the rows say, without the characters that the change of clothes touches."""
    found: list[tuple[object, ...]] = [
        ("fact", plain(f.text), f.measure, f.value, f.unit, f.qualifier, plain(f.indicator))
        for f in article.facts
    ]
    found += [("date", plain(d.text), d.type, d.value, d.mod) for d in article.dates]
    found += [("entity", plain(e.text), e.label, plain(e.entity_id)) for e in article.entities]
    return found


@pytest.mark.parametrize("change", CLOTHES.values(), ids=CLOTHES)
@pytest.mark.parametrize("document", SEEDS, ids=lambda d: d.doc_id)
def test_the_rows_are_the_same(document: Document, change: Callable[[str], str]) -> None:
    dressed = NLP(replace(document, text=change(document.text)))
    assert rows(dressed) == rows(NLP(document))


@pytest.mark.parametrize("change", CLOTHES.values(), ids=CLOTHES)
@pytest.mark.parametrize("document", SEEDS, ids=lambda d: d.doc_id)
def test_every_surface_is_the_sources_and_stands_in_its_sentence(
    document: Document, change: Callable[[str], str]
) -> None:
    text = change(document.text)
    article = NLP(text, published=document.published)
    for row in (*article.entities, *article.facts, *article.dates):
        assert row.text == text[row.start : row.end]
        assert row.text in row.sentence
        assert "\n" not in row.text.replace("\r\n", "\n") or row in article.dates


def test_a_number_too_long_to_be_one_is_left_out_not_rounded() -> None:
    article = NLP("사업비는 99999999999999999999999999.5억원이고 예산은 3억원이다.")
    assert [(f.text, f.value) for f in article.facts] == [("3억원", 300000000)]


def test_the_front_door_refuses_what_is_no_date() -> None:
    with pytest.raises(ValueError, match="not a date"):
        NLP("3일 열렸다.", published="지난주")
    assert NLP("3일 열렸다.", published="2025. 7. 28.").dates[0].value == "2025-07-03"


def test_half_a_character_does_no_harm() -> None:
    assert NLP("안산시는 \ud800 3일 40명을 뽑았다.").facts[0].value == 40
