"""Readings of what is told from the day of publication or from the day last spoken of."""

import datetime as dt
from dataclasses import replace

from dragoman.model import TimeSpan
from dragoman.text.times import values
from dragoman.text.times.counting import amount, spelled_year
from dragoman.text.times.discourse import Discourse
from dragoman.text.times.grammar import Match
from dragoman.text.times.tense import Tense
from dragoman.text.times.values import Reading

_FROM_TEXT = {"previous", "following"}  # told from the day spoken of, not from publication
_HALF_WEEK = 3  # days
_TINY = {"TS", "TM", "TH"}
_NO_DAY = {"this", "current", "past", "last", "coming"}  # "this day" is no day of the calendar
_CUTS = {"D": "D", "W": "D", "F": "D", "WE": "D", "N": "D", "M": "M", "Q": "M", "Y": "Y", "E": "Y", "C": "Y"}
_ROUGH_DAYS = {"D": 7, "W": 30, "M": 183}  # how far "recent days", "recent weeks", "recent months" reach


def near(match: Match, context: Discourse) -> Reading | None:
    """ "today", "yesterday", "tomorrow"."""
    if context.published is None:
        return values.unknown("D")
    reading = values.day(values.shift(context.published, match.number("near", "NEAR") or 0, "D"))
    return replace(reading, anchors=match.word("near") != "today")


def beside_near(match: Match, context: Discourse) -> Reading | None:
    """ "the day before yesterday", "the day after tomorrow"."""
    if context.published is None:
        return values.unknown("D")
    return values.day(values.shift(context.published, -2 if match.word("side") == "before" else 2, "D"))


def beside_day(match: Match, context: Discourse) -> Reading | None:
    """ "the day before last Tuesday"."""
    day = context.read_part(match, "day")
    if day is None or day.first is None:
        return day
    return values.day(values.shift(day.first, -1 if match.word("side") == "before" else 1, "D"))


def weekday(match: Match, context: Discourse) -> Reading | None:
    """ "Monday" by tense, "last Thursday", "next Monday" (of the next calendar week), "this Friday"."""
    wanted = match.number("day", "WEEKDAY")
    if wanted is None:
        return None
    here = context.published
    if here is None:
        return values.unknown("D", f"XXXX-WXX-{wanted + 1}")
    rel = match.number("rel", "REL")
    if match.word("rel") in _FROM_TEXT and context.day is not None:
        return values.day(_weekday_beside(context.day, wanted, rel or 0))
    if rel:
        monday = here - dt.timedelta(days=here.weekday())
        near = rel < 0 or "coming" in match.text
        return values.day(_weekday_beside(here, wanted, rel) if near else monday + dt.timedelta(days=7 + wanted))
    tense = context.tense(match)
    ahead = tense in {Tense.FUTURE, Tense.PRESENT} or (rel == 0 and tense is not Tense.PAST)
    back = (here.weekday() - wanted) % 7
    ahead = ahead or (tense is Tense.OPEN and back > _HALF_WEEK)
    return values.day(here + dt.timedelta(days=(-back) % 7) if ahead else here - dt.timedelta(days=back))


def _weekday_beside(day: dt.date, wanted: int, side: int) -> dt.date:
    back = (day.weekday() - wanted) % 7 or 7
    return day - dt.timedelta(days=back) if side < 0 else day + dt.timedelta(days=(wanted - day.weekday()) % 7 or 7)


def weekday_of_week(match: Match, context: Discourse) -> Reading | None:
    """ "Tuesday of next week", "last week Friday", "Friday week"."""
    wanted = match.number("day", "WEEKDAY") or 0
    if context.published is None:
        return values.unknown("D", f"XXXX-WXX-{wanted + 1}")
    if match.has("rel"):
        monday = values.week(values.shift(context.published, match.number("rel", "REL") or 0, "W")).first
        return values.day(values.shift(monday or context.published, wanted, "D"))
    ahead = (wanted - context.published.weekday()) % 7
    return values.day(values.shift(context.published, ahead + 7, "D"))


def rel_unit(match: Match, context: Discourse) -> Reading | None:
    """ "last week", "this year", "next month", "the previous day"."""
    unit = str(match.worth("unit", "UNIT"))
    word = match.word("rel")
    if unit in _TINY or (unit == "D" and word in _NO_DAY) or _is_title(match):
        return None
    rel = -1 if "this past" in match.text else match.number("rel", "REL") or 0
    if word in _FROM_TEXT or (unit in {"D", "N"} and word == "next"):
        return _beside_ref(match, context, unit, rel)
    if (unit == "C" and rel < 0) or (unit == "E" and word == "past"):
        return values.length(1, unit)
    if context.published is None:
        return values.unknown(unit)
    return values.period(unit, values.shift(context.published, rel, unit))


def _is_title(match: Match) -> bool:
    """ "This Week" with both words capital and in quotation marks is a programme."""
    words = [w.text for w in match.row[match.first : match.last]]
    before = match.lexeme(-1)
    quoted = before is not None and before.text in {'"', "“", "`", "'", "‘"}
    return quoted and len(words) > 1 and all(word[0].isupper() and not word.isupper() for word in words)


def _beside_ref(match: Match, context: Discourse, unit: str, rel: int) -> Reading | None:
    base = context.base(match, unit, rel)
    if base is None:
        return values.unknown(unit)
    return values.period(unit, values.shift(base, rel, unit))


def that_unit(match: Match, context: Discourse) -> Reading | None:
    """ "that day", "the same week": the one spoken of."""
    unit = str(match.worth("unit", "UNIT"))
    if unit in _TINY or unit == "E":
        return None
    if unit == "Q" and context.quarter:
        return values.quarter(*context.quarter)
    return _beside_ref(match, context, unit, 0)


def ref_unit(match: Match, context: Discourse) -> Reading | None:
    """ "the following day", "the previous month", "the next day"."""
    unit = str(match.worth("unit", "UNIT"))
    if match.word("rel") == "next" and unit != "D":
        return None
    if unit in _TINY or not match.has("rel"):
        return None
    return _beside_ref(match, context, unit, match.number("rel", "REL") or 0)


def week_beside(match: Match, context: Discourse) -> Reading | None:
    """ "the week before last", "the year after next"."""
    unit = str(match.worth("unit", "UNIT"))
    if unit in _TINY or context.published is None:
        return values.unknown(unit)
    return values.period(unit, values.shift(context.published, -2 if match.word("side") == "before" else 2, unit))


def week_of_month(match: Match, context: Discourse) -> Reading | None:
    """ "the second week of March": roughly the days 8 to 14."""
    inner = context.read_part(match, "inner")
    if inner is None or inner.first is None or inner.last is None:
        return inner
    if match.word("nth") in {"last", "final"}:
        first = values.shift(inner.last, -6, "D")
    else:
        first = values.shift(inner.first, 7 * ((match.number("nth", "ORDINAL") or 1) - 1), "D")
    last = min(values.shift(first, 6, "D"), inner.last)
    if last < first:
        return None
    value = values.week(values.shift(first, 3, "D")).value
    return _rough(values.spanning(value, "W", first, last))


def week_of(match: Match, context: Discourse) -> Reading | None:
    """ "the week of March 6"."""
    day = context.read_part(match, "day")
    return values.week(day.first) if day is not None and day.first is not None else values.unknown("W")


def bare_weekend(match: Match, context: Discourse) -> Reading | None:
    """ "at the weekend": the last one, or the next one by tense."""
    before = match.lexeme(-1)
    if "the" not in match.text and (before is None or before.lower not in {"at", "this"}):
        return None
    if context.published is None:
        return values.unknown("WE")
    here = context.published
    tense = context.tense(match)
    if tense is Tense.FUTURE or (tense is not Tense.PAST and here.weekday() > 1) or here.weekday() >= 5:
        return values.weekend(here)
    return values.weekend(values.shift(here, -1, "W"))


def the_unit(match: Match, context: Discourse) -> Reading | None:
    """ "the quarter" is the one spoken of; "the week", "the month", "the year" are those of publication."""
    unit = str(match.worth("unit", "UNIT"))
    if unit == "Q":
        return _quarter_spoken_of(context)
    after = match.lexeme(0)
    if unit not in {"W", "M", "Y"} or match.words("unit")[0].text[0].isupper():
        return None
    if after is not None and after.lower in {"ended", "ending"}:  # a business year
        return values.length(1, unit)
    return values.period(unit, context.published) if context.published else values.unknown(unit)


def _quarter_spoken_of(context: Discourse) -> Reading | None:
    if context.quarter:
        return values.quarter(*context.quarter)
    if context.published is None:
        return values.unknown("Q")
    return values.period("Q", values.shift(context.published, -1, "Q"))


def latest(match: Match, context: Discourse) -> Reading | None:
    """ "the latest quarter", "the latest period", "the latest nine months"."""
    if match.has("count"):
        return values.length(amount(match.words("count")), str(match.worth("unit", "UNITS")))
    unit = str(match.worth("unit", "UNIT") or "Q")
    if unit == "Q":
        return _quarter_spoken_of(context)
    if context.published is None:
        return values.unknown(unit)
    return values.period(unit, values.shift(context.published, -1, unit))


def year_ago(match: Match, context: Discourse) -> Reading | None:
    """ "a year earlier", "the year-ago quarter": of a quarter if the report is about one, else a year."""
    return replace(_year_ago(match, context), anchors=False)


def _year_ago(match: Match, context: Discourse) -> Reading:
    text = match.text
    quarterly = "quarter" in text or (context.quarter is not None and context.quarter_at > context.whole_year_at)
    if quarterly and context.quarter is not None:
        return values.quarter(context.quarter[0] - 1, context.quarter[1])
    base = context.published
    if base is None:
        return values.unknown("Q" if quarterly else "Y")
    if quarterly:
        return values.period("Q", values.shift(base, -5, "Q"))
    if "earlier" in text or "before" in text:
        base = context.period or base
    return values.year(base.year - 1)


def year_period(match: Match, context: Discourse) -> Reading | None:
    """ "the 1988 period", "the 1988 quarter": the quarter spoken of, in that year."""
    number = spelled_year(match.words("year"))
    if number is None:
        return None
    return values.quarter(number, context.quarter[1]) if context.quarter else values.year(number)


def ago(match: Match, context: Discourse) -> Reading | None:
    """ "two weeks ago": a week, "30 years ago": a year; with no number it is only past."""
    unit = str(match.worth("unit", "UNIT") or match.worth("unit", "UNITS"))
    number = amount(match.words("count")) if match.has("count") else None
    if number is None:
        return values.reference("PAST_REF")
    if unit in _TINY:
        reading = values.length(number, unit)
        here = context.published
        return replace(reading, when=TimeSpan(here.isoformat(), here.isoformat())) if here else reading
    if context.published is None:
        return values.unknown(unit)
    whole, grain = (round(number * 12), "M") if number != int(number) and unit == "Y" else (round(number), unit)
    if unit in {"E", "C"}:
        grain, whole = "Y", whole * (10 if unit == "E" else 100)
    reading = values.period(grain, values.shift(context.published, -whole, grain))
    return (
        _rough(reading)
        if grain in {"W", "F"} or match.text.split()[0] in {"about", "nearly", "almost", "around"}
        else reading
    )


def _rough(reading: Reading) -> Reading:
    return replace(reading, when=replace(reading.when, approximate=True)) if reading.when else reading


def in_count(match: Match, context: Discourse) -> Reading | None:
    """ "within two months" (a duration that ends then), "two weeks from now"."""
    unit = str(match.worth("unit", "UNIT") or match.worth("unit", "UNITS"))
    number = amount(match.words("count"))
    if "within" in match.text:
        return _until(values.length(number, unit), context.published, number, unit)
    if number is None or context.published is None or unit in _TINY:
        return values.length(number, unit)
    return values.period(unit, values.shift(context.published, round(number), unit))


def _until(reading: Reading, here: dt.date | None, number: float | None, unit: str) -> Reading:
    """The reading with the days from publication to `number` units later; the beginning is open."""
    if here is None or number is None or unit in _TINY:
        return reading
    end = values.shift(here, round(number), unit)
    return replace(reading, when=TimeSpan(None, values.iso(end, _CUTS[unit])))


def beside(match: Match, context: Discourse) -> Reading | None:
    """ "two days later", "a week earlier": told from the day spoken of."""
    unit = str(match.worth("unit", "UNIT") or match.worth("unit", "UNITS"))
    number = amount(match.words("count")) if match.has("count") else 1
    back = match.word("side") in {"earlier", "before", "prior"}
    if unit in _TINY or (
        match.word("side") in {"before", "after"} and "that" not in match.text.split() and not _ends_phrase(match)
    ):
        return None
    if unit == "Y" and number == 1 and back and context.quarter:
        return year_ago(match, context)
    if number is None:
        return values.length(number, unit)
    move = round(number) * (10 if unit == "E" else 1) * (-1 if back else 1)
    base = context.base(match, unit, move)
    if base is None:
        return values.unknown(unit)
    grain = "Y" if unit == "E" else unit
    return values.period(grain, values.shift(base, move, grain))


def _ends_phrase(match: Match) -> bool:
    after = match.lexeme(0)
    return after is None or not after.text[0].isalnum()


def stretch(match: Match, context: Discourse) -> Reading | None:
    """ "the next two months" (open start, as annotators date it), "the past five years"."""
    if match.has("season"):
        return Reading("SET", f"XXXX-{match.worth('season', 'SEASONS')}", anchors=False)
    unit = str(match.worth("unit", "UNIT") or match.worth("unit", "UNITS"))
    number = amount(match.words("count"))
    rel = match.number("rel", "REL") or 0
    reading = values.length(number, unit)
    here = context.published
    if here is None or number is None or unit in _TINY or rel == 0:
        return reading
    if rel > 0:
        return _until(reading, here, number, unit)
    begin = values.shift(here, -round(number), unit)
    cut = _CUTS[unit]
    return replace(reading, when=TimeSpan(values.iso(begin, cut), values.iso(here, cut)))


def recent(match: Match, context: Discourse) -> Reading | None:
    """ "recent weeks", "the coming months": how many is not said; the days are rough."""
    unit = str(match.worth("unit", "UNITS"))
    if unit in _TINY or unit == "N":
        return None
    ahead = "coming" in match.text or "ahead" in match.text or "to come" in match.text
    reading = values.reference("PAST_REF") if unit == "Y" and not ahead else values.length(None, unit)
    reach = _ROUGH_DAYS.get(unit)
    if context.published is None or reach is None:
        return reading
    here = context.published
    far = here + dt.timedelta(days=reach if ahead else -reach)
    cut = "D" if unit == "D" else "M"
    first, last = (here, far) if ahead else (far, here)
    return replace(reading, when=TimeSpan(values.iso(first, cut), values.iso(last, cut), approximate=True))


def year_end(match: Match, context: Discourse) -> Reading | None:
    """ "year-end" is the last day, "the year's end" only in that year."""
    unit = str(match.worth("unit", "UNIT"))
    if unit not in {"Y", "M", "Q", "W"}:
        return None
    if context.published is None:
        return values.unknown(unit)
    whole = values.period(unit, context.published)
    if match.row[match.last - 1].lower == "end" and "DASH" in match.row[match.last - 2].worth and whole.last:
        return values.day(whole.last)
    return whole


def edge(match: Match, context: Discourse) -> Reading | None:
    """ "early next year", "late December", "earlier this week" (from Monday), "later this week" (to Sunday)."""
    inner = context.read_part(match, "inner")
    if inner is None or inner.when is None or inner.first is None or inner.last is None:
        return inner
    word = match.word("edge")
    here = context.published
    if inner.grain == "W" and here is not None and inner.first <= here <= inner.last:
        if word == "earlier":
            return replace(inner, when=TimeSpan(inner.first.isoformat(), here.isoformat()), last=here)
        if word == "later":
            return replace(inner, when=TimeSpan(here.isoformat(), inner.last.isoformat()), first=here)
    if word == "eve":
        return values.day(values.shift(inner.first, -1, "D"))
    if inner.grain in {"D", "W", "T"} or word in {"earlier", "later", "sometime"}:
        return inner
    return replace(_rough(inner), first=_edge_day(word, inner.first, inner.last))


def _edge_day(word: str, first: dt.date, last: dt.date) -> dt.date:
    middle = first + (last - first) // 2
    return {"late": last, "end": last, "close": last, "mid": middle, "middle": middle}.get(word, first)
