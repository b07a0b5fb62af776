"""Each report of an article to the event that it tells of, or to a new one."""

import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.model import Status
from dragoman.record.matching import Fact, fact_of, facts_of, likeness, unpacked
from dragoman.record.member import Member
from dragoman.record.schema import event_blocks, events, reports
from dragoman.record.search import LONG, SHORT, keys_of, span_of

# More events of one kind between the same sides in the days of one report are looked at no further, the latest first.
_MOST_CANDIDATES: Final = 80
# A report that fits two events this nearly alike, and neither by the day, tells of neither for certain.
_MARGIN: Final = 0.25
_CERTAIN: Final = 5.0
# What many tell of is told again: so much for each doubling of reports. With the rest of what decides between events
# that fit alike (see `matching`) it never makes up half a grade.
_SUPPORT: Final = 0.02
_MOST_SUPPORT: Final = 0.1
# Events of so few reports may turn out to be part of another one, and so many are looked at for each report.
_FEW: Final = 8
_MOST_UNSETTLED: Final = 4


def _near(keys: str, earliest: str) -> sa.Subquery:
    """Events under keys whose days begin with `earliest` or later; the two name the parameters."""
    return (
        sa.select(events.c.id, events.c.profile, events.c.reports)
        .join(event_blocks, event_blocks.c.event_id == events.c.id)
        .where(
            event_blocks.c.block.in_(sa.bindparam(keys, expanding=True)),
            event_blocks.c.first_day.between(sa.bindparam(earliest), sa.bindparam("last")),
            event_blocks.c.last_day >= sa.bindparam("first"),
            events.c.redirect_to.is_(None),
        )
        .order_by(event_blocks.c.first_day.desc(), events.c.id)
        .limit(_MOST_CANDIDATES)
        .subquery()
    )


_NEAR = sa.union_all(sa.select(_near("keys", "earliest")), sa.select(_near("long_keys", "long_earliest")))
_OTHER = reports.alias("other")
_SHARED = sa.select(reports.c.id).where(
    reports.c.event_id == sa.bindparam("one"),
    reports.c.article_id.in_(sa.select(_OTHER.c.article_id).where(_OTHER.c.event_id == sa.bindparam("other"))),
)
_PROFILES = sa.select(events.c.id, events.c.profile).where(
    events.c.id.in_(sa.bindparam("numbers", expanding=True)), events.c.redirect_to.is_(None)
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A report and the number of its event; None for a new one.

    `rivals` are other events that the report fits for certain: they may turn out to be the same one. `unsettled` are
    events near by of which some report may now have a better place.
    """

    member: Member
    event: int | None
    score: float
    rivals: tuple[int, ...] = ()
    unsettled: tuple["Candidate", ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """An event that the index finds for a report. `score` is None if the report is none of its reports."""

    number: int
    fact: Fact
    reports: int
    score: float | None

    @property
    def is_loose(self) -> bool:
        """Whether it may be part of another event: a report by itself, or some that give no exact date."""
        vague = not any(window.precise for window, _ in self.fact.dates)
        return self.score is not None and (self.reports == 1 or (vague and self.reports <= _FEW))

    @property
    def has_strays(self) -> bool:
        """Whether it has reports that may belong elsewhere, because they give no date, other days or another place."""
        scattered = len(self.fact.places) > 1 and self.reports <= _FEW
        return self.reports > 1 and bool(self.fact.dates) and (self.fact.open or scattered)


def choose_events(
    connection: Connection, members: Sequence[Member], *, barred: frozenset[int] = frozenset()
) -> list[Choice]:
    """The event of each report of one article. No two of them get the same: an article that tells two contacts apart
    knows that they are two. `barred` are events that already have a report of this article.
    """
    pairs: list[tuple[float, int, int]] = []
    unsettled: list[tuple[Candidate, ...]] = []
    for position, member in enumerate(members):
        near = _near_events(connection, fact_of(member))
        pairs += [(score, position, number) for score, number in _ranked(near, barred)]
        loose = [one for one in near if one.is_loose or (one.has_strays and member.window is not None)]
        unsettled.append(tuple(loose[:_MOST_UNSETTLED]))
    chosen: dict[int, tuple[int, float]] = {}
    taken: set[int] = set()
    for score, position, number in sorted(pairs):
        if position not in chosen and number not in taken:
            chosen[position] = (number, -score)
            taken.add(number)
    choices = []
    for position, member in enumerate(members):
        event, score = chosen.get(position, (None, 0.0))
        certain = [n for s, at, n in pairs if at == position and -s >= _CERTAIN and n not in taken]
        choices.append(Choice(member, event, score, tuple(certain) if score >= _CERTAIN else (), unsettled[position]))
    return choices


def _ranked(near: Sequence[Candidate], barred: frozenset[int]) -> list[tuple[float, int]]:
    """The events that a report may go to, as (minus score, number), the best first; none if two fit it alike."""
    scored = sorted((-one.score, one.number) for one in near if one.score is not None and one.number not in barred)
    if len(scored) > 1 and -scored[0][0] < _CERTAIN and scored[1][0] - scored[0][0] < _MARGIN:
        return scored[:1] if scored[0][0] < scored[1][0] else []
    return scored


def home_of_event(connection: Connection, loose: int, fact: Fact) -> int | None:
    """The event that a loose one is part of by what the record knows now; None if it stands for itself."""
    near = _near_events(connection, fact)
    for _, number in _ranked(near, frozenset({loose}))[:1]:
        home = next(one.fact for one in near if one.number == number)
        if likeness(home, fact) is not None and not share_an_article(connection, number, loose):
            return number
    return None


def strays_of(members: Sequence[Member], fact: Fact, elsewhere: Fact) -> list[Member]:
    """The reports of an event that fit another one better than those that hold it together.

    These are the dated ones of what happened; of a small event, any may be wrong. `members` are all reports of the
    event that `fact` is of, `elsewhere` is the other event.
    """
    core = [m for m in members if m.window is not None and (not fact.happened or m.source.status is Status.HAPPENED)]
    weak = list(members) if len(members) <= _FEW else [m for m in members if m not in core]
    found: list[Member] = []
    for member in weak[-_FEW:]:
        own = fact_of(member)
        there = likeness(own, elsewhere)
        rest = [m for m in core or members if m is not member]
        if there is not None and rest:
            here = likeness(own, facts_of(rest, fact.happened, fact.called_off))
            if here is None or there > here:
                found.append(member)
    return found


def profile_of(connection: Connection, number: int) -> Fact | None:
    """What is compared of an event; None for one that leads to another."""
    row = connection.execute(_PROFILES, {"numbers": [number]}).first()
    return unpacked(row.profile) if row is not None else None


def share_an_article(connection: Connection, one: int, other: int) -> bool:
    """Whether an article tells of both events: it would know that they are two."""
    return connection.execute(_SHARED, {"one": one, "other": other}).first() is not None


def are_one(connection: Connection, one: int, other: int) -> bool:
    """Whether two events, between which a report has come to stand, are one for certain.

    They are not if an article tells of both, for it would know that they are two.
    """
    if share_an_article(connection, one, other):
        return False
    profiles = {row.id: row.profile for row in connection.execute(_PROFILES, {"numbers": [one, other]})}
    if len(profiles) < 2:
        return False
    facts = [unpacked(profiles[number]) for number in (one, other)]
    scores = [likeness(facts[0], facts[1]), likeness(facts[1], facts[0])]
    return all(score is not None and score >= _CERTAIN for score in scores)


def _near_events(connection: Connection, fact: Fact) -> list[Candidate]:
    """The events that the index finds for a report, the latest first."""
    keys = keys_of(fact)
    if not keys:
        return []
    first, last = span_of(fact)
    found: dict[int, Candidate] = {}
    window = {"keys": keys, "long_keys": tuple(f"{key}~" for key in keys), "first": first, "last": last}
    for number, profile, told in connection.execute(
        _NEAR, window | {"earliest": first - SHORT, "long_earliest": first - LONG}
    ):
        if number not in found:
            known = unpacked(profile)
            score = likeness(fact, known)
            support = min(_MOST_SUPPORT, _SUPPORT * math.log2(max(1, told)))
            found[number] = Candidate(number, known, told, None if score is None else score + support)
    return list(found.values())


def event_key(member: Member) -> str:
    """The id that a report gives to the event that it founds: the same for the same report in any record."""
    return "E" + hashlib.sha256(member.source.report.encode()).hexdigest()[:10]
