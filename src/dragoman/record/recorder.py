"""Adding to the record: an article with its reports in one transaction, merged into the events that they tell of."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from dragoman.model import Article, Report
from dragoman.record.actor_store import ActorStore
from dragoman.record.database import lock_writers, told_as
from dragoman.record.event_store import clear_event, insert_event, insert_report, members_of, update_event
from dragoman.record.intake import Outcome, is_known, store_article
from dragoman.record.matching import fact_of, resemblance
from dragoman.record.member import Member, Party
from dragoman.record.merging import choose_events, event_key
from dragoman.record.rows import Row
from dragoman.record.schema import articles, events, reports
from dragoman.record.view import view_of

_ARTICLE: Final = sa.select(articles).where(articles.c.id == sa.bindparam("number"))
_ASSIGN: Final = (
    sa.update(reports)
    .where(reports.c.id == sa.bindparam("report"))
    .values(event_id=sa.bindparam("event"), own_event_id=sa.bindparam("event"))
)
_DETACH: Final = (
    sa.update(reports).where(reports.c.article_id == sa.bindparam("article")).values(event_id=None, own_event_id=None)
)
_EVENTS_OF_ARTICLE: Final = sa.select(reports.c.event_id).where(
    reports.c.article_id == sa.bindparam("article"), reports.c.event_id.is_not(None)
)
_FOLLOW: Final = (
    sa.update(reports).where(reports.c.id == sa.bindparam("report")).values(replaced_by=sa.bindparam("follower"))
)
_EMPTY: Final = (
    sa.update(events)
    .where(events.c.id == sa.bindparam("number"))
    .values(reports=0, independent_sources=0, verdict="withdrawn", digest=None)
)


@dataclass(frozen=True, slots=True)
class Added:
    """What adding an article came to: its id in the record, and how many of its reports made or joined events."""

    outcome: Outcome
    article: str
    reports: int = 0
    new_events: int = 0
    joined: int = 0


class Recorder:
    """Adds articles to the record of an engine. Not for several threads at once; several recorders may be."""

    def __init__(self, engine: Engine, shown: str) -> None:
        self._engine = engine
        self._shown = shown
        self._actors = ActorStore()

    def knows(self, digest: str) -> bool:
        """Whether a page with this hash was stored before. Raises RecordError."""
        with told_as(self._shown), self._engine.connect() as connection:
            return is_known(connection, digest)

    def add(self, article: Article, found: Sequence[Report], digest: str) -> Added:
        """Store an article and its reports, in one transaction: all of it or nothing. Raises RecordError.

        `digest` tells the page apart from all others (see `intake.raw_hash`).
        """
        try:
            with told_as(self._shown), self._engine.connect() as plain:
                connection = plain.execution_options(writes=True)
                with connection.begin():
                    if connection.dialect.name == "postgresql":
                        lock_writers(connection)
                    self._actors.begin(connection)
                    added = self._add(connection, article, found, digest)
                    self._actors.end(connection)
                    return added
        except BaseException:
            self._actors.forget()
            raise

    def _add(self, connection: Connection, article: Article, found: Sequence[Report], digest: str) -> Added:
        now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        stored = store_article(connection, article, digest, now)
        if stored is None:
            return Added(Outcome.UNCHANGED, article.id)
        row = connection.execute(_ARTICLE, {"number": stored.number}).mappings().one()
        before = self._detach(connection, stored.replaced) if stored.replaced is not None else []
        members = self._insert_reports(connection, found, row)
        if stored.outcome is Outcome.OLDER:
            return Added(stored.outcome, row["key"], len(members))
        kept = self._inherit(connection, members, before)
        made, joined = self._assign(connection, members, kept)
        self._withdraw(connection, {number for number, _ in before}, kept)
        return Added(stored.outcome, row["key"], len(members), made, joined)

    def _insert_reports(self, connection: Connection, found: Sequence[Report], row: Row) -> list[Member]:
        members = []
        for position, report in enumerate(found):
            parties = []
            for participant in report.participants:
                actor = self._actors.resolve(connection, participant.actor, row["published"])
                parties.append((actor.number, Party(actor.effective, actor.id, participant.actor, participant.role)))
            members.append(insert_report(connection, report, row, position, parties))
        return members

    def _assign(self, connection: Connection, members: Sequence[Member], kept: Mapping[int, int]) -> tuple[int, int]:
        """Each report to its event. `kept` are the events that reports take over from the version before."""
        made = joined = 0
        for member in members:
            if member.number in kept:
                self._join(connection, member, kept[member.number])
                joined += 1
        free = [member for member in members if member.number not in kept]
        for choice in choose_events(connection, free, barred=frozenset(kept.values())):
            if choice.event is None:
                number = insert_event(connection, event_key(choice.member), view_of([choice.member]))
                connection.execute(_ASSIGN, {"report": choice.member.number, "event": number})
                made += 1
            else:
                self._join(connection, choice.member, choice.event)
                joined += 1
        return made, joined

    def _join(self, connection: Connection, member: Member, number: int) -> None:
        connection.execute(_ASSIGN, {"report": member.number, "event": number})
        self.refresh(connection, [number])

    def refresh(self, connection: Connection, numbers: Iterable[int]) -> None:
        """Work events out anew from their reports; those without any are withdrawn."""
        wanted = list(numbers)
        members = members_of(connection, wanted)
        for number in wanted:
            if members.get(number):
                update_event(connection, number, view_of(members[number]))
            else:
                clear_event(connection, number)
                connection.execute(_EMPTY, {"number": number})

    def _detach(self, connection: Connection, article: int) -> list[tuple[int, Member]]:
        """Take the reports of a version that is replaced out of their events; the events with them as they were."""
        numbers = list(dict.fromkeys(connection.execute(_EVENTS_OF_ARTICLE, {"article": article}).scalars()))
        own = [
            (number, member)
            for number, members in members_of(connection, numbers).items()
            for member in members
            if member.article_id == article
        ]
        connection.execute(_DETACH, {"article": article})
        return own

    def _inherit(
        self, connection: Connection, members: Sequence[Member], before: Sequence[tuple[int, Member]]
    ) -> dict[int, int]:
        """The events that new reports take over from those of the version before which say the same."""
        pairs = sorted(
            (-score, old.number, new.number, number)
            for number, old in before
            for new in members
            if (score := resemblance(fact_of(new), fact_of(old))) is not None
        )
        kept: dict[int, int] = {}
        followed: set[int] = set()
        for _, old_number, new_number, number in pairs:
            if new_number not in kept and old_number not in followed:
                kept[new_number] = number
                followed.add(old_number)
                connection.execute(_FOLLOW, {"report": old_number, "follower": new_number})
        return kept

    def _withdraw(self, connection: Connection, numbers: set[int], kept: Mapping[int, int]) -> None:
        """Bring up to date the events that lost a report to a newer version which says it no more."""
        self.refresh(connection, sorted(numbers - set(kept.values())))
