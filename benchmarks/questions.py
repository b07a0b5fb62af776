"""What analysts ask, drawn at random over a filled record, and how long each answer takes."""

import datetime as dt
import random
import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa

from dragoman.errors import UsageError
from dragoman.findings.agenda import agenda
from dragoman.findings.changes import changes_since
from dragoman.findings.dossiers import country, pair, who
from dragoman.findings.named import actor_of_name, place_of_name, side_of_name, state_of_name
from dragoman.findings.one_event import one_event
from dragoman.findings.search import search
from dragoman.findings.timeline import Wanted, timeline
from dragoman.findings.together import Asked, together
from dragoman.model import EventStatus, Kind
from dragoman.record.record import Record
from newswords import TOPICS, name

# As many lines as a table on the screen has.
LINES: Final = 50
WARM: Final = 30
# Words of the sentences around, each in a tenth of the articles or so.
COMMON: Final = ("harbour", "budget", "tariff", "parliament", "pipeline", "treaty", "ferry", "journalist", "glacier")
_EVENT: Final = sa.text(
    'SELECT id, "key", day, place_name, place_country FROM events '
    "WHERE id >= :number AND reports > 0 AND redirect_to IS NULL ORDER BY id LIMIT 1"
)
_PEOPLE: Final = sa.text(
    'SELECT a."key", p.country FROM event_participants p JOIN actors a ON a.id = p.actor_id '
    "WHERE p.event_id = :number AND p.type = 'person' ORDER BY p.position"
)
_SIDES: Final = sa.text("SELECT side FROM event_sides WHERE event_id = :number ORDER BY side")


class Draws:
    """Events of a record at random, with their days, places, people and sides: each as likely as it is common."""

    def __init__(self, record: Record, seed: int) -> None:
        self._record = record
        self.chance = random.Random(f"questions {seed}")
        with record.reading() as connection:
            self._last = int(connection.execute(sa.text("SELECT max(id) FROM events")).scalar_one())

    def event(self) -> Mapping[str, Any]:
        """An event with two sides and a named person."""
        while True:
            with self._record.reading() as connection:
                number = {"number": self.chance.randint(1, self._last)}
                row = connection.execute(_EVENT, number).mappings().first()
                if row is None:
                    continue
                number = {"number": row["id"]}
                people = connection.execute(_PEOPLE, number).scalars().all()
                sides = connection.execute(_SIDES, number).scalars().all()
            if people and len(sides) > 1:
                return dict(row) | {"people": people, "sides": sides, "on": dt.date.fromordinal(row["day"])}


def questions(record: Record, draws: Draws) -> dict[str, Callable[[], Callable[[], object]]]:
    """For each question by name, what draws one; calling that asks it."""
    chance, event = draws.chance, draws.event

    def listed(**conditions: Any) -> object:
        with record.reading() as connection:
            if "who" in conditions:
                conditions["who"] = actor_of_name(connection, conditions["who"])
            if "pair" in conditions:
                one, other = conditions["pair"]
                conditions["pair"] = side_of_name(connection, one), side_of_name(connection, other)
        return timeline(record, Wanted(**conditions), LINES)

    def present(**conditions: Any) -> object:
        with record.reading() as connection:
            if "who" in conditions:
                conditions["who"] = actor_of_name(connection, conditions["who"])
        return together(record, Asked(**conditions), LINES)

    def days(of: Mapping[str, Any], number: int) -> dict[str, dt.date]:
        return {"since": of["on"], "until": of["on"] + dt.timedelta(number)}

    def ask(make: Callable[[Mapping[str, Any]], Callable[[], object]]) -> Callable[[], Callable[[], object]]:
        return lambda: make(event())

    return {
        "timeline": lambda: lambda: listed(),
        "timeline --since --until (a month)": ask(lambda e: lambda: listed(**days(e, 30))),
        "timeline --who": ask(lambda e: lambda: listed(who=e["people"][0])),
        "timeline --country": ask(lambda e: lambda: listed(country=state_of_name(e["sides"][0]))),
        "timeline --pair": ask(lambda e: lambda: listed(pair=e["sides"][:2])),
        "timeline --country --kind --since": ask(
            lambda e: lambda: listed(country=state_of_name(e["sides"][0]), kind=Kind.VISIT, since=e["on"])
        ),
        "timeline --status off": ask(lambda e: lambda: listed(status=EventStatus.OFF, until=e["on"])),
        "timeline --place (city)": ask(
            lambda e: lambda: listed(place=place_of_name(e["place_name"] or "Moscow"), until=e["on"])
        ),
        "timeline --country --place --kind": ask(
            lambda e: (
                lambda: listed(
                    country=state_of_name(e["sides"][0]),
                    place=place_of_name(e["place_country"] or "RUS"),
                    kind=Kind.MEETING,
                )
            )
        ),
        "agenda": ask(lambda e: lambda: agenda(Record(record.engine, record.place, e["on"]))),
        "who": ask(lambda e: lambda: who(record, e["people"][0])),
        "country": ask(lambda e: lambda: country(record, e["sides"][0])),
        "pair of states": ask(lambda e: lambda: pair(record, *e["sides"][:2])),
        "pair of a person and a state": ask(lambda e: lambda: pair(record, e["people"][0], _other(e))),
        "together --who": ask(lambda e: lambda: present(who=e["people"][0])),
        "together --country --since --until (a month)": ask(
            lambda e: lambda: present(country=state_of_name(e["sides"][0]), **days(e, 30))
        ),
        "together --since --until (a week)": ask(lambda e: lambda: present(**days(e, 7))),
        "changes --since --until (a week)": ask(
            lambda e: lambda: changes_since(record, e["on"], e["on"] + dt.timedelta(7), limit=LINES)
        ),
        "changes --since": ask(lambda e: lambda: changes_since(record, e["on"], limit=LINES)),
        "search, a rare name": lambda: _search(record, name(chance)),
        "search, a common word": lambda: _search(record, chance.choice(COMMON)),
        "search, three common words": lambda: _search(record, " ".join(chance.sample(COMMON, 2)) + " minister"),
        "search, a word of nearly all": lambda: _search(record, chance.choice(("minister", "prime", "president"))),
        "search, a phrase and a topic": lambda: _search(record, f'"prime minister" {chance.choice(TOPICS)}'),
        "event": ask(lambda e: lambda: one_event(record, e["key"])),
    }


def _other(event: Mapping[str, Any]) -> str:
    """A side of the event that is not that of its first person."""
    return next(side for side in event["sides"] if not str(event["people"][0]).startswith(side))


def _search(record: Record, words: str) -> Callable[[], object]:
    return lambda: search(record, words)


def answers(record: Record, seed: int, number: int) -> Iterator[dict[str, Any]]:
    """Each question asked `number` times, after some that do not count: median, 95th percentile and longest, in ms."""
    for title, draw in questions(record, Draws(record, seed)).items():
        times: list[float] = []
        for turn in range(WARM + number):
            asked = draw()
            begun = time.perf_counter()
            try:
                asked()
            except UsageError as error:  # a name that several bear: the answer is the list of them
                if turn == 0:
                    print(f"{title}: {error}")
            if turn >= WARM:
                times.append(1000 * (time.perf_counter() - begun))
        cut = statistics.quantiles(times, n=20, method="inclusive")
        yield {"question": title, "median": statistics.median(times), "p95": cut[-1], "longest": max(times)}
