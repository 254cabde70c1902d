"""What pieces of an expression stand for, joined one behind the other or as alternatives."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from itertools import product

from pipeline.numerals import BLOT

LARGEST = 4000
"""Strings that a stretch of an expression may stand for before it is cut in two."""

LONGEST_TAIL = 64
"""Strings that may end a piece before they are cut to their last characters."""

_EVERYWHERE = f"0 {BLOT[0]}"
"""Characters of nearly every sentence, as they are folded."""

Needs = tuple[frozenset[str], ...]
"""Of each set at least one string must stand in the folded text."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What a piece of an expression stands for.

    `strings`: these and no others, None if there is no telling. `tail`: if the piece stands for
    anything at all, one of these ends it; None if unknown. `head`: the same for how it begins.
    `empty`: it may stand for nothing. `ahead`: it stands for nothing, but one of these follows.
    """

    strings: frozenset[str] | None
    needs: Needs = ()
    tail: frozenset[str] | None = None
    empty: bool = False
    ahead: frozenset[str] | None = None
    head: frozenset[str] | None = None

    def told(self) -> Needs:
        """All that is needed, the strings themselves included."""
        if self.strings is None or "" in self.strings:
            return self.needs
        return (*self.needs, self.strings)

    def ends(self) -> frozenset[str] | None:
        """Strings of which one ends the piece, unless it is empty."""
        return self.tail if self.strings is None else self.strings - {""}

    def begins(self) -> frozenset[str] | None:
        """Strings of which one begins the piece, unless it is empty."""
        return self.head if self.strings is None else self.strings - {""}

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
        self.head: frozenset[str] | None = EMPTY
        """Once that is over: one of these begins the pieces, "" while all may be empty."""

    def add(self, piece: Piece) -> None:
        self.needs += piece.needs
        if piece.strings == EMPTY and piece.tail:
            self._part()
            self.here = piece.tail  # looking behind: this is what ends here
            return
        if piece.ahead:
            seen = _product(self.here, piece.ahead) or piece.ahead
            self.needs += Piece(seen).told()
            return
        longer = _product(self.here, piece.strings)
        if longer is None:
            self.needs += Piece(self.here).told()
            self._part()
            longer = _product(self._ending(), piece.strings)
        if longer is None and not piece.skipped():
            self.needs += self._before(piece.begins()).told()
        if not self.whole and self.head and "" in self.head:
            self.head = _opened(self.head, piece)
        self.here = self._over(piece) if longer is None else longer

    def _part(self) -> None:
        """From here on the strings are too many or unknown: only how they begin is kept."""
        if self.whole:
            self.whole, self.head = False, self.here

    def _before(self, begins: frozenset[str] | None) -> Piece:
        """What ends here, with what begins behind it."""
        seen = _product(self.here, begins)
        return Piece(_product(self._ending(), begins) if seen is None else seen)

    def _ending(self) -> frozenset[str] | None:
        return None if self.here is None else _last(self.here)

    def _over(self, piece: Piece) -> frozenset[str] | None:
        """What may end here behind a piece that cannot be joined."""
        ends = piece.ends()
        return _both(self.here, ends) if piece.skipped() else ends

    def piece(self) -> Piece:
        """All pieces as one."""
        if self.whole:
            return Piece(self.here, tuple(self.needs))
        told = (*self.needs, *Piece(self.here).told())
        tail, head = _few(self.here, _last), _few(self.head, _first)
        empty = "" in (self.here or ()) or "" in (self.head or ())
        return Piece(None, told, tail, empty, head=head)


def _opened(head: frozenset[str], piece: Piece) -> frozenset[str] | None:
    """How pieces begin that may all be empty, with one more behind them."""
    begins = piece.begins()
    if begins is None:
        return None
    return head | begins if piece.skipped() else head - EMPTY | begins


def _few(
    words: frozenset[str] | None, cut: Callable[[frozenset[str]], frozenset[str]]
) -> frozenset[str] | None:
    """Without the empty string; cut short if they are many."""
    if words is None:
        return None
    return cut(words - EMPTY) if len(words) > LONGEST_TAIL else words - EMPTY


def _both(first: frozenset[str] | None, second: frozenset[str] | None) -> frozenset[str] | None:
    """One or the other; None if one is unknown."""
    return None if first is None or second is None else first | second


def _product(first: frozenset[str] | None, second: frozenset[str] | None) -> frozenset[str] | None:
    """One of each joined; None if one is unknown, or if they would be too many."""
    if first is None or second is None or len(first) * len(second) > LARGEST:
        return None
    return frozenset(a + b for a, b in product(first, second))


def either(branches: list[Piece]) -> Piece:
    """Any one of the branches."""
    if all(branch.strings is not None and not branch.needs for branch in branches):
        return Piece(frozenset().union(*(branch.strings or () for branch in branches)))
    tail = reduce(_both, (branch.ends() for branch in branches))
    head = reduce(_both, (branch.begins() for branch in branches))
    told = [branch.told() for branch in branches]
    weakest = frozenset().union(*(min(each, key=breadth) for each in told if each))
    needed = (weakest,) if all(told) else ()
    empty = any(branch.skipped() for branch in branches)
    return Piece(None, needed, tail, empty, head=head)


def _last(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[-1:] for word in words)


def _first(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:1] for word in words)


def breadth(words: frozenset[str]) -> tuple[int, int, int]:
    """How easily one of the strings is met: digits and blanks are everywhere, then short ones."""
    return -least_told(words), -min(map(len, words)), len(words)


def least_told(words: frozenset[str]) -> int:
    """Characters besides digits, figures and blanks in the string that has the fewest."""
    return min(len(word) - sum(map(word.count, _EVERYWHERE)) for word in words)
