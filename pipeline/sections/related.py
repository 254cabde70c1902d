"""A list of other articles inside an article: does the article go on below it?

A page may put "관련 뉴스" between two paragraphs. What follows then is the article, if paragraphs
stand there that speak of the same; below an article's end there are headlines and the first
sentences of other articles.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from pipeline.sections.lines import Line, is_prose
from pipeline.sections.signs import Sign

MOST_HEADLINES = 6
_INLINE = regex.compile(r"(?:관련|연관)\s?(?:기사|뉴스)", regex.VERSION1)
_STEM = regex.compile(r"[가-힣]{3,}|[A-Za-z]{2,}", regex.VERSION1)
_ENDED = regex.compile(r"다\.[”\"’')]*$", regex.VERSION1)
_GLUED = regex.compile(r"\S \[[^\]\n]{2,12}\]", regex.VERSION1)
_BACK = regex.compile(
    r"(?:^|다\.[”\"]? )(?:시|군|구|도|협회|재단|학교|센터|위원회)(?:는|은|에서는|에 따르면|가|이) "
    r"|^(?:이어|또|또한|한편|특히|아울러|이번|이날|이에|이를|이와|이 같은|그러나|하지만|이밖에)[ ,]",
    regex.VERSION1,
)
_COMMON = frozenset(
    (
        "밝혔다 말했다 전했다 강조했 설명했 덧붙였 계획이 예정이 있도록 이라고 위해서 관계자 앞으로 시민들 "
        "주민들 것으로 최선을 지역사 올해는 지난해 이번에 기대된 운영한 추진한 지원한 마련했 다양한"
    ).split()
)


def goes_on(text: str, lines: Sequence[Line], index: int, sign: Sign | None) -> bool:
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
    return {word[:3] for word in _STEM.findall(text)} - _COMMON
