"""Person mentions: names beside titles, 씨, ages; surnames with a title; names told before.

In: the page. Out: person candidates with their title and role as features. Drops: nothing; words
that only look like names are never proposed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from pipeline.match.beside_titles import REPORTER, after_title, before_title, with_surname
from pipeline.match.casts import cast_of, performers
from pipeline.match.edges import agrees
from pipeline.match.name_lists import between, lists
from pipeline.match.person_lexicon import BEST_SHAPE, Found, lexicon_of
from pipeline.match.stage_names import bands

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.match.foreigners import Marks
    from pipeline.model import Candidate
    from pipeline.page import Page
    from pipeline.rules import Rules
    from pipeline.steps import Steps

_LEAST = 4
"""The shape that a name without a title must have, where a particle or brackets show its end."""
_TOWNS = "동리읍면로역"
"""Last syllables of places, however much the word looks like a name (삼성동)."""
_BRACKET = regex.compile(r"\(")
_AGE = regex.compile(r"\s?\(\s?(?:여[·,)]|남[·,)]|본명|\d{1,2}[)세살·,])")
_HANJA = regex.compile(r"\s?\((?P<hanja>[\u4e00-\u9fff]{2,4})[).·\d]")
_SUBJECT = regex.compile(r"(?:은|는|이|가|을|를|의|와|과|도|에게|께서)(?![가-힣])")

_ACTS = regex.compile(r"(?:[은는이가의를와도]|에게|께서)(?![가-힣])")
_REPORTS = regex.compile(r"(?:보도|취재|전해|정리)(?:합니다|했습니다|드립니다)|단독|기자입니다")


def match_persons(page: Page, rules: Rules) -> Steps[list[Candidate]]:
    """Every person mention of the page.

    What asks for morphemes is a step of its own: Kiwi drives all else out of the processor's cache.
    """
    lexicon = lexicon_of(rules)
    marks, titles = lexicon.foreigners.marks(page), lexicon.titles.find(page.masked)
    yield
    found = Found(page, lexicon, chains=lexicon.foreigners.chains(page, marks))
    yield
    for start, end in lexicon.foreign.aside(page):
        found.add("foreign_aside", start, end)
    for title in titles:
        if title.use != "before":
            before_title(title, found)
        if title.use in ("before", "both"):
            after_title(title, found)
    yield
    performers(found, cast_of(page.masked, rules))
    lists(found, list(found.spans))
    listed = len(found.spans)
    reporters = {span for span, one in found.spans.items() if _signs(one, page)}
    _in_brackets(found)
    likely = list(_likely(found))
    yield
    _bare(likely, found)
    _foreigners(found, marks)
    yield
    _masked(found)
    lists(found, list(found.spans)[listed:])
    between(found)
    if found.wants("band"):
        _bands(found)
    _again(found)
    with_surname(titles, found)
    return [c for span, c in found.spans.items() if span not in reporters]


def _signs(candidate: Candidate, page: Page) -> bool:
    """Whether a reporter only signs the article, rather than acts in it (기자가 기소됐다)."""
    if candidate.features.get("use") != REPORTER:
        return False
    _, after = candidate.groups["title"]
    sentence = page.sentence(candidate.start)
    acts = _ACTS.match(page.masked, after)
    return not acts or _REPORTS.search(page.masked, after, sentence.end) is not None


# -- by what stands beside the name ---------------------------------------------------------------


def _in_brackets(found: Found) -> None:
    """Names with an age or Chinese characters in brackets."""
    text = found.page.masked
    for bracket in _BRACKET.finditer(text):
        match = found.names.maybe.match(text, 0, bracket.start())
        if not match:
            continue
        start, end = match.span("name")
        shape = found.names.shape(match["name"])
        if _AGE.match(text, end) and found.is_name(start, end, sure=shape >= 3):
            found.add("age", start, end)
        elif _in_hanja(text, start, end) and shape >= 3:
            found.add("hanja", start, end)


def _likely(found: Found) -> Iterator[tuple[int, int, bool]]:
    """What may be a name without a title, and whether it must be a single morpheme."""
    text = found.page.masked
    for match in found.names.likely.finditer(text):
        start, end = match.span()
        shape = found.names.shape(match[0])
        if shape < _LEAST or (start, end) in found.spans or match[0] in found.lexicon.places:
            continue
        if shape == _LEAST and not _SUBJECT.match(text, end):
            aside = text[start - 1 : start] == "(" and text[end : end + 1] == ")"
            if not aside:
                continue
        if not agrees(match[0], found.names.edges.tail(text, end)):  # 강하마을
            continue
        last = text[end - 1]
        best = shape == BEST_SHAPE and last not in _TOWNS and _SUBJECT.match(text, end)
        if last in found.names.not_bare and not best:
            continue
        yield start, end, last in found.names.suffixes or last in found.names.not_bare


def _bare(likely: Iterable[tuple[int, int, bool]], found: Found) -> None:
    """Names without a title that the morphemes confirm."""
    for start, end, doubtful in likely:
        if found.proper(start, end, whole=doubtful):
            found.add("bare", start, end)


def _bands(found: Found) -> None:
    for start, end in bands(found):
        if not found.covered(start, end):
            found.add("band", start, end)


def _foreigners(found: Found, marks: Marks) -> None:
    """Foreign names without a title, of several words or one."""
    page, lexicon = found.page, found.lexicon
    running = [(start, end) for end, start in found.chains.items()]
    running += lexicon.foreigners.running(page, marks)
    for start, end in running:
        if not found.covered(start, end):
            found.add("foreign_bare", start, end)
    for start, end in lexicon.foreigners.alone(page, marks):
        if not found.covered(start, end):
            found.add("foreign_alone", start, end)


def _in_hanja(text: str, start: int, end: int) -> bool:
    hanja = _HANJA.match(text, end)
    return hanja is not None and len(hanja["hanja"]) == end - start


def _masked(found: Found) -> None:
    """Persons whose name is withheld: 김모(33)씨, A씨, 이모 교수."""
    for pattern in found.lexicon.masked:
        for match in pattern.finditer(found.page.masked):
            if _has_title(match, found):
                found.add("masked", *match.span("name"))


def _has_title(match: regex.Match[str], found: Found) -> bool:
    after = match["next"]
    text = found.page.masked
    for length in range(len(after), 0, -1):
        row = found.lexicon.titles.rows.get(after[:length])
        end = match.start("next") + length
        if (
            row
            and row["use"] != "before"
            and after[:length] != "님"
            and found.names.edges.closes(text, end)
        ):
            return True
    return False


# -- by names told before -------------------------------------------------------------------------


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
            if (
                not found.covered(at, end)
                and edges.opens(text, at)
                and (edges.closes(text, end) or _titled(end, found))
            ):
                found.add("again", at, end)
            at = text.find(name, end)


def _titled(end: int, found: Found) -> bool:
    tail = found.names.edges.tail(found.page.masked, end)
    return any(tail.startswith(word) for word in found.lexicon.titles.words if len(word) > 1)
