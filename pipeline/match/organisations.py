"""A grammar of endings: institutions that no table knows, found whole.

A name is a chunk that ends like an institution (시흥시인재양성재단), with the words before it
that belong to it: its region (시흥시 평생학습원), its parent (국민대학교 커뮤니티상생센터),
modifiers between them (안산시 다문화가족 지원센터). A chunk of ordinary words alone is no name.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

import ahocorasick_rs
import regex

from pipeline.match.edges import Endings
from pipeline.match.lexicon import (
    Ends,
    Entry,
    Found,
    ends_of,
    institutions_of,
    region_surfaces,
)
from pipeline.page import Tokenizer
from pipeline.rules import Rules
from pipeline.rules.words import alternation

_CHUNK = regex.compile(r"(?r)[가-힣A-Za-z0-9&]+(?:\([A-Za-z0-9& ]{1,20}\)[가-힣A-Za-z0-9&]*)?")
_LEFT_WORD = regex.compile(
    r"(?r)(?<![^\s(\[,·△▲○□'\"‘“-])([가-힣A-Za-z0-9·&]+(?:\([A-Za-z& ]{1,20}\))?) "
)
_TOWN = regex.compile(r"[가-힣]{1,4}(?:읍|면|[1-9]동)|[가-힣]{2,3}동")
_SHORT_TOWN = regex.compile(r"[가-힣]{1,2}면|[가-힣]{1,4}(?:읍|[1-9]동)|[가-힣]{2,3}동")
"""Away from its office a longer word in -면 is a verb far more often: 따져보면 의회는."""
_NOUNISH = regex.compile(
    r"[가-힣A-Za-z0-9·&()]*[^은는을를이가에의로와과도고며서면한된할될인던운린진낸든져여해게]\Z"
)
_PROVINCIAL = frozenset({"police", "public_institution"})
"""Kinds whose official names begin with the province: 서울용산경찰서."""
_NEEDS_STEM = frozenset({"school", "university", "hospital", "company", "media"})
"""Kinds that a region before them does not name: 안산 고등학교 is any high school there."""
_DESCRIBES = regex.compile(r"(?:관련|유관|산하|협력|인근|지역|해당|각|전국|일부)\Z")
_CAMPUS = ("캠퍼스", "산학협력단", "병원", "의료원", "대학원", "도서관", "박물관")
"""Branches that stand after the name of a university: 홍익대학교 세종캠퍼스."""
_UNIVERSITY = regex.compile(r"[가-힣A-Za-z]{3,}대학교?")
_BUILDING = regex.compile(r" ?(?:제\d ?)?(?:별관|신청사|청사)")
HALL_FACILITY = regex.compile(
    r" (?:(?:작은|열린|직장|구내|어린이) ?)?(?:도서관|어린이집|미술관|갤러리|북카페|돌봄센터)"
)
"""What stands in a hall and has its name: 대구시청 작은도서관."""
_TENTATIVE = regex.compile(r"(?:\(가칭\)|(?<![가-힣])가칭) ?[‘'“\"]?\Z")
_WIDE = regex.compile(r"(?:전국|한국|대한|국제|세계|동북아|아시아)[가-힣]{2,}")
"""What opens the names of associations, where more follows: 전국교육장협의회."""
_QUARTER = regex.compile(r"(?:[중동서남북]부|수도권)지방")
"""What stands before the name of a regional office: 중부지방고용노동청."""
_COUNTED = regex.compile(r" ?\(?\d[\d,]* ?(?:개소|개관|곳|개|관|군데)")
"""수원시 도서관 17곳 are many, and no name."""
_LEAGUES = frozenset({"association", "council"})
_COINED = regex.compile(r"[가-힣A-Za-z0-9]{2,8}")
_MAX_BETWEEN = 3


@dataclass(frozen=True, slots=True)
class Ending:
    """A row of institution_endings.csv."""

    word: str
    kind: str
    needs_region: bool
    joins_region: bool
    common_stem: bool = False
    """Whether any word before it names it, even a common noun (만화박물관)."""
    coined_before: bool = False
    """Whether a coined word apart from it is its name (물빛 다함께 돌봄센터)."""


class Chunk(NamedTuple):
    """An ending with the word that it closes."""

    start: int
    end: int
    stem: str
    ending: Ending


class Grammar:
    """The endings compiled, and the lists that they need."""

    def __init__(self, rules: Rules) -> None:
        rows = rules.words["institution_endings"].rows
        self._endings = [
            Ending(
                word,
                row["kind"],
                needs_region=row["need"] == "proper",
                joins_region=row["join_region"] == "1",
                common_stem=row.get("common_stem") == "1",
                coined_before=row.get("coined_before") == "1",
            )
            for word, row in rows.items()
        ]
        neighbours = alternation(rules.words["school_neighbours"].rows)
        self._school_after = regex.compile(rf" (?:{neighbours}|[1-6]학년|\d{{1,4}}명)")
        self._by_word = {e.word: e for e in self._endings}
        self._long_endings = Endings(word for word in rows if len(word) > 1)
        self._automaton = ahocorasick_rs.AhoCorasick([e.word for e in self._endings])
        self._ends: Ends = ends_of(rules)
        self._regions = region_surfaces(rules)
        self._anchors = self._regions - rules.words["region_homographs"].rows.keys()
        self._known = institutions_of(rules).entries
        self._generic = rules.words["generic_names"]
        self._ordinary = rules.words["not_institutions"]
        self._not_towns = rules.words["not_localities"]
        self._modifiers = rules.words["modifiers_not"]

    def find(self, text: str, tokenize: Tokenizer) -> Iterator[Found]:
        """Every institution that the endings make, the longest chunk at each end."""
        for chunk in self._chunks(text):
            found = self._judge(text, chunk, tokenize)
            if found:
                yield found

    def ending_of(self, name: str) -> Ending | None:
        """The longest ending with which a whole name closes."""
        return self._by_word.get(self._long_endings.longest(name))

    def is_generic(self, name: str) -> bool:
        """Whether a name only says of what kind the institution is: 지원센터, 고등학교."""
        return name in self._generic or name in self._ordinary

    def _chunks(self, text: str) -> Iterator[Chunk]:
        best: dict[int, tuple[int, int]] = {}
        for index, start, end in self._automaton.find_matches_as_indexes(text, overlapping=True):
            if end not in best or start < best[end][1]:
                best[end] = (index, start)
        for end, (index, start) in sorted(best.items()):
            ending = self._endings[index]
            if not self._stops(text, end, ending):
                continue
            before = _CHUNK.match(text, max(0, start - 40), start)
            begin = before.start() if before else start
            yield Chunk(begin, end, text[begin:start], ending)

    def _stops(self, text: str, end: int, ending: Ending) -> bool:
        if len(ending.word) == 1:
            return self._school_after.match(text, end) is not None
        if ending.needs_region:  # 중구청장 is a person's title, no hall
            return self._ends.edges.closes(text, end) and text[end : end + 1] != "자"
        return self._ends.edges.closes(text, end) or self._ends.before_title(text, end)

    def _judge(self, text: str, chunk: Chunk, tokenize: Tokenizer) -> Found | None:
        name = text[chunk.start : chunk.end]
        if name in self._ordinary or name in self._known:
            return None
        regional = self._region_prefix(chunk.stem, chunk.ending.word)
        plain = not chunk.stem or name in self._generic
        if chunk.ending.needs_region:
            return self._office(text, chunk, regional)
        if len(chunk.ending.word) == 1:
            return self._short_school(text, chunk, tokenize)
        if (plain and chunk.ending.kind in _NEEDS_STEM) or (
            _DESCRIBES.search(chunk.stem) and regional in ("", chunk.stem)
        ):
            return None
        proper = not plain and (
            regional != ""
            or _TENTATIVE.search(text, max(0, chunk.start - 5), chunk.start) is not None
            or self._is_proper(chunk, tokenize)
        )
        if plain and _COUNTED.match(text, chunk.end):
            return None
        start = self._left(text, chunk, proper=proper, regional=bool(regional))
        if not proper and start == chunk.start:
            start = self._named_compound(text, chunk, tokenize)
            if start == chunk.start:
                return None
        return self._found(text, start, chunk, "institution.ending")

    def _found(self, text: str, start: int, chunk: Chunk, rule: str) -> Found:
        name = text[start : chunk.end]
        branch = chunk.ending.word == "캠퍼스" and _UNIVERSITY.match(name)
        kind = "university" if branch else chunk.ending.kind
        return Found(start, chunk.end, Entry(name, kind), rule)

    def _region_prefix(self, stem: str, ending: str) -> str:
        """The region that opens the chunk, also where its unit opens the ending: 안산|시청."""
        whole = stem.removeprefix("국립") + ending[:1]
        for length in range(min(len(whole), 8), 1, -1):
            if whole[:length] in self._regions:
                return whole[:length]
        return stem[:2] if stem[:2] in ("국립", "시립", "도립", "구립", "군립") else ""

    def _office(self, text: str, chunk: Chunk, regional: str) -> Found | None:
        whole = {chunk.stem, chunk.stem + chunk.ending.word[0]}
        if regional and regional in whole:
            whole_chunk = self._with_building(text, chunk)
            longer = whole_chunk is not chunk
            start = self._with_province(text, chunk.start) if longer else chunk.start
            return self._found(text, start, whole_chunk, "institution.office")
        left = _LEFT_WORD.match(text, max(0, chunk.start - 20), chunk.start)
        if not chunk.stem and left and self._is_place(left[1]):
            return self._found(text, left.start(1), chunk, "institution.office")
        if _TOWN.fullmatch(chunk.stem):
            return self._found(text, chunk.start, chunk, "institution.office")
        return None

    def _with_building(self, text: str, chunk: Chunk) -> Chunk:
        """The hall with its annexe, or what stands in it: 남구청 별관, 대구시청 작은도서관."""
        building = _BUILDING.match(text, chunk.end)
        if building and self._ends.stands(text, chunk.start, building.end()):
            return chunk._replace(end=building.end())
        facility = HALL_FACILITY.match(text, chunk.end)
        if facility and self._ends.stands(text, chunk.start, facility.end()):
            kind = replace(chunk.ending, kind="facility")
            return chunk._replace(end=facility.end(), ending=kind)
        return chunk

    def _is_place(self, word: str) -> bool:
        """Whether a word is a region, or a town that is no ordinary word (활동, 아동)."""
        town = _TOWN.fullmatch(word) is not None and word not in self._not_towns
        return word in self._regions or town

    def _short_school(self, text: str, chunk: Chunk, tokenize: Tokenizer) -> Found | None:
        """송림중 회장, 들꽃고 학생: only where morphemes see a name, not 운영 중 or a verb."""
        if not 2 <= len(chunk.stem) <= 5 or chunk.ending.kind not in ("school", "university"):
            return None
        if text[chunk.start : chunk.end] in self._ordinary or not self._ends.edges.opens(
            text, chunk.start
        ):
            return None
        tags = [m.tag for m in tokenize(text[chunk.start : chunk.end])]
        if any(tag[0] in "EVJ" for tag in tags):
            return None
        return self._found(text, chunk.start, chunk, "institution.short_school")

    def _is_proper(self, chunk: Chunk, tokenize: Tokenizer) -> bool:
        """Whether the word before the ending is a name of its own rather than a common noun."""
        if any(chunk.stem.startswith(known) for known in self._parents(chunk.stem)):
            return True
        if len(chunk.stem) < 2:
            return False
        if chunk.ending.kind in _LEAGUES and _WIDE.match(chunk.stem):
            return True
        if _QUARTER.fullmatch(chunk.stem):
            return True
        if chunk.ending.kind == "school" or chunk.ending.common_stem:
            return chunk.stem not in self._modifiers
        found = tokenize(chunk.stem)
        return any(m.tag in ("NNP", "SL") or not m.known for m in found)

    def _named_compound(self, text: str, chunk: Chunk, tokenize: Tokenizer) -> int:
        """Where 물빛 다함께 돌봄센터 begins: a coined word before a facility of a common kind."""
        if not chunk.ending.coined_before:
            return chunk.start
        at = chunk.start
        if text.endswith("다함께 ", 0, at):
            at -= len("다함께 ")
        word = _LEFT_WORD.match(text, max(0, at - 20), at)
        if not word or word[1] in self._modifiers or not _COINED.fullmatch(word[1]):
            return chunk.start
        if word[1] in self._generic or word[1] in self._ordinary:
            return chunk.start
        return int(word.start(1)) if is_coined(word[1], tokenize) else chunk.start

    def _parents(self, stem: str) -> Iterator[str]:
        return (stem[:n] for n in range(3, len(stem) + 1) if stem[:n] in self._known)

    def _left(self, text: str, chunk: Chunk, *, proper: bool, regional: bool) -> int:
        """Where the name begins, with the words before the chunk that belong to it."""
        at = chunk.start
        for _ in range(_MAX_BETWEEN + 1):
            word = _LEFT_WORD.match(text, max(0, at - 40), at)
            if not word or word[1] in self._modifiers:
                break
            near = at == chunk.start
            if self._anchor(word[1], chunk, proper=proper, regional=regional, near=near):
                return self._with_province(text, word.start(1))
            if proper or not _NOUNISH.fullmatch(word[1]) or word[1][0].isdigit():
                break
            at = word.start(1)
        return chunk.start

    def _anchor(self, word: str, chunk: Chunk, *, proper: bool, regional: bool, near: bool) -> bool:
        """Whether a word before the chunk is the region or the parent that its name begins with."""
        parent = self._known.get(word)
        if chunk.ending.word.endswith(_CAMPUS) and (
            (parent and parent.kind == "university") or _UNIVERSITY.fullmatch(word)
        ):
            return True
        if word in self._anchors or (
            near and _SHORT_TOWN.fullmatch(word) and word not in self._not_towns
        ):
            if not proper:
                return True
            if chunk.ending.kind in _PROVINCIAL:
                return len(word) == 2
            return chunk.ending.joins_region and not regional and word in self._anchors
        return not proper and parent is not None

    def _with_province(self, text: str, start: int) -> int:
        """The name with the regions that stand before it, each around the next."""
        for _ in range(3):
            word = _LEFT_WORD.match(text, max(0, start - 20), start)
            if not word or word[1] not in self._regions:
                break
            start = int(word.start(1))
        return start


def is_coined(word: str, tokenize: Tokenizer) -> bool:
    """Whether a word is a name or made up: no noun of the dictionary, no phrase with particles."""
    found = tokenize(word)
    if not found or any(m.tag[0] in "JEVX" for m in found):
        return False
    return any(m.tag in ("NNP", "SL") or not m.known for m in found) or any(
        m.tag[0] == "M" for m in found
    )


@lru_cache(maxsize=4)
def grammar_of(rules: Rules) -> Grammar:
    """The grammar of a set of rules, compiled once."""
    return Grammar(rules)
