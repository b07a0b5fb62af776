"""TimelineJS 3's JSON: events as slides of a timeline on a web page."""

from collections.abc import Iterator
from html import escape
from typing import BinaryIO, Final

from dragoman.exports.contents import Contents, standing
from dragoman.exports.dates import exact_day, month_and_year, words
from dragoman.exports.wording import counting, digest, line, sources_words, title, web_address
from dragoman.exports.writing import write_list
from dragoman.jsonio import Json
from dragoman.model import Event, EventSource

_QUOTED_SOURCES: Final = 5


def write(contents: Contents, out: BinaryIO) -> int:
    """One timeline; returns the number of its slides. Events without any date are left out.

    TimelineJS takes headline and text for HTML, so all text of articles is escaped.
    """
    return write_list('{"events": [', _slides(contents), "\n]}\n", out)


def _slides(contents: Contents) -> Iterator[Json]:
    for event in standing(contents):
        when = event.when
        start = _date((when.start or when.end) if when else None)
        if when is None or start is None:
            continue
        slide: Json = {"start_date": start}
        end = _date(when.end) if when.start and when.end and when.end != when.start else None
        if end:
            slide["end_date"] = end
        yield {
            **slide,
            "display_date": escape(words(when)),
            "unique_id": f"event-{digest(event.id)[:16]}",
            "group": event.kind,
            "autolink": False,
            "text": {"headline": escape(title(event)), "text": _html(event)},
        }


def _date(text: str | None) -> Json | None:
    year, month = month_and_year(text)
    if year is None:
        return None
    day = exact_day(text)
    date: Json = {"year": year}
    if month:
        date["month"] = month
    if day:
        date["day"] = day.day
    return date


def _html(event: Event) -> str:
    sources = counting(event)
    told = f"{event.status}, {sources_words(event)}"
    return f"<p>{escape(told)}</p>" + "".join(_quotation(source) for source in sources[:_QUOTED_SOURCES])


def _quotation(source: EventSource) -> str:
    name = escape(line(source.outlet) or line(source.article))
    url = web_address(source.url)
    cited = f'<a href="{escape(url)}" rel="noopener noreferrer">{name}</a>' if url else name
    day = f", {escape(source.published)}" if source.published else ""
    return f"<blockquote>{escape(line(source.evidence))}</blockquote><p>{cited}{day}</p>"
