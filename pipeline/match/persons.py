"""Person mentions: names beside titles, 씨, ages; surnames with a title; names told before.

In: the page. Out: person candidates with their title and role as features. Drops: nothing; words
that only look like names are never proposed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from pipeline.match.atlas import gazetteer_of
from pipeline.match.names import Names, names_of
from pipeline.match.titles import Title, Titles, titles_of
from pipeline.model import Candidate, Name

if TYPE_CHECKING:
    from pipeline.page import Page
    from pipeline.rules import Rules

_WORD_LEFT = regex.compile(
    r"(?r)(?P<word>[^\s,()\"'“”‘’△▲:;=\n]+)(?P<aside>\s?\([^()\n]{1,30}\))?[ \t]?"
)
_WORD_RIGHT = regex.compile(r"(?P<sep>[ \t])?(?P<word>[가-힣]{2,4})")
_LIST_LEFT = regex.compile(
    r"(?r)(?<![가-힣A-Za-z0-9])(?P<word>[가-힣]{2,4})(?:\([^()\n]{1,20}\))?(?:,\s?|·|\s)"
)
_LIST_RIGHT = regex.compile(
    r"(?:\([^()\n]{1,20}\))?(?:,\s?|·|[와과]\s)(?P<word>[가-힣]{2,4})(?![가-힣])"
)
_AGE = regex.compile(r"\s?\(\s?(?:여[·,)]|남[·,)]|본명|\d{1,2}[)세살·,])")
_HANJA = regex.compile(r"\s?\((?P<hanja>[\u4e00-\u9fff]{2,4})[).·\d]")
_MASKED = regex.compile(
    r"(?<![가-힣A-Za-z0-9])(?:(?P<surname>[가-힣])모|(?P<letter>[A-Z]))"
    r"(?:\s?\([^()\n]{1,15}\)\s?|\s)?(?P<next>[가-힣]{0,6})"
)
_SUBJECT = regex.compile(r"(?:은|는|이|가|을|를|의|와|과|도|에게|께서)(?![가-힣])")
_MO = "모"
"""Stands for a withheld given name: 김모 씨."""
_REACH = 5
"""Words of a title's organisation that may stand between a name and the title."""


@dataclass
class Found:
    """The persons of a page while they are being found; full names are kept for later mentions."""

    page: Page
    rules: Rules
    names: Names
    titles: Titles
    places: frozenset[str]
    stops: tuple[str, ...]
    former: Mapping[str, bool]
    glued: frozenset[str]
    """Titles that are often written without a blank (홍길동씨)."""
    schools: frozenset[str]
    """Last syllables of abbreviated schools and bodies (신양중)."""
    spans: dict[tuple[int, int], Candidate] = field(default_factory=dict)

    def add(self, matcher: str, start: int, end: int, title: Title | None = None, *, former: bool = False) -> None:
        """Keep a mention under the rule of its matcher, unless the span is taken."""
        if (start, end) in self.spans:
            return
        for rule in self.rules.matcher(f"person_{matcher}"):
            features = {"title": title.word if title else "", "former": "1" if former else ""}
            groups = {"title": (title.token, title.after)} if title else {}
            text = self.page.masked[start:end]
            self.spans[start, end] = Candidate(
                start, end, "person", rule.id, rule.priority, groups=groups, features=features,
                reading=Name(canonical=text, role=title.role if title else "other"),
            )  # fmt: skip

    def proper(self, start: int, end: int) -> bool:
        """Whether the morphemes read a span as a name: one proper noun, or a surname and a rest."""
        inside = [m for m in self.page.morphemes(start) if start <= m.start < end]
        if not inside or inside[0].start != start:
            return False
        whole = inside[0].end == end and inside[0].tag == "NNP"
        return whole or (
            len(inside) > 1 and inside[0].tag == "NNP" and inside[0].end - start < 3 and inside[-1].end == end
            and all(m.tag[0] in "NMX" for m in inside)
        )  # fmt: skip

    def is_name(self, start: int, end: int, *, sure: bool) -> bool:
        """Whether a span is a full name, `sure` where its context already says so."""
        word = self.page.masked[start:end]
        shape = self.names.shape(word)
        if not shape or word in self.places or (len(word) == 2 and word.endswith(_MO)):
            return False
        if sure and len(word) > 2 and shape >= 3 and word[-1] not in self.names.suffixes:
            return True
        return self.proper(start, end)


def match_persons(page: Page, rules: Rules) -> Iterator[Candidate]:
    """Every person mention of the page."""
    former = rules.words["former_words"]
    found = Found(
        page=page,
        rules=rules,
        names=names_of(rules),
        titles=titles_of(rules),
        places=frozenset(gazetteer_of(rules).surfaces),
        stops=tuple(rules.words["clause_ends"].where()),
        glued=frozenset(rules.words["titles"].where("glued", "1")),
        schools=frozenset(rules.words["given_syllables"].where("school", "1")),
        former={word: former.get(word, "former") == "1" for word in former.where()},
    )
    titles = list(found.titles.find(page.masked))
    for title in titles:
        if title.use != "before":
            _before(title, found)
        if title.use != "after":
            _after(title, found)
    _by_shape(found)
    _masked(found)
    _lists(found)
    _again(found)
    _surnames(titles, found)
    yield from found.spans.values()


# -- beside a title -------------------------------------------------------------------------------


def _before(title: Title, found: Found) -> None:
    """A name before its title: 이민근 시장, 조혜옥 시흥시 평생학습원장, 김모 전 회장."""
    text = found.page.masked
    at, former = title.start, False
    for step in range(_REACH):
        word = _WORD_LEFT.match(text, 0, at)
        if not word or not word["word"]:
            return
        start, end = word.span("word")
        said = word["word"]
        if said in found.former:
            former = former or found.former[said]
        elif step and said.endswith(found.stops) and not found.names.shape(said):
            return
        elif _full_name(start, end, title, found):
            start, end = _beyond_school(start, end, title, found)
            found.add("before_title", start, end, title, former=former)
            return
        elif step and (said.endswith(found.stops) or "." in said):
            return
        at = start
        if at and text[at - 1] not in " \t":
            return


def _full_name(start: int, end: int, title: Title, found: Found) -> bool:
    """Whether the word is a name; glued to its title (이민근시장) the morphemes must say so."""
    if not found.names.edges.opens(found.page.masked, start):
        return False
    glued = end == title.start and title.word not in found.glued
    return found.is_name(start, end, sure=not title.weak and not glued)


def _beyond_school(start: int, end: int, title: Title, found: Found) -> tuple[int, int]:
    """The name before a word that is name-shaped too: 차아름 신양중 회장."""
    text = found.page.masked
    if text[end - 1] not in found.schools:
        return start, end
    word = _WORD_LEFT.match(text, 0, start)
    if word and word["word"] and found.is_name(*word.span("word"), sure=not title.weak):
        return word.span("word")
    return start, end


def _after(title: Title, found: Found) -> None:
    """A name behind its title: 시장 이민근, 가수 홍길동이."""
    text = found.page.masked
    if title.after != title.end:
        return
    word = _WORD_RIGHT.match(text, title.end)
    if not word or not word["sep"]:
        return
    start = word.start("word")
    for end in found.names.at(text, start):
        if not found.names.edges.closes(text, end):
            continue
        sure = not title.weak and found.names.shape(text[start:end]) >= 4
        if found.is_name(start, end, sure=sure):
            found.add("after_title", start, end, title)
            return


# -- by what stands beside the name ---------------------------------------------------------------


def _by_shape(found: Found) -> None:
    """Names with an age or Chinese characters, and bare ones that the morphemes confirm."""
    text = found.page.masked
    for opening in found.names.start.finditer(text):
        start = opening.start()
        for end in found.names.at(text, start):
            shape = found.names.shape(text[start:end])
            if _AGE.match(text, end) and found.is_name(start, end, sure=shape >= 3):
                found.add("age", start, end)
            elif _in_hanja(text, start, end) and shape >= 3:
                found.add("hanja", start, end)
            elif end - start == 3 and shape >= 4 and _SUBJECT.match(text, end):
                if text[start:end] not in found.places and found.proper(start, end):
                    found.add("bare", start, end)


def _in_hanja(text: str, start: int, end: int) -> bool:
    hanja = _HANJA.match(text, end)
    return hanja is not None and len(hanja["hanja"]) == end - start


def _masked(found: Found) -> None:
    """Persons whose name is withheld: 김모(33)씨, A씨, 이모 교수."""
    for match in _MASKED.finditer(found.page.masked):
        group = "surname" if match["surname"] else "letter"
        if match["surname"] and match["surname"] not in found.names.surnames:
            continue
        if _has_title(match, found):
            found.add("masked", *match.span(group))


def _has_title(match: regex.Match[str], found: Found) -> bool:
    after = match["next"]
    text = found.page.masked
    for length in range(len(after), 0, -1):
        row = found.titles.rows.get(after[:length])
        end = match.start("next") + length
        if row and row["use"] != "before" and len(after) - length < 4 and found.names.edges.closes(text, end):
            return True
    return False


# -- by names told before -------------------------------------------------------------------------


def _lists(found: Found) -> None:
    """Names listed with a name (유승민, 주호영, 강길부 의원)."""
    todo = list(found.spans)
    text = found.page.masked
    while todo:
        start, end = todo.pop()
        if end - start < 2:
            continue
        left, right = _LIST_LEFT.match(text, 0, start), _LIST_RIGHT.match(text, end)
        for near in (left, right):
            if near and near.span("word") not in found.spans:
                span = near.span("word")
                joined = text[span[1] : start] if near is left else ""
                if found.is_name(*span, sure=bool(joined.strip()) or near is right):
                    found.add("listed", *span)
                    todo.append(span)


def _again(found: Found) -> None:
    """Full names told once, wherever they stand again."""
    text = found.page.masked
    edges = found.names.edges
    full = {text[s:e] for s, e in found.spans if e - s > 1}
    for name in sorted(full):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            if edges.opens(text, at) and (edges.closes(text, end) or _titled(end, found)):
                found.add("again", at, end)
            at = text.find(name, end)


def _titled(end: int, found: Found) -> bool:
    tail = found.names.edges.tail(found.page.masked, end)
    return any(tail.startswith(word) for word in found.titles.words if len(word) > 1)


def _surnames(titles: Sequence[Title], found: Found) -> None:
    """A surname with its title: 오 시장, 신 총괄회장, 김 전 위원장, 박씨."""
    text = found.page.masked
    told = {text[s:e][:1] for s, e in found.spans if e - s > 1}
    for title in titles:
        if title.use == "before":
            continue
        start, former = _surname_at(title, found)
        if start < 0:
            continue
        surname = text[start]
        glued = start + 1 == title.start
        doubtful = surname in found.names.also_words and surname not in told
        if glued and title.word != "씨":
            continue
        if (title.weak and surname not in told) or (doubtful and not glued):
            if not found.proper(start, start + 1):
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
    for _ in range(3):
        word = _WORD_LEFT.match(text, 0, at)
        if not word or word["aside"]:
            return -1, False
        said, start = word["word"], word.start("word")
        if said in found.names.surnames and len(said) == 1 and start + 1 < title.end:
            preceded = _WORD_LEFT.match(text, 0, start)
            if said in found.former and preceded and _is_bearer(preceded, found):
                former, at = found.former[said], start
                continue
            return start, former
        if said in found.former:
            former, at = former or found.former[said], start
            continue
        return -1, False
    return -1, False
