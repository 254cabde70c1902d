"""What the morphemes say of one word, without tokenising its sentence.

With a word or two beside it Kiwi reads a word as it reads the whole sentence, at a tenth of the
cost. Where it reads words of the dictionary, which may be names as well, it needs more of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.page import Page


def is_proper_noun(page: Page, start: int, *ends: int, before: int, after: int) -> bool:
    """Whether a proper noun begins at an offset and ends at one of the others.

    `before` and `after` are the numbers of words beside it that Kiwi is shown.
    """
    head = _words_before(page.masked, start, before)
    tail = _words_after(page.masked, start, after)
    first = start - len(head)
    return any(
        m.start == len(head) and m.end + first in ends and m.tag == "NNP"
        for m in page.tokenize(head + tail)
    )


def _words_before(text: str, at: int, count: int) -> str:
    """What stands before an offset: so many words of its line, and what is glued to the next."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return " ".join(line.rsplit(" ", count + 1)[-count - 1 :])


def _words_after(text: str, at: int, count: int) -> str:
    """The word that begins at an offset, and so many words of its line behind it."""
    end = text.find("\n", at)
    line = text[at:] if end < 0 else text[at:end]
    return " ".join(line.split(" ", count + 1)[: count + 1])
