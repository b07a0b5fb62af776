"""What the reader of a text keeps in mind: publication, the day last spoken of, the quarter a report is about."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Sequence

from spacy.tokens import Doc

from dragoman.text.times.grammar import Match
from dragoman.text.times.lexing import Lexeme
from dragoman.text.times.tense import Tense, tense_at
from dragoman.text.times.values import Reading

_WRONG_WAY = 3  # a date on the wrong side of publication costs this many times its distance
_SAME_STORY = 400  # characters within which a time of day belongs to the day named before


class Discourse:
    """The state while a text is read from its beginning to its end; one object per call of `find_times`."""

    def __init__(self, doc: Doc, published: dt.date | None, reader: "Reader") -> None:
        self.doc = doc
        self._reader = reader
        self.published = published
        self.day: dt.date | None = None  # the last single day
        self.day_at = 0
        self.period: dt.date | None = None  # the first day of the last period of any length
        self.quarter: tuple[int, int] | None = None
        self.whole_year_at = -1
        self.quarter_at = -1
        self._starts = [token.idx for token in doc]

    def read_part(self, match: Match, part: str) -> Reading | None:
        """The reading of a captured part on its own; None when it is absent or cannot be read."""
        return self._reader(self, match, part) if match.has(part) else None

    def tokens(self, first: Lexeme, last: Lexeme) -> tuple[int, int]:
        """Token indices (first, last exclusive) that cover the characters from `first` to `last`."""
        low = max(bisect_right(self._starts, first.start) - 1, 0)
        high = max(bisect_right(self._starts, last.end - 1), low + 1)
        return low, high

    def words(self, match: Match) -> tuple[int, int]:
        """Token indices of a match."""
        return self.tokens(match.row[match.first], match.row[match.last - 1])

    def tense(self, match: Match) -> Tense:
        """The tense of what happens at the time that `match` names."""
        first, last = self.words(match)
        return tense_at(self.doc, first, last)

    def best(self, match: Match, options: Sequence[dt.date]) -> dt.date:
        """The likeliest of several days: near to publication, on the side that the tense says.

        `options` is not empty and the day of publication is known.
        """
        here = self.published or options[0]
        tense = self.tense(match)
        wrong = {Tense.PAST: 1, Tense.FUTURE: -1, Tense.NONE: 0}[tense]

        def cost(date: dt.date) -> tuple[int, dt.date]:
            away = (date - here).days
            return abs(away) * (_WRONG_WAY if away * wrong > 0 else 1), date

        return min(options, key=cost)

    def near_day(self, match: Match) -> dt.date | None:
        """The day that a time of day without a day belongs to: named shortly before, else that of publication."""
        recent = self.day is not None and match.row[match.first].start - self.day_at < _SAME_STORY
        return self.day if recent else self.published

    def remember(self, match: Match, reading: Reading) -> None:
        """Keep what later expressions are told from."""
        at = match.row[match.first].start
        if reading.anchors and reading.grain == "Q" and reading.first is not None:
            self.quarter = (reading.first.year, (reading.first.month + 2) // 3)
            self.quarter_at = at
        if reading.type == "DURATION" and reading.grain in {"M", "Y"}:
            self.whole_year_at = at
        if reading.anchors and reading.first is not None:
            self.period = reading.first
            if reading.grain in {"D", "T"}:
                self.day, self.day_at = reading.first, at

    def base(self, unit: str) -> dt.date | None:
        """The day that "a day later", "that year" are told from: the one spoken of, else that of publication."""
        spoken = self.day if unit in {"D", "N"} else self.period
        return spoken or self.published


Reader = Callable[[Discourse, Match, str], Reading | None]
