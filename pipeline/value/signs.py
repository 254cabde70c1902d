"""Tells the sign of a figure: −, △, ▼ and 영하 as minus, △ as a bullet.

In: a figure's span. Out: whether its value is negative.
"""

from __future__ import annotations

import re

import regex

from pipeline.model import Candidate
from pipeline.page import Page

_SIGNED = frozenset({"rate", "money", "measure"})
"""Measures that go below zero; a count after △ is an item of a list unless it stands alone."""
_MARK = re.compile(r"(?:영하|[-△▼]) ?$")
_LIST_MARK = re.compile(r"[△▼▲]")
_STANDS_ALONE = re.compile(r" ?(?:[),|\n]|$)")
_EXPLAINED = regex.compile(
    r"(?<=[가-힣] [△▼][\d,.만천백]{1,12}[가-힣]) \(|[이가]? ?(?:감소|줄(?=[어었]))"
)
"""A bracket behind a figure that is no item, or a verb of decrease: 인구 △12명 (전년 대비)."""


def is_negative(candidate: Candidate, page: Page) -> bool:
    """Whether a minus sign belongs to the figure.

    △ before a figure is a sign where figures stand: in parentheses or a cell, or before a rate in
    a sentence whose other △ stand before figures too; else it introduces an item of a list.
    """
    text = page.text
    if text[candidate.start] == "-":
        return True
    mark = _MARK.search(text, max(0, candidate.start - 3), candidate.start)
    if not mark:
        return False
    sign = mark[0].strip()
    if sign == "영하":
        return True
    if sign == "-":
        return False
    return _is_sign(candidate, page, mark.start())


def _is_sign(candidate: Candidate, page: Page, at: int) -> bool:
    text = page.text
    if text[candidate.start - 1] == " ":
        return False
    if "cell" in candidate.features or text[max(0, at - 1) : at] in ("(", "|", "\t"):
        return True
    if candidate.features.get("measure") not in _SIGNED:
        sure = _STANDS_ALONE.match(text, candidate.end) or _EXPLAINED.match(text, candidate.end)
        return sure is not None and not _in_list(page, at)
    return not _in_list(page, at)


def _in_list(page: Page, at: int) -> bool:
    """Whether the sentence has a mark of the same kind before something that is no figure."""
    sentence = page.sentence(at)
    marks = _LIST_MARK.finditer(page.text, sentence.start, sentence.end)
    return any(not page.text[m.end() : m.end() + 1].isdecimal() for m in marks)
