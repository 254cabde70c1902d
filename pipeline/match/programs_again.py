"""Later mentions of programmes, whole or shortened: 강진 하맥축제, then 하맥축제."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from pipeline.match.lexicon import Entry, Found
from pipeline.match.programme_words import ProgrammeWords
from pipeline.page import Tokenizer

_HANGUL = regex.compile(r"[가-힣]+")
_LATIN_TAIL = regex.compile(r" [A-Z][A-Za-z]{1,9}(?![A-Za-z0-9])")
_VERSION = regex.compile(r"(?P<stem>.+?) (?P<version>\d\.\d)\b")
_BRACKET = regex.compile(
    r"(?P<before>[^()]*?)(?P<token>[^\s()-]+)\((?P<inside>[^()]+)\)(?P<after>.*)"
)


def match_again(
    text: str, found: Sequence[Found], words: ProgrammeWords, tokenize: Tokenizer
) -> Iterator[Found]:
    """Later mentions, whole or shortened; a Latin tail makes another one: 서울런 AI."""
    there = {(f.start, f.end, f.entry.name) for f in found}
    names = {f.entry.name: f.entry for f in found}
    owners: dict[str, Entry] = {}
    for name, entry in names.items():
        for alias in (*_variants(name, words), *_last_word(name, text, words, tokenize)):
            owners.setdefault(alias, owners.get(name, entry))
    for alias, entry in {**names, **owners}.items():
        for mention in _mentions(text, alias, entry, words):
            if (mention.start, mention.end, mention.entry.name) not in there:
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
    for length in range(2, 6):
        if name[:length] in words.regions:
            unit = "" if name[length - 1] in "시군구도" else "시군구도"
            yield from (name[:length] + u + name[length:] for u in unit)


def _last_word(name: str, text: str, words: ProgrammeWords, tokenize: Tokenizer) -> Iterator[str]:
    """배움길 for ‘물소리 배움길’: the last word, if it was coined and first stands in the name."""
    *before, last = name.split(" ")
    if not before or len(last) < 2 or last in words.kinds or not _HANGUL.fullmatch(last):
        return
    alone = text.count(last) > text.count(name) * name.count(last)
    if alone and text.find(last) >= text.find(name) and len(tokenize(last)) > 1:
        yield last


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
