"""What the reading of an article has met so far, and in what order it comes to mind."""

from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc

from dragoman.model import Actor, ActorType, Span
from dragoman.text.drafts import Draft
from dragoman.text.nominals import sentence_numbers
from dragoman.text.parsed import Form
from dragoman.text.people import Person
from dragoman.text.quotes import Saying


@dataclass(frozen=True, slots=True)
class Seen:
    """An actor already met: by which draft, in which sentence, and whether as a subject."""

    actor: Actor
    draft: Draft
    sentence: int
    subject: bool


class Memory:
    """The drafts of one article resolved so far, by sentence."""

    def __init__(self, doc: Doc, drafts: list[Draft], persons: list[Person], sayings: list[Saying]) -> None:
        self.doc = doc
        self.seen: list[Seen] = []
        self.sentence = sentence_numbers(doc)
        self.by_sentence: dict[int, list[Seen]] = {}
        self.at_head = {d.head: d for d in drafts}
        self.at_end = {d.last: d for d in drafts if d.form is Form.NAME}
        self._persons = {p.name: p for p in persons}
        self._speaker = _speakers(doc, sayings)
        self._quoted = _direct(doc, sayings)

    def person(self, actor: Actor) -> Person | None:
        """The person behind an actor; None for groups, states and nameless office holders."""
        return self._persons.get(actor.name) if actor.type is ActorType.PERSON else None

    def subject(self, draft: Draft) -> bool:
        """Whether the draft is a subject, or possesses one."""
        token = self.doc[draft.head]
        if token.dep_ == "poss":  # "the emir's visit was his first"
            token = token.head
        return token.dep_ in ("nsubj", "nsubjpass")

    def push(self, draft: Draft) -> None:
        """Remember the actors of a draft that has been resolved."""
        number = self.sentence[draft.head]
        for actor in draft.actors:
            seen = Seen(actor, draft, number, self.subject(draft))
            self.seen.append(seen)
            self.by_sentence.setdefault(number, []).append(seen)

    def back(self, draft: Draft, reach: int) -> list[Seen]:
        """What was met before `draft`, likeliest first: this sentence's subjects, then sentence by sentence back."""
        here = self.sentence[draft.head]
        found: list[Seen] = []
        waiting: list[Seen] = []
        for number in range(here, max(-1, here - reach), -1):
            seen = self.by_sentence.get(number, [])
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

    def span(self, draft: Draft) -> Span:
        """The characters of a draft."""
        covered = self.doc[draft.first : draft.last]
        return Span(covered.start_char, covered.end_char)

    def take(self, draft: Draft, found: list[Seen]) -> None:
        """Make the actors of `found` those of `draft`, and their mentions its reason."""
        draft.actors = tuple(dict.fromkeys(s.actor for s in found))
        draft.because = tuple(sorted({self.span(s.draft) for s in found}))

    def actors_of(self, head: int) -> tuple[Actor, ...]:
        """The actors of the draft that token `head` heads."""
        draft = self.at_head.get(head)
        return draft.actors if draft is not None else ()

    def owners_of(self, draft: Draft) -> tuple[Actor, ...]:
        """The actors to whom `draft` belongs: Kim in "Kim's delegation"."""
        return tuple(a for c in self.doc[draft.head].children if c.dep_ == "poss" for a in self.actors_of(c.i))

    def is_quoted(self, draft: Draft) -> bool:
        """Whether `draft` stands in direct speech, whoever's it is."""
        return draft.head in self._quoted

    def speaker_at(self, draft: Draft) -> int | None:
        """The token of the speaker in whose direct speech `draft` stands."""
        return self._speaker.get(draft.head)


def _direct(doc: Doc, sayings: list[Saying]) -> frozenset[int]:
    """The tokens in direct speech."""
    at = [token.idx for token in doc]
    spans = [s.span for s in sayings if s.direct]
    return frozenset(i for s in spans for i in range(bisect_left(at, s.start), bisect_left(at, s.end)))


def _speakers(doc: Doc, sayings: list[Saying]) -> dict[int, int]:
    """The token of the speaker for every token in direct speech; of speeches within speeches the shortest counts."""
    at = [token.idx for token in doc]
    found: dict[int, int] = {}
    direct = [s for s in sayings if s.direct and s.speaker is not None]
    for said in sorted(direct, key=lambda s: s.span.start - s.span.end):
        first, last = bisect_left(at, said.span.start), bisect_left(at, said.span.end)
        if said.speaker is not None:
            found.update(dict.fromkeys(range(first, last), said.speaker))
    return found
