"""Each report of an article to the event that it tells of, or to a new one."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman.record.matching import Fact, fact_of, likeness, unpacked
from dragoman.record.member import Member
from dragoman.record.schema import event_blocks, events
from dragoman.record.search import LONG, SHORT, keys_of, reach_of

# More events of one kind between the same sides in the days of one report are looked at no further, the latest first.
_MOST_CANDIDATES: Final = 80
# A report that fits two events this nearly alike, and neither by the day, tells of neither for certain.
_MARGIN: Final = 0.25
_CERTAIN: Final = 5.0

_NEAR = (
    sa.select(events.c.id, events.c.profile)
    .join(event_blocks, event_blocks.c.event_id == events.c.id)
    .where(
        event_blocks.c.block.in_(sa.bindparam("keys", expanding=True)),
        event_blocks.c.first_day.between(sa.bindparam("earliest"), sa.bindparam("last")),
        event_blocks.c.last_day >= sa.bindparam("first"),
        events.c.redirect_to.is_(None),
    )
    .order_by(event_blocks.c.first_day.desc(), events.c.id)
    .limit(_MOST_CANDIDATES)
)


@dataclass(frozen=True, slots=True)
class Choice:
    """A report and the number of its event; None for a new one."""

    member: Member
    event: int | None
    score: float


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
    return [Choice(member, *chosen.get(position, (None, 0.0))) for position, member in enumerate(members)]


def _scores(connection: Connection, fact: Fact) -> dict[int, float]:
    keys = keys_of(fact)
    if not keys:
        return {}
    first, last = reach_of(fact)
    found: dict[int, float] = {}
    for names, reach in ((keys, SHORT), (tuple(f"{key}~" for key in keys), LONG)):
        window = {"keys": names, "earliest": first - reach, "first": first, "last": last}
        for number, profile in connection.execute(_NEAR, window):
            if number not in found:
                score = likeness(fact, unpacked(profile))
                if score is not None:
                    found[number] = score
    return found


def event_key(member: Member) -> str:
    """The id that a report gives to the event that it founds: the same for the same report in any record."""
    return "E" + hashlib.sha256(member.source.report.encode()).hexdigest()[:10]
