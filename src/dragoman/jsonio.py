"""The values that leave Dragoman, as JSON: one object a line, keys always in the same order."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dragoman.model import Article, Moment, Participant, Place, Report, Span
from dragoman.text.parsed import TimeMention

Json = dict[str, Any]


def dumps(value: Mapping[str, Any]) -> str:
    """One line of JSON without the line end; text is not escaped to ASCII. The same value gives the same bytes."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def article_json(article: Article) -> Json:
    """An article as `dragoman clean` writes it.

    `published` is an ISO 8601 day; `published_time` and `updated` have the time of day and the zone if they are known.
    """
    published = article.published
    return {
        "id": article.id,
        "title": article.title,
        "published": published.day.isoformat() if published else None,
        "published_time": _time(published),
        "updated": article.updated.iso() if article.updated else None,
        "dated_by": article.dated_by,
        "outlet": article.outlet,
        "agency": article.agency,
        "byline": article.byline,
        "dateline": article.dateline,
        "language": article.language,
        "url": article.url,
        "copy_of": article.copy_of,
        "text": article.text,
        "removed": [{"text": piece.text, "reason": piece.reason} for piece in article.removed],
        "notes": list(article.notes),
    }


def report_json(report: Report, article: Article) -> Json:
    """A report as `dragoman read` writes it, with what a reader needs to know of its article.

    `span` and the spans of `because` are character offsets [start, end) into the article's cleaned text; `start` and
    `end` are ISO dates as long as what is known; `lat` and `lon` are degrees.
    """
    when = report.when
    return {
        "article": report.article,
        "kind": report.kind,
        "status": report.status,
        "participants": [_participant(participant) for participant in report.participants],
        "place": _place(report.place) if report.place else None,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "approximate": bool(when and when.approximate),
        "attribution": report.attribution,
        "evidence": report.evidence,
        "span": _span(report.span),
        "plover": {"event": report.plover.event, "mode": report.plover.mode},
        "cameo": report.plover.cameo,
        "about": list(report.about),
        "confidence": round(report.confidence, 3),
        "because": {field: [_span(span) for span in spans] for field, spans in sorted(report.because.items())},
        "trigger": report.trigger,
        "published": article.published.day.isoformat() if article.published else None,
        "outlet": article.outlet,
        "agency": article.agency,
        "url": article.url,
        "copy_of": article.copy_of,
    }


def times_json(article: Article, times: Iterable[TimeMention]) -> Json:
    """The time expressions of an article as `dragoman times` writes them; offsets are into the article's text."""
    return {"id": article.id, "times": [_time_mention(mention, article.text) for mention in times]}


def _time_mention(mention: TimeMention, text: str) -> Json:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "text": mention.span.of(text),
        "type": mention.type,
        "value": mention.value,
        "begin": mention.when.start if mention.when else None,
        "finish": mention.when.end if mention.when else None,
    }


def _participant(participant: Participant) -> Json:
    actor = participant.actor
    return {
        "name": actor.name,
        "country": actor.country,
        "role": participant.role,
        "type": actor.type,
        "office": actor.office,
        "actor": actor.key,
    }


def _place(place: Place) -> Json:
    return {
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "geonames": place.geonames,
    }


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _time(moment: Moment | None) -> str | None:
    return moment.iso() if moment is not None and moment.time is not None else None
