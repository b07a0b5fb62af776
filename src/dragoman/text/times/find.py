"""The way from a text to its time expressions."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType, ModuleType

from spacy.tokens import Doc

from dragoman.model import Span, TimeSpan
from dragoman.text.parsed import TimeMention
from dragoman.text.times import amounts, clock, dates, relative
from dragoman.text.times.discourse import Discourse
from dragoman.text.times.grammar import Grammar, Match, grammar
from dragoman.text.times.lexing import lexemes
from dragoman.text.times.tense import root_of
from dragoman.text.times.values import Reading

Maker = Callable[[Match, Discourse], Reading | None]

_UNTIL = frozenset({"by", "until", "till", "before"})
_SINCE = frozenset({"since", "after", "from", "beginning", "starting"})
_MODIFIERS = frozenset({"compound", "nmod", "amod", "poss", "nummod"})


def _makers(*modules: ModuleType) -> Mapping[str, Maker]:
    return MappingProxyType({rule.make: _maker(rule.make, modules) for rule in grammar().rules})


def _maker(name: str, modules: tuple[ModuleType, ...]) -> Maker:
    for module in modules:
        if hasattr(module, name):
            maker: Maker = getattr(module, name)
            return maker
    raise AttributeError(f"grammar.yaml names a function {name!r} that no module has")


_MAKERS = _makers(dates, relative, clock, amounts)


@dataclass(frozen=True, slots=True)
class _Row:
    """The codes of a row of lexemes, so that a part of a match can be matched again."""

    codes: str
    rules: Grammar

    def read(self, context: Discourse, match: Match, part: str) -> Reading | None:
        """The reading of the lexemes that `part` captured."""
        first, last = match.parts[part]
        with context.inside(match):
            for inner in self.rules.within(match.row, self.codes, first, last):
                reading = _read(inner, context)
                if reading is not None:
                    return reading
        return None


def find_times(doc: Doc, published: dt.date | None) -> tuple[TimeMention, ...]:
    """The time expressions of `doc` (parsed English text), in text order, none overlapping another.

    Relative ones are resolved against `published`, the day of publication, and against the day that the text spoke of
    last. Without `published` they keep underspecified values ("XXXX-WXX-1") and `when` None. Character spans lie in
    `doc.text`; token indices are those of `doc`. Never raises for any text; the time is linear in its length.
    Conventions: `docs/times.md`.
    """
    row = tuple(lexemes(doc.text))
    if not row or not len(doc):
        return ()
    rules = grammar()
    codes = rules.encode(row)
    context = Discourse(doc, published, _Row(codes, rules).read)
    found: list[TimeMention] = []
    free = 0
    for match in rules.matches(row, codes):
        if match.first < free:
            continue
        reading = _read(match, context)
        if reading is None:
            continue
        free = match.last
        context.remember(match, reading)
        found.append(_mention(match, reading, context))
    return tuple(_apart(found))


def _read(match: Match, context: Discourse) -> Reading | None:
    try:
        return _MAKERS[match.rule.make](match, context)
    except (ValueError, OverflowError):  # no such day on the calendar: not a date
        return None


def _mention(match: Match, reading: Reading, context: Discourse) -> TimeMention:
    first, last = context.words(match)
    span = Span(match.row[match.first].start, match.row[match.last - 1].end)
    head = root_of(context.doc, first, last)
    when = reading.when
    if when is not None and reading.type != "DURATION" and reading.type != "SET" and head.dep_ not in _MODIFIERS:
        when = _bounded(match, reading, when)
    return TimeMention(span, first, last, head.i, reading.type, reading.value, when, reading.days)


def _bounded(match: Match, reading: Reading, when: TimeSpan) -> TimeSpan:
    """ "by May" has no beginning, "since March" no end."""
    before, after = match.lexeme(-1), match.lexeme(0)
    if before is None or (after is not None and "POSS" in after.worth):
        return when
    word = before.lower
    earlier = match.lexeme(-2)
    if word in {"than", "to"} and earlier is not None and earlier.lower in {"later", "up", "prior"}:
        return replace(when, start=None)
    if word in _UNTIL:
        return replace(when, start=None)
    if word == "from" and reading.grain in {"Y", "Q"}:  # "up from 1996"
        return when
    begins = word in _SINCE or match.row[match.first].lower in _SINCE
    if begins and not match.has("high"):
        return replace(when, end=None)
    return when


def _apart(found: list[TimeMention]) -> list[TimeMention]:
    """Where two expressions share a token ("5-6May"), the second one goes."""
    kept: list[TimeMention] = []
    for mention in found:
        if not kept or mention.first >= kept[-1].last:
            kept.append(mention)
    return kept
