"""Noun phrases and particles in a line of items, by position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipeline.context.items import NAMES, NOMINAL, Item

LONGEST = 4
"""Words that an indicator may have; what stands before them describes, it does not name."""

TOPIC = frozenset({"은", "는", "도"})
_JOINED = frozenset({"·", "-", "/", "&", "~"})


_OF_WHAT = frozenset({"수", "비율", "비중", "숫자", "개수", "인원"})
"""Measures that say nothing without what they are of: 시민의 수."""
_QUALITIES = frozenset({"양질", "최고", "최상", "소정", "다수", "일정", "상당수"})
"""What stands before 의 and only praises: 양질의 일자리."""


class Phrase(NamedTuple):
    """A noun phrase: items[first:last + 1]."""

    first: int
    last: int


def is_topic(item: Item) -> bool:
    """Whether the item marks a topic: 은, 는, 도."""
    return item.tag == "JX" and item.form in TOPIC


def is_nominative(item: Item) -> bool:
    """Whether the item marks a subject: 이, 가."""
    return item.tag == "JKS"


def phrase_before(items: Sequence[Item], last: int, words: Mapping[str, str]) -> Phrase | None:
    """The bare nouns that end at items[last], without what never names a measure.

    Stops at particles, verbs, mentions of regions, and at words of kind `stop`.
    """
    first = last + 1
    while first > 0 and _joins(items, first - 1, last, words):
        first -= 1
    found = _trimmed(items, first, last, words)
    if found is None or found.first < last or items[last].form not in _OF_WHAT:
        return found
    owned = last > 1 and items[last - 1].tag == "JKG"
    whole = phrase_before(items, last - 2, words) if owned else None
    return Phrase(whole.first, last) if whole else found


def phrase_after(items: Sequence[Item], first: int, words: Mapping[str, str]) -> Phrase | None:
    """The bare nouns that begin at items[first]."""
    last = first - 1
    while last + 1 < len(items) and _follows(items, last + 1, first, words):
        last += 1
    last -= last >= first and _is_by(items[last])  # "12개 위원회별로"
    praised = last == first and items[last].form in _QUALITIES
    if praised and [item.tag for item in items[last + 1 : last + 2]] == ["JKG"]:
        return phrase_after(items, last + 2, words)
    return _trimmed(items, first, last, words)


def _joins(items: Sequence[Item], at: int, last: int, words: Mapping[str, str]) -> bool:
    item = items[at]
    after = items[at + 1] if at < last else None
    touching = after is not None and after.start == item.end
    if item.tag in ("REGION", "PERSON"):
        return False
    if item.form == "및":
        joins = after is not None and after.tag in NOMINAL
        return joins and at > 0 and items[at - 1].tag in NOMINAL
    if words.get(item.form) == "stop" and not touching:
        return False
    if item.tag in NOMINAL:
        return after is None or _near(item, after)
    if item.tag == "NNB":
        return touching or words.get(item.form) == "keep"
    return _is_joint(items, at) or (after is not None and _describes(items, at, words))


def _near(left: Item, right: Item) -> bool:
    """Nothing but a blank between them."""
    return right.start - left.end <= 1


def _describes(items: Sequence[Item], at: int, words: Mapping[str, str]) -> bool:
    """ "새 책", "빈 점포": a determiner or adjective that is listed as part of names."""
    if items[at].tag == "ETM" and at > 0 and items[at - 1].tag == "VA":
        at -= 1
    return items[at].tag in ("MM", "VA") and words.get(items[at].form) == "keep"


def _follows(items: Sequence[Item], at: int, first: int, words: Mapping[str, str]) -> bool:
    item = items[at]
    before = items[at - 1] if at > first else None
    after = items[at + 1] if at + 1 < len(items) else None
    if before is not None and not _near(before, item):
        return False
    if item.tag in ("REGION", "PERSON"):
        return False
    touching = after is not None and after.start == item.end and after.tag in NOMINAL
    joint = after is not None and after.start == item.end and after.form in _JOINED
    if words.get(item.form) == "stop":
        return touching or joint
    if item.tag in ("VA", "ETM"):  # inside one printed word: 작은도서관
        return after is not None and after.start == item.end
    if item.tag == "MM":
        return words.get(item.form) == "keep"
    if item.tag == "NNB":
        return words.get(item.form) == "keep"
    return item.tag in NOMINAL or _is_joint(items, at)


def _is_joint(items: Sequence[Item], at: int) -> bool:
    """A middle dot or dash between two nouns that it touches."""
    if not 0 < at < len(items) - 1 or items[at].form not in _JOINED:
        return False
    before, after = items[at - 1], items[at + 1]
    if items[at].form == "-" and before.tag in NAMES:
        return False  # "한빛협의회-편의점 7곳": two parties
    touching = before.end == items[at].start and after.start == items[at].end
    return touching and after.tag in NOMINAL


def _trimmed(
    items: Sequence[Item], first: int, last: int, words: Mapping[str, str]
) -> Phrase | None:
    """Without light words at its left, and no longer than an indicator may be."""
    while first < last and (
        words.get(items[first].form) == "light" or items[first].form in _JOINED
    ):
        first += 1
    if first > last or _is_by(items[last]):
        return None  # "읍면별 2천여 명": by what they are counted
    if first < last:
        first = _longest(items, _past_by(items, first, last), last)
    if first == last and (
        items[first].tag in ("SN", "NR", "XSN", "XPN") or words.get(items[first].form) == "inner"
    ):
        return None
    return Phrase(first, last)


def _past_by(items: Sequence[Item], first: int, last: int) -> int:
    """Where the words after the last 별 begin."""
    for at in range(last - 1, first - 1, -1):
        if _is_by(items[at]):
            return at + 1
    return first


def _is_by(item: Item) -> bool:
    """The 별 of "지역별 채용 인원": what the figures are parted by is not what they count."""
    return item.tag == "XSN" and item.form == "별"


def _longest(items: Sequence[Item], first: int, last: int) -> int:
    """Where the last LONGEST words begin; a name counts as one."""
    words = 1
    for at in range(last, first, -1):
        if items[at].start > items[at - 1].end:
            words += 1
            if words > LONGEST:
                return at
    return first


def surface(items: Sequence[Item], phrase: Phrase, text: str) -> str:
    """The phrase as printed, without a quotation mark left at its edge."""
    first = phrase.first
    while first > 0 and _same_word(items[first - 1], items[first]):
        first -= 1
    raw = text[items[first].start : items[phrase.last].end]
    return " ".join(raw.strip("'‘’\"“”").split())


def only_names(items: Sequence[Item], phrase: Phrase) -> bool:
    """Whether the phrase is nothing but a mention."""
    return all(item.tag in NAMES for item in items[phrase.first : phrase.last + 1])


def _same_word(left: Item, right: Item) -> bool:
    """ "누적" in "누적취업률", "빈" in "빈집": the front of the printed word."""
    free = left.tag[0] not in "JSEFRDP" or left.tag == "ETM"
    return free and left.end >= right.start
