"""What can be told from a person's name alone: the surname, spelling variants, and sometimes he or she."""

import re
from functools import cache
from typing import Any, Literal

from dragoman.actors.tables import fold, tree

Gender = Literal["m", "f"]

_LONGEST_NAME = 120
# One syllable of pinyin, of Korean in any romanisation, or of Vietnamese without its accents.
_SYLLABLE = re.compile(
    r"(?:zh|ch|sh|kh|ph|th|ng|nh|tr|gi|qu|kk|tt|pp|ss|jj|[bpmfdtnlgkhjqxrzcsywv])?"
    r"[aeiouy]{1,3}(?:ng|nh|ch|[nmklptr])?",
    re.IGNORECASE,
)


@cache
def _lists() -> dict[str, frozenset[str]]:
    raw: dict[str, Any] = tree("names.yaml")
    return {key: frozenset(str(words).split()) for key, words in raw.items()}


def name_words(name: str) -> list[str]:
    """The words of a name without courtesy titles ("Mr.", "Dr.", "Sheikh") and suffixes ("Jr.")."""
    words = name[:_LONGEST_NAME].replace(",", " ").split()
    lists = _lists()
    while len(words) > 1 and words[0].rstrip(".").casefold() in lists["courtesy"]:
        words = words[1:]
    while len(words) > 1 and words[-1].rstrip(".").casefold() in lists["suffixes"]:
        words = words[:-1]
    return words


def without_courtesy(key: str) -> str:
    """A name key without courtesy titles in front ("president" is none: it says who is meant)."""
    words = key.split()
    while len(words) > 1 and words[0] in _lists()["courtesy"]:
        words = words[1:]
    return " ".join(words)


def _is_syllables(word: str, most: int) -> bool:
    pieces = fold(word).split("-")
    count = at = 0
    for piece in pieces:
        at = 0
        while at < len(piece):
            match = _SYLLABLE.match(piece, at)
            if match is None:
                return False
            at = match.end()
            count += 1
    return 0 < count <= most


def family_first(name: str) -> bool:
    """True for a name in Korean, Chinese or Vietnamese order ("Kim Hyun-chong", "Xi Jinping", "Pak Ui Chun")."""
    words = name_words(name)
    if not 2 <= len(words) <= 4:
        return False
    first = fold(words[0]).casefold()
    lists = _lists()
    if first in lists["vietnamese"]:
        return all(_is_syllables(word, 2) for word in words[1:])
    if first not in lists["korean"] and first not in lists["chinese"]:
        return False
    if len(words) == 2 and "-" not in words[1]:
        return _is_syllables(words[1], 3) and fold(words[1]).casefold() not in lists["western_given"]
    return len(words) <= 3 and all(_is_syllables(word, 2) for word in words[1:])


def surname(name: str) -> str:
    """The part of a full name that the news calls the person by: "Kim", "van der Bellen", "López Obrador", "Xi".

    A name of one word is its own surname. Particles are kept ("de Mistura", "bin Zayed Al Nahyan").
    """
    words = name_words(name)
    if len(words) < 2:
        return " ".join(words)
    if family_first(name):
        return words[0]
    particles = _lists()["particles"]
    for i in range(1, len(words) - 1):
        if words[i].casefold() in particles:
            return " ".join(words[i:])
    if len(words) > 2 and _is_first_of_two(words[-2]):
        return " ".join(words[-2:])
    return words[-1]


def _is_first_of_two(word: str) -> bool:
    key = fold(word).casefold()
    return key in _lists()["spanish"] or (key.endswith("ez") and len(key) > 4)


def name_key(name: str) -> str:
    """The name without accents, case, hyphens, apostrophes and dots: equal for mere differences of typing."""
    plain = fold(name[:_LONGEST_NAME]).casefold().replace("'", "").replace(".", " ")
    return " ".join(plain.replace("-", " ").split())


def same_person(a: str, b: str) -> bool:
    """Whether two full names can be spellings of one ("Kim Hyun-chong", "Kim Hyun Chong"); not a surname and a name."""
    key_a, key_b = name_key(" ".join(name_words(a))), name_key(" ".join(name_words(b)))
    return bool(key_a) and key_a.replace(" ", "") == key_b.replace(" ", "")


def gender(name: str) -> Gender | None:
    """ "m" or "f" by a title in front ("Mrs.", "King") or the given name; None when neither tells."""
    words = [word.rstrip(".,").casefold() for word in fold(name[:_LONGEST_NAME]).split()]
    lists = _lists()
    for word in words[:-1] or words:
        if word in lists["male"]:
            return "m"
        if word in lists["female"]:
            return "f"
    return None
