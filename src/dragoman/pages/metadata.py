"""What a page says about itself in words: dateline, agency, byline, outlet, headline."""

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dragoman.pages.datetext import MONTHS, ZONE_NAME, find_dates
from dragoman.pages.lines import Line, key_of
from dragoman.resources import load_yaml

_HEAD = 700
_DASH = r"\s{0,2}(?:--?|[–—_]{1,2})"
_DAY = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?\s(?P<day>\d{1,2})(?!\d)"
_CAPS = r"[A-Z][A-Z.'’\-]{1,20}(?:[ ,]{1,2}[A-Z][A-Z.'’\-]{1,20}){0,3}"
_NAME = r"[A-Z][\w.'’\-]{1,20}(?: [A-Z][\w.'’\-]{1,20}){0,3}"
_REGION = r"(?:, ?[A-Z][\w.]{1,20}(?: [A-Z][\w.]{1,20}){0,2}){0,2}"
_AGENCY = r"\s?\((?P<agency>[A-Z][A-Za-z /\-]{1,30})\)"
# "WARSAW, February 26 (Xinhua) --", "Seoul (Yonhap) -", and without an agency "WASHINGTON —", "BEIJING, March 12 --".
_DATELINES = (
    re.compile(rf"(?<!\w)(?P<place>{_NAME}{_REGION})(?:,\s?(?i:{_DAY})(?:,?\s(?P<year>\d{{4}}))?)?{_AGENCY}{_DASH}"),
    re.compile(
        rf"^(?P<place>{_CAPS}{_REGION})(?:,\s?(?i:{_DAY})(?:,?\s(?P<year>\d{{4}}))?)?\s(?:--|[–—_-])(?=\s|$)", re.M
    ),
)
_INITIALS = re.compile(r"[A-Z]{2,5}")
_CAPITALS = re.compile(r"(?<!\w)[A-Z][A-Z.'’\-]{2,}(?!\w)")
_TAIL_AGENCY = re.compile(r"\(([A-Za-z][A-Za-z /\-]{1,30})\)[\s\"'”’.]{0,3}$")
_BY = re.compile(r"^(?:story |written |reported |text )?by:?\s{1,3}(?P<name>[^|•·/]{2,90})", re.I)
_BYLINE_END = re.compile(
    r"[@(]|\s[-–—]\s|,?\s(?:updated|published|posted|on|at|(?:mon|tues|wednes|thurs|fri|satur|sun)day|"
    + "|".join(MONTHS)
    + r")\b|\d",
    re.I,
)
_PLAIN_BYLINE = re.compile(r"^(?P<name>[A-Z][\w.'’\-]+(?: [A-Z][\w.'’\-]+){1,3})\s?(?:[-–—|]|,)\s?$")
_SUFFIX = re.compile(r"\s(?:[-–—|]|::|»)\s")
_OWNER = re.compile(
    r"^(?:the )?(?:\w[\w.&'’]{0,20} ){0,4}"
    r"(?:times|herald|post|daily|journal|tribune|gazette|chronicle|telegraph|guardian"
    r"|observer|star|standard|monitor|mail|express|press|mirror|register|record|review)$",
    re.I,
)
_OUTLET_WORDS = 7
_MASTHEAD_WORDS = 4
_STAFF = re.compile(r"\b(?:and|with) (?:news )?(?:agencies|wires|wire reports|staff|staff reports)$", re.I)


@dataclass(frozen=True, slots=True)
class Dateline:
    """A dateline: its text as written, agency if named, and month, day and year as far as given."""

    text: str
    agency: str | None
    month: int | None
    day: int | None
    year: int | None = None


@functools.cache
def _agencies() -> dict[str, str]:
    table: dict[str, list[str]] = load_yaml("dragoman.pages", "agencies.yaml")
    return {name: agency for agency, names in table.items() for name in names}


def agency_named(text: str) -> str | None:
    """The news agency that a text names and nothing else, by its short name: "the Associated Press" is "AP"."""
    return _agencies().get(key_of(text))


def _agency_of(bracket: str) -> str | None:
    """The agency in the brackets of a dateline: a known one, or the initials that stand there ("SEOUL (PW) --")."""
    return agency_named(bracket) or (bracket if _INITIALS.fullmatch(bracket) else None)


def find_dateline(text: str) -> Dateline | None:
    """The first dateline in the first 700 characters of an article."""
    head = text[:_HEAD]
    best: re.Match[str] | None = None
    for pattern in _DATELINES:
        for match in pattern.finditer(head):
            named = match.groupdict().get("agency")
            if (named and not _agency_of(named)) or key_of(match["place"]) in MONTHS:
                continue
            if best is None or match.start() < best.start():
                best = match
            break
    if best is None:
        return None
    groups = best.groupdict()
    month = MONTHS[groups["month"].lower()] if groups.get("month") else None
    agency = _agency_of(groups["agency"]) if groups.get("agency") else None
    return Dateline(
        best[0][_place_at(best["place"]) :].strip(),
        agency,
        month,
        int(groups["day"]) if month else None,
        int(groups["year"]) if groups.get("year") else None,
    )


def _place_at(place: str) -> int:
    """Where in a matched place the place itself begins: at its first word in capitals that names no zone, if any."""
    for word in _CAPITALS.finditer(place.partition(",")[0]):
        if not ZONE_NAME.fullmatch(word[0]):
            return word.start()
    return 0


def find_agency(text: str, dateline: Dateline | None, byline: str | None) -> str | None:
    """The agency whose story this is: from dateline, byline, or the brackets that close a paragraph at either end."""
    if dateline and dateline.agency:
        return dateline.agency
    if byline:
        for part in re.split(r",|\band\b|/", byline):
            if named := agency_named(part):
                return named
    paragraphs = [part for part in text[-3000:].splitlines() if part.strip()]
    for part in [*paragraphs[-3:][::-1], *text[:1500].splitlines()[:2]]:
        match = _TAIL_AGENCY.search(part[-60:])
        if match and (named := agency_named(match[1])):
            return named
        if named := agency_named(part[:60]) if len(part) < 60 else None:
            return named
    return None


def find_byline(lines: Sequence[Line]) -> str | None:
    """The writer in the lines around the start of an article: "By Hana Kim", or "By" and the name on the next line."""
    for at, line in enumerate(lines):
        if len(line.text) > 160:
            continue
        if line.key in {"by", "author", "written by"} and at + 1 < len(lines):
            return _name(lines[at + 1].text)
        match = _BY.match(line.text)
        if match and (name := _name(match["name"])):
            return name
    return None


def _name(text: str) -> str | None:
    cut = _BYLINE_END.search(text)
    name = (text[: cut.start()] if cut else text).strip(" ,|-–—@")
    words = name.split()
    if not 1 <= len(words) <= 10 or not name[:1].isupper() or name.endswith("."):
        return None
    return name


def find_title(head: Sequence[Line], repeated: str | None) -> str | None:
    """The headline before the body: the page title if it is `repeated`, else the nearest line that reads as one."""
    if repeated:
        return repeated
    for line in reversed(head[-40:]):
        if line.reason or line.stamp or line.words < 4 or line.ends or line.size > 200 or line.copies > 2:
            continue
        if _BY.match(line.text) or _STAFF.search(line.text):
            continue
        return line.text
    return None


def find_outlet(lines: Sequence[Line], title: str | None, tail: Sequence[Line], url: str | None) -> str | None:
    """The outlet: the page title's end, a line after the body that is a paper's name, or the host of the address."""
    for line in lines[:2]:
        parts = _SUFFIX.split(line.text)
        last = parts[-1].strip()
        if (
            title
            and len(parts) > 1
            and 0 < last.count(" ") + 1 <= _OUTLET_WORDS
            and key_of(parts[0])[:25] == key_of(title)[:25]
        ):
            return last
    if named := _named_before(lines, title) or _named_twice(lines, tail):
        return named
    for line in tail[:6]:
        if line.words <= _OUTLET_WORDS and not line.reason and _OWNER.match(line.text):
            return line.text.title() if line.text.isupper() else line.text
    for line in tail[-40:]:
        name, by, _ = line.text.partition(" by ")
        if by and line.words <= 10 and _OWNER.match(name):
            return name
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def _named_before(lines: Sequence[Line], title: str | None) -> str | None:
    """The outlet of a page title that begins with it: "The Courier: Ministers meet in Riga"."""
    for line in lines[:2]:
        name, mark, rest = line.text.partition(": ")
        if title and mark and name.count(" ") < _OUTLET_WORDS and key_of(rest) == key_of(title):
            return name
    return None


def _named_twice(lines: Sequence[Line], tail: Sequence[Line]) -> str | None:
    """The outlet of a dump that opens with its name and says in its last lines whose page it is."""
    for line in lines[:3]:
        name = line.key.removeprefix("the ")
        owned = 2 <= line.words <= _MASTHEAD_WORDS and line.text[:1].isupper() and not (line.ends or line.reason)
        if owned and any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", last.key) for last in tail[-4:]):
            return line.text.title() if line.text.isupper() else line.text
    return None


def is_byline(line: Line) -> bool:
    """Whether a line is a byline: "By" and a few words, or a name that a dash or bar cuts off."""
    if line.words > 14 or line.ends:
        return False
    return bool(_BY.match(line.text) or _PLAIN_BYLINE.match(line.text)) and not find_dates(line.text)[1:]
