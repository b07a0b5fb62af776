"""Who goes along: "accompanied by his wife, A, and Foreign Minister B" makes both visitors."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Token

from dragoman.events import grammar
from dragoman.events.candidate import Candidate
from dragoman.events.who import Side, mention_for
from dragoman.model import Actor, ActorType, Kind, Role
from dragoman.text.parsed import Parsed

_REACH = 3  # sentences between the journey and the words that tell of the company
_MOST = 20  # such words of an article, so that a hostile text stays linear


@dataclass(frozen=True, slots=True)
class _Company:
    """Persons who go along with `leaders` (keys of actors), as sentence `number` tells."""

    leaders: frozenset[str]
    people: tuple[Side, ...]
    number: int


def with_company(found: Sequence[Candidate], parsed: Parsed) -> list[Candidate]:
    """The statements, visits with all visitors whom the text says to have gone along."""
    starts = [s.start for s in parsed.doc.sents]
    told = list(islice(_told(parsed, starts), _MOST))
    return [_joined(c, told, starts) if told and c.entry.kind is Kind.VISIT else c for c in found]


def _joined(visit: Candidate, told: Sequence[_Company], starts: Sequence[int]) -> Candidate:
    keys = {s.actor.key for s in visit.sides if s.role is Role.VISITOR}
    here = bisect_right(starts, visit.trigger)
    for company in told:
        if keys & company.leaders and 0 <= company.number - here < _REACH:
            new = [s for s in company.people if s.actor.key not in {t.actor.key for t in visit.sides}]
            visit = replace(visit, sides=(*visit.sides, *new))
    return visit


def _told(parsed: Parsed, starts: Sequence[int]) -> Iterator[_Company]:
    for verb in parsed.doc:
        if verb.lower_ != "accompanied" or not grammar.is_verb(verb):
            continue
        whom = grammar.objects(verb) or (grammar.subject(verb.head) if grammar.is_verb(verb.head) else [])
        leaders = [a for t in whom if (m := mention_for(t, parsed)) is not None for a in m.actors]
        if not leaders or any(a.type is not ActorType.PERSON for a in leaders):
            continue
        named = [f.token for f in grammar.prepositions(verb) if f.slot == "by"]
        beside = (c for t in named for c in t.children if c.dep_ == "appos")  # "his sister A and Minister B"
        tokens = [*named, *(t for c in beside for t in grammar.conjoined(c) if t != c)]
        people = tuple(s for t in tokens for s in _people(t, leaders[0], parsed))
        yield _Company(frozenset(a.key for a in leaders), people, bisect_right(starts, verb.i))


def _people(token: Token, leader: Actor, parsed: Parsed) -> Iterator[Side]:
    """The persons of the leader's state whom a phrase names: "Foreign Minister B", "his wife, A"."""
    mention = mention_for(token, parsed)
    if mention is None:
        return
    for actor in mention.actors:
        if actor.type is ActorType.PERSON and actor.country in (leader.country, None) and actor.key != leader.key:
            yield Side(replace(actor, country=leader.country), Role.VISITOR, mention.span, "with", token.i)
