"""Who is who across articles: usual names, keys to look namesakes up by, the choice among them, and ids for life.

Pure functions on values. The store passes each actor through `canonical`, finds known actors that share a key of
`lookup_keys`, lets `choose` decide, and gives a new one the id of `new_id` and the keys of `blocks`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import count

from dragoman.actors import Entry, KnownPerson, Sort, gazetteer, known_person, office_class
from dragoman.actors.names import gender_by_words, name_key
from dragoman.actors.people import people
from dragoman.actors.tables import rows
from dragoman.model import Actor, ActorType
from dragoman.record.careers import can_go_together, clashes, distance, is_near, seat, shares_seat
from dragoman.record.spelling import (
    Likeness,
    Spelling,
    is_unnamed,
    likeness,
    phrase_key,
    phrase_words,
    skeleton,
    slug,
    spelling,
    tidy,
)

MOST_CANDIDATES = 50
_MOST_SPELLINGS = 16
_CACHE = 65_536
_IGO = "IGO"
_LEADERS = ("head of state", "head of government", "foreign minister", "head of organisation", "royal")
# Years from his time in office at which a listed person is still taken for the bearer of a name without a state.
_LATE = 5


@dataclass(frozen=True, slots=True)
class Known:
    """An actor that the record has: `names` are the spellings met, `name` the usual one.

    `offices` are (office, first day, last day) in which he was seen, days as in ISO 8601; an office of "" is for the
    days on which none was given, so that the time at which he was seen is known in any case.
    """

    id: str
    name: str
    names: frozenset[str]
    country: str | None
    offices: tuple[tuple[str, str, str], ...] = ()


@cache
def _listed() -> dict[str, tuple[str, ...]]:
    """The states and organisations for which each person of the list has acted, by his usual name, states first."""
    found: dict[str, dict[str, None]] = {}
    for person in people():
        found.setdefault(person.name, {})[person.country or ""] = None
    return {name: tuple(sorted(owners, key=lambda owner: owner == _IGO)) for name, owners in found.items()}


@cache
def _states() -> dict[str, str]:
    return {row["code"]: row["name"] for row in rows("states.csv")}


@lru_cache(maxsize=_CACHE)
def canonical(actor: Actor, year: int | None) -> Actor:
    """The actor under the usual name if the lists know whom or what it names, else as it is.

    A surname alone is resolved if it is unmistakable in `year` ("Putin" in 2018). A missing country is filled in, and
    one that a leader of the year cannot have is corrected. Office and type stay.
    """
    if actor.type is ActorType.STATE:
        return _usual_state(actor)
    if actor.type is not ActorType.PERSON:
        return _usual_body(actor)
    if is_unnamed(actor.name):
        return actor
    name = tidy(actor.name)
    person = _known(actor, name, year) or _hidden_leader(actor, name, year)
    if person is None:
        return actor if name == actor.name else replace(actor, name=name)
    country = actor.country if actor.country in _listed()[person.name] else person.country
    return replace(actor, name=person.name, country=country)


def _usual_state(actor: Actor) -> Actor:
    country = actor.country
    if country is None:
        hits = [e for e in gazetteer().lookup(actor.name) if e.sort in (Sort.STATE, Sort.DEMONYM, Sort.CAPITAL)]
        country = hits[0].country if hits else None
    name = _states().get(country or "", actor.name)
    return replace(actor, name=name, country=country)


def _usual_body(actor: Actor) -> Actor:
    for phrase in (actor.name, " ".join(_display_words(actor))):
        for entry in gazetteer().lookup(phrase):
            if _is_its(entry, actor.country):
                return replace(actor, name=entry.name, country=actor.country or entry.country)
    return actor


def _is_its(entry: Entry, country: str | None) -> bool:
    if entry.sort not in (Sort.BODY, Sort.IGO, Sort.SIDE, Sort.SEAT):
        return False
    return country is None or entry.country is None or entry.country == country


def _display_words(actor: Actor) -> list[str]:
    """The words of a body's name that `phrase_words` keeps, in the case of the text ("Foreign Ministry")."""
    kept = set(phrase_words(actor.name, actor.country))
    return [word for word in actor.name[:120].split() if name_key(word) in kept]


def _known(actor: Actor, name: str, year: int | None) -> KnownPerson | None:
    """Whom of the list an actor is: the name must be his, and neither country nor office another's."""
    bare = spelling(name).bare
    person = known_person(name, year, actor.country if bare and actor.country else None)
    if person is None or not (bare or _is_spelled_like(name, person)):
        return None
    away = person.distance(year) if year is not None else 0
    ours = actor.country in _listed()[person.name]
    if bare and actor.office and not _fits_office(actor.office, person):
        return None
    if ours:
        return person
    if _clashes_with_rank(actor.office, person):
        return None
    leads = person.office in _LEADERS
    if actor.country is None:
        return person if away <= _LATE or leads else None
    # Security Council: of Russia or of the United Nations? The man tells.
    if actor.country == _IGO:
        return person if away <= _LATE and not bare else None
    return person if leads and away <= 1 and not bare else None


def _is_spelled_like(name: str, person: KnownPerson) -> bool:
    """Whether a full name is the person's beyond its consonants ("Tan Seri Muhyidin Yassin" is not "Thein Sein")."""
    words = set(name_key(name).split())
    forms = (person.name, *person.variants)
    if any(len(words & set(name_key(form).split())) > 1 for form in forms):
        return True
    return any(likeness(spelling(name), spelling(form)) for form in forms)


def _clashes_with_rank(office: str | None, person: KnownPerson) -> bool:
    """Whether a listed person in his own office cannot hold `office` besides."""
    return office is not None and not can_go_together(seat(office), person.office)


def _fits_office(office: str, person: KnownPerson) -> bool:
    rank = office_class(office)
    return (
        rank is None
        or rank == person.office
        or (rank in _LEADERS and person.office in _LEADERS)
        or seat(office) is None
    )


def _hidden_leader(actor: Actor, name: str, year: int | None) -> KnownPerson | None:
    """The leader of the day whose full name follows a word that is no part of it ("Israel Naftali Bennett")."""
    words = name.split()
    for at in (1, 2):
        if year is None or len(words) - at < 2 or gender_by_words(words[at - 1]) is not None:
            return None
        person = known_person(" ".join(words[at:]), year)
        if person is not None and person.office in _LEADERS and person.distance(year) == 0:
            return person if actor.country in (None, *_listed()[person.name]) else None
    return None


def _is_named_person(actor: Actor) -> bool:
    return actor.type is ActorType.PERSON and not is_unnamed(actor.name)


@lru_cache(maxsize=_CACHE)
def blocks(actor: Actor) -> tuple[str, ...]:
    """Keys under which the store finds an actor again: equal for all names that can be one actor, at most two.

    A full name has its consonants (of all countries), and those of the surname with the country; a surname alone
    has the latter and one that surnames alone share. States, bodies and groups have one key.
    """
    if not _is_named_person(actor):
        return _other_keys(actor)
    name, country = _for_key(actor), actor.country or "?"
    family = f"family:{country}:{skeleton(name.last)}"
    return (f"alone:{country}:{skeleton(name.last)}" if name.bare else _full_key(name), family)


@lru_cache(maxsize=_CACHE)
def lookup_keys(actor: Actor) -> tuple[str, ...]:
    """The keys to ask for, fewer than `blocks` where a surname has many bearers.

    A full name asks for its namesakes and for its surname alone, not for its whole family; only a surname alone does.
    """
    if not _is_named_person(actor):
        return _other_keys(actor)
    name = _for_key(actor)
    if name.bare:
        return blocks(actor)
    return (_full_key(name), f"alone:{actor.country or '?'}:{skeleton(name.last)}")


def _for_key(actor: Actor) -> Spelling:
    name = spelling(actor.name)
    person = None if name.bare else known_person(tidy(actor.name))
    return name if person is None else spelling(person.name)


def _full_key(name: Spelling) -> str:
    return f"name:{name.joined}" if name.eastern else f"name:{skeleton(name.given)}:{skeleton(name.last)}"


def _other_keys(actor: Actor) -> tuple[str, ...]:
    if actor.type is ActorType.STATE and actor.country:
        return (f"state:{actor.country}",)
    return (f"other:{actor.country or '?'}:{phrase_key(actor.name, actor.country)}",)


def choose(actor: Actor, day: str | None, candidates: Sequence[Known]) -> str | None:
    """The id of the candidate that the actor is, or None for a new one. `day` is the article's, ISO 8601.

    Of more than 50 candidates the first 50 count. A candidate chosen without a country should get the actor's.
    """
    few = candidates[:MOST_CANDIDATES]
    year = int(day[:4]) if day and day[:4].isdecimal() else None
    actor = canonical(actor, year)
    if actor.type is ActorType.STATE and actor.country:
        return next((known.id for known in few if known.id == actor.country), None)
    if not _is_named_person(actor):
        return _choose_other(actor, few)
    fits = [(_likeness(actor, known), known) for known in few if not clashes(actor.office, day, known.offices)]
    fits = [(like, known) for like, known in fits if like]
    if spelling(actor.name).bare:
        return _choose_for_surname(actor, day, fits, crowded=len(candidates) >= MOST_CANDIDATES)
    return _choose_for_full(actor, day, fits)


def _choose_other(actor: Actor, few: Sequence[Known]) -> str | None:
    key = phrase_key(actor.name, actor.country)
    for known in sorted(few, key=lambda k: (len(k.id), k.id)):
        same = known.country == actor.country and "/" in known.id
        if same and key in {phrase_key(name, known.country) for name in _spellings(known)}:
            return known.id
    return None


def _spellings(known: Known) -> list[str]:
    return [known.name, *sorted(known.names - {known.name})[: _MOST_SPELLINGS - 1]]


def _likeness(actor: Actor, known: Known) -> Likeness:
    listed = _listed()
    if actor.name in listed and known.name in listed:
        return Likeness.EXACT if actor.name == known.name else Likeness.NONE
    mine = spelling(actor.name)
    theirs = [spelling(name) for name in _spellings(known) if not is_unnamed(name)]
    full = [name for name in theirs if not name.bare]
    return max((likeness(mine, name) for name in full or theirs), default=Likeness.NONE)


def _is_bare(known: Known) -> bool:
    return all(spelling(name).bare for name in _spellings(known))


def _same_country(actor: Actor, known: Known) -> bool:
    if actor.country == known.country:
        return True
    owners = _listed().get(actor.name, ())
    return known.name == actor.name and {actor.country, known.country} <= set(owners)


def _can_share_country(actor: Actor, known: Known) -> bool:
    """Whether one of the two names no state: it is not known, or the person acts for an organisation."""
    return not {actor.country, known.country}.isdisjoint((None, _IGO))


def _choose_for_surname(actor: Actor, day: str | None, fits: list[tuple[Likeness, Known]], crowded: bool) -> str | None:
    """The one bearer of a surname, else who is known by it alone. Where it is `crowded`, others may bear it unseen."""
    ours = [(like, known) for like, known in fits if known.country == actor.country]
    bearers = [k for like, k in ours if like is Likeness.SURNAME and _may_be_called(actor, day, k)]
    if actor.country is not None and len(bearers) == 1 and not crowded:
        return bearers[0].id
    alone = [(like, known) for like, known in ours if like > Likeness.SURNAME and _is_bare(known)]
    return _best(actor, day, alone)


def _may_be_called(actor: Actor, day: str | None, known: Known) -> bool:
    """Whether an article can mean a known person by the surname: seen near, not in other offices only."""
    if not is_near(day, known.offices):
        return False
    mine = seat(actor.office) if actor.office else None
    theirs = {seat(office) for office, _, _ in known.offices if office} - {None}
    return mine is None or not theirs or mine in theirs


def _choose_for_full(actor: Actor, day: str | None, fits: list[tuple[Likeness, Known]]) -> str | None:
    namesakes = [(like, known) for like, known in fits if like > Likeness.SURNAME]
    ours = [(like, known) for like, known in namesakes if _same_country(actor, known)]
    if ours:
        return _best(actor, day, ours)
    if len(namesakes) == 1 and namesakes[0][0] is Likeness.EXACT and _can_share_country(actor, namesakes[0][1]):
        return namesakes[0][1].id
    alone = [known for like, known in fits if like is Likeness.SURNAME and _is_bare(known)]
    alone = [k for k in alone if k.country == actor.country is not None and shares_seat(actor.office, day, k.offices)]
    return alone[0].id if len(alone) == 1 and not namesakes else None


def _best(actor: Actor, day: str | None, fits: list[tuple[Likeness, Known]]) -> str | None:
    """Of namesakes: the nearest in spelling, then one in the same office, then the last seen, then the oldest id."""
    return min(
        (
            (-like, not shares_seat(actor.office, day, k.offices), distance(day, k.offices), len(k.id), k.id)
            for like, k in fits
        ),
        default=(None,),
    )[-1]


def new_id(actor: Actor, taken: Callable[[str], bool]) -> str:
    """A readable id for life: "KOR/kim-hyun-chong", "RUS", "USA/state-department", "IGO/nato", "?/lee" of no country.

    `taken` says whether an id is in use; a number is added until it is not. A state's code is never numbered.
    """
    if actor.type is ActorType.STATE and actor.country:
        return actor.country
    country = actor.country
    if _is_named_person(actor):
        # One id, whatever he was when the record first met him.
        owners = _listed().get(actor.name, ())
        country = owners[0] if country in owners else country
        words = tidy(actor.name)
    else:
        words = " ".join(phrase_words(actor.name, actor.country))
    base = f"{country if country and country.isascii() and country.isalpha() else '?'}/{slug(words)}"
    if not taken(base):
        return base
    return next(name for i in count(2) if not taken(name := f"{base}-{i}"))
