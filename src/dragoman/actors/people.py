"""People whom the news names without saying who they are, and when they held which office."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import cast

from dragoman.actors.names import (
    Gender,
    alike,
    family_first,
    gender_by_words,
    name_key,
    sound,
    surname,
    without_courtesy,
)
from dragoman.actors.tables import parts, rows, tree

# A former leader stays in the news; only a leader of the day has the surname to himself.
_AFTERLIFE = 15
_TURNED = ("JPN", "HUN")
# Where the news calls people by the given name ("Prayut", "Abiy", "Mahathir").
_BY_GIVEN_NAME = ("THA", "ISL", "ETH", "ERI", "MYS", "TLS")


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person in one office: `office` is a value of `offices.Rank`, held from year `start` to `end` (None: still).

    `country` is the ISO 3166 alpha-3 code of the side acted for, "IGO" for an organisation. `variants` are other
    spellings of the name. One who changed offices has one value for each.
    """

    name: str
    country: str | None
    office: str
    start: int
    end: int | None
    gender: Gender
    variants: tuple[str, ...] = ()

    def distance(self, year: int) -> int:
        """Years between `year` and the time in office; 0 within it."""
        last = self.end if self.end is not None else year
        return max(self.start - year, year - last, 0)


@cache
def people() -> tuple[KnownPerson, ...]:
    """Everybody in the list, one value per person and office."""
    return tuple(
        KnownPerson(
            row["name"],
            row["country"] or None,
            row["office"],
            int(row["from"]),
            int(row["to"]) if row["to"] else None,
            cast(Gender, row["gender"]),
            tuple(parts(row["variants"])),
        )
        for row in rows("people.csv")
    )


def spellings(person: KnownPerson) -> tuple[str, ...]:
    """Ways to write the full name, with and without hyphens for Korean and Chinese given names."""
    forms = [person.name, *person.variants]
    for form in (person.name, *person.variants):
        words = form.split()
        if not family_first(form):
            continue
        if len(words) == 2 and words[1].count("-") == 1:
            first, second = words[1].split("-")
            forms += [f"{words[0]} {first} {second.title()}", f"{words[0]} {first}-{second.title()}"]
            forms.append(f"{words[0]} {first}{second}")
        elif len(words) == 3:
            forms += [f"{words[0]} {words[1]}-{words[2].lower()}", f"{words[0]} {words[1]}-{words[2]}"]
    return tuple(dict.fromkeys(forms))


@cache
def _by_key() -> tuple[dict[str, tuple[KnownPerson, ...]], dict[str, tuple[KnownPerson, ...]]]:
    full: dict[str, list[KnownPerson]] = {}
    short: dict[str, list[KnownPerson]] = {}
    for person in people():
        keys = {name_key(form) for form in (person.name, *person.variants)}
        keys |= {without_courtesy(key) for key in keys}
        for key in keys:
            (full if " " in key else short).setdefault(key, []).append(person)
        if person.country in _BY_GIVEN_NAME:
            short.setdefault(name_key(person.name.split()[0]), []).append(person)
        for last in {name_key(surname(form)) for form in (person.name, *person.variants)} - keys:
            short.setdefault(last, []).append(person)
            # "Assad" for "al-Assad", "Sisi" for "el-Sisi".
            for particle in ("al ", "el "):
                if last.startswith(particle):
                    short.setdefault(last.removeprefix(particle), []).append(person)
    return {k: tuple(v) for k, v in full.items()}, {k: tuple(v) for k, v in short.items()}


@cache
def _alone() -> dict[str, tuple[KnownPerson, ...]]:
    """Names of one word that the list itself gives to one person ("Gaddafi", "Lula", "Jokowi")."""
    found: dict[str, list[KnownPerson]] = {}
    for person in people():
        for form in person.variants:
            if " " not in form:
                found.setdefault(name_key(form), []).append(person)
    return {key: tuple(bearers) for key, bearers in found.items() if len({p.name for p in bearers}) == 1}


@cache
def _never_alone() -> frozenset[str]:
    return frozenset(str(tree("names.yaml")["never_alone"]).split())


def _nearest(found: Iterable[KnownPerson], year: int | None) -> KnownPerson | None:
    if year is None:
        return next(iter(found), None)
    return min(found, key=lambda p: p.distance(year), default=None)


_LEADERS = ("head of state", "head of government", "head of organisation", "royal")


def _unmistakable(found: tuple[KnownPerson, ...], year: int | None) -> KnownPerson | None:
    if year is None:
        return found[0] if len({p.name for p in found}) == 1 else None
    serving = [p for p in found if p.distance(year) == 0]
    leaders = [p for p in serving if p.office in _LEADERS]
    for choice in (serving, leaders):
        if len({p.name for p in choice}) == 1:
            return choice[0]
    late = [p for p in found if p.distance(year) <= _AFTERLIFE]
    return _nearest(late, year) if not serving and len({p.name for p in late}) == 1 else None


def _without_initials(key: str) -> str:
    words = key.split()
    return " ".join(w for i, w in enumerate(words) if len(w) > 1 or i in (0, len(words) - 1))


def _turned(key: str) -> str:
    """A Japanese name in Japanese order ("Kishida Fumio") in English order; "" for any other."""
    turned = " ".join(reversed(key.split()))
    found = _by_key()[0].get(turned, ()) if key.count(" ") == 1 else ()
    return turned if any(p.country in _TURNED for p in found) else ""


@cache
def _sounds() -> dict[tuple[str, str], tuple[tuple[str, KnownPerson], ...]]:
    found: dict[tuple[str, str], list[tuple[str, KnownPerson]]] = {}
    for person in people():
        for form in (person.name, *person.variants):
            if " " in form and not family_first(form):
                found.setdefault(sound(form), []).append((form, person))
    return {key: tuple(bearers) for key, bearers in found.items()}


def _by_sound(name: str, year: int | None) -> KnownPerson | None:
    """Who bears another transliteration of a full name, if it is one person, near his time in office."""
    if family_first(name):
        return None
    near = [p for form, p in _sounds().get(sound(name), ()) if alike(name, form)]
    near = [p for p in near if year is None or p.distance(year) <= _AFTERLIFE]
    return _nearest(near, year) if len({p.name for p in near}) == 1 else None


def known_person(name: str, year: int | None = None, country: str | None = None) -> KnownPerson | None:
    """Who is meant by a full name or, if unmistakable in `year`, by a surname; else None.

    A surname is unmistakable if one bearer of it in the list is in office that year (or one leader of a state or
    organisation), or if nobody is and only one was within 15 years; without a year, if it has one bearer at all.
    `country` (ISO 3166 alpha-3) narrows a surname down to that side: "Kim" is nobody, of "KOR" in 2002 the president.
    Accents, hyphens, apostrophes, case, middle initials and courtesy titles do not matter, nor, for
    a full name, other transliterations ("Mohamed Mursi"). With several offices, the one nearest `year`.
    """
    full, short = _by_key()
    key = without_courtesy(name_key(name))
    for form in (name_key(name), key, _without_initials(key), _turned(key)):
        if form in full:
            return _nearest(full[form], year)
    if " " in key and key not in short:
        return _by_sound(name, year)
    found = short.get(key, ())
    if country is not None:
        return _unmistakable(tuple(p for p in found if p.country == country), year)
    if key in _alone():
        return _nearest(_alone()[key], year)
    return None if key in _never_alone() else _unmistakable(found, year)


def same_person(a: str, b: str) -> bool:
    """Whether two names can be spellings of one ("Kim Hyun-chong", "Kim Hyun Chong"; "Moammar Gadhafi", "Qaddafi").

    A surname and a full name are the same person only if the list says so; else two full names that differ as
    transliterations do are.
    """
    known_a, known_b = known_person(a), known_person(b)
    if known_a is not None and known_b is not None:
        return known_a.name == known_b.name
    return alike(a, b)


def gender(name: str, year: int | None = None) -> Gender | None:
    """Tell "m" or "f" by the list of people, a title in front ("Mrs.") or the given name; None if nothing does."""
    words = gender_by_words(name)
    person = known_person(name, year) if " " in name.strip() or words is None else None
    return person.gender if person is not None else words
