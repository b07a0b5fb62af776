"""The values that leave Dragoman, as JSON: one object a line, keys always in the same order."""

import json
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from dragoman.model import (
    ActorEntry,
    Article,
    Event,
    EventParticipant,
    EventSource,
    Judgement,
    Moment,
    Participant,
    Place,
    Report,
    Span,
    TimeSpan,
)

if TYPE_CHECKING:
    # It brings the parser, which takes a second to load.
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
    return {
        "article": report.article,
        "kind": report.kind,
        "status": report.status,
        "participants": [_participant(participant) for participant in report.participants],
        "place": place_json(report.place) if report.place else None,
        **when_json(report.when),
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


def event_json(event: Event) -> Json:
    """An event as `dragoman timeline` and the exports write it, with its sources, life and disagreements.

    As in a report, but `actor` is the actor's id in the record; `start` and `end` are ISO dates as long as what is
    known, `lat` and `lon` degrees, `span` character offsets [start, end) into the cleaned text of `article`.
    """
    return {
        "id": event.id,
        "kind": event.kind,
        "status": event.status,
        "participants": [event_participant_json(participant) for participant in event.participants],
        "place": place_json(event.place) if event.place else None,
        **when_json(event.when),
        "confidence": round(event.confidence, 3),
        "independent_sources": event.independent_sources,
        "sources": [_source(source) for source in event.sources],
        "life": [
            {"on": c.on, "article": c.article, "field": c.field, "from": c.before, "to": c.after} for c in event.life
        ],
        "disagreements": [
            {"field": d.field, "values": list(d.values), "articles": [list(articles) for articles in d.articles]}
            for d in event.disagreements
        ],
        "plover": {"event": event.plover.event, "mode": event.plover.mode},
        "cameo": event.plover.cameo,
        "about": list(event.about),
        "first_reported": event.first_reported,
        "last_reported": event.last_reported,
        "former_ids": list(event.former_ids),
        "verdict": event.verdict,
        "corrected": list(event.corrected),
    }


def actor_json(entry: ActorEntry) -> Json:
    """An actor of the record; `first` and `last` are the ISO days of publication on which it was seen in an office."""
    return {
        "id": entry.id,
        "name": entry.name,
        "type": entry.type,
        "country": entry.country,
        "names": list(entry.names),
        "offices": [
            {"office": held.office, "country": held.country, "first": held.first, "last": held.last}
            for held in entry.offices
        ],
        "former_ids": list(entry.former_ids),
    }


def judgement_json(judgement: Judgement) -> Json:
    """A person's judgement; `at` and `undone_at` are ISO 8601 times in UTC."""
    return {
        "id": judgement.id,
        "at": judgement.at,
        "by": judgement.by,
        "verdict": judgement.verdict,
        "about": judgement.about,
        "target": judgement.target,
        "other": judgement.other,
        "field": judgement.field,
        "value": judgement.value,
        "note": judgement.note,
        "undone_at": judgement.undone_at,
        "undone_by": judgement.undone_by,
    }


def times_json(article: Article, times: "Iterable[TimeMention]") -> Json:
    """The time expressions of an article as `dragoman times` writes them; offsets are into the article's text."""
    return {"id": article.id, "times": [_time_mention(mention, article.text) for mention in times]}


def _time_mention(mention: "TimeMention", text: str) -> Json:
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


def event_participant_json(participant: EventParticipant) -> Json:
    """A participant of an event; `actor` is the actor's id in the record."""
    return {**_participant(Participant(participant.actor, participant.role)), "actor": participant.id}


def _source(source: EventSource) -> Json:
    return {
        "article": source.article,
        "outlet": source.outlet,
        "agency": source.agency,
        "url": source.url,
        "published": source.published,
        "attribution": source.attribution,
        "evidence": source.evidence,
        "copy_of": source.copy_of,
        "report": source.report,
        "title": source.title,
        "kind": source.kind,
        "status": source.status,
        **when_json(source.when),
        "place": place_json(source.place) if source.place else None,
        "strength": source.strength,
        "voice": source.voice,
        "span": _span(source.span),
        "confidence": round(source.confidence, 3),
        "rejected": source.rejected,
        "rejected_as_copy": source.rejected_as_copy,
    }


def when_json(when: TimeSpan | None) -> Json:
    """Days as ISO 8601 dates as long as what is known."""
    return {
        "start": when.start if when else None,
        "end": when.end if when else None,
        "approximate": bool(when and when.approximate),
    }


def place_json(place: Place) -> Json:
    """A place; `lat` and `lon` in degrees."""
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
