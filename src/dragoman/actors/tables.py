"""Reads the word lists beside this module: CSV and YAML in `data/`."""

import csv
import unicodedata
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.resources import load_yaml

# One character each, so that folding never moves an offset.
_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "`": "'",
        "´": "'",
        "\u00a0": " ",
        "\u202f": " ",
        "\n": " ",
        "\t": " ",
        "‐": "-",
        "‑": "-",
        "–": "-",
        "ı": "i",
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ə": "e",
        "Ə": "E",
    }
)


@cache
def _fold_char(char: str) -> str:
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else char


def fold(text: str) -> str:
    """`text` without accents, with straight quotes, plain spaces and hyphens; every character keeps its offset."""
    text = text.translate(_SAME)
    return text if text.isascii() else "".join(c if c.isascii() else _fold_char(c) for c in text)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of `data/NAME` (CSV with a header) as text by column; lines that start with "#" are remarks."""
    text = (files("dragoman.actors") / "data" / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return [{key: (value or "").strip() for key, value in row.items()} for row in csv.DictReader(lines)]


def tree(name: str) -> Any:
    """The content of `data/NAME` (YAML)."""
    return load_yaml("dragoman.actors", "data", name)


def parts(cell: str) -> list[str]:
    """A cell's ";"-separated values without blanks."""
    return [part.strip() for part in cell.split(";") if part.strip()]
