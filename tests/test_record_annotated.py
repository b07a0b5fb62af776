"""The older sample pages, as a careful reader annotated them: the record is what `expected_record.yaml` says."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import sqlalchemy as sa
import yaml

from annotated import TODAY, Annotated, annotated_pages, names_of_reports
from dragoman.model import Event
from dragoman.record.intake import article_hash
from dragoman.record.record import Record
from dragoman.record.schema import actors, stays
from dragoman.samples import sample_record

# Who went on the visits that the file puts side by side.
ENVOYS = {
    "kim-hyun-chong-in-moscow": "KOR/kim-hyun-chong",
    "wong-in-moscow": "USA/alex-wong",
    "li-zhanshu-in-pyongyang": "CHN/li-zhanshu",
    "matviyenko-in-pyongyang": "RUS/valentina-matviyenko",
    "biegun-in-seoul-february-2019": "USA/stephen-biegun",
    "kanasugi-in-seoul": "JPN/kenji-kanasugi",
}


@cache
def expected() -> dict[str, Any]:
    with sample_record().open(encoding="utf-8") as stream:
        found: dict[str, Any] = yaml.load(stream, yaml.CSafeLoader)
    return found


@pytest.fixture(scope="module")
def pages() -> list[Annotated]:
    return annotated_pages()


def recorded(place: str, pages: Sequence[Annotated]) -> Record:
    record = Record.open(place, create=True, as_of=TODAY)
    recorder = record.recorder()
    for page in pages:
        recorder.add(page.article, page.reports, article_hash(page.article))
    return record


def events_by_name(record: Record) -> dict[str, list[Event]]:
    """The events that have reports of each known one; an event of two known ones is under both names."""
    names = names_of_reports(record)
    found: dict[str, list[Event]] = {}
    for event in record.events():
        for name in {names[source.report] for source in event.sources}:
            found.setdefault(name, []).append(event)
    return found


def check_events(record: Record, pages: Sequence[Annotated]) -> dict[str, Event]:
    """Each known event is one event and nothing else; by name."""
    found = events_by_name(record)
    told = {(page.article.id, name) for page in pages for name in page.events}
    assert {name: len(events) for name, events in found.items() if len(events) > 1} == {}
    assert len({event.id for events in found.values() for event in events}) == len(found)
    assert {(s.article, name) for name, (event,) in found.items() for s in event.sources} == told
    return {name: event for name, (event,) in found.items()}


def turns_of(event: dict[str, Any], told: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """The turns of a life: doubt changes no plan, and nothing changes what has happened."""
    turns: list[tuple[str, str]] = []
    status = None
    for row in event["life"]:
        if (row["page"], row["status"]) in told and status != "happened":
            new = status if (status, row["status"]) == ("planned", "possible") else row["status"]
            if new != status:
                turns.append((row["page"], new))
            status = new
    return turns


def check_shapes(found: dict[str, Event], pages: Sequence[Annotated]) -> None:
    """Kind, outcome, days, place, life, sources and disagreements of each known event."""
    outlets = {page.article.id: page.article.agency or page.article.outlet or page.article.id for page in pages}
    for event in expected()["events"]:
        name, is_ = event["id"], found[event["id"]]
        tells = {
            (page.article.id, str(report.status)) for page in pages for report in page.reports if report.trigger == name
        }
        said = event | event.get("told", {})
        when = (is_.when.start, is_.when.end) if is_.when else (None, None)
        place = {"name": is_.place.name, "country": is_.place.country} if is_.place else None
        assert (name, str(is_.kind), when, place) == (
            name,
            event["kind"],
            (said["start"], said["end"]),
            said["place"],
        )
        if event["outcome"] in ("happened", "off"):
            assert (name, str(is_.status)) == (name, event["outcome"])
        else:
            assert str(is_.status) in ("planned", "possible", "unconfirmed"), name
        turns = [(change.article, change.after) for change in is_.life if change.field == "status"]
        assert (name, turns) == (name, turns_of(event, tells))
        assert (name, is_.independent_sources) == (name, len({outlets[page] for page, _ in tells}))
    assert disagreements_of(found) == expected_disagreements()


def disagreements_of(found: dict[str, Event]) -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    return {
        (name, row.field): frozenset(
            (page, value) for value, told in zip(row.values, row.articles, strict=True) for page in told
        )
        for name, event in found.items()
        for row in event.disagreements
    }


def expected_disagreements() -> dict[tuple[str, str], frozenset[tuple[str, str]]]:
    """Those of several pages; what one page weighs by itself, its text says."""
    return {
        (row["event"], "date"): frozenset((one["page"], one["value"].replace("..", "/")) for one in row["says"])
        for row in expected()["disagreements"]
        if len(row["says"]) > 1
    }


def check_co_presences(record: Record) -> None:
    for row in expected()["co_presences"]:
        one, other = (ENVOYS[visit] for visit in row["visits"])
        day = dt.date.fromisoformat(row["start"]).toordinal()
        there = (stays.c.day == day) & (stays.c.country == row["place"]["country"])
        statement = sa.select(actors.c.key).join(stays, stays.c.actor_id == actors.c.id).where(there)
        with record.reading() as connection:
            assert {one, other} <= set(connection.execute(statement).scalars()), row["what"]


def test_the_record_is_as_expected(record_url: str, pages: list[Annotated]) -> None:
    with recorded(record_url, pages) as record:
        check_shapes(check_events(record, pages), pages)
        check_co_presences(record)


@pytest.mark.parametrize("order", ["reversed", *range(4)])
def test_in_whatever_order_the_pages_are_added(order: str | int, record_url: str, pages: list[Annotated]) -> None:
    mixed = pages[::-1] if order == "reversed" else Random(order).sample(pages, len(pages))
    with recorded(record_url, mixed) as record:
        check_shapes(check_events(record, pages), pages)
        check_co_presences(record)


def test_the_summit_has_its_seven_turns(tmp_path: Path, pages: list[Annotated]) -> None:
    with recorded(str(tmp_path / "record.sqlite"), pages) as record:
        (summit,) = events_by_name(record)["singapore-summit"]
    turns = [(change.article[:2], change.after) for change in summit.life if change.field == "status"]
    assert turns == [
        ("05", "planned"),
        ("20", "off"),
        ("21", "possible"),
        ("22", "planned"),
        ("23", "off"),
        ("24", "planned"),
        ("25", "happened"),
    ]
