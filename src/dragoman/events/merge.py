"""Statements of one contact within an article become one report, with the best of each field."""

from collections.abc import Iterable
from dataclasses import replace

from dragoman.actors.places import capital_of
from dragoman.events.candidate import Candidate
from dragoman.events.codebook import Codebook
from dragoman.events.confidence import confidence
from dragoman.events.days import day_of
from dragoman.events.who import Side
from dragoman.model import Actor, ActorType, Kind, Participant, Place, Report, Role, Status, TimeSpan
from dragoman.text.parsed import Parsed
from dragoman.text.states import name_of

# An article tells of dozens of contacts at most; beyond these numbers it is a hostile one, and cost must stay bounded.
_GROUPS = 100
_STATEMENTS = 20
_WEEK = 7
_MONTH = 31
_VAGUE = frozenset({ActorType.STATE, ActorType.GROUP, ActorType.BODY, ActorType.IGO})


def merge(found: Iterable[Candidate], parsed: Parsed, book: Codebook) -> tuple[Report, ...]:
    """One report per contact, in the order of their evidence; refused statements are left out."""
    return tuple(report_of(group, parsed, book) for group in groups_of(found))


def groups_of(found: Iterable[Candidate]) -> list[list[Candidate]]:
    """The statements that make reports, those of one contact together; an echo without a contact is left out.

    Statements that stand on their own come first, so that "Pompeo's trip" finds the visit that the next sentence
    tells of.
    """
    sound = [c for c in found if c.refusal is None]
    groups: list[list[Candidate]] = []
    for candidate in sound:
        if not candidate.echo:
            home = _home(candidate, groups)
            if home is None:
                groups.append([candidate])
            else:
                home.append(candidate)
    for echo in sound:
        if echo.echo:
            home = _echoed(echo, groups)
            if home is not None:
                home.append(echo)
            elif echo.alone:
                groups.append([replace(echo, echo=False)])
    return groups


def _home(candidate: Candidate, groups: list[list[Candidate]]) -> list[Candidate] | None:
    """The latest group that tells of the same contact."""
    for group in reversed(groups[-_GROUPS:]):
        same_kind = group[0].entry.kind is candidate.entry.kind
        if same_kind and all(_same(candidate, other) for other in group[:_STATEMENTS]):
            return group
    return None


def _echoed(echo: Candidate, groups: list[list[Candidate]]) -> list[Candidate] | None:
    """The nearest contact of its kind that the echo can point to: before it, else after it if it names a side."""
    kin = [g for g in groups if g[0].entry.kind is echo.entry.kind]
    before = [g for g in kin if g[0].trigger < echo.trigger][-_GROUPS:]
    if before:
        nearest = max(before, key=lambda g: max(c.trigger for c in g[:_STATEMENTS] if c.trigger < echo.trigger))
        return nearest if all(_same(echo, c) for c in nearest[:_STATEMENTS]) else None
    after = [g for g in kin[:_GROUPS] if echo.sides and all(_same(echo, c) for c in g[:_STATEMENTS])]
    return min(after, key=lambda g: g[0].trigger, default=None)


def _same(a: Candidate, b: Candidate) -> bool:
    if not _dates_agree(_days(a), _days(b)) or not (_places_agree(a.place, b.place) or _site_of(a, b)):
        return False
    if a.echo or b.echo:
        return _included([s.actor for s in a.sides], [s.actor for s in b.sides])
    if a.status is not b.status and not {a.status, b.status} <= {Status.PLANNED, Status.POSSIBLE}:
        return False
    first, second = _by_role(a), _by_role(b)
    roles_agree = all(
        _included(first.get(role, []), second.get(role, [])) or _included(second.get(role, []), first.get(role, []))
        for role in set(first) & set(second)
    )
    return roles_agree and (_part_of(_all(a), _all(b)) or _part_of(_all(b), _all(a)))


def _part_of(few: list[Actor], many: list[Actor]) -> bool:
    """Each of `few` is one of `many`; and `many` does not go on to other states where `few` names persons."""
    if not _included(few, many):
        return False
    others = [b for b in many if not any(_stands_for(a, b) for a in few)]
    return not (any(b.type is ActorType.STATE for b in others) and few and all(a.type is ActorType.PERSON for a in few))


def _told(c: Candidate) -> TimeSpan | None:
    """The days that words of the text give; the day of a readout is only presumed."""
    return c.when if c.because.get("start") and not c.carried else None


def _days(c: Candidate) -> tuple[int, int] | None:
    """The first and last day that a statement allows; a day that is only presumed allows a week around it."""
    if c.when is None:
        return None
    low, high = _bounds(c.when)
    return (low, high) if _told(c) else (low - _WEEK, high + _WEEK)


def _all(c: Candidate) -> list[Actor]:
    return [s.actor for s in c.sides]


def _by_role(c: Candidate) -> dict[str, list[Actor]]:
    sides: dict[str, list[Actor]] = {}
    for side in c.sides:
        role = "party" if side.role is Role.HOST and c.entry.kind is not Kind.VISIT else str(side.role)
        sides.setdefault(role, []).append(side.actor)
    return sides


def _included(few: list[Actor], many: list[Actor]) -> bool:
    """Each of `few` is one of `many`, or the state or group that one of them acts for."""
    return all(any(_stands_for(a, b) for b in many) for a in few)


def _stands_for(a: Actor, b: Actor) -> bool:
    if a.key == b.key:
        return True
    same_side = a.country is not None and a.country == b.country and a.country != "IGO"
    return same_side and (a.type in _VAGUE or b.type in _VAGUE)


def _dates_agree(a: tuple[int, int] | None, b: tuple[int, int] | None) -> bool:
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def _bounds(span: TimeSpan) -> tuple[int, int]:
    low = day_of(span.start, last=False).toordinal() if span.start else 0
    high = day_of(span.end, last=True).toordinal() if span.end else 10**7
    return low, max(low, high)


def _places_agree(a: Place | None, b: Place | None) -> bool:
    if a is None or b is None:
        return True
    if a.country and b.country and a.country != b.country:
        return False
    return not (a.name and b.name and a.name.casefold() != b.name.casefold())


def _site_of(a: Candidate, b: Candidate) -> bool:
    """Whether two places of one state can be a palace and its city: of talks on one day, not both cities."""
    if a.place is None or b.place is None or a.when is None or b.when is None or a.entry.kind is Kind.VISIT:
        return False
    same_day = a.when.start is not None and a.when.start == b.when.start and len(a.when.start) == len("2020-02-12")
    return same_day and a.place.country == b.place.country and None in (a.place.geonames, b.place.geonames)


def report_of(group: list[Candidate], parsed: Parsed, book: Codebook) -> Report:
    """The report that the statements of one contact make together."""
    best = max(group, key=_weight)
    lead = replace(best, because=dict(best.because))
    when = _best_time(group)
    place = _best_place(group)
    sides = _with_host_state(best.entry.kind, _best_sides(best.entry.kind, group), place)
    because = {field: spans for c in reversed(group) for field, spans in c.because.items()}
    because.update(lead.because)
    attribution = next((c.attribution for c in [best, *group] if c.attribution), None)
    status = _best_status(group)
    participants = tuple(Participant(s.actor, s.role) for s in sides)
    return Report(
        article=parsed.article.id,
        kind=best.entry.kind,
        status=status,
        participants=participants,
        evidence=best.span.of(parsed.article.text),
        span=best.span,
        trigger=best.entry.id,
        plover=book.plover[best.entry.kind, status],
        place=place,
        when=when,
        attribution=attribution,
        about=tuple(dict.fromkeys(topic for c in group for topic in c.about))[:5],
        confidence=confidence(group, participants, status),
        because=because,
    )


def _weight(c: Candidate) -> tuple[int, int, int, int]:
    persons = sum(s.actor.type is ActorType.PERSON for s in c.sides)
    return (not c.echo, persons, (c.when is not None) + (c.place is not None), -c.trigger)


def _best_status(group: list[Candidate]) -> Status:
    own = [c.status for c in group if not c.echo]
    order = [Status.OFF, Status.HAPPENED, Status.PLANNED, Status.POSSIBLE]
    return min(own, key=order.index)


def _best_time(group: list[Candidate]) -> TimeSpan | None:
    """The narrowest of the days that are told; a presumed day counts if none is told, or only a season or a year."""
    times = [c.when for c in group if c.when is not None]
    told = [t for c in group if (t := _told(c)) is not None]
    best = min(told or times, key=_length, default=None)
    if best is None or _length(best) <= _MONTH:
        return best
    low, high = _bounds(best)
    return min((t for t in times if low <= _bounds(t)[0] and _bounds(t)[1] <= high), key=_length)


def _length(span: TimeSpan) -> int:
    low, high = _bounds(span)
    return high - low


def _best_place(group: list[Candidate]) -> Place | None:
    places = [c.place for c in group if c.place is not None]
    best = max(places, key=lambda p: (p.name is not None, p.country is not None), default=None)
    if best is not None and best.name is None and best.country and capital_of(best.country) is None:
        return replace(best, name=name_of(best.country))  # a city state is its own city
    return best


def _best_sides(kind: Kind, group: list[Candidate]) -> list[Side]:
    """All sides, without the states and groups for which a person of the group stands."""
    sides: dict[str, Side] = {}
    for c in group:
        for side in c.sides:
            if c.echo and not (side.role is Role.HOST and side.actor.type is ActorType.PERSON):
                continue
            if kind is Kind.VISIT and side.role is Role.HOST and not side.actor.country:
                continue
            kept = sides.get(side.actor.key)
            if kept is None or (kept.role is Role.PARTY and side.role is Role.HOST):
                sides[side.actor.key] = side
    people = {s.actor.country for s in sides.values() if s.actor.type is ActorType.PERSON}
    return [
        s
        for s in sides.values()
        if s.actor.type is ActorType.PERSON
        or s.actor.country is None
        or s.actor.country == "IGO"
        or s.actor.country not in people
    ]


def _with_host_state(kind: Kind, sides: list[Side], place: Place | None) -> list[Side]:
    """A visit has the state that it goes to as its host, unless somebody of it is named."""
    if kind is not Kind.VISIT or place is None or place.country is None:
        return sides
    if any(s.actor.country == place.country for s in sides):
        return sides
    name = name_of(place.country)
    if name is None:
        return sides
    return [
        *sides,
        Side(Actor(name, ActorType.STATE, place.country), Role.HOST, sides[0].span, "place", sides[0].token),
    ]
