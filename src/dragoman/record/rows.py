"""Articles and reports as rows of the record, and back."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from sqlalchemy.engine import RowMapping

from dragoman.model import Article, DatedBy, Judgement, Moment, Place, Removed, Report, Span, TimeSpan, Verdict

# A row as SQLAlchemy gives it, or a mapping of the same columns.
Row = Mapping[str, Any] | RowMapping


def article_row(article: Article) -> dict[str, Any]:
    """The columns of an article that are its own; `article_of` makes the same article of them."""
    return {
        "key": article.id,
        "title": article.title,
        "text": article.text,
        "outlet": article.outlet,
        "agency": article.agency,
        "byline": article.byline,
        "dateline": article.dateline,
        **_moment_row("published", article.published),
        **_moment_row("updated", article.updated),
        "dated_by": article.dated_by and str(article.dated_by),
        "language": article.language,
        "url": article.url,
        "source": article.source,
        "copy_of": article.copy_of,
        "removed": [[piece.text, piece.reason] for piece in article.removed],
        "notes": list(article.notes),
    }


def article_of(row: Row) -> Article:
    """The article of a row."""
    return Article(
        id=row["key"],
        text=row["text"],
        title=row["title"],
        outlet=row["outlet"],
        agency=row["agency"],
        byline=row["byline"],
        dateline=row["dateline"],
        published=_moment_of("published", row),
        updated=_moment_of("updated", row),
        dated_by=DatedBy(row["dated_by"]) if row["dated_by"] else None,
        language=row["language"],
        url=row["url"],
        source=row["source"],
        copy_of=row["copy_of"],
        removed=tuple(Removed(text, reason) for text, reason in row["removed"] or ()),
        notes=tuple(row["notes"] or ()),
    )


def _moment_row(name: str, moment: Moment | None) -> dict[str, Any]:
    return {
        name: moment.day.isoformat() if moment else None,
        f"{name}_time": moment.time.isoformat() if moment and moment.time else None,
        f"{name}_zone": moment.zone if moment else None,
    }


def _moment_of(name: str, row: Row) -> Moment | None:
    if row[name] is None:
        return None
    time = row[f"{name}_time"]
    return Moment(dt.date.fromisoformat(row[name]), dt.time.fromisoformat(time) if time else None, row[f"{name}_zone"])


def report_row(report: Report) -> dict[str, Any]:
    """The columns of a report that are its own, without its participants."""
    place, when = report.place, report.when
    return {
        "kind": str(report.kind),
        "status": str(report.status),
        "start": when.start if when else None,
        "end": when.end if when else None,
        "approximate": bool(when and when.approximate),
        **place_row(place),
        "attribution": report.attribution,
        "evidence": report.evidence,
        "span_start": report.span.start,
        "span_end": report.span.end,
        "trigger": report.trigger,
        "plover_event": report.plover.event,
        "plover_mode": report.plover.mode,
        "cameo": report.plover.cameo,
        "about": list(report.about),
        "confidence": report.confidence,
        "because": {field: [[s.start, s.end] for s in spans] for field, spans in sorted(report.because.items())},
    }


def place_row(place: Place | None) -> dict[str, Any]:
    """The columns of a place."""
    return {
        "place_name": place.name if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonames": place.geonames if place else None,
    }


def place_of_row(row: Row) -> Place | None:
    """The place of a row; None if it has neither a name nor a state."""
    if row["place_name"] is None and row["place_country"] is None:
        return None
    return Place(row["place_name"], row["place_country"], row["lat"], row["lon"], row["geonames"])


def when_of_row(row: Row) -> TimeSpan | None:
    """The days of a row; None if it has none."""
    if row["start"] is None and row["end"] is None:
        return None
    return TimeSpan(row["start"], row["end"], bool(row["approximate"]))


def because_of_row(row: Row) -> dict[str, tuple[Span, ...]]:
    """The spans that decided each field."""
    return {field: tuple(Span(*pair) for pair in pairs) for field, pairs in (row["because"] or {}).items()}


def judgement_of(row: Row) -> Judgement:
    """The judgement of a row."""
    return Judgement(
        id=row["key"],
        at=row["at"],
        by=row["by"],
        verdict=Verdict(row["verdict"]),
        about=row["about"],
        target=row["target"],
        other=row["other"],
        field=row["field"],
        value=row["value"],
        note=row["note"],
        undone_at=row["undone_at"],
        undone_by=row["undone_by"],
    )
