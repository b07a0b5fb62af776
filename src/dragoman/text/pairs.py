"""The two (or three) sides that "the two leaders", "both sides" and "they" stand for."""

from enum import Enum

from dragoman.actors import Rank
from dragoman.model import ActorType
from dragoman.text.drafts import Draft
from dragoman.text.memory import Memory, Seen
from dragoman.text.parsed import Form

_REACH = 8  # sentences
_LATEST = 400  # actors, so that a very long text stays linear


class Wanted(Enum):
    """What kind of side a description asks for."""

    ANY = "any"  # "both sides", "they"
    PEOPLE = "people"  # "the two leaders"
    LAND = "land"  # "the two countries"


_PEOPLE = (ActorType.PERSON,)
_SIDES = (ActorType.PERSON, ActorType.STATE, ActorType.IGO, ActorType.BODY)
_KINDS = {Wanted.ANY: (_PEOPLE, _SIDES), Wanted.PEOPLE: (_PEOPLE,), Wanted.LAND: ((ActorType.STATE,), _SIDES)}


def coordinated(memory: Memory, seen: list[Seen]) -> list[Seen]:
    """The first group of actors joined by "and" in a sentence, subjects before others."""
    groups: dict[int, list[Seen]] = {}
    for s in seen:
        token = memory.doc[s.draft.head]
        top = token
        for _ in range(12):
            if top.dep_ != "conj":
                break
            top = top.head
        if s.draft.form is not Form.DEMONYM:
            groups.setdefault(top.i, []).append(s)
    many = [g for g in groups.values() if len({s.actor.key for s in g}) > 1]
    return next((g for g in many if g[0].subject), many[-1] if many else [])


def pair_in(memory: Memory, number: int, size: int, wanted: Wanted = Wanted.ANY) -> list[Seen]:
    """The `size` sides of sentence `number`, of different countries: its subject first; [] if it has fewer."""
    seen = [s for s in memory.by_sentence.get(number, []) if s.actor.country]
    land = wanted is Wanted.LAND
    ordered = sorted((s for s in seen if s.draft.form is not Form.DEMONYM or land), key=lambda s: not s.subject)
    for kinds in _KINDS[wanted]:
        chosen: list[Seen] = []
        for s in ordered:
            new = s.actor.country not in {c.actor.country for c in chosen}
            if new and s.actor.type in kinds and (s.draft.governs or land) and not _speaks_for_others(memory, s):
                chosen.append(s)
            if len(chosen) == size:
                return chosen
    return []


def _speaks_for_others(memory: Memory, seen: Seen) -> bool:
    person = memory.person(seen.actor)
    return person is not None and Rank.SPOKESPERSON.value in person.ranks


def pair(memory: Memory, draft: Draft, size: int, wanted: Wanted = Wanted.ANY) -> list[Seen]:
    """The `size` sides most present before `draft`: of the last sentence that has them, else the latest persons."""
    here = memory.sentence[draft.head]
    for number in range(here, max(-1, here - _REACH), -1):
        found = pair_in(memory, number, size, wanted)
        if found:
            return found
    latest: list[Seen] = []
    for s in reversed(memory.seen[-_LATEST:]):
        new = s.actor.country not in {x.actor.country for x in latest}
        if s.actor.type is ActorType.PERSON and new and not _speaks_for_others(memory, s):
            latest.append(s)
        if len(latest) == size:
            return latest[::-1]
    return []
