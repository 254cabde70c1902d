"""Stage names behind a title (가수 나비소녀), and bands beside what names them.

Bands are persons to some annotators, bodies to others: the shipped rules leave them out, and an
overlay may name the matcher `person_band`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from pipeline.match.edges import agrees

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.match.person_lexicon import Found

_STAGE = regex.compile(
    r"['‘]?(?P<name>[가-힣A-Za-z0-9]{1,8}?)['’]?"
    r"(?:(?P<particle>은|는|이|가|의|와|과|에게)(?![가-힣A-Za-z0-9(])| ?\((?:본명|\d\d))"
)
_BAND = (
    regex.compile(
        r"(?:[걸팝록]|보이|댄스|아이돌|힙합|혼성|남성|여성|음악)(?: ?)(?:그룹|밴드|듀오) "
        r"['‘]?(?P<name>[가-힣A-Za-z0-9]{2,8})(?![가-힣A-Za-z0-9])"
    ),
    regex.compile(r"(?<![가-힣A-Za-z0-9])(?P<name>[가-힣A-Za-z0-9]{2,8})(?:의)? 멤버"),
    regex.compile(r"(?<![가-힣])그룹 ['‘]?(?P<name>[가-힣A-Za-z0-9]{2,8}?)(?:으로|로|은|는)? "),
)


def stage_name(start: int, found: Found) -> tuple[int, int] | None:
    """The name that begins behind an entertainer's title, whatever it looks like."""
    match = _STAGE.match(found.page.masked, start)
    if not match or match["name"] in found.lexicon.not_stage:
        return None
    span = match.span("name")
    fits = not match["particle"] or agrees(match["name"], match["particle"])
    return span if fits and _one_noun(span, found) else None


def _one_noun(span: tuple[int, int], found: Found) -> bool:
    """Whether a word is one noun and neither a place nor a title."""
    start, end = span
    word = found.page.masked[start:end]
    if word in found.lexicon.foreign.places:
        return False
    inside = [m for m in found.page.morphemes(start) if start <= m.start < end]
    nouns = {"NNP", "NNG", "SL"} if end - start > 1 else {"NNP", "NNG"}
    return len(inside) == 1 and inside[0].end == end and inside[0].tag in nouns


def bands(found: Found) -> Iterator[tuple[int, int]]:
    """Bands beside what names them: 걸그룹 나비소녀, 나비소녀 멤버."""
    page = found.page
    for pattern in _BAND:
        for match in pattern.finditer(page.masked):
            start, end = match.span("name")
            inside = [m for m in page.morphemes(start) if start <= m.start < end]
            coined = all(m.tag in ("NNP", "SL", "SN") or not m.known for m in inside)
            if inside and coined and match["name"] not in found.lexicon.foreign.places:
                yield start, end
