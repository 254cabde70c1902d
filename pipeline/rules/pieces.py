"""What pieces of an expression stand for, joined one behind the other or as alternatives."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

LARGEST = 4000
"""Strings that a stretch of an expression may stand for before it is cut in two."""

LONGEST_TAIL = 64
"""Strings that may end a piece before they are cut to their last characters."""

Needs = tuple[frozenset[str], ...]
"""Of each set at least one string must stand in the folded text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a piece of an expression stands for.

    `strings`: these and no others, None if there is no telling. `tail`: if the piece stands for
    anything at all, one of these ends it; None if unknown. `empty`: it may stand for nothing.
    `ahead`: it stands for nothing, but one of these follows.
    """

    strings: frozenset[str] | None
    needs: Needs = ()
    tail: frozenset[str] | None = None
    empty: bool = False
    ahead: frozenset[str] | None = None

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


EMPTY = frozenset({""})
NOTHING = Piece(EMPTY)
ANYTHING = Piece(None, empty=True)
CHARACTER = Piece(None)


def joined(pieces: Iterable[Piece]) -> Piece:
    """Pieces one behind the other."""
    run = _Run()
    for piece in pieces:
        run.add(piece)
    return run.piece()


class _Run:
    """What is known of the pieces so far."""

    def __init__(self) -> None:
        self.needs: list[frozenset[str]] = []
        self.here: frozenset[str] | None = EMPTY
        """One of these ends here, "" while all before may be empty; None if there is no telling."""
        self.whole = True
        """Whether `here` is all that the pieces stand for, rather than their ends."""

    def add(self, piece: Piece) -> None:
        self.needs += piece.needs
        if piece.strings == EMPTY and piece.tail:
            self.here, self.whole = piece.tail, False  # looking behind: this is what ends here
            return
        if piece.ahead:
            seen = _product(self.here, piece.ahead) or piece.ahead
            self.needs += Piece(seen).told()
            return
        longer = _product(self.here, piece.strings)
        if longer is None:
            self.needs += Piece(self.here).told()
            self.whole = False
            longer = _product(_last(self.here), piece.strings)
        self.here = self._over(piece) if longer is None else longer

    def _over(self, piece: Piece) -> frozenset[str] | None:
        """What may end here behind a piece that cannot be joined."""
        ends = piece.ends()
        if piece.skipped():
            return None if self.here is None or ends is None else self.here | ends
        return ends

    def piece(self) -> Piece:
        """All pieces as one."""
        if self.whole:
            return Piece(self.here, tuple(self.needs))
        told = (*self.needs, *Piece(self.here).told())
        if self.here is None:
            return Piece(None, told)
        tail: frozenset[str] | None = self.here - EMPTY
        if len(self.here) > LONGEST_TAIL:
            tail = _last(tail)
        return Piece(None, told, tail, "" in self.here)


def _product(first: frozenset[str] | None, second: frozenset[str] | None) -> frozenset[str] | None:
    """One of each joined; None if one is unknown, or if they would be too many."""
    if first is None or second is None or len(first) * len(second) > LARGEST:
        return None
    return frozenset(a + b for a, b in product(first, second))


def either(branches: list[Piece]) -> Piece:
    """Any one of the branches."""
    if all(branch.strings is not None and not branch.needs for branch in branches):
        return Piece(frozenset().union(*(branch.strings or () for branch in branches)))
    ends = [branch.ends() for branch in branches]
    tail = None if None in ends else frozenset().union(*(end or () for end in ends))
    told = [branch.told() for branch in branches]
    weakest = frozenset().union(*(min(each, key=breadth) for each in told if each))
    needed = (weakest,) if all(told) else ()
    return Piece(None, needed, tail, any(branch.skipped() for branch in branches))


def _last(words: frozenset[str] | None) -> frozenset[str] | None:
    return words and frozenset(word[-1:] for word in words)


def breadth(words: frozenset[str]) -> tuple[int, int]:
    """How easily one of the strings is met: short ones are, then many."""
    return -min(map(len, words)), len(words)
