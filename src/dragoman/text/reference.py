"""Who is meant: leads every mention to its actors, in text order. `docs/reference.md` gives the order of the rules."""

from spacy.tokens import Doc

from dragoman.text.context import lend_countries
from dragoman.text.descriptions import Descriptions
from dragoman.text.dialogue import Dialogue
from dragoman.text.drafts import Draft, Sense
from dragoman.text.find import note
from dragoman.text.members import Members
from dragoman.text.memory import Memory
from dragoman.text.people import Person, Register
from dragoman.text.pronouns import Pronouns
from dragoman.text.quotes import Saying
from dragoman.text.roles import Roles
from dragoman.text.scan import Scan
from dragoman.text.speech import who_speaks


def resolve(doc: Doc, drafts: list[Draft], register: Register, sayings: list[Saying], title: Scan) -> None:
    """Set `actors` and `because` of every draft of an article; `drafts` are in text order, `title` is the headline."""
    chosen = assign_persons(drafts, register)
    register.settle()
    _unite(chosen, register)
    memory = Memory(doc, drafts, register.persons, sayings)
    lend_countries(doc, drafts, chosen, memory.sentence)
    for i, person in chosen.items():
        drafts[i].actors = (person.actor(),)
    pronouns = Pronouns(memory, who_speaks(title, register))
    roles = Roles(memory, drafts)
    described = Descriptions(memory, roles, [(drafts[i], p) for i, p in chosen.items()], _home(doc, drafts, chosen))
    for draft in sorted(drafts, key=lambda d: d.head):  # "her" before "her spokesman"
        if draft.sense is Sense.NOMINAL:
            described.resolve(draft)
        elif draft.sense is Sense.PRONOUN and draft.lemma not in ("i", "we", "you"):
            pronouns.resolve(draft)
        elif (citizen := roles.of_nation(draft)) is not None:
            memory.take(draft, [citizen])
        memory.push(draft)
    for draft in drafts:
        if draft.sense is Sense.PRONOUN and draft.lemma in ("i", "we"):
            pronouns.speaker(draft)
    dialogue = Dialogue(memory, drafts, sayings)
    for draft in drafts:
        dialogue.resolve(draft)
    Members(memory, drafts).assign()
    for draft in drafts:  # "our country" had to wait for "our"
        if draft.sense is Sense.NOMINAL and doc[draft.first].lower_ in ("our", "my"):
            described.resolve(draft)


def _unite(chosen: dict[int, Person], register: Register) -> None:
    """ "MBS" and "Mohammed bin Salman" are one person, once the list of known people has been asked."""
    first = {p.name: p for p in reversed(register.persons)}
    for i, person in chosen.items():
        if first[person.name] is not person:
            first[person.name].absorb(person)
            chosen[i] = first[person.name]


def _home(doc: Doc, drafts: list[Draft], chosen: dict[int, Person]) -> str | None:
    """The country on whose side the article stands: that of the person who is its first subject."""
    for i, person in chosen.items():
        if i >= 30:
            break
        if person.country and doc[drafts[i].head].dep_ in ("nsubj", "nsubjpass"):
            return person.country
    return None


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
        if register.is_another(draft.name, draft.titles, person):
            person = register.namesake(draft.name, draft.first)
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
