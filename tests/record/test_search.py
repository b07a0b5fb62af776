"""The look-up by index finds every event that a report would merge with, and not the whole record."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from made_facts import pairs
from making import MADRID, RABAT, Told, member, report

from dragoman.model import Report
from dragoman.record.matching import Fact, fact_of, likeness
from dragoman.record.search import LONG, SHORT, keys_of, span_of

BOTH = ("Ortega, ESP", "Alaoui, MAR")
HELD = report("meeting", *BOTH, on="2018-06-12", at=RABAT)


def fact(found: Report, published: str | None = "2018-06-13") -> Fact:
    return fact_of(member(found, Told(published=published)))


def finds(looking: Fact, event: Fact) -> bool:
    """As `merging` asks its index: events that are spread over long are looked for by themselves."""
    first, last = span_of(looking)
    begins, ends = span_of(event)
    reach = LONG if ends - begins > SHORT else SHORT
    return bool(set(keys_of(looking)) & set(keys_of(event))) and first - reach <= begins <= last and ends >= first


@settings(suppress_health_check=[HealthCheck.filter_too_much, HealthCheck.too_slow], deadline=None)
@given(pairs())
def test_what_would_merge_is_found(pair: tuple[Fact, Fact]) -> None:
    assume(likeness(*pair) is not None)
    assert finds(*pair)


@pytest.mark.parametrize(
    ("found", "published"),
    [
        pytest.param(HELD, "2018-06-13", id="the same"),
        pytest.param(report("call", *BOTH, on="2018-06-12"), "2018-06-13", id="a call"),
        pytest.param(report("meeting", *BOTH, at=RABAT), "2019-06-13", id="background a year later"),
        pytest.param(report("meeting", *BOTH, on="2018-06-20", status="planned"), "2018-05-13", id="its plan"),
        pytest.param(report("meeting", *BOTH, status="planned"), "2018-03-13", id="its plan without a day"),
        pytest.param(report("meeting", *BOTH, on="2018-06", at=RABAT), "2018-07-13", id="the month"),
        pytest.param(report("meeting", *BOTH, on="2018-06-11/..", at=RABAT), "2018-06-14", id="since the day before"),
    ],
)
def test_reports_of_a_meeting_are_found_from_both_ends(found: Report, published: str) -> None:
    assert finds(fact(found, published), fact(HELD))
    assert finds(fact(HELD), fact(found, published))


@pytest.mark.parametrize(
    ("found", "published"),
    [
        pytest.param(report("meeting", *BOTH, on="2018-09-12", at=RABAT), "2018-09-13", id="months later"),
        pytest.param(report("meeting", "Ortega, ESP", "Costa, PRT", on="2018-06-12"), "2018-06-13", id="with another"),
        pytest.param(report("agreement", *BOTH, on="2018-06-12", at=RABAT), "2018-06-13", id="of another kind"),
        pytest.param(report("meeting", *BOTH, status="planned"), "2018-09-13", id="a later plan"),
    ],
)
def test_others_are_not_looked_at(found: Report, published: str) -> None:
    assert not finds(fact(found, published), fact(HELD))


def test_a_visitor_is_found_without_his_host_and_a_meeting_by_two_of_three_sides() -> None:
    visit = fact(report("visit", "Ortega, ESP, visitor", "MAR, host"))
    assert set(keys_of(visit)) & set(keys_of(fact(report("visit", "Ortega, ESP, visitor"))))
    three, two = report("meeting", "ESP", "MAR", "PRT"), report("meeting", "PRT", "MAR", at=MADRID)
    assert set(keys_of(fact(three))) & set(keys_of(fact(two)))


def test_an_event_has_few_keys_however_many_took_part() -> None:
    states = [a + b + c for a in "ABC" for b in "ABC" for c in "ABC"]
    assert len(keys_of(fact(report("meeting", *states)))) <= 10
