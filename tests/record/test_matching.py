"""Which reports tell of one contact: one case for each rule, by what reports say and nothing else."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_facts import facts, pairs
from making import GETAFE, MADRID, RABAT, SEVILLE, SPAIN, Told, member, report

from dragoman.model import Kind, Place, Report
from dragoman.record.matching import Fact, fact_of, facts_of, likeness, packed, resemblance, unpacked
from dragoman.record.member import Member

BOTH = ("Ortega, ESP", "Alaoui, MAR")
VISIT = ("Ortega, ESP, visitor", "Alaoui, MAR, host")
DAY = "2018-06-12"
# Where clocks are: degrees east.
WASHINGTON, MADRID_CLOCK, MOSCOW = -77.0, -3.7, 37.6


def fact(found: Report, published: str | None = "2018-06-13", longitude: float | None = None) -> Fact:
    return fact_of(member(found, Told(published=published, longitude=longitude)))


def score(one: Fact, other: Fact) -> float | None:
    """How well two reports fit, whichever of them came first."""
    there, back = likeness(one, other), likeness(other, one)
    assert (there is None) == (back is None)
    return there


def are_one(one: Report, other: Report, *published: str) -> bool:
    days = published or ("2018-06-13", "2018-06-13")
    return score(fact(one, days[0]), fact(other, days[1])) is not None


# Kinds


def test_a_call_that_the_other_side_calls_a_meeting_is_one() -> None:
    call = report("call", *BOTH, on=DAY)
    assert are_one(call, report("meeting", *BOTH, on=DAY, evidence="They held talks."))


def test_a_video_conference_is_a_call_wherever_one_of_them_sat() -> None:
    call = report("call", *BOTH, on=DAY)
    assert are_one(call, report("meeting", *BOTH, on=DAY, at=MADRID, evidence="They met by video conference."))
    assert not are_one(call, report("meeting", *BOTH, on=DAY, at=MADRID, evidence="They met over lunch."))


@pytest.mark.parametrize("kind", [kind.value for kind in Kind if kind not in (Kind.MEETING, Kind.CALL)])
def test_other_kinds_are_never_mixed_up(kind: str) -> None:
    assert not are_one(report("meeting", *BOTH, on=DAY), report(kind, *BOTH, on=DAY))
    assert not are_one(report("call", *BOTH, on=DAY), report(kind, *BOTH, on=DAY))


# Sides


def test_one_source_names_the_people_the_other_only_the_states() -> None:
    named = report("meeting", *BOTH, on=DAY, at=RABAT)
    assert are_one(named, report("meeting", "ESP", "MAR", on=DAY, at=RABAT))
    assert are_one(named, report("meeting", "Ortega, ESP", "MAR", on=DAY, at=RABAT))
    assert not are_one(named, report("meeting", "ESP", "MAR", on="2018-06-13", at=RABAT))
    assert not are_one(named, report("meeting", "ESP", "MAR", at=RABAT))


def test_the_more_people_are_known_to_be_the_same_the_better_it_fits() -> None:
    event = fact(report("meeting", *BOTH, on=DAY, at=RABAT))
    both, one, none = (
        score(fact(report("meeting", *parties, on=DAY, at=RABAT)), event)
        for parties in (BOTH, ("Ortega, ESP", "MAR"), ("ESP", "MAR"))
    )
    assert both is not None
    assert one is not None
    assert none is not None
    assert both > one > none


def test_others_of_the_same_states_have_a_meeting_of_their_own() -> None:
    presidents = report("meeting", *BOTH, on=DAY, at=RABAT)
    assert not are_one(presidents, report("meeting", "Vidal, ESP", "Berrada, MAR", on=DAY, at=RABAT))
    assert not are_one(presidents, report("meeting", "Ortega, ESP", "Berrada, MAR", on=DAY, at=RABAT))


def test_a_meeting_of_three_is_not_one_between_two_of_them() -> None:
    three = report("meeting", *BOTH, "Costa, PRT", on=DAY)
    assert not are_one(report("meeting", *BOTH, on=DAY), three)
    assert are_one(report("meeting", "Costa, PRT", *BOTH, on=DAY), three)


def test_with_somebody_else_is_another_meeting_wherever_it_is() -> None:
    assert not are_one(
        report("meeting", "Alaoui, MAR", "ESP", on=DAY, at=MADRID),
        report("meeting", "Alaoui, MAR", "IGO", on=DAY, at=MADRID),
    )
    assert not are_one(report("meeting", *BOTH, on=DAY, at=RABAT), report("meeting", "Ortega, ESP", on=DAY, at=RABAT))


def test_the_state_where_they_meet_may_be_left_out() -> None:
    two = report("meeting", "Ortega, ESP", "Costa, PRT", on=DAY, at=RABAT)
    assert are_one(two, report("meeting", "Ortega, ESP", "Costa, PRT", "MAR", on=DAY, at=RABAT))


def test_a_visit_from_here_is_not_one_from_there() -> None:
    there = report("visit", "Ortega, ESP, visitor", "Alaoui, MAR, host", on=DAY)
    back = report("visit", "Alaoui, MAR, visitor", "Ortega, ESP, host", on=DAY)
    assert are_one(there, there)
    assert not are_one(there, back)


def test_a_letter_is_not_its_answer() -> None:
    letter = report("message", "Ortega, ESP, sender", "Alaoui, MAR, recipient", on=DAY)
    answer = report("message", "Alaoui, MAR, sender", "Ortega, ESP, recipient", on=DAY)
    assert are_one(letter, letter)
    assert not are_one(letter, answer)


def test_a_visitor_may_be_told_of_without_his_host() -> None:
    assert are_one(report("visit", *VISIT, on=DAY, at=RABAT), report("visit", "Ortega, ESP, visitor", on=DAY, at=RABAT))


def test_states_sign_several_agreements_on_one_day() -> None:
    states = report("agreement", "ESP", "MAR", on=DAY, at=RABAT)
    assert not are_one(states, states)
    assert are_one(report("agreement", *BOTH, on=DAY, at=RABAT), report("agreement", *BOTH, on=DAY, at=RABAT))


# Days of what happened


def test_late_in_the_west_is_the_next_day_in_the_east() -> None:
    west = fact(report("call", *BOTH, on="2016-12-30"), "2016-12-30", WASHINGTON)
    east = fact(report("call", *BOTH, on="2016-12-31"), "2016-12-31", MOSCOW)
    assert score(west, east) is not None


@pytest.mark.parametrize(
    ("first", "second", "first_clock", "second_clock"),
    [
        pytest.param("2016-12-30", "2016-12-31", MOSCOW, WASHINGTON, id="the later day in the west"),
        pytest.param("2016-12-30", "2016-12-31", MADRID_CLOCK, MADRID_CLOCK, id="by the same clock"),
        pytest.param("2016-12-30", "2016-12-31", None, MOSCOW, id="clock unknown"),
        pytest.param("2016-12-30", "2017-01-01", WASHINGTON, MOSCOW, id="two days"),
    ],
)
def test_otherwise_the_next_day_is_another_call(
    first: str, second: str, first_clock: float | None, second_clock: float | None
) -> None:
    one = fact(report("call", *BOTH, on=first), first, first_clock)
    other = fact(report("call", *BOTH, on=second), second, second_clock)
    assert score(one, other) is None


def test_no_clocks_explain_a_day_that_the_same_clock_contradicts() -> None:
    def call(day: str, clock: float, page: str) -> Member:
        return member(report("call", *BOTH, on=day), Told(day, page, longitude=clock))

    event = facts_of([call("2016-12-31", MOSCOW, "a"), call("2016-12-31", WASHINGTON, "b")], True, False)
    assert score(fact_of(call("2016-12-30", WASHINGTON, "c")), event) is None


def test_a_visit_is_told_day_by_day() -> None:
    def visit(day: str) -> Report:
        return report("visit", *VISIT, on=day, at=RABAT)

    assert are_one(visit("2018-06-12"), visit("2018-06-13"))
    assert not are_one(visit("2018-06-12"), visit("2018-06-14"))
    assert are_one(visit("2018-06-12/2018-06-14"), visit("2018-06-13"))


@pytest.mark.parametrize("kind", ["meeting", "call", "agreement"])
@pytest.mark.parametrize("later", ["2018-06-13", "2018-06-17"])
def test_two_contacts_within_a_week_are_two(kind: str, later: str) -> None:
    assert not are_one(report(kind, *BOTH, on=DAY), report(kind, *BOTH, on=later))


def test_a_month_may_be_that_of_the_day() -> None:
    assert are_one(report("meeting", *BOTH, on=DAY, at=RABAT), report("meeting", *BOTH, on="2018-06", at=RABAT))
    assert not are_one(report("meeting", *BOTH, on=DAY, at=RABAT), report("meeting", *BOTH, on="2018-07", at=RABAT))


def test_by_may_and_since_march_end_where_the_article_comes_out() -> None:
    held = report("meeting", *BOTH, on=DAY, at=RABAT)
    assert are_one(held, report("meeting", *BOTH, on="2018-06-11/..", at=RABAT), "2018-06-13", "2018-06-14")
    assert not are_one(held, report("meeting", *BOTH, on="2017-06-11/..", at=RABAT), "2018-06-13", "2017-07-01")
    by_june = report("meeting", *BOTH, on="../2018-06", at=RABAT, status="planned")
    assert are_one(held, by_june, "2018-06-13", "2018-05-13")
    assert not are_one(report("meeting", *BOTH, on="2018-01-12", at=RABAT), by_june, "2018-01-13", "2018-05-13")


def test_an_undated_report_is_of_the_contact_of_the_days_before() -> None:
    dated, undated = report("meeting", *BOTH, on=DAY), report("meeting", *BOTH)
    assert are_one(dated, undated, "2018-06-13", "2018-06-20")
    assert not are_one(dated, undated, "2018-06-13", "2018-07-20")
    assert not are_one(dated, undated, "2018-06-13", "2018-06-10")


def test_of_two_contacts_the_undated_report_fits_the_latest_best() -> None:
    undated = fact(report("call", *BOTH), "2018-06-16")
    latest = likeness(undated, fact(report("call", *BOTH, on="2018-06-15")))
    before = likeness(undated, fact(report("call", *BOTH, on="2018-06-09")))
    assert latest is not None
    assert before is not None
    assert latest > before


def test_background_without_a_date_is_known_by_its_place() -> None:
    dated, undated = report("meeting", *BOTH, on=DAY, at=RABAT), report("meeting", *BOTH, at=RABAT)
    assert are_one(dated, undated, "2018-06-13", "2018-12-01")
    assert not are_one(dated, report("meeting", *BOTH, at=SPAIN), "2018-06-13", "2018-12-01")
    assert not are_one(dated, undated, "2018-06-13", "2020-06-01")


def test_without_any_time_only_what_has_none_either_is_the_same() -> None:
    timeless = fact(report("meeting", *BOTH, at=RABAT), None)
    assert score(timeless, timeless) is not None
    assert score(timeless, fact(report("meeting", *BOTH, on=DAY, at=RABAT))) is None


# Places


def test_on_one_day_in_two_cities_one_source_has_it_wrong() -> None:
    rabat = report("meeting", *BOTH, on=DAY, at=RABAT)
    assert are_one(rabat, report("meeting", *BOTH, on=DAY, at=MADRID))
    assert not are_one(rabat, report("meeting", *BOTH, on="2018-06", at=MADRID))
    assert not are_one(rabat, report("meeting", "Ortega, ESP", "MAR", on=DAY, at=MADRID))


def test_a_suburb_is_the_city_and_a_state_any_city_of_it() -> None:
    madrid = report("meeting", "Ortega, ESP", "MAR", on=DAY, at=MADRID)
    assert are_one(madrid, report("meeting", "Ortega, ESP", "MAR", on=DAY, at=GETAFE))
    assert are_one(madrid, report("meeting", "Ortega, ESP", "MAR", on=DAY, at=SPAIN))
    assert not are_one(madrid, report("meeting", "Ortega, ESP", "MAR", on=DAY, at=SEVILLE))


def test_a_visit_goes_through_several_cities_of_a_state() -> None:
    visit = report("visit", "Alaoui, MAR, visitor", "ESP, host", on=DAY, at=MADRID)
    assert are_one(visit, replace(visit, place=SEVILLE))
    assert not are_one(visit, replace(visit, place=RABAT))


def test_the_same_place_fits_better_than_an_unknown_one() -> None:
    event = fact(report("meeting", *BOTH, on=DAY, at=MADRID))
    there, nowhere = (score(fact(report("meeting", *BOTH, on=DAY, at=at)), event) for at in (MADRID, None))
    assert there is not None
    assert nowhere is not None
    assert there > nowhere


# Plans


def planned(on: str | None, at: Place | None = None, *parties: str, status: str = "planned") -> Report:
    return report("meeting", *(parties or BOTH), on=on, at=at, status=status)


def test_a_plan_is_moved_by_days() -> None:
    assert are_one(planned("2018-05-16"), planned("2018-05-23"))
    assert are_one(planned("2018-05-16", MADRID), planned("2018-05-23", RABAT))
    assert not are_one(planned("2018-05-16"), planned("2018-05-23", None, "Ortega, ESP", "MAR"))
    assert not are_one(planned("2018-05-16"), planned("2018-05-23", None, "Ortega, ESP", "Berrada, MAR"))


def test_a_plan_is_postponed_at_the_same_place() -> None:
    assert are_one(planned("2018-05-16", RABAT), planned("2018-06-27", RABAT))
    assert not are_one(planned("2018-05-16", RABAT), planned("2018-06-27", MADRID))
    assert not are_one(planned("2018-05-16", RABAT), planned("2018-08-27", RABAT))


def test_a_plan_without_a_day_is_the_one_that_others_tell_of() -> None:
    assert are_one(planned(None), planned("2018-07-02"), "2018-05-01", "2018-06-01")
    assert not are_one(planned(None), planned("2018-11-02"), "2018-05-01", "2018-10-01")
    assert not are_one(planned(None), planned("2019-06-02"), "2018-05-01", "2018-05-01")


def test_a_plan_that_is_called_off_is_that_plan() -> None:
    assert are_one(planned("2018-05-16", RABAT), planned("2018-05-16", RABAT, status="off"))
    assert are_one(planned("2018-05-16", RABAT), planned(None, RABAT, status="off"))


def test_what_was_planned_is_held() -> None:
    plan = planned("2018-06-12", RABAT)
    assert are_one(plan, report("meeting", *BOTH, on="2018-06-12", at=RABAT), "2018-06-01", "2018-06-13")
    assert are_one(plan, report("meeting", *BOTH, on="2018-06-15", at=RABAT), "2018-06-01", "2018-06-16")
    assert are_one(plan, report("meeting", *BOTH, at=RABAT), "2018-06-01", "2018-06-13")


def test_what_is_held_long_after_the_day_and_elsewhere_is_something_else() -> None:
    plan = planned("2018-06-12", RABAT)
    assert not are_one(plan, report("meeting", *BOTH, on="2018-07-02", at=MADRID), "2018-06-01", "2018-07-03")


def test_a_plan_that_is_told_after_they_met_is_for_their_next_meeting() -> None:
    held = report("meeting", *BOTH, on="2018-06-12", at=RABAT)
    assert not are_one(held, planned("2018-06-18", RABAT), "2018-06-13", "2018-06-13")
    assert not are_one(held, planned(None), "2018-06-13", "2018-06-14")


def test_what_is_over_is_not_called_off() -> None:
    held = report("meeting", *BOTH, on="2018-06-12", at=RABAT)
    assert not are_one(held, planned("2018-06-15", RABAT, status="off"), "2018-06-13", "2018-06-01")
    assert not are_one(held, planned(None, RABAT, status="off"), "2018-06-13", "2018-06-10")
    # Of the very day it is a denial, which is another account of the same meeting.
    assert are_one(held, planned("2018-06-12", RABAT, status="off"), "2018-06-13", "2018-06-14")


# An event of several reports


def test_an_event_that_happened_is_dated_and_placed_by_those_who_say_so() -> None:
    members = [
        member(planned("2018-05-16", MADRID), Told(published="2018-05-01", article="a")),
        member(report("meeting", *BOTH, on="2018-05-23", at=RABAT), Told(published="2018-05-24", article="b")),
    ]
    held, planned_ = facts_of(members, True, False), facts_of(members, False, False)
    assert held.places == (RABAT,)
    assert planned_.places == (MADRID, RABAT)
    assert (len(held.windows), len(planned_.windows)) == (1, 2)
    assert held.sides.keys() == {"ESP", "MAR"}
    assert held.told is not None
    assert held.told[1] - held.told[0] == 23


def test_who_is_named_by_any_of_its_reports_is_known_of_an_event() -> None:
    states = member(report("meeting", "ESP", "MAR", on=DAY))
    people = member(report("meeting", *BOTH, on=DAY))
    assert facts_of([states, people], True, False).sides == facts_of([people], True, False).sides


# A newer version of a page


def test_a_newer_version_may_change_day_and_place() -> None:
    old = fact(planned("2018-05-16", MADRID))
    same, moved = resemblance(old, old), resemblance(fact(planned("2018-09-23", RABAT)), old)
    assert same is not None
    assert moved is not None
    assert same > moved


def test_a_newer_version_about_others_or_of_another_kind_is_about_another_contact() -> None:
    old = fact(planned("2018-05-16", MADRID))
    assert resemblance(fact(planned("2018-05-16", MADRID, "Ortega, ESP", "Berrada, MAR")), old) is None
    assert resemblance(fact(report("call", *BOTH, on="2018-05-16")), old) is None


# Any facts at all


@given(facts())
def test_a_fact_is_kept_as_json(one: Fact) -> None:
    assert unpacked(json.loads(json.dumps(packed(one)))) == one


@given(pairs())
def test_it_does_not_matter_which_of_two_came_first(pair: tuple[Fact, Fact]) -> None:
    score(*pair)


@given(facts(), st.sampled_from(["JPN", "KEN"]))
def test_contacts_without_a_common_side_are_never_one(one: Fact, side: str) -> None:
    other = replace(one, sides={side: frozenset({1})}, front=frozenset(), back=frozenset({side}))
    assert score(one, other) is None
