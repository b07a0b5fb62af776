"""One page's content in, one `Article` out."""

import datetime as dt

from dragoman.errors import PageError
from dragoman.model import Article
from dragoman.pages.raw import PageKind, RawPage


def detect_kind(text: str) -> PageKind:
    """HTML, dump or plain article, told from the content alone."""
    head = text[:5000].lower()
    return PageKind.HTML if "<html" in head or "<!doctype" in head else PageKind.ARTICLE


def clean(page: RawPage, *, today: dt.date) -> Article:
    """Article of one page. Raises PageError when the page holds nothing usable, and nothing else."""
    if not page.content.strip():
        raise PageError(page.name, "the page is empty")
    return Article(id=page.id, text=page.content, title=page.title, url=page.url, source=page.name)
