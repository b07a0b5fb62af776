"""One actor of the record who is two: what reports say of the other goes to him, with his names and offices."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.actors import name_key
from dragoman.errors import UsageError
from dragoman.model import Actor, ActorType, Judgement
from dragoman.record.actor_store import forget_everywhere, words_of, write_names, write_offices
from dragoman.record.identity import blocks, new_id
from dragoman.record.partakers import PARTICIPANT, typed_participant
from dragoman.record.schema import (
    actor_blocks,
    actor_names,
    actor_words,
    actors,
    articles,
    event_participants,
    judgements,
    offices,
    report_participants,
    reports,
    stays,
)
from dragoman.record.splits import IS_SPLIT, Splits

_LONGEST: Final = 300
_BY_KEY = sa.select(actors).where(actors.c.key == sa.bindparam("key"))
_GROUP = sa.select(actors.c.id, actors.c.key, actors.c.name).where(
    (actors.c.id == sa.bindparam("goal")) | (actors.c.merged_into == sa.bindparam("goal"))
)
_SEEN = (
    sa.select(report_participants, articles.c.published, articles.c.page, reports.c.event_id)
    .join(reports, reports.c.id == report_participants.c.report_id)
    .join(articles, articles.c.id == reports.c.article_id)
    .where(report_participants.c.actor_id.in_(sa.bindparam("numbers", expanding=True)))
    .order_by(report_participants.c.report_id, report_participants.c.position)
)
_PAGE = (
    sa.select(articles.c.page)
    .join(reports, reports.c.article_id == articles.c.id)
    .where(reports.c.ref == sa.bindparam("ref"))
)
_NAMED_IN = (
    sa.select(actors.c.key, report_participants.c.name)
    .join(actors, actors.c.id == report_participants.c.actor_id)
    .join(reports, reports.c.id == report_participants.c.report_id)
    .where(reports.c.ref == sa.bindparam("ref"))
    .order_by(report_participants.c.position)
)
_CALLED = sa.select(actor_names.c.name).where(actor_names.c.actor_id == sa.bindparam("number"))
_HELD = sa.select(offices).where(offices.c.actor_id == sa.bindparam("number"))
_MOVE = (
    sa.update(report_participants)
    .where(
        report_participants.c.report_id == sa.bindparam("report"),
        report_participants.c.position == sa.bindparam("place"),
    )
    .values(actor_id=sa.bindparam("goal"))
)
_KEEP = sa.update(judgements).where(judgements.c.key == sa.bindparam("wanted")).values(value=sa.bindparam("kept"))
_SPLIT_OFF = (
    sa.select(judgements.c.target, judgements.c.undone_at)
    .where(IS_SPLIT, judgements.c.value == sa.bindparam("key"))
    .order_by(judgements.c.undone_at.is_not(None), judgements.c.id.desc())
)
_EARLIER = (
    sa.select(actors.c.key, actors.c.name)
    .join(judgements, judgements.c.value == actors.c.key)
    .where(
        IS_SPLIT,
        judgements.c.undone_at.is_(None),
        judgements.c.target == sa.bindparam("target"),
        judgements.c.key != sa.bindparam("own"),
    )
    .order_by(judgements.c.at, judgements.c.id)
)
_SAID_TO_JOIN = sa.select(judgements.c.value).where(
    judgements.c.other == sa.bindparam("key"), judgements.c.field == PARTICIPANT
)
_TABLES_OF = (event_participants, stays, report_participants, offices)

Row = Any


def who_is_split(connection: Connection, key: str, other: str) -> str:
    """The id of the actor, of those that are one with `key`, whom the report `other` names, or who is called `other`.

    Raises UsageError if there is none, and for a state or the name by which an actor is known.
    """
    group = _one_with(connection, key)
    mine = next(row for row in group if row.key == key)
    if connection.execute(_BY_KEY, {"key": key}).one().type == ActorType.STATE:
        raise UsageError(f"{key} is a state; say which report is wrong about it with: correct REPORT absent {key}")
    if _page_of(connection, other) is not None:
        named = {row.key for row in connection.execute(_NAMED_IN, {"ref": other})}
        found = next((row.key for row in group if row.key in named), None)
        if found is None:
            raise UsageError(f"{other} does not name {key}")
        return str(found)
    spelled = name_key(other)
    for row in sorted(group, key=lambda row: row.key != key):
        names = {name_key(name) for name in connection.execute(_CALLED, {"number": row.id}).scalars()}
        if spelled in names and spelled != name_key(row.name):
            return str(row.key)
        if spelled in names and row.key != key:
            raise UsageError(f"that is the name of {row.key}, who is judged to be {key}: say different {key} {row.key}")
        if spelled in names:
            raise UsageError(f"{mine.name} is the name by which {key} is known; say which other name is not his")
    raise UsageError(f"no event, report or actor {other}, and nothing calls {key} so")


def split_off(connection: Connection, judgement: Judgement) -> tuple[str, list[int]]:
    """Carry out a judgement that splits an actor: the id of the one split off, and the events to work out anew.

    A namesake is the one that was split off of the same actor under that name before, if there is one. Raises
    UsageError if nothing would be left of the actor.
    """
    origin = connection.execute(_BY_KEY, {"key": judgement.target}).one()
    page = _page_of(connection, judgement.other or "")
    name = _spelled(connection, origin.id, judgement) if page is None else _named_in(connection, judgement)
    goal = judgement.value or (page and _split_off_before(connection, judgement, name)) or ""
    if connection.execute(_BY_KEY, {"key": goal}).first() is None:
        goal = _new_actor(connection, goal, Actor(name, ActorType(origin.type), origin.country))
    connection.execute(_KEEP, {"wanted": judgement.id, "kept": goal})
    splits = Splits.load(connection)
    rows = _seen(connection, splits.below(origin.id) if page is not None else {origin.id}, name, page)
    touched = _move(connection, [(row, splits.goal(origin.id, name_key(name), row.page)) for row in rows])
    if page is None:
        _hand_over_name(connection, origin.id, connection.execute(_BY_KEY, {"key": goal}).one().id, name)
    # One that comes from another record held there.
    if judgement.value is None and not _is_known(connection, origin.id):
        raise UsageError(f"nothing else is known of {judgement.target}: he is no other than the one named there")
    forget_everywhere(connection)
    return goal, touched


def put_back(connection: Connection, judgement: Judgement) -> list[int]:
    """Undo a split, whose judgement is marked as undone already: the events to work out anew.

    The actor that was split off may be one too many from then on: see `drop_if_unused`.
    """
    page = _page_of(connection, judgement.other or "")
    goal = connection.execute(_BY_KEY, {"key": judgement.value}).first()
    origin = connection.execute(_BY_KEY, {"key": _lives_on(connection, judgement.target)}).first()
    if goal is None or origin is None:
        return []
    name = goal.name if page is not None else judgement.other or ""
    splits = Splits.load(connection)
    rows = _seen(connection, splits.below(goal.id), name, page)
    touched = _move(connection, [(row, splits.goal(origin.id, name_key(name), row.page)) for row in rows])
    if page is None:
        _hand_over_name(connection, goal.id, origin.id, name)
    forget_everywhere(connection)
    return touched


def drop_if_unused(connection: Connection, key: str | None) -> None:
    """Take away an actor whom a judgement made that is undone, unless more is known of him by now."""
    row = connection.execute(_BY_KEY, {"key": key}).first()
    if key is None or row is None or not _is_made(connection, key):
        return
    said = judgements.c
    named = said.undone_at.is_(None) & sa.or_(said.target == key, said.other == key, IS_SPLIT & (said.value == key))
    uses = [sa.select(table.c.actor_id).where(table.c.actor_id == row.id) for table in _TABLES_OF]
    uses += [sa.select(said.id).where(named), sa.select(actors.c.id).where(actors.c.merged_into == row.id)]
    if row.merged_into is not None or any(connection.execute(use.limit(1)).first() for use in uses):
        return
    for table in (actor_names, actor_words, actor_blocks):
        connection.execute(sa.delete(table).where(table.c.actor_id == row.id))
    connection.execute(sa.delete(actors).where(actors.c.id == row.id))
    forget_everywhere(connection)


def _is_made(connection: Connection, key: str) -> bool:
    """Whether an actor came by a judgement: one that split him off, or that named him as a new participant."""
    if connection.execute(_SPLIT_OFF, {"key": key}).first() is not None:
        return True
    said = connection.execute(_SAID_TO_JOIN, {"key": key}).scalars()
    return any(value is not None and typed_participant(value).name != key for value in said)


def _one_with(connection: Connection, key: str) -> Sequence[Row]:
    row = connection.execute(_BY_KEY, {"key": key}).one()
    return connection.execute(_GROUP, {"goal": row.id if row.merged_into is None else row.merged_into}).all()


def _page_of(connection: Connection, ref: str) -> str | None:
    return connection.execute(_PAGE, {"ref": ref}).scalar()


def _named_in(connection: Connection, judgement: Judgement) -> str:
    """How the report of a judgement spells the one whom it is about; he may be split off already in an export."""
    named = connection.execute(_NAMED_IN, {"ref": judgement.other}).all()
    for key in (judgement.target, judgement.value):
        for row in named:
            if row.key == key:
                return str(row.name)
    raise UsageError(f"{judgement.other} does not name {judgement.target}")


def _spelled(connection: Connection, number: int, judgement: Judgement) -> str:
    """The spelling that a judgement is about, as it was met and not as it was typed."""
    typed = (judgement.other or "")[:_LONGEST]
    names = sorted(connection.execute(_CALLED, {"number": number}).scalars())
    return next((name for name in names if name_key(name) == name_key(typed)), typed)


def _split_off_before(connection: Connection, judgement: Judgement, name: str) -> str | None:
    earlier = connection.execute(_EARLIER, {"target": judgement.target, "own": judgement.id})
    return next((row.key for row in earlier if name_key(row.name) == name_key(name)), None)


def _new_actor(connection: Connection, key: str, actor: Actor) -> str:
    """A new actor; its id, which is `key` if that is given."""
    key = key or new_id(actor, lambda wanted: connection.execute(_BY_KEY, {"key": wanted}).first() is not None)
    values = {"key": key, "name": actor.name, "type": str(actor.type), "country": actor.country}
    inserted = connection.execute(actors.insert(), values).inserted_primary_key
    assert inserted is not None
    number = inserted[0]
    connection.execute(actor_blocks.insert(), [{"block": b, "actor_id": number} for b in sorted(set(blocks(actor)))])
    write_names(connection, [(number, actor.name)])
    return key


def _lives_on(connection: Connection, key: str) -> str:
    """The actor that one is who was split off, if that was undone since: the one that he was split off of."""
    seen: set[str] = set()
    while key not in seen:
        seen.add(key)
        split = connection.execute(_SPLIT_OFF, {"key": key}).first()
        if split is not None and split.undone_at is not None:
            key = split.target
    return key


def _seen(connection: Connection, numbers: Iterable[int], name: str, page: str | None) -> list[Row]:
    """Where reports name one of these actors so: on a page, or anywhere."""
    spelled = name_key(name)
    rows = connection.execute(_SEEN, {"numbers": sorted(numbers)}).all()
    return [row for row in rows if name_key(row.name) == spelled and page in (None, row.page)]


def _move(connection: Connection, moves: Iterable[tuple[Row, int]]) -> list[int]:
    """Give participants of reports to other actors, with the traces that they left: names and offices.

    Returns the numbers of the events that have those reports.
    """
    by_pair: dict[tuple[int, int], list[Row]] = defaultdict(list)
    for row, goal in moves:
        if row.actor_id != goal:
            by_pair[row.actor_id, goal].append(row)
    touched: dict[int, None] = {}
    for (origin, goal), rows in by_pair.items():
        moved = {(row.report_id, row.position) for row in rows}
        before = connection.execute(_SEEN, {"numbers": [origin]}).all()
        connection.execute(_MOVE, [{"report": r.report_id, "place": r.position, "goal": goal} for r in rows])
        rest = [row for row in before if (row.report_id, row.position) not in moved]
        _take_names(connection, origin, {r.name for r in rows}, {r.name for r in rest})
        write_names(connection, [(goal, name) for name in sorted({r.name for r in rows})])
        _take_offices(connection, origin, _spans(before), _spans(rest))
        held = [
            {"actor_id": goal, "office": office, "country": country, "first": first, "last": last}
            for (office, country), (first, last) in _spans(rows).items()
        ]
        if held:
            write_offices(connection, held)
        touched |= dict.fromkeys(row.event_id for row in rows if row.event_id is not None)
    return list(touched)


def _hand_over_name(connection: Connection, origin: int, goal: int, name: str) -> None:
    """A spelling that came with a list of office-holders and stands in no report."""
    names = connection.execute(_CALLED, {"number": origin}).scalars()
    spelled = {one for one in names if name_key(one) == name_key(name)}
    if spelled:
        _take_names(connection, origin, spelled, set())
        write_names(connection, [(goal, one) for one in sorted(spelled)])


def _take_names(connection: Connection, number: int, gone: set[str], rest: set[str]) -> None:
    """Take spellings from an actor, but for the `rest` and the one by which it is known."""
    known = connection.execute(sa.select(actors.c.name).where(actors.c.id == number)).scalar()
    lost = sorted(gone - rest - {known})
    if not lost:
        return
    connection.execute(sa.delete(actor_names).where(actor_names.c.actor_id == number, actor_names.c.name.in_(lost)))
    left = {word for name in connection.execute(_CALLED, {"number": number}).scalars() for word in words_of(name)}
    words = sorted({word for name in lost for word in words_of(name)} - left)
    if words:
        own = (actor_words.c.actor_id == number, actor_words.c.word.in_(words))
        connection.execute(sa.delete(actor_words).where(*own))


Spans = dict[tuple[str, str], tuple[str, str]]


def _spans(rows: Iterable[Row]) -> Spans:
    """The first and the last day of publication on which each office (and state) was given."""
    found: Spans = {}
    for row in rows:
        if row.published is not None:
            key = (row.office or "", row.country or "")
            first, last = found.get(key, (row.published, row.published))
            found[key] = (min(first, row.published), max(last, row.published))
    return found


def _take_offices(connection: Connection, number: int, before: Spans, rest: Spans) -> None:
    """Narrow an actor's offices to the `rest` of its reports, and to what goes beyond them all: it was imported."""
    for held in connection.execute(_HELD, {"number": number}).all():
        key = (held.office, held.country)
        if key not in before or before[key] == rest.get(key):
            continue
        (first, last), left = before[key], rest.get(key)
        starts = [day for day in (held.first if held.first < first else None, left and left[0]) if day]
        listed = held.last is None or held.last > last
        ends = [day for day in (held.last if listed else None, left and left[1]) if day]
        row = offices.c.actor_id == number, offices.c.office == held.office, offices.c.country == held.country
        if not starts and not ends and held.last is not None:
            connection.execute(sa.delete(offices).where(*row))
            continue
        start = min(starts) if starts else held.first
        end = None if held.last is None else max(ends, default=start)
        connection.execute(sa.update(offices).where(*row).values(first=start, last=end))


def _is_known(connection: Connection, number: int) -> bool:
    """Whether a report or a list still tells of an actor."""
    return any(
        connection.execute(sa.select(table.c.actor_id).where(table.c.actor_id == number).limit(1)).first() is not None
        for table in (report_participants, offices)
    )
