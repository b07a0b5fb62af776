"""How many of the expected contacts of some pages were reported, and how many of them in full.

A report finds an expected contact when the kind is the same, at least half of the sides on either hand are the other's
too, no side has changed direction, and the dates can be of one event (a day of slack, for the zones). It is exact when
people, roles, status, date and place agree as well. One report finds one contact; optional contacts count neither way.
"""

import calendar
import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.model import Participant, Report

Contact = Mapping[str, Any]
Side = Mapping[str, Any]

_GIVING = {"visitor", "sender"}
_TAKING = {"host", "recipient"}
_SLACK = dt.timedelta(days=1)


@dataclass(frozen=True)
class Score:
    """Counts over all pages; `errors` name what was missed, made up or not exact."""

    expected: int
    reported: int
    found: int
    exact: int
    errors: tuple[str, ...]

    @property
    def found_f1(self) -> float:
        """The harmonic mean of precision and recall of contacts found, 0 to 1."""
        return 2 * self.found / max(1, self.expected + self.reported)

    @property
    def exact_f1(self) -> float:
        """The same of contacts that are right in every field."""
        return 2 * self.exact / max(1, self.expected + self.reported)

    def __str__(self) -> str:
        return "\n".join(
            (
                f"found F1 {self.found_f1:.3f}, exact F1 {self.exact_f1:.3f} "
                f"(expected {self.expected}, reported {self.reported}, found {self.found}, exact {self.exact})",
                *self.errors,
            )
        )


def score_contacts(pages: Mapping[str, Sequence[Contact]], reports: Mapping[str, Sequence[Report]]) -> Score:
    """The score of all pages together, from each page's expected contacts and reports."""
    expected = reported = found = exact = 0
    errors: list[str] = []
    for page, contacts in pages.items():
        pairs = pairs_of(contacts, reports[page])
        firm = [i for i, contact in enumerate(contacts) if not contact.get("optional")]
        spare = [j for i, j in pairs.items() if i not in firm]
        expected += len(firm)
        reported += len(reports[page]) - len(spare)
        for i in firm:
            wrong = wrong_fields(contacts[i], reports[page][pairs[i]]) if i in pairs else ["missed"]
            found += i in pairs
            exact += not wrong
            if wrong:
                errors.append(f"{page}: {contacts[i]['kind']} {', '.join(wrong)}: {contacts[i]['evidence'][:100]}")
        for j, report in enumerate(reports[page]):
            if j not in pairs.values():
                errors.append(f"{page}: {report.kind} made up: {report.evidence[:100]}")
    return Score(expected, reported, found, exact, tuple(errors))


def pairs_of(contacts: Sequence[Contact], reports: Sequence[Report]) -> dict[int, int]:
    """Contact to report, the closest pairs first."""
    close = sorted(
        (
            (-_closeness(contact, report), i, j)
            for i, contact in enumerate(contacts)
            for j, report in enumerate(reports)
            if _finds(contact, report)
        ),
    )
    pairs: dict[int, int] = {}
    for _, i, j in close:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def _closeness(contact: Contact, report: Report) -> float:
    words = set(contact["evidence"].lower().split())
    shared = len(words & set(report.evidence.lower().split())) / len(words)
    return 5 - len(wrong_fields(contact, report)) + shared - 0.1 * bool(contact.get("optional"))


def _finds(contact: Contact, report: Report) -> bool:
    if contact["kind"] != report.kind or not report.participants:
        return False
    sides, others = contact["who"], report.participants
    mine = sum(any(_same_side(side, other) for other in others) for side in sides)
    theirs = sum(any(_same_side(side, other) for side in sides) for other in others)
    if 2 * mine < len(sides) or 2 * theirs < len(others) or _reversed(contact, report):
        return False
    want, got = _days(contact.get("when")), _days(_when(report))
    return want is None or got is None or (got[0] <= _later(want[1]) and got[1] >= _earlier(want[0]))


def _reversed(contact: Contact, report: Report) -> bool:
    for roles, opposite in ((_GIVING, _TAKING), (_TAKING, _GIVING)):
        for side in contact["who"]:
            if side["role"] not in roles:
                continue
            now = {other.role.value for other in report.participants if _same_side(side, other)}
            if now & opposite and not now & roles:
                return True
    return False


def wrong_fields(contact: Contact, report: Report) -> list[str]:
    """The fields in which a report that finds a contact differs from it."""
    when = contact.get("when") or {}
    checks = {
        "people": _people(contact, report),
        "status": contact["status"] == report.status,
        "date": _same_day(when.get("start"), _when(report)["start"], when.get("end"), _when(report)["end"]),
        "place": _same_place(contact.get("place"), report),
    }
    return [name for name, right in checks.items() if not right]


def _people(contact: Contact, report: Report) -> bool:
    """Everyone expected is there in the right role and nobody else, but for the host that a visit's place implies."""
    wanted = [side for side in contact["who"] if not _implied(contact["kind"], side["role"], side.get("person", True))]
    if not all(any(_same_person(side, other) for other in report.participants) for side in wanted):
        return False
    for other in report.participants:
        implied = _implied(report.kind, other.role, other.actor.type == "person")
        if not implied and not any(_same_person(side, other) for side in contact["who"]):
            return False
    return contact["kind"] == "meeting" or all(
        any(_same_person(side, other) and other.role == side["role"] for other in report.participants)
        for side in wanted
        if side["role"] in _GIVING | _TAKING
    )


def _implied(kind: str, role: str, person: bool) -> bool:
    return kind == "visit" and role == "host" and not person


def _same_person(side: Side, other: Participant) -> bool:
    return _same_name(side["name"], other.actor.name) if side.get("person", True) else _same_side(side, other)


def _same_side(side: Side, other: Participant) -> bool:
    country = side["country"]
    return _same_name(side["name"], other.actor.name) or (
        country == other.actor.country and country not in {None, "IGO"}
    )


def _same_name(one: str, other: str) -> bool:
    first, second = (set(name.lower().replace("-", " ").replace(".", "").split()) for name in (one, other))
    return bool(first and second) and (first <= second or second <= first)


def _same_place(place: Mapping[str, str | None] | None, report: Report) -> bool:
    if not place:
        return True
    if report.place is None or (place["country"] and place["country"] != report.place.country):
        return False
    return not place["name"] or _same_name(place["name"], report.place.name or "")


def _same_day(start: str | None, got_start: str | None, end: str | None, got_end: str | None) -> bool:
    want, got = (start, got_start) if start else (end, got_end)
    if not want:
        return True
    if got and len(want) == len(got) == 10:
        return abs(dt.date.fromisoformat(want) - dt.date.fromisoformat(got)) <= _SLACK
    return bool(got) and str(got).startswith(want)


def _when(report: Report) -> dict[str, str | None]:
    return {"start": report.when.start, "end": report.when.end} if report.when else {"start": None, "end": None}


def _days(when: Mapping[str, str | None] | None) -> tuple[dt.date, dt.date] | None:
    """First and last day that the dates allow; None if they say nothing."""
    start, end = (when or {}).get("start"), (when or {}).get("end")
    if not start and not end:
        return None
    low = _bounds(start)[0] if start else dt.date.min
    return low, _bounds(end or start or "")[1]


def _bounds(text: str) -> tuple[dt.date, dt.date]:
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    if day:
        return dt.date(year, month, day), dt.date(year, month, day)
    last = month or 12
    return dt.date(year, month or 1, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _earlier(day: dt.date) -> dt.date:
    return day if day == dt.date.min else day - _SLACK


def _later(day: dt.date) -> dt.date:
    return day + _SLACK
