"""The tables as pandas DataFrames, with the columns of the CSV files."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pipeline.model import Article, Check, Date, Document, Dropped, Entity, Fact, Relation

if TYPE_CHECKING:
    import pandas as pd

TABLES: dict[str, type] = {
    "documents": Document,
    "entities": Entity,
    "facts": Fact,
    "dates": Date,
    "relations": Relation,
    "checks": Check,
    "dropped": Dropped,
}
"""The tables that an article has, and the model of their rows."""


def columns(model: type) -> list[str]:
    """Names of a row model's columns, in the order of the table.

    >>> columns(Check)[:3]
    ['doc_id', 'check', 'fact_ids']
    """
    return [f.name for f in fields(model) if "about" in f.metadata]


def frame(articles: Article | Iterable[Article], table: str) -> pd.DataFrame:
    """One table of one or several articles; `table` is a key of TABLES.

    Raises KeyError with the known names for an unknown table.
    """
    import pandas as pd  # 0.5 s that most runs do not need

    if table not in TABLES:
        raise KeyError(f"no table {table!r}; there are {', '.join(TABLES)}")
    articles = [articles] if isinstance(articles, Article) else list(articles)
    names = columns(TABLES[table])
    rows = (row for article in articles for row in _rows(article, table))
    read = attrgetter(*names)
    return pd.DataFrame([read(row) for row in rows], columns=names)


def _rows(article: Article, table: str) -> tuple[Any, ...]:
    return (article.document,) if table == "documents" else getattr(article, table)
