"""Lines of a page and what their letters alone tell about them."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from typing import NamedTuple

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_SENTENCE_END = re.compile(r"[가-힣]\s?\.\s?[\"”’')\]」』>]*\Z")
_LIVELY_END = re.compile(r"[가-힣]\s?[!?]\s?[\"”’')]*\Z|[다요]\s?[\"”’']\Z")
_NOUN_STOP = re.compile(r"[가-힣\s](?![다요까죠음함임됨])[가-힣]\.\Z")
_STATEMENT_END = re.compile(r"[^니]다\s?\.[.”\"\s]*\Z")
_SENTENCE_INSIDE = re.compile(r"[다요]\.\s?[\"”’]?\s?\S")
_PARTICLE = re.compile(r"[가-힣](?:은|는|이|가|을|를|의|에|로|와|과|도|서|고|며|해)(?=[ ,])")
_BULLET = re.compile(
    r"[○●ㅇ□■▢◦◇◆▶▷►△▲▼※*+·•-]\s?\S|\(?\d{1,2}[.)]\s?\S|[①-⑳]|[가-하][.)]\s|[^\s:]{1,12}\s?:\s?\S",
)

_REPORTS = re.compile(
    r"(?:밝혔|말했|전했|설명했|덧붙였|강조했|당부했|알렸"
    r"|계획이|예정이|방침이|기대된|전망이|기대하고 있)"
    r"(?:습니)?다\s?[.\"”’]*$",
)
_SENTENCES = re.compile(r"다\.[”\"’']?(?=\s|$)")
_OPEN_ENDS = frozenset("은는이가을를의에로와과도서고며면해한할된될인던등및만데터쳐져어여려,")
_CLOSED = re.compile(r"(?:[다요까죠][.?!]|[요까죠]|(?<![보마])다)[\"”’')]*\Z")
"""지난해보다 and 해마다 close no sentence."""

_TIMED = re.compile(r"[-·○•]?\s?(?:오전 |오후 )?\d{1,2}(?::\d\d|시)")
_NOUN_END = re.compile(r"(?:[증평추참허국]가|[사신보광최제]고)\Z")
"""Nouns whose last syllable looks like a particle or an ending: a headline may end in 증가."""

_BULLETS = " •●▪*|>·-"
LONGEST_BROKEN = 60
FEWEST_BROKEN = 4
MOST_PIECES = 10
SHORTEST_STATEMENT = 8
SHORTEST_SENTENCE = 25
SHORTEST_QUOTE = 60
SHORTEST_TRUNCATED = 80


class Line(NamedTuple):
    """A line without the blanks around it.

    `gap`: an empty line stands above it. `core`: where it begins behind a bullet of the page.
    """

    start: int
    end: int
    text: str
    gap: bool
    core: int


def split_lines(text: str) -> list[Line]:
    """The non-blank lines of a text, in order.

    >>> [(line.start, line.text, line.gap) for line in split_lines("가나\\n\\n 다 \\n")]
    [(0, '가나', False), (5, '다', True)]
    """
    spans = [found.span() for found in _LINE.finditer(text)]
    breaks = _line_breaks(text, spans)
    lines: list[Line] = []
    for (start, end), count in zip(spans, breaks, strict=True):
        line = text[start:end]
        core = end - len(line.lstrip(_BULLETS)) if line[0] in _BULLETS else start
        lines.append(Line(start, end, line, count > 1, start if core == end else core))
    return lines


def _line_breaks(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """How many line breaks stand above each line; a carriage return and its line feed are one."""
    ends = [0, *(end for _, end in spans)]
    counts = [text.count("\n", end, start) for end, (start, _) in zip(ends, spans, strict=False)]
    between = counts[1:]
    if max(between, default=0) >= 4 and not any(count % 2 for count in between):
        return [count // 2 for count in counts]
    return counts


def is_prose(text: str) -> bool:
    """Whether a stretch reads as running text: a sentence, or a paragraph cut off before its end.

    Headlines end without a full stop and menus have no particles; both matter more than length.

    >>> is_prose("시는 올해 공원 열두 곳에 그늘막을 새로 세웠다고 밝혔다.")
    True
    >>> is_prose("시, 공원 열두 곳에 그늘막 새로 세워… 내년까지 서른 곳")
    False
    """
    if len(text) < SHORTEST_SENTENCE:
        return states(text)
    if _SENTENCE_END.search(text, len(text) - 5) or _SENTENCE_INSIDE.search(text):
        return True
    if len(text) < SHORTEST_TRUNCATED or text[0] == "-":
        return len(text) >= SHORTEST_QUOTE and _LIVELY_END.search(text, len(text) - 5) is not None
    return len(_PARTICLE.findall(text)) * 5 > text.count(" ")


def reports(text: str) -> bool:
    """Whether a stretch before a credit is a paragraph of the news, not the words of a picture.

    >>> reports("시는 내년까지 그늘막을 더 세울 계획이다."), reports("그늘막에서 시민이 쉬고 있다.")
    (True, False)
    """
    return _REPORTS.search(text) is not None or len(_SENTENCES.findall(text)) >= 3


def broken_lines(lines: Sequence[Line]) -> frozenset[int]:
    """Indices of lines over which a page breaks its sentences, as broadcasters do.

    A line that ends in mid-sentence belongs to the next one, down to the line that ends the
    sentence. A few such lines may be chance (a menu, a headline); a page of them is a layout.

    >>> broken_lines([Line(0, 9, "그늘막을 세운다", False, 0)])
    frozenset()
    """
    opens = [x.text[-1] in _OPEN_ENDS and len(x.text) <= LONGEST_BROKEN for x in lines]
    opens[:1] = [o and not _NOUN_END.search(x.text) for o, x in zip(opens, lines[:1], strict=False)]
    if sum(opens) < FEWEST_BROKEN:
        return frozenset()
    found: set[int] = set()
    for last, line in enumerate(lines):
        if len(line.text) <= LONGEST_BROKEN and _CLOSED.search(line.text, len(line.text) - 3):
            found.update(_sentence(lines, opens, last, found))
    return frozenset(found if sum(opens[i] for i in found) >= FEWEST_BROKEN else ())


def is_wrapped(lines: Sequence[Line], index: int, broken: Container[int]) -> bool:
    """Whether the sentence of a line goes on in the next line."""
    if index not in broken or index + 1 not in broken or lines[index + 1].gap:
        return False
    return not _CLOSED.search(lines[index].text, len(lines[index].text) - 3)


def _sentence(
    lines: Sequence[Line], opens: Sequence[bool], last: int, before: Container[int]
) -> range:
    """The lines of the sentence that ends on a line; just that line if it stands alone."""
    top = last
    while top and not lines[top].gap and top - 1 not in before and last - top < MOST_PIECES:
        top -= 1
    if top and top - 1 in before and not lines[top].gap and any(opens[top:last]):
        return range(top, last + 1)
    first = last
    while first > top and (opens[first - 1] or (first - 1 > top and opens[first - 2])):
        first -= 1
    return range(first, last + 1) if first < last else range(0)


def is_cut_off(text: str) -> bool:
    """Whether a line may be the beginning of a sentence that the page broke off.

    >>> is_cut_off("이번 사업으로 시는 그늘막을 공원마다 세우고 시민의"), is_cut_off("주요 뉴스")
    (True, False)
    """
    return len(text) >= SHORTEST_SENTENCE and len(_PARTICLE.findall(text)) >= 2


def states(text: str) -> bool:
    """Whether a line is a sentence in the plain style of news; pages speak to readers politely.

    >>> states("시는 그늘막을 세웠다고 밝혔다."), states("삭제한 댓글은 다시 복구할 수 없습니다.")
    (True, False)
    """
    if len(text) < SHORTEST_STATEMENT:
        return False
    return _STATEMENT_END.search(text, len(text) - 5) is not None


def is_timed(text: str) -> bool:
    """Whether a line is an entry of a schedule: brackets at its end hold a place, no credit.

    >>> is_timed("10:30 준공식(달빛시청)"), is_timed("▲ 준공식 전경(달빛시청)")
    (True, False)
    """
    return _TIMED.match(text) is not None


def is_caption_like(text: str) -> bool:
    """Whether a line names a scene: it ends with a full stop but without a verb.

    >>> is_caption_like("호숫가에 놓일 책장의 모형."), is_caption_like("책길을 만든다.")
    (True, False)
    """
    return _NOUN_STOP.search(text, max(0, len(text) - 6)) is not None


def is_item(text: str) -> bool:
    """Whether a line looks like an item of a list: a bullet, a number, or a label with a colon.

    >>> [is_item(t) for t in ("○ 기간: 3월 4일부터", "일시 : 3월 4일", "2. 모집 대상", "주요 뉴스")]
    [True, True, True, False]
    """
    return _BULLET.match(text) is not None
