"""Readings of calendar dates, months, years, seasons, quarters and days with names."""

import calendar
import datetime as dt
from functools import lru_cache
from typing import Any

from dragoman.model import TimeSpan
from dragoman.resources import load_yaml
from dragoman.text.times import values
from dragoman.text.times.counting import short_year, spelled_year
from dragoman.text.times.discourse import Discourse
from dragoman.text.times.grammar import Match
from dragoman.text.times.lexing import Lexeme
from dragoman.text.times.tense import Tense
from dragoman.text.times.values import Reading

_JUCHE_ZERO = 1911  # Juche 1 is 1912, the year of Kim Il Sung's birth
_MARKS_OF_MONEY = {"$", "#", "£", "€", "¥"}
_LIST = 12  # lexemes in which a list of months ends
_OLD = 1850  # years before this need a preposition to be years


def iso_date(match: Match, _context: Discourse) -> Reading | None:
    """ "2018-03-12", "1998-08-08T10:35"."""
    text = match.row[match.first].text
    on = values.day(dt.date.fromisoformat(text[:10]))
    return values.at(on, text[10:]) if len(text) > 10 else on


def numeric_date(match: Match, _context: Discourse) -> Reading | None:
    """ "10.04.1991" day first; "3/12/2018" month first, as American papers write, unless that is no month."""
    text = match.row[match.first].text
    dotted = "." in text
    one, two, three = (int(part) for part in text.replace(".", "/").split("/"))
    if dotted and three < 100:
        return None  # "1.2.15" is a version or a section
    day, month = (one, two) if dotted or one > 12 else (two, one)
    return values.day(dt.date(three if three > 99 else short_year(three), month, day))


def named_date(match: Match, context: Discourse) -> Reading | None:
    """ "Friday, Oct. 23": the date, and the weekday only as its name."""
    return context.read_part(match, "day")


def nth_of_month(match: Match, context: Discourse) -> Reading | None:
    """ "on the 13th": of the month spoken of, else the one that the tense says."""
    number = match.number("day", "ORDINAL") or 0
    before = match.lexeme(-1)
    if match.last - match.first == 2 and (before is None or before.lower not in {"on", "by", "until", "since", "from"}):
        return None
    _, last = context.words(match)
    if last < len(context.doc) and context.doc[last].pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return None  # "on the 30th anniversary"
    base = context.day or context.published
    if base is None:
        return values.unknown("D", f"XXXX-XX-{number:02}")
    options = []
    for months in (-1, 0, 1):
        first = values.shift(base.replace(day=1), months, "M")
        if number <= values.month(first.year, first.month).last.day:  # type: ignore[union-attr]
            options.append(first.replace(day=number))
    if not options:
        return None
    return values.day(context.best(match, options) if context.published else options[len(options) // 2])


def date(match: Match, context: Discourse) -> Reading | None:
    """ "Aug. 7", "the 13th of July", "April 10, 1991", "July 3 this year"."""
    return _day_of(match, context, "day")


def _number_of_day(match: Match, part: str) -> int | None:
    return match.number(part, "DAYNUM") or match.number(part, "ORDINAL")


def _day_of(match: Match, context: Discourse, part: str) -> Reading | None:
    month, number = match.number("month", "MONTH"), _number_of_day(match, part)
    if month is None or number is None or _counts_something(match):
        return None
    year = _year_of(match, context)
    here = context.published
    if year is not None:
        return values.day(dt.date(year, month, number))
    after = match.lexeme(0)
    if here is None or (after is not None and "TITLED" in after.worth):
        return values.unknown("D", f"XXXX-{month:02}-{number:02}")
    years = [here.year + step for step in (-1, 0, 1)]
    if (month, number) == (2, 29):
        years = [year_ for year_ in range(here.year - 8, here.year + 9) if calendar.isleap(year_)]
    options = [dt.date(year_, month, number) for year_ in years]
    if match.has("before"):  # "last Oct. 23"
        return values.day(max(date_ for date_ in options if date_ < here))
    if after is not None and "OPEN" in after.worth:  # the day of a dateline is near
        return values.day(min(options, key=lambda date_: abs((date_ - here).days)))
    return values.day(context.best(match, options))


def _counts_something(match: Match) -> bool:
    """ "in March 25 percent": the number is not a day."""
    return "DAYNUM" in match.row[match.last - 1].worth and _counts_after(match.lexeme(0))


def _year_of(match: Match, context: Discourse) -> int | None:
    """The year that an expression names itself."""
    if match.has("year"):
        return spelled_year(match.words("year"))
    if match.has("rel"):
        shift = match.number("rel", "REL") or 0
        base = context.day if match.word("rel") in {"previous", "following"} else context.published
        return base.year + shift if base else None
    if match.has("juche"):
        return _JUCHE_ZERO + (match.number("juche", "NUM") or 0)
    spoken = context.base(match, "Y")
    return spoken.year if match.has("that") and spoken else None


def range_in_month(match: Match, context: Discourse) -> Reading | None:
    """ "July 13-16", "from Aug. 4 to 8", "3 and 5 May": the TIMEX3 value is that of the first day."""
    low = _day_of(match, context, "low")
    number = _number_of_day(match, "high")
    if low is None or number is None:
        return None
    if low.first is None:
        return low
    high = low.first.replace(day=number)
    return _from_to(low, values.day(high)) if high >= low.first else None


def range_of_days(match: Match, context: Discourse) -> Reading | None:
    """ "from July 30 to Aug. 2", "Monday to Wednesday"."""
    low, high = context.read_part(match, "low"), context.read_part(match, "high")
    if low is None or high is None:
        return None
    if low.first is None or high.last is None:
        return low
    if any("YEAR" in word.worth for word in match.words("high")):  # "Oct. 24 to Dec. 5, 1941"
        return _from_to(_in_year_of(low, high), high)
    if high.last < low.first and high.grain == low.grain == "D":
        high = values.day(_after(low.first, high.last, weekly="WEEKDAY" in match.words("high")[0].worth))
    return _from_to(low, high)


def _after(first: dt.date, last: dt.date, *, weekly: bool) -> dt.date:
    """The end of a range whose two sides were read apart: the next such weekday or day of the year."""
    if weekly:
        return first + dt.timedelta(days=(last - first).days % 7)
    moved = last.replace(year=first.year)
    return moved if moved >= first else moved.replace(year=moved.year + 1)


def _in_year_of(low: Reading, high: Reading) -> Reading:
    if low.first is None or high.last is None or low.grain != "D":
        return low
    first = low.first.replace(year=high.last.year)
    return values.day(first if first <= high.last else first.replace(year=first.year - 1))


def _from_to(low: Reading, high: Reading) -> Reading | None:
    if low.first is None or high.last is None or low.when is None or high.when is None or high.last < low.first:
        return None
    when = TimeSpan(low.when.start, high.when.end)
    days = (high.last - low.first).days + 1 if low.grain == "D" else None
    return Reading("DATE", low.value, when, days, low.grain, low.first, high.last)


def range_of_months(match: Match, context: Discourse) -> Reading | None:
    """ "January to March 2019"."""
    one, two = match.number("low", "MONTH"), match.number("high", "MONTH")
    if one is None or two is None:
        return None
    year = _year_of(match, context)
    if year is None:
        if context.published is None:
            return values.unknown("M", f"XXXX-{one:02}")
        year = _best_month(match, context, one).year
    return _from_to(values.month(year, one), values.month(year + (two < one), two))


def range_of_years(match: Match, _context: Discourse) -> Reading | None:
    """ "2011-2013", "1950-53"."""
    low, high = match.number("low", "YEAR"), match.number("high", "NUM")
    if low is None or high is None:
        return None
    if high < 100:
        high += low // 100 * 100
    return _from_to(values.year(low), values.year(high)) if high >= low else None


def month_and_year(match: Match, context: Discourse) -> Reading | None:
    """ "February 2019", "June last year"."""
    number, year = match.number("month", "MONTH"), _year_of(match, context)
    if number is None:
        return None
    return values.month(year, number) if year is not None else values.unknown("M", f"XXXX-{number:02}")


def month(match: Match, context: Discourse) -> Reading | None:
    """ "in July": the last or the next one by tense."""
    number = match.number("month", "MONTH")
    if number is None:
        return None
    shared = _year_of_list(match)
    if shared is not None:
        return values.month(shared, number)
    if not _is_month(match, context):
        return None
    if context.published is None:
        return values.unknown("M", f"XXXX-{number:02}")
    best = _best_month(match, context, number)
    return values.month(best.year, best.month)


def _year_of_list(match: Match) -> int | None:
    """ "in April, May and September 2018": the year that closes a list of months."""
    for offset in range(_LIST):
        after = match.lexeme(offset)
        if after is None:
            return None
        year_ = after.worth.get("YEAR")
        if isinstance(year_, int):
            return year_ if offset > 1 else None
        if not ({"COMMA", "MONTH"} & set(after.worth) or after.lower in {"and", "or"}):
            return None
    return None


def _is_month(match: Match, context: Discourse) -> bool:
    """ "May" the prime minister, "may" at the head of a sentence and "the March for Life" are no months."""
    word = match.words("month")[0]
    before, after = match.lexeme(-1), match.lexeme(0)
    if word.lower in {"mar", "jan", "jun", "jul"} and match.last - match.first == 1:
        return False  # "Jan Egeland"
    if word.lower == "may":
        return before is not None and "MONTH_LED" in before.worth
    if word.lower == "march" and after is not None and after.lower in {"for", "on", "against", "to"}:
        return before is not None and "MONTH_LED" in before.worth
    token = context.doc[context.words(match)[0]]
    named = token.ent_type_ in {"PERSON", "ORG", "FAC", "WORK_OF_ART", "EVENT"}
    return word.lower not in {"march", "april", "june", "august"} or not (token.pos_ in {"AUX", "VERB"} or named)


def _best_month(match: Match, context: Discourse, number: int) -> dt.date:
    here = context.published or dt.date(1970, 1, 1)
    options = [dt.date(here.year + step, number, 1) for step in (-1, 0, 1)]
    if here.month == number and context.tense(match) in {Tense.PAST, Tense.FUTURE}:
        return here.replace(day=1)
    return context.best(match, options, "M")


def rel_month(match: Match, context: Discourse) -> Reading | None:
    """ "last April", "next May", "this September"."""
    number, shift = match.number("month", "MONTH"), match.number("rel", "REL") or 0
    if number is None:
        return None
    if context.published is None:
        return values.unknown("M", f"XXXX-{number:02}")
    year, now = context.published.year, context.published.month
    if shift < 0:
        year -= number >= now
    elif shift > 0:
        year += number <= now
    return values.month(year, number)


def year(match: Match, context: Discourse) -> Reading | None:
    """ "1998", "the year two thousand", "fiscal 1989"; a bare number is one only where the words allow it."""
    number = spelled_year(match.words("year"))
    if number is None or (
        match.last - match.first == len(match.words("year")) and not _is_year(match, context, number)
    ):
        return None
    return values.year(number)


def _is_year(match: Match, context: Discourse, number: int) -> bool:
    before, after = match.lexeme(-1), match.lexeme(0)
    led = before is not None and "LEADS" in before.worth
    if _in_a_sum(before) or _counts_after(after) or _is_numbered(match):
        return False
    if len(match.words("year")) > 1:
        return led or "thousand" not in match.word("year")
    _, last = context.words(match)
    plural = last < len(context.doc) and context.doc[last].tag_ == "NNS"
    if plural and (number % 50 == 0 or not led):
        return led and number % 100 != 0
    return led or number >= _OLD


def _is_numbered(match: Match) -> bool:
    """ "No. 1951", "Resolution 1973"."""
    before, first = match.lexeme(-1), match.lexeme(-2)
    if before is None:
        return False
    dotted = before.text == "." and first is not None and first.lower == "no"
    return dotted or "NUMBERED" in before.worth


def _in_a_sum(before: Lexeme | None) -> bool:
    """ "$1900", "12 2000"."""
    if before is None:
        return False
    return before.text in _MARKS_OF_MONEY or ("NUM" in before.worth and not {"YEAR", "DAYNUM"} & set(before.worth))


def _counts_after(after: Lexeme | None) -> bool:
    """ "2000 percent", "1990 miles"."""
    return after is not None and (after.text == "%" or bool({"COUNTED", "UNITS"} & set(after.worth)))


def juche(match: Match, _context: Discourse) -> Reading | None:
    """ "Juche 100 (2011)", "Juche 100"; always in digits, so that "Juche hundred" is none."""
    if match.has("count") and not match.words("count")[0].text.isdigit():
        return None
    number = match.number("year", "YEAR") or _JUCHE_ZERO + (match.number("count", "NUM") or 0)
    return values.year(number)


def decade(match: Match, _context: Discourse) -> Reading | None:
    """ "the 1990s", "the '80s", "the nineties"."""
    if match.has("word"):
        return values.decade(1900 + (match.number("word", "DECADE_WORD") or 0))
    digits = "".join(ch for ch in match.words("decade")[0].text if ch.isdigit())
    number = int(digits)
    if number < 100:
        marked = match.words("decade")[0].text[0] in "'’" or match.row[match.first].lower == "the"
        return values.decade(1900 + number if number > 10 else 2000 + number) if marked else None
    return values.decade(number)


def century(match: Match, _context: Discourse) -> Reading | None:
    """ "the 20th century" is 19 in TIMEX3."""
    number = match.number("nth", "ORDINAL") or 0
    return values.century((number - 1) * 100) if 2 <= number <= 30 else None


@lru_cache(maxsize=1)
def _holidays() -> dict[str, dict[str, Any]]:
    data: dict[str, dict[str, Any]] = load_yaml("dragoman.text.times", "holidays.yaml")
    return data


def holiday(match: Match, context: Discourse) -> Reading | None:
    """ "Easter weekend", "Bastille Day", "last Thanksgiving"."""
    name = match.word("day").replace("’", "'").replace(" 's", "'s").replace(" '", "'")
    entry = _holidays().get(name)
    after = match.lexeme(0)
    if entry is None or (name == "may day" and after is not None and after.text[0].isupper()):
        return None  # "May Day Stadium"
    chosen = spelled_year(match.words("year"))
    if context.published is None and chosen is None:
        return values.unknown("D", f"XXXX-{entry['fixed']}" if "fixed" in entry else None)
    if chosen is not None:
        first = _holiday(entry, chosen)
    else:
        here = context.published or dt.date.min
        options = [_holiday(entry, here.year + step) for step in (-1, 0, 1)]
        shift = match.number("rel", "REL")
        if match.has("which"):
            first = _holiday(entry, here.year + (match.number("which", "REL") or 0))
        elif shift:
            first = max(d for d in options if d < here) if shift < 0 else min(d for d in options if d > here)
        else:
            first = options[1] if match.word("rel") == "this" else context.best(match, options)
    span = entry.get("span", 1)
    if span == 1:
        return values.day(first)
    last = first + dt.timedelta(days=span - 1)
    if span == 7:
        return values.week(first + dt.timedelta(days=3))
    return values.spanning(first.isoformat(), "D", first, last)


def _holiday(entry: dict[str, Any], year_: int) -> dt.date:
    if "fixed" in entry:
        month_, day = (int(part) for part in str(entry["fixed"]).split("-"))
        return dt.date(year_, month_, day)
    if "easter" in entry:
        return easter(year_) + dt.timedelta(days=entry["easter"])
    if "election" in entry:  # the Tuesday after the first Monday of November
        return _nth_weekday(year_, 11, 0, 1) + dt.timedelta(days=1)
    return _nth_weekday(year_, *entry["nth"])


def _nth_weekday(year_: int, month_: int, weekday: int, nth: int) -> dt.date:
    if nth < 0:
        last = values.month(year_, month_).last or dt.date.min
        return last - dt.timedelta(days=(last.weekday() - weekday) % 7)
    first = dt.date(year_, month_, 1)
    return first + dt.timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year_: int) -> dt.date:
    """Easter Sunday of the Western churches, by the Gregorian computus (Meeus, Jones and Butcher)."""
    a, b, c = year_ % 19, year_ // 100, year_ % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month_, day = divmod(h + k - 7 * m + 114, 31)
    return dt.date(year_, month_, day + 1)


def quarter(match: Match, context: Discourse) -> Reading | None:
    """ "the third quarter", "third-quarter", "last year's fourth quarter"."""
    number = match.number("nth", "ORDINAL")
    if number is None or not 1 <= number <= 4:
        return None
    year_ = _year_of(match, context)
    if year_ is None:
        if context.published is None:
            return values.unknown("Q", f"XXXX-Q{number}")
        year_ = context.published.year
        begun = values.quarter(year_, number).first or dt.date.min
        if begun > context.published and context.tense(match) is Tense.PAST:
            year_ -= 1
        year_ -= match.has("ago")
    return values.quarter(year_, number)


def half(match: Match, context: Discourse) -> Reading | None:
    """ "the first half of the year", "the second half of June"."""
    number = match.number("nth", "FINAL") or match.number("nth", "ORDINAL") or 1
    if number not in {1, 2}:
        return None
    if match.has("inner"):
        return _half_of(context.read_part(match, "inner"), number)
    year_ = _year_of(match, context)
    if year_ is None and context.published is not None:
        year_ = context.published.year
    return values.half(year_, number) if year_ is not None else values.unknown("Y", f"XXXX-H{number}")


def _half_of(whole: Reading | None, number: int) -> Reading | None:
    if whole is None or whole.first is None or whole.last is None:
        return whole
    middle = whole.first + (whole.last - whole.first) // 2
    first, last = (whole.first, middle) if number == 1 else (middle + dt.timedelta(days=1), whole.last)
    cut = "Y" if whole.grain == "E" else "D"
    return values.spanning(whole.value, whole.grain, first, last, cut=cut)


def season(match: Match, context: Discourse) -> Reading | None:
    """ "last summer", "the winter of 1994", "this past spring": the last one ended, the next to begin."""
    name = str(match.worth("season", "SEASON"))
    if match.last - match.first == 1 and not _is_bare_summer(match, context):
        return None
    if match.has("year"):
        number = spelled_year(match.words("year"))
        return values.season(number, name) if number is not None else None
    after = match.lexeme(0)
    if name == "FA" and not match.has("rel") and after is not None and after.lower in {"of", "in"}:
        return None  # "the fall of the wall"
    if match.words("season")[0].text[0].isupper() and after is not None and after.text[0].isupper():
        return None  # "the Winter Olympics"
    if context.published is None:
        return values.unknown(name)
    return _season_by_tense(match, context, name, context.published)


def _is_bare_summer(match: Match, context: Discourse) -> bool:
    """ "in summer", but not "a summer camp" and no bare "fall" or "spring"."""
    first, last = context.words(match)
    follows = context.doc[last].pos_ if last < len(context.doc) else ""
    return match.text == "summer" and context.doc[first].pos_ == "NOUN" and follows not in {"NOUN", "PROPN"}


def _season_by_tense(match: Match, context: Discourse, name: str, here: dt.date) -> Reading:
    options = [values.season(here.year + step, name) for step in (-2, -1, 0, 1)]
    rel = -1 if "this past" in match.text else match.number("rel", "REL")
    if rel is None:
        best = context.best(match, [option.first for option in options if option.first], "M")
        return values.season(best.year, name)
    if rel < 0:
        return [option for option in options if option.last and option.last < here][-1]
    if rel > 0:
        return next(option for option in options if option.first and option.first > here)
    return values.season(here.year, name)
