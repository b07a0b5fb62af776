"""The options that several commands share, and what a command was asked for, checked."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from dragoman.errors import UsageError


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSONL = "jsonl"


Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="PAGE",
        help="Files, folders, glob patterns, http(s) addresses, or - for standard input: "
        "HTML, text dumps of pages, plain articles, JSON lines, and gzip of each. "
        "Without any, standard input is read.",
        show_default=False,
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="How to write: a table for people, or one JSON object a line. [default: table on a terminal, else jsonl]",
        show_default=False,
    ),
]
PublishedOption = Annotated[
    str | None,
    typer.Option(
        "--published",
        "-p",
        metavar="DATE",
        help="The day of publication (2018-03-12) of pages that come without one in JSON lines. "
        "It goes before what a page says.",
        show_default=False,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write here instead of standard output; JSON lines unless --format says otherwise. "
        "The file appears when all is done.",
        show_default=False,
    ),
]
JobsOption = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        metavar="N",
        min=1,
        help="Processes to read with. [default: 1 for up to 50 pages, else one a core, at most 4]",
        show_default=False,
    ),
]
QuietOption = Annotated[
    bool, typer.Option("--quiet", "-q", help="No progress, no remarks and no closing line; failures are still told.")
]
RecordOption = Annotated[
    str | None,
    typer.Option(
        "--record",
        "-r",
        metavar="PLACE",
        help="The record: a file, or a database as postgresql://user@host/name. "
        "[default: DRAGOMAN_RECORD, else the user's own]",
        show_default=False,
    ),
]
TodayOption = Annotated[
    str | None,
    typer.Option(
        "--today",
        metavar="DATE",
        help="The day on which statuses are asked: a plan whose day has passed is unconfirmed. [default: today, UTC]",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Job:
    """One run of a command: `pages` as the user named them, `jobs` None for as many processes as fit."""

    pages: tuple[str, ...]
    published: str | None
    form: Format
    output: Path | None
    jobs: int | None
    quiet: bool


def check_published(text: str | None) -> str | None:
    """The day as ISO 8601 has it, with or without a time of day after it. Raises UsageError for anything else."""
    if text is None:
        return None
    try:
        dt.datetime.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(f"--published {text!r} is no date; write it like 2018-03-12") from None
    return text.strip()


def check_today(text: str | None) -> dt.date | None:
    """The day that --today names. Raises UsageError for anything else."""
    try:
        return dt.date.fromisoformat(text) if text is not None else None
    except ValueError:
        raise UsageError(f"--today {text!r} is no day; write it like 2018-03-12") from None
