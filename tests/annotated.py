"""The annotated contacts of the sample pages as reports: what the record is given when the reading is right."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import sqlalchemy as sa
import yaml

from dragoman.actors import Sort, find_place, gazetteer
from dragoman.errors import InputError
from dragoman.events.codebook import codebook
from dragoman.model import (
    Actor,
    ActorType,
    Article,
    Kind,
    Participant,
    Place,
    Report,
    Role,
    Span,
    Status,
    TimeSpan,
)
from dragoman.pages.sources import read_sources
from dragoman.reading import clean_page
from dragoman.record.identity import canonical
from dragoman.record.record import Record
from dragoman.record.schema import reports
from dragoman.samples import sample_expectations, sample_pages

# A day after every real date of the set and before its date in the future.
TODAY: Final = dt.date(2026, 1, 1)
_CONFIDENCE: Final = 0.9
_TYPES: Final = {
    Sort.STATE: ActorType.STATE,
    Sort.CAPITAL: ActorType.STATE,
    Sort.DEMONYM: ActorType.STATE,
    Sort.SEAT: ActorType.BODY,
    Sort.BODY: ActorType.BODY,
    Sort.IGO: ActorType.IGO,
}


@dataclass(frozen=True)
class Annotated:
    """A page with its contacts as reports, and for each the event that it tells of.

    An event that this page alone tells of is named after the page and the contact's place in it. A report bears its
    event's name as `trigger`, so that the record's own tables show where it went.
    """

    article: Article
    reports: tuple[Report, ...]

    @property
    def events(self) -> tuple[str, ...]:
        return tuple(report.trigger for report in self.reports)


def annotated_pages() -> list[Annotated]:
    """All pages that are read, in the order of their files.

    A reader tells each contact of a page once; of several statements that are annotated as one event's, the first that
    must be found stands for all.
    """
    with sample_expectations().open(encoding="utf-8") as stream:
        expected = {page["id"]: page for page in yaml.load(stream, yaml.CSafeLoader)["pages"]}
    found = []
    for raw in read_sources([str(sample_pages())]):
        assert not isinstance(raw, InputError), raw
        page = expected[raw.id]
        if not page.get("skip"):
            article = clean_page(raw, TODAY).article
            found.append(Annotated(article, _reports(article, page["contacts"])))
    return found


def _reports(article: Article, contacts: list[Mapping[str, Any]]) -> tuple[Report, ...]:
    told: dict[str, Mapping[str, Any]] = {}
    for number, contact in enumerate(contacts):
        name = contact.get("event", f"{article.id}#{number}")
        if name not in told or (told[name].get("optional") and not contact.get("optional")):
            told[name] = contact
    return tuple(_report(article, contact, name) for name, contact in told.items())


def _report(article: Article, contact: Mapping[str, Any], event: str) -> Report:
    kind, status, evidence = Kind(contact["kind"]), Status(contact["status"]), contact["evidence"]
    start = article.text.index(evidence)
    when = contact.get("when")
    return Report(
        article=article.id,
        kind=kind,
        status=status,
        participants=_participants(contact),
        evidence=evidence,
        span=Span(start, start + len(evidence)),
        trigger=event,
        plover=codebook().plover[kind, status],
        place=_place(contact.get("place")),
        when=TimeSpan(when.get("start"), when.get("end")) if when else None,
        attribution=contact.get("attribution"),
        confidence=_CONFIDENCE,
    )


def _participants(contact: Mapping[str, Any]) -> tuple[Participant, ...]:
    """Those who are annotated, and the state that a visit goes to, which its place implies."""
    named = tuple(Participant(_actor(side), Role(side["role"])) for side in contact["who"])
    goal = (contact.get("place") or {}).get("country")
    if contact["kind"] != Kind.VISIT or goal is None or any(one.actor.country == goal for one in named):
        return named
    return (*named, Participant(canonical(Actor(goal, ActorType.STATE, goal), None), Role.HOST))


def _actor(side: Mapping[str, Any]) -> Actor:
    name, country = side["name"], side["country"]
    if side.get("person", True):
        return Actor(name, ActorType.PERSON, country)
    sorts = [entry.sort for entry in gazetteer().lookup(name)]
    return Actor(name, next((_TYPES[sort] for sort in sorts if sort in _TYPES), ActorType.GROUP), country)


def _place(place: Mapping[str, str | None] | None) -> Place | None:
    if place is None:
        return None
    known = find_place(place["name"], place["country"]) if place["name"] else None
    return known or Place(place["name"], place["country"])


def names_of_reports(record: Record) -> dict[str, str]:
    """By a report's reference, the name of the event that it tells of."""
    with record.reading() as connection:
        return {row.ref: row.trigger for row in connection.execute(sa.select(reports.c.ref, reports.c.trigger))}
