"""The words around a person's name that say what office the person holds, and for whom."""

import re
from dataclasses import dataclass

from dragoman.actors import Rank, Sort, Title, parse_title
from dragoman.text.names import Known
from dragoman.text.shadow import Tokens
from dragoman.text.words import words

_REACH = 16  # tokens of a title at most: "President of the Presidium of the Supreme People's Assembly of the DPRK"
_LEAVES_BLANK = re.compile(r"\s+")
_BREAKS = frozenset(
    [
        ",",
        ".",
        ";",
        ":",
        "who",
        "which",
        "whose",
        "when",
        "where",
        "said",
        "and",
        "but",
        "that",
        "is",
        "was",
        "were",
        "had",
        "has",
        "have",
        "will",
        "would",
        "met",
        "spoke",
        "told",
    ]
)
_SMALL = frozenset(["of", "for", "to", "at", "on", "the", "and", "his", "her", "your"])
_ADJECTIVAL = ("ian", "al", "ic", "ary", "ive", "ity", "ment", "ion", "ry")
_STATES = frozenset({Sort.STATE, Sort.DEMONYM, Sort.IGO, Sort.BODY, Sort.SEAT, Sort.SIDE, Sort.CAPITAL})


@dataclass(frozen=True, slots=True)
class Role:
    """An office read next to a name: tokens `first` to `last` (exclusive) and what they say; `honorific` as in "Mr"."""

    first: int
    last: int
    title: Title | None
    former: bool = False
    honorific: str | None = None
    outer: Title | None = None  # "his Israeli counterpart" before ", National Security Advisor X"


class TitleReader:
    """Reads titles before and after names in one text."""

    def __init__(self, text: str, tokens: Tokens, known: list[Known]) -> None:
        self._text = text
        self._tokens = tokens
        self._lower = [w.lower() for w in tokens.words]
        self._known_at = {i: k for k in known for i in range(k.first, k.last)}
        self._offices, self._title_words = words("offices"), words("title_words")
        self._honorifics = words("honorifics")

    def _between(self, first: int, last: int) -> str:
        end = self._tokens.at[last - 1] + len(self._tokens.words[last - 1])
        return _LEAVES_BLANK.sub(" ", self._text[self._tokens.at[first] : end])

    def _capital(self, i: int) -> bool:
        return self._tokens.words[i][:1].isupper()

    def _is_office(self, i: int) -> bool:
        return self._lower[i] in self._offices

    def _is_state(self, i: int) -> bool:
        return i in self._known_at and self._known_at[i].best.sort in _STATES

    def before(self, first: int) -> Role | None:
        """The title that ends right before token `first`, where a name begins."""
        last = first
        honorific = None
        while (
            last > 0 and self._lower[last - 1] in self._honorifics and not (self._is_office(last - 1) and last < first)
        ):
            honorific = self._lower[last - 1].rstrip(".")
            last -= 1
        comma = last > 1 and self._lower[last - 1] == ","
        end = last - 1 if comma else last
        start = self._walk_left(end)
        if start < end:
            segment = range(start, end)
            offices = [i for i in segment if self._is_office(i)]
            joined = self._joins(end, offices)
            if joined and not (comma and not self._closed(start)):
                text = self._between(start, end)
                former = any(self._lower[i] in ("former", "ex", "then", "late", "ex-president") for i in segment)
                return Role(
                    start, last, self._of_state(parse_title(text), start, end), former, honorific, self._outer(start)
                )
        owner = self._owner(last)
        if owner is not None:
            return Role(
                owner.first, last, Title("", owner.best.country, Rank.OFFICIAL, owner.best.name), False, honorific
            )
        return Role(last, first, None, False, honorific) if honorific else None

    def _of_state(self, title: Title | None, start: int, end: int) -> Title | None:
        """ "Minister of Foreign Affairs, the European Union and Cooperation of Spain" serves Spain."""
        if title is None or title.country not in (None, "IGO"):
            return title
        for i in range(start + 2, end):
            hit = self._known_at.get(i)
            if hit is not None and hit.first == i and hit.best.sort is Sort.STATE:
                before = self._lower[i - 2] if self._lower[i - 1] == "the" else self._lower[i - 1]
                if before == "of":
                    return Title(title.office, hit.best.country, title.rank, hit.best.name)
        return title

    def _outer(self, start: int) -> Title | None:
        """The title of a noun phrase that ends with a comma before token `start`."""
        if start < 3 or self._lower[start - 1] != "," or not self._is_office(start - 2):
            return None
        begin = self._walk_left(start - 1)
        return parse_title(self._between(begin, start - 1)) if begin < start - 1 and self._closed(begin) else None

    def _owner(self, last: int) -> Known | None:
        """The state in "Poland's Aleksander Kwasniewski"."""
        if last < 2 or self._lower[last - 1] not in ("'s", "’s"):
            return None
        hit = self._known_at.get(last - 2)
        return hit if hit is not None and hit.best.sort is Sort.STATE else None

    def _joins(self, end: int, offices: list[int]) -> bool:
        """Whether the segment reads as a title of what follows: it ends in an office, or in the office's "of ..."."""
        if not offices:
            return False
        if self._lower[end - 1] in _SMALL:
            return False
        if self._is_office(end - 1) or self._lower[end - 1] in self._title_words:
            return True
        if self._lower[end - 1] == ")" or self._known_at.get(end - 1) or self._capital(end - 1):
            return any(self._lower[i] in ("of", "for", "to", "at") for i in range(offices[0], end))
        return False

    def _closed(self, start: int) -> bool:
        """Whether a title before a comma begins as a noun phrase of its own: "Russia's foreign minister, X"."""
        before = self._lower[start - 1] if start else ""
        return self._is_state(start) or before in ("the", "his", "her", "their", "its", "our", "a", "an")

    def _walk_left(self, end: int) -> int:
        start = i = end
        seen_office = False
        while i > 0 and end - i < _REACH:
            j = i - 1
            lower = self._lower[j]
            if self._is_office(j) or lower in self._honorifics:
                seen_office = True
                start = i = j
            elif j in self._known_at and self._is_state(j):
                start = i = self._known_at[j].first
            elif lower in self._title_words and lower not in ("of", "for", "and", "the", "his", "her"):
                start = i = j
            elif (self._capital(j) and self._tokens.words[j][0].isalpha() and self._of_follows_left(j)) or (
                seen_office
                and lower.endswith(_ADJECTIVAL)
                and j > 0
                and self._is_state(j - 1)
                and not self._is_state(i)
            ):
                i = j
            elif lower in ("of", "for", "to", "at", "on", "the", "and", "'s", "’s", "'", "’", "-", "(", ")", ",", "&"):
                if not self._inside(j, seen_office):
                    break
                i = j
            else:
                break
        return start

    def _of_follows_left(self, j: int) -> bool:
        """Whether a word belongs to an office's "of ...": "Minister of Foreign Affairs", "head of the FCDO"."""
        for back in range(j - 1, max(-1, j - 9), -1):
            lower = self._lower[back]
            if lower in ("of", "for", "to", "at"):
                return back > 0 and (self._is_office(back - 1) or self._of_follows_left(back - 1))
            if not (self._capital(back) or lower in ("the", "and", ",", "'s", "’s", "-") or lower in self._title_words):
                return False
        return False

    def _inside(self, j: int, seen_office: bool) -> bool:
        """Whether the small word at `j` can lie within a title that goes on to its left."""
        lower = self._lower[j]
        if j == 0:
            return False
        if lower in ("'s", "’s", "'", "’"):
            return self._is_state(j - 1) or self._capital(j - 1)
        if lower == "-":
            return not self._tokens.spaces[j - 1] and not self._tokens.spaces[j]
        if lower in ("(", ")"):
            opening = next((k for k in range(j, max(-1, j - 4), -1) if self._lower[k] == "("), None)
            return opening is not None and opening > 0 and (self._is_state(opening - 1) or self._capital(opening - 1))
        before = self._lower[j - 1]
        if lower in ("of", "for", "to", "at", "on"):
            return self._is_office(j - 1) or self._of_follows_left(j - 1) or before in ("affairs", "staff")
        if lower == "and" and self._second_office(j):
            return True
        return before in (*_SMALL, ",") if lower == "the" else seen_office is False and self._of_follows_left(j)

    def _second_office(self, j: int) -> bool:
        """Whether the "and" at `j` adds an office of the same person: "State Councillor and Foreign Minister X"."""
        if not (self._is_office(j - 1) and self._capital(j - 1) and self._capital(j + 1)):
            return False
        deputy = any(w in ("deputy", "vice") for w in self._lower[max(0, j - 4) : j - 1])
        return self._lower[j - 1] in ("councillor", "councilor") or (self._lower[j - 1] == "minister" and deputy)

    def after(self, last: int) -> Role | None:
        """The office in apposition or in "of ..." right after a name that ends before token `last`."""
        n = len(self._lower)
        i = last
        if i < n and self._lower[i] == "(":
            close = next((k for k in range(i, min(n, i + 8)) if self._lower[k] == ")"), None)
            i = close + 1 if close is not None else i
        if i + 1 < n and self._lower[i] == "of":
            k = i + 2 if self._lower[i + 1] == "the" else i + 1
            if k < n and self._is_state(k) and self._known_at[k].best.sort in (Sort.STATE, Sort.IGO):
                hit = self._known_at[k]
                title = Title("", hit.best.country, Rank.OFFICIAL, hit.best.name)
                return Role(i, hit.last, title)
        if i + 1 < n and self._lower[i] in (",", "--", "-", "–", "—"):
            return self._apposition(i + 1)
        return None

    def _apposition(self, start: int) -> Role | None:
        n = len(self._lower)
        opens = self._lower[start] in ("the", "a", "an", "his", "her", "their", "its", "one") or self._is_state(start)
        if not (opens or self._capital(start) or self._is_office(start) or self._lower[start] in self._title_words):
            return None
        office = None
        for i in range(start, min(n, start + _REACH)):
            if self._lower[i] in _BREAKS:
                return None
            if self._is_office(i) and not (
                i + 1 < n and (self._lower[i + 1] in ("'s", "’s", "-") or self._is_office(i + 1))
            ):
                if i + 1 < n and self._capital(i + 1) and i + 1 not in self._known_at:
                    if self._possessive_follows(i + 1):
                        continue
                    return None  # ", President Xi Jinping and": a title of the next name
                office = self._last_office(i)
                break
        if office is None:
            return None
        end = self._tail(office + 1)
        first = start + 1 if self._lower[start] in ("the", "a", "an") else start
        if first > office:
            return None
        former = any(self._lower[k] in ("former", "ex", "then", "late") for k in range(start, office))
        title = parse_title(self._between(first, end))
        if title is not None and title.country is None and (served := self._served(office, end)) is not None:
            title = Title(title.office, served.best.country, title.rank, served.best.name)
        return Role(start, end, title, former)

    def _served(self, office: int, end: int) -> Known | None:
        """The state of whoever is served: "adviser to Libyan leader X", "aide to the Prime Minister of Estonia"."""
        for i in range(office + 1, end):
            if not self._is_state(i) or self._known_at[i].first != i:
                continue
            after = self._known_at[i].last
            before = self._lower[i - 2] if self._lower[i - 1] == "the" else self._lower[i - 1]
            leads = after < len(self._lower) and (self._is_office(after) or self._lower[after] in self._title_words)
            if (before in ("to", "of", "for") and leads) or before == "of":
                return self._known_at[i]
        return None

    def _last_office(self, i: int) -> int:
        """The head of a title in which one office noun modifies another: "deputy national security adviser"."""
        last = j = i
        while j + 1 < len(self._lower) and j < i + 6:
            j += 1
            if self._is_office(j):
                last = j
            elif self._is_state(j):
                continue
            elif self._lower[j] not in self._title_words or self._lower[j] in ("of", "for", "and", "the"):
                break
        return last

    def _possessive_follows(self, i: int) -> bool:
        """ "President Dmitry Medvedev's special envoy": the office is the next one."""
        return any(self._lower[k] in ("'s", "’s") for k in range(i, min(len(self._lower), i + 4)))

    def _tail(self, i: int) -> int:
        """The end of "of ...", "to ...", "for ..." phrases that follow an office noun from token `i`."""
        n = len(self._lower)
        begin = end = i
        limit = min(n, i + 14)
        while i < limit:
            lower = self._lower[i]
            if i in self._known_at:
                i = end = max(i + 1, self._known_at[i].last)
            elif lower in ("of", "to", "for", "at", "the", "and", "'s", "’s", "on", "in"):
                i += 1
            elif self._continues(begin, end, i):
                i = end = i + 1
            else:
                break
        return end

    def _continues(self, begin: int, end: int, i: int) -> bool:
        """Whether token `i` goes on with a tail that began at `begin` and so far ends before `end`."""
        lower = self._lower[i]
        if end == i:  # within a name: "the Israel Defense Forces"
            return begin < i and self._capital(i - 1) and self._capital(i)
        named = self._capital(i) or self._is_office(i) or lower in self._title_words
        return named or (self._lower[i - 1] in ("the", "of", "for") and lower.isalpha() and lower not in _BREAKS)
