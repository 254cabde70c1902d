"""Person mentions: names beside titles, 씨, ages; surnames with a title; names told before.

In: the page. Out: person candidates with their title and role as features. Drops: nothing; words
that only look like names are never proposed.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from pipeline.match.atlas import gazetteer_of
from pipeline.match.foreign import Foreign, build_foreign
from pipeline.match.names import Names, names_of
from pipeline.match.titles import Title, Titles, titles_of
from pipeline.model import Candidate, Name

if TYPE_CHECKING:
    from pipeline.page import Page
    from pipeline.rules import Pattern, Rules

_WORD_LEFT = regex.compile(
    r"(?r)(?P<word>[^\s,()\"'“”‘’△▲:;=\n]+)(?P<aside>\s?\([^()\n]{1,30}\))?[ \t]?"
)
_WORD_RIGHT = regex.compile(r"(?P<sep>[ \t])?(?P<word>[가-힣]{2,8})")
_LIST_LEFT = regex.compile(
    r"(?r)(?<![가-힣A-Za-z0-9])(?P<word>[가-힣]{2,4})(?:\([^()\n]{1,20}\))?(?:,\s?|·|\s)"
)
_LIST_RIGHT = regex.compile(
    r"(?:\([^()\n]{1,20}\))?(?:,\s?|·|[와과]\s)(?P<word>[가-힣]{2,4})(?![가-힣])"
)
_AGE = regex.compile(r"\s?\(\s?(?:여[·,)]|남[·,)]|본명|\d{1,2}[)세살·,])")
_HANJA = regex.compile(r"\s?\((?P<hanja>[\u4e00-\u9fff]{2,4})[).·\d]")
_MASKED = (
    r"(?:(?P<surname>[{single}])모(?<![가-힣A-Za-z0-9]..)|(?P<letter>[A-Z])(?<![가-힣A-Za-z0-9].))"
    r"(?:\s?\([^()\n]{{1,15}}\)\s?|\s)?(?P<next>[가-힣]{{0,6}})"
)
_SUBJECT = regex.compile(r"(?:은|는|이|가|을|를|의|와|과|도|에게|께서)(?![가-힣])")
_REPORTER = "reporter"
"""Use of titles whose bearers are metadata, not mentions (기자)."""
_PHRASE_ENDS = frozenset("은는을를한된던할될해면힌기게")
_MR = "씨"
_HANGUL = regex.compile(r"[가-힣]+")
_FOREIGN_SHAPE = 4
"""Names that look more Korean than this are never the last word of a foreign one."""
_MO = "모"
"""Stands for a withheld given name: 김모 씨."""
_REACH = 5
"""Words of a title's organisation that may stand between a name and the title."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What a rule set says about persons, compiled once."""

    names: Names
    titles: Titles
    places: frozenset[str]
    stops: tuple[str, ...]
    """Endings of words that are no organisation before a title."""
    former: Mapping[str, bool]
    """Words between a name and its title, and whether they say that the office is over."""
    glued: frozenset[str]
    """Titles that are often written without a blank (홍길동씨)."""
    schools: frozenset[str]
    """Last syllables of abbreviated schools and bodies (신양중)."""
    foreign: Foreign
    abroad: frozenset[str]
    """Titles beside which a foreign name may stand."""
    also_words: frozenset[str]
    """Titles that are things too (시장): behind a doubtful surname they are no title."""
    heads_of_state: frozenset[str]
    """Those among them that only persons have: morphemes need not confirm the name."""
    rules: Mapping[str, tuple[Pattern, ...]]
    masked: regex.Pattern[str]


@functools.lru_cache(maxsize=8)
def lexicon_of(rules: Rules) -> Lexicon:
    """Compile the lexicon of a rule set."""
    former = rules.words["former_words"]
    names = names_of(rules)
    single = "".join(word for word in names.surnames if len(word) == 1)
    return Lexicon(
        names=names,
        titles=titles_of(rules),
        places=frozenset(gazetteer_of(rules).surfaces),
        stops=tuple(rules.words["clause_ends"].where()),
        former={word: former.get(word, "former") == "1" for word in former.where()},
        glued=frozenset(rules.words["titles"].where("glued", "1")),
        schools=frozenset(rules.words["given_syllables"].where("school", "1")),
        foreign=build_foreign(
            rules.words["foreign_syllables"].where(),
            (
                *rules.words["countries"].where(),
                *rules.words["well_known"].where(),
                *gazetteer_of(rules).surfaces,
            ),
            (
                *rules.words["not_foreign_names"].where(),
                *(word for word in rules.words["institution_endings"].where() if len(word) > 1),
            ),
            (word for word in rules.words["clause_ends"].where() if word in _PHRASE_ENDS),
        ),
        abroad=frozenset(w for w, row in rules.words["titles"].rows.items() if row["foreign"]),
        also_words=frozenset(rules.words["titles"].where("also_word", "1")),
        heads_of_state=frozenset(rules.words["titles"].where("foreign", "sure")),
        rules={
            pattern.rule.matcher: rules.matcher(pattern.rule.matcher)
            for pattern in rules.labelled("person")
            if pattern.rule.matcher
        },
        masked=regex.compile(_MASKED.format(single=single), regex.VERSION1),
    )


@dataclass
class Found:
    """The persons of a page while they are being found."""

    page: Page
    lexicon: Lexicon
    spans: dict[tuple[int, int], Candidate] = field(default_factory=dict)

    @property
    def names(self) -> Names:
        """The shapes of names."""
        return self.lexicon.names

    def add(self, matcher: str, start: int, end: int, title: Title | None = None, *, former: bool = False) -> None:
        """Keep a mention under the rule of its matcher, unless the span is taken."""
        if (start, end) in self.spans:
            return
        for rule in self.lexicon.rules.get(f"person_{matcher}", ()):
            features = {"title": title.word if title else "", "former": "1" if former else "",
                        "use": title.use if title else ""}
            groups = {"title": (title.token, title.after)} if title else {}
            text = self.page.masked[start:end]
            self.spans[start, end] = Candidate(
                start, end, "person", rule.id, rule.priority, groups=groups, features=features,
                reading=Name(canonical=text, role=title.role if title else "other"),
            )  # fmt: skip

    def proper(self, start: int, end: int, *, whole: bool = False) -> bool:
        """Whether the morphemes read a span as a name.

        That is one proper noun, or, unless the `whole` is asked for, a surname and a rest, or
        splinters of one syllable, which is what becomes of a name that no dictionary has.
        """
        inside = [m for m in self.page.morphemes(start) if start <= m.start < end]
        if not inside or inside[0].start != start or inside[0].tag[0] not in "NM":
            return False
        head = inside[0]
        if head.end >= end or whole:
            return head.end == end and head.tag == "NNP"
        splinters = end - start > 2 and all(m.end - m.start == 1 for m in inside)
        surname = head.tag == "NNP" and all(m.tag[0] in "NMX" for m in inside)
        return inside[-1].end >= end and (splinters or surname)

    def is_name(self, start: int, end: int, *, sure: bool) -> bool:
        """Whether a span is a full name, `sure` where its context already says so."""
        word = self.page.masked[start:end]
        shape = self.names.shape(word)
        if word in self.lexicon.places or (len(word) == 2 and word.endswith(_MO)):
            return False
        if not shape:
            return sure and self._unlikely(word) and self.proper(start, end, whole=True)
        if sure and len(word) > 2 and shape >= 3 and word[-1] not in self.names.suffixes:
            return True
        return self.proper(start, end)


    def _unlikely(self, word: str) -> bool:
        """Whether a word without a name's syllables may still be one (이명박)."""
        names = self.names
        listed = word in names.stop or word[-1] in names.not_bare or word[-1] in names.suffixes
        return len(word) == 3 and word[0] in names.surnames and not listed


def match_persons(page: Page, rules: Rules) -> Iterator[Candidate]:
    """Every person mention of the page."""
    found = Found(page, lexicon_of(rules))
    titles = list(found.lexicon.titles.find(page.masked))
    for title in titles:
        if title.use != "before":
            _before(title, found)
        if title.use in ("before", "both"):
            _after(title, found)
    _lists(found)
    reporters = {span for span, found_ in found.spans.items() if found_.features["use"] == _REPORTER}
    _by_shape(found)
    for span in found.lexicon.foreign.running(page):
        found.add("foreign_bare", *span)
    _masked(found)
    _lists(found)
    _again(found)
    _surnames(titles, found)
    yield from (c for span, c in found.spans.items() if span not in reporters)


# -- beside a title -------------------------------------------------------------------------------


def _before(title: Title, found: Found) -> None:
    """A name before its title: 이민근 시장, 조혜옥 시흥시 평생학습원장, 존 스미스 미국 대사."""
    text = found.page.masked
    at, former = title.start, False
    for step in range(_REACH):
        word = _WORD_LEFT.match(text, 0, at)
        if not word or not word["word"]:
            return
        start, end = word.span("word")
        said = word["word"]
        if said in found.lexicon.former:
            former = former or found.lexicon.former[said]
        elif step and said.endswith(found.lexicon.stops) and not found.names.shape(said):
            return
        elif _full_name(start, end, title, found):
            start, end = _beyond_school(start, end, title, found)
            if not _whole_foreign(start, end, title, found, former=former):
                found.add("before_title", start, end, title, former=former)
            return
        elif title.word in found.lexicon.abroad and _foreign(end, title, found, former=former):
            return
        elif step and (said.endswith(found.lexicon.stops) or "." in said):
            return
        at = start
        if at and text[at - 1] not in " \t":
            return


def _foreign(end: int, title: Title, found: Found, *, former: bool) -> bool:
    """Add the foreign name that ends at an offset before a title, if there is one."""
    if end >= title.start:
        return False
    called = title.word == _MR and end + 1 == title.start
    sure = called or title.word in found.lexicon.heads_of_state
    span = found.lexicon.foreign.before(found.page, end + 1, sure=sure)
    if not span and called:
        span = _called(end, found)
    if span:
        found.add("foreign", *span, title, former=former)
    return span is not None


def _called(end: int, found: Found) -> tuple[int, int] | None:
    """Whatever stands alone before 씨 is called so: 규현 씨, 지코 씨."""
    word = _WORD_LEFT.match(found.page.masked, 0, end)
    if not word or not 1 < len(word["word"]) < 6 or word["word"].endswith(_MO):
        return None
    hangul = _HANGUL.fullmatch(word["word"]) is not None
    return word.span("word") if hangul and word["word"] not in found.lexicon.places else None


def _whole_foreign(start: int, end: int, title: Title, found: Found, *, former: bool) -> bool:
    """Add a foreign name whose last word is shaped like a Korean one (아베 신조 총리)."""
    text = found.page.masked
    if found.names.shape(text[start:end]) > _FOREIGN_SHAPE:
        return False
    word = _WORD_LEFT.match(text, 0, start)
    if not word or not word["word"] or not found.lexicon.foreign.looks(word["word"]):
        return False
    sure = title.word in found.lexicon.heads_of_state
    span = found.lexicon.foreign.before(found.page, end + 1, sure=sure)
    if span and span[0] < start:
        found.add("foreign", *span, title, former=former)
        return True
    return False


def _full_name(start: int, end: int, title: Title, found: Found) -> bool:
    """Whether the word is a name; glued to its title (이민근시장) the morphemes must say so."""
    if not found.names.edges.opens(found.page.masked, start):
        return False
    glued = end == title.start and title.word not in found.lexicon.glued
    return found.is_name(start, end, sure=not title.weak and not glued)


def _beyond_school(start: int, end: int, title: Title, found: Found) -> tuple[int, int]:
    """The name before a word that is name-shaped too: 차아름 신양중 회장."""
    text = found.page.masked
    if text[end - 1] not in found.lexicon.schools:
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
    if title.word in found.lexicon.abroad and found.lexicon.foreign.looks(word["word"]):
        span = found.lexicon.foreign.after(found.page, start)
        if span:
            found.add("foreign", *span, title)


# -- by what stands beside the name ---------------------------------------------------------------


def _by_shape(found: Found) -> None:
    """Names with an age or Chinese characters, and bare ones that the morphemes confirm."""
    text = found.page.masked
    for match in found.names.maybe.finditer(text):
        start, end = match.span()
        shape = found.names.shape(match.group())
        if _AGE.match(text, end) and found.is_name(start, end, sure=shape >= 3):
            found.add("age", start, end)
        elif _in_hanja(text, start, end) and shape >= 3:
            found.add("hanja", start, end)
    for match in found.names.likely.finditer(text):
        start, end = match.span()
        shape = found.names.shape(match.group())
        aside = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
        known = (start, end) in found.spans or match.group() in found.lexicon.places
        if known or shape < (5 if not aside and not _SUBJECT.match(text, end) else 4):
            continue
        sure = text[end - 1] not in found.names.suffixes
        if text[end - 1] not in found.names.not_bare and found.proper(start, end, whole=not sure):
            found.add("bare", start, end)


def _in_hanja(text: str, start: int, end: int) -> bool:
    hanja = _HANJA.match(text, end)
    return hanja is not None and len(hanja["hanja"]) == end - start


def _masked(found: Found) -> None:
    """Persons whose name is withheld: 김모(33)씨, A씨, 이모 교수."""
    for match in found.lexicon.masked.finditer(found.page.masked):
        group = "surname" if match["surname"] else "letter"
        if _has_title(match, found):
            found.add("masked", *match.span(group))


def _has_title(match: regex.Match[str], found: Found) -> bool:
    after = match["next"]
    text = found.page.masked
    for length in range(len(after), 0, -1):
        row = found.lexicon.titles.rows.get(after[:length])
        end = match.start("next") + length
        if row and row["use"] != "before" and after[:length] != "님" and found.names.edges.closes(text, end):
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
    full |= {name.rpartition(" ")[2] for name in full if " " in name}
    for name in sorted(full, key=len, reverse=True):
        at = text.find(name)
        while at >= 0:
            end = at + len(name)
            taken = any(s <= at and end <= e for s, e in found.spans)
            if not taken and edges.opens(text, at) and (edges.closes(text, end) or _titled(end, found)):
                found.add("again", at, end)
            at = text.find(name, end)


def _titled(end: int, found: Found) -> bool:
    tail = found.names.edges.tail(found.page.masked, end)
    return any(tail.startswith(word) for word in found.lexicon.titles.words if len(word) > 1)


def _surnames(titles: Sequence[Title], found: Found) -> None:
    """A surname with its title: 오 시장, 신 총괄회장, 김 전 위원장, 박씨."""
    text = found.page.masked
    told = {text[s:e][:1] for s, e in found.spans if e - s > 1}
    for title in titles:
        if title.use in ("before", _REPORTER):
            continue
        start, former = _surname_at(title, found)
        if start < 0:
            continue
        surname = text[start]
        glued = start + 1 == title.start
        doubtful = surname in found.names.also_words and surname not in told
        if glued and title.word != "씨":
            continue
        if doubtful and title.word in found.lexicon.also_words:
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
            if said in found.lexicon.former and preceded and _is_bearer(preceded, found):
                former, at = found.lexicon.former[said], start
                continue
            return start, former
        if said in found.lexicon.former:
            former, at = former or found.lexicon.former[said], start
            continue
        return -1, False
    return -1, False
