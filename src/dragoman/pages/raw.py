"""What the sources hand to the cleaner: one page's content, not yet cleaned."""

from dataclasses import dataclass
from enum import StrEnum


class PageKind(StrEnum):
    """How a page's content is to be read.

    `HTML` is markup; `DUMP` the text dump of a web page with its menus and footers; `ARTICLE` an article that is clean
    already and whose text must be kept character by character.
    """

    HTML = "html"
    DUMP = "dump"
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class RawPage:
    """One page before cleaning.

    `name` is what the user called the input (for messages), `id` the article's id. `published` is a date text that was
    given with the page, by JSONL or by the user; `title`, `outlet` and `byline` likewise are given. They go before what
    the page itself says.
    """

    name: str
    kind: PageKind
    content: str
    id: str
    url: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    byline: str | None = None
