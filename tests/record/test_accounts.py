"""What an event's sources agree on, and what they do not."""

import pytest
from making import GETAFE, MADRID, RABAT, SEVILLE, SPAIN, Told, member, report

from dragoman.model import Disagreement, Kind, Place, Status, Strength, TimeSpan
from dragoman.record.accounts import best, date_of, disagreements_of, kind_of, place_of, settled
from dragoman.record.member import Member

BOTH = ("Ortega, ESP", "Alaoui, MAR")
HELD = Status.HAPPENED


def said(
    outlet: str,
    on: str | None = None,
    at: Place | None = None,
    *,
    kind: str = "meeting",
    status: str = "happened",
    strength: Strength = Strength.STATED,
    longitude: float | None = None,
) -> Member:
    """A report of an outlet, whose first letter is its article and says when it came out."""
    told = Told(f"2018-06-{ord(outlet[0]) - ord('A') + 10}", outlet[0], outlet, strength=strength, longitude=longitude)
    return member(report(kind, *BOTH, on=on, at=at, status=status), told)


def differ(members: list[Member], when: str | None = None, kind: Kind = Kind.MEETING) -> tuple[Disagreement, ...]:
    return disagreements_of(members, HELD, TimeSpan(when, when) if when else date_of(members, kind), kind)


# Values that stand


def test_the_value_of_most_voices_stands() -> None:
    members = [said("Alba", "2018-06-12"), said("Breve", "2018-06-13"), said("Cierzo", "2018-06-13")]
    assert date_of(members, Kind.MEETING) == TimeSpan("2018-06-13", "2018-06-13")


def test_one_voice_counts_once_however_often_it_speaks() -> None:
    members = [said("Alba", "2018-06-12"), *[said("Breve", "2018-06-13")] * 3, said("Cierzo", "2018-06-12")]
    assert date_of(members, Kind.MEETING) == TimeSpan("2018-06-12", "2018-06-12")


def test_of_as_many_voices_the_firmest_stands_then_the_first() -> None:
    hearsay = said("Alba", at=MADRID, strength=Strength.HEARSAY)
    firm = said("Breve", at=RABAT, strength=Strength.ON_RECORD)
    assert place_of([hearsay, firm]) == RABAT
    assert place_of([said("Alba", at=MADRID), said("Breve", at=RABAT)]) == MADRID
    assert best([hearsay, firm], lambda m: m.source.place) == RABAT


def test_nothing_said_is_nothing_known() -> None:
    assert date_of([said("Alba")], Kind.MEETING) is None
    assert place_of([said("Alba")]) is None
    assert kind_of([said("Alba", kind="call")]) is Kind.CALL


def test_a_city_goes_before_its_state() -> None:
    assert place_of([said("Alba", at=SPAIN), said("Breve", at=SPAIN), said("Cierzo", at=MADRID)]) == MADRID


def test_a_day_goes_before_its_month() -> None:
    members = [said("Alba", "2018-06"), said("Breve", "2018-06"), said("Cierzo", "2018-06-12")]
    assert date_of(members, Kind.MEETING) == TimeSpan("2018-06-12", "2018-06-12")
    assert date_of(members[:2], Kind.MEETING) == TimeSpan("2018-06", "2018-06")


def test_a_visit_lasts_from_the_first_day_told_to_the_last() -> None:
    days = [said("Alba", "2018-06-12", kind="visit"), said("Breve", "2018-06-13", kind="visit")]
    assert date_of(days, Kind.VISIT) == TimeSpan("2018-06-12", "2018-06-13")
    whole = said("Cierzo", "2018-06-12/2018-06-14", kind="visit")
    assert date_of([*days, whole], Kind.VISIT) == TimeSpan("2018-06-12", "2018-06-14")


def test_of_what_happened_only_those_speak_who_say_so() -> None:
    plan, held, denial = said("Alba", status="planned"), said("Breve"), said("Cierzo", status="off")
    assert settled([plan, held, denial], HELD) == [held]
    assert settled([plan, denial], Status.OFF) == [plan]
    assert settled([denial], Status.OFF) == [denial]


# Values that cannot both be true


def test_days_that_cannot_both_be_true_stand_side_by_side() -> None:
    members = [said("Alba", "2018-06-12"), said("Breve", "2018-06-12"), said("Cierzo", "2018-06-13")]
    assert differ(members) == (Disagreement("date", ("2018-06-12", "2018-06-13"), (("A", "B"), ("C",))),)


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        pytest.param("meeting", "2018-06-12", "2018-06", id="the month of the day"),
        pytest.param("meeting", "2018-06-12", None, id="no day"),
        pytest.param("visit", "2018-06-12/2018-06-14", "2018-06-13", id="a day of the visit"),
        pytest.param("visit", "2018-06-12", "2018-06-13", id="day by day"),
    ],
)
def test_days_that_can_both_be_true_are_no_disagreement(kind: str, one: str, other: str | None) -> None:
    assert differ([said("Alba", one, kind=kind), said("Breve", other, kind=kind)], kind=Kind(kind)) == ()


def test_two_accounts_of_a_whole_visit_must_be_the_same() -> None:
    members = [
        said("Alba", "2018-06-12/2018-06-14", kind="visit"),
        said("Breve", "2018-06-13/2018-06-15", kind="visit"),
    ]
    (found,) = differ(members, kind=Kind.VISIT)
    assert found.values == ("2018-06-12/2018-06-14", "2018-06-13/2018-06-15")


def test_clocks_are_no_disagreement() -> None:
    west, east = said("Alba", "2016-12-30", longitude=-77.0), said("Breve", "2016-12-31", longitude=37.6)
    assert differ([west, east]) == ()
    assert differ([said("Alba", "2016-12-30", longitude=37.6), said("Breve", "2016-12-31", longitude=-77.0)]) != ()


def test_places_that_cannot_both_be_true_stand_side_by_side() -> None:
    members = [said("Alba", at=MADRID), said("Breve", at=SEVILLE), said("Cierzo", at=SEVILLE)]
    assert differ(members) == (Disagreement("place", ("Seville, ESP", "Madrid, ESP"), (("B", "C"), ("A",))),)


def test_a_suburb_and_the_state_of_a_city_are_no_disagreement() -> None:
    assert differ([said("Alba", at=MADRID), said("Breve", at=GETAFE), said("Cierzo", at=SPAIN), said("Delta")]) == ()


def test_a_visit_may_go_through_two_cities_of_a_state_and_not_of_two() -> None:
    madrid = said("Alba", at=MADRID, kind="visit")
    assert differ([madrid, said("Breve", at=SEVILLE, kind="visit")], kind=Kind.VISIT) == ()
    assert differ([madrid, said("Breve", at=RABAT, kind="visit")], kind=Kind.VISIT) != ()


def test_a_call_to_one_is_a_meeting_to_the_other() -> None:
    members = [said("Alba", kind="call"), said("Breve"), said("Cierzo", kind="call")]
    assert differ(members) == (Disagreement("kind", ("call", "meeting"), (("A", "C"), ("B",))),)


def test_a_denial_after_the_event_is_a_disagreement_and_a_cancellation_before_is_its_life() -> None:
    denial = said("Breve", "2018-06-12", status="off")
    (found,) = differ([said("Alba", "2018-06-12"), denial])
    assert (found.field, set(found.values)) == ("status", {"happened", "off"})
    assert differ([said("Cierzo", "2018-06-12"), denial]) == ()


def test_of_a_plan_that_was_moved_the_days_are_its_life() -> None:
    members = [said("Alba", "2018-06-12", status="planned"), said("Breve", "2018-06-19", status="planned")]
    held = said("Cierzo", "2018-06-19")
    assert differ([*members, held]) == ()
