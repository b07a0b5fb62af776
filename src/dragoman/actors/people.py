"""People whom the news names without saying who they are, and when they held which rank."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from dragoman.actors.names import name_key, surname
from dragoman.actors.tables import parts, rows


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person known by name: `offices` are values of `offices.Rank`, held from year `start` to `end` (None: still)."""

    name: str
    country: str | None
    offices: tuple[str, ...]
    start: int
    end: int | None
    variants: tuple[str, ...] = ()

    def distance(self, year: int) -> int:
        """Years between `year` and the time in office; 0 within it."""
        last = self.end if self.end is not None else 9999
        return max(self.start - year, year - last, 0)


@cache
def people() -> tuple[KnownPerson, ...]:
    """Everybody in the list, one value per person and side acted for."""
    return tuple(
        KnownPerson(
            row["name"],
            row["country"] or None,
            tuple(parts(row["offices"])),
            int(row["from"]),
            int(row["to"]) if row["to"] else None,
            tuple(parts(row["variants"])),
        )
        for row in rows("people.csv")
    )


@cache
def _by_key() -> tuple[dict[str, tuple[KnownPerson, ...]], dict[str, tuple[KnownPerson, ...]]]:
    full: dict[str, tuple[KnownPerson, ...]] = {}
    short: dict[str, tuple[KnownPerson, ...]] = {}
    for person in people():
        for form in (person.name, *person.variants):
            into = full if " " in form else short
            into[name_key(form)] = (*into.get(name_key(form), ()), person)
            last = name_key(surname(form))
            if person not in short.get(last, ()):
                short[last] = (*short.get(last, ()), person)
    return full, short


def _nearest(found: Iterable[KnownPerson], year: int | None) -> KnownPerson | None:
    if year is None:
        return next(iter(found), None)
    return min(found, key=lambda p: p.distance(year), default=None)


def known_person(name: str, year: int | None = None) -> KnownPerson | None:
    """Who is meant by a full name or, if only one bearer of it is in office in `year`, by a surname; else None."""
    full, short = _by_key()
    key = name_key(name)
    if key in full:
        return _nearest(full[key], year)
    found = short.get(key, ())
    if year is not None:
        found = tuple(p for p in found if p.distance(year) == 0)
    return found[0] if len({p.name for p in found}) == 1 else None
