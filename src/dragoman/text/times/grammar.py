"""Patterns over lexemes: `grammar.yaml` compiled to regular expressions over class codes.

Every distinct set of classes gets a code of one character, so that a row of lexemes is a string, a pattern is a
regular expression on it, and the time is that of a few dozen scans of a string a fifth of the text's length.

Pattern language: `CLASS` is a lexeme of that class, `word` that very word, `$MACRO` a named part, `( | )` choice,
`?` optional, `name=` captures what follows.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.resources import load_yaml
from dragoman.text.times.lexing import Lexeme, lexemes, lexicon

_ITEM = re.compile(r"\s*(?:(?P<capture>[a-z_]+)=|(?P<word>[$]?[A-Za-z_0-9]+)|(?P<op>[()|?]))")
_FIRST_CODE = 0xE000  # a private use area of Unicode
_MOST_YEAR = 3000


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the grammar: what it looks like, and the function that reads it."""

    name: str
    make: str
    pattern: str
    args: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Match:
    """Lexemes `first` to `last` of a row that fit a rule, with the captured parts."""

    rule: Rule
    row: Sequence[Lexeme]
    first: int
    last: int
    parts: Mapping[str, tuple[int, int]]

    def has(self, name: str) -> bool:
        """Whether the part `name` was captured."""
        return name in self.parts

    def words(self, name: str) -> Sequence[Lexeme]:
        """The lexemes of a captured part; empty when it is absent."""
        first, last = self.parts.get(name, (0, 0))
        return self.row[first:last]

    def word(self, name: str) -> str:
        """The captured part in lower case, its lexemes joined by blanks; "" when it is absent."""
        return " ".join(w.lower for w in self.words(name))

    def worth(self, name: str, kind: str) -> int | float | str | None:
        """What the first lexeme of a captured part is worth in class `kind`."""
        words = self.words(name)
        return words[0].worth.get(kind) if words else None

    def number(self, name: str, kind: str) -> int | None:
        """The same as a whole number."""
        worth = self.worth(name, kind)
        return int(worth) if isinstance(worth, int | float) else None

    def lexeme(self, offset: int) -> Lexeme | None:
        """The lexeme `offset` places after the match (0 is the next one), or before it when negative."""
        index = self.last + offset if offset >= 0 else self.first + offset
        return self.row[index] if 0 <= index < len(self.row) else None

    @property
    def text(self) -> str:
        """The lexemes of the match in lower case, joined by blanks."""
        return " ".join(w.lower for w in self.row[self.first : self.last])


class Grammar:
    """The compiled rules and the codes of all class sets that a lexeme can have."""

    def __init__(self, data: Mapping[str, Mapping[str, object]]) -> None:
        self._macros = {name: str(pattern) for name, pattern in data["macros"].items()}
        self.rules = tuple(_rules(data["rules"]))
        self._named = frozenset(name for rule in self.rules for name in self._vocabulary(rule.pattern))
        sets = sorted({self._classes(lexeme) for lexeme in _samples(self._named)}, key=sorted)
        self._codes = {names: chr(_FIRST_CODE + i) for i, names in enumerate(sets)}
        self._compiled = tuple((rule, re.compile(self._translate(rule.pattern))) for rule in self.rules)

    def encode(self, row: Sequence[Lexeme]) -> str:
        """One code a lexeme."""
        other = self._codes[frozenset()]
        return "".join(self._codes.get(self._classes(lexeme), other) for lexeme in row)

    def matches(self, row: Sequence[Lexeme], codes: str) -> list[Match]:
        """All matches of all rules in `row`, by place, then the longest first, then in the grammar's order."""
        found = [
            _match(rule, row, hit)
            for rule, pattern in self._compiled
            for hit in pattern.finditer(codes)
            if hit.end() > hit.start()
        ]
        return sorted(found, key=lambda m: (m.first, -m.last))

    def within(self, row: Sequence[Lexeme], codes: str, first: int, last: int) -> Iterator[Match]:
        """The matches that cover exactly the lexemes `first` to `last`, in the grammar's order."""
        for rule, pattern in self._compiled:
            hit = pattern.fullmatch(codes, first, last)
            if hit is not None:
                yield _match(rule, row, hit)

    def _classes(self, lexeme: Lexeme) -> frozenset[str]:
        names = self._named.intersection(lexeme.worth)
        lower = lexeme.lower
        return names | {lower} if lower in self._named and lower.islower() else names

    def _vocabulary(self, pattern: str) -> set[str]:
        names: set[str] = set()
        for item in _ITEM.finditer(pattern):
            word = item["word"]
            if word and word[0] == "$":
                names |= self._vocabulary(self._macros[word[1:]])
            elif word:
                names.add(word)
        return names

    def _translate(self, pattern: str) -> str:
        out: list[str] = []
        at, capture = 0, ""
        while pattern[at:].strip():
            item = _ITEM.match(pattern, at)
            if item is None:
                raise ValueError(f"pattern {pattern!r}: cannot read {pattern[at:]!r}")
            at = item.end()
            if item["capture"]:
                capture = f"?P<{item['capture']}>"
                continue
            if item["op"] == "(":
                out.append(f"({capture or '?:'}")
            elif item["op"]:
                out.append(item["op"])
            else:
                out.append(f"({capture or '?:'}{self._item(item['word'])})")
            capture = ""
        return "".join(out)

    def _item(self, word: str) -> str:
        if word[0] == "$":
            return self._translate(self._macros[word[1:]])
        codes = "".join(code for names, code in self._codes.items() if word in names)
        return f"[{codes}]" if codes else "(?!)"


def _rules(entries: Mapping[str, object]) -> Iterator[Rule]:
    for name, entry in entries.items():
        if not isinstance(entry, dict):
            raise TypeError(f"rule {name!r} is not a mapping")
        patterns = entry["pattern"] if isinstance(entry["pattern"], list) else [entry["pattern"]]
        args = {key: str(value) for key, value in entry.items() if key not in {"make", "pattern"}}
        for pattern in patterns:
            yield Rule(name, str(entry["make"]), str(pattern), args)


def _samples(named: frozenset[str]) -> Iterator[Lexeme]:
    """One lexeme at least of every set of classes that a text can show."""
    yield Lexeme(0, 0, "", {})
    yield from (Lexeme(0, 0, "", {name: name}) for name in named)
    words = sorted(set(lexicon()) | {name for name in named if name.islower()})
    numbers = [str(n) for n in range(_MOST_YEAR)] + [f"{n:02}" for n in range(10)] + [f"{n:04}" for n in range(1000)]
    for text in (
        *words,
        *(word.title() for word in words),
        *numbers,
        "13th",
        "45th",
        "12,000",
        "12000",
        "3.5",
        "1234567",
    ):
        yield from lexemes(text)


def _match(rule: Rule, row: Sequence[Lexeme], hit: re.Match[str]) -> Match:
    parts = {name: hit.span(name) for name in hit.re.groupindex if hit.start(name) >= 0}
    return Match(rule, row, hit.start(), hit.end(), parts)


@lru_cache(maxsize=1)
def grammar() -> Grammar:
    """The grammar of `grammar.yaml`, compiled once."""
    return Grammar(load_yaml("dragoman.text.times", "grammar.yaml"))
