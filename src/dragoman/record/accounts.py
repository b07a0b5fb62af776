"""What an event's sources say of its day, place and kind: the account that stands, and those that differ from it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, TypeVar

from dragoman.model import Disagreement, Kind, Place, Status, Strength, TimeSpan
from dragoman.record.distance import elsewhere
from dragoman.record.life import place_shown
from dragoman.record.member import Member
from dragoman.record.timing import Window, shown, told_by_clocks, window_of

_FIRMEST: Final = {strength: rank for rank, strength in enumerate(Strength)}

Value = TypeVar("Value")


def settled(members: Sequence[Member], status: Status) -> list[Member]:
    """The reports that speak of the event as it ended: those that say it happened, else all but cancellations."""
    wanted = [m for m in members if m.source.status is status] if status is Status.HAPPENED else []
    return wanted or [m for m in members if m.source.status is not Status.OFF] or list(members)


def best(members: Sequence[Member], value_of: Callable[[Member], Value | None]) -> Value | None:
    """The value that most voices state; of those equal, that of the firmest source, then the one told first."""
    voices: dict[Value, set[str]] = defaultdict(set)
    firmest: dict[Value, tuple[int, int]] = {}
    for number, member in enumerate(members):
        value = value_of(member)
        if value is not None:
            voices[value].add(member.source.voice)
            rank = (_FIRMEST[member.source.strength], number)
            firmest[value] = min(firmest.get(value, rank), rank)
    return min(voices, key=lambda value: (-len(voices[value]), firmest[value]), default=None)


def date_of(members: Sequence[Member], kind: Kind) -> TimeSpan | None:
    """The days of the event: the narrowest that sources agree on; for a visit, from its first to its last day."""
    dated = [m for m in members if m.window is not None]
    precise = [m for m in dated if m.window is not None and m.window.precise]
    if not precise:
        narrow = min(dated, key=lambda m: (m.window.days or 10**6) if m.window else 0, default=None)
        return narrow.source.when if narrow else None
    if kind is Kind.VISIT:
        whole = [m for m in precise if m.window and m.window.first != m.window.last]
        if not whole:
            return _from_first_to_last(precise)
        precise = whole
    else:
        single = [m for m in precise if m.window and m.window.days == 1]
        precise = single or precise
    return best(precise, lambda m: m.source.when)


def _from_first_to_last(members: Sequence[Member]) -> TimeSpan | None:
    """A visit that is told day by day, each day by itself."""
    days = sorted((m.source.when.start, m.source.when.end) for m in members if m.source.when and m.source.when.start)
    return TimeSpan(days[0][0], max(end or start for start, end in days)) if days else None


def place_of(members: Sequence[Member]) -> Place | None:
    """The place that most voices name, a city before its state."""
    named = best(members, lambda m: m.source.place if m.source.place and m.source.place.name else None)
    return named or best(members, lambda m: m.source.place)


def kind_of(members: Sequence[Member]) -> Kind:
    """The kind that most voices state."""
    return best(members, lambda m: m.kind) or members[0].kind


def disagreements_of(
    members: Sequence[Member], status: Status, when: TimeSpan | None, kind: Kind
) -> tuple[Disagreement, ...]:
    """Fields of which sources say what cannot both be true, with who says what."""
    final = settled(members, status)
    found = [
        _split("kind", final, lambda m: str(m.kind)),
        _split("date", _dated_apart(final, when, kind), lambda m: shown(m.source.when)),
        _split("place", _placed_apart(final, kind), lambda m: place_shown(m.source.place)),
    ]
    if status is Status.HAPPENED:
        denials = [m for m in members if m.source.status is Status.OFF and _denies(m, final)]
        found.append(_split("status", [*final, *denials], lambda m: str(m.source.status)) if denials else None)
    return tuple(one for one in found if one is not None)


def _split(field: str, members: Sequence[Member], value_of: Callable[[Member], str | None]) -> Disagreement | None:
    by_value: dict[str, list[Member]] = defaultdict(list)
    for member in members:
        value = value_of(member)
        if value is not None:
            by_value[value].append(member)
    if len(by_value) < 2:
        return None
    ranked = sorted(by_value, key=lambda v: (-len({m.source.voice for m in by_value[v]}), v))
    articles = tuple(tuple(dict.fromkeys(m.source.article for m in by_value[value])) for value in ranked)
    return Disagreement(field, tuple(ranked), articles)


def _denies(denial: Member, final: Sequence[Member]) -> bool:
    """A source that says no after others said it took place; one that called it off before only had it wrong then."""
    first = min((m.order for m in final), default=denial.order)
    return denial.order > first


def _dated_apart(members: Sequence[Member], when: TimeSpan | None, kind: Kind) -> list[Member]:
    """The reports whose days cannot be those of another one, with those who give the days that stand."""
    precise = [m for m in members if m.window is not None and m.window.precise]
    if kind is Kind.VISIT and not any(m.window and m.window.days != 1 for m in precise):
        return []  # told day by day
    stands = window_of(when)
    if stands is None:
        return []
    standing = [m for m in precise if m.window == stands]
    clocks = dict.fromkeys(m.longitude for m in standing)
    apart = [m for m in precise if m.window is not None and _contradicts(m, m.window, stands, clocks)]
    return [*standing, *apart] if apart else []


def _contradicts(member: Member, days: Window, stands: Window, clocks: Iterable[float | None]) -> bool:
    """Whether a report's days cannot be those that stand, which are told from places at the longitudes `clocks`."""
    if days == stands:
        return False
    if any(told_by_clocks(days, member.longitude, stands, longitude) for longitude in clocks):
        return False
    if days.gap(stands):
        return True
    # Two accounts of a whole visit, from one day to another, must be the same; a single day may be one of its days.
    return days.days != 1 and stands.days != 1


def _placed_apart(members: Sequence[Member], kind: Kind) -> list[Member]:
    placed = [m for m in members if m.source.place is not None and m.source.place.name]
    named = dict.fromkeys(m.source.place for m in placed)
    apart = {one for one in named if any(_elsewhere(one, other, kind) for other in named)}
    return [m for m in placed if m.source.place in apart]


def _elsewhere(one: Place | None, other: Place | None, kind: Kind) -> bool:
    if one is None or other is None or (kind is Kind.VISIT and one.country == other.country):
        return False  # a visit goes through several cities
    return elsewhere(one, other)
