"""The persons of one article: each known by the fullest name, with the offices and the country that the text gives."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.actors import KnownPerson, Rank, Title, family_first, gender, known_person, name_key, surname
from dragoman.model import Actor, ActorType

_PARTS = {"CHN": ("HKG", "MAC")}
LEADING = frozenset({Rank.HEAD_OF_STATE.value, Rank.HEAD_OF_GOVERNMENT.value, Rank.ROYAL.value})
"""Classes of office whose holders lead a state."""


def _spelled(known: KnownPerson, family: str) -> str:
    """The full name of a known person with the family name as the article spells it ("Zelenskyy", "Zelensky")."""
    for form in (known.name, *known.variants):
        if set(name_parts(family)) <= set(name_parts(form)) and " " in form:
            return form
    return known.name


@dataclass(slots=True, eq=False)
class Person:
    """What the article says of one person; `parts` are the folded words of the name."""

    name: str
    parts: tuple[str, ...]
    family: str
    order: int
    titles: list[Title] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    former: bool = False
    sex: str | None = None
    fallback: str | None = None
    known_rank: str | None = None

    def actor(self) -> Actor:
        """The person as the rest of the program knows it."""
        return Actor(self.name, ActorType.PERSON, self.country, self.office)

    @property
    def country(self) -> str | None:
        """The country that most titles give; that of the known person if a title agrees with it or none has any."""
        if self.fallback in self.countries:  # "Pope Kim's wish" in a headline does not make Kim the Vatican's
            return self.fallback
        states = [(n, code) for code, n in self.countries.items() if code != "IGO"]
        if states:  # "ASEAN Chair Prime Minister Hun Sen of Cambodia" speaks for Cambodia
            return max(states, key=lambda s: s[0])[1]
        return "IGO" if self.countries else self.fallback

    @property
    def office(self) -> str | None:
        """The first full title that the article gives and that does not speak of another state."""
        own = self.country
        return next((t.office for t in self.titles if t.office and t.country in (None, own)), None)

    @property
    def ranks(self) -> frozenset[str]:
        """Classes of office (`actors.Rank`) by the article's titles, else by the list of known people."""
        said = frozenset(t.rank.value for t in self.titles if t.office)
        return said or (frozenset((self.known_rank,)) if self.known_rank else frozenset())

    def absorb(self, other: "Person") -> None:
        """Take over what was said of the same person under another name."""
        self.titles += [t for t in other.titles if t not in self.titles]
        self.countries.update(other.countries)

    def settle(self, year: int | None) -> None:
        """Fill in from the list of known people what the article leaves out, unless its titles contradict."""
        known = self._known(year)
        if known is None or (self.countries and known.country not in self.countries):
            return
        said = frozenset(t.rank.value for t in self.titles if t.office)
        alone = len(self.parts) == 1
        if alone and said and known.office not in said and not (said & LEADING and known.office in LEADING):
            return
        self.fallback, self.known_rank = known.country, known.office
        self.sex = self.sex or known.gender
        if alone:
            self.name = _spelled(known, self.name)

    def _known(self, year: int | None) -> KnownPerson | None:
        plain = self.name.replace(",", " ")
        code = next(iter(self.countries), None)
        found = known_person(plain, year, code)
        if found is None and code is not None and len(self.parts) > 1:
            found = known_person(plain, year)
        if found is None and len(plain.split()) > 2:  # "Samia Suluhu Hassan", "Jair Messias Bolsonaro"
            found = known_person(f"{plain.split()[0]} {plain.split()[-1]}", year)
        return found

    def holds(self, head: str) -> bool:
        """Whether one of the person's titles has the noun `head` ("president")."""
        return any(head in t.office.lower().replace("-", " ").split() for t in self.titles)


def name_parts(name: str) -> tuple[str, ...]:
    """The folded words of a name, without suffixes and initials where more is left."""
    words = [w for w in name_key(name).replace(",", " ").split() if w not in ("jr", "sr", "ii", "iii")]
    long = [w for w in words if len(w) > 1]
    return tuple(long if len(long) > 1 else words)


class Register:
    """All persons of an article, found by any part of their names."""

    def __init__(self, year: int | None) -> None:
        self._year = year
        self.persons: list[Person] = []
        self._by_part: dict[str, list[Person]] = {}
        self._memo: dict[tuple[str, ...], tuple[Person, ...]] = {}

    def add(self, name: str, order: int) -> None:
        """Enter a name; call with the longest names first, so that shorter ones find their owner."""
        parts = name_parts(name)
        if not parts or self.bearers(name):
            return
        family = name_key(surname(name)).split()[-1] if len(parts) > 1 else parts[0]
        if family_first(name):
            family = parts[0]
        person = Person(name, parts, family, order)
        person.sex = gender(name)
        self.persons.append(person)
        for part in set(person.parts):
            self._by_part.setdefault(part, []).append(person)
        self._memo.clear()

    def namesake(self, name: str, order: int) -> Person:
        """Enter another bearer of a family name that somebody has already."""
        parts = name_parts(name)
        person = Person(name, parts, parts[0], order)
        self.persons.append(person)
        self._by_part.setdefault(parts[0], []).append(person)
        self._memo.clear()
        return person

    def is_another(self, name: str, titles: Sequence[Title], person: Person) -> bool:
        """Whether a family name under these titles is not this person's: "King Hussein of Jordan" and Saddam Hussein,
        who is known as no king and as no Jordanian, and whom the article has not called one so far.
        """
        if len(name_parts(name)) > 1 or len(person.parts) == 1:
            return False
        known = known_person(person.name.replace(",", " "), self._year)
        if known is None or known.country is None:
            return False
        crowned = any(t.rank is Rank.ROYAL for t in titles) and known.office != Rank.ROYAL
        countries = {t.country for t in titles if t.country not in (None, "IGO")}
        own = {known.country, *person.countries, *_PARTS.get(known.country, ())}
        return crowned or (bool(countries) and not countries & own)

    def settle(self) -> None:
        """Ask the list of known people about everybody, once all titles are noted."""
        for person in self.persons:
            person.settle(self._year)

    def bearers(self, name: str) -> tuple[Person, ...]:
        """Everybody whom `name`, full or short, can stand for; those whose family name it is come first."""
        parts = name_parts(name)
        if parts not in self._memo:
            self._memo[parts] = self._bearers(parts)
        return self._memo[parts]

    def _bearers(self, parts: tuple[str, ...]) -> tuple[Person, ...]:
        if not parts:
            return ()
        wanted = set(parts)
        found = [p for p in self._by_part.get(parts[-1], ()) if wanted <= set(p.parts)]
        joined = "".join(parts)
        found += [p for p in self._by_part.get(parts[0], ()) if p not in found and "".join(p.parts) == joined]
        if len(parts) == 1:
            by_family = [p for p in found if p.family == parts[0]]
            return tuple(by_family or found)
        return tuple(found)
