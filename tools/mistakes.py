"""What kinds of mistake stand behind a score, told from the gold record and the reports alone.

The classes are mechanical: a missed or made-up contact falls into one class, an inexact one into one a wrong field.
They say where to look, not why.
"""

import datetime as dt
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

Record = dict[str, Any]

# Two evidences that share so many words of the shorter one are the same sentence.
SAME_SENTENCE = 0.7


def read_jsonl(path: Path) -> list[Record]:
    """The objects of a file of JSON lines."""
    with path.open(encoding="utf-8") as stream:
        return [json.loads(line) for line in stream if line.strip()]


def contact_mistakes(score: ModuleType, gold: Sequence[Record], reports: Sequence[Record]) -> Counter[str]:
    """Classes of the contacts that `score` (the module gold/score.py) calls missed, false or inexact."""
    _, errors = score.score(gold, list(reports))
    said = {article["id"]: article["events"] for article in gold}
    got = defaultdict(list)
    for report in reports:
        got[report["article"]].append(report)
    counts: Counter[str] = Counter()
    for what, article, expected, report, fields in errors:
        if what == "missed":
            counts[_missed(score, expected, got[article])] += 1
        elif what == "false":
            counts[_false(score, report, said[article])] += 1
        else:
            counts.update(_inexact(score, expected, report, fields))
    return counts


def _missed(score: ModuleType, expected: Record, reports: Sequence[Record]) -> str:
    alike = [r for r in reports if r["kind"] == expected["kind"]]
    if any(score.sides_agree(expected, r) and score.dates_agree(expected, r) for r in alike):
        return f"missed: {expected['kind']} beside another of the same sides, only one of them reported"
    if any(score.sides_agree(expected, r) for r in alike):
        return f"missed: {expected['kind']} read with a date that contradicts it"
    here = [r for r in reports if score.overlap(expected["evidence"], r["evidence"]) >= SAME_SENTENCE]
    if any(r["kind"] == expected["kind"] for r in here):
        return f"missed: {expected['kind']} read with other sides"
    if here:
        return f"missed: {expected['kind']} whose sentence gave only reports of another kind"
    return f"missed: {expected['kind']} whose sentence gave no report"


def _false(score: ModuleType, report: Record, contacts: Sequence[Record]) -> str:
    alike = [c for c in contacts if c["kind"] == report["kind"]]
    if any(score.sides_agree(c, report) and score.dates_agree(c, report) for c in alike):
        return f"made up: the same {report['kind']} reported twice"
    here = [c for c in contacts if score.overlap(c["evidence"], report["evidence"]) >= SAME_SENTENCE]
    if any(c["kind"] == report["kind"] for c in here):
        return f"made up: {report['kind']} with sides or a date that the sentence does not give it"
    if here:
        return f"made up: {report['kind']} beside a contact of another kind in one sentence"
    return f"made up: {report['kind']} from a sentence that states none"


def _inexact(score: ModuleType, expected: Record, report: Record, fields: Sequence[str]) -> Iterator[str]:
    for field in fields:
        if field == "people":
            yield _people(score, expected, report)
        elif field == "status":
            yield f"inexact: status {report['status']} for {expected['status']}"
        elif field == "date":
            want = "start" if expected["start"] else "end"
            yield "inexact: another date" if report[want] else "inexact: no date"
        else:
            yield "inexact: another place" if report["place"] else "inexact: no place"


def _people(score: ModuleType, expected: Record, report: Record) -> str:
    def there(person: Record, others: Sequence[Record]) -> bool:
        if person.get("person"):
            return any(score.same_name(person["name"], other["name"]) for other in others)
        return any(score.side_match(person, other) for other in others)

    missing = [p for p in expected["participants"] if not there(p, report["participants"])]
    if not missing:
        return "inexact: somebody added, or in another role"
    for person in missing:
        standing = [q for q in report["participants"] if q["country"] and q["country"] == person["country"]]
        if person.get("person") and standing:
            return "inexact: a person left as his state, body or office"
    return "inexact: somebody left out"


def readout_mistakes(score: ModuleType, truth: Sequence[Record], reports: Sequence[Record]) -> Counter[str]:
    """Classes of the readouts that readouts/score.py does not call exact, and of its extra reports."""
    got = defaultdict(list)
    for report in reports:
        got[report["article"]].append(report)
    counts: Counter[str] = Counter()
    for readout in truth:
        faults = [_readout_fault(score, readout, r) for r in got[readout["id"]] if r["kind"] == readout["kind"]]
        right = "" in faults
        if not right:
            other = sorted({r["kind"] for r in got[readout["id"]]})
            nothing = (
                f"no {readout['kind']}, only {', '.join(other)}" if other else f"no report at all ({readout['kind']})"
            )
            counts[min(faults, key=_FAULTS.index) if faults else nothing] += 1
        talks = [r for r in got[readout["id"]] if r["kind"] in {"call", "meeting"} and r["status"] == "happened"]
        for kind, number in Counter(r["kind"] for r in talks).items():
            counts[f"extra: {kind} beside the readout's own"] += max(0, number - (right and kind == readout["kind"]))
    return +counts


# From the slightest to the gravest; a readout counts under the slightest of its reports.
_FAULTS = ["", "another date or none", "status other than happened", "principal not named", "counterpart not named",
           "counterpart's country is not a side"]  # fmt: skip


def _readout_fault(score: ModuleType, readout: Record, report: Record) -> str:
    people = report["participants"]

    def named(person: str) -> bool:
        return any(score.tokens(person) & score.tokens(p["name"]) for p in people)

    if len(people) < 2 or not any(p["country"] == readout["country"] for p in people):
        return _FAULTS[5]
    if not named(readout["counterpart"]):
        return _FAULTS[4]
    if not named(readout["principal"]):
        return _FAULTS[3]
    if report["status"] != "happened":
        return _FAULTS[2]
    start = report.get("start") or ""
    if len(start) < 10 or abs((dt.date.fromisoformat(start) - dt.date.fromisoformat(readout["published"])).days) > 1:
        return _FAULTS[1]
    return _FAULTS[0]


def time_mistakes(gold: Sequence[Record], system: Sequence[Record]) -> Counter[str]:
    """Time expressions that were missed, made up, or given another value, by TIMEX3 type and form of the value."""
    got = {article["id"]: list(article["times"]) for article in system}
    counts: Counter[str] = Counter()
    for article in gold:
        left = got.get(article["id"], [])
        for time in article["times"]:
            hit = next((t for t in left if t["start"] < time["end"] and t["end"] > time["start"]), None)
            if hit is None:
                counts[f"missed: {time['type']}"] += 1
                continue
            left.remove(hit)
            if hit["value"] != time["value"]:
                is_, should = _form(hit["value"]), _form(time["value"])
                counts[f"value: another {is_}" if is_ == should else f"value: {is_} for {should}"] += 1
        counts.update(f"made up: {time['type']}" for time in left)
    return counts


# The first form that fits a TIMEX3 value, and what to call it.
_FORMS = (
    (r".*_REF", "past, present or future"),
    (r"P.*", "length"),
    (r".*T.*", "time of day"),
    (r".*X.*", "open date"),
    (r".*W\d.*", "week"),
    (r"\d{4}-[QH].*", "part of a year"),
    (r"\d{4}-(SP|SU|FA|WI)", "season"),
    (r"\d{4}", "year"),
    (r"\d{4}-\d\d", "month"),
    (r"\d{4}-\d\d-\d\d", "day"),
    (r"", "none"),
)


def _form(value: str | None) -> str:
    return next((name for pattern, name in _FORMS if re.fullmatch(pattern, value or "")), "other form")
