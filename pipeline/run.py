"""A whole run: paths in, an output folder out, and a summary of what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import orjson

from pipeline import batch
from pipeline.across import Digest, compare, digest
from pipeline.api import Extractor, load, warm
from pipeline.model import Article, Document, Problem
from pipeline.write import (
    RECORDS,
    Outputs,
    Part,
    datapackage,
    encode,
    encode_checks,
    encode_problems,
    joined,
)

Counts = Counter[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one part of the documents."""

    part: Part
    articles: int
    counts: Counts
    problems: tuple[Problem, ...]
    digests: tuple[Digest, ...] = ()


@dataclass
class Extraction:
    """Extracts parts of documents; loads rules and Kiwi once, before or in the worker."""

    rules: tuple[Path, ...] = ()

    @cached_property
    def extractor(self) -> Extractor:
        """The rules, checked; raises RuleError."""
        return load(*self.rules)

    def warm(self) -> None:
        """Load everything now: mistakes show before anything is read, and forks share it."""
        warm(self.extractor.rules)

    def __getstate__(self) -> dict[str, object]:
        return {"rules": self.rules}  # a spawned worker loads its own

    def __call__(self, documents: Sequence[Document]) -> Done:
        """Extract from one part; an article that breaks anything becomes a problem."""
        done, problems = [], []
        for document, article in zip(documents, self.extractor.pipe(documents), strict=True):
            try:
                if isinstance(article, Exception):
                    raise article
                done.append((encode([article]), count([article]), digest(article)))
            except Exception as error:  # one article must not stop the run
                problems.append(_failed(document, f"{type(error).__name__}: {error}"))
            else:
                problems += article.problems
        counts: Counts = Counter()
        for _, of_article, _ in done:
            counts.update(of_article)
        return Done(
            part=joined([part for part, _, _ in done]),
            articles=len(done),
            counts=counts,
            problems=tuple(problems),
            digests=tuple(told for _, _, told in done),
        )


def lost(document: Document) -> Done:
    """The result of a document that killed its worker, twice and alone."""
    problem = _failed(document, "its worker process died")
    return Done(Part({}), 0, Counter(), (problem,))


def _failed(document: Document, why: str) -> Problem:
    return Problem(
        source=document.source,
        problem=f"extraction failed: {why}",
        remedy="please report it with the article; the others are not affected",
    )


def count(articles: Iterable[Article]) -> Counts:
    """Rows by table and kind."""
    counts: Counts = Counter()
    for article in articles:
        counts.update(("entities", row.label) for row in article.entities)
        counts.update(("facts", row.measure) for row in article.facts)
        counts.update(("dates", row.type) for row in article.dates)
        counts.update(("relations", row.type) for row in article.relations)
        counts.update(("checks", row.verdict) for row in article.checks)
        counts.update(("dropped", row.reason) for row in article.dropped)
        counts["encoding", article.document.encoding] += 1
    return counts


@dataclass
class Summary:
    """What a run did."""

    articles: int = 0
    counts: Counts = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)


def extract_folder(
    extraction: Extraction,
    items: Iterable[Document | Problem],
    folder: Path,
    jobs: int,
    on_done: Callable[[int], None] = lambda articles: None,
) -> Summary:
    """Extract from what was read and write the folder, all of it or nothing.

    `on_done` is told the number of articles after each part.
    """
    summary = Summary()
    extraction.warm()
    digests: list[Digest] = []
    failed: list[Problem] = []  # apart: how far reading runs ahead depends on the workers
    documents = _documents(items, summary.problems)
    description = datapackage(program_version(), extraction.extractor.rules.fingerprint)
    with Outputs(folder, description) as out:
        for done in batch.run(extraction, documents, jobs, lost):
            out.add(done.part)
            summary.articles += done.articles
            summary.counts += done.counts
            failed += done.problems
            digests += done.digests
            on_done(summary.articles)
        differing = compare(digests)
        summary.counts.update(("checks", row.check) for row in differing)
        out.add(encode_checks(differing))
        summary.problems += failed
        out.add(encode_problems(summary.problems))
    return summary


def records(
    extraction: Extraction,
    items: Iterable[Document | Problem],
    jobs: int,
    problems: list[Problem],
) -> Iterator[dict[str, Any]]:
    """The records that documents.jsonl would hold, without writing it; problems go aside."""
    extraction.warm()
    for done in batch.run(extraction, _documents(items, problems), jobs, lost):
        problems += done.problems
        yield from map(orjson.loads, done.part.files.get(RECORDS, b"").splitlines())


def written_records(folder: Path) -> Iterator[dict[str, Any]]:
    """The records of an earlier run. Raises ValueError where there is none."""
    path = folder / RECORDS
    if not path.exists():
        raise ValueError(f"{path} does not exist; run `sasil extract` first or name articles")
    with path.open("rb") as file:
        yield from map(orjson.loads, file)


def _documents(items: Iterable[Document | Problem], problems: list[Problem]) -> Iterator[Document]:
    """The documents of a stream; problems go aside as they are met."""
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        else:
            yield item


def program_version() -> str:
    """The installed version; empty in a checkout that was never installed."""
    try:
        return version("sasil")
    except PackageNotFoundError:
        return ""
