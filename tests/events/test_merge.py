"""Statements of one contact are one report; different contacts stay apart."""


def test_two_sentences_one_meeting_with_the_best_of_both(read) -> None:
    text = (
        "Kenyan President Jane Otieno met Ugandan President Moses Okello on Monday. "
        "Otieno met Okello in Kampala to discuss fishing."
    )
    (report,) = [r for r in read(text) if r.kind == "meeting"]
    assert report.place is not None
    assert (report.place.name, report.when.start if report.when else None) == ("Kampala", "2019-05-13")


def test_the_talks_point_back(read) -> None:
    text = "Kenyan President Jane Otieno met Ugandan President Moses Okello. The talks were held in Kampala on Monday."
    (report,) = [r for r in read(text) if r.kind == "meeting"]
    assert report.place is not None
    assert report.place.name == "Kampala"


def test_a_past_and_a_coming_meeting_stay_two(read) -> None:
    text = (
        "Kenyan President Jane Otieno met Ugandan President Moses Okello in March. "
        "Otieno will meet Okello in Lusaka on June 3."
    )
    assert sorted(r.status for r in read(text) if r.kind == "meeting") == ["happened", "planned"]


def test_two_days_are_two_calls(read) -> None:
    text = (
        "Kenyan President Jane Otieno telephoned Ugandan President Moses Okello on Monday. "
        "Otieno telephoned Okello on Tuesday."
    )
    assert len([r for r in read(text) if r.kind == "call"]) == 2


def test_met_separately_is_one_meeting_each(read) -> None:
    text = (
        "Kenyan envoy Peter Otieno met separately with Ugandan President Moses Okello and Zambian President Ruth Banda."
    )
    meetings = [{p.actor.name for p in r.participants} for r in read(text)]
    assert meetings == [{"Peter Otieno", "Moses Okello"}, {"Peter Otieno", "Ruth Banda"}]


def test_home_affairs_are_no_contacts(read) -> None:
    assert read("Kenyan President Jane Otieno met Kenyan Foreign Minister Peter Wanjiru in Nairobi.") == ()
    assert read("Kenyan President Jane Otieno travelled to Mombasa.") == ()


def test_what_is_said_in_a_meeting_is_no_message(read) -> None:
    text = (
        "Kenyan President Jane Otieno met Ugandan President Moses Okello on Monday. "
        "Otieno congratulated Okello on his election."
    )
    assert {r.kind for r in read(text)} == {"meeting"}
