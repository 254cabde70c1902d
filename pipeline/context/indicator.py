"""What a figure measures: the shortest noun phrase, as printed, that names it.

In: a line of items and a figure's position. Out: the phrase, empty where the text names none. The
ways of saying it are tried in the order of `_near` and `_far`; the first that finds one wins.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping

from pipeline.context.items import NAMES
from pipeline.context.line import Line
from pipeline.context.listed import after_list, before_list, outside_brackets
from pipeline.context.phrases import Phrase, is_topic, phrase_before, surface
from pipeline.context.topics import amount_topic, measured_topic, topic_before
from pipeline.context.ways import (
    adnominal_after,
    bare_before,
    compared,
    genitive_after,
    genitive_before,
    group_before,
    item_before,
    noun_after,
    noun_next,
    object_after,
    object_before,
    role_after,
    unit_itself,
    verb_after,
    verbal_noun,
    verbal_noun_next,
)

_LOCALITIES = ("읍", "면", "동", "리")

Way = Callable[[Line, int], Phrase | None]

_LISTS: tuple[Way, ...] = (outside_brackets, before_list, after_list)
_NEAR: Mapping[str, tuple[Way, ...]] = {
    "rank": (noun_after, topic_before, bare_before),
    "age": (noun_after, adnominal_after, topic_before),
    "rate": (measured_topic, bare_before, compared, genitive_after, adnominal_after),
    "measure": (measured_topic, genitive_after, adnominal_after, bare_before, *_LISTS),
    "money": (measured_topic, genitive_after, bare_before, adnominal_after, *_LISTS),
    "count": (measured_topic, bare_before, genitive_after, adnominal_after, noun_after, *_LISTS),
}
_NEAR_OTHERS = (measured_topic, bare_before, genitive_after, adnominal_after, *_LISTS)
_OF_PIECES = (measured_topic, noun_after, bare_before, genitive_after, adnominal_after, *_LISTS)
_OF_OCCASIONS = (
    genitive_after,
    bare_before,
    adnominal_after,
    object_after,
    object_before,
    topic_before,
    verbal_noun,
)


def indicators(line: Line, owners: Mapping[int, int]) -> dict[int, Phrase | None]:
    """The phrase that names what each figure of the line measures, by position.

    `owners`: what stands for each figure behind 각각 (`respective`).
    """
    found = {at: _own(line, at) for at in line.facts}
    if len(found) > 1:
        _share(line, found)
    for figure, name in owners.items():
        if line.items[name].tag not in NAMES:
            found[figure] = phrase_before(line.items, name, line.kinds)
    return {at: phrase or group_before(line, at) for at, phrase in found.items()}


def _share(line: Line, found: dict[int, Phrase | None]) -> None:
    """Give neighbouring figures that measure the same thing the phrase of one of them."""
    pairs = list(itertools.pairwise(line.facts))
    for left, right in pairs:
        if _hands_on(line, found, left, right) or _nearer(line, found, left, right):
            found[right] = found[left]
        elif (base := _grown_from(line, right, found[right])) >= 0 and found[base]:
            found[right] = found[base]
    for left, right in reversed(pairs):
        if not found[left] and _ends_alike(line, left, right):
            found[left] = found[right]
    for left, right in pairs:
        if _in_parenthesis_of(line, left, right):
            found[right] = found[left]


def said(line: Line, at: int, phrase: Phrase | None) -> str:
    """The indicator as printed; without a phrase, a counter that is itself the thing counted."""
    return surface(line.items, phrase, line.page.text) if phrase else unit_itself(line, at)


def _own(line: Line, at: int) -> Phrase | None:
    for ways in (_near, _far):
        for way in ways(line, at):
            if found := way(line, at):
                return found
    return None


def _near(line: Line, at: int) -> tuple[Way, ...]:
    """The ways to try first: phrases that touch the figure or its list, as its measure asks for."""
    measure, unit = line.quantities[at].measure, line.quantities[at].unit
    if measure == "age" and line.openings[at] >= 0:
        return (noun_after, adnominal_after)
    if measure == "count" and line.listed("occasion_units", unit):
        return _OF_OCCASIONS
    if measure == "count" and unit in ("개", "대", ""):
        return _OF_PIECES
    return _NEAR.get(measure, _NEAR_OTHERS)


def _far(line: Line, at: int) -> tuple[Way, ...]:
    """The ways to try then: phrases elsewhere in the sentence."""
    measure = line.quantities[at].measure
    if measure in ("rank", "age"):
        return ()
    if measure == "count" and line.listed("occasion_units", line.quantities[at].unit):
        return ()
    if measure == "money":
        return (item_before, *_money(line, at), noun_next, verbal_noun)
    if _is_argument(line, at) and not _measured(line, at):
        others: tuple[Way, ...] = (genitive_before,) if measure == "rate" else ()
        # The topic of a verb with an object is who does it, not what is counted.
        told = amount_topic if _is_object(line, at) else topic_before
        return (role_after, verbal_noun, *others, told, item_before)
    if measure == "rate":
        near = (verbal_noun_next, object_before, topic_before, outside_brackets, before_list)
        return (*near, noun_next, verbal_noun, genitive_before)
    reached: tuple[Way, ...] = () if _is_given_to(line, at) else (object_after,)
    return (noun_next, object_before, topic_before, *reached, verbal_noun)


def _money(line: Line, at: int) -> tuple[Way, ...]:
    if _is_argument(line, at) and not _measured(line, at):
        return (amount_topic if _is_object(line, at) else topic_before,)
    near = (object_before, topic_before)
    return near if _is_given_to(line, at) else (*near, object_after)


def _is_argument(line: Line, at: int) -> bool:
    particle = line.particles.get(at)
    return particle is not None and particle.tag in ("JKS", "JKO", "JX")


def _is_object(line: Line, at: int) -> bool:
    particle = line.particles.get(at)
    return particle is not None and particle.tag == "JKO"


def _is_given_to(line: Line, at: int) -> bool:
    """ "1만 명에게 백신을": the object is given to those counted."""
    particle = line.particles.get(at)
    return particle is not None and particle.form in ("에게", "에", "와", "과")


def _measured(line: Line, at: int) -> bool:
    """Whether the verb only states the amount: 83.6%를 기록했다."""
    verb = verb_after(line, at)
    return verb >= 0 and any(
        line.listed("measure_verbs", line.items[i].form)
        or line.listed("change_words", line.items[i].form)
        for i in (verb, verb - 1)
        if i > at
    )


# -- figures that share an indicator --------------------------------------------------------------


def _hands_on(line: Line, found: dict[int, Phrase | None], left: int, right: int) -> bool:
    """Whether the phrase of a figure holds for the next one.

    Not what stands in a parenthesis that has been closed, nor a place in a list of places.
    """
    phrase = found[left]
    if phrase is not None and right == left + 1:
        return True  # "쌀 10㎏ 50포"
    if phrase is None or found[right] or not _chained(line, left, right):
        return False
    opened = line.openings[left]
    if 0 <= opened < phrase.first and opened != line.openings[right]:
        return False
    word = line.text(line.items[phrase.first].start, line.items[phrase.last].end)
    place = len(word) > 2 and " " not in word and word.endswith(_LOCALITIES)
    return not (place and line.items[right - 1].tag == "REGION")


def _nearer(line: Line, found: dict[int, Phrase | None], left: int, right: int) -> bool:
    """ "화재는 줄었고 인명피해는 92명으로 전년 대비 8명 감소": what the value before it measures.

    That stands closer than what was found for a change of the same unit.
    """
    near, far = found[left], found[right]
    if near is None or far is None or not far.last < near.first <= near.last < left:
        return False
    same = line.quantities[left].unit == line.quantities[right].unit
    return same and line.case(left)[0] in ("로", "으로") and _chained(line, left, right)


def _chained(line: Line, left: int, right: int) -> bool:
    """Whether only particles, dates, joints or a verb of change lie between two figures."""
    return all(
        item.tag.startswith("J")
        or item.tag in ("DATE", "SP", "NNB", "SSO", "SSC", "SW", "MAG", "SO")
        or item.tag in ("VV", "VA", "XSV", "XSA", "ETM", "EP", "VCP", "REGION", "INSTITUTION")
        or line.kinds.get(item.form) == "stop"
        for item in line.items[left + 1 : right]
    )


def _grown_from(line: Line, at: int, own: Phrase | None) -> int:
    """ "예산 300억 원보다 45억 원 늘어난 345억 원이 확정됐다": the value that a new one grew from.

    What is done with the new value (확정) does not name it. -1 where there is none.
    """
    particle = line.particles.get(at)
    if particle is None or particle.tag not in ("JKS", "JKO", "JX") or (own and own.first < at):
        return -1
    base = next(
        (
            left
            for left in reversed(line.facts)
            if left < at
            and line.quantities[left].unit == line.quantities[at].unit
            and line.cue_at("baseline", line.items[left].end)
        ),
        -1,
    )
    grown = line.items[base + 1 : at]
    changed = any(line.listed("change_words", item.form) for item in grown)
    return base if base >= 0 and changed and grown[-1].tag == "ETM" else -1


def _ends_alike(line: Line, left: int, right: int) -> bool:
    """Whether the first of two figures waits for the phrase that the second finds."""
    between = range(left + 1, right)
    bracketed = line.openings[left] >= 0 > line.openings[right]
    if bracketed and line.quantities[left].unit != line.quantities[right].unit:
        return False  # "제주(8명) 등 7개 시도"
    if any(is_topic(line.items[i]) and line.items[i - 1].tag != "JKB" for i in between):
        return False
    return _chained(line, left, right) or _clauses_of_one_verb(line, left, right)


def _clauses_of_one_verb(line: Line, left: int, right: int) -> bool:
    """ "40명으로 시작해 이듬해에는 한 해 150명이": the second figure continues the first."""
    between = line.items[left + 1 : right]
    return any(item.form == "시작" for item in between) and not any(i.tag == "EF" for i in between)


def _in_parenthesis_of(line: Line, left: int, right: int) -> bool:
    """ "1870명(53.2%)": nothing but the parenthesis between the two figures."""
    between = line.items[left + 1 : right]
    return bool(between) and between[0].form == "(" and len(between) == 1
