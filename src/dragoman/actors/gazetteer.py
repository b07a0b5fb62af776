"""Names of states, bodies, organisations, sides and places in running text, and what they stand for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from dragoman.actors.cities import searched_cities
from dragoman.actors.names import goes_on
from dragoman.actors.people import people, spellings
from dragoman.actors.tables import fold, parts, rows, tree

_SHORTEST_IN_CAPITALS = 3
_LONGEST_SYLLABLE = 10


class Sort(StrEnum):
    """What a name is the name of."""

    STATE = "state"
    DEMONYM = "demonym"
    CAPITAL = "capital"
    SEAT = "seat"
    IGO = "igo"
    BODY = "body"
    SIDE = "side"
    CITY = "city"
    REGION = "region"
    SITE = "site"
    LEADER = "leader"


class Wording(StrEnum):
    """How a phrase words its entry: which forms can stand alone as an actor depends on it."""

    NAME = "name"  # "South Korea", "Moscow", "Hamas"
    ADJECTIVE = "adjective"  # "Iranian", "US"
    PEOPLE = "people"  # "Iranians", "Briton"
    COMBINING = "combining"  # "Sino-", "Russo-"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a phrase can name.

    `name` is its usual English name; for a demonym, that of the state. `country` is the ISO 3166 alpha-3 code of the
    state that it is or belongs to, "IGO" for an international organisation, None where the phrase does not tell.
    """

    name: str
    sort: Sort
    country: str | None
    wording: Wording = Wording.NAME


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` (inclusive) to `end` (exclusive) of a text name one of `entries`, the likeliest first."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Gazetteer:
    """All names, for exact look-up and for search in text. Build it through `gazetteer()`: it never changes."""

    def __init__(self, entries: Iterable[tuple[str, Entry]], drops: Iterable[str] = ()) -> None:
        names: dict[str, tuple[Entry, ...]] = {}
        for phrase, entry in entries:
            key = fold(phrase)
            if entry not in names.get(key, ()):
                names[key] = (*names.get(key, ()), entry)
        for phrase in drops:
            names[fold(phrase)] = ()
        self._names = names
        self._phrases = list(names)
        self._search = AhoCorasick(self._phrases, matchkind=MatchKind.Standard)

    def lookup(self, text: str) -> tuple[Entry, ...]:
        """What the whole of `text` names, the likeliest first; () if nothing.

        Letter case counts ("US", not "us"), accents and a leading "the" do not, nor does a closing "'s".
        """
        phrase = fold(text).strip()
        found = self._names.get(phrase)
        if found is None and phrase.endswith(("'s", "s'")):
            phrase = phrase.removesuffix("'s") if phrase.endswith("'s") else phrase[:-1]
            found = self._names.get(phrase)
        if found is None and phrase[:4] in ("the ", "The "):
            found = self.lookup(phrase[4:])
        return found or ()

    def find(self, text: str) -> list[Hit]:
        """Every name in `text`, leftmost and longest first, never overlapping, at word boundaries only."""
        folded = fold(text)
        hits: list[Hit] = []
        done = 0
        for start, end, entries in sorted(self._bounded(folded), key=lambda m: (m[0], -m[1])):
            if start >= done:
                done = end
                if entries and not _is_cut(folded, start, end, entries[0]):
                    hits.append(Hit(start, end, entries))
        return hits

    def _bounded(self, folded: str) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
        for index, start, end in self._search.find_matches_as_indexes(folded, overlapping=True):
            if start and folded[start - 1].isalnum():
                continue
            phrase = self._phrases[index]
            if end < len(folded) and folded[end].isalnum() and not phrase.endswith("-"):
                continue
            if folded[end : end + 1] == "$":  # "US$40 billion"
                continue
            yield start, end, self._names[phrase]


def _is_cut(text: str, start: int, end: int, entry: Entry) -> bool:
    """Whether the name of a known person is only the beginning of somebody else's."""
    return entry.sort is Sort.LEADER and goes_on(text[start:end], text[end : end + _LONGEST_SYLLABLE])


def _state_entries() -> Iterator[tuple[str, Entry]]:
    for row in rows("states.csv"):
        code, name = row["code"], row["name"]
        for form in (name, *parts(row["forms"])):
            yield from _cases(form, Entry(name, Sort.STATE, code))
        for form in parts(row["adjectives"]):
            yield from _cases(form, Entry(name, Sort.DEMONYM, code, Wording.ADJECTIVE))
        for form in parts(row["people"]):
            yield from _cases(form, Entry(name, Sort.DEMONYM, code, Wording.PEOPLE))
        if capital := row["capital"]:
            for form in (capital, *parts(row["capital_forms"])):
                yield from _cases(form, Entry(capital, Sort.CAPITAL, code))


def _cases(phrase: str, entry: Entry) -> Iterator[tuple[str, Entry]]:
    """The phrase and, if long enough to be told from other words, its form in capitals (headlines, datelines)."""
    yield phrase, entry
    if len(phrase) > _SHORTEST_IN_CAPITALS:
        yield phrase.upper(), entry


def _listed_entries(table: str) -> Iterator[tuple[str, Entry]]:
    for row in rows(table):
        entry = Entry(row["name"], Sort(row["sort"]), row["country"] or None)
        for form in (row["name"], *parts(row["forms"])):
            yield from _cases(form, entry)


def _demonym_entries() -> Iterator[tuple[str, Entry]]:
    for row in rows("demonyms.csv"):
        yield from _cases(row["phrase"], Entry(row["name"], Sort(row["sort"]), row["country"], Wording(row["wording"])))


def _city_entries() -> Iterator[tuple[str, Entry]]:
    # A namesake of anybody in the list of people is left to the readers of names.
    taken = {key for person in people() for word in person.name.split() for key in (fold(word).casefold(),)}
    for name, country in searched_cities().items():
        if fold(name).casefold() not in taken:
            yield from _cases(name, Entry(fold(name) if name.isascii() else name, Sort.CITY, country))


def _leader_entries() -> Iterator[tuple[str, Entry]]:
    for person in people():
        for form in spellings(person):
            if " " in form:
                yield form, Entry(person.name, Sort.LEADER, person.country)


@cache
def shared_names() -> frozenset[str]:
    """Names of bodies that several states and organisations have (see `drops.yaml`)."""
    return frozenset(tree("drops.yaml")["shared"])


@cache
def gazetteer() -> Gazetteer:
    """The one gazetteer of all lists."""
    listed = [
        *_state_entries(),
        *_demonym_entries(),
        *_listed_entries("bodies.csv"),
        *_listed_entries("places.csv"),
        *_leader_entries(),
    ]
    known = {phrase for phrase, _ in listed}
    towns = [(phrase, entry) for phrase, entry in _city_entries() if phrase not in known]
    return Gazetteer([*listed, *towns], tree("drops.yaml")["names"])
