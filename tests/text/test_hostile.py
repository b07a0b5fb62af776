import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.model import Article, Span
from dragoman.text.parse import parse

PIECES = st.sampled_from(
    [
        "President",
        "Kim Jong-un",
        "the two leaders",
        "he",
        "said",
        "met",
        "Moscow",
        "U.S.",
        "-",
        "(",
        ")",
        '"',
        "“",
        "”",
        ",",
        ".",
        "'s",
        "’s",
        "of",
        "the",
        "and",
        "envoy",
        "South Korea",
        "\n",
        "\n\n",
        "\u200b",
        "🙂",
        "مرحبا",
        "\x00",
        "  ",
        "Mr.",
        ":",
        "who",
        "his",
        "–",
    ]
)
ODD = [
    *("", " ", "\n\n\n", "...!?", '"', "“““", "((((((((", "🙂 🙂", "السلام عليكم", "\u202eabc\u202c", "\x00\x01"),
    *("McA'\u0301 of", "the two leaders", "he", "Jr.", "a" * 50_000, "- " * 3_000, ") " * 2_000, "Kim " * 3_000),
    "President of " * 1_000,
]


def check(text: str, title: str | None = None) -> None:
    parsed = parse(Article("x", text, title=title))
    assert len(parsed.doc.text) == len(text)
    spans: list[Span] = [q.span for q in parsed.quotes] + [q.cue for q in parsed.quotes]
    for mention in parsed.mentions:
        spans += [mention.span, *mention.because]
        assert mention.first <= mention.head < mention.last
        assert parsed.doc[mention.first].idx == mention.span.start
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_odd_texts_are_read(text):
    check(text, title=text[:200])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES, max_size=8).map(" ".join))
def test_any_words_are_read(text, title):
    check(text, title)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_any_characters_are_read(text):
    check(text)
