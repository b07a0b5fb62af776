"""Events worked out from what the record holds: their reports, with people's judgements applied."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.record.corrections import corrected_member, corrections_of
from dragoman.record.event_store import members_of
from dragoman.record.judged import Judged
from dragoman.record.member import Member, Party
from dragoman.record.partakers import as_said
from dragoman.record.schema import events
from dragoman.record.view import View, view_of

_KEYS = sa.select(events.c.id, events.c.key).where(events.c.id.in_(sa.bindparam("numbers", expanding=True)))


def load_views(connection: Connection, numbers: Iterable[int], judged: Judged) -> dict[int, View]:
    """The events of these rows by number; those without a report are left out."""
    return judged_views(connection, members_of(connection, numbers), judged)


def judged_views(connection: Connection, members: Mapping[int, Sequence[Member]], judged: Judged) -> dict[int, View]:
    """Events worked out from all of their reports, by number, with what people said of either."""
    by_key = judged.set_of_event or judged.verdicts or judged.people_of_event
    wanted = {"numbers": list(members)}
    keys = {row.id: row.key for row in connection.execute(_KEYS, wanted)} if by_key and members else {}
    views: dict[int, View] = {}
    for number, found in members.items():
        own, key = _judged_members(found, judged), keys.get(number, "")
        view = _with_people(view_of(own, corrections_of(judged.set_of_event.get(key))), own, judged, key)
        views[number] = _with_verdict(view, judged.verdicts.get(key))
    return views


def parties_of(connection: Connection, number: int, ref: str | None, judged: Judged) -> list[Party]:
    """Who takes part in an event as it stands, or in a report of it, and then whom else its reports name."""
    members = members_of(connection, [number]).get(number, [])
    if ref is not None:
        return [party for m in _judged_members(members, judged) if m.source.report == ref for party in m.parties]
    views = judged_views(connection, {number: members} if members else {}, judged)
    standing = [party for view in views.values() for party in view.participants]
    key = connection.execute(_KEYS, {"numbers": [number]}).one().key
    said = judged.people_of_event.get(key, ())
    named = (party for member in _judged_members(members, judged) for party in as_said(member.parties, said))
    return [*standing, *named]


def _judged_members(members: Sequence[Member], judged: Judged) -> list[Member]:
    return [_judged_member(m, judged) for m in members] if judged.of_reports else list(members)


def _with_people(view: View, members: Sequence[Member], judged: Judged, key: str) -> View:
    """Who took part in an event as people say. Its life stays as the reports tell it, like that of other fields."""
    said = judged.people_of_event.get(key)
    if not said:
        return view
    told = view_of([replace(member, parties=as_said(member.parties, said)) for member in members])
    fields = tuple(sorted({*view.corrected, "participants"}))
    return replace(view, participants=told.participants, fact=told.fact, corrected=fields)


def _judged_member(member: Member, judged: Judged) -> Member:
    ref = member.source.report
    own = corrected_member(member, judged.set_of_report.get(ref), judged.people_of_report.get(ref, ()))
    if ref in judged.rejected:
        own = replace(own, source=replace(own.source, rejected=True, rejected_as_copy=ref in judged.copies))
    return replace(own, source=replace(own.source, confidence=1.0)) if ref in judged.accepted else own


def _with_verdict(view: View, verdict: str | None) -> View:
    """What a person said of the whole event; an event all of whose reports are rejected is rejected with them."""
    if verdict == "accepted":
        return replace(view, confidence=1.0, verdict=verdict)
    if verdict == "rejected" or view.rejected:
        return replace(view, rejected=True, verdict="rejected")
    return view
