"""Made-up news, the same in every run: contacts that are planned, called off, held, copied and corrected.

Names and texts are invented; shapes are those of real reports. `pages` gives them in the order in which they come out.
"""

import datetime as dt
import hashlib
import heapq
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random
from typing import Final

from dragoman.model import (
    Actor,
    ActorType,
    Article,
    DatedBy,
    Kind,
    Moment,
    Participant,
    Place,
    Plover,
    Report,
    Role,
    Span,
    Status,
    TimeSpan,
)

FIRST_DAY: Final = dt.date(2015, 1, 5)
# So many days before a contact its first announcement comes out at most.
_AHEAD: Final = 30
_STATES: Final = (
    ("FRA", "France", Place("Paris", "FRA", 48.85341, 2.3488, 2988507)),
    ("KEN", "Kenya", Place("Nairobi", "KEN", -1.28333, 36.81667, 184745)),
    ("JPN", "Japan", Place("Tokyo", "JPN", 35.6895, 139.69171, 1850147)),
    ("BRA", "Brazil", Place("Brasília", "BRA", -15.77972, -47.92972, 3469058)),
    ("TUR", "Turkey", Place("Ankara", "TUR", 39.91987, 32.85427, 323786)),
    ("IDN", "Indonesia", Place("Jakarta", "IDN", -6.21462, 106.84513, 1642911)),
    ("POL", "Poland", Place("Warsaw", "POL", 52.22977, 21.01178, 756135)),
    ("EGY", "Egypt", Place("Cairo", "EGY", 30.06263, 31.24967, 360630)),
)
_OFFICES: Final = ("President", "Prime Minister", "Foreign Minister", "Defence Minister", "Special Envoy")
_GIVEN: Final = ("Ana", "Boris", "Chen", "Dara", "Emil", "Farid", "Greta", "Hana", "Ivo", "Jomo", "Kaede", "Lars")
_FIRST: Final = (
    "Bal",
    "Cor",
    "Dun",
    "Fer",
    "Gol",
    "Har",
    "Kest",
    "Lom",
    "Mar",
    "Nov",
    "Pel",
    "Rost",
    "Tav",
    "Vik",
    "Zol",
)
_LAST: Final = ("ander", "ovic", "mura", "eira", "oglu", "anto", "owski", "ady", "enko", "elle", "iro", "essa", "ulin")
_OUTLETS: Final = (
    "Harbour Courier",
    "Northern Gazette",
    "Meridian Post",
    "The Lantern",
    "Delta Chronicle",
    "Ridge Herald",
)
_AGENCIES: Final = (None, None, "Orbis Wire", "Pan-Coast Agency")
_WORDS: Final = (
    *("trade", "fisheries", "ports", "grain", "rail", "visas", "water", "energy", "students", "border", "talks"),
    *("tariffs", "steel", "loans", "clinics", "patents", "ships", "timber", "cotton", "pilots", "archives", "museums"),
    *("vaccines", "drought", "cables", "satellites", "harvest", "customs", "courts", "islands"),
)
_PLOVER: Final = {
    Kind.VISIT: Plover("CONSULT", "visit", "042"),
    Kind.MEETING: Plover("CONSULT", "meeting", "040"),
    Kind.CALL: Plover("CONSULT", "phone", "041"),
    Kind.MESSAGE: Plover("CONSULT", "message", "040"),
}
_VERB: Final = {
    (Kind.VISIT, Status.HAPPENED): "arrived in {place} to see",
    (Kind.VISIT, Status.PLANNED): "will travel to {place} to see",
    (Kind.VISIT, Status.OFF): "has called off the trip to {place} to see",
    (Kind.MEETING, Status.HAPPENED): "met in {place} with",
    (Kind.MEETING, Status.PLANNED): "is to meet in {place} with",
    (Kind.MEETING, Status.OFF): "will not meet in {place} with",
    (Kind.CALL, Status.HAPPENED): "spoke by phone with",
    (Kind.CALL, Status.PLANNED): "will speak by phone with",
    (Kind.CALL, Status.OFF): "put off a phone call with",
    (Kind.MESSAGE, Status.HAPPENED): "sent a letter to",
    (Kind.MESSAGE, Status.PLANNED): "will send a letter to",
    (Kind.MESSAGE, Status.OFF): "will send no letter to",
}


@dataclass(frozen=True, slots=True)
class Page:
    """An article as it was read, with its reports and the hash that tells it apart from all other pages."""

    article: Article
    reports: tuple[Report, ...]
    digest: str

    @property
    def id(self) -> str:
        return self.article.id


@dataclass(frozen=True, slots=True)
class _Contact:
    number: int
    kind: Kind
    day: dt.date
    place: Place | None
    sides: tuple[Actor, Actor]


def pages(count: int, *, seed: int = 0, contacts_a_day: int = 3) -> list[Page]:
    """The first `count` pages, in the order in which they come out."""
    return list(itertools.islice(endless_pages(seed=seed, contacts_a_day=contacts_a_day), count))


def endless_pages(*, seed: int = 0, contacts_a_day: int = 3) -> Iterator[Page]:
    """Pages day after day, without end, in bounded memory; about four for each contact."""
    waiting: list[tuple[dt.date, int, int, Page]] = []
    for number in itertools.count():
        day = FIRST_DAY + dt.timedelta(days=_AHEAD + number // contacts_a_day)
        for position, page in enumerate(_pages_of(number, day, seed)):
            assert page.article.published is not None
            heapq.heappush(waiting, (page.article.published.day, number, position, page))
        while waiting and waiting[0][0] < day - dt.timedelta(days=_AHEAD):
            yield heapq.heappop(waiting)[-1]


def _pages_of(number: int, day: dt.date, seed: int) -> list[Page]:
    random = Random(f"{seed}:{number}")
    contact = _contact(number, day, random)
    told = _story(random)
    made = [_page(contact, part, day + dt.timedelta(days=after), status, random) for part, (after, status) in told]
    if random.random() < 0.3:
        made.append(_copy_of(made[-1], random))
    if random.random() < 0.2:
        made.append(_corrected(made[-1 - (made[-1].article.agency == "Copy Desk")], contact, random))
    return made


def _story(random: Random) -> list[tuple[int, tuple[int, Status]]]:
    """The articles of one contact: days from it, and what they say of it."""
    planned = [(-random.randint(3, _AHEAD), Status.PLANNED) for _ in range(random.choice((0, 0, 1, 2)))]
    if planned and random.random() < 0.2:
        return list(enumerate([*sorted(planned), (-1, Status.OFF)]))
    happened = [(random.choice((0, 0, 0, 1)), Status.HAPPENED) for _ in range(random.choice((1, 2, 2, 3, 4)))]
    return list(enumerate(sorted([*planned, *happened])))


def _contact(number: int, day: dt.date, random: Random) -> _Contact:
    ours, theirs = random.sample(_STATES, 2)
    kind = random.choices(tuple(_PLOVER), (4, 4, 3, 1))[0]
    place = theirs[2] if kind in (Kind.VISIT, Kind.MEETING) else None
    return _Contact(number, kind, day, place, (_somebody(ours, random), _somebody(theirs, random)))


def _somebody(state: tuple[str, str, Place], random: Random) -> Actor:
    """One of the officials of a state, each with a name and an office of his own; now and then only the state."""
    country, name, _ = state
    if random.random() < 0.15:
        return Actor(name, ActorType.STATE, country)
    office = random.choice(_OFFICES)
    own = Random(f"{country}:{office}")
    return Actor(f"{own.choice(_GIVEN)} {own.choice(_FIRST)}{own.choice(_LAST)}", ActorType.PERSON, country, office)


def _page(contact: _Contact, part: int, published: dt.date, status: Status, random: Random) -> Page:
    outlet, agency = random.choice(_OUTLETS), random.choice(_AGENCIES)
    attribution = random.choice((None, None, "two officials", "the foreign ministry"))
    said = f", {attribution} said" if attribution else ""
    first, second = contact.sides
    place = contact.place.name if contact.place else ""
    verb = _VERB[contact.kind, status].format(place=place)
    sentence = f"{_called(first)} {verb} {_called(second)} on {contact.day:%d %B %Y}{said}."
    lead = f"News of {' and '.join(random.sample(_WORDS, 2))} came on {published:%A}."
    rest = " ".join(_filler(random) for _ in range(random.randint(3, 8)))
    text = f"{lead} {sentence}\n\n{rest}"
    slug = outlet.lower().replace(" ", "-")
    article = Article(
        id=f"s{contact.number}-{part}-{slug}",
        text=text,
        title=f"{first.name} and {second.name}",
        outlet=outlet,
        agency=agency,
        published=Moment(published, dt.time(random.randrange(24), random.randrange(60)), "Z"),
        dated_by=DatedBy.METADATA,
        language="en",
        url=f"https://{slug}.example/{published:%Y/%m/%d}/{contact.number}-{part}.html",
    )
    report = Report(
        article=article.id,
        kind=contact.kind,
        status=status,
        participants=_participants(contact),
        evidence=sentence,
        span=Span(len(lead) + 1, len(lead) + 1 + len(sentence)),
        trigger=f"{contact.kind}.made",
        plover=_PLOVER[contact.kind],
        place=contact.place,
        when=TimeSpan(contact.day.isoformat(), contact.day.isoformat()),
        attribution=attribution,
        about=tuple(random.sample(_WORDS, 2)),
        confidence=round(random.uniform(0.5, 0.99), 2),
        because={"status": (Span(len(lead) + 1, len(lead) + 9),)},
    )
    return _hashed(article, (report,))


def _participants(contact: _Contact) -> tuple[Participant, ...]:
    roles = {Kind.VISIT: (Role.VISITOR, Role.HOST), Kind.MESSAGE: (Role.SENDER, Role.RECIPIENT)}
    pair = zip(contact.sides, roles.get(contact.kind, (Role.PARTY, Role.PARTY)), strict=True)
    return tuple(Participant(actor, role) for actor, role in pair)


def _called(actor: Actor) -> str:
    return f"{actor.office} {actor.name}" if actor.office else actor.name


def _filler(random: Random) -> str:
    words = " ".join(random.choice(_WORDS) for _ in range(random.randint(8, 16)))
    return f"{words.capitalize()}."


def _copy_of(page: Page, random: Random) -> Page:
    """The same text in another outlet's pages an hour later."""
    slug = f"copied-{random.randrange(1000)}"
    article = replace(
        page.article,
        id=f"{page.id}-{slug}",
        agency="Copy Desk",
        outlet="Evening Reprint",
        url=f"https://reprint.example/{page.id}-{slug}",
    )
    return _hashed(article, tuple(replace(report, article=article.id) for report in page.reports))


def _corrected(page: Page, contact: _Contact, random: Random) -> Page:
    """A newer version of the same page, which names another subject and adds a call by the same two."""
    assert page.article.published is not None
    added = f"{_called(contact.sides[0])} spoke by phone with {_called(contact.sides[1])} a week before."
    text = f"{page.article.text}\n\n{added}"
    updated = Moment(page.article.published.day + dt.timedelta(days=1), dt.time(random.randrange(24), 0), "Z")
    article = replace(page.article, text=text, updated=updated)
    day = (contact.day - dt.timedelta(days=7)).isoformat()
    call = replace(
        page.reports[0],
        kind=Kind.CALL,
        status=Status.HAPPENED,
        participants=tuple(Participant(actor, Role.PARTY) for actor in contact.sides),
        evidence=added,
        span=Span(len(text) - len(added), len(text)),
        trigger="call.made",
        plover=_PLOVER[Kind.CALL],
        place=None,
        when=TimeSpan(day, day),
        because={},
    )
    first = replace(page.reports[0], about=tuple(random.sample(_WORDS, 2)))
    return _hashed(article, (first, call))


def _hashed(article: Article, reports: tuple[Report, ...]) -> Page:
    digest = hashlib.sha256(f"{article.url}\0{article.outlet}\0{article.text}".encode()).hexdigest()
    return Page(article, reports, digest)
