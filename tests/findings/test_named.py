"""Whom people mean by a name."""

import pytest

from dragoman.errors import UsageError
from dragoman.findings.named import actor_of_name, place_of_name, side_of_name, state_of_name
from dragoman.record.record import Record


@pytest.mark.parametrize(
    "typed",
    [
        "KOR/pak-song-min",
        "Pak Song-min",
        "pak song min",
        "Pak Song Min",
        "Song-min",
        "Pak So",
        "  Pak   Song-min ",
    ],
)
def test_a_person_is_found_by_id_by_spelling_and_by_words_of_the_name(record: Record, typed: str) -> None:
    with record.reading() as connection:
        assert actor_of_name(connection, typed).id == "KOR/pak-song-min"


def test_a_unique_surname_will_do_and_one_of_two_men_is_asked_back(record: Record) -> None:
    with record.reading() as connection:
        assert actor_of_name(connection, "Sorin").id == "RUS/arkady-sorin"
        with pytest.raises(UsageError, match=r"'Weber' can be AUT/daniel-weber .*DEU/daniel-weber .*by its id"):
            actor_of_name(connection, "Weber")


@pytest.mark.parametrize(("typed", "near"), [("Arkadi Sorinn", "Arkady Sorin"), ("Webber", "Daniel Weber")])
def test_an_unknown_name_gets_the_nearest(record: Record, typed: str, near: str) -> None:
    with record.reading() as connection, pytest.raises(UsageError, match=f"nearest names are .*{near}"):
        actor_of_name(connection, typed)


@pytest.mark.parametrize(
    "typed", ["", "%", "_", "'; DROP TABLE actors; --", "x" * 10_000, "\0", "\ud800", "%a%", "Sori_"]
)
def test_strange_names_are_nobody(record: Record, typed: str) -> None:
    with record.reading() as connection, pytest.raises(UsageError) as told:
        actor_of_name(connection, typed)
    assert len(str(told.value)) < 2_000


def test_a_state_is_no_person(record: Record) -> None:
    with record.reading() as connection, pytest.raises(UsageError, match=r"South Korea is a state.* country KOR"):
        actor_of_name(connection, "South Korea")


@pytest.mark.parametrize("typed", ["KOR", "kor", "South Korea", "south korean", "the Republic of Korea"])
def test_states_go_by_code_name_and_adjective(typed: str) -> None:
    assert state_of_name(typed).code == "KOR"


def test_an_unknown_state_gets_the_nearest() -> None:
    with pytest.raises(UsageError, match=r"nearest are Uzbekistan \(UZB\)"):
        state_of_name("Usbekistan")


def test_a_side_is_a_state_or_an_actor(record: Record) -> None:
    with record.reading() as connection:
        assert side_of_name(connection, "Russia").id == "RUS"
        assert side_of_name(connection, "Sorin").id == "RUS/arkady-sorin"


def test_places_are_cities_and_states() -> None:
    moscow = place_of_name("Moscow").place
    assert (moscow.name, moscow.country) == ("Moscow", "RUS")
    assert moscow.lat is not None
    assert round(moscow.lat) == 56
    assert place_of_name("Russia").is_state
    assert place_of_name("Geneva, CHE").place.country == "CHE"
    assert place_of_name("Nosuchville").place.country is None
    with pytest.raises(UsageError, match="'Nowhere' is no state"):
        place_of_name("Moscow, Nowhere")
