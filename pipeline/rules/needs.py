"""What a text must hold for a pattern to match at all: its literals, read off the expression.

Most rules are about words that an article does not print. Knowing the words, one pass over a text
tells which patterns need not be run. Whatever is not understood needs nothing, so it is always run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import regex

from pipeline.numerals import BLOT
from pipeline.rules.pieces import (
    ANYTHING,
    CHARACTER,
    EMPTY,
    NOTHING,
    Needs,
    Piece,
    breadth,
    either,
    joined,
    least_told,
)

__all__ = ["LONGEST_LOOK", "Needs", "folded", "needs"]

LONGEST_LOOK = 8
"""Characters before and behind a match that needed strings may reach to: patterns look around."""

COMPARED = 300
"""Strings of a set that are compared with each other; a larger set is taken as it is."""

MOST_TIMES = 6
"""Repetitions that are written out; the others are taken for any number."""

MANY = 12
"""Single characters of which one stands in nearly every sentence."""

_DIGIT = regex.compile(r"\d")


def folded(text: str) -> str:
    """The text as the strings of `needs` are written: all digits alike, all of a blot alike.

    >>> folded("2025년 3월")
    '0000년 0월'
    """
    return str(_DIGIT.sub("0", text)).replace(BLOT[1], BLOT[0])


class _UnreadError(ValueError):
    """A construct that this reader does not know."""


@lru_cache(maxsize=4096)
def needs(expression: str) -> Needs:
    """The sets of strings of which a match of the expression must hold one each.

    Built from what a match consumes and what it looks at right behind and ahead; () where nothing
    is certain.

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
    """Without the groups that say nothing that a longer one does not say, or nearly nothing."""
    kept: dict[frozenset[str], list[set[str]]] = {}
    for group in sorted(set(groups), key=lambda group: (breadth(group), sorted(group))):
        implied = any(not any(map(group.isdisjoint, parts)) for parts in kept.values())
        if not implied:
            kept[group] = [_parts(word) for word in group] if len(group) <= COMPARED else [set()]
    return tuple(group for group in kept if not _met_anywhere(group)) or tuple(kept)


def _met_anywhere(group: frozenset[str]) -> bool:
    """A blank, a digit, one syllable of many: finding them costs more than it saves."""
    return not least_told(group) or sum(len(word) == 1 for word in group) > MANY


def _shortest(words: frozenset[str]) -> frozenset[str]:
    """Without those that hold another one of them."""
    if len(words) > COMPARED:
        return words
    return frozenset(word for word in words if words.isdisjoint(_parts(word) - {word}))


def _parts(word: str) -> set[str]:
    """Every string that stands in the word."""
    ends = range(1, len(word) + 1)
    return {word[start:end] for end in ends for start in range(end)}


@lru_cache(maxsize=8192)
def _group(source: str) -> Piece:
    """A group by itself: parts of rules, as numbers, stand in a hundred patterns."""
    return _Reader(source).group()


_BRACKET = regex.compile(r"\\.|\[\^?\]?(?:[^\]\[\\]|\\.)*\]|[()]", regex.DOTALL)


def _closing(expression: str) -> dict[int, int]:
    """Where the groups end that begin at each offset; those within sets of sets are not told."""
    opened: list[int] = []
    closing: dict[int, int] = {}
    for found in _BRACKET.finditer(expression):
        if found[0] == "(":
            opened.append(found.start())
        elif found[0] == ")" and opened:
            closing[opened.pop()] = found.start()
    return closing


_REPEAT = regex.compile(r"(?:[*+?]|\{(?P<least>\d*)(?:,\d*)?\})[?+]?")
_NAMED = regex.compile(r"\?P?<(?=[^=!])\w+>|\?:|\?>|\?\|")
_AHEAD = regex.compile(r"\?=")
_BEHIND = regex.compile(r"\?<=")
_ASIDE = regex.compile(r"\?<?!")
_MODE = regex.compile(r"\?[ms]+(?=\))")
_CONDITION = regex.compile(r"\?\(\w+\)")
_CODE = regex.compile(r"\\(?:u(?P<four>[\da-fA-F]{4})|x(?P<two>[\da-fA-F]{2}))")
_PROPERTY = regex.compile(r"\\[pPN]\{[^{}]*\}|\\[dDsSwWbBAZzKXRhmM]")
_CONTROL = {"n": "\n", "t": "\t", "r": "\r"}


class _Reader:
    """Reads an expression from left to right."""

    def __init__(self, expression: str) -> None:
        self.source = expression
        self.at = 0
        self.closing = _closing(expression)

    def alternatives(self) -> Piece:
        """Branches up to the closing bracket or the end."""
        branches = [self._sequence()]
        while self._take("|"):
            branches.append(self._sequence())
        return branches[0] if len(branches) == 1 else either(branches)

    def _sequence(self) -> Piece:
        return joined(self._items())

    def _items(self) -> Iterator[Piece]:
        while self.at < len(self.source) and self.source[self.at] not in "|)":
            yield self._repeated(self._atom())

    def _atom(self) -> Piece:
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
            return CHARACTER if char == "." else NOTHING
        return Piece(frozenset({folded(char)}))

    def _repeated(self, piece: Piece) -> Piece:
        found = _REPEAT.match(self.source, self.at)
        if not found:
            return piece
        self.at = found.end()
        least = {"*": 0, "?": 0, "+": 1}.get(found[0][0], int(found["least"] or 0))
        if found[0][0] == "?":
            return either([NOTHING, piece])
        more = Piece(None, tail=piece.ends(), empty=True, head=piece.begins())
        times = [piece] * min(least, MOST_TIMES)
        return joined(times if found[0].startswith(f"{{{least}}}") else [*times, more])

    def _group(self) -> Piece:
        begin, end = self.at, self.closing.get(self.at)
        if end is None:
            return self.group()
        self.at = end + 1
        return _group(self.source[begin : end + 1])

    def group(self) -> Piece:
        """What stands between an opening bracket and its closing one."""
        self.at += 1
        ahead, behind, aside, condition = (
            self._skip(opening) for opening in (_AHEAD, _BEHIND, _ASIDE, _CONDITION)
        )
        known = ahead or behind or aside or condition or self._skip(_NAMED) or self._skip(_MODE)
        if not known and self._next("?"):
            raise _UnreadError(self.source[self.at :])
        piece = self.alternatives()
        if not self._take(")"):
            raise _UnreadError("no closing bracket")
        if behind and not piece.skipped():
            return Piece(EMPTY, tail=_behind(piece.ends()))
        if ahead and not piece.skipped():
            return Piece(EMPTY, ahead=_ahead(piece.begins()))
        if ahead or behind or aside:
            return NOTHING
        return ANYTHING if condition else piece

    def _escape(self) -> Piece:
        if found := _CODE.match(self.source, self.at):
            self.at = found.end()
            return Piece(frozenset({folded(chr(int(found["four"] or found["two"], 16)))}))
        if found := _PROPERTY.match(self.source, self.at):
            self.at = found.end()
            if found[0] == r"\d":
                return Piece(frozenset({"0"}))
            return NOTHING if found[0][1] in "bBAZzKmM" else CHARACTER
        char = self.source[self.at + 1 : self.at + 2]
        if char in _CONTROL or not (char.isalnum() or char == ""):
            self.at += 2
            return Piece(frozenset({folded(_CONTROL.get(char, char))}))
        raise _UnreadError(char)

    def _class(self) -> Piece:
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
        return Piece(frozenset(members)) if plain else CHARACTER

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
        first = next(iter(strings)) if strings and strings != EMPTY else ""
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


def _ahead(head: frozenset[str] | None) -> frozenset[str] | None:
    return head and frozenset(word[:LONGEST_LOOK] for word in head)


def _behind(tail: frozenset[str] | None) -> frozenset[str] | None:
    return tail and frozenset(word[-LONGEST_LOOK:] for word in tail)
