"""Measures what Dragoman reads against annotated material, and writes the table of docs/quality.md.

    python tools/quality.py [--write] [MEASURE ...]

Measures: seeds, gold, readouts, html, dumps, times, samples, codebook, same; without arguments, all. The material lies
in ../shared (`--shared DIR`); it is no part of the project, and without it only samples, codebook, same are measured.
`--keep DIR` keeps what the commands wrote. Exit status 0 if everything was measured and all floors are reached, else 1.
"""

import argparse
import contextlib
import datetime as dt
import importlib.util
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
for folder in ("src", "tests", "tools"):
    sys.path.insert(0, str(ROOT / folder))

from mistakes import contact_mistakes, read_jsonl, readout_mistakes, time_mistakes  # noqa: E402
from page import commit, put  # noqa: E402

PAGE = ROOT / "docs" / "quality.md"
SAMPLES = "src/dragoman/samples/pages"
TIMEOUT = 1800  # seconds for one command; the longest takes two minutes
TOP = 8  # classes of mistakes that are shown


class MeasureError(Exception):
    """A measurement that could not be made, with the reason."""


@dataclass(frozen=True)
class Figure:
    """One row of the table. `floor` is what must be reached; figures that must stay below have `at_most`."""

    set: str
    measure: str
    value: float | str
    floor: float | None = None
    at_most: float | None = None

    @property
    def reached(self) -> bool:
        """Whether the figure is on the right side of its floor."""
        if isinstance(self.value, str):
            return self.floor is None
        return (self.floor is None or self.value >= self.floor) and (self.at_most is None or self.value <= self.at_most)


@dataclass
class Outcome:
    """What one measure gave: figures, the commands that gave them, the classes of mistakes."""

    figures: list[Figure]
    commands: list[str]
    mistakes: dict[str, Counter[str]] = field(default_factory=dict)


class Bench:
    """Runs `dragoman` and the scorers in the project's folder, and remembers the commands as a person types them."""

    def __init__(self, shared: Path, out: Path) -> None:
        self.shared = shared
        self.out = out
        self.commands: list[str] = []

    def dragoman(self, *words: str, out: str | None = None) -> Path | str:
        """Run a command with its JSON lines in the file `out`; without `out`, what it prints."""
        program = [sys.executable, "-c", "from dragoman.cli import main; main()"]
        extra = ["--format", "jsonl", "--output", str(self.out / out)] if out else []
        shown = ["dragoman", *words, *(["--format", "jsonl"] if out else [])]
        self.commands.append(shlex.join(shown) + (f" > {out}" if out else ""))
        text = self._run([*program, *words, *extra], fine=(0, 1))
        return self.out / out if out else text

    def score(self, scorer: str, gold: Path, system: Path, *, shown: str | None = None) -> dict[str, Any]:
        """The figures of one of the scorers of the shared material."""
        command = [sys.executable, str(self.shared / scorer), str(gold), str(system), "--json"]
        self.commands.append(f"python {self._short(self.shared / scorer)} {shown or self._short(gold)} {system.name}")
        result: dict[str, Any] = json.loads(self._run(command))
        return result

    def module(self, scorer: str) -> ModuleType:
        """A scorer as a module, so that mistakes are told apart by its own rules."""
        spec = importlib.util.spec_from_file_location("score", self.shared / scorer)
        if spec is None or spec.loader is None:
            raise MeasureError(f"{scorer} cannot be loaded")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    def path(self, *parts: str) -> str:
        """A file of the shared material as the commands name it."""
        return self._short(self.shared.joinpath(*parts))

    def _short(self, path: Path) -> str:
        return os.path.relpath(path, ROOT) if path.is_relative_to(self.shared) else path.name

    def _run(self, command: Sequence[str], fine: tuple[int, ...] = (0,)) -> str:
        env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
        try:
            done = subprocess.run(
                command, cwd=ROOT, env=env, capture_output=True, encoding="utf-8", timeout=TIMEOUT, check=False
            )
        except subprocess.TimeoutExpired:
            raise MeasureError(f"took more than {TIMEOUT} s") from None
        for line in done.stderr.splitlines():
            if line.startswith("failed "):
                raise MeasureError(line)
        if done.returncode not in fine:
            raise MeasureError((done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1])
        return done.stdout


def check_ids(gold: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]], key: str) -> None:
    """Raises MeasureError if a result names an article that the gold record does not have."""
    strange = {row[key] for row in rows} - {article["id"] for article in gold}
    if strange:
        raise MeasureError(f"{len(strange)} ids are not in the gold record, among them {min(strange)!r}")


def f1(scores: dict[str, Any], level: str) -> float:
    """F1 of a level ("found", "exact") of gold/score.py."""
    return float(scores[level]["f1"])


def read_seeds(bench: Bench) -> Path:
    """The reports of the two seed pages, in one file."""
    one = bench.dragoman("read", bench.path("pages", "seed-a.txt"), out="seed-a.jsonl")
    two = bench.dragoman("read", bench.path("pages", "seed-b.txt"), "--published", "2018-03-12", out="seed-b.jsonl")
    both = bench.out / "seeds.jsonl"
    both.write_text("".join(Path(path).read_text(encoding="utf-8") for path in (one, two)), encoding="utf-8")
    bench.commands.append("cat seed-a.jsonl seed-b.jsonl > seeds.jsonl")
    return both


def seeds(bench: Bench) -> Outcome:
    """The two pages of the first real input."""
    both = read_seeds(bench)
    dev = bench.shared / "gold" / "dev.jsonl"
    gold = bench.out / "seeds-gold.jsonl"
    lines = [
        line for line in dev.read_text(encoding="utf-8").splitlines() if json.loads(line)["id"].startswith("seed-")
    ]
    gold.write_text("\n".join(lines), encoding="utf-8")
    bench.commands.append(f"""grep '"id": "seed-' {bench.path("gold", "dev.jsonl")} > seeds-gold.jsonl""")
    reports = read_jsonl(both)
    check_ids(read_jsonl(gold), reports, "article")
    result = bench.score("gold/score.py", gold, both)
    _, errors = bench.module("gold/score.py").score(read_jsonl(gold), reports)
    made_up = sum(what == "false" for what, *_ in errors)
    return Outcome(
        [
            Figure("seed-a, seed-b", "firm contacts found, share", result["found"]["recall"], 1.0),
            Figure("seed-a, seed-b", "reports that no contact stands behind", float(made_up)),
            Figure("seed-a, seed-b", "exact F1", f1(result, "exact")),
        ],
        bench.commands,
    )


def gold(bench: Bench) -> Outcome:
    """The annotated articles, with the seed pages among them."""
    articles = bench.dragoman("read", bench.path("gold", "articles.jsonl"), out="articles.jsonl")
    both = read_seeds(bench)
    out = bench.out / "gold.jsonl"
    out.write_text("".join(Path(path).read_text(encoding="utf-8") for path in (articles, both)), encoding="utf-8")
    bench.commands.append("cat articles.jsonl seeds.jsonl > gold.jsonl")
    dev = bench.shared / "gold" / "dev.jsonl"
    record, reports = read_jsonl(dev), read_jsonl(out)
    check_ids(record, reports, "article")
    result = bench.score("gold/score.py", dev, out)
    fields = [
        Figure("gold/dev", f"of the found: {k}", v) for k, v in result["fields_over_found"].items() if v is not None
    ]
    kinds = [Figure("gold/dev", f"found F1, {k}", v["found"]) for k, v in result["by_kind"].items()]
    return Outcome(
        [
            Figure("gold/dev", "found F1", f1(result, "found"), 0.70),
            Figure("gold/dev", "exact F1", f1(result, "exact"), 0.35),
            Figure("gold/dev", "found precision", result["found"]["precision"]),
            Figure("gold/dev", "found recall", result["found"]["recall"]),
            *fields,
            *kinds,
        ],
        bench.commands,
        {"gold/dev": contact_mistakes(bench.module("gold/score.py"), record, reports)},
    )


def readouts(bench: Bench) -> Outcome:
    """Official readouts."""
    dev = bench.shared / "readouts" / "dev.jsonl"
    out = Path(bench.dragoman("read", bench.path("readouts", "dev.jsonl"), out="readouts.jsonl"))
    truth, reports = read_jsonl(dev), read_jsonl(out)
    check_ids(truth, reports, "article")
    result = bench.score("readouts/score.py", dev, out)
    return Outcome(
        [
            Figure("readouts/dev", "contact", result["contact"], 0.92),
            Figure("readouts/dev", "exact", result["exact"], 0.70),
            Figure("readouts/dev", "extra a readout", result["extra_per_readout"], at_most=0.5),
        ],
        bench.commands,
        {"readouts/dev": readout_mistakes(bench.module("gold/score.py"), truth, reports)},
    )


def _pages(bench: Bench, source: str, out: str, label: str, floor: float) -> Outcome:
    dev = bench.shared / "pages" / "dev.jsonl"
    cleaned = Path(bench.dragoman("clean", source, out=out))
    check_ids(read_jsonl(dev), read_jsonl(cleaned), "id")
    result = bench.score("pages/score.py", dev, cleaned)
    return Outcome(
        [
            Figure(label, "F1", result["f1"], floor),
            Figure(label, "precision", result["precision"]),
            Figure(label, "recall", result["recall"]),
        ],
        bench.commands,
    )


def html(bench: Bench) -> Outcome:
    """The story of HTML pages."""
    return _pages(bench, bench.path("pages", "html"), "html.jsonl", "pages/dev HTML", 0.95)


def dumps(bench: Bench) -> Outcome:
    """The story of text dumps."""
    return _pages(bench, bench.path("pages", "dev_dumps.jsonl"), "dumps.jsonl", "pages/dev dumps", 0.90)


def times(bench: Bench) -> Outcome:
    """Time expressions of newswire."""
    dev = bench.shared / "times" / "dev.jsonl"
    out = Path(bench.dragoman("times", bench.path("times", "dev.jsonl"), out="times.jsonl"))
    record, system = read_jsonl(dev), read_jsonl(out)
    check_ids(record, system, "id")
    result = bench.score("times/score.py", dev, out)
    return Outcome(
        [
            Figure("times/dev", "value F1", result["value_f1"], 0.68),
            Figure("times/dev", "type F1", result["type_f1"]),
            Figure("times/dev", "span F1", result["span_f1"]),
        ],
        bench.commands,
        {"times/dev": time_mistakes(record, system)},
    )


def samples(bench: Bench) -> Outcome:
    """The bundled sample pages, by the project's own rules of scoring."""
    import yaml

    from dragoman.errors import InputError
    from dragoman.pages.sources import read_sources
    from dragoman.reading import read_page
    from dragoman.samples import sample_expectations, sample_pages
    from samples_score import score_contacts

    today = dt.date(2026, 1, 1)  # as in tests/test_samples.py: after every real date of the set
    with sample_expectations().open(encoding="utf-8") as stream:
        pages = [page for page in yaml.safe_load(stream)["pages"] if not page.get("skip")]
    wanted = {page["id"]: page["contacts"] for page in pages}
    reports = {}
    for page in read_sources([str(sample_pages())]):
        if isinstance(page, InputError):
            raise MeasureError(str(page))
        if page.id in wanted:
            reports[page.id] = read_page(page, today).reports
    score = score_contacts(wanted, reports)
    bench.commands.append("python tools/quality.py samples")
    label = f"samples ({len(wanted)} pages, {score.expected} contacts)"
    return Outcome(
        [Figure(label, "found F1", round(score.found_f1, 4)), Figure(label, "exact F1", round(score.exact_f1, 4))],
        bench.commands,
    )


def codebook(bench: Bench) -> Outcome:
    """The codebook's own examples."""
    said = str(bench.dragoman("codebook", "test"))
    count = re.search(r"(\d+) examples?(?:, (\d+) failed)?", said)
    if count is None:
        raise MeasureError("`dragoman codebook test` told no number of examples")
    return Outcome(
        [
            Figure("codebook", "examples", float(count[1])),
            Figure("codebook", "examples that fail", float(count[2] or 0), at_most=0),
        ],
        bench.commands,
    )


def same(bench: Bench) -> Outcome:
    """Whether the same input gives the same bytes: twice in one process, and over two processes."""
    source = bench.path("gold", "articles.jsonl") if bench.shared.is_dir() else SAMPLES
    runs = [("1", "first.jsonl"), ("1", "second.jsonl"), ("2", "third.jsonl")]
    outs = [Path(bench.dragoman("read", source, "--jobs", jobs, out=out)).read_bytes() for jobs, out in runs]
    bench.commands.append("sha256sum first.jsonl second.jsonl third.jsonl")
    return Outcome(
        [Figure("same bytes", "different results of 3 runs", float(len(set(outs)) - 1), at_most=0)], bench.commands
    )


MEASURES: dict[str, Callable[[Bench], Outcome]] = {
    measure.__name__: measure for measure in (seeds, gold, readouts, html, dumps, times, samples, codebook, same)
}
WITHOUT_SHARED = ("samples", "codebook", "same")


def measure_all(names: Sequence[str], shared: Path, out: Path) -> dict[str, Outcome]:
    """Every measure by itself: one that cannot be made gives a row that says why."""
    outcomes = {}
    for name in names:
        print(f"{name} ...", file=sys.stderr, flush=True)
        bench = Bench(shared, out)
        try:
            outcomes[name] = MEASURES[name](bench)
        except Exception as error:  # noqa: BLE001 - the other measures are still made, and the row says what happened
            outcomes[name] = Outcome(
                [Figure(name, "not measured", f"{type(error).__name__}: {error}", 0)], bench.commands
            )
    return outcomes


def table(outcomes: dict[str, Outcome], today: dt.date, at: str) -> str:
    """The figures as a Markdown table."""
    rows = ["| set | measure | figure | floor | reached | date | commit |", "|---|---|---|---|---|---|---|"]
    for outcome in outcomes.values():
        for row in outcome.figures:
            floor = (
                f"≥ {row.floor:g}" if row.floor is not None else f"≤ {row.at_most:g}" if row.at_most is not None else ""
            )
            reached = ("yes" if row.reached else "**no**") if floor else ""
            value = row.value if isinstance(row.value, str) else _number(row.value)
            rows.append(f"| {row.set} | {row.measure} | {value} | {floor} | {reached} | {today} | {at} |")
    return "\n".join(rows)


def _number(value: float) -> str:
    return f"{value:g}" if value == int(value) else f"{value:.3f}"


def commands(outcomes: dict[str, Outcome]) -> str:
    """The commands behind the table, as a person types them in the project's folder."""
    blocks = []
    for name, outcome in outcomes.items():
        blocks.append("\n".join((f"# {name}", *outcome.commands)))
    return "```sh\n" + "\n\n".join(blocks) + "\n```"


def mistakes(outcomes: dict[str, Outcome]) -> str:
    """The most frequent classes of mistakes of each set."""
    parts = []
    for outcome in outcomes.values():
        for label, counts in outcome.mistakes.items():
            head = f"**{label}**: {counts.total()} mistakes in {len(counts)} classes, the most frequent ones:"
            rows = [
                f"| {count} | {name} |" for name, count in sorted(counts.items(), key=lambda c: (-c[1], c[0]))[:TOP]
            ]
            parts.append("\n".join((head, "", "| | |", "|---:|---|", *rows)))
    return "\n\n".join(parts)


def main() -> int:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measures", nargs="*", metavar="MEASURE", help=f"of {', '.join(MEASURES)}")
    parser.add_argument("--write", action="store_true", help="write the results into docs/quality.md")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the annotated material")
    parser.add_argument("--keep", type=Path, help="a folder for what the commands write")
    asked = parser.parse_args()
    unknown = [name for name in asked.measures if name not in MEASURES]
    if unknown:
        parser.error(f"no measure {unknown[0]!r}; there are {', '.join(MEASURES)}")
    shared = asked.shared.resolve()
    names = [name for name in MEASURES if not asked.measures or name in asked.measures]
    if not shared.is_dir():
        names = [name for name in names if name in WITHOUT_SHARED]
        print(f"{asked.shared} is not there: only {', '.join(names) or 'nothing'} can be measured", file=sys.stderr)
    with contextlib.ExitStack() as stack:
        out = asked.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        out.mkdir(parents=True, exist_ok=True)
        outcomes = measure_all(names, shared, out)
    parts = {"figures": table(outcomes, dt.datetime.now(dt.UTC).date(), commit()),
             "mistakes": mistakes(outcomes), "commands": commands(outcomes)}  # fmt: skip
    print("\n\n".join(parts.values()))
    rows = [row for outcome in outcomes.values() for row in outcome.figures]
    if asked.write and set(names) == set(MEASURES) and all(isinstance(row.value, float | int) for row in rows):
        put(PAGE, parts)
    elif asked.write:
        print("docs/quality.md is only written when everything was measured", file=sys.stderr)
    return 0 if all(row.reached for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
