"""Words, looked for in articles, in the evidence of reports, in names and in the events that the evidence is of."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.engine import Connection

from dragoman.actors.tables import fold
from dragoman.errors import UsageError
from dragoman.findings.lines import Line, lines_numbered, standing
from dragoman.findings.named import Somebody, actors_of_name, typed
from dragoman.record.record import Record
from dragoman.record.schema import articles, events, reports

MOST: Final = 10
# So many of the newest matches are ranked, so that a word of every article is no slower than a rare one.
RANKED: Final = 300
# PostgreSQL's index has the words of each 2,048 rows together, numbered `id >> 11` (step 0002 of the tables). Of these
# so many are asked first; then so many as it takes by what was found so far, and a half more, but at most so many times
# as many as before, and so many at once.
_ROWS: Final = 11
_FIRST: Final = 2
_WIDER: Final = 16
_WIDEST: Final = 128
_LONGEST: Final = 400
_MOST_TERMS: Final = 12
# Characters at the head of an article that count for its rank.
_HEAD: Final = 2000
_SNIPPET: Final = 160
_MOST_TEXT: Final = 100_000
_PHRASES: Final = re.compile(r'"([^"]*)"|([^\s"]+)')
_WORDS: Final = re.compile(r"[^\W_]+")
# What English adds to words; the databases leave it off when they compare them.
_ENDINGS: Final = re.compile(r"(?:ings?|ed|es|s|e|y|ies|ied)$")
_SHORTEST: Final = 3


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of text; `hits` are the characters [start, end) of it that were looked for."""

    text: str
    hits: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class FoundArticle:
    """An article with the words, by its id. `published` is an ISO 8601 day."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class FoundReport:
    """Evidence with the words: the report's reference, the ids of its article and its event."""

    report: str
    event: str
    article: str
    outlet: str | None
    published: str | None
    url: str | None
    snippet: Snippet


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """An event, and how many of the reports that were looked at have the words."""

    event: Line
    reports: int


@dataclass(frozen=True, slots=True)
class Found:
    """What has all the words, the best first, so many of each at most.

    `bounded` says that more than 300 articles or reports have the words, of which the newest were ranked.
    """

    articles: tuple[FoundArticle, ...]
    reports: tuple[FoundReport, ...]
    actors: tuple[Somebody, ...]
    events: tuple[FoundEvent, ...]
    bounded: bool


@dataclass(frozen=True, slots=True)
class Query:
    """Terms that must all be there; a term of several words is a phrase."""

    terms: tuple[tuple[str, ...], ...]

    def sqlite(self) -> str:
        """As FTS5 reads it: each term between quotes, in which nothing has a meaning."""
        return " ".join(f'"{" ".join(term)}"' for term in self.terms)

    def postgresql(self) -> sa.ColumnElement[Any]:
        """As PostgreSQL reads it: each term a phrase, its words bound as a parameter."""
        whole: sa.ColumnElement[Any] | None = None
        for term in self.terms:
            phrase = sa.func.phraseto_tsquery(sa.text("'english'"), " ".join(term))
            whole = phrase if whole is None else whole.op("&&")(phrase)
        assert whole is not None
        return whole

    def pattern(self) -> re.Pattern[str]:
        """What finds the terms in folded text, whatever the ending of their words."""
        return re.compile("|".join(_as_pattern(term) for term in self.terms), re.IGNORECASE)


def _as_pattern(term: tuple[str, ...]) -> str:
    stems = (re.escape(stem) if len(stem := _ENDINGS.sub("", w)) >= _SHORTEST else re.escape(w) for w in term)
    return r"\b" + r"[\W_]+".join(f"{stem}\\w{{0,6}}" if len(stem) >= _SHORTEST else stem for stem in stems)


def query_of(words: str) -> Query:
    """The terms of what somebody typed: words, and phrases between quotation marks. Raises UsageError for none."""
    text = fold(words[:_LONGEST].replace("“", '"').replace("”", '"')).lower()
    terms = (tuple(_WORDS.findall(phrase or word)) for phrase, word in _PHRASES.findall(text))
    kept = tuple(dict.fromkeys(term for term in terms if term))
    if not kept:
        raise UsageError(f"no word to search for in {words[:80]!r}")
    return Query(kept[:_MOST_TERMS])


def search(record: Record, words: str, limit: int = MOST) -> Found:
    """Everything that has all the words, at most `limit` of each kind. Raises UsageError if there is no word."""
    query = query_of(words)
    pattern = query.pattern()
    with record.reading() as connection:
        stories, more_stories = _articles(connection, query, pattern, limit)
        said, more_said, numbers = _reports(connection, query, pattern, limit)
        counted = Counter(numbers)
        ranked = [number for number, _ in counted.most_common(limit)]
        lines = lines_numbered(connection, ranked, record.as_of)
        people = actors_of_name(connection, typed(words.replace('"', " ")))[:limit]
    return Found(
        articles=tuple(stories),
        reports=tuple(said),
        actors=tuple(people),
        events=tuple(FoundEvent(line, counted[n]) for n, line in zip(ranked, lines, strict=True)),
        bounded=more_stories or more_said,
    )


@cache
def _words_table(name: str) -> sa.TableClause:
    return sa.table(name, sa.column("rowid"), sa.column(name))


def _newest(connection: Connection, table: sa.Table, query: Query) -> tuple[list[int], bool]:
    """Rows with the words, the newest first, and whether there are more."""
    if connection.dialect.name == "sqlite":
        words = _words_table("article_words" if table is articles else "report_words")
        matching = sa.select(words.c.rowid).where(words.c[words.name].op("MATCH")(query.sqlite()))
        newest = matching.order_by(words.c.rowid.desc()).limit(RANKED + 1)
        numbers = list(connection.execute(newest).scalars())
    else:
        numbers = _in_windows(connection, table, query)
    return numbers[:RANKED], len(numbers) > RANKED


def _in_windows(connection: Connection, table: sa.Table, query: Query) -> list[int]:
    """The same of PostgreSQL, which would look at every row that has the words before it takes the newest."""
    has_words = sa.literal_column(f"{table.name}.words").op("@@")(query.postgresql())
    window = sa.literal_column(f"ARRAY[{table.name}.id >> {_ROWS}]", ARRAY(sa.Integer))
    # By id alone PostgreSQL might walk down all newer rows, which the windows leave out.
    matching = sa.select(table.c.id).where(has_words).order_by((table.c.id + 0).desc())
    first = above = int(connection.execute(sa.select(sa.func.max(table.c.id))).scalar() or 0) >> _ROWS
    numbers: list[int] = []
    width = _FIRST
    while above >= 0 and len(numbers) <= RANKED:
        windows = list(range(above, max(above - width, -1), -1))
        newest = matching.where(window.overlap(windows)).limit(RANKED + 1 - len(numbers))
        numbers += connection.execute(newest).scalars()
        above -= width
        passed = first - above
        wanted = (RANKED + 1 - len(numbers)) * passed * 3 // (2 * len(numbers)) if numbers else passed * _WIDER
        width = max(_FIRST, min(wanted, passed * _WIDER, _WIDEST))
    return numbers


def _articles(
    connection: Connection, query: Query, pattern: re.Pattern[str], limit: int
) -> tuple[list[FoundArticle], bool]:
    numbers, more = _newest(connection, articles, query)
    head = sa.func.substr(articles.c.text, 1, _HEAD).label("head")
    shown = (
        articles.c.id,
        articles.c.key,
        articles.c.title,
        articles.c.outlet,
        articles.c.published,
        articles.c.url,
        head,
    )
    rows = connection.execute(sa.select(*shown).where(articles.c.id.in_(numbers), articles.c.current)).all()
    scored = []
    for row in rows:
        in_title = len(set(pattern.findall(fold(row.title or "").casefold())))
        in_text = len(pattern.findall(fold(row.head)))
        scored.append((in_title, in_text / (len(row.head) + 500) ** 0.5, row.published or "", row.key, row))
    scored.sort(key=lambda entry: entry[:4], reverse=True)
    best = [row for *_, row in scored[:limit]]
    whole = sa.select(articles.c.id, articles.c.text).where(articles.c.id.in_([row.id for row in best]))
    texts = {row.id: row.text for row in connection.execute(whole)}
    found = [
        FoundArticle(row.key, row.title, row.outlet, row.published, row.url, snippet_of(texts[row.id], pattern))
        for row in best
    ]
    return found, more


def _reports(
    connection: Connection, query: Query, pattern: re.Pattern[str], limit: int
) -> tuple[list[FoundReport], bool, list[int]]:
    """The reports to show, whether more have the words, and the event of each, the newest first."""
    numbers, more = _newest(connection, reports, query)
    joined = reports.join(articles, articles.c.id == reports.c.article_id).join(
        events, events.c.id == reports.c.event_id
    )
    shown = (
        reports.c.ref,
        reports.c.event_id,
        events.c.key.label("event"),
        reports.c.evidence,
        articles.c.key.label("article"),
        articles.c.outlet,
        articles.c.published,
        articles.c.url,
    )
    wanted = sa.select(*shown).select_from(joined).where(reports.c.id.in_(numbers), standing())
    rows = connection.execute(wanted).all()
    rows = sorted(rows, key=lambda row: (row.published or "", row.ref), reverse=True)
    density = {row.ref: len(pattern.findall(fold(row.evidence))) / (len(row.evidence) + 100) ** 0.5 for row in rows}
    best = sorted(rows, key=lambda row: -density[row.ref])[:limit]
    found = [
        FoundReport(
            row.ref, row.event, row.article, row.outlet, row.published, row.url, snippet_of(row.evidence, pattern)
        )
        for row in best
    ]
    return found, more, [row.event_id for row in rows]


def snippet_of(text: str, pattern: re.Pattern[str], length: int = _SNIPPET) -> Snippet:
    """About `length` characters of a text on one line, with what the pattern finds; if that is nothing, the first."""
    first = pattern.search(fold(text[:_MOST_TEXT]))
    start = _word_start(text, max(0, first.start() - length // 3)) if first else 0
    piece = text[start : start + length]
    if start + length < len(text):
        piece = piece.rsplit(None, 1)[0] if " " in piece else piece
        piece += " …"
    piece = ("… " if start else "") + " ".join(piece.split())
    hits: Sequence[re.Match[str]] = list(pattern.finditer(fold(piece)))
    return Snippet(piece, tuple((hit.start(), hit.end()) for hit in hits))


def _word_start(text: str, offset: int) -> int:
    blank = text.find(" ", max(0, offset - 1))
    return blank + 1 if 0 < offset <= blank < offset + 30 else offset
