"""On whose word a contact is reported."""

from spacy.tokens import Token

from dragoman.model import Span
from dragoman.text.parsed import Parsed, Quote

_HEARSAY = frozenset({"reportedly", "allegedly", "apparently", "purportedly", "rumored", "rumoured"})


def source_of(trigger: Token, parsed: Parsed) -> tuple[str, Span] | None:
    """The phrase that names who reports the contact, with its place in the text; None if the article itself does.

    The innermost statement around the trigger counts; hearsay words in its clause come next.
    """
    quote = innermost(trigger.idx, parsed)
    if quote is not None and quote.cue.end > quote.cue.start:
        return quote.cue.of(parsed.article.text), quote.cue
    for token in trigger.sent:
        if token.lower_ in _HEARSAY and abs(token.i - trigger.i) <= 12:
            return token.text, Span(token.idx, token.idx + len(token))
    return None


def innermost(offset: int, parsed: Parsed) -> Quote | None:
    """The shortest quotation or reported clause around a character."""
    around = [q for q in parsed.quotes if offset in q.span]
    return min(around, key=lambda q: q.span.end - q.span.start, default=None)
