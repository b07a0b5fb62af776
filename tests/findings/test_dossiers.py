"""Dossiers of people, states and pairs."""

import pytest

from dragoman.errors import UsageError
from dragoman.findings.dossiers import country, pair, who
from dragoman.model import EventStatus, Kind
from dragoman.record.judge import Judge
from dragoman.record.record import Record

HAPPENED = EventStatus.HAPPENED


def test_a_person(record: Record) -> None:
    found = who(record, "Sorin")
    assert found.actor.id == "RUS/arkady-sorin"
    assert [(o.office, o.first, o.last) for o in found.actor.offices] == [("President", "2016-12-30", "2017-09-21")]
    assert {(c.kind, c.status): c.events for c in found.contacts.counts} == {
        (Kind.MEETING, HAPPENED): 1,
        (Kind.CALL, HAPPENED): 1,
    }
    assert (found.contacts.events, found.contacts.first, found.contacts.last) == (2, "2016-12-30", "2017-09-20")
    assert [(g.first, g.last, g.days) for g in found.contacts.gaps] == [("2016-12-30", "2017-09-20", 264)]
    (hale,) = found.counterparts
    assert (hale.id, hale.events, hale.first, hale.last) == ("USA/warren-hale", 2, "2016-12-30", "2017-09-20")
    assert [line.kind for line in found.contacts.recent] == [Kind.CALL, Kind.MEETING]
    assert (found.trips.events, found.contacts.coming) == (0, ())


def test_a_traveller(record: Record) -> None:
    found = who(record, "Pak Song-min")
    assert set(found.actor.names) == {"Pak Song-min", "Pak Song Min"}
    assert found.trips.events == 1
    (trip,) = found.trips.last
    assert trip.place is not None
    assert trip.place.name == "Tashkent"
    assert (found.contacts.first, found.contacts.last) == ("2018-08-07", "2018-08-09")


def test_a_state(record: Record) -> None:
    found = country(record, "uzbekistan")
    assert found.state.code == "UZB"
    assert found.visits_received.events == 3
    assert (found.visits_made.events, found.people) == (0, ())
    assert {(c.id, c.name, c.events) for c in found.counterparts} == {
        ("KOR", "South Korea", 1),
        ("JPN", "Japan", 1),
        ("SWE", "Sweden", 1),
    }
    # From the 7th to the 10th somebody was there each day, and on the 11th the next one came.
    assert found.contacts.gaps == ()
    assert (found.contacts.first, found.contacts.last) == ("2018-08-07", "2018-08-12")
    assert [p.id for p in country(record, "RUS").people] == ["RUS/arkady-sorin", "RUS/viktor-lazhnev"]


def test_a_state_that_nobody_names_has_an_empty_dossier(record: Record) -> None:
    found = country(record, "Tuvalu")
    assert (found.contacts.events, found.contacts.first, found.counterparts) == (0, None, ())


def test_a_pair(record: Record) -> None:
    found = pair(record, "Russia", "USA")
    assert found.contacts.events == 3
    assert [(p.id, p.events) for p in found.people] == [
        ("RUS/arkady-sorin", 2),
        ("USA/warren-hale", 2),
        ("RUS/viktor-lazhnev", 1),
        ("USA/joyce-merriman", 1),
    ]
    assert pair(record, "Sorin", "USA").contacts == pair(record, "USA", "Sorin").contacts
    assert pair(record, "Sorin", "Hale").contacts.events == 2
    with pytest.raises(UsageError, match="two sides"):
        pair(record, "USA", "United States")


def test_a_planned_visit_that_passed_is_counted_as_unconfirmed_and_is_no_contact(record: Record) -> None:
    contacts = pair(record, "VNM", "CAN").contacts
    assert {(c.kind, c.status) for c in contacts.counts} == {
        (Kind.VISIT, EventStatus.UNCONFIRMED),
        (Kind.MESSAGE, HAPPENED),
    }
    assert contacts.last == "2018-09-17"


def test_rejected_events_count_for_nothing(own_place: str, judge: Judge) -> None:
    with Record.open(own_place) as record:
        call = next(line for line in who(record, "Sorin").contacts.recent if line.kind is Kind.CALL)
        judge.reject(call.id, by="ana")
        for found in (who(record, "Sorin"), pair(record, "Sorin", "USA")):
            assert [(c.kind, c.events) for c in found.contacts.counts] == [(Kind.MEETING, 1)]
            assert [line.kind for line in found.contacts.recent] == [Kind.MEETING]
        state = country(record, "RUS")
        assert state.contacts.events == 2
        assert [c.events for c in state.counterparts] == [2]


def test_two_actors_that_are_judged_one_have_one_dossier(own_place: str, judge: Judge) -> None:
    with Record.open(own_place) as record:
        judge.same("DEU/daniel-weber", "AUT/daniel-weber", by="ana")
        by_old = [who(record, name) for name in ("DEU/daniel-weber", "AUT/daniel-weber", "Daniel Weber")]
        assert len({found.actor.id for found in by_old}) == 1
        assert [found.contacts.events for found in by_old] == [2, 2, 2]
