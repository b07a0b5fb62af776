"""What a command was asked for, checked."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dragoman.errors import UsageError


class Format(StrEnum):
    """How results are written."""

    TABLE = "table"
    JSONL = "jsonl"


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
