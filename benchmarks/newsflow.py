"""A made-up stream of news for the scale benchmark: articles with their reports, day after day from 2000 to 2020.

    for article, reports in articles(World(7), seed=7, total=1_000_000): ...

Contacts live as real ones do: planned, moved, called off, revived, held. Most are told by one to three reports, some by
hundreds (a Pareto law, at most 400). Agencies' stories are printed again by other outlets. Nothing is parsed: evidence
and offsets are right because the texts are written around them. The same seed gives the same stream.
"""

import datetime as dt
import itertools
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from dragoman.events.codebook import codebook
from dragoman.model import (
    Actor,
    ActorType,
    Article,
    DatedBy,
    Kind,
    Moment,
    Participant,
    Place,
    Report,
    Role,
    Span,
    Status,
    TimeSpan,
)
from newswords import OFF, POSSIBLE, TELLING, TOPICS, TRIGGERS, around
from newsworld import FIRST, LAST, LEADERS, MINISTER, OTHERS, World

_TAIL: Final = 1.2
_MOST: Final = 400
# Reports that a contact comes to on average, copies included: what spreads `total` over the years.
_PER_CONTACT: Final = 4.4
_KINDS: Final = (Kind.MEETING, Kind.VISIT, Kind.CALL, Kind.MESSAGE, Kind.INVITATION, Kind.AGREEMENT)
_SHARES: Final = (40, 62, 76, 85, 91, 100)
_PLANNED: Final = {Kind.MEETING: 0.45, Kind.VISIT: 0.6, Kind.CALL: 0.15, Kind.AGREEMENT: 0.45}
_ROLES: Final = {
    Kind.VISIT: (Role.VISITOR, Role.HOST),
    Kind.MESSAGE: (Role.SENDER, Role.RECIPIENT),
    Kind.INVITATION: (Role.SENDER, Role.RECIPIENT),
}
_NEUTRAL: Final = (("Geneva", "CHE"), ("Vienna", "AUT"), ("New York", "USA"), ("Singapore", "SGP"), ("Doha", "QAT"))
_AGENCIES: Final = tuple(
    f"{name} News Agency" for name in ["Altor", "Boreal", "Cirrus", "Delta", "Eastern", "Fathom", "Granit", "Halyon"]
)
_OUTLETS: Final = tuple(
    f"{where} {title}"
    for where, title in itertools.product(
        [
            "Northern",
            "Harbour",
            "Capital",
            "Evening",
            "Coastal",
            "Highland",
            "Metropolitan",
            "Sunday",
            "National",
            "Valley",
            "Lakeside",
            "Old-Town",
            "Union",
        ],
        ("Herald", "Post", "Tribune", "Courier"),
    )
)
_ATTRIBUTIONS: Final = (
    *[None] * 12,
    "the Foreign Ministry",
    "the government",
    "the presidential office",
    "two officials",
    "a diplomat",
    "state media",
    "reportedly",
)
_LONGEST_TITLE: Final = 90


@dataclass(slots=True)
class Contact:
    """Something that two or more sides plan or do. `day` is the one that is known at present, `days` how many."""

    kind: Kind
    sides: tuple[Actor, ...]
    place: Place | None
    day: int
    days: int
    topic: str


Story = tuple[Article, list[Report]]


@dataclass(frozen=True, slots=True)
class Telling:
    """What a report will say of a contact: its status, and the day on which it is (to be) held."""

    contact: Contact
    status: Status
    day: int
    late: bool = False


def articles(world: World, seed: int, total: int) -> Iterator[Story]:
    """Articles with their reports in the order in which they come out, dense enough for about `total` reports by 2020.

    The stream ends with the last day, somewhat before or after `total`.
    """
    chance = random.Random(f"flow {seed}")
    due: dict[int, list[Telling]] = defaultdict(list)
    writer = _Writer(world, chance)
    rate = total / _PER_CONTACT / (LAST - FIRST + 1)
    owed = 0.0
    for day in range(FIRST, LAST + 1):
        owed += rate
        while owed >= 1:
            owed -= 1
            for when, telling in _life(chance, _contact(world, chance, day), day):
                due[when].append(telling)
        tellings = due.pop(day, [])
        chance.shuffle(tellings)
        yield from writer.day(day, tellings)


def _contact(world: World, chance: random.Random, day: int) -> Contact:
    drawn = chance.random() * 100
    kind = next(kind for kind, share in zip(_KINDS, _SHARES, strict=True) if drawn < share)
    one = world.state(chance)
    states = [one, world.counterpart(chance, one)]
    if kind is Kind.MEETING and chance.random() < 0.1:
        states += [world.state(chance) for _ in range(chance.randint(1, 4))]
    states = list(dict.fromkeys(states))
    rank = chance.random()
    if rank < 0.4:
        offices = [chance.choice(LEADERS) for _ in states]
    elif rank < 0.7:
        offices = [MINISTER] * len(states)
    else:
        offices = [chance.choice(OTHERS)] * len(states)
    sides = tuple(world.holder(state, office, day) for state, office in zip(states, offices, strict=True))
    place: Place | None = world.states[states[1]].capital
    if kind in (Kind.CALL, Kind.MESSAGE, Kind.INVITATION):
        place = None
    elif kind is not Kind.VISIT and chance.random() < 0.2:
        place = Place(*chance.choice(_NEUTRAL))
    days = chance.choice((1, 2, 2, 3, 4)) if kind is Kind.VISIT else 1
    return Contact(kind, sides, place, day, days, chance.choice(TOPICS))


def _life(chance: random.Random, contact: Contact, today: int) -> Iterator[tuple[int, Telling]]:
    """The days on which reports tell of a contact, and what they say."""
    number = min(_MOST, int(chance.random() ** (-1 / _TAIL)))
    if chance.random() < _PLANNED.get(contact.kind, 0.1):
        begun, number = today, max(2, number)
        contact.day = today + chance.randint(1, 60)
        yield from _plan(chance, contact, begun, max(1, int(number * 0.35)))
        if contact.days == 0:
            return
        number -= max(1, int(number * 0.35))
    for n in range(number):
        late = min(int(chance.expovariate(1.1)), 14) if n else 0
        if chance.random() < 0.05:
            late = chance.randint(15, 400)
        yield contact.day + late, Telling(contact, Status.HAPPENED, contact.day, late > 14)


def _plan(chance: random.Random, contact: Contact, begun: int, number: int) -> Iterator[tuple[int, Telling]]:
    """The announcements of a contact, and what becomes of the plan; `days` is 0 if it is not held."""
    days = sorted([begun, *(chance.randrange(begun, contact.day) for _ in range(number - 1))])
    fate, status = chance.random(), Status.POSSIBLE if chance.random() < 0.15 else Status.PLANNED
    turn = len(days) // 2
    for n, when in enumerate(days):
        if fate < 0.12 and n == turn:
            contact.day += chance.randint(1, 20)
        yield when, Telling(contact, status, contact.day)
        if chance.random() < 0.5:
            status = Status.PLANNED
    if fate > 0.94:
        contact.days = 0
    elif fate > 0.86:
        off = chance.randint(begun + 1, contact.day) if contact.day > begun + 1 else contact.day
        yield off, Telling(contact, Status.OFF, contact.day)
        if chance.random() < 0.35:
            contact.day += chance.randint(5, 40)
            yield off + 3, Telling(contact, Status.PLANNED, contact.day)
        else:
            contact.days = 0


class _Writer:
    """Makes articles of what is to be told on a day."""

    def __init__(self, world: World, chance: random.Random) -> None:
        self._chance = chance
        self._states = {state.code: state for state in world.states}
        self._number = 0
        self._awaiting: list[Story] = []

    def day(self, day: int, tellings: Sequence[Telling]) -> Iterator[Story]:
        """The day's articles, copies of agencies' stories among them; some are printed the day after."""
        chance = self._chance
        issue = [self._printed(day, story) for story in self._awaiting]
        self._awaiting = []
        for told in _stories(chance, tellings):
            story = self._story(day, told)
            issue.append(story)
            if story[0].outlet != story[0].agency:
                continue
            for _ in range(min(12, int((1 - chance.random()) ** -0.5) - 1)):
                if chance.random() < 0.7:
                    issue.append(self._printed(day, story))
                else:
                    self._awaiting.append(story)
        return iter(issue)

    def _id(self) -> str:
        self._number += 1
        return f"a{self._number}"

    def _story(self, day: int, told: Sequence[Telling]) -> Story:
        chance = self._chance
        agency = chance.choice(_AGENCIES) if chance.random() < 0.55 else None
        outlet = agency if agency and chance.random() < 0.55 else chance.choice(_OUTLETS)
        key, text = self._id(), ""
        reports: list[Report] = []
        for telling in told:
            reports.append(self._report(key, telling, len(text)))
            around_it = " ".join(around(chance) for _ in range(1 if len(told) > 3 else 2))
            text += f"{reports[-1].evidence} {around_it}\n\n"
        text += " ".join(around(chance) for _ in range(2))
        home = self._states[told[0].contact.sides[0].country or ""].capital
        return Article(
            id=key,
            text=text,
            title=reports[0].evidence[:_LONGEST_TITLE].rpartition(" ")[0],
            outlet=outlet,
            agency=agency,
            dateline=home.name if chance.random() < 0.5 else None,
            published=self._moment(day),
            dated_by=DatedBy.METADATA,
            language="en",
            url=_url(outlet or "", key) if chance.random() < 0.8 else None,
            source="newsflow",
        ), reports

    def _moment(self, day: int) -> Moment:
        minute = self._chance.randrange(24 * 60)
        return Moment(dt.date.fromordinal(day), dt.time(minute // 60, minute % 60), "Z")

    def _printed(self, day: int, story: Story) -> Story:
        """Another outlet's copy: its own headline, and often the last sentence cut."""
        article, reports = story
        key, outlet = self._id(), self._chance.choice(_OUTLETS)
        text = article.text if self._chance.random() < 0.4 else article.text.rpartition(". ")[0] + "."
        title = article.title if self._chance.random() < 0.5 else f"{outlet}: {article.title}"
        copy = replace(
            article, id=key, outlet=outlet, url=_url(outlet, key), text=text, title=title, published=self._moment(day)
        )
        return copy, [replace(report, article=key) for report in reports]

    def _report(self, key: str, telling: Telling, at: int) -> Report:
        chance, contact = self._chance, telling.contact
        when = _when(chance, telling)
        place = _place(chance, contact)
        actors = self._named(telling)
        name, other = _called(actors[0]), " and ".join(_called(actor) for actor in actors[1:])
        where = f" in {place.name}" if place and place.name else ""
        evidence = _sentence(chance, telling).format(
            a=name, b=other, where=where, when=_day_words(when), about=contact.topic.replace("-", " ")
        )
        one, rest = _ROLES.get(contact.kind, (Role.PARTY, Role.PARTY))
        found = {"participants": tuple(_found(evidence, actor.name, at) for actor in actors)}
        if where and place and place.name:
            found["place"] = (_found(evidence, place.name, at),)
        return Report(
            article=key,
            kind=contact.kind,
            status=telling.status,
            participants=tuple(Participant(actor, rest if n else one) for n, actor in enumerate(actors)),
            evidence=evidence,
            span=Span(at, at + len(evidence)),
            trigger=TRIGGERS[contact.kind],
            plover=codebook().plover[contact.kind, telling.status],
            place=place,
            when=when,
            attribution=chance.choice(_ATTRIBUTIONS),
            about=(contact.topic,),
            confidence=round(0.6 + 0.38 * chance.random(), 2),
            because=found | {"status": (Span(at, at + 10),)},
        )

    def _named(self, telling: Telling) -> list[Actor]:
        """The sides as a report gives them: the people, or only their states, now and then in another spelling."""
        draw = self._chance.random
        vague = 0.5 if telling.late else 0.08
        sides: list[Actor] = []
        whole = draw() < vague
        for actor in telling.contact.sides:
            if whole or draw() < 0.06:
                sides.append(self._states[actor.country or ""].actor)
            else:
                sides.append(replace(actor, name=_other_spelling(actor.name)) if draw() < 0.02 else actor)
        return sides


def _stories(chance: random.Random, tellings: Sequence[Telling]) -> Iterator[list[Telling]]:
    """Put what is to be told on a day into articles of up to five reports, each contact once an article."""
    open_stories: list[tuple[list[Telling], int]] = []
    for telling in tellings:
        states = {actor.country for actor in telling.contact.sides}
        fits = [
            (not any(states & {a.country for a in t.contact.sides} for t in told), n)
            for n, (told, size) in enumerate(open_stories[-24:], start=max(0, len(open_stories) - 24))
            if len(told) < size and all(t.contact is not telling.contact for t in told)
        ]
        if fits:
            open_stories[min(fits)[1]][0].append(telling)
        else:
            open_stories.append(([telling], chance.choice((3, 4, 4, 4, 5, 5, 6))))
    return (told for told, _ in open_stories)


def _sentence(chance: random.Random, telling: Telling) -> str:
    if telling.status is Status.OFF:
        return chance.choice(OFF)
    if telling.status is Status.POSSIBLE:
        return chance.choice(POSSIBLE)
    return chance.choice(TELLING[telling.contact.kind, telling.status])


def _when(chance: random.Random, telling: Telling) -> TimeSpan | None:
    contact, vague = telling.contact, chance.random()
    if vague < (0.4 if telling.late else 0.09):
        return None
    if vague < (0.6 if telling.late else 0.15):
        month = dt.date.fromordinal(telling.day).isoformat()[:7]
        return TimeSpan(month, month)
    first = telling.day + (chance.choice((-1, 1)) if vague > 0.985 else 0)
    last = first + max(contact.days, 1) - 1
    if last > first and telling.status is Status.HAPPENED and chance.random() < 0.5:
        first = last = chance.randint(first, last)  # a visit told day by day
    return TimeSpan(dt.date.fromordinal(first).isoformat(), dt.date.fromordinal(last).isoformat())


def _place(chance: random.Random, contact: Contact) -> Place | None:
    drawn = chance.random()
    if contact.place is None or drawn < 0.12:
        return None
    return contact.place if drawn < 0.85 else Place(None, contact.place.country)


def _day_words(when: TimeSpan | None) -> str:
    if when is None or when.start is None:
        return ""
    if len(when.start) == 7:
        return f" in {dt.date.fromisoformat(when.start + '-01'):%B %Y}"
    return f" on {dt.date.fromisoformat(when.start):%-d %B}"


def _called(actor: Actor) -> str:
    return f"{actor.office} {actor.name}" if actor.type is ActorType.PERSON else actor.name


def _other_spelling(name: str) -> str:
    """ "Kim Hyun Chong", "Tariq Al Basri", "Wiktor"."""
    return name.replace("-", " ") if "-" in name else name.replace("k", "c", 1) if "k" in name else name


def _found(evidence: str, words: str, at: int) -> Span:
    start = at + evidence.index(words)
    return Span(start, start + len(words))


def _url(outlet: str, key: str) -> str:
    return f"https://{outlet.lower().replace(' ', '-')}.example/world/{key}.html"
