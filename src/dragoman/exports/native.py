"""The record's own JSON lines, which `dragoman import` reads back without loss."""

from typing import BinaryIO

from dragoman.errors import UsageError
from dragoman.exports.contents import Contents
from dragoman.record.native import native_lines
from dragoman.record.record import Record


def write(contents: Contents, out: BinaryIO) -> int:
    """Write every line and return their number. Raises UsageError for contents that are not a whole record."""
    if not isinstance(contents, Record):
        raise UsageError("the native export needs a whole record")
    written = 0
    for line in native_lines(contents):
        out.write(line.encode() + b"\n")
        written += 1
    return written
