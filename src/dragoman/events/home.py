"""Where "here" is: the place that an article was written from."""

import functools
import re
from urllib.parse import urlsplit

from dragoman.actors.places import find_place
from dragoman.events.offices import is_office
from dragoman.model import Article, Place
from dragoman.resources import load_yaml

_AMERICAN = re.compile(r", [A-Z][a-z]{1,4}\.")  # "PALM BEACH, Fla. -": only America's states are abbreviated
_AFTER_CITY = re.compile(r"[,(]|\s[-–—_]")  # "HANOI, Vietnam (NWA) -", "HANOI (NWA) -", "HANOI —"


@functools.cache
def _styles() -> tuple[tuple[str, str, frozenset[str], frozenset[str], tuple[str, ...]], ...]:
    raw = load_yaml("dragoman.events", "home.yaml")
    return tuple(
        (s["place"], s["country"], frozenset(s["hosts"]), frozenset(s["names"]), tuple(s["words"]))
        for s in raw["styles"]
    )


def home_of(article: Article) -> Place | None:
    """The place of the dateline, else of the house style (see `home.yaml`); None if neither is known."""
    if article.dateline:
        name = _AFTER_CITY.split(article.dateline, maxsplit=1)[0].strip()
        place = find_place(name.title() if name.isupper() else name)
        abroad = place is not None and place.country != "USA" and _AMERICAN.search(article.dateline)
        if place is not None and not abroad:
            return place
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    for place_name, country, hosts, names, _ in _styles():
        by_host = any(host == h or host.endswith("." + h) for h in hosts)
        if by_host or article.outlet in names or article.agency in names:
            return find_place(place_name, country)
    if host or article.dateline is not None:
        return None
    wording = ((name, country) for name, country, _, _, words in _styles() if any(w in article.text for w in words))
    return next((find_place(*place) for place in wording), None)


def speaks_for_itself(url: str | None, outlet: str | None, agency: str | None) -> bool:
    """Whether a page is an office's own, so that what it tells is a party's word: by its address, outlet or agency."""
    host = (urlsplit(url).hostname or "") if url else ""
    if host and is_office(host):
        return True
    return any(outlet in names or agency in names for _, _, _, names, _ in _styles())
