import io
import re
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path

import pytest
from made_record import VISIT, Record, Written

from dragoman.exports import FORMATS

FTM = pytest.param(
    "ftm",
    marks=pytest.mark.skipif(
        find_spec("followthemoney") is None, reason="FollowTheMoney is not installed: pip compiles a part of it"
    ),
)
# The native export takes a whole record and keeps text as it is: tested with the record.
NAMES = [FTM if name == "ftm" else name for name in sorted(FORMATS) if name != "native"]
PAGE = Path(__file__).parents[2] / "docs" / "exports.md"


def test_the_registry_has_every_format_under_its_own_name() -> None:
    assert {name: each.name for name, each in FORMATS.items()} == {name: name for name in FORMATS}
    assert len({each.suffix for each in FORMATS.values()}) == len(FORMATS) == 13


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_record_is_written_and_counts_nothing(name: str, empty: Record) -> None:
    assert FORMATS[name].write(empty, io.BytesIO()) == 0


@pytest.mark.parametrize("name", NAMES)
def test_only_formats_that_can_say_so_have_an_event_that_a_person_rejected(
    name: str, record: Record, written: Written
) -> None:
    rejected = replace(record, all_events=(replace(VISIT, verdict="rejected"),), all_actors=())
    contents = replace(rejected, all_articles=record.all_articles if name == "labelstudio" else ())
    count = {"csv": 1, "parquet": 1, "labelstudio": 4}.get(name, 0)
    written(name, count, contents)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "parquet"])
def test_text_formats_hold_no_control_character_and_no_mark_that_turns_text(name: str, written: Written) -> None:
    text = written(name).decode("utf-8")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e]", text)


def test_every_format_is_documented() -> None:
    table = PAGE.read_text(encoding="utf-8").partition("## Dates")[0]
    rows = re.findall(r"^\| `([a-z]+)` \|", table, re.MULTILINE)
    assert rows == list(FORMATS)
