"""Absolute dates in short texts: "Feb 12, 2020 - 19:52", "2011-04-06T06:31:00-04:00", "7:12 am EDT Mon Jul 18, 2011".

Only dates with day, month and year are found; nothing is completed from a clock or a calendar. English month names.
"""

import datetime as dt
import re
from dataclasses import dataclass

from dragoman.model import Moment

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"(?P<year>(?:18|19|20)\d\d)(?!\d{3})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
_DATES = (
    re.compile(r"(?<!\d)(?P<year>(?:18|19|20)\d\d)-(?P<month_no>\d\d)-(?P<day>\d\d)(?!\d)"),
    re.compile(rf"(?<![a-z]){_MONTH}\s{{0,3}}{_DAY}\s{{0,2}},?\s{{0,3}}{_YEAR}", re.I),
    re.compile(rf"(?<!\d){_DAY}(?:\s{{1,3}}of)?[\s\-]{{0,3}}{_MONTH}[\s\-]{{0,3}},?\s{{0,2}}{_YEAR}", re.I),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<sep>[./])\s?(?P<month_no>\d{1,2})(?P=sep)\s?(?P<day>\d{1,2})(?!\d)"),
    re.compile(rf"(?<!\d){_YEAR},?\s{{1,2}}{_MONTH}\s{{0,3}}{_DAY}", re.I),
)
_NUMERIC = re.compile(
    r"(?<![\d/.\-])(?P<a>\d{1,2})(?P<sep>[/.\-])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d|\d\d)(?![\d/])"
)
_COMPACT = re.compile(r"\A(?P<year>(?:19|20)\d\d)(?P<month_no>\d\d)(?P<day>\d\d)\Z")
ZONE_NAME = re.compile(r"GMT|UTC|[A-Z]{1,3}[SD]?T")
_ZONE = (
    r"(?P<zone>Z\b|(?:GMT|UTC)?\s?[+\-]\d\d?:?\d\d\b|(?:GMT|UTC)\s?[+\-]\d\d?(?![\d:])"
    r"|\b(?:GMT|UTC|BST|CET|CEST|EET|EEST|MSK|IST|KST|JST|HKT|SGT|PKT|AEST|AEDT|ACST|AWST|NZST|NZDT|WAT|EAT|SAST|CAT"
    r"|E[SD]?T|C[SD]T|CT|M[SD]T|MT|P[SD]?T|AKST|AKDT|HST)\b)"
)
_TIME = re.compile(
    rf"(?<![\d:.])(?P<hour>\d\d?)[:.h](?P<minute>\d\d)(?::\d\d(?:\.\d{{1,9}})?)?(?![\d:])\s{{0,2}}(?P<half>[ap]\.?m\b\.?)?"
    rf"(?:\s{{0,2}}\(?{_ZONE})?",
    re.I,
)
_ZONE_ALONE = re.compile(rf",?\s{{0,2}}\(?{_ZONE}", re.I)
_MILITARY = re.compile(r"(?<!\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)\s(?P<zone>GMT|UTC)\b")
_RELATIVE = re.compile(
    r"(?<!\w)(?:\d{1,3}|an?|one|two|three)\s{0,2}(?:h|hrs?|hours?|m|mins?|minutes?|d|days?|w|weeks?|months?|years?)\s{1,2}ago\b",
    re.I,
)
_LABEL = re.compile(r"updated|modified|published|posted|original", re.I)
# How far from its date a time of day may stand, in characters: "7:12 am EDT, Monday, Jul 18, 2011".
_REACH = 34
_MAX_SCAN = 400


@dataclass(frozen=True, slots=True)
class Found:
    """A date in a text: characters `start` to `end`, time and zone included.

    `unsure` when day and month could be swapped.
    """

    start: int
    end: int
    moment: Moment
    unsure: bool = False


def is_relative(text: str) -> bool:
    """Whether a short text says an age such as "3 hours ago"."""
    return _RELATIVE.search(text[:_MAX_SCAN]) is not None


def find_dates(text: str) -> tuple[Found, ...]:
    """Absolute dates in the first 400 characters of a text, in order, none overlapping another."""
    text = text[:_MAX_SCAN]
    if not any(c.isdigit() for c in text):
        return ()
    days: list[tuple[int, int, dt.date, bool]] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            day = _day(match)
            if day and not any(match.start() < end and start < match.end() for start, end, _, _ in days):
                days.append((match.start(), match.end(), day, False))
    for match in _NUMERIC.finditer(text):
        numeric = _numeric(match)
        if numeric and not any(match.start() < end and start < match.end() for start, end, _, _ in days):
            days.append((match.start(), match.end(), *numeric))
    days.sort()
    found: list[Found] = []
    for number in range(len(days)):
        found.append(_timed(text, days, number, found[-1].end if found else 0))
    return tuple(found)


def parse_date(text: str) -> Found | None:
    """The one date that a date text such as a metadata field gives, or None."""
    text = text.strip()
    compact = _COMPACT.match(text)
    if compact:
        day = _day(compact)
        return Found(0, len(text), Moment(day)) if day else None
    found = find_dates(text)
    return found[0] if found else None


def _day(match: re.Match[str]) -> dt.date | None:
    groups = match.groupdict()
    month = int(groups["month_no"]) if groups.get("month_no") else MONTHS[groups["month"].lower()]
    return _date(int(groups["year"]), month, int(groups["day"]))


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _numeric(match: re.Match[str]) -> tuple[dt.date, bool] | None:
    """A date such as 13.11.2019 or 11/19/19, and whether it could be read both ways."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["year"])
    if year < 100:
        year += 2000 if year < 70 else 1900
    european, american = _date(year, second, first), _date(year, first, second)
    if match["sep"] == ".":
        # With full stops the day comes first wherever this is written.
        american = None
    day = european or american
    if day is None:
        return None
    return day, bool(european and american and european != american)


def _timed(text: str, days: list[tuple[int, int, dt.date, bool]], number: int, floor: int) -> Found:
    """The numbered date with the time of day next to it; what stands before `floor` belongs to the date before."""
    start, end, day, unsure = days[number]
    ceiling = days[number + 1][0] if number + 1 < len(days) else len(text)
    before_at = max(floor, start - _REACH)
    earlier = [*_TIME.finditer(text, before_at, start), *_MILITARY.finditer(text, before_at, start)]
    after = text[end : min(ceiling, end + _REACH)]
    label = _LABEL.search(after)
    if label:
        # In "Published Feb 12, 2020 Updated 21:04 Feb 13, 2020" the time belongs to the label that it follows.
        after = after[: label.start()]
    if after[:1] == "T":
        after = " " + after[1:]
    match = _TIME.search(after) or _MILITARY.search(after)
    if match and (clock := _clock(match)):
        return Found(start, end + match.end(), Moment(day, clock, _zone(match)), unsure)
    if earlier and (clock := _clock(earlier[0])):
        # "8:02am, 13 Mar 2018 (UTC+8)": the zone may stand behind the date.
        alone = _ZONE_ALONE.match(after)
        return Found(earlier[0].start(), end, Moment(day, clock, _zone(earlier[0]) or _zone(alone)), unsure)
    return Found(start, end, Moment(day), unsure)


def _clock(match: re.Match[str]) -> dt.time | None:
    hour, minute = int(match["hour"]), int(match["minute"])
    half = (match.groupdict().get("half") or "").lower()[:1]
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return dt.time(hour, minute)
    except ValueError:
        return None


def _zone(match: re.Match[str] | None) -> str | None:
    zone = match.groupdict().get("zone") if match else None
    if not zone:
        return None
    zone = zone.upper().replace(" ", "")
    for name in ("GMT", "UTC"):
        if zone.startswith(name) and len(zone) > len(name):
            zone = zone[len(name) :]
    if zone in {"Z", "UTC", "GMT"}:
        return "Z"
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "")
        digits = digits.zfill(2) + "00" if len(digits) <= 2 else digits.zfill(4)
        return f"{zone[0]}{digits[:2]}:{digits[2:]}"
    return zone
