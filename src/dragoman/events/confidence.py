"""How likely it is that a report is right, from what it rests on."""

import math
from collections.abc import Sequence

from dragoman.events.candidate import Candidate
from dragoman.model import ActorType, Kind, Participant, Status

# Log-odds by logistic regression on 591 reports of annotated articles and of the sample pages, rounded;
# tools/confidence.py fits them anew.
_BASE = 1.7
_WEIGHTS = {
    "guessed side": -0.1,
    "side of no known state": -0.15,
    "two persons": 0.65,
    "dated": 0.25,
    "placed": 0.55,
    "not said to have happened": -0.5,
    "agreement": -0.15,
    "told twice": 0.25,
}
FEATURES = tuple(_WEIGHTS)


def features(group: Sequence[Candidate], participants: Sequence[Participant], status: Status) -> frozenset[str]:
    """What speaks for or against the report that the statements of `group` make: names out of `FEATURES`."""
    marks = {
        "guessed side": any(s.slot == "implied" for c in group for s in c.sides),
        "side of no known state": any(p.actor.country is None for p in participants),
        "two persons": sum(p.actor.type is ActorType.PERSON for p in participants) > 1,
        "dated": any(c.when is not None for c in group),
        "placed": any(c.place is not None for c in group),
        "not said to have happened": status is not Status.HAPPENED,
        "agreement": group[0].entry.kind is Kind.AGREEMENT,
        "told twice": len(group) > 1,
    }
    return frozenset(name for name, holds in marks.items() if holds)


def confidence(group: Sequence[Candidate], participants: Sequence[Participant], status: Status) -> float:
    """The estimated share of reports like this one that state a contact of the text, 0 to 1, to two places."""
    odds = _BASE + sum(_WEIGHTS[f] for f in features(group, participants, status))
    return round(1 / (1 + math.exp(-odds)), 2)
