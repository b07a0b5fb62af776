"""What can be told from a person's name alone: the surname, spelling variants, and sometimes he or she."""

import re
from functools import cache
from typing import Any, Literal

from dragoman.actors.tables import fold, tree

Gender = Literal["m", "f"]

_LONGEST_NAME = 120
_ONSET = r"(?:zh|ch|sh|hs|ts|kh|ph|th|ng|nh|tr|gi|qu|kk|tt|pp|ss|jj|[bpmfdtnlgkhjqxrzcsv])?[wy]?"
# One syllable of Korean in any romanisation, of Vietnamese without its accents, or of pinyin.
_SYLLABLE = re.compile(_ONSET + r"[aeiouy]{1,3}(?:ng|nh|ch|[nmklptrcw])?", re.IGNORECASE)
_PINYIN = re.compile(_ONSET + r"[aeiou]{1,3}(?:ng|n|r(?![aeiou]))?", re.IGNORECASE)

_NEXT_WORD = re.compile(r" ([A-Z][a-z]{1,6})(?![\w])")


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


def _is_syllables(word: str, most: int, syllable: re.Pattern[str] = _SYLLABLE) -> bool:
    count = 0
    for piece in fold(word).split("-"):
        at = 0
        while at < len(piece):
            match = syllable.match(piece, at)
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
    if first in lists["vietnamese"] and all(_is_syllables(word, 1) for word in words[1:]):
        return True
    if len(words) > 3 or first not in lists["korean"] | lists["chinese"]:
        return False
    if len(words) == 2 and "-" not in words[1]:
        return _is_given(fold(words[1]).casefold())
    return all(_is_syllables(word, 2) for word in words[1:])


def _is_given(word: str) -> bool:
    """Whether a word without hyphen is a Korean or Chinese given name rather than a Western name."""
    lists = _lists()
    if word in lists["western_given"] or word in lists["western_order"]:
        return False
    return _is_syllables(word, 1) or _is_syllables(word, 2, _PINYIN)


def goes_on(name: str, following: str) -> bool:
    """Whether `following`, the text after a Korean name of two syllables, adds the third ("Kim Song", " Chol said")."""
    words = name.split()
    match = _NEXT_WORD.match(following)
    if match is None or len(words) != 2 or not family_first(name) or not _is_syllables(words[1], 1):
        return False
    return _is_syllables(match[1], 1)


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


# Vowels differ between transliterations more than consonants do ("Mohamed Mursi", "Mohammed Morsi").
_ALIKE = str.maketrans({"q": "k", "c": "k", "w": "v", "z": "s", "y": "", "h": "", "'": "", "j": "i"})
_VOWELS = re.compile(r"[aeiou]+")
_DOUBLED = re.compile(r"(.)\1+")


def _skeleton(word: str) -> str:
    sound = word.replace("ck", "k").replace("ph", "f").replace("x", "ks")[1:].translate(_ALIKE)
    return word[:1].translate(_ALIKE) + _DOUBLED.sub(r"\1", _VOWELS.sub("", sound))


def sound(name: str) -> tuple[str, str]:
    """The consonants of given name and surname, equal for different transliterations of one name."""
    words = name_key(" ".join(name_words(name))).split() or [""]
    return _skeleton(words[0]), _skeleton(words[-1])


def alike(a: str, b: str) -> bool:
    """Whether two full names can be transliterations of one: same consonants in the given name and in the surname.

    Korean, Chinese and Vietnamese names, where a vowel makes another name, must agree letter by letter. Middle names
    count only where both have them. A surname alone is never like a full name.
    """
    words_a, words_b = name_key(" ".join(name_words(a))).split(), name_key(" ".join(name_words(b))).split()
    if not words_a or not words_b:
        return False
    if "".join(words_a) == "".join(words_b):
        return True
    if min(len(words_a), len(words_b)) < 2 or family_first(a) or family_first(b):
        return False
    middle_a, middle_b = words_a[1:-1], words_b[1:-1]
    if middle_a and middle_b and [w[0] for w in middle_a] != [w[0] for w in middle_b]:
        return False
    if {gender_by_words(a), gender_by_words(b)} == {"m", "f"}:
        return False
    return all(_skeleton(words_a[i]) == _skeleton(words_b[i]) for i in (0, -1))


def gender_by_words(name: str) -> Gender | None:
    """Tell "m" or "f" by a title in front ("Mrs.", "King") or the given name; None when neither does."""
    words = [word.rstrip(".,").casefold() for word in fold(name[:_LONGEST_NAME]).split()]
    lists = _lists()
    for word in words[:-1] or words:
        if word in lists["male"]:
            return "m"
        if word in lists["female"]:
            return "f"
    return None
