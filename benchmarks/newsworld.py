"""A made-up world for the scale benchmark: real states, and people who never lived in their offices."""

import bisect
import datetime as dt
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dragoman.actors import find_place
from dragoman.actors.tables import rows
from dragoman.model import Actor, ActorType, Place
from newswords import NEWS

FIRST: Final = dt.date(2000, 1, 1).toordinal()
LAST: Final = dt.date(2020, 12, 31).toordinal()

LEADERS: Final = ("President", "Prime Minister")
MINISTER: Final = "Foreign Minister"
OTHERS: Final = (
    "Defense Minister",
    "Finance Minister",
    "Trade Minister",
    "Energy Minister",
    "Deputy Foreign Minister",
    "National Security Adviser",
    "Special Envoy",
    "Chief of the General Staff",
    "Speaker of Parliament",
    "Ambassador",
)
OFFICES: Final = (*LEADERS, MINISTER, *OTHERS)

_SKEW: Final = 0.9
_STATES: Final = 190
_PARTNERS: Final = 14
# Years in an office.
_TERM: Final = (1.5, 8.0)

_EASTERN: Final = ("KOR", "PRK")
_REGIONS: Final = {state: number for number, region in enumerate(NEWS["regions"]) for state in region["states"].split()}


@dataclass(frozen=True, slots=True)
class State:
    """A state with its capital, and the states that it deals with most."""

    code: str
    name: str
    capital: Place
    actor: Actor
    partners: tuple[int, ...]


class World:
    """States by weight, and who holds which office on a day. The same seed gives the same world."""

    def __init__(self, seed: int) -> None:
        chance = random.Random(f"world {seed}")
        self.states = _states(chance)
        self._weights = list(itertools.accumulate(1 / rank**_SKEW for rank in range(1, len(self.states) + 1)))
        self._terms = [{office: list(_terms(chance, s, office)) for office in OFFICES} for s in self.states]

    def state(self, chance: random.Random) -> int:
        """A state, the heavier the likelier."""
        return bisect.bisect(self._weights, chance.random() * self._weights[-1])

    def counterpart(self, chance: random.Random, one: int) -> int:
        """Another state than `one`: half of the time one of those that it deals with most."""
        while True:
            partners = self.states[one].partners
            other = partners[int(len(partners) * chance.random() ** 2)] if chance.random() < 0.5 else self.state(chance)
            if other != one:
                return other

    def holder(self, state: int, office: str, day: int) -> Actor:
        """Who holds the office on a day (ordinal)."""
        terms = self._terms[state][office]
        return terms[bisect.bisect(terms, day, key=lambda term: term[0]) - 1][1]

    def people(self) -> Iterator[Actor]:
        """Everybody who ever holds an office."""
        for offices in self._terms:
            for terms in offices.values():
                yield from (actor for _, actor in terms)


def _states(chance: random.Random) -> tuple[State, ...]:
    table = {row["code"]: row for row in rows("states.csv") if row["capital"]}
    # The heaviest first; the rest follow in the order of the table.
    front = NEWS["states"].split()
    codes = [*front, *(code for code in table if code not in front)][:_STATES]
    found = []
    for number, code in enumerate(codes):
        row = table[code]
        others = [n for n in range(len(codes)) if n != number]
        partners = tuple(chance.sample(others, _PARTNERS, counts=[max(1, 400 // (n + 2)) for n in others]))
        actor = Actor(row["name"], ActorType.STATE, code)
        place = find_place(row["capital"], code) or Place(row["capital"], code)
        found.append(State(code, row["name"], place, actor, tuple(dict.fromkeys(partners))))
    return tuple(found)


def _terms(chance: random.Random, state: State, office: str) -> Iterator[tuple[int, Actor]]:
    """Day of taking office, and who takes it."""
    day = FIRST - int(365 * chance.uniform(0, _TERM[1]))
    while day <= LAST:
        yield day, Actor(_name(chance, state.code), ActorType.PERSON, state.code, office)
        day += int(365 * chance.uniform(*_TERM))


def _name(chance: random.Random, code: str) -> str:
    if code in _EASTERN:
        first, second = chance.sample(NEWS["family_syllables"].split(), 2)
        return f"{_any(chance, NEWS['families'])} {first.capitalize()}-{second}"
    region = NEWS["regions"][_REGIONS.get(code, 0)]
    return f"{_any(chance, region['given'])} {_any(chance, region['heads'])}{_any(chance, region['tails'])}"


def _any(chance: random.Random, words: str) -> str:
    return chance.choice(words.split())
