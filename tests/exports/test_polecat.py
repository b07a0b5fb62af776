import csv
import io
from dataclasses import replace

import pandas
import pytest
from made_record import VISIT, Record, Written

# As the published weekly files begin.
HEADER = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\t"
    "Actor COW\tPrimary Actor Sector\tActor Sectors\tActor Title\tActor Name Raw\tWikipedia Actor ID\tRecipient Name\t"
    "Recipient Country\tRecipient COW\tPrimary Recipient Sector\tRecipient Sectors\tRecipient Title\t"
    "Recipient Name Raw\tWikipedia Recipient ID\tPlacename\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\t"
    "GeoNames ID\tRaw Placename\tFeature Type\tSource\tPublication Date\tStory People\tStory Organizations\t"
    "Story Locations\tLanguage\tVersion"
)


@pytest.fixture
def frame(written: Written) -> pandas.DataFrame:
    return pandas.read_csv(io.BytesIO(written("polecat", 7)), sep="\t").set_index("Event ID")


def test_the_header_is_that_of_the_weekly_files(written: Written) -> None:
    assert written("polecat").decode().splitlines()[0] == HEADER


def test_quotes_and_tabs_in_names_leave_every_row_whole(written: Written) -> None:
    text = written("polecat").decode()
    for quoting in (csv.QUOTE_NONE, csv.QUOTE_MINIMAL):
        rows = list(csv.reader(io.StringIO(text), delimiter="\t", quoting=quoting))
        assert {len(row) for row in rows} == {40}
        assert len(rows) == 8


def test_actor_recipient_place_and_days(frame: pandas.DataFrame) -> None:
    visit = frame.loc["e-visit"]
    assert (visit["Actor Name"], visit["Actor Country"], visit["Primary Actor Sector"]) == (
        "Mara Lindqvist",
        "SWE",
        "GOV",
    )
    assert (visit["Recipient Name"], visit["City"], visit["Latitude"]) == ("Kenya", "Nairobi", -1.28333)
    assert (visit["Event Date"], visit["Publication Date"], visit["Quad Code"]) == ("2018-03-05", "2018-03-01", 1)


def test_a_meeting_sets_the_first_side_against_the_others(frame: pandas.DataFrame) -> None:
    summit = frame.loc["e-summit"]
    assert (summit["Actor Name"], summit["Recipient Name"]) == ("Ri Song", "Ana Pop; United Nations")
    assert summit["Recipient Country"] == "ROU; IGO"


def test_what_is_not_known_is_none_as_in_the_weekly_files(frame: pandas.DataFrame, written: Written) -> None:
    assert frame["Event Date"].isna().to_list() == [False, False, True, True, False, False, True]
    assert b"\tNone\t" in written("polecat")


def test_a_name_in_quotes_does_not_swallow_the_next_cell(written: Written, record: Record) -> None:
    actor = replace(VISIT.participants[0].actor, name='"Mara Lindqvist')
    quoted = replace(VISIT, participants=(replace(VISIT.participants[0], actor=actor), VISIT.participants[1]))
    text = written("polecat", 1, replace(record, all_events=(quoted,))).decode()
    assert {len(row) for row in csv.reader(io.StringIO(text), delimiter="\t")} == {40}
