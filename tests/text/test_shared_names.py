"""Bodies whose names several states and organisations have, and officials of two states in one phrase."""

import datetime as dt

from dragoman.model import Article, Moment
from dragoman.text.parse import parse


def actors(text: str) -> dict[str, set[str | None]]:
    """The states that each mention of the text acts for, by its words."""
    parsed = parse(Article("a", text, published=Moment(dt.date(2019, 5, 15))))
    return {m.span.of(text): {a.country for a in m.actors} for s in parsed.doc.sents for m in parsed.mentions_in(s)}


def names(text: str) -> set[str]:
    parsed = parse(Article("a", text, published=Moment(dt.date(2019, 5, 15))))
    return {a.name for s in parsed.doc.sents for m in parsed.mentions_in(s) for a in m.actors}


def test_a_council_is_the_known_one_only_where_its_state_is_named() -> None:
    assert "CHN" not in set().union(*actors("The president of Kenya held a meeting of the State Council.").values())
    assert "CHN" in set().union(*actors("China's premier addressed the State Council.").values())
    assert "IGO" not in set().union(*actors("The president of Kenya chaired the Security Council.").values())
    assert "IGO" in set().union(*actors("The UN met. The Security Council voted.").values())


def test_representatives_of_two_states_are_not_the_president_who_speaks_of_them() -> None:
    found = names("Putin telephoned Scholz. They spoke of talks between Russian and Ukrainian representatives.")
    assert {"representatives of Russia", "representatives of Ukraine"} <= found


def test_the_state_of_an_office_is_no_given_name() -> None:
    assert "Naftali Bennett" in names("Vladimir Putin telephoned Prime Minister of Israel Naftali Bennett.")
    assert "Israel Katz" in names("Vladimir Putin telephoned Israel Katz.")


def test_an_office_between_commas_is_of_the_name_before_it() -> None:
    found = names("Pak Ui Chun, foreign minister of the DPRK met and had a talk with Peter Hughes on Monday.")
    assert "foreign minister of the DPRK" not in found
