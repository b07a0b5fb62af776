"""Titles of office: what rank a title is, and which state it belongs to."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from dragoman.actors.gazetteer import Hit, Sort, Wording, gazetteer, shared_names
from dragoman.actors.tables import fold, tree

_LONGEST_TITLE = 200
_LONGEST_PHRASE = 12


class Rank(StrEnum):
    """Classes of office, the highest first."""

    HEAD_OF_STATE = "head of state"
    HEAD_OF_GOVERNMENT = "head of government"
    ROYAL = "royal"
    HEAD_OF_ORGANISATION = "head of organisation"
    FOREIGN_MINISTER = "foreign minister"
    MINISTER = "minister"
    ENVOY = "envoy"
    ADVISER = "adviser"
    SPOKESPERSON = "spokesperson"
    MILITARY = "military"
    LEGISLATOR = "legislator"
    OFFICIAL = "official"


@dataclass(frozen=True, slots=True)
class Title:
    """A title taken apart: "South Korea's deputy national security adviser" is the office alone, and "KOR".

    `office` keeps the case of the text. `country` is an ISO 3166 alpha-3 code, "IGO" or None; `of` the usual name of
    the state or organisation, `body` that of a body that the title names ("State Department", which stays in `office`).
    `former` says that the office is not held any more ("former president").
    """

    office: str
    country: str | None
    rank: Rank
    of: str | None = None
    body: str | None = None
    former: bool = False


@cache
def _lists() -> dict[str, Any]:
    data: dict[str, Any] = tree("offices.yaml")
    return data


@cache
def _phrases() -> dict[tuple[str, ...], Rank]:
    titles = _lists()["titles"].items()
    return {tuple(phrase.split()): Rank(rank) for rank, phrases in titles for phrase in phrases}


@cache
def _heads() -> dict[str, Rank]:
    return {head: Rank(rank) for rank, words in _lists()["heads"].items() for head in str(words).split()}


@cache
def _words_of(key: str) -> frozenset[str]:
    return frozenset(str(_lists()[key]).split())


@cache
def _only() -> list[tuple[str, str]]:
    found: dict[str, str] = _lists()["only"]
    return sorted(found.items(), key=lambda item: -len(item[0]))


def is_office_noun(lemma: str) -> bool:
    """Whether a noun's lemma heads titles ("minister", "envoy", "spokeswoman")."""
    return lemma.casefold() in _heads()


def is_group_noun(lemma: str) -> bool:
    """Whether a noun's lemma stands for people acting for a side ("delegation", "official", "team", "side")."""
    return lemma.casefold() in _words_of("groups")


def _title_words(title: str) -> list[str]:
    plain = fold(title[:_LONGEST_TITLE]).casefold().replace("-", " ").replace(",", " ").replace("'s ", " ")
    return [_singular(word) for word in plain.split()]


def _singular(word: str) -> str:
    if word in _heads() or not word.endswith("s"):
        return word
    return word[:-1] if word[:-1] in _heads() else word


def _head_part(words: list[str]) -> list[str]:
    """The words up to the first preposition: the office itself, without what it is the office of."""
    for i, word in enumerate(words):
        if i and word in ("of", "for", "to", "on", "at", "in", "and"):
            return words[:i]
    return words


def office_class(title: str) -> Rank | None:
    """The class of a title; None if the text is no title.

    The longest phrase of the list that ends with the title's head noun decides ("national security adviser to the
    president" is an adviser), then the longest phrase anywhere, then a head noun. Plurals count as their singular.
    """
    words = _title_words(title)
    for size in range(min(len(words), _LONGEST_PHRASE), 1, -1):
        rank = _starting_in_head(words, size)
        if rank is not None:
            return rank
    head = _head_part(words)
    for word in (*reversed(head), *words[len(head) :]):
        rank = _phrases().get((word,)) or _heads().get(word)
        if rank is not None:
            return rank
    return None


def _starting_in_head(words: list[str], size: int) -> Rank | None:
    for at in range(min(len(_head_part(words)), len(words) - size + 1)):
        rank = _phrases().get(tuple(words[at : at + size]))
        if rank is not None:
            return rank
    return None


def default_country(title: str) -> str | None:
    """The state of a title or body that only one state has ("Secretary of State": "USA"); None otherwise."""
    folded = " " + " ".join(fold(title[:_LONGEST_TITLE]).casefold().replace("-", " ").split()) + " "
    return next((country for phrase, country in _only() if f" {phrase} " in folded), None)


# The United Nations' Security Council has members and a president, China's State Council a premier.
_OF_ITS_OWN = re.compile(r"\b(?:secretary|chairman|chair|chief|head) of the $", re.IGNORECASE)
_FORMER = re.compile(r"\b(?:former|ex-|ex |late|ousted|deposed|retired|then-)", re.IGNORECASE)
_ELSEWHERE = ("to", "for", "on", "in", "with", "from", "at", "near", "and")
_OWNERS = (Sort.STATE, Sort.DEMONYM, Sort.IGO, Sort.CAPITAL, Sort.SIDE, Sort.BODY, Sort.SEAT)


def parse_title(text: str) -> Title | None:
    """Takes a title apart into office and country ("President of the Islamic Republic of Iran"); None if it is none.

    `text` is a title alone, without the person's name, of at most 200 characters (the rest is not read). A state after
    "to", "for" or "on" is what the office deals with, not whose it is ("ambassador to Russia").
    """
    text = text[:_LONGEST_TITLE]
    rank = office_class(text)
    if rank is None:
        return None
    owners = [hit for hit in gazetteer().find(text) if _owns(text, hit) and not _is_of_some_state(text, hit)]
    owner = next((hit for hit in owners if hit.entries[0].sort not in (Sort.BODY, Sort.SEAT)), None)
    bodies = [hit.entries[0] for hit in owners if hit.entries[0].sort in (Sort.BODY, Sort.SEAT)]
    body = bodies[0] if bodies else None
    office = _tidy(_without(text, owner) if owner else text)
    former = bool(_FORMER.search(text))
    if owner is None:
        # "of the Military Commission of the Workers' Party": the last one's are all before it
        country = next((b.country for b in reversed(bodies) if b.country), None) or default_country(text)
        return Title(office, country, rank, None, body.name if body else None, former)
    entry = owner.entries[0]
    return Title(office, entry.country, rank, entry.name, body.name if body else None, former)


def _is_of_some_state(text: str, hit: Hit) -> bool:
    """Whether it is the "Secretary of the Security Council": of a state that the title does not name."""
    return text[hit.start : hit.end] in shared_names() and _OF_ITS_OWN.search(text[: hit.start]) is not None


def _owns(text: str, hit: Hit) -> bool:
    entry = hit.entries[0]
    if entry.sort not in _OWNERS or entry.wording is Wording.COMBINING:
        return False
    before = fold(text[: hit.start]).casefold().split()
    if before and before[-1] == "the":
        before = before[:-1]
    return not (before and before[-1] in _ELSEWHERE and len(before) > 1)


def _without(text: str, hit: Hit) -> str:
    before, after = text[: hit.start].rstrip(), text[hit.end :]
    for tail in (" the", " of"):
        if before.casefold().endswith(tail):
            before = before[: -len(tail)]
    for possessive in ("'s", "’s", "'", "’"):
        after = after.removeprefix(possessive)
    return f"{before} {after}"


def _tidy(office: str) -> str:
    office = " ".join(office.split()).strip(" ,-'’")
    for article in ("the ", "The ", "a ", "an ", "A ", "An "):
        office = office.removeprefix(article)
    return office
