"""Many articles made from a few: every copy has other figures, so that no cache can help."""

from __future__ import annotations

import random
from pathlib import Path

import regex

from pipeline.model import Document
from pipeline.read import read

_DIGITS = regex.compile(r"\d+")


def write_corpus(seeds: Path, folder: Path, number: int) -> int:
    """Write `number` .txt articles made from those in `seeds`; returns their characters."""
    originals = [item for item in read([seeds]) if isinstance(item, Document)]
    folder.mkdir(parents=True, exist_ok=True)
    characters = 0
    for index in range(number):
        document = originals[index % len(originals)]
        text = vary(document.text, random.Random(index))
        # Line ends as they are: translation would add characters on some systems.
        (folder / f"{index:05}-{document.doc_id}.txt").write_text(text, "utf-8", newline="")
        characters += len(text)
    return characters


def vary(text: str, chance: random.Random) -> str:
    """The text with the last digit of longer figures changed; lengths and dates' shapes stay.

    >>> len(vary("회원 1,284명", random.Random(1)))
    9
    """

    def change(found: regex.Match[str]) -> str:
        digits = str(found[0])
        return digits[:-1] + str(chance.randint(1, 9)) if len(digits) >= 3 else digits

    return str(_DIGITS.sub(change, text))
