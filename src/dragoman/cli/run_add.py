"""What `add` and `reread` do: pages and articles are read in other processes and stored by this one, in order."""

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import Any, Self

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

_Handler = Callable[[int, FrameType | None], Any] | int | None


def run_add(job: Job, place: str | None, *, lines: bool) -> bool:
    """`dragoman add`; True if all input could be read. With `lines`, one JSON object for each article stored.

    Raises RecordError; what was told as stored before that is in the record.
    """
    with (
        Record.open(place, create=True) as record,
        Output(job.output) as output,
        AddMessages(quiet=job.quiet) as messages,
        _Interrupts() as interrupts,
    ):
        recorder = record.recorder()
        pages = unknown(read_sources(job.pages, published=job.published), recorder, messages.known)
        for page in messages.sift(over_pages(read_new, pages, jobs=job.jobs)):
            added = recorder.add(page.article, page.reports, page.digest)
            messages.stored(added)
            if lines and added.outcome is not Outcome.UNCHANGED:
                output.lines([jsonio.dumps(_added_json(added))])
            interrupts.obey()
        return messages.nothing_failed


def run_reread(place: str | None, *, jobs: int | None, quiet: bool) -> bool:
    """`dragoman reread`; True if all articles could be read. Raises RecordError."""
    with Record.open(place) as record, RereadMessages(quiet=quiet) as messages, _Interrupts() as interrupts:
        recorder = record.recorder()
        for reading in messages.sift(over_articles(in_order_of_adding(record), jobs=jobs)):
            # Another program may have put something else in its place meanwhile.
            with suppress(UsageError):
                messages.replaced(recorder.reread(reading.article.id, reading.reports))
            interrupts.obey()
        return messages.nothing_failed


def _added_json(added: Added) -> Json:
    return {
        "article": added.article,
        "outcome": added.outcome,
        "reports": added.reports,
        "new_events": added.new_events,
        "joined": added.joined,
    }


class _Interrupts:
    """As a context, puts off Ctrl-C until `obey` is called between two articles; a second Ctrl-C is obeyed at once.

    An interrupt that is raised in the middle of reading can be swallowed by a library that catches everything.
    """

    def __init__(self) -> None:
        self._heard = False
        self._before: _Handler = None

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            self._before = signal.signal(signal.SIGINT, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        if self._heard:
            raise KeyboardInterrupt
        self._heard = True

    def obey(self) -> None:
        """Raise KeyboardInterrupt if one was heard."""
        if self._heard:
            raise KeyboardInterrupt
