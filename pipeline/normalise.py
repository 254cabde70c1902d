"""One text for all rules: composed Hangul and plain punctuation, at known offsets.

Every replacement keeps the length, so offsets stay those of the source. The one exception is
decomposed Hangul (NFD, as some systems write it): it is composed first, and the offsets are
carried over by a table.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_SPACES = "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t"
_PLAIN = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **dict.fromkeys(_SPACES, " "),
    **dict.fromkeys("‐‑‒–—―−﹣", "-"),
    **dict.fromkeys("∼～〜˜", "~"),
    **dict.fromkeys("ㆍ・‧∙⋅･", "·"),
    **dict.fromkeys("〈", "<"),
    **dict.fromkeys("〉", ">"),
    "\u2028": "\n",
    "\u2029": "\n",
    "\x85": "\n",
    "\r": "\n",
}
_TABLE = str.maketrans(_PLAIN)


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text that rules read, and the way back to the source's offsets."""

    text: str
    offsets: tuple[int, ...] | None = None

    def to_source(self, index: int) -> int:
        """The offset in the source text of an offset in `text`."""
        return index if self.offsets is None else self.offsets[index]


def plain(text: str) -> str:
    """Replace variants of spaces, dashes, tildes, middle dots and full-width signs, one by one.

    >>> plain("80∼90％　’25∼’27년 교육·복지")
    '80~90% ’25~’27년 교육·복지'
    """
    return text.translate(_TABLE)


def normalise(source: str) -> Normalised:
    """Compose and flatten `source`; a carriage return becomes a line break of its own.

    >>> normalise("수원시").to_source(3)
    3
    >>> decomposed = unicodedata.normalize("NFD", "수원시")
    >>> found = normalise(decomposed)
    >>> found.text, decomposed[found.to_source(0) : found.to_source(2)] == decomposed[:5]
    ('수원시', True)
    """
    if unicodedata.is_normalized("NFC", source):
        return Normalised(plain(source))
    composed, offsets = _compose(source)
    return Normalised(plain(composed), tuple(offsets))


def _compose(source: str) -> tuple[str, list[int]]:
    """NFC cluster by cluster: a starter with the marks and jamo that join it."""
    parts: list[str] = []
    offsets: list[int] = []
    start = 0
    for end in range(1, len(source) + 1):
        if end < len(source) and _joins(source[start:end], source[end]):
            continue
        composed = unicodedata.normalize("NFC", source[start:end])
        parts.append(composed)
        offsets.extend([start] * len(composed))
        start = end
    offsets.append(len(source))
    return "".join(parts), offsets


def _joins(cluster: str, char: str) -> bool:
    if unicodedata.combining(char):
        return True
    return len(unicodedata.normalize("NFC", cluster + char)) == len(
        unicodedata.normalize("NFC", cluster)
    )
