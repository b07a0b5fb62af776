"""Each way of saying how real a contact is."""

import pytest

CASES = [
    ("Peter Otieno, the Kenyan envoy, visited Kampala on Monday.", "happened"),
    ("Peter Otieno, the Kenyan envoy, will visit Kampala.", "planned"),
    ("Peter Otieno, the Kenyan envoy, is to visit Kampala.", "planned"),
    ("Peter Otieno, the Kenyan envoy, plans to visit Kampala.", "planned"),
    ("Peter Otieno, the Kenyan envoy, is expected to visit Kampala.", "planned"),
    ("The ministry said that Kenyan envoy Peter Otieno would visit Kampala.", "planned"),
    ("Peter Otieno, the Kenyan envoy, may visit Kampala.", "possible"),
    ("Peter Otieno, the Kenyan envoy, is considering a visit to Kampala.", "possible"),
    ("It is unclear whether Kenyan envoy Peter Otieno will visit Kampala.", "possible"),
    ("Peter Otieno, the Kenyan envoy, did not visit Kampala.", "off"),
    ("Peter Otieno, the Kenyan envoy, refused to visit Kampala.", "off"),
    ("Peter Otieno, the Kenyan envoy, cancelled his visit to Kampala.", "off"),
    ("Peter Otieno, the Kenyan envoy, called off his visit to Kampala.", "off"),
    ("Kenyan envoy Peter Otieno's visit to Kampala was postponed.", "off"),
    ("Peter Otieno, the Kenyan envoy, visited Kampala, which produced no deal.", "happened"),
    ("Peter Otieno, the Kenyan envoy, undertook to visit Kampala.", "planned"),
    ("Peter Otieno, the Kenyan envoy, flies to Kampala today.", "planned"),
    ("Peter Otieno, the Kenyan envoy, is flying on to Kampala today.", "planned"),
    ("Peter Otieno, the Kenyan envoy, flew to Kampala today.", "happened"),
    ("Peter Otieno, the Kenyan envoy, is to rest on Sunday before he leaves for Kampala.", "planned"),
    ("Peter Otieno, the Kenyan envoy, visited Kampala ahead of the ceremony.", "happened"),
    ("Peter Otieno, the Kenyan envoy, was unable to visit Kampala.", "off"),
    ("The visit by Kenyan envoy Peter Otieno to Kampala that was called off was planned for May.", "off"),
    ("Peter Otieno, the Kenyan envoy, said he looked forward to visiting Kampala.", "planned"),
    ("A visit by Kenyan envoy Peter Otieno to Kampala would be the third.", "possible"),
]


@pytest.mark.parametrize(("text", "status"), CASES)
def test_status(read, text: str, status: str) -> None:
    visits = [r for r in read(text) if r.kind == "visit"]
    assert [r.status for r in visits] == [status]


def test_a_summit_without_a_deal_has_happened(read) -> None:
    (report,) = read("The summit between Kenyan leader Jane Otieno and Ugandan leader Moses Okello produced no deal.")
    assert (report.kind, report.status) == ("meeting", "happened")


def test_a_day_after_publication_cannot_have_happened(read) -> None:
    (report,) = read("Kenyan envoy Peter Otieno's visit to Kampala on June 3, 2019 is the first in years.")
    assert report.status == "planned"


def test_not_ruled_out_is_possible(read) -> None:
    (report,) = read("Kenyan envoy Peter Otieno has not ruled out visiting Kampala.")
    assert report.status == "possible"


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan envoy Peter Otieno has never visited Kampala.",
        "Kenyan envoy Peter Otieno has not yet visited Kampala.",
        "Kenyan envoy Peter Otieno has yet to visit Kampala.",
        "Kenyan leader Jane Otieno and Ugandan leader Moses Okello had never held talks.",
    ],
)
def test_what_has_not_been_so_far_is_nothing_that_is_off(read, text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Following talks with Ugandan leader Moses Okello, Kenyan leader Jane Otieno will sign an accord.", "planned"),
        ("After talks with Ugandan leader Moses Okello, Kenyan leader Jane Otieno signed an accord.", "happened"),
        ("After talks with Ugandan leader Moses Okello on Monday, Kenyan leader Jane Otieno will rest.", "happened"),
    ],
)
def test_what_frames_an_act_to_come_is_to_come(read, text: str, status: str) -> None:
    assert [r.status for r in read(text) if r.kind == "meeting"] == [status]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Kenyan President Jane Otieno and Ugandan President Moses Okello agreed to continue their dialogue.", []),
        ("Kenya and Uganda will maintain a dialogue.", []),
        ("Kenya and Uganda agreed to continue the talks in Kampala next week.", ["meeting"]),
    ],
)
def test_to_go_on_talking_some_day_is_no_plan(read, text: str, kinds: list[str]) -> None:
    assert [report.kind for report in read(text)] == kinds


def test_who_was_not_on_a_call_says_that_there_was_one(read) -> None:
    (report,) = read("I was not on the phone call between Kenyan leader Jane Otieno and Ugandan leader Moses Okello.")
    assert (report.kind, report.status) == ("call", "happened")


TALKS = [
    ("Kenyan leader Jane Otieno has to start a dialogue with Uganda.", "possible"),
    ("Kenyan leader Jane Otieno will hold a series of meetings with Ugandan leader Moses Okello.", "planned"),
    ("Kenyan leader Jane Otieno will take part in the NATO summit.", "planned"),
    ("Kenyan leader Jane Otieno took part in the NATO summit.", "happened"),
    ("Kenyan leader Jane Otieno is grateful for the invitation to take part in the NATO summit.", "possible"),
    ("Everything should be agreed at the talks of the leaders of Kenya and Uganda.", "planned"),
    ("The talks between Kenya and Uganda are not easy.", "happened"),
    ("The talks between Kenya and Uganda are not possible.", "off"),
    ("A meeting of Kenyan leader Jane Otieno and Ugandan leader Moses Okello is not certain.", "off"),
    ("Kenya is not in talks with Uganda.", "off"),
    ("Kenyan leader Jane Otieno had to hold talks with Ugandan leader Moses Okello in a tent.", "happened"),
    ("Kenya and Uganda held talks on a deal that was rejected by Malta.", "happened"),
    ("Kenya is ready only for a negotiation process with Uganda.", "possible"),
]


@pytest.mark.parametrize(("text", "status"), TALKS)
def test_status_of_talks(read, text: str, status: str) -> None:
    assert [r.status for r in read(text) if r.kind == "meeting"] == [status]
