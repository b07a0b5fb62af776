"""The codebook is well formed and every entry does what its examples say."""

from pathlib import Path

import pytest

from dragoman.events.codebook import FLAGS, KEYS, codebook
from dragoman.events.examples import Outcome, run_examples
from dragoman.model import Kind, Status

OUTCOMES = list(run_examples())


@pytest.mark.parametrize("outcome", OUTCOMES, ids=[f"{o.entry}-{i}" for i, o in enumerate(OUTCOMES)])
def test_example(outcome: Outcome) -> None:
    assert outcome.faults == ()


def test_every_kind_and_status_has_plover_fields() -> None:
    assert set(codebook().plover) == {(k, s) for k in Kind for s in Status}


def test_every_kind_has_entries() -> None:
    assert {e.kind for e in codebook().entries} == set(Kind)


def test_every_key_and_flag_is_documented() -> None:
    page = (Path(__file__).parents[2] / "docs" / "codebook.md").read_text(encoding="utf-8")
    for word in KEYS | FLAGS:
        assert f"`{word}`" in page, word
