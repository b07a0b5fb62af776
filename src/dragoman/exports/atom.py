"""Atom (RFC 4287): the changes in the lives of all events, the newest first."""

import heapq
from collections.abc import Iterator
from typing import BinaryIO, Final
from urllib.parse import quote

from lxml import etree

from dragoman.exports.contents import Contents, standing
from dragoman.exports.wording import digest, line, subject, web_address
from dragoman.model import Change, Event

MOST_ENTRIES: Final = 500
_NAMESPACE: Final = "http://www.w3.org/2005/Atom"
# RFC 4151: an authority and a date at which it was ours, then what we name.
_TAG: Final = "tag:dragoman,2025"
_NEVER: Final = "1970-01-01"

# What sorts an entry, and the entry.
Found = tuple[tuple[str, str, int], Event, Change]


def write(contents: Contents, out: BinaryIO) -> int:
    """One feed of at most 500 entries; changes by articles without a date have no place in it."""
    newest = heapq.nlargest(MOST_ENTRIES, _changes(contents), key=lambda found: found[0])
    feed = etree.XML(f'<feed xmlns="{_NAMESPACE}"/>')
    feed.append(_text("id", f"{_TAG}:changes"))
    feed.append(_text("title", "Dragoman: changes of the diplomatic record"))
    feed.append(_text("updated", _midnight(newest[0][2].on if newest else None)))
    feed.append(_author())
    feed.extend(_entry(event, change) for _, event, change in newest)
    etree.ElementTree(feed).write(out, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return len(newest)


def _changes(contents: Contents) -> Iterator[Found]:
    for event in standing(contents):
        for index, change in enumerate(event.life):
            if change.on:
                yield (change.on, event.id, index), event, change


def _entry(event: Event, change: Change) -> etree._Element:
    entry = etree.Element(_name("entry"))
    what = digest(event.id, change.on or "", change.article, change.field, change.before or "", change.after or "")
    # The event's id can hold any character, a tag cannot.
    entry.append(_text("id", f"{_TAG}:event/{quote(event.id, safe='')}/{what[:16]}"))
    entry.append(_text("title", f"{subject(event)} - {_words(change)}"))
    entry.append(_text("updated", _midnight(change.on)))
    entry.append(_text("published", _midnight(change.on)))
    source = next((source for source in event.sources if source.article == change.article), None)
    url = web_address(source.url) if source else None
    if url:
        etree.SubElement(entry, _name("link"), rel="alternate", href=url)
    for term in (event.kind, change.field):
        etree.SubElement(entry, _name("category"), term=line(term))
    told = f"{_words(change)}, on {change.on}, by {line(source.outlet if source else None) or line(change.article)}"
    quotation = f": “{line(source.evidence)}”" if source else ""
    # RFC 4287, 4.1.1: an entry without an alternate link must have content.
    entry.append(_text("content", f"{told}{quotation}"))
    return entry


def _words(change: Change) -> str:
    if change.before is None:
        return line(f"{change.field}: {change.after or 'unknown'}")
    return line(f"{change.field}: from {change.before} to {change.after or 'unknown'}")


def _author() -> etree._Element:
    author = etree.Element(_name("author"))
    author.append(_text("name", "Dragoman"))
    return author


def _text(tag: str, text: str) -> etree._Element:
    element = etree.Element(_name(tag))
    element.text = text
    return element


def _name(tag: str) -> str:
    return f"{{{_NAMESPACE}}}{tag}"


def _midnight(day: str | None) -> str:
    return f"{day or _NEVER}T00:00:00Z"
