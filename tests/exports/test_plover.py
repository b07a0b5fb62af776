import json
from typing import Any

import pandas
import pytest
from made_record import Written

QUADS = {"CONSULT": 1, "AGREE": 1, "REJECT": 3}


@pytest.fixture
def records(written: Written) -> dict[str, dict[str, Any]]:
    return {record["id"]: record for record in map(json.loads, written("plover", 7).splitlines())}


def test_every_record_has_what_the_manual_requires(records: dict[str, dict[str, Any]]) -> None:
    for record in records.values():
        assert {"id", "date", "source", "event"} <= set(record)
        assert record["quad_code"] == QUADS[record["event"][0]]


def test_the_visitor_is_the_source_and_the_host_the_recipient(records: dict[str, dict[str, Any]]) -> None:
    visit = records["e-visit"]
    assert [actor["actor_text"] for actor in visit["source"]] == ["Mara Lindqvist"]
    assert visit["recipient"] == [
        {"code": "KEN", "sector": "GOV", "actor_text": "Kenya", "identifier_id": "KEN", "role": "host"}
    ]
    assert (visit["date"], visit["enddate"]) == ("2018-03-05", "2018-03-08")
    assert visit["event_loc"]["geonameid"] == 184745
    assert visit["mode"] == ["visit"]


def test_all_who_meet_are_sources(records: dict[str, dict[str, Any]]) -> None:
    assert [actor["code"] for actor in records["e-summit"]["source"]] == ["PRK", "ROU", "IGO"]
    assert "recipient" not in records["e-summit"]


def test_a_planned_visit_is_agree_in_the_future(records: dict[str, dict[str, Any]]) -> None:
    assert records["e-planned"]["event"] == ["AGREE"]
    assert records["e-planned"]["context"] == ["diplomatic", "future"]
    assert records["e-planned"]["source"][0]["sector"] == "ELI"


def test_a_day_that_is_not_known_is_not_made_up(records: dict[str, dict[str, Any]]) -> None:
    assert records["e-month"]["date"] is None
    assert records["e-month"]["comment"] == "dated 2018-05"
    assert records["e-open"]["comment"] == "dated ../2018-05"


def test_pandas_reads_it(written: Written, tmp_path: Any) -> None:
    path = tmp_path / "events.jsonl"
    path.write_bytes(written("plover"))
    assert list(pandas.read_json(path, lines=True).id)[:2] == ["e-visit", "e-planned"]
