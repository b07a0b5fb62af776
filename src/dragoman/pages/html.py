"""HTML pages: the body by trafilatura, dates and names from the page's own metadata, and its visible lines.

Nothing is fetched and nothing is guessed: trafilatura's own search for a date is not used.
"""

import functools
import html
import itertools
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass

import trafilatura
from lxml import etree
from trafilatura.metadata import extract_metadata

from dragoman.pages.datetext import parse_date
from dragoman.pages.published import Claim, Source
from dragoman.resources import load_yaml

# Its complaints about broken markup are no news to our user; without a handler Python would print them.
for _name in ("trafilatura", "htmldate"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

# Larger pages are no articles; most of such a page is scripts and pictures written into it.
MAX_HTML = 6_000_000
# trafilatura goes over the tree dozens of times, about 40 µs an element in all. Of a page with more elements, only the
# visible lines are read.
_MAX_ELEMENTS = 50_000
# libxml2 compares each attribute of a tag with all before it. A tag of more characters than this has lost its
# attributes before it is parsed.
_MAX_TAG = 8_000
_MAX_JSON = 500_000
_MAX_NODES = 5_000
_PARSER_FAULTS = (
    etree.LxmlError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    RecursionError,
    ArithmeticError,
)
_TAG = re.compile(r"<(/?[a-zA-Z][a-zA-Z0-9]{0,15}|!--|[!?])[^<>]{0,20000}>?")
# Characters in one cell of a table; a table of facts has no such cell, a page laid out with tables has.
_LAYOUT_CELL = 500
_HIDDEN = ("script", "style", "noscript", "template", "svg")
_CLOSING = {name: re.compile(f"</{name}", re.I) for name in _HIDDEN}
_TAG_START = re.compile(r"<(!--|[a-zA-Z][^\s/>]{0,30})")
# To the end of a tag as browsers find it: a ">" in a quoted value does not close it. Possessive, so it never goes back.
_TAG_REST = re.compile(r"""(?:[^>=]++|=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z))?+)*+>?+""")


@dataclass(frozen=True, slots=True)
class HtmlPage:
    """What is read from one HTML page.

    `text` is None when there is no body; `lines` is the visible text, a block a line.
    """

    text: str | None
    title: str | None
    outlet: str | None
    byline: str | None
    claims: tuple[Claim, ...]
    lines: str


def read_html(content: str, url: str | None) -> HtmlPage:
    """Body, metadata and visible text of a page of at most 6,000,000 characters. Never raises on any markup."""
    tree = _tree(without_long_tags(content))
    lines = visible_text(content)
    if tree is None:
        return HtmlPage(None, None, None, None, (), lines)
    claims = _claims(tree)
    if next(itertools.islice(tree.iter(), _MAX_ELEMENTS, None), None) is not None:
        return HtmlPage(None, None, None, None, claims, lines)
    title = outlet = byline = text = None
    try:
        meta = extract_metadata(tree, default_url=url, date_config={"extensive_search": False}, extensive=False)
        title, outlet, byline = meta.title, meta.sitename, meta.author
    except _PARSER_FAULTS:
        title = None
    try:
        text = _body(tree, url, tables=True)
        if text and _is_laid_out(text):
            # With every cell kept, the page's menus would be in the body.
            text = _body(tree, url, tables=False) or text
    except _PARSER_FAULTS:
        text = None
    return HtmlPage(text or None, _one_line(title), _one_line(outlet), _one_line(byline), claims, lines)


def _is_laid_out(text: str) -> bool:
    rows = (row for row in text.splitlines() if row.startswith("|"))
    return any(len(cell) >= _LAYOUT_CELL for row in rows for cell in row.split("|"))


def _body(tree: etree._Element, url: str | None, *, tables: bool) -> str | None:
    body: str | None = trafilatura.extract(
        tree, include_comments=False, include_tables=tables, favor_precision=False, with_metadata=False, url=url
    )
    return body


@functools.cache
def _names() -> dict[str, frozenset[str]]:
    table: dict[str, str] = load_yaml("dragoman.pages", "html_names.yaml")
    return {part: frozenset(names.split()) for part, names in table.items()}


def visible_text(content: str) -> str:
    """The text that a reader sees, a block a line. By a linear scan, so that no nesting or broken tag can harm it."""
    parts: list[str] = []
    at = 0
    length = len(content)
    inline = _names()["inline"]
    while at < length:
        match = _TAG.search(content, at)
        if match is None:
            parts.append(content[at:])
            break
        parts.append(content[at : match.start()])
        name = match[1].lower()
        at = match.end()
        if name == "!--":
            close = content.find("-->", match.start() + 4)
            at = close + 3 if close >= 0 else length
        elif name in _HIDDEN and not match[0].endswith("/>"):
            closing = _CLOSING[name].search(content, at)
            at = closing.start() if closing else length
        if name.lstrip("/") not in inline:
            parts.append("\n")
    return html.unescape("".join(parts))


def without_long_tags(content: str) -> str:
    """The markup with the attributes of each tag of more than 8,000 characters taken out; linear in its length."""
    parts: list[str] = []
    kept = at = 0
    while match := _TAG_START.search(content, at):
        name = match[1].lower()
        if name == "!--":
            close = content.find("-->", match.end())
            at = close + 3 if close >= 0 else len(content)
            continue
        rest = _TAG_REST.match(content, match.end())
        at = rest.end() if rest else len(content)
        if at - match.start() > _MAX_TAG:
            parts += (content[kept : match.end()], ">")
            kept = at
        if name in _CLOSING:
            closing = _CLOSING[name].search(content, at)
            at = closing.end() if closing else len(content)
    return "".join(parts) + content[kept:] if parts else content


def _tree(content: str) -> etree._Element | None:
    try:
        tree: etree._Element | None = trafilatura.load_html(content)
    except _PARSER_FAULTS:
        return None
    return tree


def _one_line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _claims(tree: etree._Element) -> tuple[Claim, ...]:
    """Dates of publication and update in JSON-LD, then in meta elements and microdata, then in <time>."""
    pairs = [*_json_dates(tree), *_meta_dates(tree)]
    if not any(not updated for _, updated in pairs):
        pairs += _time_dates(tree)
    claims = []
    for text, updated in pairs:
        found = parse_date(text[:100])
        if found:
            claims.append(Claim(found, Source.METADATA, updated))
    return tuple(claims)


def _json_dates(tree: etree._Element) -> Iterator[tuple[str, bool]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text or len(script.text) > _MAX_JSON:
            continue
        try:
            nodes = [json.loads(script.text, strict=False)]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while nodes and seen < _MAX_NODES:
            node = nodes.pop(0)
            seen += 1
            if isinstance(node, list):
                nodes.extend(node)
            elif isinstance(node, dict):
                yield from _node_dates(node)
                nodes.extend(node[key] for key in ("@graph", "mainEntity", "hasPart") if key in node)


def _node_dates(node: dict[str, object]) -> Iterator[tuple[str, bool]]:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    if not any("article" in str(name).lower() or str(name) in {"WebPage", "BlogPosting", "Report"} for name in names):
        return
    for key, updated in (("datePublished", False), ("dateModified", True)):
        value = node.get(key)
        if isinstance(value, str):
            yield value, updated


def _meta_dates(tree: etree._Element) -> Iterator[tuple[str, bool]]:
    for element in tree.iter("meta"):
        names = {(element.get(key) or "").lower() for key in ("property", "name", "itemprop", "http-equiv")}
        content = element.get("content")
        if not content:
            continue
        if names & _names()["published"]:
            yield content, False
        elif names & _names()["updated"]:
            yield content, True


def _time_dates(tree: etree._Element) -> list[tuple[str, bool]]:
    pairs = []
    for element in tree.iter("time", "span", "abbr"):
        stamp = element.get("datetime") or element.get("content") or element.get("title")
        words = " ".join(element.get(key) or "" for key in ("itemprop", "class", "pubdate")).lower()
        if stamp and "publish" in words:
            pairs.append((stamp, False))
        elif stamp and ("modified" in words or "updated" in words):
            pairs.append((stamp, True))
    if not pairs:
        stamps = {element.get("datetime") for element in tree.iter("time") if element.get("datetime")}
        # One <time> on the page is the article's; of several it is not known which.
        pairs = [(str(stamp), False) for stamp in stamps] if len(stamps) == 1 else []
    return pairs
