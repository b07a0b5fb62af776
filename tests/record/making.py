"""Reports and articles made by hand, short enough to be read in a test.

A participant is written "Ortega, ESP", "Ortega, ESP, visitor" or, for a state by itself, "ESP" or "ESP, host".
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from random import Random
from typing import Final

from dragoman.events.codebook import codebook
from dragoman.jsonio import actor_json, dumps, event_json
from dragoman.model import (
    Actor,
    ActorType,
    Article,
    Event,
    EventSource,
    Kind,
    Moment,
    Participant,
    Place,
    Report,
    Role,
    Span,
    Status,
    Strength,
    TimeSpan,
)
from dragoman.record.intake import article_hash
from dragoman.record.member import Member, Party
from dragoman.record.record import Record
from dragoman.record.recorder import Added
from dragoman.record.timing import ordinal, window_of

MADRID: Final = Place("Madrid", "ESP", 40.4165, -3.70256)
TOLEDO: Final = Place("Toledo", "ESP", 39.8581, -4.02263)  # 67 km from Madrid
GETAFE: Final = Place("Getafe", "ESP", 40.30571, -3.73295)  # 13 km from Madrid
SEVILLE: Final = Place("Seville", "ESP", 37.38283, -5.97317)
RABAT: Final = Place("Rabat", "MAR", 34.01325, -6.83255)
SPAIN: Final = Place(None, "ESP")


def who(text: str) -> Party:
    """A participant; the number of an actor follows from its name."""
    parts = [part.strip() for part in text.split(",")]
    role = Role(parts.pop()) if parts[-1].islower() else Role.PARTY
    kind = ActorType.PERSON if len(parts) > 1 else ActorType.STATE
    country = parts[-1]
    name = parts[0]
    identity = f"{country}/{name.lower()}" if kind is ActorType.PERSON else country
    return Party(zlib.crc32(identity.encode()), identity, Actor(name, kind, country), role)


def span(text: str | None) -> TimeSpan | None:
    """ "2018-06-12", "2018-06", "2018-06-12/2018-06-14", "../2018-05"."""
    if text is None:
        return None
    start, slash, end = text.partition("/")
    first, last = (None if part == ".." else part for part in ((start, end) if slash else (start, start)))
    return TimeSpan(first, last)


def report(
    kind: str,
    *parties: str,
    on: str | None = None,
    at: Place | None = None,
    status: str = "happened",
    evidence: str = "They spoke.",
    confidence: float = 0.8,
    attribution: str | None = None,
) -> Report:
    """What a page states; `on` is a day or an interval."""
    return Report(
        article="?",
        kind=Kind(kind),
        status=Status(status),
        participants=tuple(Participant(party.actor, party.role) for party in map(who, parties)),
        evidence=evidence,
        span=Span(0, len(evidence)),
        trigger="made",
        plover=codebook().plover[Kind(kind), Status(status)],
        place=at,
        when=span(on),
        attribution=attribution,
        confidence=confidence,
    )


@dataclass(frozen=True)
class Told:
    """How a report came out; the rest is the report's own."""

    published: str | None = "2018-06-13"
    article: str = "a"
    outlet: str = "Herald"
    voice: str | None = None
    copy_of: str | None = None
    strength: Strength = Strength.STATED
    longitude: float | None = None
    rejected: bool = False


def member(found: Report, told: Told | None = None) -> Member:
    """A report as one of an event's reports, without a record."""
    told = told or Told()
    source = EventSource(
        report=f"R-{told.article}",
        article=told.article,
        kind=found.kind,
        status=found.status,
        evidence=found.evidence,
        span=found.span,
        voice=told.voice or f"outlet:{told.outlet.lower()}",
        strength=told.strength,
        when=found.when,
        place=found.place,
        outlet=told.outlet,
        published=told.published,
        copy_of=told.copy_of,
        confidence=found.confidence,
        rejected=told.rejected,
    )
    return Member(
        number=zlib.crc32(told.article.encode()),
        article_id=zlib.crc32(told.article.encode()),
        source=source,
        parties=tuple(replace(who(_text(p)), actor=p.actor) for p in found.participants),
        about=found.about,
        window=window_of(found.when),
        published=ordinal(told.published),
        order=(told.published or "9", "", told.article, 0),
        longitude=told.longitude,
    )


def _text(participant: Participant) -> str:
    actor = participant.actor
    name = f"{actor.name}, {actor.country}" if actor.type is ActorType.PERSON else actor.country
    return f"{name}, {participant.role}"


def article(
    identity: str,
    published: str | None = "2018-06-13",
    outlet: str | None = "Herald",
    *,
    text: str | None = None,
    updated: str | None = None,
    agency: str | None = None,
    url: str | None = None,
    copy_of: str | None = None,
) -> Article:
    """A page; without `text`, it has words that no other page has. `published` and `updated` may have a time."""
    return Article(
        id=identity,
        text=prose(identity) if text is None else text,
        outlet=outlet,
        agency=agency,
        published=moment(published),
        updated=moment(updated),
        url=url,
        copy_of=copy_of,
    )


def moment(text: str | None) -> Moment | None:
    """ "2018-06-13" or "2018-06-13T09:30"."""
    if text is None:
        return None
    day, _, clock = text.partition("T")
    return Moment(date.fromisoformat(day), time.fromisoformat(clock) if clock else None)


def prose(seed: str, words: int = 80) -> str:
    """Made-up words, others for each seed."""
    random = Random(seed)
    return " ".join("".join(random.choices("abdeghiklmnoprstuvz", k=random.randint(3, 9))) for _ in range(words)) + "."


def add(record: Record, page: Article, *found: Report) -> Added:
    """Add a page with what it reports."""
    reports = [replace(one, article=page.id) for one in found]
    return record.recorder().add(page, reports, article_hash(page))


def told_by(record: Record, page: str) -> Event:
    """The one event that has a report of a page."""
    (found,) = (event for event in record.events() if any(source.article == page for source in event.sources))
    return found


def content(record: Record) -> list[str]:
    """All events as JSON lines, in the order of their ids."""
    return sorted(dumps(event_json(event)) for event in record.events())


def everything(record: Record) -> list[str]:
    """All events and then all actors as JSON lines."""
    return content(record) + [dumps(actor_json(entry)) for entry in record.actors()]


def grouped(record: Record) -> set[frozenset[str]]:
    """Which pages are told to be about one event."""
    return {frozenset(source.article for source in event.sources) for event in record.events()}


def refs(event: Event, pages: Sequence[str]) -> list[str]:
    """The references of the reports of pages in an event."""
    return [source.report for page in pages for source in event.sources if source.article == page]
