"""How alike two spellings of a person's name are, and what a phrase for a group or body is without its wording."""

import hashlib
import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache

from dragoman.actors import Sort, family_first, gazetteer, is_group_noun, is_office_noun, office_class, surname
from dragoman.actors.names import Gender, gender_by_words, name_key, name_words, sound
from dragoman.actors.tables import fold, tree
from dragoman.resources import load_yaml

_LONGEST = 120
_LONGEST_SLUG = 80
_CACHE = 65_536

_NO_NAME = (Sort.STATE, Sort.DEMONYM, Sort.CAPITAL, Sort.IGO, Sort.BODY, Sort.SEAT, Sort.SIDE)
_WHOLE = (Sort.IGO, Sort.BODY, Sort.SEAT, Sort.SIDE)
_OWN = (Sort.STATE, Sort.DEMONYM, Sort.CAPITAL)
_VOWELS = re.compile(r"[aeiouy]+")
_VOWEL_CLASS = {"a": "a", "e": "i", "i": "i", "y": "i", "o": "u", "u": "u"}
_SERVANT = re.compile(r"^abd(?:[aeu]l)?(?=\w{3})")
_HEAD_END = re.compile(r",|\b(?:of|for|to|on|at|in|from)\b", re.IGNORECASE)
_NO_SLUG = re.compile(r"[^a-z0-9]+")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(str(load_yaml("dragoman.record", "spelling.yaml")[key]).split())


@cache
def _given_names() -> dict[str, str]:
    """The form that a short or foreign form of a given name is compared as."""
    forms: dict[str, str] = load_yaml("dragoman.record", "spelling.yaml")["given"]
    return {form: name for name, words in forms.items() for form in words.split()}


class Likeness(IntEnum):
    """What two names have in common: nothing, the surname alone, all but the transliteration, or every letter."""

    NONE = 0
    SURNAME = 1
    ALIKE = 2
    EXACT = 3


@dataclass(frozen=True, slots=True)
class Spelling:
    """A person's name taken apart, in lower case without accents.

    `bare` marks a surname alone or with initials ("Lavrov", "S. Lavrov", "van der Bellen"). `given` is the first given
    name in its long form, or the initial; `last` the surname's main word, `rest` those after it. `eastern` names
    (Korean, Chinese, Vietnamese) are equal letter by letter or not at all.
    """

    joined: str
    bare: bool
    given: str
    middle: tuple[str, ...]
    last: str
    rest: tuple[str, ...]
    eastern: bool
    gender: Gender | None


@cache
def _particles() -> frozenset[str]:
    return frozenset(str(tree("names.yaml")["particles"]).split())


@lru_cache(maxsize=_CACHE)
def tidy(name: str) -> str:
    """The name without what is no part of it: line breaks, a title in front ("CEO"), itself said twice."""
    words = name[:_LONGEST].split()
    for _ in range(len(words)):
        shorter = _without_title(_said_once(words))
        if shorter == words:
            break
        words = shorter
    return " ".join(words)


def _said_once(words: list[str]) -> list[str]:
    half = len(words) // 2
    return words[:half] if half > 1 and words[:half] == words[half:] else words


def _without_title(words: list[str]) -> list[str]:
    for i in (1, 0):
        if len(words) - i > 2 and (is_office_noun(words[i]) or words[i] in ("CEO", "Archpriest")):
            return words[i + 1 :]
    return words


def _in_order(words: list[str]) -> str:
    """The name as one text; a Korean name in Western order ("Hyun-chong Kim") turned round."""
    text = " ".join(words)
    if len(words) == 2 and "-" in words[0] and not family_first(text):
        turned = f"{words[1]} {words[0]}"
        return turned if family_first(turned) else text
    return text


def _is_bare(words: list[str], text: str) -> bool:
    # With any given name in front, all of a bare surname is surname.
    return len(words) < 2 or surname(f"Xx {text}") == text


@lru_cache(maxsize=_CACHE)
def spelling(name: str) -> Spelling:
    """Takes a person's name apart; of a long text, the first 120 characters."""
    words = name_words(tidy(name))
    text = _in_order(words)
    keys = name_key(text).split()
    gender = gender_by_words(tidy(name))
    if family_first(text):
        return Spelling("".join(keys), False, keys[1], (), keys[0], (), True, gender)
    initials = [w for w in keys[:-1] if len(w) == 1]
    if keys and len(keys) > 1 and len(initials) == len(keys) - 1:
        return Spelling("".join(keys), True, keys[0], (), keys[-1], (), False, gender)
    if _is_bare(words, text):
        main = _main(keys)
        return Spelling("".join(keys), True, "", (), *main, False, gender)
    last = name_key(surname(text)).split()
    before = keys[: len(keys) - len(last)] or keys[:1]
    given, middle = before[0], tuple(before[1:])
    if given in ("abd", "abdel", "abdul", "abdal") and middle:
        given, middle = "abd" + middle[0], middle[1:]
    given = _given_names().get(given, _SERVANT.sub("abd", given))
    return Spelling("".join(keys), False, given, middle, *_main(last), False, gender)


def _main(words: list[str]) -> tuple[str, tuple[str, ...]]:
    at = next((i for i, word in enumerate(words) if word not in _particles()), max(len(words) - 1, 0))
    rest = tuple(word for word in words[at + 1 :] if word not in _particles())
    return (words[at] if words else ""), rest


@lru_cache(maxsize=_CACHE)
def skeleton(word: str) -> str:
    """The consonants of one word, equal for its transliterations."""
    return sound(word)[1]


@lru_cache(maxsize=_CACHE)
def _vowels(word: str) -> str:
    return "".join(_VOWEL_CLASS[group[0]] for group in _VOWELS.findall(word.replace("h", "")))


def _close(a: str, b: str) -> bool:
    """Whether two runs of vowels can be one name's: one vowel heard or written otherwise, not more."""
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) <= (len(a) > 1)
    short, long = sorted((a, b), key=len)
    rest = iter(long)
    return len(long) - len(short) == 1 and len(long) > 2 and all(vowel in rest for vowel in short)


def _other_sex(a: str, b: str) -> bool:
    """Whether two words differ as a man's and a woman's name do ("Ivanov" and "Ivanova", "Viktor" and "Viktoria")."""
    return a.endswith("a") != b.endswith("a") and not {a[-1:], b[-1:]} <= {"a", "o", "h", "e"}


def _sounds_same(a: str, b: str) -> bool:
    if a == b:
        return True
    return skeleton(a) == skeleton(b) and not _other_sex(a, b) and _close(_vowels(a), _vowels(b))


def _same_surname(a: Spelling, b: Spelling) -> bool:
    if a.rest and b.rest and a.rest[0] != b.rest[0] and not _sounds_same(a.rest[0], b.rest[0]):
        return False
    return a.last == b.last if a.eastern or b.eastern else _sounds_same(a.last, b.last)


def _same_initial(a: Spelling, b: Spelling) -> bool:
    return not a.given or not b.given or a.given[0] == b.given[0]


def likeness(a: Spelling, b: Spelling) -> Likeness:
    """How alike two names are, in either order."""
    if a.joined == b.joined:
        return Likeness.EXACT
    if a.bare or b.bare:
        if not _same_surname(a, b) or not _same_initial(a, b):
            return Likeness.NONE
        return Likeness.ALIKE if a.bare and b.bare else Likeness.SURNAME
    if a.eastern or b.eastern or {a.gender, b.gender} == {"m", "f"}:
        return Likeness.NONE
    if a.middle and b.middle and [w[0] for w in a.middle] != [w[0] for w in b.middle]:
        return Likeness.NONE
    if _other_sex(a.given, b.given) or {a.given[-1:], b.given[-1:]} == {"a", "o"}:
        return Likeness.NONE
    return Likeness.ALIKE if _sounds_same(a.given, b.given) and _same_surname(a, b) else Likeness.NONE


@lru_cache(maxsize=_CACHE)
def is_unnamed(name: str) -> bool:
    """Whether a person's name is only a description ("President of France", "French counterpart", "predecessor")."""
    plain = fold(name[:_LONGEST])
    if plain == plain.lower() and plain.isascii():
        return True
    head = _HEAD_END.split(_without_hits(plain, None), maxsplit=1)[0]
    words = [word.strip(".'").casefold() for word in head.replace("'s ", " ").replace("-", " ").split()]
    if not words or not all(_is_title_word(word) for word in words):
        return False
    return not (len(words) == 1 and len(plain.split()) == 1 and office_class(words[0]) is None)


def _is_title_word(word: str) -> bool:
    return word in _words("titles") or word in _words("empty") or is_office_noun(word) or is_group_noun(word)


def _without_hits(text: str, country: str | None) -> str:
    """The text without the states that own what it names: those of `country`, or with None all names in the lists."""
    kept, at = [], 0
    for hit in gazetteer().find(text):
        entry = hit.entries[0]
        if entry.sort in (_NO_NAME if country is None else _OWN) and country in (None, entry.country):
            kept.append(text[at : hit.start])
            at = hit.end
    return " ".join((*kept, text[at:]))


def _with_usual_names(text: str) -> str:
    """The text with each organisation under its usual name ("EU leaders": "European Union leaders")."""
    pieces, at = [], 0
    for hit in gazetteer().find(text):
        if hit.entries[0].sort is Sort.IGO:
            pieces += [text[at : hit.start], hit.entries[0].name]
            at = hit.end
    return fold(" ".join((*pieces, text[at:])))


@lru_cache(maxsize=_CACHE)
def phrase_words(name: str, country: str | None) -> tuple[str, ...]:
    """What is left of a group's or body's name without its state, articles and numbers, in order.

    "two South Korean envoys" of "KOR" is ("envoys",); a name of nothing else ("Americans") stays whole.
    """
    text = fold(name[:_LONGEST]).replace("\n", " ")
    if any(entry.sort in _WHOLE for entry in gazetteer().lookup(text)):
        return tuple(name_key(text).split())
    if country == "IGO":
        text = _with_usual_names(text)
    elif country is not None:
        text = _without_hits(text, country)
    words = (word for word in name_key(re.sub(r"(?<=\w)'s?(?=\s|$)", "", text)).split() if any(map(str.isalnum, word)))
    left = tuple(word for word in words if word not in _words("empty") and not word.isdigit())
    return left or tuple(name_key(name).split())


@lru_cache(maxsize=_CACHE)
def phrase_key(name: str, country: str | None) -> str:
    """Equal for the phrases that name one group or body of a country, in any order and number."""
    return " ".join(sorted({_singular(word) for word in phrase_words(name, country)}))[:_LONGEST]


def _singular(word: str) -> str:
    word = {"defence": "defense", "organisation": "organization", "advisor": "adviser", "centre": "center"}.get(
        word, word
    )
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us")) else word


def slug(words: str) -> str:
    """The text as a piece of an id: "a" to "z", digits and hyphens, at most 80 characters, never empty."""
    plain = _NO_SLUG.sub("-", fold(words).casefold().replace("'", "").replace("ß", "ss")).strip("-")
    if plain and len(plain) * 2 > len(words):
        return plain[:_LONGEST_SLUG].strip("-")
    # Another script: a short digest, since a half of a name would be another's.
    return "x" + hashlib.blake2b(words.casefold().encode("utf-8", "replace"), digest_size=5).hexdigest()
