"""What the made-up pages are for: they exercise every way in which a page comes into a record."""

from collections import Counter

from synthetic import pages

from dragoman.model import EventStatus
from dragoman.record.record import Record


def test_the_same_in_every_run_and_whole() -> None:
    made = pages(300)
    assert made == pages(300)
    assert pages(300, seed=1) != made
    assert len({page.digest for page in made}) == 300
    published = [page.article.published.day for page in made if page.article.published]
    assert published == sorted(published)
    for page in made:
        for report in page.reports:
            assert report.span.of(page.article.text) == report.evidence
            assert report.article == page.id


def test_a_record_of_them_has_plans_copies_newer_versions_and_shared_events(tmp_path: object) -> None:
    with Record.open(f"{tmp_path}/record.sqlite", create=True) as record:
        recorder = record.recorder()
        outcomes = Counter(str(recorder.add(page.article, page.reports, page.digest).outcome) for page in pages(400))
        assert outcomes.keys() == {"added", "replaced"}
        events = list(record.events())
        assert sum(article.copy_of is not None for article in record.articles()) > 20
    assert 100 < len(events) < 250
    assert max(event.independent_sources for event in events) > 2
    assert sum(len(event.life) > 1 for event in events) > 20
    assert {event.status for event in events} >= {EventStatus.HAPPENED, EventStatus.OFF, EventStatus.UNCONFIRMED}
