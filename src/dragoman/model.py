"""The frozen, typed values that pass between stages.

Pages make an `Article`; reading makes `Report`s of it. Every value is immutable, so that a stage can only
add a value of its own and never change what an earlier stage said.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` (inclusive) to `end` (exclusive) of an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` that the span covers."""
        return text[self.start : self.end]

    def __contains__(self, offset: int) -> bool:
        return self.start <= offset < self.end


class DatedBy(StrEnum):
    """What an article's day of publication was taken from."""

    GIVEN = "given"
    METADATA = "metadata"
    PAGE = "page"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True)
class Moment:
    """A day with, where the page gives them, the time of day and the zone.

    `zone` is written as an ISO 8601 offset ("+09:00", "Z") or, when the page has only a name, as that name ("KST").
    """

    day: dt.date
    time: dt.time | None = None
    zone: str | None = None

    def iso(self) -> str:
        """ISO 8601, as long as what is known: "2020-02-12", "2020-02-12T19:52", "2020-02-12T19:52+09:00"."""
        text = self.day.isoformat()
        if self.time is not None:
            text += f"T{self.time.isoformat(timespec='minutes')}"
            if self.zone and (self.zone == "Z" or self.zone[0] in "+-"):
                text += self.zone
        return text


@dataclass(frozen=True, slots=True)
class Removed:
    """A piece of the page that is not the article's, and why: "menu", "ticker", "caption-copy", "footer" ..."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One page's cleaned text and what the page says about itself.

    `text` is body text, paragraphs parted by a blank line or a newline. `title` is not part of `text` unless the page
    repeats it there. `url` is the page's own address, `source` what the user called the input. `copy_of` is
    the id of the first article that this one is a near copy of. `notes` are one-line remarks on what was reported and
    not believed (a date in the future, `updated` before `published`).
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    agency: str | None = None
    byline: str | None = None
    dateline: str | None = None
    published: Moment | None = None
    updated: Moment | None = None
    dated_by: DatedBy | None = None
    language: str | None = None
    url: str | None = None
    source: str | None = None
    copy_of: str | None = None
    removed: tuple[Removed, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Days from `start` to `end`, each an ISO date as long as what is known ("2020-02-12", "2020-02", "2020").

    Either side may be unknown: "by May" is `TimeSpan(None, "2018-05")`, "since March" `TimeSpan("2018-03", None)`.
    "February 2019" is `TimeSpan("2019-02", "2019-02")`, a week or a season its first and last day.
    `approximate` marks "about", "around", "early May".
    """

    start: str | None
    end: str | None
    approximate: bool = False


class ActorType(StrEnum):
    """What an actor is. A state's government, capital and seat of power are all `STATE`."""

    PERSON = "person"
    BODY = "body"
    STATE = "state"
    IGO = "igo"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, body, state, organisation or group that can be a side of a contact.

    `name` is the fullest name in the article ("Kim Hyun-chong", "State Department", "South Korea", "two South Korean
    envoys"). `country` is the ISO 3166 alpha-3 code of the side it acts for, "IGO" for an international
    organisation, None if unknown. `office` is the title that the article gives ("Deputy National Security Adviser").
    """

    name: str
    type: ActorType
    country: str | None = None
    office: str | None = None

    @property
    def key(self) -> str:
        """What tells two actors of one article apart: "state:KOR", "person:kim hyun-chong"."""
        if self.type is ActorType.STATE and self.country:
            return f"state:{self.country}"
        return f"{self.type}:{self.name.casefold()}"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a contact happens: a city or site and its country, or only one of them. `lat`, `lon` in degrees, WGS 84."""

    name: str | None
    country: str | None
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None


class Kind(StrEnum):
    """The kinds of diplomatic contact."""

    VISIT = "visit"
    MEETING = "meeting"
    CALL = "call"
    MESSAGE = "message"
    INVITATION = "invitation"
    AGREEMENT = "agreement"


class Status(StrEnum):
    """How real a contact is when the article is published."""

    HAPPENED = "happened"
    PLANNED = "planned"
    POSSIBLE = "possible"
    OFF = "off"


class Role(StrEnum):
    """What a participant is in a contact."""

    VISITOR = "visitor"
    HOST = "host"
    PARTY = "party"
    SENDER = "sender"
    RECIPIENT = "recipient"
    CARRIER = "carrier"


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor in its role."""

    actor: Actor
    role: Role


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER event category and mode, and the CAMEO code, for the field's own tools."""

    event: str
    mode: str | None
    cameo: str


@dataclass(frozen=True, slots=True)
class Report:
    """What one article states about one contact.

    `evidence` is `span` of the article's text, character by character. `because` gives, per field, the spans
    that decided it. `trigger` names the codebook entry that fired. `confidence` is between 0 and 1.
    """

    article: str
    kind: Kind
    status: Status
    participants: tuple[Participant, ...]
    evidence: str
    span: Span
    trigger: str
    plover: Plover
    place: Place | None = None
    when: TimeSpan | None = None
    attribution: str | None = None
    about: tuple[str, ...] = ()
    confidence: float = 0.5
    because: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)


class EventStatus(StrEnum):
    """How real an event is on a given day; `UNCONFIRMED` is a plan whose day has passed without a report."""

    HAPPENED = "happened"
    PLANNED = "planned"
    POSSIBLE = "possible"
    OFF = "off"
    UNCONFIRMED = "unconfirmed"


class Strength(StrEnum):
    """On whose word a source states a contact, the firmest first.

    `ON_RECORD`: a party's own readout, or a person named with his words. `STATED`: the outlet states it itself.
    `OFFICE`: a named office ("the White House said"). `UNNAMED`: somebody without a name ("two officials").
    `HEARSAY`: another outlet's report, or "reportedly".
    """

    ON_RECORD = "on record"
    STATED = "stated"
    OFFICE = "named office"
    UNNAMED = "unnamed"
    HEARSAY = "hearsay"


@dataclass(frozen=True, slots=True)
class EventSource:
    """One report of an event, with what a reader needs to weigh it.

    `report` is the report's reference in the record. `voice` tells independent sources apart: an agency, an outlet, or
    the first article of a copied story; sources of one voice count once. `rejected` marks a report that a person has
    rejected: it is shown and counts for nothing. `rejected_as_copy` says that this is because it copies a rejected one.
    `published` is an ISO 8601 day.
    """

    report: str
    article: str
    kind: Kind
    status: Status
    evidence: str
    span: Span
    voice: str
    strength: Strength
    when: TimeSpan | None = None
    place: Place | None = None
    outlet: str | None = None
    agency: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    attribution: str | None = None
    copy_of: str | None = None
    confidence: float = 0.5
    rejected: bool = False
    rejected_as_copy: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """An entry in an event's life: on the day `on` (ISO 8601; None if the article has no date) an article changed it.

    `field` is "status", "date", "place" or "participants"; `before` is None where nothing was known. Dates are written
    as ISO 8601 intervals ("2018-06-12", "2018-03-25/2018-03-28", "../2018-05"), places as "Singapore, SGP".
    """

    on: str | None
    article: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """What sources say differently of one field: `articles[i]` are those that state `values[i]`, the firmest first."""

    field: str
    values: tuple[str, ...]
    articles: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class EventParticipant:
    """An actor of the record in its role; `id` is the actor's identity ("KOR/kim-hyun-chong", "RUS")."""

    id: str
    actor: Actor
    role: Role


@dataclass(frozen=True, slots=True)
class Event:
    """A contact in the world, as its sources and people's judgements tell it.

    `id` is for life; `former_ids` are those of events that turned out to be this one. `status` is that of the day on
    which the record was asked. `first_reported` and `last_reported` are ISO 8601 days of publication. `verdict` is
    "accepted" or "rejected" where a person judged the whole event, `corrected` the fields that people set.
    """

    id: str
    kind: Kind
    status: EventStatus
    participants: tuple[EventParticipant, ...]
    place: Place | None
    when: TimeSpan | None
    confidence: float
    independent_sources: int
    sources: tuple[EventSource, ...]
    life: tuple[Change, ...]
    disagreements: tuple[Disagreement, ...]
    plover: Plover
    about: tuple[str, ...] = ()
    first_reported: str | None = None
    last_reported: str | None = None
    former_ids: tuple[str, ...] = ()
    verdict: str | None = None
    corrected: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeHeld:
    """An office in which an actor was seen, and the first and last day of publication (ISO 8601) on which he was."""

    office: str
    country: str | None
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor across articles. `names` are all spellings met, the usual one first; `offices` by their first day.

    `id` is readable and for life: "KOR/kim-hyun-chong" for a person, "RUS" for a state, "USA/state-department" for a
    body.
    """

    id: str
    name: str
    type: ActorType
    country: str | None
    names: tuple[str, ...] = ()
    offices: tuple[OfficeHeld, ...] = ()
    former_ids: tuple[str, ...] = ()


class Verdict(StrEnum):
    """What a person can say of a report, an event or an actor."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"
    SAME = "same"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person said of a thing in the record; never changed, only undone by a later one.

    `id` is unique over records, so that a judgement can move with an export. `about` is "event", "report" or "actor",
    `target` its id, `other` the second id of SAME and DIFFERENT, the name that is not an actor's, or the actor who took
    part or not. `field` and `value` belong to CORRECT; the `value` of DIFFERENT that splits an actor is the id of the
    other one. `at` is an ISO 8601 time in UTC, `undone_at` that of its undoing.
    """

    id: str
    at: str
    by: str
    verdict: Verdict
    about: str
    target: str
    other: str | None = None
    field: str | None = None
    value: str | None = None
    note: str | None = None
    undone_at: str | None = None
    undone_by: str | None = None
