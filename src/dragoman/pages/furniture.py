"""The word list of page furniture: which lines are menus, share buttons, footers, headings of other stories."""

import functools
import re
from dataclasses import dataclass
from typing import Any

from dragoman.resources import load_yaml

_STARTS_LIMIT = 200
_CONTAINS_LIMIT = 600
# "2 of 14 A minister ...", "2of14A minister": captions of a gallery, repeated for each of its pictures.
_GALLERY = re.compile(r"\d{1,3}\s{0,3}(?:of|/)\s{0,3}/?\s{0,2}\d{1,3}(?:\s{0,3}[A-Z]|\s{0,3}$)")
_EDGES = " \t-–—•»«›‹*|:>…→#"


@dataclass(frozen=True, slots=True)
class Furniture:
    """The phrases of `furniture.yaml`, ready for look-up. `whole` maps a line to its reason."""

    whole: dict[str, str]
    starts: tuple[tuple[str, tuple[str, ...]], ...]
    contains: tuple[tuple[str, tuple[str, ...]], ...]

    def reason(self, text: str) -> str | None:
        """Why a line is furniture, or None. Long lines are compared by the patterns made for long lines only."""
        if _GALLERY.match(text):
            return "caption"
        low = text.casefold().replace("’", "'")
        bare = low.strip(_EDGES)
        if bare in self.whole:
            return self.whole[bare]
        if len(low) <= _STARTS_LIMIT:
            for reason, phrases in self.starts:
                if low.startswith(phrases) or bare.startswith(phrases):
                    return reason
        if len(low) <= _CONTAINS_LIMIT:
            for reason, phrases in self.contains:
                if any(phrase in low for phrase in phrases):
                    return reason
        return None


@functools.cache
def furniture() -> Furniture:
    """The list that comes with the package, read once."""
    table: dict[str, dict[str, list[Any]]] = load_yaml("dragoman.pages", "furniture.yaml")
    lists = {
        part: tuple((reason, tuple(str(phrase) for phrase in row.get(part, ()))) for reason, row in table.items())
        for part in ("whole", "starts", "contains")
    }
    whole = {phrase.strip(_EDGES) or phrase: reason for reason, phrases in lists["whole"] for phrase in phrases}
    return Furniture(whole, lists["starts"], lists["contains"])
