"""Figures in lists and in parentheses: "안산시(12명), 김포시(9명)", "장려금(50만 원)".

In: a line of items and a figure's position. Out: the phrase before the parenthesis or before the
list, for a name, a country or a group in front of a figure says whose it is, not what is counted.
"""

from __future__ import annotations

from pipeline.context.items import NOMINAL, NOUNS, Item
from pipeline.context.line import Line
from pipeline.context.phrases import (
    Phrase,
    is_nominative,
    is_topic,
    only_names,
    phrase_after,
    phrase_before,
)

_BETWEEN = frozenset({"SP", "SSO", "SSC", "JC", "FACT", "SW", "DATE"})
_COUNTED = NOUNS - {"SN", "NR"}
_OWNERS = frozenset({"REGION", "INSTITUTION"})


def of_group(line: Line, at: int, phrase: Phrase) -> bool:
    """Whether a phrase only says for which group: "초등 20만 원", "미국 300만 달러"."""
    words = line.text(line.items[phrase.first].start, line.items[phrase.last].end)
    if line.quantities[at].measure in ("headcount", "count"):
        part = line.rules.words["groups"].get(words, "kind") == "part"
        return part or line.listed("countries", words)
    return line.listed("groups", words) or line.listed("countries", words)


def outside_brackets(line: Line, at: int) -> Phrase | None:
    """ "정착장려금(70만 원)", "축하금(초등 10만 원)": the nouns before the parenthesis."""
    opened = line.openings[at]
    if opened < 1:
        return None
    outer = line.items[opened - 1]
    if outer.tag in ("SN", "REGION", "PERSON", "SSC") or outer.tag not in NOMINAL:
        return None
    if any(item.tag in ("DATE", "JX") for item in line.items[opened + 1 : at]):
        return None
    words = line.kinds
    people = line.quantities[at].measure == "headcount"
    if words.get(outer.form) or (people and line.listed("undertakings", outer.form)):
        return None  # "대전 전체(37곳)", "지난해 행사(41명)"
    phrase = phrase_before(line.items, opened - 1, words)
    return None if phrase is None or _only_owned(line, at, phrase) else phrase


def _only_owned(line: Line, at: int, phrase: Phrase) -> bool:
    """Whether a quoted name is whose the people or the rate in brackets are: ‘꽃 축제’(3만 명)."""
    measured = line.quantities[at].measure in ("headcount", "rate")
    return measured and only_names(line.items, phrase)


def before_list(line: Line, at: int) -> Phrase | None:
    """ "지원자 안산시 12명, 김포시 9명", "채용 인원은 안산시(12명)": what the list counts."""
    index, owners = at - 1, 0
    while index >= 0:
        if line.items[index].tag not in _BETWEEN:
            if not _is_owner(line, line.items[index]):
                break
            owners += 1
        index -= 1
    if not owners or index < 0:
        return None
    if is_topic(line.items[index]) or line.items[index].form == ":":
        index -= 1
    if index < 0 or line.items[index].tag not in _COUNTED:
        return None
    if line.items[index + 1].tag == "FACT":
        return None  # another thing of the same list
    return phrase_before(line.items, index, line.kinds)


def after_list(line: Line, at: int) -> Phrase | None:
    """ "안산시(12명), 김포시(9명) 등 7개 시의 취업자는": what is told of all behind the list."""
    index = line.openings[at]
    if index < 1 or not _is_owner(line, line.items[index - 1]):
        return None
    while index < len(line.items) and _goes_on(line, line.items[index]):
        index += 1
    if index == len(line.items) or line.items[index].tag != "JKG":
        return None
    phrase = phrase_after(line.items, index + 1, line.kinds)
    if phrase is None or phrase.last + 1 == len(line.items):
        return None
    marked = line.items[phrase.last + 1]
    return phrase if is_topic(marked) or is_nominative(marked) else None


def _goes_on(line: Line, item: Item) -> bool:
    return item.tag in _BETWEEN or item.tag in NOMINAL or item.form == "등" or _is_owner(line, item)


def _is_owner(line: Line, item: Item) -> bool:
    if item.tag in _OWNERS:
        return True
    if item.tag not in NOMINAL:
        return False
    return line.listed("groups", item.form) or line.listed("countries", item.form)
