"""Who people say took part in an event or a report: seen by every question, and undone without a trace."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
import sqlalchemy as sa
from making import RABAT, add, article, everything, prose, refs, report, told_by

from dragoman.errors import UsageError
from dragoman.findings.named import actor_of_name
from dragoman.findings.timeline import Wanted, timeline
from dragoman.model import ActorType, Event
from dragoman.record.judge import Judge
from dragoman.record.native import native_lines
from dragoman.record.native_import import NativeImport
from dragoman.record.record import Record
from dragoman.record.schema import event_pairs, events, stays

BOTH = ("Ortega, ESP, visitor", "Alaoui, MAR, host")
VISIT = report("visit", *BOTH, on="2018-06-12", at=RABAT)
BY = "Ana Example"


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    """A visit told by two, and a call of somebody else."""
    with Record.open(record_url, create=True) as opened:
        add(opened, article("one", "2018-06-13", "Herald"), VISIT)
        add(opened, article("two", "2018-06-14", "Post"), VISIT)
        add(opened, article("call", "2018-07-02", "Post"), report("call", "Vidal, ESP", "PRT", on="2018-07-01"))
        yield opened


@pytest.fixture
def judge(record: Record) -> Judge:
    return Judge(record.engine, record.place)


def people(event: Event) -> list[str]:
    """ "MAR/alaoui, MAR, king, host" of each participant."""
    return [", ".join(filter(None, (p.id, p.actor.country, p.actor.office, p.role))) for p in event.participants]


def of_person(record: Record, name: str) -> list[str]:
    """The events that `timeline --who` shows."""
    with record.reading() as connection:
        somebody = actor_of_name(connection, name)
    return [line.id for line in timeline(record, Wanted(who=somebody), 10).lines]


def test_somebody_new_takes_part_in_an_event(record: Record, judge: Judge) -> None:
    before, event = everything(record), told_by(record, "one")
    said = judge.correct(event.id, "participant", " Costa Nunez,  PRT, foreign minister, Visitor ", by=BY)
    assert (said.other, said.value) == ("PRT/costa-nunez", "Costa Nunez, PRT, foreign minister, visitor")
    after = record.event(event.id)
    assert people(after) == ["ESP/ortega, ESP, visitor", "PRT/costa-nunez, PRT, foreign minister, visitor", ALAOUI]
    assert after.corrected == ("participants",)
    assert (after.life, after.sources) == (event.life, event.sources)
    assert of_person(record, "costa nunez") == [event.id]
    with record.reading() as connection:
        assert len(connection.execute(sa.select(stays)).all()) == 3
        pairs = connection.execute(sa.select(event_pairs.c.one, event_pairs.c.other).order_by(event_pairs.c.one)).all()
        assert [tuple(pair) for pair in pairs if "PRT" in pair and "MAR" in pair] == [("MAR", "PRT")]
    judge.undo(said.id, by=BY)
    assert everything(record) == before
    with pytest.raises(UsageError):
        of_person(record, "costa nunez")


ALAOUI = "MAR/alaoui, MAR, host"
ORTEGA = "ESP/ortega, ESP, visitor"
CASES = {
    "one of the record, with the role of his side": (
        [("participant", "Vidal")],
        [ORTEGA, "ESP/vidal, ESP, visitor", ALAOUI],
    ),
    "an office": ([("participant", "Ortega, prime minister")], ["ESP/ortega, ESP, prime minister, visitor", ALAOUI]),
    "a role": ([("participant", "MAR/alaoui, visitor")], [ORTEGA, "MAR/alaoui, MAR, visitor"]),
    "a state": ([("participant", "MAR/alaoui, Portugal")], [ORTEGA, "MAR/alaoui, PRT, host"]),
    "nobody on a side": ([("absent", "Alaoui")], [ORTEGA]),
    "a state for a person": ([("absent", "MAR/alaoui"), ("participant", "Morocco, host")], [ORTEGA, "MAR, MAR, host"]),
    "another person": (
        [("participant", "Vidal, ESP"), ("absent", "ortega")],
        ["ESP/vidal, ESP, visitor", ALAOUI],
    ),
    "an organisation": ([("participant", "NATO, host")], [ORTEGA, "IGO/nato, IGO, host", ALAOUI]),
    "the last word": ([("absent", "Ortega"), ("participant", "ortega, visitor")], [ORTEGA, ALAOUI]),
    "back again": ([("absent", "Alaoui"), ("participant", "MAR/alaoui")], [ORTEGA, "MAR/alaoui, MAR, party"]),
}


@pytest.mark.parametrize("of", ["event", "report"])
def test_participants_are_added_taken_out_and_corrected(record: Record, judge: Judge, of: str) -> None:
    before, event = everything(record), told_by(record, "one")
    for name, (sayings, expected) in CASES.items():
        said = []
        for field, value in sayings:
            targets = [event.id] if of == "event" else refs(event, ["one", "two"])
            said += [judge.correct(target, field, value, by=BY) for target in targets]
        assert sorted(people(record.event(event.id))) == sorted(expected), name
        for one in said:
            judge.undo(one.id, by=BY)
        assert everything(record) == before, name


def test_the_kinds_of_actors_are_told_by_their_names(record: Record, judge: Judge) -> None:
    event = told_by(record, "one").id
    for name in ("NATO", "State Department, USA", "France", "Renaud Duval, FRA"):
        judge.correct(event, "participant", name, by=BY)
    found = {p.actor.name: p.actor.type for p in record.event(event).participants}
    assert {kind for name, kind in found.items() if name not in ("Ortega", "Alaoui", "Renaud Duval")} == {
        ActorType.IGO,
        ActorType.BODY,
    }
    assert found["Renaud Duval"] is ActorType.PERSON


WRONG = [
    ("participant", "", "names nobody"),
    ("participant", ", ESP", "names nobody"),
    ("participant", "Costa Nunez", "which state|for which state"),
    ("participant", "Costa Nunez, XQQ", "no state"),
    ("participant", "Ortega", "which state, office or role"),
    ("participant", "x" * 301 + ", ESP", "300 characters"),
    ("absent", "Vidal", "takes no part"),
    ("absent", "Nobody Known", "takes no part"),
]


def test_what_makes_no_sense_is_refused_and_not_logged(record: Record, judge: Judge) -> None:
    add(record, article("namesake", "2018-08-02"), report("call", "Vidal, PRT", "MAR", on="2018-08-01"))
    before, event = everything(record), told_by(record, "one").id
    for field, value, told in [*WRONG, ("participant", "Vidal", "ESP/vidal, PRT/vidal")]:
        with pytest.raises(UsageError, match=told):
            judge.correct(event, field, value, by=BY)
    assert everything(record) == before
    assert list(record.judgements()) == []
    assert judge.correct(event, "participant", "Vidal, PRT", by=BY).value == "PRT/vidal, PRT, party"


def test_a_corrected_report_tells_its_life_and_merges_as_corrected(record: Record, judge: Judge) -> None:
    later = report("visit", "Ortega, ESP, visitor", "MAR, host", on="2018-09-12", status="planned")
    add(record, article("plan", "2018-09-01"), later)
    add(record, article("again", "2018-09-02", "Post"), later)
    event = told_by(record, "again")
    judge.correct(refs(event, ["again"])[0], "absent", "Ortega", by=BY)
    judge.correct(refs(event, ["again"])[0], "participant", "Vidal, ESP, visitor", by=BY)
    changed = [(c.field, c.before, c.after) for c in record.event(event.id).life[1:]]
    assert changed == [("participants", "ESP/ortega", "ESP/vidal")]
    assert record.event(event.id).corrected == ()


def test_it_holds_for_the_newer_version_of_a_page_and_a_new_reading(record: Record, judge: Judge) -> None:
    event = told_by(record, "one")
    for ref in refs(event, ["one", "two"]):
        judge.correct(ref, "absent", "Ortega", by=BY)
        judge.correct(ref, "participant", "Vidal, ESP, visitor", by=BY)
    newer = article("one", "2018-08-01", "Herald", text=prose("one") + " One sentence more.")
    add(record, newer, replace(VISIT, evidence="He came to Rabat."))
    again = record.recorder().reread("two", [replace(VISIT, article="two", evidence="He was there.")])
    assert again.replaced == 1
    assert people(record.event(event.id)) == ["ESP/vidal, ESP, visitor", ALAOUI]
    # What questions ask was written anew, too.
    assert of_person(record, "Vidal")[0] == event.id
    assert of_person(record, "Ortega") == []


def test_actors_that_are_one_take_part_as_one(record: Record, judge: Judge) -> None:
    before, event = everything(record), told_by(record, "one").id
    said = judge.correct(event, "participant", "Costa Nunez, PRT", by=BY)
    same = judge.same("ESP/vidal", "PRT/costa-nunez", by=BY)
    assert "ESP/vidal, PRT, party" in people(record.event(event))
    assert event in of_person(record, "ESP/vidal")
    judge.undo(same.id, by=BY)
    assert of_person(record, "ESP/vidal") == [told_by(record, "call").id]
    assert of_person(record, "costa nunez") == [event]
    judge.undo(said.id, by=BY)
    assert everything(record) == before


def test_it_moves_with_an_export_in_any_order(record: Record, judge: Judge, tmp_path: Path) -> None:
    event = told_by(record, "one")
    judge.correct(event.id, "participant", "Costa Nunez, PRT, visitor", by=BY)
    judge.correct(refs(event, ["two"])[0], "participant", "Ortega, prime minister", by=BY)
    judge.correct(event.id, "absent", "Alaoui", by=BY)
    judge.undo(judge.correct(event.id, "participant", "Renaud Duval, FRA", by=BY).id, by=BY)
    lines = list(native_lines(record))
    said = [line for line in lines if '"type":"judgement"' in line.replace(" ", "")]
    others = [line for line in lines if line not in said]
    assert len(said) == 4
    for number, order in enumerate(permutations(said)):
        if number % 6:
            continue
        with Record.open(str(tmp_path / f"{number}.sqlite"), create=True) as copy:
            assert list(NativeImport(copy).read((line.encode() for line in (*others, *order)), "in")) == []
            assert everything(copy) == everything(record)
            assert of_person(copy, "costa nunez") == [event.id]
            if not number:
                assert list(native_lines(copy)) == lines


def test_who_is_not_in_a_record_is_made_there_from_what_was_said(record: Record, judge: Judge, tmp_path: Path) -> None:
    event = told_by(record, "one").id
    judge.correct(event, "participant", "Costa Nunez, PRT, visitor", by=BY)
    lines = [line for line in native_lines(record) if "Costa Nunez" not in line or "judgement" in line]
    with Record.open(str(tmp_path / "copy.sqlite"), create=True) as copy:
        assert list(NativeImport(copy).read((line.encode() for line in lines), "in")) == []
        assert people(copy.event(event)) == people(record.event(event))


def test_the_kept_status_of_an_event_is_not_touched(record: Record, judge: Judge) -> None:
    event = told_by(record, "one").id
    with record.reading() as connection:
        kept = connection.execute(sa.select(events.c.status, events.c.start).where(events.c.key == event)).one()
    judge.correct(event, "absent", "Ortega", by=BY)
    with record.reading() as connection:
        assert connection.execute(sa.select(events.c.status, events.c.start).where(events.c.key == event)).one() == kept
