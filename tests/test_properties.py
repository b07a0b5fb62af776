"""What holds for any input: nothing raises but the errors that are meant to, and every span lies where it says."""

import datetime as dt
import gzip
import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dragoman.errors import ArticleSkipped, InputError, PageError
from dragoman.jsonio import article_json, dumps, report_json, times_json
from dragoman.model import Article, DatedBy, Moment, Report
from dragoman.pages.copies import CopyIndex
from dragoman.pages.decode import decode
from dragoman.pages.raw import PageKind, RawPage
from dragoman.pages.sources import read_sources
from dragoman.reading import clean_page, explain_page, over_pages, read_article, read_page, time_page

TODAY = dt.date(2026, 1, 1)
SETTINGS = settings(
    deadline=None,
    derandomize=True,
    max_examples=60,
    suppress_health_check=[HealthCheck.too_slow],
)

# Words that the rules look at, put together in every wrong way.
PUZZLE = """
President Minister envoy Kim Xi Jinping Moon Jae-in Mr. Dr. Pyongyang Moscow Beijing Washington Seoul Geneva
the The two leaders both sides he his they it we who which South North Korean U.S. US Russia China UN Kremlin
met meets meeting meet visit visited visiting summit talks call spoke phone letter sent invited invitation agreed
signed agreement said told will would may could considering reportedly denied cancelled called off not to with in
at on by from after before and or of for Monday Tuesday Sunday March May Feb. 12 2018 2019-02-30 31 last next this
week month year weeks ago earlier later yesterday today tomorrow four-day " “ ” ‘ ’ ( ) [ ] -- — , . ; : ! ? ... 's
January 1900 9999 0000-00-00 24:61 KST \u200b \u202e é 문재인 会談 😀 & < > %
"""
WORDS = st.sampled_from([*PUZZLE.split(), "\n", "\n\n", "\t", "\u00a0"])
PROSE = st.lists(WORDS, max_size=60).map(" ".join)
# Half a surrogate pair cannot come in: no decoder gives one, and JSON's are replaced.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
TEXTS = st.one_of(PROSE, ANY_TEXT, st.lists(st.one_of(PROSE, ANY_TEXT), max_size=4).map("\n\n".join))
MARKUP = st.sampled_from(["<p>", "</p>", "<div>", "<a href=x>", "<script>", "<!--", "-->", "<h1>", "<td>", "<b", "&#"])
DAYS = st.one_of(st.none(), st.dates())


def check_spans(report: Report, article: Article) -> None:
    assert report.article == article.id
    assert report.evidence == report.span.of(article.text)
    assert report.evidence.strip()
    assert 0 <= report.confidence <= 1
    spans = [report.span, *(span for spans in report.because.values() for span in spans)]
    assert all(0 <= span.start < span.end <= len(article.text) for span in spans)


@SETTINGS
@given(text=TEXTS, title=st.one_of(st.none(), TEXTS), published=DAYS)
@example("Kim met Xi in", None, dt.date.min)
@example("They will meet next year in Moscow, he said.", None, dt.date.max)
@example("", "", None)
def test_any_article_is_read_and_every_span_lies_in_its_text(
    text: str, title: str | None, published: dt.date | None
) -> None:
    article = Article("a", text, title, published=Moment(published) if published else None, dated_by=DatedBy.GIVEN)
    reports = read_article(article)
    for report in reports:
        check_spans(report, article)
        record = json.loads(dumps(report_json(report, article)))
        assert text[slice(*record["span"])] == record["evidence"]
    assert read_article(article) == reports


@SETTINGS
@given(content=TEXTS, kind=st.sampled_from(PageKind), published=st.one_of(st.none(), ANY_TEXT, st.dates().map(str)))
def test_any_page_is_cleaned_or_refused_for_a_reason(content: str, kind: PageKind, published: str | None) -> None:
    page = RawPage("page", kind, content, "page", published=published)
    try:
        article = clean_page(page, TODAY).article
    except PageError as error:
        assert str(error).startswith("page: ")
        return
    dumps(article_json(article)).encode()
    if kind is PageKind.ARTICLE:
        assert article.text == content
    assert article.published is None or article.published.day <= TODAY + dt.timedelta(days=1) or published


@SETTINGS
@given(pieces=st.lists(st.one_of(PROSE, MARKUP)))
def test_any_markup_is_cleaned_or_refused_for_a_reason(pieces: list[str]) -> None:
    page = RawPage("page", PageKind.HTML, "<html>" + "".join(pieces), "page")
    (result,) = over_pages(clean_page, [page], today=TODAY, jobs=1)
    assert not isinstance(result, InputError) or "fault of Dragoman" not in str(result)


@SETTINGS
@given(text=TEXTS)
def test_times_and_explanations_hold_for_any_text(text: str) -> None:
    page = RawPage("page", PageKind.ARTICLE, text, "page", published="2020-02-12", title="Talks")
    try:
        timed, explained, read = (step(page, TODAY) for step in (time_page, explain_page, read_page))
    except (PageError, ArticleSkipped):
        return
    ends = [0]
    for time in times_json(timed.article, timed.times)["times"]:
        assert timed.article.text[time["start"] : time["end"]] == time["text"] != ""
        assert time["start"] >= ends[-1], "in order and apart"
        ends.append(time["end"])
    assert explained.explanation.reports == read.reports
    for sentence in explained.explanation.sentences:
        assert sentence.span.of(explained.article.text).strip() == sentence.text


@SETTINGS
@given(data=st.binary(max_size=400), pack=st.booleans())
@example(data=b"\xff\xfe", pack=False)
@example(data=b"\x1f\x8b", pack=False)
@example(data=b'{"id": "a", "text": "\\ud800"}', pack=False)
@example(data=b'{"id": "a", "text": 1e999}', pack=True)
def test_any_file_gives_pages_or_errors(data: bytes, pack: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page"
        path.write_bytes(gzip.compress(data, mtime=0) if pack else data)
        for item in read_sources([str(path)]):
            assert isinstance(item, RawPage | InputError)
            if isinstance(item, RawPage):
                item.content.encode()


@SETTINGS
@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200).filter(str.strip))
def test_what_is_utf8_is_decoded_as_utf8(text: str) -> None:
    data = text.encode()
    if not data.startswith((b"%PDF-", b"PK", b"BZh", b"GIF8", b"\xef\xbb\xbf")):
        assert decode("page", data) == text


@SETTINGS
@given(texts=st.lists(TEXTS, max_size=6))
def test_copies_lead_to_earlier_originals(texts: list[str]) -> None:
    articles = [Article(str(number), text) for number, text in enumerate([*texts, *texts])]
    index = CopyIndex()
    marked = [index.mark(article) for article in articles]
    originals = {article.id for article in marked if article.copy_of is None}
    for number, article in enumerate(marked):
        assert article.text == articles[number].text
        if article.copy_of is not None:
            assert article.copy_of in originals
            assert int(article.copy_of) < number
