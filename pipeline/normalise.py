"""One text for all rules: composed Hangul and plain punctuation, at known offsets.

Replacements keep the length, so offsets stay those of the source. Two things cannot: decomposed
Hangul (NFD, as some systems write it) is composed, and characters without width, which editors and
blogs leave inside words, are dropped. There a table carries the offsets over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SPACES = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
)
_PLAIN = {
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    **{chr(code): "\ufffd" for code in range(0xD800, 0xE000)},  # halves of characters
    **dict.fromkeys(_SPACES + "\t", " "),
    **dict.fromkeys("‐‑‒–—―−﹣", "-"),
    **dict.fromkeys("∼～〜˜", "~"),
    **dict.fromkeys("ㆍ・‧∙⋅･", "·"),
    "ʼ": "’",
    **dict.fromkeys("〈", "<"),
    **dict.fromkeys("〉", ">"),
    **dict.fromkeys("\r\x85\u2028\u2029", "\n"),
}
_VARIANT = re.compile(f"[{re.escape(''.join(_PLAIN))}]")  # `re` scans for a set far faster
_NO_WIDTH = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_LONGEST_CLUSTER = 32
"""Code points that are composed together at most; real Korean needs three."""


@dataclass(frozen=True, slots=True)
class Normalised:
    """A text that rules read, and the way back to the source's offsets.

    `spans` holds the source's (start, end) of every character, None where they are the same.
    """

    text: str
    spans: tuple[tuple[int, int], ...] | None = None

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span in the source text of a span in `text`; both may be empty."""
        if self.spans is None:
            return start, end
        if start >= end:
            at = self.spans[start][0] if start < len(self.spans) else self._length
            return at, at
        return self.spans[start][0], self.spans[end - 1][1]

    @property
    def _length(self) -> int:
        return self.spans[-1][1] if self.spans else 0


def plain(text: str) -> str:
    """Replace variants of spaces, dashes, tildes, middle dots and full-width signs, one by one.

    A line ends in one line break, whatever system wrote it.

    >>> plain("80∼90％　’25∼’27년 교육ㆍ복지\\r\\n")
    '80~90% ’25~’27년 교육·복지 \\n'
    """
    return _VARIANT.sub(lambda found: _PLAIN[found[0]], text.replace("\r\n", " \n"))


def normalise(source: str) -> Normalised:
    """Compose and flatten `source`, and drop what has no width.

    >>> normalise("수원시").to_source(0, 2)
    (0, 2)
    >>> found = normalise("수\\u200b원\\u200b시")
    >>> found.text, found.to_source(0, 2)
    ('수원시', (0, 3))
    >>> normalise(unicodedata.normalize("NFD", "수원시")).text
    '수원시'
    """
    if unicodedata.is_normalized("NFC", source) and not _NO_WIDTH.search(source):
        return Normalised(plain(source))
    clusters = list(_clusters(source))
    text = "".join(composed for composed, _, _ in clusters)
    spans = tuple((start, end) for composed, start, end in clusters for _ in composed)
    return Normalised(plain(text), spans)


def _clusters(source: str) -> Iterator[tuple[str, int, int]]:
    """NFC piece by piece: a starter with the marks and jamo that join it, and where it stood."""
    start = 0
    for end in range(1, len(source) + 1):
        if end < len(source) and _joins(source[start:end], source[end]):
            continue
        piece = source[start:end]
        yield _NO_WIDTH.sub("", unicodedata.normalize("NFC", piece)), start, end
        start = end


def _joins(cluster: str, char: str) -> bool:
    if len(cluster) >= _LONGEST_CLUSTER:
        return False
    if unicodedata.combining(char):
        return True
    composed = unicodedata.normalize("NFC", cluster)
    return len(unicodedata.normalize("NFC", cluster + char)) == len(composed)
