"""Places by name."""

import pytest

from dragoman.actors import find_place
from dragoman.actors.tables import rows


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Moscow", "RUS"),
        ("the Netherlands", "NLD"),
        ("Odessa", "UKR"),
        ("Cologne", "DEU"),
        ("Cambridge", "GBR"),
        ("Paris, Texas", "USA"),
        ("Sharm el-Sheikh", "EGY"),
        ("Camp David", "USA"),
        ("Mar-a-Lago", "USA"),
        ("Bocharov Ruchei", "RUS"),
        ("Crimea", "UKR"),
        ("West Bank", "PSE"),
        ("Panmunjom", "KOR"),
        ("Davos", "CHE"),
        ("Incheon Airport", "KOR"),
        ("Sheremetyevo", "RUS"),
        ("UN headquarters", "USA"),
        ("St. Petersburg", "RUS"),
        ("Pristina", "XKX"),
        ("Middle East", None),
        ("Europe", None),
    ],
)
def test_a_place_is_in(name, country):
    place = find_place(name)
    assert place is not None
    assert place.country == country


def test_a_city_has_its_position():
    moscow = find_place("Moscow")
    assert moscow.geonames == 524901
    assert moscow.lat == pytest.approx(55.75, abs=0.05)
    assert moscow.lon == pytest.approx(37.62, abs=0.05)


def test_the_hint_decides_between_namesakes():
    assert find_place("Georgia").country == "GEO"
    assert find_place("Georgia", "USA").country == "USA"
    assert find_place("Cambridge", "USA").country == "USA"
    assert find_place("Tripoli").country == "LBY"
    assert find_place("Tripoli", "LBN").country == "LBN"


@pytest.mark.parametrize("name", ["", "  ", "the", "Nowhereville", "x" * 5000, ", ,", "Tuesday"])
def test_no_place(name):
    assert find_place(name) is None


def test_every_capital_has_a_position():
    missing = [
        row["capital"] for row in rows("states.csv") if row["capital"] and find_place(row["capital"]).lat is None
    ]
    assert missing == []
