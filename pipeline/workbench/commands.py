"""The workbench on the command line; `pipeline.cli` mounts these commands."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from pipeline.flow import Trace, trace
from pipeline.model import Document, Layout, Problem, Section
from pipeline.read import read
from pipeline.rules import Pattern, RuleError, Rules, default_rules_dir, load_rules
from pipeline.rules.problems import RuleProblem, nearest
from pipeline.rules.schema import RuleFile

rules_app = typer.Typer(no_args_is_help=True, help="Check, count and describe the rule files.")
out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)

RulesOption = Annotated[
    list[Path] | None,
    typer.Option("--rules", help="Folder of rules laid over the shipped ones; may be repeated."),
]
PublishedOption = Annotated[
    str, typer.Option("--published", help="Publication date, for texts that print none.")
]
Paths = Annotated[list[Path], typer.Argument(help="Files and folders of articles.")]


def print_lines(lines: Iterable[str]) -> int:
    """Print each line as it is, and count them."""
    count = 0
    for line in lines:
        out.print(line)
        count += 1
    return count


def load_or_exit(folders: list[Path] | None) -> Rules:
    """The rules; every mistake is printed and ends the command with exit code 2."""
    try:
        return load_rules(*(folders or ()))
    except RuleError as error:
        fail(error.problems)
        raise typer.Exit(2) from None


def fail(problems: Iterable[RuleProblem]) -> int:
    """Print problems to standard error, and count them."""
    count = 0
    for problem in problems:
        err.print(str(problem))
        count += 1
    return count


@rules_app.command("check")
def check_command(
    rules: RulesOption = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Ids of rules to check.")] = None,
) -> None:
    """Tell every problem of every rule file; exit code 2 if there is one."""
    from pipeline.workbench.checkup import check_rules

    loaded = load_or_exit(rules)
    if fail(check_rules(loaded, only or ())):
        raise typer.Exit(2)
    examples = sum(len(p.rule.hit) + len(p.rule.miss) for p in loaded.patterns)
    out.print(f"{len(loaded.patterns)} rules, {examples} examples: all hold")


@rules_app.command("schema")
def schema_command() -> None:
    """Print the JSON Schema of rule files, for completion in editors."""
    out.print(json.dumps(RuleFile.model_json_schema(), ensure_ascii=False, indent=2))


@rules_app.command("stats")
def stats_command(
    paths: Paths,
    rules: RulesOption = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="JSON of an earlier run to compare with.")
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", help="Write the wins of this run as JSON.")
    ] = None,
) -> None:
    """Count hits, wins, losses and time of every rule over a folder of articles."""
    from pipeline.workbench.stats import rule_stats, table

    loaded = load_or_exit(rules)
    stats = rule_stats((trace(d, loaded) for d in documents(paths)), loaded)
    before = json.loads(against.read_text(encoding="utf-8")) if against else None
    print_lines(table(stats, before))
    if save:
        wins = {s.rule: s.wins for s in stats}
        save.write_text(json.dumps(wins, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def explain(
    what: Annotated[str, typer.Argument(help="A file of one article, or a sentence.")],
    at: Annotated[int | None, typer.Option("--at", help="Offset in the text.")] = None,
    row: Annotated[str, typer.Option("--row", help="A row of a table: outputs/facts.csv:12.")] = "",
    published: PublishedOption = "",
    rules: RulesOption = None,
) -> None:
    """Explain what stands in a text: morphemes, rules, values, what beat what, and the links."""
    from pipeline.workbench.explain import explain as explained

    loaded = load_or_exit(rules)
    doc_id, start, end = _row_span(row) if row else ("", at, None if at is None else at + 1)
    made = _trace(what, published, loaded, doc_id)
    start = 0 if start is None else start
    print_lines(explained(made, loaded, start, len(made.page.text) if end is None else end))


def why_not(
    what: Annotated[str, typer.Argument(help="A file of one article, or a sentence.")],
    rule: Annotated[str, typer.Option("--rule", help="Id of the rule.")],
    published: PublishedOption = "",
    rules: RulesOption = None,
) -> None:
    """Say why a rule did not win: the first condition that fails and the nearest near miss."""
    from pipeline.workbench.whynot import why_not as explained

    loaded = load_or_exit(rules)
    pattern = _pattern(rule, loaded)
    print_lines(explained(_trace(what, published, loaded), pattern, loaded))


def diff(
    old: Annotated[Path, typer.Argument(help="Earlier output folder, or rules with --on.")],
    new: Annotated[Path, typer.Argument(help="Later output folder, or rules with --on.")],
    on: Annotated[
        list[Path] | None,
        typer.Option("--on", help="Articles: compare two folders of rules over them."),
    ] = None,
    brief: Annotated[bool, typer.Option("--brief", help="Only the counts per rule.")] = False,
) -> None:
    """Show rows added, lost and changed between two runs; exit code 1 if there are any."""
    from pipeline.workbench.diff import as_tables, compare, lines, read_tables, summary

    if on:
        from pipeline.flow import assemble

        sides = [
            as_tables(assemble(trace(d, loaded)) for d in documents(on))
            for loaded in (load_or_exit([old]), load_or_exit([new]))
        ]
    else:
        sides = [read_tables(_existing(folder)) for folder in (old, new)]
    changes = compare(*sides)
    if not brief:
        print_lines(line for change in changes for line in lines(change))
    print_lines(summary(changes))
    if changes:
        raise typer.Exit(1)


def watch(
    paths: Paths,
    rules: RulesOption = None,
    cache: Annotated[
        Path, typer.Option("--cache", help="Folder that keeps morphemes between runs.")
    ] = Path(".sasil-cache"),
) -> None:
    """Stay running; on saving a rule file, extract again what it concerns and show the changes."""
    from watchfiles import watch as saves

    from pipeline.workbench.session import Session, cached_tokenizer
    from pipeline.workbench.watch import watch as watched

    loaded = load_or_exit(rules)
    session = Session(documents(paths), loaded, cached_tokenizer(cache))
    folders = [default_rules_dir(), *(rules or ())]
    out.print(f"{len(session.traces)} articles ready; watching {', '.join(map(str, folders))}")
    changed = saves(*folders, debounce=50, step=20)
    print_lines(watched(session, changed, lambda: load_rules(*(rules or ()))))


def documents(paths: list[Path]) -> Iterator[Document]:
    """The articles under the paths; problems go to standard error."""
    for item in read(paths):
        if isinstance(item, Problem):
            err.print(f"{item.source}: {item.problem} ({item.remedy})")
        else:
            yield item


def _trace(what: str, published: str, rules: Rules, doc_id: str = "") -> Trace:
    """The trace of an article in a file, or of a bare sentence as body."""
    if not Path(what).is_file():
        sentence = Document(doc_id="text", text=what, published=published)
        bare = Layout((Section(0, len(what), "body"),))
        return trace(sentence, rules, layout=bare)
    found = [d for d in documents([Path(what)]) if not doc_id or d.doc_id == doc_id]
    if not found:
        err.print(f"{what}: no article {doc_id} in this file")
        raise typer.Exit(1)
    if published:
        from dataclasses import replace

        return trace(replace(found[0], published=published), rules)
    return trace(found[0], rules)


def _row_span(row: str) -> tuple[str, int, int]:
    """doc_id and offsets of a table's row, written FILE:LINE with line 1 the header."""
    import csv

    path, _, line = row.rpartition(":")
    try:
        with Path(path).open(encoding="utf-8-sig", newline="") as file:
            found = list(csv.DictReader(file))[int(line) - 2]
        return found["doc_id"], int(found["start"]), int(found["end"])
    except (OSError, ValueError, IndexError, KeyError) as error:
        err.print(f"--row {row}: no such row ({error}); write it like outputs/facts.csv:12")
        raise typer.Exit(1) from None


def _pattern(rule: str, rules: Rules) -> Pattern:
    for pattern in rules.patterns:
        if pattern.id == rule:
            return pattern
    err.print(f"no rule {rule!r}; {nearest(rule, (p.id for p in rules.patterns))}")
    raise typer.Exit(1)


def _existing(folder: Path) -> Path:
    if not (folder / "facts.csv").exists():
        err.print(f"{folder}: no tables here (no facts.csv); run `sasil extract` first")
        raise typer.Exit(2)
    return folder
