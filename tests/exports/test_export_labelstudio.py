import io
import json
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from made_record import ARTICLES, Written

from dragoman.exports.corrections import Correction, read_corrections
from dragoman.exports.labelstudio import CONFIG
from dragoman.model import Kind, Span, Status


@pytest.fixture
def tasks(written: Written) -> list[dict[str, Any]]:
    return json.loads(written("labelstudio", 4))


def exported(tasks: list[dict[str, Any]]) -> bytes:
    """As Label Studio exports them when a person submits every prediction as it stands."""
    for number, task in enumerate(tasks, 1):
        results = task.get("predictions", [{"result": []}])[0]["result"]
        task |= {
            "id": number,
            "annotations": [{"completed_by": 7, "updated_at": "2024-05-01T10:00:00Z", "result": results}],
        }
    return json.dumps(tasks).encode()


def test_a_task_per_article_with_its_reports_as_regions(tasks: list[dict[str, Any]]) -> None:
    assert [task["data"]["article"] for task in tasks] == ["a1", "a2", "a3", "a4"]
    assert tasks[1]["data"]["reports"] == {
        "a2#1": "e-visit",
        "a2#2": "e-planned",
        "a2#3": "e-summit",
        "a2#4": "e-call",
    }
    assert "predictions" not in tasks[3]
    for task in tasks[:3]:
        [prediction] = task["predictions"]
        assert prediction["score"] == 0.877
        for result in prediction["result"]:
            value = result["value"]
            assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
            assert result["id"] in task["data"]["reports"]


def test_the_labels_are_those_of_the_labelling_interface(tasks: list[dict[str, Any]]) -> None:
    view = etree.fromstring(CONFIG)
    offered = {
        control.get("name"): {each.get("value") for each in control} for control in view if control.tag != "Text"
    }
    assert offered["kind"] == set(Kind)
    assert offered["status"] == set(Status)
    for task in tasks[:3]:
        for result in task["predictions"][0]["result"]:
            value = result["value"]
            assert set(value.get("labels", value.get("choices"))) <= offered[result["from_name"]]
            assert view.find(f"*[@name='{result['to_name']}']") is not None


def test_what_is_exported_comes_back_as_it_was(tasks: list[dict[str, Any]]) -> None:
    found = list(read_corrections(io.BytesIO(exported(tasks))))
    assert len(found) == 8
    first = found[0]
    assert first == Correction(
        article="a1",
        report="a1#1",
        span=Span(0, 50),
        text=ARTICLES["a1"].text[:50],
        kind=Kind.VISIT,
        status=Status.HAPPENED,
        by="7",
        at="2024-05-01T10:00:00Z",
    )
    assert [each.report for each in found if isinstance(each, Correction) and each.rejected] == ["a1#9"]


def test_the_labelling_interface_is_the_one_in_the_docs() -> None:
    page = Path(__file__).parents[2] / "docs" / "exports.md"
    assert f"```xml\n{CONFIG}```" in page.read_text(encoding="utf-8")
