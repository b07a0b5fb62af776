"""Persons called by the part that they play: "the visitor", "his host", "the American", "the spy chief"."""

from spacy.tokens import Token

from dragoman.actors import Rank, Sort
from dragoman.model import ActorType
from dragoman.text.drafts import Draft, Sense
from dragoman.text.memory import Memory, Seen
from dragoman.text.parsed import Form
from dragoman.text.people import Person
from dragoman.text.words import words

_REACH = 6  # sentences
_LATEST = 60  # mentions before a description among which the place of the story is looked for
_CLIMB = 6
_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative"})
_PLURAL_ENDINGS = ("ese", "sh", "ch", "ss")  # "the French", "the Japanese": a people


def clause_verb(token: Token) -> Token:
    """The verb of whose clause `token` is a part; `token` itself if there is none within reach."""
    verb = token
    for _ in range(_CLIMB):
        if verb.pos_ in ("VERB", "AUX") or verb.head is verb:
            break
        verb = verb.head
    return verb


def subjects(verb: Token) -> list[Token]:
    """The subjects of a verb, those of the verb before it where it shares them ("called X and told him")."""
    for _ in range(_CLIMB):
        found = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
        if found or verb.dep_ not in ("conj", "xcomp", "acomp", "advcl", "pcomp") or verb.head is verb:
            return found
        verb = verb.head
    return []


class Roles:
    """Finds the persons whom an article calls by their part in a meeting, by their nation or by their trade."""

    def __init__(self, memory: Memory, drafts: list[Draft]) -> None:
        self._memory = memory
        self._drafts = drafts
        self._order = {id(d): i for i, d in enumerate(drafts)}

    def guest_or_host(self, draft: Draft) -> Seen | None:
        """Who "the visitor", "his guest", "the host" is: somebody of another state than those who meet him.

        A host is at home where the story is, a visitor is not.
        """
        others = self._others(draft)
        code = draft.countries[0] if draft.countries else None
        fitting = [
            s
            for s in self._persons(draft)
            if s.actor.country not in others and (code is None or s.actor.country == code)
        ]
        where = self._where(draft)
        at_home = draft.lemma == "host"
        placed = [s for s in fitting if where is not None and (s.actor.country == where) == at_home]
        if placed:
            return placed[0]
        whose = self._memory.doc[draft.first].tag_ == "PRP$"
        return fitting[0] if fitting and (whose or ((others or code) and where is None)) else None

    def of_nation(self, draft: Draft) -> Seen | None:
        """The person of that state whom "the American", "the North Korean" means: the last one spoken of."""
        doc = self._memory.doc
        alone = draft.first > 0 and doc[draft.first - 1].lower_ == "the" and draft.form is Form.NOMINAL
        if not alone or draft.plural or draft.name.endswith(_PLURAL_ENDINGS) or draft.sense is not Sense.KNOWN:
            return None
        following = doc[draft.last] if draft.last < len(doc) else None
        if following is not None and (following.lower_ in ("who", "whose", "that") or following.tag_ == "VBN"):
            return None
        same = {a.key for s in subjects(clause_verb(doc[draft.head])) for a in self._memory.actors_of(s.i)}
        return next(
            (s for s in self._persons(draft) if s.actor.country in draft.countries and s.actor.key not in same), None
        )

    def _persons(self, draft: Draft) -> list[Seen]:
        found = []
        for seen in self._memory.back(draft, _REACH):
            person = self._memory.person(seen.actor)
            if person is not None and len(seen.draft.actors) == 1 and Rank.SPOKESPERSON.value not in person.ranks:
                found.append(seen)
        return found

    def _others(self, draft: Draft) -> set[str | None]:
        """The countries of whoever possesses the noun or acts with it in its clause."""
        token = self._memory.doc[draft.head]
        verb = clause_verb(token)
        around = [c for c in token.children if c.dep_ == "poss"]
        around += [c for c in (*subjects(verb), *verb.children) if c.dep_ in _ARGUMENTS and c.i != token.i]
        return {
            a.country
            for t in around
            for a in self._memory.actors_of(t.i)
            if a.type in (ActorType.PERSON, ActorType.STATE)
        }

    def _where(self, draft: Draft) -> str | None:
        """The country in which the story is just then."""
        at = self._order[id(draft)]
        for before in reversed(self._drafts[max(0, at - _LATEST) : at]):
            if before.place is None or before.place.country is None:
                continue
            seat = before.entry is not None and before.entry.sort in (Sort.SEAT, Sort.SITE)
            if not before.governs or seat:
                return before.place.country
        return None


def same_trade(person: Person, draft: Draft) -> bool:
    """Whether "the spy chief", "the monarch", "the pontiff" fits one who is called by another word for that office."""
    if draft.lemma in words("monarchs"):
        return Rank.ROYAL.value in person.ranks or any(person.holds(w) for w in words("monarchs"))
    if draft.lemma in words("popes"):
        return any(person.holds(w) for w in words("popes"))
    called = set(draft.name.lower().replace("-", " ").split())
    if called & words("secret_service") and draft.lemma in words("heads_of_body"):
        offices = {w for t in person.titles for w in f"{t.office} {t.body or ''}".lower().split()}
        return bool(offices & words("secret_service")) and bool(offices & words("heads_of_body"))
    return False
