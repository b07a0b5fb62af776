"""Who goes along on a journey, and who is only named by being somebody's."""

import pytest


def visitors(reports) -> list[set[str]]:
    return [{p.actor.name for p in r.participants if p.role == "visitor"} for r in reports if r.kind == "visit"]


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan President Jane Otieno flew to Kampala, accompanied by her husband, Paul Wafula, and envoy Peter Kamau.",
        "Kenyan President Jane Otieno flew to Kampala. She was accompanied by her husband Paul Wafula and Peter Kamau.",
    ],
)
def test_who_accompanies_a_visitor_is_one(read, text: str) -> None:
    assert visitors(read(text)) == [{"Jane Otieno", "Paul Wafula", "Peter Kamau"}]


def test_who_accompanies_somebody_else_is_none(read) -> None:
    text = "Kenyan President Jane Otieno flew to Kampala. Maltese President Carmen Borg was accompanied by Paul Wafula."
    assert visitors(read(text))[0] == {"Jane Otieno"}


def test_family_travels_along(read) -> None:
    reports = read("Kenyan President John Otieno arrived in Kampala on Monday with his wife, Grace Wafula.")
    assert visitors(reports) == [{"John Otieno", "Grace Wafula"}]
    assert {p.actor.country for p in reports[0].participants if p.role == "visitor"} == {"KEN"}


def test_family_is_no_party_of_talks(read) -> None:
    (report,) = read("Ugandan President Moses Okello met Kenyan President John Otieno and his wife, Grace Wafula.")
    assert {p.actor.name for p in report.participants} == {"Moses Okello", "John Otieno"}


def test_a_letter_from_somebody_who_is_named_beside(read) -> None:
    reports = read(
        "Envoy Peter Kamau of Kenya gave Ugandan President Moses Okello a letter from his leader, Jane Otieno."
    )
    (message,) = [r for r in reports if r.kind == "message"]
    assert {p.actor.name: p.role.value for p in message.participants} == {
        "Jane Otieno": "sender",
        "Moses Okello": "recipient",
        "Peter Kamau": "carrier",
    }
