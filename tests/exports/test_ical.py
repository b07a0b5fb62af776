import datetime as dt
from dataclasses import replace

import icalendar
import pytest
from made_record import CALL, HOSTILE, PLANNED, SUMMIT, VISIT, Record, Written

from dragoman.exports.ical import status
from dragoman.model import EventStatus


def read(raw: bytes) -> dict[str, icalendar.Event]:
    calendar = icalendar.Calendar.from_ical(raw)
    return {str(entry["UID"]): entry for entry in calendar.walk("VEVENT")}


@pytest.fixture
def entries(written: Written) -> dict[str, icalendar.Event]:
    return read(written("ical", 4))


def test_only_events_with_a_day_are_entered(entries: dict[str, icalendar.Event]) -> None:
    assert sorted(entries) == ["e-call@dragoman", "e-planned@dragoman", "e-summit@dragoman", "e-visit@dragoman"]


def test_days_are_whole_and_the_end_is_the_day_after(entries: dict[str, icalendar.Event], written: Written) -> None:
    visit = entries["e-visit@dragoman"]
    assert (visit["DTSTART"].dt, visit["DTEND"].dt) == (dt.date(2018, 3, 5), dt.date(2018, 3, 9))
    assert entries["e-call@dragoman"]["DTEND"].dt == dt.date(2020, 3, 1)
    assert b"DTSTART;VALUE=DATE:20180305\r\n" in written("ical")


def test_stamp_and_sequence_come_from_the_record(entries: dict[str, icalendar.Event]) -> None:
    assert entries["e-visit@dragoman"]["DTSTAMP"].dt == dt.datetime(2018, 3, 6, tzinfo=dt.UTC)
    assert {uid: entry["SEQUENCE"] for uid, entry in entries.items()} == {
        "e-visit@dragoman": 1,
        "e-planned@dragoman": 1,
        "e-summit@dragoman": 2,
        "e-call@dragoman": 0,
    }


def test_status_is_as_sure_as_the_sources(entries: dict[str, icalendar.Event]) -> None:
    assert entries["e-visit@dragoman"]["STATUS"] == "CONFIRMED"
    assert entries["e-summit@dragoman"]["STATUS"] == "CANCELLED"
    assert status(PLANNED) == "CONFIRMED"
    assert status(replace(PLANNED, independent_sources=1)) == "TENTATIVE"
    assert status(replace(PLANNED, status=EventStatus.POSSIBLE)) == "TENTATIVE"
    assert status(replace(PLANNED, status=EventStatus.UNCONFIRMED)) == "TENTATIVE"
    assert status(replace(SUMMIT, independent_sources=5)) == "CANCELLED"


def test_text_of_others_cannot_break_out_of_its_field(written: Written, record: Record) -> None:
    actor = replace(VISIT.participants[0].actor, name=HOSTILE)
    hostile = replace(CALL, participants=(replace(VISIT.participants[0], actor=actor),), about=(HOSTILE,))
    raw = written("ical", 1, replace(record, all_events=(hostile,)))
    [entry] = read(raw).values()
    assert raw.count(b"\r\nBEGIN:VEVENT") == 1
    assert str(entry["SUMMARY"]) == 'Call between =cmd()|"x" <script>alert(1)</script> BEGIN:VEVENT,;'


def test_lines_are_folded_at_75_bytes(written: Written) -> None:
    assert max(len(line) for line in written("ical").split(b"\r\n")) <= 75
