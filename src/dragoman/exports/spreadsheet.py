"""CSV: one row per event, for spreadsheets."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import BinaryIO, Final

from dragoman.exports.contents import Contents
from dragoman.exports.wording import counting, line, web_address
from dragoman.exports.writing import encoded
from dragoman.model import Change, Event, EventParticipant

# A spreadsheet takes such a cell for a formula; the wide forms are those of East Asian keyboards.
_FORMULA: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
# A cell of Excel holds 32,767 characters.
_LONGEST: Final = 32_000
# Excel takes a file without it for the code page of the machine.
_BYTE_ORDER_MARK: Final = "\ufeff"

Cell = str | int | float | None

COLUMNS: Final = (
    "id",
    "kind",
    "status",
    "start",
    "end",
    "approximate",
    "participants",
    "countries",
    "actors",
    "place",
    "place_country",
    "lat",
    "lon",
    "geonames",
    "about",
    "confidence",
    "independent_sources",
    "articles",
    "outlets",
    "attributions",
    "evidence",
    "url",
    "first_reported",
    "last_reported",
    "life",
    "disagreements",
    "plover_event",
    "plover_mode",
    "cameo",
    "verdict",
    "corrected",
)


def write(contents: Contents, out: BinaryIO) -> int:
    """The events in RFC 4180's CSV, UTF-8 with a byte order mark; cells that look like formulas begin with "'"."""
    out.write(encoded(_BYTE_ORDER_MARK))
    out.write(_row(COLUMNS))
    count = 0
    for event in contents.events():
        cells = _cells(event)
        out.write(_row(cells[column] for column in COLUMNS))
        count += 1
    return count


def _row(cells: Iterable[Cell]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerow([_safe(cell) if isinstance(cell, str) else cell for cell in cells])
    return encoded(text.getvalue())


def _safe(text: str) -> str:
    return _plain(line(text))[:_LONGEST]


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cells(event: Event) -> Mapping[str, Cell]:
    place, when, sources = event.place, event.when, counting(event)
    return {
        "id": event.id,
        "kind": event.kind,
        "status": event.status,
        "start": when.start if when else None,
        "end": when.end if when else None,
        "approximate": "yes" if when and when.approximate else "no",
        "participants": _joined(_participant(p) for p in event.participants),
        "countries": _joined(sorted({p.actor.country for p in event.participants if p.actor.country})),
        "actors": _joined(p.id for p in event.participants),
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonames": place.geonames if place else None,
        "about": _joined(event.about),
        "confidence": round(event.confidence, 3),
        "independent_sources": event.independent_sources,
        "articles": len({source.article for source in sources}),
        "outlets": _joined(sorted({source.outlet for source in sources if source.outlet})),
        "attributions": _joined(dict.fromkeys(source.attribution for source in sources if source.attribution)),
        "evidence": sources[0].evidence if sources else None,
        "url": next((url for source in sources if (url := web_address(source.url))), None),
        "first_reported": event.first_reported,
        "last_reported": event.last_reported,
        "life": _joined(_change(change) for change in event.life),
        "disagreements": _joined(f"{d.field}: {' | '.join(d.values)}" for d in event.disagreements),
        "plover_event": event.plover.event,
        "plover_mode": event.plover.mode,
        "cameo": event.plover.cameo,
        "verdict": event.verdict,
        "corrected": _joined(event.corrected),
    }


def _participant(participant: EventParticipant) -> str:
    return f"{participant.actor.name} ({participant.actor.country or '?'}, {participant.role})"


def _change(change: Change) -> str:
    return f"{change.on or '?'} {change.field}: {change.before or '-'} -> {change.after or '-'}"


def _joined(parts: Iterable[str]) -> str:
    # Each part alone: where the list separator is ";", some spreadsheets make cells of them.
    return "; ".join(_plain(line(part)) for part in parts)
