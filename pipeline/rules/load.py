"""Reads a folder of rules, and folders laid over it, into compiled patterns and word lists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import regex
from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from pipeline.normalise import plain
from pipeline.rules.patterns import Parts, UnknownPartError
from pipeline.rules.problems import RuleError, RuleProblem, nearest
from pipeline.rules.schema import Condition, PartsFile, Rule, RuleFile, Strict
from pipeline.rules.words import WordList, load_words

REGEX_FLAGS = regex.VERSION1
KIWI_TAGS = frozenset(
    "NNG NNP NNB NR NP VV VV-R VV-I VA VA-R VA-I VX VX-R VX-I VCP VCN MM MAG MAJ IC JKS JKC JKG "
    "JKO JKB JKV JKQ JX JC EP EF EC ETN ETM XPN XSN XSV XSA XSA-R XSA-I XSM XR SF SP SS SSO SSC "
    "SE SO SW SL SH SN SB UN W_URL W_EMAIL W_HASHTAG W_MENTION W_SERIAL W_EMOJI Z_CODA Z_SIOT "
    "USER0 USER1 USER2 USER3 USER4".split()
)
Model = TypeVar("Model", bound=Strict)
KEYS = [name for model in (RuleFile, Rule, Condition) for name in model.model_fields]


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

    def labelled(self, *labels: str) -> tuple[Pattern, ...]:
        """The patterns with one of the labels, in the order of the files."""
        return tuple(p for p in self.patterns if p.label in labels)

    def expression(self, source: str, pattern: Pattern) -> regex.Pattern[str] | None:
        """A piece of a rule's pattern, compiled with the parts that the rule may use.

        None if the piece makes no expression by itself.
        """
        try:
            return regex.compile(pattern.parts.expand(source), REGEX_FLAGS)
        except (UnknownPartError, regex.error):
            return None

    def matcher(self, name: str) -> tuple[Pattern, ...]:
        """The rules that hand over to the built-in matcher `name`."""
        return tuple(p for p in self.patterns if p.rule.matcher == name)

    def table(self, name: str) -> Path:
        """The path of a reference table; a later folder's file replaces an earlier one's."""
        for folder in reversed(self.folders):
            path = folder / "tables" / f"{name}.csv"
            if path.exists():
                return path
        raise FileNotFoundError(f"no tables/{name}.csv under {', '.join(map(str, self.folders))}")


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
    return Rules(tuple(found.values()), words, folders, _fingerprint(folders))


def rule_files(folder: Path) -> Iterator[Path]:
    """The rule files of a folder in a stable order."""
    return iter(sorted(p for p in folder.rglob("*.yaml") if p.name != "parts.yaml"))


def _load_word_lists(folders: Sequence[Path], problems: list[RuleProblem]) -> dict[str, WordList]:
    lists: dict[str, WordList] = {}
    for folder in folders:
        for path in sorted((folder / "words").glob("*.csv")):
            words = load_words(path, problems)
            if path.stem in lists:
                words = WordList(path.stem, {**lists[path.stem].rows, **words.rows})
            lists[path.stem] = words
    return lists


def _load_parts(folders: Sequence[Path], problems: list[RuleProblem]) -> dict[str, str]:
    parts: dict[str, str] = {}
    for folder in folders:
        path = folder / "parts.yaml"
        if path.exists():
            loaded = _read_yaml(path, PartsFile, problems)
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
        loaded = _read_yaml(path, RuleFile, problems)
        if loaded is None:
            continue
        file, tree = loaded
        problems += [
            _no_such_rule(path, tree["off"].lc.item(index), gone, found)
            for index, gone in enumerate(file.off)
            if found.pop(gone, None) is None
        ]
        parts = Parts({**shared, **file.parts}, words)
        for index, rule in enumerate(file.rules):
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
    compiled = None
    problems += [
        RuleProblem(path, line, 1, f"rule {rule.id}: {message}", remedy)
        for message, remedy in _never_matches(rule)
    ]
    if rule.pattern:
        try:
            compiled = regex.compile(parts.expand(rule.pattern), REGEX_FLAGS)
        except (UnknownPartError, regex.error) as error:
            problems.append(RuleProblem(path, line, 1, f"rule {rule.id}: {error}"))
            return None
    return Pattern(
        rule=rule,
        label=file.label,
        regex=compiled,
        features={**file.set, **rule.set},
        priority=rule.priority or file.priority,
        published=rule.published or file.published,
        file=path,
        line=line,
        parts=parts,
    )


def _never_matches(rule: Rule) -> Iterator[tuple[str, str]]:
    """What makes a rule unable to match: characters that normalising replaces, lost groups."""
    for char in dict.fromkeys(rule.pattern):
        if plain(char) != char and char not in "\t\n":
            yield f"{char!r} never stands in the text that rules see", f"write {plain(char)!r}"
    for condition in rule.when:
        named = f"(?P<{condition.group}>" in rule.pattern or f"{{{condition.group}=" in rule.pattern
        if rule.pattern and condition.group != "span" and not named:
            yield f"`when` names no group of the pattern: {condition.group!r}", ""
        for tag in (*condition.tags, *condition.not_tags):
            if tag not in KIWI_TAGS:
                yield f"Kiwi has no tag {tag!r}", nearest(tag, KIWI_TAGS)


def _read_yaml(
    path: Path, model: type[Model], problems: list[RuleProblem]
) -> tuple[Model, Any] | None:
    yaml = YAML(typ="rt")
    try:
        tree = yaml.load(path.read_text(encoding="utf-8-sig"))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problems.append(RuleProblem(str(path), line, column, str(error.problem or error)))
        return None
    except UnicodeDecodeError as error:
        problems.append(RuleProblem(str(path), 1, 1, str(error), "save the file as UTF-8"))
        return None
    try:
        return model.model_validate(tree), tree
    except ValidationError as error:
        problems.extend(_explain(path, tree, error))
        return None


def _explain(path: Path, tree: Any, error: ValidationError) -> Iterator[RuleProblem]:
    for detail in error.errors():
        line, column = _position(tree, detail["loc"])
        where = ".".join(str(part) for part in detail["loc"])
        if detail["type"] == "extra_forbidden":
            key = str(detail["loc"][-1])
            yield RuleProblem(str(path), line, column, f"unknown key {where!r}", nearest(key, KEYS))
        else:
            yield RuleProblem(str(path), line, column, f"{where}: {detail['msg']}")


def _position(tree: Any, location: tuple[int | str, ...]) -> tuple[int, int]:
    """Line and column, from 1, of the innermost node on the way that the file really has."""
    line, column = 0, 0
    for step in location:
        try:
            line, column = tree.lc.key(step) if isinstance(step, str) else tree.lc.item(step)
            tree = tree[step]
        except (AttributeError, KeyError, IndexError, TypeError):
            break
    return line + 1, column + 1


def _fingerprint(folders: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(p for p in folder.rglob("*") if p.suffix in (".yaml", ".csv")):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()
