"""Who was where on which days, as far as an event tells: visitors at their goal, and people who met away from home."""

from dataclasses import dataclass

from dragoman.model import ActorType, Kind, Role
from dragoman.record.timing import window_of
from dragoman.record.view import View

# Nobody is somewhere for half a year because "in 2018" is all that is known.
_LONGEST = 31


@dataclass(frozen=True, slots=True)
class Stay:
    """A person of `actor_country` in `place` of `country`, from one day to another (ordinals)."""

    actor_id: int
    actor_country: str
    country: str
    place: str | None
    first_day: int
    last_day: int


def stays_of(view: View) -> list[Stay]:
    """The stays that an event shows; none without days to the month, without a state, or for what is no presence."""
    window = window_of(view.when)
    place = view.place
    if window is None or place is None or place.country is None or view.kind not in (Kind.VISIT, Kind.MEETING):
        return []
    first = window.first if window.first is not None else window.last
    last = window.last if window.last is not None else window.first
    if first is None or last is None or last - first > _LONGEST or (view.kind is Kind.MEETING and view.fact.remote):
        return []
    return [
        Stay(number, side, place.country, place.name, first, last)
        for number, side in {
            p.actor_id: p.side
            for p in view.participants
            if p.actor.type is ActorType.PERSON
            and p.side != place.country
            and len(p.side) == 3
            and p.role in (Role.VISITOR, Role.PARTY, Role.CARRIER, Role.HOST)
        }.items()
    ]
