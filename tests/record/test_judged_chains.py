"""Judgements on judgements: three of a kind joined by twos, and taken apart in any order."""

import itertools
from collections.abc import Iterator

import pytest
from making import MADRID, RABAT, SEVILLE, add, article, everything, grouped, report, told_by

from dragoman.record.judge import Judge
from dragoman.record.record import Record

BY = "Ana Example"
PAGES = ("a", "b", "c")


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    """Three events, of one, two and one reports, with an actor of its own each."""
    with Record.open(record_url, create=True) as opened:
        for page, person, day, place in (
            ("a", "Ortega, ESP", "2018-06-12", MADRID),
            ("b", "Vidal, ESP", "2018-08-12", RABAT),
            ("b2", "Vidal, ESP", "2018-08-12", RABAT),
            ("c", "Costa, ESP", "2018-10-12", SEVILLE),
        ):
            add(opened, article(page, day), report("meeting", person, "Alaoui, MAR", on=day, at=place))
        yield opened


@pytest.fixture
def judge(record: Record) -> Judge:
    return Judge(record.engine, record.place)


def joined(record: Record) -> set[frozenset[str]]:
    return {group - {"b2"} for group in grouped(record)}


@pytest.mark.parametrize("chain", [("ab", "bc"), ("bc", "ab"), ("ab", "ac"), ("ca", "ba"), ("bc", "ca")])
def test_three_events_joined_by_twos_come_apart_in_any_order(
    record: Record, judge: Judge, chain: tuple[str, str]
) -> None:
    ids = {page: told_by(record, page).id for page in PAGES}
    before = everything(record)
    for first_undone in (0, 1):
        said = [judge.same(ids[one], ids[other], by=BY) for one, other in chain]
        assert joined(record) == {frozenset(PAGES)}
        assert {record.event(one).id for one in ids.values()} == {told_by(record, "a").id}
        judge.undo(said[first_undone].id, by=BY)
        left = frozenset(chain[1 - first_undone])
        assert joined(record) == {left, frozenset(PAGES) - left}
        judge.undo(said[1 - first_undone].id, by=BY)
        assert everything(record) == before


@pytest.mark.parametrize("chain", [("ab", "bc"), ("bc", "ab"), ("ab", "ac"), ("ca", "ba"), ("bc", "ca")])
def test_three_actors_joined_by_twos_come_apart_in_any_order(
    record: Record, judge: Judge, chain: tuple[str, str]
) -> None:
    ids = {"a": "ESP/ortega", "b": "ESP/vidal", "c": "ESP/costa"}
    before = everything(record)
    for first_undone in (0, 1):
        said = [judge.same(ids[one], ids[other], by=BY) for one, other in chain]
        assert actors(record) == {frozenset(ids.values())}
        judge.undo(said[first_undone].id, by=BY)
        left = frozenset(ids[one] for one in chain[1 - first_undone])
        assert actors(record) == {left, frozenset(ids.values()) - left}
        judge.undo(said[1 - first_undone].id, by=BY)
        assert everything(record) == before


def actors(record: Record) -> set[frozenset[str]]:
    return {frozenset((e.id, *e.former_ids)) for e in record.actors() if e.country == "ESP" and "/" in e.id}


def test_said_twice_and_undone_once_still_stands(record: Record, judge: Judge) -> None:
    first, second = (judge.same("ESP/ortega", "ESP/vidal", by=BY) for _ in range(2))
    events = judge.same(told_by(record, "a").id, told_by(record, "b").id, by=BY)
    judge.undo(first.id, by=BY)
    assert frozenset({"ESP/ortega", "ESP/vidal"}) in actors(record)
    judge.undo(second.id, by=BY)
    assert frozenset({"ESP/ortega"}) in actors(record)
    assert frozenset({"a", "b"}) in joined(record)
    judge.undo(events.id, by=BY)
    assert joined(record) == {frozenset({page}) for page in PAGES}


def test_the_later_of_two_that_contradict_one_another_holds(record: Record, judge: Judge) -> None:
    ids = {page: told_by(record, page).id for page in PAGES}
    before = everything(record)
    same = judge.same(ids["a"], ids["b"], by=BY)
    different = judge.different(ids["a"], ids["b"], by="Bela Example")
    assert joined(record) == {frozenset({page}) for page in PAGES}
    judge.undo(different.id, by=BY)
    assert frozenset({"a", "b"}) in joined(record)
    judge.undo(same.id, by=BY)
    assert everything(record) == before


def test_what_was_said_is_undone_after_more_was_added(record: Record, judge: Judge) -> None:
    ids = {page: told_by(record, page).id for page in PAGES}
    said = [judge.same(ids["a"], ids["b"], by=BY), judge.same("ESP/ortega", "ESP/vidal", by=BY)]
    more = report("meeting", "Ortega, ESP", "Alaoui, MAR", on="2018-06-12", at=MADRID)
    add(record, article("d", "2018-11-01", "Post"), more)
    for one in said:
        judge.undo(one.id, by=BY)
    assert told_by(record, "a").id == ids["a"]
    assert told_by(record, "b").id == ids["b"]
    assert {p.id for p in told_by(record, "a").participants} == {"ESP/ortega", "MAR/alaoui"}
    assert sorted(itertools.chain(*grouped(record))) == ["a", "b", "b2", "c", "d"]


def test_to_tell_one_pair_apart_leaves_the_others_as_they_are(record: Record, judge: Judge) -> None:
    ids = {page: told_by(record, page).id for page in PAGES}
    judge.same(ids["a"], ids["b"], by=BY)
    judge.same("ESP/ortega", "ESP/vidal", by=BY)
    judge.different(ids["a"], ids["c"], by=BY)
    judge.different("ESP/vidal", "ESP/costa", by=BY)
    assert frozenset({"a", "b"}) in joined(record)
    assert frozenset({"ESP/ortega", "ESP/vidal"}) in actors(record)


def test_one_of_three_actors_is_taken_out(record: Record, judge: Judge) -> None:
    judge.same("ESP/ortega", "ESP/vidal", by=BY)
    judge.same("ESP/ortega", "ESP/costa", by=BY)
    said = judge.different("ESP/vidal", "ESP/costa", by=BY)
    assert actors(record) == {frozenset({"ESP/ortega", "ESP/vidal"}), frozenset({"ESP/costa"})}
    judge.undo(said.id, by=BY)
    assert actors(record) == {frozenset({"ESP/ortega", "ESP/vidal", "ESP/costa"})}
