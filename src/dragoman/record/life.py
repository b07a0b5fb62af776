"""The life of an event: what each report changed, in the order in which the reports came out."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model import Change, EventSource, Place, Status, TimeSpan
from dragoman.record.distance import elsewhere
from dragoman.record.member import Member
from dragoman.record.timing import Window, shown, window_of


@dataclass(frozen=True, slots=True)
class Life:
    """An event's changes, and what its last word is."""

    changes: tuple[Change, ...]
    status: Status
    when: TimeSpan | None
    place: Place | None


def life_of(members: Sequence[Member]) -> Life:
    """Follow an event through its reports, which are in the order of publication and count (no copies, none rejected).

    The first report opens the life with its status; then each change of status, date, place or participants is an
    entry. A vaguer or repeated statement changes nothing, nor does any once the event has happened: that would be
    another account of it, not another event.
    """
    first = members[0]
    changes = [_change(first, "status", None, str(first.source.status))]
    status, when, place = first.source.status, first.source.when, first.source.place
    people = _people(first)
    for member in members[1:]:
        source = member.source
        if status is Status.HAPPENED:
            break
        following = _next_status(status, source)
        if following is not status:
            changes.append(_change(member, "status", str(status), str(following)))
        # What is called off has no new day or place, but may have one that nobody told before.
        planned = source.status is not Status.OFF
        if (planned or when is None) and _tells_more(source.when, when):
            changes.append(_change(member, "date", shown(when), shown(source.when)))
            when = source.when
        if (planned or place is None) and _other_place(source.place, place):
            changes.append(_change(member, "place", place_shown(place), place_shown(source.place)))
            place = source.place
        named = _people(member)
        if _others(named, people):
            changes.append(_change(member, "participants", _listed(people), _listed(named)))
            people = named
        elif not people:
            people = named
        status = following
    return Life(tuple(changes), status, when, place)


def _change(member: Member, field: str, before: str | None, after: str | None) -> Change:
    return Change(member.source.published, member.source.article, field, before, after)


def _next_status(status: Status, source: EventSource) -> Status:
    """What a report makes of the status that is known: doubt changes no plan, but it can revive one that was off."""
    if Status.HAPPENED in (status, source.status):
        return Status.HAPPENED
    if status is Status.PLANNED and source.status is Status.POSSIBLE:
        return status
    return source.status


def _tells_more(new: TimeSpan | None, known: TimeSpan | None) -> bool:
    """Whether a date is another one, or a more precise one."""
    late, early = window_of(new), window_of(known)
    if late is None:
        return False
    if early is None:
        return True
    if late.gap(early):
        return True
    return early != late and early.holds(late) and _width(late) < _width(early)


def _width(window: Window) -> int:
    return window.days if window.days is not None else 10**6


def _other_place(new: Place | None, known: Place | None) -> bool:
    """Whether a place is another one, or a more precise one."""
    if new is None or new == known:
        return False
    if known is None or (known.name is None and new.name is not None):
        return True
    return elsewhere(new, known)


def _people(member: Member) -> dict[str, str]:
    return {party.id: party.side for party in member.parties if party.names_somebody}


def _others(new: dict[str, str], known: dict[str, str]) -> bool:
    """Whether a side sends somebody else than it was to send."""
    for side in set(new.values()) & set(known.values()):
        before = {name for name, of in known.items() if of == side}
        after = {name for name, of in new.items() if of == side}
        if not before & after:
            return True
    return False


def _listed(people: dict[str, str]) -> str | None:
    return ", ".join(sorted(people)) or None


def place_shown(place: Place | None) -> str | None:
    """A place as "Singapore, SGP"; a state alone as its code."""
    if place is None:
        return None
    return ", ".join(part for part in (place.name, place.country) if part) or None
