"""iCalendar (RFC 5545): events with a known day, as all-day entries for a calendar."""

import datetime as dt
from typing import BinaryIO, Final
from urllib.parse import quote

import icalendar

from dragoman.exports.contents import Contents, standing
from dragoman.exports.dates import days, exact_day
from dragoman.exports.wording import clean, counting, line, place_words, sources_words, title, web_address
from dragoman.exports.writing import encoded
from dragoman.model import Event, EventStatus

# Enough for a reader of a calendar; the record has them all.
_QUOTED_SOURCES: Final = 5
_SURE_SOURCES: Final = 2
_HEAD: Final = (
    "BEGIN:VCALENDAR\r\n"
    "VERSION:2.0\r\n"
    "PRODID:-//Dragoman//The diplomatic record//EN\r\n"
    "CALSCALE:GREGORIAN\r\n"
    "METHOD:PUBLISH\r\n"
)


def write(contents: Contents, out: BinaryIO) -> int:
    """One calendar; returns the number of its entries. Events whose first day is not known are left out."""
    out.write(encoded(_HEAD))
    count = 0
    for event in standing(contents):
        span = days(event.when)
        if span is not None:
            out.write(_entry(event, *span).to_ical())
            count += 1
    out.write(encoded("END:VCALENDAR\r\n"))
    return count


def _entry(event: Event, first: dt.date, last: dt.date) -> icalendar.Event:
    entry = icalendar.Event()
    entry.add("uid", f"{quote(event.id, safe='')}@dragoman")
    # The day of the last report, not the clock: the same record gives the same bytes.
    stamp = exact_day(event.last_reported) or first
    entry.add("dtstamp", dt.datetime.combine(stamp, dt.time(), dt.UTC))
    entry.add("dtstart", first)
    # DTEND is the day after the last one.
    entry.add("dtend", last + dt.timedelta(days=1) if last < dt.date.max else last)
    entry.add("sequence", max(0, len(event.life) - 1))
    entry.add("status", status(event))
    entry.add("transp", "TRANSPARENT")
    entry.add("summary", title(event))
    entry.add("description", _description(event))
    entry.add("categories", [str(event.kind), str(event.status)])
    where = place_words(event.place)
    if where:
        entry.add("location", where)
    if event.place and event.place.lat is not None and event.place.lon is not None:
        entry.add("geo", (event.place.lat, event.place.lon))
    url = next((url for source in counting(event) if (url := web_address(source.url))), None)
    if url:
        entry.add("url", url)
    return entry


def status(event: Event) -> str:
    """CANCELLED if called off; CONFIRMED if it happened or two independent sources have it planned; else TENTATIVE."""
    if event.status is EventStatus.OFF:
        return "CANCELLED"
    planned = event.status is EventStatus.PLANNED and event.independent_sources >= _SURE_SOURCES
    return "CONFIRMED" if planned or event.status is EventStatus.HAPPENED else "TENTATIVE"


def _description(event: Event) -> str:
    sources = counting(event)
    parts = [f"{event.status}, {sources_words(event)}, confidence {event.confidence:.2f}"]
    if event.about:
        parts.append(f"About: {', '.join(line(topic) for topic in event.about)}")
    for source in sources[:_QUOTED_SOURCES]:
        said = f" ({line(source.attribution)})" if source.attribution else ""
        outlet = line(source.outlet) or line(source.article)
        parts.append(f"{outlet}, {source.published or 'undated'}{said}: {line(clean(source.evidence))}")
    return "\n".join(parts)
