"""What the record makes of the older sample pages when their reading is right: the annotated contacts as reports."""

from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Final

import yaml

from annotated import Annotated, annotated_pages, names_of_reports
from dragoman.record.record import Record
from dragoman.samples import sample_record
from quality import Figure, Outcome
from record_input import build

_ORDERS: Final = 8


def measure(folder: Path) -> Outcome:
    """Events and links against `expected_record.yaml`, and whether the order of the pages matters."""
    pages = annotated_pages()
    record = build(pages, folder / "annotated.db")[0]
    found = _events(record)
    truth = {report: name for event in found for report, name in event}
    links = {pair for event in found for pair in combinations(sorted(event), 2) if pair[0][0][0] != pair[1][0][0]}
    right = sum(one[1] == other[1] for one, other in links)
    wanted = sum(one[0] != other[0] and truth[one] == truth[other] for one, other in combinations(sorted(truth), 2))
    names = set(truth.values())
    whole = [event for event in found if len({name for _, name in event}) == 1 and _is_whole(event, truth)]
    others = [_events(build(order, folder / "ordered.db")[0]) for order in _orders(pages)]
    label = f"samples, as annotated: {len(truth)} reports of {len(names)} events"
    known = len(yaml.safe_load(sample_record().read_text(encoding="utf-8"))["events"])
    return Outcome(
        [
            Figure(label, "events that are one event and nothing else", len(whole), len(names)),
            Figure(label, "of them in expected_record.yaml", sum("#" not in name for name in names), known),
            Figure(label, "links between reports: precision", round(right / max(1, len(links)), 4), 1),
            Figure(label, "links between reports: recall", round(right / max(1, wanted), 4), 1),
            Figure(
                label, f"of {_ORDERS + 1} other orders of adding: the same events", others.count(found), _ORDERS + 1
            ),
        ],
        [],
    )


# A report by its page, its place there and its event's name, with that name.
Event = frozenset[tuple[tuple[str, int, str], str]]


def _events(record: Record) -> set[Event]:
    names = names_of_reports(record)
    return {
        frozenset(((s.article, s.span.start, names[s.report]), names[s.report]) for s in event.sources)
        for event in record.events()
    }


def _is_whole(event: Event, truth: dict[tuple[str, int, str], str]) -> bool:
    (name,) = {name for _, name in event}
    return len(event) == sum(other == name for other in truth.values())


def _orders(pages: Sequence[Annotated]) -> list[list[Annotated]]:
    return [list(pages[::-1]), *(Random(seed).sample(pages, len(pages)) for seed in range(_ORDERS))]
