"""What happened, in order."""

import dataclasses
import datetime as dt

import pytest

import record_expected
from dragoman.errors import UsageError
from dragoman.findings.named import place_of_name, side_of_name, state_of_name
from dragoman.findings.sides import Side
from dragoman.findings.timeline import Wanted, timeline, timeline_events
from dragoman.jsonio import dumps, event_json
from dragoman.model import Event, EventStatus, Kind
from dragoman.record.judge import Judge
from dragoman.record.record import Record

EXPECTED = record_expected.load()


def side(record: Record, name: str) -> Side:
    with record.reading() as connection:
        return side_of_name(connection, name)


def days(record: Record, wanted: Wanted) -> list[str]:
    return [str(line.when and line.when.start) for line in timeline(record, wanted, 100).lines]


def test_all_events_come_in_order_of_their_first_day(record: Record) -> None:
    found = list(timeline_events(record, Wanted()))
    assert sorted(str(e.when and e.when.start) for e in found) == sorted(e.start for e in EXPECTED.events)
    starts = [e.when.start for e in found if e.when and e.when.start]
    assert starts == sorted(starts)


def test_lines_say_in_short_what_the_events_say(record: Record) -> None:
    shared = {"id", "kind", "status", "participants", "place", "when", "confidence", "independent_sources"}
    shared |= {"first_reported", "last_reported", "verdict"}
    events = list(timeline_events(record, Wanted()))
    lines = timeline(record, Wanted(), 100).lines
    assert [{k: getattr(line, k) for k in shared} for line in lines] == [
        {k: getattr(event, k) for k in shared} for event in events
    ]
    for line, event in zip(lines, events, strict=True):
        assert line.reports == len(event.sources)
        assert line.strength in {source.strength for source in event.sources}


def test_a_limit_keeps_the_last_and_says_so(record: Record) -> None:
    whole = timeline(record, Wanted(), 100)
    short = timeline(record, Wanted(), 3)
    assert short.lines == whole.lines[-3:]
    assert short.more
    assert not whole.more
    assert [e.id for e in timeline_events(record, Wanted(), 3)] == [line.id for line in short.lines]


@pytest.mark.parametrize(
    ("wanted", "starts"),
    [
        (Wanted(country=state_of_name("Russia")), ["2016-12-30", "2017-09-20", "2017-09-20"]),
        (Wanted(country=state_of_name("Russia"), kind=Kind.CALL), ["2016-12-30"]),
        (Wanted(place=place_of_name("Uzbekistan")), ["2018-08-07", "2018-08-08", "2018-08-11"]),
        (Wanted(place=place_of_name("Bergen")), ["2018-05-23"]),
        (Wanted(place=place_of_name("Nosuchville")), []),
        (Wanted(status=EventStatus.UNCONFIRMED), ["2018-11-19"]),
        (Wanted(status=EventStatus.PLANNED), []),
        (Wanted(kind=Kind.AGREEMENT), ["2018-03-14"]),
        # A visit of two days is met on its second, too.
        (Wanted(since=dt.date(2018, 6, 6), until=dt.date(2018, 6, 30)), ["2018-06-05"]),
        (Wanted(until=dt.date(2016, 12, 31)), ["2016-12-28", "2016-12-30"]),
    ],
)
def test_filters(record: Record, wanted: Wanted, starts: list[str]) -> None:
    assert days(record, wanted) == starts


def test_filters_by_person_and_by_pair(record: Record) -> None:
    hale, sorin = side(record, "Hale"), side(record, "Sorin")
    usa, rus = side(record, "USA"), side(record, "RUS")
    assert days(record, Wanted(pair=(usa, rus))) == days(record, Wanted(pair=(rus, usa)))
    assert days(record, Wanted(pair=(usa, rus))) == ["2016-12-30", "2017-09-20", "2017-09-20"]
    for pair in ((hale, sorin), (hale, rus), (rus, hale)):
        assert days(record, Wanted(pair=pair)) == ["2016-12-30", "2017-09-20"]
    both = Wanted(pair=(usa, rus), who=hale, kind=Kind.MEETING)  # type: ignore[arg-type]
    assert days(record, both) == ["2017-09-20"]
    alone = Wanted(who=hale, country=rus)  # type: ignore[arg-type]
    assert days(record, alone) == ["2016-12-30", "2017-09-20"]
    assert days(record, dataclasses.replace(alone, country=state_of_name("KOR"))) == []
    with pytest.raises(UsageError, match="named twice"):
        timeline(record, Wanted(pair=(usa, usa)), 1)


def test_a_plan_is_planned_until_its_day_has_passed(samples_place: str) -> None:
    for today, status in ((dt.date(2018, 11, 19), "planned"), (dt.date(2018, 11, 20), "unconfirmed")):
        with Record.open(samples_place, as_of=today) as record:
            found = timeline(record, Wanted(status=EventStatus(status)), 10).lines
            assert [(line.status, str(line.when and line.when.start)) for line in found] == [(status, "2018-11-19")]


def test_rejected_events_are_left_out_unless_asked_for(own_place: str, judge: Judge) -> None:
    with Record.open(own_place) as record:
        wanted = Wanted(country=state_of_name("RUS"))
        before = timeline(record, wanted, 10).lines
        judge.reject(before[0].id, by="ana")
        after = timeline(record, wanted, 10).lines
        assert [line.id for line in after] == [line.id for line in before[1:]]
        with_all = timeline(record, dataclasses.replace(wanted, rejected=True), 10).lines
        assert [line.id for line in with_all] == [line.id for line in before]
        assert with_all[0].verdict == "rejected"
        found: list[Event] = list(timeline_events(record, Wanted()))
        assert before[0].id not in {event.id for event in found}
        assert all(dumps(event_json(event)) for event in found)
