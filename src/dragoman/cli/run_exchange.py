"""What `export` and `import` do: the record in a format of others, and what others have into the record."""

import datetime as dt
import gzip
import io
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, cast

from rich.table import Table

from dragoman.cli.messages import number
from dragoman.cli.output import Output
from dragoman.cli.plain import plain
from dragoman.cli.run_judge import told
from dragoman.errors import InputError, PageError, SourceError, UsageError
from dragoman.exports import FORMATS, ExportFormat
from dragoman.exports.corrections import read_corrections
from dragoman.exports.judging import apply_corrections
from dragoman.exports.office_holders import OfficeHolder, read_office_holders
from dragoman.model import Judgement
from dragoman.record.native_import import NativeImport
from dragoman.record.office_holders import store_office_holders
from dragoman.record.record import Record

_HEAD: Final = 1 << 16
_LONGEST_LINE: Final = 50_000_000
_NATIVE: Final = re.compile(rb'\s*\{\s*"type"\s*:\s*"(record|actor|article|event|judgement)"')
_ENTITY: Final = re.compile(rb'\s*\{.*?"schema"\s*:\s*"', re.S)


def run_export(name: str, place: str | None, output: Path | None, as_of: dt.date | None, *, quiet: bool) -> bool:
    """`dragoman export`: the record in one format, with the statuses of a day. Raises UsageError and RecordError."""
    form = _format(name)
    if form.binary and output is None and _is_terminal():
        raise UsageError(f"{name} is no text for a terminal; write it to a file: --output talks{form.suffix}")
    with Record.open(place, as_of=as_of) as record, Output(output) as out:
        written = form.write(record, out.stream)
        out.stream.flush()
    if not quiet:
        sys.stderr.write(f"{written:,} {'entry' if written == 1 else 'entries'} as {name}\n")
    return True


def run_formats() -> bool:
    """`dragoman export --list`: what each format is for."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False, pad_edge=False)
    for form in FORMATS.values():
        table.add_row(form.name, form.summary)
    with Output(None) as output:
        output.show(table)
    return True


def run_import(names: Iterable[str], place: str | None, by: str | None, *, quiet: bool) -> bool:
    """`dragoman import`; True if all of every file could be taken. Raises RecordError."""
    whole = True
    with Record.open(place, create=True) as record:
        for name in names:
            try:
                with _opened(name) as stream:
                    whole &= _import(record, name, stream, by, quiet=quiet)
            except InputError as error:
                whole = False
                _tell("failed", str(error))
            except (OSError, EOFError, zlib.error) as error:
                whole = False
                reason = (getattr(error, "strerror", None) or str(error)).lower()
                _tell("failed", f"{name}: {reason}")
    return whole


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def _format(name: str) -> ExportFormat:
    if name not in FORMATS:
        raise UsageError(f"{name!r} is no format; these are: {', '.join(FORMATS)}")
    return FORMATS[name]


@contextmanager
def _opened(name: str) -> Iterator[io.BufferedReader]:
    """The bytes of a file or of standard input, decompressed if need be, with a head that can be looked at."""
    if name == "-":
        yield _plain_bytes(cast(io.BufferedReader, sys.stdin.buffer))
        return
    path = Path(name)
    if path.is_dir():
        raise SourceError(name, "this is a folder; name the files")
    with path.open("rb") as stream:
        yield _plain_bytes(stream)


def _plain_bytes(stream: BinaryIO) -> io.BufferedReader:
    raw: io.BufferedReader = io.BufferedReader(cast(io.RawIOBase, stream), _HEAD)
    if raw.peek(2)[:2] != b"\x1f\x8b":
        return raw
    return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=raw)), _HEAD)


def _import(record: Record, name: str, stream: io.BufferedReader, by: str | None, *, quiet: bool) -> bool:
    head = stream.peek(_HEAD)[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if _NATIVE.match(head):
        return _native(record, name, stream, quiet=quiet)
    if head.lstrip().startswith(b"["):
        return _corrections(record, name, stream, by, quiet=quiet)
    if _ENTITY.match(head):
        return _holders(record, name, stream, quiet=quiet)
    raise PageError(name, "neither a native export, nor office-holders in FollowTheMoney, nor Label Studio's JSON")


def _native(record: Record, name: str, stream: BinaryIO, *, quiet: bool) -> bool:
    importing = NativeImport(record)
    failed = 0
    for error in importing.read(_lines(stream), name):
        failed += 1
        _tell("failed", str(error))
    counts = importing.counts
    known = f", {counts.known:,} known already" if counts.known else ""
    rest = f"{number(counts.reports, 'report')}, {number(counts.events, 'new event')}"
    _close(
        f"{name}: {number(counts.articles, 'article')}{known}; {rest}; {number(counts.judgements, 'judgement')}", quiet
    )
    return not failed


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines; one that is too long is cut, which makes it none."""
    while line := stream.readline(_LONGEST_LINE + 1):
        yield line
        while len(line) > _LONGEST_LINE and not line.endswith(b"\n"):
            line = stream.readline(_LONGEST_LINE)


def _corrections(record: Record, name: str, stream: BinaryIO, by: str | None, *, quiet: bool) -> bool:
    said = failed = 0
    for outcome in apply_corrections(record, read_corrections(stream), by):
        if isinstance(outcome, Judgement):
            said += 1
            if not quiet:
                _tell("judged", told(outcome))
        else:
            failed += 1
            _tell("failed", f"{name}: {outcome}")
    _close(f"{name}: {number(said, 'judgement')}", quiet)
    return not failed


def _holders(record: Record, name: str, stream: BinaryIO, *, quiet: bool) -> bool:
    failed = 0

    def sound() -> Iterator[OfficeHolder]:
        nonlocal failed
        for holder in read_office_holders(stream):
            if isinstance(holder, InputError):
                failed += 1
                _tell("failed", f"{name}: {holder}")
            else:
                yield holder

    stored = store_office_holders(record, sound())
    undated = f", {stored.undated:,} without a date (only the name is kept)" if stored.undated else ""
    _close(f"{name}: {number(stored.holders, 'office-holder')}{undated}", quiet)
    return not failed


def _tell(label: str, line: str) -> None:
    sys.stderr.write(plain(f"{label} {line}") + "\n")


def _close(line: str, quiet: bool) -> None:
    if not quiet:
        sys.stderr.write(plain(line) + "\n")
