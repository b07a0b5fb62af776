"""How far two places are apart."""

import math
from typing import Final

from dragoman.model import Place

_EARTH_KM: Final = 6371.0
# One outlet names the city, another its suburb or border village: Palm Beach and Mar-a-Lago, Seoul and Panmunjom.
NEAR_KM: Final = 60.0
# Within a city and its suburbs two outlets mean one place; further apart they disagree.
SAME_KM: Final = 25.0


def near(one: Place, other: Place, within: float = NEAR_KM) -> bool:
    """Whether the two are known to lie within so many km of one another, by the haversine formula."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    lat_one, lat_other = math.radians(one.lat), math.radians(other.lat)
    lon = math.radians(other.lon - one.lon)
    chord = math.sin((lat_other - lat_one) / 2) ** 2 + math.cos(lat_one) * math.cos(lat_other) * math.sin(lon / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, chord))) <= within


def elsewhere(one: Place, other: Place) -> bool:
    """Whether two places cannot be one: in two states, or two cities of one.

    Where a palace, an island or a hall lies is often not known: it may well be in the city that another names.
    """
    if near(one, other, SAME_KM):
        return False
    if one.country and other.country and one.country != other.country:
        return True
    if not one.name or not other.name or one.name.casefold() == other.name.casefold():
        return False
    return one.lat is not None and other.lat is not None
