"""The registry of formats: what `dragoman export` can write."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from types import MappingProxyType
from typing import BinaryIO, Final

from dragoman.exports.contents import Contents

Write = Callable[[Contents, BinaryIO], int]


@dataclass(frozen=True, slots=True)
class ExportFormat:
    """A format: `suffix` is that of its files, with the dot; `binary` says that it is no text for a terminal.

    `write` puts a record's contents on a stream and returns how many rows, entities or entries it wrote. It raises
    UsageError if the format needs a package that is not installed.
    """

    name: str
    summary: str
    suffix: str
    binary: bool
    write: Write


def _from(module: str) -> Write:
    """The module's `write`, imported when it is called: what Parquet needs is nothing that CSV should wait for."""

    def write(contents: Contents, out: BinaryIO) -> int:
        chosen: Write = import_module(f"dragoman.exports.{module}").write
        return chosen(contents, out)

    return write


_ALL: Final = (
    ExportFormat("native", "everything, without loss; `dragoman import` reads it", ".jsonl", False, _from("native")),
    ExportFormat("csv", "a row per event, for spreadsheets", ".csv", False, _from("spreadsheet")),
    ExportFormat("parquet", "a row per event with typed columns, for analysis", ".parquet", True, _from("parquet")),
    ExportFormat("plover", "PLOVER records, JSON lines", ".plover.jsonl", False, _from("plover")),
    ExportFormat("polecat", "the columns of POLECAT, tab-separated", ".polecat.tsv", False, _from("polecat")),
    ExportFormat("gdelt", "the 61 columns of GDELT 2.0, tab-separated", ".gdelt.tsv", False, _from("gdelt")),
    ExportFormat("ftm", "FollowTheMoney entities, JSON lines", ".ftm.json", False, _from("followthemoney")),
    ExportFormat("geojson", "trips on a map", ".geojson", False, _from("geojson")),
    ExportFormat("gexf", "the network of contacts over time", ".gexf", False, _from("gexf")),
    ExportFormat("ical", "dated events, for calendars", ".ics", False, _from("ical")),
    ExportFormat("atom", "a feed of the latest 500 changes", ".atom", False, _from("atom")),
    ExportFormat("timelinejs", "a timeline for a web page", ".timeline.json", False, _from("timelinejs")),
    ExportFormat("labelstudio", "tasks to check reports with Label Studio", ".tasks.json", False, _from("labelstudio")),
)

FORMATS: Final[Mapping[str, ExportFormat]] = MappingProxyType({each.name: each for each in _ALL})
