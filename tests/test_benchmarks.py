"""The made-up news of the scale benchmark: true evidence, days that go on, the same each time, fit for a record."""

import itertools
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from dragoman.model import Article, Status
from dragoman.record.intake import article_hash
from dragoman.record.record import Record
from newsflow import Story, articles
from newsworld import World

REPORTS = 200


def _news(seed: int) -> list[Story]:
    found, number = [], 0
    for story in articles(World(seed), seed, 200_000):
        found.append(story)
        number += len(story[1])
        if number >= REPORTS:
            break
    return found


@pytest.fixture(scope="module")
def news() -> list[Story]:
    return _news(7)


def test_evidence_stands_where_the_report_says(news: list[Story]) -> None:
    for article, reports in news:
        for report in reports:
            assert report.article == article.id
            assert report.evidence == report.span.of(article.text)
            names = [p.actor.name for p in report.participants]
            assert sorted(names) == sorted(span.of(article.text) for span in report.because["participants"])
            assert 0 < report.confidence < 1


def test_ids_are_used_once_and_days_go_on(news: list[Story]) -> None:
    ids = [article.id for article, _ in news]
    assert len(set(ids)) == len(ids)
    days = [article.published.day for article, _ in news if article.published]
    assert len(days) == len(news)
    assert days == sorted(days)
    assert days[0].isoformat() == "2000-01-01"
    assert days[-1] > days[0]


def test_the_same_seed_makes_the_same_news_and_another_one_other_news(news: list[Story]) -> None:
    assert _news(7) == news
    assert [article.text for article, _ in _news(8)] != [article.text for article, _ in news]


def test_contacts_are_told_of_more_than_once_and_before_they_are_held(news: list[Story]) -> None:
    told = [report for _, reports in news for report in reports]
    assert {Status.HAPPENED, Status.PLANNED} <= {report.status for report in told}
    assert max(map(len, (reports for _, reports in news))) > 2
    pairs = [tuple(sorted(p.actor.country or "" for p in report.participants)) for report in told]
    assert any(
        len(list(group)) > 1 for _, group in itertools.groupby(sorted(zip(pairs, (r.kind for r in told), strict=True)))
    )


def test_a_record_takes_it_and_joins_what_is_told_twice(news: list[Story], tmp_path: Path) -> None:
    with Record.open(str(tmp_path / "news.sqlite"), create=True) as record:
        recorder = record.recorder()
        added = [recorder.add(article, reports, article_hash(article)) for article, reports in news]
        events = list(record.events())
        stored: dict[str, Article] = {article.id: article for article in record.articles()}
    assert sum(one.reports for one in added) == sum(len(event.sources) for event in events)
    assert sum(one.joined for one in added) > REPORTS / 4
    assert set(stored) == {article.id for article, _ in news}
    assert any(article.copy_of for article in stored.values())
