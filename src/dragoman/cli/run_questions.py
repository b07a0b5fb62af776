"""What the commands that ask a record do: words to values, the question, and a writer for the answer."""

import datetime as dt
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from rich.console import RenderableType

from dragoman import jsonio
from dragoman.cli import question_tables as tables
from dragoman.cli.event_table import event as event_table
from dragoman.cli.options import Format, check_today
from dragoman.cli.output import Output
from dragoman.errors import UsageError
from dragoman.events.days import day_of
from dragoman.findings import shapes
from dragoman.findings.agenda import agenda as ask_agenda
from dragoman.findings.changes import all_changes_since, changes_since
from dragoman.findings.dossiers import country as ask_country
from dragoman.findings.dossiers import pair as ask_pair
from dragoman.findings.dossiers import who as ask_who
from dragoman.findings.named import actor_of_name, known_place_of_name, side_of_name, state_of_name
from dragoman.findings.one_event import one_event
from dragoman.findings.search import search as ask_search
from dragoman.findings.timeline import Wanted, timeline_events
from dragoman.findings.timeline import timeline as ask_timeline
from dragoman.findings.together import Asked
from dragoman.findings.together import together as ask_together
from dragoman.model import EventStatus, Kind
from dragoman.record.record import Record

_IN_A_TABLE: Final = 100
_DATE: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")


@dataclass(frozen=True, slots=True)
class Ask:
    """Of which record one asks, as of which day, and how the answer is written."""

    place: str | None
    today: dt.date | None
    form: Format
    output: Path | None

    @contextmanager
    def opened(self) -> Iterator[tuple[Record, Output]]:
        """The open record, and where the answer goes."""
        with Record.open(self.place, as_of=self.today) as record, Output(self.output) as output:
            yield record, output

    @property
    def as_table(self) -> bool:
        """Whether the answer is for people."""
        return self.form is Format.TABLE


@dataclass(frozen=True, slots=True)
class Filters:
    """What `timeline` was asked for, as it was typed."""

    who: str | None
    country: str | None
    pair: str | None
    other: str | None
    kind: Kind | None
    status: EventStatus | None
    since: str | None
    until: str | None
    place: str | None
    everything: bool


@dataclass(frozen=True, slots=True)
class Presences:
    """What `together` was asked for, as it was typed."""

    who: str | None
    country: str | None
    place: str | None
    since: str | None
    until: str | None
    unmet: bool
    away: bool
    planned: bool


def ask(place: str | None, today: str | None, form: Format | None, output: Path | None) -> Ask:
    """The options that all questions share, checked. Raises UsageError."""
    chosen = form or (Format.TABLE if output is None and sys.stdout.isatty() else Format.JSONL)
    return Ask(place, check_today(today), chosen, output)


def day(text: str | None, option: str, *, last: bool = False) -> dt.date | None:
    """The first (or last) day of 2018-03-12, 2018-03 or 2018. Raises UsageError."""
    if text is None:
        return None
    try:
        if not _DATE.fullmatch(text.strip()):
            raise ValueError(text)
        return day_of(text.strip(), last=last)
    except (ValueError, OverflowError):
        raise UsageError(f"{option} {text!r} is no date; write it like 2018-03-12, 2018-03 or 2018") from None


def span(since: str | None, until: str | None) -> tuple[dt.date | None, dt.date | None]:
    """The first day and the last of what is asked for. Raises UsageError if the last is before the first."""
    first, last = day(since, "--since"), day(until, "--until", last=True)
    if first is not None and last is not None and last < first:
        raise UsageError(f"--until {until} is before --since {since}")
    return first, last


def timeline(asked: Ask, filters: Filters, limit: int | None) -> bool:
    """`dragoman timeline`."""
    with asked.opened() as (record, output):
        wanted = _wanted(record, filters)
        if asked.as_table:
            output.show(tables.timeline(ask_timeline(record, wanted, limit or _IN_A_TABLE), output.width))
            return True
        for event in timeline_events(record, wanted, limit):
            output.lines([jsonio.dumps(jsonio.event_json(event))])
    return True


def _wanted(record: Record, filters: Filters) -> Wanted:
    sides = _pair(filters.pair, filters.other)
    since, until = span(filters.since, filters.until)
    with record.reading() as connection:
        place = known_place_of_name(connection, filters.place) if filters.place is not None else None
        who = actor_of_name(connection, filters.who) if filters.who is not None else None
        both = (side_of_name(connection, sides[0]), side_of_name(connection, sides[1])) if sides else None
    return Wanted(
        who=who,
        country=state_of_name(filters.country) if filters.country is not None else None,
        pair=both,
        kind=filters.kind,
        status=filters.status,
        since=since,
        until=until,
        place=place,
        rejected=filters.everything,
    )


def _pair(first: str | None, second: str | None) -> tuple[str, str] | None:
    if first is None:
        if second is not None:
            raise UsageError(f"{second!r} belongs to no option; a pair is --pair A B")
        return None
    names = [part.strip() for part in first.split(",")] if second is None else [first, second]
    if len(names) != 2 or not all(names):
        raise UsageError("a pair has two sides; write --pair A B or --pair A,B")
    return names[0], names[1]


def agenda(asked: Ask, days: int) -> bool:
    """`dragoman agenda`."""
    with asked.opened() as (record, output):
        found = ask_agenda(record, days)
        _write(asked, output, shapes.agenda_json(found), lambda: tables.agenda(found, output.width))
    return True


def who(asked: Ask, name: str) -> bool:
    """`dragoman who`."""
    with asked.opened() as (record, output):
        found = ask_who(record, name)
        _write(asked, output, [shapes.dossier_json(found)], lambda: tables.dossier(found, output.width))
    return True


def country(asked: Ask, name: str) -> bool:
    """`dragoman country`."""
    with asked.opened() as (record, output):
        found = ask_country(record, name)
        _write(asked, output, [shapes.state_json(found)], lambda: tables.state(found, output.width))
    return True


def pair(asked: Ask, one: str, other: str) -> bool:
    """`dragoman pair`."""
    with asked.opened() as (record, output):
        found = ask_pair(record, one, other)
        _write(asked, output, [shapes.pair_json(found)], lambda: tables.pair(found, output.width))
    return True


def together(asked: Ask, filters: Presences, limit: int | None) -> bool:
    """`dragoman together`."""
    since, until = span(filters.since, filters.until)
    with asked.opened() as (record, output):
        with record.reading() as connection:
            someone = actor_of_name(connection, filters.who) if filters.who is not None else None
            place = known_place_of_name(connection, filters.place) if filters.place is not None else None
        wanted = Asked(
            who=someone,
            country=state_of_name(filters.country) if filters.country is not None else None,
            place=place,
            since=since,
            until=until,
            planned=filters.planned,
            unmet=filters.unmet,
            away=filters.away,
        )
        found = ask_together(record, wanted, limit or (_IN_A_TABLE if asked.as_table else None))
        _write(asked, output, shapes.together_json(found), lambda: tables.together(found, output.width))
        if not asked.as_table and found.looked_back_to is not None:
            sys.stderr.write(f"dragoman: {tables.looked_back(found)}\n")
    return True


def changes(asked: Ask, since: str, until: str | None, limit: int | None) -> bool:
    """`dragoman changes`."""
    first, last = span(since, until)
    assert first is not None
    with asked.opened() as (record, output):
        if asked.as_table or limit is not None:
            found = changes_since(record, first, last, limit=limit or _IN_A_TABLE)
            _write(asked, output, map(shapes.told_json, found.told), lambda: tables.changes(found, output.width))
            return True
        for told in all_changes_since(record, first, last):
            output.lines([jsonio.dumps(shapes.told_json(told))])
    return True


def search(asked: Ask, words: str, limit: int) -> bool:
    """`dragoman search`."""
    with asked.opened() as (record, output):
        found = ask_search(record, words, limit)
        _write(asked, output, shapes.found_json(found), lambda: tables.found(found, output.width))
    return True


def event(asked: Ask, key: str) -> bool:
    """`dragoman event`."""
    with asked.opened() as (record, output):
        found = one_event(record, key)
        _write(asked, output, [shapes.event_dossier_json(found)], lambda: event_table(found))
    return True


def _write(asked: Ask, output: Output, lines: Iterable[dict[str, Any]], table: Callable[[], RenderableType]) -> None:
    if asked.as_table:
        output.show(table())
    else:
        output.lines(map(jsonio.dumps, lines))
