"""One text before the parse: tokens, sentence starts, known names, capitalised runs, what the parser shall see."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.language import Language

from dragoman.actors import Entry, Sort, family_first, gazetteer, shared_names
from dragoman.text.layout import sentence_starts
from dragoman.text.names import Guess, Known, Run, RunFinder, known_names
from dragoman.text.shadow import Tokens, Unit, tokenize
from dragoman.text.titles import Role, TitleReader

_PLAIN_NAME = "Johnson"
_PLAIN_STATE = "Germany"
_MERGED = frozenset({Sort.STATE, Sort.CAPITAL, Sort.CITY, Sort.SEAT, Sort.REGION, Sort.SIDE, Sort.IGO})
_PLAIN_BLANKS = {
    **dict.fromkeys((0xA0, 0x202F, 0x2009, 0x200A, 0x3000, 0x200B, 0xFEFF, 0x0B), " "),
    **dict.fromkeys((0x2028, 0x2029, 0x0D, 0x85, 0x0C), "\n"),
}
# Blanks get lost between a page's blocks: "TokayevTokayev Kassym-JomartPresident of Kazakhstan".
_GLUED = (
    re.compile(r"[a-z](?=(?:President|Prime Minister|Chancellor|King|Emir|Foreign Minister|Minister|Secretary) of )"),
    re.compile(r"\b([A-Z][a-z]{2,20})(?=\1\b)"),
)
_ASIDES = frozenset(
    ["left", "right", "center", "centre", "l", "r", "c", "pictured", "second", "third", "from", "top", "bottom"]
)

_UN = "United Nations"


@dataclass(frozen=True, slots=True)
class Scan:
    """What characters and look-up alone say about a text. Token indices count blank tokens as well."""

    text: str
    tokens: Tokens
    starts: list[int]
    known: list[Known]
    runs: list[Run]
    _titles: TitleReader
    _dense: tuple[int, ...]

    def between(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last` (exclusive), blanks evened out."""
        end = self.tokens.at[last - 1] + len(self.tokens.words[last - 1])
        return " ".join(self.text[self.tokens.at[first] : end].split())

    @property
    def families(self) -> frozenset[str]:
        """The last words, in lower case, of all persons' names."""
        return frozenset(r.text.split()[-1].lower() for r in self.runs if r.guess is Guess.PERSON)

    def title_before(self, first: int) -> Role | None:
        """The title that ends right before token `first`, where a name begins."""
        return self._widen(self._titles.before(bisect_left(self._dense, first)))

    def title_after(self, last: int) -> Role | None:
        """The office that follows a name which ends before token `last`."""
        return self._widen(self._titles.after(bisect_left(self._dense, last)))

    def _widen(self, role: Role | None) -> Role | None:
        if role is None:
            return None
        full = [*self._dense, len(self.tokens)]
        return replace(role, first=full[role.first], last=full[role.last - 1] + 1 if role.last else 0)


def scan(nlp: Language, text: str, headline: Scan | None = None) -> Scan:
    """Tokens, sentence starts, gazetteer hits and capitalised runs of `text`; `headline` is what its title says."""
    called = headline.families if headline is not None else frozenset()
    text = text.translate(_PLAIN_BLANKS)
    hits = gazetteer().find(text)
    glued = (m.end() for pattern in _GLUED for m in pattern.finditer(text))
    tokens = tokenize(nlp, text, frozenset((*(edge for hit in hits for edge in (hit.start, hit.end)), *glued)))
    starts = sentence_starts(text)
    full = tuple(i for i, word in enumerate(tokens.words) if not word.isspace())
    dense = _without_blanks(tokens, full)
    known = known_names(hits, dense)
    firsts = frozenset(bisect_left(dense.at, start) for start in starts)
    finder = RunFinder(text, dense, known, firsts)
    runs = list(finder.runs())
    runs = sorted([*runs, *finder.months(runs, called)], key=lambda r: r.first)
    used = {i for run in runs for i in range(run.first, run.last)}
    known = [k for k in known if k.first not in used and k.best.sort is not Sort.LEADER]
    known = _vouched_for(known, headline.known if headline is not None else (), dense)
    titles = TitleReader(text, dense, known)
    runs = [replace(run, guess=Guess.PERSON) if _is_person(run, titles) else run for run in runs]
    wide_known = [replace(k, first=full[k.first], last=full[k.last - 1] + 1) for k in known]
    wide_runs = [replace(r, first=full[r.first], last=full[r.last - 1] + 1) for r in runs]
    return Scan(text, tokens, starts, wide_known, wide_runs, titles, full)


def _vouched_for(known: list[Known], told: Sequence[Known], tokens: Tokens) -> list[Known]:
    """The hits without "the Security Council" and the like where its organisation or state is not named otherwise."""
    shared = {k.first for k in known if " ".join(tokens.words[k.first : k.last]) in shared_names()}
    firm = [*(k.best for k in known if k.first not in shared), *(k.best for k in told)]
    names, countries = {entry.name for entry in firm}, {entry.country for entry in firm}

    def is_meant(entry: Entry) -> bool:
        return bool(names & {entry.name, _UN}) if entry.country == "IGO" else entry.country in countries

    return [k for k in known if k.first not in shared or is_meant(k.best)]


def _without_blanks(tokens: Tokens, full: Sequence[int]) -> Tokens:
    spaces = [tokens.spaces[i] or (i + 1 < len(tokens) and tokens.words[i + 1].isspace()) for i in full]
    return Tokens(tuple(tokens.words[i] for i in full), tuple(spaces), tuple(tokens.at[i] for i in full))


def _is_person(run: Run, titles: TitleReader) -> bool:
    """Whether a title before a run of unknown words, or a state after "of", makes it a person's name."""
    if run.guess is not Guess.UNKNOWN:
        return False
    before = titles.before(run.first)
    if before is not None and before.title is not None and before.last == run.first:
        return True
    after = titles.after(run.last) if run.last - run.first > 1 else None
    return after is not None and after.title is not None and bool(after.title.office or after.title.country)


def units(found: Scan) -> tuple[list[Unit], frozenset[int]]:
    """The names that the parser shall see as one plain word, and the tokens that it shall not see at all.

    A title goes with its person: "President of Ukraine X" misleads the parser more than any bare name.
    """
    tokens = found.tokens
    made = []
    for run in found.runs:
        if run.guess is Guess.PERSON:
            first = _with_title(found, run)
            made.append(Unit(first, run.last, head_of(run, tokens), _PLAIN_NAME if run.last - first > 1 else run.text))
    taken = {i for unit in made for i in range(unit.first, unit.last)}
    for hit in found.known:
        merged = hit.last - hit.first > 1 and hit.best.sort in _MERGED and hit.first not in taken
        if merged and tokens.words[hit.first][:1].isupper():
            word = _PLAIN_STATE if hit.best.sort is Sort.STATE else tokens.words[hit.last - 1]
            made.append(Unit(hit.first, hit.last, hit.last - 1, word))
    made.sort(key=lambda u: u.first)
    return made, _asides(found) - taken


def _with_title(found: Scan, run: Run) -> int:
    """Where the title that leads up to a person's name begins; the name's own start if a comma parts them."""
    role = found.title_before(run.first)
    if role is None or role.first >= run.first:
        return run.first
    opens = found.tokens.at[role.first]
    sentence = bisect_left(found.starts, opens + 1)
    crosses = sentence < len(found.starts) and found.starts[sentence] <= found.tokens.at[run.first]
    return run.first if found.tokens.words[run.first - 1] == "," or crosses else role.first


def head_of(run: Run, tokens: Tokens) -> int:
    """The token that heads a person's name: the last of it that is a word and no "Jr."."""
    last = run.last - 1
    while last > run.first and tokens.words[last].rstrip(".").lower() in ("jr", "sr", ",", "ii", "iii", ""):
        last -= 1
    return last if not family_first(run.text) else run.last - 1


def _asides(found: Scan) -> frozenset[int]:
    """Bracketed words that only disturb: "(left)", and abbreviations such as "(ROK)" after what they shorten."""
    words = found.tokens.words
    named = {i for k in found.known for i in range(k.first, k.last)}
    named |= {i for r in found.runs for i in range(r.first, r.last)}
    dropped: set[int] = set()
    for i, word in enumerate(words):
        if word != "(" or i == 0:
            continue
        close = next((j for j in range(i + 1, min(len(words), i + 6)) if words[j] == ")"), None)
        if close is None or close == i + 1:
            continue
        inner = words[i + 1 : close]
        aside = all(w.lower() in _ASIDES or w == "," for w in inner)
        short = len(inner) == 1 and inner[0].isupper() and len(inner[0]) > 1
        if aside or (short and (i - 1 in named or words[i - 1][:1].isupper())):
            dropped.update(range(i, close + 1))
    return frozenset(dropped)
