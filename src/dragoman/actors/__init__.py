"""Names to what they name: states, bodies, organisations, places, offices and known people. Look-up on strings only."""

from dragoman.actors.gazetteer import Entry, Gazetteer, Hit, Sort, Wording, gazetteer, shared_names
from dragoman.actors.names import family_first, name_key, surname
from dragoman.actors.offices import (
    Rank,
    Title,
    default_country,
    is_group_noun,
    is_office_noun,
    office_class,
    parse_title,
)
from dragoman.actors.people import KnownPerson, gender, known_person, same_person
from dragoman.actors.places import find_place

__all__ = [
    "Entry",
    "Gazetteer",
    "Hit",
    "KnownPerson",
    "Rank",
    "Sort",
    "Title",
    "Wording",
    "default_country",
    "family_first",
    "find_place",
    "gazetteer",
    "gender",
    "is_group_noun",
    "is_office_noun",
    "known_person",
    "name_key",
    "office_class",
    "parse_title",
    "same_person",
    "shared_names",
    "surname",
]
