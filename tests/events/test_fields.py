"""Where, when, on whose word: which words fill which field."""

import pytest

from dragoman.model import Report


def days(report: Report) -> tuple[str | None, str | None]:
    return (report.when.start, report.when.end) if report.when else (None, None)


def test_the_day_of_saying_is_not_the_day_of_the_contact(read) -> None:
    (report,) = read("Kenya said on Monday that it held talks with Uganda in Kampala.")
    assert report.when is None


def test_the_day_of_cancelling_is_not_the_day_of_the_visit(read) -> None:
    (report,) = read("On Monday Kenyan envoy Peter Otieno cancelled a visit to Kampala.")
    assert (report.status, report.when) == ("off", None)


def test_a_trip_of_days_runs_from_its_start(read) -> None:
    (report,) = read("Kenyan envoy Peter Otieno embarked on a four-day trip to Kampala on Monday.")
    assert days(report) == ("2019-05-13", "2019-05-16")


def test_the_day_of_another_thing_is_not_taken(read) -> None:
    (report,) = read("Kenyan envoy Peter Otieno visited Kampala after the attack on Monday.")
    assert report.when is None


def test_without_a_day_of_publication_relative_days_stay_unknown(read) -> None:
    (report,) = read("Kenyan envoy Peter Otieno visited Kampala on Monday.", day=None)
    assert report.when is None


def test_a_readout_is_dated_to_its_day(read) -> None:
    text = "President Jane Otieno of Kenya spoke with President Moses Okello of Uganda."
    (report,) = read(text, url="https://www.president.gov.example/news/1", title="Readout of a call")
    assert days(report) == ("2019-05-15", "2019-05-15")


def test_what_was_done_in_a_call_dates_it_where_it_opens_a_readout(read) -> None:
    who = "President Jane Otieno of Kenya and President Moses Okello of Uganda"
    opening = f"During a telephone conversation, {who} had a frank exchange of views."
    office = "https://www.president.gov.example/news/1"
    (report,) = read(opening, url=office)
    assert (report.kind, days(report)) == ("call", ("2019-05-15", "2019-05-15"))
    (later,) = read(f"The harbour of Mombasa grows. {opening}", url=office)
    assert (later.kind, later.when) == ("call", None)


@pytest.mark.parametrize(
    ("host", "day"),
    [
        ("www.gov.uk", "2019-05-15"),
        ("en.kremlin.ru", "2019-05-15"),
        ("un.org", "2019-05-15"),
        ("www.mofa.go.jp", "2019-05-15"),
        ("presidencia.gob.mx", "2019-05-15"),
        ("WWW.NATO.INT.", "2019-05-15"),
        ("news.go.example", None),
        ("point.example", None),
        ("www.gob.com", None),
        ("fun.org", None),
        ("gov.news.example", None),
    ],
)
def test_an_office_is_known_by_whole_labels_of_its_address(read, host: str, day: str | None) -> None:
    text = "Kenyan President Jane Otieno met Ugandan President Moses Okello in Kampala."
    (report,) = read(text, url=f"https://{host}/news/1")
    assert days(report) == (day, day)


def test_news_without_a_time_word_stays_undated(read) -> None:
    text = "Kenyan President Jane Otieno met Ugandan President Moses Okello, officials said."
    (report,) = read(text, agency="NWA", dateline="NAIROBI, Kenya")
    assert report.when is None


def test_a_meeting_on_a_visit_is_where_the_visit_is(read) -> None:
    reports = read("During a working visit to Kampala, Kenyan envoy Peter Otieno met Ugandan President Moses Okello.")
    assert {(r.kind, r.place and r.place.name) for r in reports} == {("visit", "Kampala"), ("meeting", "Kampala")}


def test_two_destinations_are_two_visits(read) -> None:
    reports = read("Kenyan envoy Peter Otieno will travel to Kampala and Lusaka next week.")
    assert sorted((r.place.name or "") for r in reports if r.place) == ["Kampala", "Lusaka"]


@pytest.mark.parametrize("dateline", ["KAMPALA, Uganda", "KAMPALA (NWA) --", "KAMPALA —", "KAMPALA, May 15 (NWA) --"])
def test_here_is_the_dateline(read, dateline: str) -> None:
    (report,) = read("Kenyan envoy Peter Otieno arrived here on Monday.", dateline=dateline)
    assert report.place is not None
    assert (report.place.name, report.place.country) == ("Kampala", "UGA")


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Kenyan envoy Peter Otieno visited Kampala, airport sources said.", "airport sources"),
        ("According to the State Department, Kenyan envoy Peter Otieno visited Kampala.", "the State Department"),
        ("Kenyan envoy Peter Otieno reportedly visited Kampala.", "reportedly"),
        ("Kenyan envoy Peter Otieno visited Kampala.", None),
    ],
)
def test_source(read, text: str, source: str | None) -> None:
    (report,) = read(text)
    assert report.attribution == source


def test_every_reason_lies_in_the_text(read) -> None:
    text = "On Monday, Kenyan envoy Peter Otieno met Ugandan President Moses Okello in Kampala, officials said."
    (report,) = read(text)
    assert report.span.of(text) == report.evidence
    assert [s.of(text) for s in report.because["start"]] == ["Monday"]
    assert [s.of(text) for s in report.because["place"]] == ["Kampala"]
    assert set(report.because) >= {"participants", "status", "start", "place", "attribution"}
    assert 0 < report.confidence < 1


def test_what_it_is_about(read) -> None:
    (report,) = read("Kenyan envoy Peter Otieno met Ugandan President Moses Okello to discuss border trade.")
    assert report.about == ("border trade",)


def test_where_he_goes_next_is_not_where_he_landed(read) -> None:
    reports = read(
        "Kenyan envoy Peter Otieno, who landed on Monday, met Ugandan President Moses Okello in Kampala. "
        "He will visit Kigali on Friday."
    )
    landed = next(r for r in reports if r.kind == "visit" and r.status == "happened")
    assert landed.place is not None
    assert (landed.place.name, landed.when and landed.when.start) == ("Kampala", "2019-05-13")


def test_talks_are_on_an_island(read) -> None:
    reports = read("Kenyan envoy Peter Otieno met Singaporean President Lim Wei on Sentosa on Monday.")
    assert [r.place and r.place.name for r in reports if r.kind == "meeting"] == ["Sentosa"]


def test_a_palace_and_its_city_are_one_place(read) -> None:
    reports = read(
        "Kenyan envoy Peter Otieno met Russian President Ivan Petrov in Moscow on Monday. "
        "Petrov received Otieno in the Kremlin on Monday."
    )
    assert [r.kind for r in reports].count("meeting") == 1


def test_who_goes_to_a_meeting_with_two_is_its_third(read) -> None:
    reports = read("Kenyan envoy Peter Otieno prepared for a meeting with the leaders of Uganda and Rwanda in Kampala.")
    (meeting,) = [r for r in reports if r.kind == "meeting"]
    assert {p.actor.country for p in meeting.participants} == {"KEN", "UGA", "RWA"}


def test_here_on_an_office_page_is_not_where_an_agency_writes_from(read) -> None:
    text = "Moses Okello: I have long wanted to come here. President Jane Otieno of Kenya left here on Monday."
    assert all(r.place is None or r.place.country != "PRK" for r in read(text, url="https://president.gov.example/1"))


def test_dollars_are_no_journey(read) -> None:
    assert not read("Trade of Kenyan President Jane Otieno's country grew, reaching US$40 billion in 2018.")
