"""The seam for kinds of input: each reader turns one opened input into pages.

To read another kind (feeds, WARC), write a `Reader` and put it into `READERS` before `SinglePage`, which takes what
nobody else wants.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO, Final, Protocol

from dragoman.errors import InputError, PageError
from dragoman.pages.clean import detect_kind
from dragoman.pages.decode import READ_ERRORS, decode, read_failure
from dragoman.pages.limits import Limits
from dragoman.pages.raw import PageKind, RawPage

_OBJECT: Final = re.compile(rb'\{\s*"')
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CONTENT_KEYS: Final = (("html", PageKind.HTML), ("dump", PageKind.DUMP), ("text", PageKind.ARTICLE))
_GIVEN_KEYS: Final = ("published", "title", "url", "outlet", "byline")


@dataclass(slots=True)
class Ids:
    """The article ids that were given out in one run, so that each stays unique."""

    _taken: set[str] = field(default_factory=set)

    def claim(self, wanted: str) -> bool:
        """Take the id `wanted`; False if it is taken already."""
        if wanted in self._taken:
            return False
        self._taken.add(wanted)
        return True

    def unique(self, *wanted: str) -> str:
        """Take the first of `wanted` that is free, or else the last with a number ("page-2"), and return it."""
        for candidate in wanted:
            if self.claim(candidate):
                return candidate
        number = 2
        while not self.claim(f"{wanted[-1]}-{number}"):
            number += 1
        return f"{wanted[-1]}-{number}"


@dataclass(frozen=True, slots=True)
class Opened:
    """One opened input: `head` is its first 64 KiB after decompression, `stream` all of it.

    `ids_wanted` are the ids that a single page of it may take, best first. `charset` is what the transport declared.
    `published` is what the user gave for every page that does not bring a date of its own.
    """

    name: str
    head: bytes
    stream: BinaryIO
    ids_wanted: tuple[str, ...]
    url: str | None = None
    charset: str | None = None
    published: str | None = None


class Reader(Protocol):
    """One kind of input."""

    def reads(self, head: bytes) -> bool:
        """Whether an input that begins with `head` is of this kind."""
        ...

    def pages(self, opened: Opened, limits: Limits, ids: Ids) -> Iterator[RawPage | InputError]:
        """The pages of the input, and an error for each that cannot be had. Errors of the stream itself are raised."""
        ...


class JsonLines:
    """One JSON object a line: `{"id", "html"}`, `{"id", "dump"}` or `{"id", "published", "title"?, "text"}`."""

    def reads(self, head: bytes) -> bool:
        """True when the first line, or at least half of the lines in sight, begin like a JSON object."""
        lines = [line for line in head.removeprefix(b"\xef\xbb\xbf").lstrip().splitlines() if line.strip()]
        objects = [bool(_OBJECT.match(line)) for line in lines]
        return bool(objects) and (objects[0] or sum(objects) * 2 >= len(objects))

    def pages(self, opened: Opened, limits: Limits, ids: Ids) -> Iterator[RawPage | InputError]:
        """A page for each sound line, an error with the line's number for each other; blank lines are passed over."""
        bad = 0
        for number, line in _lines(opened, limits):
            page = self._page(opened, number, line, ids) if isinstance(line, bytes) else line
            if page is None:
                continue
            yield page
            bad += isinstance(page, InputError)
            if bad >= limits.bad_lines:
                yield PageError(opened.name, f"more than {limits.bad_lines} lines are broken; the rest is not read")
                return

    def _page(self, opened: Opened, number: int, line: bytes, ids: Ids) -> RawPage | InputError | None:
        text = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not text.strip():
            return None
        name = f"{opened.name}, line {number}"
        try:
            return _page_of_object(name, json.loads(text), opened.published, ids)
        except PageError as error:
            return error
        except UnicodeDecodeError:
            return PageError(name, "not UTF-8")
        except RecursionError:
            return PageError(name, "broken JSON: nested too deep")
        except ValueError as error:
            reason = error.msg.lower() if isinstance(error, json.JSONDecodeError) else "a number is too long"
            return PageError(name, f"broken JSON: {reason} (one object a line is expected)")


class SinglePage:
    """The input is one page: HTML, a text dump or a plain article, told from its content."""

    def reads(self, head: bytes) -> bool:  # noqa: ARG002
        """Always true: this reader takes what no other wants."""
        return True

    def pages(self, opened: Opened, limits: Limits, ids: Ids) -> Iterator[RawPage | InputError]:
        """The one page. Raises PageError when it is too big, or no text."""
        data = opened.stream.read(limits.page_bytes + 1)
        if len(data) > limits.page_bytes:
            raise PageError(opened.name, f"longer than the {limits.page_bytes // 1_000_000} MB that a page may have")
        text = decode(opened.name, data, opened.charset)
        yield RawPage(
            name=opened.name,
            kind=detect_kind(text),
            content=text,
            id=ids.unique(*opened.ids_wanted),
            url=opened.url,
            published=opened.published,
        )


READERS: Final[tuple[Reader, ...]] = (JsonLines(), SinglePage())


def read_pages(opened: Opened, limits: Limits, ids: Ids) -> Iterator[RawPage | InputError]:
    """The pages of one opened input, through the first reader that wants it; never raises for what the input holds."""
    reader = next(reader for reader in READERS if reader.reads(opened.head))
    try:
        yield from reader.pages(opened, limits, ids)
    except InputError as error:
        yield error
    except READ_ERRORS as error:
        yield read_failure(opened.name, error)


def _lines(opened: Opened, limits: Limits) -> Iterator[tuple[int, bytes | InputError]]:
    """Numbered lines; an over-long one is an error and is skipped without being held in memory."""
    number = total = 0
    while line := opened.stream.readline(limits.page_bytes + 1):
        number += 1
        total += len(line)
        if len(line) > limits.page_bytes:
            too_long = f"longer than the {limits.page_bytes // 1_000_000} MB that a page may have"
            yield number, PageError(f"{opened.name}, line {number}", too_long)
            while total <= limits.stream_bytes and not line.endswith(b"\n") and line:
                line = opened.stream.readline(limits.page_bytes)
                total += len(line)
        else:
            yield number, line
        if total > limits.stream_bytes:
            raise PageError(opened.name, f"longer than {limits.stream_bytes // 1_000_000} MB; the rest is not read")


def _page_of_object(name: str, record: Any, published: str | None, ids: Ids) -> RawPage:
    if not isinstance(record, dict):
        raise PageError(name, "not a JSON object")
    identity = record.get("id")
    if isinstance(identity, int) and not isinstance(identity, bool):
        identity = str(identity)
    if not isinstance(identity, str) or not identity.strip():
        raise PageError(name, 'the key "id" is missing or not a text')
    found = [(key, kind) for key, kind in _CONTENT_KEYS if record.get(key) is not None]
    if not found:
        raise PageError(name, 'none of the keys "html", "dump" or "text" is there')
    key, kind = found[0]
    given = {name_: record.get(name_) for name_ in _GIVEN_KEYS}
    for wrong in (name_ for name_, value in ((key, record[key]), *given.items()) if not isinstance(value, str | None)):
        raise PageError(name, f'the key "{wrong}" is not a text')
    if not ids.claim(identity):
        raise PageError(name, f'the id "{identity}" was read before')
    texts = {name_: _sound(value) if value else None for name_, value in given.items()}
    texts["published"] = texts["published"] or published
    return RawPage(name=name, kind=kind, content=_sound(record[key]), id=_sound(identity), **texts)


def _sound(text: str) -> str:
    """JSON may hold half of a surrogate pair, which no output could be written with; one character for one."""
    return _SURROGATE.sub("\ufffd", text)
