"""Which actors fill the roles of a contact."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.events import grammar
from dragoman.events.codebook import Entry
from dragoman.events.grammar import Filler
from dragoman.model import Actor, ActorType, Place, Role, Span
from dragoman.text.parsed import Mention, Parsed

_LEADS = frozenset({"head", "lead"})
_PLACE_SLOTS = frozenset({"to", "in", "at", "into", "for", "object", "modifier", "of", "from"})


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
            if child.dep_ in ("dobj", "npadvmod", "advmod"):
                put_prepositions(child)
        _put_agent(slots)
        return slots
    put("possessor", (t for c in trigger.children if c.dep_ == "poss" for t in grammar.conjoined(grammar.antecedent(c))))
    put("modifier", grammar.modifiers(trigger))
    put_prepositions(trigger)
    carrier = grammar.light_verb(trigger)
    if carrier is not None and carrier.lemma_.lower() in grammar.LIGHT:
        if trigger not in grammar.own_subject(carrier) and trigger.dep_ not in ("nsubj", "nsubjpass"):
            put("subject", [t for t in grammar.subject(carrier) if t != trigger])
        put("dative", (t for c in carrier.children if c.dep_ == "dative" and c.pos_ != "ADP" for t in grammar.conjoined(c)))
        put_prepositions(carrier)
    elif trigger.dep_ in ("pobj", "pcomp", "conj", "appos", "dobj", "attr"):
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
        if current.dep_ == "pobj" and current.head.lower_ in ("of", "about", "on", "between", "against", "than", "like", "from", "regarding"):
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
        for token in [*grammar.modifiers(filler.token), *(f.token for f in grammar.prepositions(filler.token) if f.slot in ("of", "between", "with"))]:
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
            if slot == "modifier" and grammar_demonym(filler.token, parsed):
                continue
            mention = parsed.mention_at(filler.token)
            if mention is None or mention.place is None or not (mention.head == filler.token.i or mention.first <= filler.token.i < mention.last):
                continue
            if mention.head != filler.token.i and filler.token.pos_ not in ("PROPN",):
                continue
            mark = (mention.place.name, mention.place.country)
            if mark not in seen:
                seen.add(mark)
                found.append(Goal(mention.place, mention.span, filler.token.i))
    return found


def grammar_demonym(token: Token, parsed: Parsed) -> bool:
    """True for "Iranian" in "the Iranian visit": who travels, not where to."""
    mention = parsed.mention_at(token)
    return mention is not None and mention.form == "demonym"
