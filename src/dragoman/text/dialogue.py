"""Who speaks to whom: the addressed side of a transcript's turns and of quotations told to somebody."""

from bisect import bisect_right

from dragoman.actors import Rank, office_class
from dragoman.model import Actor, ActorType
from dragoman.text.drafts import Draft, Sense
from dragoman.text.memory import Memory
from dragoman.text.people import LEADING
from dragoman.text.quotes import Saying

_VOCATIVE = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "madam", "madame", "dear", "your"})
_JOINT = frozenset({"meet", "discuss", "agree", "talk", "sign", "speak", "negotiate", "confer", "converse"})
_OPENING = 240  # characters at the beginning of a turn in which its hearer is greeted
_LEAD = 200  # mentions of an article among which the principals are
_NEAR = 20  # turns before and after in which the other speaker is looked for


class Dialogue:
    """The hearers of one article's turns. Two sides talk to each other; of more nobody can tell who is meant."""

    def __init__(self, memory: Memory, drafts: list[Draft], sayings: list[Saying]) -> None:
        self._memory = memory
        self._drafts = drafts[:_LEAD]
        self._turns = [s for s in sayings if s.turn and s.speaker is not None]
        self._begins = [t.span.start for t in self._turns]
        self._speakers = [self._person(s) for s in self._turns]
        countries = {p.country for p in self._speakers if p is not None}
        self._open = bool(self._turns) and len(countries) <= 2
        self._hearer_of: dict[int, Actor] = {}
        for i, turn in enumerate(self._turns):
            hearer = self._hearer(i, turn)
            if hearer is not None and turn.speaker is not None:
                self._hearer_of[turn.span.start] = hearer

    def resolve(self, draft: Draft) -> None:
        """Set `actors` of "you" and of "Mr President", and add the hearer to a "we" that met or agreed."""
        turn = self._turn_at(draft)
        hearer = self._hearer_of.get(turn.span.start) if turn is not None else None
        if turn is None or hearer is None:
            return
        if (draft.sense is Sense.PRONOUN and draft.lemma == "you") or self._calls(draft, hearer):
            draft.actors = (hearer,)
        elif draft.sense is Sense.PRONOUN and draft.lemma == "we" and self._joint(draft):
            speaker = self._person(turn)
            if speaker is not None and speaker.country != hearer.country:
                draft.actors = (speaker, hearer)

    def _turn_at(self, draft: Draft) -> Saying | None:
        at = self._memory.doc[draft.head].idx
        number = bisect_right(self._begins, at) - 1
        return self._turns[number] if number >= 0 and at in self._turns[number].span else None

    def _person(self, turn: Saying) -> Actor | None:
        actors = self._memory.actors_of(turn.speaker) if turn.speaker is not None else ()
        return actors[0] if len(actors) == 1 and actors[0].type is ActorType.PERSON else None

    def _hearer(self, i: int, turn: Saying) -> Actor | None:
        speaker = self._speakers[i]
        if not self._open or speaker is None or speaker.country is None:
            return None
        near = [*reversed(self._speakers[max(0, i - _NEAR) : i]), *self._speakers[i + 1 : i + _NEAR]]
        other = next((s for s in near if s is not None and s.country not in (speaker.country, None)), None)
        return other or self._principal(speaker, turn)

    def _principal(self, speaker: Actor, turn: Saying) -> Actor | None:
        """The first person of another state who leads as the speaker does, named before the turn or greeted in it."""
        person = self._memory.person(speaker)
        leads = person is not None and bool(person.ranks & LEADING)
        end = turn.span.start + _OPENING
        for draft in self._drafts:
            if self._memory.doc[draft.first].idx > end:
                break
            for actor in draft.actors:
                other = self._memory.person(actor) if draft.sense is Sense.PERSON else None
                if other is None or actor.country in (None, speaker.country):
                    continue
                if not leads or other.ranks & LEADING:
                    return actor
        return None

    def _calls(self, draft: Draft, hearer: Actor) -> bool:
        """Whether a nominal such as "Mr President" or "Your Majesty" calls the hearer."""
        doc = self._memory.doc
        if draft.sense is not Sense.NOMINAL or doc[draft.first].lower_ not in _VOCATIVE:
            return False
        person = self._memory.person(hearer)
        rank = office_class(draft.name)
        return person is not None and (person.holds(draft.lemma) or rank in person.ranks or rank is Rank.OFFICIAL)

    def _joint(self, draft: Draft) -> bool:
        """ "We met", "we have agreed": both who speak with each other."""
        token = self._memory.doc[draft.head]
        return token.dep_ == "nsubj" and token.head.lemma_ in _JOINT
