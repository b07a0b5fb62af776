"""PLOVER's own JSON records, one event a line, for coders and tools of event data."""

from typing import Any, BinaryIO, Final

from dragoman.exports.contents import Contents, standing
from dragoman.exports.dates import days, interval
from dragoman.exports.sides import halves, sector
from dragoman.exports.wording import clean, counting, line, web_address
from dragoman.exports.writing import write_lines
from dragoman.jsonio import Json
from dragoman.model import Event, EventParticipant, EventSource, EventStatus, Place

# PLOVER's quad categories: verbal cooperation, material cooperation, verbal conflict, material conflict.
QUADS: Final = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "DEMAND", "ACCUSE", "REJECT", "SANCTION", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "MOBILIZE", "COERCE", "ASSAULT", "CRIME"), 4),
}
_CONTEXTS: Final = {
    EventStatus.PLANNED: ["diplomatic", "future"],
    EventStatus.POSSIBLE: ["diplomatic", "future", "hypothetical"],
    EventStatus.UNCONFIRMED: ["diplomatic", "hypothetical"],
}


def write(contents: Contents, out: BinaryIO) -> int:
    """One record per event, with the field names of PLOVER's manual and only fields that are not empty."""
    return write_lines((_record(event) for event in standing(contents)), out)


def _record(event: Event) -> Json:
    parties, span, sources = halves(event), days(event.when), counting(event)
    record = {
        "id": event.id,
        "has_event": True,
        "date": span[0].isoformat() if span else None,
        "enddate": span[1].isoformat() if span and span[1] > span[0] else None,
        "source": [_actor(p) for p in parties.sources],
        "recipient": [_actor(p) for p in parties.targets],
        "event": [event.plover.event],
        "event_loc": _location(event.place) if event.place else None,
        "event_text": [clean(source.evidence) for source in sources],
        "quad_code": QUADS.get(event.plover.event),
        "mode": [event.plover.mode] if event.plover.mode else None,
        "context": _CONTEXTS.get(event.status, ["diplomatic"]),
        "cite_info": _citation(sources[0]) if sources else None,
        "coder": "dragoman",
        "comment": f"dated {interval(event.when)}" if event.when and not span else None,
        # Beyond PLOVER: what the record keeps apart and PLOVER does not.
        "kind": event.kind,
        "status": event.status,
        "cameo": event.plover.cameo,
        "independent_sources": event.independent_sources,
        "confidence": round(event.confidence, 3),
        "citations": [_citation(source) for source in sources],
    }
    # The manual requires these four.
    required = ("id", "date", "source", "event")
    return {key: value for key, value in record.items() if key in required or value not in (None, [], {})}


def _actor(participant: EventParticipant) -> Json:
    actor = participant.actor
    fields = {
        "code": actor.country,
        "sector": sector(actor),
        "actor_text": line(actor.name),
        "identifier_id": line(participant.id),
        "office": line(actor.office) or None,
        "role": participant.role,
    }
    return {key: value for key, value in fields.items() if value is not None}


def _location(place: Place) -> Json:
    fields = {
        "geonameid": place.geonames,
        "name": line(place.name) or None,
        "latitude": place.lat,
        "longitude": place.lon,
        "cc3": place.country,
    }
    return {key: value for key, value in fields.items() if value is not None}


def _citation(source: EventSource) -> Json:
    fields: dict[str, Any] = {
        "citation": source.article,
        "url": web_address(source.url),
        "title": line(source.title) or None,
        "publication": line(source.outlet) or None,
        "published": source.published,
    }
    return {key: value for key, value in fields.items() if value is not None}
