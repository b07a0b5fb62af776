"""How much of an input is read before it is refused. Every input is taken to be hostile."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps of one run.

    `page_bytes` holds for one page, and one line of JSONL, after decompression; `stream_bytes` for a whole JSONL file
    after decompression. `bad_lines` is how many lines of one file may be broken before the rest is given up.
    `redirects` and `url_seconds` (from the first look-up to the last byte, redirects included) hold for one address.
    """

    page_bytes: int = 20_000_000
    stream_bytes: int = 4_000_000_000
    bad_lines: int = 1000
    redirects: int = 5
    url_seconds: float = 20.0
