"""Official readouts: short notes by an office on what it did that day."""

from urllib.parse import urlsplit

from spacy.tokens import Token

from dragoman.text.parsed import Parsed

_OFFICIAL = (".gov", ".mil", "kremlin.ru", "mid.ru", "president.gov.ua", "gov.uk", "europa.eu", "un.org", "nato.int")
_PAST = frozenset({"VBD"})


def is_official(parsed: Parsed) -> bool:
    """Whether the page is an office's own: by its address, or by a title that says "readout"."""
    article = parsed.article
    host = (urlsplit(article.url).hostname or "") if article.url else ""
    if host and any(host.endswith(end) or f"{end}." in f"{host}." for end in _OFFICIAL):
        return True
    return bool(article.title) and "readout" in (article.title or "").casefold()


def states_its_own_day(trigger: Token, parsed: Parsed) -> bool:
    """Whether a contact without a time word is dated to the day of publication.

    So are contacts told in the past tense in the main clause of an official readout (the annotation guide's rule).
    """
    if not is_official(parsed):
        return False
    verb = trigger
    for _ in range(3):
        if verb.pos_ in ("VERB", "AUX"):
            break
        verb = verb.head
    return verb.tag_ in _PAST and verb.dep_ in ("ROOT", "conj")
