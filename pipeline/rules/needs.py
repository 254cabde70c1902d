"""What a text must hold for a pattern to match at all: its literals, read off the expression.

Most rules are about words that an article does not print. Knowing the words, one pass over a text
tells which patterns need not be run. Whatever is not understood needs nothing, so it is always run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

import regex

from pipeline.numerals import BLOT

LARGEST = 512
"""Strings that a stretch of an expression may stand for before it is cut in two."""

LONGEST_TAIL = 64
"""Strings that may end a piece before they are cut to their last characters."""

Needs = tuple[frozenset[str], ...]
"""Of each set at least one string must stand in the folded text."""

_DIGIT = regex.compile(r"\d")


def folded(text: str) -> str:
    """The text as the strings of `needs` are written: all digits alike, all of a blot alike.

    >>> folded("2025년 3월")
    '0000년 0월'
    """
    return str(_DIGIT.sub("0", text)).replace(BLOT[1], BLOT[0])


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a piece of an expression stands for.

    `strings`: these and no others, None if there is no telling. `tail`: if the piece stands for
    anything at all, one of these ends it; None if unknown. `empty`: it may stand for nothing.
    """

    strings: frozenset[str] | None
    needs: Needs = ()
    tail: frozenset[str] | None = None
    empty: bool = False

    def told(self) -> Needs:
        """All that is needed, the strings themselves included."""
        if self.strings is None or "" in self.strings:
            return self.needs
        return (*self.needs, self.strings)

    def ends(self) -> frozenset[str] | None:
        """Strings of which one ends the piece, unless it is empty."""
        return self.tail if self.strings is None else self.strings - {""}

    def skipped(self) -> bool:
        """Whether the piece may stand for nothing."""
        return self.empty if self.strings is None else "" in self.strings


_EMPTY = frozenset({""})
_NOTHING = _Piece(_EMPTY)
_ANYTHING = _Piece(None, empty=True)
_CHARACTER = _Piece(None)


class _UnreadError(ValueError):
    """A construct that this reader does not know."""


def needs(expression: str) -> Needs:
    """The sets of strings of which a match of the expression must hold one each.

    Only what a match consumes counts, not what it looks at ahead; () where nothing is certain.

    >>> [sorted(words) for words in needs(r"(?:제)?\\d+ ?(?:기|회차)(?!의)")]
    [['0 기', '0 회차', '0기', '0회차']]
    >>> needs(r"(?:하루)?[^가]")
    ()
    """
    try:
        reader = _Reader(expression)
        piece = reader.alternatives()
        if reader.at < len(expression):
            raise _UnreadError(expression[reader.at :])
    except _UnreadError:
        return ()
    return _telling([_shortest(words) for words in piece.told()])


def _telling(groups: Iterable[frozenset[str]]) -> Needs:
    """Without the groups that say nothing that a longer one does not say."""
    kept: list[frozenset[str]] = []
    for group in sorted(set(groups), key=lambda group: (_breadth(group), sorted(group))):
        if not any(all(_holds(word, group) for word in longer) for longer in kept):
            kept.append(group)
    return tuple(kept)


def _holds(word: str, group: frozenset[str]) -> bool:
    return not group.isdisjoint(word) or any(part in word for part in group)


def _shortest(words: frozenset[str]) -> frozenset[str]:
    """Without those that hold another one of them."""
    kept: list[str] = []
    for word in sorted(words, key=lambda word: (len(word), word)):
        if not any(short in word for short in kept):
            kept.append(word)
    return frozenset(kept)


_REPEAT = regex.compile(r"(?:[*+?]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")
_NAMED = regex.compile(r"\?P?<(?=[^=!])\w+>|\?:|\?>|\?\|")
_AHEAD = regex.compile(r"\?=")
_BEHIND = regex.compile(r"\?<=")
_ASIDE = regex.compile(r"\?<?!")
_CONDITION = regex.compile(r"\?\(\w+\)")
_CODE = regex.compile(r"\\(?:u(?P<four>[\da-fA-F]{4})|x(?P<two>[\da-fA-F]{2}))")
_PROPERTY = regex.compile(r"\\[pPN]\{[^{}]*\}|\\[dDsSwWbBAZzKXRhmM]")
_CONTROL = {"n": "\n", "t": "\t", "r": "\r"}


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, expression: str) -> None:
        self.source = expression
        self.at = 0

    def alternatives(self) -> _Piece:
        """Branches up to the closing bracket or the end."""
        branches = [self._sequence()]
        while self._take("|"):
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else _either(branches)

    def _sequence(self) -> _Piece:
        return _joined(self._items())

    def _items(self) -> Iterator[_Piece]:
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            yield self._repeated(self._atom())

    def _atom(self) -> _Piece:
        char = self.source[self.at]
        if char == "(":
            return self._group()
        if char == "[":
            return self._class()
        if char == "\\":
            return self._escape()
        self.at += 1
        if char in "*+?{":
            raise _UnreadError(char)
        if char in ".^$":
            return _CHARACTER if char == "." else _NOTHING
        return _Piece(frozenset({"0" if char.isdecimal() else char}))

    def _repeated(self, piece: _Piece) -> _Piece:
        found = _REPEAT.match(self.source, self.at)
        if not found:
            return piece
        self.at = found.end()
        least = {"*": 0, "?": 0, "+": 1}.get(found[0][0], int(found["least"] or 0))
        if found[0][0] == "?":
            return _either([_NOTHING, piece])
        if least == 0:
            return _Piece(None, tail=piece.ends(), empty=True)
        return _Piece(None, piece.told(), piece.ends(), piece.skipped())

    def _group(self) -> _Piece:
        self.at += 1
        ahead, behind, aside, condition = (
            self._skip(opening) for opening in (_AHEAD, _BEHIND, _ASIDE, _CONDITION)
        )
        known = ahead or behind or aside or condition or self._skip(_NAMED)
        if not known and self._next("?"):
            raise _UnreadError(self.source[self.at :])
        piece = self.alternatives()
        if not self._take(")"):
            raise _UnreadError("no closing bracket")
        if behind and not piece.skipped():
            return _Piece(_EMPTY, tail=piece.ends())
        if ahead or behind or aside:
            return _NOTHING
        return _ANYTHING if condition else piece

    def _escape(self) -> _Piece:
        if found := _CODE.match(self.source, self.at):
            self.at = found.end()
            return _Piece(frozenset({folded(chr(int(found["four"] or found["two"], 16)))}))
        if found := _PROPERTY.match(self.source, self.at):
            self.at = found.end()
            if found[0] == r"\d":
                return _Piece(frozenset({"0"}))
            return _NOTHING if found[0][1] in "bBAZzKmM" else _CHARACTER
        char = self.source[self.at + 1 : self.at + 2]
        if char in _CONTROL or not (char.isalnum() or char == ""):
            self.at += 2
            return _Piece(frozenset({_CONTROL.get(char, char)}))
        raise _UnreadError(char)

    def _class(self) -> _Piece:
        """A set of characters: its members if they are few and plainly written."""
        self.at += 1
        plain = not self._take("^")
        members: set[str] = set()
        while not members or not self._take("]"):  # a bracket that comes first is a member
            if self.at >= len(self.source):
                raise _UnreadError("no closing bracket")
            member = self._member()
            plain = plain and member is not None
            members.add(member or "")
        return _Piece(frozenset(members)) if plain else _CHARACTER

    def _member(self) -> str | None:
        """One member of a set; None for a range, a nested set or a property."""
        char = self.source[self.at]
        if char == "[":
            self._class()
            return None
        operator = self.source[self.at : self.at + 2]
        if operator in ("--", "&&", "||", "~~"):
            self.at += 2
            return None
        strings = self._escape().strings if char == "\\" else frozenset({char})
        self.at += char != "\\"
        first = next(iter(strings)) if strings and strings != _EMPTY else ""
        if self._next("-") and not self.source.startswith(("-]", "--"), self.at):
            self.at += 1
            return "0" if self._member() == "0" == folded(first) else None
        return folded(first) or None

    def _take(self, char: str) -> bool:
        taken = self._next(char)
        self.at += taken
        return taken

    def _next(self, char: str) -> bool:
        return self.source.startswith(char, self.at)

    def _skip(self, opening: regex.Pattern[str]) -> bool:
        found = opening.match(self.source, self.at)
        if found:
            self.at = found.end()
        return bool(found)


def _joined(pieces: Iterable[_Piece]) -> _Piece:
    """Pieces one behind the other."""
    run = _Run()
    for piece in pieces:
        run.add(piece)
    return run.piece()


class _Run:
    """What is known of the pieces so far."""

    def __init__(self) -> None:
        self.needs: list[frozenset[str]] = []
        self.here: frozenset[str] | None = _EMPTY
        """One of these ends here, "" while all before may be empty; None if there is no telling."""
        self.whole = True
        """Whether `here` is all that the pieces stand for, rather than their ends."""

    def add(self, piece: _Piece) -> None:
        self.needs += piece.needs
        if piece.strings == _EMPTY and piece.tail:
            self.here, self.whole = piece.tail, False  # looking behind: this is what ends here
            return
        joined = _product(self.here, piece.strings)
        if joined is not None:
            self.here = joined
            return
        self.needs += _Piece(self.here).told()
        self.whole = False
        ends = piece.ends()
        if piece.skipped():
            ends = None if self.here is None or ends is None else self.here | ends
        self.here = ends

    def piece(self) -> _Piece:
        if self.whole:
            return _Piece(self.here, tuple(self.needs))
        told = (*self.needs, *_Piece(self.here).told())
        if self.here is None:
            return _Piece(None, told)
        return _Piece(None, told, _brief(self.here - _EMPTY), "" in self.here)


def _product(first: frozenset[str] | None, second: frozenset[str] | None) -> frozenset[str] | None:
    """One of each joined; None if one is unknown, or if they would be too many."""
    if first is None or second is None or len(first) * len(second) > LARGEST:
        return None
    return frozenset(a + b for a, b in product(first, second))


def _brief(tail: frozenset[str]) -> frozenset[str]:
    """A tail that is small enough to be joined with what follows."""
    return tail if len(tail) <= LONGEST_TAIL else frozenset(word[-1] for word in tail)


def _either(branches: list[_Piece]) -> _Piece:
    """Any one of the branches."""
    if all(branch.strings is not None and not branch.needs for branch in branches):
        return _Piece(frozenset().union(*(branch.strings or () for branch in branches)))
    ends = [branch.ends() for branch in branches]
    tail = None if None in ends else frozenset().union(*(end or () for end in ends))
    told = [branch.told() for branch in branches]
    weakest = frozenset().union(*(min(each, key=_breadth) for each in told if each))
    needed = (weakest,) if all(told) else ()
    return _Piece(None, needed, tail, any(branch.skipped() for branch in branches))


def _breadth(words: frozenset[str]) -> tuple[int, int]:
    """How easily one of the strings is met: short ones are, then many."""
    return -min(map(len, words)), len(words)
