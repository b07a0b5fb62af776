"""Datelines, agencies, bylines, outlets and headlines."""

import pytest

from dragoman.pages.lines import read_lines
from dragoman.pages.metadata import find_agency, find_byline, find_dateline, find_outlet, find_title


@pytest.mark.parametrize(
    ("text", "dateline", "agency"),
    [
        ("RIGA, March 3 (Xinhua) -- The two presidents met.", "RIGA, March 3 (Xinhua) --", "Xinhua"),
        ("Seoul, Feb. 12 (Yonhap) -- An envoy left.", "Seoul, Feb. 12 (Yonhap) --", "Yonhap"),
        ("DAR ES SALAAM, Tanzania (AP) _ The secretary came.", "DAR ES SALAAM, Tanzania (AP) _", "AP"),
        ("RIGA — The talks ended.", "RIGA —", None),
        ("RIGA | Sun Mar 3, 2019 7:54 am EST RIGA (Reuters) - Talks.", "RIGA (Reuters) -", "Reuters"),
        (
            "* Talks end * No text agreed By Hana Kim RIGA, March 3 (Reuters) - Talks.",
            "RIGA, March 3 (Reuters) -",
            "Reuters",
        ),
    ],
)
def test_datelines(text: str, dateline: str, agency: str | None) -> None:
    found = find_dateline(text)
    assert found is not None
    assert found.text == dateline
    assert found.agency == agency


def test_dateline_with_a_year() -> None:
    found = find_dateline("RIGA, March 3, 2019 (AFP) -- Talks.")
    assert found is not None
    assert (found.year, found.month, found.day) == (2019, 3, 3)


@pytest.mark.parametrize(
    "text", ["The minister (left) met her host.", "Talks (in Riga) - and more.", "A sentence. NATO said - again - no."]
)
def test_no_dateline(text: str) -> None:
    assert find_dateline(text) is None


def test_agency_from_the_end_or_the_byline() -> None:
    assert find_agency("The envoy left.\nHe comes back on Friday. (Yonhap)", None, None) == "Yonhap"
    assert find_agency("The envoy left.", None, "The Associated Press") == "AP"
    assert find_agency("The envoy left (again).", None, "Hana Kim") is None


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("By Hana Kim", "Hana Kim"),
        ("By\nHana Kim\nMarch 3, 2019", "Hana Kim"),
        ("By Hana Kim March 3, 2019, 07:47 PM EST", "Hana Kim"),
        ("by Hana Kim@hanakim Mar 3", "Hana Kim"),
        ("By Yonhap", "Yonhap"),
        ("By the time the ministers met, the accord was dead.", None),
    ],
)
def test_bylines(lines: str, name: str | None) -> None:
    assert find_byline(read_lines(lines)) == name


def test_title_is_the_nearest_headline_above_the_text() -> None:
    head = read_lines("Home\nWorld\nMinister in Helsinki for talks\nBy Hana Kim\nPublished : Mar 3, 2019\nShare")
    assert find_title(head, None) == "Minister in Helsinki for talks"
    assert find_title(head, "Another") == "Another"


def test_outlet() -> None:
    first = read_lines("Minister in Helsinki - The Baltic Courier")
    assert find_outlet(first, "Minister in Helsinki", (), None) == "The Baltic Courier"
    assert find_outlet((), None, read_lines("THE RIGA TIMES"), None) == "The Riga Times"
    assert find_outlet((), None, read_lines("The Riga Herald by Riga Media Corporation"), None) == "The Riga Herald"
    assert find_outlet((), None, (), "https://www.courier.example/a") == "courier.example"
    assert find_outlet((), None, (), None) is None
