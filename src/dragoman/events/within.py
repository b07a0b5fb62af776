"""What was said within talks that the article reports is no contact of its own."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import Final

from spacy.tokens import Token

from dragoman.events.candidate import Candidate
from dragoman.events.checks import by_wire, in_person
from dragoman.events.who import Side
from dragoman.model import ActorType, Kind, Status
from dragoman.text.parsed import Parsed

_MOST: Final = 200  # statements that others are compared with
# Slots outside the noun's own phrase: "the two presidents praised the forum", which was not theirs.
_ELSEWHERE: Final = frozenset({"adverbial", "implied", "planner"})
_ANOTHER_TIME: Final = frozenset({"earlier", "later", "previously", "last", "ago", "before", "then", "afterwards"})
_TALKS: Final = frozenset({Kind.CALL, Kind.MEETING})


def set_apart(found: Sequence[Candidate], parsed: Parsed) -> list[Candidate]:
    """The statements, with those refused that tell only what was said in talks of the same sides told before.

    "Biden spoke by phone with Modi. He congratulated him. The two leaders consulted on grain": that is one call, with
    no message and no meeting.
    """
    talks = list(islice((c for c in found if c.entry.kind in _TALKS and c.refusal is None and not c.echo), _MOST))
    return [_set_apart(c, talks, parsed) if c.refusal is None and not c.echo else c for c in found]


def _set_apart(candidate: Candidate, talks: Sequence[Candidate], parsed: Parsed) -> Candidate:
    if candidate.entry.kind is Kind.MESSAGE:
        if "apart" in candidate.entry.flags and any(_countries(candidate) <= _countries(c) for c in talks):
            return replace(candidate, refusal="it was said in talks that are reported")
    elif candidate.entry.kind in _TALKS and _may_be_within(candidate, parsed):
        for other in talks:
            if other.trigger >= candidate.trigger:
                break
            if _is_within(candidate, other, parsed):
                return replace(candidate, refusal=f"it was said in the {other.entry.kind} that is reported")
    return candidate


def _countries(candidate: Candidate) -> set[str | None]:
    return {s.actor.country for s in candidate.sides}


def _may_be_within(c: Candidate, parsed: Parsed) -> bool:
    """Whether it tells of an exchange only, or of a gathering at which none of the sides is said to have been."""
    if c.status is not Status.HAPPENED or not c.sides:
        return False
    sentence = parsed.doc[c.trigger].sent
    if "spoken" in c.entry.flags:
        apart = by_wire(sentence) or in_person(sentence) or any(_tells_another_time(t) for t in sentence)
        return c.place is None and not apart
    return not c.entry.verbal and all(s.slot in _ELSEWHERE for s in c.sides)


def _tells_another_time(token: Token) -> bool:
    return token.lower_ in _ANOTHER_TIME or (token.lower_ == "had" and token.dep_ == "aux")


def _is_within(c: Candidate, talks: Candidate, parsed: Parsed) -> bool:
    """Whether all its sides are those of talks of the other kind, told as such, and it gives no other day."""
    if talks.entry.kind is c.entry.kind or talks.status is not Status.HAPPENED:
        return False
    if "spoken" in talks.entry.flags and not by_wire(parsed.doc[talks.trigger].sent):
        return False
    own_day = c.when is not None and not c.carried and c.when != talks.when
    return not own_day and all(_takes_part(s, talks) for s in c.sides)


def _takes_part(side: Side, talks: Candidate) -> bool:
    there = [s.actor for s in talks.sides if s.slot not in _ELSEWHERE]
    if side.actor.type in (ActorType.STATE, ActorType.IGO):
        return any(actor.country == side.actor.country for actor in there)
    return any(actor.key == side.actor.key for actor in there)
