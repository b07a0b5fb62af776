"""Rules of matching that real texts taught: years that date nothing, clocks, letters, offices without a name."""

from dataclasses import replace

from making import RABAT, Told, member, report

from dragoman.model import Actor, ActorType, Participant, Report, Role
from dragoman.record.matching import Fact, fact_of, facts_of, likeness

BOTH = ("Ortega, ESP", "Alaoui, MAR")
LETTER = ("Ortega, ESP, sender", "Alaoui, MAR, recipient")
WASHINGTON, MOSCOW = -77.0, 37.6


def fact(found: Report, published: str, longitude: float | None = None) -> Fact:
    return fact_of(member(found, Told(published=published, longitude=longitude)))


def test_a_year_dates_no_call_and_does_not_hold_calls_of_that_year_together() -> None:
    vague = report("call", *BOTH, on="2018")
    may = report("call", *BOTH, on="2018-05-04")
    assert likeness(fact(vague, "2018-11-20"), fact(may, "2018-05-04")) is None
    assert likeness(fact(may, "2018-05-04"), fact(vague, "2018-11-20")) is None


def test_a_vague_report_is_news_of_the_call_of_the_days_before() -> None:
    since = report("call", *BOTH, on="2018/..")
    assert likeness(fact(since, "2018-05-06"), fact(report("call", *BOTH, on="2018-05-04"), "2018-05-04")) is not None


def test_an_exact_day_of_an_event_goes_before_its_months() -> None:
    members = [member(report("call", *BOTH, on=on), Told(published="2018-05-20")) for on in ("2018-05-04", "2018-05")]
    event = facts_of(members, happened=True, called_off=False)
    assert likeness(fact(report("call", *BOTH, on="2018-05-18"), "2018-05-18"), event) is None
    assert likeness(fact(report("call", *BOTH, on="2018-05-04"), "2018-05-18"), event) is not None


def test_clocks_explain_no_difference_from_a_day_told_by_the_same_clock() -> None:
    here = member(report("call", *BOTH, on="2018-05-04"), Told(published="2018-05-04", longitude=WASHINGTON))
    there = member(report("call", *BOTH, on="2018-05-04"), Told(published="2018-05-04", longitude=MOSCOW))
    next_day = fact(report("call", *BOTH, on="2018-05-05"), "2018-05-05", MOSCOW)
    assert likeness(next_day, facts_of([here], happened=True, called_off=False)) is not None
    assert likeness(next_day, facts_of([here, there], happened=True, called_off=False)) is None


def test_clocks_do_not_help_where_one_side_is_not_named() -> None:
    named = fact(report("call", *BOTH, on="2018-05-04"), "2018-05-04", WASHINGTON)
    assert likeness(fact(report("call", "Ortega, ESP", "MAR", on="2018-05-05"), "2018-05-05", MOSCOW), named) is None


def test_letters_that_one_clock_dates_apart_are_two() -> None:
    first = fact(report("message", *LETTER, on="2018-05-04"), "2018-05-04", MOSCOW)
    assert likeness(fact(report("message", *LETTER, on="2018-05-05"), "2018-05-05", MOSCOW), first) is None
    assert likeness(fact(report("message", *LETTER, on="2018-05-05"), "2018-05-05", WASHINGTON), first) is not None


def test_a_call_from_an_hour_on_was_on_that_day() -> None:
    open_end = fact(report("call", *BOTH, on="2018-05-20/.."), "2018-05-20", MOSCOW)
    assert likeness(fact(report("call", *BOTH, on="2018-05-19"), "2018-05-20", WASHINGTON), open_end) is not None


def test_a_plan_is_held_on_its_exact_day_though_it_was_first_told_by_the_month() -> None:
    plans = [
        member(
            report("visit", "Ortega, ESP, visitor", "MAR, host", on=on, at=RABAT, status="planned"), Told(published=day)
        )
        for on, day in (("2018-04/2018-05", "2018-04-20"), ("2018-05-22", "2018-05-11"))
    ]
    event = facts_of(plans, happened=False, called_off=False)
    received = report("visit", "Ortega, ESP, visitor", "Alaoui, MAR, host", at=RABAT)
    assert likeness(fact(received, "2018-05-22"), event) is not None


def test_an_office_without_a_name_is_whoever_another_source_names() -> None:
    office = report("call", "Ortega, ESP", "President of Morocco, MAR", on="2018-05-04")
    named = report("call", *BOTH, on="2018-05-04")
    assert likeness(fact(office, "2018-05-04"), fact(named, "2018-05-04")) is not None
    other = report("call", "Ortega, ESP", "Benani, MAR", on="2018-05-04")
    assert likeness(fact(other, "2018-05-04"), fact(named, "2018-05-04")) is None


def test_a_call_since_the_beginning_of_the_year_is_the_latest_one() -> None:
    second = fact(report("call", *BOTH, on="2018/.."), "2018-01-28")
    assert likeness(second, fact(report("call", *BOTH, on="2018-01-27"), "2018-01-27")) is not None
    assert likeness(second, fact(report("call", *BOTH, on="2018-01-03"), "2018-01-03")) is None


def test_a_dated_call_is_rather_the_one_that_was_news_that_day_than_an_old_plan() -> None:
    held = fact(report("call", *BOTH, on="2018-05-04"), "2018-05-04")
    news = likeness(held, fact(report("call", *BOTH), "2018-05-05"))
    plan = likeness(held, fact(report("call", *BOTH, status="planned"), "2018-03-01"))
    assert news is not None and plan is not None and news > plan


def test_saturday_night_and_sunday_morning_are_one_call_by_clocks_that_are_not_known() -> None:
    night = fact(report("call", *BOTH, on="2018-05-19", evidence="They spoke on Saturday night."), "2018-05-20")
    morning = fact(report("call", *BOTH, on="2018-05-20", evidence="They spoke from 11:30 a.m."), "2018-05-20")
    noon = fact(report("call", *BOTH, on="2018-05-20", evidence="They spoke at noon."), "2018-05-20")
    assert likeness(night, morning) is not None
    assert likeness(night, noon) is None


def test_the_agreement_of_two_states_is_that_of_their_leaders_on_that_day() -> None:
    leaders = fact(report("agreement", *BOTH, on="2018-04-27"), "2018-04-27")
    assert likeness(fact(report("agreement", "ESP", "MAR", on="2018-04-27"), "2018-05-16"), leaders) is not None
    assert likeness(fact(report("agreement", "ESP", "MAR", on="2018-04-28"), "2018-05-16"), leaders) is None


def test_a_plan_that_is_told_on_its_eve_is_not_put_off_for_weeks() -> None:
    def plan(told: str) -> Fact:
        return fact(report("meeting", *BOTH, on="2018-03-13", at=RABAT, status="planned"), told)

    held = fact(report("meeting", *BOTH, on="2018-04-29", at=RABAT), "2018-04-30")
    assert likeness(held, plan("2018-02-20")) is not None
    assert likeness(held, plan("2018-03-13")) is None


def test_two_cancellations_of_different_days_are_two() -> None:
    ninth, tenth = (
        fact(report("meeting", *BOTH, on=day, status="off"), "2018-02-21") for day in ("2018-02-09", "2018-02-10")
    )
    assert likeness(ninth, tenth) is None


def test_a_talk_with_a_parliament_is_not_the_presidents() -> None:
    day = "2018-03-05"
    found = report("call", "Ortega, ESP", "MAR", on=day)
    parliament = Participant(Actor("Parliament of Morocco", ActorType.BODY, "MAR"), Role.PARTY)
    talk = replace(found, participants=(found.participants[0], parliament))
    assert likeness(fact(talk, day), fact(report("call", *BOTH, on=day), day)) is None
    assert likeness(fact(found, day), fact(report("call", *BOTH, on=day), day)) is not None
