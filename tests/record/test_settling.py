"""Reports that came early look for their place again when a better one arrives."""

from pathlib import Path

import pytest
from making import RABAT, add, article, grouped, report, told_by

from dragoman.model import Report
from dragoman.record.judge import Judge
from dragoman.record.record import Record

BOTH = ("Ortega, ESP", "Alaoui, MAR")
VISIT = ("Ortega, ESP, visitor", "MAR, host")


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return Record.open(str(tmp_path / "record.sqlite"), create=True)


def tell(record: Record, *pages: tuple[str, str | None, Report]) -> None:
    for name, published, found in pages:
        add(record, article(name, published), found)


def test_an_undated_report_moves_to_the_call_of_the_day_before(record: Record) -> None:
    tell(
        record,
        ("first", "2018-06-06", report("call", *BOTH, on="2018-06-06")),
        ("undated", "2018-06-13", report("call", *BOTH)),
    )
    assert grouped(record) == {frozenset({"first", "undated"})}
    before = told_by(record, "first").id
    tell(record, ("second", "2018-06-12", report("call", *BOTH, on="2018-06-12")))
    assert grouped(record) == {frozenset({"first"}), frozenset({"second", "undated"})}
    assert told_by(record, "first").id == before


def test_a_plan_that_comes_last_belongs_to_what_was_planned_like_it(record: Record) -> None:
    tell(
        record,
        ("held", "2018-06-13", report("meeting", *BOTH, on="2018-06-12")),
        ("june", "2018-04-18", report("meeting", *BOTH, on="../2018-06", status="planned")),
        ("may", "2018-03-09", report("meeting", *BOTH, on="../2018-05", status="planned")),
    )
    assert grouped(record) == {frozenset({"held", "june", "may"})}


def test_what_was_off_between_two_plans_belongs_to_what_was_held(record: Record) -> None:
    held = ("held", "2018-06-13", report("meeting", *BOTH, on="2018-06-12"))
    plans = [
        (f"plan {day}", day, report("meeting", *BOTH, on="2018-06-12", status="planned"))
        for day in ("2018-05-11", "2018-06-01")
    ]
    off = report("meeting", *BOTH, status="off")
    tell(record, held, *plans, ("between", "2018-05-25", off), ("before", "2018-04-25", off))
    assert told_by(record, "between").id == told_by(record, "held").id
    assert told_by(record, "before").id != told_by(record, "held").id


def test_an_invitation_stands_until_the_guest_comes(record: Record) -> None:
    tell(
        record,
        ("asked", "2018-03-09", report("visit", *VISIT, at=RABAT, status="possible")),
        ("came", "2019-06-21", report("visit", *VISIT, on="2019-06-20/2019-06-21", at=RABAT)),
        ("asked again", "2019-07-01", report("visit", *VISIT, at=RABAT, status="possible")),
    )
    assert grouped(record) == {frozenset({"asked", "came"}), frozenset({"asked again"})}


def test_a_page_without_a_date_is_told_after_what_it_tells(record: Record) -> None:
    tell(record, ("held", "2018-06-13", report("meeting", *BOTH, on="2018-06-12", at=RABAT)))
    add(
        record,
        article("undated", None),
        report("meeting", *BOTH, at=RABAT),
        report("call", "Ortega, ESP", "Costa, PRT", on="2018-09-01"),
    )
    assert told_by(record, "held").sources[-1].article == "undated"


def test_a_report_that_a_person_judged_stays(record: Record) -> None:
    tell(
        record,
        ("first", "2018-06-06", report("call", *BOTH, on="2018-06-06")),
        ("undated", "2018-06-13", report("call", *BOTH)),
    )
    event = told_by(record, "first")
    Judge(record.engine, record.place).accept(event.id, by="Ana Example")
    tell(record, ("second", "2018-06-12", report("call", *BOTH, on="2018-06-12")))
    assert grouped(record) == {frozenset({"first", "undated"}), frozenset({"second"})}
