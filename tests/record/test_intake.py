"""Pages into the record: which page one is, which version of it, whether it is a copy, and who speaks."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from making import RABAT, add, article, content, grouped, prose, report, told_by
from sqlalchemy import func, select

from dragoman.model import Article
from dragoman.pages.raw import PageKind, RawPage
from dragoman.record import schema as tables
from dragoman.record.intake import Outcome, raw_hash
from dragoman.record.record import Record

BOTH = ("Ortega, ESP", "Alaoui, MAR")
HELD = report("meeting", *BOTH, on="2018-06-12", at=RABAT)
OTHER = report("call", "Vidal, ESP", "Costa, PRT", on="2018-06-11")
URL = "https://example.org/news/1"


@pytest.fixture
def record(record_url: str) -> Iterator[Record]:
    with Record.open(record_url, create=True) as opened:
        yield opened


def versions(record: Record) -> list[tuple[str, str, int, bool]]:
    """Id, page, version and whether it is the current one, of all articles."""
    columns = [tables.articles.c[name] for name in ("key", "page", "version", "current")]
    with record.reading() as connection:
        rows = connection.execute(sa.select(*columns).order_by(tables.articles.c.page, tables.articles.c.version))
        return [tuple(row) for row in rows]


def voice(record: Record, key: str) -> str:
    with record.reading() as connection:
        return str(connection.execute(select(tables.articles.c.voice).where(tables.articles.c.key == key)).scalar_one())


def current(record: Record, key: str) -> Article:
    return next(found for found in record.articles() if found.id == key)


# The same page


def test_the_same_page_twice_changes_nothing(record: Record) -> None:
    page = article("a", url=URL)
    assert add(record, page, HELD).outcome is Outcome.ADDED
    before, stored = content(record), versions(record)
    again = add(record, page, HELD)
    assert (again.outcome, again.reports) == (Outcome.UNCHANGED, 0)
    assert (content(record), versions(record)) == (before, stored)


def test_an_article_comes_out_as_it_went_in(record: Record) -> None:
    page = article("a", "2018-06-13T09:30", "Herald", updated="2018-06-14T10:00", agency="NCA", url=URL)
    add(record, page, HELD)
    assert list(record.articles()) == [page]


def test_an_article_without_text_or_reports_is_stored(record: Record) -> None:
    assert add(record, article("empty", text="")).outcome is Outcome.ADDED
    assert add(record, article("other", text="")).outcome is Outcome.ADDED
    assert [found.copy_of for found in record.articles()] == [None, None]
    assert content(record) == []


def test_a_nul_is_replaced_one_for_one(record: Record) -> None:
    text = "They\0met. " + prose("nul")
    add(record, article("a", text=text, url=URL), HELD)
    assert current(record, "a").text == text.replace("\0", "\ufffd")


def test_ids_and_addresses_that_no_index_holds_are_cut(record: Record) -> None:
    long = article("x" * 9000, url="https://example.org/" + "y" * 9000)
    assert add(record, long, HELD).outcome is Outcome.ADDED
    assert add(record, replace(long, id="x" * 9001, text=prose("another")), HELD).outcome is Outcome.ADDED
    assert len(list(record.articles())) == 2


def test_what_was_given_with_a_page_tells_it_apart() -> None:
    page = RawPage("a.html", PageKind.HTML, "<p>They met.</p>", "a", outlet="Herald")
    assert raw_hash(page) == raw_hash(replace(page))
    for other in (replace(page, content="<p>They met</p>"), replace(page, outlet="Post"), replace(page, id="b")):
        assert raw_hash(other) != raw_hash(page)


# Versions


def test_a_newer_version_takes_the_place_of_the_older(record: Record) -> None:
    add(record, article("a", updated="2018-06-13", url=URL, text=prose("one")), HELD)
    added = add(record, article("b", updated="2018-06-14", url=URL, text=prose("two")), OTHER, HELD)
    assert (added.outcome, added.before, added.reports) == (Outcome.REPLACED, 1, 2)
    assert versions(record) == [("a", "a", 1, False), ("b", "a", 2, True)]
    assert {source.article for event in record.events() for source in event.sources} == {"b"}


def test_an_older_version_is_kept_and_changes_nothing(record: Record) -> None:
    add(record, article("b", updated="2018-06-14", url=URL, text=prose("two")), HELD)
    before = content(record)
    added = add(record, article("a", updated="2018-06-13", url=URL, text=prose("one")), OTHER)
    assert added.outcome is Outcome.OLDER
    assert content(record) == before
    assert versions(record) == [("b", "b", 1, True), ("a", "b", 2, False)]


@pytest.mark.parametrize("second", ["2018-06-13T09:31", "2018-06-13T09:30"])
def test_the_time_of_day_decides_and_of_two_alike_the_one_that_came_later(record: Record, second: str) -> None:
    add(record, article("a", updated="2018-06-13T09:30", url=URL))
    assert add(record, article("b", updated=second, url=URL)).outcome is Outcome.REPLACED


def test_the_event_of_a_replaced_report_keeps_its_id(record: Record) -> None:
    plan = report("meeting", *BOTH, on="2018-06-12", at=RABAT, status="planned")
    moved = replace(plan, when=report("call", on="2018-11-30").when)
    add(record, article("a", "2018-06-01", url=URL, text=prose("one")), plan)
    before = told_by(record, "a").id
    add(record, article("a", "2018-06-02", url=URL, text=prose("two")), moved)
    assert told_by(record, "a").id == before
    assert len(list(record.events())) == 1


def test_what_a_newer_version_tells_no_more_is_gone(record: Record) -> None:
    add(record, article("a", "2018-06-12", url=URL, text=prose("one")), HELD, OTHER)
    add(record, article("other", "2018-06-13"), OTHER)
    add(record, article("a", "2018-06-14", url=URL, text=prose("two")), OTHER)
    assert grouped(record) == {frozenset({"a", "other"})}


@pytest.mark.parametrize(
    "second",
    [URL + "?utm_source=x&utm_medium=y", URL + "#top", "HTTPS://Example.org/news/1?fbclid=abc", URL + "?gclid=1"],
)
def test_marks_of_where_a_reader_came_from_are_no_other_page(record: Record, second: str) -> None:
    add(record, article("a", url=URL, text=prose("one")))
    assert add(record, article("b", "2018-06-14", url=second, text=prose("two"))).outcome is Outcome.REPLACED


def test_another_query_or_path_is_another_page(record: Record) -> None:
    add(record, article("a", url=URL + "?id=1"))
    assert add(record, article("b", url=URL + "?id=2")).outcome is Outcome.ADDED
    assert add(record, article("c", url=URL + "/News")).outcome is Outcome.ADDED


def test_one_id_and_other_words_is_another_page(record: Record) -> None:
    for number, seed in enumerate(("one", "two", "three")):
        assert add(record, article("page", text=prose(seed)), HELD).article == f"page~{number + 1}".removesuffix("~1")
    assert [found.id for found in record.articles()] == ["page", "page~2", "page~3"]


def test_one_id_and_like_words_is_a_version_whichever_page_of_that_id_it_is(record: Record) -> None:
    add(record, article("page", text=prose("one")))
    add(record, article("page", text=prose("two")))
    added = add(record, article("page", "2018-06-14", text=prose("two") + " One sentence more."))
    assert (added.outcome, added.article) == (Outcome.REPLACED, "page~2")
    assert [found.id for found in record.articles()] == ["page", "page~2"]


def test_one_id_at_two_addresses_is_two_pages(record: Record) -> None:
    add(record, article("page", url=URL))
    added = add(record, article("page", url=URL + "2"))
    assert (added.outcome, added.article) == (Outcome.ADDED, "page~2")


# Copies and voices

STORY = prose("story", 120)


def test_a_copy_is_found_and_speaks_with_its_originals_voice(record: Record) -> None:
    add(record, article("first", outlet="Herald", text=STORY), HELD)
    add(record, article("second", outlet="Post", text=STORY), HELD)
    assert current(record, "second").copy_of == "first"
    assert voice(record, "second") == voice(record, "first") == "outlet:herald"
    assert told_by(record, "second").independent_sources == 1


def test_a_trimmed_copy_and_a_copy_of_a_copy_are_copies_of_the_first(record: Record) -> None:
    add(record, article("first", outlet="Herald", text=STORY), HELD)
    add(record, article("second", outlet="Post", text="as we hear " + STORY), HELD)
    add(record, article("third", outlet="Lantern", text=STORY[: len(STORY) * 2 // 3]), HELD)
    assert [current(record, key).copy_of for key in ("first", "second", "third")] == [None, "first", "first"]
    assert told_by(record, "first").independent_sources == 1


def test_a_copy_that_was_added_before_its_original_changes_no_event(record: Record) -> None:
    add(record, article("late", "2018-06-14", outlet="Post", text=STORY), HELD)
    add(record, article("early", "2018-06-13", outlet="Herald", text=STORY), HELD)
    event = told_by(record, "late")
    assert (event.independent_sources, len(event.sources)) == (1, 2)
    assert [change.article for change in event.life] == ["early"]


def test_a_story_that_says_more_is_no_copy(record: Record) -> None:
    add(record, article("first", text=STORY), HELD)
    add(record, article("second", outlet="Post", text=STORY + " " + prose("news", 60)), HELD)
    assert current(record, "second").copy_of is None
    assert told_by(record, "first").independent_sources == 2


def test_a_version_of_a_page_is_no_copy_of_it(record: Record) -> None:
    add(record, article("a", updated="2018-06-13", url=URL, text=STORY))
    add(record, article("a", updated="2018-06-14", url=URL, text=STORY))
    assert current(record, "a").copy_of is None


def test_a_mark_of_the_reader_is_believed_even_if_the_original_is_elsewhere(record: Record) -> None:
    add(record, article("a", outlet="Post", copy_of="lost"), HELD)
    add(record, article("b", outlet="Herald", copy_of="lost"), HELD)
    assert voice(record, "a") == voice(record, "b") == "article:lost"
    assert told_by(record, "a").independent_sources == 1


def test_an_agency_speaks_before_its_outlet_and_a_page_without_either_for_itself(record: Record) -> None:
    add(record, article("a", outlet="Post", agency="NCA"))
    add(record, article("b", outlet="Herald", agency="nca"))
    add(record, article("c", outlet="HERALD"))
    add(record, article("d", outlet=None))
    assert [voice(record, key) for key in "abcd"] == ["agency:nca", "agency:nca", "outlet:herald", "article:d"]


def test_nothing_is_stored_of_a_page_that_cannot_be(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **_named: object) -> None:
        raise RuntimeError("broken")

    with monkeypatch.context() as patch:
        patch.setattr("dragoman.record.recorder.choose_events", broken)
        with pytest.raises(RuntimeError):
            add(record, article("a"), HELD)
    for table in tables.metadata.tables.values():
        if table.name != "settings":
            with record.reading() as connection:
                assert connection.execute(select(func.count()).select_from(table)).scalar() == 0, table.name
    assert add(record, article("a"), HELD).new_events == 1
