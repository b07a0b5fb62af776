"""The expected record of the sample pages for the record (`samples/record/expected.yaml`) as typed values."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from dragoman.model import Place, TimeSpan
from dragoman.samples import record_sample_expectations


@dataclass(frozen=True, order=True)
class Person:
    name: str
    country: str


@dataclass(frozen=True, order=True)
class Side:
    """A participant; a state is a side by its English name."""

    name: str
    country: str
    role: str


@dataclass(frozen=True)
class ExpectedReport:
    """What a page reports; `event` names the event that it belongs to, `when` is an interval, `place` a text."""

    event: str
    kind: str
    status: str
    who: tuple[Side, ...]
    when: str
    place: str | None


@dataclass(frozen=True)
class ExpectedArticle:
    """A page and all that is read from it; `replaced_by` is the newer version of the same page."""

    id: str
    published: str
    outlet: str
    reports: tuple[ExpectedReport, ...]
    updated: str | None = None
    agency: str | None = None
    copy_of: str | None = None
    replaced_by: str | None = None


@dataclass(frozen=True)
class ExpectedChange:
    """An entry in an event's life."""

    on: str
    article: str
    field: str
    before: str | None
    after: str


@dataclass(frozen=True)
class ExpectedDisagreement:
    """`articles[i]` are those that state `values[i]`, the value told first at the head."""

    field: str
    values: tuple[str, ...]
    articles: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class ExpectedEvent:
    """An event; `name` serves readers of the file only."""

    name: str
    kind: str
    status: str
    participants: tuple[Side, ...]
    place: str | None
    start: str
    end: str
    independent_sources: int
    articles: tuple[str, ...]
    life: tuple[ExpectedChange, ...]
    disagreements: tuple[ExpectedDisagreement, ...]

    @property
    def when(self) -> str:
        return interval(TimeSpan(self.start, self.end))


@dataclass(frozen=True)
class CoPresence:
    """Two people of different states in one city from `first` to `last`; `event` is their contact there, if any."""

    people: tuple[Person, Person]
    place: str
    first: str
    last: str
    event: str | None


@dataclass(frozen=True)
class NearMiss:
    """Two people in one city on different days."""

    people: tuple[Person, Person]
    place: str


@dataclass(frozen=True)
class Expected:
    """All of the file. `as_of` is the ISO day on which status is asked."""

    as_of: str
    events: tuple[ExpectedEvent, ...]
    co_presences: tuple[CoPresence, ...]
    near_misses: tuple[NearMiss, ...]
    articles: tuple[ExpectedArticle, ...]

    def event(self, name: str) -> ExpectedEvent:
        return next(event for event in self.events if event.name == name)

    def article(self, identity: str) -> ExpectedArticle:
        return next(article for article in self.articles if article.id == identity)


@functools.cache
def load() -> Expected:
    """The expected record of the bundled pages."""
    with record_sample_expectations().open(encoding="utf-8") as stream:
        raw: dict[str, Any] = yaml.load(stream, yaml.CSafeLoader)
    return Expected(
        as_of=raw["as_of"],
        events=tuple(_event(item) for item in raw["events"]),
        co_presences=tuple(
            CoPresence(_people(item["people"]), _place(item["place"]) or "", item["first"], item["last"], item["event"])
            for item in raw["co_presences"]
        ),
        near_misses=tuple(
            NearMiss(_people(item["people"]), _place(item["place"]) or "") for item in raw["near_misses"]
        ),
        articles=tuple(
            ExpectedArticle(**{**item, "reports": tuple(_report(report) for report in item["reports"])})
            for item in raw["articles"]
        ),
    )


def interval(when: TimeSpan | None) -> str:
    """A time as the file writes it: "2018-06-12", "2018-06-12/2018-06-14", "../2018-05"; "" if there is none."""
    if when is None or (when.start is None and when.end is None):
        return ""
    if when.start == when.end and when.start is not None:
        return when.start
    return f"{when.start or '..'}/{when.end or '..'}"


def place_text(place: Place | None) -> str | None:
    """A place as the file writes it: "Singapore, SGP"; None if there is none."""
    return ", ".join(part for part in (place.name, place.country) if part) if place else None


def _event(raw: Mapping[str, Any]) -> ExpectedEvent:
    return ExpectedEvent(
        **{
            **raw,
            "participants": tuple(Side(**side) for side in raw["participants"]),
            "place": _place(raw["place"]),
            "articles": tuple(raw["articles"]),
            "life": tuple(
                ExpectedChange(row["on"], row["article"], row["field"], row["from"], row["to"]) for row in raw["life"]
            ),
            "disagreements": tuple(
                ExpectedDisagreement(row["field"], tuple(row["values"]), tuple(map(tuple, row["articles"])))
                for row in raw["disagreements"]
            ),
        }
    )


def _report(raw: Mapping[str, Any]) -> ExpectedReport:
    return ExpectedReport(**{**raw, "who": tuple(Side(*side.split(", ")) for side in raw["who"])})


def _people(raw: list[str]) -> tuple[Person, Person]:
    one, other = (Person(*person.split(", ")) for person in raw)
    return one, other


def _place(raw: Mapping[str, str] | None) -> str | None:
    return place_text(Place(raw.get("name"), raw.get("country"))) if raw else None
