"""Later mentions of programmes, whole or shortened: 강진 하맥축제, then 하맥축제."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.match.lexicon import Entry, Found
from pipeline.match.programme_words import ProgrammeWords
from pipeline.page import Tokenizer

_COINED = regex.compile(r"[0-9]*[가-힣\u4e00-\u9fff]+")
_EDITION = regex.compile(r"(?:20\d\d|제\d{1,3}회)(?P<rest>[^\d\s]\S{3,})")
"""A year or an edition glued to a name: 2025솔향軍문화축제."""
_LATIN_TAIL = regex.compile(r" [A-Z][A-Za-z]{1,9}(?![A-Za-z0-9])")
_VERSION = regex.compile(r"(?P<stem>.+?) (?P<version>\d\.\d)\b")
_BRACKET = regex.compile(
    r"(?P<before>[^()]*?)(?P<token>[^\s()-]+)\((?P<inside>[^()]+)\)(?P<after>.*)"
)


def match_again(
    text: str, found: Sequence[Found], words: ProgrammeWords, tokenize: Tokenizer
) -> Iterator[Found]:
    """Later mentions, whole or shortened; a Latin tail makes another one: 서울런 AI."""
    there = {(f.end, f.entry.name) for f in found}
    names = {f.entry.name: f.entry for f in found}
    owners: dict[str, Entry] = {}
    for name, entry in names.items():
        for alias in (*_variants(name, words), *_last_word(name, text, words, tokenize)):
            owners.setdefault(alias, owners.get(name, entry))
    for alias, entry in {**names, **owners}.items():
        for mention in _mentions(text, alias, entry, words):
            if (mention.end, mention.entry.name) not in there:
                yield mention


def _variants(name: str, words: ProgrammeWords) -> Iterator[str]:
    """Short forms and other spellings under which a name may come again."""
    version = _VERSION.match(name)
    ending = words.ending(name)
    if version and ending:
        yield version[0]
        yield f"{version['version']} {ending}"
    bracket = _BRACKET.fullmatch(name)
    if bracket:
        before, token, inside, after = bracket.group("before", "token", "inside", "after")
        yield f"{before}{token}{after}"
        yield f"{before}{inside}{after}"
        if not after:
            yield from (token, inside)
    edition = _EDITION.fullmatch(name)
    if edition and ending and edition["rest"] != ending:
        yield edition["rest"]
    for length in range(2, 6):
        if name[:length] in words.regions:
            unit = "" if name[length - 1] in "시군구도" else "시군구도"
            yield from (name[:length] + u + name[length:] for u in unit)


def _last_word(name: str, text: str, words: ProgrammeWords, tokenize: Tokenizer) -> Iterator[str]:
    """배움길 for ‘물소리 배움길’: the last word, if it was coined and first stands in the name.

    An event's may come again in two words: 0시 축제 for ‘대전 0시축제’.
    """
    *before, last = name.split(" ")
    if not before or len(last) < 2 or last in words.kinds or not _COINED.fullmatch(last):
        return
    stem = _event_stem(last, words)
    parted = f"{stem} {last.removeprefix(stem)}" if stem else ""
    forms = [form for form in (last, parted) if form and _comes_again(form, name, text)]
    if not forms or not _is_coined(last, tokenize):
        return
    for form in forms:
        if form == last or any(m.tag != "NNG" or not m.known for m in tokenize(stem)):
            yield form


def _comes_again(form: str, name: str, text: str) -> bool:
    """Whether a form stands outside the name too, and not before it."""
    alone = text.count(form) > text.count(name) * name.count(form)
    return alone and text.find(form) >= text.find(name)


def _event_stem(word: str, words: ProgrammeWords) -> str:
    """What stands before an event's ending, unless it may be any event's: 지역 축제, 나주 축제."""
    ending = words.ending(word)
    stem = word.removesuffix(ending)
    return "" if words.kinds.get(ending) != "event" or stem in words.regions else stem


def _is_coined(word: str, tokenize: Tokenizer) -> bool:
    """Whether a word is none of the dictionary's: of several morphemes, or unknown."""
    found = tokenize(word)
    return len(found) > 1 or not all(m.known for m in found)


def _mentions(text: str, alias: str, entry: Entry, words: ProgrammeWords) -> Iterator[Found]:
    at = text.find(alias)
    while at >= 0:
        end = at + len(alias)
        if _stands(text, at, end, words):
            yield Found(at, end, entry, "program.again")
            tail = _LATIN_TAIL.match(text, end)
            if tail and words.ends.particle(text, tail.end()):
                yield Found(at, tail.end(), Entry(text[at : tail.end()]), "program.again")
        at = text.find(alias, end)


def _stands(text: str, start: int, end: int, words: ProgrammeWords) -> bool:
    if not words.ends.edges.opens(text, start) or not words.ends.edges.closes(text, end):
        return False
    return end - start > 1 or bool(words.ends.particle(text, end))
