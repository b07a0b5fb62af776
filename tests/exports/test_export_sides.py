from dataclasses import replace

import pytest
from made_record import CALL, MARA, PLANNED, SUMMIT, VISIT, person

from dragoman.exports.sides import halves, pairs, sector
from dragoman.exports.wording import line, subject, title, web_address
from dragoman.model import Actor, ActorType, Event, Kind, Role


def ids(event: Event) -> list[tuple[list[str], list[str]]]:
    return [([p.id for p in first], [p.id for p in second]) for first, second in pairs(event)]


def test_two_of_one_delegation_are_one_side() -> None:
    second = person("SWE/bo", "Bo", "SWE", Role.VISITOR)
    visit = replace(VISIT, participants=(MARA, second, *VISIT.participants[1:]))
    assert ids(visit) == [(["SWE/mara-lindqvist", "SWE/bo"], ["KEN"])]


def test_colleagues_of_one_state_who_meet_are_two_sides() -> None:
    meeting = replace(CALL, participants=tuple(person(f"SWE/{name}", name, "SWE", Role.PARTY) for name in "ab"))
    assert ids(meeting) == [(["SWE/a"], ["SWE/b"]), (["SWE/b"], ["SWE/a"])]


def test_sides_that_are_not_known_are_empty() -> None:
    assert ids(replace(VISIT, participants=VISIT.participants[:1])) == [(["SWE/mara-lindqvist"], [])]
    assert ids(replace(CALL, participants=CALL.participants[:1])) == [(["PRK/ri-song"], [])]
    assert ids(replace(CALL, participants=())) == [([], [])]


def test_a_crowd_has_a_bounded_number_of_pairs() -> None:
    crowd = tuple(person(f"p{n}", str(n), None, Role.PARTY) for n in range(300))
    assert len(pairs(replace(CALL, participants=crowd))) == 100 * 99


def test_a_carrier_is_no_side() -> None:
    courier = person("SWE/bo", "Bo", "SWE", Role.CARRIER)
    sender, recipient = person("a", "A", "PRK", Role.SENDER), person("b", "B", "USA", Role.RECIPIENT)
    message = replace(VISIT, kind=Kind.MESSAGE, participants=(courier, sender, recipient))
    assert halves(message).sources == (sender,)
    assert halves(replace(message, kind=Kind.AGREEMENT)).sources == (sender, recipient)
    assert ids(message) == [(["a"], ["b"])]
    assert title(message) == "Message from A to B, Nairobi, KEN"


@pytest.mark.parametrize(
    ("office", "code"),
    [
        ("Deputy Foreign Minister", "GOV"),
        ("Defence Minister", "GOV"),
        ("former president", "ELI"),
        ("opposition leader", "OPP"),
        ("Speaker of the National Assembly", "LEG"),
        ("Chief of the General Staff", "MIL"),
        ("Pope", "REL"),
        ("violinist", None),
        (None, None),
    ],
)
def test_sectors_by_office(office: str | None, code: str | None) -> None:
    assert sector(Actor("X", ActorType.PERSON, "SWE", office)) == code


def test_titles() -> None:
    assert title(PLANNED) == "Planned: visit by 忍 Tanaka to San José, USA"
    assert title(replace(PLANNED, place=None)) == "Planned: visit by 忍 Tanaka to United States"
    assert subject(SUMMIT) == "Meeting of Ri Song, Ana Pop and United Nations, Singapore, SGP"
    assert title(replace(CALL, participants=())) == "Call"


def test_text_is_made_fit_for_a_line_and_links_for_the_web() -> None:
    assert line("a\x00\u202e\ud800 b\n\tc ") == "a b c"
    assert web_address("https://a.example/x") == "https://a.example/x"
    assert [
        web_address(url)
        for url in (
            "javascript://a.example/%0aalert(1)",
            "javascript:x",
            "https://",
            "https://a b",
            "http://[",
            "",
            None,
        )
    ] == [None] * 7
