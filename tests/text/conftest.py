import datetime as dt
from collections.abc import Callable

import pytest

from dragoman.model import Actor, Article, Moment
from dragoman.text.parse import parse
from dragoman.text.parsed import Mention, Parsed


class Read:
    """A parsed text with look-up by words, for short assertions."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed

    def mention(self, words: str, nth: int = 0) -> Mention:
        """The `nth` mention whose text is `words`."""
        text = self.parsed.article.text
        found = [m for m in self.parsed.mentions if m.span.of(text) == words]
        assert len(found) > nth, f"{words!r} is not among {[m.span.of(text) for m in self.parsed.mentions]}"
        return found[nth]

    def actors(self, words: str, nth: int = 0) -> tuple[Actor, ...]:
        return self.mention(words, nth).actors

    def names(self, words: str, nth: int = 0) -> list[str]:
        return [a.name for a in self.actors(words, nth)]

    def one(self, words: str, nth: int = 0) -> Actor:
        (actor,) = self.actors(words, nth)
        return actor

    @property
    def sentences(self) -> list[str]:
        return [s.text.strip() for s in self.parsed.doc.sents]


@pytest.fixture
def read() -> Callable[..., Read]:
    def reader(text: str, title: str | None = None, published: str = "2019-06-03") -> Read:
        moment = Moment(dt.date.fromisoformat(published))
        return Read(parse(Article("x", text, title=title, published=moment)))

    return reader
