"""Where an article ends on its page, and whether it goes on behind what looks like its end.

A page may put "관련 뉴스" between two paragraphs. What follows then is the article, if paragraphs
stand there that speak of the same; below an article's end there are headlines and the first
sentences of other articles. A broadcaster prints the article a second time below its own hints.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.sections.lines import Line, is_prose
from pipeline.sections.reading import Reading, is_repeated
from pipeline.sections.signs import Sign

FEWEST_BODY_CHARS = 120
MOST_BETWEEN = 12
MOST_HEADLINES = 6
_ENTERED = regex.compile(r"(?:기사 ?)?(?:입력|등록|승인)\s?:?\s?(?:19|20)\d\d", regex.VERSION1)
_REPORTER = regex.compile(r"다[.”\"]\s{1,4}[^\n]{0,20}기자[^\n]{0,6}@")
_INLINE = regex.compile(r"(?:관련|연관)\s?(?:기사|뉴스)", regex.VERSION1)
_STEM = regex.compile(r"[가-힣]{3,}|[A-Za-z]{2,}", regex.VERSION1)
_ENDED = regex.compile(r"다\.[”\"’')]*\Z", regex.VERSION1)
_GLUED = regex.compile(r"\S \[[^\]\n]{2,12}\]", regex.VERSION1)
_BACK = regex.compile(
    r"(?:^|다\.[”\"]? )(?:시|군|구|도|협회|재단|학교|센터|위원회)(?:는|은|에서는|에 따르면|가|이) "
    r"|^(?:이어|또한?|한편|특히|아울러|이번|이날|이에|이를|이와|이 같은|그러나|하지만|이밖에)[ ,]",
    regex.VERSION1,
)
_COMMON = regex.compile(
    r"밝혔|말했|전했|강조했|설명했|덧붙였|계획이|예정이|있도록|이라고|위해서|관계자|앞으로|시민들|주민들"
    r"|것으로|최선을|지역사|올해는|지난해|이번에|기대된|운영한|추진한|지원한|마련했|다양한",
    regex.VERSION1,
)


def stops(text: str, reading: Reading, index: int) -> int | None:
    """Index of the first line that no longer belongs to the article, if line `index` shows it."""
    if reading.whole[index] is None and index not in reading.ends:
        return None
    above = reading.whole[index - 1] if index else None
    if above and above.section == "caption":
        return None  # the credit of a picture
    if index in reading.ends and is_repeated(reading, index):
        return None  # a picture's text with its photographer
    signs = reading.ends.get(index) or (reading.whole[index],)
    then = next((sign.says("then") for sign in reversed(signs) if sign), "")
    if not then or not _enough(reading, index):
        return None
    if then == "again" and _starts_again(text, reading.lines, index):
        reading.again = index
        return None
    if then == "pause" and (
        _resumes(text, reading.lines[index].end) or _goes_on(text, reading.lines, index, signs[-1])
    ):
        return None
    return index + (index in reading.ends)


def _enough(reading: Reading, index: int) -> bool:
    """Whether what was read so far can be the whole article.

    A summary or a caption above the article ends with its own credit; then much more follows.
    """
    before = _length(reading, 0, index + 1)
    if before >= FEWEST_BODY_CHARS:
        return True
    after = 0
    for line in reading.lines[index + 1 :]:
        if is_prose(line.text):
            after += len(line.text)
        elif after:
            break
    return after < 3 * before


def _length(reading: Reading, start: int, stop: int) -> int:
    inner = (reading.inner(i) for i in range(start, stop) if reading.prose[i])
    return sum(end - begin for begin, end in inner)


def _resumes(text: str, position: int) -> bool:
    """Whether paragraphs follow that a reporter's line with an address closes."""
    return _REPORTER.search(text, position) is not None


def _starts_again(text: str, lines: Sequence[Line], index: int) -> bool:
    """Whether the article's date line stands a few lines below: the page prints it again."""
    below = lines[index + 1 : index + 1 + MOST_BETWEEN]
    return any(_ENTERED.match(text, line.core) for line in below)


def _goes_on(text: str, lines: Sequence[Line], index: int, sign: Sign | None) -> bool:
    """Whether the article continues below the list that begins on line `index`."""
    if sign is None or not _INLINE.search(text, sign.start, sign.end):
        return False
    below = lines[index + 1 :]
    start = next((i for i, line in enumerate(below) if is_prose(line.text)), len(below))
    if start > MOST_HEADLINES or start == len(below):
        return False
    paragraphs = [line.text for line in below[start : start + 6] if is_prose(line.text)]
    if not _ENDED.search(paragraphs[0]) or _GLUED.search(paragraphs[0]):
        return False
    shared = _stems(paragraphs[0]) & _stems(text[lines[0].start : lines[index].start])
    refers = any(_BACK.search(paragraph) for paragraph in paragraphs)
    if not start:
        return len(shared) >= (1 if refers else 3)
    return refers and len(shared) >= 2


def _stems(text: str) -> set[str]:
    return {word[:3] for word in _STEM.findall(text) if not _COMMON.match(word)}
