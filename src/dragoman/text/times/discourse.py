"""What the reader of a text keeps in mind: publication, the day last spoken of, the quarter a report is about."""

import datetime as dt
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from spacy.tokens import Doc

from dragoman.text.times.grammar import Match
from dragoman.text.times.lexing import Lexeme
from dragoman.text.times.tense import Tense, tense_at
from dragoman.text.times.values import Reading

# A date on the wrong side of publication costs this many times its distance: the parse may mistake the tense, and
# few papers leave out the year of a day, unlike that of a month, that is far away.
_WRONG_WAY = {"D": 3, "M": 8}
_KEPT = 4
_SAME_CHAPTER = 1500  # characters within which "that year" is the year named before
_SAME_STORY = 400  # characters within which a time of day belongs to the day named before


class Discourse:
    """The state while a text is read from its beginning to its end; one object per call of `find_times`."""

    def __init__(self, doc: Doc, published: dt.date | None, reader: "Reader") -> None:
        self.doc = doc
        self._text = doc.text
        self._reader = reader
        self._outer: Match | None = None
        self.published = published
        self.days: deque[tuple[dt.date, int]] = deque(maxlen=_KEPT)  # the last single days and where they stand
        self.period: dt.date | None = None  # the first day of the last period of any length
        self.period_at = 0
        self.quarter: tuple[int, int] | None = None
        self.whole_year_at = -1
        self.quarter_at = -1
        self._starts: list[int] = doc.to_array("IDX").tolist()

    def read_part(self, match: Match, part: str) -> Reading | None:
        """The reading of a captured part on its own; None when it is absent or cannot be read."""
        return self._reader(self, match, part) if match.has(part) else None

    @contextmanager
    def inside(self, match: Match) -> Iterator[None]:
        """While a part of `match` is read, the tense is that of the whole ("until 9 a.m. Tuesday")."""
        before, self._outer = self._outer, self._outer or match
        try:
            yield
        finally:
            self._outer = before

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
        first, last = self.words(self._outer or match)
        return tense_at(self.doc, first, last)

    def best(self, match: Match, options: Sequence[dt.date], grain: str = "D") -> dt.date:
        """The likeliest of several days: near to publication, on the side that the tense says.

        `options` is not empty and the day of publication is known.
        """
        here = self.published or options[0]
        tense = self.tense(match)
        wrong = {Tense.PAST: 1, Tense.FUTURE: -1}.get(tense, 0)

        def cost(date: dt.date) -> tuple[int, dt.date]:
            away = (date - here).days
            return abs(away) * (_WRONG_WAY[grain] if away * wrong > 0 else 1), date

        return min(options, key=cost)

    def near_day(self, match: Match) -> dt.date | None:
        """The day that a time of day without a day belongs to: named shortly before, else that of publication."""
        return self.spoken_of(match) or self.published

    @property
    def day(self) -> dt.date | None:
        """The last single day that the text spoke of."""
        return self.days[-1][0] if self.days else None

    def spoken_of(self, match: Match, move: int = 0) -> dt.date | None:
        """The day spoken of shortly before; moved by `move` days it does not lie ahead where the verb is past."""
        at = match.row[match.first].start
        limit = self.published if self.tense(match) is Tense.PAST else None
        for date, place in reversed(self.days):
            if at - place >= _SAME_STORY:
                break
            near = at - place < _SAME_STORY // 2 or "\n" not in self._text[place:at]
            if near and (limit is None or (limit - date).days >= move):
                return date
        return None

    def remember(self, match: Match, reading: Reading) -> None:
        """Keep what later expressions are told from."""
        at = match.row[match.first].start
        if reading.anchors and reading.grain == "Q" and reading.first is not None:
            self.quarter = (reading.first.year, (reading.first.month + 2) // 3)
            self.quarter_at = at
        if reading.type == "DURATION" and reading.grain in {"M", "Y"}:
            self.whole_year_at = at
        if reading.anchors and reading.first is not None:
            self.period, self.period_at = reading.first, at
            if reading.grain in {"D", "T"}:
                self.days.append((reading.first, at))

    def base(self, match: Match, unit: str, move: int = 0) -> dt.date | None:
        """The day that "a day later", "that year" are told from: the one spoken of, else that of publication."""
        if unit in {"D", "N"}:
            return self.spoken_of(match, move) or self.published
        near = match.row[match.first].start - self.period_at < (_SAME_CHAPTER if unit == "Y" else _SAME_STORY)
        return (self.period if near else None) or self.published


Reader = Callable[[Discourse, Match, str], Reading | None]
