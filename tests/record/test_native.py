"""A record's own JSON lines: out and back without loss, into another record by merging, and hostile ones refused."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from making import MADRID, RABAT, add, article, content, everything, grouped, prose, refs, report, told_by

from dragoman.errors import InputError
from dragoman.jsonio import dumps
from dragoman.record import schema as tables
from dragoman.record.judge import Judge
from dragoman.record.native import native_lines
from dragoman.record.native_import import NativeImport
from dragoman.record.record import Record

BOTH = ("Ortega, ESP", "Alaoui, MAR")
PLAN = report("meeting", *BOTH, on="2018-06-12", at=RABAT, status="planned")
HELD = report("meeting", *BOTH, on="2018-06-12", at=RABAT)
LATER = report("meeting", *BOTH, on="2018-07-20", at=MADRID)
CALL = report("call", "Hortegha, ESP", "Costa, PRT", on="2018-06-20")
STORY = prose("story", 120)
BY = "Ana Example"


def fill(record: Record) -> None:
    """Versions, copies, judgements of all sorts, events that lead on and events that are no more."""
    add(record, article("plan", "2018-06-01", "Herald"), PLAN)
    add(record, article("held", "2018-06-13", "Post", text=STORY), HELD, CALL)
    add(record, article("copy", "2018-06-13", "Lantern", text=STORY), HELD)
    add(record, article("later", "2018-07-21", "Herald"), LATER)
    add(record, article("gone", "2018-08-01", "Herald"), report("message", "Ortega, ESP, sender", "PRT, recipient"))
    add(record, article("gone", "2018-08-02", "Herald", text=prose("gone") + " Taken back."))
    add(record, article("plan", "2018-06-02", "Herald", text=prose("plan") + " In June."), PLAN)
    judge = Judge(record.engine, record.place)
    event = told_by(record, "later")
    judge.same("ESP/ortega", "ESP/hortegha", by=BY)
    judge.same(told_by(record, "plan").id, event.id, by=BY)
    judge.different(refs(told_by(record, "plan"), ["plan"])[0], told_by(record, "plan").id, by=BY)
    judge.correct(told_by(record, "copy").id, "date", "2018-06-13", by=BY, note="by the minutes")
    judge.reject(refs(told_by(record, "copy"), ["copy"])[0], by=BY)
    judge.undo(judge.accept(told_by(record, "copy").id, by=BY).id, by="Bela Example")
    judge.correct(told_by(record, "copy").id, "participant", "Costa Nunez, PRT, foreign minister, host", by=BY)
    judge.correct(refs(told_by(record, "copy"), ["copy"])[0], "absent", "Alaoui", by=BY)
    judge.different("MAR/alaoui", refs(told_by(record, "later"), ["later"])[0], by=BY)


def exported(record: Record) -> list[str]:
    return list(native_lines(record))


def imported(record: Record, lines: list[str]) -> list[str]:
    """Read lines in; what is said of those that are none."""
    return [str(error) for error in NativeImport(record).read((line.encode() for line in lines), "in.jsonl")]


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The export of a record in a file."""
    with Record.open(str(tmp_path_factory.mktemp("native") / "record.sqlite"), create=True) as record:
        fill(record)
        return exported(record)


@pytest.fixture
def empty(record_url: str) -> Iterator[Record]:
    with Record.open(record_url, create=True) as record:
        yield record


@pytest.fixture
def in_file(tmp_path: Path) -> Iterator[Record]:
    with Record.open(str(tmp_path / "other.sqlite"), create=True) as record:
        yield record


# Out and back


def test_a_record_comes_back_byte_by_byte(empty: Record, lines: list[str]) -> None:
    assert imported(empty, lines) == []
    assert exported(empty) == lines


def test_from_one_store_to_the_other_and_back(empty: Record, in_file: Record, lines: list[str]) -> None:
    fill(empty)
    out = exported(empty)
    assert imported(in_file, out) == []
    assert exported(in_file) == out


def test_what_came_back_works_on(empty: Record, lines: list[str]) -> None:
    imported(empty, lines)
    judged = [said for said in empty.judgements() if said.undone_at is None]
    judge = Judge(empty.engine, empty.place)
    for said in reversed(judged):
        judge.undo(said.id, by=BY)
    assert grouped(empty) == {
        frozenset({"plan", "held", "copy"}),
        frozenset({"held"}),
        frozenset({"later"}),
    }
    assert add(empty, article("again", "2018-06-15", "Courier", text=STORY), HELD).joined == 1
    assert told_by(empty, "again").id == told_by(empty, "copy").id
    assert [found.copy_of for found in empty.articles() if found.id == "again"] == ["held"]


def test_twice_is_once(empty: Record, lines: list[str]) -> None:
    imported(empty, lines)
    before = everything(empty)
    again = NativeImport(empty)
    assert list(again.read((line.encode() for line in lines), "in.jsonl")) == []
    assert (again.counts.articles, again.counts.reports, again.counts.events) == (0, 0, 0)
    assert exported(empty) == lines
    assert everything(empty) == before


# Into a record that is not empty


def test_into_a_record_that_has_some_of_the_articles(empty: Record, lines: list[str]) -> None:
    add(empty, article("held", "2018-06-13", "Post", text=STORY), HELD, CALL)
    assert imported(empty, lines) == []
    assert {found.id for found in empty.articles()} == {"plan", "held", "copy", "later", "gone"}
    assert sorted(len(event.sources) for event in empty.events()) == sorted(
        len(json.loads(line)["sources"]) for line in lines if json.loads(line)["type"] == "event"
    )


def test_an_event_that_both_have_keeps_both_ids(empty: Record, lines: list[str]) -> None:
    add(empty, article("own", "2018-06-14", "Courier"), HELD)
    mine = told_by(empty, "own").id
    imported(empty, lines)
    event = told_by(empty, "own")
    assert {source.article for source in event.sources} >= {"own", "held"}
    theirs = next(
        json.loads(line)["event"]
        for line in lines
        if '"type": "report"' in line and json.loads(line)["article"] == "held"
    )
    assert empty.event(mine).id == empty.event(theirs).id == event.id


def test_two_desks_that_exchange_their_records_have_the_same_events(empty: Record, in_file: Record) -> None:
    for record, pages in ((empty, ("a", "b")), (in_file, ("c", "d"))):
        for page in pages:
            add(record, article(page, "2018-06-14", page), HELD if page in "ac" else LATER)
    here, there = exported(empty), exported(in_file)
    assert imported(empty, there) == imported(in_file, here) == []
    assert grouped(empty) == grouped(in_file) == {frozenset("ac"), frozenset("bd")}


def test_another_version_of_a_page_counts_as_one(empty: Record, in_file: Record) -> None:
    add(empty, article("a", "2018-06-13", text=prose("a")), HELD)
    add(in_file, article("a", "2018-06-14", text=prose("a") + " One sentence more."), LATER)
    assert imported(empty, exported(in_file)) == []
    (event,) = empty.events()
    assert [source.published for source in event.sources] == ["2018-06-14"]


# What is no export


def test_each_broken_line_is_one_clear_error_and_the_rest_is_read(in_file: Record, lines: list[str]) -> None:
    broken = ["", "{", "[]", '"text"', "null", '{"type": "dance"}', '{"a": 1}', '{"type": "actor", "id": "X"}']
    mixed = [lines[0], *broken, *lines[1:]]
    errors = imported(in_file, mixed)
    assert len(errors) == len(broken) - 2  # an empty line is none, and a type of a later version is passed over
    assert all(error.startswith("in.jsonl, line ") and "\n" not in error for error in errors)
    assert exported(in_file) == lines


def test_a_newer_format_is_refused(in_file: Record) -> None:
    (error,) = imported(in_file, ['{"type": "record", "format": 99, "dragoman": "9.0"}'])
    assert "another version of Dragoman" in error


def test_a_report_without_its_article_and_an_article_without_its_actors_are_errors(
    in_file: Record, lines: list[str]
) -> None:
    kinds = [json.loads(line)["type"] for line in lines]
    report_line = lines[kinds.index("report")]
    assert len(imported(in_file, [lines[0], report_line])) == 1
    without_actors = [line for line, kind in zip(lines, kinds, strict=True) if kind in ("record", "article", "report")]
    errors = imported(in_file, without_actors)
    assert errors
    assert all("the actor" in error and "is missing" in error for error in errors)
    # The article whose reports could not be read is not half there.
    assert content(in_file) == []


def test_a_judgement_on_what_is_not_there_is_an_error(in_file: Record, lines: list[str]) -> None:
    judged = [line for line in lines if json.loads(line)["type"] == "judgement"]
    errors = imported(in_file, [lines[0], *judged])
    assert len(errors) == len(judged)
    assert list(in_file.judgements()) == []


def test_a_huge_line_and_deep_nesting_are_one_error_each(
    in_file: Record, lines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.record.native_import._LONGEST_LINE", 100_000)
    errors = imported(in_file, [lines[0], '{"type": "' + "x" * 200_000 + '"}', '{"type": ' + "[" * 40_000, *lines[1:]])
    assert [error.split(": ")[0] for error in errors] == ["in.jsonl, line 2", "in.jsonl, line 3"]
    assert exported(in_file) == lines


hostile = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=8)
    | st.sampled_from(["\0", "\ud800", 10**30, -1, "", "E0", "2018-13-45", "' OR 1=1 --"]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(st.data())
def test_a_line_with_a_value_of_any_kind_never_crashes(lines: list[str], data: st.DataObject) -> None:
    changed: list[dict[str, Any]] = [json.loads(line) for line in lines]
    for _ in range(data.draw(st.integers(1, 3))):
        line = data.draw(st.sampled_from(changed))
        line[data.draw(st.sampled_from(sorted(line)))] = data.draw(hostile)
    with TemporaryDirectory() as folder, Record.open(f"{folder}/record.sqlite", create=True) as record:
        read = NativeImport(record).read((json.dumps(line).encode() for line in changed), "in.jsonl")
        assert all(isinstance(error, InputError) for error in read)
        # What was taken in can be read and goes out again.
        assert exported(record)


def test_hostile_values_are_refused_by_both_stores_alike(empty: Record, lines: list[str]) -> None:
    index = next(n for n, line in enumerate(lines) if json.loads(line)["type"] == "article")
    first = json.loads(lines[index])
    for field, value in (
        ("text", None),
        ("text", 5),
        ("text", "a\0b"),
        ("outlet", "a\0b"),
        ("published", "yesterday"),
        ("version", "one"),
        ("version", 10**30),
        ("longitude", "east"),
        ("current", "maybe"),
    ):
        line = dumps(first | {field: value, "raw_hash": f"{field}{value!r}", "page": f"{field}{value!r}"})
        errors = imported(empty, [lines[0], line])
        assert len(errors) == 1, (field, value)
    with empty.reading() as connection:
        assert connection.execute(sa.select(sa.func.count()).select_from(tables.articles)).scalar() == 0
    assert imported(empty, lines) == []
    assert exported(empty) == lines


def test_the_lines_are_of_known_types_and_the_same_each_time(in_file: Record) -> None:
    fill(in_file)
    add(in_file, article("empty", text=""), replace(CALL, place=None))
    first = exported(in_file)
    kinds = [json.loads(line)["type"] for line in first]
    assert set(kinds) == {"record", "actor", "article", "report", "event", "redirect", "withdrawn", "judgement"}
    assert kinds[0] == "record"
    assert first == exported(in_file)
