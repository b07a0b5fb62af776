"""Readings of lengths of time, of what is repeated, and of "now" and "recently"."""

from dataclasses import replace

from dragoman.model import TimeSpan
from dragoman.text.times import values
from dragoman.text.times.counting import amount
from dragoman.text.times.discourse import Discourse
from dragoman.text.times.grammar import Match
from dragoman.text.times.tense import Tense
from dragoman.text.times.values import Reading

_TINY = {"TS", "TM", "TH"}
_PAPERS = {"dividend", "newspaper", "paper"}


def duration(match: Match, context: Discourse) -> Reading | None:
    """ "four-day", "2 1/2 years", "several months"; not an age and not a rate."""
    unit = str(match.worth("unit", "UNIT") or match.worth("unit", "UNITS"))
    if unit == "N" or match.row[match.last - 1].lower == "old" or _is_age(match) or _is_no_length(match, unit):
        return None
    if not match.has("count"):
        return values.length(1.5 if match.has("half") else 1, unit)
    number = amount(match.words("count"))
    if "a half" in match.text and number is not None and number == int(number):
        number += 0.5
    reading = values.length(number, unit)
    before = match.lexeme(-1)
    if before is not None and before.lower == "in" and number is not None and unit not in _TINY:
        return _ahead(reading, match, context, number, unit)
    return reading


def _is_no_length(match: Match, unit: str) -> bool:
    """ "a second", "a quarter of", "three-quarters", "$2 million a year"."""
    article = match.word("count") in {"a", "an"}
    if unit == "Q":
        return article or match.text == "three - quarters"
    return article and (unit in {"TS", "TM", "WE"} or _is_rate(match))


def _ahead(reading: Reading, match: Match, context: Discourse, number: float, unit: str) -> Reading:
    """ "will meet in two weeks": the days that the length leads to."""
    if context.published is None or context.tense(match) is not Tense.FUTURE:
        return reading
    goal = values.period(unit, values.shift(context.published, round(number), unit))
    return replace(reading, when=replace(goal.when, approximate=True) if goal.when else None)


def _is_age(match: Match) -> bool:
    """ "25-year-old", "37 years old", "aged 5 years"."""
    for offset in (0, 1):
        after = match.lexeme(offset)
        if after is None or (offset == 0 and after.lower not in {"old", "-", "‑", "of"}):
            return False
        if after.lower in {"old", "olds", "age"}:
            return True
    return False


def _is_rate(match: Match) -> bool:
    """ "$2 million a year", "four flights a week"."""
    before = match.lexeme(-1)
    return before is not None and bool({"NUM", "RATED", "COUNTED"} & set(before.worth))


def duration_range(match: Match, _context: Discourse) -> Reading | None:
    """ "two to three weeks": the lower number."""
    unit = str(match.worth("unit", "UNIT") or match.worth("unit", "UNITS"))
    number = amount(match.words("low")) if match.has("low") else None
    return None if _is_age(match) else values.length(number, unit)


def bare_units(match: Match, _context: Discourse) -> Reading | None:
    """ "for years", "months of talks", "decades-long"."""
    unit = str(match.worth("unit", "UNITS") or match.worth("unit", "UNIT"))
    if unit in _TINY or unit in {"N", "WE", "Q"} or _is_age(match):
        return None
    if match.row[match.last - 1].lower == "long" and not match.worth("unit", "UNITS"):
        return values.length(1, unit)
    return values.length(None, unit)


def set_unit(match: Match, _context: Discourse) -> Reading | None:
    """ "every day", "each Thursday", "twice a week"."""
    if match.has("day"):
        return Reading("SET", f"XXXX-WXX-{(match.number('day', 'WEEKDAY') or 0) + 1}", anchors=False)
    if match.has("month"):
        return Reading("SET", f"XXXX-{match.number('month', 'MONTH') or 0:02}", anchors=False)
    unit = str(match.worth("unit", "UNIT") or match.worth("unit", "UNITS"))
    if unit in {"TS", "TM"}:
        return None
    number = amount(match.words("count")) if match.has("count") else 2 if "other" in match.text else 1
    return Reading("SET", values.duration_value(number, unit), anchors=False)


def set_days(match: Match, _context: Discourse) -> Reading | None:
    """ "Tuesdays", "Tuesday nights"."""
    number = match.number("day", "WEEKDAYS")
    number = match.number("weekday", "WEEKDAY") if number is None else number
    part = match.worth("part", "PARTS")
    return Reading("SET", f"XXXX-WXX-{(number or 0) + 1}" + (f"T{part}" if part else ""), anchors=False)


def set_adverb(match: Match, context: Discourse) -> Reading | None:
    """ "daily", "weekly"; not where they are part of a name or a rate of money."""
    first, last = context.words(match)
    token = context.doc[first]
    after = context.doc[last] if last < len(context.doc) else None
    if token.pos_ in {"PROPN", "NOUN"} or (after is not None and (after.pos_ == "PROPN" or after.lemma_ in _PAPERS)):
        return None
    return Reading("SET", str(match.worth("word", "ADVERB_SET")), anchors=False)


def reference(match: Match, context: Discourse) -> Reading | None:
    """ "now", "recently", "the future"; "now" means the day of publication."""
    value = match.rule.args["value"]
    reading = values.reference(value)
    if match.text == "now" and context.published is not None:
        day = context.published.isoformat()
        return replace(reading, when=TimeSpan(day, day, approximate=True))
    return reading
