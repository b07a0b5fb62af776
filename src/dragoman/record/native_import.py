"""A record's own JSON lines back into a record: into an empty one without loss, into another by merging."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, Final, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.exc import DataError, IntegrityError

from dragoman.errors import InputError, PageError, RecordError, UsageError
from dragoman.model import ActorType, Judgement, Kind, Role, Status, Verdict
from dragoman.pages.copies import fingerprint
from dragoman.record.actor_store import forget_everywhere, write_names
from dragoman.record.event_store import insert_event, members_by_ref
from dragoman.record.intake import is_known
from dragoman.record.judge import Judge
from dragoman.record.judged import Judged
from dragoman.record.merging import choose_events
from dragoman.record.native import FORMAT, OWN_ARTICLE, OWN_REPORT
from dragoman.record.native_check import (
    article_row_of,
    checked,
    judgement_row_of,
    report_of,
    report_row_of,
    text,
    texts,
)
from dragoman.record.record import Record, find_event
from dragoman.record.recorder import refresh
from dragoman.record.rows import article_of
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

Value = TypeVar("Value")

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

    def add(self, other: "_Later") -> None:
        self.own += other.own
        self.followers += other.followers
        self.merged += other.merged


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
        self._begun = 0
        self._reports: list[dict[str, Any]] = []
        self.counts = Imported()

    def read(self, lines: Iterable[bytes], name: str) -> Iterator[InputError]:
        """Read all lines, an article and its reports in one transaction; yields an error for each line that is none.

        `name` is what the user called the input. Raises RecordError for what the database complains of, and UsageError
        for an export by a newer version.
        """
        for number, raw in enumerate(lines, 1):
            if not raw.strip():
                continue
            line, failed = self._tried(f"{name}, line {number}", partial(_parsed, raw))
            if line is not None and line["type"] != "report":
                yield from self._tried(f"{name}, line {self._begun}", self._store_article)[1]
            if line is not None:
                failed = self._tried(f"{name}, line {number}", partial(self._take, line, number))[1]
            yield from failed
        yield from self._tried(f"{name}, line {self._begun}", self._store_article)[1]
        yield from self._tried(name, self._link)[1]

    def _tried(self, where: str, step: Callable[[], Value]) -> tuple[Value | None, list[InputError]]:
        """What a step gives, or what is wrong with the line that it is about."""
        try:
            return step(), []
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            told = f"no line of a native export ({type(error).__name__}: {str(error)[:100]})"
        except UsageError as error:
            told = str(error)
        except RecordError as error:
            if not isinstance(error.__cause__, DataError | IntegrityError):
                raise
            told = "what it says cannot be in this record"
        return None, [PageError(where, told)]

    def _take(self, line: dict[str, Any], number: int) -> None:
        what = line["type"]
        if what == "report":
            if self._article is None:
                raise ValueError("a report without its article")
            self._reports.append(line)
        elif what == "article":
            self._article, self._begun = line, number
        elif what == "record" and line["format"] != FORMAT:
            raise UsageError("made by another version of Dragoman, whose exports this one cannot read")
        elif what == "actor":
            self._actor(line)
        elif what == "redirect":
            self._redirect(text(line["id"], "id"), text(line["to"], "to"))
        elif what == "withdrawn":
            self._withdrawn(line)
        elif what == "judgement":
            self._link()
            self._said(line)

    def _actor(self, line: dict[str, Any]) -> None:
        with self._recorder.writing() as connection:
            given = {"key": line["id"], "name": line["name"], "country": line["country"]}
            row = checked(actors, given | {"type": str(ActorType(line["is"]))})
            if connection.execute(_ACTOR, {"key": row["key"]}).first() is not None:
                return
            number = _inserted(connection, actors, row)
            if line["names"]:
                write_names(connection, [(number, name) for name in texts(line["names"], "names")])
            blocks = [{"actor_id": number, "block": block} for block in texts(line["blocks"], "blocks")]
            held = [
                {"actor_id": number}
                | checked(offices, {"office": office, "country": country, "first": first, "last": last})
                for office, country, first, last in line["offices"]
            ]
            for table, rows in ((actor_blocks, blocks), (offices, held)):
                if rows:
                    connection.execute(table.insert(), rows)
            forget_everywhere(connection)
        if line["merged_into"]:
            self._later.merged.append((line["id"], text(line["merged_into"], "merged_into")))

    def _store_article(self) -> None:
        line, found = self._article, self._reports
        self._article, self._reports = None, []
        if line is None:
            return
        row = article_row_of(line, OWN_ARTICLE)
        later, made = _Later(), set[int]()
        with self._recorder.writing() as connection:
            if is_known(connection, row["raw_hash"]):
                self.counts.known += 1
                return
            foreign = row["page"] not in self._pages and connection.execute(_PAGE, {"page": row["page"]}).first()
            if not foreign:
                self._insert(connection, row, found, later, made)
        if foreign:
            # Another version of the page came to this record by itself.
            reports_ = [report_of(each) for each in found]
            self._recorder.add(article_of(row), reports_, row["raw_hash"])
        else:
            # Only now is it certain that they stand.
            self._pages.add(row["page"])
            self._later.add(later)
            self._made |= made
            self.counts.events += len(made)
        self.counts.reports += len(found)
        self.counts.articles += 1

    def _insert(
        self, connection: Connection, row: dict[str, Any], found: list[dict[str, Any]], later: _Later, made: set[int]
    ) -> None:
        """Store an article with its reports; what to link later and the events made are put into the last two."""
        number = _inserted(connection, articles, row)
        prints = fingerprint(row["text"]) if row["copy_of"] is None else None
        if prints is not None:
            connection.execute(copy_bands.insert(), [{"band": band, "article_id": number} for band in prints.bands])
        touched: dict[int, None] = {}
        for line in found:
            own = report_row_of(line, OWN_REPORT)
            report = _inserted(connection, reports, own | {"article_id": number})
            parts = [_participant_row(connection, report, place, p) for place, p in enumerate(line["participants"])]
            if parts:
                connection.execute(report_participants.insert(), parts)
            if line["event"] is not None:
                event = self._event_for(connection, line, made, frozenset(touched))
                touched[event] = None
                connection.execute(_GIVE, {"report": report, "event": event, "own": event})
            if line["own_event"] not in (None, line["event"]):
                later.own.append((line["ref"], line["own_event"]))
            if line["replaced_by"]:
                later.followers.append((line["ref"], line["replaced_by"]))
        refresh(connection, touched, Judged.load(connection))

    def _event_for(self, connection: Connection, line: dict[str, Any], made: set[int], barred: frozenset[int]) -> int:
        """The event of the id that a report had, else one of this record that it fits, else a new one of that id."""
        number = find_event(connection, line["event"])
        if number is not None:
            return number
        member = members_by_ref(connection, [line["ref"]])[0]
        chosen = choose_events(connection, [member], barred=barred | self._made | made)[0].event
        if chosen is not None:
            _lead(connection, line["event"], chosen)
            return chosen
        number = insert_event(connection, line["event"], view_of([member]))
        made.add(number)
        return number

    def _redirect(self, key: str, goal: str) -> None:
        with self._recorder.writing() as connection:
            number = find_event(connection, goal)
            if number is not None and find_event(connection, key) is None:
                _lead(connection, key, number)

    def _withdrawn(self, line: dict[str, Any]) -> None:
        with self._recorder.writing() as connection:
            row = checked(events, {name: line[name] for name in ("key", "kind", "status", "start", "end")})
            if find_event(connection, row["key"]) is None:
                known = {"kind": str(Kind(row["kind"])), "status": str(Status(row["status"]))}
                connection.execute(events.insert(), row | known | {"verdict": "withdrawn", "day": 0} | _NOTHING)

    def _said(self, line: dict[str, Any]) -> None:
        row = judgement_row_of(line, _JUDGEMENT)
        judgement = Judgement(id=row.pop("key"), **(row | {"verdict": Verdict(row["verdict"])}))
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
    text(value["type"], "type")
    return value


def _inserted(connection: Connection, table: sa.Table, row: dict[str, Any]) -> int:
    key = connection.execute(table.insert(), row).inserted_primary_key
    assert key is not None
    return int(key[0])


def _participant_row(connection: Connection, report: int, position: int, part: dict[str, Any]) -> dict[str, Any]:
    number = connection.execute(_ACTOR, {"key": text(part["actor"], "actor")}).scalar()
    if number is None:
        raise ValueError(f"the actor {part['actor']} is missing")
    names = ("role", "name", "type", "country", "office")
    Role(part["role"])
    row = checked(report_participants, {name: part[name] for name in names})
    return {"report_id": report, "position": position, "actor_id": number} | row
