"""Fields that people set, from the texts in which they are kept."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from dragoman.actors import find_place
from dragoman.errors import UsageError
from dragoman.model import Kind, Place, Status, TimeSpan
from dragoman.record.member import Member
from dragoman.record.partakers import ABSENT, PARTICIPANT, Partaker, as_said, typed_participant
from dragoman.record.timing import window_of
from dragoman.record.view import Corrections

FIELDS: Final = ("kind", "status", "date", "place", PARTICIPANT, ABSENT)
_DAY: Final = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")


def checked_value(field: str, value: str) -> str:
    """The value as it is kept. Raises UsageError for a field that cannot be set and a value that it cannot have."""
    if field not in FIELDS:
        raise UsageError(f"{field!r} cannot be corrected; these can: {', '.join(FIELDS)}")
    text = " ".join(value.split())
    _PARSE[field](text)
    return text


def _kind(text: str) -> Kind:
    try:
        return Kind(text.lower())
    except ValueError:
        raise UsageError(f"{text!r} is no kind; these are: {', '.join(Kind)}") from None


def _status(text: str) -> Status:
    try:
        return Status(text.lower())
    except ValueError:
        raise UsageError(f"{text!r} is no status; these are: {', '.join(Status)}") from None


def when_of_text(text: str) -> TimeSpan:
    """The days of an ISO 8601 day, month, year or interval ("2018-03-25/2018-03-28", "../2018-05").

    Raises UsageError for anything else.
    """
    start, slash, end = text.partition("/")
    first, last = (None if part == ".." else part for part in ((start, end) if slash else (start, start)))
    when = TimeSpan(first, last)
    if not all(part is None or _is_day(part) for part in (first, last)) or window_of(when) is None:
        raise UsageError(f"{text!r} is no date; write 2018-06-12, 2018-06 or 2018-06-12/2018-06-14")
    return when


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        dt.date.fromisoformat(text + "-01-01"[: 10 - len(text)] if len(text) != 7 else text + "-01")
    except ValueError:
        return False
    return True


def place_of_text(text: str) -> Place:
    """The place of "Singapore, SGP", "Singapore" or "SGP". Raises UsageError for a place that is not known."""
    name, _, country = (part.strip() for part in text.rpartition(",")) if "," in text else (text, "", "")
    if re.fullmatch(r"[A-Z]{3}", name) and not country:
        return Place(None, name)
    found = find_place(name, country or None)
    if found is None:
        raise UsageError(f"{text!r} is no place that is known; write a city with its state, like 'Singapore, SGP'")
    return found


_PARSE: Final[Mapping[str, Callable[[str], object]]] = {
    "kind": _kind,
    "status": _status,
    "date": when_of_text,
    "place": place_of_text,
    PARTICIPANT: typed_participant,
    ABSENT: typed_participant,
}


def corrections_of(fields: Mapping[str, str] | None) -> Corrections | None:
    """What was set of an event; None if nothing was."""
    if not fields:
        return None
    return Corrections(
        kind=_kind(fields["kind"]) if "kind" in fields else None,
        status=_status(fields["status"]) if "status" in fields else None,
        when=when_of_text(fields["date"]) if "date" in fields else None,
        place=place_of_text(fields["place"]) if "place" in fields else None,
        fields=tuple(sorted(fields)),
    )


def corrected_member(member: Member, fields: Mapping[str, str] | None, people: Sequence[Partaker] = ()) -> Member:
    """A report with what was set of it, and who is said to have taken part; the report itself stays as it was read."""
    set_ = corrections_of(fields)
    if people:
        member = replace(member, parties=as_said(member.parties, people))
    if set_ is None:
        return member
    source = replace(
        member.source,
        kind=set_.kind or member.source.kind,
        status=set_.status or member.source.status,
        when=set_.when or member.source.when,
        place=set_.place or member.source.place,
    )
    return replace(member, source=source, window=window_of(source.when))
