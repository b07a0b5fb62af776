import io
from dataclasses import replace

import feedparser
import pytest
from lxml import etree
from made_record import VISIT, Record, Written

from dragoman.exports.atom import MOST_ENTRIES
from dragoman.model import Change


@pytest.fixture
def feed(written: Written) -> feedparser.FeedParserDict:
    found = feedparser.parse(io.BytesIO(written("atom", 13)))
    assert not found.bozo
    assert found.version == "atom10"
    return found


def test_changes_come_newest_first_with_what_changed(feed: feedparser.FeedParserDict) -> None:
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert feed.feed.updated == days[0] == "2018-07-01T00:00:00Z"
    off = feed.entries[1]
    assert off.title == "Meeting of Ri Song, Ana Pop and United Nations, Singapore, SGP - status: from planned to off"
    assert "A summit of the two leaders was called off." in off.content[0].value


def test_ids_are_tags_and_unique(feed: feedparser.FeedParserDict) -> None:
    ids = [entry.id for entry in feed.entries]
    assert len(set(ids)) == len(ids)
    assert all(identity.startswith("tag:dragoman,2025:event/e") for identity in ids)
    assert ids[0].startswith("tag:dragoman,2025:event/e%2Fundated%20%3F%23/")


def test_an_entry_links_to_its_article_only_over_http(feed: feedparser.FeedParserDict) -> None:
    links = [link.href for entry in feed.entries for link in entry.get("links", [])]
    assert set(links) == {"https://wire.example/1?a=1&b=2"}
    assert len(links) < len(feed.entries)


def test_text_of_others_stays_text(written: Written) -> None:
    root = etree.fromstring(written("atom"))
    assert not root.findall(".//{*}script")
    assert "<script>" in (root.findtext("{*}entry/{*}title") or "")


def test_at_most_500_entries_and_none_without_a_day(written: Written, record: Record) -> None:
    life = tuple(
        Change(f"2018-{1 + n // 28:02}-{1 + n % 28:02}", "a1", "status", str(n), str(n + 1)) for n in range(300)
    )
    many = tuple(replace(VISIT, id=f"e{n}", life=(*life, Change(None, "a1", "place", None, "x"))) for n in range(2))
    feed = feedparser.parse(io.BytesIO(written("atom", MOST_ENTRIES, replace(record, all_events=many))))
    assert len({entry.id for entry in feed.entries}) == MOST_ENTRIES
    assert feed.entries[-1].updated > "2018-02"
