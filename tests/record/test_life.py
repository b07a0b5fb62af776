"""What each report changes in the life of an event."""

from making import GETAFE, MADRID, RABAT, SPAIN, Told, member, report

from dragoman.model import Change, Place, Status
from dragoman.record.life import life_of, place_shown
from dragoman.record.member import Member

BOTH = ("Ortega, ESP", "Alaoui, MAR")


def told(published: str, status: str, on: str | None = None, at: Place | None = None, *parties: str) -> Member:
    found = report("meeting", *(parties or BOTH), on=on, at=at, status=status)
    return member(found, Told(published=published, article=published))


def changes(*members: Member) -> list[tuple[str | None, str, str | None, str | None]]:
    life = life_of(members)
    assert all(change.on == change.article for change in life.changes)
    return [(change.on, change.field, change.before, change.after) for change in life.changes]


def test_announced_called_off_back_on_and_held() -> None:
    days = ("2018-03-08", "2018-05-24", "2018-06-01", "2018-06-12")
    statuses = ("planned", "off", "planned", "happened")
    life = life_of([told(day, status, "2018-06-12") for day, status in zip(days, statuses, strict=True)])
    befores = (None, *statuses)
    assert life.changes == tuple(Change(d, d, "status", b, s) for d, b, s in zip(days, befores, statuses, strict=False))
    assert life.status is Status.HAPPENED


def test_what_was_never_announced_begins_by_happening() -> None:
    assert changes(told("2018-06-13", "happened", "2018-06-12")) == [("2018-06-13", "status", None, "happened")]


def test_a_repetition_and_a_vaguer_word_change_nothing() -> None:
    known = told("2018-03-08", "planned", "2018-06-12", MADRID)
    again = told("2018-03-09", "planned", "2018-06-12", MADRID)
    vaguer = told("2018-03-10", "planned", "2018-06", SPAIN, "ESP", "MAR")
    nothing = told("2018-03-11", "planned")
    assert len(changes(known, again, vaguer, nothing)) == 1


def test_a_more_precise_word_is_a_change() -> None:
    vague = told("2018-03-08", "planned", "2018-06", SPAIN)
    precise = told("2018-03-10", "planned", "2018-06-12", MADRID)
    assert changes(vague, precise)[1:] == [
        ("2018-03-10", "date", "2018-06", "2018-06-12"),
        ("2018-03-10", "place", "ESP", "Madrid, ESP"),
    ]


def test_what_was_not_known_becomes_known() -> None:
    assert changes(told("2018-03-08", "planned"), told("2018-03-10", "planned", "2018-06-12", RABAT))[1:] == [
        ("2018-03-10", "date", None, "2018-06-12"),
        ("2018-03-10", "place", None, "Rabat, MAR"),
    ]


def test_a_plan_moves_and_the_life_ends_with_its_last_days() -> None:
    life = life_of([told("2018-03-08", "planned", "2018-06-12"), told("2018-03-10", "planned", "2018-06-19")])
    assert [(c.field, c.before, c.after) for c in life.changes[1:]] == [("date", "2018-06-12", "2018-06-19")]
    assert life.when is not None
    assert life.when.start == "2018-06-19"


def test_a_suburb_is_no_other_place() -> None:
    assert len(changes(told("2018-03-08", "planned", None, MADRID), told("2018-03-10", "planned", None, GETAFE))) == 1


def test_somebody_else_is_sent() -> None:
    plan = told("2018-03-08", "planned")
    other = told("2018-03-10", "planned", None, None, "Vidal, ESP", "Alaoui, MAR")
    assert changes(plan, other)[1:] == [
        ("2018-03-10", "participants", "ESP/ortega, MAR/alaoui", "ESP/vidal, MAR/alaoui")
    ]


def test_who_is_named_first_and_who_comes_along_is_no_change() -> None:
    states = told("2018-03-07", "planned", None, None, "ESP", "MAR")
    people = told("2018-03-08", "planned")
    more = told("2018-03-10", "planned", None, None, *BOTH, "Vidal, ESP")
    assert len(changes(states, people, more)) == 1


def test_after_it_happened_other_accounts_are_no_turns() -> None:
    held = told("2018-06-12", "happened", "2018-06-12", MADRID)
    for later in ("happened", "off", "planned"):
        assert len(changes(held, told("2018-06-14", later, "2018-06-13", RABAT))) == 1
    assert life_of([held, told("2018-06-14", "off")]).status is Status.HAPPENED


def test_doubt_changes_no_plan_but_revives_one_that_was_off() -> None:
    plan, doubt = told("2018-03-08", "planned"), told("2018-03-10", "possible")
    assert len(changes(plan, doubt)) == 1
    off = told("2018-03-09", "off")
    assert [after for *_, after in changes(plan, off, doubt)] == ["planned", "off", "possible"]


def test_calling_off_moves_nothing() -> None:
    off = told("2018-03-10", "off", "2018-06-19", RABAT)
    life = life_of([told("2018-03-08", "planned", "2018-06-12", MADRID), off])
    assert [c.field for c in life.changes] == ["status", "status"]
    assert life.place == MADRID


def test_places_are_shown_as_far_as_they_are_known() -> None:
    assert place_shown(MADRID) == "Madrid, ESP"
    assert place_shown(SPAIN) == "ESP"
    assert place_shown(Place("The bridge", None)) == "The bridge"
    assert place_shown(None) is None
