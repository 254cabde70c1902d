"""The tables as pandas DataFrames, with the columns of the CSV files."""

from __future__ import annotations

from collections.abc import Iterable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from pipeline.model import Article
from pipeline.tables import TABLES, columns

if TYPE_CHECKING:
    import pandas as pd


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
