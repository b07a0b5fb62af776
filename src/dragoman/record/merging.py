"""Each report of an article to the event that it tells of, or to a new one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.record.matching import Fact, fact_of, likeness, unpacked
from dragoman.record.member import Member
from dragoman.record.schema import event_blocks, events, reports
from dragoman.record.search import LONG, SHORT, keys_of, span_of

# More events of one kind between the same sides in the days of one report are looked at no further, the latest first.
_MOST_CANDIDATES: Final = 80
# A report that fits two events this nearly alike, and neither by the day, tells of neither for certain.
_MARGIN: Final = 0.25
_CERTAIN: Final = 5.0


def _near(keys: str, earliest: str) -> sa.Subquery:
    """Events under keys whose days begin with `earliest` or later; the two name the parameters."""
    return (
        sa.select(events.c.id, events.c.profile)
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

    `rivals` are other events that the report fits for certain: they may turn out to be the same one.
    """

    member: Member
    event: int | None
    score: float
    rivals: tuple[int, ...] = ()


def choose_events(
    connection: Connection, members: Sequence[Member], *, barred: frozenset[int] = frozenset()
) -> list[Choice]:
    """The event of each report of one article. No two of them get the same: an article that tells two contacts apart
    knows that they are two. `barred` are events that already have a report of this article.
    """
    facts = [fact_of(member) for member in members]
    pairs: list[tuple[float, int, int]] = []
    for position, fact in enumerate(facts):
        scored = sorted(
            ((-score, number) for number, score in _scores(connection, fact).items() if number not in barred)
        )
        if len(scored) > 1 and -scored[0][0] < _CERTAIN and scored[1][0] - scored[0][0] < _MARGIN:
            scored = scored[:1] if scored[0][0] < scored[1][0] else []
        pairs += [(score, position, number) for score, number in scored]
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
        choices.append(Choice(member, event, score, tuple(certain) if score >= _CERTAIN else ()))
    return choices


def are_one(connection: Connection, one: int, other: int) -> bool:
    """Whether two events, between which a report has come to stand, are one for certain.

    They are not if an article tells of both, for it would know that they are two.
    """
    if connection.execute(_SHARED, {"one": one, "other": other}).first() is not None:
        return False
    profiles = {row.id: row.profile for row in connection.execute(_PROFILES, {"numbers": [one, other]})}
    if len(profiles) < 2:
        return False
    facts = [unpacked(profiles[number]) for number in (one, other)]
    scores = [likeness(facts[0], facts[1]), likeness(facts[1], facts[0])]
    return all(score is not None and score >= _CERTAIN for score in scores)


def _scores(connection: Connection, fact: Fact) -> dict[int, float]:
    keys = keys_of(fact)
    if not keys:
        return {}
    first, last = span_of(fact)
    found: dict[int, float] = {}
    window = {"keys": keys, "long_keys": tuple(f"{key}~" for key in keys), "first": first, "last": last}
    for number, profile in connection.execute(
        _NEAR, window | {"earliest": first - SHORT, "long_earliest": first - LONG}
    ):
        if number not in found:
            score = likeness(fact, unpacked(profile))
            if score is not None:
                found[number] = score
    return found


def event_key(member: Member) -> str:
    """The id that a report gives to the event that it founds: the same for the same report in any record."""
    return "E" + hashlib.sha256(member.source.report.encode()).hexdigest()[:10]
