"""Dates that are as long as what is known ("2018", "2018-05", "2018-05-12"), as days, intervals and words."""

import calendar
import datetime as dt
import re

from dragoman.model import TimeSpan

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _parts(text: str | None) -> tuple[int, int | None, int | None] | None:
    match = _DATE.fullmatch(text or "")
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None or not 1 <= year <= 9999 or (month is not None and not 1 <= month <= 12):
        return None
    if month and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return year, month, day


def first_day(text: str | None) -> dt.date | None:
    """The earliest day that the date can mean; None for none and for what is no date."""
    parts = _parts(text)
    return dt.date(parts[0], parts[1] or 1, parts[2] or 1) if parts else None


def last_day(text: str | None) -> dt.date | None:
    """The latest day that the date can mean; None for none and for what is no date."""
    parts = _parts(text)
    if parts is None:
        return None
    year, month, day = parts
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def exact_day(text: str | None) -> dt.date | None:
    """The day, if the date is known to the day; else None."""
    parts = _parts(text)
    return dt.date(*parts) if parts and parts[2] else None  # type: ignore[arg-type]


def days(when: TimeSpan | None) -> tuple[dt.date, dt.date] | None:
    """The first and last day of what began on a known day; None where the first day is unknown.

    Without a known last day it is taken to have lasted one day.
    """
    start = exact_day(when.start) if when else None
    if start is None or when is None:
        return None
    return start, max(start, exact_day(when.end) or start)


def month_and_year(text: str | None) -> tuple[int | None, int | None]:
    """The year and the month of a date, each None where it is unknown."""
    parts = _parts(text)
    return (parts[0], parts[1]) if parts else (None, None)


def interval(when: TimeSpan | None) -> str:
    """As an ISO 8601 interval: "2018-06-12", "2018-03-25/2018-03-28", "../2018-05"; "" where nothing is known."""
    if when is None or not (when.start or when.end):
        return ""
    return when.start or ".." if when.start == when.end else f"{when.start or '..'}/{when.end or '..'}"


def words(when: TimeSpan | None) -> str:
    """For people: "12 June 2018", "about May 2018", "by May 2018", "25 March 2018 to 28 March 2018", "date unknown"."""
    if when is None or not (when.start or when.end):
        return "date unknown"
    about = "about " if when.approximate else ""
    if when.start == when.end:
        return about + _words(when.start)
    if when.start is None:
        return f"{about}by {_words(when.end)}"
    if when.end is None:
        return f"{about}from {_words(when.start)}"
    return f"{about}{_words(when.start)} to {_words(when.end)}"


def _words(text: str | None) -> str:
    parts = _parts(text)
    if parts is None:
        return text or ""
    year, month, day = parts
    # Not the locale's names: the same record gives the same bytes everywhere.
    named = [str(day)] if day else []
    return " ".join([*named, *([_MONTHS[month - 1]] if month else []), str(year)])


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
