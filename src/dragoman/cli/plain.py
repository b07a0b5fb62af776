"""Text of strangers, made safe for a terminal."""

import re
from typing import Final

# Control characters (escape sequences begin with one), line and paragraph separators, marks that turn the direction of
# writing, and halves of surrogate pairs, which cannot be written out.
_UNSAFE: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]|[\ud800-\udfff]"
)


def plain(text: str, *, lines: bool = False) -> str:
    """The text without what could move, colour or reorder a terminal; on one line, or with its `lines` kept."""
    safe = _UNSAFE.sub(" ", text)
    return safe if lines else " ".join(safe.split())
