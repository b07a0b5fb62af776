"""The slots that the codebook speaks of, on sentences with one difficulty each."""

import pytest

from dragoman.events import grammar
from dragoman.text.parse import language_model


def verb(text: str, lemma: str):
    doc = language_model()(text)
    return next(t for t in doc if t.lemma_ == lemma)


@pytest.mark.parametrize(
    ("text", "lemma", "who"),
    [
        ("Maria visited Rome.", "visit", ["Maria"]),
        ("Maria and Peter visited Rome.", "visit", ["Maria", "Peter"]),
        ("Maria is expected to visit Rome.", "visit", ["Maria"]),
        ("Maria flew home after visiting Rome.", "visit", ["Maria"]),
        ("Maria, who visited Rome, is back.", "visit", ["Maria"]),
        ("Maria met Peter and visited Rome.", "visit", ["Maria"]),
        ("Peter asked Maria to visit Rome.", "visit", ["Maria"]),
        ("Maria left for Italy to visit Rome.", "visit", ["Maria"]),
    ],
)
def test_subject_is_found_through_control_and_coordination(text: str, lemma: str, who: list[str]) -> None:
    assert [t.text for t in grammar.subject(verb(text, lemma))] == who


def test_subject_of_passive_is_its_object() -> None:
    invited = verb("Maria was invited by Peter.", "invite")
    assert [t.text for t in grammar.objects(invited)] == ["Maria"]
    assert [f.token.text for f in grammar.prepositions(invited) if f.slot == "by"] == ["Peter"]


def test_prepositions_expand_coordination() -> None:
    met = verb("Maria met with Peter and Paul in Rome.", "meet")
    assert {f.token.text for f in grammar.prepositions(met) if f.slot == "with"} == {"Peter", "Paul"}


def test_light_verb_carries_the_noun() -> None:
    talks = verb("Maria held a round of talks with Peter.", "talk")
    carrier = grammar.light_verb(talks)
    assert carrier is not None
    assert carrier.lemma_ == "hold"


def test_clause_leaves_out_other_clauses() -> None:
    said = verb("Maria said that Peter had left.", "say")
    assert "left" not in [t.text for t in grammar.own_tokens(said)]
