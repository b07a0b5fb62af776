"""What `add` and `reread` do: pages and articles are read in other processes and stored by this one, in order."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from dragoman import jsonio
from dragoman.cli.options import Job
from dragoman.cli.output import Output
from dragoman.cli.record_messages import AddMessages, RereadMessages
from dragoman.errors import UsageError
from dragoman.jsonio import Json
from dragoman.pages.sources import read_sources
from dragoman.reading import over_articles, over_pages
from dragoman.record.adding import in_order_of_adding, read_new, unknown
from dragoman.record.intake import Outcome
from dragoman.record.record import Record
from dragoman.record.recorder import Added


def run_add(job: Job, place: str | None, *, lines: bool) -> bool:
    """`dragoman add`; True if all input could be read. With `lines`, one JSON object for each article stored.

    Raises RecordError; what was told as stored before that is in the record.
    """
    with (
        Record.open(place, create=True) as record,
        Output(job.output) as output,
        AddMessages(quiet=job.quiet) as messages,
    ):
        recorder = record.recorder()
        pages = unknown(read_sources(job.pages, published=job.published), recorder, messages.known)
        for page in messages.sift(over_pages(read_new, pages, jobs=job.jobs)):
            with _then_interrupted():
                added = recorder.add(page.article, page.reports, page.digest)
                messages.stored(added)
                if lines and added.outcome is not Outcome.UNCHANGED:
                    output.lines([jsonio.dumps(_added_json(added))])
        return messages.nothing_failed


def run_reread(place: str | None, *, jobs: int | None, quiet: bool) -> bool:
    """`dragoman reread`; True if all articles could be read. Raises RecordError."""
    with Record.open(place) as record, RereadMessages(quiet=quiet) as messages:
        recorder = record.recorder()
        for reading in messages.sift(over_articles(in_order_of_adding(record), jobs=jobs)):
            with _then_interrupted():
                try:
                    messages.replaced(recorder.reread(reading.article.id, reading.reports))
                except UsageError:
                    # Another program has put something else in its place meanwhile.
                    continue
        return messages.nothing_failed


def _added_json(added: Added) -> Json:
    return {
        "article": added.article,
        "outcome": added.outcome,
        "reports": added.reports,
        "new_events": added.new_events,
        "joined": added.joined,
    }


@contextmanager
def _then_interrupted() -> Iterator[None]:
    """Ctrl-C is heard when the article at hand is stored and counted; a second one at once."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []

    def hear(number: int, _frame: FrameType | None) -> None:
        if heard:
            raise KeyboardInterrupt
        heard.append(number)

    before = signal.signal(signal.SIGINT, hear)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if heard:
        raise KeyboardInterrupt
