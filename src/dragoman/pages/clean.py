"""One page's content in, one `Article` out."""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from urllib.parse import urlsplit

from dragoman.errors import PageError
from dragoman.model import Article, Removed
from dragoman.pages.dumps import Split, drop_furniture, split_dump, title_of
from dragoman.pages.html import MAX_HTML, read_html
from dragoman.pages.kinds import detect_kind
from dragoman.pages.lines import Line, key_of, read_lines
from dragoman.pages.metadata import find_agency, find_byline, find_dateline, find_outlet, find_title
from dragoman.pages.published import (
    Claim,
    dateline_claim,
    days_in,
    decide,
    given_claim,
    line_claims,
    text_claims,
    url_claim,
)
from dragoman.pages.raw import PageKind, RawPage

__all__ = ["clean", "detect_kind"]

# About 170,000 words: more than any article, and half a minute of the parser's time.
_MAX_TEXT = 1_000_000
# An HTML body of fewer words than this is compared with what the visible lines give.
_FEW_WORDS = 25


def clean(page: RawPage, *, today: dt.date) -> Article:
    """The article of one page.

    `today` only serves to tell dates in the future. Of an ARTICLE the text stays character by character,
    but where it has no word at all its title is the text. Raises
    PageError when the page is empty, too big or holds no running text, and nothing else on any input.
    """
    if "\0" in page.content[:4096]:
        raise PageError(page.name, "binary, not text")
    if not page.content.strip() and not (page.kind is PageKind.ARTICLE and page.title):
        raise PageError(page.name, "the page is empty")
    if len(page.content) > (MAX_HTML if page.kind is PageKind.HTML else _MAX_TEXT):
        raise PageError(page.name, f"too big: {len(page.content):,} characters")
    sound = page if _is_address(page.url) else dataclasses.replace(page, url=None)
    article = _by_kind(sound, today)
    if len(article.text) > _MAX_TEXT:
        raise PageError(page.name, f"too big: {len(article.text):,} characters of text")
    if sound is not page:
        note = f"{page.name}: the address given is not well-formed; not used"
        article = dataclasses.replace(article, notes=(note, *article.notes))
    return article


def _is_address(url: str | None) -> bool:
    """False for what cannot be taken apart, such as "http://[": a page is not lost for it."""
    try:
        urlsplit(url or "")
    except ValueError:
        return False
    return True


def _by_kind(page: RawPage, today: dt.date) -> Article:
    if page.kind is PageKind.HTML:
        return _html(page, today)
    if page.kind is PageKind.DUMP:
        return _dump(page, split_dump(page.content), (), today)
    return _article(page, today)


def _article(page: RawPage, today: dt.date) -> Article:
    text = page.content
    if page.title and not any(c.isalpha() for c in text):  # a brief that is all headline
        text = page.title
    byline = page.byline or find_byline(read_lines(text[:600])[:3])
    return _finish(
        page,
        Article(id=page.id, text=text, title=page.title, outlet=page.outlet, byline=byline),
        text_claims(text),
        today,
    )


def _dump(page: RawPage, split: Split, claims: tuple[Claim, ...], today: dt.date) -> Article:
    if not split.text:
        raise PageError(page.name, "no running text, only menus or lists")
    near = [*split.head[-15:], *split.block[:4]]
    title = page.title or find_title(split.head, title_of(split.head))
    article = Article(
        id=page.id,
        text=split.text,
        title=title,
        outlet=page.outlet or find_outlet(split.head, title, split.tail, page.url),
        byline=page.byline or find_byline(near),
        removed=split.removed,
    )
    return _finish(
        page, article, (*claims, *line_claims(split.head, (*split.block[:8], *split.tail[:4]))), today, split.head
    )


def _without_outlet(title: str | None, outlet: str | None) -> str | None:
    """A page title without the outlet's name at its end or start."""
    if not title or not outlet:
        return title
    for mark in (" - ", " | ", " – ", " — ", ": "):
        if title.endswith(mark + outlet):
            return title.removesuffix(mark + outlet)
        if title.startswith(outlet + mark):
            return title.removeprefix(outlet + mark)
    return title


def _html(page: RawPage, today: dt.date) -> Article:
    read = read_html(page.content, page.url)
    named = dataclasses.replace(
        page,
        title=page.title or _without_outlet(read.title, read.outlet),
        outlet=page.outlet or read.outlet,
        byline=page.byline or read.byline,
    )
    if read.text is None or len(read.text.split()) < _FEW_WORDS:
        split = split_dump(read.lines)
        if len(split.text) > 2 * len(read.text or "") or read.text is None:
            return _dump(named, split, read.claims, today)
    text, removed = drop_furniture(read.text, named.title)
    lines = read_lines(read.lines)
    kept = {key_of(row) for row in read.text.splitlines()}
    start = next((line.index for line in lines if line.prose and line.key in kept), 0)
    body = key_of(read.text)
    aside = tuple(Removed(line.text, line.reason or "markup") for line in lines if line.first and line.key not in body)
    article = Article(
        id=page.id,
        text=text,
        title=named.title,
        outlet=named.outlet or find_outlet(lines[:3], named.title, (), page.url),
        byline=named.byline or find_byline(lines[max(0, start - 15) : start + 3]),
        removed=(*removed, *aside),
    )
    return _finish(
        page, article, (*read.claims, *line_claims(lines[:start], lines[start : start + 8])), today, lines[:start]
    )


def _finish(
    page: RawPage, article: Article, claims: tuple[Claim, ...], today: dt.date, head: Sequence[Line] = ()
) -> Article:
    """The article with dateline, agency and dates."""
    dateline = find_dateline(article.text)
    given = given_claim(page.published)
    around = [claim for claim in (given, *claims, dateline_claim(dateline), url_claim(page.url)) if claim]
    dates = decide(page.name, around, dateline=dateline, hints=days_in(head), url=page.url, today=today)
    notes = dates.notes
    if page.published and given is None:
        notes = (f"{page.name}: the given date {page.published[:40]!r} is no date; not believed", *notes)
    return dataclasses.replace(
        article,
        agency=find_agency(article.text, dateline, article.byline),
        dateline=dateline.text if dateline else None,
        published=dates.published,
        updated=dates.updated,
        dated_by=dates.dated_by,
        url=page.url,
        source=page.name,
        notes=notes,
    )
