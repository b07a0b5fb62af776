"""Names, places and titles of events as plain text that fits into one line, a cell or an XML document."""

import hashlib
import re
from urllib.parse import urlsplit

from dragoman.model import Event, EventParticipant, EventSource, EventStatus, Place

# What XML 1.0 cannot hold in any form, lone surrogates (UTF-8 cannot either) and the marks that turn text around.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")
_PREFIX = {
    EventStatus.PLANNED: "Planned: ",
    EventStatus.POSSIBLE: "Possible: ",
    EventStatus.OFF: "Called off: ",
    EventStatus.UNCONFIRMED: "Unconfirmed: ",
}


def clean(text: str | None) -> str:
    """`text` without characters that XML or a terminal chokes on; line ends stay. "" for None."""
    return _UNFIT.sub("", text or "")


def line(text: str | None) -> str:
    """`text` cleaned, on one line: each run of blanks, tabs and line ends is one blank. "" for None."""
    return _BLANKS.sub(" ", clean(text)).strip()


def web_address(url: str | None) -> str | None:
    """`url` if it is an http(s) address without blanks or control characters; else None."""
    if not url or _UNFIT.search(url) or _BLANKS.search(url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def place_words(place: Place | None) -> str:
    """ "Singapore, SGP", or what of it is known; "" where nothing is."""
    return ", ".join(line(part) for part in (place.name, place.country) if part) if place else ""


def names(participants: tuple[EventParticipant, ...]) -> str:
    """The names, each once, as "A, B and C"."""
    told = list(dict.fromkeys(line(participant.actor.name) for participant in participants))
    return " and ".join([", ".join(told[:-1]), told[-1]]) if len(told) > 1 else "".join(told)


def title(event: Event) -> str:
    """One line on an event: "Called off: meeting of Kim Jong Un and Donald Trump, Singapore, SGP"."""
    where = place_words(event.place)
    who = f" of {names(event.participants)}" if event.participants else ""
    text = f"{event.kind}{who}{f', {where}' if where else ''}"
    prefix = _PREFIX.get(event.status, "")
    return prefix + text if prefix else text[:1].upper() + text[1:]


def counting(event: Event) -> tuple[EventSource, ...]:
    """The event's sources without those that a person has rejected."""
    return tuple(source for source in event.sources if not source.rejected)


def digest(*parts: str) -> str:
    """40 hexadecimal digits that are the same for the same parts in every run and on every machine."""
    return hashlib.sha1("\0".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
