"""Fit the weights of `dragoman.events.confidence` anew and print a reliability table.

    python tools/confidence.py [--shared ../shared]

Reads the annotated articles of the shared folder, scores every report with its scorer's own matching (a report that
matches an optional contact is right), and fits a logistic regression with a small ridge by gradient ascent.
"""

import argparse
import datetime as dt
import importlib.util
import json
import sys
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import numpy as np

from dragoman.events.codebook import codebook
from dragoman.events.coder import candidates
from dragoman.events.confidence import FEATURES, features
from dragoman.events.merge import groups_of, report_of
from dragoman.jsonio import report_json
from dragoman.pages.clean import clean
from dragoman.pages.raw import RawPage
from dragoman.pages.sources import read_sources
from dragoman.text.parse import parse

BINS = (0.0, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)


def main() -> int:
    """Print the fitted weights and the reliability table."""
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = ap.parse_args().shared
    if not shared.is_dir():
        print(f"{shared}: no such folder; nothing to fit on", file=sys.stderr)
        return 1
    rows = list(_rows(shared))
    x = np.array([[1.0, *(name in marks for name in FEATURES)] for marks, _ in rows])
    y = np.array([right for _, right in rows], dtype=float)
    weights = _fit(x, y)
    print(f"{len(rows)} reports, {y.mean():.3f} right; base {weights[0]:.2f}")
    for name, weight in zip(FEATURES, weights[1:], strict=True):
        print(f"  {name:28} {weight:+.2f}")
    chance = 1 / (1 + np.exp(-x @ weights))
    for low, high in pairwise(BINS):
        inside = (chance >= low) & (chance < high)
        if inside.any():
            print(f"  {low:.2f} to {min(high, 1):.2f}: {inside.sum():4} reports, {y[inside].mean():.2f} right")
    return 0


def _fit(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    weights = np.zeros(x.shape[1])
    ridge = np.r_[0.0, np.full(x.shape[1] - 1, 0.01)]
    for _ in range(4000):
        weights += 0.5 * (x.T @ (y - 1 / (1 + np.exp(-x @ weights))) / len(y) - ridge * weights)
    return weights


def _rows(shared: Path):
    score = _scorer(shared)
    gold = {g["id"]: g["events"] for g in map(json.loads, (shared / "gold/dev.jsonl").open(encoding="utf-8"))}
    for page in read_sources([str(shared / "gold/articles.jsonl")]):
        if not isinstance(page, RawPage):
            continue
        article = clean(page, today=dt.date.today())
        parsed = parse(article)
        groups = groups_of(candidates(parsed))
        reports = [report_of(group, parsed, codebook()) for group in groups]
        system = [report_json(report, article) for report in reports]
        sound = [i for i, s in enumerate(system) if score.international(s)]
        pairs = score.assign([[score.similarity(g, system[i]) for i in sound] for g in gold[article.id]])
        right = {sound[j] for _, j in pairs}
        for i in sound:
            yield features(groups[i], reports[i].participants, reports[i].status), i in right


def _scorer(shared: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_score", shared / "gold/score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    raise SystemExit(main())
