"""What people say of reports, events and actors: applied on top, visible, lasting, and undone without a trace."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from making import MADRID, RABAT, add, article, everything, grouped, prose, refs, report, told_by

from dragoman.errors import UsageError
from dragoman.findings.timeline import Wanted, timeline
from dragoman.model import Event, Judgement, Kind, Status, TimeSpan, Verdict
from dragoman.record.judge import Judge
from dragoman.record.record import Record

BOTH = ("Ortega, ESP", "Alaoui, MAR")
PLAN = report("meeting", *BOTH, on="2018-06-12", at=RABAT, status="planned")
HELD = report("meeting", *BOTH, on="2018-06-12", at=RABAT)
LATER = report("meeting", *BOTH, on="2018-07-20", at=MADRID)
BY = "Ana Example"


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    """A meeting that was planned and held, told by three; and a later one, told by one."""
    with Record.open(record_url, create=True) as opened:
        add(opened, article("plan", "2018-06-01", "Herald"), PLAN)
        add(opened, article("held", "2018-06-13", "Post"), HELD)
        add(opened, article("told", "2018-06-14", "Lantern"), HELD)
        add(opened, article("later", "2018-07-21", "Herald"), LATER)
        yield opened


@pytest.fixture
def judge(record: Record) -> Judge:
    return Judge(record.engine, record.place)


def ref(event: Event, page: str) -> str:
    return refs(event, [page])[0]


# Accept and reject


def test_a_rejected_report_is_shown_and_counts_for_nothing(record: Record, judge: Judge) -> None:
    before = told_by(record, "held")
    judge.reject(ref(before, "held"), by=BY)
    judge.reject(ref(before, "told"), by=BY)
    after = told_by(record, "held")
    assert after.id == before.id
    assert {source.article: source.rejected for source in after.sources} == {"plan": False, "held": True, "told": True}
    assert (after.status, after.independent_sources) == ("unconfirmed", 1)
    assert [change.article for change in after.life] == ["plan"]
    assert after.confidence < before.confidence


def test_a_rejected_event_is_kept_as_rejected(record: Record, judge: Judge) -> None:
    event = told_by(record, "later")
    judge.reject(event.id, by=BY)
    assert record.event(event.id).verdict == "rejected"
    assert record.event(event.id).sources == event.sources


def test_an_event_is_rejected_with_its_only_report(record: Record, judge: Judge) -> None:
    event = told_by(record, "later")
    judge.reject(ref(event, "later"), by=BY)
    after = record.event(event.id)
    assert (after.verdict, after.independent_sources) == ("rejected", 0)


def test_what_is_accepted_is_sure(record: Record, judge: Judge) -> None:
    event, other = told_by(record, "held"), told_by(record, "later")
    judge.accept(event.id, by=BY)
    assert (record.event(event.id).verdict, record.event(event.id).confidence) == ("accepted", 1.0)
    judge.accept(ref(other, "later"), by=BY)
    assert record.event(other.id).confidence > other.confidence


def test_the_last_word_of_several_holds(record: Record, judge: Judge) -> None:
    event = told_by(record, "later")
    judge.accept(event.id, by=BY)
    last = judge.reject(event.id, by="Bela Example")
    assert record.event(event.id).verdict == "rejected"
    judge.undo(last.id, by=BY)
    assert record.event(event.id).verdict == "accepted"


# Corrections

CORRECTIONS: list[tuple[str, str, Callable[[Event], object], object]] = [
    ("kind", "visit", lambda event: event.kind, Kind.VISIT),
    ("status", "off", lambda event: event.status, Status.OFF),
    ("date", "2018-07-22", lambda event: event.when, TimeSpan("2018-07-22", "2018-07-22")),
    ("date", "2018-07-21/2018-07-22", lambda event: event.when, TimeSpan("2018-07-21", "2018-07-22")),
    ("place", "Seville, ESP", lambda event: event.place and event.place.name, "Seville"),
    ("place", "ESP", lambda event: event.place and (event.place.name, event.place.country), (None, "ESP")),
]


@pytest.mark.parametrize("of", ["event", "report"])
def test_each_field_is_corrected_and_the_sources_stay(record: Record, judge: Judge, of: str) -> None:
    event = told_by(record, "later")
    for field, value, get, expected in CORRECTIONS:
        said = judge.correct(event.id if of == "event" else ref(event, "later"), field, value, by=BY)
        after = record.event(event.id)
        assert get(after) == expected
        assert after.corrected == ((field,) if of == "event" else ())
        assert len(after.sources) == 1
        judge.undo(said.id, by=BY)
        assert record.event(event.id) == event


WRONG = [
    ("kind", "party"),
    ("status", "unconfirmed"),
    ("date", "2018-02-30"),
    ("date", "next week"),
    ("date", "2018-06-14/2018-06-12"),
    ("date", ""),
    ("place", "Nowhereville, XYZ"),
    ("participants", "Ortega"),
    ("evidence", "x"),
]


def test_a_value_that_cannot_be_is_refused(record: Record, judge: Judge) -> None:
    before, event = everything(record), told_by(record, "later").id
    for field, value in WRONG:
        with pytest.raises(UsageError, match=repr(value if field in ("kind", "status", "date", "place") else field)):
            judge.correct(event, field, value, by=BY)
    assert everything(record) == before
    assert list(record.judgements()) == []


# Same and different


def test_two_events_that_are_one(record: Record, judge: Judge) -> None:
    larger, smaller = told_by(record, "held"), told_by(record, "later")
    judge.same(smaller.id, larger.id, by=BY)
    (event,) = record.events()
    assert (event.id, event.former_ids) == (larger.id, (smaller.id,))
    assert record.event(smaller.id) == event
    assert len(event.sources) == 4


def test_a_report_that_is_not_about_its_event(record: Record, judge: Judge) -> None:
    event = told_by(record, "held")
    judge.different(ref(event, "told"), event.id, by=BY)
    assert grouped(record) == {frozenset({"plan", "held"}), frozenset({"told"}), frozenset({"later"})}
    assert told_by(record, "held").id == event.id


def test_a_split_keeps_the_older_id_on_the_larger_part(record: Record, judge: Judge) -> None:
    event = told_by(record, "plan")
    judge.different(ref(event, "plan"), event.id, by=BY)
    assert told_by(record, "held").id == told_by(record, "told").id == event.id
    assert told_by(record, "plan").id != event.id


def test_events_told_apart_are_not_made_one_by_later_reports(record: Record, judge: Judge) -> None:
    event = told_by(record, "held")
    judge.different(ref(event, "told"), event.id, by=BY)
    judge.different(told_by(record, "told").id, event.id, by=BY)
    add(record, article("more", "2018-06-15", "Courier"), HELD)
    assert told_by(record, "held").id != told_by(record, "told").id


def test_two_actors_that_are_one(record: Record, judge: Judge) -> None:
    add(record, article("odd", "2018-06-15", "Courier"), replace(HELD, participants=other_spelling()))
    assert len(list(record.events())) == 3
    judge.same("ESP/ortega", "ESP/hortegha", by=BY)
    (entry,) = (e for e in record.actors() if e.id == "ESP/ortega")
    assert (entry.names, entry.former_ids) == (("Ortega", "Hortegha"), ("ESP/hortegha",))
    assert {p.id for p in told_by(record, "odd").participants} == {"ESP/ortega", "MAR/alaoui"}
    add(record, article("odder", "2018-06-16", "Meridian"), replace(HELD, participants=other_spelling()))
    assert told_by(record, "odder").id == told_by(record, "held").id


def other_spelling() -> tuple[object, ...]:
    return report("meeting", "Hortegha, ESP", "Alaoui, MAR").participants


def test_what_makes_no_sense_is_refused_and_not_logged(record: Record, judge: Judge) -> None:
    event, second = told_by(record, "held"), told_by(record, "later")
    its_report, other_report = ref(event, "held"), ref(second, "later")
    before = everything(record)
    for say, *names in (
        (judge.same, event.id, its_report),
        (judge.same, event.id, "ESP/ortega"),
        (judge.same, event.id, event.id),
        (judge.same, event.id, "Enothing"),
        (judge.different, its_report, other_report),
        (judge.different, other_report, event.id),
        (judge.different, other_report, second.id),
        (judge.accept, "ESP/ortega"),
        (judge.reject, "nothing"),
    ):
        with pytest.raises(UsageError):
            say(*names, by=BY)
    assert everything(record) == before
    assert list(record.judgements()) == []


def test_a_judgement_needs_a_name_and_a_short_note(record: Record, judge: Judge) -> None:
    event = told_by(record, "held").id
    with pytest.raises(UsageError, match="name"):
        judge.accept(event, by="  ")
    with pytest.raises(UsageError, match="2,000"):
        judge.accept(event, by=BY, note="x" * 2001)


# The log

Saying = Callable[[Judge, Record], Judgement]

SAYINGS: dict[str, Saying] = {
    "accept an event": lambda judge, record: judge.accept(told_by(record, "held").id, by=BY),
    "accept a report": lambda judge, record: judge.accept(ref(told_by(record, "held"), "held"), by=BY),
    "reject an event": lambda judge, record: judge.reject(told_by(record, "held").id, by=BY),
    "reject a report": lambda judge, record: judge.reject(ref(told_by(record, "held"), "held"), by=BY),
    "correct an event": lambda judge, record: judge.correct(told_by(record, "held").id, "date", "2018-06-13", by=BY),
    "correct a report": lambda judge, record: judge.correct(
        ref(told_by(record, "held"), "held"), "place", "Madrid, ESP", by=BY
    ),
    "one event": lambda judge, record: judge.same(told_by(record, "held").id, told_by(record, "later").id, by=BY),
    "one actor": lambda judge, record: judge.same("ESP/ortega", "MAR/alaoui", by=BY),
    "two events": lambda judge, record: judge.different(told_by(record, "held").id, told_by(record, "later").id, by=BY),
    "two actors": lambda judge, record: judge.different("ESP/ortega", "MAR/alaoui", by=BY),
    "another report": lambda judge, record: judge.different(
        ref(told_by(record, "held"), "told"), told_by(record, "held").id, by=BY
    ),
    "the first report": lambda judge, record: judge.different(
        ref(told_by(record, "held"), "plan"), told_by(record, "held").id, by=BY
    ),
}


def test_undoing_brings_back_exactly_what_was(record: Record, judge: Judge) -> None:
    before = everything(record)
    for name, saying in SAYINGS.items():
        said = saying(judge, record)
        assert (everything(record) == before) == name.startswith("two"), name
        undone = judge.undo(said.id, by="Bela Example")
        assert everything(record) == before, name
        assert undone.undone_by == "Bela Example"
        assert list(record.judgements())[-1] == undone
        with pytest.raises(UsageError, match="already"):
            judge.undo(said.id, by=BY)


def test_undone_in_any_order(record: Record, judge: Judge) -> None:
    before = everything(record)
    said = [SAYINGS[name](judge, record) for name in ("one event", "correct an event", "reject a report")]
    for one in said:
        judge.undo(one.id, by=BY)
    assert everything(record) == before


def test_the_log_says_who_said_what_and_why(record: Record, judge: Judge) -> None:
    event = told_by(record, "held").id
    judge.correct(event, "date", " 2018-06-13 ", by="  Ana   Example ", note="by the minutes")
    (said,) = record.judgements()
    assert (said.by, said.about, said.target, said.verdict) == (BY, "event", event, Verdict.CORRECT)
    assert (said.field, said.value, said.note) == ("date", "2018-06-13", "by the minutes")
    assert said.at.endswith("+00:00")


def test_what_is_known_is_not_said_twice(record: Record, judge: Judge) -> None:
    said = judge.reject(told_by(record, "later").id, by=BY)
    judge.say(said)
    assert list(record.judgements()) == [said]
    with pytest.raises(UsageError, match="no judgement"):
        judge.undo("Jnothing", by=BY)


# Copies


STORY = prose("story", 120)


def copied(record: Record) -> None:
    """A story, its exact copy, and a report of an outlet of its own."""
    add(record, article("first", "2018-09-13", "Agency", text=STORY), COPIED)
    add(record, article("copy", "2018-09-14", "Lantern", text=STORY), COPIED)


COPIED = report("meeting", "Costa, PRT", "Alaoui, MAR", on="2018-09-12", at=RABAT)


def test_the_copies_of_a_rejected_report_are_rejected_with_it(record: Record, judge: Judge) -> None:
    copied(record)
    before = everything(record)
    event = told_by(record, "first")
    assert [source.copy_of for source in event.sources] == [None, "first"]
    said = judge.reject(ref(event, "first"), by=BY)
    after = record.event(event.id)
    assert (after.verdict, after.independent_sources) == ("rejected", 0)
    assert [(s.rejected, s.rejected_as_copy) for s in after.sources] == [(True, False), (True, True)]
    assert [line.id for line in timeline(record, Wanted(), 10).lines if line.id == event.id] == []
    judge.undo(said.id, by=BY)
    assert everything(record) == before
    assert [line.id for line in timeline(record, Wanted(), 10).lines if line.id == event.id] == [event.id]


def test_a_copy_that_comes_later_is_rejected_too_and_an_accepted_one_is_not(record: Record, judge: Judge) -> None:
    add(record, article("first", "2018-09-13", "Agency", text=STORY), COPIED)
    event = told_by(record, "first")
    judge.reject(ref(event, "first"), by=BY)
    add(record, article("copy", "2018-09-14", "Lantern", text=STORY), COPIED)
    assert [line.id for line in timeline(record, Wanted(), 10).lines if line.id == event.id] == []
    assert [source.rejected_as_copy for source in record.event(event.id).sources] == [False, True]
    judge.accept(ref(record.event(event.id), "copy"), by=BY)
    assert [source.rejected for source in record.event(event.id).sources] == [True, False]
    assert [line.id for line in timeline(record, Wanted(), 10).lines if line.id == event.id] == [event.id]


def test_a_copy_that_says_something_else_and_the_story_of_a_rejected_copy_stay(record: Record, judge: Judge) -> None:
    copied(record)
    other = replace(COPIED, evidence="They met at noon.")
    add(record, article("also", "2018-09-15", "Beacon", text=STORY), other)
    event = told_by(record, "first")
    said = judge.reject(ref(event, "first"), by=BY)
    assert {s.article: s.rejected for s in record.event(event.id).sources} == {
        "first": True,
        "copy": True,
        "also": False,
    }
    judge.undo(said.id, by=BY)
    judge.reject(ref(event, "copy"), by=BY)
    assert {s.article: s.rejected for s in record.event(event.id).sources} == {
        "first": False,
        "copy": True,
        "also": False,
    }


def test_copies_in_an_event_of_their_own_are_rejected_too(record: Record, judge: Judge) -> None:
    copied(record)
    event = told_by(record, "first")
    judge.different(ref(event, "copy"), event.id, by=BY)
    apart = told_by(record, "copy").id
    assert apart != event.id
    said = judge.reject(ref(event, "first"), by=BY)
    assert record.event(apart).verdict == "rejected"
    assert apart not in [line.id for line in timeline(record, Wanted(), 10).lines]
    judge.undo(said.id, by=BY)
    assert apart in [line.id for line in timeline(record, Wanted(), 10).lines]


def test_the_newer_version_of_a_rejected_report_is_rejected_where_questions_ask(record: Record, judge: Judge) -> None:
    event = told_by(record, "later")
    judge.reject(ref(event, "later"), by=BY)
    newer = article("later", "2018-08-01", "Herald", text=prose("later") + " One sentence more.")
    add(record, newer, replace(LATER, evidence="They spoke at length."))
    assert record.event(event.id).verdict == "rejected"
    assert event.id not in [line.id for line in timeline(record, Wanted(), 10).lines]


# What lasts


def test_judgements_on_a_report_hold_for_the_newer_version_of_its_page(record: Record, judge: Judge) -> None:
    event = told_by(record, "later")
    judge.correct(ref(event, "later"), "place", "Seville, ESP", by=BY)
    judge.reject(ref(told_by(record, "told"), "told"), by=BY)
    for page, found in (("later", LATER), ("told", HELD)):
        newer = article(page, "2018-08-01", "Herald", text=prose(page) + " One sentence more.")
        add(record, newer, replace(found, evidence="They spoke at length."))
    after = record.event(event.id)
    assert after.place is not None
    assert after.place.name == "Seville"
    assert [source.rejected for source in told_by(record, "told").sources if source.article == "told"] == [True]


def test_judgements_survive_a_new_reading(record: Record, judge: Judge) -> None:
    event = told_by(record, "held")
    judge.reject(ref(event, "told"), by=BY)
    judge.correct(event.id, "date", "2018-06-13", by=BY)
    again = record.recorder().reread("told", [replace(HELD, article="told", evidence="They met again.")])
    assert (again.kept, again.replaced, again.gone, again.new) == (0, 1, 0, 0)
    after = record.event(event.id)
    assert after.when == TimeSpan("2018-06-13", "2018-06-13")
    assert {source.article: (source.rejected, source.evidence) for source in after.sources}["told"] == (
        True,
        "They met again.",
    )


def test_a_reading_that_finds_the_same_changes_nothing(record: Record) -> None:
    before = everything(record)
    again = record.recorder().reread("told", [replace(HELD, article="told")])
    assert (again.kept, again.replaced, again.gone, again.new) == (1, 0, 0, 0)
    assert everything(record) == before


def test_a_reading_that_finds_nothing_takes_reports_away_and_the_first_brings_them_back(record: Record) -> None:
    before = everything(record)
    recorder = record.recorder()
    assert recorder.reread("later", []).gone == 1
    assert all("later" not in pages for pages in grouped(record))
    assert recorder.reread("later", [replace(LATER, article="later")]).new == 1
    assert everything(record) == before
    with pytest.raises(UsageError):
        recorder.reread("nothing", [])


# Merging by itself


def test_events_that_a_report_shows_to_be_one_become_one(record_url: str) -> None:
    named, vague = report("meeting", *BOTH, on="2018-06-12"), report("meeting", "ESP", "MAR", on="2018-06-12", at=RABAT)
    with Record.open(record_url, create=True) as record:
        add(record, article("plan", "2018-06-01", "Herald"), report("meeting", *BOTH, at=RABAT, status="possible"))
        add(record, article("states", "2018-06-13", "Post"), vague)
        before = {event.id for event in record.events()}
        assert len(before) == 2
        add(record, article("named", "2018-06-14", "Lantern"), replace(named, place=RABAT))
        (event,) = record.events()
        assert before == {event.id, *event.former_ids}
        assert {record.event(one) for one in before} == {event}


def test_two_contacts_that_one_article_tells_apart_are_never_one(record_url: str) -> None:
    first = report("call", *BOTH, on="2018-06-12", evidence="They spoke in the morning.")
    second = report("call", *BOTH, on="2018-06-12", evidence="They spoke again at night.")
    with Record.open(record_url, create=True) as record:
        add(record, article("both", "2018-06-13", "Herald"), first, second)
        assert len(list(record.events())) == 2
        add(record, article("too", "2018-06-13", "Post"), first, second)
        assert [len(event.sources) for event in record.events()] == [2, 2]
        add(record, article("one", "2018-06-14", "Lantern"), first)
        assert sorted(len(event.sources) for event in record.events()) == [2, 3]
