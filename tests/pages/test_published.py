"""Dates in texts, and which of a page's dates is believed."""

import datetime as dt

import pytest

from dragoman.model import DatedBy, Moment
from dragoman.pages.datetext import find_dates, parse_date
from dragoman.pages.lines import read_lines
from dragoman.pages.metadata import find_dateline
from dragoman.pages.published import (
    Claim,
    Source,
    dateline_claim,
    days_in,
    decide,
    given_claim,
    line_claims,
    text_claims,
    url_claim,
)

TODAY = dt.date(2021, 6, 1)


def claim(text: str, source: Source = Source.METADATA, *, updated: bool = False) -> Claim:
    found = parse_date(text)
    assert found is not None
    return Claim(found, source, updated)


@pytest.mark.parametrize(
    ("text", "iso", "zone"),
    [
        ("Mar 3, 2019 - 10:15", "2019-03-03T10:15", None),
        ("2019-03-03T10:15:00+02:00", "2019-03-03T10:15+02:00", "+02:00"),
        ("2019-03-03T10:15:00.000Z", "2019-03-03T10:15Z", "Z"),
        ("Sun Mar 3, 2019 7:12 pm EST", "2019-03-03T19:12", "EST"),
        ("12:05 am KST, Sunday, March 3, 2019", "2019-03-03T00:05", "KST"),
        ("Updated 0339 GMT (1139 HKT) March 3, 2019", "2019-03-03T03:39Z", "Z"),
        ("3rd of March 2019", "2019-03-03", None),
        ("03 MARCH 2019", "2019-03-03", None),
        ("2019.03.03", "2019-03-03", None),
        ("13.11.2019, 23:06", "2019-11-13T23:06", None),
        ("11/13/19 6:56 AM EST", "2019-11-13T06:56", "EST"),
        ("20190303", "2019-03-03", None),
        ("Tue Nov 19 2019 05:44:06 GMT+0900", "2019-11-19T05:44+09:00", "+09:00"),
    ],
)
def test_dates_are_read_with_time_and_zone(text: str, iso: str, zone: str | None) -> None:
    found = parse_date(text)
    assert found is not None and not found.unsure
    assert found.moment.iso() == iso
    assert found.moment.zone == zone


@pytest.mark.parametrize(
    "text", ["", "yesterday", "March 3", "March 2019", "2019-13-40", "tel 02.727.0114", "3 days ago"]
)
def test_what_is_no_full_date_is_not_read(text: str) -> None:
    assert parse_date(text) is None


def test_two_dates_keep_their_own_times() -> None:
    found = find_dates("Published Nov 18, 2019 at 4:07 PM | Updated at 5:36 PM CST on Nov 19, 2019")
    assert [each.moment.iso() for each in found] == ["2019-11-18T16:07", "2019-11-19T17:36"]
    found = find_dates("Published Nov 18, 2019 at 4:07 PM | Updated Nov 19, 2019")
    assert [each.moment.iso() for each in found] == ["2019-11-18T16:07", "2019-11-19"]


def test_given_goes_before_metadata_before_page() -> None:
    page = claim("2019-03-01", Source.STAMP)
    metadata = claim("2019-03-02")
    given = given_claim("2019-03-03")
    assert given is not None
    for claims, day, by in (
        ([page, metadata, given], 3, DatedBy.GIVEN),
        ([page, metadata], 2, DatedBy.METADATA),
        ([page], 1, DatedBy.PAGE),
    ):
        dates = decide("p", claims, today=TODAY)
        assert dates.published == Moment(dt.date(2019, 3, day))
        assert dates.dated_by is by
        assert dates.notes == ()


@pytest.mark.parametrize(
    ("page", "day"),
    [
        ("Feb 13, 2019 - 07:30", 13),
        ("Feb 13, 2019", 13),
        ("Feb 14, 2019", 12),
        ("Feb 13, 2019 - 23:30", 12),
        ("Feb 11, 2019", 12),
    ],
)
def test_the_outlets_day_goes_before_that_of_greenwich(page: str, day: int) -> None:
    dates = decide("p", [claim("2019-02-12T22:30:00Z"), claim(page, Source.LABELLED)], today=TODAY)
    assert dates.published is not None and dates.published.day.day == day


def test_no_date_stays_unknown_with_one_note() -> None:
    dates = decide("p", [], today=TODAY)
    assert (dates.published, dates.updated, dates.dated_by) == (None, None, None)
    assert dates.notes == ("p: no date of publication; relative dates stay unknown",)


def test_future_is_reported_and_not_believed() -> None:
    dates = decide("p", [claim("2021-06-02"), claim("2019-03-01", Source.STAMP)], today=TODAY)
    assert dates.published == Moment(dt.date(2019, 3, 1))
    assert len(dates.notes) == 1 and "2021-06-02 lies in the future" in dates.notes[0]


def test_update_before_publication_is_reported_and_not_believed() -> None:
    dates = decide("p", [claim("2019-03-03"), claim("2019-03-01", updated=True)], today=TODAY)
    assert dates.published == Moment(dt.date(2019, 3, 3)) and dates.updated is None
    assert len(dates.notes) == 1 and "before it was published" in dates.notes[0]


def test_day_and_month_that_could_be_swapped() -> None:
    unsure = claim("03/04/2019 10:00", Source.STAMP)
    dates = decide("p", [unsure], today=TODAY)
    assert dates.published is None
    assert "2019-04-03 or 2019-03-04" in dates.notes[0]
    assert decide("p", [unsure], url="https://news.example.co.uk/a", today=TODAY).published == Moment(
        dt.date(2019, 4, 3), dt.time(10)
    )
    eastern = claim("03/04/2019 10:00 AM EST", Source.STAMP)
    assert decide("p", [eastern], today=TODAY).published == Moment(dt.date(2019, 3, 4), dt.time(10), "EST")
    with_address = decide("p", [unsure, claim("2019-03-04", Source.ADDRESS)], today=TODAY)
    assert with_address.published == Moment(dt.date(2019, 3, 4), dt.time(10))


def test_dateline_without_year_is_completed_from_another_date() -> None:
    dateline = find_dateline("TALLINN, Dec. 30 (Xinhua) -- The talks ended without a text.")
    assert dateline is not None and dateline_claim(dateline) is None
    hints = days_in(read_lines("Courier\n2020-01-02 Back To Top"))
    dates = decide("p", [], dateline=dateline, hints=hints, today=TODAY)
    assert dates.published == Moment(dt.date(2019, 12, 30))
    assert dates.dated_by is DatedBy.INFERRED
    assert decide("p", [], dateline=dateline, today=TODAY).published is None


def test_only_an_update_is_said() -> None:
    dates = decide("p", [claim("2019-03-03", Source.LABELLED, updated=True)], today=TODAY)
    assert dates.published == dates.updated == Moment(dt.date(2019, 3, 3))
    assert "only a date of update" in dates.notes[0]


def test_day_in_the_address() -> None:
    found = url_claim("https://courier.example/world/2019/03/03/minister-in-helsinki")
    assert found is not None
    assert decide("p", [found], today=TODAY).published == Moment(dt.date(2019, 3, 3))
    assert url_claim("https://courier.example/a/5230517/b") is None


def test_labels_on_the_page() -> None:
    head = read_lines(
        "2021-05-30\nHome\nWorld\n"
        + "Menu item\n" * 20
        + "Title of it all\nPublished : Mar 3, 2019 Updated : Mar 4, 2019"
    )
    claims = line_claims(head, ())
    assert [(each.found.moment.day.isoformat(), each.updated) for each in claims] == [
        ("2019-03-03", False),
        ("2019-03-04", True),
    ]
    label_above = line_claims(read_lines("Title of it all\nLast updated:\nMar 4, 2019"), ())
    assert [each.updated for each in label_above] == [True]


def test_dates_in_sentences_are_no_dates_of_publication() -> None:
    assert text_claims("On February 22, 2019 the two ministers signed the accord in Tallinn.") == ()
    assert (
        line_claims(read_lines("The accord was signed on February 22, 2019 by the two ministers in Tallinn."), ()) == ()
    )


def test_stamp_of_an_agency_at_the_head_of_an_article() -> None:
    found = text_claims("TALLINN | Sun Mar 3, 2019 7:54 am EST TALLINN (Reuters) - Talks ended on Sunday.")
    assert [each.found.moment for each in found] == [Moment(dt.date(2019, 3, 3), dt.time(7, 54), "EST")]
