"""On how firm a word a source states a contact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Strength
from dragoman.record.strength import strength_of


@pytest.mark.parametrize(
    ("attribution", "strength"),
    [
        (None, Strength.STATED),
        ("Ana Ortega", Strength.ON_RECORD),
        ("Foreign Ministry spokesman Ali Berrada", Strength.ON_RECORD),
        ("Juan de Vidal", Strength.ON_RECORD),
        ("the Foreign Ministry", Strength.OFFICE),
        ("The White House", Strength.OFFICE),
        ("South Korea's presidential office", Strength.OFFICE),
        ("a government spokesman", Strength.OFFICE),
        ("two officials", Strength.UNNAMED),
        ("a senior official at the Foreign Ministry", Strength.UNNAMED),
        ("people familiar with the plans", Strength.UNNAMED),
        ("local media", Strength.HEARSAY),
        ("a newspaper", Strength.HEARSAY),
        ("the news agency, citing Ana Ortega", Strength.HEARSAY),
        ("reportedly", Strength.HEARSAY),
    ],
)
def test_whose_word_it_is(attribution: str | None, strength: Strength) -> None:
    assert strength_of(attribution, own_readout=False) is strength


def test_a_partys_own_page_is_its_word_whatever_it_says() -> None:
    assert strength_of(None, own_readout=True) is Strength.ON_RECORD
    assert strength_of("reportedly", own_readout=True) is Strength.ON_RECORD


@given(st.text())
def test_every_attribution_has_a_strength(attribution: str) -> None:
    assert strength_of(attribution, own_readout=False) in Strength


def test_a_page_long_attribution_is_read_at_its_beginning() -> None:
    assert strength_of("the Foreign Ministry " + "x" * 300 + " media", own_readout=False) is Strength.OFFICE
