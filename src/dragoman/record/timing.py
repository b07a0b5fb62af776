"""Days of reports as windows that can be compared."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from dragoman.events.days import day_of
from dragoman.model import TimeSpan

# The world's clocks stand up to a day apart: 15 degrees of longitude are an hour, and a difference of two hours or more
# makes one evening's call the next day's often enough to be read so.
_DEGREES_APART: Final = 30.0
# Dates further back are those of history, and a span longer than this tells no time.
_EARLIEST: Final = dt.date(1000, 1, 1).toordinal()

# Longer spans that are given day by day are rare even for visits (a fortnight's tour), and months are no dates.
VISIT_DAYS: Final = 16


@dataclass(frozen=True, slots=True)
class Window:
    """Days `first` to `last`, both included, as ordinals; either may be None for "by May" and "since March"."""

    first: int | None
    last: int | None

    @property
    def precise(self) -> bool:
        """Both ends are known and lie close: the date of one contact, not "in May"."""
        return self.first is not None and self.last is not None and self.last - self.first <= VISIT_DAYS

    @property
    def days(self) -> int | None:
        """How many days it covers; None if an end is open."""
        return None if self.first is None or self.last is None else self.last - self.first + 1

    def gap(self, other: "Window") -> int:
        """Days between the two; 0 where they overlap."""
        later = (self.first or 0) - (other.last if other.last is not None else 10**8)
        earlier = (other.first or 0) - (self.last if self.last is not None else 10**8)
        return max(0, later, earlier)

    def holds(self, other: "Window") -> bool:
        """Whether the other lies within this one and is narrower, or as narrow."""
        after = self.first is None or (other.first is not None and self.first <= other.first)
        before = self.last is None or (other.last is not None and other.last <= self.last)
        return after and before


@lru_cache(maxsize=16_384)
def window_of(when: TimeSpan | None) -> Window | None:
    """The days of a time span; None for none, for an impossible one and for one before the year 1000."""
    if when is None:
        return None
    try:
        first = day_of(when.start, last=False).toordinal() if when.start else None
        last = day_of(when.end, last=True).toordinal() if when.end else None
    except (ValueError, OverflowError):
        return None
    if first is not None and last is not None and last < first:
        return None
    if (first is None and last is None) or (first or last or 0) < _EARLIEST:
        return None
    return Window(first, last)


def ordinal(day: str | None) -> int | None:
    """The ordinal of an ISO 8601 day or moment; None for None and for what is no day."""
    if not day:
        return None
    try:
        return dt.date.fromisoformat(day[:10]).toordinal()
    except ValueError:
        return None


def told_by_clocks(one: Window, where_one: float | None, other: Window, where_other: float | None) -> bool:
    """Whether two days in a row can be one moment, told from places where the clocks differ.

    `where_one` and `where_other` are the longitudes (degrees, east positive) that the days were told from. The later
    day must be told from further east, as 31 December in Moscow is 30 December in Washington.
    """
    if where_one is None or where_other is None or one.days != 1 or other.days != 1:
        return False
    assert one.first is not None and other.first is not None
    east = (where_one - where_other) if one.first > other.first else (where_other - where_one)
    return abs(one.first - other.first) == 1 and east >= _DEGREES_APART


def shown(when: TimeSpan | None) -> str | None:
    """A time span as an ISO 8601 interval: "2018-06-12", "2018-03-25/2018-03-28", "../2018-05"."""
    if when is None or (when.start is None and when.end is None):
        return None
    if when.start == when.end:
        return when.start
    return f"{when.start or '..'}/{when.end or '..'}"
