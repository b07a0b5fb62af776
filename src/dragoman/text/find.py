"""All names of an article, and the register of its persons."""

from dataclasses import replace

from spacy.tokens import Doc

from dragoman.actors import Sort, Title, gazetteer
from dragoman.model import Actor, ActorType
from dragoman.text.drafts import Draft, Sense, city_draft, known_draft, person_draft, run_sense
from dragoman.text.names import Guess, Known, Run
from dragoman.text.parsed import Form
from dragoman.text.people import Person, Register, name_parts
from dragoman.text.scan import Scan


def find_names(doc: Doc, found: Scan, title: Scan, year: int | None) -> tuple[list[Draft], Register]:
    """Drafts of every name in text order, and who is who among the persons; `title` is the scan of the headline."""
    senses = {run.first: run_sense(doc, run) for run in found.runs}
    register = _register(found, title, senses, year)
    forms = _fullest(found)
    by_first = {hit.first: hit for hit in found.known}
    drafts = [known_draft(doc, hit, forms) for hit in found.known if not _of_others(hit, by_first, found)]
    for run in found.runs:
        named = run if senses[run.first] is Guess.PERSON else _known_part(run, senses[run.first], register, found)
        if named is not None:
            drafts.append(person_draft(doc, found, named))
        elif (city := city_draft(doc, found, run)) is not None:
            drafts.append(city)
    drafts += [*_halves(doc, found), *_koreas(doc)]
    drafts.sort(key=lambda d: (d.first, -d.last))
    return drafts, register


def _of_others(hit: Known, by_first: dict[int, Known], found: Scan) -> bool:
    """Whether a body known by one word is another's: "the Congress of Local Authorities", "the Senate of Pakistan"."""
    words = found.tokens.words
    if hit.best.sort is not Sort.BODY or hit.last - hit.first > 1 or words[hit.last : hit.last + 1] != ("of",):
        return False
    first = hit.last + 1 + (words[hit.last + 1 : hit.last + 2] == ("the",))
    other = by_first.get(first)
    capital = "".join(words[first : first + 1])[:1].isupper()
    return capital and (other is None or other.best.country != hit.best.country)


def _fullest(found: Scan) -> dict[tuple[str, str], str]:
    """The longest wording in the text of each organisation, body and side."""
    forms: dict[tuple[str, str], str] = {}
    for hit in found.known:
        if hit.best.sort in (Sort.IGO, Sort.BODY, Sort.SIDE):
            key = (hit.best.name, hit.best.sort)
            text = found.between(hit.first, hit.last)
            if len(text) > len(forms.get(key, "")):
                forms[key] = text
    return forms


def _known_part(run: Run, sense: Guess, register: Register, found: Scan) -> Run | None:
    """A run of unknown words that names somebody named more fully elsewhere, less a first word of no meaning."""
    if _is_known(run, register):
        return run if sense is not Guess.BODY or run.guess is Guess.UNKNOWN else None
    if run.last - run.first > 1 and run.guess is Guess.UNKNOWN:
        rest = replace(run, first=run.first + 1, text=found.between(run.first + 1, run.last))
        return rest if _is_known(rest, register) else None
    return None


def _is_known(run: Run, register: Register) -> bool:
    return bool(register.bearers(run.text)) and max(map(len, name_parts(run.text)), default=0) > 1


def _halves(doc: Doc, found: Scan) -> list[Draft]:
    """ "the North", "North and South Korea": the Korean states by half their name, in an article that has the whole."""
    codes = {hit.best.country for hit in found.known if hit.best.sort in (Sort.STATE, Sort.DEMONYM)}
    if not codes & {"PRK", "KOR"}:
        return []
    drafts = []
    taken = {i for k in found.known for i in range(k.first, k.last)}
    for i, word in enumerate(found.tokens.words):
        name = {"North": "North Korea", "South": "South Korea"}.get(word)
        if name is None or i in taken:
            continue
        following = doc[i + 1] if i + 1 < len(doc) else None
        after = following is None or not following.text[:1].isupper() or following.i in taken
        before = doc[i - 1].lower_ if i else ""
        bare = (
            (following is not None and following.lower_ in ("and", "or", "'s", "’s"))
            or before == "the"
            or doc[i].dep_ in ("nsubj", "pobj")
        )
        if after and bare and before not in ("in", "up"):
            hit = next(
                (h for e in gazetteer().lookup(name) for h in [Known(i, i + 1, (e,))] if e.sort is Sort.STATE), None
            )
            if hit is not None:
                drafts.append(known_draft(doc, hit, {}))
    return drafts


def _koreas(doc: Doc) -> list[Draft]:
    """ "The two Koreas": both states by one word."""
    both = tuple(Actor(name, ActorType.STATE, code) for name, code in (("South Korea", "KOR"), ("North Korea", "PRK")))
    return [
        Draft(t.i, t.i + 1, t.i, Form.NAME, Sense.KNOWN, t.text, plural=True, countries=("KOR", "PRK"), actors=both)
        for t in doc
        if t.text == "Koreas"
    ]


def _register(found: Scan, title: Scan, senses: dict[int, Guess], year: int | None) -> Register:
    names = [(r.text, r.first) for r in found.runs if senses[r.first] is Guess.PERSON]
    register = Register(year)
    late = [(r.text, len(found.tokens)) for r in title.runs if r.guess is Guess.PERSON and _adds(r.text, names)]
    for name, order in sorted([*names, *late], key=lambda n: (-len(name_parts(n[0])), n[1])):
        register.add(name, order)
    for run in title.runs:
        bearers = register.bearers(run.text)
        role = title.title_before(run.first)
        if len(bearers) == 1 and role is not None and role.title is not None:
            note(bearers[0], [role.title])
    return register


def _adds(name: str, names: list[tuple[str, int]]) -> bool:
    """Whether a headline's name tells more than the body's: not where capitalised verbs only seem to lengthen it."""
    parts = set(name_parts(name))
    return not any(len(own) > 1 and set(own) <= parts for own in (name_parts(n) for n, _ in names))


def note(person: Person, titles: list[Title]) -> None:
    """Add what titles say to a person."""
    for read in titles:
        person.titles.append(read)
        if read.country:
            person.countries[read.country] += 1
