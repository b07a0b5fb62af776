"""A record's own JSON lines back into a record: into an empty one without loss, into another by merging."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.errors import InputError, PageError, UsageError
from dragoman.model import Actor, ActorType, Judgement, Kind, Participant, Plover, Report, Role, Span, Status, Verdict
from dragoman.pages.copies import fingerprint
from dragoman.record.actor_store import forget_everywhere, write_names
from dragoman.record.event_store import insert_event, members_by_ref
from dragoman.record.intake import is_known
from dragoman.record.judge import Judge
from dragoman.record.judged import Judged
from dragoman.record.merging import choose_events
from dragoman.record.native import FORMAT, OWN_ARTICLE, OWN_REPORT
from dragoman.record.record import Record, find_event
from dragoman.record.recorder import refresh
from dragoman.record.rows import article_of, because_of_row, place_of_row, when_of_row
from dragoman.record.schema import (
    actor_blocks,
    actors,
    articles,
    copy_bands,
    events,
    offices,
    report_participants,
    reports,
)
from dragoman.record.view import view_of

_LONGEST_LINE: Final = 50_000_000
_PAGE: Final = sa.select(articles.c.id).where(articles.c.page == sa.bindparam("page"))
_ACTOR: Final = sa.select(actors.c.id).where(actors.c.key == sa.bindparam("key"))
_REPORT: Final = sa.select(reports.c.id).where(reports.c.ref == sa.bindparam("ref"))
_GIVE: Final = (
    sa.update(reports)
    .where(reports.c.id == sa.bindparam("report"))
    .values(event_id=sa.bindparam("event"), own_event_id=sa.bindparam("own"))
)


@dataclass(slots=True)
class Imported:
    """What an import came to, counted as it goes."""

    articles: int = 0
    known: int = 0
    reports: int = 0
    events: int = 0
    judgements: int = 0


@dataclass(slots=True)
class _Later:
    """What can only be linked when everything is there."""

    own: list[tuple[str, str]] = field(default_factory=list)
    followers: list[tuple[str, str]] = field(default_factory=list)
    merged: list[tuple[str, str]] = field(default_factory=list)


class NativeImport:
    """Reads the lines of one native export into a record. `counts` grow while `read` goes on."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._recorder = record.recorder()
        self._judge = Judge(record.engine, record.place)
        self._pages: set[str] = set()
        self._made: set[int] = set()
        self._later = _Later()
        self._article: dict[str, Any] | None = None
        self._reports: list[dict[str, Any]] = []
        self.counts = Imported()

    def read(self, lines: Iterable[bytes], name: str) -> Iterator[InputError]:
        """Read all lines, an article and its reports in one transaction; yields an error for each line that is none.

        `name` is what the user called the input. Raises RecordError for what the database complains of, and UsageError
        for an export by a newer version.
        """
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                self._take(_parsed(line))
            except (KeyError, TypeError, ValueError, AttributeError) as error:
                told = f"no line of a native export ({type(error).__name__}: {str(error)[:100]})"
                yield PageError(f"{name}, line {number}", told)
            except UsageError as error:
                yield PageError(f"{name}, line {number}", str(error))
        try:
            self._store_article()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            yield PageError(name, f"its last article is none ({type(error).__name__}: {str(error)[:100]})")
        self._link()

    def _take(self, line: dict[str, Any]) -> None:
        what = line["type"]
        if what == "report":
            self._reports.append(line)
            return
        self._store_article()
        if what == "article":
            self._article = line
        elif what == "record" and line["format"] != FORMAT:
            raise UsageError("made by another version of Dragoman, whose exports this one cannot read")
        elif what == "actor":
            self._actor(line)
        elif what == "redirect":
            self._redirect(line["id"], line["to"])
        elif what == "withdrawn":
            self._withdrawn(line)
        elif what == "judgement":
            self._link()
            self._said(line)

    def _actor(self, line: dict[str, Any]) -> None:
        with self._recorder.writing() as connection:
            if connection.execute(_ACTOR, {"key": line["id"]}).first() is not None:
                return
            row = {
                "key": line["id"],
                "name": line["name"],
                "type": str(ActorType(line["is"])),
                "country": line["country"],
            }
            number = _inserted(connection, actors, row)
            if line["names"]:
                write_names(connection, [(number, str(name)) for name in line["names"]])
            blocks = [{"actor_id": number, "block": block} for block in line["blocks"]]
            held = [
                {"actor_id": number, "office": office, "country": country, "first": first, "last": last}
                for office, country, first, last in line["offices"]
            ]
            for table, rows in ((actor_blocks, blocks), (offices, held)):
                if rows:
                    connection.execute(table.insert(), rows)
            forget_everywhere(connection)
        if line["merged_into"]:
            self._later.merged.append((line["id"], line["merged_into"]))

    def _store_article(self) -> None:
        line, found = self._article, self._reports
        self._article, self._reports = None, []
        if line is None:
            if found:
                raise ValueError("a report without its article")
            return
        row = {name: line[name] for name in OWN_ARTICLE}
        with self._recorder.writing() as connection:
            if is_known(connection, row["raw_hash"]):
                self.counts.known += 1
                return
            foreign = row["page"] not in self._pages and connection.execute(_PAGE, {"page": row["page"]}).first()
            if not foreign:
                self._pages.add(row["page"])
                self._insert(connection, row, found)
        if foreign:
            # Another version of the page came to this record by itself.
            added = self._recorder.add(article_of(row), [_report_of(line_) for line_ in found], row["raw_hash"])
            self.counts.reports += added.reports
        self.counts.articles += 1

    def _insert(self, connection: Connection, row: dict[str, Any], found: list[dict[str, Any]]) -> None:
        number = _inserted(connection, articles, row)
        prints = fingerprint(row["text"]) if row["copy_of"] is None else None
        if prints is not None:
            connection.execute(copy_bands.insert(), [{"band": band, "article_id": number} for band in prints.bands])
        touched: dict[int, None] = {}
        barred: set[int] = set()
        for line in found:
            own = {name: line[name] for name in OWN_REPORT}
            report = _inserted(connection, reports, own | {"article_id": number})
            parts = [_participant_row(connection, report, place, p) for place, p in enumerate(line["participants"])]
            if parts:
                connection.execute(report_participants.insert(), parts)
            if line["event"] is not None:
                event = self._event_for(connection, line, barred)
                barred.add(event)
                touched[event] = None
                connection.execute(_GIVE, {"report": report, "event": event, "own": event})
            if line["own_event"] not in (None, line["event"]):
                self._later.own.append((line["ref"], line["own_event"]))
            if line["replaced_by"]:
                self._later.followers.append((line["ref"], line["replaced_by"]))
        self.counts.reports += len(found)
        refresh(connection, touched, Judged.load(connection))

    def _event_for(self, connection: Connection, line: dict[str, Any], barred: set[int]) -> int:
        """The event of the id that a report had, else one of this record that it fits, else a new one of that id."""
        number = find_event(connection, line["event"])
        if number is not None:
            return number
        member = members_by_ref(connection, [line["ref"]])[0]
        chosen = choose_events(connection, [member], barred=frozenset(self._made | barred))[0].event
        if chosen is not None:
            _lead(connection, line["event"], chosen)
            return chosen
        number = insert_event(connection, line["event"], view_of([member]))
        self._made.add(number)
        self.counts.events += 1
        return number

    def _redirect(self, key: str, goal: str) -> None:
        with self._recorder.writing() as connection:
            number = find_event(connection, goal)
            if number is not None and find_event(connection, key) is None:
                _lead(connection, key, number)

    def _withdrawn(self, line: dict[str, Any]) -> None:
        with self._recorder.writing() as connection:
            if find_event(connection, line["key"]) is None:
                row = {"key": line["key"], "kind": str(Kind(line["kind"])), "status": str(Status(line["status"]))}
                row |= {"start": line["start"], "end": line["end"], "verdict": "withdrawn", "day": 0}
                connection.execute(events.insert(), row | _NOTHING)

    def _said(self, line: dict[str, Any]) -> None:
        fields = {name: line[name] for name in _JUDGEMENT}
        judgement = Judgement(id=line["key"], **(fields | {"verdict": Verdict(line["verdict"])}))
        self._judge.say(judgement, known_to_hold=True)
        self.counts.judgements += 1

    def _link(self) -> None:
        """Link what was waiting for its other end."""
        later, self._later = self._later, _Later()
        if not (later.own or later.followers or later.merged):
            return
        with self._recorder.writing() as connection:
            for ref, key in later.own:
                own = find_own(connection, key)
                connection.execute(sa.update(reports).where(reports.c.ref == ref).values(own_event_id=own))
            for ref, follower in later.followers:
                number = connection.execute(_REPORT, {"ref": follower}).scalar()
                connection.execute(sa.update(reports).where(reports.c.ref == ref).values(replaced_by=number))
            touched: dict[int, None] = {}
            for key, goal in later.merged:
                number = connection.execute(_ACTOR, {"key": goal}).scalar()
                connection.execute(sa.update(actors).where(actors.c.key == key).values(merged_into=number))
                touched |= dict.fromkeys(_events_of(connection, key))
            forget_everywhere(connection)
            refresh(connection, touched, Judged.load(connection))


_JUDGEMENT: Final = ("at", "by", "about", "target", "other", "field", "value", "note", "undone_at", "undone_by")
_NOTHING: Final = {"approximate": False, "confidence": 0.0, "independent_sources": 0, "reports": 0}


def find_own(connection: Connection, key: str) -> int | None:
    """The row of an event's own id, redirected or not."""
    return connection.execute(sa.select(events.c.id).where(events.c.key == key)).scalar()


def _lead(connection: Connection, key: str, goal: int) -> None:
    """Let an id that is not known lead to an event."""
    row = connection.execute(sa.select(events).where(events.c.id == goal)).mappings().one()
    own = {name: row[name] for name in ("kind", "status", "start", "end", "day")}
    connection.execute(events.insert(), own | _NOTHING | {"key": key, "redirect_to": goal})


def _events_of(connection: Connection, actor: str) -> list[int]:
    statement = (
        sa.select(reports.c.event_id)
        .join(report_participants, report_participants.c.report_id == reports.c.id)
        .join(actors, actors.c.id == report_participants.c.actor_id)
        .where(actors.c.key == actor, reports.c.event_id.is_not(None))
        .distinct()
    )
    return [number for number in connection.execute(statement).scalars() if number is not None]


def _parsed(line: bytes) -> dict[str, Any]:
    if len(line) > _LONGEST_LINE:
        raise ValueError("the line is too long")
    try:
        value = json.loads(line)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value


def _inserted(connection: Connection, table: sa.Table, row: dict[str, Any]) -> int:
    key = connection.execute(table.insert(), row).inserted_primary_key
    assert key is not None
    return int(key[0])


def _participant_row(connection: Connection, report: int, position: int, part: dict[str, Any]) -> dict[str, Any]:
    number = connection.execute(_ACTOR, {"key": part["actor"]}).scalar()
    if number is None:
        raise ValueError(f"the actor {part['actor']} is missing")
    names = ("role", "name", "type", "country", "office")
    Role(part["role"])
    return {"report_id": report, "position": position, "actor_id": number} | {name: part[name] for name in names}


def _report_of(line: dict[str, Any]) -> Report:
    parts = tuple(
        Participant(Actor(p["name"], ActorType(p["type"]), p["country"], p["office"]), Role(p["role"]))
        for p in line["participants"]
    )
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
        about=tuple(line["about"] or ()),
        confidence=line["confidence"],
        because=because_of_row(line),
    )
