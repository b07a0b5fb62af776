"""Reading a few sentences in one call."""

import datetime as dt
from collections.abc import Callable

import pytest

from dragoman.events.coder import code
from dragoman.model import Article, DatedBy, Moment, Report
from dragoman.text.parse import parse

Read = Callable[..., tuple[Report, ...]]


@pytest.fixture
def read() -> Read:
    """`read("text", day="2019-05-15", url=..., title=..., dateline=...)` gives the reports of an article."""

    def reader(text: str, day: str | None = "2019-05-15", **about: str) -> tuple[Report, ...]:
        published = Moment(dt.date.fromisoformat(day)) if day else None
        return code(parse(Article("a", text, published=published, dated_by=DatedBy.GIVEN, **about)))

    return reader
