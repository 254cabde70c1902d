"""What stands directly to the left of a figure, read past the words that only surround it.

In: a line of items and a figure's position. Out: the position of the item before it, or the noun
phrase that ends there.
"""

from __future__ import annotations

from pipeline.context.items import NOMINAL
from pipeline.context.line import Line
from pipeline.context.phrases import Phrase, is_nominative, is_topic, only_names, phrase_before

SKIPPED = frozenset({"MAG", "MM", "DATE", "SW", "SO", "XPN"})
"""Tags that may stand between a noun and its figure."""
_BARE = NOMINAL - {"SN", "REGION", "PERSON"}
CLOSING = frozenset("'’”\"")
_BARRIERS = frozenset(
    {"등", "중", "가운데", "및", "전국", "기준", "이후", "이전", "당", "△", "▲", "▽"}
)
_ETC = "등"


def left_of(line: Line, at: int) -> int:
    """The item before a figure, past 약, 총, dates, colons and quotation marks; looked for once."""
    if at not in line.lefts:
        line.lefts[at] = _left_of(line, at)
    return line.lefts[at]


def _left_of(line: Line, at: int) -> int:
    words = line.kinds
    index = at - 1
    if index > 0 and line.quantities[at].measure == "rate" and line.items[index].form in CLOSING:
        index -= 1  # "'매우 만족' 46%"
    while index >= 0:
        item = line.items[index]
        passed = item.tag in SKIPPED or item.form in (":", "|")
        if not passed and words.get(item.form) != "stop":
            return index
        if item.form in _BARRIERS and not _stands_for_more(line, index, at):
            return -1
        index -= 1
    return -1


def bare(line: Line, last: int) -> bool:
    """Whether the item at a position is a noun without a particle that may name a measure."""
    item = line.items[last]
    if item.tag != "NNB":
        return item.tag in _BARE
    if last > 0 and line.items[last - 1].tag == "DATE":
        return False  # "1년 새"
    return line.kinds.get(item.form) == "keep"


def before_etc(line: Line, last: int, at: int) -> int:
    """ "급식 지원 등에 9억 원": before money the noun before 등, else the position itself."""
    etc = line.items[last].form == _ETC and line.quantities[at].measure == "money"
    return last - 1 if etc else last


def _stands_for_more(line: Line, etc: int, at: int) -> bool:
    """ "조정교부금 등 20억 원" in a list of amounts: 등 belongs to the noun before it.

    Not after several nouns ("국비와 도비 등 20억 원"): the amount is that of all of them.
    """
    quantity = line.quantities[at]
    if line.items[etc].form != _ETC or quantity.measure != "money" or quantity.statistic:
        return False
    phrase = headed(line, etc - 1) if etc > 0 else None
    if phrase is None or only_names(line.items, phrase):
        return False
    before = line.items[phrase.first - 1] if phrase.first > 0 else None
    if before is None:
        return True
    if is_topic(before) or is_nominative(before):  # not "사업비는 도비 등 20억 원"
        return any(line.quantities[i].measure == "money" for i in line.facts if i > at)
    if before.tag == "SP":
        return line.items[phrase.first - 2].tag == "FACT"
    return before.tag not in ("JC", "SO")


def headed(line: Line, last: int) -> Phrase | None:
    """The phrase that ends at a position, unless it is nothing but a region or a person."""
    return phrase_before(line.items, last, line.kinds)
