"""Which offices one person cannot hold at a time, and how far apart in time he was seen."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

from dragoman.actors import Rank, parse_title

Seen = tuple[str, str, str]

_CLASH_DAYS = 30
_YEAR = 366
_BEFORE, _AFTER = 2 * _YEAR, _YEAR

_EXECUTIVE = (
    Rank.HEAD_OF_STATE,
    Rank.HEAD_OF_GOVERNMENT,
    Rank.FOREIGN_MINISTER,
    Rank.MINISTER,
    Rank.HEAD_OF_ORGANISATION,
)
_LOCAL = ("mayor", "regional governor", "judge", "cleric")
# A deputy foreign minister is a diplomat; other ministers may be generals.
_DEPUTY = "deputy foreign minister"
# Pairs that one career does not join within a month. Left out is what people do join: a president who leads his party
# or is a general, a premier who is foreign minister, an adviser or a deputy minister sent as envoy, a nuncio.
_CLASHES = frozenset(
    frozenset(pair)
    for pair in (
        *((office, local) for office in _EXECUTIVE for local in _LOCAL),
        *((office, "ambassador") for office in _EXECUTIVE[:-1]),
        (Rank.FOREIGN_MINISTER, Rank.MILITARY),
        *((_DEPUTY, other) for other in (Rank.MILITARY, *_LOCAL)),
        *(("ambassador", other) for other in (Rank.MILITARY, "mayor", "regional governor", "judge", Rank.LEGISLATOR)),
        *((Rank.MILITARY, other) for other in ("mayor", "judge", "cleric", Rank.LEGISLATOR, Rank.SPOKESPERSON)),
        *((local, other) for local in _LOCAL for other in _LOCAL if local < other),
        *((Rank.LEGISLATOR, local) for local in ("regional governor", "judge", "cleric")),
    )
)
_LOCAL_WORDS = {
    "mayor": "mayor",
    "governor": "regional governor",
    "judge": "judge",
    "prosecutor": "judge",
    "archbishop": "cleric",
    "bishop": "cleric",
    "patriarch": "cleric",
    "cardinal": "cleric",
    "imam": "cleric",
}


@lru_cache(maxsize=16_384)
def seat(office: str) -> str | None:
    """The class of an office that a person holds: a value of `Rank` or finer; None for a former or unknown one."""
    title = parse_title(office)
    if title is None or title.former:
        return None
    words = office[:200].casefold().replace("-", " ").split()
    if title.rank is Rank.ENVOY and "ambassador" in words and "large" not in words:
        return "ambassador"
    if title.rank is Rank.MINISTER and "foreign" in words:
        return _DEPUTY
    if title.rank in (Rank.OFFICIAL, Rank.MINISTER) and "bank" not in words and "deputy" not in words:
        return next((_LOCAL_WORDS[word] for word in words if word in _LOCAL_WORDS), title.rank)
    return title.rank


def can_go_together(a: str | None, b: str | None) -> bool:
    """Whether one person can hold two seats in one month; True if either is unknown."""
    return a is None or b is None or frozenset((a, b)) not in _CLASHES


@lru_cache(maxsize=16_384)
def day_number(day: str | None) -> int | None:
    """The number of an ISO 8601 day; None if it is not one."""
    try:
        return dt.date.fromisoformat((day or "")[:10]).toordinal()
    except ValueError:
        return None


def days_off(day: int, seen: Seen) -> int | None:
    """Days from `day` to the time in which somebody was seen: 0 within it, below 0 if it was earlier, None unknown."""
    first, last = day_number(seen[1]), day_number(seen[2])
    first, last = first or last, last or first
    if first is None or last is None:
        return None
    return min(last - day, 0) or max(first - day, 0)


def clashes(office: str | None, day: str | None, seen: Iterable[Seen]) -> bool:
    """Whether somebody in `office` on `day` cannot be the one who was seen in those offices."""
    at, mine = day_number(day), seat(office) if office else None
    if at is None or mine is None:
        return False
    near = [(seat(each[0]), days_off(at, each)) for each in seen if each[0]]
    if any(theirs == mine for theirs, _ in near):
        return False
    return any(
        off is not None and abs(off) <= _CLASH_DAYS and not can_go_together(mine, theirs) for theirs, off in near
    )


def is_near(day: str | None, seen: Iterable[Seen]) -> bool:
    """Whether somebody was seen in the two years before `day` or the year after it."""
    at = day_number(day)
    if at is None:
        return False
    offs = (days_off(at, each) for each in seen)
    return any(off is not None and -_BEFORE <= off <= _AFTER for off in offs)


def shares_seat(office: str | None, day: str | None, seen: Iterable[Seen]) -> bool:
    """Whether somebody was seen near `day` in an office of the class of `office`."""
    mine = seat(office) if office else None
    return mine is not None and is_near(day, [each for each in seen if each[0] and seat(each[0]) == mine])


def distance(day: str | None, seen: Iterable[Seen]) -> int:
    """Days from `day` to the nearest time at which somebody was seen; very many if either is unknown."""
    at = day_number(day)
    offs = [] if at is None else [off for each in seen if (off := days_off(at, each)) is not None]
    return min((abs(off) for off in offs), default=10**7)
