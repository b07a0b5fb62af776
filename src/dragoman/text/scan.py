"""One text before the parse: its tokens, sentence starts, known names, capitalised runs, and what the parser shall see."""

from bisect import bisect_left
from dataclasses import dataclass, replace

from spacy.language import Language

from dragoman.actors import Sort, family_first, gazetteer
from dragoman.text.layout import sentence_starts
from dragoman.text.names import Guess, Known, Run, RunFinder, known_names
from dragoman.text.shadow import Tokens, Unit, tokenize
from dragoman.text.titles import TitleReader

_PLAIN_NAME = "Johnson"
_PLAIN_STATE = "Germany"
_MERGED = frozenset({Sort.STATE, Sort.CAPITAL, Sort.CITY, Sort.SEAT, Sort.REGION, Sort.SIDE, Sort.IGO})
_PLAIN_BLANKS = {0xA0: " ", 0x202F: " ", 0x2009: " ", 0x200A: " ", 0x3000: " ", 0x2028: "\n", 0x2029: "\n", 0x0D: "\n", 0x85: "\n", 0x200B: " ", 0xFEFF: " ", 0x0B: " ", 0x0C: "\n"}
_ASIDES = frozenset({"left", "right", "center", "centre", "l", "r", "c", "pictured", "second", "third", "from", "top", "bottom"})


@dataclass(frozen=True, slots=True)
class Scan:
    """What characters and look-up alone say about a text."""

    text: str
    tokens: Tokens
    starts: list[int]
    known: list[Known]
    runs: list[Run]
    titles: TitleReader

    def between(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last` (exclusive), blanks evened out."""
        end = self.tokens.at[last - 1] + len(self.tokens.words[last - 1])
        return " ".join(self.text[self.tokens.at[first] : end].split())


def scan(nlp: Language, text: str) -> Scan:
    """Tokens, sentence starts, gazetteer hits and capitalised runs of `text`."""
    text = text.translate(_PLAIN_BLANKS)
    hits = gazetteer().find(text)
    tokens = tokenize(nlp, text, frozenset(edge for hit in hits for edge in (hit.start, hit.end)))
    starts = sentence_starts(text)
    known = known_names(hits, tokens)
    firsts = frozenset(bisect_left(tokens.at, start) for start in starts)
    runs = list(RunFinder(text, tokens, known, firsts).runs())
    used = {i for run in runs for i in range(run.first, run.last)}
    known = [k for k in known if k.first not in used and k.best.sort is not Sort.LEADER]
    titles = TitleReader(text, tokens, known)
    runs = [replace(run, guess=Guess.PERSON) if _is_person(run, titles) else run for run in runs]
    return Scan(text, tokens, starts, known, runs, titles)


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
    """The names that the parser shall see as one plain word, and the tokens that it shall not see at all."""
    tokens = found.tokens
    made = []
    for run in found.runs:
        if run.guess is Guess.PERSON:
            made.append(Unit(run.first, run.last, head_of(run, tokens), _PLAIN_NAME if run.last - run.first > 1 else run.text))
    for hit in found.known:
        if hit.last - hit.first > 1 and hit.best.sort in _MERGED and tokens.words[hit.first][:1].isupper():
            word = _PLAIN_STATE if hit.best.sort is Sort.STATE else tokens.words[hit.last - 1]
            made.append(Unit(hit.first, hit.last, hit.last - 1, word))
    made.sort(key=lambda u: u.first)
    return made, _asides(found)


def head_of(run: Run, tokens: Tokens) -> int:
    """The token that heads a person's name: the last of it that is a word and no "Jr."."""
    last = run.last - 1
    while last > run.first and tokens.words[last].rstrip(".").lower() in ("jr", "sr", ",", "ii", "iii", ""):
        last -= 1
    return last if not family_first(run.text) else run.last - 1


def _asides(found: Scan) -> frozenset[int]:
    """Bracketed words that only disturb: "(left)", and abbreviations such as "(ROK)" after the name that they shorten."""
    words = found.tokens.words
    named = {i for k in found.known for i in range(k.first, k.last)} | {
        i for r in found.runs for i in range(r.first, r.last)
    }
    dropped: set[int] = set()
    for i, word in enumerate(words):
        if word != "(" or i == 0:
            continue
        close = next((j for j in range(i + 1, min(len(words), i + 6)) if words[j] == ")"), None)
        if close is None or close == i + 1:
            continue
        inner = words[i + 1 : close]
        aside = all(w.lower() in _ASIDES or w == "," for w in inner)
        short = len(inner) == 1 and inner[0].isupper() and len(inner[0]) > 1 and (i - 1 in named or words[i - 1][:1].isupper())
        if aside or short:
            dropped.update(range(i, close + 1))
    return frozenset(dropped)
