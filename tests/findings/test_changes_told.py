"""What became of events between two days."""

import datetime as dt

import record_expected
from dragoman.findings.changes import all_changes_since, changes_since
from dragoman.findings.timeline import Wanted, timeline
from dragoman.record.judge import Judge
from dragoman.record.record import Record

EXPECTED = record_expected.load()
BEGIN = dt.date(2016, 1, 1)


def test_the_life_of_the_summit_is_told_day_by_day(record: Record) -> None:
    summit = EXPECTED.event("summit")
    told = [t for t in all_changes_since(record, BEGIN) if t.article in summit.articles and t.event.kind == "meeting"]
    told = [t for t in told if {p.id for p in t.event.participants} == {"RUS/arkady-sorin", "USA/warren-hale"}]
    assert [(t.on, t.what, t.before, t.after) for t in told] == [
        ("2017-08-08", "new", None, "planned"),
        ("2017-09-01", "called off", "planned", "off"),
        ("2017-09-07", "revived", "off", "planned"),
        ("2017-09-20", "happened", "planned", "happened"),
        ("2017-09-21", "confirmed", None, "happened"),
    ]
    assert told[0].outlet == "Fjord Dispatch"
    assert told[0].url is None or told[0].url.startswith("https://")


def test_every_entry_of_every_life_is_told_once_and_nothing_else_changed(record: Record) -> None:
    told = list(all_changes_since(record, BEGIN))
    assert [t.on for t in told] == sorted(t.on for t in told)
    lives = sorted((c.on, c.article, c.field, c.before or "", c.after) for e in EXPECTED.events for c in e.life)
    in_lives = [t for t in told if t.what not in ("confirmed", "contradicted")]
    assert sorted((t.on, t.article, t.field, t.before or "", t.after) for t in in_lives) == lives
    contradicted = {t.field for t in told if t.what == "contradicted"}
    assert contradicted == {d.field for e in EXPECTED.events for d in e.disagreements}


def test_days_and_limits(record: Record) -> None:
    first, last = dt.date(2017, 9, 1), dt.date(2017, 9, 20)
    found = changes_since(record, first, last, limit=100)
    assert [t.on for t in found.told] == ["2017-09-01", "2017-09-07", "2017-09-20", "2017-09-20"]
    assert not found.more
    short = changes_since(record, first, last, limit=2)
    assert short.told == found.told[-2:]
    assert short.more
    assert tuple(all_changes_since(record, first, last)) == found.told


def test_rejected_events_changed_nothing(own_place: str, judge: Judge) -> None:
    with Record.open(own_place) as record:
        line = timeline(record, Wanted(), 1).lines[0]
        assert line.id in {t.event.id for t in all_changes_since(record, BEGIN)}
        judge.reject(line.id, by="ana")
        assert line.id not in {t.event.id for t in all_changes_since(record, BEGIN)}
