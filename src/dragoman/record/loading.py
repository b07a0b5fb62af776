"""Events worked out from what the record holds: their reports, with people's judgements applied."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.record.corrections import corrected_member, corrections_of
from dragoman.record.event_store import members_of
from dragoman.record.judged import Judged
from dragoman.record.member import Member
from dragoman.record.schema import events
from dragoman.record.view import View, view_of

_KEYS = sa.select(events.c.id, events.c.key).where(events.c.id.in_(sa.bindparam("numbers", expanding=True)))


def load_views(connection: Connection, numbers: Iterable[int], judged: Judged) -> dict[int, View]:
    """The events of these rows by number; those without a report are left out."""
    return judged_views(connection, members_of(connection, numbers), judged)


def judged_views(connection: Connection, members: Mapping[int, Sequence[Member]], judged: Judged) -> dict[int, View]:
    """Events worked out from all of their reports, by number, with what people said of either."""
    by_key = judged.set_of_event or judged.verdicts
    of_reports = judged.set_of_report or judged.rejected or judged.accepted
    wanted = {"numbers": list(members)}
    keys = {row.id: row.key for row in connection.execute(_KEYS, wanted)} if by_key and members else {}
    views: dict[int, View] = {}
    for number, found in members.items():
        own = [_judged_member(m, judged) for m in found] if of_reports else found
        view = view_of(own, corrections_of(judged.set_of_event.get(keys.get(number, ""))))
        views[number] = _with_verdict(view, judged.verdicts.get(keys.get(number, "")))
    return views


def _judged_member(member: Member, judged: Judged) -> Member:
    ref = member.source.report
    own = corrected_member(member, judged.set_of_report.get(ref))
    if ref in judged.rejected:
        own = replace(own, source=replace(own.source, rejected=True))
    return replace(own, source=replace(own.source, confidence=1.0)) if ref in judged.accepted else own


def _with_verdict(view: View, verdict: str | None) -> View:
    """What a person said of the whole event; an event all of whose reports are rejected is rejected with them."""
    if verdict == "accepted":
        return replace(view, confidence=1.0, verdict=verdict)
    if verdict == "rejected" or view.rejected:
        return replace(view, rejected=True, verdict="rejected")
    return view
