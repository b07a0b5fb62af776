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
