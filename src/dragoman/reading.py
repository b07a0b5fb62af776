"""From raw pages to articles, reports and times, one page after the other or over several processes.

The order of what comes out is that of what goes in, and what one page holds never keeps another from being read.
"""

import datetime as dt
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from typing import Final, TypeVar

from dragoman.errors import InputError, PageError
from dragoman.events.coder import code
from dragoman.events.explain import Explanation
from dragoman.events.explain import explain as explain_parsed
from dragoman.model import Article, Report
from dragoman.pages.clean import clean
from dragoman.pages.copies import CopyIndex
from dragoman.pages.language import detect_language, require_english
from dragoman.pages.raw import RawPage
from dragoman.text.parse import parse
from dragoman.text.parsed import TimeMention

# Up to here other processes gain nothing: of 50 articles of 200 words two processes make 5.4 s, one 5.2 s and half
# the work; they break even at 100 such articles, sooner with longer ones.
_FEW_PAGES: Final = 50
_MAX_JOBS: Final = 4
# Pages that wait in line for each process: enough to keep it busy, few enough to keep memory flat.
_AHEAD: Final = 4

Result = TypeVar("Result")
Item = TypeVar("Item", bound=RawPage | Article | InputError)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A page's article; what `clean_page` makes."""

    article: Article


@dataclass(frozen=True, slots=True)
class Reading(Cleaned):
    """An article and what it reports."""

    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class Timed(Cleaned):
    """An article and its time expressions, in text order."""

    times: tuple[TimeMention, ...]


@dataclass(frozen=True, slots=True)
class Explained(Cleaned):
    """An article and how its sentences led to its reports."""

    explanation: Explanation


def read_article(article: Article) -> tuple[Report, ...]:
    """The contacts that an article reports, in the order of their evidence. Never raises on any text."""
    return code(parse(article))


def clean_page(page: RawPage, today: dt.date) -> Cleaned:
    """The article of a page with its language. Raises PageError if the page holds none."""
    article = clean(page, today=today)
    return Cleaned(replace(article, language=article.language or detect_language(article.text or article.title or "")))


def read_page(page: RawPage, today: dt.date) -> Reading:
    """The article of a page and its reports. Raises PageError, and ArticleSkipped if it is not in English."""
    article = require_english(clean_page(page, today).article)
    return Reading(article, read_article(article))


def time_page(page: RawPage, today: dt.date) -> Timed:
    """The article of a page and its time expressions. Raises PageError, and ArticleSkipped if it is not in English."""
    article = require_english(clean_page(page, today).article)
    return Timed(article, parse(article).times)


def explain_page(page: RawPage, today: dt.date) -> Explained:
    """The article of a page and how it was read. Raises PageError, and ArticleSkipped if it is not in English."""
    article = require_english(clean_page(page, today).article)
    return Explained(article, explain_parsed(parse(article)))


def over_pages(
    step: Callable[[RawPage, dt.date], Result],
    pages: Iterable[RawPage | InputError],
    *,
    today: dt.date | None = None,
    jobs: int | None = None,
) -> Iterator[Result | InputError]:
    """`step` over all pages, in their order; errors of the sources and of the step come out in their places.

    `jobs` is the number of processes; None takes one for up to 50 pages, else one a core, at most four. `today` (the
    present day in UTC if None) only tells which dates are in the future.
    """
    return _over(partial(_guarded, step, today=today or dt.datetime.now(dt.UTC).date()), pages, jobs)


def over_articles(articles: Iterable[Article], *, jobs: int | None = None) -> Iterator[Reading | InputError]:
    """What this version reads in articles that were cleaned before, in their order; `jobs` as for `over_pages`."""
    return _over(_read_again, articles, jobs)


def mark_copies_of(results: Iterable[Result | InputError]) -> Iterator[Result | InputError]:
    """The same results, with `copy_of` set in the article of each near copy of an earlier one."""
    index = CopyIndex()
    for result in results:
        yield replace(result, article=index.mark(result.article)) if isinstance(result, Cleaned) else result


def _guarded(
    step: Callable[[RawPage, dt.date], Result], page: RawPage | InputError, *, today: dt.date
) -> Result | InputError:
    """The step's result, or the error as a value."""
    if isinstance(page, InputError):
        return page
    try:
        return step(page, today)
    except InputError as error:
        return error
    except Exception as error:  # noqa: BLE001 - one page that meets a fault of ours must not lose a run over thousands
        return _fault(page, error)


def _read_again(article: Article) -> Reading | InputError:
    try:
        return Reading(article, read_article(article))
    except Exception as error:  # noqa: BLE001 - as above
        return _fault(article, error)


def _fault(item: RawPage | Article, error: Exception) -> PageError:
    return PageError(_name(item), f"a fault of Dragoman's own, please report it: {type(error).__name__}: {error}")


def _name(item: RawPage | Article | InputError) -> str:
    return item.id if isinstance(item, Article) else item.name


def _over(
    work: Callable[[Item], Result | InputError], items: Iterable[Item], jobs: int | None
) -> Iterator[Result | InputError]:
    stream = iter(items)
    if jobs is None:
        first = list(islice(stream, _FEW_PAGES + 1))
        jobs = min(_cores(), _MAX_JOBS) if len(first) > _FEW_PAGES else 1
        stream = chain(first, stream)
    return map(work, stream) if jobs <= 1 else _spread(work, stream, jobs)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _spread(
    work: Callable[[Item], Result | InputError],
    items: Iterator[Item],
    jobs: int,
) -> Iterator[Result | InputError]:
    """`work` over several processes, in order. An item on which a process dies (out of memory) becomes an error."""
    waiting: deque[Item] = deque()
    futures: deque[Future[Result | InputError]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            try:
                for item in islice(items, jobs * _AHEAD - len(waiting)):
                    waiting.append(item)
                    with _deaf_to_interrupts():
                        futures.append(pool.submit(work, item))
                if not waiting:
                    return
                result = futures.popleft().result()
            except BrokenProcessPool:
                # Which item killed it is not known, so those in line are read one by one.
                yield from _one_by_one(work, waiting)
                waiting.clear()
                futures.clear()
                pool = _pool(jobs)
                continue
            waiting.popleft()
            yield result
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(work: Callable[[Item], Result | InputError], items: Iterable[Item]) -> Iterator[Result | InputError]:
    pool = _pool(1)
    try:
        for item in items:
            try:
                with _deaf_to_interrupts():
                    future = pool.submit(work, item)
                yield future.result()
            except BrokenProcessPool:
                yield PageError(_name(item), "the process that read it died, most likely for want of memory")
                pool = _pool(1)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    # "spawn", because forking a process that has threads (the progress bar's) may hang.
    return ProcessPoolExecutor(jobs, mp_context=multiprocessing.get_context("spawn"))


@contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Ctrl-C goes to all processes of a terminal, and only the first has something to say.

    A process that is started in here inherits the blocked signal, so it is deaf from its first moment on. The first
    process only puts off what it hears, for a Ctrl-C that is lost would leave it running.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: heard.append(number))
    blocked = _block_interrupts()
    try:
        yield
    finally:
        if sys.platform != "win32":
            signal.pthread_sigmask(signal.SIG_SETMASK, blocked)
        signal.signal(signal.SIGINT, before)
        if heard:
            signal.raise_signal(signal.SIGINT)


def _block_interrupts() -> set[int]:
    """What was blocked before."""
    return set() if sys.platform == "win32" else {*signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})}
