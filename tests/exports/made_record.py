"""A small record, made by hand, with all that makes exports hard."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.model import (
    Actor,
    ActorEntry,
    ActorType,
    Article,
    Change,
    Disagreement,
    Event,
    EventParticipant,
    EventSource,
    EventStatus,
    Kind,
    Moment,
    OfficeHeld,
    Place,
    Plover,
    Role,
    Span,
    Status,
    Strength,
    TimeSpan,
)

Written = Callable[..., bytes]

HOSTILE = '=cmd()|"x"\t<script>alert(1)</script>\nBEGIN:VEVENT,;\x0b\u202e'


@dataclass(frozen=True)
class Record:
    """What a record gives, from memory."""

    all_events: Sequence[Event]
    all_articles: Sequence[Article]
    all_actors: Sequence[ActorEntry]

    def events(self) -> Iterator[Event]:
        return iter(self.all_events)

    def articles(self) -> Iterator[Article]:
        return iter(self.all_articles)

    def actors(self) -> Iterator[ActorEntry]:
        return iter(self.all_actors)


def person(identity: str, name: str, country: str | None, role: Role, office: str | None = None) -> EventParticipant:
    return EventParticipant(identity, Actor(name, ActorType.PERSON, country, office), role)


def state(code: str, name: str, role: Role) -> EventParticipant:
    return EventParticipant(code, Actor(name, ActorType.STATE, code), role)


ARTICLES = {
    "a1": Article(
        "a1",
        "Envoy Mara Lindqvist arrived in Nairobi on Monday. 🌍 She will stay until Thursday.",
        title="Swedish envoy in Nairobi",
        outlet="Baltic Wire",
        byline="A. Reporter",
        published=Moment(dt.date(2018, 3, 6)),
        language="en",
        url="https://wire.example/1?a=1&b=2",
    ),
    "a2": Article(
        "a2",
        "The ministry said Mara Lindqvist had begun a visit.\nA summit of the two leaders was called off.",
        title="Ministry <b>statement</b>",
        outlet="Daily Ledger",
        published=Moment(dt.date(2018, 5, 24)),
        url="javascript:alert(1)",
    ),
    "a3": Article("a3", "Some say that a letter was sent.", outlet=HOSTILE, published=None),
    "a4": Article("a4", "Nothing diplomatic here."),
}


def source(report: str, article: str, quoted: str, kind: Kind, status: Status, **more: object) -> EventSource:
    page = ARTICLES[article]
    start = page.text.index(quoted)
    known = EventSource(
        report=report,
        article=article,
        kind=kind,
        status=status,
        evidence=quoted,
        span=Span(start, start + len(quoted)),
        voice=page.outlet or article,
        strength=Strength.STATED,
        outlet=page.outlet,
        title=page.title,
        url=page.url,
        published=page.published.day.isoformat() if page.published else None,
        confidence=0.87654,
    )
    return replace(known, **more)  # type: ignore[arg-type]


MARA = person("SWE/mara-lindqvist", "Mara Lindqvist", "SWE", Role.VISITOR, "Deputy Foreign Minister")

VISIT = Event(
    id="e-visit",
    kind=Kind.VISIT,
    status=EventStatus.HAPPENED,
    participants=(MARA, state("KEN", "Kenya", Role.HOST)),
    place=Place("Nairobi", "KEN", -1.28333, 36.81667, 184745),
    when=TimeSpan("2018-03-05", "2018-03-08"),
    confidence=0.91239,
    independent_sources=2,
    sources=(
        source(
            "a1#1", "a1", "Envoy Mara Lindqvist arrived in Nairobi on Monday.", Kind.VISIT, Status.HAPPENED,
            when=TimeSpan("2018-03-05", "2018-03-05"), place=Place("Nairobi", "KEN"),
        ),
        source(
            "a2#1", "a2", "The ministry said Mara Lindqvist had begun a visit.", Kind.VISIT, Status.HAPPENED,
            attribution="the ministry", strength=Strength.OFFICE,
        ),
    ),
    life=(
        Change("2018-03-01", "a2", "status", None, "planned"),
        Change("2018-03-06", "a1", "status", "planned", "happened"),
    ),
    disagreements=(Disagreement("end", ("2018-03-08", "2018-03-09"), (("a1",), ("a2",))),),
    plover=Plover("CONSULT", "visit", "042"),
    about=("fisheries", "trade"),
    first_reported="2018-03-01",
    last_reported="2018-03-06",
    former_ids=("e-old",),
)  # fmt: skip
SUMMIT = Event(
    id="e-summit",
    kind=Kind.MEETING,
    status=EventStatus.OFF,
    participants=(
        person("PRK/ri-song", "Ri Song", "PRK", Role.PARTY, "leader"),
        person("ROU/ana-pop", "Ana Pop", "ROU", Role.PARTY, "President"),
        EventParticipant("IGO/un", Actor("United Nations", ActorType.IGO, "IGO"), Role.PARTY),
    ),
    place=Place("Singapore", "SGP", 1.28967, 103.85007, 1880252),
    when=TimeSpan("2018-06-12", "2018-06-12"),
    confidence=0.8,
    independent_sources=1,
    sources=(source("a2#3", "a2", "A summit of the two leaders was called off.", Kind.MEETING, Status.OFF),),
    life=(
        Change("2018-03-08", "a1", "status", None, "planned"),
        Change("2018-05-10", "a1", "place", None, "Singapore, SGP"),
        Change("2018-05-24", "a2", "status", "planned", "off"),
    ),
    disagreements=(),
    plover=Plover("REJECT", "meeting", "125"),
    first_reported="2018-03-08",
    last_reported="2018-05-24",
)
CALL = replace(
    SUMMIT,
    id="e-call",
    kind=Kind.CALL,
    status=EventStatus.HAPPENED,
    place=None,
    participants=SUMMIT.participants[:2],
    when=TimeSpan("2020-02-29", None),
    life=SUMMIT.life[:1],
    plover=Plover("CONSULT", "phone", "041"),
    sources=(
        replace(SUMMIT.sources[0], report="a2#4", kind=Kind.CALL, status=Status.HAPPENED),
        source("a1#9", "a1", "She will stay until Thursday.", Kind.CALL, Status.HAPPENED, rejected=True),
    ),
)
PLANNED = replace(
    VISIT,
    id="e-planned",
    status=EventStatus.PLANNED,
    participants=(
        person("JPN/忍", "忍 Tanaka", "JPN", Role.VISITOR, "former minister"), state("USA", "United States", Role.HOST),
    ),
    place=Place("San José", "USA", 37.33939, -121.89496, 5392171),
    when=TimeSpan("2018-04-10", "2018-04-10"),
    independent_sources=3,
    sources=tuple(
        replace(each, report=each.report.replace("#1", "#2"), status=Status.PLANNED) for each in VISIT.sources
    ),
    plover=Plover("AGREE", "visit", "036"),
    disagreements=(),
)  # fmt: skip
MONTH = replace(
    PLANNED, id="e-month", when=TimeSpan("2018-05", "2018-05", approximate=True), independent_sources=1, sources=()
)
OPEN = replace(MONTH, id="e-open", status=EventStatus.POSSIBLE, when=TimeSpan(None, "2018-05"), place=None)
UNDATED = Event(
    id="e/undated ?#",
    kind=Kind.MESSAGE,
    status=EventStatus.UNCONFIRMED,
    participants=(
        person("x/" + HOSTILE, HOSTILE, None, Role.SENDER, HOSTILE),
        person("SWE/mara-lindqvist", "Mara Lindqvist", "SWE", Role.RECIPIENT),
    ),
    place=Place(HOSTILE, None),
    when=None,
    confidence=0.3,
    independent_sources=1,
    sources=(source("a3#1", "a3", "Some say that a letter was sent.", Kind.MESSAGE, Status.POSSIBLE),),
    life=(Change(None, "a3", "status", None, "possible"), Change("2018-07-01", "a3", "place", None, HOSTILE)),
    disagreements=(Disagreement("place", (HOSTILE, "Oslo"), (("a3",), ("a1",))),),
    plover=Plover("CONSULT", "message", "040"),
    about=(HOSTILE,),
)

ACTORS = (
    ActorEntry("IGO/un", "United Nations", ActorType.IGO, "IGO", ("United Nations", "UN")),
    ActorEntry("JPN/忍", "忍 Tanaka", ActorType.PERSON, "JPN"),
    ActorEntry("KEN", "Kenya", ActorType.STATE, "KEN"),
    ActorEntry("PRK/ri-song", "Ri Song", ActorType.PERSON, "PRK"),
    ActorEntry("ROU/ana-pop", "Ana Pop", ActorType.PERSON, "ROU"),
    ActorEntry(
        "SWE/mara-lindqvist",
        "Mara Lindqvist",
        ActorType.PERSON,
        "SWE",
        ("Mara Lindqvist", "M. Lindqvist"),
        (OfficeHeld("Deputy Foreign Minister", "SWE", "2018-03-01", "2018-03-06"),),
    ),
    ActorEntry("USA", "United States", ActorType.STATE, "USA"),
    ActorEntry("x/" + HOSTILE, HOSTILE, ActorType.PERSON, None, (HOSTILE,), (OfficeHeld(HOSTILE, None, None, None),)),
)

EVENTS = (VISIT, PLANNED, MONTH, OPEN, SUMMIT, CALL, UNDATED)
