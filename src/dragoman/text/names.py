"""Names in the raw tokens, before the parser sees them: gazetteer hits and runs of capitalised words."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dragoman.actors.gazetteer import Entry, Hit, Sort
from dragoman.text.shadow import Tokens
from dragoman.text.words import words


class Guess(StrEnum):
    """What the words alone make of a run of capitalised words."""

    PERSON = "person"
    BODY = "body"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Known:
    """Tokens `first` to `last` (exclusive) that the gazetteer knows, as `entries`, the likeliest first."""

    first: int
    last: int
    entries: tuple[Entry, ...]

    @property
    def best(self) -> Entry:
        """The likeliest entry."""
        return self.entries[0]


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `last` (exclusive): capitalised words that may be a name; `titled` if an office precedes."""

    first: int
    last: int
    text: str
    guess: Guess
    titled: bool


_NO_TITLES = frozenset({"official", "host", "guest", "visitor"})
_PLACES = {Sort.CITY, Sort.CAPITAL, Sort.REGION, Sort.STATE}


def known_names(hits: list[Hit], tokens: Tokens) -> list[Known]:
    """The gazetteer's hits as token ranges, in order."""
    found = []
    for hit in hits:
        first = bisect_left(tokens.at, hit.start)
        last = bisect_left(tokens.at, hit.end)
        if first < len(tokens) and tokens.at[first] == hit.start and first < last:
            found.append(Known(first, last, hit.entries))
    return found


class RunFinder:
    """Finds runs of capitalised words between the gazetteer's hits."""

    def __init__(self, text: str, tokens: Tokens, known: list[Known], sentence_firsts: frozenset[int]) -> None:
        self._text = text
        self._tokens = tokens
        self._words = tokens.words
        self._lower = [w.lower() for w in tokens.words]
        self._firsts = sentence_firsts
        self._taken: set[int] = set()
        self._offices, self._not_names = words("offices"), words("not_names")
        self._title_words, self._honorifics = words("title_words"), words("honorifics")
        self._particles, self._suffixes = words("particles"), words("name_suffixes")
        self._organisations, self._given = words("organisations"), words("given_names")
        self._surnames, self._ambiguous = words("east_asian_surnames"), words("places_and_names")
        self._months, self._joints = words("months_as_names"), words("hyphen_joints")
        self._leaders: set[int] = set()
        for hit in known:
            if hit.best.sort is Sort.LEADER:
                self._leaders.update(range(hit.first, hit.last))
            elif not self._may_be_person(hit):
                self._taken.update(range(hit.first, hit.last))

    def _may_be_person(self, hit: Known) -> bool:
        """Whether a place's name is here part of a person's ("Lloyd Austin", "Israel Katz")."""
        if hit.last - hit.first != 1 or hit.best.sort not in _PLACES:
            return False
        if self._lower[hit.first] not in self._ambiguous:
            return hit.best.sort is Sort.CITY and self._ends_name(hit.first)
        before = self._lower[hit.first - 1] if hit.first else ""
        after = self._lower[hit.last] if hit.last < len(self._words) else ""
        if before == "of" and hit.first > 1 and self._lower[hit.first - 2] in self._offices:
            return False  # "Prime Minister of Israel Naftali Bennett"
        known_before = before in self._given or before in self._honorifics or before in ("secretary", "minister")
        return known_before or (
            self._is_name_word(hit.last) and after not in self._organisations and self._adjacent(hit.last)
        )

    def _ends_name(self, i: int) -> bool:
        """Whether a city's name ends a person's: "Emmanuel Bonn", "President Musa Bello"."""
        if not self._adjacent(i) or not self._words[i - 1][:1].isupper() or self._lower[i - 1] in self._not_names:
            return False
        titled = i > 1 and self._lower[i - 2] in self._offices and self._adjacent(i - 1)
        return self._lower[i - 1] in self._given or (titled and self._is_name_word(i - 1))

    def _adjacent(self, i: int) -> bool:
        """Whether token `i` follows the one before it with nothing but one blank between."""
        return 0 < i < len(self._words) and self._tokens.spaces[i - 1]

    def _is_name_word(self, i: int) -> bool:
        if not 0 <= i < len(self._words) or i in self._taken:
            return False
        word, lower = self._words[i], self._lower[i]
        if not word[:1].isupper() or not (word[:1].isalpha() and len(word) < 30):
            return False
        if lower in self._not_names and not (lower in self._surnames and self._shows_east_asian(i)):
            return (lower in self._months and self._calls_a_person(i)) or self._given_after_family(i)
        plain = lower.rstrip(".")
        if plain in self._offices or (plain.removesuffix("s") in self._offices and plain not in self._given):
            return False
        return plain not in self._honorifics and lower not in self._role_words()

    def _given_after_family(self, i: int) -> bool:
        """ "Do" in "Lee Do-hoon"."""
        hyphened = i + 2 < len(self._words) and self._words[i + 1] == "-" and not self._tokens.spaces[i]
        return hyphened and i > 0 and self._lower[i - 1] in self._surnames and self._words[i - 1][:1].isupper()

    def _calls_a_person(self, i: int) -> bool:
        """ "Theresa May", "Mrs. May", "Prime Minister May", but not "May 12" or "in May"."""
        before = self._lower[i - 1] if i else ""
        after = self._words[i + 1] if i + 1 < len(self._words) else ""
        called = before in self._given or before.rstrip(".") in self._honorifics or before in self._offices
        return called and not after[:1].isdigit()

    def _role_words(self) -> frozenset[str]:
        return self._title_words - self._given

    def _shows_east_asian(self, i: int) -> bool:
        after = self._words[i + 1] if i + 1 < len(self._words) else ""
        return i not in self._firsts and after[:1].isupper() and self._lower[i + 1] not in self._not_names

    def _extend(self, i: int) -> int:
        """The end (exclusive) of the run that begins at name word `i`."""
        last = i + 1
        while last < len(self._words) and last - i < 12:
            hyphen = self._words[last] in "-‐‑–" and not self._tokens.spaces[last - 1] and not self._tokens.spaces[last]
            if hyphen and last + 1 < len(self._words):
                if not self._joins_hyphen(i, last):
                    break
                last += 2
            elif self._is_suffix(last):
                last += 1
                break
            elif not self._adjacent(last):
                comma = self._words[last] == "," and self._is_suffix(last + 1) and self._lower[last + 1][0] in "js"
                return last + 2 if comma else last
            elif self._is_name_word(last):
                if last > i + 1 and self._lower[last] == self._lower[last - 1]:
                    break  # "Nikol Pashinyan Pashinyan Nikol": a page's list of persons run into its text
                last += 1
            elif (step := self._over_particles(last)) > last:
                last = step
            else:
                break
        return last

    def _joins_hyphen(self, first: int, hyphen: int) -> bool:
        """ "Hyun-chong", "Jae-in", "Jean-Marc", but not "Seoul-based" or "Kremlin-backed"."""
        word, lower = self._words[hyphen + 1], self._lower[hyphen + 1]
        if not word.isalpha() or hyphen + 1 in self._taken:
            return False
        if word[0].isupper():
            return lower not in self._not_names
        return (
            len(word) <= 6
            and lower not in self._joints
            and (hyphen - 1 > first or self._lower[first] in self._surnames or len(self._words[hyphen - 1]) <= 5)
        )

    def _is_suffix(self, i: int) -> bool:
        return i < len(self._words) and self._lower[i] in self._suffixes and self._words[i][0].isupper()

    def _over_particles(self, i: int) -> int:
        j = i
        while j < len(self._words) and j < i + 3 and self._lower[j] in self._particles and self._words[j].islower():
            j += 1
            if j < len(self._words) and self._words[j] in "-’'":
                j += 1
        return j + 1 if j > i and self._is_name_word(j) else i

    def months(self, runs: list[Run], called: frozenset[str]) -> list[Run]:
        """ "May" alone as a name where the text, or `called`, has a person of that name."""
        families = {self._lower[r.last - 1] for r in runs if r.guess is Guess.PERSON} | called
        wanted = families & self._months
        if not wanted:
            return []
        inside = {i for r in runs for i in range(r.first, r.last)}
        return [
            Run(i, i + 1, self._words[i], Guess.PERSON, False)
            for i, lower in enumerate(self._lower)
            if lower in wanted and i not in inside and self._words[i][0].isupper() and not self._is_date(i)
        ]

    def _is_date(self, i: int) -> bool:
        before = self._lower[i - 1] if i else ""
        after = self._words[i + 1] if i + 1 < len(self._words) else ""
        return after[:1].isdigit() or before in words("before_months") or before[:1].isdigit()

    def runs(self) -> Iterator[Run]:
        """The runs in order; they overlap no gazetteer hit (but see `places_and_names` in the word lists)."""
        i = 0
        while i < len(self._words):
            if not self._is_name_word(i) or (i in self._firsts and self._lower[i] in self._not_names):
                i += 1
                continue
            last = self._person_inside(i, self._extend(i))
            text = self._text[self._tokens.at[i] : self._tokens.at[last - 1] + len(self._words[last - 1])]
            titled = self._titled(i)
            yield Run(i, last, text, self._guess(i, last, titled), titled)
            i = last

    def _person_inside(self, first: int, last: int) -> int:
        """Cuts a run before a person's name that follows an organisation's ("European Council Charles Michel")."""
        for j in range(first + 1, last - 1):
            starts = self._lower[j] in self._given or (self._lower[j] in self._surnames and self._east_asian(j, last))
            if starts and self._lower[j - 1] in self._organisations and self._lower[j + 1] not in self._organisations:
                return j
        return last

    def _titled(self, i: int) -> bool:
        if i == 0:
            return False
        before = self._lower[i - 1]
        if (
            before.endswith("s")
            and before[:-1] in self._offices
            and before[:-1] not in ("official", "host", "guest", "visitor")
        ):
            return True
        if before.rstrip(".") in self._honorifics or before in self._honorifics:
            return True
        return (before in self._offices and before not in _NO_TITLES) or before in ("elect", "designate")

    def _guess(self, first: int, last: int, titled: bool) -> Guess:
        lower = [self._lower[j].rstrip(".") for j in range(first, last) if self._words[j][:1].isalpha()]
        if any(w in self._organisations for w in lower[1:]) or lower[0] in self._organisations - self._given:
            return Guess.BODY
        if all(self._words[j].isupper() and len(self._words[j]) > 2 for j in range(first, last)):
            return Guess.UNKNOWN
        if any(j in self._leaders for j in range(first, last)):
            return Guess.PERSON
        if titled or (len(lower) > 1 and lower[0] in self._given) or self._east_asian(first, last):
            return Guess.PERSON
        return Guess.UNKNOWN

    def _east_asian(self, first: int, last: int) -> bool:
        """Kim Hyun-chong, Pak Ui Chun, Hu Jintao: a known family name and one to three short syllables."""
        parts = [self._words[j] for j in range(first, last) if self._words[j].isalpha()]
        if not 2 <= len(parts) <= 4 or parts[0].lower() not in self._surnames:
            return False
        return all(len(p) <= 6 for p in parts[1:]) or (len(parts) == 2 and len(parts[1]) <= 10)
