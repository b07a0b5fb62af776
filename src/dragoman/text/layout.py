"""Where sentences begin, told from characters alone and before the parser, in time linear in the text."""

import re
from bisect import bisect_right
from functools import cache
from itertools import pairwise

from dragoman.text.words import words

LONGEST = 1500
"""Characters of a sentence at most; a longer one is cut at a space, since the parser's time and sense end there."""

_SHORTEST = 4  # characters of a word that is hardly an abbreviation
_BLOCK = re.compile(r"[^\n]+(?:\n[^\n]+)*")
# Some archives leave a comma where a paragraph ended: "of President Kim Il Sung., They included".
_END = re.compile(r"[.!?…][.!?…]{0,5}[\"”’')\]]{0,3},?(?=\s{1,40}[\"“‘'(\[*—–-]{0,3}\s?[A-Z0-9])")
_LAST_WORD = re.compile(r"[\w.&'’-]{1,24}$")
_NEXT_WORD = re.compile(r"\s{1,40}[\"“‘'(\[*—–-]{0,3}\s?([\w’']{1,24})")
_BULLET = re.compile(r"(?<=\s)(?:\*|•|·|■|►)\s(?=[\"“]?[A-Z])")
_DATELINE = re.compile(
    r"(?:\b[A-Z][\w.'’-]{1,24},? ){1,4}(?:[A-Z][a-z]{2,8}\.? \d{1,2},? )?"
    r"(?:\((?:Reuters|Xinhua|Yonhap|Interfax|Kyodo|Bloomberg|dpa|[A-Z]{2,6})\) ?"
    r"(?:-{1,3}|_|–|—)|-{2}|—) ?(?=[\"“'‘]?[A-Z])"
)
_SPEAKER = re.compile(
    r"(?:[A-Z][\w.'’-]{0,24},? |(?:of|the|and|for) ){0,18}[A-Z][\w.'’-]{0,24}"
    r"(?: \((?:re-?translated|as interpreted|(?:via|through) (?:an )?interpreter|in [A-Z]\w{3,12})\))?"
    r": (?=[\"“'‘<]?[A-Z])"
)
_HEADING = re.compile(r"(?:\* ?){0,3}(?:Beginning|Start|Excerpts?|Transcript|Opening) (?:of|from) ")
_TITLED = re.compile(r"(?:President|Prime Minister|Chancellor|King|Emir|Secretary|Minister|Chairman|Premier|Sultan)\b")


@cache
def _lists() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    return words("never_ends"), words("may_end"), words("starters")


def _ends(text: str, dot: int, stop: int) -> bool:
    """Whether the full stop at `dot` ends a sentence, given that a capital or digit follows."""
    if text[stop - 1] == "," and (text[dot] != "." or stop != dot + 2):
        return False
    if text[dot] != ".":
        return True
    never, may, starters = _lists()
    before = _LAST_WORD.search(text, max(0, dot - 24), dot)
    if before is None:
        return True
    word = before.group().strip("'’.-").lower()
    after = _NEXT_WORD.match(text, stop)
    following = after.group(1) if after else ""
    if text[stop - 1] == ",":
        return len(word) >= _SHORTEST and word not in never | may and "." not in word
    if stop > dot + 1:
        return True
    if word in never or (len(word) == 1 and word.isalpha() and word != "i"):
        return False
    if word in may or re.fullmatch(r"(?:\w\.){1,4}\w", word):
        return following.lower() in starters
    return not (following[:1].isdigit() and word in ("no", "nos", "art", "para", "p", "pp"))


def _wrapped(block: str) -> bool:
    """Whether the newlines of `block` come from wrapping at a fixed width, so that they mean no more than spaces."""
    lines = block.split("\n")
    width = max(map(len, lines))
    if len(lines) < 2 or not 40 <= width <= 100:
        return False
    full = 0
    for line, following in pairwise(lines):
        word = len(following.split(" ", 1)[0]) if following.strip() else 0
        full += len(line.rstrip()) + 1 + word > width
    return full >= 0.8 * (len(lines) - 1)


def _breaks(text: str, start: int, end: int) -> list[int]:
    """Starts of the sentences of text[start:end], which has no paragraph break."""
    found = {start}
    for match in _DATELINE.finditer(text, start, end):
        found.update((match.start(), match.end()))
    found.update(match.start() for match in _BULLET.finditer(text, start, end))
    for match in _END.finditer(text, start, end):
        if _ends(text, match.start(), match.end()):
            found.add(match.end())
    for at in tuple(found):
        found.update(_turn(text, at, end, at > start))
    return sorted(found)


def _turn(text: str, start: int, end: int, within: bool) -> tuple[int, ...]:
    """Where a transcript's speaker is named and where the speech begins, if the sentence at `start` opens a turn.

    Line breaks before a speaker get lost on the way ("... Welcome. Prime Minister of Estonia X: Thank you."), also
    after a heading; `within` a line a speaker has two words at least.
    """
    while start < end and text[start].isspace():
        start += 1
    opened = text[start : min(end, start + 320)]
    speaker = _SPEAKER.match(opened)
    if speaker is None and _HEADING.match(opened):
        office = next((m for m in _TITLED.finditer(opened) if _SPEAKER.match(opened, m.start())), None)
        speaker = _SPEAKER.match(opened, office.start()) if office else None
    if speaker is None or (within and " " not in speaker.group().rstrip()):
        return ()
    return (start + speaker.start(), start + speaker.end())


def _cut(text: str, start: int, end: int) -> list[int]:
    cuts = []
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        start = space + 1 if space > 0 else start + LONGEST
        cuts.append(start)
    return cuts


def sentence_starts(text: str) -> list[int]:
    """Offsets (characters, rising) at which a sentence of `text` begins; blank space before it may belong to it.

    A newline ends a sentence unless its block is wrapped at a fixed width. Known abbreviations and initials do not.
    Datelines ("CAIRO (Reuters) -") and a transcript's speakers ("Vladimir Putin:") are sentences of their own.
    No sentence is longer than `LONGEST` characters.
    """
    starts: list[int] = []
    for block in _BLOCK.finditer(text):
        if _wrapped(block.group()):
            starts += _breaks(text, block.start(), block.end())
            continue
        at = block.start()
        for line in block.group().split("\n"):
            starts += _breaks(text, at, at + len(line))
            at += len(line) + 1
    result: list[int] = []
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        result.append(start)
        result += _cut(text, start, end)
    return result


def sentence_index(starts: list[int], offset: int) -> int:
    """Which sentence (from 0) `offset` lies in; -1 before the first."""
    return bisect_right(starts, offset) - 1
