"""Who is meant: leads every mention to its actors, in text order. `docs/reference.md` gives the order of the rules."""

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.actors import Rank, office_class
from dragoman.model import Actor, ActorType, Span
from dragoman.text.drafts import Draft, Sense
from dragoman.text.find import note
from dragoman.text.nominals import sentence_numbers
from dragoman.text.context import lend_countries
from dragoman.text.people import Person, Register
from dragoman.text.quotes import Saying
from dragoman.text.states import name_of
from dragoman.text.words import words

_SIDES = frozenset(
    {
        "side",
        "party",
        "interlocutor",
        "leader",
        "president",
        "minister",
        "two",
        "head",
        "counterpart",
        "official",
        "politician",
        "statesman",
        "premier",
        "pair",
        "duo",
        "couple",
        "man",
        "three",
        "trio",
        "negotiator",
        "diplomat",
        "envoy",
        "king",
        "chancellor",
        "principal",
        "ally",
        "partner",
        "secretary",
        "adviser",
        "advisor",
    }
)
_LANDS = frozenset({"country", "nation", "state", "government", "neighbour", "neighbor", "people", "capital"})
_LEADING = frozenset({Rank.HEAD_OF_STATE, Rank.HEAD_OF_GOVERNMENT, Rank.ROYAL})
_VAGUE = frozenset(
    {
        "official",
        "diplomat",
        "politician",
        "statesman",
        "man",
        "woman",
        "lady",
        "interlocutor",
        "guest",
        "host",
        "representative",
        "colleague",
        "friend",
        "counterpart",
        "boss",
        "executive",
    }
)
_MOUTHPIECES = frozenset(
    {"official", "spokesman", "spokeswoman", "spokesperson", "diplomat", "aide", "representative", "source"}
)
_EVERYONE = frozenset(
    {
        "side",
        "party",
        "leader",
        "two",
        "head",
        "interlocutor",
        "pair",
        "duo",
        "couple",
        "three",
        "trio",
        "politician",
        "statesman",
        "partner",
        "ally",
        "country",
        "nation",
        "state",
        "government",
    }
)
_STATE_NOUNS = frozenset(
    {
        "government",
        "administration",
        "regime",
        "authority",
        "leadership",
        "country",
        "nation",
        "state",
        "side",
        "cabinet",
        "republic",
        "union",
        "kingdom",
    }
)
_IGO_NOUNS = frozenset({"organization", "organisation", "alliance", "bloc", "union", "league"})
_BODY_NOUNS = _IGO_NOUNS | {
    "council",
    "committee",
    "commission",
    "ministry",
    "agency",
    "parliament",
    "coalition",
    "embassy",
}
_REACH = 4  # sentences that a pronoun looks back


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor already met: by which draft, in which sentence, and whether as a subject."""

    actor: Actor
    draft: Draft
    sentence: int
    subject: bool


class Resolver:
    """Resolves the drafts of one article."""

    def __init__(self, doc: Doc, drafts: list[Draft], register: Register, sayings: list[Saying]) -> None:
        self._doc = doc
        self._drafts = drafts
        self._register = register
        self._sentence = sentence_numbers(doc)
        self._persons = assign_persons(drafts, register)
        register.settle()
        first = {p.name: p for p in reversed(register.persons)}  # "MBS" and "Mohammed bin Salman" are one
        for i, person in self._persons.items():
            if first[person.name] is not person:
                first[person.name].absorb(person)
                self._persons[i] = first[person.name]
        lend_countries(doc, drafts, self._persons, self._sentence)
        self._by_actor = {p.name: p for p in register.persons}
        self._at_head = {d.head: d for d in drafts}
        self._seen: list[Seen] = []
        self._by_sentence: dict[int, list[Seen]] = {}
        self._sayings = sayings
        self.home = self._home()

    def run(self) -> None:
        """Set `actors` and `because` of every draft."""
        for i, draft in enumerate(self._drafts):
            if i in self._persons:
                draft.actors = (self._persons[i].actor(),)
        for draft in sorted(self._drafts, key=lambda d: d.head):  # "her" before "her spokesman"
            if draft.sense is Sense.NOMINAL:
                self._nominal(draft)
            elif draft.sense is Sense.PRONOUN and draft.lemma not in ("i", "we", "you"):
                self._pronoun(draft)
            self._push(draft)
        for draft in self._drafts:
            if draft.sense is Sense.PRONOUN and draft.lemma in ("i", "we"):
                self._speaker_pronoun(draft)
        for draft in self._drafts:  # "our country" had to wait for "our"
            if draft.sense is Sense.NOMINAL and self._doc[draft.first].lower_ in ("our", "my"):
                self._nominal(draft)

    def _home(self) -> str | None:
        """The country on whose side the article stands: that of the office holder who is its first subject."""
        leaders = [d for d in self._drafts[:12] if d.sense is Sense.PERSON and d.actors == ()]
        for i, draft in enumerate(self._drafts[:30]):
            person = self._persons.get(i)
            if person is not None and person.country and self._doc[draft.head].dep_ in ("nsubj", "nsubjpass"):
                return person.country
        counts = Counter(self._persons[i].country for i in self._persons)
        return counts.most_common(1)[0][0] if leaders and counts else None

    def _subject(self, draft: Draft) -> bool:
        token = self._doc[draft.head]
        if token.dep_ == "poss":  # "the emir's visit was his first"
            token = token.head
        return token.dep_ in ("nsubj", "nsubjpass")

    def _push(self, draft: Draft) -> None:
        number = self._sentence[draft.head]
        for actor in draft.actors:
            seen = Seen(actor, draft, number, self._subject(draft))
            self._seen.append(seen)
            self._by_sentence.setdefault(number, []).append(seen)

    def _back(self, draft: Draft, reach: int) -> list[Seen]:
        """What was met before `draft`, likeliest first: this sentence's subjects, then sentence by sentence back."""
        here = self._sentence[draft.head]
        found: list[Seen] = []
        waiting: list[Seen] = []
        for number in range(here, max(-1, here - reach), -1):
            seen = self._by_sentence.get(number, [])
            subjects = [s for s in seen if s.subject]
            others = [s for s in reversed(seen) if not s.subject]
            if number == here:
                waiting = others
                found += subjects
            elif number == here - 1:
                found += [*subjects, *waiting, *others]
                waiting = []
            else:
                found += [*subjects, *others]
        return found + waiting

    def _span(self, draft: Draft) -> Span:
        covered = self._doc[draft.first : draft.last]
        return Span(covered.start_char, covered.end_char)

    def _take(self, draft: Draft, found: list[Seen]) -> None:
        draft.actors = tuple(dict.fromkeys(s.actor for s in found))
        draft.because = tuple(sorted({self._span(s.draft) for s in found}))

    # --- pronouns

    def _pronoun(self, draft: Draft) -> None:
        if draft.lemma in ("he", "she"):
            found = self._single(draft)
        elif draft.lemma == "they":
            found = self._plural(draft)
        elif draft.lemma == "it":
            found = self._thing(draft)
        else:
            found = self._relative(draft)
        if found:
            self._take(draft, found)

    def _single(self, draft: Draft) -> list[Seen]:
        sex = "m" if draft.lemma == "he" else "f"
        token = self._doc[draft.head]
        barred: set[str] = set()
        if token.dep_ in ("dobj", "pobj", "dative"):
            verb = token.head if token.dep_ != "pobj" else token.head.head
            barred = {a.key for c in verb.children if c.dep_ in ("nsubj", "nsubjpass") for a in self._actors_of(c.i)}
        if (speaker := self._speaker_at(draft)) is not None:
            barred |= {a.key for a in self._actors_of(speaker)}
        fitting = []
        for seen in self._back(draft, _REACH):
            if seen.actor.type is not ActorType.PERSON or len(seen.draft.actors) > 1 or seen.actor.key in barred:
                continue
            person = self._by_actor.get(seen.actor.name)
            if person is None or person.sex in (None, sex):
                fitting.append(seen)
        if fitting and fitting[0].draft.lemma in _MOUTHPIECES and fitting[0].actor.name not in self._by_actor:
            # "said an official of President X after he met": the one spoken of, not the one who speaks
            first = fitting[0].sentence
            fitting = [s for s in fitting if s.sentence == first and s.actor.name in self._by_actor] or fitting
        return fitting[:1]

    def _actors_of(self, head: int) -> tuple[Actor, ...]:
        draft = self._at_head.get(head)
        return draft.actors if draft is not None else ()

    def _speaker_at(self, draft: Draft) -> int | None:
        """The token of the speaker in whose direct speech `draft` stands."""
        offset = self._doc[draft.head].idx
        inside = [s for s in self._sayings if s.direct and offset in s.span and s.speaker is not None]
        return min(inside, key=lambda s: s.span.end - s.span.start).speaker if inside else None

    def _plural(self, draft: Draft) -> list[Seen]:
        here = self._sentence[draft.head]
        for number in range(here, max(-1, here - _REACH), -1):
            seen = [
                s for s in self._by_sentence.get(number, []) if s.draft.sense is not Sense.PRONOUN or s.draft.plural
            ]
            many = [s for s in seen if len(s.draft.actors) > 1 or s.draft.plural]
            best = next((s for s in many if s.subject), many[-1] if many else None)
            joined = self._coordinated(seen)
            if joined and (best is None or joined[0].subject or not best.subject):
                return joined
            if best is not None:
                return [s for s in seen if s.draft is best.draft]
            pair = self._pair_in(number, 2, land=False)
            if pair:
                return pair
        return self._pair(draft, 2, land=False)

    def _coordinated(self, seen: list[Seen]) -> list[Seen]:
        """The first group of actors joined by "and" in a sentence, subjects before others."""
        groups: dict[int, list[Seen]] = {}
        for s in seen:
            token = self._doc[s.draft.head]
            top = token
            for _ in range(12):
                if top.dep_ != "conj":
                    break
                top = top.head
            if s.draft.form.value != "demonym":
                groups.setdefault(top.i, []).append(s)
        many = [g for g in groups.values() if len({s.actor.key for s in g}) > 1]
        return next((g for g in many if g[0].subject), many[-1] if many else [])

    def _thing(self, draft: Draft) -> list[Seen]:
        token = self._doc[draft.head]
        if token.lower_ == "it" and token.dep_ in ("expl", "nsubj") and token.head.lemma_ == "be":
            return []
        things = (ActorType.STATE, ActorType.BODY, ActorType.IGO, ActorType.GROUP)
        found = [s for s in self._back(draft, 3) if s.actor.type in things and s.draft.governs and not (s.draft.plural)]
        named = [s for s in found if s.draft.form.value != "demonym"]
        return (named or found)[:1]

    def _relative(self, draft: Draft) -> list[Seen]:
        verb = self._doc[draft.head].head
        for _ in range(5):
            if verb.dep_ == "relcl":
                held = self._at_head.get(verb.head.i)
                number = self._sentence[draft.head]
                return [Seen(a, held, number, False) for a in held.actors] if held is not None else []
            if verb.head is verb:
                break
            verb = verb.head
        return []

    def _speaker_pronoun(self, draft: Draft) -> None:
        speaker = self._speaker_at(draft)
        if speaker is None:
            return
        held = self._at_head.get(speaker)
        if held is None or not held.actors:
            return
        draft.because = (self._span(held),)
        draft.actors = held.actors
        if draft.lemma == "we" and len(held.actors) == 1 and held.actors[0].type is ActorType.PERSON:
            code = held.actors[0].country
            name = name_of(code) if code else None
            if name:
                draft.actors = (Actor(name, ActorType.STATE, code),)

    # --- pairs

    def _pair_in(self, number: int, size: int, land: bool) -> list[Seen]:
        """The sides of sentence `number`: its subject and the next actor of another country."""
        seen = self._by_sentence.get(number, [])
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

    def _pair(self, draft: Draft, size: int, land: bool) -> list[Seen]:
        here = self._sentence[draft.head]
        for number in range(here, max(-1, here - 8), -1):
            found = self._pair_in(number, size, land)
            if found:
                return found
        latest: list[Seen] = []
        for s in reversed(self._seen):
            if s.actor.type is ActorType.PERSON and s.actor.country not in {x.actor.country for x in latest}:
                latest.append(s)
            if len(latest) == size:
                return latest[::-1]
        return []

    # --- nominals

    def _nominal(self, draft: Draft) -> None:
        self._possessed(draft)
        beside = self._beside(draft)
        if beside is not None:
            draft.actors = beside.actors
            draft.because = (self._span(beside),)
            return
        if draft.plural or draft.number:
            if self._many(draft):
                return
        elif self._one(draft):
            return
        draft.actors = self._by_description(draft)

    def _beside(self, draft: Draft) -> Draft | None:
        """The person's name to which the nominal stands in apposition, or which stands in apposition to it."""
        token = self._doc[draft.head]
        if (
            token.dep_ == "appos"
            and (held := self._at_head.get(token.head.i)) is not None
            and held.sense is Sense.PERSON
            and not draft.plural
        ):
            return held
        if not draft.plural:
            for child in token.children:
                held = self._at_head.get(child.i)
                if child.dep_ == "appos" and held is not None and held.sense is Sense.PERSON:
                    return held
        if token.dep_ == "attr" and token.head.lemma_ == "be" and not draft.plural:
            for child in token.head.children:
                held = self._at_head.get(child.i)
                if child.dep_ == "nsubj" and held is not None and held.sense is Sense.PERSON:
                    return held
        return None

    def _possessed(self, draft: Draft) -> None:
        """ "its foreign minister", "his government": the country is the possessor's, except for counterparts."""
        if draft.countries or draft.lemma in ("counterpart", "opponent", "colleague", "guest", "host"):
            return
        for child in self._doc[draft.head].children:
            if child.dep_ == "poss":
                codes = {a.country for a in self._actors_of(child.i) if a.country}
                if codes:
                    draft.countries = tuple(sorted(codes))

    def _one(self, draft: Draft) -> bool:
        rank = office_class(draft.name)
        code = draft.countries[0] if draft.countries else None
        if draft.lemma in _STATE_NOUNS:
            return False
        if draft.definite:
            found = self._thing_meant(draft) or self._bearer(draft, rank, code)
            if found is not None:
                self._take(draft, [found])
                return True
        return self._later(draft, rank, code) or self._anywhere(draft, rank, code)

    def _anywhere(self, draft: Draft, rank: Rank | None, code: str | None) -> bool:
        """ "the US president" before the name falls: the one person of the article who holds the office in that state."""
        if not draft.definite or not code or draft.former:
            return False
        found = [
            p for p in dict.fromkeys(self._persons.values()) if p.country == code and self._fits(p, draft, rank, code)
        ]
        if len(found) != 1 or draft.lemma in _VAGUE:
            return False
        draft.actors = (found[0].actor(),)
        return True

    def _thing_meant(self, draft: Draft) -> Seen | None:
        """ "the alliance", "the organization", "the council": the body or organisation last spoken of."""
        if draft.lemma not in _BODY_NOUNS or draft.countries:
            return None
        for seen in self._back(draft, 10):
            kind, name = seen.actor.type, seen.actor.name.lower()
            if seen.draft.sense is not Sense.KNOWN:
                continue
            if draft.lemma in _IGO_NOUNS and kind is ActorType.IGO:
                return seen
            if draft.lemma in name and kind in (ActorType.IGO, ActorType.BODY, ActorType.GROUP):
                return seen
        return None

    def _bearer(self, draft: Draft, rank: Rank | None, code: str | None) -> Seen | None:
        mine = self._possessor_keys(draft)
        best: Seen | None = None
        for seen in self._back(draft, 40):
            person = self._by_actor.get(seen.actor.name) if seen.actor.type is ActorType.PERSON else None
            if person is None or seen.actor.key in mine or len(seen.draft.actors) > 1:
                continue
            if code and person.country != code:
                continue
            if not self._fits(person, draft, rank, code):
                continue
            if best is None:
                best = seen
            if code or draft.lemma not in ("president", "minister") or person.country == self.home:
                return seen if draft.lemma != "minister" else best
        return best

    def _possessor_keys(self, draft: Draft) -> set[str]:
        return {a.key for c in self._doc[draft.head].children if c.dep_ == "poss" for a in self._actors_of(c.i)}

    def _fits(self, person: Person, draft: Draft, rank: Rank | None, code: str | None) -> bool:
        """Whether a nominal can mean this person: same office noun, or a class of office that it covers."""
        lemma = draft.lemma
        if lemma == "president" and not person.office and Rank.HEAD_OF_STATE in person.ranks and code:
            return True
        if person.holds(lemma):
            return not (lemma in ("president", "minister", "secretary") and self._vice(draft) != self._is_vice(person))
        ranks = person.ranks
        if lemma in ("leader", "executive", "ruler", "head", "chief"):
            return bool(ranks & _LEADING)
        if lemma in _VAGUE:
            return bool(code) or bool(person.titles)
        if lemma in ("envoy", "emissary", "negotiator", "delegate", "mediator"):
            return Rank.ENVOY in ranks or bool(ranks & {Rank.ADVISER, Rank.MINISTER, Rank.FOREIGN_MINISTER} and code)
        return rank is not None and rank in ranks and rank in (Rank.FOREIGN_MINISTER, Rank.HEAD_OF_GOVERNMENT)

    def _vice(self, draft: Draft) -> bool:
        return any(w in ("vice", "deputy") for w in draft.name.lower().replace("-", " ").split())

    def _is_vice(self, person: Person) -> bool:
        offices = [t.office.lower() for t in person.titles if t.office]
        return bool(offices) and all("vice" in o or "deputy" in o for o in offices)

    def _later(self, draft: Draft, rank: Rank | None, code: str | None) -> bool:
        """ "A Russian envoy ... said Mikhail Margelov, special envoy to Africa": the name follows within three sentences."""
        here = self._sentence[draft.head]
        for i, person in self._persons.items():
            other = self._drafts[i]
            if other.first <= draft.first:
                continue
            if self._sentence[other.head] - here > 3:
                break
            if code and person.country not in (code, None):
                continue
            if (
                draft.lemma not in _VAGUE
                and person.holds(draft.lemma)
                and person.order == other.first
                and (code or draft.definite)
            ):
                draft.actors = (person.actor(),)
                draft.because = (self._span(other),)
                return True
        return False

    def _many(self, draft: Draft) -> bool:
        lemma = draft.lemma
        if len(draft.countries) > 1 and draft.number is None and lemma not in ("delegation", "team"):
            return False
        if not draft.definite or draft.countries:
            return False
        size = draft.number or 2
        land = lemma in _LANDS
        if not land and lemma not in _SIDES:
            return False
        if self._doc[draft.first].tag_ == "PRP$":
            return False
        found = self._same_group(draft) or self._pair(draft, size, land)
        if not found:
            return False
        self._take(draft, found)
        if land:
            codes = [s.actor.country for s in found]
            draft.actors = (
                tuple(Actor(name_of(c) or c, ActorType.STATE, c) for c in dict.fromkeys(codes) if c and c != "IGO")
                or draft.actors
            )
        return True

    def _same_group(self, draft: Draft) -> list[Seen]:
        """ "the envoys" after "two South Korean envoys": the group; or the persons spoken of who are envoys."""
        if draft.lemma in _EVERYONE:
            return []
        rank = office_class(draft.name)
        fitting: list[Seen] = []
        for seen in self._back(draft, 8):
            if seen.draft.lemma == draft.lemma and seen.draft.plural and seen.draft.sense is Sense.NOMINAL:
                return [s for s in self._by_sentence[seen.sentence] if s.draft is seen.draft]
            person = self._by_actor.get(seen.actor.name) if seen.actor.type is ActorType.PERSON else None
            if person is not None and seen.actor.key not in {s.actor.key for s in fitting}:
                if self._fits(person, draft, rank, None):
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
        if 1 < len(codes) < 9 and (draft.lemma in words("offices") or draft.lemma in _STATE_NOUNS):
            return tuple(self._one_of_many(draft, c) for c in codes if c)
        return (Actor(name, kind, codes[0] if len(codes) == 1 else None),)

    def _one_of_many(self, draft: Draft, code: str) -> Actor:
        """One of "the presidents of Poland and Estonia": the person named elsewhere, else the office itself."""
        rank = office_class(draft.name)
        found = [p for p in self._register.persons if p.country == code and self._fits(p, draft, rank, code)]
        if not found:
            found = [p for p in self._register.persons if p.country == code and not p.office]
        if len(found) == 1:
            return found[0].actor()
        modifiers = [
            t.lower_
            for t in self._doc[draft.first : draft.head]
            if t.dep_ in ("compound", "amod") and t.ent_type_ not in ("NORP", "GPE")
        ]
        return Actor(f"{' '.join([*modifiers, draft.lemma])} of {name_of(code) or code}", ActorType.GROUP, code)


def assign_persons(drafts: list[Draft], register: Register) -> dict[int, Person]:
    """The person of each draft that names one, by its index; titles are noted on the persons on the way.

    Of several bearers of a surname the one is meant whose country fits the title, else the last one spoken of.
    """
    chosen: dict[int, Person] = {}
    recent: list[Person] = []
    for i, draft in enumerate(drafts):
        if draft.sense is not Sense.PERSON:
            continue
        bearers = register.bearers(draft.name)
        if not bearers:
            continue
        person = bearers[0] if len(bearers) == 1 else _choose(bearers, draft, recent)
        note(person, draft.titles)
        person.former = person.former or draft.former
        if draft.honorific:
            person.sex = {"mr": "m", "sir": "m", "mrs": "f", "ms": "f", "miss": "f"}.get(draft.honorific, person.sex)
        chosen[i] = person
        if person in recent:
            recent.remove(person)
        recent.insert(0, person)
    return chosen


def _choose(bearers: tuple[Person, ...], draft: Draft, recent: list[Person]) -> Person:
    wanted = {t.country for t in draft.titles if t.country}
    fitting = [p for p in bearers if p.country in wanted] or list(bearers)
    heads = {t.office.lower().split()[-1] for t in draft.titles if t.office}
    same = [p for p in fitting if any(p.holds(h) for h in heads)] or fitting
    return min(same, key=lambda p: (recent.index(p) if p in recent else len(recent), p.order))
