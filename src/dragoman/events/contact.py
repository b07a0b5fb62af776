"""What makes a statement a contact between states, organisations or parties to a conflict."""

from dragoman.events.candidate import Candidate
from dragoman.events.codebook import codebook
from dragoman.events.who import Side
from dragoman.model import ActorType, Kind, Role


def why_no_contact(candidate: Candidate) -> str | None:
    """Why the sides and the place of a statement make no contact, in words; None if they make one."""
    if candidate.entry.kind is Kind.VISIT:
        return _visit(candidate)
    if candidate.entry.kind in (Kind.MESSAGE, Kind.INVITATION):
        return _directed(candidate) or _sides(candidate)
    return _sides(candidate)


def _directed(candidate: Candidate) -> str | None:
    senders = {s.actor.country for s in candidate.sides if s.role is Role.SENDER}
    others = {s.actor.country for s in candidate.sides if s.role is Role.RECIPIENT}
    if not others:
        return "no recipient"
    return "both sides are of one state" if senders and senders == others and senders != {"IGO"} else None


def _sides(candidate: Candidate) -> str | None:
    sides, kind = candidate.sides, candidate.entry.kind
    countries = {s.actor.country for s in sides}
    number = len({s.actor.key for s in sides})
    if number < max(candidate.entry.sides, 1):
        return "too few sides"
    if countries == {"IGO"} or (number == 1 and _is_gathering(sides[0])):
        return None
    if None in countries and len(countries) == 2:
        if kind in (Kind.CALL, Kind.MESSAGE) and any(_is_private(s) for s in sides):
            return "one side is nobody's official"
        unknown = [s for s in sides if s.actor.country is None]
        if kind is not Kind.VISIT and all(_is_local(s) for s in unknown):
            return "the other side holds an office at home"
        if kind is not Kind.INVITATION and all(s.actor.type is ActorType.GROUP for s in unknown):
            return "the other side is of no known state"
    if number < 2:
        return "only one side"
    return "all sides are of one state" if len(countries) < 2 else None


def _is_local(side: Side) -> bool:
    """Whether it is the "Governor of the Lake Province", "Acting Head of the Republic of the Lakes"."""
    rank, _, part = (side.actor.office or "").casefold().partition(" of ")
    governs = side.actor.type is ActorType.PERSON and rank.split()[-1:] in (["governor"], ["mayor"], ["head"])
    return governs and not codebook().parts_of_states.isdisjoint(part.split())


def _is_private(side: Side) -> bool:
    actor = side.actor
    return actor.type is ActorType.PERSON and actor.country is None and actor.office is None


def _is_gathering(side: Side) -> bool:
    """Several people of several states under one name: "a meeting of political advisers to the leaders"."""
    actor = side.actor
    many = actor.type is ActorType.GROUP and actor.country is None and actor.name.split()[-1].endswith("s")
    return many and side.slot in ("of", "between")


def _visit(candidate: Candidate) -> str | None:
    hosts = {s.actor.key for s in candidate.sides if s.role is Role.HOST}
    visitors = [s for s in candidate.sides if s.role is Role.VISITOR and s.actor.key not in hosts]
    if not visitors:
        return "no visitor"
    place = candidate.place
    if place is None:
        return "no destination"
    if place.country is not None and all(v.actor.country == place.country for v in visitors):
        return "the journey stays inside one state"
    if all(v.actor.country is None and not v.actor.office for v in visitors):
        return "the traveller is nobody's official"
    return None
