"""Countries of persons to whom neither a title nor the list of known people gives one, from what stands around them."""

from spacy.tokens import Doc, Token

from dragoman.actors import Sort
from dragoman.text.drafts import Draft, Sense
from dragoman.text.people import LEADING, Person


def home_country(persons: list[Person]) -> str | None:
    """The side on which the article stands: a paper names its own side's office holders without their country.

    Persons with a title that names no country, whose country is known otherwise, must all agree.
    """
    known = {p.fallback for p in persons if p.fallback and not p.countries and any(t.office for t in p.titles)}
    return next(iter(known)) if len(known) == 1 else None


def lend_countries(doc: Doc, drafts: list[Draft], chosen: dict[int, Person], sentence: list[int]) -> None:
    """Set `fallback` of persons without a country, in this order.

    Members of a group take the group's ("Dutch officials, including X"); a head of state or government takes the one
    other state of the sentence that introduces him; other office holders take the home country.
    """
    heads = {d.head: d for d in drafts}
    persons = list(dict.fromkeys(chosen.values()))
    home = home_country(persons)
    seen: set[str] = set()
    for i, person in chosen.items():
        if person.country is not None or person.name in seen:
            continue
        seen.add(person.name)
        group = _group(doc[drafts[i].head], heads)
        if group is not None:
            person.fallback = group
        elif person.ranks & LEADING:
            person.fallback = _other_state(drafts, sentence, sentence[drafts[i].head], home)
        elif any(t.office for t in person.titles):
            person.fallback = home


def _group(token: Token, heads: dict[int, Draft]) -> str | None:
    """The country of the group of which a person is named as a member."""
    for _ in range(10):
        if token.dep_ not in ("conj", "appos"):
            break
        token = token.head
    if token.dep_ != "pobj" or token.head.lower_ not in ("including", "like"):
        return None
    held = heads.get(token.head.head.i)
    return held.countries[0] if held is not None and held.sense is Sense.NOMINAL and len(held.countries) == 1 else None


def _other_state(drafts: list[Draft], sentence: list[int], number: int, home: str | None) -> str | None:
    codes = {
        d.entry.country
        for d in drafts
        if d.entry is not None and d.entry.sort in (Sort.STATE, Sort.DEMONYM) and sentence[d.head] == number
    }
    others = codes - {home, None}
    return next(iter(others)) if home and len(others) == 1 else None
