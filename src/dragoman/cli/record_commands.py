"""The commands that write a record: add, reread, judge, export and import."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from dragoman.cli.carry import carry_out, examples
from dragoman.cli.options import (
    Format,
    Inputs,
    Job,
    JobsOption,
    PublishedOption,
    QuietOption,
    RecordOption,
    check_published,
)
from dragoman.errors import UsageError


class Lines(StrEnum):
    """What `add` can write to standard output."""

    JSONL = "jsonl"


def add_to(app: typer.Typer) -> None:
    """Give an app the commands that write a record."""
    app.command(
        epilog=examples(
            "dragoman add saved/",
            "dragoman add articles.jsonl.gz --record talks.sqlite",
            "dragoman add saved/ --record postgresql://desk@db.example/talks",
        )
    )(add)
    app.command(epilog=examples("dragoman reread", "dragoman reread --record talks.sqlite --jobs 2"))(reread)


def add(
    pages: Inputs = None,
    published: PublishedOption = None,
    form: Annotated[
        Lines | None,
        typer.Option(
            "--format",
            "-f",
            help="Write one JSON object for each article that is stored. [default: only the closing line]",
            show_default=False,
        ),
    ] = None,
    jobs: JobsOption = None,
    quiet: QuietOption = False,
    record: RecordOption = None,
) -> None:
    """Read pages and store what they report in the record, which is made if there is none yet.

    Pages that the record knows are not read again, so a run that was broken off can be repeated.
    """
    from dragoman.cli.run_add import run_add

    carry_out(lambda: run_add(_job(pages, published, jobs, quiet), record, lines=form is not None))


def reread(jobs: JobsOption = None, quiet: QuietOption = False, record: RecordOption = None) -> None:
    """Read the articles in the record anew with this version of Dragoman, and replace the reports that differ."""
    from dragoman.cli.run_add import run_reread

    carry_out(lambda: run_reread(record, jobs=jobs, quiet=quiet))


def _job(pages: list[str] | None, published: str | None, jobs: int | None, quiet: bool) -> Job:
    if not pages and sys.stdin.isatty():
        raise UsageError("name at least one page: a file, a folder, an address, or - for standard input")
    return Job(tuple(pages or ["-"]), check_published(published), Format.JSONL, None, jobs, quiet)
