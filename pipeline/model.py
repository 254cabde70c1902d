"""The values that travel through the stages, and the rows of every table.

Rows are frozen dataclasses; the order of their fields is the order of the columns, and the
``about`` text of each field describes the column in ``datapackage.json``. Offsets count Unicode
code points, end exclusive.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from pipeline.numerals import Number

SECTION_KINDS = (
    "title",
    "subtitle",
    "dateline",
    "byline",
    "body",
    "caption",
    "heading",
    "boilerplate",
)
SILENT_SECTIONS = frozenset({"boilerplate", "dateline", "byline"})
"""Sections that yield no mentions (SPEC §1)."""


Frozen = TypeVar("Frozen")


def changed(row: Frozen, changes: Mapping[str, object]) -> Frozen:
    """A copy of a frozen, slotted row with other values in the fields that `changes` names.

    What `dataclasses.replace` does, at a fifth of its time: every row of every article needs it.
    """
    model: Any = type(row)
    copy: Frozen = object.__new__(model)
    slots = _slots(model)
    for read, write in slots.values():
        write(copy, read(row))
    for name, value in changes.items():
        slots[name][1](copy, value)
    return copy


@cache
def _slots(model: Any) -> dict[str, tuple[Any, Any]]:
    """For each field the functions that read and write it."""
    slots = {each.name: getattr(model, each.name) for each in fields(model)}
    return {name: (slot.__get__, slot.__set__) for name, slot in slots.items()}


def column(about: str, default: Any = "") -> Any:
    """A dataclass field that is a table column; `about` is its description for readers."""
    return field(default=default, metadata={"about": about})


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article as it was read: its text and what is known about it from outside.

    A row of documents.csv; `text` and the file's `encoding` travel with it but are no columns.
    """

    doc_id: str = column("file name without its ending, or the record's id")
    source: str = column("path or URL as given")
    title: str = column("headline")
    publisher: str = column("medium or authority that published the article")
    byline: str = column("reporter's name, without 기자")
    published: str = column("ISO date or datetime, Asia/Seoul; empty if unknown")
    published_basis: str = column("given, dateline, url, or empty")
    url: str = column("address of the article")
    region_id: str = column("local government that the article is about, if one")
    chars: int = column("length of the text in code points", 0)
    sha256: str = column("SHA-256 of the text in UTF-8")
    text: str = field(default="", repr=False)
    encoding: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Section:
    """A range of characters of one kind (SECTION_KINDS)."""

    start: int
    end: int
    section: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a line without one, inside one section."""

    start: int
    end: int
    section: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What the sections stage finds: the sections in order, and the metadata that they print."""

    sections: tuple[Section, ...]
    title: str = ""
    publisher: str = ""
    byline: str = ""
    published: str = ""
    published_basis: str = ""
    wraps: tuple[int, ...] = ()
    """Offsets of line breaks inside sentences, on pages that are broken at a width."""


class Morpheme(NamedTuple):
    """One Kiwi morpheme at its offsets in the normalised text; may be empty (start == end).

    `known` is False for a noun that the dictionary has not: a name, or a word newly coined. A
    tuple, since an article has hundreds.
    """

    form: str
    tag: str
    start: int
    end: int
    known: bool = True


# -- candidates: what matching finds, before it is settled ---------------------------------------


@dataclass(frozen=True, slots=True)
class Quantity:
    """What a matched figure says: SPEC §3's measure, value, unit, qualifier, statistic."""

    measure: str
    unit: str
    number: Number | None
    qualifier: str = "exact"
    statistic: str = ""


@dataclass(frozen=True, slots=True)
class Timex:
    """What a matched time expression says by itself, not yet resolved against other dates.

    `fields` holds what was printed or meant ("year", "month", "day", "weekday", "relative", …);
    its keys are an agreement between `value.timex`, which writes it, and `link.timeline`.
    """

    type: str
    fields: Mapping[str, str] = field(default_factory=dict)
    mod: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """What a matched name is: kind or role, and the ids that it may have.

    `ids` lists every entity id that the surface allows; one id is a decision, several are an
    ambiguity that linking may settle. `canonical` is the fullest form, where known.
    """

    canonical: str = ""
    ids: tuple[str, ...] = ()
    kind: str = ""
    role: str = ""
    region_id: str = ""
    nominal: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that a rule proposes. It travels match -> value -> settle -> link.

    `label`: fact, date, region, person, institution, program, or veto (nothing is emitted, but
    what it covers is no figure). `groups` are the named parts of the pattern as (start, end);
    `features` is what the rule sets. Higher `priority` wins an overlap before length does.
    """

    start: int
    end: int
    label: str
    rule: str
    priority: int = 0
    groups: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    features: Mapping[str, str] = field(default_factory=dict)
    reading: Quantity | Timex | Name | None = None

    def read(self, reading: Quantity | Timex | Name) -> Candidate:
        """The same candidate with what it was read as."""
        return Candidate(
            self.start,
            self.end,
            self.label,
            self.rule,
            self.priority,
            self.groups,
            self.features,
            reading,
        )

    def overlaps(self, other: Candidate) -> bool:
        """Whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Loss:
    """A candidate that lost, why, and the rule that beat it (empty if none did)."""

    candidate: Candidate
    reason: str
    beaten_by: str = ""


# -- rows -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What every mention row begins with."""

    doc_id: str = column("the article")
    start: int = column("first code point of the mention in the article's text", 0)
    end: int = column("one past its last code point", 0)
    text: str = column("the surface: text[start:end]")
    section: str = column("section of the article that it stands in")
    sentence: str = column("the sentence that it stands in")
    rule: str = column("id of the rule that made the row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Row):
    """A mention of a region, person, institution or programme (entities.csv)."""

    label: str = column("region, person, institution or program")
    entity_id: str = column("id shared by all mentions of one thing; empty if undecided")
    name: str = column("canonical name: the fullest form that the article prints")
    role: str = column("persons: mayor, governor, county_head, …")
    kind: str = column("institutions: ministry, school, university, …")
    region_id: str = column("region of a head of local government")
    nominal: bool = column("stands for the article's region or its hall by a common noun", False)
    basis: str = column("how the id was decided")
    candidates: str = column("ids that remain possible where none was decided, separated by |")
    term_check: str = column("heads against the table of terms: agrees, differs, not_covered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Row):
    """A quantity with its meaning (facts.csv)."""

    fact_id: str = column("id of the fact: doc_id#n")
    measure: str = column("rate, headcount, money, count, measure, rank or age")
    value: Decimal | None = column("decimal number; the lower end of a range", None)
    value_max: Decimal | None = column("upper end of a range", None)
    unit: str = column("percent, person, KRW, m2, the counter as printed, …")
    qualifier: str = column("exact, approx, at_least, at_most, less_than, more_than")
    statistic: str = column("total, cumulative, mean, annual, monthly, daily, max, min")
    indicator: str = column("noun phrase that names what is measured, as printed")
    subject_id: str = column("entity that the figure is about")
    source_id: str = column("entity that the text cites for it")
    period: str = column("when it holds, EDTF")
    modality: str = column("actual, plan or estimate")
    change_from: Decimal | None = column("value before the change", None)
    change_to: Decimal | None = column("value after the change", None)
    change_delta: Decimal | None = column("size of the change, if printed", None)
    change_unit: str = column("unit of change_delta")
    change_direction: str = column("up or down")
    change_baseline: str = column("period of the baseline, EDTF")


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Row):
    """A time expression (dates.csv)."""

    type: str = column("DATE, TIME, DURATION or SET (TIMEX3)")
    value: str = column("EDTF for DATE, ISO 8601 otherwise; X for what is unknown")
    mod: str = column("until, from, approx, start, mid, end")
    start_date: str = column("first day covered, empty while unresolved")
    end_date: str = column("last day covered, empty while unresolved")
    basis: str = column("explicit, relative, context or unresolved")
    note: str = column("why a value is empty or has X")


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Two entities that the text relates, or who said a quoted stretch (relations.csv)."""

    doc_id: str = column("the article")
    type: str = column("head_of, heads, agreement, operates, located_in or quote")
    subject_id: str = column("entity id")
    object_id: str = column("entity id; empty for quote")
    date: str = column("date of an agreement, EDTF")
    start: int = column("first code point of the evidence", 0)
    end: int = column("one past its last code point", 0)
    text: str = column("the evidence, or the quoted text without its marks")
    rule: str = column("id of the rule that made the row")
    fact_ids: str = column("facts printed inside the evidence, separated by |")


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """Arithmetic that the text allows, done (checks.csv)."""

    doc_id: str = column("the article")
    check: str = column("share, growth, sum, difference, date_order, count, cross_document, …")
    fact_ids: str = column("the facts concerned, separated by |")
    stated: str = column("what the text states")
    computed: str = column("what its other figures give")
    verdict: str = column("consistent or inconsistent")
    explanation: str = column("the arithmetic spelled out")
    other_doc_id: str = column("the other article, for checks across articles")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A candidate that lost (dropped.csv)."""

    doc_id: str = column("the article")
    start: int = column("first code point", 0)
    end: int = column("one past the last code point", 0)
    text: str = column("the surface")
    label: str = column("what it would have been")
    rule: str = column("the rule that proposed it")
    reason: str = column("why it lost")
    beaten_by: str = column("the rule that won, if one did")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be read or used (errors.csv)."""

    source: str = column("file or record")
    line: int | None = column("line in the file, if known", None)
    problem: str = column("what was seen")
    remedy: str = column("what to do about it")


@dataclass(frozen=True, slots=True)
class Linked:
    """What the link stage makes: rows with ids, dates resolved, relations between them."""

    entities: tuple[Entity, ...] = ()
    dates: tuple[Date, ...] = ()
    relations: tuple[Relation, ...] = ()
    region_id: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """Everything extracted from one document."""

    document: Document
    sections: tuple[Section, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()
    dates: tuple[Date, ...] = ()
    relations: tuple[Relation, ...] = ()
    checks: tuple[Check, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    problems: tuple[Problem, ...] = ()
