"""The texts that the benchmark reads: a fixed sample of real corpora if they are at hand, else the bundled pages."""

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

from dragoman.errors import InputError
from dragoman.pages.clean import clean
from dragoman.pages.kinds import PageKind
from dragoman.pages.language import detect_language
from dragoman.pages.raw import RawPage
from dragoman.pages.sources import read_sources
from dragoman.samples import sample_pages
from stages import TODAY

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# The longest Kremlin transcripts have more characters in a field than the csv module takes by itself.
csv.field_size_limit(10_000_000)


def kcna() -> Iterator[RawPage]:
    """KCNA 2011; its paragraphs are parted by commas."""
    with gzip.open(SHARED / "corpora" / "kcna_2011_en.jsonl.gz", "rt", encoding="utf-8") as stream:
        for number, row in enumerate(map(json.loads, stream)):
            text = (row["story"] or "").replace(", ,", "\n")
            yield _article(f"kcna-{number}", row["date"], row["title"], text)


def kremlin() -> Iterator[RawPage]:
    """kremlin.ru, October 2021 to June 2022."""
    return _csv("kremlin_2021-22.csv.gz", "kremlin")


def ukraine() -> Iterator[RawPage]:
    """president.gov.ua, October 2021 to June 2022."""
    return _csv("ukraine_president_2021-22.csv.gz", "ukraine")


def html() -> Iterator[RawPage]:
    """News pages as HTML."""
    return _pages(SHARED / "pages" / "html")


def dumps() -> Iterator[RawPage]:
    """The same pages as text dumps."""
    return _pages(SHARED / "pages" / "dev_dumps.jsonl")


def sample_html() -> Iterator[RawPage]:
    """The bundled pages that are HTML."""
    return (page for page in _pages(sample_pages()) if page.kind is PageKind.HTML)


def sample_dumps() -> Iterator[RawPage]:
    """The bundled pages that are text dumps."""
    return (page for page in _pages(sample_pages()) if page.kind is PageKind.DUMP)


def sample_articles() -> Iterator[RawPage]:
    """The stories of all bundled pages."""
    for page in _pages(sample_pages()):
        article = clean(page, today=TODAY)
        yield _article(
            page.id, article.published.day.isoformat() if article.published else None, article.title, article.text
        )


PAGES: dict[str, Callable[[], Iterator[RawPage]]] = {"html": html, "dumps": dumps}
ARTICLES: dict[str, Callable[[], Iterator[RawPage]]] = {"kcna": kcna, "kremlin": kremlin, "ukraine": ukraine}
BUNDLED_PAGES: dict[str, Callable[[], Iterator[RawPage]]] = {"sample-html": sample_html, "sample-dumps": sample_dumps}
BUNDLED_ARTICLES: dict[str, Callable[[], Iterator[RawPage]]] = {"sample-articles": sample_articles}
ALL = PAGES | ARTICLES | BUNDLED_PAGES | BUNDLED_ARTICLES


def load(name: str, number: int) -> list[RawPage]:
    """`number` rows of a set at even distances, the same on every run; all of them if there are fewer.

    Of articles those in English only: the KCNA corpus holds Spanish ones that are marked as English.
    """
    total = sum(1 for _ in ALL[name]())
    wanted = {i * total // number for i in range(number)} if number < total else range(total)
    rows = [row for i, row in enumerate(ALL[name]()) if i in wanted]
    if name in PAGES or name in BUNDLED_PAGES:
        return rows
    return [row for row in rows if row.content.strip() and detect_language(row.content) == "en"]


def _article(name: str, published: str | None, title: str | None, text: str) -> RawPage:
    return RawPage(name, PageKind.ARTICLE, text, name, title=title, published=published)


def _csv(file: str, name: str) -> Iterator[RawPage]:
    with gzip.open(SHARED / "corpora" / file, "rb") as packed:
        for number, row in enumerate(csv.DictReader(io.TextIOWrapper(packed, encoding="utf-8", newline=""))):
            yield _article(f"{name}-{number}", row["date"][:10], row["headline"], row["body"])


def _pages(path: Path) -> Iterator[RawPage]:
    for page in read_sources([str(path)]):
        if isinstance(page, InputError):
            raise page
        yield page
