"""Runs the codebook's own examples: `dragoman codebook test`."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.events.codebook import Codebook, Entry, Example, codebook
from dragoman.events.coder import code
from dragoman.model import Article, DatedBy, Moment, Report, Role
from dragoman.text.parse import parse

_ROLES = frozenset(str(r) for r in Role)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One example and what was wrong with it: `faults` is empty if it came out as the entry says."""

    entry: str
    example: Example
    reports: tuple[Report, ...]
    faults: tuple[str, ...]


def run_examples(book: Codebook | None = None) -> Iterator[Outcome]:
    """Read every example of the codebook and compare it with the reports expected of it, entry by entry.

    An expected report must be among those read, with every field that it names; a report of the entry's own kind
    that is not expected is a fault.
    """
    for entry in (book or codebook()).entries:
        for example in entry.examples:
            yield _run(entry, example)


def _run(entry: Entry, example: Example) -> Outcome:
    day = dt.date.fromisoformat(example.published)
    article = Article(entry.id, example.text, title=example.title, published=Moment(day), dated_by=DatedBy.GIVEN)
    reports = code(parse(article))
    left = list(reports)
    faults = []
    for expected in example.reports:
        match = next((r for r in left if _matches(expected, r)), None)
        if match is None:
            faults.append(f"not read: {_brief(expected)}")
        else:
            left.remove(match)
    faults.extend(f"not expected: {_shown(r)}" for r in left if r.kind is entry.kind)
    return Outcome(entry.id, example, reports, tuple(faults))


def _matches(expected: Mapping[str, Any], report: Report) -> bool:
    return all(_field(key, value, report) for key, value in expected.items())


def _field(key: str, value: Any, report: Report) -> bool:
    if key in ("kind", "status"):
        return bool(str(getattr(report, key)) == value)
    if key == "place":
        return report.place is not None and value in (report.place.name, report.place.country)
    if key in ("start", "end"):
        return report.when is not None and getattr(report.when, key) == str(value)
    names = {
        p.actor.name for p in report.participants if str(p.role) == key or (key == "party" and str(p.role) == "host")
    }
    return key in _ROLES and set([value] if isinstance(value, str) else value) <= names


def _brief(expected: Mapping[str, Any]) -> str:
    return ", ".join(f"{k} {v}" for k, v in expected.items())


def _shown(report: Report) -> str:
    who = ", ".join(f"{p.role} {p.actor.name}" for p in report.participants)
    return f"{report.kind} {report.status} {who}"
