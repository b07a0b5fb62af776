"""Time expressions of an English news text and the days that they mean."""

import datetime as dt
import re

from spacy.tokens import Doc

from dragoman.model import Span, TimeSpan
from dragoman.text.parsed import TimeMention

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SIMPLE = re.compile(
    r"\b(?:(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)|(?P<near>today|yesterday|tomorrow)"
    r"|(?P<month>Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.? (?P<day>\d{1,2})(?:, (?P<year>\d{4}))?)\b"
)
_NEAR = {"yesterday": -1, "today": 0, "tomorrow": 1}


def find_times(doc: Doc, published: dt.date | None) -> tuple[TimeMention, ...]:
    """The time expressions of `doc`, in text order, resolved against the day of publication."""
    found = []
    for match in _SIMPLE.finditer(doc.text):
        words = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if words is None:
            continue
        day = _day(match, published)
        value = day.isoformat() if day else "XXXX-XX-XX"
        when = TimeSpan(value, value) if day else None
        span = Span(match.start(), match.end())
        found.append(TimeMention(span, words.start, words.end, words.root.i, "DATE", value, when))
    return tuple(found)


def _day(match: re.Match[str], published: dt.date | None) -> dt.date | None:
    try:
        if match["month"] and (match["year"] or published):
            year = int(match["year"] or (published.year if published else 0))
            return dt.date(year, _MONTHS.index(match["month"].lower()) + 1, int(match["day"]))
    except ValueError:
        return None
    if published is None:
        return None
    if match["near"]:
        return published + dt.timedelta(days=_NEAR[match["near"]])
    if match["weekday"]:
        back = (published.weekday() - _DAYS.index(match["weekday"].lower())) % 7
        return published - dt.timedelta(days=back)
    return None
