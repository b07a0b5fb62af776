"""What the commands do: sources, one step over all pages, and a writer for the results."""

import datetime as dt
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, TypeVar

from rich.console import RenderableType

from dragoman import jsonio
from dragoman.cli import tables
from dragoman.cli.messages import Messages
from dragoman.cli.options import Format, Job
from dragoman.cli.output import Output
from dragoman.events.examples import run_examples
from dragoman.pages.raw import RawPage
from dragoman.pages.sources import read_sources
from dragoman.reading import (
    Cleaned,
    Explained,
    Reading,
    Timed,
    clean_page,
    explain_page,
    mark_copies_of,
    over_pages,
    read_page,
    time_page,
)

Result = TypeVar("Result", bound=Cleaned)


def run_clean(job: Job) -> bool:
    """`dragoman clean`; True if all input could be read."""
    return _run(job, clean_page, _clean_lines, lambda cleaned, _: tables.article(cleaned.article), "article")


def run_read(job: Job) -> bool:
    """`dragoman read`; True if all input could be read."""
    return _run(job, read_page, _read_lines, tables.ReportTable().of, "report")


def run_times(job: Job) -> bool:
    """`dragoman times`; True if all input could be read."""
    return _run(job, time_page, _times_lines, tables.times, "article")


def run_explain(job: Job, *, everything: bool) -> bool:
    """`dragoman explain`; True if all input could be read. `everything` shows sentences without a trigger, too."""
    return _run(job, explain_page, _explain_lines, partial(tables.explanation, everything=everything), "report")


def run_codebook_test(*, quiet: bool) -> bool:
    """`dragoman codebook test`; True if every example came out as its entry says."""
    run = failed = 0
    with Output(None) as output:
        for outcome in run_examples():
            run += 1
            failed += bool(outcome.faults)
            if outcome.faults:
                output.show(tables.failed_example(outcome))
        if not quiet or failed:
            output.show(tables.examples_summary(run, failed))
    return not failed


def _run(
    job: Job,
    step: Callable[[RawPage, dt.date], Result],
    lines: Callable[[Result], Iterable[dict[str, Any]]],
    show: Callable[[Result, int], RenderableType],
    unit: str,
) -> bool:
    """One step over all that the job names. `lines` gives a result's JSON objects, `show` its shape for people."""
    with Output(job.output) as output, Messages(unit, quiet=job.quiet) as messages:
        pages = read_sources(job.pages, published=job.published)
        for result in messages.sift(mark_copies_of(over_pages(step, pages, jobs=job.jobs))):
            records = list(lines(result))
            messages.count(len(records))
            if job.form is Format.TABLE:
                output.show(show(result, output.width))
            else:
                output.lines(map(jsonio.dumps, records))
        return messages.nothing_failed


def _clean_lines(result: Cleaned) -> Iterable[dict[str, Any]]:
    yield jsonio.article_json(result.article)


def _read_lines(result: Reading) -> Iterable[dict[str, Any]]:
    return (jsonio.report_json(report, result.article) for report in result.reports)


def _times_lines(result: Timed) -> Iterable[dict[str, Any]]:
    yield jsonio.times_json(result.article, result.times)


def _explain_lines(result: Explained) -> Iterable[dict[str, Any]]:
    return (jsonio.report_json(report, result.article) for report in result.explanation.reports)
