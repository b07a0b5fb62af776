"""Who is meant: leads every mention to its actors, in text order."""

from spacy.tokens import Doc

from dragoman.text.drafts import Draft, Sense
from dragoman.text.find import note
from dragoman.text.people import Person, Register


def resolve(doc: Doc, drafts: list[Draft], register: Register) -> None:
    """Set `actors` and `because` of all drafts."""
    chosen = assign_persons(drafts, register)
    for i, person in chosen.items():
        drafts[i].actors = (person.actor(),)


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
