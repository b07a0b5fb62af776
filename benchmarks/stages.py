"""What is timed: each function takes pages, reads one to warm up, and yields the seconds that its stages took."""

import datetime as dt
import multiprocessing
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from dragoman.errors import InputError, PageError
from dragoman.events.coder import code
from dragoman.model import Article
from dragoman.pages.clean import clean
from dragoman.pages.raw import RawPage
from dragoman.reading import over_pages, read_page
from dragoman.text.parse import language_model, parse
from dragoman.text.times import find_times

TODAY = dt.date(2026, 1, 1)  # only tells which dates are in the future

Result = TypeVar("Result")


@dataclass(frozen=True)
class Timing:
    """One stage over one sample. `cpu` and `wall` are seconds, `words` those of the text that came out of cleaning."""

    stage: str
    pages: int
    words: int
    cpu: float
    wall: float


class Clock:
    """Adds up the processor time and the time on the wall of what it is asked to do."""

    def __init__(self) -> None:
        self.cpu = self.wall = 0.0

    def time(self, work: Callable[[], Result]) -> Result:
        """Do it, and return what it returns."""
        cpu, wall = time.process_time(), time.perf_counter()
        try:
            return work()
        finally:
            self.cpu += time.process_time() - cpu
            self.wall += time.perf_counter() - wall

    def timing(self, stage: str, pages: int, words: int) -> Timing:
        """What was added up, under the name of a stage."""
        return Timing(stage, pages, words, self.cpu, self.wall)


def count_words(texts: Iterable[str]) -> int:
    """Words as blanks part them."""
    return sum(len(text.split()) for text in texts)


def pages_stage(pages: Sequence[RawPage]) -> Iterator[Timing]:
    """Cleaning alone; the words are those of the cleaned text. A page without running text counts as a page."""
    clean_or_none(pages[0])
    clock, words = Clock(), 0
    for page in pages:
        article = clock.time(lambda page=page: clean_or_none(page))
        words += count_words([article.text]) if article else 0
    yield clock.timing("clean", len(pages), words)


def clean_or_none(page: RawPage) -> Article | None:
    """The article of a page, None if it holds none."""
    try:
        return clean(page, today=TODAY)
    except PageError:
        return None


def spacy_stage(pages: Sequence[RawPage]) -> Iterator[Timing]:
    """spaCy alone, the same model with all its parts on the same texts: one text at a time, then in batches."""
    nlp = language_model()
    texts = [page.content for page in pages]
    words = count_words(texts)
    nlp(texts[0])
    single = Clock()
    for text in texts:
        single.time(lambda text=text: nlp(text))
    yield single.timing("spaCy alone", len(texts), words)
    batch = Clock()
    batch.time(lambda: sum(len(doc) for doc in nlp.pipe(texts)))
    yield batch.timing("spaCy alone, nlp.pipe", len(texts), words)


def text_stages(pages: Sequence[RawPage]) -> Iterator[Timing]:
    """The text stage with spaCy in it, what finding times takes of that, and the coder."""
    articles = [article for article in map(clean_or_none, pages) if article]
    code(parse(articles[0]))
    text, times, events = Clock(), Clock(), Clock()
    for article in articles:
        parsed = text.time(lambda article=article: parse(article))
        day = article.published.day if article.published else None
        times.time(lambda parsed=parsed, day=day: find_times(parsed.doc, day))
        try:
            events.time(lambda parsed=parsed: code(parsed))
        except Exception as error:  # noqa: BLE001 - a fault of ours in one article is told, and the rest is timed
            print(f"failed {article.id}: {type(error).__name__}: {error}", file=sys.stderr)
    words = count_words(article.text for article in articles)
    yield text.timing("text, spaCy included", len(articles), words)
    yield times.timing("of it times", len(articles), words)
    yield events.timing("events", len(articles), words)


def read_stage(pages: Sequence[RawPage]) -> Iterator[Timing]:
    """All stages in one process, as `dragoman read --jobs 1` runs them."""
    read_page(pages[0], TODAY)
    yield _read(pages, 1, "whole read")


def read_twice_stage(pages: Sequence[RawPage]) -> Iterator[Timing]:
    """All stages over two processes, the loading of the parser in each included."""
    yield _read(pages, 2, "whole read, --jobs 2, start included")


def _read(pages: Sequence[RawPage], jobs: int, stage: str) -> Timing:
    clock = Clock()
    found = clock.time(lambda: list(over_pages(read_page, pages, today=TODAY, jobs=jobs)))
    for process in multiprocessing.active_children():
        process.join()  # only then is its peak memory known
    faults = [str(result) for result in found if isinstance(result, InputError)]
    for fault in faults:
        print(f"failed {fault}", file=sys.stderr)
    words = count_words(result.article.text for result in found if not isinstance(result, InputError))
    return clock.timing(stage, len(pages), words)


STAGES: dict[str, Callable[[Sequence[RawPage]], Iterator[Timing]]] = {
    "clean": pages_stage,
    "spacy": spacy_stage,
    "text": text_stages,
    "read": read_stage,
    "read2": read_twice_stage,
}


def peak_memory() -> float:
    """The greatest memory that this process, or a child of it, held at a time, in MiB."""
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there and in KiB elsewhere
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(one).ru_maxrss for one in who) * unit / 2**20
