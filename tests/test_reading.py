"""Reading over many pages: order, faults, dying processes."""

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Iterable

import pytest

from dragoman.errors import ArticleSkipped, InputError, PageError
from dragoman.pages.raw import PageKind, RawPage
from dragoman.reading import Cleaned, _deaf_to_interrupts, clean_page, mark_copies_of, over_pages

TODAY = dt.date(2026, 1, 1)
STORY = "The foreign ministers of Mongolia and Laos met in Vientiane on Monday and spoke about flights and trade. " * 5


def page(name: str, content: str = STORY) -> RawPage:
    return RawPage(name, PageKind.ARTICLE, content, name)


def upper(raw: RawPage, today: dt.date) -> str:
    """A step that answers, fails, meets a fault or takes its process with it, as the page's content says."""
    if raw.content == "bad":
        raise PageError(raw.name, "is bad")
    if raw.content == "fault":
        raise ZeroDivisionError("division by zero")
    if raw.content == "die":
        os._exit(1)
    return f"{raw.name.upper()} {today}"


def told(results: Iterable[object]) -> list[str]:
    return [str(result) for result in results]


@pytest.mark.parametrize("jobs", [1, 2])
def test_errors_come_out_in_their_places(jobs: int) -> None:
    skipped = ArticleSkipped("s", "not in English")
    pages = [page("a"), page("b", "bad"), skipped, page("c", "fault"), page("d")]
    results = list(over_pages(upper, pages, today=TODAY, jobs=jobs))
    assert told(results) == [
        "A 2026-01-01",
        "b: is bad",
        "s: not in English",
        "c: a fault of Dragoman's own, please report it: ZeroDivisionError: division by zero",
        "D 2026-01-01",
    ]
    assert [type(result) for result in results[1:4]] == [PageError, ArticleSkipped, PageError]


def test_a_page_that_kills_its_process_is_an_error_and_the_others_are_read() -> None:
    pages = [page("b", "die"), page("c")]
    assert told(over_pages(upper, pages, today=TODAY, jobs=2)) == [
        "b: the process that read it died, most likely for want of memory",
        "C 2026-01-01",
    ]


def test_pages_are_taken_as_they_are_needed() -> None:
    taken: list[str] = []

    def endless() -> Iterable[RawPage]:
        while True:
            taken.append("x")
            yield page("x")

    results = iter(over_pages(upper, endless(), today=TODAY, jobs=1))
    assert next(results) == next(results) == "X 2026-01-01"
    assert len(taken) == 2


def test_near_copies_are_marked_among_errors() -> None:
    error = PageError("e", "is bad")
    pages: list[RawPage | InputError] = [page("a"), error, page("b"), page("c", "Envoys met in Astana.")]
    results = list(mark_copies_of(over_pages(clean_page, pages, today=TODAY, jobs=1)))
    assert results[1] is error
    copies = {r.article.id: r.article.copy_of for r in results if isinstance(r, Cleaned)}
    assert copies == {"a": None, "b": "a", "c": None}


def test_an_interrupt_while_a_process_starts_is_put_off_and_not_lost() -> None:
    went_on = False
    with pytest.raises(KeyboardInterrupt), _deaf_to_interrupts():
        signal.raise_signal(signal.SIGINT)
        went_on = True
    assert went_on
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows blocks no signals")
def test_a_process_starts_deaf_to_interrupts() -> None:
    asks = "import signal; print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, []))"
    with _deaf_to_interrupts():
        inside = subprocess.run([sys.executable, "-c", asks], capture_output=True, check=True)
    outside = subprocess.run([sys.executable, "-c", asks], capture_output=True, check=True)
    assert (inside.stdout.strip(), outside.stdout.strip()) == (b"True", b"False")
