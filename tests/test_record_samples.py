"""The sample pages for the record: they are read as they were written, and the record is what they were written for."""

import datetime as dt
import itertools
from collections import Counter
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from dragoman.actors import same_person
from dragoman.errors import InputError
from dragoman.model import Event, EventParticipant, Report
from dragoman.pages.sources import read_sources
from dragoman.reading import Reading, mark_copies_of, over_pages, read_page
from dragoman.record import schema as tables
from dragoman.record.record import Record
from dragoman.samples import record_sample_pages
from record_expected import (
    CoPresence,
    ExpectedArticle,
    ExpectedChange,
    ExpectedEvent,
    ExpectedReport,
    Person,
    Side,
    interval,
    load,
    place_text,
)

TODAY = dt.date(2026, 1, 1)
EXPECTED = load()
STATES = {"Japan", "Peru"}  # named on one page where another names their ministers
KEPT = [article for article in EXPECTED.articles if article.replaced_by is None]

by_article = pytest.mark.parametrize("article", EXPECTED.articles, ids=lambda article: article.id)
by_event = pytest.mark.parametrize("event", EXPECTED.events, ids=lambda event: event.name)


@pytest.fixture(scope="module")
def readings() -> dict[str, Reading]:
    found: dict[str, Reading] = {}
    pages = read_sources([str(record_sample_pages())])
    for result in mark_copies_of(over_pages(read_page, pages, today=TODAY, jobs=1)):
        assert not isinstance(result, InputError), result
        found[result.article.id] = result
    return found


# What is read


def test_every_page_is_expected_and_every_expected_page_is_there(readings: dict[str, Reading]) -> None:
    assert sorted(readings) == sorted(article.id for article in EXPECTED.articles)


@by_article
def test_a_page_is_read_as_it_was_written(article: ExpectedArticle, readings: dict[str, Reading]) -> None:
    expected = Counter((r.kind, r.status, frozenset(r.who), r.when, r.place) for r in article.reports)
    assert Counter(map(read_as, readings[article.id].reports)) == expected


def read_as(report: Report) -> tuple[str, str, frozenset[Side], str, str | None]:
    who = frozenset(Side(p.actor.name, p.actor.country or "?", p.role.value) for p in report.participants)
    return report.kind.value, report.status.value, who, interval(report.when), place_text(report.place)


@by_article
def test_a_page_says_who_published_it_and_when(article: ExpectedArticle, readings: dict[str, Reading]) -> None:
    read = readings[article.id].article
    assert read.published is not None
    assert read.published.iso() == article.published
    assert (read.updated.iso() if read.updated else None) == article.updated
    assert (read.outlet, read.agency, read.copy_of) == (article.outlet, article.agency, article.copy_of)
    assert read.notes == ()


def test_a_newer_version_has_the_address_of_the_older_one_and_is_later(readings: dict[str, Reading]) -> None:
    versions = [(article.id, article.replaced_by) for article in EXPECTED.articles if article.replaced_by]
    assert versions
    for older, newer in versions:
        old, new = readings[older].article, readings[newer].article
        assert old.url is not None
        assert old.url == new.url
        assert old.updated is None
        assert new.updated is not None
        assert new.published == old.published


# The expected record holds together


@by_event
def test_the_articles_of_an_event_are_those_that_report_it(event: ExpectedEvent) -> None:
    told = [a for a in KEPT if any(report.event == event.name for report in a.reports)]
    assert event.articles == tuple(a.id for a in sorted(told, key=lambda a: (a.published, a.id)))
    assert event.independent_sources == len({a.agency or a.outlet for a in told})


def test_every_report_belongs_to_an_event_that_it_can_be_of() -> None:
    for article in EXPECTED.articles:
        for report in article.reports:
            event = EXPECTED.event(report.event)
            assert all(any(stands_for(side, other) for other in event.participants) for side in report.who), report


def stands_for(side: Side, other: Side) -> bool:
    """The same person or state, or the state for which a person acts."""
    if (side.country, side.role) != (other.country, other.role):
        return False
    return same_person(side.name, other.name) or side.name in STATES


@by_event
def test_life_begins_with_a_status_and_ends_in_the_events_status(event: ExpectedEvent) -> None:
    first, *rest = event.life
    assert (first.article, first.field, first.before) == (event.articles[0], "status", None)
    values: dict[str, str | None] = {"status": first.after}
    for change in rest:
        assert values.get(change.field, change.before) == change.before != change.after
        values[change.field] = change.after
    assert all(change.on == EXPECTED.article(change.article).published[:10] for change in event.life)
    assert [change.on for change in event.life] == sorted(change.on for change in event.life)
    ended = event.end < EXPECTED.as_of
    assert event.status == ("unconfirmed" if values["status"] == "planned" and ended else values["status"])
    assert values.get("date", event.when) == event.when
    assert values.get("place", event.place) == event.place


@by_event
def test_what_sources_disagree_on_is_what_they_report(event: ExpectedEvent) -> None:
    for row in event.disagreements:
        told = {
            value: tuple(i for i in event.articles if said(report_of(i, event), row.field) == value)
            for value in row.values
        }
        assert tuple(told.values()) == row.articles
        assert sorted(itertools.chain(*row.articles)) == sorted(event.articles)
    fields = {row.field for row in event.disagreements}
    reports = [report_of(i, event) for i in event.articles]
    assert ({"kind"} if len({r.kind for r in reports}) > 1 else set()) == fields & {"kind"}
    assert ("status" in fields) == ({"happened", "off"} <= {r.status for r in reports} and len(event.life) == 1)


@by_event
def test_an_event_is_what_some_report_says(event: ExpectedEvent) -> None:
    reports = [report_of(i, event) for i in event.articles]
    assert event.kind in {r.kind for r in reports}
    assert event.place in {r.place for r in reports}
    assert event.when in {r.when for r in reports}
    assert {side.role for side in event.participants} == {side.role for r in reports for side in r.who}


def report_of(article: str, event: ExpectedEvent) -> ExpectedReport:
    return next(r for r in EXPECTED.article(article).reports if r.event == event.name)


def said(report: ExpectedReport, field: str) -> str | None:
    return {"date": report.when, "place": report.place, "kind": report.kind, "status": report.status}[field]


def test_co_presences_follow_from_the_events() -> None:
    stays = [stay for event in EXPECTED.events for stay in stays_of(event)]
    found = set()
    for (one, place, first, last, event), (other, where, start, end, told) in itertools.permutations(stays, 2):
        if place == where and one < other and one.country != other.country and first <= end and start <= last:
            together = told if told == event else None
            found.add(CoPresence((one, other), place, max(first, start), min(last, end), together))
    assert found == set(EXPECTED.co_presences)
    assert len(EXPECTED.co_presences) == len(found)
    seen = {(person, place) for person, place, *_ in stays}
    for miss in EXPECTED.near_misses:
        assert {(person, miss.place) for person in miss.people} <= seen
        assert all(miss.people != co.people for co in EXPECTED.co_presences)


def stays_of(event: ExpectedEvent) -> list[tuple[Person, str, str, str, str]]:
    """Who was where from which day to which, as far as the event tells: visitors, and those who met or signed."""
    if event.status != "happened" or event.kind not in {"visit", "meeting", "agreement"} or event.place is None:
        return []
    present = [side for side in event.participants if event.kind != "visit" or side.role == "visitor"]
    return [(Person(side.name, side.country), event.place, event.start, event.end, event.name) for side in present]


def test_the_summit_has_four_entries_in_its_life_by_three_outlets_or_more() -> None:
    summit = EXPECTED.event("summit")
    assert [change.after for change in summit.life] == ["planned", "off", "planned", "happened"]
    assert len({EXPECTED.article(i).outlet for i in summit.articles}) >= 3
    assert len(summit.articles) > len(summit.life)


def test_the_readme_names_every_page() -> None:
    text = (record_sample_pages().parent / "README.md").read_text(encoding="utf-8")
    assert [article.id for article in EXPECTED.articles if f"`{article.id}`" not in text] == []


# What the record makes of them


@pytest.fixture(scope="module")
def in_order(readings: dict[str, Reading]) -> list[Reading]:
    return list(readings.values())


def test_the_record_holds_what_was_written_and_nothing_more(record_url: str, in_order: list[Reading]) -> None:
    with recorded(record_url, in_order) as record:
        found = {name_of(event): event for event in record.events()}
        assert len(list(record.events())) == len(found)
    assert found.keys() == {event.name for event in EXPECTED.events}
    for expected in EXPECTED.events:
        assert shape_of(found[expected.name]) == expected_shape(expected), expected.name


ORDERS = ["reversed", "by day", "by day, the latest first", *range(6)]


@pytest.mark.parametrize("order", ORDERS)
def test_in_whatever_order_pages_are_added(order: str | int, tmp_path: Path, in_order: list[Reading]) -> None:
    pages = sorted(in_order, key=lambda page: (page.article.published.iso(), page.article.id))  # type: ignore[union-attr]
    if order == "reversed":
        pages = in_order[::-1]
    elif order == "by day, the latest first":
        pages.reverse()
    elif isinstance(order, int):
        Random(order).shuffle(pages)
    with recorded(str(tmp_path / "record.sqlite"), pages) as record:
        found = {name_of(event): shape_of(event) for event in record.events()}
    assert found == {event.name: expected_shape(event) for event in EXPECTED.events}


def test_the_page_that_was_replaced_is_kept_but_tells_of_nothing(record_url: str, in_order: list[Reading]) -> None:
    newer_first = sorted(in_order, key=lambda page: page.article.updated is None)
    with recorded(record_url, newer_first) as record:
        assert {article.id for article in record.articles()} == {article.id for article in KEPT}
        with record.reading() as connection:
            old = connection.execute(sa.select(tables.articles.c.key).where(~tables.articles.c.current)).scalars().all()
    assert old == [article.id for article in EXPECTED.articles if article.replaced_by]


def test_sources_say_who_published_them_when_and_of_what_they_are_copies(
    tmp_path: Path, in_order: list[Reading]
) -> None:
    with recorded(str(tmp_path / "record.sqlite"), in_order) as record:
        for event in record.events():
            for source in event.sources:
                page = EXPECTED.article(source.article)
                assert (source.outlet, source.agency) == (page.outlet, page.agency)
                assert (source.copy_of, source.published) == (page.copy_of, page.published[:10])


def recorded(place: str, pages: list[Reading]) -> Record:
    record = Record.open(place, create=True, as_of=dt.date.fromisoformat(EXPECTED.as_of))
    recorder = record.recorder()
    for page in pages:
        recorder.add(page.article, page.reports, page.article.id)
    return record


def name_of(event: Event) -> str:
    """The name of the expected event that an event's first source tells of with the same people."""
    people = {shown(p) for p in event.participants}
    for report in EXPECTED.article(event.sources[0].article).reports:
        sides = EXPECTED.event(report.event).participants
        if {usual(side) for side in sides} == people and EXPECTED.event(report.event).when == interval(event.when):
            return report.event
    return event.id


def shown(participant: EventParticipant) -> Side:
    actor = participant.actor
    return usual(Side(actor.name, actor.country or "?", participant.role.value))


def usual(side: Side) -> Side:
    """The side under the spelling of the expected record, of which each page may have another."""
    known = (other for event in EXPECTED.events for other in event.participants)
    found = next((o for o in known if o.country == side.country and same_person(o.name, side.name)), side)
    return Side(found.name, side.country, side.role)


def shape_of(event: Event) -> dict[str, object]:
    """What is expected of an event: ids aside, which are those of the first report that was added."""
    assert event.when is not None
    return {
        "kind": event.kind.value,
        "status": event.status.value,
        "participants": {shown(p) for p in event.participants},
        "number of participants": len(event.participants),
        "place": place_text(event.place),
        "days": (event.when.start, event.when.end),
        "independent sources": event.independent_sources,
        "articles": tuple(source.article for source in event.sources),
        "life": tuple(ExpectedChange(c.on or "", c.article, c.field, c.before, c.after or "") for c in event.life),
        "disagreements": {
            (d.field, frozenset((v, frozenset(a)) for v, a in zip(d.values, d.articles, strict=True)))
            for d in event.disagreements
        },
    }


def expected_shape(event: ExpectedEvent) -> dict[str, object]:
    return {
        "kind": event.kind,
        "status": event.status,
        "participants": {usual(side) for side in event.participants},
        "number of participants": len(event.participants),
        "place": event.place,
        "days": (event.start, event.end),
        "independent sources": event.independent_sources,
        "articles": event.articles,
        "life": event.life,
        "disagreements": {
            (d.field, frozenset((v, frozenset(a)) for v, a in zip(d.values, d.articles, strict=True)))
            for d in event.disagreements
        },
    }
