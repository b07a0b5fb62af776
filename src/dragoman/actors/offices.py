"""Titles of office: what rank a title is, and which state it belongs to."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from dragoman.actors.gazetteer import Hit, Sort, gazetteer
from dragoman.actors.tables import fold, tree


class Rank(StrEnum):
    """Classes of office, the highest first."""

    HEAD_OF_STATE = "head of state"
    HEAD_OF_GOVERNMENT = "head of government"
    ROYAL = "royal"
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
    """A title taken apart: "South Korea's deputy national security adviser" is the office without the country, and "KOR".

    `country` is an ISO 3166 alpha-3 code, "IGO" or None; `of` the state's or organisation's usual name.
    """

    office: str
    country: str | None
    rank: Rank
    of: str | None = None


@cache
def _offices() -> dict[str, Any]:
    data: dict[str, Any] = tree("offices.yaml")
    return data


@cache
def _phrases() -> dict[str, Rank]:
    return {phrase: Rank(rank) for rank, phrases in _offices()["titles"].items() for phrase in phrases}


@cache
def _heads() -> dict[str, Rank]:
    return {head: Rank(rank) for rank, words in _offices()["heads"].items() for head in str(words).split()}


def is_office_noun(lemma: str) -> bool:
    """Whether a noun's lemma heads titles ("minister", "envoy", "spokeswoman")."""
    return lemma.casefold() in _heads()


def is_group_noun(lemma: str) -> bool:
    """Whether a noun's lemma stands for people acting for a side ("delegation", "official", "team", "side")."""
    return lemma.casefold() in frozenset(str(_offices()["groups"]).split())


def office_class(title: str) -> Rank | None:
    """The class of a title: by the longest known phrase in it, else by its head noun; None if it is no title."""
    words = fold(title).casefold().replace("-", " ").split()
    for size in range(min(len(words), 7), 0, -1):
        for at in range(len(words) - size + 1):
            rank = _phrases().get(" ".join(words[at : at + size]))
            if rank is not None:
                return rank
    return next((_heads()[word] for word in words if word in _heads()), None)


def default_country(title: str) -> str | None:
    """The state of a title or body that only one state has ("Secretary of State": "USA"); None otherwise."""
    folded = " ".join(fold(title).casefold().split())
    found: dict[str, str] = _offices()["only"]
    return next((country for phrase, country in found.items() if phrase in folded), None)


def parse_title(text: str) -> Title | None:
    """Takes a title apart into office and country ("President of the Islamic Republic of Iran"); None if it is no title."""
    rank = office_class(text)
    if rank is None:
        return None
    hits = [h for h in gazetteer().find(text) if h.entries[0].sort not in (Sort.CITY, Sort.SITE)]
    office, hit = text, None
    for candidate in hits:
        before = text[: candidate.start].split()
        if not before or before[-1].casefold() not in ("to", "for", "on", "in", "with", "from"):
            office, hit = _without(text, candidate), candidate
            break
    office = " ".join(office.split())
    if hit is None:
        return Title(office, default_country(text), rank)
    return Title(office, hit.entries[0].country, rank, hit.entries[0].name)


def _without(text: str, hit: Hit) -> str:
    before, after = text[: hit.start].rstrip(), text[hit.end :]
    for tail in (" the", " of"):
        if before.casefold().endswith(tail):
            before = before[: -len(tail)]
    if before.casefold() in ("the", "of"):
        before = ""
    return before + " " + after.removeprefix("'s").removeprefix("’s").removeprefix("'").strip()
