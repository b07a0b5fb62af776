"""Events in the record: their reports loaded, and what is worked out from them written for questions to use."""

import datetime as dt
import hashlib
import itertools
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.events.home import speaks_for_itself
from dragoman.model import (
    Actor,
    ActorType,
    EventSource,
    Kind,
    Report,
    Role,
    Span,
    Status,
    Strength,
    TimeSpan,
)
from dragoman.record.developments import developments_of
from dragoman.record.matching import packed
from dragoman.record.member import Member, Party
from dragoman.record.rows import Row, place_of_row, place_row, report_row, when_of_row
from dragoman.record.schema import (
    actors,
    articles,
    changes,
    event_blocks,
    event_pairs,
    event_participants,
    event_sides,
    events,
    report_participants,
    reports,
    stays,
)
from dragoman.record.search import SHORT, keys_of, span_of
from dragoman.record.statements import Insert, Update
from dragoman.record.stays import stays_of
from dragoman.record.strength import strength_of
from dragoman.record.timing import ordinal, window_of
from dragoman.record.view import View

_MAX_PAIRS: Final = 60
_FIRMEST: Final = tuple(Strength)
# The status, where questions count, of an event that people rejected.
REJECTED: Final = "rejected"
_HANGING: Final = (event_participants, event_sides, event_pairs, event_blocks, changes, stays)

_article_columns = [
    articles.c.key.label("article_key"),
    articles.c.title,
    articles.c.outlet,
    articles.c.agency,
    articles.c.url,
    articles.c.published,
    articles.c.published_time,
    articles.c.published_zone,
    articles.c.copy_of,
    articles.c.voice,
    articles.c.longitude,
    articles.c.version,
]
MEMBERS = sa.select(reports, *_article_columns).join(articles, articles.c.id == reports.c.article_id)
_BY_REF = MEMBERS.where(reports.c.ref.in_(sa.bindparam("refs", expanding=True))).order_by(reports.c.id)
_OF_EVENTS = MEMBERS.where(reports.c.event_id.in_(sa.bindparam("numbers", expanding=True))).order_by(reports.c.id)
_TOLD_BY = sa.select(
    reports.c.article_id, reports.c.status, reports.c.start, reports.c.end, reports.c.approximate
).where(reports.c.article_id.in_(sa.bindparam("numbers", expanding=True)))
_ANY_PARTIES = (
    sa.select(report_participants, actors.c.key.label("own_key"), actors.c.merged_into)
    .join(actors, actors.c.id == report_participants.c.actor_id)
    .join(reports, reports.c.id == report_participants.c.report_id)
    .order_by(report_participants.c.report_id, report_participants.c.position)
)
_PARTIES = _ANY_PARTIES.where(reports.c.event_id.in_(sa.bindparam("numbers", expanding=True)))
_PARTIES_BY_REF = _ANY_PARTIES.where(reports.c.ref.in_(sa.bindparam("refs", expanding=True)))
_KEYS_OF_ACTORS = sa.select(actors.c.id, actors.c.key).where(actors.c.id.in_(sa.bindparam("numbers", expanding=True)))
_SET_EVENT = {table.name: sa.delete(table).where(table.c.event_id == sa.bindparam("number")) for table in _HANGING}
_DIGEST = sa.select(events.c.digest).where(events.c.id == sa.bindparam("number"))
_UPDATE: Final = Update(events, [c for c in events.c if c.name not in ("id", "key", "redirect_to")])
_INSERT_EVENT: Final = Insert(events)
_INSERT_REPORT: Final = Insert(reports)
_INSERT_PARTICIPANTS: Final = Insert(report_participants)
_INSERT_HANGING: Final = {table.name: Insert(table) for table in _HANGING}


def insert_reports(
    connection: Connection,
    found: Sequence[tuple[Report, Sequence[tuple[int, Party]]]],
    article: Row,
    first: int,
) -> list[Member]:
    """Store reports that belong to no event yet, each with its participants: their own actor row, and who they are.

    `article` has the columns of the article's row; `first` is the position in it of the first report.
    """
    shown = {c.name: article[_source_name(c.name)] for c in _article_columns}
    members, rows = [], []
    if article["published"] is None:
        shown["written"] = max(
            (day for report, _ in found if (day := _ended(report.status, report.when)) is not None), default=None
        )
    for position, (report, parties) in enumerate(found, first):
        row = report_row(report) | {"article_id": article["id"], "position": position}
        row["ref"] = report_ref(report, article)
        number = _INSERT_REPORT.one(connection, row)
        rows += [_party_row(number, place, own, party) for place, (own, party) in enumerate(parties)]
        members.append(member_of(row | {"id": number} | shown, tuple(party for _, party in parties), rejected=False))
    _INSERT_PARTICIPANTS.many(connection, rows)
    return members


def _party_row(report: int, position: int, actor_id: int, party: Party) -> dict[str, Any]:
    return {
        "report_id": report,
        "position": position,
        "actor_id": actor_id,
        "role": str(party.role),
        "name": party.actor.name,
        "type": str(party.actor.type),
        "country": party.actor.country,
        "office": party.actor.office,
    }


def _source_name(label: str) -> str:
    return "key" if label == "article_key" else label


def _ended(status: str, when: TimeSpan | None) -> int | None:
    """The day on which what a report says is over, if it gives that day."""
    window = window_of(when) if status == Status.HAPPENED else None
    return window.last if window is not None and window.precise else None


def report_ref(report: Report, article: Row) -> str:
    """A report's reference: the same for the same statement read of the same version of a page."""
    who = [(p.actor.name, p.actor.type, p.actor.country, p.actor.office, p.role) for p in report.participants]
    said = json.dumps([article["raw_hash"], report_row(report), who], sort_keys=True, ensure_ascii=False)
    return f"R{hashlib.sha256(said.encode()).hexdigest()[:14]}"


def members_of(
    connection: Connection, numbers: Iterable[int], rejected: frozenset[str] = frozenset()
) -> dict[int, list[Member]]:
    """The reports of each event, by the event's number. `rejected` are the references of reports that people reject."""
    wanted = {"numbers": list(numbers)}
    rows = _with_days(connection, connection.execute(_OF_EVENTS, wanted).mappings().all())
    parties = _parties_of(connection, connection.execute(_PARTIES, wanted).mappings().all())
    found: dict[int, list[Member]] = defaultdict(list)
    for row in rows:
        member = member_of(row, tuple(parties.get(row["id"], ())), rejected=row["ref"] in rejected)
        found[row["event_id"]].append(member)
    return found


def members_by_ref(connection: Connection, refs: Sequence[str]) -> list[Member]:
    """Reports by their references, whether or not they belong to an event; those that there are, in their order."""
    if not refs:
        return []
    rows = _with_days(connection, connection.execute(_BY_REF, {"refs": refs}).mappings().all())
    parties = _parties_of(connection, connection.execute(_PARTIES_BY_REF, {"refs": refs}).mappings().all())
    return [member_of(row, tuple(parties.get(row["id"], ())), rejected=False) for row in rows]


def _with_days(connection: Connection, rows: Sequence[sa.RowMapping]) -> list[Row]:
    """The rows of reports; those of an article without a date also say when it was `written` at the earliest.

    That is the last day of what the article says happened: what it calls a plan was one then.
    """
    undated = {row["article_id"] for row in rows if row["published"] is None}
    if not undated:
        return list(rows)
    written: dict[int, int] = {}
    for row in connection.execute(_TOLD_BY, {"numbers": list(undated)}).mappings():
        day = _ended(row["status"], when_of_row(row))
        if day is not None:
            written[row["article_id"]] = max(day, written.get(row["article_id"], day))
    return [dict(row) | {"written": written.get(row["article_id"])} for row in rows]


def _parties_of(connection: Connection, rows: Sequence[sa.RowMapping]) -> dict[int, list[Party]]:
    merged = {row["merged_into"] for row in rows if row["merged_into"] is not None}
    keys = {r.id: r.key for r in connection.execute(_KEYS_OF_ACTORS, {"numbers": list(merged)})} if merged else {}
    found: dict[int, list[Party]] = defaultdict(list)
    for row in rows:
        number = row["actor_id"] if row["merged_into"] is None else row["merged_into"]
        key = row["own_key"] if row["merged_into"] is None else keys[number]
        actor = Actor(row["name"], ActorType(row["type"]), row["country"], row["office"])
        found[row["report_id"]].append(Party(number, key, actor, Role(row["role"])))
    return found


def member_of(row: Row, parties: tuple[Party, ...], *, rejected: bool) -> Member:
    """A report's row, joined with its article's, as one of an event's reports."""
    when, own = when_of_row(row), speaks_for_itself(row["url"], row["outlet"], row["agency"])
    source = EventSource(
        report=row["ref"],
        article=row["article_key"],
        kind=Kind(row["kind"]),
        status=Status(row["status"]),
        evidence=row["evidence"],
        span=Span(row["span_start"], row["span_end"]),
        voice=row["voice"],
        strength=strength_of(row["attribution"], own_readout=own),
        when=when,
        place=place_of_row(row),
        outlet=row["outlet"],
        agency=row["agency"],
        title=row["title"],
        url=row["url"],
        published=row["published"],
        attribution=row["attribution"],
        copy_of=row["copy_of"],
        confidence=row["confidence"],
        rejected=rejected,
    )
    return Member(
        number=row["id"],
        article_id=row["article_id"],
        source=source,
        parties=parties,
        about=tuple(row["about"] or ()),
        window=window_of(when),
        published=ordinal(row["published"]) if row["published"] else row.get("written"),
        order=(*_moment(row), row["article_key"], row["position"]),
        longitude=row["longitude"],
    )


def _moment(row: Row) -> tuple[str, str]:
    """Day and time of publication, in UTC where the zone is known; what has no day comes last."""
    day, time, zone = row["published"], row["published_time"], row["published_zone"]
    if day is None or time is None or not zone or zone[0] not in "Z+-":
        return day or "9", time or ""
    moment = dt.datetime.fromisoformat(f"{day}T{time}{zone}").astimezone(dt.UTC)
    return moment.date().isoformat(), moment.time().isoformat()


def event_row(view: View) -> dict[str, Any]:
    """The columns of an event that are worked out from its reports."""
    window = window_of(view.when)
    published = sorted(s.published for s in view.sources if s.published)
    first_day = window and (window.first if window.first is not None else window.last)
    strengths = [s.strength for s in view.sources if not s.rejected]
    return {
        "kind": str(view.kind),
        "status": str(view.status),
        "start": view.when.start if view.when else None,
        "end": view.when.end if view.when else None,
        "approximate": bool(view.when and view.when.approximate),
        "first_day": first_day,
        "last_day": window and (window.last if window.last is not None else window.first),
        "day": first_day if first_day is not None else ordinal(published[0] if published else None) or 0,
        **place_row(view.place),
        "confidence": view.confidence,
        "independent_sources": view.independent_sources,
        "strength": str(min(strengths, key=_FIRMEST.index)) if strengths else None,
        "reports": len(view.sources),
        "first_reported": published[0] if published else None,
        "last_reported": published[-1] if published else None,
        "plover_event": view.plover.event,
        "plover_mode": view.plover.mode,
        "cameo": view.plover.cameo,
        "about": list(view.about),
        "verdict": view.verdict,
        "profile": packed(view.fact),
    }


def insert_event(connection: Connection, key: str, view: View) -> int:
    """A new event; its number."""
    row = event_row(view)
    hanging = _hanging(view, row)
    number = _INSERT_EVENT.one(connection, row | {"key": key, "digest": _digest(hanging)})
    _write_hanging(connection, number, hanging)
    return number


def update_event(connection: Connection, number: int, view: View) -> None:
    """Write an event anew; the rows that hang on it only in the tables where they changed."""
    row = event_row(view)
    hanging = _hanging(view, row)
    digest = _digest(hanging)
    before = (connection.execute(_DIGEST, {"number": number}).scalar() or "").split()
    after = digest.split()
    changed = [table for n, table in enumerate(_HANGING) if before[n : n + 1] != after[n : n + 1]]
    for table in changed:
        connection.execute(_SET_EVENT[table.name], {"number": number})
    _write_hanging(connection, number, hanging, changed)
    _UPDATE.one(connection, number, row | {"digest": digest})


def clear_event(connection: Connection, number: int) -> None:
    """Take away all rows that hang on an event: it is found no more, except by its id."""
    for delete in _SET_EVENT.values():
        connection.execute(delete, {"number": number})


def _digest(hanging: Mapping[str, list[dict[str, Any]]]) -> str:
    """A short hash for the rows of each table."""
    return " ".join(
        hashlib.blake2b(repr(hanging[table.name]).encode("utf-8", "replace"), digest_size=4).hexdigest()
        for table in _HANGING
    )


def _write_hanging(
    connection: Connection,
    number: int,
    hanging: Mapping[str, list[dict[str, Any]]],
    into: Sequence[sa.Table] = _HANGING,
) -> None:
    for table in into:
        rows = [row | {"event_id": number} for row in hanging[table.name]]
        _INSERT_HANGING[table.name].many(connection, rows)


def _hanging(view: View, row: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    first, last = span_of(view.fact)
    blocks = [
        {"block": key + ("~" if last - first > SHORT else ""), "first_day": first, "last_day": last}
        for key in keys_of(view.fact)
    ]
    rejected = view.verdict == REJECTED or view.rejected
    common = {
        "day": row["day"],
        "kind": row["kind"],
        "status": REJECTED if rejected else row["status"],
        "last_day": row["last_day"],
    }
    roles: dict[str, str] = {}
    for party in view.participants:
        if len(party.side) == 3:
            roles.setdefault(party.side, str(party.role))
    pairs = itertools.islice(itertools.combinations(sorted(roles), 2), _MAX_PAIRS)
    return {
        "event_participants": [_participant_row(n, p) | common for n, p in enumerate(view.participants)],
        "event_sides": [{"side": side, "role": role} | common for side, role in sorted(roles.items())],
        "event_pairs": [{"one": one, "other": other} | common for one, other in pairs],
        "event_blocks": blocks,
        "changes": [
            {
                "position": n,
                "on_day": c.on,
                "what": c.what,
                "article": c.article,
                "field": c.field,
                "before": c.before,
                "after": c.after,
            }
            for n, c in enumerate(developments_of(view))
        ],
        "stays": [] if rejected else _stay_rows(view),
    }


def _stay_rows(view: View) -> list[dict[str, Any]]:
    return [
        {
            "actor_id": s.actor_id,
            "day": day,
            "actor_country": s.actor_country,
            "country": s.place.country,
            "place": s.place.name,
            "lat": s.place.lat,
            "lon": s.place.lon,
            "status": str(view.status),
        }
        for s in stays_of(view)
        for day in range(s.first_day, s.last_day + 1)
    ]


def _participant_row(position: int, party: Party) -> dict[str, Any]:
    return {
        "position": position,
        "actor_id": party.actor_id,
        "role": str(party.role),
        "name": party.actor.name,
        "type": str(party.actor.type),
        "country": party.actor.country,
        "office": party.actor.office,
    }
