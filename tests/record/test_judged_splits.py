"""One actor of the record who is two people: told apart by a report or a spelling, for good, and put together again."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
import sqlalchemy as sa
from making import MADRID, SEVILLE, add, article, everything, prose, refs, report, told_by

from dragoman.errors import UsageError
from dragoman.findings.named import actors_of_name
from dragoman.model import Actor, ActorEntry, ActorType, OfficeHeld, Participant, Report
from dragoman.record.judge import Judge
from dragoman.record.native import native_lines
from dragoman.record.native_import import NativeImport
from dragoman.record.record import Record
from dragoman.record.schema import actor_words, event_participants, stays
from dragoman.record.schema import actors as actors_table

BY = "Ana Example"
FIRST, SECOND = "ESP/maria-ortega", "ESP/maria-ortega-2"


def meeting(name: str, day: str, office: str | None = None) -> Report:
    """Somebody of Spain met Alaoui in Madrid."""
    made = report("meeting", f"{name}, ESP", "Alaoui, MAR", on=day, at=MADRID)
    parties = [
        replace(p, actor=replace(p.actor, office=office)) if p.actor.name == name else p for p in made.participants
    ]
    return replace(made, participants=tuple(parties))


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    """Three reports of a Maria Ortega, who is an ambassador in two of them, and one of "Maria Ortegha"."""
    with Record.open(record_url, create=True) as opened:
        add(opened, article("a", "2018-06-12"), meeting("Maria Ortega", "2018-06-12", "ambassador"))
        add(opened, article("b", "2018-07-12"), meeting("Maria Ortega", "2018-07-12", "spokeswoman"))
        add(opened, article("c", "2018-08-12"), meeting("Maria Ortega", "2018-08-12", "ambassador"))
        add(opened, article("d", "2018-09-12"), meeting("Maria Ortegha", "2018-09-12"))
        yield opened


@pytest.fixture
def judge(record: Record) -> Judge:
    return Judge(record.engine, record.place)


def traces(record: Record) -> list[tuple[object, ...]]:
    """The words by which actors are looked up, and the rows by which questions find their events."""
    part, word = event_participants.c, actor_words.c
    with record.reading() as connection:
        return [
            *map(tuple, connection.execute(sa.select(actors_table.c.key, actors_table.c.merged_into))),
            *map(tuple, connection.execute(sa.select(word.word, word.actor_id).order_by(word.word, word.actor_id))),
            *map(
                tuple,
                connection.execute(sa.select(part.event_id, part.position, part.actor_id).order_by(part.event_id)),
            ),
            *map(tuple, connection.execute(sa.select(stays.c.event_id, stays.c.actor_id).order_by(stays.c.event_id))),
        ]


def ref(record: Record, page: str) -> str:
    return refs(told_by(record, page), [page])[0]


def of_spain(record: Record, *pages: str) -> list[str]:
    """The Spaniards in the events of pages, by their ids."""
    return [p.id for page in pages for p in told_by(record, page).participants if p.actor.country == "ESP"]


def entry(record: Record, key: str) -> ActorEntry:
    return next(one for one in record.actors() if one.id == key)


def called(record: Record, name: str) -> set[str]:
    with record.reading() as connection:
        return {one.id for one in actors_of_name(connection, name)}


def test_the_four_are_one_at_first(record: Record) -> None:
    assert of_spain(record, "a", "b", "c", "d") == [FIRST] * 4


def test_the_one_named_in_a_report_is_somebody_else(record: Record, judge: Judge) -> None:
    before, rows = everything(record), traces(record)
    said = judge.different(FIRST, ref(record, "b"), by=BY)
    assert (said.about, said.target, said.value) == ("actor", FIRST, SECOND)
    assert of_spain(record, "a", "b", "c", "d") == [FIRST, SECOND, FIRST, FIRST]
    assert entry(record, SECOND).offices == (OfficeHeld("spokeswoman", "ESP", "2018-07-12", "2018-07-12"),)
    assert entry(record, FIRST).offices == (OfficeHeld("ambassador", "ESP", "2018-06-12", "2018-08-12"),)
    assert entry(record, FIRST).names == ("Maria Ortega", "Maria Ortegha")
    assert entry(record, SECOND).names == ("Maria Ortega",)
    assert called(record, "maria ortega") == {FIRST, SECOND}
    judge.undo(said.id, by=BY)
    assert everything(record) == before
    assert traces(record) == rows


def test_the_order_of_the_two_is_free_and_the_last_day_is_his_own(record: Record, judge: Judge) -> None:
    judge.different(ref(record, "c"), FIRST, by=BY)
    assert entry(record, FIRST).offices[0] == OfficeHeld("ambassador", "ESP", "2018-06-12", "2018-06-12")
    assert entry(record, SECOND).offices == (OfficeHeld("ambassador", "ESP", "2018-08-12", "2018-08-12"),)


def test_a_second_report_is_of_the_same_namesake_unless_said_otherwise(record: Record, judge: Judge) -> None:
    before = everything(record)
    said = [judge.different(FIRST, ref(record, page), by=BY) for page in "bc"]
    assert of_spain(record, "a", "b", "c") == [FIRST, SECOND, SECOND]
    said.append(judge.different(SECOND, ref(record, "c"), by=BY))
    assert of_spain(record, "a", "b", "c") == [FIRST, SECOND, "ESP/maria-ortega-3"]
    for order in permutations(range(3)):
        for number in order:
            judge.undo(said[number].id, by=BY)
        assert everything(record) == before, order
        said = [judge.different(FIRST, ref(record, page), by=BY) for page in "bc"]
        said.append(judge.different(SECOND, ref(record, "c"), by=BY))


def test_a_spelling_is_another_person_s_now_and_later(record: Record, judge: Judge) -> None:
    writer = record.recorder()
    writer.add(article("warm", "2018-05-01"), [replace(meeting("Maria Ortega", "2018-05-01"), article="warm")], "warm")
    before, rows = everything(record), traces(record)
    said = judge.different(FIRST, "maria ortegha", by=BY)
    assert said.value == "ESP/maria-ortegha"
    assert of_spain(record, "a", "d") == [FIRST, "ESP/maria-ortegha"]
    assert entry(record, FIRST).names == ("Maria Ortega",)
    assert entry(record, "ESP/maria-ortegha").names == ("Maria Ortegha",)
    assert (called(record, "ortegha"), called(record, "ortega")) == ({"ESP/maria-ortegha"}, {FIRST})
    judge.undo(said.id, by=BY)
    assert everything(record) == before
    assert traces(record) == rows
    judge.different(FIRST, "Maria Ortegha", by=BY)
    # A writer that had the actors in its memory.
    more = meeting("Maria Ortegha", "2018-10-12")
    writer.add(article("e", "2018-10-12"), [replace(more, article="e")], "e")
    assert of_spain(record, "e") == ["ESP/maria-ortegha"]


def test_later_reports_go_back_with_the_others(record: Record, judge: Judge) -> None:
    said = judge.different(FIRST, "Maria Ortegha", by=BY)
    add(record, article("e", "2018-10-12"), meeting("Maria Ortegha", "2018-10-12", "envoy"))
    assert entry(record, "ESP/maria-ortegha").offices[0].office == "envoy"
    judge.undo(said.id, by=BY)
    assert of_spain(record, "d", "e") == [FIRST, FIRST]
    assert [one.id for one in record.actors()] == [FIRST, "MAR/alaoui"]
    assert OfficeHeld("envoy", "ESP", "2018-10-12", "2018-10-12") in entry(record, FIRST).offices


def test_it_holds_for_the_newer_version_of_the_page_and_a_new_reading(record: Record, judge: Judge) -> None:
    judge.different(FIRST, ref(record, "b"), by=BY)
    judge.different(FIRST, ref(record, "c"), by=BY)
    newer = article("b", "2018-07-14", text=prose("b") + " One sentence more.")
    add(record, newer, replace(meeting("Maria Ortega", "2018-07-12", "ambassador"), evidence="They met there."))
    again = replace(meeting("Maria Ortega", "2018-08-12"), article="c", evidence="She was there.")
    assert record.recorder().reread("c", [again]).replaced == 1
    assert of_spain(record, "a", "b", "c") == [FIRST, SECOND, SECOND]
    assert entry(record, FIRST).offices == (OfficeHeld("ambassador", "ESP", "2018-06-12", "2018-06-12"),)


def test_who_he_is_can_be_said_afterwards(record: Record, judge: Judge) -> None:
    add(record, article("v", "2018-05-01"), meeting("Vidal", "2018-05-01"))
    before = everything(record)
    split = judge.different(FIRST, ref(record, "b"), by=BY)
    same = judge.same("ESP/vidal", split.value or "", by=BY)
    assert of_spain(record, "b", "v") == ["ESP/vidal", "ESP/vidal"]
    judge.undo(same.id, by=BY)
    assert of_spain(record, "b", "v") == [SECOND, "ESP/vidal"]
    judge.undo(split.id, by=BY)
    assert of_spain(record, "b", "v") == [FIRST, "ESP/vidal"]
    assert everything(record) == before


def test_one_of_two_that_were_judged_to_be_one(record: Record, judge: Judge) -> None:
    add(record, article("v", "2018-05-01"), meeting("Vidal", "2018-05-01"))
    add(record, article("w", "2018-05-10"), meeting("Vidal", "2018-05-10"))
    judge.same(FIRST, "ESP/vidal", by=BY)
    assert of_spain(record, "v") == [FIRST]
    said = judge.different(FIRST, ref(record, "v"), by=BY)
    assert (said.target, said.value) == ("ESP/vidal", "ESP/vidal-2")
    assert of_spain(record, "a", "v", "w") == [FIRST, "ESP/vidal-2", FIRST]
    with pytest.raises(UsageError, match="different ESP/maria-ortega ESP/vidal"):
        judge.different(FIRST, "Vidal", by=BY)


def test_what_makes_no_sense_is_refused_and_not_logged(record: Record, judge: Judge) -> None:
    add(record, article("p", "2018-05-01"), report("call", "Costa Nunez, PRT", "MAR", on="2018-05-01"))
    before, other_page = everything(record), ref(record, "p")
    for one, other, told in (
        (FIRST, "Maria Ortega", "by which ESP/maria-ortega is known"),
        (FIRST, "Pedro Ortega", "nothing calls ESP/maria-ortega so"),
        (FIRST, told_by(record, "a").id, "cannot be said"),
        ("MAR/alaoui", "MAR/alaoui", "named twice"),
        ("Nobody", "Maria Ortega", "no event, report or actor Nobody"),
        (FIRST, other_page, "does not name"),
        ("PRT/costa-nunez", other_page, "nothing else is known of PRT/costa-nunez"),
        ("MAR", other_page, "is a state"),
    ):
        with pytest.raises(UsageError, match=told):
            judge.different(one, other, by=BY)
    assert everything(record) == before
    assert list(record.judgements()) == []


def test_it_moves_with_an_export(record: Record, judge: Judge, tmp_path: Path) -> None:
    judge.different(FIRST, ref(record, "b"), by=BY)
    judge.different(FIRST, "Maria Ortegha", by=BY)
    judge.undo(judge.different(FIRST, ref(record, "c"), by=BY).id, by=BY)
    lines = list(native_lines(record))
    with Record.open(str(tmp_path / "copy.sqlite"), create=True) as copy:
        assert list(NativeImport(copy).read((line.encode() for line in lines), "in")) == []
        assert list(native_lines(copy)) == lines
        add(copy, article("e", "2018-10-12"), meeting("Maria Ortegha", "2018-10-12"))
        assert of_spain(copy, "e") == ["ESP/maria-ortegha"]
        standing = [said for said in copy.judgements() if said.undone_at is None]
        for said in standing:
            Judge(copy.engine, copy.place).undo(said.id, by=BY)
        assert of_spain(copy, "a", "b", "c", "d", "e") == [FIRST] * 5


def test_judgements_come_in_any_order_to_a_record_that_read_the_pages_itself(
    record: Record, judge: Judge, tmp_path: Path
) -> None:
    lines = list(native_lines(record))
    judge.different(FIRST, "Maria Ortegha", by=BY)
    judge.different(FIRST, ref(record, "b"), by=BY)
    judge.different(FIRST, ref(record, "c"), by=BY)
    judge.different(SECOND, ref(record, "c"), by=BY)
    after = everything(record)
    lines += [line for line in native_lines(record) if line.startswith('{"type": "actor"')]
    said = [line for line in native_lines(record) if '"undone_at"' in line]
    assert len(said) == 4
    for number, order in enumerate(permutations(said)):
        if number % 5:
            continue
        with Record.open(str(tmp_path / f"{number}.sqlite"), create=True) as copy:
            assert list(NativeImport(copy).read((line.encode() for line in (*lines, *order)), "in")) == []
            assert everything(copy) == after


def test_a_body_is_split_too(record_url: str) -> None:
    def told(name: str, day: str) -> Report:
        made = report("meeting", "Ortega, ESP", "MAR", on=day, at=SEVILLE)
        body = Participant(Actor(name, ActorType.BODY, "ESP"), made.participants[0].role)
        return replace(made, participants=(body, made.participants[1]))

    with Record.open(record_url, create=True) as record:
        add(record, article("a", "2018-06-12"), told("Trade Council", "2018-06-12"))
        add(record, article("b", "2018-09-12"), told("Trade Council", "2018-09-12"))
        (body,) = of_spain(record, "a")
        said = Judge(record.engine, record.place).different(body, ref(record, "b"), by=BY)
        assert of_spain(record, "a", "b") == [body, said.value]
        assert said.value != body
