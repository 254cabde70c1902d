"""읍/면/동 inside a municipality, and 시, 군, 구, 도 that stand for the article's region."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from pipeline.match.nearby import is_proper_noun
from pipeline.model import Candidate, Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.match.homographs import Context
    from pipeline.rules import Rules

_CHILD = regex.compile(r" ?(?P<name>[가-힣]{1,5}\d{0,2}(?:읍|면|동))(?P<inner> [가-힣]{1,4}리)?")
_LOCALITY = regex.compile(r"[읍면동](?<=(?<![가-힣A-Za-z0-9·])(?P<name>[가-힣]{2,4}\d{0,2}.))")
"""Looks for the last syllable, which is rare, and only then back to where the word begins."""
_VILLAGE = regex.compile(
    r"(?<=읍) (?P<name>[가-힣]{1,3}리)(?![가-힣]{2})"
    r"|(?<=면) (?:(?P<name>[가-힣]{2}리)(?![가-힣]{2})|(?P<name>[가-힣]{1,4}마을)"
    r"|(?P<name>[가-힣]{1,3}리)(?=\([0-9]| (?:일원|일대|마을|주민)))"
)
"""그러면 우리는: after -면 more must tell that the next word is a village."""
_INHABITED = regex.compile(r" (?:주민|골목|일대|일원|이장|통장|마을회관|행정복지센터|주민센터)")
"""What follows a 읍, 면 or 동, and hardly another word in -동 (한들동 주민들)."""
_SHORTEST = 3
_ITEM = regex.compile(r"(?r)[△▲] ?")
_COUNTED = regex.compile(r" ?\(?[0-9]")
_NEXT = regex.compile(r"(?:\([^()\n]{1,20}\))?(?:, ?|·|[와과] )")
_NOMINAL = re.compile(
    r"(?P<unit>[시군구도])(?<![가-힣A-Za-z0-9·)].)(?<![0-9] .)(?<![0-9]개 .)(?<![세네두] 개 .)"
    r"(?=(?:[는은가이]|에서는?|에는?|와는?|과는?|의|로|측은|측이)(?![가-힣])|\s(?:관계자|차원|당국))"
)
_HEAD = "장"
"""부강면 is the place in 부강면장."""
_RURAL = ("읍", "면")
"""No other words end in 읍장 and 면장; 동장 needs the morphemes."""
_NO_TOWN = "측방표전반이하되으라려자니다"
"""Before 면 these make other words (측면, 방면) and conditions (하면, 이면)."""
_WIDEST = 26
"""Characters that _NEXT can span."""
_UNITS = {"시": "city", "군": "county", "구": "district", "도": "province"}


def extend_to_locality(end: int, context: Context) -> int:
    """The end of a mention with the 읍/면/동 that directly follows it (단원구 고잔동)."""
    text = context.page.masked
    found = _CHILD.match(text, end)
    if not found or not _is_child(found.start("name"), found.end("name"), context):
        return end
    inner: int = found.end("inner")
    if inner > 0 and context.table.edges.closes(text, inner):
        return inner
    name: int = found.end("name")
    return name


def _is_child(start: int, end: int, context: Context) -> bool:
    """Right behind its municipality a 읍 or 면 needs no morphemes (상당구 가덕면)."""
    if _looks_rural(start, end, context):
        return context.table.edges.closes(context.page.masked, end)
    return _is_inhabited(start, end, context) or _is_locality(start, end, context)


def _looks_rural(start: int, end: int, context: Context) -> bool:
    word = context.page.masked[start:end]
    rural = word.endswith(_RURAL) and 2 < len(word) < 5 and word[-2] not in _NO_TOWN
    return rural and word not in context.table.localities_not


def match_localities(context: Context, ends: frozenset[int], rules: Rules) -> Iterator[Candidate]:
    """읍/면/동 printed without their parent; linking looks for the municipality.

    `ends` are those of the mentions that hold one already. What is surely one where it stands once
    is one wherever it stands.
    """
    matchers = rules.matcher("region_locality")
    text = context.page.masked
    words = [found.span("name") for found in _LOCALITY.finditer(text)] if matchers else []
    longest = [*{start: end for start, end in words if end not in ends}.items()]
    sure: list[tuple[int, int]] = []
    for start, end in longest:
        last = sure[-1][1] if sure else -1
        if (
            _is_listed(start, end, last, context)
            or _is_inhabited(start, end, context)
            or _is_locality(start, end, context)
        ):
            sure.append((start, end))
    sure += _beside_towns(longest, sure, context)
    names = {text[start:end] for start, end in sure}
    for start, end in longest:
        name = text[start:end]
        if name in names and ((start, end) in sure or context.table.edges.closes(text, end)):
            for rule in matchers:
                yield Candidate(
                    start, end, "region", rule.id, rule.priority,
                    features={"path": "", "locality": name}, reading=Name(canonical=name),
                )  # fmt: skip


def _is_listed(start: int, end: int, last: int, context: Context) -> bool:
    """Whether a 읍 or 면 stands as one of several, each with its figure, or before its village.

    `last` is the end of the one found before it (한들읍, 오가면). No other words look like these:
    they need no morphemes.
    """
    text = context.page.masked
    if not _looks_rural(start, end, context) or not context.table.edges.closes(text, end):
        return False
    counted = _ITEM.match(text, 0, start) and _COUNTED.match(text, end)
    listed = last > 0 and start - last < _WIDEST and _NEXT.fullmatch(text, last, start)
    village = _VILLAGE.match(text, end)
    named = village["name"] if village else ""
    inhabited = named and named not in context.table.localities_not
    if named.endswith("마을"):
        inhabited = inhabited and _could_be_town(text[start:end], context)
    return bool(counted or listed or inhabited)


def _is_inhabited(start: int, end: int, context: Context) -> bool:
    """Whether people or streets of a 읍, 면 or 동 follow its name."""
    text = context.page.masked
    return _INHABITED.match(text, end) is not None and _could_be_town(text[start:end], context)


def _beside_towns(
    words: Sequence[tuple[int, int]], sure: Sequence[tuple[int, int]], context: Context
) -> Iterator[tuple[int, int]]:
    """Words that could be towns and stand beside one: 가람동과 나래동."""
    text = context.page.masked
    for left, right in pairwise(words):
        if (left in sure) != (right in sure) and _NEXT.fullmatch(text, left[1], right[0]):
            other = right if left in sure else left
            if _could_be_town(text[slice(*other)], context):
                yield other


def _could_be_town(word: str, context: Context) -> bool:
    """Whether the word is long enough and closes like no other: 봉사활동, but not 영(선동)."""
    ordinary = context.table.localities_not
    ends = range(len(word) - 1 if len(word) > _SHORTEST else 1)
    if len(word) < _SHORTEST or any(word[at:] in ordinary for at in ends):
        return False
    # 비가 내리면 주민이: a verb's ending
    return word[-1] != "면" or all(m.tag[0] not in "VE" for m in context.page.tokenize(word))


def _is_locality(start: int, end: int, context: Context) -> bool:
    """Whether a word in -읍, -면, -동 is a place: by its ending, its edge, then its morphemes."""
    text = context.page.masked
    word = text[start:end]
    table = context.table
    headed = text.startswith(_HEAD, end) and table.edges.closes(text, end + len(_HEAD))
    if not (headed or table.edges.closes(text, end)):
        return False
    if any(word[at:] in table.localities_not for at in range(len(word) - 1)):
        return False
    if headed and word.endswith(_RURAL):
        return True
    return is_proper_noun(context.page, start, end, end - 1, before=1, after=0)


def match_nominals(context: Context, surfaces: Sequence[str], rules: Rules) -> Iterator[Candidate]:
    """Bare 시는, 군은, 구는, 도는 in an article that names a region of that kind."""
    kinds = frozenset[str]().union(*(context.table.kinds[surface] for surface in surfaces))
    for found in _NOMINAL.finditer(context.page.masked) if kinds else ():
        unit = found["unit"]
        if _UNITS[unit] not in kinds:
            continue
        for rule in rules.matcher("region_nominal"):
            yield Candidate(
                found.start("unit"), found.end("unit"), "region", rule.id, rule.priority,
                features={"path": "", "unit": _UNITS[unit]},
                reading=Name(canonical=unit, nominal=True),
            )  # fmt: skip
