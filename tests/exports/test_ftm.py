from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from made_record import Written

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from followthemoney.proxy import EntityProxy


@pytest.fixture(scope="module")
def model() -> Any:
    """The library's, which is not everywhere installed."""
    return pytest.importorskip(
        "followthemoney", reason="FollowTheMoney is not installed: pip compiles a part of it"
    ).model


@pytest.fixture
def entities(written: Written, model: Any) -> list[EntityProxy]:
    return [model.get_proxy(json.loads(line), cleaned=False) for line in written("ftm").splitlines()]


def of(entities: list[EntityProxy], schema: str) -> Iterator[EntityProxy]:
    return (entity for entity in entities if entity.schema.name == schema)


def test_every_line_is_a_valid_entity_that_cleaning_does_not_change(written: Written, model: Any) -> None:
    for line in written("ftm", 29).splitlines():
        data: dict[str, Any] = json.loads(line)
        entity = model.get_proxy(data, cleaned=False)
        entity.schema.validate(data)
        assert {name: set(values) for name, values in data["properties"].items()} == {
            name: set(values) for name, values in entity.to_dict()["properties"].items()
        }


def test_ids_are_unique_and_every_reference_is_to_an_entity_of_the_file(entities: list[EntityProxy]) -> None:
    ids = {entity.id: entity for entity in entities}
    assert len(ids) == len(entities)
    for entity in entities:
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert prop.range is not None
                assert ids[value].schema.is_a(prop.range), (entity.schema.name, prop.name)


def test_a_visit_is_a_trip_to_its_place(entities: list[EntityProxy]) -> None:
    ids = {entity.id: entity for entity in entities}
    trip = next(trip for trip in of(entities, "Trip") if trip.first("recordId") == "e-visit")
    assert trip.caption == "Visit by Mara Lindqvist to Nairobi, KEN"
    place = ids[trip.first("endLocation")]
    assert (place.first("city"), place.first("country"), place.first("latitude")) == ("Nairobi", "ke", "-1.28333")
    assert sorted(ids[each].caption for each in trip.get("involved")) == ["Kenya", "Mara Lindqvist"]
    assert (trip.first("startDate"), trip.first("endDate")) == ("2018-03-05", "2018-03-08")
    assert trip.get("keywords") == ["visit", "happened", "fisheries", "trade"]
    assert len(trip.get("proof")) == 2


def test_partial_and_unknown_dates_stay_as_they_are(entities: list[EntityProxy]) -> None:
    trips = {trip.first("recordId"): trip for trip in of(entities, "Trip")}
    assert trips["e-month"].get("startDate") == ["2018-05"]
    assert (trips["e-open"].get("startDate"), trips["e-open"].get("endDate")) == ([], ["2018-05"])
    assert trips["e-open"].get("endLocation") == []


def test_a_call_has_its_ends_and_not_what_a_person_rejected(entities: list[EntityProxy]) -> None:
    ids = {entity.id: entity for entity in entities}
    [call] = of(entities, "Call")
    assert [ids[each].caption for each in call.get("caller")] == ["Ri Song"]
    assert [ids[each].caption for each in call.get("receiver")] == ["Ana Pop"]
    assert len(call.get("proof")) == 1


def test_offices_have_the_days_on_which_they_were_seen(entities: list[EntityProxy]) -> None:
    ids = {entity.id: entity for entity in entities}
    held = next(each for each in of(entities, "Occupancy") if ids[each.first("holder")].caption == "Mara Lindqvist")
    assert ids[held.first("post")].caption == "Deputy Foreign Minister"
    assert held.get("date") == ["2018-03-01", "2018-03-06"]
    assert held.get("startDate") == []


def test_mentions_are_of_those_whom_the_evidence_names(entities: list[EntityProxy]) -> None:
    ids = {entity.id: entity for entity in entities}
    found = {(each.first("name"), ids[each.first("document")].caption) for each in of(entities, "Mention")}
    assert ("Mara Lindqvist", "Swedish envoy in Nairobi") in found
    assert not [name for name, _ in found if name == "Kenya"]


def test_without_the_library_one_line_says_what_to_install(written: Written, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "followthemoney", None)
    monkeypatch.delitem(sys.modules, "dragoman.exports.followthemoney", raising=False)
    with pytest.raises(UsageError, match="pip install"):
        written("ftm")
