"""The day of publication: which of the dates that a page gives is believed, and what is said about the others."""

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from urllib.parse import urlsplit

from dragoman.model import DatedBy, Moment
from dragoman.pages.datetext import Found, find_dates, parse_date
from dragoman.pages.lines import Line
from dragoman.pages.metadata import Dateline

_UPDATED = re.compile(r"(?:updated?|modified|edited|revised|changed|amended)\b[^\w]{0,6}(?:on|at)?[^\w]{0,4}$", re.I)
_PUBLISHED = re.compile(
    r"(?:published|posted|publish date|publication date|original|created|released|issued|first published|input|entered)"
    r"\b[^\w]{0,6}(?:on|at)?[^\w]{0,4}$",
    re.I,
)
_LABEL_ONLY = 28
_WEEKDAY = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b\W{0,4}$", re.I)
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-]?(0[1-9]|1[0-2])[/-]?([0-3]\d)(?!\d)")
_MONTH_FIRST = {"ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT"}
_DAY_FIRST = {"BST", "CET", "CEST", "EET", "EEST", "MSK", "AEST", "AEDT", "NZST", "NZDT", "SAST", "WAT"}
_DAY_FIRST_HOSTS = (
    ".uk",
    ".au",
    ".nz",
    ".ie",
    ".in",
    ".fr",
    ".de",
    ".it",
    ".es",
    ".br",
    ".ru",
    ".ua",
    ".za",
    ".ng",
    ".pk",
    ".eu",
    ".pt",
)
_MONTH_FIRST_HOSTS = (".gov", ".mil", ".us")
# Clocks are at most this far before and behind Greenwich.
_EAST = dt.timedelta(hours=14)
_WEST = dt.timedelta(hours=12)
# Lines before and after the start of the body in which a date of publication may stand.
_BEFORE = 12
_LABELLED_BEFORE = 60
_AFTER = 12


class Source(IntEnum):
    """Where a date comes from; the lower goes first."""

    GIVEN = 0
    METADATA = 1
    LABELLED = 2
    STAMP = 3
    ADDRESS = 4


_DATED_BY = {
    Source.GIVEN: DatedBy.GIVEN,
    Source.METADATA: DatedBy.METADATA,
    Source.LABELLED: DatedBy.PAGE,
    Source.STAMP: DatedBy.PAGE,
    Source.ADDRESS: DatedBy.METADATA,
}


@dataclass(frozen=True, slots=True)
class Claim:
    """A date that the page gives for its publication or, if `updated`, for its last change."""

    found: Found
    source: Source
    updated: bool = False


@dataclass(frozen=True, slots=True)
class Dates:
    """What is believed, and one line for each thing that is not. Every note starts with the page's name."""

    published: Moment | None
    updated: Moment | None
    dated_by: DatedBy | None
    notes: tuple[str, ...]


def given_claim(text: str | None) -> Claim | None:
    """The claim of a date given with the page, None when there is none or it cannot be read."""
    found = parse_date(text) if text else None
    return Claim(found, Source.GIVEN) if found else None


def url_claim(url: str | None) -> Claim | None:
    """The claim of an address with a day in its path, such as /2018/04/17/."""
    match = _URL_DAY.search(urlsplit(url).path) if url else None
    found = parse_date("-".join(match.groups())) if match else None
    return Claim(found, Source.ADDRESS) if found else None


def line_claims(head: Sequence[Line], after: Sequence[Line]) -> tuple[Claim, ...]:
    """Claims of the lines of a page before its body (`head`, all of them) and after its start.

    A date with a label ("Published:", "Updated") counts from further off than a bare one. A bare date far above the
    headline is the day of the visit, not of the article.
    """
    claims: list[Claim] = []
    # Share buttons by the dozen may stand between the day and the text.
    above = [line for line in head if line.reason != "share"][-_LABELLED_BEFORE:]
    lines = [*above, *after[:_AFTER]]
    near = max(0, len(above) - _BEFORE)
    for at, line in enumerate(lines):
        if len(line.text) > 200 or not (line.stamp or at >= near):
            continue
        label = lines[at - 1].text if at and len(lines[at - 1].text) <= _LABEL_ONLY else ""
        claims += _claims_of(line, label, bare=at >= near and line.stamp)
    return tuple(claims)


def text_claims(text: str) -> tuple[Claim, ...]:
    """Claims at the head of a plain article: a labelled date, or a stamp "CAIRO | Wed Mar 2, 2011 7:54 am EST"."""
    head = text[:260]
    claims = []
    for found in find_dates(head):
        before = _WEEKDAY.sub(" ", head[: found.start]).rstrip()
        if _UPDATED.search(before):
            claims.append(Claim(found, Source.LABELLED, updated=True))
        elif _PUBLISHED.search(before) and found.start < 120:
            claims.append(Claim(found, Source.LABELLED))
        elif found.moment.time is not None and (not before or before[-1] in "|\n"):
            claims.append(Claim(found, Source.STAMP))
    return tuple(claims)


def _claims_of(line: Line, label: str, *, bare: bool) -> list[Claim]:
    claims = []
    last = 0
    for number, found in enumerate(find_dates(line.text)):
        before = _WEEKDAY.sub(" ", line.text[last : found.start])
        if not number and not before.strip(" :|-"):
            before = label
        if _UPDATED.search(before):
            claims.append(Claim(found, Source.LABELLED, updated=True))
        elif _PUBLISHED.search(before):
            claims.append(Claim(found, Source.LABELLED))
        elif bare:
            claims.append(Claim(found, Source.STAMP))
        last = found.end
    return claims


def dateline_claim(dateline: Dateline | None) -> Claim | None:
    """The claim of a dateline that has a year."""
    if dateline is None or not (dateline.year and dateline.month and dateline.day):
        return None
    found = parse_date(f"{dateline.year}-{dateline.month:02}-{dateline.day:02}")
    return Claim(found, Source.STAMP) if found else None


def days_in(head: Sequence[Line]) -> tuple[dt.date, ...]:
    """Days that stand by themselves above an article, such as the day of the visit in the site's own header.

    They are no dates of publication, but tell the year of a dateline that has none.
    """
    return tuple(found.moment.day for line in head if line.stamp for found in find_dates(line.text) if not found.unsure)


def decide(
    name: str,
    claims: Sequence[Claim],
    *,
    dateline: Dateline | None = None,
    hints: Sequence[dt.date] = (),
    url: str | None = None,
    today: dt.date,
) -> Dates:
    """The dates that are believed among a page's claims.

    `name` opens every note; `hints` are days on the page that complete a dateline without a year. Given goes before
    metadata, metadata before labelled dates and bare stamps on the page, these before the day in the address. Not
    believed, with a note: a day after `today`, a day and month that could be swapped with nothing to tell which is
    meant, `updated` before `published`.
    """
    notes: list[str] = []
    doubts: list[str] = []
    settled = [claim for claim in (_settled(claim, claims, url, name, doubts) for claim in claims) if claim]
    sound = [claim for claim in settled if _not_future(claim, today, name, notes)]
    ordered = sorted(sound, key=lambda claim: claim.source)
    published = next((claim for claim in ordered if not claim.updated), None)
    published = _in_local_time(published, ordered)
    updated = next((claim for claim in ordered if claim.updated), None)
    if published is None:
        notes += doubts
    if published is None or published.source is Source.ADDRESS:
        others = [claim.found.moment.day for claim in (updated, published) if claim]
        day = _completed(dateline, [*others, *(day for day in hints if day <= today)])
        return _without_published(name, day, updated, published, notes)
    moment = published.found.moment
    change = updated.found.moment if updated else None
    if change and _earlier(change, moment):
        notes.append(
            f"{name}: updated ({change.iso()}) before it was published ({moment.iso()}); the update is not believed"
        )
        change = None
    return Dates(moment, change, _DATED_BY[published.source], _unique(notes))


def _in_local_time(published: Claim | None, claims: Sequence[Claim]) -> Claim | None:
    """The page's own date instead of metadata in UTC, when both can be one moment and only the day differs.

    "On Monday" in a story means the outlet's day, not that of Greenwich.
    """
    if published is None or published.source is not Source.METADATA:
        return published
    moment = published.found.moment
    if moment.time is None or moment.zone not in {"Z", "+00:00"}:
        return published
    greenwich = dt.datetime.combine(moment.day, moment.time)
    on_page = [claim for claim in claims if not claim.updated and claim.source in {Source.LABELLED, Source.STAMP}]
    if any(claim.found.moment.day == moment.day for claim in on_page):
        return published
    for claim in on_page:
        local = claim.found.moment
        ahead = (local.day - moment.day).days
        # A bare day may be that of a quoted message.
        bare = local.time is None and claim.source is Source.STAMP
        if abs(ahead) != 1 or local.zone == "Z" or bare:
            continue
        if local.time is not None:
            offset = dt.datetime.combine(local.day, local.time) - greenwich
            same = -_WEST <= offset <= _EAST
        else:
            same = (greenwich + _EAST).date() == local.day or (greenwich - _WEST).date() == local.day
        if same:
            return claim
    return published


def _without_published(
    name: str, day: dt.date | None, updated: Claim | None, address: Claim | None, notes: list[str]
) -> Dates:
    """No date of publication on the page: the dateline's day, else that of the address or update, else unknown."""
    change = updated.found.moment if updated else None
    if day:
        return Dates(Moment(day), change, DatedBy.INFERRED, _unique(notes))
    if address:
        return Dates(address.found.moment, change, _DATED_BY[address.source], _unique(notes))
    if updated and change:
        notes.append(f"{name}: only a date of update ({change.iso()}); taken as the date of publication")
        return Dates(change, change, _DATED_BY[updated.source], _unique(notes))
    notes.append(f"{name}: no date of publication; relative dates stay unknown")
    return Dates(None, None, None, _unique(notes))


def _completed(dateline: Dateline | None, others: Sequence[dt.date]) -> dt.date | None:
    """A dateline's day in the year that puts it last before, or at most a day after, the first of the other dates."""
    if dateline is None or not dateline.month or not dateline.day or not others:
        return None
    other = others[0]
    for year in (other.year + 1, other.year, other.year - 1):
        try:
            candidate = dt.date(year, dateline.month, dateline.day)
        except ValueError:
            continue
        if candidate <= other + dt.timedelta(days=1):
            return candidate
    return None


def _settled(claim: Claim, claims: Sequence[Claim], url: str | None, name: str, notes: list[str]) -> Claim | None:
    """The claim with an unsure date settled by zone, host or another date, or None with a note."""
    if not claim.found.unsure:
        return claim
    moment = claim.found.moment
    swapped = dt.date(moment.day.year, moment.day.day, moment.day.month)
    sure = {other.found.moment.day for other in claims if not other.found.unsure}
    host = (urlsplit(url).hostname or "") if url else ""
    if moment.day in sure or moment.zone in _DAY_FIRST or host.endswith(_DAY_FIRST_HOSTS):
        return Claim(Found(claim.found.start, claim.found.end, moment), claim.source, claim.updated)
    if swapped in sure or moment.zone in _MONTH_FIRST or host.endswith(_MONTH_FIRST_HOSTS):
        settled = Moment(swapped, moment.time, moment.zone)
        return Claim(Found(claim.found.start, claim.found.end, settled), claim.source, claim.updated)
    notes.append(f"{name}: date could be {moment.day.isoformat()} or {swapped.isoformat()}; not believed")
    return None


def _not_future(claim: Claim, today: dt.date, name: str, notes: list[str]) -> bool:
    if claim.found.moment.day <= today:
        return True
    what = "update" if claim.updated else "publication"
    notes.append(f"{name}: date of {what} {claim.found.moment.day.isoformat()} lies in the future; not believed")
    return False


def _earlier(change: Moment, published: Moment) -> bool:
    if change.day != published.day or change.zone != published.zone or change.time is None or published.time is None:
        return change.day < published.day
    return change.time < published.time


def _unique(notes: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(notes))
