"""What kind of page a text is, told from the text itself."""

import re
from itertools import takewhile

from dragoman.pages.dumps import title_of
from dragoman.pages.lines import read_lines
from dragoman.pages.raw import PageKind

_SAMPLE = 200_000
_MARKUP = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|span|a\s|meta|script|article|table|h[1-6]|br|img|link|title|ul|li)\b"
    r"[^<>]{0,2000}>",
    re.I,
)
_DOCUMENT = re.compile(
    r"\A\W{0,20}(?:<\?xml[^<>]{0,200}>\s{0,50})?(?:<!--.{0,2000}?-->\s{0,50})?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_MENU_RUN = 8
_SITE_WORDS = frozenset(
    {"ticker", "share", "subscribe", "cookie", "footer", "registration", "advert", "comment", "related", "related-line"}
)


def detect_kind(text: str) -> PageKind:
    """HTML, dump or plain article.

    HTML: it opens like a document, or has markup for every few hundred characters. Dump: it has a run of eight menu
    lines, or three lines of furniture of two different reasons (share and footer, say), or a page title that the page
    repeats, or four short lines with a date among them before its first sentence. Article: everything else. Only the
    first and last 100,000 characters are looked at.
    """
    sample = text if len(text) <= _SAMPLE else text[: _SAMPLE // 2] + "\n" + text[-_SAMPLE // 2 :]
    if _DOCUMENT.match(sample):
        return PageKind.HTML
    tags = sum(1 for _ in _MARKUP.finditer(sample))
    if tags >= 3 and tags * 600 >= len(sample):
        return PageKind.HTML
    return PageKind.DUMP if _is_dump(sample) else PageKind.ARTICLE


def _is_dump(text: str) -> bool:
    lines = read_lines(text)
    furniture = [line.reason for line in lines if line.reason in _SITE_WORDS]
    if len(furniture) >= 3 and len(set(furniture)) >= 2:
        return True
    if any(line.reason in {"related", "ticker"} and line.words >= 2 for line in lines) and len(furniture) >= 2:
        return True
    if furniture and title_of(lines):
        return True
    head = list(takewhile(lambda line: not line.ends, lines))
    if len(head) >= 4 and any(line.stamp for line in head):
        return True
    run = 0
    for line in lines:
        run = run + 1 if not line.ends and line.words <= 4 and not line.stamp else 0
        if run >= _MENU_RUN and furniture:
            return True
    return False
