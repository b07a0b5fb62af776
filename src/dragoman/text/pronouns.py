"""Whom a pronoun stands for."""

from dragoman.model import Actor, ActorType
from dragoman.text.drafts import Draft, Sense
from dragoman.text.memory import Memory, Seen
from dragoman.text.pairs import coordinated, pair, pair_in
from dragoman.text.roles import clause_verb, subjects
from dragoman.text.states import name_of
from dragoman.text.words import words

_REACH = 4  # sentences that a pronoun looks back


class Pronouns:
    """Resolves the pronouns of one article."""

    def __init__(self, memory: Memory, of_page: Actor | None) -> None:
        """`of_page` is who speaks where no quotation says who: the page is that person's speech."""
        self._memory = memory
        self._of_page = of_page

    def resolve(self, draft: Draft) -> None:
        """Set `actors` and `because` of a pronoun of the third person or a relative one."""
        if draft.lemma in ("he", "she"):
            found = self._single(draft)
        elif draft.lemma == "they":
            found = self._plural(draft)
        elif draft.lemma == "it":
            found = self._thing(draft)
        else:
            found = self._relative(draft)
        if found:
            self._memory.take(draft, found)

    def _single(self, draft: Draft) -> list[Seen]:
        sex = "m" if draft.lemma == "he" else "f"
        token = self._memory.doc[draft.head]
        barred: set[str] = set()
        if token.dep_ in ("dobj", "pobj", "dative"):
            barred = {a.key for c in subjects(clause_verb(token)) for a in self._memory.actors_of(c.i)}
        if (speaker := self._memory.speaker_at(draft)) is not None:
            barred |= {a.key for a in self._memory.actors_of(speaker)}
        fitting = []
        for seen in self._memory.back(draft, _REACH):
            if seen.actor.type is not ActorType.PERSON or len(seen.draft.actors) > 1 or seen.actor.key in barred:
                continue
            person = self._memory.person(seen.actor)
            if person is None or person.sex in (None, sex):
                fitting.append(seen)
        if fitting and fitting[0].draft.lemma in words("mouthpieces") and self._memory.person(fitting[0].actor) is None:
            # "said an official of President X after he met": the one spoken of, not the one who speaks
            first = fitting[0].sentence
            fitting = [s for s in fitting if s.sentence == first and self._memory.person(s.actor)] or fitting
        return self._speaker_first(draft, fitting)[:1]

    def _speaker_first(self, draft: Draft, fitting: list[Seen]) -> list[Seen]:
        """ "He also said" goes on with who spoke in the sentence before, whatever else that spoke of."""
        token = self._memory.doc[draft.head]
        if not fitting or token.dep_ != "nsubj" or token.head.lemma_ not in words("sayings"):
            return fitting
        if token.i - token.sent.start > 2 or fitting[0].sentence != self._memory.sentence[token.i] - 1:
            return fitting
        before = [s for s in fitting if s.subject and s.sentence == fitting[0].sentence]
        spoke = [s for s in before if self._memory.doc[s.draft.head].head.lemma_ in words("sayings")]
        return [*spoke, *fitting] if len(before) > 1 else fitting

    def _plural(self, draft: Draft) -> list[Seen]:
        here = self._memory.sentence[draft.head]
        for number in range(here, max(-1, here - _REACH), -1):
            seen = [
                s
                for s in self._memory.by_sentence.get(number, [])
                if s.draft.sense is not Sense.PRONOUN or s.draft.plural
            ]
            many = [s for s in seen if len(s.draft.actors) > 1 or s.draft.plural]
            best = next((s for s in many if s.subject), many[-1] if many else None)
            joined = coordinated(self._memory, seen)
            if joined and (best is None or joined[0].subject or not best.subject):
                return joined
            if best is not None:
                return [s for s in seen if s.draft is best.draft]
            both = pair_in(self._memory, number, 2)
            if both:
                return both
        return pair(self._memory, draft, 2)

    def _thing(self, draft: Draft) -> list[Seen]:
        token = self._memory.doc[draft.head]
        if token.lower_ == "it" and token.dep_ in ("expl", "nsubj") and token.head.lemma_ == "be":
            return []
        things = (ActorType.STATE, ActorType.BODY, ActorType.IGO, ActorType.GROUP)
        found = [
            s
            for s in self._memory.back(draft, 3)
            if s.actor.type in things and s.draft.governs and not (s.draft.plural)
        ]
        named = [s for s in found if s.draft.form.value != "demonym"]
        return (named or found)[:1]

    def _relative(self, draft: Draft) -> list[Seen]:
        verb = self._memory.doc[draft.head].head
        for _ in range(5):
            if verb.dep_ == "relcl":
                held = self._memory.at_head.get(verb.head.i)
                number = self._memory.sentence[draft.head]
                return [Seen(a, held, number, False) for a in held.actors] if held is not None else []
            if verb.head is verb:
                break
            verb = verb.head
        return self._noun_before(draft)

    def _noun_before(self, draft: Draft) -> list[Seen]:
        """The name right before "to whom", "whose", where the parser hangs the clause elsewhere."""
        doc = self._memory.doc
        i = draft.first - 1
        for _ in range(2):
            if i > 0 and (doc[i].text == "," or doc[i].pos_ == "ADP"):
                i -= 1
        held = self._memory.at_end.get(i + 1)
        if held is None or doc[i].sent.start != doc[draft.first].sent.start:
            return []
        return [Seen(a, held, self._memory.sentence[draft.head], False) for a in held.actors]

    def speaker(self, draft: Draft) -> None:
        """Set `actors` of "I" and "we": who speaks, and for "we" of a person that person's state."""
        speaker = self._memory.speaker_at(draft)
        held = self._memory.at_head.get(speaker) if speaker is not None else None
        if held is not None and held.actors:
            draft.because = (self._memory.span(held),)
            draft.actors = held.actors
        elif self._of_page is not None and not self._memory.is_quoted(draft):
            draft.actors = (self._of_page,)
        if draft.lemma == "we" and len(draft.actors) == 1 and draft.actors[0].type is ActorType.PERSON:
            code = draft.actors[0].country
            name = name_of(code) if code else None
            if name:
                draft.actors = (Actor(name, ActorType.STATE, code),)
