"""Homographs: whether a stem such as 이천, 구리, 예산 is the region or an ordinary word.

Characters and neighbours decide first, the article's other mentions second, morphemes last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import regex

from pipeline.match.nearby import is_proper_noun

if TYPE_CHECKING:
    from pipeline.match.atlas import Gazetteer
    from pipeline.page import Page

_WORD_AFTER = regex.compile(r"[와과의도은는이가를을에]?\s*(\S*)")
_BYLINE = regex.compile(r"\s?=")


@dataclass(frozen=True, slots=True)
class Context:
    """The page, the table and the codes that the article names without doubt."""

    page: Page
    table: Gazetteer
    named: frozenset[str] = frozenset()
    cast: frozenset[tuple[int, int]] = frozenset()
    """Names of performers, who may be called like a county (강진)."""


def refuse(start: int, end: int, surface: str, kind: str, listed: bool, context: Context) -> str:
    """Why a stem is taken for an ordinary word; empty where it is taken for the region.

    `kind` says how common the word is: ``rare``, ``even``, or ``hard`` where it is as common as
    the place even in the place's own articles.
    """
    text = context.page.masked
    if (start, end) in context.cast:
        return "a performer's name"
    if _contradicted(text, start, end, surface, context.table):
        return "neighbour of the ordinary word"
    if listed or kind == "rare" or _BYLINE.match(text, end):
        return ""
    anchored = any(code in context.named for code in context.table.places.by_surface[surface])
    if kind == "even" and anchored:
        return ""
    if text[end : end + 5].lstrip().startswith(context.table.next_words):
        return ""
    if kind == "hard" and not anchored:
        return "an ordinary word unless the article names the region"
    proper = is_proper_noun(context.page, start, end, before=2, after=1)
    return "" if proper else "an ordinary word by morphemes"


def _contradicted(text: str, start: int, end: int, surface: str, table: Gazetteer) -> bool:
    following = _WORD_AFTER.match(text, end)
    after = table.after.get(surface, ())
    if after and following and following[1].startswith(after):
        return True
    if after and text.startswith(after, end):
        return True
    before = table.before.get(surface, ())
    return bool(before) and text[:start].rstrip().endswith(before)
