"""An event as its reports tell it: status, participants, confidence, independent sources, corrections."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from making import MADRID, RABAT, Told, member, report

from dragoman.model import EventStatus, Kind, Report, Status, TimeSpan
from dragoman.record.member import Member
from dragoman.record.record import status_on
from dragoman.record.view import Corrections, View, view_of

BOTH = ("Ortega, ESP", "Alaoui, MAR")
DAY = dt.date(2018, 6, 12)
HELD = report("meeting", *BOTH, on="2018-06-12", at=RABAT)


def told(
    article: str,
    found: Report = HELD,
    *,
    outlet: str | None = None,
    voice: str | None = None,
    copy_of: str | None = None,
) -> Member:
    """A report of an outlet of its own, a day later for each article in the alphabet."""
    published = f"2018-06-{ord(article[0]) - ord('a') + 13}"
    return member(found, Told(published, article, outlet or article, voice=voice, copy_of=copy_of))


def rejected(article: str, found: Report = HELD) -> Member:
    return member(found, Told("2018-06-13", article, article, rejected=True))


# Status


@pytest.mark.parametrize("status", [Status.PLANNED, Status.POSSIBLE])
def test_a_plan_whose_day_has_passed_is_unconfirmed(status: Status) -> None:
    assert status_on(status, DAY.toordinal(), DAY).value == status.value
    assert status_on(status, DAY.toordinal(), DAY + dt.timedelta(1)) is EventStatus.UNCONFIRMED
    assert status_on(status, None, DAY).value == status.value


@pytest.mark.parametrize("status", [Status.HAPPENED, Status.OFF])
def test_what_happened_or_was_called_off_stays_so(status: Status) -> None:
    assert status_on(status, DAY.toordinal(), DAY + dt.timedelta(999)).value == status.value


# Voices


def test_each_outlet_counts_once() -> None:
    members = [told("a"), told("b"), told("c", outlet="b")]
    assert view_of(members).independent_sources == 2
    assert [source.article for source in view_of(members).sources] == ["a", "b", "c"]


def test_an_agencys_stories_count_once() -> None:
    assert view_of([told("a", voice="agency:nca"), told("b", voice="agency:nca"), told("c")]).independent_sources == 2


def test_copies_count_once_with_their_original_or_without() -> None:
    original = told("a", voice="outlet:a")
    copies = [told(letter, voice="outlet:a", copy_of="a") for letter in "bc"]
    assert view_of([original, *copies]).independent_sources == 1
    assert view_of(copies).independent_sources == 1
    assert view_of([told("d"), *copies]).independent_sources == 2
    assert len(view_of([told("d"), *copies]).sources) == 3


def test_what_a_copy_says_otherwise_is_no_account_of_its_own() -> None:
    trimmed = report("meeting", *BOTH, on="2018-06-13", at=MADRID)
    view = view_of([told("a"), told("b", trimmed, voice="outlet:a", copy_of="a")])
    assert view.disagreements == ()
    assert len(view.life) == 1


def test_of_a_copied_story_the_first_that_came_out_speaks() -> None:
    late_original, early_copy = told("c", voice="outlet:c"), told("b", voice="outlet:c", copy_of="c")
    assert [change.article for change in view_of([late_original, early_copy]).life] == ["b"]


def test_a_later_story_of_the_same_agency_is_no_copy() -> None:
    plan = report("meeting", *BOTH, on="2018-06-12", at=RABAT, status="planned")
    view = view_of([told("a", plan, voice="agency:nca"), told("b", voice="agency:nca")])
    assert [change.after for change in view.life] == ["planned", "happened"]


# Confidence


def test_confidence_grows_with_each_voice_and_is_never_certain() -> None:
    levels = [view_of([told(letter) for letter in "abcdef"[:n]]).confidence for n in range(1, 7)]
    assert all(one < other for one, other in itertools.pairwise(levels))
    assert levels[0] == HELD.confidence
    assert levels[-1] < 1


def test_copies_and_further_stories_of_one_voice_add_no_confidence() -> None:
    alone = view_of([told("a")]).confidence
    assert view_of([told("a"), told("b", outlet="a")]).confidence == alone
    assert view_of([told("a", voice="v"), told("b", voice="v", copy_of="a")]).confidence == alone


def test_a_report_without_any_confidence_makes_no_sure_event() -> None:
    assert view_of([told("a", report("meeting", *BOTH, confidence=0.0))]).confidence <= 0.01


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_confidence_is_between_nothing_and_certainty(levels: list[float]) -> None:
    members = [
        member(report("meeting", *BOTH, confidence=level), Told(article=str(n), outlet=str(n)))
        for n, level in enumerate(levels)
    ]
    assert 0 <= view_of(members).confidence <= 1


# Participants


def names(view: View) -> list[tuple[str, str]]:
    return [(party.id, str(party.role)) for party in view.participants]


def test_people_stand_for_their_states_whoever_names_them() -> None:
    states = report("meeting", "ESP", "MAR", on="2018-06-12", at=RABAT)
    expected = [("ESP/ortega", "party"), ("MAR/alaoui", "party")]
    assert names(view_of([told("a", states), told("b")])) == expected
    assert names(view_of([told("a"), told("b", states)])) == expected
    assert names(view_of([told("a", states)])) == [("ESP", "party"), ("MAR", "party")]


def test_a_person_named_in_the_plan_is_kept_where_the_outcome_names_only_the_state() -> None:
    plan = report("meeting", *BOTH, on="2018-06-12", status="planned")
    states = report("meeting", "ESP", "MAR", on="2018-06-12")
    assert names(view_of([told("a", plan), told("b", states)])) == [("ESP/ortega", "party"), ("MAR/alaoui", "party")]


def test_who_was_to_come_and_sent_another_did_not_take_part() -> None:
    plan = report("meeting", "Vidal, ESP", "Alaoui, MAR", on="2018-06-12", status="planned")
    assert names(view_of([told("a", plan), told("b")])) == [("ESP/ortega", "party"), ("MAR/alaoui", "party")]


def test_the_visitor_stands_before_his_host() -> None:
    visit = report("visit", "Alaoui, MAR, host", "Ortega, ESP, visitor")
    assert names(view_of([told("a", visit)])) == [("ESP/ortega", "visitor"), ("MAR/alaoui", "host")]


# Rejected reports and corrections


def test_a_rejected_report_is_shown_and_counts_for_nothing() -> None:
    wrong = rejected("b", report("meeting", *BOTH, on="2018-06-13", at=MADRID))
    view, alone = view_of([told("a"), wrong]), view_of([told("a")])
    assert [(source.article, source.rejected) for source in view.sources] == [("a", False), ("b", True)]
    shown = ("status", "when", "place", "life", "disagreements", "independent_sources", "confidence", "participants")
    assert [getattr(view, name) for name in shown] == [getattr(alone, name) for name in shown]
    assert not view.rejected


def test_an_event_all_of_whose_reports_are_rejected_is_rejected() -> None:
    view = view_of([rejected("a"), rejected("b")])
    assert view.rejected
    assert view.independent_sources == 0
    assert len(view.sources) == 2


def test_what_people_set_goes_before_what_sources_say() -> None:
    when = TimeSpan("2018-06-15", "2018-06-15")
    fixed = Corrections(Kind.VISIT, Status.OFF, when, MADRID, fields=("date", "kind", "place", "status"))
    view = view_of([told("a"), told("b")], fixed)
    assert (view.kind, view.status, view.when, view.place) == (Kind.VISIT, Status.OFF, when, MADRID)
    assert view.corrected == fixed.fields
    assert [source.when for source in view.sources] == [HELD.when] * 2


@given(
    st.permutations(
        [told("a"), told("b", outlet="a"), told("c"), rejected("d"), told("e", copy_of="a", voice="outlet:a")]
    )
)
def test_reports_make_the_same_event_in_any_order(members: list[Member]) -> None:
    assert view_of(members) == view_of(sorted(members, key=lambda one: one.order))
