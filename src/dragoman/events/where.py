"""Where a contact takes place: destinations of visits, places of meetings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.actors.places import capital_of, find_place
from dragoman.events import grammar
from dragoman.events.codebook import Entry
from dragoman.events.grammar import Filler
from dragoman.events.home import home_of
from dragoman.model import ActorType, Place, Span
from dragoman.text.parsed import Form, Mention, Parsed

_OVER_AGAINST = frozenset({"with", "against", "about", "between", "toward", "towards"})
_AT = frozenset({"in", "at", "near", "outside"})


@dataclass(frozen=True, slots=True)
class Goal:
    """A place, with the words that name it."""

    place: Place
    span: Span
    token: int


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
            return None if slot == "modifier" and mention.form is Form.DEMONYM else _wider(mention, token, parsed)
        if slot in ("to", "object") and any(a.type in (ActorType.BODY, ActorType.IGO) for a in mention.actors):
            return _seat(token, mention, parsed)
    if slot in ("modifier", "of") or (mention is not None and mention.head == token.i and mention.form is Form.NAME):
        return None
    return _placed(token, parsed) if slot in ("for", "from") else _within(token, parsed)


def _wider(mention: Mention, token: Token, parsed: Parsed) -> Goal:
    """The city of a site, where the text adds it: "the Bocharov Ruchei residence in Sochi" is Sochi."""
    place = mention.place
    assert place is not None
    return _city_of(token, parsed) or Goal(place, mention.span, token.i)


def _placed(token: Token, parsed: Parsed) -> Goal | None:
    """Where the thing is that one leaves for ("for the summit in Canada"); "the capital" in "from the capital"."""
    if token.lemma_ == "capital":
        return _within(token, parsed)
    for filler in grammar.prepositions(token):
        inner = parsed.mention_at(filler.token)
        if filler.slot in ("in", "at") and inner is not None and inner.place is not None:
            return Goal(inner.place, inner.span, token.i)
    return None


def _city_of(token: Token, parsed: Parsed) -> Goal | None:
    """The city that a phrase adds with "in"; regions do not count, since they say less than the site."""
    for filler in grammar.prepositions(token):
        inner = parsed.mention_at(filler.token)
        place = inner.place if inner is not None and filler.slot == "in" else None
        if inner is not None and place is not None and place.name is not None and place.geonames is not None:
            return Goal(place, inner.span, token.i)
    return None


def _within(token: Token, parsed: Parsed) -> Goal | None:
    """A place named inside a noun phrase: "his Florida resort", "the Russian capital", "the city of Basel"."""
    city = _city_of(token, parsed)
    if city is not None:
        return city
    best: tuple[int, Goal] | None = None
    for part in token.subtree:
        inner = parsed.mention_at(part)
        if inner is None or inner.head != part.i or abs(part.i - token.i) > 5 or _is_beside(part, token):
            continue
        goal = None
        is_state = bool(inner.actors) and inner.actors[0].type is ActorType.STATE
        if inner.place is not None and (inner.form is not Form.DEMONYM or inner.place.name):
            goal = Goal(inner.place, inner.span, token.i)
        elif is_state and token.lemma_ in ("capital", "country", "soil", "city"):
            goal = Goal(_in_state(inner.actors[0].country, token), inner.span, token.i)
        if goal is not None and (best is None or (goal.place.name is not None and best[1].place.name is None)):
            best = (part.i, goal)
    return best[1] if best else None


def _is_beside(part: Token, token: Token) -> bool:
    """Whether a place only stands over against something: "in a confrontation with the United States"."""
    while part.i != token.i and part.head.i != part.i:
        if part.dep_ == "prep" and part.lower_ in _OVER_AGAINST:
            return True
        part = part.head
    return False


def _in_state(country: str | None, token: Token) -> Place:
    """The state, or its capital where the text says "capital"."""
    name = capital_of(country) if country and token.lemma_ == "capital" else None
    return (find_place(name, country) if name else None) or Place(None, country)


def _last_named(token: Token, parsed: Parsed) -> Goal | None:
    """What "there" points to: the last place named before it, in its sentence or the one before."""
    before = parsed.doc[max(0, token.sent.start - 1)].sent
    for mention in reversed([*parsed.mentions_in(before), *parsed.mentions_in(token.sent)]):
        if mention.last <= token.i and mention.place is not None and not mention.governs:
            return Goal(mention.place, Span(token.idx, token.idx + len(token)), token.i)
    return None


def _seat(token: Token, mention: Mention, parsed: Parsed) -> Goal | None:
    """A body that is visited: where it stands, as the text says, else its state ("the embassy in London")."""
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


def place_of(roots: Iterable[Token], trigger: Token, parsed: Parsed, stop: frozenset[int]) -> Goal | None:
    """The place after "in" or "at" in the clauses of `roots`, nearest to the trigger.

    Later words win over earlier ones; `stop` are other events, whose places are their own.
    """
    for root in roots:
        best: tuple[int, Goal] | None = None
        for token in grammar.own_tokens(root, stop):
            goal = _at(token, parsed)
            if goal is None:
                continue
            distance = goal.token - trigger.i if goal.token > trigger.i else 3 * (trigger.i - goal.token)
            if best is None or distance < best[0]:
                best = (distance, goal)
        if best is not None:
            return best[1]
    return None


def _is_ground(token: Token, parsed: Parsed) -> bool:
    """Whether one can be "on" it: an island, or the name of a place that is never a government ("on Sentosa")."""
    mention = parsed.mention_at(token)
    named = mention is not None and mention.head == token.i and mention.place is not None
    return (named and mention is not None and not mention.actors) or token.lemma_ == "island"


def _at(token: Token, parsed: Parsed) -> Goal | None:
    if token.lower_ == "here" and token.dep_ in ("advmod", "npadvmod"):
        home = home_of(parsed.article)
        return Goal(home, Span(token.idx, token.idx + len(token)), token.i) if home else None
    if token.lower_ == "where" and token.dep_ == "advmod" and token.head.dep_ == "relcl":
        return _goal(token.head.head, "in", parsed)  # "flew to Beijing, where he met"
    if token.lower_ == "there" and token.dep_ == "advmod":
        return _last_named(token, parsed)
    if token.dep_ != "prep" or token.lower_ not in _AT | {"on"}:
        return None
    for child in token.children:
        if child.dep_ == "pobj":
            goal = _goal(child, "in", parsed)
            upon = token.lower_ == "on"  # "on Sentosa", not "on Russia", "on the crisis in Sudan"
            return goal if not upon or _is_ground(child, parsed) else None
    return None
