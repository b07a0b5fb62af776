"""Where merging looks for events that a report may tell of: keys of an index, and days."""

from itertools import combinations
from typing import Final

from dragoman.model import Kind
from dragoman.record.matching import BACKGROUND, PLAN_AHEAD, STANDING, Fact, stands

# Meetings and calls are looked for together, because one side may call a video conference a meeting.
_GROUPS: Final = {Kind.MEETING: "talk", Kind.CALL: "talk"}
_MAX_SIDES: Final = 5
_MAX_PEOPLE: Final = 4
# Days around what is known of an event within which a report may date it; the longest are those of `matching`.
_SLACK: Final = 1
_SENT_SLACK: Final = 2
_PLAN_MOVES: Final = 60
_NEWS: Final = 14
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


def span_of(fact: Fact) -> tuple[int, int]:
    """First and last day on which another report of what a fact tells may put it: a report looks there for events, and
    an event is found there. Two that `likeness` takes for one overlap.
    """
    spans = []
    if fact.windows:
        slack = (_SENT_SLACK if fact.is_sent else _SLACK) if fact.happened else _PLAN_MOVES
        low = min(w.first if w.first is not None else w.last or 0 for w, _ in fact.windows)
        high = max(w.last if w.last is not None else w.first or 0 for w, _ in fact.windows)
        spans.append((low - slack, high + slack))
    if not fact.dates:
        first, last = fact.told or (0, 0)
        back = BACKGROUND if any(place.name for place in fact.places) else _NEWS
        ahead = STANDING if stands(fact) else PLAN_AHEAD
        spans.append((min(first - _NEWS, last - back), last) if fact.happened else (first - _SLACK, last + ahead))
    if fact.open and fact.dates and fact.told:
        # Its undated reports may belong elsewhere: it is seen where they are.
        spans.append((fact.told[0] - _SLACK, fact.told[1]))
    begin, end = min(span[0] for span in spans), max(span[1] for span in spans)
    return max(begin, end - LONG), end
