import datetime as dt

import pytest

from dragoman.exports.dates import days, exact_day, first_day, interval, last_day, words
from dragoman.model import TimeSpan


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020", dt.date(2020, 1, 1), dt.date(2020, 12, 31)),
        ("2020-02", dt.date(2020, 2, 1), dt.date(2020, 2, 29)),
        ("2020-02-12", dt.date(2020, 2, 12), dt.date(2020, 2, 12)),
        ("2020-02-30", None, None),
        ("2020-13", None, None),
        ("2020-00", None, None),
        ("0000", None, None),
        ("soon", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_the_days_that_a_date_can_mean(text: str | None, first: dt.date | None, last: dt.date | None) -> None:
    assert (first_day(text), last_day(text)) == (first, last)
    assert exact_day(text) == (first if first == last else None)


@pytest.mark.parametrize(
    ("when", "told", "written"),
    [
        (TimeSpan("2018-06-12", "2018-06-12"), "12 June 2018", "2018-06-12"),
        (TimeSpan("2018-05", "2018-05", True), "about May 2018", "2018-05"),
        (TimeSpan(None, "2018-05"), "by May 2018", "../2018-05"),
        (TimeSpan("2018", None), "from 2018", "2018/.."),
        (TimeSpan("2018-03-25", "2018-03-28"), "25 March 2018 to 28 March 2018", "2018-03-25/2018-03-28"),
        (TimeSpan(None, None), "date unknown", ""),
        (None, "date unknown", ""),
    ],
)
def test_dates_in_words_and_as_intervals(when: TimeSpan | None, told: str, written: str) -> None:
    assert (words(when), interval(when)) == (told, written)


def test_only_what_began_on_a_known_day_has_days() -> None:
    assert days(TimeSpan("2018-03-25", "2018-03")) == (dt.date(2018, 3, 25), dt.date(2018, 3, 25))
    assert days(TimeSpan("2018-03-25", "2018-03-20")) == (dt.date(2018, 3, 25), dt.date(2018, 3, 25))
    assert days(TimeSpan("2018-03", "2018-03-25")) is None
    assert days(None) is None
