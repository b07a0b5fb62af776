"""Who, when and where, in the words of tables."""

from collections.abc import Iterable, Sequence
from typing import Final

from dragoman.cli.plain import plain
from dragoman.model import Actor, ActorType, EventParticipant, Kind, Participant, Place, Role, TimeSpan

_DIRECTED: Final = (Kind.VISIT, Kind.MESSAGE, Kind.INVITATION)


def when_text(when: TimeSpan | None) -> str:
    """Days as they are told, on one line or two."""
    if when is None or not (when.start or when.end):
        return "-"
    about = "~" if when.approximate else ""
    if when.start == when.end:
        return f"{about}{when.start}"
    return f"{about}{when.start or '…'}\nto {when.end or '…'}"


def who_text(kind: Kind, participants: Sequence[Participant | EventParticipant]) -> str:
    """Those who take part, by their roles: "Kim Jong Un (PRK) → China"."""
    if kind not in _DIRECTED:
        return _names(participants, set(Role))
    source = _names(participants, {Role.VISITOR, Role.SENDER, Role.PARTY})
    target = _names(participants, {Role.HOST, Role.RECIPIENT})
    carrier = _names(participants, {Role.CARRIER})
    return " → ".join(part for part in (source, target) if part) + (f" via {carrier}" if carrier else "")


def _names(participants: Iterable[Participant | EventParticipant], roles: set[Role]) -> str:
    actors = (participant.actor for participant in participants if participant.role in roles)
    return ", ".join(plain(named(actor)) for actor in actors)


def named(actor: Actor) -> str:
    """The name with the country's code, where the name is not the country's own."""
    return f"{actor.name} ({actor.country})" if actor.country and actor.type is not ActorType.STATE else actor.name


def where_text(place: Place | None) -> str:
    """City and state, as far as known."""
    if place is None:
        return ""
    return plain(", ".join(part for part in (place.name, place.country) if part))
