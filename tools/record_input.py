"""Records built of annotated and bulk material for measuring: what is read of it, and how its reports are named."""

import csv
import datetime as dt
import gzip
import json
import pickle
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from dragoman.errors import InputError
from dragoman.model import Event, EventSource
from dragoman.pages.sources import read_sources
from dragoman.reading import Reading, over_pages, read_page
from dragoman.record.database import open_engine
from dragoman.record.intake import Outcome, article_hash
from dragoman.record.record import Record
from dragoman.record.recorder import Recorder
from dragoman.record.schema import report_participants, reports
from dragoman.samples import sample_pages

# All texts are older; a day that is set makes the readings the same on any day.
TODAY = dt.date(2026, 1, 1)
csv.field_size_limit(10**8)


@dataclass(frozen=True)
class Tally:
    """What adding came to: articles stored, reports, new events and reports that joined one."""

    articles: int
    reports: int
    new: int
    joined: int


class Texts:
    """The texts of the shared folder as readings. `keep` is a folder where they stay for the next time."""

    def __init__(self, shared: Path, keep: Path) -> None:
        self._shared = shared
        self._keep = keep

    def readings(self, name: str) -> list[Reading]:
        """What is read of kremlin, kyiv, readouts, kcna, gold, seeds or samples."""
        kept = self._keep / f"{name}.pkl"
        if kept.is_file():
            # Written by this very tool into a folder of the user's choice.
            found: list[Reading] = pickle.loads(kept.read_bytes())
            return found
        source = sample_pages() if name == "samples" else self._written(name)
        pages = over_pages(read_page, read_sources([str(source)]), today=TODAY)
        found = [page for page in pages if not isinstance(page, InputError)]
        kept.write_bytes(pickle.dumps(found))
        return found

    def _written(self, name: str) -> Path:
        rows = {
            "kremlin": self._kremlin,
            "kyiv": self._kyiv,
            "readouts": self._readouts,
            "kcna": self._kcna,
            "gold": self._gold,
            "seeds": self._seeds,
        }[name]()
        path = self._keep / f"{name}.jsonl"
        with path.open("w", encoding="utf-8") as out:
            out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        return path

    def _kremlin(self) -> Iterator[dict[str, Any]]:
        for row in self._csv("kremlin_2021-22.csv.gz"):
            text = f"{row['summary']}\n\n{row['body']}".strip()
            yield _row("kremlin", row, "Kremlin", text)

    def _kyiv(self) -> Iterator[dict[str, Any]]:
        for row in self._csv("ukraine_president_2021-22.csv.gz"):
            yield _row("kyiv", row, "President of Ukraine", row["body"].strip())

    def _csv(self, name: str) -> Iterator[dict[str, str]]:
        with gzip.open(self._shared / "corpora" / name, "rt", encoding="utf-8", newline="") as stream:
            yield from csv.DictReader(stream)

    def _readouts(self) -> Iterator[dict[str, Any]]:
        for row in self._json_lines("readouts/dev.jsonl"):
            outlet = {"wh": "White House"}.get(row["id"].split("-")[0], row["id"].split("-")[0])
            yield {"id": row["id"], "published": row["published"], "outlet": outlet, "text": row["text"]}

    def _kcna(self) -> Iterator[dict[str, Any]]:
        with gzip.open(self._shared / "corpora" / "kcna_2011_en.jsonl.gz", "rt", encoding="utf-8") as stream:
            for number, line in enumerate(stream):
                row = json.loads(line)
                text = (row["story"] or "").replace(", ,", "\n").strip()
                yield {"id": f"kcna-{number}", "published": row["date"], "title": row["title"], "outlet": "KCNA",
                       "text": text}  # fmt: skip

    def _gold(self) -> Iterator[dict[str, Any]]:
        yield from self._json_lines("gold/articles.jsonl")

    def _seeds(self) -> Iterator[dict[str, Any]]:
        for name, day in (("seed-a", None), ("seed-b", "2018-03-12")):
            dump = (self._shared / "pages" / f"{name}.txt").read_text(encoding="utf-8")
            yield {"id": name, "dump": dump} | ({"published": day} if day else {})

    def _json_lines(self, name: str) -> Iterator[dict[str, Any]]:
        with (self._shared / name).open(encoding="utf-8") as stream:
            yield from (json.loads(line) for line in stream if line.strip())


def _row(prefix: str, row: dict[str, str], outlet: str, text: str) -> dict[str, Any]:
    slug = row["link"].rstrip("/").split("/")[-1]
    return {"id": f"{prefix}-{slug[-60:]}", "url": row["link"], "title": row["headline"], "published": row["date"],
            "outlet": outlet, "text": text}  # fmt: skip


def build(readings: Iterable[Reading], path: Path) -> tuple[Record, Tally]:
    """A new record of these readings, added in their order; an older record at `path` is removed."""
    for end in ("", "-wal", "-shm"):
        Path(f"{path}{end}").unlink(missing_ok=True)
    engine, shown = open_engine(str(path))
    recorder = Recorder(engine, shown)
    added = [recorder.add(r.article, r.reports, article_hash(r.article)) for r in readings]
    stored = sum(one.outcome is not Outcome.UNCHANGED for one in added)
    tally = Tally(stored, sum(a.reports for a in added), sum(a.new_events for a in added), sum(a.joined for a in added))
    return Record(engine, shown, TODAY), tally


@dataclass(frozen=True)
class Told:
    """A report in its event; `key` names it for people and for files: article, characters, kind, sides.

    Reports of one article that are alike in all of these are numbered: "…~2".
    """

    key: str
    event: Event
    source: EventSource
    sides: frozenset[str]


def key_of(article: str, start: int, end: int, kind: str, sides: Sequence[str]) -> str:
    """The name of a report: "kremlin-67315@0-98/call/RUS+USA"."""
    return f"{article}@{start}-{end}/{kind}/{'+'.join(sides)}"


def told(record: Record) -> list[Told]:
    """All reports of a record, in the order of its events and their sources."""
    sides = _sides(record)
    found: list[Told] = []
    seen: dict[str, list[str]] = {}
    for event in record.events():
        for source in event.sources:
            mine = sides.get(source.report, [])
            key = key_of(source.article, source.span.start, source.span.end, str(source.kind), mine)
            seen.setdefault(key, []).append(source.report)
            found.append(Told(key, event, source, frozenset(mine) - {"?"}))
    numbers = {ref: i for refs in seen.values() for i, ref in enumerate(sorted(refs), 1)}
    return [
        replace(one, key=f"{one.key}~{number}") if (number := numbers[one.source.report]) > 1 else one for one in found
    ]


def _sides(record: Record) -> dict[str, list[str]]:
    found: dict[str, set[str]] = {}
    joined = reports.join(report_participants, report_participants.c.report_id == reports.c.id)
    statement = sa.select(reports.c.ref, report_participants.c.country).select_from(joined)
    with record.reading() as connection:
        for ref, country in connection.execute(statement):
            found.setdefault(ref, set()).add(country or "?")
    return {ref: sorted(sides) for ref, sides in found.items()}
