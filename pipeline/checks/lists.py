"""Lists against the number said of them: "등 4개 지자체", "에 이어 세 번째", "다음 세 가지"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.checks.rows import row
from pipeline.checks.skeleton import Match
from pipeline.checks.tolerance import CONSISTENT, INCONSISTENT, exact
from pipeline.model import Check, Entity, Fact, Linked
from pipeline.page import Page

_PLACES = frozenset(
    {
        "지자체",
        "지방자치단체",
        "자치단체",
        "시·군",
        "시군",
        "자치구",
        "시·도",
        "시도",
        "지역",
        "도시",
        "군",
        "구",
        "시",
    }
)
_JOINT = regex.compile(r"[\s,·△▲]*(?:와|과|및|,|·|△|▲)?[\s,·△▲]*(?:\([^()]*\))?[\s,·△▲]*")
_BULLET_LINE = regex.compile(r"\s*(?P<mark>[①-⑳]|\d{1,2}[.)]|[-•·△▲○●◦□■◇◆*])\s*\S")
_ANNOUNCED = regex.compile(r"(?:다음|아래)[^.\n]{0,20}\Z")


def ordinals(match: Match, linked: Linked, page: Page) -> Iterator[Check]:
    """ "충북과 홍천군에 이어 세 번째": as many names before it as the ordinal says, and one."""
    fact = match.skeleton.figures(match.found, "ordinal")[0]
    began = _offset(match, match.found.start("span"))
    names = _names_before(linked, page, began)
    if len(names) < 2 or fact.value is None or not exact(fact):
        return
    place = len(names) + 1
    if place < fact.value:
        return  # the list may name only some
    if place > fact.value and not _only_newcomer(match, linked, page, fact):
        return  # "올해 두 번째로" counts something else
    verdict = CONSISTENT if place == fact.value else INCONSISTENT
    listed = ", ".join(name.text for name in names)
    said = f"after {listed} ({len(names)}) comes number {place}, stated {fact.text}"
    yield row("ordinal", (fact,), fact.text, str(place), verdict, said)


def counts(match: Match, linked: Linked, page: Page) -> Iterator[Check]:
    """ "△충북 △평창 △김포 등 3개 지자체": the names listed before the count."""
    fact = match.skeleton.figures(match.found, "count")[0]
    if fact.measure != "count" or fact.value is None or not exact(fact):
        return
    began = _offset(match, match.found.start("span"))
    names = _names_before(linked, page, began)
    if fact.indicator.split(" ")[-1] in _PLACES and len(names) > 1:
        if len(names) > fact.value and len({len(e.entity_id) for e in names}) > 1:
            return  # a province may stand before its own towns
        listed, items = len(names), [e.text for e in names]
    else:
        items = _bulleted(page.text[page.sentence(fact.start).start : began])
        listed = len(items)
    if listed < 2 or listed < fact.value:
        return  # 등 may stand for others
    verdict = CONSISTENT if listed == fact.value else INCONSISTENT
    said = f"{', '.join(items)}: {listed} listed, stated {fact.text}"
    yield row("count", (fact,), fact.text, str(listed), verdict, said)


def _offset(match: Match, at: int) -> int:
    """Page offset of a position in the skeleton."""
    for place, fact in sorted(match.skeleton.facts.items(), reverse=True):
        if place < at:
            return fact.end + at - place - 1
    return match.skeleton.start + at


def _only_newcomer(match: Match, linked: Linked, page: Page, fact: Fact) -> bool:
    """Whether only one region stands between 이어 and the ordinal: "에 이어 태안군이 네 번째"."""
    end = _offset(match, match.found.start("span"))
    between = page.text[end : fact.start].partition("이어")[2].strip()
    names = {e.text for e in linked.entities if e.label == "region"}
    return not between or any(between in (f"{name}가", f"{name}이", f"{name}는") for name in names)


def _names_before(linked: Linked, page: Page, began: int) -> list[Entity]:
    """The regions listed right before an offset, without a break, each once."""
    start = page.sentence(began).start
    regions = [
        e for e in linked.entities if e.label == "region" and start <= e.start and e.end <= began
    ]
    names: list[Entity] = []
    edge = began
    for entity in sorted(regions, key=lambda e: -e.start):
        between = page.text[entity.end : edge]
        if not _JOINT.fullmatch(between):
            break
        names.insert(0, entity)
        edge = entity.start
    return list({e.entity_id: e for e in names if e.entity_id}.values())


def _bulleted(text: str) -> list[str]:
    """Items after △ or ▲ of one list; nothing for other lists, whose begin is uncertain."""
    text = text[text.rfind("등 ") + 1 :]
    mark = next((c for c in text if c in "△▲"), "")
    if not mark:
        return []
    items = [item.strip(" ,") for item in text.split(mark)[1:]]
    return items if all(items) else []


def announced(facts: Sequence[Fact], page: Page) -> Iterator[Check]:
    """ "다음 세 가지다." before numbered or bulleted lines."""
    for fact in facts:
        if fact.unit not in ("가지", "개") or fact.value is None or not exact(fact):
            continue
        sentence = page.sentence(fact.start)
        if not _ANNOUNCED.search(page.text[sentence.start : fact.start]):
            continue
        lines = _bullet_lines(page.text, sentence.end)
        if len(lines) < 2 or len(lines) < fact.value:
            continue
        verdict = CONSISTENT if len(lines) == fact.value else INCONSISTENT
        said = f"{len(lines)} lines follow, stated {fact.text}"
        yield row("count", (fact,), fact.text, str(len(lines)), verdict, said)


def _bullet_lines(text: str, offset: int) -> list[str]:
    """The lines with one kind of mark that follow an offset without another line between."""
    lines: list[str] = []
    kind = ""
    for line in text[offset:].split("\n")[1:]:
        found = _BULLET_LINE.match(line)
        if not line.strip() and not lines:
            continue
        if not found:
            break
        mark = "#" if found["mark"][0].isdigit() or found["mark"] in "①②③④⑤⑥⑦⑧⑨⑩" else found["mark"]
        kind = kind or mark
        if mark != kind:
            break
        lines.append(line)
    return lines
