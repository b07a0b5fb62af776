"""Which actors fill the roles of a contact."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from dragoman.events import grammar
from dragoman.events.codebook import Entry, codebook
from dragoman.events.grammar import Filler
from dragoman.events.where import Goal
from dragoman.model import Actor, ActorType, Kind, Place, Role, Span
from dragoman.text.parsed import Form, Mention, Parsed

_MET = frozenset({"with", "object", "between"})
_OUTSIDE = frozenset({"subject", "adverbial", "agent"})
_LEADS = frozenset({"head", "lead"})
_AND = frozenset({",", "and", "&"})
_HONOURS = frozenset({"highness", "majesty", "excellency", "eminence", "holiness", "honour", "honor"})


@dataclass(frozen=True, slots=True)
class Side:
    """An actor in a role, with the words that name it and the slot that they fill."""

    actor: Actor
    role: Role
    span: Span
    slot: str
    token: int


def sides_of(trigger: Token, entry: Entry, slots: Mapping[str, list[Filler]], parsed: Parsed) -> list[Side]:
    """The actors in each role, one entry an actor, in text order of the slots.

    The parties of a contact come from all of the entry's slots together; any other role from the first slot that
    names somebody.
    """
    found: list[Side] = []
    for role_name, wanted in entry.roles.items():
        if role_name in ("destination", "forum"):
            continue
        role = Role(role_name)
        for slot in wanted:
            if slot in _OUTSIDE and _complete(found, slot):
                continue
            named = _named(trigger, entry, slot, role, slots, parsed)
            found.extend(named)
            if named and role is not Role.PARTY:
                break
    if "forum" in entry.roles:
        found.extend(_forum(slots, parsed))
    if entry.kind is Kind.VISIT:
        found.extend(_party_of(found, slots, parsed))
        found.extend(_visited(slots, parsed))
    if "sent" in entry.flags:
        found = list(_of_senders(found, slots, parsed))
    return _unique(found)


def _complete(found: list[Side], slot: str) -> bool:
    """Whether a noun's own phrase names the sides already: who "agreed to hold a summit of A and B" is no side."""
    if slot == "adverbial":
        return len({s.actor.key for s in found}) > 1 and any(s.slot != "with" for s in found)
    return len({s.actor.country for s in found if s.slot in ("between", "of", "among")}) > 1


def _named(
    trigger: Token, entry: Entry, slot: str, role: Role, slots: Mapping[str, list[Filler]], parsed: Parsed
) -> list[Side]:
    """Whom one slot names in one role, subjects that the parse has lost included."""
    named = [s for f in slots.get(slot, ()) for s in (*_sides(f, role, parsed), *_listed_after(f, role, parsed))]
    if slot == "modifier" and role is Role.PARTY:
        return _without_seats(named, parsed)
    if slot != "subject" or not entry.verbal or role not in (Role.VISITOR, Role.PARTY):
        return named
    if not named:
        return _before(slots.get("subject", ()), role, parsed)
    if len(named) == 1 and role is Role.PARTY:
        named.extend(_and_before(named[0], role, trigger, parsed))
    return named


def _listed_after(filler: Filler, role: Role, parsed: Parsed) -> Iterator[Side]:
    """The rest of a list that the parse takes for other names of its first: "with A of X, B of Y and C of Z"."""
    first = mention_for(filler.token, parsed)
    states = _states_of(first)
    if first is None or first.form is not Form.NAME or len(states) != 1:
        return
    end = first.last
    for mention in parsed.mentions_in(filler.token.sent):
        if mention.first < end:
            continue
        between = {t.lower_ for t in parsed.doc[end : mention.first]}
        if "of" in between and between <= {"of", "the"}:  # the state of the last one
            end = mention.last
            continue
        own, listed = _states_of(mention), parsed.doc[mention.head].dep_ in ("appos", "conj")
        if not between or between - _AND or mention.form is not Form.NAME or not own or own & states or not listed:
            return
        yield from (Side(a, role, mention.span, filler.slot, mention.head) for a in mention.actors)
        states |= own
        end = mention.last


def _states_of(mention: Mention | None) -> set[str]:
    """The states of the people whom a mention names."""
    return {a.country for a in mention.actors if a.type is ActorType.PERSON and a.country} if mention else set()


def _party_of(sides: list[Side], slots: Mapping[str, list[Filler]], parsed: Parsed) -> Iterator[Side]:
    """Who travels with a visitor: "flew to Riga with his foreign minister", of the same state."""
    states = {s.actor.country for s in sides if s.role is Role.VISITOR} - {None}
    for filler in slots.get("with", ()):
        for side in _sides(filler, Role.VISITOR, parsed):
            if side.actor.type is not ActorType.PERSON or len(states) != 1:
                continue
            if side.actor.country in states:
                yield side
            elif side.actor.country is None and _is_kin(filler.token):  # "with his wife, A"
                yield replace(side, actor=replace(side.actor, country=next(iter(states))))


def _visited(slots: Mapping[str, list[Filler]], parsed: Parsed) -> Iterator[Side]:
    """A body that is visited is the host: "a visit to the embassy in London"."""
    for slot in ("to", "object"):
        for filler in slots.get(slot, ()):
            yield from (s for s in _sides(filler, Role.HOST, parsed) if s.actor.type is ActorType.BODY)


def _of_senders(sides: list[Side], slots: Mapping[str, list[Filler]], parsed: Parsed) -> Iterator[Side]:
    """An envoy without a state acts for whoever sends him: "Amman will send a permanent envoy"."""
    senders = (mention_for(f.token, parsed) for f in slots.get("subject", ()))
    countries = {a.country for m in senders if m is not None for a in m.actors}
    country = next(iter(countries)) if len(countries) == 1 else None
    for side in sides:
        yield side if side.actor.country else replace(side, actor=replace(side.actor, country=country))


def _and_before(first: Side, role: Role, trigger: Token, parsed: Parsed) -> Iterator[Side]:
    """A second subject that long appositions part from the first: "A, a minister of X, and B, the Y, met"."""
    for mention in parsed.mentions_in(trigger.sent):
        between = first.token < mention.first and mention.last < trigger.i and mention.form is Form.NAME
        if between and parsed.doc[mention.first - 1].lower_ == "and" and parsed.doc[mention.last].text == ",":
            people = (a for a in mention.actors if a.type is ActorType.PERSON and a.country != first.actor.country)
            yield from (Side(a, role, mention.span, "subject", mention.head) for a in people)


def _before(subject: Sequence[Filler], role: Role, parsed: Parsed) -> list[Side]:
    """The person whom a subject without a name describes: "Mike Pompeo, now the nominee for another post, went"."""
    for filler in subject:
        for mention in parsed.mentions_in(filler.token.sent):
            beside = 0 < filler.token.i - mention.last < 12 and parsed.doc[mention.last].text == ","
            if beside and mention.form is Form.NAME:
                people = [a for a in mention.actors if a.type is ActorType.PERSON]
                if people:
                    return [Side(a, role, mention.span, "subject", mention.head) for a in people]
    return []


def _without_seats(named: list[Side], parsed: Parsed) -> list[Side]:
    """ "The NATO Washington summit" is NATO's in Washington; "Moscow-Washington talks" are two states'."""
    cities = [s for s in named if (m := parsed.mention_at(parsed.doc[s.token])) and m.place and m.place.name]
    return [s for s in named if s not in cities] if len(cities) == 1 else named


def _sides(filler: Filler, role: Role, parsed: Parsed) -> Iterator[Side]:
    mention = mention_for(filler.token, parsed)
    if mention is None:
        return
    if filler.slot in ("in", "at", "to", "for", "into") and mention.place is not None and not mention.governs:
        return
    led = leader_of(filler.token, parsed)
    for actor in led or mention.actors:
        if fits(actor, role, mention, filler.token):
            yield Side(actor, role, mention.span, filler.slot, filler.token.i)


def mention_for(token: Token, parsed: Parsed) -> Mention | None:
    """The mention that `token` heads, or the innermost one that it is the last noun of, or the name beside it."""
    mention = parsed.mention_of(token)
    if mention is not None and (mention.actors or mention.place is not None):
        return mention
    named = _beside(token, parsed) if token.pos_ == "NOUN" or token.lower_ in _HONOURS else None
    if mention is not None or named is not None:
        return named or mention
    inner = parsed.mention_at(token)
    if inner is None:
        return None
    titled = inner.form is Form.NAME and inner.first == token.i and token.pos_ == "NOUN"  # "his counterpart, A"
    return inner if inner.head == token.i or titled else None


def _beside(token: Token, parsed: Parsed) -> Mention | None:
    """The person whose name stands beside a word that is no office: "her brother, A", "His Highness, Prince B"."""
    owned = any(c.dep_ == "poss" for c in token.children)
    for child in token.children if owned else ():
        mention = parsed.mention_of(child) if child.dep_ == "appos" else None
        if mention is not None and mention.form is Form.NAME:
            people = [a for a in mention.actors if a.type is ActorType.PERSON]
            return mention if people else None
    return None


def leader_of(token: Token, parsed: Parsed) -> tuple[Actor, ...]:
    """Who heads a delegation: "a delegation led by Kim Yong Nam", "headed by"."""
    for child in token.children:
        if child.dep_ in ("acl", "relcl") and child.lemma_ in _LEADS:
            for filler in grammar.prepositions(child):
                if filler.slot == "by":
                    mention = mention_for(filler.token, parsed)
                    if mention and mention.actors and mention.actors[0].type is ActorType.PERSON:
                        return _of_state(mention.actors, mention_for(token, parsed))
    return ()


def _of_state(leaders: tuple[Actor, ...], delegation: Mention | None) -> tuple[Actor, ...]:
    """Leaders act for the state of their delegation."""
    country = delegation.actors[0].country if delegation and delegation.actors else None
    return tuple(a if a.country else replace(a, country=country) for a in leaders)


def fits(actor: Actor, role: Role, mention: Mention, head: Token) -> bool:
    """Whether this type of actor can play this role: states do not travel, places do not write letters."""
    if (actor.type is ActorType.GROUP and head.lemma_.lower() in codebook().private) or (
        role is Role.PARTY and _is_kin(head)  # "met the president and his wife, A"
    ):
        return False
    if role is Role.VISITOR:
        return actor.type in (ActorType.PERSON, ActorType.GROUP)
    return not (mention.place is not None and not mention.governs and not mention.actors)


def _is_kin(token: Token) -> bool:
    owned = any(c.dep_ == "poss" for c in token.children)
    return owned and token.lemma_.lower() in codebook().private


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
    found = []
    for side in sides:
        mark = (side.actor.key, side.role)
        if mark in seen or (side.role is Role.PARTY and (side.actor.key, Role.HOST) in seen):
            continue
        seen.add(mark)
        found.append(side)
    return found


def host_country(sides: list[Side]) -> list[Goal]:
    """A visit to someone is a visit to his state, if no place is named."""
    for side in sides:
        if side.role is Role.HOST and side.actor.country not in (None, "IGO"):
            return [Goal(Place(None, side.actor.country), side.span, side.token)]
    return []


def implied_side(trigger: Token, sides: list[Side], role: Role, parsed: Parsed) -> Side | None:
    """The other side of talks that name only one: the one other state that the sentence speaks of, else the one before.

    "Seoul responded with an offer to hold talks": with whom, the sentence before says. None if there are several.
    """
    own = {s.actor.country for s in sides}
    if len(own) != 1 or own & {None, "IGO"}:
        return None
    before = parsed.doc[trigger.sent.start - 1].sent if trigger.sent.start else None
    for sentence in (trigger.sent, before):
        if sentence is None:
            continue
        others: dict[str, Side] = {}
        for mention in parsed.mentions_in(sentence):
            if mention.place is not None and not mention.governs:
                continue
            for actor in mention.actors:
                if actor.country not in own | {None, "IGO"}:
                    others.setdefault(actor.country or "", Side(actor, role, mention.span, "implied", mention.head))
        if len(others) == 1:
            return next(iter(others.values()))
        if others:
            return None
    return None


def apart(trigger: Token, entry: Entry, sides: list[Side]) -> list[list[Side]]:
    """The sides of each contact where one phrase tells of several: "separately met A and B", "calls with A and B".

    So do delegations that are listed one after the other. Else all sides are of one contact.
    """
    if entry.kind is Kind.VISIT:
        listed = [s for s in sides if s.role is Role.VISITOR and trigger.doc[s.token].lemma_.lower() == "delegation"]
        others = [s for s in sides if s.role is not Role.VISITOR]
        heads = dict.fromkeys(s.token for s in listed)  # one delegation may have several members
        return [[*(s for s in listed if s.token == t), *others] for t in heads] if len(heads) > 1 else [sides]
    if entry.kind not in (Kind.MEETING, Kind.CALL) or not _distributes(trigger, entry):
        return [sides]
    met = [s for s in sides if s.slot in _MET]
    rest = [s for s in sides if s.slot not in _MET]
    if len({s.token for s in met}) == len(met) > 1 and rest:
        return [[*rest, s] for s in met]
    if met and len({s.token for s in rest}) == len(rest) > 1 and "separately" in {c.lower_ for c in trigger.children}:
        return [[s, *met] for s in rest]
    return [sides]


def _distributes(trigger: Token, entry: Entry) -> bool:
    words = {c.lower_ for c in trigger.children}
    if entry.verbal and trigger.dep_ == "conj":
        words |= {c.lower_ for c in trigger.head.children}
    plural = trigger.tag_ == "NNS" and trigger.lemma_.lower() in ("call", "conversation", "meeting", "talk")
    if not entry.verbal:
        carrier = grammar.light_verb(trigger)
        words |= {c.lower_ for c in carrier.children} if carrier is not None else set()
    return bool(words & {"separately", "separate"}) or (plural and trigger.lemma_.lower() != "talk")
