"""A page that is one person's speech."""

import pytest

TALKS = "Friends! Today I held talks with Ugandan President Moses Okello. I also telephoned Tanzanian envoy Ali Mushi."


def sides(reports) -> list[set[str]]:
    return [{p.actor.name for p in r.participants} for r in reports]


def test_who_speaks_is_named_in_the_headline(read) -> None:
    title = "We are ready - address by Kenyan President Jane Otieno"
    assert sides(read(TALKS, title=title)) == [{"Jane Otieno", "Moses Okello"}, {"Jane Otieno", "Ali Mushi"}]


def test_an_office_stands_for_its_state(read) -> None:
    assert sides(read(TALKS, title="Address by the President of Kenya")) == [
        {"Kenya", "Moses Okello"},
        {"Kenya", "Ali Mushi"},
    ]


@pytest.mark.parametrize(
    "title",
    [
        "Talks in Kampala",
        "Remarks by Kenyan President Jane Otieno and Maltese President Carmen Borg",
        "Statement on the attack by Kenya",
        "Message to the nation inspired by Kenyan President Jane Otieno",
        "Address of the embassy in Kenya",
        "Statement by Otieno",
    ],
)
def test_of_nobody_or_of_two_it_is_not_known_who_speaks(read, title: str) -> None:
    assert all(not {"Kenya", "Jane Otieno", "Otieno"} & side for side in sides(read(TALKS, title=title)))


def test_what_others_are_quoted_with_is_theirs(read) -> None:
    text = 'Friends! A minister told us this: "I met Ugandan President Moses Okello on Monday." We thank him.'
    assert all("Jane Otieno" not in side for side in sides(read(text, title="Address by Kenyan President Jane Otieno")))


def test_who_says_that_he_talked_talked_with_nobody_of_the_sentence_before(read) -> None:
    reports = read("Malta wants peace. I also held talks with Ugandan President Moses Okello today.")
    assert all("Malta" not in side for side in sides(reports))
