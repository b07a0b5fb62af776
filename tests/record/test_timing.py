"""Days as windows."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import TimeSpan
from dragoman.record.timing import Window, ordinal, shown, told_by_clocks, window_of

ends = st.none() | st.integers(364_878, 800_000)
any_windows = st.builds(Window, ends, ends)
days = st.dates(min_value=dt.date(1000, 1, 1))


@given(any_windows, any_windows)
def test_two_windows_are_as_far_apart_from_either_end(one: Window, other: Window) -> None:
    assert one.gap(other) == other.gap(one) >= 0


@given(any_windows, any_windows)
def test_a_window_within_another_is_no_day_away(one: Window, other: Window) -> None:
    ordered = other.first is None or other.last is None or other.first <= other.last
    if one.holds(other) and ordered:
        assert one.gap(other) == 0


@given(st.none() | st.text(max_size=12), st.none() | st.text(max_size=12))
def test_no_text_is_too_strange_for_a_window(start: str | None, end: str | None) -> None:
    found = window_of(TimeSpan(start, end))
    assert found is None or found.first is None or found.last is None or found.first <= found.last


@given(st.text(max_size=12))
def test_no_text_is_too_strange_for_a_day(text: str) -> None:
    assert ordinal(text) is None or isinstance(ordinal(text), int)


@given(days, days)
def test_a_span_of_days_is_its_window(one: dt.date, other: dt.date) -> None:
    first, last = sorted((one, other))
    found = window_of(TimeSpan(first.isoformat(), last.isoformat()))
    assert found == Window(first.toordinal(), last.toordinal())
    assert window_of(TimeSpan(last.isoformat(), first.isoformat())) == (found if first == last else None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018-02", "2018-02-01", "2018-02-28"),
        ("2018", "2018-01-01", "2018-12-31"),
        ("2020-02", "2020-02-01", "2020-02-29"),
    ],
)
def test_a_month_and_a_year_are_all_their_days(text: str, first: str, last: str) -> None:
    assert window_of(TimeSpan(text, text)) == Window(ordinal(first), ordinal(last))


def test_history_and_nonsense_have_no_window() -> None:
    for start, end in ((None, None), ("0987-05-01", "0987-05-01"), ("2018-02-30", "2018-02-30"), ("soon", "soon")):
        assert window_of(TimeSpan(start, end)) is None
    assert window_of(None) is None


def test_days_and_short_visits_are_precise_months_and_open_ends_are_not() -> None:
    assert Window(1000, 1000).precise
    assert Window(1000, 1014).precise
    assert not Window(1000, 1029).precise
    assert not Window(None, 1000).precise
    assert (Window(1000, 1002).days, Window(1000, None).days) == (3, None)


def test_the_gap_is_counted_in_days() -> None:
    assert Window(1000, 1002).gap(Window(1003, 1003)) == 1
    assert Window(1000, 1002).gap(Window(1002, 1009)) == 0
    assert Window(None, 1002).gap(Window(1010, None)) == 8


def test_the_later_day_is_told_from_further_east() -> None:
    day, following = Window(1000, 1000), Window(1001, 1001)
    assert told_by_clocks(day, -77.0, following, 37.6)
    assert told_by_clocks(following, 37.6, day, -77.0)
    assert not told_by_clocks(day, 37.6, following, -77.0)
    assert not told_by_clocks(day, 0.0, following, 20.0)
    assert not told_by_clocks(day, None, following, 37.6)
    assert not told_by_clocks(day, -77.0, Window(1002, 1002), 37.6)
    assert not told_by_clocks(day, -77.0, Window(1001, 1002), 37.6)


def test_a_span_is_shown_as_an_interval() -> None:
    assert shown(TimeSpan("2018-06-12", "2018-06-12")) == "2018-06-12"
    assert shown(TimeSpan("2018-03-25", "2018-03-28")) == "2018-03-25/2018-03-28"
    assert shown(TimeSpan(None, "2018-05")) == "../2018-05"
    assert shown(TimeSpan("2018-05", None)) == "2018-05/.."
    assert shown(TimeSpan(None, None)) is None
    assert shown(None) is None


def test_the_day_of_a_moment() -> None:
    assert ordinal("2018-06-12T10:00Z") == ordinal("2018-06-12") == dt.date(2018, 6, 12).toordinal()
    assert ordinal(None) is ordinal("") is ordinal("yesterday") is None
