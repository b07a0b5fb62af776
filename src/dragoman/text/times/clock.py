"""Readings of times of day."""

from dataclasses import replace

from dragoman.model import TimeSpan
from dragoman.text.times import values
from dragoman.text.times.discourse import Discourse
from dragoman.text.times.grammar import Match
from dragoman.text.times.values import Reading

_NOON = 12


def clock(match: Match, context: Discourse) -> Reading | None:
    """ "10:35 a.m. Friday", "5 p.m. EST Nov. 9", "noon Saturday"."""
    time = _time(match)
    before = match.lexeme(-1)
    if time is None or (before is not None and before.lower == "high"):  # "high noon"
        return None
    if match.has("day"):
        on = context.read_part(match, "day")
    else:
        near = context.near_day(match)
        on = values.day(near) if near else None
    if on is None:
        return values.unknown("T", f"XXXX-XX-XX{time}", "TIME")
    return replace(values.at(on, time), anchors=match.has("day"))


def _time(match: Match) -> str | None:
    word = match.words("clock")[0]
    if "NOON" in word.worth:
        return f"T{word.worth['NOON']}"
    if "CLOCK" in word.worth:
        hour, minute = (int(part) for part in word.text.replace(".", ":").split(":"))
    elif match.has("zone"):
        hour, minute = int(word.text[:2]), int(word.text[2:])
    else:
        hour, minute = int(word.worth.get("HOUR", 99)), 0
    half = match.worth("ampm", "AMPM")
    part = match.worth("part", "PART")
    if half == "p" or part in {"AF", "EV"}:
        hour += _NOON if hour < _NOON else 0
    elif half == "a" and hour == _NOON:
        hour = 0
    if hour > 24 or minute > 59 or (half and hour == 24):
        return None
    return f"T{hour:02}:{minute:02}"


def part_of_day(match: Match, context: Discourse) -> Reading | None:
    """ "Tuesday evening", "this morning", "last night", "overnight"."""
    here = context.published
    part = str(match.worth("part", "PART") or "NI")
    if match.has("day"):
        on = context.read_part(match, "day")
        return _at_part(on, part)
    if match.has("overnight"):
        if here is None:
            return values.unknown("N", kind="TIME")
        before = values.shift(here, -1, "D")
        return replace(_at_part(values.day(before), "NI"), when=TimeSpan(before.isoformat(), here.isoformat()))
    if (
        match.has("near")
        or match.word("rel") in {"this", "last"}
        or match.word("part") == "last night"
        or "this" in match.text.split()
    ):
        if here is None:
            return values.unknown("D", f"XXXX-XX-XXT{part}", "TIME")
        back = -1 if "last" in match.text.split() else 0
        return _at_part(values.day(values.shift(here, back, "D")), part)
    return _of_day_spoken_of(match, context, part)


def _of_day_spoken_of(match: Match, context: Discourse, part: str) -> Reading | None:
    base = context.near_day(match)
    if base is None:
        return values.unknown("D", f"XXXX-XX-XXT{part}", "TIME")
    step = {"next": 1, "following": 1, "previous": -1}.get(match.word("rel"), 0)
    return _at_part(values.day(values.shift(base, step, "D")), part)


def _at_part(on: Reading | None, part: str) -> Reading:
    if on is None:
        return values.unknown("D", f"XXXX-XX-XXT{part}", "TIME")
    return values.at(on, f"T{part}")
