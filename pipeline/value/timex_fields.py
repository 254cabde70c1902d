"""Printed parts of a date or time as plain fields: digits as numbers, words as rules/words says."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pipeline.dates import full_year
from pipeline.numerals import read_number, read_ordinal
from pipeline.rules import Rules

WEEKDAYS = "월화수목금토일"
QUARTERS = "일이삼사"
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Reader:
    """Turns printed groups into fields; keys that end in 2 belong to the end of a range."""

    printed: Mapping[str, str]
    rules: Rules

    def fields(self) -> dict[str, str]:
        """The fields of all printed groups."""
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


def _plain(key: str) -> Callable[[Reader, str], dict[str, str]]:
    return lambda reader, text: {key: text}


def _digits(key: str) -> Callable[[Reader, str], dict[str, str]]:
    return lambda reader, text: {key: str(int(text))}


def _part(key: str) -> Callable[[Reader, str], dict[str, str]]:
    return lambda reader, text: {key: reader.part(text)}


def _year(reader: Reader, text: str) -> dict[str, str]:
    year = int(text)
    return {"year": str(full_year(year) if len(text) <= 2 else year)}


def _sub(reader: Reader, text: str) -> dict[str, str]:
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


def _calendar(reader: Reader, text: str) -> dict[str, str]:
    return {"calendar": "school"} if "학년" in text else {}


def _decade(reader: Reader, text: str) -> dict[str, str]:
    return {"decade": str(full_year(int(text)) if len(text) == 2 else int(text) // 10 * 10)}


def _feast_kind(reader: Reader, text: str) -> dict[str, str]:
    words = reader.rules.words["time_parts"]
    kinds = (words.get(w, "value") for w in words.where("key", "feast") if w in text)
    return {"feast_kind": next(kinds, "day")}


def _feast(reader: Reader, text: str) -> dict[str, str]:
    known = reader.rules.words["feasts"]
    return {
        "feast": "|".join(known.get(text, k) for k in ("month", "day", "lunar", "law", "around"))
    }


def _hour_word(reader: Reader, text: str) -> dict[str, str]:
    number = read_number(text)
    return {"hour": str(int(number.value))} if number else {}


def _nth(reader: Reader, text: str) -> dict[str, str]:
    number = read_ordinal(f"{text}째")
    return {"nth": str(number)} if number else {}


def _edge(reader: Reader, text: str) -> dict[str, str]:
    words = reader.rules.words["time_parts"]
    return {"edge": "new_year" if words.get(text, "key") == "new_year" else "year"}


def _half(reader: Reader, text: str) -> dict[str, str]:
    known = reader.rules.words["day_parts"]
    return {"half": f"{known.get(text, 'from')} {known.get(text, 'to')}"} if text in known else {}


def _amount(reader: Reader, text: str) -> dict[str, str]:
    number = read_number(text.strip())
    if number is None or number.maximum is not None:
        return {"amount": "X"}
    return {"amount": f"{number.value:f}"}


def _counted(reader: Reader, text: str) -> dict[str, str]:
    days = reader.part(text) or reader.rules.words["counted_days"].get(text, "days")
    return {"amount": days, "unit": "day"}


def _list(key: str) -> Callable[[Reader, str], dict[str, str]]:
    return lambda reader, text: {key: ",".join(_NUMBER.findall(text))}


_FIELDS: Mapping[str, Callable[[Reader, str], dict[str, str]]] = {
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
