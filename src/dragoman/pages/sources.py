"""What a user names, turned into raw pages: files, folders, globs, standard input and web addresses.

Nothing that an input holds or lacks ends the run: what cannot be read comes out as an error among the pages, in its
place.
"""

import glob
import io
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, cast
from urllib.parse import urlsplit

from dragoman.errors import InputError, PageError, SourceError
from dragoman.pages.decode import READ_ERRORS, decode, decompressed, peek, read_failure
from dragoman.pages.fetch import Web
from dragoman.pages.limits import Limits
from dragoman.pages.raw import RawPage
from dragoman.pages.readers import Ids, Opened, read_pages

_STDIN: Final = "-"
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://")
_SUFFIX: Final = re.compile(r"\.(gz|html?|xhtml|txt|text|json|jsonl|ndjson|md|xml)$", re.I)
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def read_sources(
    names: Sequence[str], *, published: str | None = None, limits: Limits | None = None, web: Web | None = None
) -> Iterator[RawPage | InputError]:
    """The pages of everything that `names` stand for, in order; what fails comes as an error in its place.

    A name is a file, a folder (read through, in the order of names, without hidden files), a glob pattern, `-` for
    standard input, or an http(s) address. Each file is read once, however many names lead to it. `published` is the day
    given for pages that bring none of their own in JSONL. `web` is the outside world (tests pass one of their own).
    """
    run = _Run(published, limits or Limits(), web or Web())
    for name in names:
        yield from run.read(name)


@dataclass(slots=True)
class _Run:
    published: str | None
    limits: Limits
    web: Web
    ids: Ids = field(default_factory=Ids)
    seen: set[tuple[int, int]] = field(default_factory=set)
    stdin_read: bool = False

    def read(self, name: str) -> Iterator[RawPage | InputError]:
        """The pages of one name."""
        try:
            if name == _STDIN:
                yield from self._stdin()
            elif _SCHEME.match(name):
                yield from self._address(name)
            else:
                yield from self._path(name)
        except InputError as error:
            yield error
        except READ_ERRORS as error:
            yield read_failure(name, error)

    def _stdin(self) -> Iterator[RawPage | InputError]:
        if self.stdin_read:
            raise SourceError(_STDIN, "standard input can be read only once")
        self.stdin_read = True
        yield from self._stream(_STDIN, sys.stdin.buffer, ("stdin",))

    def _address(self, name: str) -> Iterator[RawPage | InputError]:
        fetched = self.web.fetch(name, self.limits)
        parts = urlsplit(fetched.url)
        wanted = re.sub(r"[^\w.-]+", "-", f"{parts.hostname}{_SUFFIX.sub('', parts.path)}").strip("-")[:120]
        yield from self._stream(name, io.BytesIO(fetched.content), (wanted,), fetched.url, fetched.charset)

    def _path(self, name: str) -> Iterator[RawPage | InputError]:
        if not name:
            raise SourceError("''", "no name is given")
        if "\0" in name:
            raise SourceError(name.replace("\0", "\\0"), "not a file name")
        if not os.path.lexists(name) and glob.has_magic(name):
            matches = _matching(name)
            if not matches:
                raise SourceError(name, "no file matches the pattern")
            for match in matches:
                yield from self.read(match)
        elif Path(name).is_dir():
            yield from self._folder(Path(name))
        else:
            yield from self._file(Path(name), named=True)

    def _folder(self, top: Path) -> Iterator[RawPage | InputError]:
        found = False
        for item in _walk(top):
            found = True
            if isinstance(item, InputError):
                yield item
            else:
                try:
                    yield from self._file(item, named=False)
                except READ_ERRORS as error:
                    yield read_failure(_shown(item), error)
                except InputError as error:
                    yield error
        if not found:
            raise SourceError(_shown(top), "the folder holds no file")

    def _file(self, path: Path, *, named: bool) -> Iterator[RawPage | InputError]:
        """A regular file. A pipe is read where the user named it himself, as shells do with `<(command)`."""
        status = path.stat()
        regular = stat.S_ISREG(status.st_mode)
        if not regular and not (named and stat.S_ISFIFO(status.st_mode)):
            raise SourceError(_shown(path), "neither a file nor a folder")
        key = (status.st_dev, status.st_ino)
        if key in self.seen:
            return
        self.seen.add(key)
        stem = _shown(Path(path.name))
        while (shorter := _SUFFIX.sub("", stem)) not in ("", stem):
            stem = shorter
        wanted = (stem, f"{_shown(Path(path.absolute().parent.name))}-{stem}")
        with path.open("rb") as stream:
            yield from self._stream(_shown(path), stream, wanted)

    def _stream(
        self,
        name: str,
        raw: BinaryIO,
        wanted: tuple[str, ...],
        url: str | None = None,
        charset: str | None = None,
    ) -> Iterator[RawPage | InputError]:
        with closing(decompressed(raw)) as unpacked:
            head, stream = peek(unpacked)
            if not head:
                raise PageError(name, "the file is empty")
            if head.startswith(_UTF16):
                head, stream = peek(self._as_utf8(name, stream))
            opened = Opened(name, head, stream, wanted, url, charset, self.published)
            yield from read_pages(opened, self.limits, self.ids)

    def _as_utf8(self, name: str, stream: BinaryIO) -> BinaryIO:
        """UTF-16 is rare, so it is turned into UTF-8 whole, and readers need to know of one encoding of lines only."""
        data = stream.read(self.limits.page_bytes + 1)
        if len(data) > self.limits.page_bytes:
            raise PageError(name, f"longer than the {self.limits.page_bytes // 1_000_000} MB that a page may have")
        return cast(BinaryIO, io.BytesIO(decode(name, data).encode()))


def _matching(pattern: str) -> list[str]:
    """The paths that match, sorted, without hidden ones; `**` follows no links, so it cannot run in circles."""
    path = Path(pattern)
    base = Path(path.anchor)
    try:
        found = list(base.glob(str(path.relative_to(base))))
    except ValueError:
        raise SourceError(pattern, "not a well-formed pattern") from None
    return sorted(str(match) for match in found if not match.name.startswith(".") or path.name.startswith("."))


def _shown(path: Path) -> str:
    """The path as it can be written out, whatever bytes the file system has in it."""
    return os.fsencode(path).decode("utf-8", "replace")


def _walk(top: Path) -> Iterator[Path | InputError]:
    """The files below a folder, in the order of names, each folder once; a link back up is an error, not a loop."""
    seen: set[tuple[int, int]] = set()
    stack: list[Path] = [top]
    while stack:
        path = stack.pop()
        try:
            if not path.is_dir():
                yield path
                continue
            status = path.stat()
            key = (status.st_dev, status.st_ino)
            if key in seen:
                if path.is_symlink() and path.resolve() in path.parent.resolve().joinpath("x").parents:
                    yield SourceError(_shown(path), "a link back to a folder above it; not followed")
                continue
            seen.add(key)
            children = sorted((child for child in path.iterdir() if not child.name.startswith(".")), reverse=True)
            stack.extend(children)
        except OSError as error:
            yield read_failure(_shown(path), error)
