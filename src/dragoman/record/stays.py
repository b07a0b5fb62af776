"""Who was where on which days, as events tell: visitors at their goal, those who met or signed where they did so."""

import re
from dataclasses import dataclass
from typing import Final

from dragoman.model import ActorType, Kind, Place, Role, Status, TimeSpan
from dragoman.record.timing import Window, window_of
from dragoman.record.view import View

_AFAR: Final = re.compile(
    r"\b(?:video(?:-?(?:conferenc\w+|link))?|virtual(?:ly)?|online|tele-?conferenc\w+|by (?:tele)?phone)\b",
    re.IGNORECASE,
)
_PRESENT: Final = (Kind.VISIT, Kind.MEETING, Kind.AGREEMENT)
_ROLES: Final = (Role.VISITOR, Role.PARTY, Role.CARRIER, Role.HOST)
_EXACT: Final = len("2018-03-12")


@dataclass(frozen=True, slots=True)
class Stay:
    """A person of `actor_country` in `place`, whose state is known, from one day to another (ordinals)."""

    actor_id: int
    actor_country: str
    place: Place
    first_day: int
    last_day: int


def stays_of(view: View) -> list[Stay]:
    """The stays that an event shows; none without exact days, without a state, or for what is no presence."""
    place, days = view.place, _days(view)
    if days is None or place is None or place.country is None or view.kind not in _PRESENT:
        return []
    if view.kind is not Kind.VISIT and _is_from_afar(view):
        return []
    sides = {
        p.actor_id: p.side
        for p in view.participants
        if p.actor.type is ActorType.PERSON and len(p.side) == 3 and p.role in _ROLES
    }
    return [Stay(number, side, place, *days) for number, side in sides.items()]


def _is_from_afar(view: View) -> bool:
    """Whether most reports say that it was a video conference; a word in one may be about something else."""
    return 2 * sum(1 for source in view.sources if _AFAR.search(source.evidence)) > len(view.sources)


def _days(view: View) -> tuple[int, int] | None:
    """First and last day; None for "in March", which does not mean all of it, and for spans that are no one stay."""
    when, window = view.when, window_of(view.when)
    if when is None or window is None:
        return None
    if view.kind is Kind.VISIT and view.status is Status.HAPPENED and window.first and window.last is None:
        window = Window(window.first, window.first)  # arrived, and not yet gone
        when = TimeSpan(when.start, when.start)
    if not window.precise:
        return None
    if len(when.start or "") < _EXACT or len(when.end or "") < _EXACT:
        return None
    assert window.first is not None and window.last is not None
    return window.first, window.last
