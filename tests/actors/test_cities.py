"""Cities by any spelling."""

import pytest

from dragoman.actors.cities import cities, city_key


@pytest.mark.parametrize(
    ("name", "city", "country"),
    [
        ("st petersburg", "Saint Petersburg", "RUS"),
        ("Saint-Petersburg", "Saint Petersburg", "RUS"),
        ("Sao Paulo", "São Paulo", "BRA"),
        ("N'Djamena", "N'Djamena", "TCD"),
        ("Leningrad", "Saint Petersburg", "RUS"),
    ],
)
def test_a_city_is_found_by_each_of_its_spellings(name: str, city: str, country: str) -> None:
    found = cities(name)[0]
    assert (found.name, found.country) == (city, country)


def test_the_likeliest_bearer_of_a_name_comes_first_and_each_comes_once() -> None:
    found = cities("Odessa")
    assert [city.country for city in found[:2]] == ["UKR", "USA"]
    assert len({city.geonames for city in found}) == len(found)


def test_what_is_no_city_has_none() -> None:
    assert cities("Xqzw") == ()
    assert cities("") == ()


def test_only_the_whole_word_saint_is_shortened() -> None:
    assert city_key("Saint") == "st"
    assert city_key(" Saintes - Saint\u2019s  Cross") == "saintes saints cross"
