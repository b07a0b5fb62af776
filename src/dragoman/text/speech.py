"""Whose words a whole page is: "Address by President Ana Costa", its headline says."""

import re
from typing import Final

from dragoman.actors import Sort, is_office_noun
from dragoman.model import Actor, ActorType
from dragoman.text.names import Guess
from dragoman.text.people import Register
from dragoman.text.scan import Scan
from dragoman.text.states import name_of

# Not what is spoken of: "statement on the attack by Malta".
_BY: Final = re.compile(
    r"\b(?:address|speech|remarks|statement|message|appeal|lecture|greetings?)"
    r"(?: (?!on\b|about\b|over\b|regarding\b|after\b|by\b|\w+ed\b)[\w'’,-]+){0,7} by\b",
    re.IGNORECASE,
)
_NEAR: Final = 60  # characters after "by" in which the name begins


def who_speaks(title: Scan, register: Register) -> Actor | None:
    """Whose words the page is by its headline: a person's, else a state's by its office ("by the President of Malta").

    None if it names nobody, or two persons, who take turns. Call it when the register is settled.
    """
    by = _BY.search(title.text)
    if by is None:
        return None
    near = range(by.end(), by.end() + _NEAR)
    people = [run.text for run in title.runs if run.guess is Guess.PERSON and title.tokens.at[run.first] in near]
    if people:
        bearers = register.bearers(people[0])
        actor = bearers[0].actor() if len(people) == len(bearers) == 1 else None
        return actor if actor is not None and actor.country else None
    states = [k for k in title.known if k.best.sort is Sort.STATE and title.tokens.at[k.first] in near]
    code = states[0].best.country if states else None
    office = title.text[by.end() : title.tokens.at[states[0].first]].lower().split() if states else []
    name = name_of(code) if code and "of" in office and any(is_office_noun(word) for word in office) else None
    return Actor(name, ActorType.STATE, code) if name else None
