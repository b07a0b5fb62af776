"""The two (or three) sides that "the two leaders", "both sides" and "they" stand for."""

from dragoman.model import ActorType
from dragoman.text.drafts import Draft
from dragoman.text.memory import Memory, Seen


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
        if s.draft.form.value != "demonym":
            groups.setdefault(top.i, []).append(s)
    many = [g for g in groups.values() if len({s.actor.key for s in g}) > 1]
    return next((g for g in many if g[0].subject), many[-1] if many else [])


def pair_in(memory: Memory, number: int, size: int, land: bool) -> list[Seen]:
    """The sides of sentence `number`: its subject and the next actor of another country."""
    seen = memory.by_sentence.get(number, [])
    ordered = sorted((s for s in seen if s.draft.form.value != "demonym" or land), key=lambda s: not s.subject)
    chosen: list[Seen] = []
    for kinds in ((ActorType.PERSON,), (ActorType.PERSON, ActorType.STATE, ActorType.IGO, ActorType.BODY)):
        chosen = []
        for s in ordered:
            new = s.actor.country not in {c.actor.country for c in chosen}
            if s.actor.type in kinds and s.actor.country and new and (s.draft.governs or land):
                chosen.append(s)
            if len(chosen) == size:
                return chosen
        if land:
            break
    return chosen if land and len(chosen) == size else []


def pair(memory: Memory, draft: Draft, size: int, land: bool) -> list[Seen]:
    """The `size` sides most present before `draft`: of the last sentence that has them, else the latest persons.

    `land` asks for sides of which states are spoken of, where only people will do otherwise.
    """
    here = memory.sentence[draft.head]
    for number in range(here, max(-1, here - 8), -1):
        found = pair_in(memory, number, size, land)
        if found:
            return found
    latest: list[Seen] = []
    for s in reversed(memory.seen):
        if s.actor.type is ActorType.PERSON and s.actor.country not in {x.actor.country for x in latest}:
            latest.append(s)
        if len(latest) == size:
            return latest[::-1]
    return []
