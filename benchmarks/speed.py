"""Words and pages a second of each stage on real text, beside spaCy alone on the same text, and peak memory.

    python benchmarks/speed.py [--articles 150] [--stages clean,spacy,text,read,read2] [--sets html,kcna] [--write]

Reads a fixed sample of the corpora and pages in ../shared; where that is absent, the bundled sample pages. Each stage
runs in a process of its own, so that its peak memory is its own. `--write` puts the table into docs/performance.md.
"""

import argparse
import dataclasses
import datetime as dt
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / folder) for folder in ("src", "tools", "benchmarks")]

import corpora  # noqa: E402
import stages  # noqa: E402
from page import commit, put  # noqa: E402

PAGE = ROOT / "docs" / "performance.md"
HEAD = "| set | stage | pages | words | pages/s | words/s | s (processor) | s (wall) | peak memory |"


def child(name: str, stage: str, number: int) -> None:
    """One stage over one set, in this process; the timings and the memory go to standard output as JSON."""
    timings = [dataclasses.asdict(timing) for timing in stages.STAGES[stage](corpora.load(name, number))]
    print(json.dumps({"timings": timings, "memory": round(stages.peak_memory())}))


def measure(name: str, stage: str, number: int) -> list[dict[str, Any]]:
    """The timings of one stage over one set, made in a fresh process."""
    command = [sys.executable, __file__, "--child", f"{name}:{stage}", "--articles", str(number)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run(command, env=env, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    result = json.loads(done.stdout)
    return [{**timing, "set": name, "memory": result["memory"]} for timing in result["timings"]]


def row(timing: dict[str, Any]) -> str:
    """A line of the table. Speeds are by processor time, which other work on the machine disturbs least."""
    # What runs in child processes is only seen on the wall.
    seconds = timing["wall"] if "--jobs" in timing["stage"] else timing["cpu"]
    cpu = "" if "--jobs" in timing["stage"] else f"{timing['cpu']:.1f}"
    return (
        f"| {timing['set']} | {timing['stage']} | {timing['pages']} | {timing['words']:,} "
        f"| {timing['pages'] / seconds:,.1f} | {timing['words'] / seconds:,.0f} "
        f"| {cpu} | {timing['wall']:.1f} | {timing['memory']} MiB |"
    )


def plan(asked: argparse.Namespace) -> list[tuple[str, str]]:
    """Set and stage of each run."""
    pages, articles = corpora.PAGES, corpora.ARTICLES
    if not corpora.SHARED.is_dir():
        print("../shared is not there: the bundled sample pages are read instead", file=sys.stderr)
        pages, articles = corpora.BUNDLED_PAGES, corpora.BUNDLED_ARTICLES
    wanted = asked.sets.split(",") if asked.sets else [*pages, *articles]
    chosen = asked.stages.split(",") if asked.stages else list(stages.STAGES)
    runs = [(name, "clean") for name in pages if name in wanted and "clean" in chosen]
    return runs + [(name, stage) for name in articles if name in wanted for stage in chosen if stage != "clean"]


def main(words: Sequence[str] | None = None) -> None:
    """Measure, print, and write the page if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=150, metavar="N", help="pages or articles of each set")
    parser.add_argument("--stages", help=f"of {','.join(stages.STAGES)}; all by default")
    parser.add_argument("--sets", help=f"of {','.join(corpora.ALL)}; all by default")
    parser.add_argument("--write", action="store_true", help="write docs/performance.md")
    parser.add_argument("--child", help=argparse.SUPPRESS)
    asked = parser.parse_args(words)
    if asked.child:
        name, _, stage = asked.child.partition(":")
        child(name, stage, asked.articles)
        return
    runs = plan(asked)
    if not runs:
        parser.error("no such sets or stages here")
    lines = [HEAD, "|---|---|---:|---:|---:|---:|---:|---:|---:|"]
    print("\n".join(lines), flush=True)
    for name, stage in runs:
        for timing in measure(name, stage, asked.articles):
            lines.append(row(timing))
            print(lines[-1], flush=True)
    told = (
        f"{dt.datetime.now(dt.UTC).date()}, commit {commit()}, "
        f"`python benchmarks/speed.py --articles {asked.articles}`, "
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}."
    )
    print(f"\n{told}")
    if asked.write:
        put(PAGE, {"speed": f"{told}\n\n" + "\n".join(lines)})


if __name__ == "__main__":
    main()
