"""Places by name: countries, capitals, cities, regions, sites and airports."""

from functools import cache

from dragoman.actors.cities import City, airport, cities
from dragoman.actors.gazetteer import Entry, Sort, gazetteer
from dragoman.actors.tables import fold, rows
from dragoman.model import Place

_LONGEST_NAME = 100
_PLACES = (Sort.STATE, Sort.CAPITAL, Sort.SITE, Sort.REGION, Sort.CITY, Sort.SEAT)


@cache
def _positions() -> dict[str, tuple[float, float]]:
    return {row["name"]: (float(row["lat"]), float(row["lon"])) for row in rows("places.csv") if row["lat"]}


@cache
def _seat_cities() -> dict[str, str]:
    return {row["code"]: row["capital"] for row in rows("states.csv") if row["capital"]}


def _of_city(city: City, name: str | None = None) -> Place:
    return Place(name or city.name, city.country or None, city.lat, city.lon, city.geonames)


def _of_entry(entry: Entry, name: str) -> Place | None:
    if entry.sort is Sort.STATE:
        return Place(entry.name, entry.country)
    if entry.sort is Sort.SEAT:
        found = next(
            (c for c in cities(_seat_cities().get(entry.country or "", "")) if c.country == entry.country), None
        )
        return Place(entry.name, entry.country, found.lat if found else None, found.lon if found else None)
    lat, lon = _positions().get(entry.name, (None, None))
    inside = [city for city in cities(entry.name) if city.country == entry.country]
    if entry.sort in (Sort.CAPITAL, Sort.CITY) and inside:
        return _of_city(inside[0], entry.name if entry.sort is Sort.CAPITAL else name)
    return Place(entry.name, entry.country, lat, lon)


def _spelled(city: City, name: str) -> Place:
    """The place under the English name that was asked for, where GeoNames prefers a local one ("Cologne")."""
    return _of_city(city, city.name if fold(city.name).casefold() == fold(name).casefold() else name)


def find_place(name: str, country_hint: str | None = None) -> Place | None:
    """The likeliest place of that name, with latitude, longitude and GeoNames id where known; else None.

    `country_hint` is an ISO 3166 alpha-3 code: a place in that state comes first ("Georgia" with "USA"). Without it,
    the lists of this package come before the cities of GeoNames, and there the biggest. A leading "the" is no matter.
    """
    name = " ".join(name[:_LONGEST_NAME].split()).strip(" ,.")
    for article in ("the ", "The "):
        name = name.removeprefix(article)
    if not name:
        return None
    entries = [e for e in gazetteer().lookup(name) if e.sort in _PLACES]
    listed = [e for e in entries if e.country == country_hint] if country_hint else entries
    if listed:
        return _of_entry(listed[0], name)
    return _unlisted(name, country_hint) or (_of_entry(entries[0], name) if entries else None)


def _unlisted(name: str, country_hint: str | None) -> Place | None:
    head, comma, tail = name.partition(",")
    if comma and tail.strip():
        outer = find_place(tail, country_hint)
        return (find_place(head, outer.country) if outer else None) or find_place(head, country_hint)
    found = cities(name)
    inside = [city for city in found if city.country == country_hint]
    if country_hint and inside:
        return _spelled(inside[0], name)
    if found and name[:1].isupper():
        return _spelled(found[0], name)
    field = airport(name) if name[:1].isupper() else None
    return _of_city(field, name) if field and country_hint in (None, field.country) else None


def capital_of(country: str) -> str | None:
    """The name of the capital of the state with ISO 3166 alpha-3 code `country`; None if it is not listed."""
    return _seat_cities().get(country)
