"""What stands above the first paragraph: title, subtitles, and the furniture of the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from pipeline.sections.lines import is_caption_like, is_item, is_prose
from pipeline.sections.reading import Reading, repeats
from pipeline.sections.signs import Sign

_WORD = regex.compile(r"[가-힣]{2,}|[A-Za-z]{3,}|\d{2,}", regex.VERSION1)
_MENU_WORD = r"(?![가-힣]*(?:[을를은는과와의에해로]|한다)(?:[ |>]|$))[가-힣A-Za-z/&]{1,6}"
_NAVIGATION = regex.compile(
    rf"(?:{_MENU_WORD}[ |>]+){{6,}}{_MENU_WORD}|(?:{_MENU_WORD}\s?[|>]\s?){{2,}}{_MENU_WORD}",
    regex.VERSION1,
)
_HEADLINE = regex.compile(r"…|\.\.\.|[‘“'\"]|^(?:[^ ]{1,10} ){0,2}[^ ]{1,10}, |다$", regex.VERSION1)
_DASHED = regex.compile(r"[-·▲△○◦▷*‘“\"'(<\[]", regex.VERSION1)

_ACTOR = regex.compile(
    r"[‘'“\"]?(?:[가-힣A-Za-z0-9·()]{1,12} ){0,2}[가-힣A-Za-z0-9·]{0,10}"
    r"(?:시|군|구|도|청|장|감|지사|의원|의회|협의회|위원회|재단|공사|공단|대|원|회|센터|사업단),\s",
    regex.VERSION1,
)

LONGEST_MENU = 16
FEWEST_MENU = 6
SHORTEST_TITLE = 8
LONGEST_TITLE = 120
SHARED_WORDS = 0.25
FEWEST_WORDS = 3
LEAD_CHARS = 1500


def head_kinds(text: str, reading: Reading) -> Mapping[int, str]:
    """Index -> `title`, `subtitle` for the lines above the first paragraph that are either.

    The title is what an image or a label names; else the headline nearest above the date line; else
    the first line that shares words with the body. Three or more like lines at the very top are
    subtitles whose title the page lost.
    """
    candidates = [i for i in range(reading.first) if _may_be_title(reading, i)]
    menus = _menus(reading)
    candidates = [i for i in candidates if i not in menus] or candidates
    shared = _shared_words(text, reading, candidates)
    pictured = _pictured(reading, candidates, shared)
    candidates = [i for i in candidates if i not in pictured]
    kinds = {**_headlines(reading, candidates, shared), **dict.fromkeys(pictured, "caption")}
    again = _title_again(text, reading)
    above = max((shared[i] for i in candidates if kinds.get(i) == "title"), default=0.0)
    if again and above < max(again.values()):
        return dict.fromkeys(again, "title")
    return kinds


def _title_again(text: str, reading: Reading) -> Mapping[int, float]:
    """The headline above the first paragraph where the page prints the article again."""
    if reading.again is None:
        return {}
    below = range(reading.again + 1, len(reading.lines))
    body = next((i for i in below if reading.prose[i]), len(reading.lines))
    lines = [i for i in range(reading.again + 1, body) if _may_be_title(reading, i)]
    return _shared_words(text, reading, lines[:1])


def _menus(reading: Reading) -> frozenset[int]:
    """The lines of menus: many short ones in a row (those that rules name are not counted)."""
    found: set[int] = set()
    run: list[int] = []
    for i in range(reading.first + 1):
        if i < reading.first and reading.whole[i]:
            continue
        if i < reading.first and len(reading.lines[i].text) <= LONGEST_MENU:
            run.append(i)
            continue
        found.update(run if len(run) >= FEWEST_MENU else ())
        run = []
    return frozenset(found)


def _headlines(
    reading: Reading, candidates: Sequence[int], shared: Mapping[int, float]
) -> Mapping[int, str]:
    named = _named_title(reading)
    if named is not None:
        return _around(reading, named, candidates, shared)
    group = _chosen_group(reading, candidates, shared)
    if not group:
        return {}
    if _lost_its_title(reading, group):
        return dict.fromkeys(group, "subtitle")
    return _around(reading, group[0], candidates, shared)


def _pictured(
    reading: Reading, candidates: Sequence[int], shared: Mapping[int, float]
) -> Sequence[int]:
    """A line printed twice right above the first paragraph, below a headline or a date line."""
    pair = candidates[-2:]
    if len(pair) < 2 or pair[1] != pair[0] + 1 or pair[1] != reading.first - 1:
        return ()
    text = reading.lines[pair[0]].text
    if not repeats(text, reading.lines[pair[1]].text):
        return ()
    headed = any(shared[i] >= SHARED_WORDS for i in candidates[:-2])
    dated = any(_is_dated(reading.whole[i]) for i in range(pair[0]))
    return pair if (headed and dated) or not _HEADLINE.search(text) else ()


def _may_be_title(reading: Reading, index: int) -> bool:
    if reading.whole[index]:
        return False
    start, end = reading.inner(index)
    shift = reading.lines[index].start
    line = reading.lines[index].text[start - shift : end - shift].strip()
    if is_caption_like(line) or is_prose(line):
        return False
    if not SHORTEST_TITLE <= len(line) <= LONGEST_TITLE or " " not in line:
        return False
    return _WORD.search(line) is not None and _NAVIGATION.fullmatch(line) is None


def _shared_words(text: str, reading: Reading, candidates: Sequence[int]) -> Mapping[int, float]:
    """How much of each candidate comes back in the body, by the first two letters of its words.

    Two words of a menu come back by chance, so few words count for less.
    """
    if reading.first >= len(reading.lines):
        return dict.fromkeys(candidates, 1.0)
    begin = reading.lines[reading.first].start
    lead = text[begin : begin + LEAD_CHARS]
    shared: dict[int, float] = {}
    for index in candidates:
        words = [w[:2] for w in _WORD.findall(reading.lines[index].text)]
        known = sum(w in lead for w in words)
        shared[index] = known / max(len(words), FEWEST_WORDS)
    return shared


def _named_title(reading: Reading) -> int | None:
    """The first line whose sign carries a title."""
    for index in range(reading.first):
        sign = reading.whole[index]
        if sign and sign.section == "title":
            return index
    return None


def _chosen_group(
    reading: Reading, candidates: Sequence[int], shared: Mapping[int, float]
) -> list[int]:
    """The run of neighbouring candidates that holds the title."""
    good = [i for i in candidates if shared[i] >= SHARED_WORDS] or list(candidates)
    if not good:
        return []
    dated = next((i for i in range(reading.first) if _is_dated(reading.whole[i])), reading.first)
    above = [i for i in good if i < dated]
    if dated < reading.first and above:
        best = max(shared[i] for i in above)
        return _run_with(
            reading, good, candidates, [i for i in above if shared[i] >= best * 0.6][-1]
        )
    best = max(shared[i] for i in good)
    return _run_with(reading, good, candidates, next(i for i in good if shared[i] >= best * 0.5))


def _run_with(
    reading: Reading, good: Sequence[int], candidates: Sequence[int], index: int
) -> list[int]:
    """Neighbours of a candidate: above it those that share words or touch it, below it all."""
    run = [index]
    while run[0] - 1 in (candidates if not reading.lines[run[0]].gap else good):
        run.insert(0, run[0] - 1)
    while run[-1] + 1 in candidates:
        run.append(run[-1] + 1)
    return run


def _is_dated(sign: Sign | None) -> bool:
    return sign is not None and sign.section == "dateline" and bool(sign.group("date"))


def _lost_its_title(reading: Reading, group: Sequence[int]) -> bool:
    """Three or more lines at the top without a gap, none marked as a subtitle by a dash.

    Not if the first names its actor before a comma, as headlines do; a dash before it settles it.
    """
    lines = reading.lines
    if lines[group[0]].text[0] == "-":
        return True
    if _ACTOR.match(lines[group[0]].text):
        return False
    if group[0] != 0 or len(group) < 3 or any(lines[i].gap for i in group[1:]):
        return False
    after = reading.whole[group[-1] + 1] if group[-1] + 1 < len(lines) else None
    return not _is_dated(after) and not any(_DASHED.match(lines[i].text) for i in group[1:])


def _around(
    reading: Reading, title: int, candidates: Sequence[int], shared: Mapping[int, float]
) -> Mapping[int, str]:
    """The title's copies are titles; what follows it and speaks of the same is a subtitle."""
    kinds = {title: "title"}
    wording = title_text(reading, title)
    for index in candidates:
        line = reading.lines[index].text
        if index != title and (line == wording or repeats(wording, line)):
            kinds[index] = "title"
        elif index > title and (shared[index] > 0 or line.count(" ") > 1 or is_item(line)):
            kinds[index] = "subtitle"
    return kinds


def title_text(reading: Reading, index: int) -> str:
    """The title as the line prints it, without what rules found around it."""
    sign = reading.whole[index]
    if sign and sign.group("title"):
        return sign.group("title").strip()
    line = reading.lines[index]
    start, end = reading.inner(index)
    return line.text[start - line.start : end - line.start].strip()
