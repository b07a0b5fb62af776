"""Text dumps: what is the article, what is not, and why. The pages are written for these tests."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from dragoman.pages.dumps import Split, drop_furniture, split_dump, title_of
from dragoman.pages.lines import read_lines

SHARED = Path(__file__).parents[3] / "shared" / "pages"

MENU = "\n".join(
    ["Home", "World", "Politics", "Asia", "Europe", "Business", "Markets", "Culture", "Opinion", "Sign in"]
)
BODY = [
    "The deputy foreign minister flew to Helsinki on Sunday for two days of talks about the stalled border accord.",
    "She is to see her Finnish host on Monday morning and the president in the afternoon, the ministry said.",
    "“We come with an open mind,” she told reporters at the airport. “The other side knows what we need.”",
    "Officials on both sides have met four times since spring without coming any closer to a common text.",
]
TICKER = (
    "Mayor opens new bridge after three years of delay ... Two hurt as ferry hits pier in the northern harbour ... "
    "Farmers ask for help after hail ... Central bank keeps its rate for the ninth month in a row ... Opera house "
    "to close for repairs until next autumn ... Police look for owner of a parrot found in a lift ... Champions "
    "lose at home to the last of the table ... Minister of health calls for calm over the shortage of masks ..."
)
FOOTER = "\n".join(
    ["About us", "Contact", "© 2019 The Baltic Courier. All rights reserved.", "Newspaper registration No : 12345"]
)


def page(*parts: str) -> Split:
    return split_dump("\n".join(parts))


def reasons(split: Split) -> dict[str, str]:
    return {row: removed.reason for removed in split.removed for row in removed.text.splitlines()}


def test_only_the_article_is_left() -> None:
    split = page(
        MENU, "Minister in Helsinki for talks", "Published : Mar 3, 2019 - 10:15", *BODY, "MOST POPULAR", MENU, FOOTER
    )
    assert split.text.splitlines() == BODY


def test_nothing_of_the_ticker_reaches_the_text() -> None:
    split = page("Minister in Helsinki for talks", "", *BODY, "", "You might also like", "Latest news", TICKER)
    assert split.text.splitlines() == BODY
    assert reasons(split)[TICKER] in {"ticker", "related"}


def test_ticker_without_a_heading_is_known_by_its_form() -> None:
    assert page(*BODY, TICKER).text.splitlines() == BODY


def test_every_line_is_either_text_or_removed_with_a_reason() -> None:
    content = "\n".join([MENU, "Minister in Helsinki for talks", *BODY, "Latest news", TICKER, FOOTER])
    split = split_dump(content)
    kept = Counter(split.text.splitlines()) + Counter(row for piece in split.removed for row in piece.text.splitlines())
    assert kept == Counter(content.splitlines())
    assert all(piece.reason for piece in split.removed)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("Share on Facebook", "share"),
        ("Sign up for our free newsletter", "subscribe"),
        ("This website uses cookies to improve your experience.", "cookie"),
        ("© 2019 The Baltic Courier", "footer"),
        ("Date of registration : 1999.01.01", "registration"),
        ("Leave a comment", "comment"),
        ("Advertisement", "advert"),
        ("Read more: Border talks, a history", "related-line"),
    ],
)
def test_reasons_of_removal(line: str, reason: str) -> None:
    split = page(*BODY[:2], line, *BODY[2:])
    assert line not in split.text
    assert reasons(split)[line] == reason


def test_caption_stays_once() -> None:
    caption = "The deputy foreign minister (left) waves before boarding her flight to Helsinki on Sunday. (Newsfoto)"
    split = page("Published : Mar 3, 2019", caption, caption, *BODY)
    assert split.text.splitlines() == [caption, *BODY]
    assert reasons(split)[caption] == "caption-copy"


def test_readers_comments_are_not_the_article_even_if_longer() -> None:
    comments = [
        line
        for number in range(1, 9)
        for line in (
            f"Reader{number} on March {number}, 2019 at 8:0{number} am said:",
            "I have lived on the border all my life and nobody asked me about an accord. It is always the same.",
            "They talk and talk, then they go home. In the end it is we who stand in line at the crossing for hours.",
        )
    ]
    split = page(
        "Minister in Helsinki - Courier",
        MENU,
        "Minister in Helsinki",
        "March 3, 2019 by Anna",
        *BODY,
        "Comments",
        *comments,
    )
    assert split.text.splitlines() == BODY


def test_teasers_of_other_stories_within_the_text_go() -> None:
    teasers = ["Related stories", "Ferry hits pier in the northern harbour", "Farmers ask for help after hail"]
    head = ["Minister in Helsinki - Courier", MENU, "Minister in Helsinki", "March 3, 2019"]
    split = page(*head, *BODY[:2], *teasers, *BODY[2:], BODY[0].replace("Sunday", "Friday"), FOOTER)
    assert all(line in split.text for line in BODY)
    assert not any(line in split.text for line in teasers)


def test_announced_list_stays() -> None:
    items = ["Aino Virtanen, foreign minister", "Pekka Laine, ambassador", "Liisa Korhonen, adviser to the president"]
    split = page(*BODY, "The Finnish side was represented by:", *items, "Share", FOOTER)
    assert split.text.splitlines()[-3:] == items


def test_only_menus_give_no_text() -> None:
    assert page(MENU, MENU, FOOTER).text == ""


@pytest.mark.parametrize("first", ["Minister in Helsinki - The Courier", "The Courier | Minister in Helsinki | World"])
def test_title_is_the_part_of_the_page_title_that_is_repeated(first: str) -> None:
    assert title_of(read_lines("\n".join([first, MENU, "Minister in Helsinki", *BODY]))) == "Minister in Helsinki"


def test_drop_furniture_keeps_paragraphs() -> None:
    text, removed = drop_furniture("\n".join([BODY[0], "Share on Twitter", BODY[1]]), None)
    assert text == "\n".join(BODY[:2])
    assert [piece.reason for piece in removed] == ["share"]


def _rows(name: str) -> list[dict[str, str]]:
    return [json.loads(row) for row in (SHARED / name).read_text(encoding="utf-8").split("\n") if row]


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(len(words) - 3))


@pytest.mark.skipif(not SHARED.exists(), reason="the benchmark pages are not here (../shared)")
def test_benchmark_floor() -> None:
    """F1 of 4-word shingles on the 90 dumps of the article extraction benchmark: 0.94 when written."""
    gold = {row["id"]: row["body"] for row in _rows("dev.jsonl")}
    precision = recall = 0.0
    for row in _rows("dev_dumps.jsonl"):
        want, got = _shingles(gold[row["id"]]), _shingles(split_dump(row["dump"]).text)
        both = sum((want & got).values())
        precision += both / sum(got.values()) if got else 0.0
        recall += both / sum(want.values())
    precision, recall = precision / len(gold), recall / len(gold)
    assert 2 * precision * recall / (precision + recall) > 0.93


@pytest.mark.skipif(not SHARED.exists(), reason="the seed pages are not here (../shared)")
def test_seed_pages() -> None:
    text = split_dump((SHARED / "seed-b.txt").read_text(encoding="utf-8")).text
    assert text.startswith("South Korea is seeking") and text.endswith("in the process.”")
    text = split_dump((SHARED / "seed-a.txt").read_text(encoding="utf-8")).text
    assert text.count("heads to Russia from Incheon") == 1
    assert text.endswith("first half of the year. (Yonhap)") and "Ombudsman" not in text
