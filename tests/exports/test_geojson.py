import json

import geojson
import pytest
from made_record import Written

from dragoman.exports.geojson import _way


@pytest.fixture
def found(written: Written) -> dict[str, geojson.Feature]:
    collection = geojson.loads(written("geojson", 6))
    assert collection.is_valid, collection.errors()
    return {feature.id: feature for feature in collection.features}


def test_a_visit_is_a_point_and_a_line_from_the_capital(found: dict[str, geojson.Feature]) -> None:
    point, line = found["e-visit#place"], found["e-visit#from-SWE"]
    assert list(point.geometry.coordinates) == [36.81667, -1.28333]
    assert line.geometry.type == "LineString"
    start, end = line.geometry.coordinates
    assert list(end) == [36.81667, -1.28333]
    assert start == pytest.approx([18.07, 59.33], abs=0.05)
    assert (line.properties["from"], line.properties["visitors"]) == ("Stockholm", ["Mara Lindqvist"])


def test_a_way_over_the_pacific_is_cut_at_the_date_line(found: dict[str, geojson.Feature]) -> None:
    line = found["e-planned#from-JPN"].geometry
    assert line.type == "MultiLineString"
    west, east = line.coordinates
    assert (west[1][0], east[0][0]) == (180, -180)
    assert west[1][1] == east[0][1]
    assert _way((-170.0, 10.0), (170.0, 20.0))["coordinates"] == [
        [[-170.0, 10.0], [-180.0, 15.0]],
        [[180.0, 15.0], [170.0, 20.0]],
    ]


def test_dates_are_told_and_bounded(found: dict[str, geojson.Feature]) -> None:
    properties = found["e-month#place"].properties
    assert (properties["when"], properties["start"]) == ("about May 2018", "2018-05")
    assert (properties["first_day"], properties["last_day"]) == ("2018-05-01", "2018-05-31")


def test_visits_without_a_position_and_other_contacts_are_left_out(written: Written) -> None:
    events = {feature["properties"]["event"] for feature in json.loads(written("geojson"))["features"]}
    assert events == {"e-visit", "e-planned", "e-month"}
