"""Text dumps of web pages: which lines are the article, and why the others are not.

The lines are scored, the block of lines with the greatest sum is the body, and the block is then cleaned from within.
"""

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model import Removed
from dragoman.pages.lines import Line, key_of, read_lines, stamp_shape
from dragoman.pages.metadata import is_byline

# Weights of a line in the search for the body; a full paragraph is worth about 2. Set by hand.
_PARAGRAPH = 150.0
_MOST = 3.0
_SENTENCE = 0.15
_SHORT = -0.25
_NUMBER = -0.05
_FURNITURE = -0.8
_STAMP = -1.0
_OTHER_STORIES = -3.5
_COPY = -0.5
_TITLE = -2.0
_TICKER = -2.0
_TITLE_CUT = re.compile(r"\s[-–—|:»«•/]{1,2}\s|:\s|\|")
# A headline may differ from the page title in a word or two; of a title with many marks only so many are tried.
_TITLE_SHARE = 0.65
_LIKE_WORDS = 5
_TITLE_MARKS = 8
_AFTER_TITLE = 3.0
_NEAR_TITLE = 40
_IN_FEED = 0.2
_GLUED = 0.4
# Lines between two stamps of one list; stamps that make a list; lines after its last stamp that belong to it.
_FEED_GAP = 30
_FEED_LEAST = 3
_FEED_REST = 12
_HEADING_WORDS = 8
_HEADINGS = frozenset({"related", "ticker", "comment"})
# Furniture that stands between paragraphs.
_WITHIN = frozenset({"advert", "related-line", "credit", "share", "subscribe"})
# A paragraph this long ends a run of other stories within the body.
_FULL = 110
# The opening paragraph of a story is at least this long; an announced list has at most so many lines.
_OPENING = 90
_LIST_MOST = 80
# A line that is repeated more often than this is no caption but belongs to the form of the text.
_CAPTION_MOST = 4
# Lines that break off with dots, so many of which make a list of stories.
_CUT_LEAST = 3


@dataclass(frozen=True, slots=True)
class Split:
    """A dump taken apart.

    `text` is the body's paragraphs parted by a newline, `head` the lines before it, `tail` those after it.

    `block` is all lines from its first to its last, `body` those of them that were kept.
    """

    text: str
    head: tuple[Line, ...]
    block: tuple[Line, ...]
    body: tuple[Line, ...]
    tail: tuple[Line, ...]
    removed: tuple[Removed, ...]


def split_dump(content: str) -> Split:
    """Body and the rest of a text dump. `text` is empty when no running text is found."""
    lines = read_lines(content)
    title = title_of(lines)
    start, end = _best(_scores(lines, title), _bonus(lines, title))
    if end:
        start, end = _first_paragraph(lines, start, title), _last_paragraph(lines, _end_of_list(lines, end))
    kept, dropped = _clean(lines[start:end], title)
    key = key_of(title) if title else None
    reasons: dict[int, str] = dict(dropped)
    reasons |= {line.index: _why(line, key, before=True) for line in lines[:start]}
    reasons |= {line.index: _why(line, key, before=False) for line in lines[end:]}
    return Split(
        text="\n".join(line.text for line in kept),
        head=lines[:start],
        block=lines[start:end],
        body=kept,
        tail=lines[end:],
        removed=_removed(lines, reasons),
    )


def drop_furniture(text: str, title: str | None) -> tuple[str, tuple[Removed, ...]]:
    """A clean text without the lines of furniture, repeats and other stories that are still in it, and those lines.

    Paragraphs stay as they are and keep their newlines.
    """
    lines = read_lines(text)
    kept, dropped = _clean(lines, title)
    if not kept:
        return text, ()
    return "\n".join(line.text for line in kept), _removed(lines, dropped)


def title_of(lines: Sequence[Line]) -> str | None:
    """The headline: a part of the page title on the first line that a later line repeats, or nearly so, or None.

    A page title is the headline with the outlet's name around it: "Headline - Outlet", "Outlet: Headline".
    """
    if not lines:
        return None
    last = {line.key: line for line in lines[1:] if not line.reason}
    whole, parts = lines[0].key, _title_parts(lines[0].text)
    exact = [last[part].text for part in parts if part in last and len(part) >= max(12, 0.3 * len(whole))]
    if exact:
        # "Opinion|Headline" is less of a headline than "Headline".
        return min(exact, key=lambda text: ("|" in text, -len(text)))
    return _like(parts, lines)


def _title_parts(text: str) -> tuple[str, ...]:
    """Keys of the stretches of a page title between the marks that part headline and outlet, the longer first."""
    marks = list(itertools.islice(_TITLE_CUT.finditer(text), _TITLE_MARKS))
    starts = [0, *(mark.end() for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(text)]
    parts = {key_of(text[start:end]) for start in starts for end in ends if end > start}
    return tuple(sorted(parts, key=lambda part: (-len(part), part)))


def _like(parts: Sequence[str], lines: Sequence[Line]) -> str | None:
    """The line that shares most words with a part of the page title, if it shares nearly all."""
    sets = [set(part.split()) for part in parts if part.count(" ") >= _LIKE_WORDS - 1]
    best, best_share = None, _TITLE_SHARE
    for line in lines[1:]:
        if line.words < _LIKE_WORDS or line.size > 220 or line.reason:
            continue
        own = set(line.key.split())
        for words in sets:
            share = len(own & words) / max(len(own), len(words))
            if share > best_share:
                best, best_share = line.text, share
    return best


def _scores(lines: tuple[Line, ...], title: str | None) -> list[float]:
    title_key = key_of(title) if title else None
    prose = [line.prose for line in lines]
    feed = _feed(lines)
    return [_TITLE if line.key == title_key else _score(line, prose, line.index in feed) for line in lines]


def _feed(lines: tuple[Line, ...]) -> frozenset[int]:
    """Lines of comments and of lists of stories: between stamps of one form that come again and again,
    and lines that break off with dots.

    The first of the stamps may be the article's own, so a list counts from its second stamp on.
    """
    by_shape: dict[str, list[int]] = {}
    for line in lines:
        if line.stamp:
            by_shape.setdefault(stamp_shape(line.text), []).append(line.index)
    cut = [line.index for line in lines if line.cut]
    feed: set[int] = set(cut) if len(cut) >= _CUT_LEAST else set()
    for at in by_shape.values():
        run = at[:1]
        for index in [*at[1:], len(lines) + _FEED_GAP + 1]:
            if index - run[-1] <= _FEED_GAP:
                run.append(index)
                continue
            if len(run) >= _FEED_LEAST:
                feed.update(range(run[1], run[-1] + _FEED_REST))
            run = [index]
    for line in lines:
        # Readers' comments: nothing that follows is the article's.
        if line.reason == "comment" and any(after.stamp for after in lines[line.index + 1 : line.index + 5]) and feed:
            feed.update(range(line.index, len(lines)))
            break
    return frozenset(feed)


def _bonus(lines: tuple[Line, ...], title: str | None) -> list[float]:
    """What a body is worth extra if it starts at a line: much, soon after the headline."""
    bonus = [0.0] * len(lines)
    if not title:
        return bonus
    key = key_of(title)
    found = [line.index for line in lines[1:] if line.key == key]
    dated = [at for at in found if any(line.stamp for line in lines[at + 1 : at + 10])]
    for at in dated or found[:1]:
        for index in range(at + 1, min(at + _NEAR_TITLE, len(lines))):
            bonus[index] = _AFTER_TITLE
    return bonus


def _score(line: Line, prose: list[bool], feed: bool) -> float:
    """Weight of one line; `prose` tells what its neighbours are, `feed` that it stands among comments or teasers."""
    if line.prose and not line.ticker:
        return _gain(line, prose, feed) if line.first else _COPY
    if line.reason:
        return _OTHER_STORIES if _opens_others(line) else _FURNITURE
    if line.stamp or line.ticker:
        return _STAMP if line.stamp else _TICKER
    if line.key.isdigit():
        return _NUMBER
    if line.copies > 1:
        return _COPY
    return _SENTENCE if line.ends else _SHORT


def _gain(line: Line, prose: list[bool], feed: bool) -> float:
    """What a line of running text is worth: by its length, less if it stands alone, glued together or in a feed."""
    at = line.index
    gain = min(line.size / _PARAGRAPH, _MOST)
    if line.sentences < 2 or line.size < _FULL:
        around = sum(prose[max(0, at - 3) : at]) + sum(prose[at + 1 : at + 4])
        gain *= min(1.0, 0.3 + 0.2 * around)
    if line.glued:
        gain *= _GLUED
    return gain * _IN_FEED if feed else gain


def _opens_others(line: Line) -> bool:
    """Whether a line is the heading of a run of other stories or comments."""
    return line.reason in _HEADINGS and line.words <= _HEADING_WORDS


def _best(scores: list[float], bonus: list[float]) -> tuple[int, int]:
    """Start and end of the run of lines with the greatest sum; (0, 0) if no run has a positive one."""
    best, best_at = 0.0, (0, 0)
    total, start = 0.0, 0
    for at, score in enumerate(scores):
        # A run never starts on a line that only costs.
        if score > 0 and total <= bonus[at]:
            total, start = bonus[at], at
        total += score
        if total > best:
            best, best_at = total, (start, at + 1)
    return best_at


def _first_paragraph(lines: tuple[Line, ...], start: int, title: str | None) -> int:
    """Start of the body with the full paragraphs before it that an embedded table or video cut off.

    They must stand below the headline and the day, with no ticker or comments in between; a short list of related
    stories may be.
    """
    key = key_of(title) if title else None
    first = start
    for line in reversed(lines[max(0, start - _NEAR_TITLE) : start]):
        if line.key == key:
            return first
        if line.stamp or line.reason in {"ticker", "comment"}:
            return first if key and any(before.key == key for before in lines[: line.index]) else start
        if line.prose and line.ends and line.size >= _OPENING and line.first and not line.glued:
            first = line.index
    return start


def _end_of_list(lines: tuple[Line, ...], end: int) -> int:
    """End of the body with the list that its last line, or the line after it, announces by a colon."""
    for at in (end - 1, end):
        if at >= len(lines) or lines[at].reason or not lines[at].text.endswith(":"):
            continue
        stop = at + 1
        while stop < min(len(lines), at + _LIST_MOST) and _is_item(lines[stop]):
            stop += 1
        return max(end, stop)
    return end


def _last_paragraph(lines: tuple[Line, ...], end: int) -> int:
    """End of the body with the sentences that only a line or two of advertising parts from it."""
    at = end
    while at < min(len(lines), end + 3):
        line = lines[at]
        if line.prose and line.ends and line.first and not line.glued:
            end = at + 1
        elif line.reason not in _WITHIN:
            break
        at += 1
    return end


def _is_item(line: Line) -> bool:
    return not line.reason and not line.stamp and line.copies == 1 and not line.ticker


def _clean(block: tuple[Line, ...], title: str | None) -> tuple[tuple[Line, ...], dict[int, str]]:
    """Lines of the body that stay, and the reasons of those that go."""
    title_key = key_of(title) if title else None
    here = Counter(line.key for line in block)
    kept: list[Line] = []
    dropped: dict[int, str] = {}
    others = False
    seen: set[str] = set()
    for line, after in itertools.zip_longest(block, block[1:]):
        if _opens_others(line):
            others = True
        elif others and line.prose:
            # A teaser is one sentence between headlines.
            others = line.size < _FULL and line.sentences < 2 and not (after and after.prose)
        reason = _reason_within(line, others, opening=not kept)
        if line.key == title_key:
            reason = "title"
        elif line.key in seen and line.size >= 40 and line.copies <= _CAPTION_MOST:
            reason = "caption-copy"
        elif not reason and not line.prose and line.copies > max(2, here[line.key]):
            reason = "menu"
        seen.add(line.key)
        if reason:
            dropped[line.index] = reason
        else:
            kept.append(line)
    return tuple(kept), dropped


def _reason_within(line: Line, others: bool, *, opening: bool) -> str | None:
    """Why a line within the body goes; `others` says that it stands in a run of other stories."""
    if line.reason:
        return line.reason
    if line.stamp:
        return "date"
    if opening and is_byline(line):
        return "byline"
    if others or line.shouted:
        return "related"
    return "ticker" if line.ticker else None


def _why(line: Line, title_key: str | None, *, before: bool) -> str:
    if line.key == title_key:
        return "title"
    if line.reason:
        return line.reason
    if line.stamp:
        return "date"
    if line.ticker:
        return "ticker"
    if before:
        return "byline" if is_byline(line) else "menu"
    return "related" if line.prose or line.words > 6 else "menu"


def _removed(lines: tuple[Line, ...], reasons: dict[int, str]) -> tuple[Removed, ...]:
    """Removed pieces in order; neighbours with one reason are one piece."""
    pieces: list[Removed] = []
    run: list[str] = []
    last: tuple[int, str] | None = None
    for index in sorted(reasons):
        if last and (index != last[0] + 1 or reasons[index] != last[1]):
            pieces.append(Removed("\n".join(run), last[1]))
            run = []
        run.append(lines[index].text)
        last = (index, reasons[index])
    if last:
        pieces.append(Removed("\n".join(run), last[1]))
    return tuple(pieces)
