"""Names, places and titles of events as plain text that fits into one line, a cell or an XML document."""

import hashlib
import re
from urllib.parse import urlsplit

from dragoman.exports.sides import halves
from dragoman.model import Event, EventParticipant, EventSource, EventStatus, Kind, Place

# What XML 1.0 cannot hold in any form, lone surrogates (UTF-8 cannot either) and the marks that turn text around.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]")
_BLANKS = re.compile(r"\s+")
_PREFIX = {
    EventStatus.PLANNED: "Planned: ",
    EventStatus.POSSIBLE: "Possible: ",
    EventStatus.OFF: "Called off: ",
    EventStatus.UNCONFIRMED: "Unconfirmed: ",
}

_OF = {Kind.MEETING: "of", Kind.CALL: "between", Kind.AGREEMENT: "between"}


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
    """One line on an event as it stands: "Called off: meeting of Kim Jong Un and Donald Trump, Singapore, SGP"."""
    text = subject(event)
    prefix = _PREFIX.get(event.status, "")
    return prefix + text[:1].lower() + text[1:] if prefix else text


def subject(event: Event) -> str:
    """What an event is, whatever became of it: "Meeting of Kim Jong Un and Donald Trump, Singapore, SGP"."""
    where, parties = place_words(event.place), halves(event)
    sources, targets = names(parties.sources), names(parties.targets)
    if event.kind is Kind.VISIT:
        text = _phrase(event.kind, ("by", sources), ("to", where or targets))
    elif targets:
        text = _phrase(event.kind, ("from", sources), ("to", targets))
    else:
        text = _phrase(event.kind, (_OF.get(event.kind, "from"), sources))
    if where and event.kind is not Kind.VISIT:
        text += f", {where}"
    return text[:1].upper() + text[1:]


def _phrase(kind: Kind, *parts: tuple[str, str]) -> str:
    return " ".join([kind, *(f"{word} {what}" for word, what in parts if what)])


def sources_words(event: Event) -> str:
    """ "1 independent source", "3 independent sources"."""
    return f"{event.independent_sources} independent source{'' if event.independent_sources == 1 else 's'}"


def counting(event: Event) -> tuple[EventSource, ...]:
    """The event's sources without those that a person has rejected."""
    return tuple(source for source in event.sources if not source.rejected)


def digest(*parts: str) -> str:
    """40 hexadecimal digits that are the same for the same parts in every run and on every machine."""
    return hashlib.sha1("\0".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
