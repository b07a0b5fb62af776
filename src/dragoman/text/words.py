"""The word lists of `data/words.yaml`."""

from functools import cache

from dragoman.resources import load_yaml


@cache
def _all() -> dict[str, frozenset[str]]:
    raw = load_yaml("dragoman.text", "data", "words.yaml")
    return {name: frozenset(str(entry) for entry in text.split()) for name, text in raw.items()}


@cache
def words(name: str) -> frozenset[str]:
    """The lower-case words of list `name`; an entry of several words joins them by "_" in the file and by " " here."""
    return frozenset(entry.replace("_", " ") for entry in _all()[name])
