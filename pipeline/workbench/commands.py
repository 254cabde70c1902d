"""The workbench on the command line; `pipeline.cli` mounts these commands.

Everything heavy is imported inside the commands, so that `sasil --help` answers at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from pipeline.model import Problem

rules_app = typer.Typer(no_args_is_help=True, help="Check, count and describe the rule files.")

RuleFolders = Annotated[
    list[Path] | None,
    typer.Option(
        "--rules",
        exists=True,
        file_okay=False,
        help="Folder of rules laid over the shipped ones; may be given several times.",
    ),
]
Published = Annotated[
    str, typer.Option("--published", help="Publication date, for texts that print none.")
]
Paths = Annotated[list[Path], typer.Argument(exists=True, help="Files and folders of articles.")]
Jobs = Annotated[
    int | None, typer.Option("--jobs", min=1, help="Worker processes; all cores if not given.")
]
What = Annotated[str, typer.Argument(help="A file of one article, or a sentence.")]


def mount(app: typer.Typer) -> None:
    """Add the workbench's commands to the main command."""
    app.add_typer(rules_app, name="rules")
    app.command("explain")(explain)
    app.command("why-not")(why_not)
    app.command("diff")(diff)
    app.command("watch")(watch)


@rules_app.command("check")
def check(
    rules: RuleFolders = None,
    only: Annotated[list[str] | None, typer.Option("--only", help="Ids of rules to check.")] = None,
) -> None:
    """Tell every problem of every rule file; exit code 2 if there is one."""
    from pipeline.rules import RuleError, load_rules
    from pipeline.workbench.checkup import check_rules
    from pipeline.workbench.desk import pattern_of

    loaded = load_rules(*(rules or ()))
    chosen = [pattern_of(rule, loaded) for rule in only or ()] or loaded.patterns
    problems = list(check_rules(loaded, only or ()))
    if problems:
        raise RuleError(problems)
    examples = sum(len(p.rule.hit) + len(p.rule.miss) for p in chosen)
    typer.echo(f"{len(chosen)} rules, {examples} examples: all hold")


@rules_app.command("schema")
def schema() -> None:
    """Print the JSON Schema of rule files, for completion in editors."""
    from pipeline.rules.schema import json_schema

    typer.echo(json_schema(), nl=False)


@rules_app.command("new")
def new(
    folder: Annotated[Path, typer.Argument(help="Folder to create for your own rules.")],
) -> None:
    """Create a folder of your own rules from the template, to be laid over the shipped ones."""
    from pipeline.workbench.template import write_template

    for path in write_template(folder):
        typer.echo(f"wrote {path}")
    typer.echo(f"use it: sasil extract seeds -o outputs --rules {folder}")


@rules_app.command("stats")
def stats(
    paths: Paths,
    rules: RuleFolders = None,
    against: Annotated[
        Path | None,
        typer.Option("--against", exists=True, help="JSON of an earlier run to compare with."),
    ] = None,
    save: Annotated[
        Path | None, typer.Option("--save", help="Write the wins of this run as JSON.")
    ] = None,
) -> None:
    """Count hits, wins, losses and time of every rule over a folder of articles."""
    import orjson

    from pipeline.flow import trace
    from pipeline.rules import load_rules
    from pipeline.workbench.desk import documents
    from pipeline.workbench.stats import rule_stats, table

    loaded = load_rules(*(rules or ()))
    problems: list[Problem] = []
    found = rule_stats((trace(d, loaded) for d in documents(paths, problems)), loaded)
    _print(table(found, orjson.loads(against.read_bytes()) if against else None))
    if save:
        wins = {s.rule: s.wins for s in found}
        save.write_bytes(orjson.dumps(wins, option=orjson.OPT_INDENT_2) + b"\n")
    _finish(problems)


def explain(
    what: What,
    at: Annotated[int | None, typer.Option("--at", help="Offset in the text.")] = None,
    row: Annotated[str, typer.Option("--row", help="A row of a table: outputs/facts.csv:12.")] = "",
    published: Published = "",
    rules: RuleFolders = None,
) -> None:
    """Explain what stands in a text: morphemes, rules, values, what beat what, and the links."""
    from pipeline.rules import load_rules
    from pipeline.workbench.desk import row_span, trace_of
    from pipeline.workbench.explain import explain as explained

    loaded = load_rules(*(rules or ()))
    doc_id, start, end = row_span(row) if row else ("", at or 0, None if at is None else at + 1)
    made = trace_of(what, published, loaded, doc_id)
    _print(explained(made, loaded, start, len(made.page.text) if end is None else end))


def why_not(
    what: What,
    rule: Annotated[str, typer.Option("--rule", help="Id of the rule.")],
    published: Published = "",
    rules: RuleFolders = None,
) -> None:
    """Say why a rule did not win: the first condition that fails and the nearest near miss."""
    from pipeline.rules import load_rules
    from pipeline.workbench.desk import pattern_of, trace_of
    from pipeline.workbench.whynot import why_not as explained

    loaded = load_rules(*(rules or ()))
    pattern = pattern_of(rule, loaded)
    _print(explained(trace_of(what, published, loaded), pattern, loaded))


def diff(
    old: Annotated[Path, typer.Argument(help="Earlier output folder; with --on, rules.")],
    new: Annotated[Path, typer.Argument(help="Later output folder; with --on, rules.")],
    on: Annotated[
        list[Path] | None,
        typer.Option("--on", exists=True, help="Articles: compare two rule folders over them."),
    ] = None,
    brief: Annotated[bool, typer.Option("--brief", help="Only the counts per rule.")] = False,
) -> None:
    """Show rows added, lost and changed between two runs; exit code 1 if there are any.

    With --on, OLD and NEW are folders of rules, each laid over the shipped ones and run over the
    articles.
    """
    from pipeline.workbench.desk import with_tables
    from pipeline.workbench.diff import compare, lines, read_tables, summary, tally

    problems: list[Problem] = []
    if on:
        before, after = (_tables(folder, on, problems) for folder in (old, new))
    else:
        before, after = (read_tables(with_tables(folder)) for folder in (old, new))
    changes = compare(before, after)
    if not brief:
        _print(line for change in changes for line in lines(change))
    _print(summary(tally(changes)))
    _finish(problems)
    raise typer.Exit(1 if changes else 0)


def _tables(
    folder: Path, paths: list[Path], problems: list[Problem]
) -> dict[str, list[dict[str, str]]]:
    from pipeline.flow import extract
    from pipeline.rules import load_rules
    from pipeline.workbench.desk import documents
    from pipeline.workbench.diff import as_tables

    loaded = load_rules(folder)
    return as_tables(extract(d, loaded) for d in documents(paths, problems))


def watch(
    paths: Paths,
    rules: RuleFolders = None,
    cache: Annotated[
        Path, typer.Option("--cache", help="Folder that keeps morphemes between runs.")
    ] = Path(".sasil-cache"),
    jobs: Jobs = None,
) -> None:
    """Stay running; on saving a rule file, extract again what it concerns and show the changes."""
    from watchfiles import watch as saves

    from pipeline.api import warm
    from pipeline.rules import default_rules_dir, load_rules
    from pipeline.workbench.crew import Crew
    from pipeline.workbench.desk import documents
    from pipeline.workbench.session import cached_tokenizer
    from pipeline.workbench.watch import watch as watched
    from pipeline.workers import default_jobs

    loaded = load_rules(*(rules or ()))
    warm(loaded)
    problems: list[Problem] = []
    found = list(documents(paths, problems))
    crew = Crew(found, loaded, partial(cached_tokenizer, cache), jobs or default_jobs())
    for problem in problems:
        typer.echo(f"{problem.source}: {problem.problem} ({problem.remedy})", err=True)
    folders = [default_rules_dir(), *(rules or ())]
    typer.echo(f"{crew.size} articles ready; watching {', '.join(map(str, folders))}")
    changed = saves(*folders, debounce=50, step=20)
    _print(watched(crew, changed, lambda: load_rules(*(rules or ()))))


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        typer.echo(line)


def _finish(problems: list[Problem]) -> None:
    """Tell what could not be read; it ends the command with exit code 1."""
    for problem in problems:
        typer.echo(f"{problem.source}: {problem.problem} ({problem.remedy})", err=True)
    if problems:
        raise typer.Exit(1)
