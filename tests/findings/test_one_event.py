"""Everything about one event."""

import pytest

from dragoman.errors import UsageError
from dragoman.findings.named import state_of_name
from dragoman.findings.one_event import one_event
from dragoman.findings.timeline import Wanted, timeline
from dragoman.model import Verdict
from dragoman.record.judge import Judge
from dragoman.record.record import Record


def test_an_event_by_its_id(record: Record) -> None:
    for line in timeline(record, Wanted(), 100).lines:
        found = one_event(record, f" {line.id} ")
        assert found.event == record.event(line.id)
        assert (found.asked, found.redirected, found.judgements) == (line.id, False, ())


@pytest.mark.parametrize("key", ["E0", "", "\0", "x" * 10_000, "' OR 1=1 --"])
def test_an_unknown_id_is_told(record: Record, key: str) -> None:
    with pytest.raises(UsageError, match="no event"):
        one_event(record, key)


def test_a_merged_id_leads_on_and_judgements_are_shown(own_place: str, judge: Judge) -> None:
    with Record.open(own_place) as record:
        first, second = (line.id for line in timeline(record, Wanted(country=state_of_name("BRA")), 2).lines)
        judge.same(first, second, by="ana", note="one call")
        ids = {first, second}
        kept = one_event(record, first).event.id
        other = (ids - {kept}).pop()
        found = one_event(record, other)
        assert (found.asked, found.redirected, found.event.id) == (other, True, kept)
        assert found.event.former_ids == (other,)
        judge.reject(found.event.sources[0].report, by="ben")
        again = one_event(record, kept)
        assert [(j.by, j.verdict, j.note) for j in again.judgements] == [
            ("ana", Verdict.SAME, "one call"),
            ("ben", Verdict.REJECT, None),
        ]
        assert again.event.sources[0].rejected
        judge.undo(again.judgements[0].id, by="ana")
        assert not one_event(record, other).redirected


def test_a_rejected_event_can_still_be_asked_for(own_place: str, judge: Judge) -> None:
    with Record.open(own_place) as record:
        line = timeline(record, Wanted(), 1).lines[0]
        judge.reject(line.id, by="ana")
        assert one_event(record, line.id).event.verdict == "rejected"
