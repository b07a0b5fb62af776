"""From a page's content to its article: kinds, plain articles, and any input at all."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import PageError
from dragoman.model import DatedBy, Moment
from dragoman.pages.clean import clean, detect_kind
from dragoman.pages.raw import PageKind, RawPage

TODAY = dt.date(2021, 6, 1)
STORY = (
    "RIGA, March 3 (Reuters) - The two foreign ministers met on Sunday.\n\n  They agreed on nothing ,  it was said.\n"
    "An ultra-fast trading desk for everyone\n,\n"
)
DUMP = (
    "Ministers meet in Riga - The Courier\nHome\nWorld\nPolitics\nSport\nMoney\nSign in\n"
    "Ministers meet in Riga\nBy Hana Kim\n"
    "Published : Mar 3, 2019 - 19:52 KST   Updated : Mar 3, 2019 - 21:04 KST\n"
    "RIGA, March 3 (Yonhap) -- The two foreign ministers met on Sunday and agreed to meet again in the summer.\n"
    "Both sides spoke of a good start. They had not seen each other for more than two years, officials said.\n"
    "A third round is planned for June in Helsinki, where the first of the talks took place. (Yonhap)\n"
    "MOST POPULAR\nShare\nSubscribe\nContact us\nCopyright The Courier. All Rights Reserved.\n"
)


def test_plain_article_is_kept_character_by_character() -> None:
    found = clean(RawPage("a", PageKind.ARTICLE, STORY, "a", published="2019-03-04"), today=TODAY)
    assert found.text == STORY
    assert found.dateline == "RIGA, March 3 (Reuters) -"
    assert found.agency == "Reuters"
    assert found.published == Moment(dt.date(2019, 3, 4))
    assert found.removed == ()


def test_dump_with_everything() -> None:
    found = clean(RawPage("d.txt", PageKind.DUMP, DUMP, "d"), today=TODAY)
    assert found.text.startswith("RIGA, March 3 (Yonhap) -- The two") and found.text.endswith("took place. (Yonhap)")
    assert found.title == "Ministers meet in Riga"
    assert found.outlet == "The Courier"
    assert found.agency == "Yonhap"
    assert found.byline == "Hana Kim"
    assert found.dateline == "RIGA, March 3 (Yonhap) --"
    assert found.published == Moment(dt.date(2019, 3, 3), dt.time(19, 52), "KST")
    assert found.updated == Moment(dt.date(2019, 3, 3), dt.time(21, 4), "KST")
    assert found.dated_by is DatedBy.PAGE
    assert found.source == "d.txt" and found.notes == ()


def test_given_date_that_is_none_is_said() -> None:
    found = clean(RawPage("a", PageKind.ARTICLE, STORY, "a", published="soon"), today=TODAY)
    assert found.published is None
    assert "'soon'" in found.notes[0]


def test_article_with_a_title_only() -> None:
    found = clean(RawPage("a", PageKind.ARTICLE, " , ,", "a", title="The ministers met in Riga."), today=TODAY)
    assert found.text == found.title == "The ministers met in Riga."


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html>\n<html><body><p>Hello</p></body></html>", PageKind.HTML),
        ("<div><p>The ministers met.</p><p>They agreed.</p></div>", PageKind.HTML),
        (DUMP, PageKind.DUMP),
        (STORY, PageKind.ARTICLE),
        ("The ministers met in <Riga>. If a < b and b > c then all is well.", PageKind.ARTICLE),
        ("", PageKind.ARTICLE),
    ],
)
def test_kind_is_told_from_the_content(text: str, kind: PageKind) -> None:
    assert detect_kind(text) is kind


@pytest.mark.parametrize("content", ["", " \n\t ", "\0\0\0", "x" * 5_000_001])
@pytest.mark.parametrize("kind", list(PageKind))
def test_nothing_usable_is_one_line(content: str, kind: PageKind) -> None:
    if len(content) > 5_000_000 and kind is PageKind.HTML:
        pytest.skip("HTML has a limit of its own")
    with pytest.raises(PageError) as error:
        clean(RawPage("p", kind, content, "p"), today=TODAY)
    assert "\n" not in str(error.value)


PIECES = st.sampled_from(
    [
        "<p>",
        "</div>",
        "<script>",
        "<!--",
        "Mar 3, 2019",
        "31/02/2019 25:61",
        "By ",
        "(Reuters) -",
        "\n",
        "Share",
        "...",
        "©",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=30).map("".join)


@settings(max_examples=150, deadline=None)
@given(content=TEXTS, kind=st.sampled_from(PageKind), published=st.none() | TEXTS, url=st.none() | TEXTS)
def test_any_input_gives_an_article_or_a_page_error(
    content: str, kind: PageKind, published: str | None, url: str | None
) -> None:
    detect_kind(content)
    try:
        found = clean(RawPage("p", kind, content, "p", url=url, published=published), today=TODAY)
    except PageError:
        return
    assert found.published is None or found.published.day <= TODAY
    if kind is PageKind.ARTICLE:
        assert found.text == content
    assert all("\n" not in note for note in found.notes)


@pytest.mark.parametrize("kind", PageKind)
def test_an_address_that_is_none_costs_no_page(kind: PageKind) -> None:
    found = clean(RawPage("d.txt", kind, DUMP, "d", url="http://[::1"), today=TODAY)
    assert found.url is None
    assert found.notes[0] == "d.txt: the address given is not well-formed; not used"


def test_more_text_than_any_article_has_is_refused() -> None:
    with pytest.raises(PageError, match=r"^a: too big: 1,000,001 characters$"):
        clean(RawPage("a", PageKind.ARTICLE, "x" * 1_000_001, "a"), today=TODAY)
