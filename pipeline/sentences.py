"""Sentence boundaries of Korean running text, found by characters alone.

Morphemes are not needed: news sentences end in a full stop after Hangul or a closing mark. A stop
inside a quotation ends a sentence too; a stop after a digit (2025. 9. 3.) does not.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

_END = regex.compile(
    r"""(?<=[가-힣)\]"”’'A-Za-z%])[.!?…]+["”’')\]」』>]*(?=\s|$|["“‘(▲△○□])
      | \n+""",
    regex.VERBOSE | regex.VERSION1,
)


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield (start, end) of each sentence of text[start:end], without blanks around it.

    >>> text = "3일 열렸다. 2025. 9. 3.까지 받는다"
    >>> [text[a:b] for a, b in split_sentences(text, 0, len(text))]
    ['3일 열렸다.', '2025. 9. 3.까지 받는다']
    """
    begin = start
    for stop in _END.finditer(text, start, end):
        yield from _trimmed(text, begin, stop.end())
        begin = stop.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    first = start + len(piece) - len(piece.lstrip())
    last = start + len(piece.rstrip())
    if first < last:
        yield first, last
