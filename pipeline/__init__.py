"""sasil: facts from Korean local-government news.

>>> import pipeline
>>> nlp = pipeline.load()
>>> article = nlp("시흥시는 3일 회원 300여 명이 참여했다고 밝혔다.", published="2025-07-28")
>>> [(fact.value, fact.qualifier) for fact in article.facts]
[(Decimal('300'), 'approx')]
"""

from pipeline.api import Extractor, load
from pipeline.model import Article, Document

__all__ = ["Article", "Document", "Extractor", "load"]
