import csv
import io

import duckdb
import pandas
import pytest
from made_record import Written

FORMULA = tuple("=+-@\t\r＝＋－＠")


@pytest.fixture
def rows(written: Written) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv", 7).decode("utf-8-sig"), newline="")))


def test_a_row_per_event_with_its_numbers(rows: list[dict[str, str]]) -> None:
    assert [row["id"] for row in rows][:2] == ["e-visit", "e-planned"]
    visit = rows[0]
    assert visit["participants"] == "Mara Lindqvist (SWE, visitor); Kenya (KEN, host)"
    assert (float(visit["lat"]), float(visit["lon"])) == (-1.28333, 36.81667)
    assert visit["life"] == "2018-03-01 status: - -> planned; 2018-03-06 status: planned -> happened"
    assert visit["disagreements"] == "end: 2018-03-08 | 2018-03-09"
    assert visit["cameo"] == "042"


def test_dates_are_as_long_as_what_is_known(rows: list[dict[str, str]]) -> None:
    dates = {row["id"]: (row["start"], row["end"], row["approximate"]) for row in rows}
    assert dates["e-month"] == ("2018-05", "2018-05", "yes")
    assert dates["e-open"] == ("", "2018-05", "no")
    assert dates["e/undated ?#"] == ("", "", "no")


def test_no_text_looks_like_a_formula_and_no_cell_breaks_the_line(written: Written, rows: list[dict[str, str]]) -> None:
    numbers = {"lat", "lon"}
    texts = [cell for row in rows for column, cell in row.items() if column not in numbers]
    parts = [part for text in texts for part in text.split("; ")]
    assert not [part for part in parts if part.startswith(FORMULA)]
    assert rows[-1]["participants"].startswith("'=cmd()")
    assert written("csv").count(b"\r\n") == written("csv").count(b"\n") == 8


def test_a_rejected_source_counts_for_nothing(rows: list[dict[str, str]]) -> None:
    call = next(row for row in rows if row["id"] == "e-call")
    assert (call["articles"], call["outlets"]) == ("1", "Daily Ledger")


def test_pandas_and_duckdb_read_it(written: Written, tmp_path: pytest.TempPathFactory) -> None:
    path = tmp_path / "events.csv"  # type: ignore[operator]
    path.write_bytes(written("csv"))
    frame = pandas.read_csv(path, dtype={"cameo": str})
    assert list(frame.id) == [row[0] for row in duckdb.read_csv(str(path), header=True).fetchall()]
    assert frame.loc[0, "cameo"] == "042"
    assert frame.lat.dtype == float
