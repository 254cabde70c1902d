"""Names beside titles, before and behind, Korean and foreign; and surnames with a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from pipeline.match.person_lexicon import WITHHELD, Found
from pipeline.match.stage_names import stage_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.match.titles import Title

_NOT_IN_WORD = r"\s,()\"'“”‘’△▲:;=\n"
_LIST_MARKS = r"·•*◇○□❍–—-"
"""What opens an item of a list, and may stand in the middle of a word: -한가람 시장."""
_WORD_LEFT = regex.compile(
    rf"(?r)(?P<word>[^{_NOT_IN_WORD}{_LIST_MARKS}][^{_NOT_IN_WORD}]*)"
    r"(?P<aside>\s?\([^()\n]{1,30}\))?[ \t]?"
)
_WORD_RIGHT = regex.compile(r"[ \t](?P<word>[가-힣]{2,8})")
REPORTER = "reporter"
"""Use of titles whose bearers are metadata, not mentions (기자)."""
_HEADS = frozenset({"mayor", "governor", "county_head", "district_head"})
"""Between a name and these a region says enough: 육동한 춘천시장."""
_MR = "씨"
_PUPIL = "학생"
_SURE_SHAPE = 5
"""A name's shape that outweighs its last syllable (중, 고, 대)."""
_GLUED_SENTENCE = regex.compile(r"[가-힣]다\.[가-힣]")
"""A sentence that follows the one before without a blank."""
_HANGUL = regex.compile(r"[가-힣]+")
_FOREIGN_SHAPE = 4
"""Names that look more Korean than this are never the last word of a foreign one."""
_LONGEST_NAME = 4
_LONGEST_CALLED = 7
_REACH = 5
"""Words of a title's organisation that may stand between a name and the title."""


def before_title(title: Title, found: Found) -> None:
    """A name before its title: 이민근 시장, 한지영 여수시 도서관장, 존 스미스 미국 대사."""
    text = found.page.masked
    at, former = title.start, False
    if _is_barred(text[title.token : at], title, found):
        return
    for step in range(_REACH):
        word = _WORD_LEFT.match(text, 0, at)
        said = word["word"] if word else ""
        if not word or _is_barred(said, title, found):
            return
        phrase = step > 0 and found.lexicon.stops.close(said)
        if said in found.lexicon.former:
            former = former or found.lexicon.former[said]
        elif _named(said, word.start("word"), title, found, former=former, phrase=phrase) or (
            step and (phrase or "." in said)
        ):
            return
        at = word.start("word")
        if at and text[at - 1] not in " \t":
            return


def _is_barred(word: str, title: Title, found: Found) -> bool:
    """Whether a word, or its last part, is no organisation before the title: 폭염·호우 특보."""
    return found.lexicon.not_affiliations.get(word.rpartition("·")[2]) in ("", title.word)


def _named(
    said: str, start: int, title: Title, found: Found, *, former: bool, phrase: bool
) -> bool:
    """Add the name that a word is, or ends; whether it is one.

    What ends a `phrase` is one only where its syllables are a name's.
    """
    end = start + len(said)
    if "." in said[:-1] and _GLUED_SENTENCE.search(said):
        start += said.rindex(".") + 1
    if end in found.chains and end < title.start:
        found.add("foreign", found.chains[end], end, title, former=former)
        return True
    if phrase and not found.names.shape(said):
        return False
    if _full_name(start, end, title, found):
        start, end = _beyond_school(start, end, title, found)
        if _is_school(start, end, title, found):
            return False
        if any(s <= start and end <= e and e - s > end - start for s, e in found.spans):
            return True
        if not _whole_foreign(start, end, title, found, former=former):
            found.add("before_title", start, end, title, former=former)
        return True
    return title.word in found.lexicon.abroad and _foreign(end, title, found, former=former)


def _foreign(end: int, title: Title, found: Found, *, former: bool) -> bool:
    """Add the foreign name that ends at an offset before a title, if there is one."""
    if end >= title.start:
        return title.word == _MR and _glued(title, found, former=former)
    called = title.word == _MR and end + 1 == title.start
    sure = called or title.word in found.lexicon.heads_of_state
    span = found.lexicon.foreign.before(found.page, end, sure=sure)
    if not span and (called or (title.word in found.lexicon.glued and end + 1 == title.start)):
        span = _called(end, found, sure=called)
    if span:
        found.add("foreign", *span, title, former=former)
    return span is not None


def _glued(title: Title, found: Found, *, former: bool) -> bool:
    """Add a name of any kind that 씨 is glued to, where the morphemes part them (하루키씨)."""
    start, end = title.token, title.start
    if not 1 < end - start < _LONGEST_CALLED:
        return False
    inside = [m for m in found.page.morphemes(start) if start <= m.start <= end]
    parted = len(inside) > 1 and inside[-1].start == end and inside[-1].tag == "NNB"
    if parted and all(m.tag == "NNP" or not m.known for m in inside[:-1]):
        found.add("foreign", start, end, title, former=former)
        return True
    return False


def _called(end: int, found: Found, *, sure: bool) -> tuple[int, int] | None:
    """Whatever stands alone before 씨 is called so (규현 씨); before 군, 양 only a proper noun."""
    word = _WORD_LEFT.match(found.page.masked, 0, end)
    if not word or not 1 < len(word["word"]) < 6 or word["word"].endswith(WITHHELD):
        return None
    said = word["word"]
    if not _HANGUL.fullmatch(said) or said in found.lexicon.foreign.places:
        return None
    start, end = word.span("word")
    given = len(said) == 2 and found.names.first.get(said[0]) and found.names.last.get(said[1])
    fits = sure or (given and found.proper(start, end, whole=True))
    return (start, end) if fits else None


def _whole_foreign(start: int, end: int, title: Title, found: Found, *, former: bool) -> bool:
    """Add a foreign name whose last word is shaped like a Korean one (아베 신조 총리)."""
    text = found.page.masked
    if found.names.shape(text[start:end]) > _FOREIGN_SHAPE:
        return False
    word = _WORD_LEFT.match(text, 0, start)
    if not word or not word["word"] or not found.lexicon.foreign.looks(word["word"]):
        return False
    sure = title.word in found.lexicon.heads_of_state or title.word == _MR
    span = found.lexicon.foreign.before(found.page, end, sure=sure)
    if span and span[0] < start:
        found.add("foreign", *span, title, former=former)
        return True
    return False


def _full_name(start: int, end: int, title: Title, found: Found) -> bool:
    """Whether the word is a name; glued to its title (이민근시장) the morphemes must say so."""
    text = found.page.masked
    short = end - start <= _LONGEST_NAME and text[start] in found.names.initials
    if not short or not found.names.edges.opens(text, start):
        return False
    if title.role in _HEADS and text[end : title.start].strip() in found.lexicon.places:
        return found.names.shape(text[start:end]) >= _FOREIGN_SHAPE
    glued = end == title.start and title.word not in (_MR, "님")
    return found.is_name(start, end, sure=not title.weak and not glued)


def _beyond_school(start: int, end: int, title: Title, found: Found) -> tuple[int, int]:
    """The name before a word that is name-shaped too: 한고운 송림중 회장."""
    text = found.page.masked
    if text[end - 1] not in found.lexicon.schools:
        return start, end
    word = _WORD_LEFT.match(text, 0, start)
    if word and word["word"] and found.is_name(*word.span("word"), sure=not title.weak):
        start, end = word.span("word")
    return start, end


def _is_school(start: int, end: int, title: Title, found: Found) -> bool:
    """Whether a word before a title is rather a school's short name: 한들중 학생."""
    word = found.page.masked[start:end]
    doubtful = title.word == _PUPIL or found.names.shape(word) < _SURE_SHAPE
    return word[-1] in found.lexicon.schools and doubtful


def after_title(title: Title, found: Found) -> None:
    """A name behind its title: 시장 이민근, 가수 홍길동이."""
    text = found.page.masked
    if title.after != title.end or text[title.end : title.end + 1] not in (" ", "\t"):
        return
    word = _WORD_RIGHT.match(text, title.end)
    if not word:
        return
    start = word.start("word")
    for end in found.names.at(text, start):
        if not found.names.edges.closes(text, end) or (title.weak and end - start < 3):
            continue
        sure = not title.weak and found.names.shape(text[start:end]) >= 4
        if found.is_name(start, end, sure=sure):
            found.add("after_title", start, end, title)
            return
    if not _foreign_after(title, start, word["word"], found) and title.stage:
        span = stage_name(start, found)
        if span:
            found.add("stage", *span, title)


def _foreign_after(title: Title, start: int, word: str, found: Found) -> bool:
    """Add the foreign name that begins at an offset behind a title, if there is one."""
    if title.word not in found.lexicon.abroad or not found.lexicon.foreign.looks(word):
        return False
    span = found.lexicon.foreign.after(found.page, start)
    if span:
        found.add("foreign", *span, title)
    return span is not None


def with_surname(titles: Sequence[Title], found: Found) -> None:
    """A surname with its title: 오 시장, 신 총괄회장, 김 전 위원장, 박씨."""
    text = found.page.masked
    told = {text[s:e][:1] for s, e in found.spans if e - s > 1}
    for title in titles:
        if title.use in ("before", REPORTER):
            continue
        start, former = _surname_at(title, found)
        if start < 0:
            continue
        surname = text[start]
        glued = start + 1 == title.start
        doubtful = surname in found.names.also_words and surname not in told
        if glued and title.word not in found.lexicon.glued:
            continue
        if doubtful and title.word in found.lexicon.also_words:
            continue
        young = title.word in found.lexicon.glued and title.word != _MR
        unsure = (title.weak and surname not in told) or (doubtful and not glued) or young
        if unsure and not (found.proper(start, start + 1) or found.bound(title.start)):
            continue
        found.add("surname", start, start + 1, title, former=former)


def _is_bearer(word: regex.Match[str], found: Found) -> bool:
    """Whether a word is a surname or a name that was found: what follows is 전, not a surname."""
    return word["word"] in found.names.surnames or word.span("word") in found.spans


def _surname_at(title: Title, found: Found) -> tuple[int, bool]:
    """Where a bare surname stands before a title, -1 for nowhere; and whether 전 is between."""
    text = found.page.masked
    at, former = title.token, False
    if title.word == "씨" and title.start - title.token == 1:
        at = title.start
    if text[max(0, at - 2) : at].rstrip(" \t")[-1:] not in found.lexicon.before_surnames:
        return -1, False
    for _ in range(3):
        word = _WORD_LEFT.match(text, 0, at)
        if not word or word["aside"]:
            return -1, False
        said, start = word["word"], word.start("word")
        if said in found.names.surnames and len(said) == 1 and start + 1 < title.end:
            preceded = _WORD_LEFT.match(text, 0, start)
            if said in found.lexicon.former and preceded and _is_bearer(preceded, found):
                former, at = found.lexicon.former[said], start
                continue
            return start, former
        if said in found.lexicon.former:
            former, at = former or found.lexicon.former[said], start
            continue
        return -1, False
    return -1, False
