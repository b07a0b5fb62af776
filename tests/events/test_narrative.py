"""Days that a story carries from one sentence to the next."""

import pytest

MET = "Kenyan envoy Peter Otieno met Ugandan President Moses Okello in Kampala on Monday. "


def day_of(reports, kind: str, name: str) -> str | None:
    (found,) = [r for r in reports if r.kind == kind and name in {p.actor.name for p in r.participants}]
    return found.when.start if found.when else None


@pytest.mark.parametrize(
    ("text", "kind", "name"),
    [
        ("He also met Foreign Minister Sarah Nakato.", "meeting", "Sarah Nakato"),
        ("Crowds came. It rained all day. Later Otieno met Foreign Minister Sarah Nakato.", "meeting", "Sarah Nakato"),
        ("Crowds came. It rained. Roads were closed. Otieno invited Okello home.", "invitation", "Moses Okello"),
        ("He handed Okello a letter from Kenyan President Jane Otieno.", "message", "Moses Okello"),
    ],
)
def test_what_follows_is_of_the_same_day(read, text: str, kind: str, name: str) -> None:
    assert day_of(read(MET + text), kind, name) == "2019-05-13"


@pytest.mark.parametrize(
    "text",
    [
        "He has also met Foreign Minister Sarah Nakato.",
        "He once met Foreign Minister Sarah Nakato.",
        "In the spring of 2015 there was a drought. He met Foreign Minister Sarah Nakato.",
        "The crowd cheered. It rained. The roads were closed. Otieno met Foreign Minister Sarah Nakato.",
    ],
)
def test_what_was_before_or_far_away_is_not(read, text: str) -> None:
    assert day_of(read(MET + text), "meeting", "Sarah Nakato") is None


def test_a_sentence_goes_on_with_its_day(read) -> None:
    text = (
        "Kenyan envoy Peter Otieno flew to Kampala on Monday, where he sat down with Foreign Minister Sarah Nakato "
        "and was then received by President Moses Okello."
    )
    reports = read(text)
    assert day_of(reports, "meeting", "Moses Okello") == "2019-05-13"


def test_a_day_that_is_carried_keeps_no_statements_apart(read) -> None:
    text = MET + "Okello's minister spoke of trade. He received Kenyan envoy Jane Wekesa on Tuesday. Otieno met Okello."
    meetings = [r for r in read(text) if {"Peter Otieno", "Moses Okello"} <= {p.actor.name for p in r.participants}]
    assert [r.when.start for r in meetings if r.when] == ["2019-05-13"]


def test_following_is_a_preposition(read) -> None:
    reports = read(
        "Following talks with Ugandan President Moses Okello on Monday, Kenyan envoy Peter Otieno flew home."
    )
    assert day_of(reports, "meeting", "Moses Okello") == "2019-05-13"


def test_a_summit_that_is_talked_about_is_not_this_meeting(read) -> None:
    text = MET + "They exchanged views on making the Kenyan-Rwandan summit a success."
    sides = [{p.actor.country for p in r.participants} for r in read(text) if r.kind == "meeting"]
    assert not any({"UGA", "RWA"} <= countries for countries in sides)


def test_the_day_on_which_a_meeting_was_called_off_is_not_its_day(read) -> None:
    (report,) = read("On Monday, Kenyan envoy Peter Otieno called off his meeting with Ugandan President Moses Okello.")
    assert (report.status, report.when) == ("off", None)


def test_an_invitation_has_the_day_of_the_meeting_unless_it_had_been_made_before(read) -> None:
    asked = read(MET + "Okello invited Otieno to Gulu.")
    assert day_of(asked, "invitation", "Peter Otieno") == "2019-05-13"
    before = read(MET + "Okello had invited Otieno to Gulu on each of his journeys.")
    assert [r.when for r in before if r.kind == "invitation"] == [None]
