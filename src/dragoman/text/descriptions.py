"""Whom a description stands for: "the envoy", "the French leader", "both sides", "the alliance"."""

from bisect import bisect_right
from collections.abc import Iterable

from dragoman.actors import Rank, office_class
from dragoman.model import Actor, ActorType
from dragoman.text.drafts import Draft, Sense
from dragoman.text.memory import Memory, Seen
from dragoman.text.pairs import Wanted, pair
from dragoman.text.people import LEADING, Person
from dragoman.text.roles import Roles, same_trade
from dragoman.text.states import name_of
from dragoman.text.words import words

_EITHER = frozenset({"side", "party", "two", "three", "partner", "ally"})  # states as well as people

_LATER = 40  # names after a description among which its holder is looked for


class Descriptions:
    """Resolves the nominals of one article; `persons` gives the person of each draft that names one, in text order."""

    def __init__(self, memory: Memory, roles: Roles, persons: Iterable[tuple[Draft, Person]], home: str | None) -> None:
        self._memory = memory
        self._roles = roles
        self._named = list(persons)
        self._persons = list(dict.fromkeys(p for _, p in self._named))
        self._home = home
        self._starts = [d.first for d, _ in self._named]
        self._name_at = {d.first: d for d, _ in self._named}
        self._called: dict[str, set[str]] = {}

    def resolve(self, draft: Draft) -> None:
        """Set `actors` and `because` of a nominal: apposition, group, person, else the description itself."""
        self._possessed(draft)
        beside = self._beside(draft)
        if beside is not None:
            draft.actors = beside.actors
            draft.because = (self._memory.span(beside),)
            return
        if draft.plural or draft.number:
            if self._many(draft):
                return
        elif self._one(draft):
            return
        draft.actors = self._by_description(draft)

    def _beside(self, draft: Draft) -> Draft | None:
        """The person's name to which the nominal stands in apposition, or which stands in apposition to it."""
        if draft.plural:
            return None
        token = self._memory.doc[draft.head]
        candidates = [token.head.i] if token.dep_ == "appos" else []
        candidates += [c.i for c in token.children if c.dep_ == "appos"]
        if token.dep_ == "attr" and token.head.lemma_ == "be":
            candidates += [c.i for c in token.head.children if c.dep_ == "nsubj"]
        for i in candidates:
            held = self._memory.at_head.get(i)
            if held is not None and held.sense is Sense.PERSON:
                return held
        return self._between_commas(draft) or self._after_comma(draft)

    def _between_commas(self, draft: Draft) -> Draft | None:
        """ "Ana Costa, foreign minister of Malta met": an office without an article after a name and a comma."""
        doc = self._memory.doc
        if draft.first < 2 or doc[draft.first - 1].text != "," or draft.lemma not in words("offices"):
            return None
        held = self._memory.at_end.get(draft.first - 1)
        if held is None or held.sense is not Sense.PERSON or draft.definite:
            return None
        return held if doc[held.first].sent.start == doc[draft.head].sent.start else None

    def _after_comma(self, draft: Draft) -> Draft | None:
        """The name in "the head of the council's executive, Mahmoud Jibril.", where the parser lost the thread."""
        doc = self._memory.doc
        if not draft.definite or draft.last + 1 >= len(doc) or doc[draft.last].text != ",":
            return None
        held = self._name_at.get(draft.last + 1)
        if held is None or doc[held.first].sent.start != doc[draft.head].sent.start:
            return None
        closed = held.last >= len(doc) or doc[held.last].text in ",.;)"
        return held if closed and held.first == draft.last + 1 and not held.titles else None

    def _possessed(self, draft: Draft) -> None:
        """ "its foreign minister", "his government": the country is the possessor's, except for counterparts."""
        if draft.countries or draft.lemma in words("others_nouns"):
            return
        for child in self._memory.doc[draft.head].children:
            if child.dep_ == "poss":
                codes = {a.country for a in self._memory.actors_of(child.i) if a.country}
                if codes:
                    draft.countries = tuple(sorted(codes))

    def _one(self, draft: Draft) -> bool:
        rank = office_class(draft.name)
        code = draft.countries[0] if draft.countries else None
        if draft.lemma in words("government_nouns"):
            return False
        if draft.definite:
            if draft.lemma in ("visitor", "guest", "host"):
                found = self._roles.guest_or_host(draft)
            elif draft.lemma in ("counterpart", "interlocutor") and not draft.countries:
                found = self._other_of_lead(draft) or self._bearer(draft, rank, code)
            else:
                found = self._thing_meant(draft) or self._bearer(draft, rank, code)
            if found is not None:
                self._memory.take(draft, [found])
                self._remember(draft)
                return True
        return self._later(draft, code) or self._anywhere(draft, rank, code)

    def _anywhere(self, draft: Draft, rank: Rank | None, code: str | None) -> bool:
        """ "the US president" before the name falls: the one person of the article who holds that office."""
        if not draft.definite or not code or draft.former:
            return False
        found = [p for p in self._persons if p.country == code and self._fits(p, draft, rank, code)]
        if len(found) != 1 or draft.lemma in words("vague_offices"):
            return False
        draft.actors = (found[0].actor(),)
        self._remember(draft)
        return True

    def _remember(self, draft: Draft) -> None:
        """Note the office by which somebody was called: "the secretary" after "the U.S. secretary of state"."""
        for actor in draft.actors:
            if actor.type is ActorType.PERSON and draft.lemma not in words("vague_offices"):
                self._called.setdefault(actor.name, set()).add(draft.lemma)

    def _thing_meant(self, draft: Draft) -> Seen | None:
        """ "the alliance", "the organization", "the council": the body or organisation last spoken of."""
        if draft.lemma not in words("body_nouns") or draft.countries:
            return None
        for seen in self._memory.back(draft, 30):
            kind, name = seen.actor.type, seen.actor.name.lower()
            if seen.draft.sense is not Sense.KNOWN:
                continue
            if draft.lemma in words("organisation_nouns") and kind is ActorType.IGO:
                return seen
            if draft.lemma in name and kind in (ActorType.IGO, ActorType.BODY, ActorType.GROUP):
                return seen
        return None

    def _other_of_lead(self, draft: Draft) -> Seen | None:
        """ "A told his counterpart": the one with whom the first sentence has him, not the one who was named last."""
        mine = {a.key for a in self._memory.owners_of(draft)}
        lead = [s for s in self._memory.by_sentence.get(0, []) if self._memory.person(s.actor) is not None]
        states = {s.actor.country for s in lead if s.actor.key in mine}
        if self._memory.sentence[draft.head] == 0 or not states:
            return None
        return next((s for s in lead if s.actor.country not in states | {None}), None)

    def _bearer(self, draft: Draft, rank: Rank | None, code: str | None) -> Seen | None:
        mine = {a.key for a in self._memory.owners_of(draft)}
        best: Seen | None = None
        known: Seen | None = None  # holds the office, though the article does not say so
        for seen in self._memory.back(draft, 40):
            person = self._memory.person(seen.actor)
            if person is None or seen.actor.key in mine or len(seen.draft.actors) > 1:
                continue
            if code and person.country != code:
                continue
            if not self._fits(person, draft, rank, code):
                if known is None and rank is not None and rank == person.known_rank and not self._vice(draft):
                    known = seen
                continue
            if best is None:
                best = seen
            if code or draft.lemma not in ("president", "minister") or person.country == self._home:
                return seen if draft.lemma != "minister" else best
        return best or (known if draft.lemma in words("leading_offices") else None)

    def _fits(self, person: Person, draft: Draft, rank: Rank | None, code: str | None) -> bool:
        """Whether a nominal can mean this person: same office noun, or a class of office that it covers."""
        lemma = draft.lemma
        if lemma == "president" and not person.office and Rank.HEAD_OF_STATE in person.ranks and code:
            return True
        if person.holds(lemma):
            return not (lemma in ("president", "minister", "secretary") and self._vice(draft) != self._is_vice(person))
        if lemma in self._called.get(person.name, ()) or same_trade(person, draft):
            return True
        ranks = person.ranks
        if lemma in words("leader_nouns") and not set(draft.name.lower().split()) & words("secret_service"):
            return bool(ranks & LEADING)
        if lemma in words("vague_offices"):
            return bool(code) or bool(person.titles)
        if lemma in ("envoy", "emissary", "negotiator", "delegate", "mediator"):
            return Rank.ENVOY in ranks or bool(ranks & {Rank.ADVISER, Rank.MINISTER, Rank.FOREIGN_MINISTER} and code)
        return rank is not None and rank in ranks and rank in (Rank.FOREIGN_MINISTER, Rank.HEAD_OF_GOVERNMENT)

    def _vice(self, draft: Draft) -> bool:
        return any(w in ("vice", "deputy") for w in draft.name.lower().replace("-", " ").split())

    def _is_vice(self, person: Person) -> bool:
        offices = [t.office.lower() for t in person.titles if t.office]
        return bool(offices) and all("vice" in o or "deputy" in o for o in offices)

    def _later(self, draft: Draft, code: str | None) -> bool:
        """ "A Russian envoy ... said Mikhail Margelov, envoy to Africa": the name follows within three sentences."""
        if draft.lemma in words("vague_offices") or not (code or draft.definite):
            return False
        here = self._memory.sentence[draft.head]
        begin = bisect_right(self._starts, draft.first)
        for other, person in self._named[begin : begin + _LATER]:
            if self._memory.sentence[other.head] - here > 3:
                break
            if code and person.country not in (code, None):
                continue
            called = any(draft.lemma in t.office.lower().split() for t in other.titles)  # a caption may name him before
            if called or (person.holds(draft.lemma) and person.order == other.first):
                draft.actors = (person.actor(),)
                draft.because = (self._memory.span(other),)
                return True
        return False

    def _many(self, draft: Draft) -> bool:
        lemma = draft.lemma
        if len(draft.countries) > 1 and draft.number is None and lemma not in ("delegation", "team"):
            return False
        if not draft.definite or draft.countries:
            return False
        size = draft.number or 2
        land = lemma in words("land_nouns")
        if not land and lemma not in words("side_nouns"):
            return False
        if self._memory.doc[draft.first].tag_ == "PRP$":
            return False
        wanted = Wanted.LAND if land else Wanted.ANY if lemma in _EITHER else Wanted.PEOPLE
        found = self._same_group(draft) or pair(self._memory, draft, size, wanted)
        if not found:
            return False
        if lemma in words("sent_nouns") and any(self._leads(s) for s in found):
            return False
        self._memory.take(draft, found)
        if land:
            codes = [s.actor.country for s in found]
            draft.actors = (
                tuple(Actor(name_of(c) or c, ActorType.STATE, c) for c in dict.fromkeys(codes) if c and c != "IGO")
                or draft.actors
            )
        return True

    def _leads(self, seen: Seen) -> bool:
        person = self._memory.person(seen.actor)
        return person is not None and bool(person.ranks & LEADING)

    def _same_group(self, draft: Draft) -> list[Seen]:
        """ "the envoys" after "two South Korean envoys": the group; or the persons spoken of who are envoys."""
        if draft.lemma in words("everyone_nouns"):
            return []
        rank = office_class(draft.name)
        fitting: list[Seen] = []
        for seen in self._memory.back(draft, 8):
            if seen.draft.lemma == draft.lemma and seen.draft.plural and seen.draft.sense is Sense.NOMINAL:
                return [s for s in self._memory.by_sentence[seen.sentence] if s.draft is seen.draft]
            person = self._memory.person(seen.actor)
            met = seen.actor.key in {s.actor.key for s in fitting}
            if person is not None and not met and self._fits(person, draft, rank, None):
                fitting.append(seen)
            if len(fitting) == (draft.number or 2):
                return sorted(fitting, key=lambda s: s.draft.first)
        return []

    def _by_description(self, draft: Draft) -> tuple[Actor, ...]:
        """No name anywhere: the nominal itself is the actor, one for each country that it names."""
        if (
            draft.lemma in ("country", "nation", "state", "member", "people", "citizen", "public", "friend")
            and not draft.countries
        ):
            return ()
        if (
            draft.lemma in ("country", "nation", "state")
            and len(draft.countries) == 1
            and not draft.plural
            and draft.definite
        ):
            code = draft.countries[0]
            return (Actor(name_of(code) or code, ActorType.STATE, code),)
        single = draft.lemma in words("offices") and not draft.plural
        kind = ActorType.PERSON if single else ActorType.GROUP
        if draft.lemma in (
            "government",
            "administration",
            "ministry",
            "embassy",
            "parliament",
            "committee",
            "commission",
            "council",
        ):
            kind = ActorType.BODY
        name = draft.name or draft.lemma
        codes = draft.countries or (None,)
        if 1 < len(codes) < 9 and (draft.lemma in words("offices") or draft.lemma in words("government_nouns")):
            return tuple(self._one_of_many(draft, c) for c in codes if c)
        return (Actor(name, kind, codes[0] if len(codes) == 1 else None),)

    def _one_of_many(self, draft: Draft, code: str) -> Actor:
        """One of "the presidents of Poland and Estonia": the person named elsewhere, else the office itself."""
        modifiers = [
            t.lower_
            for t in self._memory.doc[draft.first : draft.head]
            if t.dep_ in ("compound", "amod") and t.ent_type_ not in ("NORP", "GPE")
        ]
        # some of each side: "Russian and Thai envoys"; but "national security advisers" are one of each
        several = not modifiers and draft.lemma in words("mouthpieces") | words("sent_nouns")
        here = [p for p in self._persons if p.country == code]
        rank = office_class(draft.name)
        found = [p for p in here if (p.holds(draft.lemma) if several else self._fits(p, draft, rank, code))]
        if not found and not several:
            found = [p for p in here if not p.office]
        if len(found) == 1:
            return found[0].actor()
        noun = self._memory.doc[draft.head].lower_ if several else draft.lemma
        return Actor(f"{' '.join([*modifiers, noun])} of {name_of(code) or code}", ActorType.GROUP, code)
