"""Co-presence: who was in one place with whom."""

import datetime as dt

import pytest

import record_expected
from dragoman.findings.named import actor_of_name, place_of_name, state_of_name
from dragoman.findings.together import Asked, CoPresence, Together, together
from dragoman.model import EventStatus
from dragoman.record.judge import Judge
from dragoman.record.record import Record

EXPECTED = record_expected.load()


def people(one: CoPresence) -> tuple[tuple[str, str | None], ...]:
    return tuple(
        sorted((present.actor.name.replace("Mohammed", "Muhammad"), present.actor.country) for present in one.people)
    )


def key(one: CoPresence) -> tuple[object, ...]:
    return people(one), record_expected.place_text(one.place), one.first, one.last


def by_surname(found: Together) -> list[str]:
    return sorted(" ".join(sorted(name.split()[-1] for name, _ in people(one))) for one in found.found)


def test_the_samples_give_exactly_the_expected_co_presences(record: Record) -> None:
    found = together(record, Asked())
    expected = {
        (tuple(sorted((p.name, p.country) for p in c.people)), c.place, c.first, c.last): c.event
        for c in EXPECTED.co_presences
    }
    assert {key(one) for one in found.found} == set(expected)
    assert len(found.found) == len(expected)
    assert found.total == len(expected)
    assert found.looked_back_to is None
    last = together(record, Asked(), 2)
    assert (last.found, last.total) == (found.found[-2:], len(expected))
    for one in found.found:
        assert one.exact
        assert one.status is EventStatus.HAPPENED
        name = expected[key(one)]
        assert (one.event is None) == (name is None)
        if name is not None and one.event is not None:
            event, wanted = record.event(one.event), EXPECTED.event(name)
            assert (str(event.kind), event.when and event.when.start) == (wanted.kind, wanted.start)
            assert {source.article for source in event.sources} == set(wanted.articles)


def test_those_who_came_on_other_days_were_not_together(record: Record) -> None:
    together_ = {people(one) for one in together(record, Asked()).found}
    for miss in EXPECTED.near_misses:
        assert tuple(sorted((p.name, p.country) for p in miss.people)) not in together_


def test_each_is_shown_with_the_events_that_put_him_there(record: Record) -> None:
    (one,) = together(record, Asked(place=place_of_name("Tashkent"))).found
    for present in one.people:
        for event_id in present.events:
            event = record.event(event_id)
            assert present.id in {participant.id for participant in event.participants}
            assert event.place is not None
            assert event.place.name == "Tashkent"


def test_unmet_and_away(record: Record) -> None:
    assert by_surname(together(record, Asked(unmet=True))) == ["Hale Lazhnev", "Merriman Sorin", "Moritani Song-min"]
    away = by_surname(together(record, Asked(away=True)))
    assert "Bennouna Ouldcherif" in away
    assert not any("Aasvold" in names for names in away)


def test_filters(record: Record) -> None:
    with record.reading() as connection:
        hale = actor_of_name(connection, "Hale")
        pak = actor_of_name(connection, "Pak Song-min")
    assert by_surname(together(record, Asked(who=hale))) == ["Hale Lazhnev", "Hale Sorin"]
    assert by_surname(together(record, Asked(who=pak))) == ["Moritani Song-min"]
    assert by_surname(together(record, Asked(who=pak, country=state_of_name("JPN")))) == ["Moritani Song-min"]
    assert by_surname(together(record, Asked(who=pak, country=state_of_name("SWE")))) == []
    assert by_surname(together(record, Asked(country=state_of_name("JPN")))) == [
        "Arrunategui Kuramoto",
        "Moritani Song-min",
    ]
    assert len(together(record, Asked(place=place_of_name("Iceland"))).found) == 4
    day = dt.date(2018, 8, 9)
    (one,) = together(record, Asked(since=day, until=day)).found
    assert (one.first, one.last) == ("2018-08-09", "2018-08-09")


def test_a_rejected_event_puts_nobody_anywhere(own_place: str, judge: Judge) -> None:
    with Record.open(own_place) as record:
        (before,) = together(record, Asked(place=place_of_name("Tashkent"))).found
        judge.reject(before.people[0].events[0], by="ana")
        assert together(record, Asked(place=place_of_name("Tashkent"))).found == ()


@pytest.mark.parametrize(
    ("today", "status"), [("2018-11-01", EventStatus.PLANNED), ("2018-12-01", EventStatus.UNCONFIRMED)]
)
def test_planned_stays_are_shown_on_demand(own_place: str, judge: Judge, today: str, status: EventStatus) -> None:
    with Record.open(own_place, as_of=dt.date.fromisoformat(today)) as record:
        bergen = next(one for one in together(record, Asked()).found if one.place.name == "Bergen")
        assert bergen.event is not None
        judge.correct(bergen.event, "place", "Ottawa, CAN", by="ana")
        judge.correct(bergen.event, "date", "2018-11-19", by="ana")
        ottawa = Asked(place=place_of_name("Ottawa"), unmet=True)
        assert together(record, ottawa).found == ()
        found = together(record, Asked(place=place_of_name("Ottawa"), unmet=True, planned=True)).found
        assert {people(one)[1][0] for one in found} | {people(one)[0][0] for one in found} == {
            "Nguyen Huu Thanh",
            "Muhammad al-Karimi",
            "Sigrid Aasvold",
        }
        assert {one.status for one in found} == {status}


def test_where_one_names_only_the_state_it_is_marked(own_place: str, judge: Judge) -> None:
    with Record.open(own_place) as record:
        (before,) = together(record, Asked(place=place_of_name("Tashkent"))).found
        judge.correct(before.people[0].events[0], "place", "UZB", by="ana")
        (after,) = together(record, Asked(place=place_of_name("UZB"))).found
        assert not after.exact
        assert after.place.name == "Tashkent"
        assert (after.first, after.last) == (before.first, before.last)


def test_another_city_of_the_same_state_is_another_place(own_place: str, judge: Judge) -> None:
    with Record.open(own_place) as record:
        (before,) = together(record, Asked(place=place_of_name("Tashkent"))).found
        judge.correct(before.people[0].events[0], "place", "Samarkand, UZB", by="ana")
        assert together(record, Asked(place=place_of_name("UZB"))).found == ()
