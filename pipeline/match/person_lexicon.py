"""What persons are matched with: the compiled word lists, and the mentions found so far."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import regex

from pipeline.match.atlas import gazetteer_of
from pipeline.match.edges import Endings
from pipeline.match.foreign import Foreign, build_foreign
from pipeline.match.foreigners import Foreigners, foreigners_of
from pipeline.match.names import Names, names_of
from pipeline.match.titles import Title, Titles, titles_of
from pipeline.model import Candidate, Name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.page import Page
    from pipeline.rules import Pattern, Rules

_MASKED = (
    r"(?<=(?<![가-힣A-Za-z0-9])(?P<name>[{single}]))모",
    r"(?P<name>[A-Z])(?<![가-힣A-Za-z0-9].)",
)
_MASKED_NEXT = r"(?:\s?\([^()\n]{1,15}\)\s?|\s)?(?P<next>[가-힣]{0,6})"
BEST_SHAPE = 6
"""A common surname with two syllables that many given names have."""
_COUNTED = regex.compile(
    r"(?:[일이삼사오육칠팔구]?[십백천만억])+[일이삼사오육칠팔구]?"
    r"(?= ?(?:여 ?)?(?:명|원|개|건|곳|권|대|회|평|년|가구|세대|달러)(?![가-힣]{3}))"
)
"""A numeral before its counter, which may look like a name: 백이십 명."""
_RURAL = ("읍 ", "면 ")
"""What stands before a village: 오가면 신장리."""
WITHHELD = "모"
"""Stands for a withheld given name: 김모 씨."""


@dataclass(frozen=True, eq=False)
class Lexicon:
    """What a rule set says about persons, compiled once."""

    names: Names
    titles: Titles
    places: frozenset[str]
    stops: Endings
    """Endings of words that are no organisation before a title."""
    not_affiliations: Mapping[str, str]
    """Words before a title that are no organisation, with that title, empty for all titles."""
    former: Mapping[str, bool]
    """Words between a name and its title, and whether they say that the office is over."""
    before_surnames: frozenset[str]
    """Syllables that may stand right before a title behind a bare surname: 오 시장, 오 전 시장."""
    glued: frozenset[str]
    """Titles that are often written without a blank (홍길동씨)."""
    schools: frozenset[str]
    """Last syllables of abbreviated schools and bodies (송림중)."""
    foreign: Foreign
    foreigners: Foreigners
    abroad: frozenset[str]
    """Titles beside which a foreign name may stand."""
    not_stage: frozenset[str]
    """What follows an entertainer's title and is no name (가수 데뷔)."""
    also_words: frozenset[str]
    """Titles that are things too (시장): behind a doubtful surname they are no title."""
    heads_of_state: frozenset[str]
    """Those among them that only persons have: morphemes need not confirm the name."""
    rules: Mapping[str, tuple[Pattern, ...]]
    masked: tuple[regex.Pattern[str], ...]
    """A surname with 모, and a letter, before what may be a title."""


@functools.lru_cache(maxsize=8)
def lexicon_of(rules: Rules) -> Lexicon:
    """Compile the lexicon of a rule set."""
    former = rules.words["former_words"]
    names = names_of(rules)
    single = "".join(word for word in names.surnames if len(word) == 1)
    foreign = _foreign_of(rules)
    return Lexicon(
        names=names,
        titles=titles_of(rules),
        places=frozenset(gazetteer_of(rules).surfaces),
        stops=Endings(rules.words["clause_ends"].where()),
        not_affiliations={w: r["title"] for w, r in rules.words["not_affiliations"].rows.items()},
        former={word: former.get(word, "former") == "1" for word in former.where()},
        before_surnames=frozenset((*single, *(word[-1] for word in former.where()))),
        glued=frozenset(rules.words["titles"].where("glued", "1")),
        schools=frozenset(rules.words["given_syllables"].where("school", "1")),
        foreign=foreign,
        foreigners=foreigners_of(rules, foreign, names),
        abroad=frozenset(w for w, row in rules.words["titles"].rows.items() if row["foreign"]),
        not_stage=frozenset(rules.words["not_stage_names"].where()),
        also_words=frozenset(rules.words["titles"].where("also_word", "1")),
        heads_of_state=frozenset(rules.words["titles"].where("foreign", "sure")),
        rules={
            pattern.rule.matcher: rules.matcher(pattern.rule.matcher)
            for pattern in rules.labelled("person")
            if pattern.rule.matcher
        },
        masked=tuple(
            regex.compile(masked.format(single=single) + _MASKED_NEXT, regex.VERSION1)
            for masked in _MASKED
        ),
    )


def _foreign_of(rules: Rules) -> Foreign:
    return build_foreign(
        rules.words["foreign_syllables"].where(),
        (
            *rules.words["countries"].where(),
            *rules.words["well_known"].where(),
            *rules.words["titles"].where(),
            *gazetteer_of(rules).surfaces,
        ),
        (
            *rules.words["not_foreign_names"].where(),
            *(word for word in rules.words["institution_endings"].where() if len(word) > 1),
        ),
        rules.words["clause_ends"].where("phrase", "1"),
        rules.words["countries"].where(),
    )


@dataclass
class Found:
    """The persons of a page while they are being found."""

    page: Page
    lexicon: Lexicon
    spans: dict[tuple[int, int], Candidate] = field(default_factory=dict)
    titled: dict[tuple[int, int], Title] = field(default_factory=dict)
    chains: dict[int, int] = field(default_factory=dict)
    """Foreign names that a given name opens: their starts by their ends."""

    @property
    def names(self) -> Names:
        """The shapes of names."""
        return self.lexicon.names

    def add(
        self,
        matcher: str,
        start: int,
        end: int,
        title: Title | None = None,
        *,
        former: bool = False,
    ) -> None:
        """Keep a mention under the rule of its matcher, unless the span is taken or counts."""
        numeral = _COUNTED.match(self.page.masked, start)
        if (start, end) in self.spans or (numeral and numeral.end() >= end):
            return
        features = {"former": "1"} if former else {}
        if title:
            self.titled[start, end] = title
            features |= {"title": title.word, "use": title.use}
        for rule in self.lexicon.rules.get(f"person_{matcher}", ()):
            self.spans[start, end] = Candidate(
                start=start,
                end=end,
                label="person",
                rule=rule.id,
                priority=rule.priority,
                groups={"title": (title.token, title.after)} if title else {},
                features=features,
                reading=Name(
                    canonical=self.page.masked[start:end], role=title.role if title else "other"
                ),
            )

    def wants(self, matcher: str) -> bool:
        """Whether a rule hands over to a matcher."""
        return f"person_{matcher}" in self.lexicon.rules

    def covered(self, start: int, end: int) -> bool:
        """Whether a mention that was found holds a span."""
        return any(s <= start and end <= e for s, e in self.spans)

    def proper(self, start: int, end: int, *, whole: bool = False, lenient: bool = False) -> bool:
        """Whether the morphemes read a span as a name.

        That is one proper noun, or, unless the `whole` is asked for, a surname and a rest, or
        splinters of one syllable, which is what becomes of a name that no dictionary has. `lenient`
        takes any first syllable for the surname, where the shape is good.
        """
        inside = [m for m in self.page.morphemes(start) if start <= m.start < end]
        if not inside or inside[0].start != start or inside[0].tag[0] not in "NM":
            return False
        head = inside[0]
        if head.end >= end or whole:
            shape = self.names.shape(self.page.masked[start:end]) if not head.known else 0
            return head.end == end and (head.tag == "NNP" or shape == BEST_SHAPE)
        splinters = end - start > 2 and all(m.end - m.start == 1 for m in inside)
        shape = self.names.shape(self.page.masked[start:end]) if lenient else 0
        if shape == BEST_SHAPE and inside[-1].end >= end:
            return head.end - start == 1 or inside[-1].tag[0] not in "JEV"
        likely = head.end - start == 1 and shape > BEST_SHAPE - 2
        surname = (likely or head.tag == "NNP") and all(m.tag[0] in "NMX" for m in inside)
        return inside[-1].end >= end and (splinters or surname)

    def bound(self, start: int) -> bool:
        """Whether the morphemes read what begins at an offset as a word that only follows: 씨."""
        return any(m.start == start and m.tag == "NNB" for m in self.page.morphemes(start))

    def is_name(self, start: int, end: int, *, sure: bool) -> bool:
        """Whether a span is a full name, `sure` where its context already says so."""
        word = self.page.masked[start:end]
        shape = self.names.shape(word)
        if word in self.lexicon.places or (len(word) == 2 and word.endswith(WITHHELD)):
            return False
        if word.endswith("리") and self.page.masked.endswith(_RURAL, 0, start):
            return False
        if not shape:
            return sure and self._unlikely(word) and self.proper(start, end, whole=True)
        if sure and len(word) > 2 and shape >= 3 and word[-1] not in self.names.suffixes:
            return True
        return self.proper(start, end, lenient=True)

    def _unlikely(self, word: str) -> bool:
        """Whether a word without a name's syllables may still be one (이명박)."""
        names = self.names
        listed = word in names.stop or word[-1] in names.not_bare or word[-1] in names.suffixes
        return len(word) == 3 and word[0] in names.surnames and not listed
