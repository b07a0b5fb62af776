"""Puts rows, lines of JSON and lists of JSON on a stream as they come, and counts them."""

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from dragoman.jsonio import dumps


def write_lines(rows: Iterable[dict[str, Any]], out: BinaryIO) -> int:
    """One JSON object a line; returns how many."""
    count = 0
    for row in rows:
        out.write(encoded(dumps(row) + "\n"))
        count += 1
    return count


def write_list(head: str, rows: Iterable[Any], tail: str, out: BinaryIO) -> int:
    """`head`, the rows as JSON with commas between them, `tail`; returns how many."""
    out.write(encoded(head))
    count = 0
    for count, row in enumerate(rows, 1):
        out.write(encoded((",\n" if count > 1 else "\n") + json.dumps(row, ensure_ascii=False, allow_nan=False)))
    out.write(encoded(tail))
    return count


def write_tabbed(rows: Iterable[Iterable[str]], out: BinaryIO) -> int:
    """One row a line, cells parted by tabs and never quoted; cells must hold no tab and no line end."""
    count = 0
    for row in rows:
        out.write(encoded("\t".join(row) + "\n"))
        count += 1
    return count


def encoded(text: str) -> bytes:
    """UTF-8; a lone surrogate, which UTF-8 cannot hold, becomes "?"."""
    return text.encode("utf-8", "replace")
