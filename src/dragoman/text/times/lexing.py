"""A text as a row of lexemes, each with the classes of time words that it belongs to."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dragoman.resources import load_yaml

Worth = int | float | str

# Every alternative is bounded or consumes what it looks at, so that the time is linear in the text.
_LEXEME = re.compile(
    r"(?P<ISO>(?<!\d)[12]\d{3}-[01]\d-[0-3]\d(?:T\d\d:\d\d)?(?!\d))"
    r"|(?P<NUMERIC>(?<!\d)\d{1,2}([./])\d{1,2}\3(?:\d{4}|\d\d)(?![\d]))"
    r"|(?P<CLOCK>(?<!\d)[0-2]?\d[:.][0-5]\d(?!\d))"
    r"|(?P<DECADE>(?:(?<!\d)1[5-9]\d0|(?<!\d)20\d0|['’]?(?<!\d)\d0)['’]?s\b)"
    r"|(?P<FRACTION>(?<!\d)\d/\d(?!\d)|[½¼¾])"
    r"|(?P<NTH>(?<!\d)\d{1,3}(?:st|nd|rd|th)\b)"
    r"|(?P<SHORT_YEAR>(?<!['’`])['’]\d\d\b(?![\d'’]))"
    r"|(?P<NUMBER>\d+(?:[.,]\d+)*)"
    r"|(?P<AMPM>[AaPp]\.\s?[Mm]\b\.?|[AaPp][Mm]\b)"
    r"|(?P<SHORT>\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\.)"
    r"|(?P<WORD>[^\W\d_]+)"
    r"|(?P<POSS>['’]s\b)"
    r"|(?P<BREAK>\s*\n\s*)"
    r"|(?P<MARK>[^\w\s])"
)
_MOST_DIGITS = 6  # a longer number is no count of days and no year


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A word, number or mark at characters `start` to `end`; `worth` maps each of its classes to a value."""

    start: int
    end: int
    text: str
    worth: Mapping[str, Worth]

    @property
    def lower(self) -> str:
        """The text in lower case."""
        return self.text.lower()


@lru_cache(maxsize=1)
def lexicon() -> Mapping[str, Mapping[str, Worth]]:
    """Word (lower case) to class to worth, as in `lexicon.yaml`."""
    data = load_yaml("dragoman.text.times", "lexicon.yaml")
    words: dict[str, dict[str, Worth]] = {}
    for name, members in data.items():
        pairs = members.items() if isinstance(members, dict) else ((m, m) for m in members)
        for word, worth in pairs:
            words.setdefault(word, {})[name] = worth
    return words


def lexemes(text: str) -> Iterator[Lexeme]:
    """The lexemes of `text` in order; white space other than line breaks is left out."""
    known = lexicon()
    for match in _LEXEME.finditer(text):
        kind = match.lastgroup or "MARK"
        word = match.group()
        if kind == "BREAK" and _wrapped(word, text, match.end()):
            continue
        yield Lexeme(match.start(), match.end(), word, _worth(kind, word, known))


def _wrapped(gap: str, text: str, end: int) -> bool:
    """Whether a line break stands within a sentence: a wire or a dump that goes on in lower case or with a digit."""
    return gap.count("\n") == 1 and end < len(text) and (text[end].islower() or text[end].isdigit())


def _worth(kind: str, word: str, known: Mapping[str, Mapping[str, Worth]]) -> Mapping[str, Worth]:
    if kind == "NUMBER":
        return _number(word)
    if kind == "NTH":
        return {"ORDINAL": int(re.sub(r"\D", "", word)), "NTH": word}
    if kind == "AMPM":
        return {"AMPM": word[0].lower(), **known.get(word.lower(), {})}
    if kind in {"WORD", "MARK", "POSS", "SHORT"}:
        lower = word.lower().rstrip(".") or word
        worth = known.get(lower, {})
        if "MONTH" in worth and word.islower():  # "may", "march", "mar", "dec"
            worth = {k: v for k, v in worth.items() if k != "MONTH"}
        return worth
    return {kind: word}


def _number(word: str) -> Mapping[str, Worth]:
    plain = word.replace(",", "")
    if len(plain) > _MOST_DIGITS or plain.count(".") > 1:
        return {}
    if "." in plain:
        return {"NUM": float(plain)}
    number = int(plain)
    worth: dict[str, Worth] = {"NUM": number}
    if "," not in word:
        if len(plain) <= 2 and 1 <= number <= 31:
            worth["DAYNUM"] = number
        if len(plain) <= 2 and number <= 24:
            worth["HOUR"] = number
        if len(plain) == 4 and 1500 <= number <= 2100:
            worth["YEAR"] = number
        if len(plain) == 2:
            worth["TWO"] = number
        if len(plain) == 4:
            worth["MILITARY"] = word
    return worth
