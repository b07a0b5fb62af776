"""Which actors fill the roles of a contact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.events import grammar
from dragoman.events.codebook import Entry
from dragoman.events.grammar import Filler
from dragoman.events.home import home_of
from dragoman.model import Actor, ActorType, Place, Role, Span
from dragoman.text.parsed import Form, Mention, Parsed

_LEADS = frozenset({"head", "lead"})


@dataclass(frozen=True, slots=True)
class Side:
    """An actor in a role, with the words that name it and the slot that they fill."""

    actor: Actor
    role: Role
    span: Span
    slot: str
    token: int


@dataclass(frozen=True, slots=True)
class Goal:
    """A destination, with the words that name it."""

    place: Place
    span: Span
    token: int


def slot_fillers(trigger: Token, entry: Entry) -> dict[str, list[Filler]]:
    """All fillers of the trigger's slots, those of a noun's light verb included."""
    slots: dict[str, list[Filler]] = {}

    def put(slot: str, tokens: Iterator[Token] | list[Token], through: Token | None = None) -> None:
        slots.setdefault(slot, []).extend(Filler(t, slot, through) for t in tokens)

    def put_prepositions(token: Token) -> None:
        for filler in grammar.prepositions(token):
            slots.setdefault(filler.slot, []).append(filler)

    if entry.verbal:
        put("subject", grammar.subject(trigger))
        put("object", grammar.objects(trigger))
        put_prepositions(trigger)
        for child in trigger.children:  # "met Friday in Oslo with": the preposition may hang on the object
            if child.dep_ in ("dobj", "npadvmod", "advmod", "prt", "nmod", "attr", "oprd"):
                put_prepositions(child)
        if len(slots.get("subject", ())) > 1:
            slots["joint"] = slots["subject"]
        _put_agent(slots)
        return slots
    put(
        "possessor", (t for c in trigger.children if c.dep_ == "poss" for t in grammar.conjoined(grammar.antecedent(c)))
    )
    put("modifier", grammar.modifiers(trigger))
    put_prepositions(trigger)
    carrier = grammar.light_verb(trigger)
    if carrier is not None and carrier.lemma_.lower() in grammar.LIGHT:
        if trigger not in grammar.own_subject(carrier) and trigger.dep_ not in ("nsubj", "nsubjpass"):
            put("subject", [t for t in grammar.subject(carrier) if t != trigger])
        put(
            "dative",
            (t for c in carrier.children if c.dep_ == "dative" and c.pos_ != "ADP" for t in grammar.conjoined(c)),
        )
        put_prepositions(carrier)
    else:
        put("adverbial", _clause_subject(trigger))
    for child in trigger.children:  # "a summit attended by", "talks involving"
        if child.dep_ == "acl" and grammar.is_verb(child):
            put_prepositions(child)
            if child.tag_ == "VBG" and child.lemma_ in ("involve", "include", "bring", "gather"):
                put("between", grammar.objects(child))
    _put_agent(slots)
    return slots


def _put_agent(slots: dict[str, list[Filler]]) -> None:
    if "by" in slots:
        slots["agent"] = slots["by"]


def _clause_subject(noun: Token) -> list[Token]:
    """The subject of the clause in which an event noun is a circumstance: "after talks with Abe, he left"."""
    current = noun
    for _ in range(5):
        if current.head is current:
            return []
        if current.dep_ == "pobj" and current.head.lower_ in (
            "of",
            "about",
            "on",
            "between",
            "against",
            "than",
            "like",
            "from",
            "regarding",
        ):
            return []
        current = current.head
        if grammar.is_verb(current):
            return [t for t in grammar.subject(current) if t != noun]
    return []


def sides_of(trigger: Token, entry: Entry, slots: Mapping[str, list[Filler]], parsed: Parsed) -> list[Side]:
    """The actors in each role, one entry an actor, in text order of the slots."""
    found: list[Side] = []
    for role_name, wanted in entry.roles.items():
        if role_name in ("destination", "forum"):
            continue
        role = Role(role_name)
        for slot in wanted:
            if slot == "adverbial" and len({s.actor.key for s in found}) > 1:
                continue
            for filler in slots.get(slot, ()):
                found.extend(_sides(filler, role, parsed))
    if "forum" in entry.roles:
        found.extend(_forum(slots, parsed))
    return _unique(found)


def _sides(filler: Filler, role: Role, parsed: Parsed) -> Iterator[Side]:
    mention = mention_for(filler.token, parsed)
    if mention is None:
        return
    if filler.slot in ("in", "at", "to", "for", "into") and mention.place is not None and not mention.governs:
        return
    led = leader_of(filler.token, parsed)
    for actor in led or mention.actors:
        if fits(actor, role, mention):
            yield Side(actor, role, mention.span, filler.slot, filler.token.i)


def mention_for(token: Token, parsed: Parsed) -> Mention | None:
    """The mention that `token` heads, or the innermost one that it is the last noun of."""
    mention = parsed.mention_of(token)
    if mention is not None:
        return mention
    inner = parsed.mention_at(token)
    return inner if inner is not None and inner.head == token.i else None


def leader_of(token: Token, parsed: Parsed) -> tuple[Actor, ...]:
    """Who heads a delegation: "a delegation led by Kim Yong Nam", "headed by"."""
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _LEADS:
            for filler in grammar.prepositions(child):
                if filler.slot == "by":
                    mention = mention_for(filler.token, parsed)
                    if mention and mention.actors and mention.actors[0].type is ActorType.PERSON:
                        return mention.actors
    return ()


def fits(actor: Actor, role: Role, mention: Mention) -> bool:
    """Whether this type of actor can play this role: states do not travel, places do not write letters."""
    if role is Role.VISITOR:
        return actor.type in (ActorType.PERSON, ActorType.GROUP)
    return not (mention.place is not None and not mention.governs and not mention.actors)


def _forum(slots: Mapping[str, list[Filler]], parsed: Parsed) -> Iterator[Side]:
    """Who else is at "the NATO summit": names before the noun and after "of" or "between"."""
    for filler in slots.get("object", ()):
        for token in [
            *grammar.modifiers(filler.token),
            *(f.token for f in grammar.prepositions(filler.token) if f.slot in ("of", "between", "with")),
        ]:
            yield from _sides(Filler(token, "modifier"), Role.PARTY, parsed)


def _unique(sides: list[Side]) -> list[Side]:
    seen: set[tuple[str, Role]] = set()
    keys = {s.actor.key for s in sides if s.actor.type is ActorType.PERSON}
    found = []
    for side in sides:
        mark = (side.actor.key, side.role)
        if mark in seen or (side.role is Role.PARTY and (side.actor.key, Role.HOST) in seen):
            continue
        seen.add(mark)
        found.append(side)
    return found if keys else found


def goals_of(trigger: Token, entry: Entry, slots: Mapping[str, list[Filler]], parsed: Parsed) -> list[Goal]:
    """The destinations that the entry's slots name, one per place, in text order."""
    found: list[Goal] = []
    seen: set[tuple[str | None, str | None]] = set()
    for slot in entry.roles.get("destination", ()):
        for filler in slots.get(slot, ()):
            goal = _goal(filler.token, slot, parsed)
            if goal is not None and (mark := (goal.place.name, goal.place.country)) not in seen:
                seen.add(mark)
                found.append(goal)
    if not found and "destination" in entry.roles:
        found.extend(_here(trigger, parsed))
    return found


def _goal(token: Token, slot: str, parsed: Parsed) -> Goal | None:
    mention = parsed.mention_at(token)
    if mention is not None and mention.head == token.i:
        if mention.place is not None:
            return (
                None
                if slot == "modifier" and mention.form is Form.DEMONYM
                else Goal(mention.place, mention.span, token.i)
            )
        if slot in ("to", "object") and any(a.type in (ActorType.BODY, ActorType.IGO) for a in mention.actors):
            return _seat(token, mention, parsed)
        return None
    if slot in ("modifier", "of"):
        return None
    for part in token.subtree:  # "his Florida resort", "the Russian capital", "the city of Basel"
        inner = parsed.mention_at(part)
        if inner is None or inner.head != part.i or abs(part.i - token.i) > 4:
            continue
        if inner.place is not None:
            return Goal(inner.place, inner.span, token.i)
        if token.lemma_ in ("capital", "country", "soil") and inner.actors and inner.actors[0].type is ActorType.STATE:
            return Goal(Place(None, inner.actors[0].country), inner.span, token.i)
    return None


def _seat(token: Token, mention: Mention, parsed: Parsed) -> Goal | None:
    """A body that is visited: where it stands, as the text says, else its state ("the embassy in London", "Gazprom")."""
    for filler in grammar.prepositions(token):
        inner = parsed.mention_at(filler.token)
        if filler.slot in ("in", "at") and inner is not None and inner.place is not None:
            return Goal(inner.place, inner.span, token.i)
    country = mention.actors[0].country
    return Goal(Place(None, country), mention.span, token.i) if country and country != "IGO" else None


def _here(trigger: Token, parsed: Parsed) -> Iterator[Goal]:
    for child in trigger.children:
        if child.lower_ == "here" and child.dep_ in ("advmod", "npadvmod", "pobj"):
            home = home_of(parsed.article)
            if home is not None:
                yield Goal(home, Span(child.idx, child.idx + len(child)), child.i)


def host_country(sides: list[Side]) -> list[Goal]:
    """A visit to someone is a visit to his state, if no place is named."""
    for side in sides:
        if side.role is Role.HOST and side.actor.country not in (None, "IGO"):
            return [Goal(Place(None, side.actor.country), side.span, side.token)]
    return []
