"""A table with the columns of POLECAT's weekly files, one row per event."""

from collections.abc import Iterable
from typing import BinaryIO, Final

from dragoman import __version__
from dragoman.exports.contents import Contents, standing
from dragoman.exports.dates import days
from dragoman.exports.plover import QUADS
from dragoman.exports.sides import Participants, halves, sector
from dragoman.exports.wording import counting, line
from dragoman.exports.writing import write_tabbed
from dragoman.model import Actor, ActorType, Event, Place

COLUMNS: Final = (
    "Event ID",
    "Event Date",
    "Event Type",
    "Event Mode",
    "Intensity",
    "Quad Code",
    "Contexts",
    "Actor Name",
    "Actor Country",
    "Actor COW",
    "Primary Actor Sector",
    "Actor Sectors",
    "Actor Title",
    "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name",
    "Recipient Country",
    "Recipient COW",
    "Primary Recipient Sector",
    "Recipient Sectors",
    "Recipient Title",
    "Recipient Name Raw",
    "Wikipedia Recipient ID",
    "Placename",
    "City",
    "District",
    "Province",
    "Country",
    "Latitude",
    "Longitude",
    "GeoNames ID",
    "Raw Placename",
    "Feature Type",
    "Source",
    "Publication Date",
    "Story People",
    "Story Organizations",
    "Story Locations",
    "Language",
    "Version",
)
# What POLECAT's files have where nothing is known.
_NOTHING: Final = "None"


def write(contents: Contents, out: BinaryIO) -> int:
    """The events with a header row, tab-separated and unquoted; several values in a cell are parted by "; "."""
    write_tabbed([COLUMNS], out)
    return write_tabbed((_row(event) for event in standing(contents)), out)


def _row(event: Event) -> list[str]:
    parties, span, place, sources = halves(event), days(event.when), event.place, counting(event)
    # A mutual contact has sources only in PLOVER, but POLECAT's users look for both ends.
    first, second = (parties.sources, parties.targets) if parties.targets else _split(parties.sources)
    quad = QUADS.get(event.plover.event)
    cells = {
        "Event ID": event.id,
        "Event Date": span[0].isoformat() if span else "",
        "Event Type": event.plover.event,
        "Event Mode": event.plover.mode or "",
        "Quad Code": str(quad) if quad else "",
        "Contexts": "diplomatic",
        **_actor_cells(first, "Actor"),
        **_actor_cells(second, "Recipient"),
        **(_place_cells(place) if place else {}),
        "Source": _joined(source.outlet for source in sources[:1]),
        "Publication Date": event.first_reported or "",
        "Version": f"dragoman {__version__}",
    }
    return [line(cells.get(column)).replace('"', "'") or _NOTHING for column in COLUMNS]


def _split(participants: Participants) -> tuple[Participants, Participants]:
    """The first side against the others; all on one hand where they act for one state."""
    if not participants:
        return (), ()
    home = participants[0].actor.country
    others = tuple(p for p in participants[1:] if home is None or home == "IGO" or p.actor.country != home)
    return tuple(p for p in participants if p not in others), others


def _actor_cells(participants: Participants, end: str) -> dict[str, str]:
    actors = [participant.actor for participant in participants]
    sectors = [_sector(actor) for actor in actors]
    return {
        f"{end} Name": _joined(actor.name for actor in actors),
        f"{end} Country": _joined(actor.country for actor in actors),
        f"Primary {end} Sector": next((code for code in sectors if code), ""),
        f"{end} Sectors": _joined(sectors),
        f"{end} Title": _joined(actor.office for actor in actors),
        f"{end} Name Raw": _joined(actor.name for actor in actors),
    }


def _sector(actor: Actor) -> str:
    return "IGO" if actor.type is ActorType.IGO else sector(actor) or ""


def _place_cells(place: Place) -> dict[str, str]:
    return {
        "Placename": place.name or "",
        "City": place.name or "",
        "Country": place.country or "",
        "Latitude": "" if place.lat is None else f"{place.lat:.5f}",
        "Longitude": "" if place.lon is None else f"{place.lon:.5f}",
        "GeoNames ID": str(place.geonames or ""),
        "Raw Placename": place.name or "",
    }


def _joined(parts: Iterable[str | None]) -> str:
    return "; ".join(dict.fromkeys(line(part) for part in parts if part))
