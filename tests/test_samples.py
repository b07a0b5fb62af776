"""The bundled sample pages: the set holds together, its pages are cleaned as expected, and its contacts are found."""

import datetime as dt
import functools
from collections import Counter
from dataclasses import dataclass
from typing import Any

import pytest
import yaml

from dragoman.errors import ArticleSkipped, InputError
from dragoman.model import Article, Kind, Moment, Report, Role, Status
from dragoman.pages.copies import CopyIndex
from dragoman.pages.language import require_english
from dragoman.pages.raw import RawPage
from dragoman.pages.sources import read_sources
from dragoman.reading import clean_page, read_article
from dragoman.samples import sample_expectations, sample_pages, sample_record
from samples_score import Score, score_contacts

# A day after every real date of the set and before its date in the future.
TODAY = dt.date(2026, 1, 1)

# Just under what was measured when the floors were last moved; `make test` prints the figures when one is missed.
FOUND_F1 = 0.81
EXACT_F1 = 0.45


def load(path: Any) -> Any:
    with path.open(encoding="utf-8") as stream:
        return yaml.load(stream, yaml.CSafeLoader)


PAGES: list[dict[str, Any]] = load(sample_expectations())["pages"]
NEVER: list[str] = load(sample_expectations())["never_in_text"]
RECORD: dict[str, Any] = load(sample_record())
READ = [page for page in PAGES if not page.get("skip")]


def by_page(pages: list[dict[str, Any]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("page", pages, ids=lambda page: page["id"])


@dataclass(frozen=True)
class Cleaned:
    raw: dict[str, RawPage]
    articles: dict[str, Article]


@pytest.fixture(scope="module")
def cleaned() -> Cleaned:
    raw: dict[str, RawPage] = {}
    for page in read_sources([str(sample_pages())]):
        assert not isinstance(page, InputError), page
        raw[page.id] = page
    index = CopyIndex()
    return Cleaned(raw, {a.id: a for a in (index.mark(clean_page(page, TODAY).article) for page in raw.values())})


@functools.cache
def contacts() -> list[dict[str, Any]]:
    return [contact for page in PAGES for contact in page["contacts"]]


# The set itself


def test_every_file_is_listed_and_every_listed_page_is_read(cleaned: Cleaned) -> None:
    assert {path.name for path in sample_pages().iterdir()} == {page["file"] for page in PAGES}
    assert set(cleaned.raw) == {page["id"] for page in PAGES}
    assert len(PAGES) == len({page["id"] for page in PAGES}) >= 32


def test_html_and_dumps_are_half_and_half(cleaned: Cleaned) -> None:
    assert {page["id"]: page["kind"] for page in PAGES} == {i: str(raw.kind) for i, raw in cleaned.raw.items()}
    kinds = Counter(page["kind"] for page in PAGES)
    assert min(kinds["html"], kinds["dump"]) >= 16
    assert kinds["article"] >= 3
    assert sum(page["file"].endswith(".gz") for page in PAGES) >= 1


def test_contacts_are_well_formed() -> None:
    for contact in contacts():
        assert contact["kind"] in set(Kind)
        assert contact["status"] in set(Status)
        assert {side["role"] for side in contact["who"]} <= set(Role)
        sides = {side["country"] for side in contact["who"]}
        if contact["kind"] == "visit":
            sides.add((contact.get("place") or {}).get("country"))
        assert len(sides) >= 2, contact["evidence"]
    assert {contact["kind"] for contact in contacts()} == set(Kind)
    assert {contact["status"] for contact in contacts()} == set(Status)


def test_the_record_tells_what_the_pages_tell() -> None:
    told = Counter((page["id"], c["event"], c["status"]) for page in PAGES for c in page["contacts"] if "event" in c)
    lives = Counter((row["page"], event["id"], row["status"]) for event in RECORD["events"] for row in event["life"])
    assert told == lives
    kinds = {event["id"]: event["kind"] for event in RECORD["events"]}
    assert all(kinds[c["event"]] == c["kind"] for c in contacts() if "event" in c)
    assert {row["event"] for row in RECORD["disagreements"]} <= set(kinds)
    assert {visit for row in RECORD["co_presences"] for visit in row["visits"]} <= set(kinds)


def test_a_summit_is_announced_called_off_revived_and_held_over_many_pages() -> None:
    life = next(event["life"] for event in RECORD["events"] if event["id"] == "singapore-summit")
    statuses = [row["status"] for row in life]
    called_off = statuses.index("off")
    assert statuses[0] == "planned"
    assert "planned" in statuses[called_off:]
    assert statuses[-1] == "happened"
    assert len({row["page"] for row in life}) >= 5


def test_some_plans_are_never_reported_as_done() -> None:
    never = [event for event in RECORD["events"] if event["outcome"] == "never reported as done"]
    assert {"kim-jong-un-to-seoul", "xi-to-seoul"} <= {event["id"] for event in never}
    assert all(row["status"] != "happened" for event in never for row in event["life"])


# What is cleaned


@by_page(PAGES)
def test_evidence_stands_in_the_text(page: dict[str, Any], cleaned: Cleaned) -> None:
    text = cleaned.articles[page["id"]].text
    assert [c["evidence"] for c in page["contacts"] if c["evidence"] not in text] == []


@by_page(READ)
def test_the_text_is_the_story_and_nothing_else(page: dict[str, Any], cleaned: Cleaned) -> None:
    text = cleaned.articles[page["id"]].text
    assert page["first_words"] in text[:400]
    assert text.rstrip().endswith(page["last_words"])
    assert [word for word in NEVER if word.lower() in text.lower()] == []


@by_page(PAGES)
def test_title_and_dates(page: dict[str, Any], cleaned: Cleaned) -> None:
    article = cleaned.articles[page["id"]]
    assert article.title == page["title"]
    assert iso(article.published) == page["published"]
    assert iso(article.updated) == page.get("updated")


@by_page(PAGES)
def test_outlet_and_agency(page: dict[str, Any], cleaned: Cleaned) -> None:
    article = cleaned.articles[page["id"]]
    assert article.outlet == page["outlet"]
    assert (article.agency in {page["agency"], "PW"}) if "agency" in page else article.agency is None


def iso(moment: Moment | None) -> str | None:
    return moment.iso() if moment else None


def test_copies_lead_to_the_first_carrier(cleaned: Cleaned) -> None:
    copies = {i: article.copy_of for i, article in cleaned.articles.items() if article.copy_of}
    assert copies == {page["id"]: page["copy_of"] for page in PAGES if "copy_of" in page}
    assert copies == {later: first for first, *rest in RECORD["copies"] for later in rest}


def test_a_page_in_another_language_is_skipped_for_that_reason(cleaned: Cleaned) -> None:
    skipped = [page["id"] for page in PAGES if page.get("skip") == "language"]
    assert skipped == ["11-korean-language"]
    with pytest.raises(ArticleSkipped, match="not in English"):
        require_english(cleaned.articles[skipped[0]])
    for page in READ:
        require_english(cleaned.articles[page["id"]])


def test_a_date_in_the_future_is_reported_and_not_believed(cleaned: Cleaned) -> None:
    article = cleaned.articles["52-dated-2091"]
    assert article.published is None
    assert any("2091-12-05" in note and "future" in note for note in article.notes)


def test_a_page_without_a_date_says_so(cleaned: Cleaned) -> None:
    article = cleaned.articles["51-who-carried-what"]
    assert article.published is None
    assert any("no date of publication" in note for note in article.notes)


# What is read


@pytest.fixture(scope="module")
def reports(cleaned: Cleaned) -> dict[str, tuple[Report, ...]]:
    return {page["id"]: read_article(cleaned.articles[page["id"]]) for page in READ}


def test_evidence_of_reports_is_a_passage_of_the_text(cleaned: Cleaned, reports: dict[str, tuple[Report, ...]]) -> None:
    for page, found in reports.items():
        text = cleaned.articles[page].text
        assert all(report.span.of(text) == report.evidence != "" for report in found)


def test_domestic_politics_hold_no_contacts(reports: dict[str, tuple[Report, ...]]) -> None:
    assert reports["50-ruling-party-sweeps"] == ()


def test_without_a_date_nothing_relative_is_dated(reports: dict[str, tuple[Report, ...]]) -> None:
    days = {day for r in reports["51-who-carried-what"] if r.when for day in (r.when.start, r.when.end) if day}
    assert days
    assert all(day < "2019-03" for day in days)


def test_contacts_are_found(reports: dict[str, tuple[Report, ...]]) -> None:
    score: Score = score_contacts({page["id"]: page["contacts"] for page in READ}, reports)
    assert score.found_f1 >= FOUND_F1, score
    assert score.exact_f1 >= EXACT_F1, score
