import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from made_record import HOSTILE, UNDATED, Record, Written

from dragoman.exports.timelinejs import _html


@pytest.fixture
def slides(written: Written) -> list[dict[str, Any]]:
    return json.loads(written("timelinejs", 6))["events"]


class Tags(HTMLParser):
    """The tags and links that a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]


def test_dates_are_as_long_as_what_is_known(slides: list[dict[str, Any]]) -> None:
    assert slides[0]["start_date"] == {"year": 2018, "month": 3, "day": 5}
    assert slides[0]["end_date"] == {"year": 2018, "month": 3, "day": 8}
    assert slides[2]["start_date"] == {"year": 2018, "month": 5}
    assert [slide["display_date"] for slide in slides[2:4]] == ["about May 2018", "by May 2018"]
    assert "end_date" not in slides[3]


def test_each_slide_has_an_id_and_a_headline(slides: list[dict[str, Any]]) -> None:
    assert len({slide["unique_id"] for slide in slides}) == len(slides)
    assert slides[4]["text"]["headline"] == (
        "Called off: meeting of Ri Song, Ana Pop and United Nations, Singapore, SGP"
    )
    assert "Daily Ledger, 2018-05-24" in slides[4]["text"]["text"]


def test_only_our_own_tags_and_safe_links_are_html(slides: list[dict[str, Any]]) -> None:
    hostile = replace(UNDATED, sources=(replace(UNDATED.sources[0], evidence=HOSTILE, published=HOSTILE),))
    html = [slide["text"]["text"] + slide["text"]["headline"] for slide in slides] + [_html(UNDATED), _html(hostile)]
    seen = [Tags(text) for text in html]
    assert {tag for each in seen for tag in each.tags} == {"p", "blockquote", "a"}
    assert {link for each in seen for link in each.links} == {"https://wire.example/1?a=1&b=2"}
    assert "&lt;script&gt;" in _html(UNDATED)


def test_a_record_without_dates_is_an_empty_timeline(written: Written, record: Record) -> None:
    contents = Record((UNDATED,), record.all_articles, record.all_actors)
    assert json.loads(written("timelinejs", 0, contents)) == {"events": []}
