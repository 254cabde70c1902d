"""Articles with gold and marked sentences that are not part of the project.

They are looked for in the folder that SHARED names, else beside the checkout; without them these
tests are skipped, and say so. Their scores are checked by `.ci/run`.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from pipeline import load
from pipeline.model import Article, Document
from pipeline.read import read

SHARED = Path(os.environ.get("SHARED") or Path(__file__).parents[3] / "shared")
ARTICLES = SHARED / "seeds"
GOLD = SHARED / "gold"
SENTENCES = SHARED / "klue" / "news_even.jsonl"

needs_articles = pytest.mark.skipif(
    not (ARTICLES.is_dir() and GOLD.is_dir()), reason=f"no articles with gold in {SHARED}"
)
needs_sentences = pytest.mark.skipif(not SENTENCES.is_file(), reason=f"no {SENTENCES}")


@pytest.fixture(scope="module")
def articles() -> dict[str, Article]:
    """What is extracted from each article, by its file's name."""
    nlp = load()
    items = list(read([ARTICLES]))
    assert all(isinstance(item, Document) for item in items)
    return {Path(d.source).name: nlp(d) for d in items if isinstance(d, Document)}


@needs_articles
def test_gold_stands_where_it_says(articles: dict[str, Article]) -> None:
    files = sorted(GOLD.glob("*.json"))
    assert files
    for path in files:
        gold = json.loads(path.read_bytes())
        text = articles[path.stem].document.text
        for row in (*gold["entities"], *gold["facts"], *gold["dates"]):
            assert text[row["start"] : row["end"]] == row["text"], path.name


@needs_articles
def test_every_row_stands_where_it_says(articles: dict[str, Article]) -> None:
    for article in articles.values():
        text = article.document.text
        silent = [s for s in article.sections if s.section in ("boilerplate", "dateline", "byline")]
        for row in (*article.entities, *article.facts, *article.dates):
            assert row.text == text[row.start : row.end]
            assert row.text in row.sentence
            assert not any(s.start < row.end and row.start < s.end for s in silent)
        assert not article.problems
    assert sum(len(article.facts) for article in articles.values()) > 0


@needs_sentences
def test_marks_of_sentences_lie_in_their_text() -> None:
    with SENTENCES.open(encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            for start, end, label in record["spans"]:
                assert 0 <= start < end <= len(record["text"]), record["id"]
                assert label in {"QT", "DT", "TI", "PS", "LC", "OG"}
