"""Pages on their way into a record: those that it knows are not read, and the others carry their hash along."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from dragoman.errors import InputError
from dragoman.pages.raw import RawPage
from dragoman.reading import Reading, read_page
from dragoman.record.intake import raw_hash
from dragoman.record.recorder import Recorder


@dataclass(frozen=True, slots=True)
class NewPage(Reading):
    """What a page reports, and the hash by which the record will know the page again."""

    digest: str


def read_new(page: RawPage, today: dt.date) -> NewPage:
    """A step for `over_pages`. Raises PageError, and ArticleSkipped if the page is not in English."""
    read = read_page(page, today)
    return NewPage(read.article, read.reports, raw_hash(page))


def unknown(
    pages: Iterable[RawPage | InputError], recorder: Recorder, known: Callable[[RawPage], None]
) -> Iterator[RawPage | InputError]:
    """The pages that are not in the record, and all errors; `known` is told of each of the others.

    Raises RecordError.
    """
    for page in pages:
        if isinstance(page, RawPage) and recorder.knows(raw_hash(page)):
            known(page)
        else:
            yield page
