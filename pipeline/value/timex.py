"""Reads a matched time expression into fields (SPEC §4); link.timeline resolves them.

In: a candidate whose named groups follow rules/dates. Out: a Timex whose fields are plain: numbers
as digits, words replaced by what rules/words says of them ("작년" -> ref_year "-1 published"), the
value of durations and sets ready. Nothing here looks at another date.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import regex

from pipeline.dates import Duration, full_year
from pipeline.model import Candidate, Timex
from pipeline.numerals import read_number, read_ordinal
from pipeline.page import Page
from pipeline.rules import Rules
from pipeline.rules.words import alternation

WEEKDAYS = "월화수목금토일"
QUARTERS = "일이삼사"

_QUOTED = regex.compile(r"“[^”]*(?:”|$)|‘[^’]*(?:’|$)|\"[^\"]*(?:\"|$)")
_NUMBER = regex.compile(r"\d+")
_ODD = regex.compile(r"[\d십백천] ?여")
_LOOK_BACK = 300
"""Characters before 당시 in which a date must stand."""


def read_timex(candidate: Candidate, page: Page, rules: Rules) -> Timex | str:
    """The fields that the match printed, or why they make no time."""
    printed = {name: page.text[a:b] for name, (a, b) in candidate.groups.items() if a < b}
    kind = candidate.features.get("type", "DATE")
    mod = _mod(candidate, printed, page, rules)
    if kind == "DURATION":
        return _duration(printed, mod, rules)
    if kind == "SET":
        return _set(printed, rules)
    fields = _Reader(printed, rules).fields()
    form = candidate.features.get("form") or _form(printed)
    if form:
        fields["form"] = form
    start = candidate.start
    if "then" in printed and not _NUMBER.search(page.text, max(0, start - _LOOK_BACK), start):
        return "no date before it"
    cue = _cue(page, candidate, rules)
    if cue:
        fields["cue"] = cue
    return Timex(kind, fields, mod)


def _form(printed: Mapping[str, str]) -> str:
    """Whether the groups are those of a range or of a list."""
    if printed.keys() & {"days", "months", "years"}:
        return "list"
    return "range" if printed.keys() & {"year2", "month2", "day2", "sub2", "hour2"} else ""


# -- what stands around the expression --------------------------------------------------------------


def _mod(
    candidate: Candidate, printed: Mapping[str, str], page: Page, rules: Rules
) -> str:
    """TIMEX3's mod: a part named inside the span first, then a particle or hedge beside it."""
    for name in ("part", "part2", "edge"):
        inside = rules.words["time_parts"].get(printed.get(name, ""), "value")
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
    return before, regex.compile(f" ?(?P<word>{after})(?<!여(?= ?[간성]))")


def _fitting(particle: str, candidate: Candidate) -> str:
    """부터 and 까지 place a date or a time; after a length they say something else."""
    placed = candidate.features.get("type") in ("DATE", "TIME")
    return particle if placed or particle == "approx" else ""


def _cue(page: Page, candidate: Candidate, rules: Rules) -> str:
    """Whether the clause that the date belongs to reports or announces: past, future or nothing.

    The first word of rules/words/tense_cues after the date decides; quotations are skipped,
    for what a speaker plans says nothing about the day on which it was said.
    """
    sentence = page.sentence(candidate.start)
    rest = _QUOTED.sub(" ", page.text[candidate.end : max(candidate.end, sentence.end)])
    found = _cues(rules).search(rest)
    if found and found.lastgroup:
        return found.lastgroup
    ranged = _form(dict.fromkeys(candidate.groups, "")) == "range"
    return "future" if rest.startswith("까지") and not ranged else ""


@lru_cache(maxsize=8)
def _cues(rules: Rules) -> regex.Pattern[str]:
    words = rules.words["tense_cues"]
    future = alternation(words.where("direction", "future"))
    stems, endings = words.where("kind", "stem"), words.where("kind", "ending")
    past = [w for w in words.where("direction", "past") if words.get(w, "kind") == "word"]
    return regex.compile(
        f"(?P<future>{future})|(?P<past>{alternation(past)}|{alternation(stems)}{alternation(endings)})"
    )


# -- dates and times ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns printed groups into fields; keys that end in 2 belong to the end of a range."""

    printed: Mapping[str, str]
    rules: Rules

    def fields(self) -> dict[str, str]:
        fields: dict[str, str] = {}
        for name, text in self.printed.items():
            base, suffix = (name[:-1], "2") if name.endswith("2") else (name, "")
            read = _FIELDS.get(base)
            if read:
                fields.update({key + suffix: value for key, value in read(self, text).items()})
        return fields

    def reference(self, unit: str, word: str) -> dict[str, str]:
        """A word of rules/words/time_words as "offset anchor"; the school year keeps its kind."""
        known = self.rules.words["time_words"]
        anchor = known.get(word, "anchor")
        return {f"ref_{unit}": f"{known.get(word, 'offset')} {anchor}"}

    def part(self, word: str) -> str:
        """What rules/words/time_parts says of a word."""
        return self.rules.words["time_parts"].get(word, "value")


def _plain(key: str) -> Callable[[_Reader, str], dict[str, str]]:
    return lambda reader, text: {key: text}


def _digits(key: str) -> Callable[[_Reader, str], dict[str, str]]:
    return lambda reader, text: {key: str(int(text))}


def _part(key: str) -> Callable[[_Reader, str], dict[str, str]]:
    return lambda reader, text: {key: reader.part(text)}


def _year(reader: _Reader, text: str) -> dict[str, str]:
    year = int(text)
    return {"year": str(full_year(year) if len(text) <= 2 else year)}


def _sub(reader: _Reader, text: str) -> dict[str, str]:
    """Halves, quarters and seasons as EDTF codes; a semester as its calendar."""
    number = _NUMBER.search(text)
    if "학기" in text and number:
        return {"calendar": f"semester{number[0]}"}
    if "분기" in text or text.isdigit():
        quarter = int(number[0]) if number else QUARTERS.index(text[0]) + 1
        return {"sub": str(32 + quarter)}
    if "·" in text:
        return {"sub": reader.part("상반기"), "sub_to": reader.part("하반기")}
    season = reader.part(text) or reader.part(text[1:])
    known = reader.rules.words["time_parts"].get(text, "key") == "sub"
    return {"sub": season} if known else {"sub": season, "season": season}


def _calendar(reader: _Reader, text: str) -> dict[str, str]:
    return {"calendar": "school"} if "학년" in text else {}


def _decade(reader: _Reader, text: str) -> dict[str, str]:
    return {"decade": str(full_year(int(text)) if len(text) == 2 else int(text) // 10 * 10)}


def _feast_kind(reader: _Reader, text: str) -> dict[str, str]:
    words = reader.rules.words["time_parts"]
    kinds = (words.get(w, "value") for w in words.where("key", "feast") if w in text)
    return {"feast_kind": next(kinds, "day")}


def _feast(reader: _Reader, text: str) -> dict[str, str]:
    known = reader.rules.words["feasts"]
    return {"feast": "|".join(known.get(text, k) for k in ("month", "day", "lunar", "law", "around"))}


def _hour_word(reader: _Reader, text: str) -> dict[str, str]:
    number = read_number(text)
    return {"hour": str(int(number.value))} if number else {}


def _nth(reader: _Reader, text: str) -> dict[str, str]:
    number = read_ordinal(f"{text}째")
    return {"nth": str(number)} if number else {}


def _edge(reader: _Reader, text: str) -> dict[str, str]:
    words = reader.rules.words["time_parts"]
    return {"edge": "new_year" if words.get(text, "key") == "new_year" else "year"}


def _half(reader: _Reader, text: str) -> dict[str, str]:
    known = reader.rules.words["day_parts"]
    return {"half": f"{known.get(text, 'from')} {known.get(text, 'to')}"} if text in known else {}


def _amount(reader: _Reader, text: str) -> dict[str, str]:
    number = read_number(text.strip())
    exact = number is not None and number.value is not None and number.maximum is None
    return {"amount": f"{number.value:f}"} if exact and number is not None else {"amount": "X"}


def _counted(reader: _Reader, text: str) -> dict[str, str]:
    days = reader.part(text) or reader.rules.words["counted_days"].get(text, "days")
    return {"amount": days, "unit": "day"}


def _list(key: str) -> Callable[[_Reader, str], dict[str, str]]:
    return lambda reader, text: {key: ",".join(_NUMBER.findall(text))}


_FIELDS: Mapping[str, Callable[[_Reader, str], dict[str, str]]] = {
    "year": _year,
    "month": _digits("month"),
    "day": _digits("day"),
    "weekday": lambda reader, text: {"weekday": str(WEEKDAYS.index(text))},
    "ref_year": lambda reader, text: (
        {"ref_year": "0 published"} if text == "올" else reader.reference("year", text)
    ),
    "ref_month": lambda reader, text: reader.reference("month", text),
    "ref_day": lambda reader, text: reader.reference("day", text),
    "ref_week": lambda reader, text: reader.reference("week", text),
    "weekend": lambda reader, text: reader.reference("weekend", text),
    "toward": _part("toward"),
    "sub": _sub,
    "calendar": _calendar,
    "nth": _nth,
    "edge": _edge,
    "first_day": _plain("first_day"),
    "decade": _decade,
    "century": _digits("century"),
    "term": _digits("term"),
    "feast": _feast,
    "feast_kind": _feast_kind,
    "same": _plain("same"),
    "then": _plain("then"),
    "amount": _amount,
    "unit": _part("unit"),
    "counted": _counted,
    "side": _part("side"),
    "days": _list("days"),
    "months": _list("months"),
    "years": _list("years"),
    "hour": _digits("hour"),
    "hour_word": _hour_word,
    "minute": _digits("minute"),
    "second": _digits("second"),
    "half": _half,
    "half_past": lambda reader, text: {"minute": "30"},
    "point": lambda reader, text: {"hour": reader.part(text)},
    "mark": _plain("mark"),
}


# -- durations and sets -------------------------------------------------------------------------------

_DURATION_UNITS = {"years": "Y", "months": "M", "weeks": "W", "days": "D", "hours": "H",
                   "minutes": "M", "seconds": "S", "quarters": "Q"}  # fmt: skip
_FIXED = {"week": "P1W", "half_year": "P6M", "year": "P1Y", "half_day": "P0.25D", "some_days": "PXD"}


def _duration(printed: Mapping[str, str], mod: str, rules: Rules) -> Timex | str:
    """The length as ISO 8601; a range as its two ends, PXY where the text counts vaguely."""
    fixed = next((value for name, value in _FIXED.items() if name in printed), "")
    if "counted" in printed:
        days = Decimal(rules.words["counted_days"].get(printed["counted"], "days"))
        fixed = Duration(days=days).iso()
    if fixed:
        return Timex("DURATION", {"value": fixed}, mod)
    low: dict[str, Decimal] = {}
    high: dict[str, Decimal] = {}
    for unit in _DURATION_UNITS.keys() & printed.keys():
        number = read_number(printed[unit].strip())
        if number is None or number.value is None:
            return _vague(unit, mod)
        low[unit] = number.value
        high[unit] = number.maximum if number.maximum is not None else number.value
        if number.approximate and number.maximum is None:
            mod = mod or "approx"
    value = _iso(low) if low == high else f"{_iso(low)}/{_iso(high)}"
    return Timex("DURATION", {"value": value}, mod)


def _vague(unit: str, mod: str) -> Timex:
    time = "T" if unit in ("hours", "minutes", "seconds") else ""
    return Timex("DURATION", {"value": f"P{time}X{_DURATION_UNITS[unit]}"}, mod)


def _iso(amounts: Mapping[str, Decimal]) -> str:
    parts = dict(amounts)
    quarters = parts.pop("quarters", Decimal(0))
    if quarters:
        parts["months"] = parts.get("months", Decimal(0)) + 3 * quarters
    return Duration(**parts).iso()


def _set(printed: Mapping[str, str], rules: Rules) -> Timex | str:
    """The period of repetition."""
    if "every" in printed:
        return Timex("SET", {"value": rules.words["repeats"].get(printed["every"], "period")})
    if "weekdays" in printed:
        return Timex("SET", {"value": "P1W"})
    reading = _duration(printed, "", rules)
    return reading if isinstance(reading, str) else Timex("SET", reading.fields)
