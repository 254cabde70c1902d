"""Quotation marks paired: what stands between them, in curly, straight and mixed marks.

Korean news mixes them freely: “… ", '… ’, one mark forgotten, ’25 for a year. A pair never crosses
a line. Straight marks open after a blank and close after a word.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_PAIRS = {"「": "」", "『": "』", "《": "》", "<": ">", "【": "】"}
_KINDS = {
    mark: marks[0] for marks in ('"“”', "'‘’", *map("".join, _PAIRS.items())) for mark in marks
}
"""What a mark pairs with: double and single ones with any of their kind, brackets with theirs."""
_OPENERS = frozenset((*_PAIRS, "‘"))
_CLOSERS = frozenset((*_PAIRS.values(), "”", "’"))
_MARK = re.compile(r"[\"“”'‘’「」『』《》<>]")
_YEAR = re.compile(r"['’‘]\d\d(?:년|학년도|\.|~|-|\s*[~-])")
_LOOSE = "([,·△▲→:“"
"""After these a mark opens, even where one of its kind is open already."""


class Quote(NamedTuple):
    """What stands between two marks, without them; `mark` is ``"``, ``'`` or an opening bracket."""

    start: int
    end: int
    mark: str


def find_quotes(text: str) -> tuple[Quote, ...]:
    """Every quotation of a text in the order of their beginnings; they may nest.

    >>> text = "“'가'는 나”, “다\\""
    >>> [(q.mark, text[q.start : q.end]) for q in find_quotes(text)]
    [('"', "'가'는 나"), ("'", '가'), ('"', '다')]
    >>> find_quotes("’25년 예산, '26년")
    ()
    """
    found: list[Quote] = []
    open_: list[tuple[str, int]] = []
    line_end = -1
    for mark in _MARK.finditer(text):
        char, at = mark[0], mark.start()
        if at > line_end:
            open_.clear()
            line_end = text.find("\n", at)
            if line_end < 0:
                line_end = len(text)
        kind = _KINDS[char]
        if kind == "'" and _is_apostrophe(text, at):
            continue
        if _opens(text, at, char, open_):
            open_.append((kind, at + 1))
        else:
            quote = _close(kind, at, open_)
            if quote and quote.start < at:
                found.append(quote)
    found.sort(key=lambda q: (q.start, -q.end))
    return tuple(found)


def _is_apostrophe(text: str, at: int) -> bool:
    """’25년, and the English possessive."""
    if _YEAR.match(text, at):
        return True
    inside = at > 0 and text[at - 1].isascii() and text[at - 1].isalpha()
    return inside and text[at + 1 : at + 2].isascii() and text[at + 1 : at + 2].isalpha()


def _opens(text: str, at: int, char: str, open_: list[tuple[str, int]]) -> bool:
    if char in _OPENERS:
        return True
    if char in _CLOSERS or text[at + 1 : at + 2].strip() == "":
        return False
    if not open_:
        return True
    before = text[at - 1] if at else " "
    if before.isspace() or before in _LOOSE:
        return True
    kind = _KINDS[char]
    return kind != '"' and all(kind != k for k, _ in open_)


def _close(kind: str, at: int, open_: list[tuple[str, int]]) -> Quote | None:
    """Close the innermost quotation of the same kind; a double mark also a lone single one."""
    for index in range(len(open_) - 1, -1, -1):
        if open_[index][0] == kind:
            start = open_[index][1]
            del open_[index:]
            return Quote(start, at, kind)
    if kind == '"' and open_ and open_[0][0] == "'":
        start = open_[0][1]
        open_.clear()
        return Quote(start, at, '"')
    return None
