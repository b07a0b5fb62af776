"""On how firm a word a source states a contact, from the words that name who reports it."""

import re
from functools import lru_cache
from typing import Final

from dragoman.model import Strength

_HEARSAY: Final = re.compile(
    r"\b(?:reported(?:ly)?|allegedly|apparently|purportedly|rumou?r(?:s|ed)?|media|newspapers?|news agency|press|daily|"
    r"television|TV|broadcaster|according to reports)\b",
    re.IGNORECASE,
)
_UNNAMED: Final = re.compile(
    r"\b(?:sources?|officials?|diplomats?|people familiar|aides?|insiders?|observers?|analysts?|experts?|somebody|some|"
    r"persons?|people|they|anonymous|unnamed)\b",
    re.IGNORECASE,
)
_OFFICE: Final = re.compile(
    r"\b(?:ministry|office|house|department|palace|government|embassy|council|spokes\w+|statement|secretariat|service|"
    r"commission|administration|kremlin|presiden\w+|minister|secretary|readout|communiqu\w+)\b",
    re.IGNORECASE,
)
# "Kim Eui-kyeom", "Vladimir Putin": two words in a row that begin like names.
_NAMED: Final = re.compile(r"\b[A-Z][\w'’.-]+ (?:(?:de|al|el|bin|van|von) )?[A-Z][\w'’-]+")
_WORD_OF_OFFICE: Final = re.compile(
    r"\b(?:The|A|An|White|Blue|Foreign|State|House|Ministry|Office|Department|President|Prime|Minister|Secretary|South|"
    r"North|United|States|Korea|General|Security|National|Council|Vice|Deputy|Presidential|Defen[cs]e)\b"
)
# Somebody whom the text has named before.
_SPEAKERS: Final = frozenset({"he", "she", "i", "him", "her"})
_LONGEST: Final = 300


@lru_cache(maxsize=16_384)
def strength_of(attribution: str | None, *, own_readout: bool) -> Strength:
    """How firm the word is; `own_readout` says that the outlet is a party's own office ("Kremlin").

    Without an attribution the outlet itself states it. Hearsay goes before all: "Yonhap reported, citing officials".
    """
    if own_readout:
        return Strength.ON_RECORD
    if attribution is None:
        return Strength.STATED
    words = attribution[:_LONGEST]
    if words.casefold() in _SPEAKERS:
        return Strength.ON_RECORD
    if _HEARSAY.search(words):
        return Strength.HEARSAY
    named = _NAMED.search(_WORD_OF_OFFICE.sub("", words))
    if _UNNAMED.search(words) and not named:
        return Strength.UNNAMED
    if named:
        return Strength.ON_RECORD
    return Strength.OFFICE if _OFFICE.search(words) else Strength.UNNAMED
