"""A report as one of an event's reports: what merging compares and what the event is worked out from."""

import re
from dataclasses import dataclass
from typing import Final

from dragoman.model import Actor, ActorType, EventSource, Kind, Role
from dragoman.record.spelling import is_unnamed
from dragoman.record.timing import Window

# A president speaks for his state, and a ministry for its minister; a parliament is somebody else.
_PARLIAMENT: Final = re.compile(
    r"\b(?:congress|parliament|duma|senate|knesset|bundestag|verkhovna rada)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Party:
    """A participant of a report: `actor_id` is the actor's number in the record, `id` its readable identity."""

    actor_id: int
    id: str
    actor: Actor
    role: Role

    @property
    def side(self) -> str:
        """The side acted for: a state's code, "IGO", or the actor itself where the side is not known."""
        return self.actor.country or self.id

    @property
    def names_somebody(self) -> bool:
        """Whether it says more than the side: a person by name, a parliament, or one of the many organisations."""
        if self.actor.type is ActorType.PERSON:
            return not is_unnamed(self.actor.name)
        if self.actor.type in (ActorType.BODY, ActorType.GROUP) and _PARLIAMENT.search(self.actor.name):
            return True
        return self.side == "IGO" and self.actor.type is ActorType.IGO


@dataclass(frozen=True, slots=True)
class Member:
    """One report of an event.

    `number` is the report's row; `source` is what is shown of it. `window` are its days. `published` is the ordinal of
    its article's day, `order` puts the reports of an event in the order in which they came out. `longitude` is where
    its article was written (degrees, east positive).
    """

    number: int
    article_id: int
    source: EventSource
    parties: tuple[Party, ...]
    about: tuple[str, ...]
    window: Window | None
    published: int | None
    order: tuple[str, str, str, int]
    longitude: float | None

    @property
    def kind(self) -> Kind:
        """The kind of contact that the report states."""
        return self.source.kind
