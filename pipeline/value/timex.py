"""Reads a matched time expression into fields (SPEC §4); link.timeline resolves them.

In: a candidate whose named groups follow rules/dates. Out: a Timex whose fields are plain: numbers
as digits, words replaced by what rules/words says of them ("작년" -> ref_year "-1 published"), the
value of durations and sets ready. Nothing here looks at another date.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

import regex

from pipeline.model import Candidate, Timex
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.rules.words import alternation, alternatives
from pipeline.value.timex_fields import Reader
from pipeline.value.timex_lengths import read_duration, read_set

_QUOTED = re.compile(r"“[^”]*(?:”|$)|‘[^’]*(?:’|$)|\"[^\"]*(?:\"|$)")
_ENTRY = re.compile(r"[△▲▷▶] ?$")
_TO_COME = "".join(chr(code) for code in range(0xAC00 + 8, 0xD7A4, 28))
"""Syllables that end in ㄹ, as verbs do before a plan: 할 계획, 열 계획."""
_PLANNED = rf"[{_TO_COME}] 계획|계획(?=\W*$)"
_NUMBER = re.compile(r"\d+")
_WORD_BEGINS = r"(?:여(?= ?[간성])| 여(?=[는려])|(?: [경께여]|경)(?=[가-힣])(?![에이의은는을부까]))"
"""경 in 경기, 여 in 여수: a hedge stands only before a blank or a particle."""
_ODD = re.compile(r"[\d십백천] ?여")
_FROM_TODAY = regex.compile(
    r"(?:^|[^가-힣\w]|[가-힣](?:은|는|이|가|을|를|도|서|며|고|데)|약|불과|이미|벌써|꼭|정확히) ?$"
)
_MEMBERS = frozenset({"days", "months", "years"})
_SECOND = frozenset({"year2", "ref_year2", "month2", "day2", "sub2", "hour2"})
_LOOK_BACK = 300
"""Characters before 당시 in which a date must stand."""


def read_timex(candidate: Candidate, page: Page, rules: Rules) -> Timex | str:
    """The fields that the match printed, or why they make no time."""
    printed = {name: page.text[a:b] for name, (a, b) in candidate.groups.items() if a < b}
    kind = candidate.features.get("type", "DATE")
    mod = _mod(candidate, printed, page, rules)
    if kind == "DURATION":
        return read_duration(printed, mod, rules)
    if kind == "SET":
        return read_set(printed, rules)
    fields = Reader(printed, rules).fields()
    form = candidate.features.get("form") or _form(printed)
    if form:
        fields["form"] = form
    start = candidate.start
    if "then" in printed and not _NUMBER.search(page.text, max(0, start - _LOOK_BACK), start):
        return "no date before it"
    if "side" in printed and _counts_from_event(candidate, page):
        fields["event"] = "yes"
    known = "year" in fields and not form
    cue = "" if known else _cue(page, candidate, rules)  # a year that is printed needs no guess
    if cue:
        fields["cue"] = cue
    return Timex(kind, fields, mod)


def _form(printed: Iterable[str]) -> str:
    """Whether the groups are those of a range or of a list."""
    if not _MEMBERS.isdisjoint(printed):
        return "list"
    return "" if _SECOND.isdisjoint(printed) else "range"


# -- what stands around the expression --


def _mod(candidate: Candidate, printed: Mapping[str, str], page: Page, rules: Rules) -> str:
    """TIMEX3's mod: a part named inside the span first, then a particle or hedge beside it."""
    for name in ("part", "part2", "edge"):
        if name in printed:
            inside = rules.words["time_parts"].get(printed[name], "value")
            if inside in ("start", "mid", "end"):
                return inside
    before, after = _beside(rules)
    found = after.match(page.text, candidate.end)
    if found:
        particle = rules.words["time_parts"].get(found["word"], "value")
        if not (particle == "until" and _form(printed) == "range"):
            return _fitting(particle, candidate)
    if before.search(page.text, max(0, candidate.start - 6), candidate.start):
        return "approx"
    return "approx" if _ODD.search(page.text, candidate.start, candidate.end) else ""


@lru_cache(maxsize=8)
def _beside(rules: Rules) -> tuple[regex.Pattern[str], regex.Pattern[str]]:
    """Hedges before an expression, particles and hedges after it."""
    words = rules.words["time_parts"]
    before = regex.compile(f"{alternation(words.where('key', 'before'))} ?$")
    after = alternation(words.where("key", "after"))
    return before, regex.compile(f" ?(?P<word>{after})(?<!{_WORD_BEGINS})")


def _counts_from_event(candidate: Candidate, page: Page) -> bool:
    """ "개막 이틀 전", "사용일로부터 2일 전까지" are counted from something else than today."""
    sentence = page.sentence(candidate.start)
    before = page.text[sentence.start : candidate.start]
    return not _FROM_TODAY.search(before) or page.text.startswith("까지", candidate.end)


def _fitting(particle: str, candidate: Candidate) -> str:
    """부터 and 까지 place a date or a time; after a length they say something else."""
    placed = candidate.features.get("type") in ("DATE", "TIME")
    return particle if placed or particle == "approx" else ""


def _cue(page: Page, candidate: Candidate, rules: Rules) -> str:
    """Whether the clause that the date belongs to reports or announces: past, future or nothing.

    The first word of rules/words/tense_cues after the date decides; quotations are skipped,
    for what a speaker plans says nothing about the day on which it was said. The entries of a list
    (△10일 개막식) belong to no verb.
    """
    if _ENTRY.search(page.text, max(0, candidate.start - 2), candidate.start):
        return ""
    sentence = page.sentence(candidate.start)
    rest = _QUOTED.sub(" ", page.text[candidate.end : max(candidate.end, sentence.end)])
    cues, announcing = _cues(rules)
    found = cues.search(rest)
    if found:
        return "future" if "계획" in found[0] or found[0] in announcing else "past"
    until = rest.startswith("까지") and _form(candidate.groups) != "range"
    return "future" if until else ""


@lru_cache(maxsize=8)
def _cues(rules: Rules) -> tuple[re.Pattern[str], frozenset[str]]:
    """What announces or reports, and which of it announces."""
    words = rules.words["tense_cues"]
    future = words.where("direction", "future")
    past = [w for w in words.where("direction", "past") if words.get(w, "kind") == "word"]
    endings = alternation(words.where("kind", "ending"))
    verbs = [alternatives([stem]) + endings for stem in words.where("kind", "stem")]
    reported = f"(?:{alternatives(past)})(?!다)"  # 개최한 looks back, 개최한다 ahead
    pattern = "|".join((_PLANNED, alternatives(future), reported, *verbs))
    return re.compile(pattern), frozenset(future)
