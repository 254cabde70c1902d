"""The command `sasil`. Exit codes: 0 all well, 1 something could not be read or fell below a floor,
2 nothing was done (a mistake in the rules, in the call, or no way to write).
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from pipeline.signals import noticed
from pipeline.workbench.commands import Jobs, RuleFolders, mount

if TYPE_CHECKING:
    from types import FrameType

    from pipeline.evaluate import Report
    from pipeline.model import Problem

app = typer.Typer(
    name="sasil",
    help="Facts from Korean local-government news: figures, dates, people, places, as tables.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Published = Annotated[
    str,
    typer.Option(help="Publication date of articles that have none of their own: 2025-07-28."),
]
Metadata = Annotated[
    Path | None,
    typer.Option(
        exists=True,
        dir_okay=False,
        help="CSV with the columns file, published, title, publisher, byline, url. "
        "A metadata.csv beside the articles is found by itself.",
    ),
]


@app.callback()
def sasil() -> None:
    """Facts from Korean local-government news: figures, dates, people, places, as tables."""


@app.command()
def extract(
    paths: Annotated[list[Path], typer.Argument(help="Folders or files: .txt, .jsonl.")],
    output: Annotated[
        Path, typer.Option("--output", "-o", file_okay=False, help="Folder for the tables.")
    ] = Path("outputs"),
    published: Published = "",
    metadata: Metadata = None,
    rules: RuleFolders = None,
    jobs: Jobs = None,
) -> None:
    """Turn articles into tables."""
    from pipeline.batch import default_jobs
    from pipeline.read import count_articles, read, refuse_empty
    from pipeline.run import Extraction, extract_folder
    from pipeline.summary import progress, summarise
    from pipeline.workbench.since import changes_since, snapshot

    extraction = Extraction(tuple(rules or ()))
    extraction.warm()
    refuse_empty(paths)
    if output.resolve() in {path.resolve() for path in paths}:
        raise ValueError(f"{output} holds the articles; name another folder for the tables")
    before = snapshot(output)
    items = read(paths, metadata, published)
    with progress(lambda: count_articles(paths)) as advance:
        summary = extract_folder(extraction, items, output, jobs or default_jobs(), advance)
    typer.echo(summarise(summary, output))
    for line in changes_since(before, snapshot(output)):
        typer.echo(line)
    raise typer.Exit(1 if summary.problems else 0)


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Option(exists=True, file_okay=False, help="Folder of gold files.")],
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Articles to extract from; without any, --outputs is scored."),
    ] = None,
    outputs: Annotated[
        Path, typer.Option(file_okay=False, help="Folder of an earlier run.")
    ] = Path("outputs"),
    floors: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, help="JSON of lowest scores that pass."),
    ] = None,
    json: Annotated[Path | None, typer.Option(help="Write the scores to this file.")] = None,
    brief: Annotated[bool, typer.Option("--brief", help="Do not list every mistake.")] = False,
    published: Published = "",
    metadata: Metadata = None,
    rules: RuleFolders = None,
    jobs: Jobs = None,
) -> None:
    """Score extraction against gold files, per label and column."""
    import orjson

    from pipeline.batch import default_jobs
    from pipeline.evaluate import evaluate as score
    from pipeline.evaluate import load_gold
    from pipeline.read import read
    from pipeline.run import Extraction, records, written_records

    problems: list[Problem] = []
    if paths:
        extraction = Extraction(tuple(rules or ()))
        items = read(paths, metadata, published)
        found = records(extraction, items, jobs or default_jobs(), problems)
    else:
        found = written_records(outputs)
    report = score(found, load_gold(gold))
    if not brief and report.findings:
        typer.echo(report.listing() + "\n")
    typer.echo(report.table())
    if json:
        json.write_bytes(orjson.dumps(report.scores(), option=orjson.OPT_INDENT_2) + b"\n")
    raise typer.Exit(_judge(report, floors, problems))


@app.command()
def facts(
    region: Annotated[
        str, typer.Option(help="Code or name of the region: 41270, 안산, 경기.")
    ] = "",
    indicator: Annotated[str, typer.Option(help="Words that the indicator contains.")] = "",
    measure: Annotated[str, typer.Option(help="rate, headcount, money, count, …")] = "",
    outputs: Annotated[
        Path, typer.Option(file_okay=False, help="Folder of an earlier run.")
    ] = Path("outputs"),
) -> None:
    """Print the facts about a region or an indicator as a table."""
    from pipeline.report import format_facts, region_code, select_facts, told_facts
    from pipeline.rules import default_rules_dir
    from pipeline.run import written_records

    code = region_code(region, default_rules_dir() / "tables" / "regions.csv")
    found = told_facts(written_records(outputs))
    typer.echo(format_facts(select_facts(found, code, indicator, measure)))


def _judge(report: Report, floors: Path | None, problems: list[Problem]) -> int:
    """Exit code: scores below their floor fail, so do unread articles, and scoring nothing."""
    import orjson

    fallen = report.below(orjson.loads(floors.read_bytes())) if floors else []
    fallen += [f"{problem.source}: {problem.problem}" for problem in problems]
    if not report.articles:
        fallen.append("no article has gold")
    for line in fallen:
        typer.echo(f"FAILED {line}", err=True)
    return 1 if fallen else 0


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    """A polite kill ends the run as Ctrl-C does: nothing half written stays."""
    sys.exit(128 + number)


def main() -> None:
    """Run the command; a mistake of the user is told in a sentence, never as a traceback."""
    signal.signal(signal.SIGTERM, _terminated)
    for stream in (sys.stdout, sys.stderr):
        # A Windows console in CP949 cannot print every character of a Korean page.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        with noticed():
            app(prog_name="sasil")
    except Exception as error:
        lines = _mistakes(error)
        if not lines:
            raise
        for line in lines:
            typer.echo(line, err=True)
        sys.exit(2)


def _mistakes(error: Exception) -> list[str]:
    """What the user did wrong, in sentences; nothing if it is the program that is wrong."""
    from pipeline.rules import RuleError

    if isinstance(error, RuleError):
        number = len(error.problems)
        mistakes = "a mistake" if number == 1 else f"{number} mistakes"
        return [
            f"The rules have {mistakes}; nothing was done.",
            *(f"  {problem}" for problem in error.problems),
        ]
    return [f"Stopped: {error}"] if isinstance(error, OSError | ValueError) else []


mount(app)

if __name__ == "__main__":
    main()
