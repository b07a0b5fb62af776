"""GeoJSON (RFC 7946) of visits: a point where each led, and a line to it from the visitor's capital."""

from collections.abc import Iterator
from functools import cache
from typing import BinaryIO

from dragoman.actors.places import capital_of, find_place
from dragoman.exports.contents import Contents, standing
from dragoman.exports.dates import first_day, last_day, words
from dragoman.exports.wording import counting, line, place_words, title, web_address
from dragoman.exports.writing import write_list
from dragoman.jsonio import Json
from dragoman.model import Event, Kind, Role

Position = tuple[float, float]


def write(contents: Contents, out: BinaryIO) -> int:
    """One FeatureCollection; returns the number of its features. Visits without a known position are left out."""
    features = (feature for event in standing(contents) for feature in _features(event))
    return write_list('{"type": "FeatureCollection", "features": [', features, "\n]}\n", out)


def _features(event: Event) -> Iterator[Json]:
    place = event.place
    if event.kind is not Kind.VISIT or place is None or place.lat is None or place.lon is None:
        return
    there = (round(place.lon, 5), round(place.lat, 5))
    properties = _properties(event)
    yield _feature(f"{event.id}#place", {"type": "Point", "coordinates": list(there)}, {**properties, "part": "place"})
    visitors = [p.actor.country for p in event.participants if p.role is Role.VISITOR and p.actor.country]
    for country in dict.fromkeys(visitors):
        home = _capital(country)
        if home and home[1] != there:
            trip = {**properties, "part": "trip", "from": home[0], "from_country": country}
            yield _feature(f"{event.id}#from-{country}", _way(home[1], there), trip)


def _feature(identity: str, geometry: Json, properties: Json) -> Json:
    return {"type": "Feature", "id": identity, "geometry": geometry, "properties": properties}


def _properties(event: Event) -> Json:
    when, sources = event.when, counting(event)
    first = first_day(when.start) if when else None
    last = last_day(when.end) if when else None
    return {
        "event": event.id,
        "title": title(event),
        "kind": event.kind,
        "status": event.status,
        "visitors": [line(p.actor.name) for p in event.participants if p.role is Role.VISITOR],
        "visitor_countries": sorted(
            {p.actor.country for p in event.participants if p.role is Role.VISITOR and p.actor.country}
        ),
        "place": place_words(event.place),
        "when": words(when),
        "start": when.start if when else None,
        "end": when.end if when else None,
        "first_day": first.isoformat() if first else None,
        "last_day": last.isoformat() if last else None,
        "independent_sources": event.independent_sources,
        "confidence": round(event.confidence, 3),
        "url": next((url for source in sources if (url := web_address(source.url))), None),
    }


@cache
def _capital(country: str) -> tuple[str, Position] | None:
    name = capital_of(country)
    place = find_place(name, country) if name else None
    if name is None or place is None or place.lat is None or place.lon is None:
        return None
    return name, (round(place.lon, 5), round(place.lat, 5))


def _way(start: Position, end: Position) -> Json:
    """The line from `start` to `end`, cut at the 180th meridian where that is the shorter way (RFC 7946, 3.1.9)."""
    turn = end[0] - start[0]
    if abs(turn) <= 180:
        return {"type": "LineString", "coordinates": [list(start), list(end)]}
    edge = 180.0 if turn < 0 else -180.0
    far = end[0] + (360 if turn < 0 else -360)
    lat = round(start[1] + (end[1] - start[1]) * (edge - start[0]) / (far - start[0]), 5)
    return {
        "type": "MultiLineString",
        "coordinates": [[list(start), [edge, lat]], [[-edge, lat], list(end)]],
    }
