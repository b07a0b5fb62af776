import io
import json
from typing import Any

import pytest

from dragoman.errors import InputError
from dragoman.exports.corrections import Correction, read_corrections
from dragoman.model import Kind, Span, Status

TEXT = "🌍🌍 The envoy flew to Oslo.\nHe stayed."
QUOTED = "The envoy flew to Oslo."
START = TEXT.index(QUOTED)


def region(identity: str = "r1", **value: Any) -> dict[str, Any]:
    span = {"start": START, "end": START + len(QUOTED), "text": QUOTED, "labels": ["visit"]}
    return {"id": identity, "from_name": "kind", "to_name": "text", "type": "labels", "value": span | value}


def choice(name: str, chosen: str, identity: str = "r1") -> dict[str, Any]:
    return {"id": identity, "from_name": name, "to_name": "text", "type": "choices", "value": {"choices": [chosen]}}


def read(*results: Any, **annotation: Any) -> list[Correction | InputError]:
    task = {
        "data": {"article": "a1", "text": TEXT, "reports": {"r1": "e1"}},
        "annotations": [{"result": list(results), **annotation}],
    }
    return list(read_corrections(io.BytesIO(json.dumps([task]).encode())))


def test_a_corrected_report_with_its_note_and_its_author() -> None:
    note = {"id": "r1", "from_name": "note", "type": "textarea", "value": {"text": ["see\nparagraph 2"]}}
    found = read(
        region(labels=["meeting"]),
        choice("status", "planned"),
        note,
        completed_by={"id": 3, "email": "ana@desk.example"},
        created_at="2024-05-01T10:00:00Z",
    )
    assert found == [
        Correction(
            article="a1",
            report="r1",
            span=Span(START, START + len(QUOTED)),
            text=QUOTED,
            kind=Kind.MEETING,
            status=Status.PLANNED,
            note="see paragraph 2",
            by="ana@desk.example",
            at="2024-05-01T10:00:00Z",
        )
    ]


def test_who_took_part_and_who_did_not() -> None:
    named = {"id": "r1", "from_name": "participant", "value": {"text": ["Alex Wong, USA", " ", "RUS, host", 3]}}
    absent = {"id": "r1", "from_name": "absent", "value": {"text": "Ortega"}}
    (found,) = read(region(), named, absent)
    assert isinstance(found, Correction)
    assert (found.participants, found.absent) == (("Alex Wong, USA", "RUS, host"), ("Ortega",))


def test_a_region_that_a_person_drew_is_of_no_report() -> None:
    [found] = read(region("new"))
    assert isinstance(found, Correction)
    assert found.report is None


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_a_verdict(verdict: str) -> None:
    [found] = read(region(), choice("verdict", verdict))
    assert isinstance(found, Correction)
    assert (found.accepted, found.rejected) == (verdict == "accept", verdict == "reject")


def test_offsets_may_count_utf_16_units_as_browsers_do() -> None:
    [found] = read(region(start=START + 2, end=START + 2 + len(QUOTED)))
    assert isinstance(found, Correction)
    assert found.span == Span(START, START + len(QUOTED))


def test_a_line_end_in_a_selection_is_written_as_two_characters() -> None:
    quoted = "Oslo.\nHe"
    start = TEXT.index(quoted)
    [found] = read(region(start=start, end=start + len(quoted), text=quoted.replace("\n", "\\n")))
    assert isinstance(found, Correction)
    assert found.text == quoted


@pytest.mark.parametrize(
    "wrong",
    [
        {"start": START + 1},
        {"end": START + 5},
        {"text": "The envoy flew to Rome."},
        {"text": None},
        {"start": -1},
        {"start": "0"},
        {"start": True, "end": 2, "text": "🌍"},
        {"start": 9, "end": 9, "text": ""},
        {"start": 10**9, "end": 10**9 + 5},
        {"start": 1, "end": 3, "text": "🌍"},
    ],
)
def test_offsets_that_do_not_match_the_text_are_refused(wrong: dict[str, Any]) -> None:
    [found] = read(region(**wrong))
    assert isinstance(found, InputError)
    assert str(found) == "task 1, region r1: its offsets do not match the text of the task"


def test_unknown_labels_are_refused_and_the_rest_is_read() -> None:
    found = read(
        region(labels=["war"]),
        region("r2"),
        choice("status", "rumoured", "r2"),
        region("r3"),
        choice("verdict", "maybe", "r3"),
        region("r4"),
    )
    assert [str(each) for each in found[:3]] == [
        "task 1, region r1: war is no kind of contact",
        "task 1, region r2: rumoured is no status",
        "task 1, region r3: maybe is no verdict",
    ]
    assert isinstance(found[3], Correction)


def test_a_cancelled_annotation_says_nothing() -> None:
    assert read(region(), was_cancelled=True) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b'{"data": {}}',
        b"[1, null, []]",
        b'[{"data": {"article": 1, "text": ""}}]',
        b'[{"data": {"article": "a", "text": "b"}}]',
        b"[" * 100_000,
    ],
)
def test_what_is_no_export_is_one_line_each(raw: bytes) -> None:
    found = list(read_corrections(io.BytesIO(raw)))
    assert found
    assert all(isinstance(each, InputError) and "\n" not in str(each) for each in found)


@pytest.mark.parametrize("result", [None, 5, [1], {"id": 4}])
def test_broken_results_do_no_harm(result: Any) -> None:
    assert read(result) == []
