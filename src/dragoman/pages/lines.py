"""A text dump as lines with the features that tell running text from menus, headlines and lists."""

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from dragoman.pages.datetext import find_dates, is_relative
from dragoman.pages.furniture import furniture

# Three dots break a headline off and end no sentence.
_SENTENCE_END = re.compile(r"(?<!\.)[.!?][\"'”’)\]]{0,2}(?=\s|$)|[。！？]")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Gov|Sen|Rep|St|No|vs|Jr|Jan|Feb|Aug|Sept|Oct|Nov|Dec|U\.S|a\.m|p\.m))\.$"
)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_WORD = re.compile(r"\w+")
_ENDS = ".!?…。！？"
# An agency in brackets after the last sentence of a paragraph.
_AGENCY_TAIL = re.compile(r"\s?\([^()]{2,30}\)$")
_GLUE = re.compile(r"[a-z]{4}[A-Z][a-z]{0,12} [a-z]")
_SHAPES = re.compile(r"\d+|[a-z]+", re.I)
_CLOSERS = "\"'”’)]»"
_STAMP_WORDS = 14
_STAMP_LENGTH = 140
_MAX_LINES = 30_000
# A CJK character says about as much as this many Latin letters.
_WIDE_WORTH = 2.5


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a dump.

    `size` is its length in characters, with CJK characters counted 2.5 times; `sentences` the number of places where a
    sentence ends; `ends` whether the line closes like a sentence; `reason` why its words make it furniture (None: they
    don't); `stamp` whether it is mainly a date or an age; `copies` how often the same line stands in the dump and
    `first` whether this is the first of them.
    """

    index: int
    text: str
    key: str
    words: int
    size: float
    sentences: int
    ends: bool
    reason: str | None
    stamp: bool
    copies: int
    first: bool

    @property
    def prose(self) -> bool:
        """Whether the line reads as running text: a paragraph, a full sentence of some length, or several sentences."""
        if self.reason or self.stamp:
            return False
        return (
            (self.ends and self.size >= 50)
            or (self.sentences >= 2 and self.size >= 80)
            or (self.size >= 150 and not self.ticker)
        )

    @property
    def glued(self) -> bool:
        """Whether a headline and its teaser run together without a space: "Talks go onThe minister said"."""
        return self.size < 400 and _GLUE.search(self.text) is not None

    @property
    def shouted(self) -> bool:
        """Whether it is a long line in capitals that is no sentence: the headline of another story within the text."""
        return self.words >= 7 and self.text.isupper() and not self.ends

    @property
    def cut(self) -> bool:
        """Whether a longer line breaks off with dots, as teasers do."""
        return self.size >= 80 and self.text.endswith(("...", "…", "[…]", "[...]", "... »", "… »"))

    @property
    def ticker(self) -> bool:
        """Whether the line is many headlines run together: long, with hardly a sentence end, or parted by dots."""
        if self.size < 300:
            return False
        dots = self.text.count("...") + self.text.count("…")
        return (dots >= 4 and dots > 2 * self.sentences) or (
            self.size >= 500 and self.size / (self.sentences + 1) > 450
        )


def key_of(text: str) -> str:
    """Words of a text in lower case with single spaces: equal for lines that differ in spacing and punctuation only."""
    return " ".join(_WORD.findall(text.casefold()))


def stamp_shape(text: str) -> str:
    """Form of a stamp with digits and words taken out, so that the stamps of one list of stories are equal."""
    found = find_dates(text)
    if not found:
        return "age"
    part = text[found[0].start : found[0].end]
    return _SHAPES.sub(
        lambda m: "0" if m[0].isdigit() else "am" if m[0].lower() in {"am", "pm"} else m[0].isupper() * "Z" + "a", part
    )


def read_lines(text: str) -> tuple[Line, ...]:
    """Lines of a dump that hold anything, in order, with their features. `index` counts from 0 over these lines.

    What comes after 30,000 such lines is not read.
    """
    rows = list(
        itertools.islice((row for row in (" ".join(raw.split()) for raw in text.splitlines()) if row), _MAX_LINES)
    )
    keys = [key_of(row) or row for row in rows]
    copies = Counter(keys)
    seen: set[str] = set()
    lines = []
    for index, (row, key) in enumerate(zip(rows, keys, strict=True)):
        lines.append(_line(index, row, key, copies[key], key not in seen))
        seen.add(key)
    return tuple(lines)


def _line(index: int, row: str, key: str, copies: int, first: bool) -> Line:
    words = key.count(" ") + 1
    ends = [
        m for m in _SENTENCE_END.finditer(row) if not _ABBREVIATION.search(row[max(0, m.start() - 5) : m.start() + 1])
    ]
    bare = _AGENCY_TAIL.sub("", row).rstrip(_CLOSERS)
    closes = bool(bare) and bare[-1] in _ENDS and not bare.endswith("...")
    stamp = len(row) <= _STAMP_LENGTH and words <= _STAMP_WORDS + 8 and _is_stamp(row, words)
    return Line(
        index=index,
        text=row,
        key=key,
        words=words,
        size=len(row) + (_WIDE_WORTH - 1) * len(_WIDE.findall(row)),
        sentences=len(ends),
        ends=closes,
        reason=furniture().reason(row),
        stamp=stamp,
        copies=copies,
        first=first,
    )


def _is_stamp(row: str, words: int) -> bool:
    """Whether little but a date, an age or a byline with a date is on the line."""
    if is_relative(row):
        return words <= _STAMP_WORDS
    found = find_dates(row)
    if not found:
        return False
    rest = len(row) - sum(date.end - date.start for date in found)
    return rest <= 70 and not (row.endswith(".") and rest > 45)
