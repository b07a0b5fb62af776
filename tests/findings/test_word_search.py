"""Words in articles, evidence, names and events."""

import re
from typing import Any

import pytest
import sqlalchemy as sa

from dragoman.errors import UsageError
from dragoman.findings import search as words_module
from dragoman.findings.search import query_of, search, snippet_of
from dragoman.record.judge import Judge
from dragoman.record.record import Record


def test_a_name_finds_the_articles_the_evidence_the_actor_and_the_event(record: Record) -> None:
    found = search(record, "Karimi")
    articles = {"bergen-1-in-may", "bergen-2-dated", "bergen-3-moved", "bergen-4-held"}
    assert {article.id for article in found.articles} == articles
    assert {report.article for report in found.reports} == articles
    assert [actor.name for actor in found.actors] in (["Mohammed al-Karimi"], ["Muhammad al-Karimi"])
    (event,) = found.events
    assert event.reports == 4
    assert event.event.place is not None
    assert event.event.place.name == "Bergen"
    assert not found.bounded
    for report in found.reports:
        assert [report.snippet.text[start:end] for start, end in report.snippet.hits] == ["Karimi"]


def test_all_words_must_be_there_and_a_phrase_as_it_stands(record: Record) -> None:
    assert {a.id for a in search(record, "Bergen rained").articles} == {"bergen-4-held"}
    assert search(record, "Bergen Tashkent").articles == ()
    assert {r.article for r in search(record, '"met Omani Foreign Minister"').reports} == {"bergen-4-held"}
    assert search(record, '"Omani met Minister"').reports == ()
    assert search(record, "Omani met Minister").reports != ()


def test_word_forms_case_and_accents_do_not_matter(record: Record) -> None:
    found = search(record, "VISITING").reports
    assert found == search(record, "visits").reports != ()
    assert search(record, "Bérgen").articles == search(record, "bergen").articles != ()


def test_hits_in_the_title_come_first(record: Record) -> None:
    found = search(record, "Geneva").articles
    assert found[0].title == "Nile ministers meet in Geneva"


def test_at_most_so_many_of_each(record: Record) -> None:
    whole, short = search(record, "minister", 50), search(record, "minister", 2)
    assert len(whole.reports) > 2
    assert short.reports == whole.reports[:2]
    assert short.articles == whole.articles[:2]
    assert short.events == whole.events[:2]


@pytest.mark.parametrize(
    "words",
    [
        "Bergen OR",
        "Bergen*",
        "^Bergen",
        "evidence: Bergen",
        "NEAR(Bergen Oslo)",
        '"Bergen',
        'Bergen"" "',
        "Bergen AND NOT",
        "Bergen'); DROP TABLE reports; --",
        "Bergen & | ! <-> :*",
        "{a}: Bergen",
        "Bergen \\ ' \0",
        "Bergen " * 500,
        "“Bergen”",
        "Bergen-",
        "+Bergen (",
    ],
)
def test_no_text_is_syntax(record: Record, words: str) -> None:
    found = search(record, words)
    assert {article.id for article in found.articles} <= {
        f"bergen-{n}" for n in ("1-in-may", "2-dated", "3-moved", "4-held")
    }
    assert search(record, "Bergen").articles


@pytest.mark.parametrize("words", ["", "  ", '""', "* ^ -", "\0"])
def test_without_a_word_there_is_nothing_to_search(record: Record, words: str) -> None:
    with pytest.raises(UsageError, match="no word to search"):
        search(record, words)


def test_replaced_versions_and_rejected_events_are_not_found(own_place: str, judge: Judge) -> None:
    with Record.open(own_place) as record:
        found = search(record, "Vietnamese Ottawa")
        assert {report.article for report in found.reports} <= {"ottawa-2-newer-version"}
        assert "ottawa-1-first-version" not in {article.id for article in found.articles}
        event = search(record, "Tashkent").events[0].event
        judge.reject(event.id, by="ana")
        after = search(record, "Tashkent")
        assert event.id not in {one.event.id for one in after.events} | {report.event for report in after.reports}


def test_however_narrow_the_windows_the_newest_are_found(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = search(record, "meeting", 100)
    assert len(whole.articles) > 9
    assert not whole.bounded
    monkeypatch.setattr(words_module, "_ROWS", 1)
    monkeypatch.setattr(words_module, "_FIRST", 1)
    monkeypatch.setattr(words_module, "_WIDER", 2)
    assert search(record, "meeting", 100) == whole
    monkeypatch.setattr(words_module, "RANKED", 4)
    newest = search(record, "meeting", 100)
    assert newest.bounded
    assert len(newest.articles) <= 4
    assert {one.id for one in newest.articles} < {one.id for one in whole.articles}


def test_postgresql_looks_for_words_and_the_newest_rows_in_one_index(record: Record) -> None:
    if record.engine.dialect.name != "postgresql":
        pytest.skip("SQLite lists words by row")
    asked: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        asked.append((statement, values))

    sa.event.listen(record.engine, "before_cursor_execute", note)
    search(record, "Bergen")
    sa.event.remove(record.engine, "before_cursor_execute", note)
    with record.reading() as connection:
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for table in ("articles", "reports"):
            statement, values = next(pair for pair in asked if f"{table}.words @@" in pair[0])
            plan = "\n".join(connection.exec_driver_sql("EXPLAIN " + statement, values).scalars())
            (condition,) = re.findall(rf"Bitmap Index Scan on ix_{table}_words.*\n\s+Index Cond: (.*)", plan)
            assert "words @@" in condition
            assert "ARRAY[(id >> 11)] &&" in condition


def test_snippets_show_the_words() -> None:
    text = "One. " * 100 + "Then the two\nministers were meeting in  Bergen. " + "More. " * 100
    snippet = snippet_of(text, query_of('meeting "two minister"').pattern())
    assert "meeting in Bergen" in snippet.text
    assert [snippet.text[start:end] for start, end in snippet.hits] == ["two ministers", "meeting"]
    assert snippet.text.startswith("… ")
    assert snippet.text.endswith(" …")
    assert len(snippet.text) < 180
    assert snippet_of("Nothing.", re.compile("x")).text == "Nothing."
    assert snippet_of("", re.compile("x")).hits == ()
