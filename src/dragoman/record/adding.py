"""Pages on their way into a record, those that it knows left out; and articles on their way out, to be read anew."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from dragoman.errors import InputError
from dragoman.model import Article
from dragoman.pages.raw import RawPage
from dragoman.reading import Reading, read_page
from dragoman.record.intake import raw_hash
from dragoman.record.record import Record
from dragoman.record.recorder import Recorder
from dragoman.record.rows import article_of
from dragoman.record.schema import articles

_BATCH: Final = 200
_NEXT: Final = (
    sa.select(articles)
    .where(articles.c.current, articles.c.id > sa.bindparam("after"))
    .order_by(articles.c.id)
    .limit(_BATCH)
)


@dataclass(frozen=True, slots=True)
class NewPage(Reading):
    """What a page reports, and the hash by which the record will know the page again."""

    digest: str


def read_new(page: RawPage, today: dt.date) -> NewPage:
    """A step for `over_pages`. Raises PageError, and ArticleSkipped if the page is not in English."""
    read = read_page(page, today)
    return NewPage(read.article, read.reports, raw_hash(page))


def unknown(
    pages: Iterable[RawPage | InputError], recorder: Recorder, known: Callable[[], None]
) -> Iterator[RawPage | InputError]:
    """The pages that are not in the record, and all errors; `known` is called for each of the others.

    Raises RecordError.
    """
    for page in pages:
        if isinstance(page, RawPage) and recorder.knows(raw_hash(page)):
            known()
        else:
            yield page


def in_order_of_adding(record: Record) -> Iterator[Article]:
    """The current version of each article, the first added first. Raises RecordError.

    They come out of the record a few at a time, so that no transaction stays open over a run that writes.
    """
    after = 0
    while True:
        with record.reading() as connection:
            rows = connection.execute(_NEXT, {"after": after}).mappings().all()
        if not rows:
            return
        yield from map(article_of, rows)
        after = rows[-1]["id"]
