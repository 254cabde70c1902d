"""Splits a rule's pattern into its top-level elements, to tell how far a match got."""

from __future__ import annotations

import regex

_ATOM = regex.compile(
    r"""\\.                                  # an escape
      | \[(?:\\.|\[:\w+:\]|[^\]\\])+\]         # a character class
      | \{[a-z_][^{}]*\}                     # a slot
      | [^\\\[(){}|?*+]                      # a literal""",
    regex.VERBOSE | regex.VERSION1,
)
_QUANTIFIER = regex.compile(r"(?:[?*+]|\{\d*,?\d*\})[?+]?")


def elements(pattern: str) -> list[str]:
    """The pieces of a pattern that must match one after the other.

    A pattern with alternatives at its top level is one piece.

    >>> elements("{value=number} ?(?:%|퍼센트)(?!포인트)")
    ['{value=number}', ' ?', '(?:%|퍼센트)', '(?!포인트)']
    """
    found: list[str] = []
    at = 0
    while at < len(pattern):
        if pattern[at] == "|":
            return [pattern]
        end = _atom_end(pattern, at)
        quantifier = _QUANTIFIER.match(pattern, end)
        end = quantifier.end() if quantifier else end
        found.append(pattern[at:end])
        at = end
    return _joined(found)


def _atom_end(pattern: str, at: int) -> int:
    if pattern[at] == "(":
        return _group_end(pattern, at)
    atom = _ATOM.match(pattern, at)
    return atom.end() if atom else at + 1


def _group_end(pattern: str, at: int) -> int:
    """One past the bracket that closes the group at `at`."""
    depth = 0
    while at < len(pattern):
        if pattern[at] == "(":
            depth += 1
        elif pattern[at] == ")":
            depth -= 1
            if depth == 0:
                return at + 1
        atom = _ATOM.match(pattern, at)
        at = atom.end() if atom else at + 1
    return at


def _joined(pieces: list[str]) -> list[str]:
    """Runs of plain literals as one element, so that a word is told whole."""
    joined: list[str] = []
    for piece in pieces:
        plain = len(piece) == 1 and piece not in ".^$"
        if joined and plain and joined[-1].isalnum() and piece.isalnum():
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined
