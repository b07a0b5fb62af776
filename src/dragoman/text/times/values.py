"""Readings of time expressions, and the calendar behind them."""

import calendar
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace

from dragoman.model import TimeSpan

_SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}  # 13, 14: months of the next year
_WEEK = 7
_QUARTER_MONTHS = 3
_DAYS_OF = {"D": 1, "N": 1, "W": 7, "F": 14, "WE": 2, "M": 30, "Q": 91, "Y": 365, "E": 3652, "C": 36524}
_UNKNOWN = {
    "D": "XXXX-XX-XX", "N": "XXXX-XX-XXTNI", "W": "XXXX-WXX", "F": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX",
    "Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX", "TH": "XXXX-XX-XX", "TM": "XXXX-XX-XX", "TS": "XXXX-XX-XX",
    "SP": "XXXX-SP", "SU": "XXXX-SU", "FA": "XXXX-FA", "WI": "XXXX-WI",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """What an expression means: TIMEX3 type and value, days on the calendar, and its length in days.

    `grain` is the unit of the period ("D", "W", "M", "Q", "Y" ..., "" for none), `first` and `last` its first and last
    day; other readings are made from these ("the end of", "a day later").
    """

    type: str
    value: str
    when: TimeSpan | None = None
    days: int | None = None
    grain: str = ""
    first: dt.date | None = None
    last: dt.date | None = None
    anchors: bool = True


def iso(day: dt.date, grain: str) -> str:
    """A day as ISO text cut to a year ("Y"), a month ("M") or a day."""
    return day.isoformat()[: {"Y": 4, "M": 7}.get(grain, 10)]


def spanning(value: str, grain: str, first: dt.date, last: dt.date, *, cut: str = "D") -> Reading:
    """A DATE of the days `first` to `last`, its `when` written to the precision `cut`."""
    when = TimeSpan(iso(first, cut), iso(last, cut))
    return Reading("DATE", value, when, None, grain, first, last)


def day(date: dt.date) -> Reading:
    """One day."""
    return spanning(date.isoformat(), "D", date, date)


def month(year_: int, month_: int) -> Reading:
    """One month."""
    first = dt.date(year_, month_, 1)
    return spanning(iso(first, "M"), "M", first, _month_end(first), cut="M")


def year(number: int) -> Reading:
    """One year."""
    return spanning(f"{number:04}", "Y", dt.date(number, 1, 1), dt.date(number, 12, 31), cut="Y")


def quarter(year_: int, number: int) -> Reading:
    """A quarter of a year, 1 to 4."""
    first = dt.date(year_, number * _QUARTER_MONTHS - 2, 1)
    return spanning(f"{year_:04}-Q{number}", "Q", first, _month_end(shift(first, 2, "M")), cut="M")


def half(year_: int, number: int) -> Reading:
    """A half of a year, 1 or 2."""
    first, last = dt.date(year_, 6 * number - 5, 1), dt.date(year_, 6 * number, 1)
    return spanning(f"{year_:04}-H{number}", "H", first, _month_end(last), cut="M")


def season(year_: int, name: str) -> Reading:
    """A season by its letters; the winter of a year begins in that year's December."""
    low, high = _SEASON_MONTHS[name]
    last = dt.date(year_ + (high > 12), (high - 1) % 12 + 1, 1)
    return spanning(f"{year_:04}-{name}", name, dt.date(year_, low, 1), _month_end(last), cut="M")


def decade(first_year: int) -> Reading:
    """Ten years; TIMEX3 writes them with three digits."""
    return spanning(f"{first_year // 10:03}", "E", dt.date(first_year, 1, 1), dt.date(first_year + 9, 12, 31), cut="Y")


def century(first_year: int) -> Reading:
    """A hundred years; TIMEX3 writes them with two digits."""
    value = f"{first_year // 100:02}"
    return spanning(value, "C", dt.date(first_year, 1, 1), dt.date(first_year + 99, 12, 31), cut="Y")


def week(date: dt.date) -> Reading:
    """The week, Monday to Sunday, that has `date` in it."""
    monday = date - dt.timedelta(days=date.weekday())
    number = monday.isocalendar()
    return spanning(f"{number.year:04}-W{number.week:02}", "W", monday, monday + dt.timedelta(days=6))


def weekend(date: dt.date) -> Reading:
    """Saturday and Sunday of the week that has `date` in it."""
    whole = week(date)
    sunday = whole.last or date
    return spanning(f"{whole.value}-WE", "WE", sunday - dt.timedelta(days=1), sunday)


def period(unit: str, date: dt.date) -> Reading:
    """The period of length `unit` that has `date` in it; a day for the units below it."""
    if unit in _SEASON_MONTHS:
        return season(date.year, unit)
    make: dict[str, Callable[[], Reading]] = {
        "W": lambda: week(date),
        "F": lambda: week(date),
        "WE": lambda: weekend(date),
        "M": lambda: month(date.year, date.month),
        "Q": lambda: quarter(date.year, (date.month - 1) // _QUARTER_MONTHS + 1),
        "Y": lambda: year(date.year),
        "E": lambda: decade(date.year // 10 * 10),
        "C": lambda: century(date.year // 100 * 100),
        "N": lambda: at(day(date), "TNI"),
    }
    return make[unit]() if unit in make else day(date)


def at(on: Reading, clock: str) -> Reading:
    """A time of the day that `on` is: `clock` is "T10:35", "TMO", "TNI" ..."""
    return replace(on, type="TIME", value=on.value.split("T")[0] + clock, grain="T")


def unknown(unit: str, value: str | None = None, kind: str = "DATE") -> Reading:
    """A relative expression whose day of reference is not known."""
    return Reading(kind, value or _UNKNOWN.get(unit, "XXXX"), grain=unit)


def reference(value: str) -> Reading:
    """PAST_REF, PRESENT_REF or FUTURE_REF."""
    return Reading("DATE", value, anchors=False)


def shift(date: dt.date, number: int, unit: str) -> dt.date:
    """`date` moved by `number` units; months and years keep the day where the month has it.

    Raises OverflowError or ValueError outside the years 1 to 9999.
    """
    days = {"D": 1, "N": 1, "W": _WEEK, "WE": _WEEK, "F": 2 * _WEEK}.get(unit)
    if days:
        return date + dt.timedelta(days=days * number)
    months = {"M": 1, "Q": 3, "H": 6, "E": 120, "C": 1200}.get(unit, 12)
    index = date.year * 12 + date.month - 1 + months * number
    if not 12 <= index < 120000:
        raise OverflowError("a year that the calendar does not have")
    year_, month_ = divmod(index, 12)
    return dt.date(year_, month_ + 1, min(date.day, calendar.monthrange(year_, month_ + 1)[1]))


def length(number: float | None, unit: str) -> Reading:
    """A DURATION; `number` is None for "several"."""
    days = None
    if number is not None and unit in _DAYS_OF:
        days = round(number * _DAYS_OF[unit])
    return Reading("DURATION", duration_value(number, unit), days=days, grain=unit, anchors=False)


def duration_value(number: float | None, unit: str) -> str:
    """The ISO 8601 duration as TIMEX3 writes it: "P4D", "PT2H30M", "PXY"."""
    if unit == "F":
        number, unit = (None if number is None else number * 2), "W"
    if unit == "WE":
        number, unit = (None if number is None else number * 2), "D"
    if unit in {"E", "C"}:
        tens = 10 if unit == "E" else 100
        return "PXY" if number is None else f"P{_plain(number * tens)}Y"
    if unit == "N":
        unit = "D"
    timed, letter = ("T", unit[1]) if unit[0] == "T" else ("", unit)
    if number is None:
        return f"P{timed}X{letter}"
    whole = int(number)
    smaller = {"Y": ("M", 12), "TH": ("M", 60), "TM": ("S", 60)}.get(unit)
    if smaller and number != whole and whole:
        return f"P{timed}{whole}{letter}{round((number - whole) * smaller[1])}{smaller[0]}"
    if smaller and number != whole:
        return f"P{timed}{round(number * smaller[1])}{smaller[0]}"
    return f"P{timed}{_plain(number)}{letter}"


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else str(number)


def _month_end(first: dt.date) -> dt.date:
    return first.replace(day=calendar.monthrange(first.year, first.month)[1])
