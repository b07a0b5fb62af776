"""Whether a record in a file is whole: nothing half written, nothing lost that was acknowledged."""

import sqlite3
from collections.abc import Collection, Mapping

from synthetic import Page

# Each finds what must not be.
_NEVER = {
    "an article's reports are not all there, or are twice": """
        SELECT count(*) FROM articles JOIN expected USING (raw_hash)
        WHERE expected.reports <> (SELECT count(*) FROM reports WHERE article_id = articles.id)""",
    "an article is not of these pages": """
        SELECT count(*) FROM articles LEFT JOIN expected USING (raw_hash) WHERE expected.reports IS NULL""",
    "a page is stored twice": "SELECT count(*) - count(DISTINCT raw_hash) FROM articles",
    "a page has not one current version": """
        SELECT count(*) FROM (SELECT page FROM articles GROUP BY page HAVING sum(current) <> 1)""",
    "a report of a current article has no event": """
        SELECT count(*) FROM reports JOIN articles ON articles.id = article_id WHERE current AND event_id IS NULL""",
    "a report of a replaced version has an event": """
        SELECT count(*) FROM reports JOIN articles ON articles.id = article_id
        WHERE NOT current AND event_id IS NOT NULL""",
    "a report has not its participants": """
        SELECT count(*) FROM reports
        WHERE 2 <> (SELECT count(*) FROM report_participants WHERE report_id = reports.id)""",
    "an event counts other reports than it has": """
        SELECT count(*) FROM events WHERE reports <> (SELECT count(*) FROM reports WHERE event_id = events.id)""",
    "an event that counts has none of the rows that questions ask": """
        SELECT count(*) FROM events WHERE reports > 0 AND (
            NOT EXISTS (SELECT 1 FROM event_participants WHERE event_id = events.id)
            OR NOT EXISTS (SELECT 1 FROM event_blocks WHERE event_id = events.id)
            OR NOT EXISTS (SELECT 1 FROM changes WHERE event_id = events.id))""",
    "a withdrawn event is still found": """
        SELECT count(*) FROM events
        WHERE reports = 0 AND EXISTS (SELECT 1 FROM event_blocks WHERE event_id = events.id)""",
    "an actor has no name": """
        SELECT count(*) FROM actors WHERE NOT EXISTS (SELECT 1 FROM actor_names WHERE actor_id = actors.id)""",
    "a key points nowhere": "SELECT count(*) FROM pragma_foreign_key_check",
}


def assert_sound(place: str, acknowledged: Collection[str], made: Mapping[str, Page]) -> set[str]:
    """That the record is whole and holds the pages with the hashes `acknowledged`. All its pages' hashes.

    `made` are all pages that may be in it, by hash.
    """
    with sqlite3.connect(place) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        for words in ("article_words", "report_words"):
            connection.execute(f"INSERT INTO {words}({words}, rank) VALUES ('integrity-check', 1)")
        connection.execute("CREATE TEMP TABLE expected (raw_hash TEXT PRIMARY KEY, reports INTEGER)")
        expected = [(digest, len(page.reports)) for digest, page in made.items()]
        connection.executemany("INSERT INTO expected VALUES (?, ?)", expected)
        stored = {digest for (digest,) in connection.execute("SELECT raw_hash FROM articles")}
        found = {name: connection.execute(query).fetchone()[0] for name, query in _NEVER.items()}
        connection.rollback()
    connection.close()
    assert not {name: count for name, count in found.items() if count}
    assert set(acknowledged) <= stored
    return stored
