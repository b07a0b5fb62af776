"""Stays of different people put together: who was in one place on one day, and for how many days in a row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.model import Place
from dragoman.record.distance import near

# A little more than the km within which two places are one, in degrees.
_DEGREES: Final = 0.6


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody of the state `side` on one day (ordinal) in a place, as an event tells; numbers are rows."""

    event: int
    actor: int
    day: int
    side: str
    place: Place
    happened: bool


@dataclass(frozen=True, slots=True)
class Meet:
    """Two stays on one day in one place."""

    one: Stay
    other: Stay
    exact: bool


def meets_of(own: Iterable[Stay], others: Iterable[Stay]) -> dict[tuple[int, int], list[Meet]]:
    """Stays of people of different states on one day in one place, by the two people."""
    by_day: dict[int, list[Stay]] = defaultdict(list)
    for stay in others:
        by_day[stay.day].append(stay)
    mine: dict[int, list[Stay]] = defaultdict(list)
    for stay in own:
        mine[stay.day].append(stay)
    found: dict[tuple[int, int], list[Meet]] = defaultdict(list)
    for day, stays_of_day in mine.items():
        for one in stays_of_day:
            for other in _near(one, by_day[day]):
                exact = _same_place(one.place, other.place)
                if exact is not None:
                    first, second = (one, other) if one.actor < other.actor else (other, one)
                    found[first.actor, second.actor].append(Meet(first, second, exact))
    return found


def _near(one: Stay, others: Iterable[Stay]) -> Iterator[Stay]:
    """Those who can be in one place with somebody; a quick look before the careful one."""
    country, lat, lon = one.place.country, one.place.lat, one.place.lon
    for other in others:
        if other.side == one.side or other.actor == one.actor:
            continue
        place = other.place
        if place.country == country:
            yield other
        elif lat is None or lon is None or place.lat is None or place.lon is None:
            continue
        elif abs(place.lat - lat) < _DEGREES and abs(place.lon - lon) < 3 * _DEGREES:
            yield other


def _same_place(one: Place, other: Place) -> bool | None:
    """True in one city, False if that is only possible because one names the state alone, None if apart."""
    if one.name is None or other.name is None:
        return False if one.country == other.country else None
    same = one.country == other.country and one.name.casefold() == other.name.casefold()
    return True if same or near(one, other) else None


def runs_of(meets: Sequence[Meet]) -> Iterator[list[Meet]]:
    """The meets of two people, parted where a day is missing or the place is another."""
    exact = {meet.one.day for meet in meets if meet.exact}
    # Where one article names the city and another only the state, the city is what is known.
    kept = [meet for meet in meets if meet.exact or meet.one.day not in exact]
    groups: list[list[Meet]] = []
    for meet in sorted(kept, key=lambda m: (m.one.day, m.one.event, m.other.event)):
        for group in groups:
            last = group[-1]
            if meet.one.day - last.one.day <= 1 and meet.exact == last.exact and _goes_on(meet, last):
                group.append(meet)
                break
        else:
            groups.append([meet])
    yield from groups


def _goes_on(meet: Meet, last: Meet) -> bool:
    return _same_place(meet.one.place, last.one.place) is not None
