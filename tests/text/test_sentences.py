import pytest

from dragoman.text.layout import LONGEST, sentence_starts


def split(text: str) -> list[str]:
    starts = sentence_starts(text)
    return [text[a:b].strip() for a, b in zip(starts, [*starts[1:], len(text)], strict=False)]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. Secretary of State met Gen. Lee on Jan. 5 in Washington.",
        "Mr. Ri and Lt. Col. J. R. Smith left for the U.N. Command.",
        "Talks with the D.P.R.K. Foreign Ministry began at 10 a.m. Thursday.",
    ],
)
def test_abbreviations_end_no_sentence(text):
    assert split(text) == [text]


def test_a_starter_after_an_abbreviation_begins_a_sentence():
    assert split("He flew back to the U.S. The talks go on.") == ["He flew back to the U.S.", "The talks go on."]


def test_a_comma_left_after_a_full_stop_belongs_to_its_sentence():
    assert split("They came from Sudan., Kim wished them well.") == ["They came from Sudan.,", "Kim wished them well."]


@pytest.mark.parametrize(
    "text",
    [
        "The C.C., Workers' Party met.",
        "Biden, Jr., President of the U.S., Kim and Xi met.",
        '"When will you come?", Kim asked Xi.',
        '"We will meet.", Kim said.',
    ],
)
def test_a_comma_after_an_abbreviation_ends_no_sentence(text):
    assert split(text) == [text]


def test_a_closing_quotation_mark_belongs_to_its_sentence():
    assert split('"We agree." The envoy left.') == ['"We agree."', "The envoy left."]


def test_paragraphs_and_lines_always_part_sentences():
    assert split("Envoys meet in Oslo\n\nTwo envoys met\nThey left") == [
        "Envoys meet in Oslo",
        "Two envoys met",
        "They left",
    ]


def test_lines_wrapped_at_a_fixed_width_are_one_sentence():
    text = (
        "The two delegations spent most of the day on the order in which the\n"
        "steps should come and left the harder questions to a second round of\n"
        "talks in the autumn. They will meet again."
    )
    assert len(split(text)) == 2


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("OSLO (Reuters) - The envoys met.", "OSLO (Reuters) -"),
        ("MOSCOW, June 3 (Xinhua) -- The envoys met.", "MOSCOW, June 3 (Xinhua) --"),
        ("Seoul (CNN) -- The envoys met.", "Seoul (CNN) --"),
        ("RIGA, March 14 (NCA) -- The envoys met.", "RIGA, March 14 (NCA) --"),
        ("HANOI (PW) — The envoys met.", "HANOI (PW) —"),
    ],
)
def test_a_dateline_stands_apart(text, dateline):
    assert split(text) == [dateline, "The envoys met."]


def test_a_speaker_of_a_transcript_stands_apart():
    found = split("President of Finland Sauli Niinistö: Thank you.\n\nVladimir Putin: Friends, welcome.")
    assert found[0] == "President of Finland Sauli Niinistö:"
    assert found[2] == "Vladimir Putin:"


def test_an_endless_line_is_cut_at_spaces():
    text = "talk " * 20_000
    parts = split(text)
    assert max(map(len, parts)) <= LONGEST
    assert " ".join(parts) == text.strip()
