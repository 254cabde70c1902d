"""Reads a folder of rules, and folders laid over it, into compiled patterns and word lists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

import regex

from pipeline.rules.files import read_yaml
from pipeline.rules.patterns import Parts, UnknownPartError, uses_figures
from pipeline.rules.problems import RuleError, RuleProblem, nearest
from pipeline.rules.schema import PartsFile, Rule, RuleFile
from pipeline.rules.sound import never_matches, no_such_section
from pipeline.rules.words import WordList, load_words

REGEX_FLAGS = regex.VERSION1


@dataclass(frozen=True)
class Pattern:
    """A rule as it is run: its label, its expression, and where it was written."""

    rule: Rule
    label: str
    regex: regex.Pattern[str] | None
    features: Mapping[str, str]
    priority: int
    published: str
    file: str
    line: int
    parts: Parts = field(repr=False)
    blotted: bool = False
    """Whether it runs over the text with its figures blotted out."""

    @property
    def id(self) -> str:
        """The rule's id."""
        return self.rule.id


@dataclass(frozen=True, eq=False)
class Rules:
    """Everything that an analyst may tune, loaded.

    Compared and hashed by identity, so that a stage may cache what it builds from the rules
    (automata, tables) with `functools.lru_cache` keyed by this object.
    """

    patterns: tuple[Pattern, ...]
    words: Mapping[str, WordList]
    folders: tuple[Path, ...]
    fingerprint: str
    """Hash of every rule file, word list and table."""
    tables: str
    """Hash of the tables alone."""

    @cached_property
    def _by_matcher(self) -> dict[str, tuple[Pattern, ...]]:
        found: dict[str, list[Pattern]] = {}
        for pattern in self.patterns:
            found.setdefault(pattern.rule.matcher, []).append(pattern)
        return {name: tuple(patterns) for name, patterns in found.items()}

    @cached_property
    def _by_label(self) -> dict[tuple[str, ...], tuple[Pattern, ...]]:
        return {}

    def labelled(self, *labels: str) -> tuple[Pattern, ...]:
        """The patterns with one of the labels, in the order of the files."""
        if labels not in self._by_label:
            self._by_label[labels] = tuple(p for p in self.patterns if p.label in labels)
        return self._by_label[labels]

    def expression(self, source: str, pattern: Pattern) -> regex.Pattern[str] | None:
        """A piece of a rule's pattern, compiled with the parts that the rule may use.

        None if the piece makes no expression by itself.
        """
        try:
            return compiled(pattern.parts.expand(source))
        except (UnknownPartError, regex.error):
            return None

    def matcher(self, name: str) -> tuple[Pattern, ...]:
        """The rules that hand over to the built-in matcher `name`."""
        return self._by_matcher.get(name, ())

    def table(self, name: str) -> Path:
        """The path of a reference table; a later folder's file replaces an earlier one's."""
        for folder in reversed(self.folders):
            path = folder / "tables" / f"{name}.csv"
            if path.exists():
                return path
        raise FileNotFoundError(f"no tables/{name}.csv under {', '.join(map(str, self.folders))}")


@lru_cache(maxsize=4096)
def compiled(expression: str) -> regex.Pattern[str]:
    """The compiled expression; rules are loaded again and again, and `regex` itself keeps few."""
    return regex.compile(expression, REGEX_FLAGS)


def default_rules_dir() -> Path:
    """The shipped rules: inside the installed package, or rules/ beside it in a checkout."""
    inside = Path(__file__).parent.parent / "default_rules"
    return inside if inside.exists() else Path(__file__).parent.parent.parent / "rules"


def load_rules(*overlays: Path, base: Path | None = None) -> Rules:
    """Load the shipped rules and lay folders over them: a later rule of the same id replaces an
    earlier one, `off` switches ids off, and word lists are extended.

    Raises RuleError with every problem of every file.
    """
    folders = (base or default_rules_dir(), *overlays)
    problems: list[RuleProblem] = []
    words = _load_word_lists(folders, problems)
    shared = _load_parts(folders, problems)
    found: dict[str, Pattern] = {}
    for folder in folders:
        _lay_over(found, folder, shared, words, problems)
    if problems:
        raise RuleError(problems)
    return Rules(
        patterns=tuple(found.values()),
        words=words,
        folders=folders,
        fingerprint=_digest(folders, ".yaml", ".csv"),
        tables=_digest([folder / "tables" for folder in folders], ".csv"),
    )


def rule_files(folder: Path) -> Iterator[Path]:
    """The rule files of a folder in a stable order."""
    return iter(sorted(p for p in folder.rglob("*.yaml") if p.name != "parts.yaml"))


def _load_word_lists(folders: Sequence[Path], problems: list[RuleProblem]) -> dict[str, WordList]:
    lists: dict[str, WordList] = {}
    for folder in folders:
        for path in sorted((folder / "words").glob("*.csv")):
            words = load_words(path, problems)
            if path.stem in lists:
                words = lists[path.stem].extended(words)
            lists[path.stem] = words
    return lists


def _load_parts(folders: Sequence[Path], problems: list[RuleProblem]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for folder in folders:
        path = folder / "parts.yaml"
        if path.exists():
            loaded = read_yaml(path, PartsFile, problems)
            parts.update(loaded[0].parts if loaded else {})
    return parts


def _lay_over(
    found: dict[str, Pattern],
    folder: Path,
    shared: Mapping[str, str],
    words: Mapping[str, WordList],
    problems: list[RuleProblem],
) -> None:
    here: dict[str, str] = {}
    for path in rule_files(folder):
        loaded = read_yaml(path, RuleFile, problems)
        if loaded is None:
            continue
        file, tree = loaded
        problems += [
            _no_such_rule(path, tree["off"].lc.item(index), gone, found)
            for index, gone in enumerate(file.off)
            if found.pop(gone, None) is None
        ]
        for index, rule in enumerate(file.rules):
            parts = Parts({**_parts_of(found.get(rule.id)), **shared, **file.parts}, words)
            line = tree["rules"].lc.item(index)[0] + 1
            if rule.id in here:
                problems.append(
                    RuleProblem(
                        str(path), line, 1, f"id {rule.id!r} is taken", f"see {here[rule.id]}"
                    )
                )
            here[rule.id] = f"{path}:{line}"
            pattern = _compile(rule, file, parts, str(path), line, problems)
            if pattern:
                found[rule.id] = pattern


def _parts_of(replaced: Pattern | None) -> Mapping[str, str]:
    """A rule that replaces another may use what that one used: it is written as a copy of it."""
    return replaced.parts.parts if replaced else {}


def _no_such_rule(
    path: Path, position: tuple[int, int], name: str, known: Iterable[str]
) -> RuleProblem:
    line, column = position
    return RuleProblem(
        str(path), line + 1, column + 1, f"`off` names no rule: {name!r}", nearest(name, known)
    )


def _compile(
    rule: Rule, file: RuleFile, parts: Parts, path: str, line: int, problems: list[RuleProblem]
) -> Pattern | None:
    expression = None
    features = {**file.set, **rule.set}
    problems += [
        RuleProblem(path, line, 1, f"rule {rule.id}: {message}", remedy)
        for message, remedy in (*never_matches(rule), *no_such_section(features))
    ]
    if rule.pattern:
        try:
            expression = compiled(parts.expand(rule.pattern))
        except (UnknownPartError, regex.error) as error:
            problems.append(RuleProblem(path, line, 1, f"rule {rule.id}: {error}"))
            return None
    return Pattern(
        rule=rule,
        label=file.label,
        regex=expression,
        features=features,
        priority=rule.priority or file.priority,
        published=rule.published or file.published,
        file=path,
        line=line,
        parts=parts,
        blotted=uses_figures(rule.pattern, parts.parts),
    )


def _digest(folders: Sequence[Path], *endings: str) -> str:
    """One hash of every file under the folders with one of the endings, names included."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in endings):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
