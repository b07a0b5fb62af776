"""Articles into the record: which page it is, which version of it, and whether it is a copy of another."""

import hashlib
import itertools
from collections import Counter
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from dragoman import __version__
from dragoman.events.home import home_of
from dragoman.model import Article
from dragoman.pages.copies import Fingerprint, fingerprint, is_copy
from dragoman.pages.raw import RawPage
from dragoman.record.rows import article_row
from dragoman.record.schema import articles, copy_bands
from dragoman.record.statements import Insert

# Of two texts without an address that bear one name, so much of the shorter (runs of three words) must stand in the
# other for them to be versions of one page.
_SAME_PAGE: Final = 0.2
# Articles that share a band with a text: so many are looked at, and so many of those that share most compared.
_MOST_SHARING: Final = 2000
_MOST_COPIES: Final = 20
# PostgreSQL keeps no longer texts in an index. A cut id still tells pages apart (see `_same_page`), a cut address leads
# nowhere.
_LONGEST_ID: Final = 500  # characters
_LONGEST_URL: Final = 2000  # bytes

_BY_HASH = sa.select(articles.c.id, articles.c.key).where(articles.c.raw_hash == sa.bindparam("raw_hash"))
_BY_URL = sa.select(articles).where(articles.c.url == sa.bindparam("url"), articles.c.current)
_BY_KEY = sa.select(articles).where(articles.c.key == sa.bindparam("key"), articles.c.current)
_ANY_KEY = sa.select(articles.c.id).where(
    articles.c.key == sa.bindparam("key"), articles.c.page != sa.bindparam("page")
)
_VERSIONS = sa.select(sa.func.max(articles.c.version)).where(articles.c.page == sa.bindparam("page"))
_RETIRE = sa.update(articles).where(articles.c.id == sa.bindparam("number")).values(current=False)
# In two statements: asked for both at once, a database that has no statistics goes through all articles.
_SHARING = (
    sa.select(copy_bands.c.article_id)
    .where(copy_bands.c.band.in_(sa.bindparam("bands", expanding=True)))
    .limit(_MOST_SHARING)
)
_CANDIDATES = sa.select(
    articles.c.id, articles.c.key, articles.c.page, articles.c.text, articles.c.copy_of, articles.c.voice
).where(articles.c.id.in_(sa.bindparam("numbers", expanding=True)), articles.c.current)
_VOICE = sa.select(articles.c.voice).where(articles.c.key == sa.bindparam("key"), articles.c.current)
_INSERT_ARTICLE: Final = Insert(articles)
_INSERT_BANDS: Final = Insert(copy_bands)


class Outcome(StrEnum):
    """What adding a page came to."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    OLDER = "older"


@dataclass(frozen=True, slots=True)
class Stored:
    """An article in the record: `number` is its row, `replaced` that of the version that it took the place of."""

    outcome: Outcome
    number: int
    article: Article
    voice: str
    longitude: float | None
    replaced: int | None = None


def raw_hash(page: RawPage) -> str:
    """What tells two inputs apart: SHA-256 of the page's content and of what was given with it."""
    given = (page.id, page.kind, page.url, page.title, page.published, page.outlet, page.byline, page.content)
    return hashlib.sha256("\0".join("" if part is None else str(part) for part in given).encode()).hexdigest()


def article_hash(article: Article) -> str:
    """The same for an article that comes without its page: from an export, or out of another program."""
    return hashlib.sha256(repr(replace(article, copy_of=None)).encode()).hexdigest()


def is_known(connection: Connection, digest: str) -> bool:
    """Whether a page with this hash was stored before."""
    return connection.execute(_BY_HASH, {"raw_hash": digest}).first() is not None


def store_article(connection: Connection, article: Article, digest: str, now: str) -> Stored | None:
    """Store an article under its page; None if this very page is stored already.

    A page is known by its address, else by its id and a like text. The version that is published or updated later is
    the current one; the other is kept. `now` is an ISO 8601 time in UTC.
    """
    if is_known(connection, digest):
        return None
    sound = _sound(article)
    before = _same_page(connection, sound)
    key = _free_key(connection, sound.id, before["page"] if before else "")
    page = before["page"] if before else key
    prints = fingerprint(sound.text)
    copied = _original(connection, prints, page) if sound.copy_of is None and prints else None
    if copied is not None:
        sound = replace(sound, copy_of=copied["key"])
    voice = copied["voice"] if copied is not None else _voice(connection, sound, key)
    home = home_of(sound)
    older = before is not None and _stamp(article_row(sound)) < _stamp(before)
    row = article_row(replace(sound, id=key)) | {
        "page": page,
        "version": _next_version(connection, page) if before else 1,
        "current": not older,
        "raw_hash": digest,
        "voice": voice,
        "longitude": home.lon if home else None,
        "added_at": now,
        "reader": __version__,
    }
    if before is not None and not older:
        connection.execute(_RETIRE, {"number": before["id"]})
    number = _INSERT_ARTICLE.one(connection, row)
    if prints is not None and sound.copy_of is None:
        _INSERT_BANDS.many(connection, ({"band": band, "article_id": number} for band in prints.bands))
    outcome = Outcome.OLDER if older else Outcome.REPLACED if before is not None else Outcome.ADDED
    replaced = before["id"] if before is not None and not older else None
    return Stored(outcome, number, replace(sound, id=key), voice, row["longitude"], replaced)


def _sound(article: Article) -> Article:
    """The article as both databases take it: PostgreSQL has no NUL character (one for one keeps the offsets)."""
    url = _plain_url(article.url)
    return replace(
        article,
        id=article.id[:_LONGEST_ID],
        url=url if url is None or len(url.encode()) <= _LONGEST_URL else None,
        text=article.text.replace("\0", "\ufffd"),
    )


def _plain_url(url: str | None) -> str | None:
    """An address without the fragment and without the marks of where a reader came from."""
    if not url:
        return None
    parts = urlsplit(url)
    query = "&".join(p for p in parts.query.split("&") if p and not p.startswith(("utm_", "fbclid=", "gclid=")))
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, ""))


def _same_page(connection: Connection, article: Article) -> sa.RowMapping | None:
    if article.url:
        row = connection.execute(_BY_URL, {"url": article.url}).mappings().first()
        if row is not None:
            return row
    for key in _keys(article.id):
        row = connection.execute(_BY_KEY, {"key": key}).mappings().first()
        if row is None:
            return None
        if not (row["url"] and article.url) and _alike(row["text"], article.text):
            return row
    return None


def _keys(wanted: str) -> itertools.chain[str]:
    return itertools.chain((wanted,), (f"{wanted}~{number}" for number in itertools.count(2)))


def _free_key(connection: Connection, wanted: str, page: str) -> str:
    """The id that an article wants, or with a number if another page has it."""
    return next(k for k in _keys(wanted) if connection.execute(_ANY_KEY, {"key": k, "page": page}).first() is None)


def _alike(one: str, other: str) -> bool:
    first, second = _runs(one), _runs(other)
    few = min(len(first), len(second))
    return few == 0 or len(first & second) >= _SAME_PAGE * few


def _runs(text: str) -> set[tuple[str, ...]]:
    """Three words in a row, all there are in the first 2,000."""
    words = text.lower().split()[:2000]
    return set(zip(words, words[1:], words[2:], strict=False))


def _next_version(connection: Connection, page: str) -> int:
    return int(connection.execute(_VERSIONS, {"page": page}).scalar() or 0) + 1


def _stamp(row: Any) -> tuple[str, str]:
    """When a version says that it came out. A version that says the same as the one before comes after it."""
    name = "updated" if row["updated"] else "published"
    return row[name] or "", row[f"{name}_time"] or ""


def _original(connection: Connection, prints: Fingerprint, page: str) -> sa.RowMapping | None:
    """The first article in the record that a text is a near copy of; no version of the same page is one."""
    shared = Counter(connection.execute(_SHARING, {"bands": prints.bands}).scalars())
    nearest = sorted(shared, key=lambda number: (-shared[number], number))[:_MOST_COPIES]
    rows = connection.execute(_CANDIDATES, {"numbers": nearest}).mappings().all() if nearest else []
    for row in sorted(rows, key=lambda row: int(row["id"])):
        earlier = fingerprint(row["text"]) if row["page"] != page else None
        if earlier is not None and is_copy(prints, earlier):
            return row
    return None


def _voice(connection: Connection, article: Article, key: str) -> str:
    """Who speaks: of a story that came marked as a copy, whoever spoke first; else the agency, else the outlet."""
    if article.copy_of is not None:
        first = connection.execute(_VOICE, {"key": article.copy_of}).scalar()
        return str(first) if first else f"article:{article.copy_of}"
    if article.agency:
        return f"agency:{article.agency.casefold()}"
    return f"outlet:{article.outlet.casefold()}" if article.outlet else f"article:{key}"
