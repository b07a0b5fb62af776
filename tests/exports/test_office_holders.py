import io
import json
from typing import Any

import pytest

from dragoman.errors import InputError
from dragoman.exports.office_holders import OfficeHolder, read_office_holders


def entity(schema: str, identity: str, **properties: str | list[str]) -> bytes:
    """A line as the followthemoney library writes it."""
    lists = {name: [value] if isinstance(value, str) else value for name, value in properties.items()}
    return json.dumps({"id": identity, "schema": schema, "properties": lists}).encode()


PERSON = entity("Person", "p1", name=["Мара Линдквист", "Mara Lindqvist"], nationality="se")
POST = entity("Position", "post1", name="Minister for Foreign Affairs", country="se")
HELD = entity(
    "Occupancy", "o1", holder="p1", post="post1", startDate=["2014", "2014-10-03"], endDate=["2019-09", "2019", "2018"]
)


def read(*lines: bytes) -> list[OfficeHolder | InputError]:
    return list(read_office_holders(io.BytesIO(b"\n".join(lines))))


@pytest.mark.parametrize("written", [PERSON, POST, HELD])
def test_the_lines_of_these_tests_are_what_the_library_writes(written: bytes) -> None:
    library = pytest.importorskip("followthemoney", reason="FollowTheMoney is not installed: pip compiles a part of it")
    data = json.loads(written)
    made = library.model.make_entity(data["schema"])
    made.id = data["id"]
    for name, values in data["properties"].items():
        made.add(name, values)
    wrote = made.to_dict()
    assert {name: set(values) for name, values in wrote.pop("properties").items()} == {
        name: set(values) for name, values in data.pop("properties").items()
    }
    assert data.items() <= wrote.items()


def test_who_held_which_office_when() -> None:
    company = entity("Company", "c1", name="Not a person")
    assert read(HELD, company, b"", PERSON, POST) == [
        OfficeHolder(
            name="Mara Lindqvist",
            country="SWE",
            office="Minister for Foreign Affairs",
            start="2014-10-03",
            end="2019-09",
            names=("Мара Линдквист", "Mara Lindqvist"),
        )
    ]


def test_the_person_s_state_stands_in_for_that_of_the_post() -> None:
    post = entity("Position", "post1", name="Minister")
    held = entity("Occupancy", "o1", holder="p1", post="post1", periodStart="2014")
    [found] = read(PERSON, post, held)
    assert isinstance(found, OfficeHolder)
    assert (found.country, found.start, found.end) == ("SWE", "2014", None)


def test_broken_lines_are_told_and_the_rest_is_read() -> None:
    found = read(b"{", b"[]", b'{"id": 1}', b'{"id": "x", "schema": "Person", "properties": []}', PERSON, POST, HELD)
    assert [each.name for each in found if isinstance(each, InputError)] == ["line 1", "line 2", "line 3", "line 4"]
    assert isinstance(found[-1], OfficeHolder)


def test_a_line_that_is_too_long_is_passed_over() -> None:
    huge = b'{"id": "' + b"x" * (9 << 20) + b'"}'
    found = read(huge, PERSON, POST, HELD)
    assert str(found[0]) == "line 1: longer than 8 MB"
    assert isinstance(found[1], OfficeHolder)
    assert len(found) == 2


def test_an_occupancy_needs_its_person_and_its_post() -> None:
    nameless = b'{"id": "p1", "schema": "Person", "properties": {"name": [3, "", null]}}'
    assert [str(each) for each in read(HELD, POST)] == ["occupancy o1: its person is not in the file or has no name"]
    assert [str(each) for each in read(HELD, nameless, POST)] == [
        "occupancy o1: its person is not in the file or has no name"
    ]
    assert [str(each) for each in read(HELD, PERSON)] == [
        "occupancy o1: its position is not in the file or has no name"
    ]


def test_values_of_any_type_do_no_harm() -> None:
    odd: dict[str, Any] = {"name": "x", "country": {"a": 1}, "holder": [["p1"]], "startDate": ["soon", "2014-13"]}
    line = json.dumps({"id": "o2", "schema": "Occupancy", "properties": odd}).encode()
    [found] = read(PERSON, POST, line)
    assert isinstance(found, InputError)
