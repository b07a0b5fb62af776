"""What a record gives to an export."""

from collections.abc import Iterator
from typing import Protocol

from dragoman.model import ActorEntry, Article, Event


class Contents(Protocol):
    """A record, or what of it was asked for, as it stands on one day."""

    def events(self) -> Iterator[Event]:
        """The events in the order of their days, by id on ties, with the status of the day asked."""
        ...

    def articles(self) -> Iterator[Article]:
        """The current version of every article, by id."""
        ...

    def actors(self) -> Iterator[ActorEntry]:
        """The actors of the record, by id."""
        ...


def standing(contents: Contents) -> Iterator[Event]:
    """The events without those that a person has rejected: what goes to formats that cannot say so."""
    return (event for event in contents.events() if event.verdict != "rejected")
