"""All names of an article, and the register of its persons."""

from spacy.tokens import Doc

from dragoman.actors import Title
from dragoman.text.drafts import Draft, known_draft, person_draft, run_sense
from dragoman.text.names import Guess, Run
from dragoman.text.people import Person, Register, name_parts
from dragoman.text.scan import Scan


def find_names(doc: Doc, found: Scan, title: Scan, year: int | None) -> tuple[list[Draft], Register]:
    """Drafts of every name in text order, and who is who among the persons; `title` is the scan of the headline."""
    senses = {run.first: run_sense(doc, run) for run in found.runs}
    register = _register(found, title, senses, year)
    drafts = [known_draft(doc, hit) for hit in found.known]
    for run in found.runs:
        sense = senses[run.first]
        if sense is Guess.PERSON or (sense is not Guess.BODY and _is_known(run, register)):
            drafts.append(person_draft(doc, found, run))
    drafts.sort(key=lambda d: (d.first, -d.last))
    return drafts, register


def _is_known(run: Run, register: Register) -> bool:
    return bool(register.bearers(run.text)) and max(map(len, name_parts(run.text)), default=0) > 2


def _register(found: Scan, title: Scan, senses: dict[int, Guess], year: int | None) -> Register:
    names = [(r.text, r.first) for r in found.runs if senses[r.first] is Guess.PERSON]
    names += [(r.text, len(found.tokens)) for r in title.runs if r.guess is Guess.PERSON]
    register = Register(year)
    for name, order in sorted(names, key=lambda n: (-len(name_parts(n[0])), n[1])):
        register.add(name, order)
    for run in title.runs:
        bearers = register.bearers(run.text)
        role = title.titles.before(run.first)
        if len(bearers) == 1 and role is not None and role.title is not None:
            note(bearers[0], [role.title])
    return register


def note(person: Person, titles: list[Title]) -> None:
    """Add what titles say to a person."""
    for read in titles:
        person.titles.append(read)
        if read.country:
            person.countries[read.country] += 1
