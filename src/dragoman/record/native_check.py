"""Whether what a line of a native export holds can stand in a record: types, sizes and values. All of it is hostile."""

import math
import re
from collections.abc import Mapping
from typing import Any, Final

import sqlalchemy as sa

from dragoman.model import Actor, ActorType, Kind, Participant, Plover, Report, Role, Span, Status, Verdict
from dragoman.record.corrections import checked_value
from dragoman.record.rows import article_of, because_of_row, place_of_row, when_of_row
from dragoman.record.schema import articles, judgements, reports

_DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_INTEGER: Final = 2**31
# What PostgreSQL takes into an index, with room for a second column (bytes).
_INDEXED: Final = 2000


def checked(table: sa.Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a row, each of the type of its column. Raises ValueError or TypeError for any other."""
    indexed = {column.name for index in table.indexes for column in index.columns}
    return {name: _value(table.c[name], value, indexed=name in indexed) for name, value in row.items()}


def _value(column: sa.Column[Any], value: Any, *, indexed: bool) -> Any:
    if value is None:
        if not column.nullable:
            raise ValueError(f"{column.name} is missing")
        return None
    kind = column.type
    if isinstance(kind, sa.Text):
        text(value, column.name)
        if indexed and len(value.encode()) > _INDEXED:
            raise ValueError(f"{column.name} is too long")
    elif isinstance(kind, sa.Boolean):
        if not isinstance(value, bool):
            raise TypeError(f"{column.name} is neither true nor false")
    elif isinstance(kind, sa.Integer):
        if not isinstance(value, int) or isinstance(value, bool) or abs(value) >= _INTEGER:
            raise TypeError(f"{column.name} is no number that a record keeps")
    elif isinstance(kind, sa.Float) and (
        not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value)
    ):
        raise TypeError(f"{column.name} is no number")
    return value


def text(value: Any, name: str) -> str:
    """A text that both databases take. Raises ValueError or TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text")
    if "\0" in value:
        raise ValueError(f"{name} has a NUL character")
    value.encode()  # no half of a surrogate pair
    return value


def texts(value: Any, name: str) -> list[str]:
    """A list of texts."""
    if not isinstance(value, list):
        raise TypeError(f"{name} is no list")
    return [text(one, name) for one in value]


def article_row_of(line: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    """The row of an article. Raises KeyError, ValueError or TypeError for what is none."""
    row = checked(articles, {name: line[name] for name in names})
    for piece in row["removed"] or ():
        if len(texts(piece, "removed")) != 2:
            raise ValueError("removed is no list of texts with reasons")
    texts(row["notes"] or [], "notes")
    article_of(row)
    return row


def report_row_of(line: Mapping[str, Any], names: frozenset[str]) -> dict[str, Any]:
    """The row of a report. Raises KeyError, ValueError or TypeError for what is none."""
    row = checked(reports, {name: line[name] for name in names})
    report_of(line)
    for name in ("event", "own_event", "replaced_by"):
        if line[name] is not None:
            text(line[name], name)
    return row


def report_of(line: Mapping[str, Any]) -> Report:
    """The report of a line. Raises KeyError, ValueError or TypeError for what is none."""
    parts = tuple(
        Participant(Actor(p["name"], ActorType(p["type"]), p["country"], p["office"]), Role(p["role"]))
        for p in line["participants"]
    )
    for day in (line["start"], line["end"]):
        if day is not None and not _DAY.fullmatch(day):
            raise ValueError(f"{day[:20]!r} is no day")
    if not 0 <= line["confidence"] <= 1:
        raise ValueError("the confidence is not between 0 and 1")
    because = because_of_row(line)
    if not all(isinstance(end, int) for spans in because.values() for s in spans for end in (s.start, s.end)):
        raise TypeError("because has ends that are no numbers")
    return Report(
        article=line["article"],
        kind=Kind(line["kind"]),
        status=Status(line["status"]),
        participants=parts,
        evidence=line["evidence"],
        span=Span(line["span_start"], line["span_end"]),
        trigger=line["trigger"],
        plover=Plover(line["plover_event"], line["plover_mode"], line["cameo"]),
        place=place_of_row(line),
        when=when_of_row(line),
        attribution=line["attribution"],
        about=tuple(texts(line["about"] or [], "about")),
        confidence=line["confidence"],
        because=because,
    )


def judgement_row_of(line: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The row of a judgement. Raises KeyError, ValueError or TypeError for what is none, UsageError for a value that a
    field cannot have.
    """
    row = checked(judgements, {name: line[name] for name in ("key", "verdict", *names)})
    if Verdict(row["verdict"]) is Verdict.CORRECT:
        checked_value(text(row["field"], "field"), text(row["value"], "value"))
    return row
