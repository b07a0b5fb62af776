"""An event as its reports and people's judgements tell it. Pure: the same reports give the same event."""

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dragoman.events.codebook import codebook
from dragoman.model import (
    ActorType,
    Change,
    Disagreement,
    EventSource,
    Kind,
    Place,
    Plover,
    Role,
    Status,
    TimeSpan,
)
from dragoman.record.accounts import date_of, disagreements_of, kind_of, place_of, settled
from dragoman.record.life import life_of
from dragoman.record.matching import Fact, facts_of
from dragoman.record.member import Member, Party
from dragoman.record.spelling import is_unnamed

# Each further voice adds this to the log-odds of the best report (docs/quality.md, reliability).
_PER_VOICE: Final = 0.7
_MOST_VOICES: Final = 6
_SUREST: Final = 0.99
_MAX_TOPICS: Final = 8
_MAX_PARTICIPANTS: Final = 40


@dataclass(frozen=True, slots=True)
class View:
    """Everything about an event but its id: what the record keeps of it so that questions are answered fast.

    `status` is the last word of the sources, before the calendar is asked. `fact` is what merging compares.
    """

    kind: Kind
    status: Status
    participants: tuple[Party, ...]
    when: TimeSpan | None
    place: Place | None
    confidence: float
    independent_sources: int
    sources: tuple[EventSource, ...]
    life: tuple[Change, ...]
    disagreements: tuple[Disagreement, ...]
    plover: Plover
    about: tuple[str, ...]
    fact: Fact
    rejected: bool
    corrected: tuple[str, ...]
    verdict: str | None = None


@dataclass(frozen=True, slots=True)
class Corrections:
    """What people set: each field that is not None goes before what the sources say. `fields` are their names."""

    kind: Kind | None = None
    status: Status | None = None
    when: TimeSpan | None = None
    place: Place | None = None
    fields: tuple[str, ...] = ()


def view_of(members: Sequence[Member], corrections: Corrections | None = None) -> View:
    """Work an event out from its reports, which are at least one, in any order."""
    fixed = corrections or Corrections()
    ordered = sorted(members, key=lambda m: m.order)
    counting = counting_of(ordered)
    life = life_of(counting)
    status = fixed.status or life.status
    final = settled(counting, status)
    kind = fixed.kind or kind_of(final)
    if status is Status.HAPPENED:
        when, place = date_of(final, kind) or life.when, _where(place_of(final), life.place)
    else:
        when, place = life.when, life.place
    when, place = fixed.when or when, fixed.place or place
    voices = len({m.source.voice for m in counting})
    return View(
        kind=kind,
        status=status,
        participants=participants_of(final, counting),
        when=when,
        place=place,
        confidence=_confidence(counting, voices),
        independent_sources=0 if counting[0].source.rejected else voices,
        sources=tuple(m.source for m in ordered),
        life=life.changes,
        disagreements=disagreements_of(counting, status, when, kind),
        plover=_plover(kind, status),
        about=_topics(counting),
        fact=facts_of(counting, status is Status.HAPPENED, status is Status.OFF),
        rejected=counting[0].source.rejected,
        corrected=fixed.fields,
    )


def _where(told: Place | None, planned: Place | None) -> Place | None:
    """Where it was, or where in that state it was to be."""
    if told is None or (told.name is None and planned is not None and planned.country == told.country):
        return planned
    return told


def counting_of(ordered: Sequence[Member]) -> list[Member]:
    """The reports that count: not rejected, and of each copied story the first alone. All, if none is left."""
    accepted = [m for m in ordered if not m.source.rejected] or list(ordered)
    counting: list[Member] = []
    speakers: dict[str, str] = {}
    for member in accepted:
        # The first that came out speaks for a story, whichever of its copies the record met first.
        article = member.source.article
        if speakers.setdefault(member.source.copy_of or article, article) == article:
            counting.append(member)
    return counting


def participants_of(final: Sequence[Member], counting: Sequence[Member]) -> tuple[Party, ...]:
    """Who took part: on each side the people that sources name, else its bodies, else the side itself."""
    speaking = _parties(final)
    for side, parties in _parties(counting).items():
        # What an earlier report names is kept where the later ones say only the state.
        if side in speaking and not any(p.names_somebody for p in speaking[side]):
            speaking[side] = [*speaking[side], *(p for p in parties if p.names_somebody)]
    chosen: list[Party] = []
    for parties in speaking.values():
        people = [p for p in parties if p.actor.type is ActorType.PERSON]
        # "The president" of one source is whom another names.
        people = [p for p in people if p.names_somebody] or people
        people = [p for p in people if not is_unnamed(p.actor.name)] or people
        bodies = [p for p in parties if p.actor.type in (ActorType.BODY, ActorType.IGO)]
        whole = [p for p in parties if p.actor.type is ActorType.STATE]
        chosen += _as_whole(people or bodies or whole or parties)
    return tuple(sorted(chosen, key=_speaks_first)[:_MAX_PARTICIPANTS])


_FRONT: Final = {Role.VISITOR: 0, Role.SENDER: 0, Role.PARTY: 1, Role.CARRIER: 2, Role.HOST: 3, Role.RECIPIENT: 3}


def _speaks_first(party: Party) -> tuple[int, str, str]:
    return _FRONT[party.role], party.side, party.id


def _parties(members: Sequence[Member]) -> dict[str, list[Party]]:
    sides: dict[str, list[Party]] = defaultdict(list)
    for member in members:
        for party in member.parties:
            sides[party.side].append(party)
    return sides


def _as_whole(parties: Sequence[Party]) -> list[Party]:
    """Each actor once, in the role and under the office that most reports give him."""
    by_actor: dict[str, list[Party]] = defaultdict(list)
    for party in parties:
        by_actor[party.id].append(party)
    return [_commonest(same) for same in by_actor.values()]


def _commonest(same: Sequence[Party]) -> Party:
    times = Counter(same)
    return max(times, key=lambda p: (times[p], p.actor.office is not None))


def _confidence(members: Sequence[Member], voices: int) -> float:
    surest = min(_SUREST, max(1 - _SUREST, *(m.source.confidence for m in members)))
    odds = math.log(surest / (1 - surest))
    odds += _PER_VOICE * (min(voices, _MOST_VOICES) - 1)
    return round(min(_SUREST, 1 / (1 + math.exp(-odds))), 3)


def _plover(kind: Kind, status: Status) -> Plover:
    return codebook().plover[kind, status]


def _topics(members: Sequence[Member]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(topic for m in members for topic in m.about))[:_MAX_TOPICS]
