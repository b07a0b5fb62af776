"""One million reports into a record, on SQLite and PostgreSQL: what one costs, tenth by tenth; size; speed of answers.

    python benchmarks/scale.py [--reports 1000000] [--stores sqlite,postgresql] [--folder DIR] [--ask-only] [--write]

The reports are made up by `newsflow.py`, the same ones each time. Each store is filled by one process and asked by a
fresh one. Figures are kept in files of DIR as they come, so that a run that is broken off has some; `--write` puts what
stands there into docs/performance.md. `--ask-only` asks the records that an earlier run left in DIR.
"""

import argparse
import datetime as dt
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("src", "tools", "benchmarks", "tests")]

import psycopg  # noqa: E402
import sqlalchemy as sa  # noqa: E402

from dragoman.record.intake import article_hash  # noqa: E402
from dragoman.record.record import Record  # noqa: E402
from newsflow import articles  # noqa: E402
from newsworld import World  # noqa: E402
from page import commit, put  # noqa: E402
from postgres import Server  # noqa: E402
from questions import answers  # noqa: E402

PAGE = ROOT / "docs" / "performance.md"
SEED: Final = 7
# Figures are noted so often, that a run that is broken off has some.
STEPS: Final = 50
TENTHS: Final = 10
TITLES: Final = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
ADD_HEAD: Final = (
    "| reports | news up to | reports/s | ms a report (wall) | ms a report (processor) | against the first tenth "
    "| events | bytes a report |"
)
ASK_HEAD: Final = "| question | median ms | p95 ms | longest ms |"
# Beside a server's defaults, which the tests' server does not have: fsync, full pages and synchronous commits are on.
SETTINGS: Final = {"fsync": "on", "full_page_writes": "on", "shared_buffers": "4GB", "max_wal_size": "4GB"}


def processor_s(backend: int | None) -> float:
    """Processor time so far of this process and, on Linux, of the server's process that works for it."""
    spent = time.process_time()
    if backend is not None and (stat := Path(f"/proc/{backend}/stat")).exists():
        user, system = stat.read_text().rpartition(")")[2].split()[11:13]
        spent += (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")
    return spent


def size_of(record: Record) -> int:
    """Bytes on disk."""
    if (size := record.size()) is not None:
        return size
    with record.engine.connect() as connection:
        return int(connection.execute(sa.text("SELECT pg_database_size(current_database())")).scalar_one())


def backend_of(record: Record) -> int | None:
    """The server's process of the connection that the record will use again; None where there is none."""
    if record.engine.dialect.name != "postgresql":
        return None
    with record.engine.connect() as connection:
        return int(connection.execute(sa.text("SELECT pg_backend_pid()")).scalar_one())


def add(place: str, total: int, progress: Path) -> None:
    """Fill a new record; after each tenth its figures go to `progress`. Making up the news does not count."""
    tenths: list[dict[str, Any]] = []
    with Record.open(place, create=True) as record:
        recorder, backend = record.recorder(), backend_of(record)
        wall = cpu = 0.0
        number = pages = events = begun = 0
        for article, reports in articles(World(SEED), SEED, total):
            digest = article_hash(article)
            wall -= time.perf_counter()
            cpu -= processor_s(backend)
            added = recorder.add(article, reports, digest)
            cpu += processor_s(backend)
            wall += time.perf_counter()
            number, pages, events = number + len(reports), pages + 1, events + added.new_events
            if number - begun >= total / STEPS or number >= total:
                tenth = {"reports": number, "articles": pages, "events": events, "wall": wall, "cpu": cpu}
                day = article.published.day.isoformat() if article.published else ""
                tenths.append(tenth | {"number": number - begun, "day": day, "size": size_of(record)})
                progress.write_text(json.dumps(tenths, indent=1))
                wall, cpu, begun = 0.0, 0.0, number
                print(add_row(tenths[-1], tenths[0]), flush=True)
            if number >= total:
                break


def add_row(tenth: dict[str, Any], first: dict[str, Any]) -> str:
    """A line of the table: cost by the wall and by the processor, and the latter against that of the first part."""
    wall, cpu = (1000 * tenth[clock] / tenth["number"] for clock in ("wall", "cpu"))
    ratio = (tenth["cpu"] / tenth["number"]) / (first["cpu"] / first["number"])
    return (
        f"| {tenth['reports']:,} | {tenth['day']} | {1000 / wall:,.0f} | {wall:.2f} | {cpu:.2f} | {ratio:.2f} "
        f"| {tenth['events']:,} | {tenth['size'] / tenth['reports']:,.0f} |"
    )


def ask(place: str, number: int, results: Path) -> None:
    """Ask a filled record, in this process; the latencies go to `results`."""
    with Record.open(place) as record, record.engine.begin() as connection:
        if record.engine.dialect.name == "postgresql":
            # As a server is that has run for a while: it was started a moment ago.
            connection.execute(sa.text("CREATE EXTENSION IF NOT EXISTS pg_prewarm"))
            connection.execute(
                sa.text("SELECT pg_prewarm(oid::regclass) FROM pg_class WHERE relkind IN ('r', 'i', 't')")
            )
        last = connection.execute(sa.text("SELECT max(last_reported) FROM events")).scalar_one()
    found: list[dict[str, Any]] = []
    with Record.open(place, as_of=dt.date.fromisoformat(last)) as record:
        for answer in answers(record, SEED, number):
            found.append(answer)
            results.write_text(json.dumps(found, indent=1))
            print(answer_row(answer), flush=True)


def answer_row(answer: dict[str, Any]) -> str:
    """A line of the table of latencies."""
    return f"| {answer['question']} | {answer['median']:.1f} | {answer['p95']:.1f} | {answer['longest']:.1f} |"


@contextmanager
def place_of(store: str, folder: Path, *, fresh: bool) -> Iterator[str]:
    """Where the record of a store is, or with `fresh` is to be; a server runs meanwhile, and keeps its data."""
    if store == "sqlite":
        file = folder / "record.sqlite"
        for name in ("", "-wal", "-shm") if fresh else ():
            file.with_name(file.name + name).unlink(missing_ok=True)
        yield str(file)
        return
    home = folder / "pg"
    if fresh and home.exists():
        shutil.rmtree(home)
    home.mkdir(exist_ok=True)
    server = Server(home)
    server.start()
    try:
        with psycopg.connect(_plain(server.url()), autocommit=True) as connection:
            for name, value in SETTINGS.items():
                connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
            if fresh:
                connection.execute("CREATE DATABASE scale")
        server.stop()
        server.start()
        yield server.url("scale")
    finally:
        server.stop()


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://")


def child(folder: Path, *words: str) -> None:
    """One stage in a process of its own."""
    command = [sys.executable, __file__, "--child", *words, "--folder", str(folder)]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, check=True)


def measure(store: str, folder: Path, reports: int, draws: int, *, ask_only: bool) -> None:
    """Fill a record and ask it; the figures go to files of the folder as they come."""
    noted = folder / f"{store}-run.json"
    if not ask_only:
        noted.write_text(json.dumps(_this_code() | {"reports": reports}))
    with place_of(store, folder, fresh=not ask_only) as place:
        if not ask_only:
            child(folder, f"add:{store}", "--place", place, "--reports", str(reports))
        # Brings one that an older Dragoman filled up to date; closed, it has no journal.
        with Record.open(place, create=True) as record:
            size = size_of(record)
        child(folder, f"ask:{store}", "--place", place, "--draws", str(draws))
    noted.write_text(json.dumps(json.loads(noted.read_text()) | {"asked": _this_code(), "size": size}))


def _this_code() -> dict[str, str]:
    return {"date": str(dt.datetime.now(dt.UTC).date()), "commit": commit()}


def told(store: str, folder: Path) -> str:
    """What the page says of a store."""
    run = json.loads((folder / f"{store}-run.json").read_text())
    steps = json.loads((folder / f"{store}-add.json").read_text())
    done = steps[-1]["reports"]
    size = run.get("size", steps[-1]["size"])
    short = "" if done >= run["reports"] else f" Broken off there, of {run['reports']:,} that were to be added."
    asked = run.get("asked", run)
    later = (
        ""
        if asked["commit"] == run["commit"]
        else f" Asked with `--ask-only` on {asked['date']}, commit {asked['commit']}."
    )
    lines = [
        f"**{TITLES[store]}**, {run['date']}, commit {run['commit']}, `python benchmarks/scale.py --reports "
        f"{run['reports']} --stores {store}`, {platform.system()} on {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}. {done:,} reports of {steps[-1]['articles']:,} articles became "
        f"{steps[-1]['events']:,} events; {size / done:,.0f} bytes a report.{short}{later}",
        "",
        ADD_HEAD,
        "|---:|---|---:|---:|---:|---:|---:|---:|",
    ]
    tenths = in_tenths(steps)
    lines += [add_row(tenth, tenths[0]) for tenth in tenths]
    answers_file = folder / f"{store}-ask.json"
    if answers_file.exists():
        lines += ["", ASK_HEAD, "|---|---:|---:|---:|", *map(answer_row, json.loads(answers_file.read_text()))]
    return "\n".join(lines)


def in_tenths(steps: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Steps put together into ten parts, as equal as can be, of what was added."""
    parts: list[dict[str, Any]] = []
    for n in range(TENTHS):
        part = steps[n * len(steps) // TENTHS : (n + 1) * len(steps) // TENTHS]
        if part:
            parts.append(part[-1] | {key: sum(step[key] for step in part) for key in ("wall", "cpu", "number")})
    return parts


def main(words: Sequence[str] | None = None) -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=1_000_000, metavar="N", help="reports to add")
    parser.add_argument("--draws", type=int, default=100, metavar="N", help="times that each question is asked")
    parser.add_argument("--stores", default=",".join(TITLES), help=f"of {','.join(TITLES)}; both by default")
    parser.add_argument("--folder", type=Path, default=Path("/tmp/dragoman-scale"), help="for records and figures")
    parser.add_argument("--ask-only", action="store_true", help="ask the records that an earlier run left")
    parser.add_argument("--no-run", action="store_true", help="only write the page, from the figures of earlier runs")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    parser.add_argument("--place", help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    folder = asked.folder
    folder.mkdir(parents=True, exist_ok=True)
    if asked.child:
        stage, _, store = asked.child.partition(":")
        if stage == "add":
            add(asked.place, asked.reports, folder / f"{store}-add.json")
        else:
            ask(asked.place, asked.draws, folder / f"{store}-ask.json")
        return
    for store in () if asked.no_run else asked.stores.split(","):
        print(f"\n{TITLES[store]}\n{ADD_HEAD}", flush=True)
        measure(store, folder, asked.reports, asked.draws, ask_only=asked.ask_only)
    if asked.write:
        known = [store for store in TITLES if (folder / f"{store}-add.json").exists()]
        put(PAGE, {f"scale-{store}": told(store, folder) for store in known})


if __name__ == "__main__":
    main()
