"""What people's standing judgements come to: reports rejected, fields set, actors and events told apart or joined."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final, Self

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.model import Verdict
from dragoman.record.partakers import ABSENT, PARTICIPANT, Partaker, partakers
from dragoman.record.schema import articles, events, judgements, reports

_STANDING = sa.select(judgements).where(judgements.c.undone_at.is_(None)).order_by(judgements.c.at, judgements.c.id)
_REPLACED = sa.select(reports.c.ref, reports.c.replaced_by).where(
    reports.c.ref.in_(sa.bindparam("refs", expanding=True))
)
_REF = sa.select(reports.c.ref, reports.c.replaced_by).where(reports.c.id == sa.bindparam("number"))
_EVENT_KEYS = sa.select(events.c.key).where(events.c.id.in_(sa.bindparam("numbers", expanding=True)))
_EVENT = sa.select(events.c.key, events.c.redirect_to).where(events.c.key == sa.bindparam("key"))
_EVENT_NUMBERED = sa.select(events.c.key, events.c.redirect_to).where(events.c.id == sa.bindparam("number"))
_PEOPLE: Final = (PARTICIPANT, ABSENT)
_COPIED, _COPY = articles.alias("copied"), articles.alias("copy")
_SAME = reports.alias("same")
_COPIES = (
    sa.select(_SAME.c.ref)
    .select_from(reports)
    .join(_COPIED, _COPIED.c.id == reports.c.article_id)
    .join(_COPY, _COPY.c.copy_of == _COPIED.c.key)
    .join(_SAME, _SAME.c.article_id == _COPY.c.id)
    .where(
        reports.c.ref.in_(sa.bindparam("refs", expanding=True)),
        _COPY.c.current,
        _SAME.c.kind == reports.c.kind,
        _SAME.c.evidence == reports.c.evidence,
    )
    .distinct()
    .order_by(_SAME.c.ref)
)


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements that stand, by what they are about; a later one goes before an earlier one.

    `apart` holds pairs of events that are two. `rejected` and `accepted` are references of reports, `set_of_report` has
    by reference the fields that were set, each a text; `verdicts` ("accepted", "rejected") and `set_of_event` are by
    event id. `people_of_report` and `people_of_event` hold who took part or did not. `copies` are reports that are
    rejected because they are copies of rejected ones; they are among the `rejected`.
    """

    rejected: frozenset[str] = frozenset()
    accepted: frozenset[str] = frozenset()
    set_of_report: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    verdicts: Mapping[str, str] = field(default_factory=dict)
    set_of_event: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    people_of_report: Mapping[str, tuple[Partaker, ...]] = field(default_factory=dict)
    people_of_event: Mapping[str, tuple[Partaker, ...]] = field(default_factory=dict)
    copies: frozenset[str] = frozenset()

    @property
    def of_reports(self) -> bool:
        """Whether anything was said of reports."""
        return bool(self.set_of_report or self.rejected or self.accepted or self.people_of_report)

    @classmethod
    def load(cls, connection: Connection) -> Self:
        """Read those of a record. One on a report holds for the report of a newer version that says the same."""
        rows = connection.execute(_STANDING).mappings().all()
        if not rows:
            return cls()
        current = newest(connection, [row["target"] for row in rows if row["about"] == "report"])
        reports_judged: dict[str, str] = {}
        verdicts: dict[str, str] = {}
        set_of_report: dict[str, dict[str, str]] = {}
        set_of_event: dict[str, dict[str, str]] = {}
        people_of_report: dict[str, tuple[Partaker, ...]] = {}
        people_of_event: dict[str, tuple[Partaker, ...]] = {}
        people = [_said_of(row) for row in rows if row["field"] in _PEOPLE and row["other"] is not None]
        known = partakers(connection, people)
        for row in rows:
            of_report = row["about"] == "report"
            target = current.get(row["target"], row["target"]) if of_report else final_key(connection, row["target"])
            if row["verdict"] == Verdict.CORRECT and row["field"] in _PEOPLE:
                one, into = known.get(_said_of(row)), people_of_report if of_report else people_of_event
                if one is not None:
                    into[target] = (*into.get(target, ()), one)
            elif row["verdict"] == Verdict.CORRECT:
                (set_of_report if of_report else set_of_event).setdefault(target, {})[row["field"]] = row["value"]
            elif row["verdict"] in (Verdict.ACCEPT, Verdict.REJECT):
                said = "accepted" if row["verdict"] == Verdict.ACCEPT else "rejected"
                (reports_judged if of_report else verdicts)[target] = said
        rejected = frozenset(ref for ref, said in reports_judged.items() if said == "rejected")
        copies = frozenset(copies_of(connection, rejected)) - reports_judged.keys()
        return cls(
            rejected=rejected | copies,
            copies=copies,
            people_of_report=people_of_report,
            people_of_event=people_of_event,
            accepted=frozenset(ref for ref, said in reports_judged.items() if said == "accepted"),
            set_of_report=set_of_report,
            verdicts=verdicts,
            set_of_event=set_of_event,
            apart=frozenset(
                frozenset((final_key(connection, row["target"]), final_key(connection, row["other"])))
                for row in rows
                if row["verdict"] == Verdict.DIFFERENT and row["about"] == "event"
            ),
        )

    def told_apart(self, connection: Connection, one: int, other: int) -> bool:
        """Whether a person said that two events, given by their rows, are two."""
        if not self.apart:
            return False
        keys = connection.execute(_EVENT_KEYS, {"numbers": [one, other]}).scalars()
        return frozenset(keys) in self.apart


def _said_of(row: sa.RowMapping) -> tuple[str, str, str]:
    return row["other"] or "", row["field"], row["value"]


def copies_of(connection: Connection, refs: Collection[str]) -> list[str]:
    """The reports that say the same in copies of the articles of these reports."""
    return list(connection.execute(_COPIES, {"refs": sorted(refs)}).scalars()) if refs else []


def final_key(connection: Connection, key: str) -> str:
    """The id of the event that an id stands for today, after all redirections; the id itself if it is none."""
    row = connection.execute(_EVENT, {"key": key}).first()
    while row is not None and row.redirect_to is not None:
        row = connection.execute(_EVENT_NUMBERED, {"number": row.redirect_to}).first()
    return row.key if row is not None else key


def newest(connection: Connection, refs: Collection[str]) -> dict[str, str]:
    """For references of reports, those of the newest versions of their pages that say the same."""
    found: dict[str, str] = {}
    if not refs:
        return found
    for ref, follower in connection.execute(_REPLACED, {"refs": list(refs)}).all():
        last, following = ref, follower
        while following is not None:
            last, following = connection.execute(_REF, {"number": following}).one()
        found[ref] = last
    return found
