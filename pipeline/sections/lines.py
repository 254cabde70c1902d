"""Lines of a page and what their letters alone tell about them."""

from __future__ import annotations

from dataclasses import dataclass

import regex

_LINE = regex.compile(r"\S(?:[^\n]*\S)?", regex.VERSION1)
_SENTENCE_END = regex.compile(r"[가-힣]\s?\.\s?[\"”’')\]」』>]*$", regex.VERSION1)
_LIVELY_END = regex.compile(r"[가-힣]\s?[!?]\s?[\"”’')]*$|[다요]\s?[\"”’']$", regex.VERSION1)
_NOUN_STOP = regex.compile(r"[가-힣\s](?![다요까죠음함임됨])[가-힣]\.$", regex.VERSION1)
_STATEMENT_END = regex.compile(r"[^니]다\s?\.[.”\"\s]*$", regex.VERSION1)
_SENTENCE_INSIDE = regex.compile(r"[다요]\.\s?[\"”’]?\s?\S", regex.VERSION1)
_PARTICLE = regex.compile(
    r"[가-힣](?:은|는|이|가|을|를|의|에|로|와|과|도|서|고|며|해)(?=[ ,])", regex.VERSION1
)
_BULLET = regex.compile(
    r"[○●ㅇ□■▢◦◇◆▶▷►△▲▼※*+·•-]\s?\S|\(?\d{1,2}[.)]\s?\S|[①-⑳]|[가-하][.)]\s|[^\s:]{1,12}\s?:\s?\S",
    regex.VERSION1,
)

_BULLETS = " •●▪*|>·-"
SHORTEST_STATEMENT = 8
SHORTEST_SENTENCE = 25
SHORTEST_QUOTE = 60
SHORTEST_TRUNCATED = 80


@dataclass(frozen=True, slots=True)
class Line:
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
    if len(text) < SHORTEST_TRUNCATED:
        return len(text) >= SHORTEST_QUOTE and _LIVELY_END.search(text, len(text) - 5) is not None
    return len(_PARTICLE.findall(text)) * 5 > text.count(" ")


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
