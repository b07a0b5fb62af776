"""What is coming."""

import datetime as dt

import pytest

from dragoman.findings.agenda import agenda
from dragoman.model import EventStatus, Strength
from dragoman.record.judge import Judge
from dragoman.record.record import Record

VISIT = ("2018-11-19", EventStatus.PLANNED)


def dated(place: str, today: str, days: int) -> list[tuple[str, EventStatus]]:
    with Record.open(place, as_of=dt.date.fromisoformat(today)) as record:
        return [(str(line.when and line.when.start), line.status) for line in agenda(record, days).dated]


@pytest.mark.parametrize(
    ("today", "days", "coming"),
    [
        ("2018-11-05", 14, [VISIT]),
        ("2018-11-04", 14, []),
        ("2018-11-19", 0, [VISIT]),
        ("2018-11-20", 14, []),
        ("2018-10-01", 100_000_000, [VISIT]),
    ],
)
def test_the_planned_visit_is_coming(
    samples_place: str, today: str, days: int, coming: list[tuple[str, EventStatus]]
) -> None:
    assert dated(samples_place, today, days) == coming


def test_it_says_how_sure_and_on_whose_word(samples_place: str) -> None:
    with Record.open(samples_place, as_of=dt.date(2018, 11, 10)) as record:
        found = agenda(record)
        (line,) = found.dated
        event = record.event(line.id)
    assert (found.first, found.last) == (dt.date(2018, 11, 10), dt.date(2018, 11, 24))
    assert line.confidence == event.confidence
    assert line.independent_sources == event.independent_sources == 1
    assert line.strength is event.sources[0].strength
    assert line.strength in set(Strength)
    assert (found.some_time, found.undated, found.more) == ((), (), False)


def test_a_plan_without_a_day_is_told_while_it_is_news(own_place: str, judge: Judge) -> None:
    with Record.open(own_place, as_of=dt.date(2018, 11, 10)) as record:
        visit = agenda(record).dated[0]
        judge.correct(visit.id, "date", "2018", by="ana")
        assert [line.id for line in agenda(record).some_time] == [visit.id]
        judge.correct(visit.id, "status", "off", by="ana")
        assert agenda(record).some_time == ()
