"""Reads who held which office from FollowTheMoney's Person, Position and Occupancy."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final

from dragoman.actors.cities import alpha3
from dragoman.errors import InputError
from dragoman.exports.dates import first_day, last_day
from dragoman.exports.wording import line

# Bytes of a line: a person with a thousand names and sources stays far below.
_LONGEST_LINE: Final = 8 << 20
_LAST_LATIN: Final = 0x24F
_VIETNAMESE: Final = range(0x1E00, 0x1F00)

Properties = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class OfficeHolder:
    """A person in an office. `country` is ISO 3166 alpha-3 and `start` and `end` are ISO dates, as far as known.

    `names` are all spellings of the name, `name` the first of them in Latin letters.
    """

    name: str
    country: str | None
    office: str
    start: str | None
    end: str | None
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class _Read:
    """What an occupancy can point to: it may come before its person and its post."""

    people: dict[str, Properties] = field(default_factory=dict)
    posts: dict[str, Properties] = field(default_factory=dict)
    occupancies: dict[str, Properties] = field(default_factory=dict)


def read_office_holders(stream: BinaryIO) -> Iterator[OfficeHolder | InputError]:
    """The office-holders of a stream of FollowTheMoney entities as JSON lines, in the order of their occupancies.

    Other entities are passed over. A line that is broken and an occupancy whose person or post is missing come as
    InputError, and the rest is read. Persons and posts are kept in memory.
    """
    read = _Read()
    for number, raw in enumerate(iter(lambda: stream.readline(_LONGEST_LINE + 1), b""), 1):
        if not raw.strip():
            continue
        problem = "longer than 8 MB" if len(raw) > _LONGEST_LINE else _take(raw, read)
        if problem:
            yield InputError(f"line {number}", problem)
        if len(raw) > _LONGEST_LINE:
            _skip_line(stream, raw)
    for identity, occupancy in read.occupancies.items():
        yield from _holders(identity, occupancy, read)


def _skip_line(stream: BinaryIO, raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(_LONGEST_LINE)


def _take(raw: bytes, read: _Read) -> str | None:
    """Keeps the entity of a line if it is of use; returns what is wrong with the line."""
    try:
        entity = json.loads(raw)
    except (ValueError, RecursionError):
        return "not JSON"
    if not isinstance(entity, dict):
        return "not a FollowTheMoney entity: no object"
    schema, identity, properties = entity.get("schema"), entity.get("id"), entity.get("properties")
    kept = {"Person": read.people, "Position": read.posts, "Occupancy": read.occupancies}
    if not isinstance(schema, str) or not isinstance(identity, str) or not isinstance(properties, dict):
        return "not a FollowTheMoney entity: it needs id, schema and properties"
    if schema in kept:
        kept[schema][identity] = _needed(properties)
    return None


_NEEDED: Final = (
    "name",
    "country",
    "nationality",
    "citizenship",
    "holder",
    "post",
    "startDate",
    "endDate",
    "periodStart",
    "periodEnd",
)


def _needed(properties: dict[str, Any]) -> Properties:
    found: Properties = {}
    for name in _NEEDED:
        values = properties.get(name)
        texts = [line(value) for value in values if isinstance(value, str)] if isinstance(values, list) else []
        if any(texts):
            found[name] = [text for text in texts if text]
    return found


def _holders(identity: str, occupancy: Properties, read: _Read) -> Iterator[OfficeHolder | InputError]:
    for holder in occupancy.get("holder", [""]):
        for post in occupancy.get("post", [""]):
            yield _holder(identity, occupancy, read.people.get(holder), read.posts.get(post))


def _holder(
    identity: str, occupancy: Properties, person: Properties | None, post: Properties | None
) -> OfficeHolder | InputError:
    name = f"occupancy {line(identity)[:100]}"
    if person is None or "name" not in person:
        return InputError(name, "its person is not in the file or has no name")
    if post is None or "name" not in post:
        return InputError(name, "its position is not in the file or has no name")
    codes = [post.get("country"), person.get("country"), person.get("nationality"), person.get("citizenship")]
    return OfficeHolder(
        name=next((spelling for spelling in person["name"] if _latin(spelling)), person["name"][0]),
        country=next((code for values in codes for value in values or () if (code := _alpha3(value))), None),
        office=post["name"][0],
        start=_date(occupancy, ("startDate", "periodStart"), last=False),
        end=_date(occupancy, ("endDate", "periodEnd"), last=True),
        names=tuple(person["name"]),
    )


def _alpha3(code: str) -> str | None:
    return alpha3(code.upper()) or None


def _latin(text: str) -> bool:
    return all(ord(c) <= _LAST_LATIN or ord(c) in _VIETNAMESE for c in text if c.isalpha())


def _date(occupancy: Properties, names: tuple[str, ...], *, last: bool) -> str | None:
    """The earliest start or the latest end of those given; of "2019" and "2019-09" that which says more.

    Times of day are cut off, and what is no date is passed over.
    """
    given = next((occupancy[name] for name in names if name in occupancy), [])
    bound = first_day if last else last_day
    dated = sorted((day, text[:10]) for text in given if (day := bound(text[:10])))
    return dated[-1 if last else 0][1] if dated else None
