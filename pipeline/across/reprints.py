"""Reprints of one release: near-duplicates by shingles.

A text's shingles are its runs of three words, hashed by CRC-32. The 64 smallest hashes are its
sketch (bottom-k, Broder 1997); the share of hashes that two sketches have in common estimates how
much of the two texts is the same. From one half on they are one text.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence

WIDTH = 3
SKETCH = 64
SAME = 0.5
_WORD = re.compile(r"[0-9A-Za-z가-힣]+")


def sketch(text: str) -> frozenset[int]:
    """The smallest hashes of the text's shingles.

    >>> len(sketch("시는 새 도서관을 열었다"))
    2
    >>> sketch("시는, 새 도서관을 열었다") == sketch("시는 새 도서관을 열었다.")
    True
    """
    words = [word.encode() for word in _WORD.findall(text)]
    runs = map(b" ".join, zip(*(words[i:] for i in range(WIDTH)), strict=False))
    return frozenset(sorted(set(map(zlib.crc32, runs)))[:SKETCH])


def similarity(left: frozenset[int], right: frozenset[int]) -> float:
    """Estimated Jaccard similarity of two sketched texts, 0 to 1."""
    if not left or not right:
        return 0.0
    union = sorted(left | right)[:SKETCH]
    return sum(1 for h in union if h in left and h in right) / len(union)


def originals(sketches: Sequence[frozenset[int]]) -> list[int]:
    """Positions of the texts that are no reprint of one before them."""
    holders: dict[int, list[int]] = defaultdict(list)
    kept: list[int] = []
    for index, mine in enumerate(sketches):
        shared = Counter(other for h in mine for other in holders[h])
        likely = (other for other, count in shared.items() if count >= SKETCH // 8)
        if any(similarity(mine, sketches[other]) >= SAME for other in likely):
            continue
        kept.append(index)
        for h in mine:
            holders[h].append(index)
    return kept
