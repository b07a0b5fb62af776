"""Office-holders from a list: from when to when an office counts as held, and what that tells of later reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from making import add, article, report, told_by

from dragoman.model import OfficeHeld
from dragoman.record.native import native_lines
from dragoman.record.native_import import NativeImport
from dragoman.record.office_holders import store_office_holders
from dragoman.record.record import Record


@dataclass(frozen=True)
class Term:
    name: str
    office: str
    start: str | None = None
    end: str | None = None
    country: str | None = "ESP"
    names: tuple[str, ...] = ()


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    with Record.open(record_url, create=True) as opened:
        yield opened


def held(record: Record) -> dict[str, list[OfficeHeld]]:
    return {entry.name: list(entry.offices) for entry in record.actors() if entry.offices}


def test_an_office_without_an_end_is_held_until_the_next_holder_s_start(record: Record) -> None:
    store_office_holders(
        record,
        [
            Term("Maria Ortega", "Foreign Minister", "2012-03-01"),
            Term("Pedro Vidal", "Foreign Minister", "2016-05"),
            Term("Ana Lozano", "Foreign Minister", "2009", "2012-03-01"),
            Term("Joan Ferrer", "Foreign Minister", "2014-01-01", country="PRT"),
        ],
    )
    assert held(record) == {
        "Maria Ortega": [OfficeHeld("Foreign Minister", "ESP", "2012-03-01", "2016-05-01")],
        "Pedro Vidal": [OfficeHeld("Foreign Minister", "ESP", "2016-05-01", None)],
        "Ana Lozano": [OfficeHeld("Foreign Minister", "ESP", "2009-01-01", "2012-03-01")],
        "Joan Ferrer": [OfficeHeld("Foreign Minister", "PRT", "2014-01-01", None)],
    }


def test_an_office_that_many_hold_goes_on_whoever_comes(record: Record) -> None:
    store_office_holders(
        record,
        [Term("Maria Ortega", "member of parliament", "2012"), Term("Pedro Vidal", "member of parliament", "2014")],
    )
    assert [one.last for offices in held(record).values() for one in offices] == [None, None]


def test_a_second_term_is_not_ended_by_who_came_between(record: Record) -> None:
    terms = [
        Term("Maria Ortega", "Prime Minister", "2004-01-01", "2008-01-01"),
        Term("Pedro Vidal", "Prime Minister", "2008-01-01"),
        Term("Maria Ortega", "Prime Minister", "2012-01-01"),
    ]
    store_office_holders(record, terms)
    assert {name: (one.first, one.last) for name, (one,) in held(record).items()} == {
        "Maria Ortega": ("2004-01-01", None),
        "Pedro Vidal": ("2008-01-01", "2012-01-01"),
    }


def test_a_later_list_tells_the_end(record: Record) -> None:
    store_office_holders(record, [Term("Maria Ortega", "Trade Commissioner", "2009-01-01")])
    store_office_holders(record, [Term("Maria Ortega", "Trade Commissioner", "2009-01-01", "2013-05")])
    assert held(record) == {"Maria Ortega": [OfficeHeld("Trade Commissioner", "ESP", "2009-01-01", "2013-05-31")]}


def test_who_holds_an_office_since_years_is_whom_a_surname_means(record: Record) -> None:
    store_office_holders(record, [Term("Maria Ortega", "Trade Commissioner", "2009-01-01")])
    add(record, article("a", "2018-06-12"), report("call", "Ortega, ESP", "MAR", on="2018-06-12"))
    assert [p.id for p in told_by(record, "a").participants if p.actor.country == "ESP"] == ["ESP/maria-ortega"]


def test_a_report_does_not_end_it_and_an_export_keeps_it(record: Record, tmp_path: Path) -> None:
    store_office_holders(record, [Term("Maria Ortega", "", "2009-01-01")])
    add(record, article("a", "2018-06-12"), report("call", "Maria Ortega, ESP", "MAR", on="2018-06-12"))
    lines = list(native_lines(record))
    assert any('["", "ESP", "2009-01-01", null]' in line for line in lines)
    with Record.open(str(tmp_path / "copy.sqlite"), create=True) as copy:
        assert list(NativeImport(copy).read((line.encode() for line in lines), "in")) == []
        assert list(native_lines(copy)) == lines
