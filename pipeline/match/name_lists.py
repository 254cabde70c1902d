"""Names listed beside names: 김가온, 이나루, 박다솜 의원."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from pipeline.match.person_lexicon import Found
    from pipeline.match.titles import Title

_LIST_LEFT = regex.compile(
    r"(?r)(?<![가-힣A-Za-z0-9])(?P<word>[가-힣]{2,4})(?:\([^()\n]{1,20}\))?"
    r"(?:(?:,\s?|·)(?P<body>[가-힣]{2,9}\s)?|\s)"
)
_LIST_RIGHT = regex.compile(
    r"(?:\([^()\n]{1,20}\))?(?:,\s?|·|[와과]\s)(?P<word>[가-힣]{2,4})(?![가-힣])"
)
_MEMBER = regex.compile(
    r"(?:\([^()\n]{1,20}\))?(?:, ?|·)(?P<word>[가-힣]{2,7})(?:\([^()\n]{1,20}\))?(?:, ?|·)"
)
_SCHOOL = "대"
_GIVEN = 2
"""Syllables of most given names."""


def lists(found: Found, todo: list[tuple[int, int]]) -> None:
    """Names listed with those at the spans given (김가온, 이나루, 박다솜 의원)."""
    text = found.page.masked
    while todo:
        start, end = todo.pop()
        if end - start < _GIVEN:
            continue
        left, right = _LIST_LEFT.match(text, 0, start), _LIST_RIGHT.match(text, end)
        if left and _beside(left, (start, end), found):
            near = left.span("word")
            found.add("listed", near[0], near[1], _shared((start, end), found))
            todo.append(near)
        if right and _is_member(right.span("word"), found, joined=True):
            found.add("listed", *right.span("word"))
            todo.append(right.span("word"))


def _beside(left: regex.Match[str], name: tuple[int, int], found: Found) -> bool:
    """Whether the word left of a name is listed with it."""
    span = left.span("word")
    if _given_names(span, name, found):
        return True
    if left["body"] and left["body"][-2] not in found.lexicon.schools:
        return False
    joined = bool(found.page.masked[span[1] : name[0]].strip())
    return _is_member(span, found, joined=joined)


def _is_member(span: tuple[int, int], found: Found, *, joined: bool) -> bool:
    """Whether a word is a name that a list may hold; no body, no school (원광대)."""
    word = found.page.masked[slice(*span)]
    body = word.endswith(_SCHOOL) or word in found.lexicon.places
    if len(word) <= _GIVEN or body or span in found.spans:
        return False
    return found.is_name(*span, sure=joined)


def between(found: Found) -> None:
    """Whatever stands in a list between two persons is a third (김가온, 나비소녀, 박다솜)."""
    text = found.page.masked
    begins = {start for start, _ in found.spans}
    for start, end in sorted(found.spans, reverse=True):
        member = _MEMBER.match(text, end) if end - start > 1 else None
        if not member or member.start("word") in begins:
            continue
        span = member.span("word")
        followed = member.end() in begins or _full_shape(text, member.end(), found)
        if followed and not _common(span, found):
            found.add("listed", *span)
            begins.add(span[0])


def _full_shape(text: str, at: int, found: Found) -> bool:
    """Whether a word that looks like a full name begins at an offset."""
    ends = found.names.at(text, at)
    return any(end - at > _GIVEN and found.names.edges.closes(text, end) for end in ends)


def _common(span: tuple[int, int], found: Found) -> bool:
    """Whether a word is known to be something else than a person."""
    word = found.page.masked[slice(*span)]
    if word in found.lexicon.foreign.places or found.lexicon.foreign.bodies.close(word):
        return True
    inside = [m for m in found.page.morphemes(span[0]) if span[0] <= m.start < span[1]]
    tail = inside[-1].tag if inside else ""
    return not inside or tail[0] in "JEV" or any(m.known and m.tag == "NNG" for m in inside)


def _given_names(span: tuple[int, int], beside: tuple[int, int], found: Found) -> bool:
    """Whether a word is a given name beside another (예은, 혜림 씨)."""
    word = found.page.masked[slice(*span)]
    pair = len(word) == _GIVEN == beside[1] - beside[0]
    if not pair or span in found.spans or beside not in found.titled:
        return False
    return found.names.is_given(word) and not _common(span, found)


def _shared(name: tuple[int, int], found: Found) -> Title | None:
    """The title of a listed name, unless it says a region (안산 김 모·시흥 이 모 시장)."""
    title = found.titled.get(name)
    row = found.lexicon.titles.rows.get(title.word, {}) if title else {}
    return None if row.get("region") else title
