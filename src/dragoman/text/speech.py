"""Whose words a whole page is: "Address by President Ana Costa", its headline says."""

import re
from typing import Final

from dragoman.actors import Sort
from dragoman.model import Actor, ActorType
from dragoman.text.names import Guess
from dragoman.text.people import Register
from dragoman.text.scan import Scan
from dragoman.text.states import name_of

_BY: Final = re.compile(
    r"\b(?:(?:address|speech|remarks|statement|message|appeal|lecture|greetings?)\b.{0,60}?\bby"
    r"|(?:address|speech) of)\b",
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
        return bearers[0].actor() if len(people) == len(bearers) == 1 else None
    states = [k.best.country for k in title.known if k.best.sort is Sort.STATE and title.tokens.at[k.first] in near]
    name = name_of(states[0]) if states and states[0] else None
    return Actor(name, ActorType.STATE, states[0]) if name else None
