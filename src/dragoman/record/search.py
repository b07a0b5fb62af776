"""Where merging looks for events that a report may tell of: keys of an index, and days."""

from itertools import combinations
from typing import Final

from dragoman.model import Kind
from dragoman.record.matching import Fact

# Meetings and calls are looked for together, because one side may call a video conference a meeting.
_GROUPS: Final = {Kind.MEETING: "talk", Kind.CALL: "talk"}
_MAX_SIDES: Final = 5
_MAX_PEOPLE: Final = 4
# Days around what is known of an event within which a report may date it; the longest are those of `matching`.
_SLACK: Final = 1
_PLAN_MOVES: Final = 60
_PLAN_LIVES: Final = 200
_NEWS: Final = 14
_LOOKS_BACK: Final = 400
# Events that are spread over longer than this are kept apart, so that a look at a few days passes few rows.
SHORT: Final = 40
LONG: Final = 700


def keys_of(fact: Fact) -> tuple[str, ...]:
    """The keys under which an event with this fact is found, or a report with it looks: kind and sides, or a person."""
    groups = sorted({_GROUPS.get(kind, str(kind)) for kind in fact.kinds})
    sides = sorted(fact.sides)[:_MAX_SIDES]
    if fact.front and fact.back - fact.front:
        pairs = [tuple(sorted((a, b))) for a in sorted(fact.front)[:3] for b in sorted(fact.back - fact.front)[:3]]
    else:
        pairs = list(combinations(sides, 2))
    keys = [f"{group}|{one}|{other}" for group in groups for one, other in pairs]
    # A visitor may be named without his host, and a single side is all that there is of some contacts.
    alone = fact.front or (frozenset(sides) if len(sides) == 1 else frozenset())
    people = sorted(number for side in alone for number in fact.sides.get(side, ()))[:_MAX_PEOPLE]
    keys += [f"{group}|#{number}" for group in groups for number in people]
    return tuple(dict.fromkeys(keys))


def span_of(event: Fact) -> tuple[int, int]:
    """First and last day on which reports of an event may put it."""
    low = [w.first for w, _ in event.windows if w.first is not None]
    high = [w.last for w, _ in event.windows if w.last is not None]
    first, last = event.told or (0, 0)
    if not event.windows:
        return (first - _NEWS, last) if event.happened else (first - _SLACK, last + _PLAN_LIVES)
    slack = _SLACK if event.happened else _PLAN_MOVES
    begin = min(low) if low else min(first, *high)
    end = max(high) if high else max(last, *low)
    return begin - slack, max(begin, end) + slack


def reach_of(report: Fact) -> tuple[int, int]:
    """First and last day of the events that a report may tell of."""
    first, last = report.told or (0, 0)
    if not report.windows:
        if report.happened:
            return first - (_LOOKS_BACK if any(p.name for p in report.places) else _NEWS), last + 1
        return first - _SLACK, last + _PLAN_LIVES
    begin, end = span_of(report)
    return begin, end
