"""sasil: facts from Korean local-government news.

>>> import pipeline
>>> nlp = pipeline.load()
>>> article = nlp("시흥시는 3일 회원 300여 명이 참여했다고 밝혔다.", published="2025-07-28")
>>> [(fact.value, fact.qualifier) for fact in article.facts]
[(Decimal('300'), 'approx')]
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.api import Extractor, load
    from pipeline.model import Article, Document

__all__ = ["Article", "Document", "Extractor", "load"]

_HOMES = {
    "Article": "pipeline.model",
    "Document": "pipeline.model",
    "Extractor": "pipeline.api",
    "load": "pipeline.api",
}


def __getattr__(name: str) -> Any:
    """Import what is asked for: a command that needs no rules must not wait for their stages."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
