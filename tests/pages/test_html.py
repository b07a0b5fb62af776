"""HTML pages: body, metadata, dates; and markup made to do harm."""

import datetime as dt

import pytest

from dragoman.errors import PageError
from dragoman.model import Article, DatedBy, Moment
from dragoman.pages.clean import clean
from dragoman.pages.html import MAX_HTML, read_html, visible_text, without_long_tags
from dragoman.pages.raw import PageKind, RawPage

TODAY = dt.date(2021, 6, 1)
PARAGRAPHS = [
    "The deputy foreign minister flew to Helsinki on Sunday for two days of talks about the stalled border accord.",
    "She is to see her Finnish host on Monday morning and the president in the afternoon, the ministry said.",
    "Officials on both sides have met four times since spring without coming any closer to a common text.",
]
BODY = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


def article(head: str = "", extra: str = "", published: str | None = None) -> Article:
    content = (
        f"<!doctype html><html><head><title>Minister in Helsinki - The Courier</title>{head}</head><body>"
        f"<nav><ul><li>Home</li><li>World</li><li>Sport</li></ul></nav>"
        f"<article><h1>Minister in Helsinki</h1>{extra}{BODY}"
        "</article><footer>Copyright The Courier. All rights reserved.</footer></body></html>"
    )
    return clean(RawPage("p.html", PageKind.HTML, content, "p", published=published), today=TODAY)


def test_body_without_menu_and_footer() -> None:
    found = article()
    assert all(text in found.text for text in PARAGRAPHS)
    assert "Sport" not in found.text and "rights reserved" not in found.text
    assert any("rights reserved" in piece.text and piece.reason == "footer" for piece in found.removed)
    assert found.title == "Minister in Helsinki"


@pytest.mark.parametrize(
    ("head", "moment"),
    [
        (
            '<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":'
            '"2019-03-03T10:15:00+02:00"}]}</script>',
            Moment(dt.date(2019, 3, 3), dt.time(10, 15), "+02:00"),
        ),
        (
            '<meta property="article:published_time" content="2019-03-03T10:15:00Z">',
            Moment(dt.date(2019, 3, 3), dt.time(10, 15), "Z"),
        ),
        ('<meta name="pubdate" content="2019-03-03">', Moment(dt.date(2019, 3, 3))),
    ],
)
def test_metadata_dates_keep_time_and_zone(head: str, moment: Moment) -> None:
    found = article(head)
    assert found.published == moment
    assert found.dated_by is DatedBy.METADATA


def test_update_in_metadata() -> None:
    found = article(
        '<meta property="article:published_time" content="2019-03-03T10:15:00Z">'
        '<meta property="article:modified_time" content="2019-03-04T08:00:00Z">'
    )
    assert found.updated == Moment(dt.date(2019, 3, 4), dt.time(8), "Z")


def test_date_on_the_page_when_there_is_no_metadata() -> None:
    found = article(extra="<p>Published: March 3, 2019 10:15 EET</p>")
    assert found.published == Moment(dt.date(2019, 3, 3), dt.time(10, 15), "EET")
    assert found.dated_by is DatedBy.PAGE


def test_no_date_is_not_guessed() -> None:
    found = article()
    assert found.published is None and found.dated_by is None
    assert found.notes == ("p.html: no date of publication; relative dates stay unknown",)


def test_given_goes_first() -> None:
    found = article('<meta name="pubdate" content="2019-03-03">', published="2019-03-02")
    assert found.published == Moment(dt.date(2019, 3, 2))
    assert found.dated_by is DatedBy.GIVEN


def test_visible_text_leaves_out_what_is_not_seen() -> None:
    lines = visible_text(
        "<p>One <b>two</b></p><script>var x = '<p>no</p>';</script><!-- <p>no</p> --><div>three &amp; four</div>"
    )
    assert lines.split() == ["One", "two", "three", "&", "four"]


@pytest.mark.parametrize(
    "content",
    [
        "<html><body>" + "<div>" * 100_000 + PARAGRAPHS[0],
        "<html><body>" + "<b>" * 100_000,
        "<html><body>" + "<table><tr><td>" * 30_000,
        "<html>" + "<" * 200_000,
        "<html>" + "<!--" * 50_000,
        "<html>" + "<script>" * 20_000,
        '<html><script type="application/ld+json">' + "[" * 100_000 + "</script><body><p>x",
        "<html></html>",
    ],
    ids=["nested", "inline", "tables", "angles", "comments", "scripts", "json", "empty"],
)
def test_bombs_give_an_article_or_one_line(content: str) -> None:
    try:
        found = clean(RawPage("bomb", PageKind.HTML, content, "b"), today=TODAY)
    except PageError as error:
        assert str(error).startswith("bomb: ") and "\n" not in str(error)
    else:
        assert found.id == "b"


def test_nested_page_still_gives_its_text_lines() -> None:
    assert PARAGRAPHS[0] in read_html("<html><body>" + "<div>" * 100_000 + PARAGRAPHS[0], None).lines


def test_too_big() -> None:
    with pytest.raises(PageError, match="too big"):
        clean(RawPage("big", PageKind.HTML, "<html>" + "x" * MAX_HTML, "b"), today=TODAY)


def test_attributes_of_an_endless_tag_go_before_the_parser_meets_them() -> None:
    many = " ".join(f'a{number}=">"' for number in range(2000))
    script = "<script>if (a<b && '" + "x" * 9000 + "') c()</script><!-- <p " + "y" * 9000 + " -->"
    content = f'<html lang="en">{script}<p class="lead" {many}>Talks</p><img alt=\'a "b\'>'
    assert without_long_tags(content) == f'<html lang="en">{script}<p>Talks</p><img alt=\'a "b\'>'


@pytest.mark.parametrize("end", ['="', "='", "=", "", " a" * 9000])
def test_a_tag_that_never_ends(end: str) -> None:
    assert without_long_tags("<b>Talks</b><p " + end).startswith("<b>Talks</b><p")
    assert without_long_tags("<!-- " + end) == "<!-- " + end


def test_of_a_page_of_countless_elements_the_visible_lines_are_read() -> None:
    content = '<html><head><meta property="article:published_time" content="2019-03-04T10:00:00Z"></head><body>'
    content += "<br>" * 60_000 + "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    assert read_html(content, None).text is None
    found = clean(RawPage("br", PageKind.HTML, content, "br"), today=TODAY)
    assert PARAGRAPHS[0] in found.text
    assert found.published and found.published.day == dt.date(2019, 3, 4)
