"""Measures the record: what merging makes of real and made texts, and writes its part of docs/quality.md.

    python tools/record_quality.py [--write] [MEASURE ...]

Measures: real, pairs, kcna, samples, annotated, stays, reliability; without arguments, all. The material lies in
../shared (`--shared DIR`). `--keep DIR` keeps what was read, and the next run takes it from there: reading takes a
quarter of an hour. `pairs` leaves its pairs with their texts in `--keep`, for people to judge; the verdicts are in
tools/record_judged.tsv.
"""

import argparse
import contextlib
import datetime as dt
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from types import ModuleType

import yaml

ROOT = Path(__file__).resolve().parent.parent
for folder in ("src", "tests", "tools"):
    sys.path.insert(0, str(ROOT / folder))

import sqlalchemy as sa  # noqa: E402

import record_annotated  # noqa: E402
from dragoman.jsonio import report_json  # noqa: E402
from dragoman.model import Event, Report  # noqa: E402
from dragoman.reading import Reading  # noqa: E402
from dragoman.record.record import Record  # noqa: E402
from dragoman.record.schema import actors, articles, stays  # noqa: E402
from dragoman.record.timing import window_of  # noqa: E402
from dragoman.samples import sample_expectations, sample_record  # noqa: E402
from page import commit, put  # noqa: E402
from quality import Figure, Outcome, table  # noqa: E402
from record_input import Tally, Texts, Told, build, key_of, told  # noqa: E402
from record_pairs import Count, counted, merges, near_merges, read_verdicts, sample, written  # noqa: E402
from samples_score import pairs_of, wrong_fields  # noqa: E402

PAGE = ROOT / "docs" / "quality.md"
JUDGED = ROOT / "tools" / "record_judged.tsv"
REAL = ("kremlin", "kyiv", "readouts")
SIZE, SEED = 50, "fourth sample"
BINS = (0.0, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)

PUTIN, BIDEN, ZELENSKY = "RUS/vladimir-putin", "USA/joe-biden", "UKR/volodymyr-zelensky"
# Calls of which the corpora hold a text of each side about that very call: who, and the day in Washington.
TWO_SIDED = (
    (PUTIN, BIDEN, "2021-12-07"),
    (BIDEN, ZELENSKY, "2021-12-09"),
    (BIDEN, ZELENSKY, "2022-01-27"),
    (PUTIN, BIDEN, "2022-02-12"),
    (BIDEN, ZELENSKY, "2022-02-13"),
    (BIDEN, ZELENSKY, "2022-03-01"),
    (BIDEN, ZELENSKY, "2022-03-30"),
)
# On one day, and two: who with whom, and who with whom.
APART = (("2021-12-07", (PUTIN, BIDEN), (ZELENSKY, "USA/antony-blinken")),)


class Bench:
    """Texts, and the records built of them, each once."""

    def __init__(self, shared: Path, keep: Path) -> None:
        self.shared = shared
        self.keep = keep
        self.texts = Texts(shared, keep)
        self._records: dict[str, tuple[Record, Tally]] = {}

    def record(self, *names: str) -> tuple[Record, Tally]:
        label = "-".join(names)
        if label not in self._records:
            readings = [reading for name in names for reading in self.texts.readings(name)]
            self._records[label] = build(readings, self.keep / f"{label}.db")
        return self._records[label]

    def scorer(self) -> ModuleType:
        from confidence import _scorer

        return _scorer(self.shared)


def real(bench: Bench) -> Outcome:
    """Three chancelleries in one record."""
    record, tally = bench.record(*REAL)
    found = list(record.events())
    label = "Kremlin, Kyiv, White House"
    several = [event for event in found if event.independent_sources > 1]
    right = [case for case in TWO_SIDED if _told_by_two(found, *case)]
    apart = [case for case in APART if _are_two(found, *case)]
    for case in (*TWO_SIDED, *APART):
        if case not in right and case not in apart:
            print(f"real: not as it must be: {case}", file=sys.stderr)
    backwards = build(
        [reading for name in reversed(REAL) for reading in reversed(bench.texts.readings(name))],
        bench.keep / "backwards.db",
    )[0]
    return Outcome(
        [
            Figure(label, "articles", tally.articles),
            Figure(label, "reports", tally.reports),
            Figure(label, "events", len(found)),
            Figure(label, "reports that joined an event", tally.joined),
            Figure(label, "events with two independent sources or more", len(several)),
            Figure(
                label,
                f"of {len(TWO_SIDED)} calls told by both sides: one event, two sources",
                len(right),
                len(TWO_SIDED),
            ),
            Figure(label, f"of {len(APART)} days with two calls: two events", len(apart), len(APART)),
            Figure(label, "same links when added backwards, share", _agreement(record, backwards)),
        ],
        [],
    )


def _contacts(found: Sequence[Event], people: Sequence[str], day: str) -> list[Event]:
    """The talks between these people, and nobody from a third side, on that day."""
    wanted = dt.date.fromisoformat(day).toordinal()
    talks = []
    for event in found:
        window = window_of(event.when)
        among = {p.id for p in event.participants}
        sides = {p.actor.country for p in event.participants}
        held = event.kind in ("call", "meeting") and event.status == "happened"
        that_day = window is not None and window.precise and window.first == wanted
        if held and that_day and set(people) <= among and len(sides) == len(people):
            talks.append(event)
    return talks


def _told_by_two(found: Sequence[Event], one: str, other: str, day: str) -> bool:
    talks = _contacts(found, (one, other), day)
    return len(talks) == 1 and talks[0].independent_sources > 1


def _are_two(found: Sequence[Event], day: str, one: Sequence[str], other: Sequence[str]) -> bool:
    first, second = _contacts(found, one, day), _contacts(found, other, day)
    return bool(first and second) and not {e.id for e in first} & {e.id for e in second}


def _agreement(one: Record, other: Record) -> float:
    """F1 of the pairs of reports that either record holds for one event."""
    links = [{pair.keys for pair in merges(told(record))} for record in (one, other)]
    return round(2 * len(links[0] & links[1]) / max(1, len(links[0]) + len(links[1])), 4)


def pairs(bench: Bench) -> Outcome:
    """The hand-checked samples."""
    record, _ = bench.record(*REAL)
    reports = told(record)
    texts = {article.id: article for article in record.articles()}
    verdicts = read_verdicts(JUDGED)
    figures = []
    everything = []
    for label, found in (("merges", list(merges(reports))), ("near-merges", list(near_merges(reports)))):
        drawn = sample(found, SIZE, SEED)
        (bench.keep / f"{label}.txt").write_text(written(drawn, texts, verdicts), encoding="utf-8")
        everything += found
        count = counted(drawn, verdicts)
        figures += _precision(label, count, right=count.same if label == "merges" else count.different)
    known = {pair.keys: pair.merged for pair in everything}
    fixed = [(verdict, known[keys]) for keys, verdict in verdicts.items() if keys in known]
    agreeing = sum(merged == (verdict == "same") for verdict, merged in fixed if verdict != "misread")
    firm = sum(verdict != "misread" for verdict, _ in fixed)
    figures += [
        Figure("all judged pairs", "pairs", len(verdicts)),
        Figure("all judged pairs", "no longer in the record, or no longer alike", len(verdicts) - len(fixed)),
        Figure("all judged pairs", f"as judged, of {firm} that were read right", agreeing),
    ]
    return Outcome(figures, [])


def _precision(label: str, count: Count, right: int) -> list[Figure]:
    rows = [
        Figure(label, f"judged, of {count.size} drawn", count.size - count.open, count.size),
        Figure(label, "right (one contact)" if label == "merges" else "right (two contacts)", right),
        Figure(label, "wrong", (count.different if label == "merges" else count.same)),
        Figure(label, "misread before they came to the record", count.misread),
    ]
    sound = count.same + count.different
    return [*rows, Figure(label, "precision, of those that were read right", round(right / max(1, sound), 4))]


def kcna(bench: Bench) -> Outcome:
    """One agency's whole year, with all its copies."""
    record, tally = bench.record("kcna")
    with record.reading() as connection:
        copies = connection.execute(sa.select(sa.func.count()).where(articles.c.copy_of.is_not(None))).scalar()
    found = list(record.events())
    most = max(event.independent_sources for event in found)
    label = "KCNA 2011"
    return Outcome(
        [
            Figure(label, "articles", tally.articles),
            Figure(label, "articles marked as copies", float(copies or 0)),
            Figure(label, "reports", tally.reports),
            Figure(label, "events", len(found)),
            Figure(label, "events told by several articles", sum(len(_told_in(event)) > 1 for event in found)),
            Figure(label, "most independent sources of an event", most, at_most=1),
        ],
        [],
    )


def _told_in(event: Event) -> set[str]:
    return {source.article for source in event.sources}


def samples(bench: Bench) -> Outcome:
    """The 52 hard pages against what a careful reader knows of their events."""
    record, _ = bench.record("samples")
    truth, sound = _true_events(bench.texts.readings("samples"))
    reports = [report for report in told(record) if report.key in truth]
    right, linked, wanted = _links(reports, truth)
    kept, _, should = _links([report for report in reports if report.key in sound], truth)
    expected = yaml.safe_load(sample_record().read_text(encoding="utf-8"))
    by_event: dict[str, set[str]] = {}
    owners: dict[str, set[str]] = {}
    for report in reports:
        by_event.setdefault(truth[report.key], set()).add(report.event.id)
        owners.setdefault(report.event.id, set()).add(truth[report.key])
    whole = [name for name, ids in by_event.items() if len(ids) == 1 and len(owners[next(iter(ids))]) == 1]
    label = f"samples, {len(reports)} reports of {len(by_event)} known events"
    return Outcome(
        [
            Figure(label, "events that are one event and nothing else", len(whole)),
            Figure(label, "links between reports: precision", round(right / max(1, linked), 4)),
            Figure(label, "links between reports: recall", round(right / max(1, wanted), 4)),
            Figure(
                label,
                "links between reports read with the right people, days, place, status: recall",
                round(kept / max(1, should), 4),
            ),
            *_summit(expected, reports, truth),
            *_together(expected, record),
        ],
        [],
    )


def annotated(bench: Bench) -> Outcome:
    """The same pages as they were annotated: what the record makes of a right reading."""
    return record_annotated.measure(bench.keep)


def _true_events(readings: Sequence[Reading]) -> tuple[dict[str, str], set[str]]:
    """The known event of each report that finds an expected contact, by the report's key; and those read in full."""
    with sample_expectations().open(encoding="utf-8") as stream:
        pages = {page["id"]: page["contacts"] for page in yaml.safe_load(stream)["pages"] if not page.get("skip")}
    found, sound = {}, set()
    for reading in readings:
        contacts = pages.get(reading.article.id, [])
        for i, j in pairs_of(contacts, reading.reports).items():
            key = _key(reading.article.id, reading.reports[j])
            if "event" in contacts[i]:
                found[key] = contacts[i]["event"]
                sound |= set() if wrong_fields(contacts[i], reading.reports[j]) else {key}
    return found, sound


def _key(article: str, report: Report) -> str:
    sides = sorted({p.actor.country or "?" for p in report.participants})
    return key_of(article, report.span.start, report.span.end, str(report.kind), sides)


def _links(reports: Sequence[Told], truth: dict[str, str]) -> tuple[int, int, int]:
    """Pairs of reports of different pages that rightly are, that are, and that should be one event's."""
    right = linked = wanted = 0
    for one, other in combinations(reports, 2):
        if one.source.article != other.source.article:
            are, should = one.event.id == other.event.id, truth[one.key] == truth[other.key]
            right, linked, wanted = right + (are and should), linked + are, wanted + should
    return right, linked, wanted


def _summit(expected: dict, reports: Sequence[Told], truth: dict[str, str]) -> list[Figure]:
    """The life of the Singapore summit, status by status, against the pages' own."""
    name = "singapore-summit"
    pages = next(event for event in expected["events"] if event["id"] == name)["life"]
    wanted, status = [], None
    for entry in pages:
        # Doubt changes no plan, and nothing changes what has happened.
        new = (
            status
            if status == "happened" or (status == "planned" and entry["status"] == "possible")
            else entry["status"]
        )
        if new != status:
            wanted.append((entry["page"], new))
        status = new
    told_of = [report.event for report in reports if truth[report.key] == name]
    event = max(told_of, key=lambda event: sum(e.id == event.id for e in told_of))
    given = [(change.article, change.after) for change in event.life if change.field == "status"]
    label = "samples, Singapore summit"
    return [
        Figure(label, f"reports in its event, of {len(told_of)} read", sum(e.id == event.id for e in told_of)),
        Figure(label, f"turns of its life that are right, of {len(wanted)}", len(set(wanted) & set(given))),
        Figure(label, "turns that are not", len(set(given) - set(wanted))),
    ]


def _together(expected: dict, record: Record) -> list[Figure]:
    """Co-presences of the pages' visitors that the table of stays shows."""
    visits = {event["id"]: event for event in expected["events"]}
    people = {"kim-hyun-chong-in-moscow": "Kim Hyun-chong", "wong-in-moscow": "Alex Wong",
              "li-zhanshu-in-pyongyang": "Li Zhanshu", "matviyenko-in-pyongyang": "Valentina Matviyenko",
              "biegun-in-seoul-february-2019": "Stephen Biegun", "kanasugi-in-seoul": "Kenji Kanasugi"}  # fmt: skip
    found = 0
    for entry in expected["co_presences"]:
        one, other = (people[visit] for visit in entry["visits"])
        country = visits[entry["visits"][0]]["place"]["country"]
        found += _met(record, one, other, country, entry["start"])
    return [Figure("samples", f"co-presences in the table of stays, of {len(expected['co_presences'])}", found)]


def _met(record: Record, one: str, other: str, country: str, day: str) -> bool:
    """Whether both are shown in the state on a day."""
    on = dt.date.fromisoformat(day).toordinal()
    there = (stays.c.day == on) & (stays.c.country == country)
    statement = sa.select(actors.c.name).join(stays, stays.c.actor_id == actors.c.id).where(there)
    with record.reading() as connection:
        names = set(connection.execute(statement).scalars())
    return {one, other} <= names


def stays_of_seeds(bench: Bench) -> Outcome:
    """Two deputies in one city."""
    record, _ = bench.record("seeds")
    there = _met(record, "Kim Hyun-chong", "Alex Wong", "RUS", "2020-02-12")
    return Outcome(
        [Figure("seed-a, seed-b", "Kim Hyun-chong and Alex Wong in Russia, 12 February 2020", float(there), 1)], []
    )


def reliability(bench: Bench) -> Outcome:
    """How often events and reports are right, by the confidence that the record gives them."""
    rows: list[tuple[str, float, bool, int]] = []
    record, _ = bench.record("gold", "seeds")
    rows += _against(told(record), _right_in_gold(bench))
    record, _ = bench.record("samples")
    rows += _against(told(record), _right_in_samples(bench.texts.readings("samples")))
    figures = []
    for what in ("report", "event"):
        for low, high in pairwise(BINS):
            inside = [right for name, chance, right, _ in rows if name == what and low <= chance < high]
            if inside:
                label = f"{what}s of confidence {low:.2f} to {min(high, 1):.2f} ({len(inside)})"
                figures.append(Figure(label, "right, share", round(sum(inside) / len(inside), 4)))
    for voices in (1, 2, 3):
        inside = [(chance, right) for name, chance, right, n in rows if name == "event" and min(n, 3) == voices]
        if inside:
            label = f"events of {voices}{' or more' if voices == 3 else ''} independent sources ({len(inside)})"
            figures.append(Figure(label, "right, share", round(sum(right for _, right in inside) / len(inside), 4)))
            figures.append(Figure(label, "mean confidence", round(sum(c for c, _ in inside) / len(inside), 4)))
    return Outcome(figures, [])


def _against(reports: Sequence[Told], right: dict[str, bool]) -> list[tuple[str, float, bool, int]]:
    """What it is, its confidence, whether it is right, and how many voices tell it."""
    events: dict[str, tuple[Event, bool]] = {}
    rows = []
    for report in reports:
        if report.key in right:
            rows.append(("report", report.source.confidence, right[report.key], 1))
            before = events.get(report.event.id, (report.event, False))[1]
            events[report.event.id] = (report.event, before or right[report.key])
    return rows + [("event", e.confidence, fine, e.independent_sources) for e, fine in events.values()]


def _right_in_gold(bench: Bench) -> dict[str, bool]:
    """Whether each report matches a contact of the gold record, by the scorer's own rules."""
    score = bench.scorer()
    with (bench.shared / "gold" / "dev.jsonl").open(encoding="utf-8") as stream:
        gold = {row["id"]: row["events"] for row in map(json.loads, stream)}
    found = {}
    for reading in (*bench.texts.readings("gold"), *bench.texts.readings("seeds")):
        system = [report_json(report, reading.article) for report in reading.reports]
        sound = [i for i, row in enumerate(system) if score.international(row)]
        matched = score.assign([[score.similarity(g, system[i]) for i in sound] for g in gold[reading.article.id]])
        right = {sound[j] for _, j in matched}
        found |= {_key(reading.article.id, reading.reports[i]): i in right for i in sound}
    return found


def _right_in_samples(readings: Sequence[Reading]) -> dict[str, bool]:
    with sample_expectations().open(encoding="utf-8") as stream:
        pages = {page["id"]: page["contacts"] for page in yaml.safe_load(stream)["pages"] if not page.get("skip")}
    found = {}
    for reading in readings:
        if reading.article.id in pages:
            right = set(pairs_of(pages[reading.article.id], reading.reports).values())
            found |= {_key(reading.article.id, r): j in right for j, r in enumerate(reading.reports)}
    return found


MEASURES: dict[str, Callable[[Bench], Outcome]] = {
    "real": real, "pairs": pairs, "kcna": kcna, "samples": samples, "annotated": annotated, "stays": stays_of_seeds,
    "reliability": reliability,
}  # fmt: skip


def main() -> int:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"of {', '.join(MEASURES)}")
    parser.add_argument("--write", action="store_true", help="write the results into docs/quality.md")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the annotated material")
    parser.add_argument("--keep", type=Path, help="a folder for what was read, for records and for pairs to judge")
    asked = parser.parse_args()
    unknown = [name for name in asked.measures if name not in MEASURES]
    if unknown:
        parser.error(f"no measure {unknown[0]!r}; there are {', '.join(MEASURES)}")
    if not asked.shared.is_dir():
        print(f"{asked.shared} is not there: nothing can be measured", file=sys.stderr)
        return 1
    outcomes: dict[str, Outcome] = {}
    with contextlib.ExitStack() as stack:
        keep = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        keep.mkdir(parents=True, exist_ok=True)
        bench = Bench(asked.shared.resolve(), keep)
        for name in asked.measures or MEASURES:
            print(f"{name} ...", file=sys.stderr, flush=True)
            outcomes[name] = MEASURES[name](bench)
    text = table(outcomes, dt.datetime.now(dt.UTC).date(), commit())
    print(text)
    if asked.write and set(outcomes) == set(MEASURES):
        put(PAGE, {"record figures": text})
    elif asked.write:
        print("docs/quality.md is only written when everything was measured", file=sys.stderr)
    return 0 if all(row.reached for outcome in outcomes.values() for row in outcome.figures) else 1


if __name__ == "__main__":
    sys.exit(main())
