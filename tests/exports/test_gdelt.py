import csv
import io
from dataclasses import replace

import pandas
import pytest
from made_record import PLANNED, SUMMIT, VISIT, Record, Written, person

from dragoman.exports.gdelt import row_id
from dragoman.model import Role

ACTOR = [
    "Code",
    "Name",
    "CountryCode",
    "KnownGroupCode",
    "EthnicCode",
    "Religion1Code",
    "Religion2Code",
    "Type1Code",
    "Type2Code",
    "Type3Code",
]
GEO = ["Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID"]
NAMES = [
    "GLOBALEVENTID",
    "SQLDATE",
    "MonthYear",
    "Year",
    "FractionDate",
    *(f"Actor{actor}{part}" for actor in (1, 2) for part in ACTOR),
    "IsRootEvent",
    "EventCode",
    "EventBaseCode",
    "EventRootCode",
    "QuadClass",
    "GoldsteinScale",
    "NumMentions",
    "NumSources",
    "NumArticles",
    "AvgTone",
    *(f"{what}Geo_{part}" for what in ("Actor1", "Actor2", "Action") for part in GEO),
    "DATEADDED",
    "SOURCEURL",
]


def read(raw: bytes) -> pandas.DataFrame:
    codes = {name: str for name in NAMES if "Code" in name or name in ("SQLDATE", "MonthYear", "DATEADDED")}
    return pandas.read_csv(
        io.BytesIO(raw), sep="\t", header=None, names=NAMES, dtype=codes, keep_default_na=False, quoting=csv.QUOTE_NONE
    )


@pytest.fixture
def frame(written: Written) -> pandas.DataFrame:
    return read(written("gdelt", 13))


def test_there_are_61_columns_in_every_row_however_it_is_quoted(written: Written) -> None:
    text = written("gdelt").decode()
    assert len(NAMES) == 61
    for quoting in (csv.QUOTE_NONE, csv.QUOTE_MINIMAL):
        rows = list(csv.reader(io.StringIO(text), delimiter="\t", quoting=quoting))
        assert {len(row) for row in rows} == {61}


def test_a_visit_has_one_row_from_the_visitor_to_the_host(frame: pandas.DataFrame) -> None:
    row = frame.iloc[0]
    assert (row.SQLDATE, row.MonthYear, row.Year, row.FractionDate) == ("20180305", "201803", "2018", "2018.1726")
    assert (row.Actor1Code, row.Actor1Name, row.Actor1CountryCode) == ("SWEGOV", "MARA LINDQVIST", "SWE")
    assert (row.Actor2Code, row.Actor2Type1Code) == ("KEN", "")
    assert (row.EventCode, row.EventBaseCode, row.EventRootCode, row.QuadClass) == ("042", "042", "04", 1)
    assert (row.GoldsteinScale, row.NumMentions, row.NumSources, row.NumArticles) == (1.9, 2, 2, 2)
    assert (row.ActionGeo_Type, row.ActionGeo_FullName, row.ActionGeo_CountryCode) == (4, "Nairobi, Kenya", "KE")
    assert (float(row.ActionGeo_Lat), row.DATEADDED) == (-1.28333, "20180301000000")
    assert row.SOURCEURL == "https://wire.example/1?a=1&b=2"


def test_a_meeting_of_three_has_a_row_per_ordered_pair_with_cameo_codes(frame: pandas.DataFrame) -> None:
    summit = frame[frame.EventCode == "125"]
    pairs = list(zip(summit.Actor1Code, summit.Actor2Code, strict=True))
    assert pairs == [
        ("PRKGOV", "ROMGOV"),
        ("PRKGOV", "IGO"),
        ("ROMGOV", "PRKGOV"),
        ("ROMGOV", "IGO"),
        ("IGO", "PRKGOV"),
        ("IGO", "ROMGOV"),
    ]
    assert set(summit.QuadClass) == {3}
    assert set(summit.ActionGeo_CountryCode) == {"SN"}


def test_ids_are_unique_positive_and_stay_when_a_side_grows(written: Written, record: Record) -> None:
    frame = read(written("gdelt"))
    assert frame.GLOBALEVENTID.is_unique
    assert (frame.GLOBALEVENTID > 0).all()
    assert row_id("e-visit", "SWE", "KEN") == frame.GLOBALEVENTID[0] == 3008763185420355
    grown = replace(SUMMIT, participants=(*SUMMIT.participants, person("PRK/choe-min", "Choe Min", "PRK", Role.PARTY)))
    before, after = (
        read(written("gdelt", 6, replace(record, all_events=(event,)))).GLOBALEVENTID for event in (SUMMIT, grown)
    )
    assert list(before) == list(after)


def test_days_that_are_not_known_are_empty_and_months_stay(frame: pandas.DataFrame) -> None:
    month = frame.iloc[2]
    assert (month.SQLDATE, month.MonthYear, month.Year, month.FractionDate) == ("", "201805", "2018", "")
    assert frame.iloc[-1].Year == ""


def test_a_city_of_the_usa_is_of_its_own_type(written: Written, record: Record) -> None:
    row = read(written("gdelt", 1, replace(record, all_events=(PLANNED,)))).iloc[0]
    assert (row.ActionGeo_Type, row.ActionGeo_CountryCode, row.EventRootCode) == (3, "US", "03")


def test_a_name_in_quotes_does_not_swallow_the_next_cell(written: Written, record: Record) -> None:
    actor = replace(VISIT.participants[0].actor, name='"Mara Lindqvist')
    quoted = replace(VISIT, participants=(replace(VISIT.participants[0], actor=actor), VISIT.participants[1]))
    text = written("gdelt", 1, replace(record, all_events=(quoted,))).decode()
    assert {len(row) for row in csv.reader(io.StringIO(text), delimiter="\t")} == {61}
