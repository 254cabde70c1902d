"""Quotation marks paired: what stands between them, in curly, straight and mixed marks.

Korean news mixes them freely: “… ", '… ’, one mark forgotten, ’25 for a year. A pair never crosses
a line. Straight marks open after a blank and close after a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PAIRS = {"「": "」", "『": "』", "《": "》", "<": ">", "【": "】"}
_CLOSERS = {close: open_ for open_, close in _PAIRS.items()}
_MARK = re.compile(r"[\"“”'‘’「」『』《》<>]")
_YEAR = re.compile(r"['’‘]\d\d(?:년|학년도|\.|~|-|\s*[~-])")
_LOOSE = "([,·△▲→:“"
"""After these a mark opens, even where one of its kind is open already."""


@dataclass(frozen=True, slots=True)
class Quote:
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
            line_end = _line_end(text, at)
        if _is_apostrophe(text, at, char, open_):
            continue
        if _opens(text, at, char, open_):
            open_.append((_kind(char), at + 1))
        else:
            found.extend(_close(char, at, open_))
    solid = (q for q in found if q.start < q.end)
    return tuple(sorted(solid, key=lambda q: (q.start, -q.end)))


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _kind(char: str) -> str:
    if char in '"“”':
        return '"'
    return "'" if char in "'‘’" else _CLOSERS.get(char, char)


def _is_apostrophe(text: str, at: int, char: str, open_: list[tuple[str, int]]) -> bool:
    """’25년, and the English possessive."""
    if char not in "'’‘":
        return False
    if _YEAR.match(text, at):
        return True
    inside = at > 0 and text[at - 1].isascii() and text[at - 1].isalpha()
    return inside and text[at + 1 : at + 2].isascii() and text[at + 1 : at + 2].isalpha()


def _opens(text: str, at: int, char: str, open_: list[tuple[str, int]]) -> bool:
    if char in _PAIRS or char == "‘":
        return True
    if char in _CLOSERS or char in "”’":
        return False
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if after.isspace():
        return False
    kind = _kind(char)
    already = any(kind == k for k, _ in open_)
    mixed = kind == '"' and bool(open_) and not before.isspace()
    return before.isspace() or before in _LOOSE if already or mixed else True


def _close(char: str, at: int, open_: list[tuple[str, int]]) -> Iterator[Quote]:
    """Close the innermost quotation of the same kind; a double mark also a lone single one."""
    kind = _kind(char)
    for index in range(len(open_) - 1, -1, -1):
        if open_[index][0] == kind:
            yield Quote(open_[index][1], at, kind)
            del open_[index:]
            return
    if kind == '"' and open_ and open_[0][0] == "'":
        yield Quote(open_[0][1], at, '"')
        open_.clear()
